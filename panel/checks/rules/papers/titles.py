"""Find titles that differ between agenda, report and appendix list, or name two periods."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from panel.agendas.rules import ItemKind
from panel.checks.dossier import Dossier, Item, Paper
from panel.checks.finding import Finding, Place, Severity
from panel.checks.reading.blocks import Block
from panel.checks.reading.dates import days
from panel.checks.reading.structure import Listed, built, heading
from panel.checks.reading.titles import (
    Period,
    at_odds,
    other_kind,
    other_month,
    other_period,
    other_subject,
    periods,
    plain,
    same_title,
    slipped_year,
    stem,
    subject,
)
from panel.checks.rules.papers.kinds import addressed, head_lines, letter, minutes, named, report_of

_SMALL: Final = frozenset("a an and as at by for from in into its of on or the to with s".split())
_ALIKE = 0.4
"""A heading that shares so many of its words with a title, and not all, is that title in other words."""
_WHOSE: Final = re.compile(r"(?:report|paper|briefing|meeting)\s+(?:of|by|from|to)\b|dear\b", re.IGNORECASE)
_HEAD_TITLES = 8
"""The lines of a head that may hold its title."""
_COMPARED: Final = re.compile(
    r"\b(?:compared?|comparison|previous|last|before|baseline|against|change)\b", re.IGNORECASE
)
_MINUTES: Final = re.compile(r"\b(?:minutes|notes)\b", re.IGNORECASE)
_ANSWERS: Final = re.compile(r"\b(?:response|reply|answer|replies)\b", re.IGNORECASE)
_DOCUMENT: Final = (
    r"(?P<name>[A-Z][\w’'-]*\s+(?:(?:[A-Z][\w’'-]*|&|and|for|of|the)\s+){0,7}?"
    r"(?:Plan|PLAN|Strategy|STRATEGY|Framework|FRAMEWORK|Policy|POLICY))"
)
_YEARS: Final = r"(?P<years>20\d\d\s?[-–—/]\s?(?:20)?\d\d)(?![\d/])"
_WITH_YEARS: Final = re.compile(rf"{_DOCUMENT}\s*[(,]?\s*(?:for\s+)?{_YEARS}")
_BEFORE_NAME: Final = frozenset({"draft", "new", "current", "refreshed", "revised", "commissioners", "his", "her"})
_OF_NAME: Final = frozenset({"the", "for", "of", "and"})


def find(dossier: Dossier) -> Iterator[Finding]:
    """Find them."""
    for item in dossier.items:
        yield from _two_periods(item)
        yield from _item_and_report(dossier, item)
        yield from _appendix_list(item)
        yield from _paper_and_head(item)
        yield from _own_heading(item)
    yield from _document_years(dossier)


def _two_periods(item: Item) -> Iterator[Finding]:
    titles: dict[str, tuple[str, int | None, str]] = {plain(item.title): ("", None, item.title)}
    for paper in item.papers:
        titles.setdefault(plain(paper.title), (paper.file_name, None, paper.title))
        if not paper.text or minutes(paper):
            continue
        for one in built(paper.text).listed if not paper.appendix else ():
            titles[plain(one.title)] = (paper.file_name, one.page, one.words)
        own = None if paper.appendix else heading(built(paper.text))
        # What heads a table is no title: a title has a subject, that of the paper as the agenda lists it.
        if own and subject(own.text) & subject(f"{paper.title} {item.title}"):
            titles[plain(own.text)] = (paper.file_name, own.page, own.text)
    for file_name, page, words in titles.values():
        odds = at_odds(words)
        if odds:
            yield Finding(
                "title names two periods",
                Severity.LOOK,
                Place(item.number, file_name, page, words),
                f"“{words}” names two periods: {odds[0].words} and {odds[1].words}.",
                _attached_as(item, words, odds),
                "Name the period that the paper is about.",
            )


def _attached_as(item: Item, words: str, odds: tuple[Period, Period]) -> str:
    """Say which of two periods the papers bear out."""
    for paper in item.papers:
        for title in (paper.title, *head_lines(paper)[:_HEAD_TITLES]):
            if (
                paper.appendix
                and plain(title) not in plain(words)
                and words.casefold().startswith(f"appendix {paper.appendix}".casefold())
            ):
                for period in periods(title):
                    if period.differs(odds[0]) != period.differs(odds[1]):
                        return f"The paper attached as Appendix {paper.appendix} says “{title}”."
    return "A paper is about one of them."


def _item_and_report(dossier: Dossier, item: Item) -> Iterator[Finding]:
    """Compare an item's title with the title and the heading of its report; another body's paper has its own."""
    report = report_of(item)
    if not report:
        return
    own = heading(built(report.text))
    line = own.text if own else report.title
    if not addressed(dossier, report):
        yield from _other_period(item, report, own)
        return
    heads = [" ".join(block.text for block in built(report.text).head), line] if own else []
    place = Place(item.number, report.file_name, own.page if own else None, line)
    # A working group's report bears the group's name; the item may be called after the subject.
    if (
        item.kind is not ItemKind.WORKING_GROUP_REPORT
        and other_subject(item.title, [report.title, *heads])
        and not (subject(line) & subject(item.purpose) and subject(item.title) & subject(item.purpose))
    ):
        yield _differs(
            place,
            f"The report under item {item.number}, “{item.title}”, is headed “{line}”.",
            "The agenda calls the item",
            item.title,
        )
        return
    if own and other_subject(line, [report.title]) and other_subject(report.title, heads):
        yield _differs(
            place,
            f"The agenda lists “{report.title}”; the report is headed “{line}”.",
            "The agenda calls the report",
            report.title,
        )
        return
    yield from _other_period(item, report, own)


def _other_period(item: Item, report: Paper, own: Block | None) -> Iterator[Finding]:
    """Compare the periods that the item, the report's title on the agenda and its own heading name."""
    line = own.text if own else report.title
    place = Place(item.number, report.file_name, own.page if own else None, line)
    for title in dict.fromkeys((item.title, report.title)):
        if own and (other_month(title, line) or other_kind(title, line)):
            yield _differs(
                place, f"The agenda says “{title}”, the report’s own heading “{line}”.", "The agenda says", title
            )
            return
    for title in dict.fromkeys((item.title, report.title)):
        odds = other_period(_undated(title), [_undated(line)])
        alike = subject(title) & subject(line) or not subject(title) or not subject(line)
        if odds and alike and not at_odds(line) and not at_odds(title):
            where = "the report’s own heading" if own else "and the report’s title"
            yield _differs(place, f"The agenda says “{title}”, {where} “{line}”.", "The agenda says", title)
            return


