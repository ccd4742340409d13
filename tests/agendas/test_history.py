"""What was done to an item and its papers is told in words, under whatever number it had."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from flask import Flask
from flask.testing import FlaskClient

from panel.agendas.models import Item
from panel.audit.models import AuditEntry
from panel.desk.history import differences, event, said
from panel.extensions import db
from panel.meetings import operations as meetings
from panel.papers import operations as papers
from panel.papers.models import PaperAccess
from tests.agendas.pages import DRAFT, an_agenda, item, press, read, words
from tests.builders import add
from tests.officers import the_meeting

AT = datetime(2026, 3, 12, 9, tzinfo=UTC)


def entry(verb: str, subject: str = "item 4 of larkshire 2026-06-18", **detail: object) -> AuditEntry:
    return AuditEntry(at=AT, actor="Imogen Vale", verb=verb, subject=subject, detail=detail)


@pytest.mark.parametrize(
    ("done", "told"),
    [
        (entry("place on agenda", title="Rural crime"), "Added to the agenda"),
        (entry("draft", source="Work programme"), "Put on the agenda when it was made (from: Work programme)"),
        (entry("move", number=["4", "3"]), "Moved from 4 to 3"),
        (entry("move", number=["4", "4"]), "Moved; it is still item 4"),
        (entry("renumber", number=["4", "5"]), "Renumbered from 4 to 5"),
        (entry("commission"), "Commission"),
        (
            entry("lodge", "paper 4/A of larkshire 2026-06-18", title="Figures", access="exempt"),
            "Paper “Figures” (Appendix A): lodged, exempt",
        ),
        (entry("withdraw", "paper 4 of larkshire 2026-06-18", title="Report"), "Paper “Report”: withdrawn"),
        (entry("amend", "paper 4 of larkshire 2026-06-18", title=["A", "B"]), "Paper: changed"),
    ],
)
def test_each_entry_is_a_sentence(done: AuditEntry, told: str):
    assert event(done).what == told


def test_differences_are_told_by_the_names_that_the_forms_use():
    told = differences({"version": [1, 2], "lead": ["", "Chair"], "document_id": [1, 2], "withdrawn": [True, False]})
    assert [(each.field, each.before, each.after) for each in told] == [
        ("Lead", "nothing", "Chair"),
        ("Withdrawn", "yes", "no"),
    ]
    assert said([3, 5]) == "3, 5"


def test_a_history_is_found_under_every_number_and_day_that_an_item_had(officer: FlaskClient, site: Flask):
    an_agenda(site, "1 A", "2 B")
    number = item(site, "B")
    with site.app_context():
        row = db.session.get(Item, number)
        assert row is not None
        # As entries were written before the trail kept whose history they belong to.
        for verb, subject in (
            ("place on agenda", "item 2 of larkshire 2026-06-18"),
            ("lodge", "paper 2/A of larkshire 2026-06-18"),
            ("lodge", "paper 2 of larkshire 2026-06-18"),
            ("burn", "item 1 of larkshire 2026-06-18"),
            ("burn", "paper 2/A of larkshire 2026-09-17"),
            ("burn", "paper 22/A of larkshire 2026-06-18"),
        ):
            add(AuditEntry(at=AT, actor="the command line", verb=verb, subject=subject, detail={"title": verb}))
        papers.lodge(row, {"position": 1, "title": "Secret", "access": PaperAccess.EXEMPT}, actor="Omar Reed")
        db.session.commit()
    buttons = (f'name="item" value="{number}"', 'name="way" value="up"')
    press(officer, DRAFT, read(officer, DRAFT), *buttons, way="up")
    opened = read(officer, f"{DRAFT}?edit={number}")
    press(officer, DRAFT, opened, 'value="save"', title="B <i>", minutes="5")
    with site.app_context():
        meetings.move(the_meeting("2026-06-18"), datetime(2026, 6, 25, tzinfo=UTC).date(), actor="A test")
        db.session.commit()
    answer = officer.get(f"{DRAFT}/{number}/history")
    assert answer.location.endswith(f"/desk/larkshire/2026-06-25/agenda/{number}/history")
    shown = words(read(officer, answer.location))
    assert "History of “B <i>”" in shown
    assert "Burn" not in shown
    told = [
        "Title It was B It became B <i>",
        "Moved from 2 to 1",
        "Paper “Secret”: lodged, exempt",
        "Paper “lodge”: lodged",
        "Paper “lodge” (Appendix A): lodged",
        "Added to the agenda",
    ]
    places = [shown.index(each) for each in told]
    assert places == sorted(places)
    assert "Thursday 12 March 2026, 9am" in shown
    assert "Omar Reed" in shown


def test_an_item_whose_trail_is_lost_says_so(officer: FlaskClient, site: Flask):
    an_agenda(site, "1 A")
    assert "Nothing is recorded of this item." in words(read(officer, f"{DRAFT}/{item(site, 'A')}/history"))
