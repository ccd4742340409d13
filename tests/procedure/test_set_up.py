"""A body is set up in the browser: its name and officers, whom it scrutinises, where it meets."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from datetime import date, time
from pathlib import Path

import pytest
import time_machine
from flask import Flask
from flask.testing import FlaskClient

from panel.audit.models import AuditEntry
from panel.extensions import db
from panel.law.exemptions import Nation
from panel.procedure.models import Body, BodyKind, OfficeHolder, Venue
from panel.procedure.rules import may_be_addressed, may_succeed
from tests.accounts.people import an_officer, send
from tests.builders import add
from tests.desk.pages import text, the_panel, words
from tests.officers import signed_in
from tests.public.records import TODAY
from tests.public.site import make_site, statements

NEW = "/desk/bodies/new"
SET_UP = "/desk/larkshire/set-up"


@pytest.fixture
def empty(tmp_path: Path) -> Iterator[Flask]:
    """A site without records, and its officer."""
    with time_machine.travel(TODAY):
        app = make_site(tmp_path)
        with app.app_context():
            an_officer()
            db.session.commit()
        yield app


def trail(app: Flask, verb: str) -> list[AuditEntry]:
    with app.app_context():
        return db.session.query(AuditEntry).filter_by(verb=verb).all()


def test_an_empty_desk_leads_to_a_panel_that_is_set_up(empty: Flask):
    client = signed_in(empty)
    assert f'href="{NEW}"' in client.get("/desk/").get_data(as_text=True)
    assert "No panel is recorded here yet." in text(client, "/desk/bodies")
    answer = send(client, NEW, of="panel", name="Wrenshire Police & Crime Panel", nation="Wales", usual_start="2pm")
    assert (answer.status_code, answer.location) == (303, "/desk/wrenshire-police-crime-panel/set-up")
    page = text(client, answer.location)
    assert "Wrenshire Police & Crime Panel is set up. Go on with what is not recorded yet." in page
    assert "Nation Wales Host authority Not recorded yet" in page
    assert "No coming meeting is arranged. Arrange meetings" in page
    with empty.app_context():
        made = db.session.query(Body).one()
        assert (made.kind, made.nation, made.usual_start) == (BodyKind.PANEL, Nation.WALES, time(14))
    (entry,) = trail(empty, "establish")
    assert "Imogen Vale" in entry.actor


def test_a_working_group_takes_after_its_panel(site: Flask, officer: FlaskClient):
    assert "A working group of Larkshire Police and Crime Panel" in text(officer, NEW)
    answer = send(officer, NEW, of="larkshire", name="Rural Crime Group", nation="Wales")
    assert answer.location == "/desk/larkshire-rural-crime-group/set-up"
    with site.app_context():
        made = db.session.query(Body).filter_by(slug="larkshire-rural-crime-group").one()
        assert (made.kind, made.parent_id, made.nation) == (BodyKind.WORKING_GROUP, the_panel().id, Nation.ENGLAND)
    assert "Working group of Larkshire Police and Crime Panel" in text(officer, answer.location)


@pytest.mark.parametrize(
    ("typed", "says"),
    [
        pytest.param({}, "Enter the name of the body.", id="no name"),
        pytest.param({"name": "Wren", "slug": "larkshire"}, "Another body has the address “larkshire”", id="taken"),
        pytest.param({"name": "Wren", "slug": "bodies"}, "is the address of a page of this site", id="reserved"),
        pytest.param({"name": "Wren", "slug": "The Wren"}, "small letters, figures and hyphens", id="no address"),
        pytest.param({"name": "!!!"}, "small letters, figures and hyphens", id="a name without letters"),
        pytest.param({"name": "Wren", "usual_start": "soon"}, "Usual start must be a time of day", id="no time"),
        pytest.param({"name": "Wren", "contact_email": "x"}, "Enter an e-mail address, such as", id="no e-mail"),
        pytest.param({"name": "x" * 201}, "Name: at most 200 characters.", id="too long"),
    ],
)
def test_a_mistake_is_told_at_its_field_and_what_was_typed_is_kept(
    typed: dict[str, str], says: str, site: Flask, officer: FlaskClient
):
    page = send(officer, NEW, of="panel", nation="England", **typed).get_data(as_text=True)
    assert "<title>Error: " in page
    assert words(page).count(says) == 2
    assert all(f'value="{value}"' in page for value in typed.values())
    assert trail(site, "establish") == []


@pytest.mark.parametrize(
    ("ruling", "allowed"),
    [
        (may_be_addressed("larkshire-2", taken=False), True),
        (may_be_addressed("larkshire", taken=True), False),
        (may_be_addressed("", taken=False), False),
        (may_be_addressed("-a", taken=False), False),
        (may_be_addressed("a/b", taken=False), False),
        (may_be_addressed("people", taken=False), False),
        (may_succeed(date(2024, 5, 9), date(2021, 5, 13)), True),
        (may_succeed(None, date(2021, 5, 13)), True),
        (may_succeed(date(2021, 5, 13), date(2021, 5, 13)), False),
    ],
)
def test_what_may_be_named_and_who_may_succeed(ruling, allowed: bool):
    assert bool(ruling) is allowed


def test_what_is_recorded_of_a_body_is_changed_and_its_address_stays(site: Flask, officer: FlaskClient):
    recorded = {
        "name": "Larkshire Panel",
        "nation": "England",
        "usual_start": "10am",
        "contact_name": "Democratic Services",
        "officer_name": "Rufus Thorne",
        "officer_title": "",
        "officer_address": "County Hall\r\n\r\n Larkford ",
    }
    assert send(officer, f"{SET_UP}/body", **recorded).location == SET_UP
    page = text(officer, SET_UP)
    assert "What is recorded of Larkshire Panel is changed." in page
    assert "Proper officer Rufus Thorne, County Hall, Larkford" in page
    (entry,) = trail(site, "amend")
    assert entry.detail["usual_start"] == ["10:30:00", "10:00:00"]
    send(officer, f"{SET_UP}/body", **recorded)
    assert len(trail(site, "amend")) == 1


def test_the_second_of_two_officers_is_told_what_the_first_changed(site: Flask, officer: FlaskClient):
    address, mine = f"{SET_UP}/body", {"name": "Larkshire Panel", "nation": "England", "usual_start": "10am"}
    shown = officer.get(address).get_data(as_text=True)
    seen = html.unescape(re.search(r'name="seen"[^>]*value="([^"]+)"', shown)[1])
    send(officer, address, **{**mine, "usual_start": "2pm", "officer_address": "Shire Hall\nLarkford"})
    refused = send(officer, address, **mine, officer_address="County Hall", seen=seen).get_data(as_text=True)
    assert "Somebody else has changed this meanwhile. Now it says: 2pm. Save again" in words(refused)
    assert "Now it says: Shire Hall, Larkford." in words(refused)
    assert 'value="10am"' in refused
    seen = html.unescape(re.search(r'name="seen"[^>]*value="([^"]+)"', refused)[1])
    assert send(officer, address, **mine, officer_address="County Hall", seen=seen).status_code == 303


def test_a_panel_that_changes_its_nation_takes_its_working_groups_along(site: Flask, officer: FlaskClient):
    send(officer, f"{SET_UP}/body", name="Larkshire Panel", nation="Wales", usual_start="10am")
    with site.app_context():
        assert {body.nation for body in db.session.query(Body)} == {Nation.WALES}


def test_a_successor_ends_the_office_of_the_one_before(site: Flask, officer: FlaskClient):
    address = f"{SET_UP}/office-holder"
    since = {"since-day": "7", "since-month": "5", "since-year": "2026"}
    send(officer, address, title="Police and Crime Commissioner", abbreviation="PCC", name="Ida Brook", **since)
    with site.app_context():
        first, second = db.session.query(OfficeHolder).order_by(OfficeHolder.id)
        assert (first.until, second.name, second.since) == (date(2026, 5, 6), "Ida Brook", date(2026, 5, 7))
    assert "until Wednesday 6 May 2026 Police and Crime Commissioner Una Marsh" in text(officer, address)
    early = send(officer, address, title="PCC", name="Owen Pike", **{**since, "since-year": "2025"})
    assert "That is not after the first day of the one who holds the office now." in words(early.get_data(as_text=True))
    assert send(officer, address, title="", name="").get_data(as_text=True).count("Enter the ") == 4


def test_a_venue_is_added_offered_changed_and_offered_no_more(site: Flask, officer: FlaskClient):
    assert send(officer, "/desk/larkshire/venues/new", name="Shire Hall", note="Hearing loop").location == SET_UP
    page = text(officer, SET_UP)
    assert "Shire Hall is a venue. Forms of meetings offer it. Undo" in page
    assert "Shire Hall Hearing loop Add a venue" in page
    offered = '<option value="Shire Hall">'
    assert offered in officer.get("/desk/larkshire/meetings/new").get_data(as_text=True)
    assert offered in officer.get("/desk/larkshire-budget/meetings/new").get_data(as_text=True)
    twice = send(officer, "/desk/larkshire/venues/new", name="Shire Hall")
    assert "“Shire Hall” is a venue of this body already." in words(twice.get_data(as_text=True))
    with site.app_context():
        address = f"/desk/larkshire/venues/{db.session.query(Venue).one().id}"
    send(officer, address, name="Old Shire Hall", note="Book early")
    assert "Old Shire Hall Book early" in text(officer, SET_UP)
    send(officer, address, withdraw="1")
    assert "Old Shire Hall is not offered any more." in text(officer, SET_UP)
    assert "Venues Not recorded yet" in text(officer, SET_UP)
    send(officer, "/desk/larkshire/venues/new", name="Old Shire Hall")
    with site.app_context():
        assert db.session.query(Venue).one().withdrawn is False
    assert [len(trail(site, verb)) for verb in ("offer venue", "amend venue", "withdraw venue")] == [2, 1, 1]


def test_a_venue_cannot_take_anothers_name(site: Flask, officer: FlaskClient):
    with site.app_context():
        one, _other = (add(Venue(body_id=the_panel().id, name=name)).id for name in ("Shire Hall", "The Annexe"))
        db.session.commit()
    page = send(officer, f"/desk/larkshire/venues/{one}", name="The Annexe").get_data(as_text=True)
    assert "“The Annexe” is a venue of this body already." in words(page)


@pytest.mark.parametrize(
    "address",
    [
        "/desk/nowhere/set-up",
        "/desk/nowhere/set-up/body",
        "/desk/larkshire/venues/77",
        "/desk/larkshire/venues/99999999999",
        "/desk/larkshire-budget/venues/new",
        "/desk/larkshire-budget/set-up/office-holder",
    ],
)
def test_what_is_not_there_is_not_found(address: str, officer: FlaskClient):
    assert officer.get(address).status_code == 404


def test_the_bodies_are_read_as_often_however_many_there_are(site: Flask, officer: FlaskClient):
    asked = []
    for first, count in ((1, 1), (2, 6)):
        with site.app_context():
            for number in range(first, first + count):
                parent = the_panel()
                add(Venue(body_id=parent.id, name=f"Hall {number}"))
                facts = {"kind": BodyKind.WORKING_GROUP, "nation": parent.nation, "parent_id": parent.id}
                add(Body(slug=f"group-{number}", name=f"Group {number}", **facts))
            db.session.commit()
        with statements(site) as recorded:
            for address in ("/desk/bodies", SET_UP):
                assert officer.get(address).status_code == 200
        asked.append(len(recorded))
    assert asked[0] == asked[1]
