"""Members join and leave in the browser, and what that does to quorum, veto and composition is shown before."""

from __future__ import annotations

from datetime import date

import pytest
from flask import Flask
from flask.testing import FlaskClient

from panel.audit.models import AuditEntry
from panel.extensions import db
from panel.members.models import Appointment, Authority, Member
from panel.members.rules import may_be_appointed, may_end, may_take_office
from tests.accounts.people import send
from tests.builders import a_member
from tests.desk.pages import text, the_panel, words
from tests.public.site import statements

MEMBERS = "/desk/larkshire/members"
GROUP = "/desk/larkshire-budget/members"
WREN = {"name": "Councillor Ivy Wren", "kind": "councillor", "authority": "Wren Borough Council", "office": ""}


def on(written: str, name: str = "since") -> dict[str, str]:
    return dict(zip((f"{name}-day", f"{name}-month", f"{name}-year"), written.split(), strict=True))


def said(client: FlaskClient, address: str, **fields: str) -> str:
    return words(send(client, address, **fields).get_data(as_text=True))


def seat_of(app: Flask, name: str, slug: str = "larkshire") -> Appointment:
    with app.app_context():
        rows = db.session.query(Appointment).join(Member).filter(Member.name == name).order_by(Appointment.id)
        return [row for row in rows if row.body.slug == slug][-1]


def trail(app: Flask, *verbs: str) -> list[str]:
    with app.app_context():
        rows = db.session.query(AuditEntry).filter(AuditEntry.verb.in_(verbs)).order_by(AuditEntry.id)
        assert all("Imogen Vale" in row.actor for row in rows)
        return [f"{row.verb}: {row.subject}" for row in rows]


def test_the_page_says_who_sits_on_a_body_and_what_follows(officer: FlaskClient):
    page = text(officer, MEMBERS)
    assert "Councillor Ada Finch Chair" in page
    assert "Omar Reed co-opted" in page
    assert "Votes for a veto Two of the three who are members on 12 March 2026" in page
    assert "Authorities that appoint members Larkshire County Council" in page


def test_a_member_joins_after_a_look_at_the_thresholds(site: Flask, officer: FlaskClient):
    look = said(officer, f"{MEMBERS}/new", **WREN, **on("1 4 2026"))
    assert "Councillor Ivy Wren becomes a member from Wednesday 1 April 2026." in look
    assert "Wren Borough Council is recorded as an authority that appoints members." in look
    before, after = look.split("With it")
    assert "Two of the three who are members on 1 April 2026" in before
    assert "Three of the four who are members on 1 April 2026" in after
    assert trail(site, "enrol") == []
    answer = send(officer, f"{MEMBERS}/new", **WREN, **on("1 4 2026"), confirm="1")
    assert (answer.status_code, answer.location) == (303, MEMBERS)
    page = text(officer, MEMBERS)
    assert "has a seat on Larkshire Police and Crime Panel from Wednesday 1 April 2026. Undo" in page
    assert "Who joins later Councillor Ivy Wren Wren Borough Council Since Wednesday 1 April 2026" in page
    assert trail(site, "name authority", "enrol", "appoint") == [
        "name authority: body larkshire",
        "enrol: member of larkshire: Councillor Ivy Wren",
        "appoint: member of larkshire: Councillor Ivy Wren",
    ]


def test_an_authority_that_is_nearly_one_on_record_is_asked_about_before_it_is_recorded(officer: FlaskClient):
    fields = {**WREN, "authority": "Larkshire District Council", **on("1 4 2026")}
    assert "Did you mean Larkshire County Council?" in said(officer, f"{MEMBERS}/new", **fields)


def test_a_double_click_enrols_a_member_once(site: Flask, officer: FlaskClient):
    for _ in range(2):
        assert send(officer, f"{MEMBERS}/new", **WREN, **on("1 4 2026"), confirm="1").status_code == 303
    assert len(trail(site, "enrol")) == 1


def test_a_known_authority_is_not_recorded_twice(site: Flask, officer: FlaskClient):
    fields = {**WREN, "authority": "Larkshire County Council", **on("1 4 2026")}
    assert "is recorded as an authority" not in said(officer, f"{MEMBERS}/new", **fields)
    send(officer, f"{MEMBERS}/new", **fields, confirm="1")
    with site.app_context():
        assert db.session.query(Authority).count() == 1


