"""Two officers work on one agenda: neither writes over the other without knowing, and nothing is done twice."""

from __future__ import annotations

import threading

import pytest
from flask import Flask
from flask.testing import FlaskClient

from panel.agendas import operations
from panel.agendas.arranging import Way
from panel.agendas.models import Item
from panel.agendas.operations import ChangedMeanwhile
from panel.extensions import db
from tests.accounts.people import an_officer, sign_in
from tests.agendas.pages import DRAFT, an_agenda, fields, item, on_it, press, read, trail, words
from tests.officers import the_meeting


@pytest.fixture
def other(site: Flask) -> FlaskClient:
    """A browser in which another officer is signed in."""
    with site.app_context():
        an_officer(email="rufus.thorne@larkshire.example", name="Rufus Thorne")
        db.session.commit()
    client = site.test_client()
    assert sign_in(client, "rufus.thorne@larkshire.example").status_code == 303
    return client


def edited(client: FlaskClient, site: Flask, title: str) -> str:
    """The page on which an item's form is open."""
    return read(client, f"{DRAFT}?edit={item(site, title)}")


def test_the_second_save_is_told_field_by_field_what_the_first_changed(
    officer: FlaskClient, other: FlaskClient, site: Flask
):
    an_agenda(site, "1 Rural crime")
    mine, theirs = edited(officer, site, "Rural crime"), edited(other, site, "Rural crime")
    press(other, DRAFT, theirs, 'value="save"', title="Crime in the country", lead="Una Marsh", minutes="20")
    answer = press(officer, DRAFT, mine, 'value="save"', title="Rural <crime>", purpose="To consider it.")
    page = answer.get_data(as_text=True)
    shown = words(page)
    assert "<title>Error: " in page
    assert "Rufus Thorne changed this item while you wrote" in shown
    assert "Title It was Rural crime It is now Crime in the country You wrote Rural <crime>" in shown
    assert "Lead It was nothing It is now Una Marsh You left it so theirs is in the form now" in shown
    assert "Purpose It was" not in shown
    assert item(site, "Crime in the country", "purpose") == ""
    # What I wrote is kept, and what I left alone is theirs: saving knowingly loses nothing of either.
    sent = fields(page, 'value="save"')
    assert (sent["title"], sent["purpose"], sent["lead"], sent["minutes"]) == (
        "Rural <crime>",
        "To consider it.",
        "Una Marsh",
        "20",
    )
    assert "Save mine over theirs" in shown
    assert press(officer, DRAFT, page, 'value="save"').status_code == 303
    assert item(site, "Rural <crime>", "lead") == "Una Marsh"
    assert item(site, "Rural <crime>", "purpose") == "To consider it."
    assert [who.split(" <")[0] for who, _what, _detail in trail(site, "amend")] == ["Rufus Thorne", "Imogen Vale"]


def test_a_third_save_in_between_is_told_too(officer: FlaskClient, other: FlaskClient, site: Flask):
    an_agenda(site, "1 Rural crime")
    mine = edited(officer, site, "Rural crime")
    press(other, DRAFT, edited(other, site, "Rural crime"), 'value="save"', kind="urgent", report="verbal")
    page = press(officer, DRAFT, mine, 'value="save"', title="Mine").get_data(as_text=True)
    assert fields(page, 'value="save"')["kind"] == "urgent"
    assert fields(page, 'value="save"')["report"] == "verbal"
    press(other, DRAFT, edited(other, site, "Rural crime"), 'value="save"', lead="Theirs")
    again = press(officer, DRAFT, page, 'value="save"').get_data(as_text=True)
    assert "Lead It was nothing It is now Theirs" in words(again)
    assert item(site, "Rural crime", "lead") == "Theirs"


def test_a_mistake_in_the_form_does_not_hide_what_somebody_else_saved(
    officer: FlaskClient, other: FlaskClient, site: Flask
):
    an_agenda(site, "1 Rural crime")
    mine = edited(officer, site, "Rural crime")
    press(other, DRAFT, edited(other, site, "Rural crime"), 'value="save"', title="Theirs")
    wrong = press(officer, DRAFT, mine, 'value="save"', title="").get_data(as_text=True)
    assert "Enter a title." in words(wrong)
    page = press(officer, DRAFT, wrong, 'value="save"', title="Mine").get_data(as_text=True)
    assert "It is now Theirs You wrote Mine" in words(page)


def test_the_same_words_saved_twice_are_saved_once(officer: FlaskClient, site: Flask):
    an_agenda(site, "1 Rural crime")
    page = edited(officer, site, "Rural crime")
    for _ in range(2):
        assert press(officer, DRAFT, page, 'value="save"', title="Crime").status_code == 303
    assert len(trail(site, "amend")) == 1


