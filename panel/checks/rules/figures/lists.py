"""Numbers that their lists contradict, lists given twice with other entries, amounts a thousand times too great."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import Final

from panel.checks.dossier import Item, Paper
from panel.checks.finding import Finding
from panel.checks.reading.blocks import Block
from panel.checks.reading.figures import MONEY, NUMBER_WORD, number
from panel.checks.rules.figures.read import Said, found

_COUNTED: Final = re.compile(
    rf"\b(?P<count>{NUMBER_WORD}|\d{{1,2}})\s(?P<what>(?:[a-z][\w'’-]*\s){{0,4}}?[a-z][\w'’-]*s)"
    r"(?:\s(?:are|were|have been|has been|will be|below|presented were|as follows|are as follows|follow|of|in|to|for|"
    r"which|that|on|under|since)\b[^.:;]{0,90})?"
    r"\s?:\s?[–-]?$",
    re.IGNORECASE,
)
_FOLLOWING: Final = re.compile(
    rf"\b(?:the\s)?(?:following\s(?P<after>{NUMBER_WORD}|\d{{1,2}})|(?P<before>{NUMBER_WORD}|\d{{1,2}})\sfollowing)\s"
    r"(?P<what>[^.:;]{2,90})\s?:\s?[–-]?$",
    re.IGNORECASE,
)
_NO_LIST_OF: Final = re.compile(
    r"^(?:[\w'’-]+\s)*(?:years?|months?|weeks?|days?|hours?|minutes?|times|officers|people|members|respondents|victims|"
    r"offences|incidents|residents|responses|answers|calls|cases|pounds|votes|percent|per cent|hours)$",
    re.IGNORECASE,
)
_LISTED: Final = re.compile(
    r"^[¹²³⁴⁵⁶⁷⁸⁹\d*†]{0,2}\s?(?P<label>[A-Z][\w'’ -]{8,70}?)\s(?:are|were|is made up of|consists of|"
    r"comprises?)\s?:\s(?P<names>[A-Z][^.;:]+)\.?$"
)
_NAMED_ENTRIES: Final = re.compile(
    rf"\b(?P<count>{NUMBER_WORD})\s(?P<what>(?:[a-z][\w'’-]*\s){{0,3}}?[a-z][\w'’-]*s)\s?(?::|"
    rf"\()\s?(?P<names>[A-Z][^.;:()]+)(?=[.;)]|$)"
)
_SMALL: Final = {"the", "of", "for", "and", "in", "a", "our", "its"}
_TIMES = 5
"""So many times the greatest other amount makes one of thousands of millions suspect."""


def find(item: Item, paper: Paper) -> Iterator[Finding]:
    """Find numbers that differ from the length of their list, and one list given with different entries."""
    blocks = paper.text.blocks
    for place, block in enumerate(blocks):
        yield from _counted(item, paper, block, blocks[place + 1 : place + 40])
    yield from _twice(item, paper, paper.text.sentences)
    yield from _inline(item, paper, blocks)


def _counted(item: Item, paper: Paper, block: Block, after: Sequence[Block]) -> Iterator[Finding]:
    stated = _stated(block.text)
    if stated is None:
        return
    count, words = stated
    entries = _entries(block, after)
    if entries is None or entries == count or entries < 2:
        return
    yield found(
        item,
        paper,
        block.page,
        "list is not that long",
        words,
        f"“{words}”: the list has {entries}.",
        f"{entries} entries follow.",
        "Correct the number, or complete the list.",
    )


def _stated(text: str) -> tuple[int, str] | None:
    """Give how many entries a lead-in promises, and its words: "There are three options:"."""
    if not text.rstrip(" –-").endswith(":"):
        return None
    following = _FOLLOWING.search(text)
    told = following or _COUNTED.search(text)
    if not told:
        return None
    count = number((following["after"] or following["before"]) if following else told["count"])
    what = told["what"].strip()
    if count is None or not 2 <= count <= 20 or _NO_LIST_OF.match(what):
        return None
    return count, " ".join(told[0].split()).rstrip(" :–-") if following else f"{told['count']} {what}"


def _entries(block: Block, after: Sequence[Block]) -> int | None:
    """Count the entries after a lead-in: bullets, numbers that go on from one, or "Option 1", "Option 2"."""
    if not after:
        return None
    first = after[0]
    if first.bullet:
        run = 0
        for other in after:
            if not other.bullet:
                # A number under a bullet, or the rest of one that a page end cut, leaves the list's length open.
                return run if other.heading or other.number or re.search(r"[.:;?!”)]$", other.text) else None
            if other.text.endswith(":") or other.text.startswith(("o ", "- ")):
                return None
            run += 1
        return run
    if first.number in ("1", "a", "i"):
        kinds = {"1": [str(n) for n in range(1, 21)], "a": list("abcdefghijklmnopqrst"),
                 "i": ["i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x"]}[first.number]  # fmt: skip
        run = 0
        for other in after:
            if run < len(kinds) and other.number == kinds[run]:
                run += 1
            elif other.bullet:
                return None
            elif other.number or other.heading:
                break
        return run if run >= 2 else None
    named = re.match(r"(?P<name>[A-Z][a-z]+) 1\b", first.text)
    if named:
        seen = [int(m[1]) for other in after if (m := re.match(rf"{named['name']} (\d{{1,2}})\b", other.text))]
        return len(seen) if seen == list(range(1, len(seen) + 1)) else None
    return None


def _inline(item: Item, paper: Paper, blocks: Sequence[Block]) -> Iterator[Finding]:
    """Find "four forces: Larkshire, Wolden and Fenshire"."""
    for block in blocks:
        for told in _NAMED_ENTRIES.finditer(block.text) if ":" in block.text or "(" in block.text else ():
            count = number(told["count"])
            names = [name.strip() for name in told["names"].split(",")]
            if len(names) < 2 or not all(re.match(r"(?:and |the )*[A-Z]", name) for name in names):
                continue
            if not all(len(name.split()) <= 6 for name in names) or _NO_LIST_OF.match(told["what"]):
                continue
            last = names[-1]
            pairs = sum(" and " in name.removeprefix("and ") for name in names)
            joined = bool(re.search(r"\band\b", last))
            if not joined or count is None or len(names) <= count <= len(names) + pairs:
                continue
            words = " ".join(told[0].split())
            yield found(
                item,
                paper,
                block.page,
                "list is not that long",
                words if len(words) < 120 else f"{told['count']} {told['what']}",
                f"“{told['count']} {told['what']}” is followed by {len(names) + pairs}.",
                f"The list names {', '.join(names)}.",
                "Correct the number, or complete the list.",
            )


def _twice(item: Item, paper: Paper, blocks: Sequence[Block]) -> Iterator[Finding]:
    """Find a list of names under one label that is given again with other names."""
    seen: list[tuple[frozenset[str], frozenset[str], Block]] = []
    for block in blocks:
        told = _LISTED.match(block.text)
        if not told:
            continue
        names = frozenset(name.strip() for name in re.split(r",\s*(?:and\s)?|\sand\s", told["names"]) if name.strip())
        label = frozenset(told["label"].casefold().split()) - _SMALL
        if len(names) < 3 or not all(name[0].isupper() and len(name.split()) <= 4 for name in names):
            continue
        for other_label, other_names, other in seen:
            less = min(label, other_label, key=len)
            if (
                len(less) >= 2
                and less <= label | other_label
                and less <= (label & other_label)
                and names != other_names
            ):
                only, other_only = sorted(names - other_names), sorted(other_names - names)
                # A list may leave out the one that it is about.
                if not only or not other_only:
                    continue
                words = told["label"]
                yield found(
                    item,
                    paper,
                    block.page,
                    "list given differently",
                    words,
                    f"“{words}” are listed here with {', '.join(only)} and elsewhere with {', '.join(other_only)}.",
                    f"Page {other.page} says: “{other.text}”",
                    "Make the two lists agree.",
                )
                break
        seen.append((label, names, block))


def magnitudes(sentences: Sequence[Said]) -> Iterator[Finding]:
    """Find an amount of thousands of millions among millions, as "£3,083m" for "£3.083m"."""
    amounts = [
        (said, figure) for said in sentences for figure in said.figures if figure.unit == MONEY and not figure.loose
    ]
    for said, figure in amounts:
        if not re.fullmatch(r"£\s?\d{1,3},\d{3}\s?(?:m|million)", figure.words):
            continue
        others = [other.value for _said, other in amounts if other is not figure and other.value < Decimal(10**9)]
        if len(others) < 3 or max(others) * _TIMES > figure.value:
            continue
        meant = figure.words.replace(",", ".")
        yield said.finding(
            "amount is far too great",
            figure.words,
            f"“{figure.words}” is thousands of millions; {meant} may be meant.",
            f"The greatest other amount in this paper is £{max(others) / 10**6:f}m.".replace(".0m", "m"),
            "Correct the amount.",
        )
