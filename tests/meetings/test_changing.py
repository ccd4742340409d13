"""Moving a meeting, calling it off, taking it up again, changing what is recorded of it: as pages."""

from __future__ import annotations

import html
import re
from datetime import date, time

import pytest
from flask import Flask
from flask.testing import FlaskClient

from panel.audit.models import AuditEntry
from panel.extensions import db
from panel.meetings.models import Meeting, MeetingStatus
from panel.work_programme.models import ProgrammeItem, Section
from tests.accounts.people import send
from tests.builders import a_question, add
from tests.desk.pages import text, the_panel, words
from tests.officers import the_meeting
from tests.public.site import statements

JUNE = "/desk/larkshire/2026-06-18"
PUBLISHED = "/desk/larkshire/2026-03-19"


def to(written: str, **more: str) -> dict[str, str]:
    return dict(zip(("to-day", "to-month", "to-year"), written.split(), strict=True)) | more


def said(client: FlaskClient, address: str, **fields: str) -> str:
    return words(send(client, address, **fields).get_data(as_text=True))


def trail(app: Flask, verb: str) -> list[AuditEntry]:
    with app.app_context():
        return db.session.query(AuditEntry).filter_by(verb=verb).all()


def test_a_move_is_looked_at_first_each_date_before_and_after(site: Flask, officer: FlaskClient):
    page = said(officer, f"{JUNE}/move", **to("16 3 2026"))
    assert "Moved to Monday 16 March 2026?" in page
    assert "Its agenda must be published by Friday 6 March 2026, which has gone by." in page
    assert (
        "Publish the agenda and its reports Local Government Act 1972, s.100A(6) and s.100B(3); SI 2002/715 "
        "Until now Wednesday 10 June 2026 Then Friday 6 March 2026 96 days lost Would have gone by already" in page
    )
    assert "Receive public questions in writing" in page
    assert trail(site, "move") == []
    later = said(officer, f"{JUNE}/move", **to("25 6 2026"))
    assert "Nothing speaks against it" in later
    assert "Until now Wednesday 10 June 2026 Then Wednesday 17 June 2026 Seven days gained" in later


def test_a_meeting_is_moved_told_and_moved_back(site: Flask, officer: FlaskClient):
    with site.app_context():
        before = the_meeting("2026-06-18").sequence
    answer = send(officer, f"{JUNE}/move", **to("25 6 2026", confirm="1"))
    assert (answer.status_code, answer.location) == (303, "/desk/larkshire/2026-06-25/")
    page = text(officer, answer.location)
    assert "The meeting is moved from Thursday 18 June 2026 to Thursday 25 June 2026." in page
    assert "Move it back" in page
    assert officer.get("/meetings/larkshire/2026-06-18").location == "/meetings/larkshire/2026-06-25"
    with site.app_context():
        moved = the_meeting("2026-06-25")
        assert moved.sequence == before + 1
        planned = db.session.query(ProgrammeItem).filter_by(item="Rural crime").one()
        assert planned.meeting == moved.date
    back = send(officer, "/desk/larkshire/2026-06-25/move", **to("18 6 2026", confirm="1"))
    assert back.location == f"{JUNE}/"
    with site.app_context():
        assert db.session.query(ProgrammeItem).filter_by(item="Rural crime").one().meeting == date(2026, 6, 18)
    assert [(each.subject, each.detail["moved_from"]) for each in trail(site, "move")] == [
        ("meeting larkshire 2026-06-25", "2026-06-18"),
        ("meeting larkshire 2026-06-18", "2026-06-25"),
    ]
    assert all("Imogen Vale" in each.actor for each in trail(site, "move"))


def test_a_move_confirmed_twice_moves_once(site: Flask, officer: FlaskClient):
    for _ in range(2):
        # The page was made before the first: its address is the old one.
        officer.post(f"{JUNE}/move", data=to("25 6 2026", confirm="1") | {"csrf_token": token(officer)})
    assert len(trail(site, "move")) == 1


def token(client: FlaskClient) -> str:
    page = client.get("/desk/larkshire/meetings/new").get_data(as_text=True)
    return page.split('name="csrf_token" type="hidden" value="')[1].split('"')[0]


def test_calendars_follow_a_meeting_that_moves_and_is_called_off(officer: FlaskClient):
    def entry(day: str) -> str:
        return officer.get(f"/meetings/larkshire/{day}/meeting.ics").get_data(as_text=True)

    uid = re.search(r"UID:(\S+)", entry("2026-06-18"))[0]
    send(officer, f"{JUNE}/move", **to("25 6 2026", confirm="1"))
    moved = entry("2026-06-25")
    assert uid in moved
    assert "20260625T103000" in moved
    assert "SEQUENCE:1" in moved
    send(officer, "/desk/larkshire/2026-06-25/call-off", status="cancelled", note="", confirm="1")
    cancelled = entry("2026-06-25")
    assert uid in cancelled
    assert "STATUS:CANCELLED" in cancelled
    assert "SEQUENCE:2" in cancelled


