"""Orders of business hold from a day: changed from a meeting on, while earlier meetings keep the former."""

from __future__ import annotations

import re
from datetime import date

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from panel.agendas.models import StandingItem
from panel.agendas.order_of_business import holding, may_change_from
from panel.extensions import db
from tests.agendas.pages import fields, press, read, trail, words
from tests.builders import a_meeting
from tests.officers import signed_in, the_meeting
from tests.security.test_at_the_same_moment import just_before

ORDER = "/desk/larkshire/order-of-business"
JUNE, JULY = date(2026, 6, 18), date(2026, 7, 1)


@pytest.mark.parametrize(
    ("day", "held"),
    [
        pytest.param(date(2026, 6, 17), "first", id="the eve"),
        pytest.param(JUNE, "second", id="the day"),
        pytest.param(date(2030, 1, 1), "third", id="long after"),
    ],
)
def test_an_order_holds_from_its_day_until_the_next_begins(day: date, held: str):
    assert holding({None: "first", JULY: "third", JUNE: "second"}, day) == held


def test_before_the_first_order_none_holds():
    assert holding({JUNE: "first"}, date(2026, 1, 1)) is None


def test_two_orders_do_not_begin_on_one_day():
    assert not may_change_from(JUNE, {None, JUNE})
    assert may_change_from(JULY, {None, JUNE})


@pytest.fixture
def kept(officer: FlaskClient, site: Flask) -> Flask:
    """The usual order is kept, and a meeting before the next one has no agenda."""
    with site.app_context():
        a_meeting(the_meeting("2026-06-18").body, date(2026, 4, 30))
        db.session.commit()
    press(officer, ORDER, read(officer, ORDER), "Keep this order")
    return site


def lines(site: Flask, since: date | None) -> list[str]:
    with site.app_context():
        rows = db.session.scalars(select(StandingItem).order_by(StandingItem.position))
        return [row.title for row in rows if row.since == since and not row.withdrawn]


def changed(officer: FlaskClient, **typed: str) -> str:
    """Change the order from a meeting or day on; give where that leads."""
    return press(officer, ORDER, read(officer, ORDER), 'value="change"', **typed).location


def test_an_order_is_changed_from_a_meeting_on_and_earlier_meetings_keep_the_former(officer: FlaskClient, kept: Flask):
    page = read(officer, ORDER)
    assert "Change it: from which meeting on?" in words(page)
    assert "The meeting of Thursday 30 April 2026 The meeting of Thursday 18 June 2026 Another day" in words(page)
    assert 'value="remove"' not in page  # an agenda was made from it: it is changed from a day on
    there = changed(officer, since=JUNE.isoformat())
    assert there.endswith("?from=2026-06-18")
    page = read(officer, there)
    assert "From Thursday 18 June 2026 on, this order holds." in words(page)
    assert lines(kept, JUNE) == lines(kept, None)
    with kept.app_context():
        line = db.session.scalars(select(StandingItem).filter_by(title="Complaints", since=JUNE)).one().id
    removed = press(officer, ORDER, page, f'name="line" value="{line}"', 'value="remove"')
    assert removed.location.endswith("?from=2026-06-18")
    assert "Complaints" not in lines(kept, JUNE)
    assert "Complaints" in lines(kept, None)
    made = {day: read(officer, f"/desk/larkshire/{day}/agenda/make") for day in ("2026-04-30", "2026-06-18")}
    assert ["Complaints" in words(page) for page in made.values()] == [True, False]
    page = words(read(officer, f"{ORDER}?from=beginning"))
    assert "From the beginning until the eve of Thursday 18 June 2026 From Thursday 18 June 2026" in page
    page = words(read(officer, there))
    assert "Order of business: changed from a day on, by Imogen Vale" in page
    assert trail(kept, "change order of business")[0][2] == {"since": "2026-06-18"}


