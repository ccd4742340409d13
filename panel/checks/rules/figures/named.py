"""A named thing's figure that is another where it is named again: in a table's row, on the same day, as told before."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from typing import Final

from panel.checks.dossier import Item, Paper
from panel.checks.finding import Finding
from panel.checks.reading.figures import PERCENT, Figure
from panel.checks.reading.number_tables import Row, Table
from panel.checks.rules.figures.arithmetic import same_unit
from panel.checks.rules.figures.read import Said

_NAME: Final = re.compile(r"[A-Za-z][A-Za-z '’/&-]{5,40}")
_NO_NAME: Final = re.compile(r"\b(?:total|all|other|others|average|target|year|month|quarter|sum|net)\b", re.IGNORECASE)
_NAMED_BEFORE: Final = re.compile(
    r"\b(?P<noun>[a-z]{4,})\s(?:of|was|were|is|are|stood at|stands at|came to|amounted to|at)\s$", re.IGNORECASE
)
_NAMED_AFTER: Final = re.compile(r"\s(?P<noun>[a-z]{4,})\b")
_AS_TOLD: Final = re.compile(
    r"\bas\s(?:(?:the|this|our)\s\w+\s|it\s|members\s|we\s|I\s)?(?:(?:was|were|has been|had been|have been)\s)?"
    r"(?:told|reported|noted|set out|shown|stated|heard|recorded|given|said)\b",
    re.IGNORECASE,
)
_A_DAY: Final = re.compile(r"\d{1,2}(?:st|nd|rd|th)?[a-z]{3,9}\d{4}")
_NO_THING: Final = frozenset(
    ("were", "have", "from", "with", "that", "this", "which", "than", "more", "less", "were", "will", "been", "their",
     "those", "these", "figure", "number", "total", "rate", "value", "cost", "increase", "rise", "fall", "reduction",
     "average", "target", "below", "above", "over", "under", "each", "days", "weeks", "people", "against")
)  # fmt: skip
_NEAR: Final = Decimal("0.25")
_ALIKE: Final = 3
"""Two sentences that share so many words speak of one thing."""


def find(papers: Sequence[Sequence[Said]]) -> Iterator[Finding]:
    """Find a named figure that another sentence gives otherwise for the same day, or as it was told before."""
    named: dict[tuple[str, str], list[tuple[Said, Figure]]] = defaultdict(list)
    for sentences in papers:
        for said in sentences:
            for figure in said.plain:
                thing = _thing(said, figure)
                if thing and not said.changes(figure):
                    named[thing, figure.unit].append((said, figure))
    yield from _as_told(named)
    yield from _same_day(named)


def rows(read: Sequence[tuple[Item, Paper, Sequence[Table]]], papers: Sequence[Sequence[Said]]) -> Iterator[Finding]:
    """Find a figure of what a table's row is called whose digits stand in another order there."""
    for (_item, _paper, tables), sentences in zip(read, papers, strict=True):
        named = _rows(tables)
        known = {one.value for table in tables for row in table.rows for one in row.cells}
        for said in sentences if named else ():
            text = said.text.casefold().replace("’", "'")
            for figure in said.plain:
                if figure.value < 100 or figure.unit == PERCENT or figure.value in known:
                    continue
                for name, row in named.items():
                    if name not in text:
                        continue
                    turned = next((one for one in row.cells if _turned(figure, one.words)), None)
                    if turned and not said.changes(figure):
                        yield _differs(said, figure, turned.words, f"Page {row.page} says: “{row.words}”")
                        break


def _rows(tables: Sequence[Table]) -> Mapping[str, Row]:
    """Give the rows by their names, where a name stands once."""
    named: dict[str, list[Row]] = defaultdict(list)
    for table in tables:
        for row in table.rows if len(table.rows) > 2 else ():
            label = row.label if row.label else row.full
            if _NAME.fullmatch(label) and not _NO_NAME.search(label):
                named[label.casefold().replace("’", "'")].append(row)
    return {name: found[0] for name, found in named.items() if len(found) == 1}


def _turned(figure: Figure, words: str) -> bool:
    """Say whether two numbers have the same three digits or more in another order."""
    if len(figure.words) != len(words) or figure.words == words:
        return False
    mine, theirs = (re.sub(r"\D", "", one) for one in (figure.words, words))
    return (
        mine != theirs
        and len(mine) == len(theirs) >= 3
        and sorted(mine) == sorted(theirs)
        and len(set(mine)) > 1
        and ("." in figure.words) == ("." in words)
        and mine[0] == theirs[0]
    )


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


def _thing(said: Said, figure: Figure) -> str:
    """Give the noun of which a figure is: "reserves of £11.3m", "1,846 officers"."""
    before = _NAMED_BEFORE.search(said.upto(figure))
    after = _NAMED_AFTER.match(said.masked, figure.end)
    told = before or (after if not figure.unit else None)
    noun = told["noun"].casefold() if told else ""
    return "" if noun in _NO_THING else noun


def _as_told(named: Mapping[tuple[str, str], Sequence[tuple[Said, Figure]]]) -> Iterator[Finding]:
    """Find "reserves were £11.8m, as the Panel was told in June" where the Panel was told £11.3m."""
    for places in named.values():
        for said, figure in places:
            if not _AS_TOLD.search(said.text):
                continue
            others = [(other, one) for other, one in places if other.paper is not said.paper]
            if len({one.value for _other, one in others}) != 1:
                continue
            other, one = others[0]
            if abs(figure.value - one.value) <= max(figure.step, one.step) / 2:
                continue
            if abs(figure.value - one.value) <= _NEAR * one.value:
                why = f"Item {other.item.number}, {other.paper.file_name}, page {other.page}, says: “{other.text}”"
                yield _differs(said, figure, one.words, why)


def _same_day(named: Mapping[tuple[str, str], Sequence[tuple[Said, Figure]]]) -> Iterator[Finding]:
    """Find "1,846 officers on 31 March 2026" where another place has 1,864 on that day."""
    for places in named.values():
        seen: dict[str, tuple[Said, Figure]] = {}
        for said, figure in places:
            days = [date for date in said.dates if _A_DAY.fullmatch(date)]
            if len(days) != 1 or figure.value < 20:
                continue
            other, one = seen.setdefault(days[0], (said, figure))
            if other is said or not same_unit(figure, one) or figure.step != one.step:
                continue
            slip = figure.value != one.value and (_turned(figure, one.words) or _close(figure, one))
            if slip and len(_content(said) & _content(other)) >= _ALIKE:
                why = f"Item {other.item.number}, {other.paper.file_name}, page {other.page}, says: “{other.text}”"
                yield _differs(said, figure, one.words, why)


def _content(said: Said) -> set[str]:
    return set(re.findall(r"[a-z]{4,}", said.text.casefold())) - _NO_THING


def _close(figure: Figure, one: Figure) -> bool:
    return abs(figure.value - one.value) <= one.value / 20
