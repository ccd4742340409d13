"""What is due, and by when, of a panel's meetings and of its year."""

from __future__ import annotations

from datetime import date

import pytest
from flask import Flask

from panel.desk.queries import dates_of, dates_of_year
from panel.extensions import db
from panel.law.bank_holidays import BeyondTheTable
from panel.law.timetable import Deadline, written
from panel.meetings.models import MeetingStatus
from panel.members.models import Appointment
from panel.procedure.models import Body, BodyKind
from panel.procedure.operations import close_day
from panel.recommendations.models import Letter
from tests.builders import a_body, a_meeting, a_member, add
from tests.public.site import statements

MONDAY = date(2018, 3, 19)


def moments(dates: list[Deadline]) -> list[tuple[str, str | None]]:
    return [(each.kind, written(each.last_moment)) for each in dates]


def kinds(dates: list[Deadline]) -> set[str]:
    return {each.kind for each in dates}


def test_a_meeting_sets_its_dates_running(panel: Body):
    assert moments(dates_of(a_meeting(panel, MONDAY))) == [
        ("notice", "2018-03-09"),
        ("question", "2018-03-14"),
        ("contact details", "2019-03-19"),
        ("background papers", "2022-03-18"),
        ("minutes", "2024-03-18"),
    ]


def test_a_meeting_that_was_published_says_whether_it_was_in_time(panel: Body):
    meeting = a_meeting(panel, MONDAY, published=True, published_on=date(2018, 3, 12))
    notice = dates_of(meeting)[0]
    assert notice.worked[-1].startswith("Published on Monday 12 March 2018: four clear days only")


def test_an_extra_day_of_the_panel_is_left_out_of_its_meetings(panel: Body):
    close_day(panel, date(2018, 3, 15), "Day of mourning", actor="a test")
    notice, question = dates_of(a_meeting(panel, MONDAY))[:2]
    assert (written(notice.last_moment), written(question.last_moment)) == ("2018-03-08", "2018-03-13")
    assert "Thursday 15 March 2018: left out, Day of mourning (added by the panel)" in notice.worked


def test_a_closed_meeting_takes_no_questions_and_gives_notice(panel: Body):
    assert kinds(dates_of(a_meeting(panel, MONDAY, closed=True))) == {
        "notice",
        "minutes",
        "background papers",
        "contact details",
    }


@pytest.mark.parametrize("status", [MeetingStatus.CANCELLED, MeetingStatus.POSTPONED])
def test_a_meeting_that_was_called_off_sets_nothing_running(panel: Body, status: MeetingStatus):
    assert dates_of(a_meeting(panel, MONDAY, status=status)) == []


def test_a_working_group_gives_no_public_notice(panel: Body):
    group = a_body(slug="budget", name="Budget Group", kind=BodyKind.WORKING_GROUP, parent_id=panel.id)
    assert moments(dates_of(a_meeting(group, MONDAY))) == [("question", "2018-03-14")]


def test_a_letter_after_a_meeting_waits_for_its_answer(panel: Body):
    meeting = a_meeting(panel, MONDAY)
    letter = {"meeting_id": meeting.id, "to": "The Commissioner", "sent": date(2018, 3, 26)}
    add(Letter(**letter, answer_due=date(2018, 4, 30), answered=date(2018, 4, 20)))
    add(Letter(**letter, answer_due=date(2018, 5, 1), withdrawn=True))
    (answer,) = (each for each in dates_of(meeting) if each.kind == "answer")
    assert answer.what == "The Commissioner answers the letter of 26 March 2018 in writing"
    assert answer.last_moment == date(2018, 4, 30)
    assert answer.worked[-1] == "Answered on Friday 20 April 2018."


def test_a_meeting_before_the_bank_holidays_that_are_known_is_refused(panel: Body):
    with pytest.raises(BeyondTheTable):
        dates_of(a_meeting(panel, date(1999, 6, 1)))


