"""Who outside a body is sent its agendas, kept in the browser."""

from __future__ import annotations

import html
from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from panel.audit.models import AuditEntry
from panel.extensions import db
from tests.accounts.people import send
from tests.desk.pages import text, words
from tests.officers import an_officers_site, signed_in
from tests.security.test_at_the_same_moment import just_before

LIST = "/desk/larkshire/despatch"
OFFICE = {
    "name": "Commissioner’s office",
    "circle": "office-holder’s office",
    "email": "office@larkshire-pcc.example",
    "copies": "",
    "way": "by post",
    "edition": "public",
    "entitled": "",
}


@pytest.fixture
def site(tmp_path: Path) -> Iterator[Flask]:
    with an_officers_site(tmp_path) as app:
        yield app


@pytest.fixture
def officer(site: Flask) -> FlaskClient:
    return signed_in(site)


@pytest.fixture(scope="module")
def untouched(tmp_path_factory: pytest.TempPathFactory) -> Iterator[FlaskClient]:
    """A browser on a site of which nothing is to change."""
    with an_officers_site(tmp_path_factory.mktemp("untouched")) as app:
        yield signed_in(app)


def trail(site: Flask) -> list[str]:
    with site.app_context():
        rows = db.session.scalars(
            select(AuditEntry).where(AuditEntry.verb.contains("despatch")).order_by(AuditEntry.id)
        )
        return [row.verb for row in rows]


def test_somebody_is_listed_changed_taken_off_and_put_back(site: Flask, officer: FlaskClient):
    assert "Nobody else is sent its agendas yet." in text(officer, LIST)
    assert send(officer, f"{LIST}/new", **OFFICE).status_code == 303
    assert "A link to the public edition, to office@ larkshire-pcc.example Public edition" in text(officer, LIST)
    changed = OFFICE | {"copies": "2", "edition": "restricted", "entitled": "Answers the exempt report"}
    assert send(officer, f"{LIST}/1", **changed).status_code == 303
    shown = text(officer, LIST)
    assert "2 print copies of the full edition, with exempt papers, by post: Answers the exempt report" in shown
    assert send(officer, f"{LIST}/1", do="take off").status_code == 303
    shown = text(officer, LIST)
    assert "is not sent what is published from now on. Undo" in shown
    assert send(officer, f"{LIST}/1", do="put back").status_code == 303
    assert "Exempt papers" in text(officer, LIST)
    assert trail(site) == ["list for despatch", "amend despatch", "take off despatch", "list for despatch"]


def test_one_who_was_taken_off_is_listed_anew_under_the_same_name(officer: FlaskClient):
    send(officer, f"{LIST}/new", **OFFICE)
    assert "is on the list already" in words(send(officer, f"{LIST}/new", **OFFICE).text)
    send(officer, f"{LIST}/1", do="take off")
    assert send(officer, f"{LIST}/new", **OFFICE | {"copies": "3"}).status_code == 303
    assert "3 print copies" in text(officer, LIST)


@pytest.mark.parametrize(
    ("wrong", "told"),
    [
        pytest.param({"name": " "}, "Enter their name.", id="no name"),
        pytest.param({"email": ""}, "Give an e-mail address, or how many print copies", id="neither"),
        pytest.param({"email": "nobody"}, "Enter an e-mail address, such as", id="no address"),
        pytest.param({"copies": "some"}, "in figures", id="no number"),
        pytest.param({"copies": "٣"}, "in figures", id="figures that nobody prints"),
        pytest.param({"edition": "restricted"}, "Exempt papers go to them on paper only", id="exempt by e-mail"),
        pytest.param({"edition": "restricted", "copies": "1"}, "Say what entitles them", id="exempt without a reason"),
        pytest.param({"circle": "member"}, "Not a valid choice", id="a member"),
    ],
)
def test_wrong_input_is_told_beside_its_field(wrong: dict[str, str], told: str, untouched: FlaskClient):
    answer = send(untouched, f"{LIST}/new", **OFFICE | wrong)
    assert answer.status_code == 200
    assert told in words(answer.text)
    assert "<title>Error: " in answer.text
    assert "Nobody else is sent its agendas yet." in text(untouched, LIST)


def test_a_second_save_is_told_what_the_first_changed(officer: FlaskClient, site: Flask):
    send(officer, f"{LIST}/new", **OFFICE)
    page = officer.get(f"{LIST}/1").text
    seen = page.split('name="seen"')[1].split('value="')[1].split('"')[0]
    send(officer, f"{LIST}/1", **OFFICE | {"copies": "5"})
    again = send(officer, f"{LIST}/1", **OFFICE | {"copies": "2", "seen": html.unescape(seen)})
    assert "Somebody else has changed this meanwhile. Now it says: 5." in words(again.text)


def test_of_two_who_list_somebody_at_once_one_is_told(site: Flask, officer: FlaskClient):
    other = signed_in(site)
    with just_before("before_flush", lambda: send(other, f"{LIST}/new", **OFFICE)):
        answer = send(officer, f"{LIST}/new", **OFFICE)
    assert "Somebody of that name is on the list already." in words(answer.text)
    assert trail(site) == ["list for despatch"]


def test_one_of_another_body_is_not_found(officer: FlaskClient):
    send(officer, f"{LIST}/new", **OFFICE)
    assert officer.get("/desk/larkshire-budget/despatch/1").status_code == 404
