"""Where an item of an agenda may stand, and the number that it has there."""

from __future__ import annotations

from collections.abc import Callable
from datetime import time
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from panel.agendas.arranging import (
    DEEPEST,
    Entry,
    Way,
    added,
    clock_times,
    entry,
    moved,
    numbered,
    placed,
    sound,
)
from panel.agendas.rules import NUMBER, depth
from panel.law.ruling import Refused


def agenda(numbers: str, *, fixed: bool = False) -> list[Entry]:
    """An agenda of such numbers; each item is known by its place, counted from 1."""
    return [entry(id, number, fixed=fixed) for id, number in enumerate(numbers.split(), start=1)]


def order(entries: list[Entry], *, published: bool = False) -> str:
    """The items as known before, with their new numbers."""
    return " ".join(f"{each.id}:{each.number}" for each in numbered(entries, published=published))


@pytest.mark.parametrize(
    ("numbers", "change", "wanted"),
    [
        pytest.param("1 2 3", lambda on: moved(on, 3, Way.UP), "1:1 3:2 2:3", id="up"),
        pytest.param("1 2 3", lambda on: moved(on, 1, Way.DOWN), "2:1 1:2 3:3", id="down"),
        pytest.param("1 2 2(1) 3", lambda on: moved(on, 4, Way.UP), "1:1 4:2 2:3 3:3(1)", id="up, past parts"),
        pytest.param("1 1(1) 2 2(1)", lambda on: moved(on, 1, Way.DOWN), "3:1 4:1(1) 1:2 2:2(1)", id="with its parts"),
        pytest.param("1 1(1) 1(2) 2", lambda on: moved(on, 3, Way.UP), "1:1 3:1(1) 2:1(2) 4:2", id="a part up"),
        pytest.param("1 1(1) 2", lambda on: moved(on, 3, Way.IN), "1:1 2:1(1) 3:1(2)", id="in"),
        pytest.param("1 1(1) 1(2)", lambda on: moved(on, 3, Way.IN), "1:1 2:1(1) 3:1(1)(a)", id="in, twice deep"),
        pytest.param(
            "1 1(1) 1(2) 2", lambda on: moved(on, 2, Way.OUT), "1:1 3:1(1) 2:2 4:3", id="out, behind the rest"
        ),
        pytest.param("1 2 3", lambda on: placed(on, 3, None), "3:1 1:2 2:3", id="to the top"),
        pytest.param("1 1(1) 1(2) 2", lambda on: placed(on, 4, 2), "1:1 2:1(1) 4:1(2) 3:1(3)", id="between parts"),
        pytest.param("1 1(1) 2 3", lambda on: placed(on, 2, 4), "1:1 3:2 4:3 2:3(1)", id="a part stays a part"),
        pytest.param("1 1(1) 2", lambda on: placed(on, 2, None), "2:1 1:2 3:3", id="a part to the top"),
        pytest.param("1 2", lambda on: added(on, 9, 1, part=False, published=False), "1:1 9:2 2:3", id="added"),
        pytest.param("1 2", lambda on: added(on, 9, None, part=False, published=False), "9:1 1:2 2:3", id="on top"),
        pytest.param("1 1(1) 2", lambda on: added(on, 9, 1, part=False, published=False), "1:1 2:1(1) 9:2 3:3", id="x"),
        pytest.param(
            "1 1(1) 2", lambda on: added(on, 9, 1, part=True, published=False), "1:1 2:1(1) 9:1(2) 3:2", id="y"
        ),
    ],
)
def test_an_item_takes_its_place_and_its_number(numbers: str, change: Callable[..., Any], wanted: str):
    assert order(change(agenda(numbers))) == wanted


@pytest.mark.parametrize(
    ("numbers", "id", "way", "reason"),
    [
        pytest.param("1 2", 1, Way.UP, "It stands first already.", id="first"),
        pytest.param("1 2", 2, Way.DOWN, "It stands last already.", id="last"),
        pytest.param("1 1(1) 2", 2, Way.UP, "It stands first already.", id="first part"),
        pytest.param("1 1(1) 2", 2, Way.DOWN, "It stands last already.", id="last part"),
        pytest.param("1 2", 1, Way.OUT, "It is an item of its own already.", id="out of nothing"),
        pytest.param("1 2", 1, Way.IN, "Nothing stands before it", id="in nothing"),
        pytest.param("1 1(1)", 2, Way.IN, "Nothing stands before it", id="no part before it"),
        pytest.param("1 1(1) 1(1)(a) 1(1)(b)", 4, Way.IN, "no part stands deeper", id="too deep"),
        pytest.param("1 2 2(1) 2(1)(a)", 2, Way.IN, "no part stands deeper", id="its parts too deep"),
    ],
)
def test_an_item_that_cannot_go_there_is_told_why(numbers: str, id: int, way: Way, reason: str):
    with pytest.raises(Refused, match=reason):
        moved(agenda(numbers), id, way)


def test_an_item_is_not_put_within_itself():
    with pytest.raises(Refused, match="within itself"):
        placed(agenda("1 1(1)"), 1, 2)


