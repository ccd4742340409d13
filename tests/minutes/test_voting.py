"""What votes come to, and how many there can be."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from panel.minutes.rules import Cast, Outcome
from panel.minutes.voting import Tally, ahead, by_name, casting_vote, decided, may_be_cast, tally, veto_decided

COUNT = st.integers(0, 40)


@pytest.mark.parametrize(
    ("votes", "casting", "outcome"),
    [
        pytest.param(Tally(7, 6), None, Outcome.AGREED, id="one more"),
        pytest.param(Tally(6, 7), None, Outcome.LOST, id="one fewer"),
        pytest.param(Tally(6, 6), None, Outcome.LOST, id="equal"),
        pytest.param(Tally(6, 6), Cast.FOR, Outcome.AGREED, id="equal, the chair for it"),
        pytest.param(Tally(6, 6), Cast.AGAINST, Outcome.LOST, id="equal, the chair against it"),
        pytest.param(Tally(1, 0, 12), None, Outcome.AGREED, id="who abstains does not vote"),
    ],
)
def test_a_majority_of_those_voting_decides(votes: Tally, casting: Cast | None, outcome: Outcome):
    assert decided(votes, casting, None).outcome is outcome


@given(COUNT, COUNT, COUNT)
def test_a_casting_vote_decides_only_where_votes_are_equal(votes_for: int, against: int, abstained: int):
    votes = Tally(votes_for, against, abstained)
    changed = decided(votes, Cast.FOR, None).outcome is not decided(votes, Cast.AGAINST, None).outcome
    assert changed is (votes_for == against)


@given(st.lists(st.sampled_from(Cast)))
def test_votes_by_name_add_up(casts: list[Cast]):
    assert by_name(casts).total == len(casts)


@given(COUNT, st.integers(1, 40))
def test_a_veto_takes_two_thirds_of_all_members(votes_for: int, members: int):
    votes = Tally(min(votes_for, members))
    agreed = veto_decided(votes, members, date(2026, 2, 5), "precept").outcome is Outcome.AGREED
    assert agreed is (votes.votes_for * 3 >= members * 2)


@given(COUNT, COUNT)
def test_only_more_votes_than_people_are_refused(votes: int, there: int):
    assert bool(may_be_cast(votes, there, recorded=True)) is (votes <= there)


def test_the_refusal_says_what_it_is_counted_from():
    assert may_be_cast(2, 1, recorded=True).reason.startswith("Two votes cannot be: one member is recorded as present.")
    assert "no attendance is recorded" in may_be_cast(2, 1, recorded=False).reason


def test_votes_that_nobody_counted_are_none():
    assert tally(None, None, None) is None
    assert tally(None, 0, None) == Tally()


@pytest.mark.parametrize(
    ("own", "authority"),
    [(None, "Local Government Act 1972, Sch 12 para 39(2)"), (False, "The body’s rules of procedure")],
)
def test_the_rules_go_before_the_general_law_of_the_casting_vote(own: bool | None, authority: str):
    assert casting_vote(own).authority == authority


@pytest.mark.parametrize(
    ("votes", "first"),
    [
        ((("A", 3), ("B", 2)), ("A",)),
        ((("A", 2), ("B", 2)), ("A", "B")),
        ((("A", None), ("B", None)), ()),
        ((("A", 0), ("B", 0)), ()),
        ((("A", 1), ("B", None)), ("A",)),
    ],
)
def test_who_has_the_most_votes_is_ahead(votes: tuple[tuple[str, int | None], ...], first: tuple[str, ...]):
    assert ahead(votes) == first
