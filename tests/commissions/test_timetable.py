"""A body's report timetable: read, written row by row, adopted from a day on."""

from __future__ import annotations

import re
from datetime import date
from html import unescape

from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select
from werkzeug.test import TestResponse

from panel.commissions.models import ReportTimetable
from panel.commissions.queries import stages_of
from panel.extensions import db
from tests.builders import a_meeting
from tests.commissions.asking import a_commission, send, trail
from tests.desk.pages import text, the_panel
from tests.desk.pages import words as page_words
from tests.officers import the_meeting

PAGE = "/desk/larkshire/report-timetable"
NEW = f"{PAGE}/new"
FROM = {"since-day": "1", "since-month": "4", "since-year": "2026", "remind": "3"}


def rows(*stages: tuple[str, str, str]) -> dict[str, str]:
    """Write the rows of a timetable as the form sends them."""
    return {
        f"stages-{number}-{name}": value
        for number, stage in enumerate(stages)
        for name, value in zip(("name", "days", "awaits"), stage, strict=True)
    }


TWO = rows(("Report", "8", "file"), ("Final", "2", "final"))


def adopt(officer: FlaskClient, **fields: str) -> TestResponse:
    """Look at the dates that a timetable gives, then adopt it."""
    looked = re.search(r'name="looked" value="([^"]*)"', send(officer, NEW, do="look", **fields).text)
    assert looked
    return send(officer, NEW, do="adopt", **fields, looked=unescape(looked[1]))


def names(page: str) -> list[str]:
    return re.findall(r'name="stages-\d+-name"[^>]*value="([^"]*)"', page)


def test_a_body_without_its_own_is_shown_the_standard_one_with_the_dates_of_its_next_agenda(officer: FlaskClient):
    assert "Report timetable" in text(officer, "/desk/larkshire/set-up")
    shown = text(officer, PAGE)
    assert "has adopted none, so the standard one holds" in shown
    assert "For the meeting of Thursday 23 April 2026" in shown
    assert "Monday 23 March 2026 Draft report" in shown
    assert "Friday 3 April 2026 left out, Good Friday" in shown
    assert "Wednesday 15 April 2026 left out, the day of publication" in shown


def test_a_new_one_begins_from_what_holds_and_is_adopted(site: Flask, officer: FlaskClient):
    assert len(names(officer.get(NEW).text)) == 5
    assert adopt(officer, **FROM, **TWO).status_code == 303
    with site.app_context():
        a_meeting(the_panel(), date(2026, 3, 30))
        stages = {each.name: last.last_day for each, last in stages_of(the_meeting("2026-04-23"))}
        assert stages == {"Report": date(2026, 4, 1), "Final": date(2026, 4, 13)}
        assert len(stages_of(the_meeting("2026-03-30"))) == 5
        (entry,) = trail("adopt report timetable")
        assert entry.detail == {"since": "2026-04-01", "stages": {"Report": 8, "Final": 2}, "remind": 3}
        db.session.rollback()
    shown = text(officer, PAGE)
    assert "For meetings from Wednesday 1 April 2026; until then the standard one holds." in shown
    assert "reminded by e-mail 3 working days before its last day" in shown
    assert names(officer.get(f"{NEW}?from=1").text) == ["Report", "Final"]


def test_a_working_group_follows_its_panel(site: Flask, officer: FlaskClient):
    adopt(officer, **FROM | {"since-month": "1"}, **TWO)
    shown = text(officer, "/desk/larkshire-budget/report-timetable")
    assert "It follows its panel’s, for meetings from Thursday 1 January 2026." in shown


def test_rows_are_added_moved_and_removed_and_nothing_is_kept_by_that(site: Flask, officer: FlaskClient):
    assert names(send(officer, NEW, do="add", **FROM, **TWO).text) == ["Report", "Final", ""]
    assert names(send(officer, NEW, do="down-0", **FROM, **TWO).text) == ["Final", "Report"]
    assert names(send(officer, NEW, do="up-1", **FROM, **TWO).text) == ["Final", "Report"]
    removed = send(officer, NEW, do="remove-0", **FROM, **TWO)
    assert names(removed.text) == ["Final"]
    assert 'value="2026"' in removed.text
    for odd in ("remove-99", "up-x", "remove-²", "fly-0"):
        assert send(officer, NEW, do=odd, **FROM | {"since-day": "x"}, **TWO).status_code == 200
    full = rows(*((f"Stage {number}", "1", "file") for number in range(15)))
    assert len(names(send(officer, NEW, do="add", **FROM, **full).text)) == 12
    with site.app_context():
        assert db.session.scalars(select(ReportTimetable)).all() == []


def test_the_dates_are_seen_before_it_is_adopted(site: Flask, officer: FlaskClient):
    with site.app_context():
        a_commission()
    early = FROM | {"since-month": "1"} | rows(("Report", "8", "file"), ("Despatch", "0", "nothing"))
    # Whoever presses Adopt is shown them too.
    for do in ("look", "adopt"):
        shown = page_words(send(officer, NEW, do=do, **early).text)
        assert "Wednesday 1 April 2026 Report A new stage" in shown
        assert "Despatch As until now" in shown
        assert "Thursday 23 April 2026, item 2: Rural crime report" in shown
        assert "Thursday 1 January 2026 is past" in shown
    with site.app_context():
        assert db.session.scalars(select(ReportTimetable)).all() == []


def test_mistakes_stand_at_their_fields(officer: FlaskClient):
    wrong = rows(("Report", "8", "file"), ("report", "9", "final"), ("", "x", "nothing"), ("Odd", "999", "nonsense"))
    answer = adopt(officer, **FROM | {"remind": "1.5", "since-month": "13"}, **wrong)
    shown = page_words(answer.text)
    for said, times in (
        ("For meetings from must be a real date", 2),
        ("Two stages are called “report”. Give each a name of its own.", 2),
        ("The stage above ends eight working days before publication", 2),
        ("Enter the name of the stage, such as Draft report.", 2),
        ("Enter a whole number of working days from 0 to 120.", 4),
        ("Enter a whole number of working days from 0 to 20.", 2),
        ("Not a valid choice", 2),
    ):
        assert shown.count(said) == times, said
    assert 'value="x"' in answer.text
    assert "<title>Error: " in answer.text
    assert "Add at least one stage." in adopt(officer, **FROM).text


def test_a_double_click_adopts_once_and_a_second_officer_is_told(site: Flask, officer: FlaskClient):
    stale = {"follows": "0"}
    for _ in range(2):
        assert adopt(officer, **FROM, **TWO, **stale).status_code == 303
    other = rows(("Report", "9", "file"))
    answer = adopt(officer, **FROM, **other, **stale)
    assert "Somebody else adopted a timetable meanwhile." in answer.text
    assert 'name="follows" value="1"' in answer.text
    assert adopt(officer, **FROM, **other).status_code == 303
    with site.app_context():
        assert db.session.query(ReportTimetable).count() == 2
        assert [each.days for each, _last in stages_of(the_meeting("2026-04-23"))] == [9]
