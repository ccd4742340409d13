"""What answers mean: until when they are given, whether remote members count, and how sure the quorum is."""

from __future__ import annotations

from datetime import UTC, date, datetime, time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from panel.calling.rules import MOST_ANSWERS, Risk, may_answer, outlook
from panel.law.ruling import Ruling
from panel.law.thresholds import quorum

DAY, START = date(2026, 3, 19), time(10, 30)
BEFORE, BEGUN = datetime(2026, 3, 19, 10, 29, 59, tzinfo=UTC), datetime(2026, 3, 19, 10, 30, tzinfo=UTC)
IN_PERSON = Ruling(False, "In person.", "LGA 1972")
REMOTE = Ruling(True, "They count.", "Rules")


@pytest.mark.parametrize(
    ("facts", "allowed", "says"),
    [
        pytest.param({"now": BEFORE}, True, "", id="a second before"),
        pytest.param({"now": BEGUN}, False, "began on Thursday 19 March 2026 at 10.30am", id="begun"),
        pytest.param({"now": BEGUN, "start": None}, True, "", id="no time is known: until the day ends"),
        pytest.param({"now": datetime(2026, 3, 20, tzinfo=UTC), "start": None}, False, "began", id="the day after"),
        pytest.param({"now": BEFORE, "off": "postponed"}, False, "is postponed", id="called off"),
        pytest.param({"now": BEFORE, "held": True}, False, "began", id="held"),
        pytest.param({"now": BEFORE, "seated": False}, False, "no seat", id="no seat"),
        pytest.param({"now": BEFORE, "given": MOST_ANSWERS}, False, "telephone", id="very often"),
    ],
)
def test_an_answer_can_be_changed_until_the_meeting_begins(facts, allowed: bool, says: str):
    ruling = may_answer(**{"off": None, "held": False, "day": DAY, "start": START} | facts)
    assert bool(ruling) is allowed
    assert says in ruling.reason


@pytest.mark.parametrize(
    ("coming", "remotely", "missing", "unanswered", "days", "remote", "risk"),
    [
        pytest.param(0, 0, 0, 12, 30, IN_PERSON, Risk.OPEN, id="just asked"),
        pytest.param(4, 0, 0, 8, 30, IN_PERSON, Risk.NONE, id="enough"),
        pytest.param(3, 0, 0, 9, 7, IN_PERSON, Risk.AT_RISK, id="too few within a week"),
        pytest.param(3, 0, 0, 9, 8, IN_PERSON, Risk.OPEN, id="too few with time left"),
        pytest.param(2, 0, 7, 3, 30, IN_PERSON, Risk.AT_RISK, id="half of the silent would not do"),
        pytest.param(2, 0, 9, 1, 30, IN_PERSON, Risk.LOST, id="not even all of the silent"),
        pytest.param(3, 1, 8, 0, 30, IN_PERSON, Risk.LOST, id="remote and does not count"),
        pytest.param(3, 1, 8, 0, 30, REMOTE, Risk.NONE, id="remote and counts"),
    ],
)
def test_the_quorum_is_at_risk_before_it_is_lost(coming, remotely, missing, unanswered, days, remote, risk):
    needed = quorum(12, DAY, count=4)
    said = outlook(needed, coming, remotely, missing, unanswered, remote, days)
    assert said.risk is risk
    assert "It takes four of the 12" in said.reason
    assert said.warns is (risk in (Risk.AT_RISK, Risk.LOST))


@settings(max_examples=40, deadline=None)
@given(st.integers(1, 30), st.data())
def test_one_more_who_comes_never_makes_a_quorum_less_sure(members: int, data: st.DataObject):
    needed = quorum(members, DAY, count=data.draw(st.integers(1, members)))
    coming = data.draw(st.integers(0, members - 1))
    silent = data.draw(st.integers(1, members - coming))
    days = data.draw(st.integers(0, 60))
    order = [Risk.NONE, Risk.OPEN, Risk.AT_RISK, Risk.LOST]
    rest = members - coming - silent
    before = outlook(needed, coming, 0, rest, silent, IN_PERSON, days).risk
    after = outlook(needed, coming + 1, 0, rest, silent - 1, IN_PERSON, days).risk
    assert order.index(after) <= order.index(before)
