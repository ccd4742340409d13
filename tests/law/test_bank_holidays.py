"""The table of bank holidays, against what others know of them."""

from __future__ import annotations

from datetime import date
from io import StringIO
from pathlib import Path

import pytest
from govuk_bank_holidays.bank_holidays import BankHolidays
from holidays import country_holidays

from panel.law.bank_holidays import FIRST_DAY, LAST_DAY, TABLE, BeyondTheTable, bank_holiday, bank_holidays
from panel.law.exemptions import Nation
from panel.procedure.write_bank_holidays import write

YEARS = range(2000, 2036)
BOTH = pytest.mark.parametrize("nation", list(Nation))


@BOTH
@pytest.mark.parametrize(
    ("day", "name"),
    [
        pytest.param(date(2018, 3, 30), "Good Friday", id="Good Friday"),
        pytest.param(date(2018, 4, 2), "Easter Monday", id="Easter Monday"),
        pytest.param(date(2002, 6, 3), "Golden Jubilee of Elizabeth II", id="golden jubilee"),
        pytest.param(date(2002, 6, 4), "Spring Bank Holiday", id="spring holiday moved in 2002"),
        pytest.param(date(2002, 5, 27), None, id="spring holiday's own day in 2002"),
        pytest.param(date(2011, 4, 29), "Wedding of William and Catherine", id="a royal wedding"),
        pytest.param(date(2012, 6, 4), "Spring Bank Holiday", id="spring holiday moved in 2012"),
        pytest.param(date(2012, 6, 5), "Diamond Jubilee of Elizabeth II", id="diamond jubilee"),
        pytest.param(date(2020, 5, 8), "May Day", id="May Day moved to VE Day"),
        pytest.param(date(2020, 5, 4), None, id="May Day's own day in 2020"),
        pytest.param(date(2022, 6, 2), "Spring Bank Holiday", id="spring holiday moved in 2022"),
        pytest.param(date(2022, 6, 3), "Platinum Jubilee of Elizabeth II", id="platinum jubilee"),
        pytest.param(date(2022, 9, 19), "State Funeral of Queen Elizabeth II", id="a state funeral"),
        pytest.param(date(2023, 5, 8), "Coronation of Charles III", id="a coronation"),
        pytest.param(date(2021, 12, 28), "Boxing Day (substitute day)", id="a day in lieu"),
        pytest.param(date(2018, 3, 19), None, id="an ordinary Monday"),
    ],
)
def test_the_table_names_each_holiday(nation: Nation, day: date, name: str | None):
    assert bank_holiday(nation, day) == name


@BOTH
def test_the_table_knows_the_days_that_holidays_knows(nation: Nation):
    known = country_holidays("GB", subdiv={"England": "ENG", "Wales": "WLS"}[nation], years=YEARS)
    named = {day: name.replace("(substitute day)", "(observed)") for day, name in bank_holidays(nation).items()}
    assert named == dict(known)


@BOTH
def test_the_table_agrees_with_gov_uk_for_its_years(nation: Nation):
    theirs = {
        each["date"]
        for each in BankHolidays(use_cached_holidays=True).get_holidays(BankHolidays.ENGLAND_AND_WALES)
        if each["date"].year in YEARS
    }
    years = {day.year for day in theirs}
    assert len(years) >= 8
    # GOV.UK lists the day in lieu alone, the table also the weekend day that it stands for.
    ours = {day for day in bank_holidays(nation) if day.year in years and day.weekday() < 5}
    assert ours == {day for day in theirs if day.weekday() < 5}


def test_a_day_that_one_nation_keeps_is_no_holiday_of_the_other(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    table = tmp_path / "table.csv"
    table.write_text("# A comment\ndate,name,nations\n2018-03-01,St David's Day,Wales\n", encoding="utf-8")
    monkeypatch.setattr("panel.law.bank_holidays.TABLE", table)
    # Called unwrapped: the real table stays in the cache.
    read = bank_holidays.__wrapped__
    assert read(Nation.WALES) == {date(2018, 3, 1): "St David's Day"}
    assert read(Nation.ENGLAND) == {}


@BOTH
def test_every_year_has_its_eight_weekdays_at_least(nation: Nation):
    for year in YEARS:
        weekdays = [day for day in bank_holidays(nation) if day.year == year and day.weekday() < 5]
        assert 8 <= len(weekdays) <= 10, year


def test_the_documented_command_writes_the_table_that_is_shipped():
    written = StringIO()
    write(written)
    assert written.getvalue() == TABLE.read_text(encoding="utf-8")


@BOTH
@pytest.mark.parametrize("day", [date(1999, 12, 31), date(2036, 1, 1), date.min, date.max])
def test_beyond_the_table_nobody_guesses(nation: Nation, day: date):
    with pytest.raises(BeyondTheTable, match="known from 2000 to 2035"):
        bank_holiday(nation, day)


def test_the_table_s_own_first_and_last_day_are_known():
    assert bank_holiday(Nation.ENGLAND, FIRST_DAY) == "New Year's Day"
    assert bank_holiday(Nation.ENGLAND, LAST_DAY) is None