@pytest.mark.parametrize(
    ("typed", "says"),
    [
        pytest.param({}, "Enter the day on which the meeting is", id="no day"),
        pytest.param(to("31 2 2026"), "New date must be a real date", id="no such day"),
        pytest.param(to("18 6 2026"), "The meeting is on Thursday 18 June 2026 already.", id="its own day"),
        pytest.param(to("19 3 2026"), "The body has another meeting on Thursday 19 March 2026.", id="taken"),
        pytest.param(to("18 6 0226"), "Choose a day in the years from 1974 to 2099.", id="a slip"),
    ],
)
def test_a_day_that_cannot_be_is_told_at_the_field(typed: dict[str, str], says: str, officer: FlaskClient):
    for confirm in ({}, {"confirm": "1"}):
        page = send(officer, f"{JUNE}/move", **typed, **confirm).get_data(as_text=True)
        assert "<title>Error: " in page
        assert words(page).count(says) == 2
        assert all(f'value="{value}"' in page for value in typed.values())


def test_a_move_beyond_the_bank_holidays_says_that_dates_are_counted_by_hand(officer: FlaskClient):
    assert "count its dates by hand" in said(officer, f"{JUNE}/move", **to("18 6 2040"))


def test_what_was_published_asked_and_planned_is_named_before_a_move(site: Flask, officer: FlaskClient):
    with site.app_context():
        a_question(the_meeting("2026-03-19"), "Ivy Nash", "When?", date(2026, 3, 12))
        add(
            ProgrammeItem(
                body_id=the_panel().id,
                position=9,
                section=Section.SCHEDULED,
                meeting=date(2026, 3, 19),
                item="Domestic abuse",
            )
        )
        db.session.commit()
    page = said(officer, f"{PUBLISHED}/move", **to("16 3 2026"))
    assert "Its agenda is published, on Monday 9 March 2026: what readers have names the old day." in page
    assert "four clear days only before the meeting of Monday 16 March 2026, where five are needed" in page
    assert (
        "1 question from the public stays with the meeting. Under the new date 1 would have come too late: Ivy" in page
    )
    assert "plans Domestic abuse for the old day, and moves along" in page


def test_a_meeting_that_was_held_or_cancelled_does_not_move(officer: FlaskClient):
    for day, says in (("2026-02-05", "was held"), ("2026-09-17", "Take it up again")):
        address = f"/desk/larkshire/{day}/move"
        assert says in text(officer, address)
        sent = officer.post(address, data=to("25 6 2026", confirm="1") | {"csrf_token": token(officer)})
        assert (sent.status_code, says in sent.get_data(as_text=True)) == (200, True)


def test_a_postponed_meeting_takes_place_on_its_new_day(site: Flask, officer: FlaskClient):
    address = "/desk/larkshire/2026-11-19/move"
    assert "It is postponed. With its new day it takes place again." in said(officer, address, **to("3 12 2026"))
    assert "Begins to run" in said(officer, address, **to("3 12 2026"))
    send(officer, address, **to("3 12 2026", confirm="1"))
    with site.app_context():
        assert the_meeting("2026-12-03").status is MeetingStatus.SCHEDULED


def test_a_meeting_is_called_off_after_a_look_and_taken_up_again(site: Flask, officer: FlaskClient):
    address = f"{JUNE}/call-off"
    look = said(officer, address, status="cancelled", note="Not enough business")
    assert "Cancel it?" in look
    assert "Publish the agenda and its reports" in look
    assert "Until now Wednesday 10 June 2026 Then Not asked for any more Lapses" in look
    assert "The work programme plans Rural crime for this day: plan it anew." in look
    assert trail(site, "cancel") == []
    done = send(officer, address, status="cancelled", note="Not enough business", confirm="1")
    assert (done.status_code, done.location) == (303, f"{JUNE}/")
    page = text(officer, done.location)
    assert "The meeting is cancelled. Calendars show it, and it sets no dates running. Undo" in page
    assert "Not enough business" in text(officer, "/meetings/larkshire/2026-06-18")
    assert "Begins to run" in text(officer, address)
    again = send(officer, address, again="1", note="")
    assert "The meeting takes place after all." in text(officer, again.location)
    with site.app_context():
        meeting = the_meeting("2026-06-18")
        assert (meeting.status, meeting.note) == (MeetingStatus.SCHEDULED, "")
    (cancelled,), (taken_up,) = trail(site, "cancel"), trail(site, "take up again")
    assert cancelled.detail["status"] == ["scheduled", "cancelled"]
    assert taken_up.detail["note"] == ["Not enough business", ""]


@pytest.mark.parametrize(
    ("fields", "says"),
    [
        pytest.param({}, "Choose whether it is postponed or cancelled.", id="nothing chosen"),
        pytest.param({"status": "held"}, "Not a valid choice", id="no such choice"),
        pytest.param({"status": "cancelled", "note": "x" * 501}, "Say it in at most 500 characters.", id="too long"),
    ],
)
def test_a_wrong_way_to_call_off_is_told(fields: dict[str, str], says: str, officer: FlaskClient):
    page = send(officer, f"{JUNE}/call-off", **fields, confirm="1").get_data(as_text=True)
    assert "<title>Error: " in page
    assert says in words(page)


