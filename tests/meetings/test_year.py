"""A year's meetings in one form: written, looked at, confirmed."""

from __future__ import annotations

from datetime import date, time

import pytest
from flask import Flask
from flask.testing import FlaskClient

from panel.audit.models import AuditEntry
from panel.extensions import db
from panel.meetings.models import Meeting
from tests.accounts.people import send
from tests.builders import a_body, a_meeting
from tests.desk.pages import text, the_panel, words
from tests.public.site import statements

ADDRESS = "/desk/larkshire/meetings/new"
MEETINGS = "/desk/larkshire/meetings"


def rows(*days: str, start: str = "2pm", venue: str = "Shire Hall", **more: str) -> dict[str, str]:
    """Write days such as "21 5 2026" into the rows of the form."""
    typed = {}
    for number, written in enumerate(days):
        for part, value in zip(("day", "month", "year"), written.split(), strict=True):
            typed[f"rows-{number}-day-{part}"] = value
        typed |= {f"rows-{number}-start": start, f"rows-{number}-venue": venue}
    return typed | more


def scheduled(app: Flask) -> list[str]:
    with app.app_context():
        trail = db.session.query(AuditEntry).filter_by(verb="schedule").order_by(AuditEntry.id)
        return [entry.subject for entry in trail]


def test_the_rows_begin_with_the_usual_start_and_the_place_of_the_last_meeting(officer: FlaskClient):
    page = officer.get(ADDRESS).get_data(as_text=True)
    assert page.count('value="10.30am"') == 6
    assert page.count('value="County Hall"') == 7  # six rows, and the list that is offered
    assert '<option value="The Annexe">' in page


def test_a_year_is_looked_at_before_anything_is_kept(site: Flask, officer: FlaskClient):
    page = words(send(officer, ADDRESS, **rows("25 12 2026", "16 4 2026", "4 2 2027")).get_data(as_text=True))
    assert "Nothing is kept yet." in page
    assert page.index("Thursday 16 April 2026") < page.index("Friday 25 December 2026 2pm, Shire Hall To look at")
    assert "It is Christmas Day. Banking and Financial Dealings Act 1971" in page
    assert "Budget Working Group meets on the same day, and two members of this body belong to it" in page
    assert "Thursday 4 February 2027 2pm, Shire Hall Nothing speaks against it" in page
    assert "By Monday 22 February 2027 After a veto, the panel reviews the revised precept" in page
    assert "By Monday 8 February 2027" not in page
    assert "Question the Police and Crime Commissioner on the annual report" in page
    assert scheduled(site) == []


def test_a_confirmed_year_is_kept_told_and_in_the_trail(site: Flask, officer: FlaskClient):
    answer = send(officer, ADDRESS, **rows("21 5 2026", "17 12 2026", confirm="1"))
    assert (answer.status_code, answer.location) == (303, MEETINGS)
    page = text(officer, MEETINGS)
    assert "Two meetings are arranged." in page
    assert "Thursday 21 May 2026 2pm, Shire Hall Scheduled" in page
    assert scheduled(site) == ["meeting larkshire 2026-05-21", "meeting larkshire 2026-12-17"]
    with site.app_context():
        made = db.session.query(Meeting).filter_by(date=date(2026, 5, 21)).one()
        assert (made.start, made.venue, made.closed, made.sequence) == (time(14), "Shire Hall", False, 0)


def test_a_double_click_arranges_a_year_once(site: Flask, officer: FlaskClient):
    year = rows("21 5 2026", confirm="1")
    for _ in range(2):
        assert send(officer, ADDRESS, **year).status_code == 303
    assert len(scheduled(site)) == 1


def test_what_was_looked_at_can_be_changed_and_rows_are_added(officer: FlaskClient):
    changed = send(officer, ADDRESS, **rows("21 5 2026", change="1")).get_data(as_text=True)
    assert 'value="21"' in changed
    more = send(officer, ADDRESS, **rows("21 5 2026", "x y z", add="1")).get_data(as_text=True)
    assert "Meeting 3" in words(more)
    assert 'value="z"' in more
    assert "There is a problem" not in changed + more


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        pytest.param({}, "Meeting 1: Enter the date of one meeting at least.", id="nothing"),
        pytest.param(rows("31 2 2026"), "Meeting 1: Date must be a real date, such as 19 3 2026.", id="no such date"),
        pytest.param(
            rows("21 5 2026", "21 5 2026"), "Meeting 2: Thursday 21 May 2026 stands in meeting 1 already.", id="twice"
        ),
        pytest.param(
            rows("19 3 2026"), "Meeting 1: There is a meeting on Thursday 19 March 2026 already.", id="a day taken"
        ),
        pytest.param(rows("21 5 2026", start="soon"), "Meeting 1: Start must be a time of day", id="no such time"),
        pytest.param(rows("21 5 2026", venue="x" * 201), "Meeting 1: Name the venue in at most 200", id="too long"),
    ],
)
def test_a_mistake_is_told_at_its_row_and_what_was_typed_is_kept(typed: dict, said: str, officer: FlaskClient):
    for confirm in ({}, {"confirm": "1"}):
        page = send(officer, ADDRESS, **typed, **confirm).get_data(as_text=True)
        assert "<title>Error: " in page
        assert said in words(page)
        assert all(f'value="{value}"' in page for value in typed.values())


def test_a_day_that_somebody_else_took_meanwhile_is_told_and_nothing_is_kept(site: Flask, officer: FlaskClient):
    with site.app_context():
        a_meeting(the_panel(), date(2026, 5, 21), venue="Elsewhere")
        db.session.commit()
    answer = send(officer, ADDRESS, **rows("14 5 2026", "21 5 2026", confirm="1"))
    assert "There is a meeting on Thursday 21 May 2026 already." in words(answer.get_data(as_text=True))
    assert scheduled(site) == []


def test_the_meetings_of_a_working_group_are_closed_and_need_no_notice(site: Flask, officer: FlaskClient):
    address = "/desk/larkshire-budget/meetings/new"
    page = send(officer, address, **rows("13 3 2026", closed="y")).get_data(as_text=True)
    assert "Nothing speaks against it" in words(page)
    assert "What the law asks for" not in page
    assert send(officer, address, **rows("13 3 2026", closed="y", confirm="1")).status_code == 303
    with site.app_context():
        assert db.session.query(Meeting).filter_by(date=date(2026, 3, 13)).one().closed


@pytest.mark.parametrize("address", [ADDRESS, MEETINGS])
def test_the_database_is_asked_as_often_however_many_meetings_there_are(
    address: str, site: Flask, officer: FlaskClient
):
    asked = []
    for first, count in ((1, 1), (2, 6)):
        with site.app_context():
            other = a_body(slug=f"wren-{first}", name="Wren")
            for number in range(first, first + count):
                a_meeting(the_panel(), date(2027, number, 28))
                a_meeting(other, date(2027, number, 27))
            db.session.commit()
        year = rows(*(f"27 {number} 2027" for number in range(first, first + count)))
        with statements(site) as recorded:
            assert (send(officer, address, **year) if address == ADDRESS else officer.get(address)).status_code == 200
        asked.append(len(recorded))
    assert asked[0] == asked[1]


def test_an_unknown_body_has_no_meetings(officer: FlaskClient):
    for address in ("/desk/nowhere/meetings", "/desk/nowhere/meetings/new"):
        assert officer.get(address).status_code == 404
