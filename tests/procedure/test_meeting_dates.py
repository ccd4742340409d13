"""Every date of a meeting, worked out from a rules file."""

from __future__ import annotations

from datetime import date, datetime, time
from pathlib import Path
from typing import Any

import pytest

from panel.folders.mistakes import Findings
from panel.folders.rules_file import read_rules
from panel.law.clear_days import WorkingDays
from panel.law.exemptions import Nation
from panel.law.timetable import Deadline, written
from panel.procedure.meeting_dates import all_dates, notice_and_questions
from panel.procedure.rules import Procedure, procedure

ENGLAND = WorkingDays(Nation.ENGLAND)
MONDAY = date(2018, 3, 19)
EASTER = date(2018, 4, 5)


def taking(count: str, n: int, at: str | None = None, kind: str = "question", **more: Any) -> Procedure:
    deadline = {"count": count, "n": n} | ({"at": at} if at else {})
    return procedure({"participation": [{"kind": kind, "from": "2018-01-01", "deadline": deadline, **more}]})


def received(
    rules: Procedure, meeting: date = MONDAY, published: date | datetime | None = None, working: WorkingDays = ENGLAND
) -> list[Deadline]:
    return notice_and_questions(meeting, rules, working, published)[1:]


@pytest.mark.parametrize(
    ("count", "n", "at", "meeting", "last"),
    [
        pytest.param("calendar days", 14, None, MONDAY, "2018-03-05", id="calendar days"),
        pytest.param("calendar days", 14, "12:00", MONDAY, "2018-03-05T12:00", id="calendar days, by noon"),
        pytest.param("calendar days", 2, None, MONDAY, "2018-03-17", id="calendar days that end on a Saturday"),
        pytest.param("working days", 3, None, MONDAY, "2018-03-14", id="working days"),
        pytest.param("working days", 3, "17:00", MONDAY, "2018-03-14T17:00", id="working days, by five"),
        pytest.param("working days", 3, None, EASTER, "2018-03-29", id="working days over Easter"),
        pytest.param("clear working days", 3, None, MONDAY, "2018-03-13", id="clear working days"),
        pytest.param("clear working days", 5, "17:00", MONDAY, "2018-03-09T17:00", id="clear working days, by five"),
        pytest.param("clear working days", 5, None, EASTER, "2018-03-26", id="clear working days over Easter"),
        pytest.param("working day at", 1, "09:00", MONDAY, "2018-03-16T09:00", id="the working day before, at nine"),
        pytest.param("working day at", 1, None, MONDAY, "2018-03-16", id="the working day before"),
        pytest.param("working day at", 4, "09:00", EASTER, "2018-03-28T09:00", id="the fourth before, over Easter"),
        pytest.param("days before publication", 7, None, MONDAY, "2018-03-02", id="days before publication"),
        pytest.param(
            "days before publication", 7, "12:00", MONDAY, "2018-03-02T12:00", id="before publication, by noon"
        ),
    ],
)
def test_a_question_has_its_last_moment(count: str, n: int, at: str | None, meeting: date, last: str):
    (deadline,) = received(taking(count, n, at), meeting, date(2018, 3, 9))
    assert written(deadline.last_moment) == last
    assert deadline.kind == "question"
    assert deadline.authority == "The body’s rules of procedure"


def test_the_working_ends_with_the_last_moment_and_what_becomes_of_the_late():
    (deadline,) = received(taking("working day at", 1, "09:00", late="urgent at the chair's discretion"))
    assert deadline.worked == (
        "The working day before the meeting.",
        "Monday 19 March 2018: left out, the meeting's own day",
        "Sunday 18 March 2018: left out, a Sunday",
        "Saturday 17 March 2018: left out, a Saturday",
        "Friday 16 March 2018: working day 1",
        "Last moment: Friday 16 March 2018, 9am.",
        "What comes later is taken only as urgent, at the chair’s discretion.",
    )


def test_a_date_before_an_unknown_publication_is_told_as_it_would_be_at_the_latest():
    (deadline,) = received(taking("days before publication", 7, "12:00"))
    assert deadline.last_moment is None
    assert deadline.worked == (
        "Seven days before the agenda is published: that day is not known yet.",
        "Published on the last day allowed, Friday 9 March 2018, the last moment would be Friday 2 March 2018, noon.",
    )


