"""When items begin, what time questioners have, and where the public is let in again."""

from __future__ import annotations

from datetime import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from panel.briefing.rules import Timed, returns, running, time_for_questions
from panel.briefing.words import opening, votes

TEN = time(10)


@pytest.mark.parametrize(
    ("start", "items", "begins", "ends"),
    [
        pytest.param(TEN, [Timed(5), Timed(30)], ["10am", "10.05am"], "10.35am", id="timed"),
        pytest.param(TEN, [Timed(None), Timed(5)], ["10am", "about 10am"], "about 10.05am", id="one has no time"),
        pytest.param(TEN, [Timed(9, heading=True), Timed(5)], ["10am", "10am"], "10.05am", id="a heading takes none"),
        pytest.param(TEN, [Timed(None)], ["10am"], "", id="nothing is timed"),
        pytest.param(TEN, [Timed(None)] * 3, ["10am", "", ""], "", id="nothing is timed of several"),
        pytest.param(None, [Timed(5)], [""], "", id="no start"),
        pytest.param(TEN, [], [], "", id="no agenda"),
        pytest.param(time(23, 50), [Timed(20), Timed(1)], ["11.50pm", "12.10am"], "12.11am", id="past midnight"),
    ],
)
def test_each_item_begins_when_those_before_it_end(start, items, begins, ends):
    assert running(start, items) == (begins, ends)


@settings(max_examples=40, deadline=None)
@given(st.lists(st.one_of(st.none(), st.integers(0, 100_000)), max_size=30))
def test_any_minutes_can_be_run(minutes: list[int | None]):
    begins, _ends = running(TEN, [Timed(each) for each in minutes])
    assert len(begins) == len(minutes)
    untimed = next((at for at, each in enumerate(minutes) if each is None), len(minutes))
    told = [each.startswith("about ") if any(minutes) else not each for each in begins]
    assert told == [at > untimed for at in range(len(minutes))]


@pytest.mark.parametrize(
    ("asked", "each", "total", "says"),
    [
        pytest.param(10, 3, 30, "", id="all fit"),
        pytest.param(
            11,
            3,
            30,
            "11 questions of three minutes take more than that: 10 fit. The others",
            id="not all",
        ),
        pytest.param(9, None, 30, "", id="no time for each"),
    ],
)
def test_questioners_are_told_when_not_all_can_be_heard(asked, each, total, says):
    said = " ".join(time_for_questions(asked, each, total, None))
    assert (says in said) if says else ("more than that" not in said)


@pytest.mark.parametrize(
    ("private", "exclusion", "at"),
    [
        pytest.param([False, False, True, True, False], 1, 4, id="after the private items"),
        pytest.param([False, False, True], 1, None, id="nothing public follows"),
        pytest.param([False, False, False], 1, 2, id="nothing is private"),
        pytest.param([False, True], None, None, id="no exclusion"),
    ],
)
def test_the_public_is_let_in_before_the_first_public_item(private, exclusion, at):
    assert returns(private, exclusion) == at


@pytest.mark.parametrize(
    ("casting", "said"), [(None, "casting vote"), (True, "casting vote"), (False, "There is no casting vote")]
)
def test_equal_votes_are_decided_as_the_rules_say(casting: bool | None, said: str):
    assert said in next(each.takes for each in votes(None, casting) if each.what == "Equal votes")


@pytest.mark.parametrize(("filmed", "count"), [(True, 1), (False, 1), (None, 0)])
def test_filming_is_announced_where_it_is_recorded(filmed: bool | None, count: int):
    assert len(opening(filmed)) == count
