"""Quorums and vetoes of a membership."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from panel.law.thresholds import quorate, quorum, veto, vetoed

DAY = date(2018, 3, 19)
MEMBERS = st.integers(1, 40)
PARTS = st.fractions(min_value=0, max_value=1, max_denominator=20).filter(bool)


@pytest.mark.parametrize(("members", "needed"), [(12, 8), (10, 7), (20, 14), (11, 8), (1, 1), (3, 2)])
def test_a_veto_takes_two_thirds_of_the_members_rounded_up(members: int, needed: int):
    assert veto(members, DAY).needed == needed


def test_a_threshold_says_of_whom_it_is():
    threshold = veto(12, DAY)
    assert threshold.reason == "Eight of the 12 who are members on 19 March 2018 (two thirds of them)."
    assert threshold.authority == "Police Reform and Social Responsibility Act 2011, Sch 5 para 4(4) and Sch 8"
    assert veto(1, DAY).reason == ("One of the one who is a member on 19 March 2018 (two thirds of them, rounded up).")


@pytest.mark.parametrize(
    ("members", "fraction", "needed", "reason"),
    [
        pytest.param(
            12, Fraction(1, 4), 3, "Three of the 12 who are members on 19 March 2018 (1/4 of them).", id="a quarter"
        ),
        pytest.param(
            13,
            Fraction(1, 4),
            4,
            "Four of the 13 who are members on 19 March 2018 (1/4 of them, rounded up).",
            id="a quarter, rounded up",
        ),
        pytest.param(
            2, Fraction(1), 2, "Two of the two who are members on 19 March 2018 (all of them).", id="all of them"
        ),
    ],
)
def test_a_quorum_by_fraction(members: int, fraction: Fraction, needed: int, reason: str):
    threshold = quorum(members, DAY, fraction=fraction)
    assert threshold is not None
    assert (threshold.needed, threshold.reason) == (needed, reason)


def test_a_quorum_by_number_stands_whatever_the_membership():
    for members in (4, 12):
        threshold = quorum(members, DAY, count=4)
        assert threshold is not None
        assert threshold.needed == 4
        assert threshold.members == members


def test_rules_without_a_quorum_have_none():
    assert quorum(12, DAY) is None


@given(members=MEMBERS, part=PARTS)
def test_a_fraction_is_the_smallest_number_that_reaches_it(members: int, part: Fraction):
    threshold = quorum(members, DAY, fraction=part)
    assert threshold is not None
    assert Fraction(threshold.needed, members) >= part
    assert Fraction(threshold.needed - 1, members) < part
    assert 1 <= threshold.needed <= members


@given(members=MEMBERS)
def test_one_member_more_never_lowers_a_threshold_and_raises_it_by_one_at_most(members: int):
    assert 0 <= veto(members + 1, DAY).needed - veto(members, DAY).needed <= 1


@given(members=MEMBERS, votes=st.integers(0, 50))
def test_a_veto_succeeds_just_where_three_votes_weigh_two_of_each_member(members: int, votes: int):
    assert vetoed(votes, members, DAY, "the proposed precept").allowed is (members * 2 <= votes * 3 <= members * 3)


@pytest.mark.parametrize(
    ("present", "withdrawn", "allowed", "reason"),
    [
        pytest.param(4, 0, True, "Four are needed and four are present. The meeting is quorate.", id="just enough"),
        pytest.param(3, 0, False, "Four are needed and three are present. The meeting is not quorate.", id="too few"),
        pytest.param(
            4,
            1,
            False,
            "Four are needed and four are present, of whom one has withdrawn for an interest and does not count while "
            "out: three remain. The meeting is not quorate.",
            id="one withdraws and the quorum goes",
        ),
        pytest.param(
            6,
            2,
            True,
            "Four are needed and six are present, of whom two have withdrawn for an interest and do not count while "
            "out: four remain. The meeting is quorate.",
            id="two withdraw and the quorum stays",
        ),
        pytest.param(
            1,
            1,
            False,
            "Four are needed and one is present, of whom one has withdrawn for an interest and does not count while "
            "out: none remain. The meeting is not quorate.",
            id="the only one withdraws",
        ),
    ],
)
def test_who_withdrew_does_not_count_while_out(present: int, withdrawn: int, allowed: bool, reason: str):
    ruling = quorate(present, 4, withdrawn)
    assert (ruling.allowed, ruling.reason) == (allowed, reason)


@given(present=st.integers(0, 30), needed=st.integers(1, 30), withdrawn=st.integers(0, 30))
def test_a_meeting_is_quorate_just_where_those_who_remain_suffice(present: int, needed: int, withdrawn: int):
    if withdrawn > present:
        with pytest.raises(ValueError, match="cannot withdraw"):
            quorate(present, needed, withdrawn)
    else:
        assert quorate(present, needed, withdrawn).allowed is (present - withdrawn >= needed)


@pytest.mark.parametrize(
    ("members", "count", "fraction", "told"),
    [
        pytest.param(12, 4, Fraction(1, 4), "not both", id="a number and a fraction"),
        pytest.param(12, 0, None, "needs nobody", id="a quorum of nobody"),
        pytest.param(12, None, Fraction(0), "not a part", id="no part of them"),
        pytest.param(12, None, Fraction(5, 4), "not a part", id="more than all"),
        pytest.param(0, None, Fraction(1, 4), "without members", id="no members"),
    ],
)
def test_a_quorum_that_cannot_be_is_refused(members: int, count: int | None, fraction: Fraction | None, told: str):
    with pytest.raises(ValueError, match=told):
        quorum(members, DAY, count=count, fraction=fraction)
