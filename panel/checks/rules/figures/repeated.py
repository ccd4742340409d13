"""One figure given differently in two places: in two sentences, in two tables, in a sentence and a table's row.

Figures differ for good reasons: another month, another place, another way of counting. So two are held to be the same
only where nearly all that stands around them is the same too, dates and other figures included.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import Final

from panel.checks.dossier import Item, Paper
from panel.checks.finding import Finding
from panel.checks.reading.figures import MONEY, PERCENT, Figure
from panel.checks.reading.number_tables import Row, Table
from panel.checks.rules.figures.read import Said, found

_WORD: Final = re.compile(r"[a-z][a-z'’-]+", re.IGNORECASE)
_COMMON: Final = frozenset(
    re.findall(
        r"\w+",
        "the a an of to in on at for by with and or that this these those was were is are be been has have had its "
        "it as "
        "from which who per than there their his her he she they we our i will would said also not but about into",
    )
)
_NO_NOUN: Final = frozenset(
    re.findall(
        r"\w+",
        "recorded reported received were was have had been made during last this previous next within over under since "
        "across between more fewer less than each per year years month months week weeks day days quarter quarters",
    )
)
_RELATIVE: Final = re.compile(
    r"\b(?:last|this|previous|next|latest|current|same)\s(?:financial\s)?(?:quarter|month|year|week|period)\b",
    re.IGNORECASE,
)
_PERIOD: Final = re.compile(
    rf"{_RELATIVE.pattern}|\bto date\b|"
    r"\bcurrently\b|\bnow\b|\bso far\b|\byesterday\b|\btoday\b|\bquarter before\b|\byear before\b|\bin the quarter\b",
    re.IGNORECASE,
)
_ALIKE = Decimal("0.8")
_SEED = 3
"""Two sentences are compared only where they share so many words in a row."""
_SHEER = 6
"""A sentence with fewer words of its own says too little to be known again."""


def find(papers: Sequence[Sequence[Said]]) -> Iterator[Finding]:
    """Find sentences that are all but the same and differ in one figure."""
    told: set[tuple[str, str]] = set()
    for said, other, figure, another in (*_near_copies(papers), *_twins(papers), *_pairs(papers)):
        key = (said.paper.file_name, figure.words)
        if key in told or (other.paper.file_name, another.words) in told:
            continue
        told.add(key)
        words = _phrase(said, figure)
        yield said.finding(
            "figure given differently",
            words,
            f"“{figure.words}” is given here and “{another.words}” {_where(said, other)}.",
            f"{_place(other)} says: “{_short(other.text)}”",
            "Find out which is right and correct the other.",
        )


def _where(said: Said, other: Said) -> str:
    return "in another place" if said.paper is other.paper else f"in {other.paper.title or other.paper.file_name}"


def _place(other: Said) -> str:
    return f"Item {other.item.number}, {other.paper.file_name}, page {other.page},"


def _short(text: str) -> str:
    return text if len(text) <= 220 else f"{text[:217].rsplit(' ', 1)[0]} …"


def _phrase(said: Said, figure: Figure) -> str:
    """Give a figure with the two words after it, to find it again."""
    after = re.match(r"\)?(?:\s[\w'’/-]+){0,3}", said.text[figure.end :])
    return said.cut(figure.start, figure.end + (after.end() if after else 0))


def _words(said: Said) -> list[str]:
    return [word.casefold() for word in _WORD.findall(_blanked(said))]


def _blanked(said: Said) -> str:
    text = said.masked
    for figure in said.figures:
        text = f"{text[: figure.start]}{' ' * (figure.end - figure.start)}{text[figure.end :]}"
    return text


def _near_copies(papers: Sequence[Sequence[Said]]) -> Iterator[tuple[Said, Said, Figure, Figure]]:
    """Yield sentences that share nearly all words, dates and figures but one figure."""
    sentences = [(said, _words(said)) for paper in papers for said in paper if said.plain]
    seeds: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for number, (_said, words) in enumerate(sentences):
        for start in range(len(words) - _SEED + 1):
            seeds[tuple(words[start : start + _SEED])].append(number)
    shared: dict[tuple[int, int], int] = defaultdict(int)
    for numbers in seeds.values():
        # A phrase that stands everywhere ("were recorded in the last quarter") tells nothing.
        if 1 < len(numbers) <= 12:
            for place, number in enumerate(numbers):
                for other in numbers[place + 1 :]:
                    shared[number, other] += 1
    for (left, right), times in shared.items():
        if times < _SEED:
            continue
        said, words = sentences[left]
        again, others = sentences[right]
        differing = _one_differs(said, again)
        if differing and _slip(*differing) and _same_words(words, others) and _one_subject(said, again):
            old, new = differing
            # The later place is where it is told.
            yield again, said, new, old


def _one_differs(said: Said, other: Said) -> tuple[Figure, Figure] | None:
    """Give the one figure in which two sentences differ, where all dates and other figures are the same."""
    if said.dates != other.dates or len(said.figures) != len(other.figures):
        return None
    pairs = [
        (figure, another)
        for figure, another in zip(said.figures, other.figures, strict=True)
        if figure.value != another.value or figure.unit != another.unit
    ]
    if len(pairs) != 1:
        return None
    figure, another = pairs[0]
    if figure.unit != another.unit or not (figure.plain and another.plain) or _rounding(figure, another):
        return None
    anchored = len(said.figures) > 1 or bool(said.dates)
    relative = bool(_PERIOD.search(said.text)) and said.paper is not other.paper
    return (figure, another) if anchored or not relative else None


def _rounding(figure: Figure, another: Figure) -> bool:
    """Say whether one may be the other rounded: 1,500 and 1,501, £2.4m and £2.41m."""
    return figure.low <= another.high and another.low <= figure.high


def _same_words(words: list[str], others: list[str]) -> bool:
    mine, theirs = set(words), set(others)
    if len(mine - _COMMON) < _SHEER or len(theirs - _COMMON) < _SHEER:
        return False
    return len(mine & theirs) >= _ALIKE * len(mine | theirs) and len((mine ^ theirs) - _COMMON) <= 2


def _one_subject(said: Said, other: Said) -> bool:
    """Say whether two sentences of one paper stand where they speak of one thing: what it is, the heading may say."""
    if said.paper is not other.paper:
        return True
    return not _siblings(said, other) and (said.section == other.section or bool(said.dates) or len(said.figures) > 2)


def _siblings(said: Said, other: Said) -> bool:
    """Say whether two sentences are entries of one list, as the options for a precept are."""
    return said.paper is other.paper and abs(said.position - other.position) <= 8


def _twins(papers: Sequence[Sequence[Said]]) -> Iterator[tuple[Said, Said, Figure, Figure]]:
    """Yield figures of one thing at one time that are all but the same: "12 road deaths" and "10 road deaths"."""
    named: dict[tuple[str, str, str], list[tuple[Said, Figure]]] = defaultdict(list)
    for paper in papers:
        for said in paper:
            for figure in said.plain:
                noun = _noun(said, figure)
                if noun and not said.changes(figure) and not said.refers(figure):
                    named[figure.unit, *noun].append((said, figure))
    for (_unit, _first, second), places in named.items():
        for place, (said, figure) in enumerate(places):
            for other, another in places[place + 1 : place + 12]:
                if figure.value != another.value and _same_thing(said, figure, other, another, bool(second)):
                    yield other, said, another, figure


def _noun(said: Said, figure: Figure) -> tuple[str, str] | None:
    """Give the one or two words after a figure that say of what it is."""
    after = re.match(r"\s(?P<words>(?:[A-Za-z][\w'’-]+\s?){1,3})", said.masked[figure.end :])
    if not after or figure.unit not in ("", MONEY):
        return None
    words: list[str] = []
    for word in after["words"].casefold().split():
        if word in _NO_NOUN or word in _COMMON:
            break
        words.append(word)
    if not words:
        return None
    return (words[0], words[1]) if len(words) > 1 else (words[0], "")


def _same_thing(said: Said, figure: Figure, other: Said, another: Figure, named: bool) -> bool:
    if _rounding(figure, another) or not _slip(figure, another):
        return False
    mine, theirs = _content(said), _content(other)
    if _names(said) != _names(other) and _names(said) and _names(other):
        return False
    if named and said.paper is other.paper and _siblings(said, other) is False:
        period = _period(said)
        return bool(period) and period == _period(other) and said.dates == other.dates
    # Across papers: four digits or more that are all but the same, of one thing, with words in common around it.
    significant = min(len(str(one.value.normalize()).rstrip("0").replace(".", "")) for one in (figure, another))
    shared = (mine & theirs) - _COMMON
    clash = bool(said.dates and other.dates and not said.dates & other.dates)
    close = abs(figure.value - another.value) <= max(figure.value, another.value) / 50
    return (
        significant >= 3
        and min(figure.value, another.value) >= 200
        and len(shared) >= 3
        and not clash
        and close
        and (_permuted(figure, another) or not (said.dates or other.dates) or bool(said.dates & other.dates))
        and said.paper is not other.paper
        and not _RELATIVE.search(said.text)
        and not _RELATIVE.search(other.text)
    )


def _slip(figure: Figure, another: Figure) -> bool:
    """Say whether one may be a slip of the other: near it, its digits in another order, or a power of ten away."""
    low, high = sorted((figure.value, another.value))
    return low > 0 and (high <= low * Decimal("1.35") or _permuted(figure, another) or high / low in (10, 100, 1000))


def _permuted(figure: Figure, another: Figure) -> bool:
    digits = [sorted(re.sub(r"\D", "", one.words)) for one in (figure, another)]
    return digits[0] == digits[1] and len(digits[0]) >= 2


def _period(said: Said) -> str:
    period = _PERIOD.search(said.text)
    return period[0].casefold() if period else ""


def _content(said: Said) -> set[str]:
    return set(_words(said))


def _names(said: Said) -> frozenset[str]:
    """List the capitalised words that do not begin the sentence."""
    return frozenset(re.findall(r"(?<=[a-z,;] )[A-Z][a-z]{2,}", _blanked(said)))


def _pairs(papers: Sequence[Sequence[Said]]) -> Iterator[tuple[Said, Said, Figure, Figure]]:
    """Yield "£12 … (6.52%)" where the same amount stands elsewhere with another percentage, in much the same words."""
    seen: dict[tuple[str, Decimal], list[tuple[Said, Figure, Figure]]] = defaultdict(list)
    for paper in papers:
        for said in paper:
            for amount, percent in zip(said.figures, said.figures[1:], strict=False):
                if amount.unit not in (MONEY, "") or percent.unit != PERCENT or not (amount.plain and percent.plain):
                    continue
                bracketed = re.fullmatch(r"(?:\s[\w'’-]+){0,5}\s?\(", said.masked[amount.end : percent.start])
                if bracketed and (amount.unit == MONEY or amount.value >= 100):
                    seen[amount.unit, amount.value].append((said, amount, percent))
    for places in seen.values():
        values = [percent.value for _said, _amount, percent in places]
        for said, amount, percent in places:
            for other, other_amount, another in places:
                if (
                    percent is another
                    or _rounding(percent, another)
                    or values.count(percent.value) > values.count(another.value)
                ):
                    continue
                window = _window(said, amount, percent) & _window(other, other_amount, another)
                same_dates = said.dates == other.dates or said.dates & other.dates
                if len(window) >= 3 and same_dates and percent.step == another.step:
                    yield said, other, percent, another
                    break


def _window(said: Said, amount: Figure, percent: Figure) -> set[str]:
    """Give the words around two figures, ten on either side."""
    text = _blanked(said)
    before = _WORD.findall(text[: amount.start])[-10:]
    after = _WORD.findall(text[percent.end :])[:10]
    between = _WORD.findall(text[amount.end : percent.start])
    return {word.casefold() for word in (*before, *between, *after)} - _COMMON


def rows(read: Sequence[tuple[Item, Paper, Sequence[Table]]]) -> Iterator[Finding]:
    """Find rows of two tables that have three great figures in common, in one order, and differ in one."""
    seen: dict[tuple[tuple[int, Decimal], ...], tuple[Item, Paper, Row]] = {}
    for item, paper, tables in read:
        for row in (row for table in tables for row in table.rows):
            great = [
                (place, one.value) for place, one in enumerate(row.cells) if abs(one.value) >= 100 and not one.percent
            ]
            if len(great) < 3 or len(row.cells) > 8:
                continue
            for missing in range(len(row.cells)):
                key = tuple(pair for pair in great if pair[0] != missing)
                other = seen.get((*key, (-1 - missing, Decimal(len(row.cells)))))
                if len(key) >= 3 and other and _one_cell(row, other[2]) == missing:
                    yield _row_finding(item, paper, row, other, missing)
                    break
            for missing in range(len(row.cells)):
                key = tuple(pair for pair in great if pair[0] != missing)
                if len(key) >= 3:
                    seen.setdefault((*key, (-1 - missing, Decimal(len(row.cells)))), (item, paper, row))


def _one_cell(row: Row, other: Row) -> int | None:
    """Give the one place in which two rows differ, where what they have there is of one kind and near."""
    if len(row.cells) != len(other.cells):
        return None
    places = [
        place for place, (one, two) in enumerate(zip(row.cells, other.cells, strict=True)) if one.value != two.value
    ]
    if len(places) != 1:
        return None
    one, two = row.cells[places[0]], other.cells[places[0]]
    rounded = abs(one.value - two.value) <= (one.step + two.step) / 2 and one.step != two.step
    return None if one.percent != two.percent or rounded else places[0]


def _row_finding(item: Item, paper: Paper, row: Row, other: tuple[Item, Paper, Row], place: int) -> Finding:
    there, its_paper, twin = other
    return found(
        item,
        paper,
        row.page,
        "figure given differently",
        row.words,
        f"“{row.words}” has {row.cells[place].words} where another table has {twin.cells[place].words}.",
        f"Item {there.number}, {its_paper.file_name}, page {twin.page}, says: “{twin.words}”",
        "Find out which is right and correct the other.",
    )
