"""Rules of procedure in the browser: told in words, adopted from a day on after a look at what moves."""

from __future__ import annotations

from datetime import date, time
from fractions import Fraction

import pytest
from flask import Flask
from flask.testing import FlaskClient

from panel.audit.models import AuditEntry
from panel.extensions import db
from panel.folders.rules_written import write_rules
from panel.law.exemptions import Nation
from panel.procedure.models import RulesOfProcedure
from panel.procedure.queries import in_force
from panel.procedure.rules import Deadline, Participation, Procedure, may_adopt
from panel.procedure.telling import in_words
from tests.accounts.people import send
from tests.builders import RULES, a_meeting
from tests.desk.pages import text, the_panel, words
from tests.public.site import statements

RULES_PAGE = "/desk/larkshire/rules"
NEW = "/desk/larkshire/rules/new"
LATER = '[notice]\nclear_days = 7\n\n[quorum]\nfraction = "1/4"\n'
MAY = {"since-day": "1", "since-month": "5", "since-year": "2026"}


def said(client: FlaskClient, **fields: str) -> str:
    return words(send(client, NEW, **fields).get_data(as_text=True))


def adoptions(app: Flask) -> int:
    with app.app_context():
        return db.session.query(AuditEntry).filter_by(verb="adopt rules").count()


def test_the_rules_in_force_are_told_in_words_with_their_authority(officer: FlaskClient):
    page = text(officer, RULES_PAGE)
    assert "In force today From the beginning" in page
    assert "Notice The agenda is published at least five clear days before a meeting. Local Government Act 1972" in page
    assert "Quorum The rules set none. The body’s rules of procedure" in page
    assert "Questions, from 1 January 2018 Received by three working days before the meeting; one person puts" in page
    group = text(officer, "/desk/larkshire-budget/rules")
    assert "It follows the rules of Larkshire Police and Crime Panel, less what the public brings" in group
    assert "Questions" not in group


ENTRY = Participation("question", date(2026, 1, 1), None, Deadline("working days", 3, time(17)))


@pytest.mark.parametrize(
    ("rules", "tells"),
    [
        pytest.param(Procedure(notice_clear_days=7), "at least seven clear days", id="notice"),
        pytest.param(Procedure(notice_cut_off=time(17)), "Published after 5pm, it counts as", id="cut-off"),
        pytest.param(Procedure(quorum_count=4), "Four members must be present.", id="a number"),
        pytest.param(Procedure(quorum_fraction=Fraction(1, 4)), "A quarter of the members", id="a fraction"),
        pytest.param(Procedure(quorum_fraction=Fraction(2, 5)), "2/5 of the members", id="an odd fraction"),
        pytest.param(Procedure((ENTRY,)), "by 5pm on the day three working days before the meeting", id="working days"),
        pytest.param(Procedure(leave_the_room=True), "Who has an interest in a matter leaves the room.", id="leaving"),
        *(
            pytest.param(
                Procedure((Participation("petition", date(2026, 1, 1), None, Deadline(count, 2)),)), tells, id=count
            )
            for count, tells in (
                ("calendar days", "by two days before the meeting, weekends and holidays counted"),
                ("clear working days", "by the day that leaves two clear working days before the meeting"),
                ("working day at", "by the second working day before the meeting"),
                ("days before publication", "by two days before the agenda is published"),
            )
        ),
    ],
)
def test_a_rule_is_told_in_words(rules: Procedure, tells: str):
    assert any(tells in each.words for each in in_words(rules, Nation.ENGLAND))


def test_new_rules_begin_as_a_copy_of_those_in_force(officer: FlaskClient):
    page = officer.get(NEW).get_data(as_text=True)
    assert "[[participation]]" in page
    assert "n = 3" in page


def test_new_rules_are_looked_at_with_the_dates_that_move(site: Flask, officer: FlaskClient):
    look = said(officer, rules=LATER, **MAY)
    assert "rules from Friday 1 May 2026 What they change Nothing is kept yet." in look
    assert "What holds no more Notice The agenda is published at least five clear days" in look
    assert "What holds then Notice The agenda is published at least seven clear days" in look
    assert "A quarter of the members must be present." in look
    assert (
        "Meeting of Thursday 18 June 2026 Publish the agenda and its reports The body’s rules of procedure "
        "Until now Wednesday 10 June 2026 Then Monday 8 June 2026 Two days lost" in look
    )
    assert "Receive public questions in writing" in look
    assert "Lapses" in look
    assert "Meeting of Thursday 19 March 2026" not in look
    assert "17 September" not in look  # cancelled
    assert adoptions(site) == 0


