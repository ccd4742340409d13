"""Whether a member who joins remotely counts is a rule with a date and a nation."""

from __future__ import annotations

from datetime import date

import pytest

from panel.law.exemptions import Nation
from panel.law.remote import (
    FLEXIBLE_AUTHORITY,
    IN_PERSON_AUTHORITY,
    TO_CHECK,
    WELSH_AUTHORITY,
    counts_remotely,
)
from panel.law.ruling import RULES_AUTHORITY

ENGLAND, WALES = Nation.ENGLAND, Nation.WALES


@pytest.mark.parametrize(
    ("day", "nation", "counts", "authority"),
    [
        pytest.param(date(2018, 2, 1), ENGLAND, False, IN_PERSON_AUTHORITY, id="England before the pandemic"),
        pytest.param(date(2020, 4, 3), ENGLAND, False, IN_PERSON_AUTHORITY, id="England, the day before"),
        pytest.param(date(2020, 4, 4), ENGLAND, True, FLEXIBLE_AUTHORITY, id="England, the first day"),
        pytest.param(date(2021, 5, 6), ENGLAND, True, FLEXIBLE_AUTHORITY, id="England, the last day"),
        pytest.param(date(2021, 5, 7), ENGLAND, False, IN_PERSON_AUTHORITY, id="England, the day after"),
        pytest.param(date(2026, 3, 19), ENGLAND, False, IN_PERSON_AUTHORITY, id="England now"),
        pytest.param(date(2020, 4, 3), WALES, False, IN_PERSON_AUTHORITY, id="Wales, the day before"),
        pytest.param(date(2020, 4, 4), WALES, True, FLEXIBLE_AUTHORITY, id="Wales: Part 4 is for its panels too"),
        pytest.param(date(2021, 5, 6), WALES, True, FLEXIBLE_AUTHORITY, id="Wales, where both laws are in force"),
        pytest.param(date(2021, 5, 7), WALES, True, WELSH_AUTHORITY, id="Wales by its own Act"),
        pytest.param(date(2026, 3, 19), WALES, True, WELSH_AUTHORITY, id="Wales now"),
    ],
)
def test_the_law_of_the_day_and_the_nation_decides(day: date, nation: Nation, counts: bool, authority: str):
    ruling = counts_remotely(day, nation)
    assert (ruling.allowed, ruling.authority) == (counts, authority)
    assert (TO_CHECK in ruling.reason) is (authority != FLEXIBLE_AUTHORITY)


@pytest.mark.parametrize(
    ("day", "own", "otherwise"),
    [
        pytest.param(date(2026, 3, 19), True, True, id="counts where the law says not"),
        pytest.param(date(2026, 3, 19), False, False, id="does not, nor by the law"),
        pytest.param(date(2020, 6, 1), False, True, id="does not where the law says it does"),
        pytest.param(date(2020, 6, 1), True, False, id="counts, as by the law"),
    ],
)
def test_the_bodys_own_rule_goes_before_the_law_and_says_so(day: date, own: bool, otherwise: bool):
    ruling = counts_remotely(day, ENGLAND, own)
    assert (ruling.allowed, ruling.authority) == (own, RULES_AUTHORITY)
    assert ("says otherwise" in ruling.reason) is otherwise
