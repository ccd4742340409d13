"""Find reports whose head names another item, another meeting or another body."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise
from typing import Final

from panel.checks.dossier import Dossier, Item, Paper
from panel.checks.finding import Finding, Place, Severity
from panel.checks.reading.dates import days
from panel.checks.reading.titles import plain
from panel.checks.rules.papers.kinds import head_lines, report_of
from panel.law.words import day_in_words

_TITLED = 8
"""The lines of a head that may bear the meeting's day."""
_ITEM_NUMBER: Final = re.compile(
    r"^(?:Agenda\s+)?Item(?:\s+(?:No\.?|"
    r"Number))?\s*[:.]?\s*(?P<number>\d{1,2}[A-Za-z]?(?:\s?[.(]\w{1,3}\)?)*)\s*(?:$|[-–—:|·])",
    re.IGNORECASE,
)
_BODY: Final = re.compile(
    r"^(?:report to(?: the)?\s+|to(?: the)?\s*:?\s+|meeting of(?: the)?\s+)?"
    r"(?P<name>(?:[\w&’'-]+\s+)*?(?:Panel|Committee|Cabinet|Commission))$",
    re.IGNORECASE,
)
_YEAR: Final = re.compile(r"20\d\d")
_GOES_ON: Final = re.compile(r"\b(?:of|on|from|for|to|until|since|dated|and|the)$", re.IGNORECASE)
_PLACED: Final = frozenset(
    {"date of meeting", "meeting date", "date of the meeting", "meeting of", "for the meeting of", "for the meeting on"}
)
"""What stands beside the meeting's day at a report's head."""
_OTHER_DAY: Final = re.compile(
    r"\b(?:report date|date of report|published|updated?|written|prepared|as at|version)\b", re.IGNORECASE
)


def find(dossier: Dossier) -> Iterator[Finding]:
    """Find them."""
    for item in dossier.items:
        report = report_of(item)
        if report:
            yield from _other_item(dossier, item, report)
            yield from _other_meeting(dossier, item, report)
            yield from _other_body(dossier, item, report)


def _other_item(dossier: Dossier, item: Item, report: Paper) -> Iterator[Finding]:
    for line in head_lines(report):
        match = _ITEM_NUMBER.match(line)
        if not match:
            continue
        printed = _digits(match["number"])
        if _digits(item.number)[: len(printed)] != printed:
            other = next((each for each in dossier.items if _digits(each.number) == printed), None)
            yield Finding(
                "head names another item",
                Severity.LOOK,
                Place(item.number, report.file_name, 1, line),
                f"The report under item {item.number} is headed “{line}”.",
                f"Item {match['number']} of this agenda is “{other.title}”."
                if other
                else f"This agenda has no item {match['number']}.",
                "Correct the number at its head, or move the paper to its item.",
            )
        return


def _digits(number: str) -> tuple[str, ...]:
    return tuple(re.findall(r"\d+[A-Z]?|[a-z]+", number.upper() if number[-1:].isalpha() else number))


def _other_meeting(dossier: Dossier, item: Item, report: Paper) -> Iterator[Finding]:
    """Find a report headed with the date of another meeting: the date stands by the body's name or alone."""
    before = ""
    others = {meeting.date for meeting in dossier.meetings if meeting.body == dossier.body}
    lines = head_lines(report)[: _TITLED + 1]
    for line, following in pairwise((*lines, "")):
        # A row of a head may break before its year.
        if (
            not any(each.year for each in days(line))
            and _YEAR.fullmatch(following[:4])
            and len(days(f"{line} {following}")) == 1
        ):
            line = f"{line} {following[:4]}"
        found = days(line)
        if len(found) == 1 and not _OTHER_DAY.search(line) and found[0].first and found[0].first != dossier.date:
            rest = (line[: found[0].start] + line[found[0].end :]).strip(" -–—:,·|").casefold()
            alone = not rest or rest in ("date", "date of meeting", "meeting date", "meeting", "meeting of")
            by_name = _same_body(dossier, before) or _same_body(dossier, rest) or rest in _PLACED
            # A title may go on over two lines, and have a day in it.
            titled = found[0].words in f"{report.title} {item.title}" or _GOES_ON.search(before)
            if (alone or by_name) and not titled and (by_name or found[0].first in others):
                yield Finding(
                    "head names another meeting",
                    Severity.LOOK,
                    Place(item.number, report.file_name, 1, found[0].words),
                    f"The report under item {item.number} is headed {found[0].words}: this meeting is on another day.",
                    f"This meeting is on {day_in_words(dossier.date)}.",
                    "Correct the date at its head, or look whether it is the paper of another meeting.",
                )
                return
        before = line


def _same_body(dossier: Dossier, line: str) -> bool:
    name = (
        plain(line)
        .removeprefix("meeting of ")
        .removeprefix("meeting ")
        .removeprefix("report to ")
        .removeprefix("the ")
        .removeprefix("to the ")
    )
    return bool(name) and name.endswith(" panel") and (name in plain(dossier.body) or plain(dossier.body) in name)


def _other_body(dossier: Dossier, item: Item, report: Paper) -> Iterator[Finding]:
    """Find a report headed with the name of another panel or committee."""
    known = [plain(name) for name in (dossier.body, *(group.name for group in dossier.groups))]
    # A working group's papers may bear the panel's name.
    for line in () if dossier.working_group else head_lines(report)[:4]:
        match = _BODY.match(line)
        if not match:
            continue
        name = plain(match["name"]).rpartition(" to the ")[2].removeprefix("the ")
        if any(name in each or each in name for each in known) or len(name.split()) > 9:
            return
        # "Estates Committee" alone may be what the report is about; another area's panel or "Report to" is not.
        to_another = name.endswith("police and crime panel") or line.casefold().startswith(("report to", "meeting of"))
        if not to_another:
            continue
        yield Finding(
            "head names another body",
            Severity.LOOK,
            Place(item.number, report.file_name, 1, line),
            f"The report under item {item.number} is headed “{line}”.",
            f"This is a meeting of the {dossier.body}.",
            "Look whether it is the right paper, and correct its head.",
        )
        return
