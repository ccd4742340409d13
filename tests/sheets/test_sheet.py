"""Within the hour a sheet goes out; what was resolved is live from then, and enters the log once."""

from __future__ import annotations

from datetime import UTC, date, datetime
from io import BytesIO

import pikepdf
import time_machine
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from panel.accounts.rules import Role
from panel.audit.models import AuditEntry
from panel.despatch.models import Recipient
from panel.despatch.rules import Circle
from panel.extensions import db
from panel.mail.models import Message
from panel.mail.sealing import opened
from panel.members.models import Member
from panel.minutes.models import Confirmation, Resolution
from panel.papers.models import PaperAccess
from panel.people.models import MemberAccount
from panel.recommendations.models import Recommendation
from panel.sheets.contents import Sheet, changes
from panel.sheets.models import DecisionSheet, SheetSending
from panel.sheets.queries import live_resolutions
from tests.accounts.people import PASSWORD, an_officer, sign_in
from tests.builders import a_meeting, add, an_entry, minutes_of
from tests.mail.servers import Post, serving, set_server, work
from tests.officers import the_meeting
from tests.sheets.kit import PUBLIC, SHEET, a_meeting_that_rose, page, post, resolved
from tests.sitting.kit import ROOM, sent

ADA = "ada.finch@larkshire.example"


def with_people(app: Flask) -> None:
    """Give Councillor Finch an account, and put the Commissioner's office on the list of recipients."""
    with app.app_context():
        user = an_officer(email=ADA, name="Councillor Ada Finch", role=Role.MEMBER, serves_all=False)
        ada = db.session.scalars(select(Member).where(Member.name == "Councillor Ada Finch")).one()
        add(MemberAccount(user_id=user.id, member_id=ada.id))
        office = Recipient(body_id=ada.panel_id, name="Commissioner’s office", circle=Circle.OFFICE_HOLDER)
        office.email = "office@larkshire-pcc.example"
        add(office)
        db.session.commit()


def exempt(app: Flask, text: str) -> None:
    """Make a resolution one of the exempt minutes."""
    with app.app_context():
        db.session.scalars(select(Resolution).where(Resolution.text == text)).one().access = PaperAccess.EXEMPT
        db.session.commit()


def test_the_sheet_is_due_within_the_hour_and_stands_on_the_desk_until_it_is_sent(app: Flask, officer: FlaskClient):
    a_meeting_that_rose(officer)
    said = page(officer)
    assert "Rose 12.18pm: the sheet is due by 1.18pm" in said
    assert "48 minutes left" in said
    assert "Send the decision sheet" in page(officer, "/desk/")
    with time_machine.travel(datetime(2026, 3, 19, 13, 30, tzinfo=UTC), tick=False):
        assert "Overdue" in page(officer)
    for edition in ("public", "full"):
        assert officer.get(f"{SHEET}/draft-{edition}.pdf").data.startswith(b"%PDF")
    for none in ("draft-other", "1-public"):
        assert officer.get(f"{SHEET}/{none}.pdf").status_code == 404
    assert post(officer, SHEET).status_code == 303
    assert "Send the decision sheet" not in page(officer, "/desk/")
    assert "Sent 12.30pm" in page(officer)


def test_what_was_resolved_is_public_and_live_from_the_sheet_on(app: Flask, officer: FlaskClient):
    anybody = app.test_client()
    a_meeting_that_rose(officer)
    assert "To note the update" not in anybody.get(PUBLIC).get_data(as_text=True)
    assert anybody.get(f"{PUBLIC}/decisions").status_code == 404
    assert anybody.get(f"{PUBLIC}/decisions.pdf").status_code == 404
    post(officer, SHEET)
    for address in (PUBLIC, f"{PUBLIC}/decisions"):
        said = page(anybody, address)
        assert "Decisions, Thursday 19 March 2026" in said
        assert "To note the update" in said
        assert "Request to Police and Crime Commissioner, answer by Thursday 30 April 2026" in said
        assert "To send the figures" in said
    pdf = anybody.get(f"{PUBLIC}/decisions.pdf")
    assert pdf.headers["Cache-Control"] == "public, no-cache"
    with pikepdf.open(BytesIO(pdf.data)) as file:
        assert file.Root.MarkInfo.Marked
    with app.app_context():
        live = live_resolutions(the_meeting("2026-03-19").body)
        the_meeting("2026-03-19").closed = True
        db.session.commit()
        assert [(each.line.number, each.line.text) for each in live] == [
            ("1", "To note the update"),
            ("2", "To ask for the response times"),
        ]
    assert "To note the update" not in anybody.get(PUBLIC).get_data(as_text=True), "nothing of a closed meeting is"
    assert anybody.get(f"{PUBLIC}/decisions").status_code == 404
    assert anybody.get(f"{PUBLIC}/decisions.pdf").status_code == 404


