"""What was recorded while the public was excluded reaches nobody who may not have it: each way out is read whole."""

from __future__ import annotations

from datetime import date

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from panel.accounts.rules import Role
from panel.extensions import db
from panel.mail.models import Message
from panel.mail.sealing import opened
from panel.minute_book.models import OpenedEarly
from panel.minutes.models import Confirmation
from panel.recommendations.models import Recommendation
from tests.accounts.people import PASSWORD, an_officer, sign_in
from tests.builders import a_meeting, an_entry, minutes_of
from tests.officers import signed_in, the_meeting
from tests.sheets.kit import SHEET, a_meeting_that_rose, post
from tests.sheets.test_sheet import with_people
from tests.sitting.exempt import ITEM, MARK, plant, public_answers, words_of
from tests.sitting.kit import ROOM
from tests.writing_up.kit import links

DAY = "2026-03-19"
DESK = f"/desk/larkshire/{DAY}"
PUBLIC = f"/meetings/larkshire/{DAY}"
SAID = "To note the update"


def planted(app: Flask, officer: FlaskClient) -> None:
    """Hold the meeting with exempt entries of every kind; send its sheet, open its draft and send that round."""
    with_people(app)
    with app.app_context():
        plant(the_meeting(DAY), minutes_of(the_meeting(DAY), rose=None))
        db.session.commit()
    a_meeting_that_rose(officer)
    assert post(officer, SHEET).status_code == 303
    until = {"until-day": "1", "until-month": "4", "until-year": "2026"}
    sent = post(officer, f"{DESK}/minutes/circulate", others="Una Marsh, una@larkshire.example", seen="0", **until)
    assert sent.status_code == 303
    assert post(officer, f"{DESK}/minutes/open").status_code == 303


@pytest.mark.parametrize("stage", ["draft", "confirmed"])
def test_no_public_page_feed_or_file_has_it(stage: str, app: Flask, officer: FlaskClient):
    planted(app, officer)
    if stage == "confirmed":
        with app.app_context():
            later = a_meeting(the_meeting(DAY).body, date(2026, 3, 20))
            an_entry(Confirmation, minutes_of(later), earlier=date(2026, 3, 19))
            for row in db.session.scalars(select(OpenedEarly)):
                db.session.delete(row)
            db.session.commit()
    answers = {at: words_of(said) for at, said in public_answers(app, DAY)}
    wanted = {PUBLIC, f"{PUBLIC}/minutes", f"{PUBLIC}/minutes.pdf", f"{PUBLIC}/minutes.docx"}
    wanted |= {f"{PUBLIC}/decisions", f"{PUBLIC}/decisions.pdf", "/members/attendance/larkshire"}
    assert wanted <= answers.keys(), "they were read"
    assert [at for at in sorted(wanted) if SAID not in answers[at]] == ["/members/attendance/larkshire"]
    anybody = app.test_client()
    for at in (f"{PUBLIC}/minutes{form}?which=exempt" for form in ("", ".pdf", ".docx", f"/{ITEM}", f"/{ITEM}.pdf")):
        answers[at] = words_of(anybody.get(at).data)
    assert f"{PUBLIC}/minutes/{ITEM}.docx" in answers, "extracts, too"

    assert [at for at, said in answers.items() if MARK in said] == []


def test_no_e_mail_has_it_and_no_link_to_a_draft_without_the_exempt_part(app: Flask, officer: FlaskClient):
    planted(app, officer)
    with app.app_context():
        letters = [opened(row.sealed) for row in db.session.scalars(select(Message))]
        assert len(letters) == 3, "the sheet to a member and the office, the draft to somebody"
        assert [each.text for each in letters if MARK in each.text + each.html] == []
        assert [row.id for row in db.session.scalars(select(Recommendation)) if MARK in str(vars(row))] == []
    (link,) = links(app)
    page = app.test_client().get(link).text
    assert SAID in page
    assert MARK not in page


def test_only_officers_open_the_pages_that_have_it(app: Flask, officer: FlaskClient):
    planted(app, officer)
    with app.app_context():
        an_officer(email="eve@larkshire.example", name="Eve", role=Role.CONTRIBUTOR, serves_all=False)
        db.session.commit()
    stranger = app.test_client()
    assert sign_in(stranger, email="eve@larkshire.example", password=PASSWORD).status_code == 303
    pages = [
        ROOM,
        f"{DESK}/irregular",
        f"{DESK}/minutes",
        f"{DESK}/minutes/preview?which=exempt",
        SHEET,
        f"{DESK}/brief",
    ]
    pages += [f"{DESK}/minutes.pdf?which=exempt", "/papers/larkshire/2026-03-19/decisions"]
    for client in (app.test_client(), stranger):
        for at in pages:
            answer = client.get(at)
            assert answer.status_code in (302, 303, 403, 404), at
            assert MARK not in words_of(answer.data)
    assert MARK in signed_in(app).get(f"{DESK}/minutes/preview?which=exempt").text
