"""Rules of procedure in the browser: told in words, adopted from a day on after a look at what moves."""

from __future__ import annotations

import re
from datetime import date, time
from fractions import Fraction
from io import BytesIO

import pytest
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from panel.audit.models import AuditEntry
from panel.extensions import db
from panel.folders.rules_written import write_rules
from panel.law.exemptions import Nation
from panel.procedure.models import DraftRules, RulesOfProcedure
from panel.procedure.queries import in_force
from panel.procedure.rules import Deadline, Participation, Procedure, may_adopt
from panel.procedure.telling import in_words
from tests.accounts.people import send
from tests.builders import RULES, a_meeting
from tests.desk.pages import text, the_panel, words
from tests.public.site import statements

RULES_PAGE = "/desk/larkshire/rules"
NEW = "/desk/larkshire/rules/new"
FILE, WHEN, CHANGES = f"{NEW}/file", f"{NEW}/when", f"{NEW}/changes"
LATER = '[notice]\nclear_days = 7\n\n[quorum]\nfraction = "1/4"\n'
MAY = {"since-day": "1", "since-month": "5", "since-year": "2026"}


def write(client: FlaskClient, rules: str, **when: str) -> None:
    """Write a draft as a file, and from when it holds."""
    assert send(client, FILE, rules=rules).status_code == 303
    if when:
        assert send(client, WHEN, **when).status_code == 303


def look(client: FlaskClient, rules: str = LATER, **when: str) -> str:
    """Look at what a draft changes."""
    write(client, rules, **when)
    return text(client, CHANGES)


def adopt(client: FlaskClient, rules: str = LATER, **when: str) -> TestResponse:
    """Adopt a draft after a look."""
    write(client, rules, **when)
    return confirm(client)


def confirm(client: FlaskClient) -> TestResponse:
    """Adopt the draft that the page of changes shows."""
    page = client.get(CHANGES).get_data(as_text=True)
    seen = re.search(r'name="seen" value="(\w+)"', page)
    assert seen
    return send(client, CHANGES, seen=seen[1])


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
        pytest.param(Procedure(notice_clear_days=3), "That is fewer than the five of the law (Local Gov", id="short"),
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


def test_new_rules_begin_as_a_copy_of_those_in_force(site: Flask, officer: FlaskClient):
    page = text(officer, NEW)
    assert "They begin as a copy of the rules in force" in page
    assert "Questions, from 1 January 2018 Received by three working days before the meeting" in page
    assert "First day Not said yet" in page
    assert "n = 3" in officer.get(FILE).get_data(as_text=True)
    assert "Questions" not in text(officer, "/desk/larkshire-budget/rules/new")
    with site.app_context():
        assert db.session.query(DraftRules).count() == 0


def test_new_rules_are_looked_at_with_the_dates_that_move(site: Flask, officer: FlaskClient):
    page = look(officer, **MAY)
    assert "rules from Friday 1 May 2026 What they change None of it is in force yet." in page
    assert "What ends Notice The agenda is published at least five clear days" in page
    assert "What begins Notice The agenda is published at least seven clear days" in page
    assert "A quarter of the members must be present." in page
    assert (
        "Meeting of Thursday 18 June 2026 Publish the agenda and its reports The body’s rules of procedure "
        "Until now Wednesday 10 June 2026 Then Monday 8 June 2026 Two days lost" in page
    )
    assert "Receive public questions in writing" in page
    assert "Lapses" in page
    assert "Meeting of Thursday 19 March 2026" not in page
    assert "17 September" not in page  # cancelled
    assert adoptions(site) == 0


def test_rules_are_adopted_once_and_the_earlier_ones_stay_on_record(site: Flask, officer: FlaskClient):
    assert adopt(officer, **MAY, minute="Annual meeting, minute 7").location == RULES_PAGE
    page = text(officer, RULES_PAGE)
    assert "The rules are adopted from Friday 1 May 2026 on. Every date that hangs on them is counted anew." in page
    assert "From the beginning until Thursday 30 April 2026" in page
    assert "From Friday 1 May 2026, not in force yet Adopted by: Annual meeting, minute 7 Notice" in page
    assert send(officer, CHANGES, page=NEW + "/log", seen="x").location == RULES_PAGE  # a double click
    assert adoptions(site) == 1
    assert "Monday 8 June 2026 Publish the agenda" in text(officer, "/desk/larkshire/2026-06-18/")
    with site.app_context():
        assert in_force(the_panel(), date(2026, 4, 30)).notice_clear_days is None
        assert in_force(the_panel(), date(2026, 5, 1)).quorum_fraction == Fraction(1, 4)
        assert db.session.query(DraftRules).count() == 0


def test_what_was_not_looked_at_is_not_adopted(site: Flask, officer: FlaskClient):
    write(officer, LATER, **MAY)
    seen = re.search(r'name="seen" value="(\w+)"', officer.get(CHANGES).get_data(as_text=True))
    assert seen
    write(officer, "[notice]\nclear_days = 8\n")
    page = words(send(officer, CHANGES, seen=seen[1]).get_data(as_text=True))
    assert "Somebody else has changed the draft meanwhile." in page
    assert "eight clear days" in page
    assert adoptions(site) == 0


