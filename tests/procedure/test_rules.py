"""A rules file as a value: every key can be read, and what it leaves out is told apart."""

from __future__ import annotations

from datetime import date, time
from fractions import Fraction
from typing import Any

import pytest

from panel.law.exemptions import Nation
from panel.procedure.rules import Deadline, Participation, Procedure, may_close, procedure

WHOLE: dict[str, Any] = {
    "notice": {"clear_days": 7, "cut_off": "17:00"},
    "quorum": {"fraction": "1/4"},
    "participation": [
        {
            "kind": "petition",
            "from": "2018-01-01",
            "until": "2019-12-31",
            "deadline": {"count": "working days", "n": 3, "at": "09:30"},
            "max_per_person": 2,
            "max_per_organisation": 3,
            "word_limit": 100,
            "minutes_total": 30,
            "speaking_minutes": 4,
            "supplementary": 1,
            "agenda_items_only": True,
            "cap_per_meeting": 8,
            "who": "live, work or study in the area",
            "to": "the commissioner",
            "must_give": ["name", "address"],
            "refuse_if": ["operational", "defamatory or vexatious"],
            "late": "hold over",
            "urgent": {"at": "10:30", "day": "meeting"},
            "min_signatures": 10,
        }
    ],
    "interests": {"registration_days": 14, "leave_the_room": True},
    "meetings": {"remote": "does not count", "casting_vote": "no", "ballot": True, "equal_votes": "lot"},
    "minutes": {"numbering": "yearly", "first_number": 41, "drafts_public": True},
    "log": {"completed_shown_months": 9},
}


def test_every_key_of_a_rules_file_can_be_read():
    assert procedure(WHOLE) == Procedure(
        participation=(
            Participation(
                kind="petition",
                since=date(2018, 1, 1),
                until=date(2019, 12, 31),
                deadline=Deadline("working days", 3, time(9, 30)),
                max_per_person=2,
                max_per_organisation=3,
                cap_per_meeting=8,
                minutes_total=30,
                speaking_minutes=4,
                word_limit=100,
                supplementary=1,
                agenda_items_only=True,
                who="live, work or study in the area",
                to="the commissioner",
                must_give=("name", "address"),
                refuse_if=("operational", "defamatory or vexatious"),
                late="hold over",
                urgent_until=time(10, 30),
                min_signatures=10,
            ),
        ),
        notice_clear_days=7,
        notice_cut_off=time(17),
        quorum_fraction=Fraction(1, 4),
        registration_days=14,
        leave_the_room=True,
        completed_shown_months=9,
        remote_counts=False,
        casting_vote=False,
        elects_by_ballot=True,
        equal_votes="lot",
        minute_numbering="yearly",
        first_minute=41,
        drafts_public=True,
    )


def test_a_quorum_is_read_as_a_number_too():
    assert procedure({"quorum": {"count": 4}}) == Procedure(quorum_count=4)


def test_an_empty_rules_file_leaves_the_law():
    assert procedure({}) == Procedure()
    assert procedure({}).notice(Nation.WALES).clear_days == 3


@pytest.mark.parametrize(
    ("day", "applies"),
    [
        pytest.param(date(2017, 12, 31), False, id="the eve of its first day"),
        pytest.param(date(2018, 1, 1), True, id="its first day"),
        pytest.param(date(2019, 12, 31), True, id="its last day"),
        pytest.param(date(2020, 1, 1), False, id="the day after"),
    ],
)
def test_a_way_of_taking_part_applies_from_its_first_to_its_last_day(day: date, applies: bool):
    assert bool(procedure(WHOLE).taking_part(day)) is applies


def test_questions_are_found_among_other_ways_of_taking_part():
    entries = [
        {"kind": "petition", "from": "2018-01-01", "deadline": {"count": "calendar days", "n": 9}},
        {
            "kind": "question",
            "from": "2018-01-01",
            "until": "2018-12-31",
            "deadline": {"count": "working days", "n": 3},
        },
        {"kind": "question", "from": "2019-01-01", "deadline": {"count": "working days", "n": 5}},
    ]
    rules = procedure({"participation": entries})
    found = [rules.questions(date(year, 6, 1)) for year in (2017, 2018, 2019)]
    assert [each and each.deadline.n for each in found] == [None, 3, 5]


@pytest.mark.parametrize(
    ("day", "name", "reason"),
    [
        pytest.param(date(2022, 9, 19), "Day of mourning", "", id="a day of mourning"),
        pytest.param(date(2022, 9, 19), "  ", "Say why the day does not count", id="no name"),
        pytest.param(date(2036, 1, 2), "Snow", "from 2000 to 2035 only", id="beyond the table"),
    ],
)
def test_a_day_is_closed_for_a_reason_within_the_years_that_are_counted(day: date, name: str, reason: str):
    ruling = may_close(day, name)
    assert ruling.allowed is not bool(reason)
    assert reason in ruling.reason
