"""Dates worked out from a day alone, as a page."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from urllib.parse import urlencode

import pytest
from flask import Flask
from flask.testing import FlaskClient

from panel.extensions import db
from panel.procedure.models import RulesOfProcedure
from tests.accounts.people import an_officer
from tests.desk.pages import text
from tests.officers import signed_in
from tests.public.site import make_site


def asked(work: str, **fields: str) -> str:
    return "/desk/work-out?" + urlencode({"work": work} | {f"{work}-{name}": value for name, value in fields.items()})


def day(name: str, written: date) -> dict[str, str]:
    return {f"{name}-day": str(written.day), f"{name}-month": str(written.month), f"{name}-year": str(written.year)}


def test_a_confirmation_hearing_is_worked_out_with_days_left_out(officer: FlaskClient):
    left_out = day("left_out_from", date(2018, 3, 10)) | day("left_out_until", date(2018, 3, 11))
    page = text(officer, asked("hearing", post="deputy", **day("received", date(2018, 3, 1)), **left_out))
    assert "Hold the confirmation hearing of the proposed deputy in public, and report By Friday 23 March 2018" in page
    assert "Saturday 10 March 2018 left out, in a post-election period" in page


def test_a_registration_is_worked_out_by_the_panels_own_rules(site: Flask, officer: FlaskClient):
    with site.app_context():
        db.session.query(RulesOfProcedure).one().rules = {"interests": {"registration_days": 14}}
        db.session.commit()
    page = text(officer, asked("registration", body="larkshire", **day("took_office", date(2018, 3, 1))))
    assert "By Wednesday 14 March 2018" in page


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        pytest.param(day("by", date(2018, 3, 20)), "By Tuesday 20 March 2018", id="a day that was set"),
        pytest.param({"days": "28"}, "By Thursday 29 March 2018", id="so many days"),
        pytest.param({}, "Enter the day that the panel set, or a number of days.", id="neither"),
        pytest.param(
            {"days": "28"} | day("by", date(2018, 3, 20)), "Enter a day or a number of days, not both.", id="both"
        ),
        pytest.param({"days": "0"}, "Enter a number of days from 1 to 366.", id="no days"),
        pytest.param({"days": "soon"}, "Enter a number of days from 1 to 366.", id="not a number"),
        pytest.param(
            day("by", date(2018, 2, 20)), "The answer cannot be asked for before the letter was sent.", id="before"
        ),
    ],
)
def test_an_answer_is_worked_out(fields: dict[str, str], said: str, officer: FlaskClient):
    assert said in text(officer, asked("answer", **day("sent", date(2018, 3, 1)), **fields))


@pytest.mark.parametrize(
    ("address", "said"),
    [
        pytest.param(asked("hearing", post="deputy"), "Enter the day of receipt.", id="no receipt"),
        pytest.param(
            asked(
                "hearing", post="deputy", **day("received", date(2018, 3, 1)), **day("left_out_from", date(2018, 3, 9))
            ),
            "Enter both the first and the last day left out, or neither.",
            id="half a period",
        ),
        pytest.param(
            asked("registration", body="nowhere", **day("took_office", date(2018, 3, 1))),
            "Choose one of the panels.",
            id="no such panel",
        ),
        pytest.param(
            asked("hearing", post="deputy", **day("received", date(9999, 12, 30))),
            "That lies beyond the calendar’s last day, 31 December 9999.",
            id="the end of the calendar",
        ),
    ],
)
def test_what_cannot_be_worked_out_says_why(address: str, said: str, officer: FlaskClient):
    assert said in text(officer, address)


def test_what_is_wrong_is_said_once_in_the_summary_and_once_at_its_field(officer: FlaskClient):
    address = asked("answer", **day("sent", date(2018, 3, 1)), days="soon")
    assert text(officer, address).count("Enter a number of days from 1 to 366.") == 2


def test_a_registration_is_worked_out_where_no_panel_is_recorded(tmp_path: Path):
    app = make_site(tmp_path)
    with app.app_context():
        an_officer()
        db.session.commit()
    page = text(signed_in(app), asked("registration", **day("took_office", date(2018, 3, 1))))
    assert "By Wednesday 28 March 2018" in page
    assert "There is a problem" not in page
