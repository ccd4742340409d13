"""Meetings as calendars read them."""

from __future__ import annotations

import json
import subprocess
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from icalendar import Calendar

from panel.extensions import db
from panel.meetings.models import Meeting
from panel.meetings.operations import move
from tests.conftest import PROJECT, need_program

ICAL_JS = PROJECT / "tests" / "browser" / "node_modules" / "ical.js" / "dist" / "ical.js"
READER = """
const { default: ICAL } = await import(process.argv[1]);
let text = "";
for await (const chunk of process.stdin) text += chunk;
const calendar = new ICAL.Component(ICAL.parse(text));
for (const zone of calendar.getAllSubcomponents("vtimezone")) ICAL.TimezoneService.register(zone);
const events = calendar.getAllSubcomponents("vevent").map((each) => {
  const event = new ICAL.Event(each);
  return [event.uid, {
    summary: event.summary, description: event.description, location: event.location, sequence: event.sequence,
    status: each.getFirstPropertyValue("status"), url: each.getFirstPropertyValue("url"),
    all_day: event.startDate.isDate, wall: event.startDate.toString(),
    utc: event.startDate.toJSDate().toISOString(), end: event.endDate.toJSDate().toISOString(),
  }];
});
console.log(JSON.stringify(Object.fromEntries(events)));
"""


def read_feed(client: FlaskClient, address: str = "/calendar.ics") -> bytes:
    answer = client.get(address)
    assert answer.status_code == 200
    return answer.data


def by_icalendar(feed: bytes) -> dict[str, dict[str, Any]]:
    """Read a feed as Python programs do."""
    events = {}
    for event in Calendar.from_ical(feed).walk("VEVENT"):
        start, end = event.decoded("dtstart"), event.decoded("dtend")
        timed = isinstance(start, datetime)
        events[str(event["uid"])] = {
            "summary": str(event["summary"]),
            "description": str(event["description"]),
            "location": str(event["location"]) if "location" in event else None,
            "sequence": int(event["sequence"]),
            "status": str(event["status"]),
            "url": str(event["url"]),
            "all_day": not timed,
            "wall": start.strftime("%Y-%m-%dT%H:%M:%S" if timed else "%Y-%m-%d"),
            "utc": in_utc(start) if timed else None,
            "end": in_utc(end) if timed else None,
        }
    return events


def in_utc(moment: datetime) -> str:
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.000Z")


def by_ical_js(feed: bytes) -> dict[str, dict[str, Any]]:
    """Read a feed as Thunderbird does."""
    node = need_program("node")
    if not ICAL_JS.is_file():
        pytest.skip("ical.js is not installed: run npm ci --ignore-scripts in tests/browser")
    read = subprocess.run(
        [node, "--input-type=module", "-e", READER, ICAL_JS.as_uri()],
        input=feed,
        capture_output=True,
        check=True,
    )
    return json.loads(read.stdout)


READERS = pytest.mark.parametrize("reader", [by_icalendar, by_ical_js], ids=["icalendar", "ical.js"])


@READERS
@pytest.mark.parametrize(
    ("uid", "starts", "ends"),
    [
        ("winter", "2026-01-15T10:30:00.000Z", "2026-01-15T12:30:00.000Z"),
        ("summer", "2026-07-16T09:30:00.000Z", "2026-07-16T11:30:00.000Z"),
    ],
)
def test_a_meeting_begins_at_its_london_time_in_winter_and_in_summer(
    reader: Any, uid: str, starts: str, ends: str, client: FlaskClient
):
    event = reader(read_feed(client))[uid]
    assert event["wall"].endswith("T10:30:00")
    assert (event["utc"], event["end"]) == (starts, ends)


@READERS
@pytest.mark.parametrize(
    ("uid", "title", "word"), [("off", "CANCELLED", "cancelled"), ("later", "POSTPONED", "postponed")]
)
def test_a_meeting_that_is_called_off_says_so_where_every_program_looks(
    reader: Any, uid: str, title: str, word: str, client: FlaskClient
):
    event = reader(read_feed(client))[uid]
    assert event["summary"] == f"{title}: Larkshire Police and Crime Panel"
    assert event["status"] == "CANCELLED"
    assert event["sequence"] == 1
    assert f"This meeting is {word}" in event["description"]


@READERS
def test_a_moved_meeting_keeps_its_identity_and_says_where_it_came_from(reader: Any, client: FlaskClient):
    event = reader(read_feed(client))["moved"]
    assert event["wall"].startswith("2026-11-19")
    assert event["sequence"] == 1
    assert "Moved from Thursday 12 November 2026." in event["description"]


def test_a_meeting_that_moved_back_is_not_said_to_come_from_its_own_day(site: Flask, client: FlaskClient):
    with site.app_context():
        meeting = db.session.query(Meeting).filter_by(uid="moved").one()
        move(meeting, date(2026, 11, 12), actor="a test")
        db.session.commit()
    event = by_icalendar(read_feed(client))["moved"]
    assert event["wall"].startswith("2026-11-12")
    assert event["sequence"] == 2
    assert "Moved from Thursday 19 November 2026." in event["description"]