def test_what_asks_something_enters_the_log_once_also_when_the_sheet_is_sent_twice(app: Flask, officer: FlaskClient):
    a_meeting_that_rose(officer)
    assert post(officer, SHEET).status_code == 303
    again = post(officer, SHEET)
    assert again.status_code == 422
    assert "Nothing has changed since the last version went out" in again.get_data(as_text=True)
    resolved(officer, "b", "To ask for all response times", version=1, kind="request", addressee="Chief Constable")
    assert post(officer, SHEET).status_code == 303
    with app.app_context():
        (row,) = db.session.scalars(select(Recommendation)).all()
        assert (row.text, row.lead) == ("To ask for all response times", "Chief Constable")
        assert row.resolution is not None
        assert row.resolution.number == "2"
        verbs = db.session.scalars(select(AuditEntry.verb).where(AuditEntry.subject.contains("recommendation of")))
        assert list(verbs) == ["enter on log", "follow up"]


def test_a_correction_goes_out_as_a_new_version_that_says_what_changed(app: Flask, officer: FlaskClient):
    a_meeting_that_rose(officer)
    post(officer, SHEET)
    number = resolved(officer, "a", "To welcome the update", version=1)
    assert "It read: “To note the update”" in page(officer)
    assert "To note the update" in page(app.test_client(), PUBLIC)
    post(officer, SHEET)
    said = page(app.test_client(), f"{PUBLIC}/decisions")
    assert "Version 2, Thursday 19 March 2026, 12.30pm" in said
    assert "Item 3, resolution 1 reads otherwise." in said
    assert "To note the update" not in said
    sent(officer, f"resolution/{number}/withdraw", item="3")
    post(officer, SHEET)
    assert "resolution 1 was taken back" in page(app.test_client(), f"{PUBLIC}/decisions")
    first = officer.get(f"{SHEET}/1-public.pdf")
    assert first.status_code == 200
    assert first.data != officer.get(f"{SHEET}/3-public.pdf").data
    assert officer.get(f"{SHEET}/4-public.pdf").status_code == 404
    with app.app_context():
        live = live_resolutions(the_meeting("2026-03-19").body)
        assert [each.line.number for each in live] == ["2"]
        sheets = db.session.scalars(select(DecisionSheet).order_by(DecisionSheet.number)).all()
        assert [each.number for each in sheets] == [1, 2, 3]
        trail = db.session.scalars(select(AuditEntry).where(AuditEntry.verb == "send decision sheet")).all()
        assert [each.detail["version"] for each in trail] == [1, 2, 3]


def test_a_correction_never_repeats_in_public_what_was_moved_to_the_exempt_minutes(app: Flask, officer: FlaskClient):
    with_people(app)
    a_meeting_that_rose(officer)
    claim = resolved(officer, "x", "To pay Kingfisher", kind="request", addressee="Kingfisher Ltd")
    tender = resolved(officer, "y", "To ask Kingfisher for a tender", kind="request", addressee="Kingfisher Ltd")
    post(officer, SHEET)
    sent(officer, f"resolution/{claim}/access", access="exempt")
    sent(officer, f"resolution/{tender}", version=1, item="3", text="To ask for a tender")
    assert "It read: “To ask Kingfisher for a tender”" in page(officer), "the officers are told"
    post(officer, SHEET)
    said = page(app.test_client(), f"{PUBLIC}/decisions")
    assert "resolution 3 was taken back." in said
    assert "resolution 4 reads otherwise." in said
    assert "Kingfisher" not in said
    with app.app_context():
        sheet = db.session.scalars(select(DecisionSheet).where(DecisionSheet.number == 2)).one()
        assert "Kingfisher" not in str(sheet.public_changes)
        assert "Kingfisher" in str(sheet.full_changes)
        for message in db.session.scalars(select(Message).where(Message.subject.contains("version 2"))):
            words = opened(message.sealed)
            assert "Kingfisher" not in words.text + words.html


