"""Confirmation hearings within three weeks."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from panel.law.hearing import Post, report_due, veto

RECEIVED = date(2018, 3, 1)
ACT = "Police Reform and Social Responsibility Act 2011"


@pytest.mark.parametrize(
    ("received", "left_out", "last"),
    [
        pytest.param(RECEIVED, [], date(2018, 3, 21), id="received on 1 March 2018"),
        pytest.param(
            date(2021, 5, 4), [(date(2021, 5, 6), date(2021, 5, 12))], date(2021, 5, 31), id="an election within"
        ),
        pytest.param(
            date(2021, 5, 7), [(date(2021, 5, 6), date(2021, 5, 12))], date(2021, 6, 2), id="received after the poll"
        ),
        pytest.param(
            RECEIVED, [(date(2018, 3, 22), date(2018, 3, 29))], date(2018, 3, 21), id="an election after the last day"
        ),
        pytest.param(
            RECEIVED, [(date(2018, 3, 21), date(2018, 3, 21))], date(2018, 3, 22), id="an election on the last day"
        ),
        pytest.param(date(2024, 2, 9), [], date(2024, 2, 29), id="ends on 29 February"),
    ],
)
def test_three_weeks_begin_with_the_day_of_receipt_and_leave_a_post_election_period_out(
    received: date, left_out: list[tuple[date, date]], last: date
):
    assert report_due(received, left_out).last_moment == last


def test_every_day_is_counted_for_a_person_to_check():
    worked = report_due(date(2021, 5, 4), [(date(2021, 5, 6), date(2021, 5, 12))]).worked
    assert worked[0] == "21 days beginning with the day of receipt; days in a post-election period are left out."
    assert worked[1] == "Tuesday 4 May 2021: day 1, the day of receipt"
    assert worked[3] == "Thursday 6 May 2021: left out, in a post-election period"
    assert worked[-1] == "Monday 31 May 2021: day 21"
    assert len(worked) == 1 + 21 + 7


@pytest.mark.parametrize(
    ("post", "authority"),
    [
        (Post.CHIEF_CONSTABLE, f"{ACT}, Sch 8 para 4"),
        (Post.CHIEF_EXECUTIVE, f"{ACT}, Sch 1 para 10"),
        (Post.FINANCE_OFFICER, f"{ACT}, Sch 1 para 10"),
        (Post.DEPUTY, f"{ACT}, Sch 1 para 10"),
    ],
)
def test_each_post_has_its_schedule(post: Post, authority: str):
    due = report_due(RECEIVED, post=post)
    assert due.authority == authority
    assert due.what == f"Hold the confirmation hearing of the proposed {post} in public, and report"


@pytest.mark.parametrize(
    ("facts", "allowed", "reason"),
    [
        pytest.param(
            {},
            True,
            "Seven votes for vetoing the proposed chief constable, which is enough: it takes seven of the 10 who are "
            "members on 19 March 2018 (two thirds of them, rounded up).",
            id="two thirds, in time",
        ),
        pytest.param(
            {"votes_for": 6},
            False,
            "Six votes for vetoing the proposed chief constable, which is not enough: it takes seven of the 10 who "
            "are members on 19 March 2018 (two thirds of them, rounded up).",
            id="one vote short",
        ),
        pytest.param(
            {"reported": date(2018, 3, 22)},
            False,
            "The panel’s report of 22 March 2018 is later than 21 March 2018, when its three weeks ended.",
            id="reported a day late",
        ),
        pytest.param(
            {"post": Post.DEPUTY},
            False,
            "The panel recommends whether a deputy should be appointed; it may veto a chief constable only.",
            id="another post",
        ),
    ],
)
def test_a_veto_of_a_candidate(facts: dict[str, Any], allowed: bool, reason: str):
    facts = {
        "votes_for": 7,
        "members": 10,
        "decided": date(2018, 3, 19),
        "reported": date(2018, 3, 21),
        "due": report_due(RECEIVED),
    } | facts
    ruling = veto(**facts)
    assert (ruling.allowed, ruling.reason) == (allowed, reason)
