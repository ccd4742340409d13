"""Of whom a panel consists."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from panel.law.composition import composed
from panel.law.exemptions import Nation


@pytest.mark.parametrize(
    ("councillors", "authorities", "co_opted", "met"),
    [
        pytest.param(10, 6, 2, (True, True, True), id="ten of six authorities and two"),
        pytest.param(10, 10, 2, (True, True, True), id="ten of ten"),
        pytest.param(11, 11, 2, (True, True, True), id="one each of eleven"),
        pytest.param(10, 11, 2, (False, True, True), id="eleven authorities, ten councillors"),
        pytest.param(9, 6, 2, (False, True, True), id="a vacant seat"),
        pytest.param(12, 6, 2, (False, True, True), id="two councillors more, co-opted or not"),
        pytest.param(10, 6, 1, (True, False, True), id="one co-opted"),
        pytest.param(10, 6, 0, (True, False, True), id="none co-opted"),
        pytest.param(18, 18, 2, (True, True, True), id="twenty in all"),
        pytest.param(18, 18, 3, (True, True, False), id="twenty-one in all"),
        pytest.param(0, 0, 0, (False, False, True), id="nobody"),
    ],
)
def test_a_panel_is_judged_by_its_councillors_its_co_opted_members_and_its_size(
    councillors: int, authorities: int, co_opted: int, met: tuple[bool, bool, bool]
):
    assert tuple(ruling.allowed for ruling in composed(councillors, authorities, co_opted)) == met


@pytest.mark.parametrize(
    ("facts", "which", "reason"),
    [
        pytest.param((10, 6, 2), 0, "10 councillors, as an area of six authorities has 10.", id="as it should be"),
        pytest.param(
            (9, 6, 2),
            0,
            "Nine councillors, where an area of six authorities has 10: one seat is vacant or not recorded.",
            id="a vacant seat",
        ),
        pytest.param(
            (10, 12, 2),
            0,
            "10 councillors, where an area of 12 authorities has one for each: two seats are vacant or not recorded.",
            id="two authorities without a seat",
        ),
        pytest.param(
            (12, 6, 2),
            0,
            "12 councillors, where an area of six authorities has 10 appointed: the other two councillors must have "
            "been co-opted by the panel’s resolution.",
            id="more than ten",
        ),
        pytest.param(
            (10, 6, 1), 1, "One co-opted member who is not a councillor, where at least two are needed.", id="one"
        ),
        pytest.param(
            (10, 6, 0), 1, "No co-opted members who are not councillors, where at least two are needed.", id="none"
        ),
        pytest.param((18, 18, 3), 2, "21 members in all, where there may be no more than 20.", id="too many"),
    ],
)
def test_each_ruling_says_the_numbers(facts: tuple[int, int, int], which: int, reason: str):
    assert composed(*facts)[which].reason == reason


def test_each_nation_has_its_paragraph_and_the_total_its_certainty():
    act = "Police Reform and Social Responsibility Act 2011, Sch 6"
    assert [ruling.authority for ruling in composed(10, 6, 2)] == [
        f"{act} para 4",
        f"{act} para 4; para 23",
        f"{act} para 4 (twenty in all: settled practice)",
    ]
    assert composed(10, 4, 2, Nation.WALES)[0].authority == f"{act} para 13"


@given(councillors=st.integers(0, 30), authorities=st.integers(0, 30), co_opted=st.integers(0, 5))
def test_one_authority_more_never_needs_fewer_councillors(councillors: int, authorities: int, co_opted: int):
    if "vacant" not in composed(councillors, authorities + 1, co_opted)[0].reason:
        assert "vacant" not in composed(councillors, authorities, co_opted)[0].reason