@pytest.mark.parametrize(
    ("typed", "says"),
    [
        pytest.param({"name": ""}, "Enter the member’s name.", id="no name"),
        pytest.param({"authority": ""}, "Enter the authority that appoints the councillor.", id="no authority"),
        pytest.param({"name": "councillor ada finch"}, "is a member of this panel already", id="known"),
        pytest.param(on("31 2 2026"), "First day must be a real date", id="no such day"),
        pytest.param({"kind": "mayor"}, "Not a valid choice", id="no such kind"),
    ],
)
def test_a_mistake_is_told_at_its_field_and_what_was_typed_is_kept(
    typed: dict[str, str], says: str, site: Flask, officer: FlaskClient
):
    page = send(officer, f"{MEMBERS}/new", **WREN | typed, confirm="1").get_data(as_text=True)
    assert "<title>Error: " in page
    assert says in words(page)
    assert 'value="' + (WREN | typed)["name"] in page
    assert trail(site, "enrol") == []


def test_an_independent_member_has_no_authority(site: Flask, officer: FlaskClient):
    send(officer, f"{MEMBERS}/new", **{**WREN, "kind": "independent", "name": "Ivy Wren"}, confirm="1")
    with site.app_context():
        assert db.session.query(Member).filter_by(name="Ivy Wren").one().authority is None


def test_a_seat_ends_after_a_look_and_the_end_is_taken_back(site: Flask, officer: FlaskClient):
    address = f"{MEMBERS}/{seat_of(site, 'Councillor Ada Finch').id}"
    until = on("31 3 2026", "until")
    look = said(officer, address, **until)
    assert "Councillor Ada Finch leaves: Tuesday 31 March 2026 is the last day." in look
    assert "The office of Chair is vacant from the next day." in look
    assert "Two of the two who are members on 1 April 2026" in look.split("With it")[1]
    send(officer, address, **until, confirm="1")
    assert "The seat of Councillor Ada Finch ends with Tuesday 31 March 2026. Undo" in text(officer, MEMBERS)
    assert seat_of(site, "Councillor Ada Finch").until == date(2026, 3, 31)
    send(officer, address, reopen="1")
    assert seat_of(site, "Councillor Ada Finch").until is None
    assert len(trail(site, "amend appointment")) == 2


def test_a_new_chair_ends_the_office_of_the_former_and_both_stay_on_record(site: Flask, officer: FlaskClient):
    address = f"{MEMBERS}/{seat_of(site, 'Councillor Ravi Linnet').id}"
    fields = {"office": "Chair", **on("21 5 2026", "from_day")}
    look = said(officer, address, **fields)
    assert "Councillor Ravi Linnet is Chair from Thursday 21 May 2026." in look
    assert "Councillor Ada Finch is Chair until the day before, and stays a member." in look
    assert "Quorum, veto and composition stay as they are." in look
    assert send(officer, address, **fields, confirm="1").status_code == 303
    with site.app_context():
        rows = db.session.query(Appointment).filter_by(body_id=the_panel().id).order_by(Appointment.id)
        found = {(row.member.name.split()[-1], row.office, row.since, row.until) for row in rows}
    day, eve = date(2026, 5, 21), date(2026, 5, 20)
    assert found >= {
        ("Finch", "Chair", None, eve),
        ("Finch", "", day, None),
        ("Linnet", "", None, eve),
        ("Linnet", "Chair", day, None),
    }
    assert "Councillor Ravi Linnet has that office already." in said(
        officer, f"{MEMBERS}/{seat_of(site, 'Councillor Ravi Linnet').id}", **fields
    )


@pytest.mark.parametrize("office", ["Chair", "Vice-Chair"])
def test_whoever_joins_with_an_office_takes_it_over(office: str, site: Flask, officer: FlaskClient):
    send(officer, f"{MEMBERS}/new", **{**WREN, "office": office}, **on("1 4 2026"), confirm="1")
    later = {**WREN, "name": "Councillor Jon Martin", "office": office}
    look = said(officer, f"{MEMBERS}/new", **later, **on("1 5 2026"))
    assert f"Councillor Ivy Wren is {office} until the day before, and stays a member." in look
    send(officer, f"{MEMBERS}/new", **later, **on("1 5 2026"), confirm="1")
    with site.app_context():
        rows = db.session.query(Appointment).filter_by(body_id=the_panel().id, office=office)
        found = {row.member.name.split()[-1] for row in rows if row.held_on(date(2026, 5, 1))}
    assert found == {"Martin"}


