"""One named figure with its digits in another order in another paper of an item, or with another share of one sum."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import Final

from panel.checks.dossier import Item, Paper
from panel.checks.finding import Finding
from panel.checks.reading.figures import MONEY, Figure
from panel.checks.reading.number_tables import Row, Table
from panel.checks.rules.figures.read import Said
from panel.checks.rules.figures.shape import group

_SHARE_OF: Final = re.compile(
    rf"\b(?P<noun>[a-z]+\s[a-z]+)\s(?:of|was|is|at|stood at|stands at)\s{group('amount')}\s\({group('percent')}\s"
    r"(?P<of>of (?:the|its|our) [a-z]+(?: [a-z]+)?)\)"
)
_WORD: Final = re.compile(r"[a-z]{4,}|\b\d{2,3}\b(?![.,]\d)|\b(?:ten|two|three|five|six|four|one)\b")
_COMMON: Final = frozenset(
    ("were", "have", "from", "with", "that", "this", "which", "than", "more", "less", "will", "been", "their", "those",
     "these", "figure", "number", "total", "rate", "year", "years", "month", "quarter", "target", "lower", "higher",
     "against", "above", "below", "average", "last", "previous", "compared", "increase", "fell", "rose", "fall",
     "rise")
)  # fmt: skip
_NAME: Final = re.compile(r"(?<=[a-z,] )[A-Z][a-z]+")
_SIDES: Final = frozenset(
    ("north", "south", "east", "west", "women", "girls", "boys", "male", "female", "urban", "rural", "first", "second",
     "third", "fourth", "staff", "officers", "young", "older", "before", "after", "city", "county")
)  # fmt: skip
_FEW: Final = 6
"""A sentence of more figures is what is left of a table."""
_LABEL: Final = 3
"""A row's label with fewer words may be that of anything."""
_MOST: Final = 60
"""So many places of the same digits are compared with each other."""
_ALIKE: Final = 4
"""So many words in common make two sentences speak of one thing."""


def find(papers: Sequence[Sequence[Said]], read: Sequence[tuple[Item, Paper, Sequence[Table]]]) -> Iterator[Finding]:
    """Find a figure that another sentence or row of its item has with two digits changed about."""
    rows: dict[tuple[str, str], list[Row]] = defaultdict(list)
    for item, _paper, tables in read:
        for table in tables:
            for row in table.rows:
                for cell in row.cells:
                    rows[item.number, _key(cell.words)].append(row)
    told: dict[tuple[str, str], list[tuple[Said, Figure]]] = defaultdict(list)
    for sentences in papers:
        for said in sentences:
            for figure in said.plain:
                key = _key(figure.words)
                if key:
                    told[said.item.number, key].append((said, figure))
    for (number, key), places in told.items():
        yield from _in_rows(places[:_MOST], rows.get((number, key), ())[:_MOST]) if key else ()
        yield from _in_sentences(places[:_MOST])
    yield from _shares(papers)


def _key(words: str) -> str:
    """Give what two figures with the same digits in another order have in common: "" where that says little."""
    digits = re.sub(r"\D", "", words)
    if len(digits) < 3 or len(set(digits)) < 2 or not re.fullmatch(r"£?[\d,]+(?:\.\d+)?\s?(?:%|k|m)?", words):
        return ""
    return f"{''.join(sorted(digits))}{re.sub(r'[0-9]', '0', words)}"


def _content(text: str) -> frozenset[str]:
    return frozenset(_WORD.findall(text.casefold())) - _COMMON


def _in_rows(places: Sequence[tuple[Said, Figure]], rows: Sequence[Row]) -> Iterator[Finding]:
    for said, figure in places:
        if len(said.figures) > _FEW:
            continue
        its = _content(said.text)
        for row in rows:
            label = _content(row.label)
            if len(label) < _LABEL or not label <= its:
                continue
            cells = [cell.words for cell in row.cells]
            other = next((one for one in cells if _key(one) == _key(figure.words)), figure.words)
            if figure.words in cells or other[:1] == other[1:2]:
                continue
            if other != figure.words and not said.changes(figure) and not said.refers(figure):
                yield _differs(said, figure, other, f"Page {row.page} of a paper of the item has: “{row.words}”")
                break


def _in_sentences(places: Sequence[tuple[Said, Figure]]) -> Iterator[Finding]:
    for at, (said, figure) in enumerate(places):
        for other, one in places[:at]:
            if one.words == figure.words or one.unit != figure.unit or other is said or said.dates != other.dates:
                continue
            if (
                len(said.figures) > _FEW
                or any(each.words == figure.words for each in other.figures)
                or said.changes(figure) != other.changes(one)
            ):
                continue
            if not _of_one_thing(said, other) or said.refers(figure) != other.refers(one):
                continue
            why = f"Item {other.item.number}, {other.paper.file_name}, page {other.page}, says: “{other.text}”"
            yield _differs(said, figure, one.words, why)
            break


def _of_one_thing(said: Said, other: Said) -> bool:
    """Say whether two sentences share most of their words and all their names."""
    its, others = _content(said.text), _content(other.text)
    shared = len(its & others)
    if shared < _ALIKE or 2 * shared < min(len(its), len(others)) + 1 or (its ^ others) & _SIDES:
        return False
    return not set(_NAME.findall(said.text)) ^ set(_NAME.findall(other.text))


def _shares(papers: Sequence[Sequence[Said]]) -> Iterator[Finding]:
    """Find "the general reserve of £9.1m (4.1% of the net budget)" where elsewhere it is £8.1m for the same share."""
    told: dict[tuple[str, str, str, str], list[tuple[Said, Figure]]] = defaultdict(list)
    for sentences in papers:
        for said in sentences:
            if ") " not in said.text and ")" not in said.text:
                continue
            for found in _SHARE_OF.finditer(said.shape.text):
                amount, percent = said.shape.figure(found["amount"]), said.shape.figure(found["percent"])
                if amount.unit == MONEY and amount.exact and percent.exact:
                    told[said.item.number, found["noun"], percent.words, found["of"]].append((said, amount))
    for places in told.values():
        first, its = places[0]
        for said, amount in places[1:]:
            if amount.value != its.value and amount.step == its.step:
                why = f"{first.paper.file_name}, page {first.page}, says: “{first.text}”"
                yield _differs(said, amount, its.words, why)


def _differs(said: Said, figure: Figure, other: str, why: str) -> Finding:
    after = re.match(r"\)?(?:\s[\w'’/-]+){0,2}", said.text[figure.end :])
    its_words = said.cut(figure.start, figure.end + (after.end() if after else 0))
    return said.finding(
        "figure given differently",
        its_words,
        f"“{figure.words}” is given here and “{other}” in another place.",
        why,
        "Find out which is right and correct the other.",
    )
