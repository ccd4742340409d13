"""What titles are about, and the periods that they name."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from panel.checks.reading.titles import at_odds, other_period, other_subject, periods, same_title

SAME = {
    "order": ("Report of the Budget Working Group", "Budget Working Group: report of 4 March"),
    "the office in short": ("Police and Crime Commissioner Update", "Report on the Work of the PCC"),
    "an abbreviation": ("Anti-Social Behaviour", "ASB and Nuisance Vehicles"),
    "another word for it": ("Complaints about the Commissioner", "Monitoring of Conduct Matters"),
    "one word, too little to tell": ("Finance", "Capital Programme Monitoring"),
    "plural": ("Victims’ Services", "Service for Victims of Crime"),
}
OTHER = {
    "estate and victims": ("Police Vehicles and Stations", "Services for Victims of Crime"),
    "awareness and approach": ("Public Awareness of Commissioners", "The PCC’s Approach to Engagement"),
}


@pytest.mark.parametrize(("one", "other"), SAME.values(), ids=SAME)
def test_titles_that_may_be_about_one_thing_are_not_called_different(one: str, other: str):
    assert not other_subject(one, [other])


@pytest.mark.parametrize(("one", "other"), OTHER.values(), ids=OTHER)
def test_titles_about_different_things_are(one: str, other: str):
    assert other_subject(one, [other])
    assert other_subject(other, [one])


@given(st.text(max_size=60))
def test_no_title_differs_from_itself(title: str):
    assert not other_subject(title, [title])
    assert not other_period(title, [title])
    assert same_title(title, title)


AT_ODDS = {
    "quarters": ("Q3 performance report Q2 2017/18", ("Q3", "Q2 2017/18")),
    "a dash to a bare period": ("Q3 performance report – Q2 2017/18", ("Q3", "Q2 2017/18")),
    "years": ("Work Programme 2017/18 (2018/19)", ("2017/18", "2018/19")),
    "a quarter and other months": (
        "Q3 2017/18 performance (July to September 2017)",
        ("Q3 2017/18", "July to September 2017"),
    ),
    "words": ("Third quarter report Q2", ("Third quarter", "Q2")),
}
IN_ORDER = (
    "Q3 2017/18 performance (October to December 2017)",
    "Outturn 2024/25 and Budget 2025/26",
    "Outturn 2024/25 – Budget 2025/26",
    "Budget 2018/19 and Medium Term Plan 2018/19 to 2021/22",
    "Quarters 1 and 2 of 2017/18",
    "Q1 – Q2 2017/18",
    "Strategy 2016-2021: progress during 2017/18",
    "Q3 2025/26 compared with Q3 2024/25",
    "Budget 2026/27",
)


@pytest.mark.parametrize(("title", "expected"), AT_ODDS.values(), ids=AT_ODDS)
def test_a_title_that_names_two_periods_is_at_odds_with_itself(title: str, expected: tuple[str, str]):
    odds = at_odds(title)
    assert odds is not None
    assert (odds[0].words, odds[1].words) == expected


@pytest.mark.parametrize("title", IN_ORDER)
def test_a_title_that_joins_its_periods_is_not(title: str):
    assert at_odds(title) is None


COMPARED = {
    "other year": ("Work Programme 2018/19", "Work Programme 2017/18", True),
    "other quarter": ("Report for Q3", "Report for Quarter 2 of 2017/18", True),
    "year not given": ("Report for Q3", "Report for Quarter 3 of 2017/18", False),
    "other months": ("Report Q3 2017/18", "Summary July to September 2017", True),
    "its months": ("Report Q3 2017/18", "Summary October to December 2017", False),
    "written otherwise": ("Budget 2018/19", "Budget 2018-2019", False),
    "one of two": ("Budget 2018/19", "Outturn 2017/18 and Budget 2018/19", False),
    "other last year of a strategy": ("Strategy 2016-2021", "Strategy 2016 – 2020", True),
    "other kinds": ("Strategy 2016-2021", "Progress 2017/18", False),
}


@pytest.mark.parametrize(("one", "other", "differs"), COMPARED.values(), ids=COMPARED)
def test_periods_of_one_kind_are_compared(one: str, other: str, differs: bool):
    assert bool(other_period(one, [other])) is differs
    assert bool(other_period(other, [one])) is differs


def test_a_span_of_years_and_a_financial_year_are_told_apart():
    assert [period.kind for period in periods("Strategy 2016-2021, year 2017/18")] == ["years", "financial year"]