def test_a_working_group_takes_its_members_from_the_panel(site: Flask, officer: FlaskClient):
    with site.app_context():
        member = str(db.session.query(Member).filter_by(name="Councillor Ravi Linnet").one().id)
    assert "Councillor Ravi Linnet takes a seat." in said(officer, f"{GROUP}/appoint", member=member, office="")
    for _ in range(2):
        assert send(officer, f"{GROUP}/appoint", member=member, office="", confirm="1").location == GROUP
    assert len(trail(site, "appoint")) == 1
    again = said(officer, f"{GROUP}/appoint", member=member, office="", **on("1 4 2026"))
    assert "Councillor Ravi Linnet has a seat there already." in again
    assert officer.get(f"{GROUP}/new").status_code == 404


def test_a_seat_recorded_in_error_is_withdrawn(site: Flask, officer: FlaskClient):
    address = f"{MEMBERS}/{seat_of(site, 'Omar Reed').id}"
    send(officer, address, withdraw="1")
    assert "The seat of Omar Reed is withdrawn, as recorded in error." in text(officer, MEMBERS)
    assert officer.get(address).status_code == 404
    assert trail(site, "withdraw appointment") == ["withdraw appointment: member of larkshire: Omar Reed"]


@pytest.mark.parametrize(
    ("fields", "says"),
    [
        pytest.param(on("x 1 2026", "until"), "Last day must be a real date", id="no day"),
        pytest.param({}, "Enter the last day of the seat.", id="nothing"),
        pytest.param({"office": "Chair"}, "Enter the first day with this office.", id="an office without a day"),
    ],
)
def test_a_wrong_change_of_a_seat_is_told(fields: dict[str, str], says: str, site: Flask, officer: FlaskClient):
    page = send(officer, f"{MEMBERS}/{seat_of(site, 'Omar Reed').id}", **fields).get_data(as_text=True)
    assert "<title>Error: " in page
    assert words(page).count(says) == 2


def test_an_authority_is_added_once(site: Flask, officer: FlaskClient):
    send(officer, "/desk/larkshire/authorities/new", name="Wren Borough Council")
    assert "Wren Borough Council appoints members to this panel." in text(officer, MEMBERS)
    assert "is recorded already" in said(officer, "/desk/larkshire/authorities/new", name="Wren Borough Council")
    assert trail(site, "name authority") == ["name authority: body larkshire"]


@pytest.mark.parametrize("address", [f"{MEMBERS}/99", f"{MEMBERS}/99999999999", "/desk/nowhere/members"])
def test_what_is_not_there_is_not_found(address: str, officer: FlaskClient):
    assert officer.get(address).status_code == 404


def test_a_seat_of_another_body_is_not_found(site: Flask, officer: FlaskClient):
    assert officer.get(f"{GROUP}/{seat_of(site, 'Councillor Ravi Linnet').id}").status_code == 404


START, END = date(2025, 5, 1), date(2026, 5, 1)


@pytest.mark.parametrize(
    ("ruling", "allowed"),
    [
        (may_be_appointed("Ada", None, []), True),
        (may_be_appointed("Ada", date(2026, 5, 2), [(START, END)]), True),
        (may_be_appointed("Ada", END, [(START, END)]), False),
        (may_be_appointed("Ada", None, [(START, END)]), False),
        (may_be_appointed("Ada", END, [(None, None)]), False),
        (may_end(START, START), True),
        (may_end(None, START), True),
        (may_end(END, START), False),
        (may_take_office(START, START), True),
        (may_take_office(END, START), False),
    ],
)
def test_who_may_take_a_seat_and_when_it_may_end(ruling, allowed: bool):
    assert bool(ruling) is allowed


def test_the_members_are_read_as_often_however_many_there_are(site: Flask, officer: FlaskClient):
    asked = []
    for first, count in ((1, 1), (2, 6)):
        with site.app_context():
            for number in range(first, first + count):
                a_member(the_panel(), f"Councillor {number}", number + 10)
            db.session.commit()
        with statements(site) as recorded:
            assert officer.get(MEMBERS).status_code == 200
        asked.append(len(recorded))
    assert asked[0] == asked[1]
