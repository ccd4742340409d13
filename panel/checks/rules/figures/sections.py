"""What one section says twice: in its text and in a table's row, in the summary before it, in its parts."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from itertools import pairwise
from typing import Final

from panel.checks.dossier import Item, Paper
from panel.checks.finding import Finding
from panel.checks.reading.figures import PERCENT, Figure
from panel.checks.reading.number_tables import Row, Table
from panel.checks.rules.figures.arithmetic import allowed, apart, change, said_value, share
from panel.checks.rules.figures.changes import Change
from panel.checks.rules.figures.read import DIRECTION, Said, found

_SAYS_NOTHING: Final = frozenset(
    re.findall(
        r"\w+",
        "the a an of and or in on at for to from by with offence offences crime crimes incident incidents report "
        "reports "
        "recorded total all number cases",
    )
)
_WORD: Final = re.compile(r"[a-z]+", re.IGNORECASE)
_NOUN: Final = re.compile(r"\s(?P<noun>[^.;:()]{0,70}?)\s(?:\([^()]{0,40}\)\s)?(?:were|was|have been|had been|are)\b")
_SUMMED_UP: Final = re.compile(
    r"\b(?P<way>increase|rise|decrease|reduction|fall)d?\s(?:on|in|from|over|against|compared (?:to|with))\s(?:the\s)?"
    r"(?:previous|last)\s(?P<period>quarter|month|year|period)\b",
    re.IGNORECASE,
)
_NEAR: Final = Decimal("0.05")
_NEAR_AVERAGE: Final = Decimal("0.35")


def find(
    item: Item,
    paper: Paper,
    sentences: Sequence[Said],
    compared: Mapping[Said, Sequence[Change]],
    tables: Sequence[Table],
) -> Iterator[Finding]:
    """Find what a section says in one way and elsewhere in another."""
    yield from _against_rows(item, paper, sentences, tables)
    yield from _summary(item, paper, sentences, compared)
    yield from _areas(sentences, tables)
    yield from _again_in_percent(sentences, compared)
    yield from _shares_and_counts(sentences)


def _subject(text: str) -> frozenset[str]:
    return frozenset(word.casefold() for word in _WORD.findall(text)) - _SAYS_NOTHING


def _leads(said: Said) -> Figure | None:
    """Give the count with which a sentence begins: "112 rape offences were recorded ..."."""
    first = said.figures[0]
    leading = first.start == 0 or re.fullmatch(
        r"\W{0,2}(?:In [\w\s]{4,25}?,? )?(?:there were )?", said.masked[: first.start]
    )
    return first if leading and first.plain and not first.unit else None


def _against_rows(item: Item, paper: Paper, sentences: Sequence[Said], tables: Sequence[Table]) -> Iterator[Finding]:
    """Find "112 rape offences …, below the average (128)" where a table's row says "Rape 111 128"."""
    rows: dict[frozenset[str], list[tuple[Table, Row]]] = defaultdict(list)
    for table in tables:
        for row in table.rows:
            rows[_subject(re.sub(r"\([^()]*\)", "", row.label))].append((table, row))
    for said in sentences:
        lead = _leads(said)
        noun = _NOUN.match(said.masked[lead.end :]) if lead else None
        if lead is None or noun is None or lead.value < 20:
            continue
        subject = _subject(noun["noun"]) or _subject(said.section)
        others = [figure for figure in said.plain[1:] if not figure.unit and said.refers(figure)]
        # "Total recorded crime" leaves nothing of its words: the heading and the label are compared as they stand.
        named = rows.get(subject, []) if subject else _titled(said.section, rows[frozenset()])
        for table, row in named:
            differing = _differs(said, lead, others, table, row)
            if differing:
                figure, stands = differing
                words = said.cut(figure.start, figure.end + (noun.end("noun") - noun.start() if figure is lead else 0))
                if figure is not lead:
                    head = re.search(r"(?:[\w'’]+\s){0,3}\(?$", said.text[: figure.start])
                    words = said.cut(head.start() if head else figure.start, figure.end)
                yield said.finding(
                    "figure given differently",
                    words,
                    f"“{words}” here, and {stands} in the table’s row “{row.label}”.",
                    f"Page {row.page} says: “{row.words}”",
                    "Make the text and the table agree.",
                )
                break


