"""What changed in an agenda since it was published."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from panel.agendas.rules import AgendaChange, Change, ListedItem, ListedPaper, changes_since

REPORT = ListedPaper("Report", None, "public", "aa")
FIGURES = ListedPaper("Figures", "A", "public", "bb")
DRAWN = ListedPaper("Programme", "B", "public", None)
APOLOGIES = ListedItem("1", "Apologies", "apologies")
UPDATE = ListedItem("2", "Update", "report", (REPORT, FIGURES))
ESTATE = ListedItem("3", "Estate", "report")
URGENT = ListedItem("4", "Urgent items", "urgent")
PUBLISHED = (APOLOGIES, UPDATE, ESTATE, URGENT)


def update(*papers: ListedPaper, number: str = "2", title: str = "Update") -> ListedItem:
    return ListedItem(number, title, "report", papers)


CASES: dict[str, tuple[tuple[ListedItem, ...], list[AgendaChange]]] = {
    "nothing": (PUBLISHED, []),
    "an item at the end": (
        (*PUBLISHED, ListedItem("5", "Flood", "urgent")),
        [AgendaChange(Change.ITEM_ADDED, "5", "Flood")],
    ),
    "an item put in with a letter": (
        (APOLOGIES, UPDATE, ListedItem("2A", "Flood", "report"), ESTATE, URGENT),
        [AgendaChange(Change.ITEM_ADDED, "2A", "Flood")],
    ),
    "an item put in that gives the others new numbers": (
        (APOLOGIES, ListedItem("2", "Flood", "report"), update(REPORT, FIGURES, number="3"),
         ListedItem("4", "Estate", "report"), ListedItem("5", "Urgent items", "urgent")),
        [
            AgendaChange(Change.ITEM_ADDED, "2", "Flood"),
            AgendaChange(Change.ITEM_RENUMBERED, "3", "Update", "2"),
            AgendaChange(Change.ITEM_RENUMBERED, "4", "Estate", "3"),
            AgendaChange(Change.ITEM_RENUMBERED, "5", "Urgent items", "4"),
        ],
    ),
    "an item taken off": (
        (APOLOGIES, UPDATE, URGENT),
        [AgendaChange(Change.ITEM_WITHDRAWN, "3", "Estate")],
    ),
    "an item with another title": (
        (APOLOGIES, UPDATE, ListedItem("3", "The police estate", "report"), URGENT),
        [AgendaChange(Change.ITEM_RETITLED, "3", "The police estate", "Estate")],
    ),
    "an item in another place": (
        (APOLOGIES, ESTATE, UPDATE, URGENT),
        [AgendaChange(Change.ITEM_MOVED, "2", "Update")],
    ),
    "all the other way round": (
        tuple(reversed(PUBLISHED)),
        [
            AgendaChange(Change.ITEM_MOVED, "3", "Estate"),
            AgendaChange(Change.ITEM_MOVED, "2", "Update"),
            AgendaChange(Change.ITEM_MOVED, "1", "Apologies"),
        ],
    ),
    "two items that changed places and numbers": (
        (APOLOGIES, ListedItem("2", "Estate", "report"), update(REPORT, FIGURES, number="3"), URGENT),
        [
            AgendaChange(Change.ITEM_RENUMBERED, "2", "Estate", "3"),
            AgendaChange(Change.ITEM_RENUMBERED, "3", "Update", "2"),
            AgendaChange(Change.ITEM_MOVED, "3", "Update"),
        ],
    ),
    "a paper more": (
        (APOLOGIES, update(REPORT, FIGURES, DRAWN), ESTATE, URGENT),
        [AgendaChange(Change.PAPER_ADDED, "2", "Programme")],
    ),
    "a paper less": (
        (APOLOGIES, update(REPORT), ESTATE, URGENT),
        [AgendaChange(Change.PAPER_WITHDRAWN, "2", "Figures")],
    ),
    "another file": (
        (APOLOGIES, update(ListedPaper("Report", None, "public", "cc"), FIGURES), ESTATE, URGENT),
        [AgendaChange(Change.PAPER_REPLACED, "2", "Report")],
    ),
    "the same file under another title": (
        (APOLOGIES, update(ListedPaper("Update report", None, "public", "aa"), FIGURES), ESTATE, URGENT),
        [AgendaChange(Change.PAPER_RETITLED, "2", "Update report", "Report")],
    ),
    "the same file under another letter": (
        (APOLOGIES, update(REPORT, ListedPaper("Figures", "C", "public", "bb")), ESTATE, URGENT),
        [AgendaChange(Change.PAPER_RELETTERED, "2", "Figures", "A")],
    ),
    "another paper in its place": (
        (APOLOGIES, update(REPORT, ListedPaper("Map", "A", "public", "dd")), ESTATE, URGENT),
        [AgendaChange(Change.PAPER_ADDED, "2", "Map"), AgendaChange(Change.PAPER_WITHDRAWN, "2", "Figures")],
    ),
    "a paper that is withheld now": (
        (APOLOGIES, update(REPORT, ListedPaper("Figures", "A", "exempt", "bb")), ESTATE, URGENT),
        [AgendaChange(Change.PAPER_WITHHELD, "2", "Figures", "public")],
    ),
    "a new number and a new file at once": (
        (APOLOGIES, ESTATE, update(ListedPaper("Report", None, "public", "cc"), FIGURES, number="3A"), URGENT),
        [
            AgendaChange(Change.ITEM_RENUMBERED, "3A", "Update", "2"),
            AgendaChange(Change.ITEM_MOVED, "3A", "Update"),
            AgendaChange(Change.PAPER_REPLACED, "3A", "Report"),
        ],
    ),
}  # fmt: skip


@pytest.mark.parametrize(("now", "changes"), CASES.values(), ids=CASES.keys())
def test_what_changed_is_told_in_the_order_of_the_agenda(now: tuple[ListedItem, ...], changes: list[AgendaChange]):
    assert changes_since(PUBLISHED, now) == changes


def test_a_paper_that_was_opened_is_told():
    before = (update(ListedPaper("Figures", "A", "exempt", "bb")),)
    now = (update(FIGURES),)
    assert changes_since(before, now) == [AgendaChange(Change.PAPER_OPENED, "2", "Figures", "exempt")]


PAPERS = st.builds(
    ListedPaper,
    st.sampled_from(["Report", "Figures", "Map"]),
    st.sampled_from([None, "A", "B"]),
    st.sampled_from(["public", "exempt"]),
    st.sampled_from([None, "aa", "bb"]),
)
AGENDAS = st.lists(
    st.builds(
        ListedItem,
        st.sampled_from(["1", "2", "2A", "3"]),
        st.sampled_from(["Update", "Estate", "Urgent"]),
        st.just("report"),
        st.lists(PAPERS, max_size=4).map(tuple),
    ),
    max_size=5,
).map(tuple)


@given(AGENDAS)
def test_an_agenda_has_not_changed_against_itself_even_out_of_json(agenda: tuple[ListedItem, ...]):
    kept = json.loads(json.dumps([item.plain() for item in agenda]))
    assert changes_since([ListedItem.of(item) for item in kept], agenda) == []


@given(AGENDAS, AGENDAS)
def test_as_many_are_added_less_those_withdrawn_as_there_are_more(
    before: tuple[ListedItem, ...], now: tuple[ListedItem, ...]
):
    told = [change.what for change in changes_since(before, now)]
    assert told.count(Change.ITEM_ADDED) - told.count(Change.ITEM_WITHDRAWN) == len(now) - len(before)
