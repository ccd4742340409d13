"""The order of business: the usual one, a body's own, and what of it comes."""

from __future__ import annotations

from datetime import date

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from panel.agendas.models import StandingItem
from panel.agendas.order_of_business import (
    GroupMeeting,
    Held,
    Standing,
    Work,
    drafted,
    may_wait,
    usual_order,
)
from panel.agendas.rules import ItemKind, NoReport
from panel.extensions import db
from panel.law.exemptions import Nation
from tests.agendas.pages import fields, press, read, trail, words
from tests.public.site import statements

ORDER = "/desk/larkshire/order-of-business?correct=1"
FULL = Held(
    minutes=(date(2018, 2, 1), date(2018, 2, 20)),
    questions=2,
    work=(Work("Rural crime", "To consider it."),),
    groups=(GroupMeeting("Budget Working Group", date(2018, 2, 22)),),
    drawings=(("work programme", "Work Programme"),),
    coming=3,
)


def titles(order: tuple[Standing, ...], held: Held) -> list[str]:
    return [each.title for each in drafted(order, held).proposals]


@pytest.mark.parametrize("nation", list(Nation))
def test_the_usual_order_is_a_police_and_crime_panel_s_agenda(nation: Nation):
    order = usual_order(False, nation, "Police and Crime Commissioner")
    kinds = [line.kind for line in order]
    assert set(ItemKind) == set(kinds)
    # A verbal update on complaints is no exempt business: nothing stands behind the exclusion by itself.
    assert kinds[-1] is ItemKind.EXCLUSION
    assert ("Prejudicial" in order[2].title) is (nation is Nation.WALES)
    assert all(may_wait(line.kind, line.when_needed) for line in order)
    assert titles(order, FULL)[6:11] == [
        "Police and Crime Commissioner Update Report",
        "Rural crime",
        "Budget Working Group: Report of 22 February 2018",
        "Complaints",
        "Work Programme",
    ]


def test_what_waits_for_nothing_stays_away_and_is_said():
    made = drafted(usual_order(False, Nation.ENGLAND, "Commissioner"), Held())
    assert [title for title, _why in made.left_out] == [
        "Minutes of the Previous Meeting",
        "Work due at the meeting",
        "Reports of Working Groups",
    ]
    assert all(why for _title, why in made.left_out)
    assert len(made.proposals) == 10 + 1


@pytest.mark.parametrize(
    ("order", "wanted"),
    [
        pytest.param((), ["Rural crime", "Budget Working Group: Report of 22 February 2018"], id="nothing kept"),
        pytest.param(
            (Standing("Welcome", ItemKind.ANNOUNCEMENTS), Standing("Close", ItemKind.URGENT)),
            ["Welcome", "Rural crime", "Budget Working Group: Report of 22 February 2018", "Close"],
            id="before what comes last",
        ),
        pytest.param(
            (Standing("RURAL CRIME", ItemKind.REPORT), Standing("Groups", ItemKind.WORKING_GROUP_REPORT)),
            ["RURAL CRIME", "Budget Working Group: Report of 22 February 2018"],
            id="not a second time",
        ),
    ],
)
def test_what_is_due_finds_its_place(order: tuple[Standing, ...], wanted: list[str]):
    assert titles(order, FULL) == wanted


def test_an_item_says_what_the_records_know():
    order = (
        Standing("Minutes", ItemKind.MINUTES, purpose="To confirm them."),
        Standing("Questions", ItemKind.PUBLIC_QUESTIONS),
        Standing("Programme", ItemKind.WORK_PROGRAMME),
    )
    minutes, questions, programme = drafted(order, Held(FULL.minutes, 2, drawings=FULL.drawings)).proposals
    assert minutes.purpose == "To confirm the minutes of the meetings held on 1 February 2018 and 20 February 2018."
    assert minutes.report is NoReport.TO_FOLLOW
    assert questions.source == "Order of business; two questions accepted"
    assert programme.drawings == (("work programme", "Work Programme"),)


@pytest.mark.parametrize("kind", [ItemKind.APOLOGIES, ItemKind.URGENT, ItemKind.EXCLUSION])
def test_a_line_waits_only_for_what_the_records_can_tell(kind: ItemKind):
    assert not may_wait(kind, True)
    assert may_wait(kind, False)


def lines(site: Flask) -> list[str]:
    """The lines kept, in order, a dash a level."""
    with site.app_context():
        rows = db.session.scalars(select(StandingItem).order_by(StandingItem.position))
        return ["-" * row.depth + row.title for row in rows if not row.withdrawn]


def keep(officer: FlaskClient) -> str:
    """Keep the usual order of business; give the page that follows."""
    return read(officer, press(officer, ORDER, read(officer, ORDER), "Keep this order").location)


def the_line(site: Flask, title: str) -> int:
    with site.app_context():
        return int(db.session.scalars(select(StandingItem.id).where(StandingItem.title == title)).one())


def test_the_usual_order_is_offered_and_kept_as_the_body_s_own(officer: FlaskClient, site: Flask):
    page = read(officer, ORDER)
    assert "keeps no order of business yet" in words(page)
    assert "1(1) Apologies for Absence" in words(page)
    kept = keep(officer)
    assert "This is the order of business of Larkshire Police and Crime Panel now." in words(kept)
    assert lines(site)[:2] == ["General", "-Apologies for Absence"]
    assert len(trail(site, "keep order of business")) == 1
    # A second press finds it kept.
    again = press(officer, ORDER, page, "Keep this order")
    assert "keeps an order of business already" in words(read(officer, again.location))
    assert len(lines(site)) == 14


