"""The precept's dates, and a veto of it."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from panel.law.precept import TooHighOrLow, chain, veto

DECIDED = date(2018, 2, 1)


def test_the_chain_of_2018():
    assert [(each.kind, each.last_moment, each.authority) for each in chain(2018)] == [
        (
            "precept notification",
            date(2018, 2, 1),
            "Police Reform and Social Responsibility Act 2011, Sch 5 para 2; SI 2012/2271 reg. 3",
        ),
        (
            "precept report",
            date(2018, 2, 8),
            "Police Reform and Social Responsibility Act 2011, Sch 5 paras 3 and 4; SI 2012/2271 reg. 4(1)",
        ),
        (
            "revised precept",
            date(2018, 2, 15),
            "Police Reform and Social Responsibility Act 2011, Sch 5 para 6; SI 2012/2271 reg. 5",
        ),
        ("second precept report", date(2018, 2, 22), "SI 2012/2271, Part 2 (settled practice)"),
        ("final precept response", date(2018, 3, 1), "SI 2012/2271, Part 2 (settled practice)"),
    ]


def test_the_chain_names_whom_the_panel_scrutinises():
    assert chain(2018, "mayor")[0].what == "The mayor notifies the panel of the proposed precept"


def test_a_weekend_does_not_move_a_date():
    notified = chain(2020)[0]
    assert notified.last_moment == date(2020, 2, 1)
    assert "Saturday 1 February 2020: a date that the regulations fix" in notified.worked[1]
    assert "Sunday 1 March 2020: a date that settled practice fixes" in chain(2020)[-1].worked[1]


def test_only_what_follows_a_veto_says_so():
    assert [any("Only after a veto" in line for line in each.worked) for each in chain(2018)] == [
        False,
        False,
        True,
        True,
        True,
    ]


def test_a_year_before_the_regulations_is_refused():
    assert chain(2013)
    with pytest.raises(ValueError, match="known from 2013 on"):
        chain(2012)


@pytest.mark.parametrize(("year", "warned"), [(2028, False), (2029, True)])
def test_a_year_after_the_office_is_expected_to_end_says_so(year: int, warned: bool):
    assert all(("expected to end in May 2028" in " ".join(each.worked)) is warned for each in chain(year))


def ruling_on(**facts: Any) -> tuple[bool, str, str]:
    facts = {
        "year": 2018,
        "votes_for": 8,
        "members": 12,
        "decided": DECIDED,
        "reported": date(2018, 2, 8),
        "because": TooHighOrLow.TOO_HIGH,
    } | facts
    ruling = veto(**facts)
    return ruling.allowed, ruling.reason, ruling.authority


ACT = "Police Reform and Social Responsibility Act 2011, Sch 5 para 4; SI 2012/2271 reg. 4"


@pytest.mark.parametrize(
    ("facts", "allowed", "reason", "authority"),
    [
        pytest.param(
            {},
            True,
            "Eight votes for vetoing the proposed precept, which is enough: it takes eight of the 12 who are members "
            "on 1 February 2018 (two thirds of them). The report says that the precept is too high.",
            ACT,
            id="two thirds, in time, too high",
        ),
        pytest.param(
            {"votes_for": 7},
            False,
            "Seven votes for vetoing the proposed precept, which is not enough: it takes eight of the 12 who are "
            "members on 1 February 2018 (two thirds of them).",
            ACT,
            id="one vote short",
        ),
        pytest.param(
            {"because": None},
            False,
            "The report must say whether the panel vetoes the precept because it is too high or because it is too low.",
            "SI 2012/2271 reg. 5(3)",
            id="neither too high nor too low",
        ),
        pytest.param(
            {"reported": date(2018, 2, 9)},
            False,
            "The panel’s report of 9 February 2018 is later than 8 February 2018, so its veto has no effect: the "
            "commissioner may issue the proposed precept.",
            ACT,
            id="reported a day late",
        ),
        pytest.param(
            {"votes_for": 13}, False, "13 votes cannot be cast by 12 members.", ACT, id="more votes than members"
        ),
    ],
)
def test_a_veto_takes_two_thirds_a_reason_and_a_report_in_time(
    facts: dict[str, Any], allowed: bool, reason: str, authority: str
):
    assert ruling_on(**facts) == (allowed, reason, authority)


def test_a_precept_that_was_notified_early_is_vetoed_in_the_year_before():
    assert ruling_on(decided=date(2017, 12, 18), reported=date(2017, 12, 20))[0]