def _titled(section: str, rows: Sequence[tuple[Table, Row]]) -> list[tuple[Table, Row]]:
    return [(table, row) for table, row in rows if section and row.label.casefold() == section.casefold()]


def _differs(said: Said, lead: Figure, others: Sequence[Figure], table: Table, row: Row) -> tuple[Figure, str] | None:
    """Give the figure that the row has otherwise, where the row has the sentence's other figure beside it."""
    values = [one.value for one in row.cells]
    head = "".join(table.header.casefold().split())
    for other in others:
        average = "average" in said.upto(other)[-40:]
        near = _NEAR_AVERAGE if average and "averag" in head else _NEAR
        for place, (left, right) in enumerate(pairwise(values)):
            if row.cells[place].percent or row.cells[place + 1].percent:
                continue
            if right == other.value and left != lead.value and abs(left - lead.value) <= _NEAR * left:
                return (lead, row.cells[place].words) if lead.value not in values else None
            if left == lead.value and right != other.value and abs(right - other.value) <= near * right:
                return (other, row.cells[place + 1].words) if other.value not in values else None
            if 0 < abs(left - lead.value) <= _NEAR * left and 0 < abs(right - other.value) <= _NEAR * right:
                return (lead, row.cells[place].words) if lead.value not in values else None
    return None


def _summary(
    item: Item, paper: Paper, sentences: Sequence[Said], compared: Mapping[Said, Sequence[Change]]
) -> Iterator[Finding]:
    """Find "Decrease on previous quarter" in a summary where the section's own figures rise."""
    facts: dict[str, tuple[Said, Change]] = {}
    for said in sentences:
        for told in compared[said]:
            before = re.search(r"previous (quarter|month|year|period)", said.text[: told.then.start])
            lead = (
                said.figures[0]
                if said.figures[0] is told.now
                else said.before and said.before.figures[:1] == (told.now,)
            )
            if said.section and before and lead:
                facts.setdefault(said.section.casefold(), (said, told))
    blocks = paper.text.blocks
    for place, block in enumerate(blocks):
        summed = list(_SUMMED_UP.finditer(block.text))
        if len(summed) != 1 or len(block.text) > 110 or re.search(r"\d", block.text):
            continue
        name = _named(
            facts,
            [block.text[: summed[0].start()], *(other.text for other in blocks[place - 1 : max(place - 4, 0) : -1])],
        )
        if name is None or summed[0]["period"].casefold() not in facts[name][0].text.casefold():
            continue
        said, told = facts[name]
        up = summed[0]["way"].casefold() in ("increase", "rise")
        if told.now.high < told.then.low if up else told.now.low > told.then.high:
            words = summed[0][0]
            yield found(
                item,
                paper,
                block.page,
                "summary differs from its section",
                words,
                f"“{words}” is said of {said.section} in the summary, where {told.then.words} became {told.now.words}.",
                f"Page {said.page} says: “{said.text}”",
                "Make the summary and the section agree.",
            )


def _named(facts: dict[str, tuple[Said, Change]], above: Sequence[str]) -> str | None:
    """Give the section that the nearest lines above name."""
    for text in above:
        if _SUMMED_UP.search(text):
            return None
        names = [name for name in facts if re.match(rf"{re.escape(name)}\b", text.casefold().replace("–", "-"))]
        if names:
            return max(names, key=len)
    return None


def _areas(sentences: Sequence[Said], tables: Sequence[Table]) -> Iterator[Finding]:
    """Find the parts in each area that do not make the whole: "5 occurred in North Larkshire and 4 in South"."""
    areas = _parts_of_the_whole(tables)
    for said in sentences:
        counts = [figure for figure in said.plain if not figure.unit]
        if said.before is None or not said.before.figures or len(counts) < 2 or said.before.section != said.section:
            continue
        parts: dict[str, Figure] = {}
        for figure in counts:
            place = re.match(
                r"\s[a-z]+(?:\s[a-z]+){0,3}\sin\s(?P<area>[A-Z][\w-]+(?:\s[A-Z][\w-]+)*)", said.masked[figure.end :]
            )
            if place:
                parts[place["area"]] = figure
        if frozenset(parts) not in areas:
            continue
        whole = said.before.figures[0]
        made = sum((figure.value for figure in parts.values()), Decimal(0))
        if not whole.plain or whole.unit or made == whole.value or abs(made - whole.value) > whole.value / 4:
            continue
        listed = " and ".join(f"{figure.words} in {area}" for area, figure in parts.items())
        first, last = min(parts.values(), key=lambda one: one.start), max(parts.values(), key=lambda one: one.start)
        yield said.finding(
            "sum does not add up",
            said.cut(first.start, last.end),
            f"{listed} make {made:f}, not {whole.words}.",
            f"The sentence before says: “{said.before.text}”",
            "Correct the figures, or say what else is counted.",
        )


