"""Answers to findings on the check's page: given, refused, undone."""

from __future__ import annotations

import html
import re
from dataclasses import replace

import pytest
from flask import Flask
from flask.testing import FlaskClient

from panel.audit.models import AuditEntry
from panel.checks.finding import Finding, Place
from panel.checks.models import Answer
from panel.extensions import db
from tests.accounts.people import send
from tests.checks.pages import LOOK, MEETING, STOPS, raw, words


def answers(site: Flask) -> list[tuple[str, bool]]:
    with site.app_context():
        return [(row.reason, row.withdrawn) for row in db.session.query(Answer)]


def test_a_finding_is_answered_and_the_answer_undone(found: list[Finding], site: Flask, officer: FlaskClient):
    answered = send(officer, MEETING, key=LOOK.key, reason="It is quoted as printed.")
    assert answered.status_code == 303
    assert answered.location.endswith(f"#finding-{LOOK.key}")
    shown = raw(officer, answered.location)
    page = words(shown)
    # Where it stood it is told, and can be undone.
    there = words(f"<main{shown[shown.index(f'finding-{LOOK.key}') :]}")
    assert f"Answered {LOOK.what} Undo" in there[: there.index("Item 5")]
    assert f'value="{LOOK.key}"' not in shown
    assert "To look at (2)" in page
    assert "Answered (1)" in page
    below = page[page.index("Answered (1)") :]
    assert "Reason It is quoted as printed. Answered Imogen Vale" in below
    assert "Thursday 12 March 2026, 9am" in below
    number = re.search(r'name="take_back" value="(\d+)"', shown)
    assert number
    undone = send(officer, MEETING, take_back=number[1])
    assert undone.location.endswith(f"#finding-{LOOK.key}")
    page = raw(officer, undone.location)
    assert f"Shown again {LOOK.what}" in words(page)
    assert "Answered (" not in words(page)
    assert answers(site) == [("It is quoted as printed.", True)]
    with site.app_context():
        actors = [entry.actor for entry in db.session.query(AuditEntry).filter(AuditEntry.verb.contains("answer"))]
    assert len(actors) == 2
    assert all("Imogen Vale" in actor for actor in actors)


def test_what_was_answered_does_not_come_back_for_the_same_words_and_does_for_others(
    found: list[Finding], officer: FlaskClient
):
    send(officer, MEETING, key=LOOK.key, reason="")
    moved = Finding(
        LOOK.rule, LOOK.severity, Place("1(2)", "minutes.docx", 9, LOOK.place.words), LOOK.what, LOOK.why, LOOK.do
    )
    other = Finding(LOOK.rule, LOOK.severity, Place("1(2)", "minutes.docx", 2, "Monday"), "Monday.", LOOK.why, LOOK.do)
    found[:] = [moved, other]
    page = raw(officer)
    assert f"finding-{moved.key}" not in page
    assert f"finding-{other.key}" in page


def test_what_is_shown_stays_as_it_was_chosen_when_a_finding_is_answered_and_undone(
    found: list[Finding], officer: FlaskClient
):
    chosen = f"{MEETING}?only=look"
    answered = send(officer, chosen, key=LOOK.key, reason="")
    page = words(raw(officer, answered.location))
    assert f"Answered {LOOK.what}" in page
    assert STOPS.what not in page
    number = re.search(r'name="take_back" value="(\d+)"', raw(officer, answered.location))
    assert number
    undone = send(officer, chosen, take_back=number[1])
    assert "only=look" in undone.location
    assert STOPS.what not in words(raw(officer, undone.location))


def test_the_last_finding_that_was_answered_is_still_told_where_it_stood(found: list[Finding], officer: FlaskClient):
    found[:] = [LOOK]
    page = words(raw(officer, send(officer, MEETING, key=LOOK.key, reason="").location))
    assert "Nothing to put right was found. What was found before is answered below." in page
    assert f"Answered {LOOK.what} Undo" in page
    assert "Nothing of this kind" not in page


@pytest.mark.parametrize("reason", ["", "   "])
def test_what_stops_is_not_overridden_without_a_reason(
    reason: str, found: list[Finding], site: Flask, officer: FlaskClient
):
    answer = send(officer, MEETING, key=STOPS.key, reason=reason)
    page = answer.get_data(as_text=True)
    assert "<title>Error: " in page
    assert f'href="#reason-finding-{STOPS.key}"' in page
    assert f'id="reason-finding-{STOPS.key}"' in page
    of_it = page[page.index(f'id="finding-{STOPS.key}"') : page.index(f'id="finding-{LOOK.key}"')]
    assert re.search(r"<details[^>]* open>", of_it)
    assert "Give the reason why the agenda is published in spite of this." in of_it
    assert page.count(" open>") == 1
    assert answers(site) == []


