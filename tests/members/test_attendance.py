"""Everybody can read how often members came, from public records alone."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from panel.extensions import db
from panel.meetings.models import Meeting, MeetingStatus
from panel.members.models import Appointment, Member
from panel.minute_book.models import OpenedEarly
from panel.minutes.models import Attendance, Confirmation, Minutes, Presence
from panel.papers.models import PaperAccess
from tests.builders import a_meeting, add, an_entry, minutes_of, somebody_there
from tests.officers import the_meeting
from tests.public.site import statements

PAGE = "/members/attendance/larkshire"
FINCH, LINNET, REED = "Councillor Ada Finch", "Councillor Ravi Linnet", "Omar Reed"


@pytest.fixture
def reader(site: Flask) -> FlaskClient:
    """A browser in which nobody is signed in, on a site with the public minutes of two meetings."""
    with site.app_context():
        first, second = the_meeting("2025-11-20"), the_meeting("2026-02-05")
        recorded(first, {FINCH: Presence.PRESENT, LINNET: Presence.APOLOGIES, REED: Presence.ABSENT})
        later = recorded(second, {FINCH: Presence.PRESENT, REED: Presence.PRESENT})
        somebody_there(later, "Councillor Ivy Wren", substitute_for=LINNET)
        an_entry(Confirmation, later, earlier=first.date)
        opened(later)
        db.session.commit()
    return site.test_client()


def recorded(meeting: Meeting, presences: dict[str, Presence]) -> Minutes:
    minutes = minutes_of(meeting)
    for name, presence in presences.items():
        member = db.session.scalars(select(Member).where(Member.name == name)).one()
        somebody_there(minutes, name, presence, member_id=member.id)
    return minutes


def opened(minutes: Minutes) -> None:
    add(OpenedEarly(minutes_id=minutes.id, by="Imogen Vale", at=datetime(2026, 3, 1, tzinfo=UTC)))


def row(page: str, name: str) -> list[str]:
    """Give the numbers in somebody's row."""
    cells = page.split(f'role="rowheader">{name}<')[1].split("</tr>")[0].split("<td")[1:]
    return [cell.split("#")[-1].split(">")[1].split("<")[0] if "#" in cell else "0" for cell in cells]


def test_each_number_leads_to_its_meetings(reader: FlaskClient):
    page = reader.get(f"{PAGE}?year=2026").text
    assert row(page, FINCH) == ["1", "1", "0", "0", "0", "0", "0"]
    assert row(page, LINNET) == ["1", "0", "0", "1", "0", "0", "0"]
    assert 'href="#councillor-ravi-linnet-sent-a-substitute"' in page
    working = page.split('id="councillor-ravi-linnet-sent-a-substitute"')[1]
    assert working.index("/meetings/larkshire/2026-02-05") < working.index("</div>")
    assert "Councillor Ivy Wren: for Councillor Ravi Linnet on" in " ".join(page.split())
    assert row(reader.get(f"{PAGE}?year=2025").text, REED) == ["1", "0", "0", "0", "0", "1", "0"]


def test_only_what_everybody_may_read_is_counted(site: Flask, reader: FlaskClient):
    with site.app_context():
        for entry in db.session.scalars(select(OpenedEarly)):
            db.session.delete(entry)
        db.session.commit()
    page = " ".join(reader.get(PAGE).text.split())
    assert "No meeting of 2026 is counted yet" in page
    assert "Not counted yet, because the minutes are not public: <a" in page
    assert FINCH not in page


def test_closed_meetings_and_exempt_entries_are_left_out(site: Flask, reader: FlaskClient):
    with site.app_context():
        closed = recorded(the_meeting("2026-02-26"), {LINNET: Presence.PRESENT})
        opened(closed)
        entry = db.session.scalars(select(Attendance).where(Attendance.name == REED).order_by(Attendance.id.desc()))
        next(iter(entry)).access = PaperAccess.EXEMPT
        db.session.commit()
    page = reader.get(PAGE).text
    assert row(page, LINNET) == ["1", "0", "0", "1", "0", "0", "0"]
    assert row(page, REED) == ["1", "0", "0", "0", "0", "0", "1"]
    assert "1 closed meeting is left out." in page
    assert "2026-02-26" not in page


def test_a_member_is_expected_only_while_they_have_a_seat(site: Flask, reader: FlaskClient):
    with site.app_context():
        seat = db.session.scalars(select(Appointment).join(Member).where(Member.name == LINNET)).one()
        seat.until = date(2025, 12, 31)
        db.session.commit()
    assert LINNET not in reader.get(PAGE).text.split("Who stood in")[0]
    assert row(reader.get(f"{PAGE}?year=2025").text, LINNET)[0] == "1"


@pytest.mark.parametrize(
    ("address", "status"),
    [
        pytest.param(f"{PAGE}?year=1974", 404, id="no meetings that year"),
        pytest.param(f"{PAGE}?year=99999999999999999999", 404, id="no year"),
        pytest.param("/members/attendance/nowhere", 404, id="no body"),
        pytest.param("/members/attendance/larkshire-budget", 200, id="nothing recorded yet"),
    ],
)
def test_an_address_is_a_bodys_and_a_years(address: str, status: int, reader: FlaskClient):
    assert reader.get(address).status_code == status


def test_the_page_of_members_leads_there(reader: FlaskClient):
    page = reader.get("/members").text
    assert f'href="{PAGE}"' in page
    assert 'href="/members/attendance/larkshire-budget"' in page


def test_more_meetings_ask_no_more_of_the_database(site: Flask, reader: FlaskClient):
    reader.get(PAGE)
    with statements(site) as few:
        reader.get(PAGE)
    with site.app_context():
        body = the_meeting("2026-02-05").body
        for day in range(1, 7):
            meeting = a_meeting(body, date(2026, 1, day), status=MeetingStatus.HELD)
            opened(recorded(meeting, {FINCH: Presence.PRESENT, LINNET: Presence.PRESENT}))
        db.session.commit()
    with statements(site) as many:
        page = reader.get(PAGE).text
    assert row(page, FINCH)[:2] == ["7", "7"]
    assert len(many) == len(few)
