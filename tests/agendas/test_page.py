"""The agenda's page: items added, changed, moved, withdrawn in their place, each told and undone."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from panel.agendas.models import AgendaAsPublished, Item
from panel.agendas.rules import ItemKind, NoReport
from panel.agendas.wording import plain
from panel.documents.queries import prepared_file
from panel.documents.store import Store
from panel.extensions import db
from panel.packs.queries import contents
from panel.papers.queries import agenda_as_it_stands
from tests.agendas.pages import DRAFT, PUBLISHED, an_agenda, fields, item, on_it, press, read, trail, words
from tests.builders import a_question, add
from tests.officers import the_meeting
from tests.public.site import statements


def move(officer: FlaskClient, site: Flask, title: str, way: str, address: str = DRAFT) -> TestResponse:
    """Press a button that moves an item."""
    holding = (f'name="item" value="{item(site, title)}"', f'name="way" value="{way}"')
    return press(officer, address, read(officer, address), *holding, way=way)


def undo(officer: FlaskClient, answer: TestResponse) -> str:
    """Press Undo on the page that follows; give the page after that."""
    return undone(officer, read(officer, answer.location))


def undone(officer: FlaskClient, page: str) -> str:
    """Press Undo on a page; give the page after that."""
    return read(officer, press(officer, DRAFT, page, ">Undo<").location)


def test_an_agenda_that_is_empty_says_how_to_begin(officer: FlaskClient, site: Flask):
    page = read(officer, DRAFT)
    assert "This meeting has no agenda yet." in words(page)
    assert f'href="{DRAFT}/make"' in page
    opened = read(officer, f"{DRAFT}?add=1")
    answer = press(officer, DRAFT, opened, 'value="add"', title="Apologies", kind="apologies")
    assert on_it(site) == ["1 Apologies"]
    shown = words(read(officer, answer.location))
    assert "Item 1 was added." in shown
    assert "supplement" not in shown


def test_an_item_is_added_after_another_and_as_its_part(officer: FlaskClient, site: Flask):
    an_agenda(site, "1 General", "1(1) Apologies", "2 Urgent")
    general = item(site, "General")
    opened = read(officer, f"{DRAFT}?add=1&after={general}")
    assert "An item after item 1" in words(opened)
    sent = {
        "title": "  Rural   crime ",
        "kind": "report",
        "purpose": "To consider it.\r\nAnd more.",
        "lead": "Una Marsh",
        "minutes": "20",
        "report": "to follow",
        "requested_by": "Budget Working Group",
    }
    answer = press(officer, DRAFT, opened, 'value="add"', **sent)
    assert on_it(site) == ["1 General", "1(1) Apologies", "2 Rural crime", "3 Urgent"]
    shown = words(read(officer, answer.location))
    assert "10.30am · 20 minutes · Lead: Una Marsh · Requested by the Budget Working Group" in shown
    assert "The items that are timed take the meeting to 10.50am." in shown
    assert "To follow" in shown
    assert item(site, "Rural crime", "purpose") == "To consider it.\nAnd more."
    assert item(site, "Rural crime", "added") is None
    part = read(officer, f"{DRAFT}?add=1&after={general}&part=1")
    assert "A part of item 1" in words(part)
    press(officer, DRAFT, part, 'value="add"', title="Disclosures")
    assert on_it(site) == ["1 General", "1(1) Apologies", "1(2) Disclosures", "2 Rural crime", "3 Urgent"]
    assert trail(site, "place on agenda")[-1][:2] == (
        "Imogen Vale <imogen.vale@larkshire.example>",
        "item 1(2) of larkshire 2026-06-18",
    )
    assert [detail["number"] for _who, _what, detail in trail(site, "renumber")] == [["2", "3"]]


def test_adding_is_undone(officer: FlaskClient, site: Flask):
    an_agenda(site, "1 General", "2 Urgent")
    answer = press(officer, DRAFT, read(officer, f"{DRAFT}?add=1"), 'value="add"', title="New")
    assert on_it(site) == ["1 New", "2 General", "3 Urgent"]
    undo(officer, answer)
    assert on_it(site) == ["(1 New)", "1 General", "2 Urgent"]


def test_an_item_without_a_title_is_not_added_and_what_was_typed_is_kept(officer: FlaskClient, site: Flask):
    an_agenda(site, "1 General")
    opened = read(officer, f"{DRAFT}?add=1&after={item(site, 'General')}")
    answer = press(officer, DRAFT, opened, 'value="add"', title=" ", purpose="To <b>think</b>.", minutes="soon")
    page = answer.get_data(as_text=True)
    assert "<title>Error: " in page
    assert "Enter a title." in words(page)
    assert "Enter the minutes as a whole number from 1 to 600." in words(page)
    assert "An item after item 1" in words(page)
    assert "To &lt;b&gt;think&lt;/b&gt;." in page
    assert 'href="#title"' in page
    assert on_it(site) == ["1 General"]


@pytest.mark.parametrize(
    ("name", "typed", "said"),
    [
        pytest.param("title", "x" * 301, "Use at most 300 characters.", id="long title"),
        pytest.param("minutes", "0", "from 1 to 600", id="no minutes"),
        pytest.param("minutes", "99999999999999999999", "from 1 to 600", id="minutes without end"),
        pytest.param("kind", "nonsense", "Not a valid choice", id="no such kind"),
    ],
)
def test_what_cannot_be_kept_is_said_beside_its_field(
    name: str, typed: str, said: str, officer: FlaskClient, site: Flask
):
    an_agenda(site, "1 General")
    opened = read(officer, f"{DRAFT}?edit={item(site, 'General')}")
    page = press(officer, DRAFT, opened, 'value="save"', **{name: typed}).get_data(as_text=True)
    assert "<title>Error: " in page
    assert said in words(page)
    assert item(site, "General", "version") == 1


def test_an_item_is_changed_in_its_place_and_back(officer: FlaskClient, site: Flask):
    an_agenda(site, "1 General", "2 Complaints")
    opened = read(officer, f"{DRAFT}?edit={item(site, 'Complaints')}")
    assert fields(opened, 'value="save"')["title"] == "Complaints"
    sent = {"title": "Complaints received", "kind": "complaints", "report": "verbal", "minutes": "5"}
    answer = press(officer, DRAFT, opened, 'value="save"', **sent)
    assert answer.location.endswith("#item-2")
    assert "Item 2 was changed." in words(read(officer, answer.location))
    who, what, detail = trail(site, "amend")[-1]
    assert (who, what) == ("Imogen Vale <imogen.vale@larkshire.example>", "item 2 of larkshire 2026-06-18")
    assert detail == {
        "version": [1, 2],
        "title": ["Complaints", "Complaints received"],
        "kind": ["report", "complaints"],
        "report": [None, "verbal"],
        "minutes": [None, 5],
    }
    answer = press(
        officer, DRAFT, read(officer, f"{DRAFT}?edit={item(site, 'Complaints received')}"), 'value="save"', lead="Chair"
    )
    shown = undo(officer, answer)
    assert "Item 2 is as it was before." in words(shown)
    assert item(site, "Complaints received", "lead") == ""
    assert item(site, "Complaints received", "report") is NoReport.VERBAL
    with site.app_context():
        assert db.session.query(Item).filter_by(kind=ItemKind.COMPLAINTS, title="Complaints received").count() == 1


def test_a_change_that_changes_nothing_leaves_no_trace(officer: FlaskClient, site: Flask):
    an_agenda(site, "1 General")
    answer = press(officer, DRAFT, read(officer, f"{DRAFT}?edit={item(site, 'General')}"), 'value="save"')
    assert answer.status_code == 303
    assert trail(site, "amend") == []
    assert item(site, "General", "version") == 1


def test_items_move_with_buttons_and_the_button_keeps_the_focus(officer: FlaskClient, site: Flask):
    an_agenda(site, "1 General", "1(1) Apologies", "2 Report", "3 Urgent")
    answer = move(officer, site, "Urgent", "up")
    assert on_it(site) == ["1 General", "1(1) Apologies", "2 Urgent", "3 Report"]
    page = read(officer, answer.location)
    assert page.count(" autofocus") == 1
    assert "Item 3 was moved, and is now item 2." in words(page)
    undone(officer, page)
    assert on_it(site) == ["1 General", "1(1) Apologies", "2 Report", "3 Urgent"]
    move(officer, site, "Report", "in")
    assert on_it(site) == ["1 General", "1(1) Apologies", "1(2) Report", "2 Urgent"]
    answer = move(officer, site, "Apologies", "out")
    assert on_it(site) == ["1 General", "1(1) Report", "2 Apologies", "3 Urgent"]
    undo(officer, answer)
    assert on_it(site) == ["1 General", "1(1) Apologies", "1(2) Report", "2 Urgent"]
    who, what, detail = trail(site, "move")[0]
    assert (what, detail["number"]) == ("item 2 of larkshire 2026-06-18", ["3", "2"])
    assert who.startswith("Imogen Vale")


def test_the_first_and_the_last_of_a_level_have_no_button_that_does_nothing(officer: FlaskClient, site: Flask):
    an_agenda(site, "1 General", "1(1) Apologies", "2 Urgent")
    page = read(officer, DRAFT)
    assert page.count('value="up"') == 1
    assert page.count('value="down"') == 1
    assert page.count('value="in"') == 1
    assert page.count('value="out"') == 1
    # Who sends it all the same is told.
    answer = press(officer, DRAFT, page, f'name="item" value="{item(site, "General")}"', 'value="move"', way="up")
    assert "It stands first already." in words(read(officer, answer.location))


def test_an_item_is_dragged_to_another_place(officer: FlaskClient, site: Flask):
    an_agenda(site, "1 General", "1(1) Apologies", "1(2) Minutes", "2 Urgent", "3 Dates")
    page = read(officer, DRAFT)
    answer = press(officer, DRAFT, page, 'id="arrange"', item=item(site, "Dates"), after=item(site, "Apologies"))
    assert on_it(site) == ["1 General", "1(1) Apologies", "1(2) Dates", "1(3) Minutes", "2 Urgent"]
    undo(officer, answer)
    assert on_it(site) == ["1 General", "1(1) Apologies", "1(2) Minutes", "2 Urgent", "3 Dates"]
    press(officer, DRAFT, read(officer, DRAFT), 'id="arrange"', item=item(site, "Urgent"), after="")
    assert on_it(site)[0] == "1 Urgent"


def test_an_item_is_withdrawn_with_its_parts_and_comes_back(officer: FlaskClient, site: Flask):
    an_agenda(site, "1 General", "1(1) Apologies", "2 Report", "2(1) Figures", "3 Urgent")
    holding = (f'name="item" value="{item(site, "Report")}"', 'value="withdraw"')
    answer = press(officer, DRAFT, read(officer, DRAFT), *holding)
    assert on_it(site) == ["1 General", "1(1) Apologies", "(2 Report)", "(2(1) Figures)", "2 Urgent"]
    page = read(officer, answer.location)
    assert "“Report” was withdrawn, with 1 of its parts." in words(page)
    assert "Withdrawn (2)" in words(page)
    press(officer, DRAFT, page, ">Undo<")
    assert on_it(site) == ["1 General", "1(1) Apologies", "2 Report", "2(1) Figures", "3 Urgent"]
    assert [what for _who, what, _detail in trail(site, "withdraw")] == [
        "item 2 of larkshire 2026-06-18",
        "item 2(1) of larkshire 2026-06-18",
    ]
    assert len(trail(site, "bring back")) == 2
    # What is withdrawn twice, by a double click, is withdrawn once.
    sent = fields(read(officer, DRAFT), *holding)
    assert [officer.post(DRAFT, data=sent).status_code for _ in range(2)] == [303, 303]
    assert len(trail(site, "withdraw")) == 4


def test_a_published_agenda_keeps_its_numbers_and_says_what_a_change_means(officer: FlaskClient, site: Flask):
    with site.app_context():
        meeting = the_meeting("2026-03-19")
        items = [each.plain() for each in agenda_as_it_stands(meeting)]
        add(AgendaAsPublished(meeting_id=meeting.id, at=datetime(2026, 3, 9, 15, tzinfo=UTC), items=items))
        db.session.commit()
    day = "2026-03-19"
    before = on_it(site, day)
    opened = read(officer, f"{PUBLISHED}?add=1&after={item(site, 'Commissioner’s update')}")
    assert "the agenda says when it was added" in words(opened)
    sent = {"title": "A station closes", "urgent_reason": "It closes tomorrow."}
    answer = press(officer, PUBLISHED, opened, 'value="add"', **sent)
    after = on_it(site, day)
    assert [each for each in after if each not in before] == ["3A A station closes"]
    assert after.index("3A A station closes") == after.index("3 Commissioner’s update") + 1
    shown = words(read(officer, answer.location))
    assert "Item 3A was added. The agenda is published, so readers need a supplement that says so." in shown
    assert "Added on Thursday 12 March 2026" in shown
    assert "Urgent It closes tomorrow." in shown
    assert "Changed since it was published (1) Item 3A was added: A station closes" in shown
    assert printed(site, "3A") == (
        "Added to the agenda on Thursday 12 March 2026, after it was published.\n"
        "The Chair agrees to take it as urgent: It closes tomorrow."
    )
    holding = (f'name="item" value="{item(site, "Budget monitoring")}"', 'value="withdraw"')
    page = read(officer, press(officer, PUBLISHED, read(officer, PUBLISHED), *holding).location)
    assert "(5 Budget monitoring)" in on_it(site, day)
    assert "6 Complaints" in on_it(site, day)
    assert "5 Budget monitoring Withdrawn" in words(page)
    move(officer, site, "Complaints", "up", PUBLISHED)
    assert item(site, "Complaints", "number") == "6"
    answer = move(officer, site, "A station closes", "in", PUBLISHED)
    assert item(site, "A station closes", "number") == "3(1)"


def printed(site: Flask, number: str) -> str:
    """The words that the pack prints under an item of the published agenda."""
    with site.app_context():
        store = Store.of_app()
        made = contents(the_meeting("2026-03-19"), lambda document: prepared_file(store, document))
        return plain(next(each.blocks for each in made.items if each.number == number))


def test_an_item_added_to_a_published_agenda_does_not_come_first(officer: FlaskClient, site: Flask):
    page = read(officer, f"{PUBLISHED}?add=1")
    answer = press(officer, PUBLISHED, page, 'value="add"', title="Too early").get_data(as_text=True)
    assert "its first item stays first" in words(answer)
    assert 'value="Too early"' in answer
    assert all("Too early" not in each for each in on_it(site, "2026-03-19"))


def test_accepted_questions_stand_under_the_item_where_the_public_asks(officer: FlaskClient, site: Flask):
    with site.app_context():
        meeting = the_meeting("2026-03-19")
        a_question(meeting, "Ivy Nash", "When will the <station> open?", date(2026, 3, 11))
        db.session.commit()
    assert "Public question time" in words(read(officer, PUBLISHED))
    assert "Ivy Nash: When will the <station> open?" in words(read(officer, PUBLISHED))


def test_papers_are_shown_as_they_are(officer: FlaskClient, site: Flask):
    shown = words(read(officer, PUBLISHED))
    assert "Exempt Appendix B: Force responses" in shown
    assert "Appendix A: Work programme 2026 Set from the records" in shown


def test_an_item_of_another_meeting_is_not_worked_on_here(officer: FlaskClient, site: Flask):
    an_agenda(site, "1 General")
    elsewhere = item(site, "Budget monitoring")
    sent = fields(read(officer, DRAFT), 'value="withdraw"')
    for number in (elsewhere, 10**20, "x"):
        assert officer.post(DRAFT, data={**sent, "item": number}).status_code == 404
    assert officer.post(DRAFT, data={**sent, "do": "burn"}).status_code == 404
    for version in (10**30, -1, "x"):
        wrong = {**sent, "do": "move", "way": "up", "version": version}
        assert "Nothing was moved." in words(read(officer, officer.post(DRAFT, data=wrong).location))
    nowhere = {**sent, "do": "place", "after": 10**30, "version": 0}
    assert "not on the agenda any more" in words(read(officer, officer.post(DRAFT, data=nowhere).location))
    assert officer.post(DRAFT, data={**sent, "do": "move", "way": "sideways"}).status_code == 404
    assert "Edit this" not in read(officer, f"{DRAFT}?edit={elsewhere}")
    officer.post(DRAFT, data={**sent, "do": "bring back", "items": f"{elsewhere},x,"})
    assert officer.get(f"{DRAFT}/{elsewhere}/history").status_code == 404
    assert officer.post(DRAFT, data={"do": "withdraw", "item": item(site, "General")}).status_code == 400
    assert on_it(site) == ["1 General"]


def test_the_questions_to_the_database_do_not_grow_with_the_items(officer: FlaskClient, site: Flask):
    an_agenda(site, "1 General")
    read(officer, DRAFT)
    with statements(site) as few:
        read(officer, DRAFT)
    an_agenda(site, *(f"{number} Report {number}" for number in range(2, 42)))
    with statements(site) as many:
        read(officer, DRAFT)
    assert len(many) == len(few) <= 14


def test_the_meeting_and_its_check_lead_to_the_items_place(officer: FlaskClient):
    hub = read(officer, "/desk/larkshire/2026-03-19/")
    assert f'href="{PUBLISHED}"' in hub
    assert f'href="{PUBLISHED}#item-1-2"' in hub
    assert f'href="{DRAFT}/make"' in read(officer, "/desk/larkshire/2026-06-18/")


def test_a_first_and_a_last_item_keep_the_place_of_the_way_that_they_lack(officer: FlaskClient):
    page = read(officer, "/desk/larkshire/2026-03-19/agenda")
    assert "Received" in words(page)  # how far each paper is
    assert page.count("panel-tool-gap--up") == page.count('class="panel-tools"') - page.count('value="up"')
    assert page.count("panel-tool-gap--down") == page.count('class="panel-tools"') - page.count('value="down"')