def test_what_was_typed_is_kept_where_it_is_too_long(found: list[Finding], site: Flask, officer: FlaskClient):
    typed = "The chair agreed & said so. " + "x" * 2000
    page = send(officer, f"{MEETING}?only=stops", page=MEETING, key=LOOK.key, reason=typed).get_data(as_text=True)
    assert "Say it in at most 2000 characters." in words(page)
    assert html.escape(typed) in page
    assert answers(site) == []


def test_what_stops_is_overridden_with_a_reason(found: list[Finding], officer: FlaskClient):
    answered = send(officer, MEETING, key=STOPS.key, reason="The monitoring officer advised so.")
    page = words(raw(officer, answered.location))
    assert f"Overridden {STOPS.what}" in page
    assert "Stops publication (0)" in page
    assert "Reason The monitoring officer advised so. Overridden Imogen Vale" in page


def test_a_finding_that_is_gone_is_not_answered(found: list[Finding], site: Flask, officer: FlaskClient):
    answered = send(officer, MEETING, key="0123456789abcdef", reason="It stands.")
    assert "That finding is not there any more. Nothing was kept." in words(raw(officer, answered.location))
    assert answers(site) == []


def test_an_answer_of_another_meeting_is_not_taken_back_here(found: list[Finding], site: Flask, officer: FlaskClient):
    send(officer, MEETING, key=LOOK.key, reason="")
    with site.app_context():
        number = db.session.query(Answer).one().id
    other = "/desk/larkshire/2026-06-18/check"
    assert send(officer, other, take_back=str(number)).status_code == 404
    assert send(officer, MEETING, take_back="99999999999999999999").status_code == 404
    assert answers(site) == [("", False)]
    # Nor is it told of there.
    assert LOOK.what not in words(raw(officer, f"{other}?answered={number}")).partition("Check")[0]


def test_nothing_is_kept_of_a_form_that_is_not_ours(found: list[Finding], site: Flask, officer: FlaskClient):
    assert officer.post(MEETING, data={"key": LOOK.key, "reason": "It stands."}).status_code == 400
    assert answers(site) == []


def test_all_findings_of_an_item_are_answered_with_one_reason_and_shown_again(
    found: list[Finding], site: Flask, officer: FlaskClient
):
    other = replace(LOOK, place=replace(LOOK.place, words="Monday 6 February 2026"))
    found.append(other)
    page = raw(officer)
    assert page.count("with one reason") == 1
    assert "Answer all 2 of item 1(2) with one reason" in words(page)
    keys = re.search(r'name="keys" value="([^"]+)"', page)
    assert keys
    assert set(keys[1].split()) == {LOOK.key, other.key}
    refused = words(send(officer, MEETING, keys=keys[1], reason=" ").get_data(as_text=True))
    assert "Give the reason. It is kept with each of them." in refused
    assert answers(site) == []
    answered = send(officer, MEETING, keys=keys[1], reason="So printed in 2026.")
    page = raw(officer, answered.location)
    assert "Two findings were answered with one reason. Undo" in words(page)
    assert "To look at (2)" in words(page)
    assert answers(site) == [("So printed in 2026.", False)] * 2
    # A double click, and keys of nothing, keep nothing more.
    assert "gone=1" in send(officer, MEETING, keys=keys[1], reason="Again.").location
    numbers = re.search(r'name="take_back_all" value="([\d,]+)"', page)
    assert numbers
    undone = send(officer, MEETING, take_back_all=f"{numbers[1]},x,99999999999999999999,")
    assert "Two findings are shown again." in words(raw(officer, undone.location))
    assert answers(site) == [("So printed in 2026.", True)] * 2
    with site.app_context():
        entries = db.session.query(AuditEntry).filter(AuditEntry.verb.contains("answer")).order_by(AuditEntry.id)
        assert [entry.verb for entry in entries] == ["answer finding"] * 2 + ["take back answer"] * 2


def test_what_stops_is_not_overridden_together_without_a_reason(
    found: list[Finding], site: Flask, officer: FlaskClient
):
    other = replace(STOPS, place=replace(STOPS.place, words="Another"))
    found.append(other)
    answer = send(officer, MEETING, keys=f"{STOPS.key} {other.key}", reason=" ")
    page = answer.get_data(as_text=True)
    assert "<title>Error: " in page
    assert 'href="#all-stops-3"' in page
    assert 'id="all-stops-3"' in page
    assert page.count(" open>") == 1
    assert answers(site) == []
    send(officer, MEETING, keys=f"{STOPS.key} {other.key}", reason="The monitoring officer advised so.")
    assert len(answers(site)) == 2
