"""The meeting rises, with what is open told first; an item without notice carries the chair’s reason."""

from __future__ import annotations

from datetime import date, time

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from panel.agendas.models import Item
from panel.agendas.rules import ItemKind
from panel.audit.models import AuditEntry
from panel.extensions import db
from panel.meetings.rules import MeetingStatus, may_be_held
from panel.minutes.models import Action, Minutes, Motion, Resolution
from panel.minutes.rising import may_have_risen, sheet_clock
from tests.builders import an_entry, an_item
from tests.officers import the_meeting
from tests.public.site import statements
from tests.sheets.kit import SHEET, page, post, resolved
from tests.sitting.kit import ROOM, sent

CLOSE = f"{ROOM}/close"


def state(app: Flask) -> tuple[MeetingStatus, time | None]:
    """Say where the meeting stands, and when it rose."""
    with app.app_context():
        meeting = the_meeting("2026-03-19")
        minutes = db.session.scalars(select(Minutes).where(Minutes.meeting_id == meeting.id)).first()
        return meeting.status, minutes.rose if minutes else None


@pytest.mark.parametrize(
    ("rose", "began", "allowed"),
    [
        pytest.param(time(12, 18), time(10, 30), True, id="after it began"),
        pytest.param(time(10, 18), time(10, 30), False, id="before it began"),
        pytest.param(time(12, 18), None, True, id="its beginning is not recorded"),
        pytest.param(None, None, False, id="no time"),
    ],
)
def test_when_a_meeting_can_have_risen(rose: time | None, began: time | None, allowed: bool):
    assert bool(may_have_risen(rose, began)) is allowed


def test_the_hour_after_a_late_meeting_ends_on_the_next_day():
    assert sheet_clock(date(2018, 2, 1), time(23, 30)).endswith("due by 12.30am the next day")
    assert sheet_clock(date(2018, 2, 1), time(11, 0)) == "Rose 11am: the sheet is due by noon"


def test_the_meeting_rises_by_one_keystroke_and_the_first_moment_stays(app: Flask, officer: FlaskClient):
    assert "The meeting rises now" in page(officer, ROOM)
    for _ in range(2):
        answer = post(officer, f"{ROOM}/rose")
        assert answer.location.endswith("/room/close")
    assert state(app) == (MeetingStatus.SCHEDULED, time(12, 30))
    assert "Rose 12.30pm: the sheet is due by 1.30pm" in page(officer, ROOM)


def test_closing_shows_what_is_open_first_and_is_stopped_by_none_of_it(app: Flask, officer: FlaskClient):
    resolved(officer, "a", "To ask for the figures", kind="request")
    with app.app_context():
        minutes = db.session.scalars(select(Minutes)).one()
        an_entry(Motion, minutes, item="4", text="That it be noted")
        db.session.commit()
    said = page(officer, CLOSE)
    for open_ in (
        "Nobody’s attendance is recorded",
        "Item 5, Budget monitoring: no outcome is recorded",
        "Item 4: what came of a motion is not recorded",
        "Item 3, resolution 1: it asks something, and names nobody of whom",
    ):
        assert open_ in said
    assert "Item 3, Commissioner" not in said
    answer = post(officer, CLOSE, rose="12.18pm")
    assert answer.location.endswith("/sheet")
    assert state(app) == (MeetingStatus.HELD, time(12, 18))
    assert "The meeting rose at 12.18pm, and is closed." in page(officer, SHEET)
    assert post(officer, f"{ROOM}/reopen").status_code == 303
    assert state(app) == (MeetingStatus.SCHEDULED, time(12, 18))
    with app.app_context():
        verbs = db.session.scalars(select(AuditEntry.verb).where(AuditEntry.subject.startswith("meeting larkshire")))
        assert [verb for verb in verbs if verb in ("close", "reopen")] == ["close", "reopen"]


def test_a_time_that_cannot_be_is_told_at_its_field_and_a_meeting_that_is_off_is_not_closed(
    app: Flask, officer: FlaskClient
):
    resolved(officer, "a", "To note")
    with app.app_context():
        db.session.scalars(select(Minutes)).one().began = time(10, 30)
        db.session.commit()
    for typed, said in (
        ("", "Write when the meeting rose"),
        ("25.99", "must be a time of day"),
        ("9.00am", "The meeting began at 10.30am"),
    ):
        answer = post(officer, CLOSE, rose=typed).get_data(as_text=True)
        assert said in answer
        assert "<title>Error: " in answer
    assert state(app) == (MeetingStatus.SCHEDULED, None)
    with app.app_context():
        the_meeting("2026-03-19").status = MeetingStatus.CANCELLED
        db.session.commit()
    assert "Take it up again first" in post(officer, CLOSE, rose="noon").get_data(as_text=True)
    assert state(app) == (MeetingStatus.CANCELLED, None)