def _undated(title: str) -> str:
    """Leave single days out of a title: a report may bear the day of a meeting that it tells of."""
    found = [period for period in periods(title) if period.kind == "day"]
    for period in reversed(found):
        title = f"{title[: period.start]} {title[period.end :]}"
    return title


def _differs(place: Place, what: str, who: str, title: str) -> Finding:
    return Finding(
        "title differs",
        Severity.LOOK,
        place,
        what,
        f"{who} “{title}”.",
        "Give the paper one title everywhere.",
    )


def _appendix_list(item: Item) -> Iterator[Finding]:
    """Compare the titles in a report's list of appendices with those of the papers attached."""
    report = report_of(item)
    if not report:
        return
    letters = Counter(one.letter for one in built(report.text).listed)
    for one in built(report.text).listed:
        attached = [paper for paper in item.papers if paper.appendix and _same_letter(one, paper)]
        # Which of two papers with one letter is meant cannot be told.
        if not one.title or not attached or letters[one.letter] > 1:
            continue
        titles = [title for paper in attached for title in (paper.title, " ".join(head_lines(paper)[:_HEAD_TITLES]))]
        place = Place(item.number, report.file_name, one.page, one.words)
        what = f"The report lists “{one.words}”, but Appendix {attached[0].appendix} is “{attached[0].title}”."
        elsewhere = [paper for paper in item.papers if paper.appendix and paper not in attached]
        # Filed under another letter: that is found with the letters.
        if any(len(subject(one.title) & subject(paper.title)) > 1 for paper in elsewhere):
            continue
        own = head_lines(attached[0])[:1]
        # The list and the paper's heading may agree with each other, and not with the agenda.
        heads_so = len(attached) == 1 and own and same_title(own[0].rpartition(": ")[2], one.title)
        if other_subject(one.title, titles[:1] if heads_so else titles, least=1) or (
            len(attached) == 1 and other_kind(one.title, attached[0].title)
        ):
            yield _differs(place, what, "The agenda calls it", attached[0].title)
        elif not at_odds(one.title) and len(attached) == 1 and not at_odds(attached[0].title):
            odds = other_period(one.title, [attached[0].title])
            if odds:
                yield _differs(place, what, "The agenda calls it", attached[0].title)