def test_an_order_to_come_is_given_up_and_taken_up_again(officer: FlaskClient, kept: Flask):
    there = changed(officer, since="other", **{"day-day": "1", "day-month": "7", "day-year": "2026"})
    assert there.endswith("?from=2026-07-01")
    gone = press(officer, ORDER, read(officer, there), "Give this order up")
    page = read(officer, gone.location)
    assert "The order from Wednesday 1 July 2026 was given up" in words(page)
    assert lines(kept, JULY) == []
    back = press(officer, ORDER, page, ">Undo<")
    assert back.location.endswith("?from=2026-07-01")
    assert len(lines(kept, JULY)) == 14
    assert [len(trail(kept, f"{verb} order of business")) for verb in ("give up", "take up")] == [1, 1]


@pytest.mark.parametrize(
    ("typed", "said", "field"),
    [
        pytest.param({}, "Choose from which meeting on it changes.", "since", id="nothing chosen"),
        pytest.param({"since": "other"}, "Enter the day from which it holds.", "day-day", id="no day"),
        pytest.param({"since": "2026-06-18"}, "holds from Thursday 18 June 2026 already", "since", id="taken"),
        pytest.param({"since": "2031-01-01"}, "Not a valid choice", "since", id="no such meeting"),
    ],
)
def test_what_is_wrong_with_a_change_is_said_at_its_field(
    typed: dict[str, str], said: str, field: str, officer: FlaskClient, kept: Flask
):
    page = read(officer, ORDER)
    changed(officer, since="2026-06-18")
    answer = officer.post(ORDER, data={"csrf_token": token(page), "do": "change", "from": "beginning", **typed})
    assert "<title>Error: " in answer.text
    assert said in words(answer.text)
    assert f'href="#{field}"' in answer.text
    assert f'id="{field}"' in answer.text
    assert len(lines(kept, JUNE)) == 14


def token(page: str) -> str:
    found = re.search(r'name="csrf_token" value="([^"]+)"', page)
    assert found
    return found[1]


def test_a_mistake_is_put_right_for_every_meeting(officer: FlaskClient, kept: Flask):
    there = changed(officer, since="mistake")
    assert "correct=1" in there
    assert 'value="remove"' in read(officer, there)
    assert officer.get(f"{ORDER}?from=soon").status_code == 404


def test_the_body_and_a_meeting_without_an_agenda_lead_to_the_order(officer: FlaskClient):
    for address in ("/desk/larkshire/2026-06-18/", "/desk/larkshire/set-up"):
        assert f'href="{ORDER}"' in read(officer, address)


def test_two_who_change_the_order_from_one_day_on_at_the_same_moment_begin_one(officer: FlaskClient, kept: Flask):
    other, page = signed_in(kept), read(officer, ORDER)
    theirs = read(other, ORDER)
    typed = {"since": JUNE.isoformat()}
    with just_before("do_orm_execute", lambda: press(other, ORDER, theirs, 'value="change"', **typed)):
        answer = press(officer, ORDER, page, 'value="change"', **typed)
    assert "holds from Thursday 18 June 2026 already" in words(answer.text)
    assert lines(kept, JUNE) == lines(kept, None)


def test_two_who_keep_the_usual_order_at_the_same_moment_keep_one(officer: FlaskClient, site: Flask):
    other, page = signed_in(site), read(officer, ORDER)
    theirs = read(other, ORDER)
    with just_before("do_orm_execute", lambda: press(other, ORDER, theirs, "Keep this order")):
        press(officer, ORDER, page, "Keep this order")
    assert len(lines(site, None)) == 14


def test_no_line_is_added_to_an_order_that_was_given_up_or_is_another_by_now(officer: FlaskClient, kept: Flask):
    there = changed(officer, since="other", **{"day-day": "1", "day-month": "7", "day-year": "2026"})
    opened = read(officer, f"{there}&add=1")
    press(officer, ORDER, opened, 'value="add"', title="First")
    again = press(officer, ORDER, opened, 'value="add"', title="Second").text
    assert "The order of business was changed since you saw it." in words(again)
    assert fields(again, 'value="add"')["title"] == "Second"
    press(officer, ORDER, again, 'value="add"')
    assert lines(kept, JULY)[-2:] == ["First", "Second"]
    press(officer, ORDER, read(officer, there), "Give this order up")
    late = press(officer, ORDER, opened, 'value="add"', title="Only line")
    assert "That order of business was given up meanwhile." in words(read(officer, late.location))
    assert lines(kept, JULY) == []
