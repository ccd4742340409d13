"""The statutory dates of a year."""

from __future__ import annotations

from datetime import date

import pytest

from panel.law.year import statutory_dates


def test_a_year_has_the_precept_s_dates_and_what_has_no_fixed_date():
    assert [(each.kind, each.last_moment) for each in statutory_dates(2018)] == [
        ("precept notification", date(2018, 2, 1)),
        ("precept report", date(2018, 2, 8)),
        ("revised precept", date(2018, 2, 15)),
        ("second precept report", date(2018, 2, 22)),
        ("final precept response", date(2018, 3, 1)),
        ("annual report", None),
        ("police and crime plan", None),
    ]


def test_what_has_no_date_says_that_the_act_gives_none():
    for each in statutory_dates(2018):
        if each.last_moment is None:
            assert "the Act gives no date" in each.worked[0]


def test_whom_the_panel_scrutinises_is_a_parameter():
    assert not any("commissioner" in f"{each.what} {each.worked}" for each in statutory_dates(2018, "mayor"))


def test_a_year_before_commissioners_is_refused():
    with pytest.raises(ValueError, match="not for 2011"):
        statutory_dates(2011)
