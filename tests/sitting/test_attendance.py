"""Who is there is recorded by one click a seat, once each, and the quorum follows."""

from __future__ import annotations

from datetime import time

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from panel.audit.models import AuditEntry
from panel.extensions import db
from panel.meetings.models import Substitute
from panel.members.models import Member, MemberKind
from panel.minutes.models import Adjournment, Attendance, Exclusion, Minutes, Movement, Presence
from panel.papers.models import PaperAccess
from panel.procedure.models import RulesOfProcedure
from tests.builders import a_member, add, an_entry, minutes_of
from tests.officers import the_meeting
from tests.public.site import statements
from tests.sitting.kit import ROOM, sent

FINCH, LINNET, REED = "Councillor Ada Finch", "Councillor Ravi Linnet", "Omar Reed"


@pytest.fixture
def keys(app: Flask) -> dict[str, str]:
    """The key of each member's slip."""
    with app.app_context():
        return {row.name: f"seat-{row.id}" for row in db.session.scalars(select(Member))}


def recorded(app: Flask) -> list[Attendance]:
    """Give who is recorded."""
    with app.app_context():
        return list(db.session.scalars(select(Attendance).order_by(Attendance.id)))


def here(officer: FlaskClient, keys: dict[str, str], **standings: str) -> str:
    """Record how some are there; give what the page says of the quorum."""
    said = ""
    for name, standing in standings.items():
        key = next(key for full, key in keys.items() if name in full.casefold())
        answer = sent(officer, "seat", slip=key, version=0, item="1(1)", standing=standing)
        assert answer.status_code == 200, answer.text
        said = answer.json["parts"]["quorum"]
    return " ".join(said.split())


def test_every_seat_of_the_day_has_one_row(officer: FlaskClient, keys: dict[str, str]):
    page = officer.get(ROOM).text
    for name in (FINCH, LINNET, REED):
        assert page.count(f'data-seat="{keys[name]}"') == 1


def test_a_substitute_named_beforehand_has_a_row_that_says_for_whom(app: Flask, officer: FlaskClient):
    with app.app_context():
        meeting = the_meeting("2026-03-19")
        absent = db.session.scalars(select(Member).where(Member.name == FINCH)).one()
        wren = add(Member(panel_id=meeting.body_id, name="Councillor Ivy Wren", kind=MemberKind.COUNCILLOR))
        add(Substitute(meeting_id=meeting.id, absent_id=absent.id, member_id=wren.id))
        key = f"seat-{wren.id}"
        db.session.commit()
    assert f"substitute for {FINCH}" in officer.get(ROOM).text
    sent(officer, "seat", slip=key, version=0, standing="present")
    assert [(row.name, row.substitute_for) for row in recorded(app)] == [("Councillor Ivy Wren", FINCH)]


def test_a_row_clicked_twice_is_one_entry_and_a_second_thought_changes_it(
    app: Flask, officer: FlaskClient, keys: dict[str, str]
):
    first = sent(officer, "seat", slip=keys[FINCH], version=0, standing="present")
    sent(officer, "seat", slip=keys[FINCH], version=0, standing="present")
    sent(officer, f"seat/{first.json['number']}", slip=keys[FINCH], version=1, standing="remote")
    assert [(row.name, row.presence, row.remote, row.circle) for row in recorded(app)] == [
        (FINCH, Presence.PRESENT, True, "members")
    ]
    with app.app_context():
        trail = db.session.scalars(select(AuditEntry).where(AuditEntry.subject.startswith("attendance"))).all()
        assert [each.verb for each in trail] == ["enter", "amend"]


def test_a_second_officer_is_told_how_the_first_recorded_somebody(
    app: Flask, officer: FlaskClient, keys: dict[str, str]
):
    sent(officer, "seat", slip=keys[FINCH], version=0, standing="present")
    late = sent(officer, "seat", slip=keys[FINCH], version=0, standing="apologies")
    assert (late.status_code, late.json["theirs"]["presence"]) == (409, "present")