def test_each_gets_the_part_that_they_may_have(app: Flask, officer: FlaskClient):
    with_people(app)
    a_meeting_that_rose(officer)
    resolved(officer, "x", "To settle the claim", kind="request", addressee="Kingfisher Ltd")
    exempt(app, "To settle the claim")
    assert "Exempt: not for publication" in page(officer)
    post(officer, SHEET)
    with app.app_context():
        letters = {each.to: opened(each.sealed) for each in db.session.scalars(select(Message))}
        assert set(letters) == {ADA, "office@larkshire-pcc.example"}
        for words in letters.values():
            assert "To note the update" in words.text
            assert "To settle the claim" not in words.text + words.html
            assert words.attached == "larkshire-2026-03-19-decisions.pdf"
        assert "/papers/larkshire/2026-03-19/decisions" in letters[ADA].text
        assert "/papers/" not in letters["office@larkshire-pcc.example"].text
        assert db.session.scalars(select(Recommendation).where(Recommendation.lead == "Kingfisher Ltd")).all() == []
        sheet = db.session.scalars(select(DecisionSheet)).one()
        assert "settle" not in str(sheet.public)
        assert {row.why_not for row in db.session.scalars(select(SheetSending)) if not row.message_id} != {""}
    anybody = app.test_client()
    assert "To settle the claim" not in page(anybody, PUBLIC) + page(anybody, f"{PUBLIC}/decisions")
    assert anybody.get("/papers/larkshire/2026-03-19/decisions").status_code == 303
    member = app.test_client()
    assert sign_in(member, email=ADA, password=PASSWORD).status_code == 303
    mine = page(member, "/papers/larkshire/2026-03-19/decisions")
    assert "To settle the claim" in mine
    full = member.get("/papers/larkshire/2026-03-19/decisions.pdf")
    assert full.headers["Cache-Control"] == "no-store"
    assert full.data != anybody.get(f"{PUBLIC}/decisions.pdf").data
    assert member.get("/papers/larkshire/2026-02-05/decisions").status_code == 404
    assert "Decisions of the meeting" in page(member, "/papers/larkshire/2026-03-19/")


def test_the_e_mail_carries_the_sheet_as_a_tagged_pdf_through_a_real_server(app: Flask, officer: FlaskClient):
    with_people(app)
    a_meeting_that_rose(officer)
    box = Post()
    with serving(box) as port:
        set_server(app, port)
        post(officer, SHEET)
        with app.app_context():
            work()
    assert sorted(letter["To"] for letter in box.letters) == [ADA, "office@larkshire-pcc.example"]
    for letter in box.letters:
        assert letter["Subject"] == "Decisions: Larkshire Police and Crime Panel, Thursday 19 March 2026"
        (attached,) = letter.iter_attachments()
        assert attached.get_filename() == "larkshire-2026-03-19-decisions.pdf"
        with pikepdf.open(BytesIO(attached.get_content())) as file:
            assert file.Root.MarkInfo.Marked
        assert "To note the update" in letter.get_body(("html",)).get_content()


def test_an_e_mail_to_be_handed_over_gives_its_sheet(app: Flask, officer: FlaskClient):
    with_people(app)
    a_meeting_that_rose(officer)
    post(officer, SHEET)
    with app.app_context():
        number = db.session.scalars(select(Message.id)).first()
    assert "larkshire-2026-03-19-decisions.pdf" in page(officer, f"/desk/mail/{number}")
    assert officer.get(f"/desk/mail/{number}/attached.pdf").data.startswith(b"%PDF")
    assert officer.get("/desk/mail/9999/attached.pdf").status_code == 404