def test_a_line_is_added_changed_moved_and_removed_and_each_is_undone(officer: FlaskClient, site: Flask):
    keep(officer)
    before = lines(site)
    opened = read(officer, f"{ORDER}&add=1")
    answer = press(officer, ORDER, opened, "Add this line", title="Petitions", kind="public questions", when_needed="y")
    assert lines(site) == [*before, "Petitions"]
    assert "Only when there is something for it" in words(read(officer, answer.location))
    # The same form sent again adds nothing.
    press(officer, ORDER, opened, "Add this line", title="Petitions", kind="public questions")
    assert lines(site) == [*before, "Petitions"]
    number = the_line(site, "Petitions")
    answer = press(officer, ORDER, read(officer, ORDER), f'name="line" value="{number}"', 'value="up"', way="up")
    assert lines(site)[-2:] == ["Petitions", before[-1]]
    moved = read(officer, answer.location)
    assert moved.count(" autofocus") == 1
    press(officer, ORDER, moved, ">Undo<")
    assert lines(site) == [*before, "Petitions"]
    press(officer, ORDER, read(officer, ORDER), f'name="line" value="{number}"', 'value="in"', way="in")
    assert lines(site)[-1] == "-Petitions"
    edited = read(officer, f"{ORDER}&edit={number}")
    press(officer, ORDER, edited, 'value="save"', title="Petitions received", minutes="10")
    assert lines(site)[-1] == "-Petitions received"
    assert trail(site, "amend standing item")[-1][2]["minutes"] == [None, 10]
    general = the_line(site, "General")
    removed = press(officer, ORDER, read(officer, ORDER), f'name="line" value="{general}"', 'value="remove"')
    assert lines(site)[:2] == [
        "Apologies for Absence",
        "-Members’ Disclosures of Pecuniary and Non-Pecuniary Interests",
    ]
    press(officer, ORDER, read(officer, removed.location), ">Undo<")
    assert lines(site)[0] == "General"


def test_two_officers_do_not_overwrite_each_other_unknowingly(officer: FlaskClient, site: Flask):
    keep(officer)
    number = the_line(site, "Complaints")
    first, second = read(officer, f"{ORDER}&edit={number}"), read(officer, f"{ORDER}&edit={number}")
    seen = read(officer, ORDER)
    press(officer, ORDER, first, 'value="save"', title="Complaints received")
    page = press(officer, ORDER, second, 'value="save"', title="Complaints heard").get_data(as_text=True)
    assert "it is “Complaints received” now. Save again to write over it." in words(page)
    assert lines(site)[9] == "Complaints received"
    press(officer, ORDER, page, 'value="save"')
    assert lines(site)[9] == "Complaints heard"
    # What is typed is kept where the line was removed meanwhile.
    removed, listed = the_line(site, "Chair’s Announcements"), read(officer, ORDER)
    opened = read(officer, f"{ORDER}&edit={removed}")
    press(officer, ORDER, listed, f'name="line" value="{removed}"', 'value="remove"')
    wrong = press(officer, ORDER, opened, 'value="save"', title="", purpose="Mine").get_data(as_text=True)
    assert "“Chair’s Announcements” was removed" in words(wrong)
    assert fields(wrong, 'value="save"')["purpose"] == "Mine"
    late = press(officer, ORDER, seen, f'name="line" value="{removed}"', 'value="up"', way="up")
    assert "changed since you saw it" in words(read(officer, late.location))
    # A button pressed twice moves once.
    seen = read(officer, ORDER)
    for _ in range(2):
        answer = press(officer, ORDER, seen, f'name="line" value="{number}"', 'value="up"', way="up")
    assert lines(site)[7] == "Complaints heard"
    assert "changed since you saw it" in words(read(officer, answer.location))


def test_what_cannot_be_kept_is_said_beside_its_field(officer: FlaskClient, site: Flask):
    keep(officer)
    opened = read(officer, f"{ORDER}&add=1")
    page = press(officer, ORDER, opened, "Add this line", title="Urgent", kind="urgent", when_needed="y")
    shown = page.get_data(as_text=True)
    assert "<title>Error: " in shown
    assert "The records cannot tell when there is something for it." in words(shown)
    assert "checked" in shown
    assert len(lines(site)) == 14


def test_a_line_of_another_body_is_not_worked_on_here(officer: FlaskClient, site: Flask):
    keep(officer)
    sent = {"do": "remove", "line": the_line(site, "Complaints")}
    token = {"csrf_token": read(officer, ORDER).split('name="csrf_token" value="')[1].split('"')[0]}
    other = "/desk/larkshire-budget/order-of-business"
    assert officer.post(other, data={**sent, **token}).status_code == 404
    for wrong in ({"do": "burn"}, {"line": 10**20}, {"do": "move", "way": "left"}, {"do": "put back", "former": "x"}):
        assert officer.post(ORDER, data={**sent, **token, **wrong}).status_code == 404
    assert officer.get("/desk/nowhere/order-of-business").status_code == 404
    assert len(lines(site)) == 14


def test_the_questions_to_the_database_do_not_grow_with_the_lines(officer: FlaskClient, site: Flask):
    keep(officer)
    with statements(site) as asked:
        read(officer, ORDER)
    assert len(asked) <= 9