def _same_letter(one: Listed, paper: Paper) -> bool:
    letter_ = paper.appendix.upper()
    return one.letter == letter_ or re.sub(r"(?<=[A-Z])\d+$", "", one.letter) == letter_


def _paper_and_head(item: Item) -> Iterator[Finding]:
    """Compare the period or the day in a paper's title with the one at its head."""
    for paper in item.papers:
        if not paper.text or paper is report_of(item):
            continue
        title = paper.title if periods(paper.title) else (item.purpose if minutes(paper) else "")
        if at_odds(title):
            continue
        lines = head_lines(paper)
        if minutes(paper) or letter(paper):
            head = [_dated(paper, lines)]
        else:
            title = _undated(title)
            lines = lines[:_HEAD_TITLES]
            head = [_undated(line) for line in lines if _own_title(paper, line)]
        odds = None if any(at_odds(line) for line in head) else other_period(title, head)
        if not odds and paper.appendix and not periods(title) and not letter(paper) and not minutes(paper):
            title = item.title
            odds = slipped_year(title, head)
        if odds:
            yield _differs(
                Place(item.number, paper.file_name, 1, odds[1].words),
                f"The agenda says “{title}”, but the paper is headed {odds[1].words}.",
                "The agenda says",
                title,
            )


def _own_heading(item: Item) -> Iterator[Finding]:
    """Compare a paper's first line with the title on which the agenda and the report's list of appendices agree."""
    report = report_of(item)
    listed = {plain(one.title) for one in built(report.text).listed} if report else set()
    for paper in item.papers:
        if not paper.text or minutes(paper):
            continue
        agreed = plain(paper.title) == plain(item.title) if paper is report else plain(paper.title) in listed
        lines = head_lines(paper)[:_HEAD_TITLES]
        if not agreed or not lines:
            continue
        wanted = _telling(paper.title)
        if not wanted or wanted <= _telling(" ".join(lines[:5])):
            continue
        pairs = [each for pair in pairwise(lines[:5]) for each in (pair[0], " ".join(pair))]
        for first in dict.fromkeys(pairs or lines):
            if _WHOSE.match(first):
                continue
            line = first.rpartition(": ")[2] if first.casefold().startswith(("appendix", "annex")) else first
            if _reworded(paper.title, line):
                whole = built(paper.text).head
                words = next((block.text for block in whole if block.text.startswith(first)), first)
                yield _differs(
                    Place(item.number, paper.file_name, 1, words),
                    f"The agenda says “{paper.title}”, the paper’s own heading “{words}”.",
                    "The agenda and the report’s list say" if paper is not report else "The agenda says",
                    paper.title,
                )
                break


def _telling(title: str) -> frozenset[str]:
    """Give the words of a title that are no small words and no periods, cut to their stems."""
    return frozenset(stem(word) for word in plain(title).split() if word not in _SMALL and not word[0].isdigit())


def _reworded(title: str, line: str) -> bool:
    """Whether a heading has a title's form with other words in it: neither has all the words of the other."""
    mine, theirs = _telling(title), _telling(line)
    same = {*plain(title).split()} & {*plain(line).split()}
    alike = len(same) / max(len(plain(title).split()), len(plain(line).split()), 1)
    return bool(mine - theirs and theirs - mine and mine & theirs) and alike >= _ALIKE


