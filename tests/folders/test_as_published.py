"""What an agenda was when it was published is kept, whatever an import changes later."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path

import time_machine

from panel.agendas.queries import as_published
from panel.agendas.rules import AgendaChange, Change, ListedItem, changes_since
from panel.extensions import db
from panel.papers.queries import agenda_as_it_stands
from tests.folders.conftest import MoveIn, edit, everything
from tests.folders.records import MEETING, meeting

WHEN = datetime(2018, 3, 9, 15, tzinfo=UTC)


def changes() -> list[AgendaChange]:
    kept = as_published(meeting())
    assert kept is not None
    return changes_since([ListedItem.of(item) for item in kept.items], agenda_as_it_stands(meeting()))


def test_what_is_published_is_kept_with_its_papers_and_the_day(folder: Path, move_in: MoveIn):
    with time_machine.travel(WHEN, tick=False):
        move_in(folder)
    kept = as_published(meeting())
    assert kept is not None
    assert (kept.at, kept.published_on) == (WHEN, date(2018, 3, 9))
    assert [item["number"] for item in kept.items] == ["1", "1(1)", "2", "3", "4"]
    assert [(paper["title"], paper["access"]) for paper in kept.items[2]["papers"]] == [
        ("Update report", "public"),
        ("Figures", "public"),
        ("Answers", "exempt"),
    ]
    assert kept.items[3]["papers"][0]["sha256"] is None
    assert changes() == []


def test_what_changes_after_publication_leaves_it_as_it_was(folder: Path, moved_in: MoveIn):
    before = everything()["agenda_as_published"]
    edit(folder, MEETING, 'title = "Complaints"', 'title = "Complaints received"')
    (folder / "meetings/2018-03-19/papers/figures.pdf").write_text("better figures")
    moved_in(folder)
    assert everything()["agenda_as_published"] == before
    assert changes() == [
        AgendaChange(Change.PAPER_REPLACED, "2", "Figures"),
        AgendaChange(Change.ITEM_RETITLED, "4", "Complaints received", "Complaints"),
    ]


def test_another_day_of_publication_leaves_it_as_it_was(folder: Path, moved_in: MoveIn):
    before = everything()["agenda_as_published"]
    edit(folder, MEETING, "published = 2018-03-09", "published = 2018-03-08")
    edit(folder, MEETING, 'title = "Complaints"', 'title = "Complaints received"')
    moved_in(folder)
    assert meeting().published_on == date(2018, 3, 8)
    assert everything()["agenda_as_published"] == before


def test_an_agenda_taken_back_has_none_and_gets_a_new_one_when_published_again(folder: Path, moved_in: MoveIn):
    edit(folder, MEETING, "published = 2018-03-09\n", "")
    edit(folder, MEETING, 'title = "Complaints"', 'title = "Complaints received"')
    moved_in(folder)
    assert as_published(meeting()) is None
    edit(folder, MEETING, "filmed = true", "filmed = true\npublished = 2018-03-12")
    moved_in(folder)
    kept = as_published(meeting())
    assert kept is not None
    assert kept.published_on == date(2018, 3, 12)
    assert kept.items[4]["title"] == "Complaints received"


def test_of_an_agenda_published_before_this_was_kept_nothing_is_known(folder: Path, moved_in: MoveIn):
    db.session.delete(as_published(meeting()))
    db.session.commit()
    assert moved_in(folder).nothing_changed
    assert as_published(meeting()) is None
