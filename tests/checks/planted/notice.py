"""Notice that is too short, and notice that is enough though it looks short."""

from __future__ import annotations

from datetime import date, time
from typing import Any

from panel.agendas.rules import ItemKind
from panel.checks.dossier import Change, Dossier
from panel.law.clear_days import WorkingDays
from panel.law.exemptions import Nation
from panel.procedure.rules import Procedure
from tests.checks.cases import Case, a_dossier, a_paper, an_item

# Thursday 19 March 2026: Wednesday the 11th is the last day for five clear days, the 13th for three.
LAST = date(2026, 3, 11)
UNPUBLISHED: dict[str, Any] = {"published": False, "published_on": None}


def _published(on: date | None, **facts: Any) -> Dossier:
    return a_dossier(an_item("4", "Update", a_paper("Update report")), published_on=on, **facts)


def _waiting(today: date, **facts: Any) -> Dossier:
    return _published(None, **{"published": False, "today": today} | facts)


def _added(on: date | None, reason: str = "", **facts: Any) -> Dossier:
    late = an_item("9A", "Closure of the custody suite", added=on, urgent_reason=reason)
    return a_dossier(an_item("4", "Update", a_paper("Update report")), late, **facts)


def _changed(*changes: Change, **facts: Any) -> Dossier:
    return a_dossier(
        an_item("4", "Update", a_paper("Update report")), an_item("5", "Estates"), changes=changes, **facts
    )