@pytest.mark.parametrize(
    "fields",
    [
        pytest.param({"slip": "seat-999999", "standing": "present"}, id="no seat there"),
        pytest.param({"slip": "", "standing": "present"}, id="no seat named"),
        pytest.param({"standing": "asleep"}, id="no such standing"),
    ],
)
def test_what_is_no_attendance_is_refused_at_its_field(
    fields: dict[str, str], app: Flask, officer: FlaskClient, keys: dict[str, str]
):
    answer = sent(officer, "seat", **{"slip": keys[FINCH], "version": 0} | fields)
    assert answer.status_code == 422
    assert recorded(app) == []


def test_who_was_there_came_and_went_is_public_even_while_the_public_is_out(
    app: Flask, officer: FlaskClient, keys: dict[str, str]
):
    with app.app_context():
        minutes = minutes_of(the_meeting("2026-03-19"), rose=None)
        out = {"items": ["5"], "paragraphs": [3], "outcome": "agreed", "out_at": time(11, 30)}
        an_entry(Exclusion, minutes, item="5", **out)
        db.session.commit()
    sent(officer, "seat", slip=keys[FINCH], version=0, standing="present")
    sent(officer, "movement", slip="m1", version=0, item="5", name=FINCH, moving="left", at="11.40am")
    page = sent(officer, "movement", slip="m2", version=0, item="5", name=LINNET, moving="arrived", script=False)
    assert page.status_code == 303, "it is not asked whether that may be public"
    sent(officer, "other", slip="o1", version=0, name="Una Marsh", circle="opcc")
    sent(officer, "opening", slip="opening", version=0, presided=FINCH, began="10.31am")
    sent(officer, "adjournment", slip="a1", version=0, item="5", adjourned_at="11.50am", reason="To read the report")
    assert [(row.name, row.access) for row in recorded(app)] == [
        (name, PaperAccess.PUBLIC) for name in (FINCH, LINNET, "Una Marsh")
    ]
    with app.app_context():
        assert db.session.scalars(select(Movement.access)).all() == [PaperAccess.PUBLIC] * 2
        assert db.session.scalars(select(Adjournment.access)).all() == [PaperAccess.PUBLIC]
    assert "This stands in the public minutes, though the public is excluded now." in officer.get(ROOM).text


def test_one_who_stands_in_unannounced_is_known_by_name(app: Flask, officer: FlaskClient):
    with app.app_context():
        meeting = the_meeting("2026-03-19")
        wren = add(Member(panel_id=meeting.body_id, name="Councillor Ivy Wren", kind=MemberKind.COUNCILLOR)).id
        db.session.commit()
    fields = {"slip": "k1", "version": 0, "name": "Councillor Ivy Wren", "substitute_for": LINNET}
    answer = sent(officer, "stand-in", **fields)
    assert f"substitute for {LINNET}" in answer.json["parts"]["others"]
    sent(officer, "stand-in", **fields)
    assert [(row.member_id, row.circle, row.remote) for row in recorded(app)] == [(wren, "members", False)]


def test_the_office_holder_and_the_proper_officer_are_offered_until_they_are_there(app: Flask, officer: FlaskClient):
    assert "Una Marsh, PCC, is here" in officer.get(ROOM).text
    answer = sent(
        officer,
        "other",
        slip="holder",
        version=0,
        name="Una Marsh",
        role="Police and Crime Commissioner",
        circle="opcc",
    )
    assert "Una Marsh, PCC, is here" not in answer.json["parts"]["others"]
    assert "Rufus Thorne, Head of Law, is here" in answer.json["parts"]["others"]
    assert [(row.name, row.circle) for row in recorded(app)] == [("Una Marsh", "opcc")]


def test_the_meeting_begins_under_who_presides(app: Flask, officer: FlaskClient):
    first = sent(officer, "opening", slip="opening", version=0, presided=FINCH, began="10.31am").json
    to = f"opening/{first['number']}"
    late = sent(officer, to, slip="opening", version=0, presided=REED, began="10.30am")
    assert late.status_code == 409, "from a page that was loaded before the first was saved"
    assert late.json["theirs"]["presided"] == FINCH
    with app.app_context():
        db.session.scalars(select(Minutes)).one().version += 1
        db.session.commit()
    assert f'value="{first["version"]}"' in officer.get(ROOM).text, "other things that happen are no other opening"
    sent(officer, to, slip="opening", version=first["version"], presided=LINNET, began="10.31am")
    assert officer.get(f"{ROOM}/{to}", headers={"Accept": "application/json"}).status_code == 404
    with app.app_context():
        minutes = db.session.scalars(select(Minutes)).one()
        assert (minutes.presided, minutes.began) == (LINNET, time(10, 31))
    assert sent(officer, f"opening/{first['number']}/withdraw").status_code == 404