@pytest.mark.parametrize(
    ("status", "today", "allowed"),
    [
        pytest.param(MeetingStatus.SCHEDULED, date(2018, 2, 1), True, id="on its day"),
        pytest.param(MeetingStatus.HELD, date(2018, 2, 2), True, id="held already"),
        pytest.param(MeetingStatus.SCHEDULED, date(2018, 1, 31), False, id="before its day"),
        pytest.param(MeetingStatus.CANCELLED, date(2018, 2, 1), False, id="cancelled"),
        pytest.param(MeetingStatus.POSTPONED, date(2018, 2, 1), False, id="postponed"),
    ],
)
def test_when_it_can_be_put_down_that_a_meeting_was_held(status: MeetingStatus, today: date, allowed: bool):
    assert bool(may_be_held(status, date(2018, 2, 1), today)) is allowed


def urgent(app: Flask) -> list[tuple[str, str, str]]:
    """Give the items that were taken without notice: number, title, reason."""
    with app.app_context():
        rows = db.session.scalars(select(Item).where(Item.urgent_at.is_not(None), Item.withdrawn.is_(False)))
        return [(row.number, row.title, row.urgent_reason) for row in rows]


def test_an_urgent_item_gets_its_own_number_and_the_chairs_reason(app: Flask, officer: FlaskClient):
    for _ in range(2):
        answer = post(officer, f"{ROOM}/urgent", title="Flood damage", reason="The station flooded last night")
        assert answer.status_code == 303
    assert urgent(app) == [("8A", "Flood damage", "The station flooded last night")]
    resolved(officer, "u", "To note the damage", item="8A")
    post(officer, CLOSE, rose="noon")
    assert "Taken as a matter of urgency: The station flooded last night" in page(officer, SHEET)
    post(officer, f"{ROOM}/urgent/{number(app)}/take-back")
    assert urgent(app) == []


def number(app: Flask) -> int:
    """Give the number of the record of the urgent item."""
    with app.app_context():
        return db.session.scalars(select(Item.id).where(Item.urgent_at.is_not(None))).one()


def test_an_urgent_item_without_a_reason_is_recorded_warned_of_and_marked(app: Flask, officer: FlaskClient):
    with app.app_context():
        an_item(the_meeting("2026-03-19"), "9", "Urgent business", ItemKind.URGENT)
        db.session.commit()
    post(officer, f"{ROOM}/urgent", title="Flood damage", reason="")
    assert urgent(app) == [("9(1)", "Flood damage", "")]
    for address in (ROOM, CLOSE):
        said = page(officer, address)
        assert "s.100B(4)(b)" in said
    assert "Marked for the monitoring officer" in page(officer, ROOM)
    empty = post(officer, f"{ROOM}/urgent/{number(app)}", reason=" ")
    assert "Write the chair’s reason." in empty.get_data(as_text=True)
    assert post(officer, f"{ROOM}/urgent/{number(app)}", reason="The roof fell in").status_code == 303
    assert urgent(app) == [("9(1)", "Flood damage", "The roof fell in")]
    assert "Marked for the monitoring officer" not in page(officer, ROOM)
    assert post(officer, f"{ROOM}/urgent", title=" ").status_code == 422
    assert post(officer, f"{ROOM}/urgent/9999", reason="x").status_code == 404


def test_the_closing_page_and_the_sheet_ask_no_more_the_more_is_recorded(app: Flask, officer: FlaskClient):
    resolved(officer, "a", "First")
    counts = []
    for address in (CLOSE, SHEET):
        officer.get(address)
        with statements(app) as few:
            officer.get(address)
        counts.append(len(few))
    with app.app_context():
        minutes = db.session.scalars(select(Minutes)).one()
        for each in range(5):
            an_entry(Resolution, minutes, item="4", number=str(each + 1), text="More")
            an_entry(Action, minutes, item="5", text="To write")
        db.session.commit()
    for address, before in zip((CLOSE, SHEET), counts, strict=True):
        with statements(app) as many:
            officer.get(address)
        assert len(many) == before


def test_an_adjournment_is_recorded_and_stays_open_until_the_meeting_is_resumed(app: Flask, officer: FlaskClient):
    fields = {"slip": "adj", "item": "3", "reason": "A fire alarm"}
    assert sent(officer, "adjournment", version=0, **fields).json["errors"]["adjourned_at"].startswith("Write when")
    first = sent(officer, "adjournment", version=0, adjourned_at="11.10am", **fields).json
    assert "A fire alarm" in first["parts"]["adjournments"]
    assert "When the meeting was resumed is not recorded" in page(officer, CLOSE)
    early = sent(officer, "adjournment", version=1, adjourned_at="11.10am", resumed_at="11am", **fields)
    assert "cannot have been resumed at 11am" in early.json["errors"]["resumed_at"]
    sent(officer, "adjournment", version=1, adjourned_at="11.10am", resumed_at="11.25am", **fields)
    assert "11.10am to 11.25am: A fire alarm" in page(officer, ROOM)
    assert "When the meeting was resumed" not in page(officer, CLOSE)