def test_a_meeting_called_off_twice_is_called_off_once(site: Flask, officer: FlaskClient):
    for _ in range(2):
        send(officer, f"{JUNE}/call-off", status="postponed", note="", confirm="1")
    assert len(trail(site, "postpone")) == 1
    for _ in range(2):
        send(officer, f"{JUNE}/call-off", again="1", note="")
    assert len(trail(site, "take up again")) == 1


def test_a_meeting_that_was_held_is_not_called_off(site: Flask, officer: FlaskClient):
    address = "/desk/larkshire/2026-02-05/call-off"
    assert "This meeting was held, so it cannot be called off." in text(officer, address)
    officer.post(address, data={"status": "cancelled", "confirm": "1", "csrf_token": token(officer)})
    assert trail(site, "cancel") == []


NEW = {"start": "2pm", "venue": "Shire  Hall", "filmed": "yes", "closed": "y", "note": "Bring a pass"}


def test_time_place_and_note_are_changed_told_and_taken_back(site: Flask, officer: FlaskClient):
    answer = send(officer, f"{JUNE}/edit", **NEW)
    assert answer.location == f"{JUNE}/"
    page = officer.get(answer.location).get_data(as_text=True)
    assert "What is recorded of the meeting is changed. Undo" in words(page)
    undo = page[page.index("notification-banner__heading") : page.index("Undo")]
    with site.app_context():
        made = the_meeting("2026-06-18")
        assert (made.start, made.venue, made.filmed, made.closed) == (time(14), "Shire Hall", True, True)
        assert (made.note, made.sequence) == ("Bring a pass", 1)
    before = dict(re.findall(r'name="(\w+)" value="([^"]*)"', undo))
    assert officer.post(f"{JUNE}/edit", data=before).status_code == 303
    with site.app_context():
        made = the_meeting("2026-06-18")
        assert (made.start, made.venue, made.filmed, made.closed) == (time(10, 30), "", None, False)
    assert trail(site, "amend")[0].detail["venue"] == ["", "Shire Hall"]


def test_a_save_that_changes_nothing_leaves_no_trace(site: Flask, officer: FlaskClient):
    same = {"start": "10.30am", "venue": "", "filmed": "", "note": ""}
    assert send(officer, f"{JUNE}/edit", **same).status_code == 303
    assert trail(site, "amend") == []


def test_the_second_of_two_officers_is_told_what_the_first_changed(site: Flask, officer: FlaskClient):
    shown = officer.get(f"{JUNE}/edit").get_data(as_text=True)
    seen = html.unescape(re.search(r'name="seen"[^>]*value="([^"]+)"', shown)[1])
    send(officer, f"{JUNE}/edit", start="10.30am", venue="Shire Hall", filmed="", note="")
    mine = {"start": "10.30am", "venue": "The Annexe", "filmed": "", "note": ""}
    refused = send(officer, f"{JUNE}/edit", **mine, seen=seen).get_data(as_text=True)
    assert "Somebody else has changed this meanwhile. Now it says: Shire Hall. Save again" in words(refused)
    assert 'value="The Annexe"' in refused
    seen = html.unescape(re.search(r'name="seen"[^>]*value="([^"]+)"', refused)[1])
    assert send(officer, f"{JUNE}/edit", **mine, seen=seen).status_code == 303
    with site.app_context():
        assert db.session.query(Meeting).filter_by(date=date(2026, 6, 18)).one().venue == "The Annexe"


@pytest.mark.parametrize("seen", ["x", "[1]", '{"colour": "red"}'])
def test_a_page_that_was_tampered_with_does_not_break(seen: str, officer: FlaskClient):
    assert send(officer, f"{JUNE}/edit", start="soon", venue="", filmed="", note="", seen=seen).status_code == 200


@pytest.mark.parametrize("page", ["move", "call-off"])
def test_a_look_asks_the_database_as_often_however_much_there_is(page: str, site: Flask, officer: FlaskClient):
    fields = to("25 6 2026") if page == "move" else {"status": "cancelled", "note": ""}
    asked = []
    for first, count in ((1, 1), (2, 6)):
        with site.app_context():
            for number in range(first, first + count):
                a_question(the_meeting("2026-06-18"), f"Ivy {number}", "When?", date(2026, 3, number))
                row = ProgrammeItem(body_id=the_panel().id, position=number + 20, item=f"Work {number}")
                row.section, row.meeting = Section.SCHEDULED, date(2026, 6, 18)
                add(row)
            db.session.commit()
        with statements(site) as recorded:
            assert send(officer, f"{JUNE}/{page}", **fields).status_code == 200
        asked.append(len(recorded))
    assert asked[0] == asked[1]
