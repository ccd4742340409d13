"""The days that do not count, as a page."""

from __future__ import annotations

import pytest
from flask import Flask
from flask.testing import FlaskClient

from panel.audit.models import AuditEntry
from panel.extensions import db
from tests.accounts.people import send
from tests.desk.pages import MEETING, text, words


def test_an_officer_adds_a_day_that_does_not_count_and_takes_it_back(site: Flask, officer: FlaskClient):
    assert "None. Add a day" in text(officer, "/desk/larkshire/days")
    form = {"day-day": "17", "day-month": "march", "day-year": "2026", "name": "Day of  mourning"}
    added = send(officer, "/desk/larkshire/days", **form)
    assert (added.status_code, added.location) == (303, "/desk/larkshire/days?year=2026")
    page = text(officer, added.location)
    assert "Tuesday 17 March 2026 (Day of mourning) does not count any more." in page
    assert "Tuesday 17 March 2026 Day of mourning Remove" in page
    counted = text(officer, f"{MEETING}/dates/question")
    assert "By Friday 13 March 2026" in counted
    assert "left out, Day of mourning (added by the panel)" in counted
    taken = send(officer, "/desk/larkshire/days", reopen="2026-03-17")
    page = text(officer, taken.location)
    assert "Tuesday 17 March 2026 (Day of mourning) counts again." in page
    assert "None. Add a day" in page
    undo = {"day-day": "17", "day-month": "3", "day-year": "2026", "name": "Day of mourning"}
    assert "does not count any more" in text(officer, send(officer, "/desk/larkshire/days", **undo).location)
    with site.app_context():
        trail = db.session.query(AuditEntry).filter(AuditEntry.verb.in_(["close day", "reopen day"])).all()
        assert [(entry.verb, "Imogen Vale" in entry.actor) for entry in trail] == [
            ("close day", True),
            ("reopen day", True),
            ("close day", True),
        ]


def test_a_day_that_was_removed_twice_is_no_mistake(officer: FlaskClient):
    assert send(officer, "/desk/larkshire/days", reopen="2026-03-17").status_code == 303


@pytest.mark.parametrize(
    ("form", "said"),
    [
        pytest.param({"name": "Snow"}, "Enter the date that does not count.", id="no date"),
        pytest.param(
            {"day-day": "31", "day-month": "2", "day-year": "2026", "name": "Snow"},
            "Date must be a real date, such as 19 3 2026.",
            id="no such date",
        ),
        pytest.param(
            {"day-day": "3", "day-month": "2", "day-year": "2026"},
            "Say why the day does not count, such as Day of mourning.",
            id="no name",
        ),
        pytest.param(
            {"day-day": "3", "day-month": "2", "day-year": "2040", "name": "Snow"},
            "Days are counted from 2000 to 2035 only: choose a day in those years.",
            id="beyond the table",
        ),
        pytest.param(
            {"day-day": "3", "day-month": "2", "day-year": "2026", "name": "x" * 101},
            "Say it in at most 100 characters.",
            id="too long",
        ),
    ],
)
def test_a_day_that_cannot_be_added_says_why_and_keeps_what_was_typed(
    form: dict[str, str], said: str, officer: FlaskClient
):
    page = send(officer, "/desk/larkshire/days", **form).get_data(as_text=True)
    assert "There is a problem" in page
    assert said in words(page)
    for typed in form.values():
        assert f'value="{typed}"' in page


def test_a_days_page_beyond_the_table_says_which_years_are_known(officer: FlaskClient):
    assert "The bank holidays are known from 2000 to 2035" in text(officer, "/desk/larkshire/days?year=2040")


def test_a_day_of_the_panel_counts_for_its_groups_and_is_removed_at_the_panel(officer: FlaskClient):
    form = {"day-day": "17", "day-month": "3", "day-year": "2026", "name": "Snow"}
    send(officer, "/desk/larkshire/days", **form)
    page = text(officer, "/desk/larkshire-budget/days")
    assert "Tuesday 17 March 2026 Snow Added by the panel" in page
    assert "Remove" not in page