def _dated(paper: Paper, lines: Sequence[str]) -> str:
    """Give the words of a head that bear the day of minutes or of a letter; none where they cannot be told."""
    if letter(paper):
        # The day of an answer is not the day of the letter that its title names, unless its heading says the same.
        found = " ".join(lines)
        if _ANSWERS.search(paper.title):
            own = plain(_undated(paper.title))
            found = next((line for line in lines[:3] if days(line) and plain(_undated(line)) == own), "")
    else:
        pairs = [f"{line} {following}" for line, following in pairwise((*lines[:4], ""))]
        found = next((line for line in (*lines[:4], *pairs) if _MINUTES.search(line) and days(line)), " ".join(lines))
    return found if len({(day.day, day.month, day.year) for day in days(found)}) == 1 else ""


def _own_title(paper: Paper, line: str) -> bool:
    """Whether a line of a paper's head may be its title: nothing but a period, or words of the title on the agenda."""
    about = subject(line)
    return len(line) < 110 and not _COMPARED.search(line) and (not about or bool(about & subject(paper.title)))


@dataclass(frozen=True)
class _Mention:
    """A plan or strategy as a paper names it, with its years."""

    name: tuple[str, ...]
    years: tuple[int, int]
    words: str
    item: Item
    paper: Paper
    page: int
    head: bool


def _document_years(dossier: Dossier) -> Iterator[Finding]:
    """Find a plan or strategy that two papers give different years, where one of the two years agrees."""
    own = frozenset(plain(dossier.body).split()) | _BEFORE_NAME
    by_last: dict[tuple[str, ...], list[_Mention]] = defaultdict(list)
    for mention in _mentions(dossier):
        by_last[mention.name[-2:]].append(mention)
    for mentions in by_last.values():
        spans = sorted(
            {mention.years for mention in mentions},
            key=lambda years: (-_weight(mentions, years), years),
        )
        if len(spans) < 2:
            continue
        for years in spans[1:]:
            pair = next(
                (
                    (wrong, right)
                    for wrong in mentions
                    for right in mentions
                    if wrong.years == years and right.years == spans[0] and _one_document(wrong, right, own)
                ),
                None,
            )
            if pair and (years[0] == spans[0][0] or years[1] == spans[0][1]):
                yield _other_years(*pair)


def _other_years(wrong: _Mention, right: _Mention) -> Finding:
    return Finding(
        "years differ",
        Severity.LOOK,
        Place(wrong.item.number, wrong.paper.file_name, wrong.page, wrong.words),
        f"“{wrong.words}” has other years elsewhere: “{right.words}”.",
        f"Item {right.item.number}, {named(right.paper)}, page {right.page}, says “{right.words}”.",
        "Look which years are right, and give them everywhere.",
    )


def _weight(mentions: Sequence[_Mention], years: tuple[int, int]) -> int:
    """Count what speaks for a span; the plan's own title speaks loudest."""
    return sum(1 + 2 * mention.head for mention in mentions if mention.years == years)


def _one_document(one: _Mention, other: _Mention, own: frozenset[str]) -> bool:
    """Whether two names are one document's: the longer has at most the area's name, or "draft", before the shorter."""
    short, long = sorted((one.name, other.name), key=len)
    return long[-len(short) :] == short and set(long[: -len(short)]) <= own


def _mentions(dossier: Dossier) -> Iterator[_Mention]:
    for item, paper in dossier.read_papers():
        head = set(built(paper.text).head)
        for block in paper.text.blocks:
            if "20" in block.text:
                yield from _mentioned(item, paper, block, block in head)


def _mentioned(item: Item, paper: Paper, block: Block, head: bool) -> Iterator[_Mention]:
    for match in _WITH_YEARS.finditer(block.text):
        first, last = (int(part) for part in re.split(r"\s?[-–—/]\s?", match["years"]))
        last = last if last > 99 else first // 100 * 100 + last
        # "Delivery of the Estates Strategy" names the strategy.
        words = re.split(r"\b(?:of|in|to|from|under|with) the\b", match["name"])[-1]
        name = tuple(word for word in plain(words).split() if word not in _OF_NAME)
        if len(name) > 1 and first + 1 < last <= first + 30:
            yield _Mention(name, (first, last), match[0], item, paper, block.page, head)
