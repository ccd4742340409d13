"""Who has opened what was published, and what an officer sees of it before and after a withdrawal."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
import time_machine
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from panel.despatch.models import Reading
from panel.extensions import db
from panel.packs.kept import still_out
from panel.packs.models import Publication, Withdrawal
from panel.packs.published import Gone
from panel.papers.models import Paper
from tests.accounts.people import send, sign_in
from tests.desk.pages import text, words
from tests.despatch.conftest import ADA
from tests.packs.published import DAY, PUBLIC, the_item
from tests.public.site import statements

pytestmark = pytest.mark.xdist_group("publishing")

WITHDRAW = f"/desk/larkshire/{DAY}/withdraw"
PAPERS = f"/papers/larkshire/{DAY}/"
REASON = "It names a witness."


@pytest.fixture
def member(app: Flask) -> FlaskClient:
    client = app.test_client()
    assert sign_in(client, email=ADA).status_code == 303
    return client


def number(app: Flask, title: str) -> str:
    with app.app_context():
        return str(db.session.scalars(select(Paper.id).where(Paper.title == title)).one())


def readings(app: Flask) -> list[tuple[str, str]]:
    with app.app_context():
        return [(row.user.email, row.what) for row in db.session.scalars(select(Reading).order_by(Reading.id))]


def test_each_file_that_a_member_opens_is_kept_once_with_its_first_time_and_its_last(app: Flask, member: FlaskClient):
    letter = f"{PAPERS}{number(app, 'Letter to the Commissioner')}.pdf"
    for _ in range(2):
        assert member.get(letter).status_code == 200
        assert member.get(f"{PAPERS}pack.pdf").status_code == 200
    assert readings(app) == [(ADA, "Item 3, Appendix A1: Letter to the Commissioner"), (ADA, "The whole pack")]
    with time_machine.travel(datetime(2026, 3, 9, 9, 30, tzinfo=UTC)):
        member.get(letter)
    with app.app_context():
        row = db.session.scalars(select(Reading).order_by(Reading.id)).first()
        assert (row.last_at - row.first_at).seconds // 60 >= 29
        assert row.first_page == row.last_page


def test_what_an_officer_opens_is_kept_and_the_public_stays_unknown(app: Flask, officer: FlaskClient):
    assert app.test_client().get(f"{PUBLIC}/agenda-pack.pdf").status_code == 200
    assert officer.get(f"/desk/larkshire/{DAY}/published/0/public.pdf").status_code == 200
    assert readings(app) == [("imogen.vale@larkshire.example", "Agenda")]


def test_a_file_is_given_where_another_piece_of_it_is_fetched_in_the_same_moment(app: Flask, member: FlaskClient):
    with statements(app) as told:
        member.get(f"{PAPERS}pack.pdf")
        asked = len(told)
        member.get(f"{PAPERS}pack.pdf")
    assert len(told) - asked < asked, "the second piece writes nothing"


def test_what_goes_and_who_has_it_is_shown_before_anything_is_withdrawn(
    app: Flask, officer: FlaskClient, member: FlaskClient
):
    letter = number(app, "Letter to the Commissioner")
    member.get(f"{PAPERS}{letter}.pdf")
    shown = words(send(officer, WITHDRAW, what=letter, reason=REASON).text)
    assert "Nothing is withdrawn yet." in shown
    assert "Agenda: 1 page, in it and in the whole pack Page " in shown
    assert "Item 3, Appendix A1: Letter to the Commissioner" in shown
    assert "Opened by: Councillor Ada Finch, ada.finch@ larkshire.example: Item 3, Appendix A1" in shown
    assert "Commissioner’s office, a link by e-mail to" in shown
    assert "Monitoring officer, 2 print copies by hand, not handed over yet" in shown
    assert "Councillor Ravi Linnet" not in shown, "nothing reached him"
    assert REASON in shown
    with app.app_context():
        assert db.session.scalars(select(Withdrawal)).all() == []
    assert app.test_client().get(f"{PUBLIC}/papers/3/appendix-a1.pdf").status_code == 200
    page = send(officer, WITHDRAW, what=letter, reason=REASON, change="1")
    assert f">{REASON}</textarea>" in page.text.replace("\n", "")


def test_confirmed_it_is_withdrawn_once_and_the_list_stays_with_it(
    app: Flask, officer: FlaskClient, member: FlaskClient
):
    letter = number(app, "Letter to the Commissioner")
    member.get(f"{PAPERS}{letter}.pdf")
    member.get(f"{PAPERS}{number(app, 'Force responses')}.pdf")
    for _ in range(2):  # a double click
        assert send(officer, WITHDRAW, what=letter, reason=REASON, confirm="1").status_code == 303
    with app.app_context():
        assert len(db.session.scalars(select(Withdrawal)).all()) == 1
    shown = text(officer, WITHDRAW)
    assert "Who has the original of Item 3, Appendix A1: Letter to the Commissioner Opened by: Councillor Ada" in shown
    assert "Who took a public copy is not recorded." in shown
    assert "Force responses" not in shown, "an exempt paper has no public page to withdraw"


def test_the_pages_that_go_are_shown_small(app: Flask, officer: FlaskClient):
    look = send(officer, WITHDRAW, what="pages", first="1", last="2", reason=REASON)
    assert look.text.count("<img ") == 2
    answer = officer.get(f"/desk/larkshire/{DAY}/published/0/1.png")
    assert (answer.status_code, answer.mimetype) == (200, "image/png")
    assert officer.get(f"/desk/larkshire/{DAY}/published/0/999.png").status_code == 404
    wrong = send(officer, WITHDRAW, what="pages", first="9", last="2", reason=REASON)
    assert "the first before the last" in words(wrong.text)


def test_a_withdrawal_asks_no_more_for_more_who_opened_it(app: Flask, officer: FlaskClient, member: FlaskClient):
    def asked() -> int:
        with statements(app) as told:
            assert officer.get(WITHDRAW).status_code == 200
        return len(told)

    send(officer, WITHDRAW, what="pages", first="1", last="2", reason=REASON, confirm="1")
    before = asked()
    member.get(f"{PAPERS}pack.pdf")
    send(officer, WITHDRAW, what="pages", first="3", last="4", reason=REASON, confirm="1")
    assert asked() == before


def test_what_is_off_the_agenda_says_on_the_desk_how_it_is_still_out(app: Flask, officer: FlaskClient):
    with app.app_context():
        item = the_item("3")
        papers = {paper.title: paper for paper in db.session.scalars(select(Paper).where(Paper.item_id == item.id))}
        papers["Letter to the Commissioner"].withdrawn = True
        the_item("6").withdrawn = True
        under = f"/desk/larkshire/{DAY}/agenda/{item.id}/papers"
        reply = str(papers["The Commissioner’s reply"].id)
        db.session.commit()
    send(officer, WITHDRAW, what=reply, reason=REASON, confirm="1")
    shown = text(officer, under)
    assert "Withdrawn here, still published, on page 11: the next supplement says so" in shown
    assert "Withdrawn from publication on Monday 9 March 2026" in shown
    agenda = text(officer, f"/desk/larkshire/{DAY}/agenda")
    assert "Complaints Withdrawn here, still published: the next supplement says so" in agenda


def test_what_a_supplement_said_to_be_withdrawn_keeps_its_number_and_pages():
    own = [{"edition": "public", "sha256": "a" * 64, "size": 1, "pages": 9, "papers": []}]
    whole = [own[0] | {"papers": [{"paper": 31, "document": 1, "first": 7, "last": 9}]}]
    item = {"id": 13, "report": "Withdrawn after publication; it was on pages 7 to 9", "papers": []}
    row = Publication(agenda={"items": [item]}, files=own, whole=whole)
    found = still_out(row, Gone({}))
    assert found.items[13].words == "Withdrawn after publication; it was on pages 7 to 9"
    assert found.papers[31].words == "Withdrawn after publication; it keeps pages 7 to 9"
    assert found.gone == {}