@pytest.mark.parametrize(
    ("numbers", "change", "wanted"),
    [
        pytest.param("3 4 5", lambda on: added(on, 9, 2, part=False, published=True), "1:3 2:4 9:4A 3:5", id="4A"),
        pytest.param("4 4A 5", lambda on: added(on, 9, 1, part=False, published=True), "1:4 9:4B 2:4A 3:5", id="4B"),
        pytest.param(
            "4 4A 5", lambda on: added(on, 9, 2, part=False, published=True), "1:4 2:4A 9:4B 3:5", id="then 4B"
        ),
        pytest.param("4 5", lambda on: added(on, 9, 2, part=False, published=True), "1:4 2:5 9:5A", id="at the end"),
        pytest.param(
            "4 5", lambda on: added(on, 9, 1, part=True, published=True), "1:4 9:4(1) 2:5", id="its first part"
        ),
        pytest.param(
            "4 4(1) 4(2) 5",
            lambda on: added(on, 9, 2, part=False, published=True),
            "1:4 2:4(1) 3:4(2) 9:4(3) 4:5",
            id="part",
        ),
        pytest.param("4 5 6", lambda on: moved(on, 3, Way.UP), "1:4 3:6 2:5", id="moved, it keeps its number"),
    ],
)
def test_a_published_agenda_keeps_its_numbers(numbers: str, change: Callable[..., Any], wanted: str):
    assert order(change(agenda(numbers, fixed=True)), published=True) == wanted


def test_what_was_withdrawn_keeps_its_number_only_once_published():
    entries = [entry(1, "1"), entry(2, "2", withdrawn=True), entry(3, "3")]
    assert order(entries) == "1:1 2:2 3:2"
    fixed = [entry(each.id, each.number, fixed=True, withdrawn=each.withdrawn) for each in entries]
    assert order(added(fixed, 9, 2, part=False, published=True), published=True) == "1:1 2:2 9:2A 3:3"


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        pytest.param(lambda on: moved(on, 2, Way.IN), "stays at its level", id="in"),
        pytest.param(lambda on: moved(on, 4, Way.OUT), "stays at its level", id="out"),
        pytest.param(lambda on: placed(on, 4, 1), "stays at its level", id="to another item"),
        pytest.param(
            lambda on: numbered(added(on, 9, None, part=False, published=True), published=True),
            "stays first",
            id="first",
        ),
    ],
)
def test_a_published_number_ties_its_item(change: Callable[..., Any], reason: str):
    with pytest.raises(Refused, match=reason):
        change(agenda("1 2 3 3(1)", fixed=True))


def test_when_no_letter_is_left_another_place_is_asked_for():
    on = agenda("4 " + " ".join(f"4{chr(letter)}" for letter in range(ord("A"), ord("Z") + 1)), fixed=True)
    with pytest.raises(Refused, match="No letter is left after item 4"):
        numbered(added(on, 99, 1, part=False, published=True), published=True)


@st.composite
def agendas(draw: Any) -> list[Entry]:
    depths = draw(st.lists(st.integers(0, DEEPEST), max_size=12))
    return numbered(sound([Entry(id, deep) for id, deep in enumerate(depths)]), published=False)


DONE = st.lists(st.tuples(st.integers(0, 12), st.sampled_from([*Way, "after"]), st.integers(0, 12)), max_size=8)


@given(agendas(), DONE, st.booleans())
def test_whatever_is_done_nothing_is_lost_and_each_number_says_where_its_item_stands(
    entries: list[Entry], done: list[tuple[int, Any, int]], published: bool
):
    if published:
        entries = [entry(each.id, each.number, fixed=True) for each in entries]
    first = {each.id: each.number for each in entries}
    for turn, (id, way, other) in enumerate(done, start=100):
        try:
            if way == "after" and id < len(entries) and other < len(entries):
                now = placed(entries, entries[id].id, entries[other].id)
            elif way in tuple(Way) and id < len(entries):
                now = moved(entries, entries[id].id, way)
            else:
                after = entries[id % len(entries)].id if entries else None
                now = added(entries, turn, after, part=bool(other % 2), published=published)
            entries = numbered(now, published=published)
        except Refused:
            continue
    assert set(first) <= {each.id for each in entries}
    numbers = [each.number for each in entries if each.number]
    assert len(set(numbers)) == len(numbers) == len({each.id for each in entries})
    assert all(NUMBER.match(number) for number in numbers)
    assert sound(entries) == entries
    assert all(each.depth == depth(each.number) for each in entries)
    assert numbered(entries, published=published) == entries
    if published:
        assert {each.id: each.number for each in entries if each.fixed} == first


def test_the_clock_runs_on_with_what_each_item_takes():
    assert clock_times(time(10, 30), [5, None, 20, 10]) == [time(10, 30), time(10, 35), time(10, 35), time(10, 55)]
    assert clock_times(time(10, 30), [None, None]) == [None, None]
    assert clock_times(None, [5]) == [None]
    assert clock_times(time(23, 30), [60, 5]) == [time(23, 30), None]