def _parts_of_the_whole(tables: Sequence[Table]) -> set[frozenset[str]]:
    """List the sets of areas that make a table's last row in every column."""
    areas = set()
    for table in tables:
        *parts, whole = table.rows
        if len(parts) >= 2 and all(
            sum((row.cells[column].value for row in parts), Decimal(0)) == whole.cells[column].value
            for column in range(table.width)
        ):
            areas.add(frozenset(row.label for row in parts))
    return areas


def _again_in_percent(sentences: Sequence[Said], compared: Mapping[Said, Sequence[Change]]) -> Iterator[Finding]:
    """Find a change that a section gives in figures, and again as a percentage that they do not make."""
    changes: dict[str, list[tuple[Said, Change]]] = defaultdict(list)
    for said in sentences:
        changes[said.section].extend((said, told) for told in compared[said] if not told.now.unit)
    for said in sentences:
        told = changes[said.section]
        heading = _subject(said.section)
        figures = [figure for figure in said.figures if figure.digits]
        if len(told) != 1 or len(figures) != 1 or figures[0].unit != PERCENT or said is told[0][0]:
            continue
        percent, (source, pair) = figures[0], told[0]
        ways = [bool(way["up"]) for way in DIRECTION.finditer(said.masked)]
        if percent.fraction or percent.loose or len(heading) < 2 or not heading <= _subject(said.text):
            continue
        if not re.search(r"\bcompar(?:ing|ed)\b", said.text) or ways != [pair.up] or not said.changes(percent):
            continue
        low, high = change(pair.now, pair.then)
        low, high = sorted((abs(low), abs(high)))
        least, most = allowed(percent)
        if apart(low - 1, high + 1, least, most):
            right = said_value((low + high) / 2, PERCENT)
            way = DIRECTION.search(said.masked)
            start = way.start() if way and way.start() < percent.start else percent.start
            yield said.finding(
                "percentage does not follow",
                said.cut(start, percent.end),
                f"“{percent.words}” does not follow from the section’s figures: from {pair.then.words} to "
                f"{pair.now.words} is {right}.",
                f"Page {source.page} says: “{source.text}”",
                "Work the percentage out again, or say of what it is.",
            )


def _shares_and_counts(sentences: Sequence[Said]) -> Iterator[Finding]:
    """Find "14% personal" where the section counts 523 personal incidents of 3,502."""
    sections: dict[str, list[Said]] = defaultdict(list)
    for said in sentences:
        if said.section:
            sections[said.section].append(said)
    for section in sections.values():
        counted = [
            (said, lead, noun["noun"])
            for said in section
            if (lead := _leads(said)) and (noun := _NOUN.match(said.text[lead.end :]))
        ]
        for said in section:
            for percent in said.plain:
                kind = re.match(r"\s(?P<kind>[a-z]{4,})\b", said.masked[percent.end :])
                if percent.unit != PERCENT or not kind or not re.search(r"\bof all\b", said.text):
                    continue
                for _counted, part, name in counted:
                    bare = re.sub(r"[‘’'“”\"]", "", name)
                    whole = [lead for _said, lead, other in counted if bare == f"{kind['kind']} {other}"]
                    if len(whole) != 1 or bare.split()[1:] == [] or bare.split()[-1] not in said.text:
                        continue
                    low, high = share(part, whole[0])
                    if apart(low, high, *allowed(percent)):
                        right = said_value((low + high) / 2, PERCENT)
                        words = said.cut(percent.start, percent.end + kind.end())
                        yield said.finding(
                            "percentage does not follow",
                            words,
                            f"“{words}” does not follow from the section’s figures: {part.words} of {whole[0].words} "
                            f"is {right}.",
                            f"The section counts {part.words} {bare} of {whole[0].words}.",
                            "Work the percentage out again, or correct the figures.",
                        )