def test_a_publication_at_an_hour_counts_from_its_day():
    (deadline,) = received(
        taking("days before publication", 7),
        published=datetime.combine(date(2018, 3, 9), time(18)),
    )
    assert deadline.last_moment == date(2018, 3, 2)


def test_an_extra_day_moves_what_is_counted_in_working_days():
    snow = WorkingDays(Nation.ENGLAND, {date(2018, 3, 15): "Snow"})
    (deadline,) = received(taking("working days", 3), working=snow)
    assert deadline.last_moment == date(2018, 3, 13)


@pytest.mark.parametrize(
    ("kind", "what"),
    [
        ("question", "Receive public questions in writing"),
        ("statement", "Receive public statements in writing"),
        ("petition", "Receive petitions"),
        ("deputation", "Receive requests for a deputation"),
    ],
)
def test_each_way_of_taking_part_is_named(kind: str, what: str):
    urgent = {"at": "10:00", "day": "meeting"}
    first, second = received(taking("working days", 3, kind=kind, urgent=urgent))
    assert (first.kind, first.what) == (kind, what)
    assert (second.kind, written(second.last_moment)) == (f"urgent {kind}", "2018-03-19T10:00")


@pytest.mark.parametrize(
    ("meeting", "last"),
    [
        pytest.param(date(2018, 12, 31), "2018-12-27", id="the last day of the old rule"),
        pytest.param(date(2019, 1, 1), "2018-12-18", id="the first day of the new one"),
    ],
)
def test_only_the_rule_in_force_on_the_day_of_the_meeting_counts(meeting: date, last: str):
    entries = [
        {
            "kind": "question",
            "from": "2018-01-01",
            "until": "2018-12-31",
            "deadline": {"count": "working days", "n": 2},
        },
        {"kind": "question", "from": "2019-01-01", "deadline": {"count": "calendar days", "n": 14}},
    ]
    (deadline,) = received(procedure({"participation": entries}), meeting)
    assert written(deadline.last_moment) == last


def test_the_notice_follows_the_bodys_own_rule_and_its_hour():
    rules = procedure({"notice": {"clear_days": 7, "cut_off": "16:30"}})
    (notice,) = notice_and_questions(MONDAY, rules, ENGLAND)
    assert written(notice.last_moment) == "2018-03-07T16:30"
    assert notice.authority == "The body’s rules of procedure"
    assert "After 4.30pm it counts as published on the next working day." in notice.worked


@pytest.mark.parametrize(("nation", "kept"), [(Nation.ENGLAND, "2024-03-18"), (Nation.WALES, None)])
def test_a_meetings_dates_stand_in_order_what_is_not_known_last(nation: Nation, kept: str | None):
    dates = all_dates(MONDAY, taking("days before publication", 7), WorkingDays(nation))
    known = [each.last_day for each in dates if each.last_day]
    assert known == sorted(known)
    assert [each.last_moment for each in dates[len(known) :]] == [None] * (len(dates) - len(known))
    assert [written(each.last_moment) for each in dates if each.kind == "minutes"] == [kept]
    assert {each.kind for each in dates} == {"notice", "question", "minutes", "background papers", "contact details"}


def test_a_time_of_day_stands_before_the_end_of_the_same_day():
    entries = [
        {"kind": "statement", "from": "2018-01-01", "deadline": {"count": "working days", "n": 3}},
        {"kind": "question", "from": "2018-01-01", "deadline": {"count": "working days", "n": 3, "at": "17:00"}},
    ]
    dates = all_dates(MONDAY, procedure({"participation": entries}), ENGLAND)
    assert [each.kind for each in dates][:3] == ["notice", "question", "statement"]


def test_the_real_panels_rules_give_the_dates_that_its_agendas_print(real_pack: Path):
    findings = Findings()
    read = read_rules(real_pack, "rules.toml", findings)
    assert findings.mistakes == []
    dates = all_dates(MONDAY, procedure(read or {}), ENGLAND, date(2018, 3, 9))
    assert [(each.kind, written(each.last_moment)) for each in dates] == [
        ("notice", "2018-03-09"),
        ("question", "2018-03-14"),
        ("contact details", "2019-03-19"),
        ("background papers", "2022-03-18"),
        ("minutes", "2024-03-18"),
    ]
