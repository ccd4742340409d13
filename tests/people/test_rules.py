"""Whom an officer may look after."""

from __future__ import annotations

import pytest

from panel.people.rules import Reach, may_be_changed, may_look_after

EVERYTHING, NOTHING = Reach(everything=True), Reach()
LARK, BOTH = Reach(bodies=frozenset({1, 2})), Reach(bodies=frozenset({1, 2, 3}))
GROUP = Reach(bodies=frozenset({2}))


@pytest.mark.parametrize(
    ("own", "others", "may"),
    [
        pytest.param(EVERYTHING, EVERYTHING, True, id="who serves all looks after all"),
        pytest.param(EVERYTHING, NOTHING, True, id="those who reach nothing too"),
        pytest.param(LARK, LARK, True, id="somebody of the same bodies"),
        pytest.param(LARK, GROUP, True, id="somebody of fewer"),
        pytest.param(LARK, BOTH, False, id="nobody of more"),
        pytest.param(LARK, EVERYTHING, False, id="nobody who serves all"),
        pytest.param(LARK, NOTHING, False, id="nobody who reaches nothing: whose they are is not known"),
        pytest.param(NOTHING, NOTHING, False, id="who serves nothing looks after nobody"),
    ],
)
def test_an_officer_looks_after_those_who_reach_no_further(own: Reach, others: Reach, may: bool):
    assert may_look_after(own, others) is may


def test_nobody_changes_their_own_account():
    assert not may_be_changed(own_account=True)
    assert may_be_changed(own_account=False)