def test_an_item_sent_twice_is_added_once(officer: FlaskClient, other: FlaskClient, site: Flask):
    an_agenda(site, "1 General")
    page = read(officer, f"{DRAFT}?add=1&after={item(site, 'General')}")
    elsewhere = read(other, f"{DRAFT}?add=1&after={item(site, 'General')}")
    for _ in range(2):
        answer = press(officer, DRAFT, page, 'value="add"', title="Apologies")
        assert answer.location.endswith("#item-2")
    assert on_it(site) == ["1 General", "2 Apologies"]
    # Another officer's item comes beside it: nothing of either is lost.
    press(other, DRAFT, elsewhere, 'value="add"', title="Disclosures")
    assert on_it(site) == ["1 General", "2 Disclosures", "3 Apologies"]


def test_a_move_that_was_seen_in_another_order_is_told_and_not_done(
    officer: FlaskClient, other: FlaskClient, site: Flask
):
    an_agenda(site, "1 A", "2 B", "3 C")
    mine = read(officer, DRAFT)
    buttons = (f'name="item" value="{item(site, "C")}"', 'name="way" value="up"')
    press(other, DRAFT, read(other, DRAFT), *buttons, way="up")
    answer = press(officer, DRAFT, mine, *buttons, way="up")
    shown = words(read(officer, answer.location))
    assert "The agenda was changed since you saw it. Nothing was moved." in shown
    assert "Item 2: moved from 3 to 2, by Rufus Thorne." in shown
    assert on_it(site) == ["1 A", "2 C", "3 B"]
    dragged = press(officer, DRAFT, mine, 'id="arrange"', item=item(site, "A"), after=item(site, "B"))
    assert "Nothing was moved." in words(read(officer, dragged.location))
    assert on_it(site) == ["1 A", "2 C", "3 B"]


def test_what_is_typed_is_kept_where_the_item_was_withdrawn_meanwhile(
    officer: FlaskClient, other: FlaskClient, site: Flask
):
    an_agenda(site, "1 A", "2 B")
    adding = read(officer, f"{DRAFT}?add=1&after={item(site, 'B')}")
    editing, listed = edited(officer, site, "B"), read(officer, DRAFT)
    press(other, DRAFT, read(other, DRAFT), f'name="item" value="{item(site, "B")}"', 'value="withdraw"')
    page = press(officer, DRAFT, adding, 'value="add"', title="C").get_data(as_text=True)
    assert "The item before it was withdrawn meanwhile. Add this one at the top, then move it." in words(page)
    press(officer, DRAFT, page, 'value="add"')
    assert on_it(site) == ["1 C", "2 A", "(2 B)"]
    wrong = press(officer, DRAFT, editing, 'value="save"', title="", lead="Mine").get_data(as_text=True)
    assert "“B” is withdrawn" in words(wrong)
    answer = press(officer, DRAFT, wrong, 'value="save"', title="B again")
    assert "was changed." in words(read(officer, answer.location))
    assert item(site, "B again", "lead") == "Mine"
    late = press(
        officer, DRAFT, listed, f'name="item" value="{item(site, "B again")}"', 'name="way" value="up"', way="up"
    )
    assert "Nothing was moved." in words(read(officer, late.location))


def test_a_change_is_not_undone_over_a_later_one(officer: FlaskClient, other: FlaskClient, site: Flask):
    an_agenda(site, "1 Rural crime")
    answer = press(officer, DRAFT, edited(officer, site, "Rural crime"), 'value="save"', lead="Mine")
    told = read(officer, answer.location)
    press(other, DRAFT, edited(other, site, "Rural crime"), 'value="save"', purpose="Theirs")
    refused = press(officer, DRAFT, told, ">Undo<")
    assert "changed again since" in words(read(officer, refused.location))
    assert (item(site, "Rural crime", "lead"), item(site, "Rural crime", "purpose")) == ("Mine", "Theirs")


def test_at_the_same_moment_one_moves_and_the_other_is_told(site: Flask):
    an_agenda(site, "1 A", "2 B", "3 C")
    number, done = item(site, "C"), []
    together = threading.Barrier(2)

    def go() -> None:
        with site.app_context():
            row = db.session.get(Item, number)
            assert row is not None
            seen = row.meeting.agenda_version
            together.wait()
            try:
                operations.move(row, Way.UP, seen=seen, actor="A test")
                db.session.commit()
                done.append("moved")
            except ChangedMeanwhile:
                db.session.rollback()
                done.append("told")

    both = [threading.Thread(target=go) for _ in range(2)]
    for each in both:
        each.start()
    for each in both:
        each.join()
    assert sorted(done) == ["moved", "told"]
    assert on_it(site) == ["1 A", "2 C", "3 B"]
    with site.app_context():
        assert the_meeting("2026-06-18").agenda_version == 1