CASES: tuple[Case, ...] = (
    Case(
        "published a day late",
        _published(date(2026, 3, 12)),
        (
            (
                "published too late",
                "Thursday 12 March 2026, one working day after the last day for five clear days’ notice",
            ),
        ),
    ),
    Case(
        "published three working days late",
        _published(date(2026, 3, 16)),
        (("published too late", "three working days after"),),
    ),
    Case(
        "published on the morning of the meeting", _published(date(2026, 3, 19)), (("published too late", "19 March"),)
    ),
    Case("published after the meeting", _published(date(2026, 3, 20)), (("published too late", "20 March"),)),
    Case(
        "Easter lies between",
        _published(date(2026, 3, 30), date=date(2026, 4, 7), today=date(2026, 4, 1)),
        (("published too late", "Thursday 26 March 2026"),),
    ),
    Case(
        "a meeting long past, with its day of publication",
        _published(date(2018, 3, 12), date=date(2018, 3, 19)),
        (("published too late", "Friday 9 March 2018"),),
    ),
    Case(
        "published on a Saturday, where the office closes at five on Friday",
        _published(
            date(2026, 3, 14),
            date=date(2026, 3, 23),
            procedure=Procedure(notice_clear_days=5, notice_cut_off=time(17)),
        ),
        (("published too late", "Friday 13 March 2026"),),
    ),
    Case(
        "a body that gives seven clear days",
        _published(date(2026, 3, 10), procedure=Procedure(notice_clear_days=7)),
        (("published too late", "seven clear days"),),
    ),
    Case(
        "three clear days in Wales, and one fewer",
        _published(date(2026, 3, 16), nation=Nation.WALES, working=WorkingDays(Nation.WALES)),
        (("published too late", "three clear days"),),
    ),
    Case(
        "a day of mourning makes it late",
        _published(LAST, working=WorkingDays(Nation.ENGLAND, {date(2026, 3, 17): "Day of mourning"})),
        (("published too late", "Tuesday 10 March 2026"),),
    ),
    Case(
        "not published, and the last day is past",
        _waiting(date(2026, 3, 13)),
        (("about to be published too late", "two working days after the last day for five clear days’ notice"),),
    ),
    Case(
        "not published on the day itself", _waiting(date(2026, 3, 19)), (("about to be published too late", "today"),)
    ),
    Case("today is the last day", _waiting(LAST), (("publication is due", "Today is the last day"),)),
    Case(
        "two working days are left", _waiting(date(2026, 3, 9)), (("publication is due", "Two working days are left"),)
    ),
    Case(
        "one working day is left, with an hour",
        _waiting(date(2026, 3, 10), procedure=Procedure(notice_cut_off=time(17))),
        (("publication is due", "5pm"),),
    ),
    Case(
        "an item joined three days before",
        _added(date(2026, 3, 16)),
        (("added without urgency", "Closure of the custody suite"),),
    ),
    Case(
        "an item joined as urgent, and nobody says why",
        _added(date(2026, 3, 17), "Urgent item agreed by the Chair"),
        (("added without urgency", "names no special circumstances"),),
    ),
    Case(
        "an item joined a past agenda whose day is not recorded",
        _added(date(2026, 3, 18), published_on=None, today=date(2026, 5, 1)),
        (("added without urgency", "Wednesday 18 March 2026"),),
    ),
    Case(
        "an item joined, nobody recorded when",
        _changed(Change("5", "Item 5, “Estates”, was added.", added=True), today=date(2026, 3, 13)),
        (("added without urgency", "Estates"), ("changed after publication", "Item 5, “Estates”, was added.")),
    ),
    Case(
        "a paper replaced and an item withdrawn after publication",
        _changed(
            Change("4", "The file of “Update report” under item 4 was replaced."),
            Change("7", "Item 7, “Custody”, was withdrawn."),
        ),
        (("changed after publication", "was replaced"), ("changed after publication", "was withdrawn")),
    ),
    Case(
        "a meeting beyond the known bank holidays",
        _published(date(2040, 3, 1), date=date(2040, 3, 19), today=date(2040, 3, 2)),
        (("notice not judged", "19 March 2040"),),
    ),
    Case("published on the last day", _published(LAST)),
    Case("published long before", _published(date(2026, 2, 2))),
    Case(
        "the last day has a cut-off, and only the date is known",
        _published(LAST, procedure=Procedure(notice_cut_off=time(17))),
    ),
    Case("published on a Sunday, without a cut-off", _published(date(2026, 3, 15), date=date(2026, 3, 23))),
    Case(
        "three clear days in Wales",
        _published(date(2026, 3, 13), nation=Nation.WALES, working=WorkingDays(Nation.WALES)),
    ),
    Case(
        "three clear days by the body’s own rules",
        _published(date(2026, 3, 13), procedure=Procedure(notice_clear_days=3)),
    ),
    Case(
        "published before Easter in time", _published(date(2026, 3, 26), date=date(2026, 4, 7), today=date(2026, 3, 27))
    ),
    Case("a past meeting, published on a day that is not recorded", _published(None, today=date(2026, 6, 1))),
    Case("a past meeting that was never published here", _waiting(date(2026, 6, 1))),
    Case("a meeting to come, published on a day that is not recorded", _published(None, today=date(2026, 3, 18))),
    Case("not published, with four working days left", _waiting(date(2026, 3, 5))),
    Case("a working group", _waiting(date(2026, 3, 18), working_group=True)),
    Case("a closed session", _waiting(date(2026, 3, 18), closed=True)),
    Case("a cancelled meeting", _waiting(date(2026, 3, 18), status="cancelled")),
    Case("a postponed meeting", _waiting(date(2026, 3, 18), status="postponed")),
    Case("an item joined in time", _added(date(2026, 3, 10))),
    Case("an item joined on the day of publication", _added(date(2026, 3, 9))),
    Case(
        "an urgent item with its special circumstances",
        _added(date(2026, 3, 17), "The suite closes on 20 March, before the next meeting."),
    ),
    Case(
        "an item joined an agenda that nobody has seen yet",
        _added(date(2026, 3, 6), today=date(2026, 3, 4), **UNPUBLISHED),
    ),
    Case("the heading for urgent items", a_dossier(an_item("10", "Urgent items", kind=ItemKind.URGENT))),
    Case(
        "a heading joined late",
        a_dossier(an_item("10", "Part II", kind=ItemKind.HEADING, added=date(2026, 3, 17))),
    ),
)

REAL: tuple[tuple[str, str, str], ...] = ()
"""The day on which the pack of 19 March 2018 was published is not recorded, so nothing is judged."""