def test_rules_are_adopted_once_and_the_earlier_ones_stay_on_record(site: Flask, officer: FlaskClient):
    for _ in range(2):
        assert send(officer, NEW, rules=LATER.replace("\n", "\r\n"), **MAY, confirm="1").location == RULES_PAGE
    assert adoptions(site) == 1
    page = text(officer, RULES_PAGE)
    assert "The rules are adopted from Friday 1 May 2026 on. Every date that hangs on them is counted anew." in page
    assert "From the beginning until Thursday 30 April 2026" in page
    assert "From Friday 1 May 2026, not in force yet Notice The agenda is published at least seven" in page
    assert "Monday 8 June 2026 Publish the agenda" in text(officer, "/desk/larkshire/2026-06-18/")
    with site.app_context():
        assert in_force(the_panel(), date(2026, 4, 30)).notice_clear_days is None
        assert in_force(the_panel(), date(2026, 5, 1)).quorum_fraction == Fraction(1, 4)


def test_rules_that_are_not_in_force_yet_can_be_replaced(site: Flask, officer: FlaskClient):
    send(officer, NEW, rules=LATER, **MAY, confirm="1")
    assert "They take the place of those that were adopted from the same day" in said(officer, rules="", **MAY)
    send(officer, NEW, rules="", **MAY, confirm="1")
    with site.app_context():
        assert db.session.query(RulesOfProcedure).filter_by(since=date(2026, 5, 1)).one().rules == {}


@pytest.mark.parametrize(
    ("fields", "says"),
    [
        pytest.param(
            {**MAY, "rules": "[notice]\nclear_day = 5\n"},
            "Line 2, [notice], key clear_day: The key “clear_day” is not known here.",
            id="an unknown key",
        ),
        pytest.param({**MAY, "rules": "[notice\n"}, "Line 1", id="not TOML"),
        pytest.param(
            {**MAY, "rules": '[quorum]\ncount = 4\nfraction = "1/4"\n'}, "The quorum is given twice.", id="twice"
        ),
        pytest.param({**MAY, "rules": "x = <b>\n"}, "This is not TOML", id="markup"),
        pytest.param({"rules": LATER}, "There are rules from the beginning already", id="no day"),
        pytest.param(
            {**MAY, "since-day": "31", "since-month": "4", "rules": LATER},
            "First day must be a real",
            id="no such day",
        ),
    ],
)
def test_a_mistake_is_told_with_its_line_and_what_was_typed_is_kept(
    fields: dict[str, str], says: str, site: Flask, officer: FlaskClient
):
    for confirm in ({}, {"confirm": "1"}):
        page = send(officer, NEW, **fields, **confirm).get_data(as_text=True)
        assert "<title>Error: " in page
        assert says in words(page)
        assert fields["rules"].split("\n")[0].replace("<", "&lt;").replace(">", "&gt;") in page
        assert "<b>" not in page
    assert adoptions(site) == 0


def test_every_mistake_is_told_at_once(officer: FlaskClient):
    told = said(officer, rules="[notice]\nclear_day = 5\n[quorum]\ncount = 0\n", **MAY)
    assert "Line 2" in told
    assert "Line 4" in told


TODAY, DAY = date(2026, 3, 12), date(2026, 5, 1)


@pytest.mark.parametrize(
    ("ruling", "allowed"),
    [
        pytest.param(may_adopt(None, TODAY, taken=False), True, id="the first"),
        pytest.param(may_adopt(None, TODAY, taken=True), False, id="a second from the beginning"),
        pytest.param(may_adopt(DAY, TODAY, taken=True), True, id="not in force yet"),
        pytest.param(may_adopt(TODAY, TODAY, taken=True), False, id="in force since today"),
        pytest.param(may_adopt(TODAY, TODAY, taken=False), True, id="from today on"),
    ],
)
def test_rules_in_force_are_not_overwritten(ruling, allowed: bool):
    assert bool(ruling) is allowed


def test_what_is_copied_says_the_same_when_it_is_adopted_again(officer: FlaskClient):
    look = said(officer, rules=write_rules(RULES), **MAY)
    assert "They say the same as those in force." in look
    assert "No date of a coming meeting moves." in look


def test_a_look_at_rules_asks_the_database_as_often_however_many_meetings_there_are(site: Flask, officer: FlaskClient):
    asked = []
    for first, count in ((1, 1), (2, 6)):
        with site.app_context():
            for number in range(first, first + count):
                a_meeting(the_panel(), date(2027, number, 28))
            db.session.commit()
        with statements(site) as recorded:
            assert send(officer, NEW, rules=LATER, **MAY).status_code == 200
        asked.append(len(recorded))
    assert asked[0] == asked[1]


def test_the_rules_of_an_unknown_body_are_not_found(officer: FlaskClient):
    for address in ("/desk/nowhere/rules", "/desk/nowhere/rules/new"):
        assert officer.get(address).status_code == 404
