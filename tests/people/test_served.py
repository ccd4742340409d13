"""An officer of one panel has its pages and lists, and nothing of another."""

from __future__ import annotations

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from panel import mail
from panel.accounts.keys import feed_key
from panel.accounts.queries import user_addressed
from panel.accounts.rules import Role
from panel.extensions import db
from panel.mail.models import Message, MessageState
from panel.papers.models import Paper
from tests.accounts.people import an_officer, send, sign_in
from tests.desk.pages import text
from tests.people.conftest import LARK

WREN = "Wrenshire"
LISTS = pytest.mark.parametrize(
    "address",
    [
        "/desk/",
        "/desk/check",
        "/desk/check?year=2026",
        "/desk/work-out",
        "/desk/bodies",
        "/desk/bodies/new",
        "/desk/mail/",
        "/desk/people/",
    ],
)


@LISTS
def test_lists_show_the_bodies_served_and_no_others(address: str, officer: FlaskClient, lark: FlaskClient):
    assert WREN not in lark.get(address).text
    assert lark.get(address).status_code == 200


@pytest.mark.parametrize("address", ["/desk/", "/desk/check"])
def test_an_officer_who_serves_every_body_sees_all_in_the_lists(address: str, officer: FlaskClient):
    assert WREN in officer.get(address).text


@pytest.mark.parametrize("rest", ["2026-03-19/", "2026-03-19/check", "2026-03-19/dates/notice", "year/2026", "days"])
def test_the_pages_of_a_body_are_for_who_serves_it(rest: str, officer: FlaskClient, lark: FlaskClient):
    assert officer.get(f"/desk/wrenshire/{rest}").status_code == 200
    assert lark.get(f"/desk/wrenshire/{rest}").status_code == 404
    assert lark.get(f"/desk/larkshire/{rest}").status_code == 200


def test_a_panels_working_group_comes_with_it(lark: FlaskClient):
    assert lark.get("/desk/larkshire-budget/2026-04-16/").status_code == 200


def test_another_panels_paper_is_not_found_by_its_number(site: Flask, officer: FlaskClient, lark: FlaskClient):
    with site.app_context():
        papers = {paper.title: paper.id for paper in db.session.scalars(select(Paper))}
    theirs, own = (f"/desk/papers/{papers[title]}.pdf" for title in ("Precept report", "Force responses"))
    assert officer.get(theirs).status_code == 200
    assert lark.get(theirs).status_code == 404
    assert lark.get(own).status_code == 200


def test_the_private_calendar_holds_the_dates_of_the_bodies_served(site: Flask, client: FlaskClient):
    with site.app_context():
        keys = [feed_key(user_addressed(email)) for email in (LARK, "imogen.vale@larkshire.example")]
    some, everything = (client.get(f"/desk/dates/{key}.ics").text for key in keys)
    assert WREN in everything
    assert WREN not in some
    assert "Larkshire" in some


def test_e_mail_is_shown_to_who_serves_what_it_is_about(site: Flask, officer: FlaskClient, lark: FlaskClient):
    subjects = {
        "meeting larkshire 2026-03-19": True,
        "member of larkshire: Councillor Ada Finch": True,
        "body larkshire-budget": True,
        f"account {LARK}": True,
        "meeting wrenshire 2026-03-19": False,
        "meeting larkshire-north 2026-03-19": False,
        "account imogen.vale@larkshire.example": False,
    }
    with site.app_context():
        for about in subjects:
            sent = mail.send("ada@larkshire.example", about, "invitation", about, name="", link="", until="")
            sent.state = MessageState.FAILED
        db.session.commit()
        numbers = {row.about: row.id for row in db.session.scalars(select(Message))}
    page = text(lark, "/desk/mail/")
    for about, shown in subjects.items():
        assert (f"{about} To" in page) is shown, about
        address = f"/desk/mail/{numbers[about]}"
        assert lark.get(address).status_code == (200 if shown else 404)
        if not shown:
            for verb in ("again", "settle"):
                assert send(lark, f"{address}/{verb}", page="/account").status_code == 404
    assert "4 e-mails did not go" in text(lark, "/desk/")
    assert "7 e-mails did not go" in text(officer, "/desk/")


@pytest.fixture
def client(site: Flask) -> FlaskClient:
    """A calendar program."""
    return site.test_client()


def test_who_serves_nothing_is_told_whom_to_ask(site: Flask, client: FlaskClient):
    with site.app_context():
        an_officer(email="new@larkshire.example", serves_all=False)
        db.session.commit()
    sign_in(client, email="new@larkshire.example")
    assert "Ask another officer" in text(client, "/desk/")


def test_a_contributor_begins_at_what_they_are_asked_for(site: Flask, client: FlaskClient):
    with site.app_context():
        an_officer(email="author@larkshire.example", name="An Author", role=Role.CONTRIBUTOR, serves_all=False)
        db.session.commit()
    assert sign_in(client, email="author@larkshire.example").location == "/asked/"
    assert "You are here as Contributor" in text(client, "/account")
    for address in ("/desk/", "/papers/", "/desk/larkshire/2026-03-19/"):
        assert client.get(address).status_code == 404


def test_no_name_of_a_body_opens_the_mail_of_others(site: Flask, lark: FlaskClient):
    with site.app_context():
        mail.send(
            "boss@larkshire.example", "x", "invitation", "account boss@larkshire.example", name="", link="", until=""
        )
        db.session.commit()
        number = db.session.scalars(select(Message.id)).one()
    send(lark, "/desk/bodies/new", of="larkshire", name="Account", slug="account", nation="England")
    assert lark.get("/desk/account/set-up").status_code == 200
    assert lark.get(f"/desk/mail/{number}").status_code == 404


def test_who_serves_named_bodies_sets_up_working_groups_and_no_panel(site: Flask, lark: FlaskClient):
    refused = send(lark, "/desk/bodies/new", of="panel", name="Finchshire Panel", nation="England")
    assert "You serve named bodies. Choose the panel whose working group it is." in refused.text
    assert send(lark, "/desk/bodies/new", of="larkshire", name="Estates", nation="England").status_code == 303
    assert lark.get("/desk/larkshire-estates/set-up").status_code == 200
    assert "Set up a panel" not in lark.get("/desk/bodies").text