def test_rules_that_are_not_in_force_yet_can_be_changed(site: Flask, officer: FlaskClient):
    adopt(officer, **MAY, minute="Minute 7")
    assert send(officer, NEW, page=RULES_PAGE, of="2026-05-01").location == NEW
    page = text(officer, NEW)
    assert "First day Friday 1 May 2026" in page
    assert "Adopted by Minute 7" in page
    write(officer, "")
    assert "Change these before they hold" not in text(officer, RULES_PAGE)
    assert send(officer, NEW, of="2026-05-01").location == NEW  # what is written meanwhile stays
    assert "They take the place of those that were adopted from the same day" in text(officer, CHANGES)
    confirm(officer)
    with site.app_context():
        row = db.session.query(RulesOfProcedure).filter_by(since=date(2026, 5, 1)).one()
        assert (row.rules, row.minute) == ({}, "Minute 7")


def test_rules_in_force_are_not_written_over(site: Flask, officer: FlaskClient):
    send(officer, NEW, page=f"{NEW}/log", of="2018-01-01")
    with site.app_context():
        assert db.session.query(DraftRules).count() == 0
    assert officer.get(CHANGES).location == WHEN


def test_a_draft_that_cannot_be_adopted_any_more_is_told_line_by_line(site: Flask, officer: FlaskClient):
    write(officer, LATER, **MAY)
    with site.app_context():
        db.session.query(DraftRules).one().rules = {"quorum": {"count": 4, "fraction": "1/4"}}
        db.session.commit()
    answer = officer.get(CHANGES)
    assert answer.location == FILE
    assert "The quorum is given twice." in text(officer, FILE)


def test_a_quorum_of_more_than_there_are_members_is_told_before_it_is_adopted(officer: FlaskClient):
    page = look(officer, "[quorum]\ncount = 40\n", **MAY)
    assert "To look at A quorum of 40 of three members on 1 May 2026: no meeting would reach it." in page
    assert "To look at" not in look(officer, "[quorum]\ncount = 3\n", **MAY)


def test_a_draft_is_dropped(site: Flask, officer: FlaskClient):
    write(officer, LATER, **MAY)
    assert "Go on with the new rules" in text(officer, RULES_PAGE)
    send(officer, NEW)
    assert "The draft is dropped." in text(officer, RULES_PAGE)
    assert "Write new rules" in text(officer, RULES_PAGE)
    with site.app_context():
        verbs = [row.verb for row in db.session.query(AuditEntry).order_by(AuditEntry.id)]
    assert verbs[-3:] == ["draft rules", "draft rules", "drop draft of rules"]


@pytest.mark.parametrize(
    ("rules", "says"),
    [
        pytest.param(
            "[notice]\nclear_day = 5\n",
            "Line 2, [notice], key clear_day: The key “clear_day” is not known here.",
            id="an unknown key",
        ),
        pytest.param("[notice\n", "Line 1", id="not TOML"),
        pytest.param('[quorum]\ncount = 4\nfraction = "1/4"\n', "The quorum is given twice.", id="twice"),
        pytest.param("x = <b>\n", "This is not TOML", id="markup"),
    ],
)
def test_a_mistake_is_told_with_its_line_and_what_was_typed_is_kept(rules: str, says: str, nothing_kept: FlaskClient):
    page = send(nothing_kept, FILE, rules=rules).get_data(as_text=True)
    assert "<title>Error: " in page
    assert says in words(page)
    assert rules.split("\n")[0].replace("<", "&lt;").replace(">", "&gt;") in page
    assert "<b>" not in page


def test_every_mistake_is_told_at_once(nothing_kept: FlaskClient):
    told = words(
        send(nothing_kept, FILE, rules="[notice]\nclear_day = 5\n[quorum]\ncount = 0\n").get_data(as_text=True)
    )
    assert "Line 2" in told
    assert "Line 4" in told


def test_a_file_that_is_sent_takes_the_place_of_what_is_typed(officer: FlaskClient):
    sent = (BytesIO(b"\xef\xbb\xbf[quorum]\r\ncount = 5\r\n"), "rules.toml")
    assert send(officer, FILE, rules="[quorum]\ncount = 4\n", file=sent).location == NEW
    assert "Five members must be present." in text(officer, NEW)


@pytest.mark.parametrize(
    ("fields", "says"),
    [
        pytest.param({}, "There are rules from the beginning already", id="no day"),
        pytest.param({**MAY, "since-day": "31", "since-month": "4"}, "First day must be a real", id="no such day"),
    ],
)
def test_a_wrong_first_day_is_told(fields: dict[str, str], says: str, nothing_kept: FlaskClient):
    page = send(nothing_kept, WHEN, **fields).get_data(as_text=True)
    assert "<title>Error: " in page
    assert words(page).count(says) == 2


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
    page = look(officer, write_rules(RULES), **MAY)
    assert "They say the same as those in force." in page
    assert "No date of a coming meeting moves." in page


def test_a_look_at_rules_asks_the_database_as_often_however_many_meetings_there_are(site: Flask, officer: FlaskClient):
    asked = []
    write(officer, LATER, **MAY)
    for first, count in ((1, 1), (2, 6)):
        with site.app_context():
            for number in range(first, first + count):
                a_meeting(the_panel(), date(2027, number, 28))
            db.session.commit()
        with statements(site) as recorded:
            assert officer.get(CHANGES).status_code == 200
        asked.append(len(recorded))
    assert asked[0] == asked[1]


def test_the_rules_of_an_unknown_body_are_not_found(nothing_kept: FlaskClient):
    for page in ("", "/new", "/new/when", "/new/notice", "/new/public/1", "/new/file", "/new/changes"):
        assert nothing_kept.get(f"/desk/nowhere/rules{page}").status_code == 404