def test_a_year_brings_its_meetings_the_precept_and_what_ends_in_it(panel: Body):
    a_meeting(panel, MONDAY)
    a_meeting(panel, date(2019, 1, 3))
    a_meeting(panel, date(2018, 6, 21), status=MeetingStatus.CANCELLED)
    a_meeting(panel, date(2014, 5, 8), status=MeetingStatus.HELD)
    a_meeting(panel, date(1999, 5, 8), status=MeetingStatus.HELD)
    seat = add(a_member(panel, "Councillor Ada Finch"))
    db.session.query(Appointment).filter_by(member_id=seat.id).one().since = date(2018, 5, 1)
    dates = dates_of_year(panel, 2018)
    assert moments(dates) == [
        ("precept notification", "2018-02-01"),
        ("precept report", "2018-02-08"),
        ("revised precept", "2018-02-15"),
        ("second precept report", "2018-02-22"),
        ("final precept response", "2018-03-01"),
        ("notice", "2018-03-09"),
        ("question", "2018-03-14"),
        ("background papers", "2018-05-07"),
        ("registration", "2018-05-28"),
        ("annual report", None),
        ("police and crime plan", None),
    ]
    assert dates[5].what == "Publish the agenda and its reports (meeting of Monday 19 March 2018)"
    assert "Councillor Ada Finch" in dates[8].what


def test_the_dates_before_a_january_meeting_belong_to_its_year(panel: Body):
    a_meeting(panel, date(2019, 1, 3))
    assert moments(dates_of_year(panel, 2019))[:2] == [("notice", "2018-12-21"), ("question", "2018-12-28")]


def test_a_year_before_the_precept_regulations_has_its_meetings_only(panel: Body):
    a_meeting(panel, date(2012, 3, 19))
    assert kinds(dates_of_year(panel, 2012)) == {"notice"}


@pytest.mark.parametrize(
    ("former", "registers"),
    [
        pytest.param(None, True, id="nobody's seat before"),
        pytest.param((date(2016, 5, 1), date(2018, 4, 30)), False, id="the same seat until the eve"),
        pytest.param((None, date(2018, 4, 30)), False, id="a member from the beginning"),
        pytest.param((date(2014, 5, 1), date(2016, 4, 30)), True, id="a member who had left"),
    ],
)
def test_only_who_is_new_registers_interests(panel: Body, former: tuple[date | None, date] | None, registers: bool):
    member = a_member(panel, "Councillor Ada Finch")
    seat = db.session.query(Appointment).filter_by(member_id=member.id).one()
    seat.since = date(2018, 5, 1)
    if former:
        since, until = former
        add(Appointment(body_id=panel.id, member_id=member.id, position=1, since=since, until=until))
    assert ("registration" in kinds(dates_of_year(panel, 2018))) is registers


def test_a_seat_that_was_recorded_in_error_registers_nothing(panel: Body):
    member = a_member(panel, "Councillor Ada Finch")
    seat = db.session.query(Appointment).filter_by(member_id=member.id).one()
    seat.since, seat.withdrawn = date(2018, 5, 1), True
    assert "registration" not in kinds(dates_of_year(panel, 2018))


def test_a_working_groups_year_has_no_dates_of_the_law(panel: Body):
    group = a_body(slug="budget", name="Budget Group", kind=BodyKind.WORKING_GROUP, parent_id=panel.id)
    a_meeting(group, MONDAY)
    assert kinds(dates_of_year(group, 2018)) == {"question"}


def test_a_year_asks_the_database_as_often_however_many_meetings_it_has(app: Flask, panel: Body):
    asked = []
    for first, count in ((1, 1), (2, 9)):
        for month in range(first, first + count):
            meeting = a_meeting(panel, date(2018, month, 20))
            add(Letter(meeting_id=meeting.id, to="Una Marsh", sent=meeting.date, answer_due=date(2018, 12, 1)))
            a_member(panel, f"Councillor {month}", month)
        db.session.query(Appointment).update({"since": date(2018, 5, 1)})
        db.session.commit()
        with statements(app) as recorded:
            assert dates_of_year(panel, 2018)
        asked.append(len(recorded))
    assert asked[0] == asked[1]