def test_who_can_be_reached_later_gets_the_same_version(app: Flask, officer: FlaskClient):
    a_meeting_that_rose(officer)
    post(officer, SHEET)
    with_people(app)
    assert "Who has not got it yet" in page(officer)
    post(officer, SHEET)
    with app.app_context():
        assert db.session.scalars(select(DecisionSheet.number)).all() == [1]
        assert {each.to for each in db.session.scalars(select(Message))} == {ADA, "office@larkshire-pcc.example"}
    resolved(officer, "a", "To welcome the update", version=1)
    post(officer, SHEET)
    with app.app_context():
        states = [each.state.value for each in db.session.scalars(select(Message).order_by(Message.id))]
        assert states == ["settled", "settled", "by hand", "by hand"], "an old version is not handed over any more"


def test_a_sheet_waits_until_the_meeting_rose(app: Flask, officer: FlaskClient):
    resolved(officer, "a", "To note the update")
    assert "Record first when the meeting rose" in page(officer)
    refused = post(officer, SHEET)
    assert refused.status_code == 422
    assert "Record first when the meeting rose" in refused.get_data(as_text=True)
    with app.app_context():
        assert db.session.scalars(select(DecisionSheet)).all() == []


def test_the_sheet_says_who_was_elected_and_that_the_public_was_excluded_and_leaves_out_what_is_open(
    app: Flask, officer: FlaskClient
):
    sent(officer, "election", slip="e", version=0, item="1(1)", office="Chair", elected="Omar Reed")
    sent(officer, "election", slip="f", version=0, item="1(1)", office="Vice-Chair")
    moved = {"slip": "x", "version": 0, "item": "5", "items": ["5"], "paragraphs": ["3"], "words": ""}
    excluded = sent(officer, "exclusion", **moved).json["number"]
    sent(officer, "motion", slip="m", version=0, item="4", text="That the rules be amended", outcome="agreed")
    a_meeting_that_rose(officer)
    said = page(officer)
    assert "Omar Reed was elected Chair." in said
    assert "Vice-Chair" not in said
    assert "that the public be excluded" not in said, "it is open still"
    for address in (SHEET, f"{ROOM}/close"):
        assert "Item 4: a motion was agreed, and is not on the decision sheet until taken over" in page(
            officer, address
        )
    sent(officer, f"exclusion/{excluded}/step", step="agreed", item="5")
    post(officer, SHEET)
    sheet = "Agreed: that the public be excluded for item 5, because exempt information would be disclosed"
    assert sheet in page(officer)
    assert sheet in page(app.test_client(), f"{PUBLIC}/decisions")
    with app.app_context():
        (version,) = db.session.scalars(select(DecisionSheet)).all()
        assert version.sheet.plain() == version.public
        older = {**version.public, "items": [_without_outcomes(item) for item in version.public["items"]]}
        assert "Item 1(1) says also: Omar Reed was elected Chair." in changes(
            Sheet.of(older), version.sheet, quoted=False
        )
        assert any("was taken back" in each for each in changes(version.sheet, Sheet.of(older), quoted=False))


def _without_outcomes(item: dict[str, object]) -> dict[str, object]:
    """Give an item as a sheet kept it before it told of elections."""
    return {name: value for name, value in item.items() if name != "outcomes"}


def test_the_public_page_stops_to_say_that_the_minutes_follow_once_they_are_confirmed(app: Flask, officer: FlaskClient):
    a_meeting_that_rose(officer)
    post(officer, SHEET)
    assert "What was resolved holds already; the minutes follow." in page(app.test_client(), PUBLIC)
    with app.app_context():
        meeting = the_meeting("2026-03-19")
        later = minutes_of(a_meeting(meeting.body, date(2026, 5, 21)))
        an_entry(Confirmation, later, earlier=meeting.date)
        db.session.commit()
    for address in (PUBLIC, f"{PUBLIC}/decisions"):
        assert "the minutes were confirmed on Thursday 21 May 2026" in page(app.test_client(), address)


def test_the_desk_leads_into_the_room_on_the_day_of_a_meeting(officer: FlaskClient):
    shown = page(officer, "/desk/")
    for address in (ROOM, ROOM.replace("/room", "/brief"), ROOM.replace("/room", "/minutes")):
        assert f'href="{address}"' in shown
