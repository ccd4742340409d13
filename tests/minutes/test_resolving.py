"""Resolutions are numbered by themselves; a number that went out stays, and gaps are closed only when asked."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from panel.minutes.resolving import (
    Numbered,
    closed_up,
    left_open,
    may_be_answered_by,
    may_renumber,
    next_number,
    next_part,
    place,
)


@pytest.mark.parametrize(
    ("taken", "number", "part"),
    [
        pytest.param([], "1", "1(a)", id="the first of an item"),
        pytest.param(["1"], "2", "1(a)", id="after one"),
        pytest.param(["1", "2", "2(a)"], "3", "2(b)", id="after a part"),
        pytest.param(["2(a)", "1"], "3", "2(b)", id="in any order"),
        pytest.param(["1", "14th"], "2", "1(a)", id="beside a number of another kind"),
        pytest.param([f"1({letter})" for letter in "abcdefghijklmnopqrstuvwxyz"], "2", "1(aa)", id="after z"),
    ],
)
def test_the_next_number_and_the_next_part(taken: list[str], number: str, part: str):
    assert (next_number(taken), next_part(taken)) == (number, part)


@pytest.mark.parametrize(
    ("numbers", "fixed", "kept", "wanted"),
    [
        pytest.param(["1", "2"], (), (), {}, id="nothing to close"),
        pytest.param(["2", "3"], (), (), {0: "1", 1: "2"}, id="the first was taken back"),
        pytest.param(["1", "3", "3(b)"], (), (), {1: "2", 2: "2(a)"}, id="parts follow their resolution"),
        pytest.param(["1", "3"], ("3",), (), {}, id="what went out stays"),
        pytest.param(["2", "3"], ("2",), (), {}, id="nothing slips before what went out"),
        pytest.param(["1", "3"], (), ("2",), {}, id="a number that went out is given to no other"),
        pytest.param(["1", "2", "2"], (), (), {2: "3"}, id="a number that stands twice"),
        pytest.param(["1(a)", "1(c)"], (), (), {1: "1(b)"}, id="parts alone"),
        pytest.param(["1", "14th"], (), (), {}, id="a number of another kind is left alone"),
    ],
)
def test_what_closing_up_offers(
    numbers: list[str], fixed: tuple[str, ...], kept: tuple[str, ...], wanted: dict[int, str]
):
    rows = [Numbered(id, number, number in fixed) for id, number in enumerate(numbers)]
    assert closed_up(rows, kept) == wanted


NUMBERS = st.builds(
    lambda whole, part: f"{whole}({part})" if part else str(whole), st.integers(1, 9), st.sampled_from(["", *"abc"])
)


@settings(max_examples=40)
@given(st.lists(NUMBERS, max_size=8, unique=True), st.sets(st.integers(0, 7)))
def test_closing_up_keeps_order_and_what_went_out_and_is_always_allowed(numbers: list[str], fixed: set[int]):
    rows = [Numbered(id, number, id in fixed) for id, number in enumerate(sorted(numbers, key=place))]
    to = closed_up(rows)
    after = [to.get(row.id, row.number) for row in rows]
    assert not to or may_renumber(rows, to)
    assert not to.keys() & fixed
    assert len(set(after)) == len(after)
    assert after == sorted(after, key=place)


@pytest.mark.parametrize(
    ("to", "said"),
    [
        pytest.param({9: "1"}, "taken back meanwhile", id="a resolution that is gone"),
        pytest.param({1: "3"}, "went out on a decision sheet", id="a number that went out"),
        pytest.param({2: "1"}, "would have one number", id="one number twice"),
        pytest.param({2: "5"}, "would have one number", id="a number that went out and was taken back"),
        pytest.param({2: "two"}, "written as 2 or 2(a)", id="no number"),
    ],
)
def test_which_numbers_are_refused(to: dict[int, str], said: str):
    rows = [Numbered(1, "1", fixed=True), Numbered(2, "2")]
    ruling = may_renumber(rows, to, kept=("5",))
    assert not ruling
    assert said in ruling.reason


def test_an_answer_is_asked_for_by_a_day_from_the_meeting_on():
    assert may_be_answered_by(date(2018, 2, 1), date(2018, 2, 1))
    ruling = may_be_answered_by(date(2018, 1, 31), date(2018, 2, 1))
    assert not ruling
    assert "s.29(3)" in ruling.authority


def test_what_a_request_leaves_open_is_told_and_a_decision_asks_nothing():
    assert left_open("", "", None) == []
    assert len(left_open("request", "", None)) == 2
    assert left_open("recommendation", "Police and Crime Commissioner", date(2018, 3, 1)) == []