def test_too_few_are_warned_of_once_the_meeting_has_begun(app: Flask, officer: FlaskClient, keys: dict[str, str]):
    quorum_of(app, 2)
    assert "Not quorate yet" in here(officer, keys, finch="present")
    said = sent(officer, "opening", slip="opening", version=0, presided=FINCH, began="10.30am").json["parts"]["quorum"]
    assert "Not quorate" in said
    assert 'role="status"' in said
    said = here(officer, keys, linnet="present")
    assert "Quorate" in said
    assert "2 of 2 needed" in said


def test_one_who_joins_remotely_does_not_count_and_the_page_says_why(
    app: Flask, officer: FlaskClient, keys: dict[str, str]
):
    quorum_of(app, 2)
    said = here(officer, keys, finch="present", linnet="remote")
    assert "1 of 2 needed" in said
    assert f"{LINNET} joins remotely, which does not count" in said
    assert "EWHC 1093" in said


def test_one_who_joins_remotely_counts_where_the_bodys_rules_say_so(
    app: Flask, officer: FlaskClient, keys: dict[str, str]
):
    quorum_of(app, 2, meetings={"remote": "counts"})
    said = here(officer, keys, finch="present", linnet="remote")
    assert "2 of 2 needed" in said
    assert "by the rules of procedure" in said


def test_quorum_is_lost_when_a_member_leaves_and_found_when_they_return(
    app: Flask, officer: FlaskClient, keys: dict[str, str]
):
    quorum_of(app, 2)
    here(officer, keys, finch="present", linnet="present")
    left = sent(officer, "movement", slip="m1", version=0, item="3", name="linnet", moving="left", at="11.20am")
    said = " ".join(left.json["parts"]["quorum"].split())
    assert "Quorum lost" in said
    assert "Since 11.20am, during item 3." in said
    assert f"{LINNET} left during item 3" in said
    back = sent(officer, "movement", slip="m2", version=0, item="3", name=LINNET, moving="returned", at="11.30am")
    assert "Quorum lost" not in back.json["parts"]["quorum"]
    with app.app_context():
        assert [row.member_id for row in db.session.scalars(select(Movement))] == [int(keys[LINNET][5:])] * 2


def test_one_who_arrives_late_was_present(app: Flask, officer: FlaskClient, keys: dict[str, str]):
    here(officer, keys, finch="apologies")
    sent(officer, "movement", slip="m1", version=0, item="2", name=FINCH, moving="arrived", at="10.50am")
    sent(officer, "movement", slip="m2", version=0, item="2", name=REED, moving="arrived", at="10.55am")
    assert [(row.name, row.presence) for row in recorded(app)] == [
        (FINCH, Presence.PRESENT),
        (REED, Presence.PRESENT),
    ]


def test_without_scripts_a_row_is_recorded_by_its_button(app: Flask, officer: FlaskClient, keys: dict[str, str]):
    answer = sent(officer, "seat", script=False, slip=keys[FINCH], version=0, item="3", standing="present")
    assert answer.status_code == 303
    assert len(recorded(app)) == 1


def test_a_page_of_many_members_asks_no_more_of_the_database(app: Flask, officer: FlaskClient, keys: dict[str, str]):
    here(officer, keys, finch="present")
    officer.get(ROOM)
    with statements(app) as few:
        officer.get(ROOM)
    with app.app_context():
        body = the_meeting("2026-03-19").body
        made = [a_member(body, f"Councillor {number}", 10 + number).id for number in range(6)]
        db.session.commit()
    for number in made:
        sent(officer, "seat", slip=f"seat-{number}", version=0, standing="present")
    with statements(app) as many:
        officer.get(ROOM)
    assert len(many) == len(few)


def quorum_of(app: Flask, count: int, **rules: object) -> None:
    """Give the body a quorum."""
    with app.app_context():
        meeting = the_meeting("2026-03-19")
        row = db.session.scalars(select(RulesOfProcedure).where(RulesOfProcedure.body_id == meeting.body_id)).one()
        row.rules = {**row.rules, "quorum": {"count": count}, **rules}
        db.session.commit()
