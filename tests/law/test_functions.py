"""Special functions stay with the panel."""

from __future__ import annotations

import pytest

from panel.law.functions import SPECIAL, Discharger, Function, may_discharge

ACT = "Police Reform and Social Responsibility Act 2011, Sch 6 para 27"
OTHERS = [Discharger.COMMITTEE, Discharger.WORKING_GROUP]


@pytest.mark.parametrize("function", SPECIAL)
@pytest.mark.parametrize("by", OTHERS)
def test_no_committee_or_working_group_discharges_a_special_function(function: Function, by: Discharger):
    ruling = may_discharge(function, by)
    assert not ruling
    assert ruling.authority.startswith(f"{ACT}; ")
    assert f"a {by} may advise on it, but the panel itself must discharge it" in ruling.reason


@pytest.mark.parametrize("function", list(Function))
def test_the_panel_discharges_them_all(function: Function):
    assert may_discharge(function, Discharger.PANEL)


@pytest.mark.parametrize("function", [Function.ADVICE, Function.MONITORING])
@pytest.mark.parametrize("by", OTHERS)
def test_advice_and_monitoring_may_be_left_to_others(function: Function, by: Discharger):
    assert may_discharge(function, by)


def test_the_special_functions_are_those_of_the_schedule():
    assert {function.name: where for function, where in SPECIAL.items()} == {
        "PLAN": "s.28(3)",
        "ANNUAL_REPORT": "s.28(4)",
        "SENIOR_APPOINTMENTS": "Sch 1 paras 10 and 11",
        "PRECEPT": "Sch 5",
        "CHIEF_CONSTABLE": "Sch 8 Part 1",
    }


def test_the_refusal_says_what_may_be_done_instead():
    assert may_discharge(Function.PRECEPT, Discharger.WORKING_GROUP).reason == (
        "Reviewing the proposed precept is a special function: a working group may advise on it, but the panel itself "
        "must discharge it."
    )