@READERS
def test_the_link_stands_in_the_description_too(reader: Any, client: FlaskClient):
    event = reader(read_feed(client))["winter"]
    link = "http://localhost/meetings/larkshire/2026-01-15"
    assert event["url"] == link
    assert f"Agenda and papers: {link}" in event["description"].splitlines()


@READERS
def test_a_meeting_without_a_time_takes_its_day(reader: Any, client: FlaskClient):
    event = reader(read_feed(client))["untimed"]
    assert event["all_day"]
    assert event["wall"] == "2026-12-10"
    assert "The time is not announced yet." in event["description"]


@READERS
def test_a_closed_meeting_shows_only_that_it_takes_place(reader: Any, client: FlaskClient):
    feed = read_feed(client)
    event = reader(feed)["closed"]
    assert event["summary"] == "Larkshire Police and Crime Panel (closed meeting)"
    assert event["all_day"]
    assert event["location"] is None
    for detail in (b"Annexe", b"development", b"140000"):
        assert detail not in feed


@READERS
def test_commas_and_semicolons_in_a_venue_survive(reader: Any, client: FlaskClient):
    assert reader(read_feed(client))["summer"]["location"] == "Shire Hall, Larkford; room 2"


@READERS
def test_past_meetings_stay(reader: Any, client: FlaskClient):
    assert "past" in reader(read_feed(client))


def test_the_feed_of_a_body_holds_its_meetings_only(client: FlaskClient):
    assert set(by_icalendar(read_feed(client, "/calendar/budget.ics"))) == {"group"}
    assert "group" not in by_icalendar(read_feed(client, "/calendar/larkshire.ics"))
    assert len(by_icalendar(read_feed(client))) == 9


def test_a_single_meeting_can_be_taken(client: FlaskClient):
    assert set(by_icalendar(read_feed(client, "/meetings/larkshire/2026-01-15/meeting.ics"))) == {"winter"}


def test_a_body_that_is_not_there_has_no_feed(client: FlaskClient):
    assert client.get("/calendar/nowhere.ics").status_code == 404


def test_the_feed_is_published_not_an_invitation_and_names_itself(client: FlaskClient):
    calendar = Calendar.from_ical(read_feed(client))
    assert str(calendar["method"]) == "PUBLISH"
    assert str(calendar["name"]) == str(calendar["x-wr-calname"]) == "Larkshire Police and Crime Panel: all meetings"
    assert calendar.decoded("refresh-interval") == timedelta(hours=6)
    assert str(calendar["x-published-ttl"]) == "PT6H"


def test_the_timezone_is_the_constant_one_with_two_rules(client: FlaskClient):
    zones = Calendar.from_ical(read_feed(client)).walk("VTIMEZONE")
    assert [str(zone["tzid"]) for zone in zones] == ["Europe/London"]
    rules = [(part.name, part["rrule"].to_ical()) for part in zones[0].subcomponents]
    assert rules == [
        ("DAYLIGHT", b"FREQ=YEARLY;BYDAY=-1SU;BYMONTH=3"),
        ("STANDARD", b"FREQ=YEARLY;BYDAY=-1SU;BYMONTH=10"),
    ]


def test_lines_end_and_fold_as_the_standard_asks(client: FlaskClient):
    feed = read_feed(client)
    lines = feed.split(b"\r\n")
    assert feed.endswith(b"END:VCALENDAR\r\n")
    assert b"\n" not in b"".join(lines)
    assert max(len(line) for line in lines) <= 75
    assert any(line.startswith(b" ") for line in lines)


def test_equal_meetings_give_an_equal_feed_on_another_day(client: FlaskClient):
    import time_machine

    with time_machine.travel(date(2026, 1, 1)):
        first = read_feed(client)
    with time_machine.travel(date(2026, 6, 1)):
        assert read_feed(client) == first


def test_a_program_that_has_the_feed_already_is_told_so(client: FlaskClient):
    tag = client.get("/calendar.ics").headers["ETag"]
    again = client.get("/calendar.ics", headers={"If-None-Match": tag})
    assert (again.status_code, again.data) == (304, b"")
    assert client.get("/calendar.ics", headers={"If-None-Match": '"another"'}).status_code == 200


def test_a_range_of_the_feed_can_be_asked_for(client: FlaskClient):
    whole = read_feed(client)
    part = client.get("/calendar.ics", headers={"Range": "bytes=0-14"})
    assert (part.status_code, part.data) == (206, whole[:15])
    assert part.headers["Content-Range"] == f"bytes 0-14/{len(whole)}"


def test_the_feed_says_what_it_is(client: FlaskClient):
    answer = client.get("/calendar.ics")
    assert answer.content_type == "text/calendar; charset=utf-8"
    assert answer.headers["X-Content-Type-Options"] == "nosniff"


def test_links_use_the_address_of_the_site_where_one_is_set(client: FlaskClient):
    client.application.config["SITE_URL"] = "https://panel.example.gov.uk/"
    assert b"URL:https://panel.example.gov.uk/meetings/larkshire/2026-01-15" in read_feed(client)
