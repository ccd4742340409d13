"""The officer's dates as a calendar feed at a private address."""

from __future__ import annotations

from datetime import date, datetime

from flask import Flask
from flask.testing import FlaskClient
from icalendar import Calendar, Event
from sqlalchemy import select

from panel.accounts.keys import feed_key
from panel.accounts.models import User
from panel.extensions import db
from panel.meetings.models import Meeting, MeetingStatus
from panel.papers.models import Paper
from panel.procedure.models import RulesOfProcedure
from panel.recommendations.models import Letter
from tests.accounts.people import an_officer
from tests.builders import a_meeting, a_member, add
from tests.calendars.test_feed import by_ical_js
from tests.desk.pages import MEETING, the_panel
from tests.officers import private_key, the_meeting
from tests.public.site import statements


def read(site: Flask) -> bytes:
    """Fetch the feed as a calendar program does: without a cookie."""
    answer = site.test_client().get(f"/desk/dates/{private_key(site)}.ics")
    assert (answer.status_code, answer.mimetype) == (200, "text/calendar")
    assert answer.headers["Cache-Control"] == "private, no-cache"
    assert "Set-Cookie" not in answer.headers
    return answer.data


def events(site: Flask) -> dict[str, Event]:
    """What a calendar program reads, by its title."""
    return {str(event["summary"]): event for event in Calendar.from_ical(read(site)).walk("VEVENT")}


def test_a_calendar_reads_every_date_to_come_with_its_working(site: Flask):
    found = events(site)
    event = found["Receive public questions in writing: Larkshire Police and Crime Panel, 19 March 2026"]
    assert event.decoded("dtstart") == date(2026, 3, 16)
    assert event.decoded("dtend") == date(2026, 3, 17)
    said = str(event["description"])
    assert "Authority: The body’s rules of procedure" in said
    assert "Monday 16 March 2026: working day 3" in said
    assert said.endswith(f"http://localhost{MEETING}/dates/question")
    # What was due three days ago is told, with how it was kept.
    published = found["Publish the agenda and its reports: Larkshire Police and Crime Panel, 19 March 2026"]
    assert str(published["description"]).startswith("Published on 9 March 2026.")
    assert any("precept" in title and event.decoded("dtstart").year == 2028 for title, event in found.items())
    assert all(event.decoded("dtstart") >= date(2026, 2, 10) for event in found.values())


def test_a_date_with_a_time_is_at_that_time_in_london(site: Flask):
    with site.app_context():
        db.session.query(RulesOfProcedure).one().rules = {"notice": {"cut_off": "17:00"}}
        db.session.commit()
    moment = events(site)["Publish the agenda and its reports: Larkshire Police and Crime Panel, 18 June 2026"].decoded(
        "dtstart"
    )
    assert isinstance(moment, datetime)
    assert moment.isoformat() == "2026-06-10T17:00:00+01:00"


def test_thunderbird_reads_the_same_dates_with_their_working_and_their_page(site: Flask, officer: FlaskClient):
    with site.app_context():
        db.session.query(RulesOfProcedure).one().rules = {"notice": {"cut_off": "17:00"}}
        db.session.commit()
    found = by_ical_js(read(site))
    assert {each["summary"] for each in found.values()} == set(events(site))
    publish = next(each for each in found.values() if each["summary"].endswith("Panel, 18 June 2026"))
    assert publish["utc"] == publish["end"] == "2026-06-10T16:00:00.000Z"
    assert "Thursday 11 June 2026: working day 5" in publish["description"]
    for each in found.values():
        assert each["url"] in each["description"]
        assert officer.get(each["url"]).status_code == 200


def test_the_feed_is_the_same_for_its_owner_signed_in_and_opens_to_nobody_by_signing_in(
    site: Flask, officer: FlaskClient
):
    assert officer.get(f"/desk/dates/{private_key(site)}.ics").data == read(site)
    assert officer.get("/desk/dates/made-up.ics").status_code == 404


def test_the_feed_asks_the_database_as_often_however_many_dates_and_people_there_are(site: Flask):
    asked = []
    for first, count in ((1, 1), (2, 6)):
        with site.app_context():
            for number in range(first, first + count):
                meeting = a_meeting(the_panel(), date(2026, 4 + number, 22))
                add(Letter(meeting_id=meeting.id, to="Una Marsh", sent=meeting.date, answer_due=date(2026, 12, 30)))
                a_member(the_panel(), f"Councillor {number}", number + 10)
                an_officer(email=f"officer{number}@larkshire.example")
            db.session.commit()
            key = feed_key(db.session.scalars(select(User).order_by(User.id)).first())
        with statements(site) as recorded:
            assert site.test_client().get(f"/desk/dates/{key}.ics").status_code == 200
        asked.append(len(recorded))
    assert asked[0] == asked[1]


def test_a_date_keeps_its_identity_when_its_meeting_moves(site: Flask):
    title = "Publish the agenda and its reports: Larkshire Police and Crime Panel, {} June 2026"
    before = events(site)[title.format(18)]
    with site.app_context():
        meeting = the_meeting("2026-06-18")
        meeting.date, meeting.sequence = date(2026, 6, 25), meeting.sequence + 1
        db.session.commit()
    after = events(site)[title.format(25)]
    assert before["uid"] == after["uid"]
    assert after["sequence"] == before["sequence"] + 1


def test_each_event_has_an_identity_of_its_own(site: Flask):
    with site.app_context():
        for last in (5, 6):
            meeting_id = the_meeting("2026-02-05").id
            add(Letter(meeting_id=meeting_id, to="Una Marsh", sent=date(2026, 2, 6), answer_due=date(2026, 3, last)))
        db.session.commit()
    identities = [str(event["uid"]) for event in Calendar.from_ical(read(site)).walk("VEVENT")]
    assert len(identities) == len(set(identities)) > 10


def test_the_feed_names_nothing_exempt_and_leads_to_no_paper(site: Flask):
    with site.app_context():
        db.session.query(Paper).filter_by(title="Force responses").one().review_on = date(2026, 4, 30)
        db.session.commit()
    assert "Look again at the exemption of item 3, Appendix B" in " ".join(events(site))
    said = " ".join(f"{event['summary']} {event['description']}" for event in events(site).values())
    assert "Force responses" not in said
    assert "The Annexe" not in said
    assert ".pdf" not in said


def test_a_feed_that_did_not_change_is_not_sent_again(site: Flask):
    address = f"/desk/dates/{private_key(site)}.ics"
    tag = site.test_client().get(address).headers["ETag"]
    assert site.test_client().get(address, headers={"If-None-Match": tag}).status_code == 304


def test_a_meeting_that_was_called_off_leaves_the_feed(site: Flask):
    with site.app_context():
        meeting: Meeting = the_meeting("2026-06-18")
        meeting.status = MeetingStatus.CANCELLED
        db.session.commit()
    assert not any("18 June 2026" in title for title in events(site))


def test_the_account_gives_the_address_of_the_feed(site: Flask, officer: FlaskClient):
    assert f"/desk/dates/{private_key(site)}.ics" in officer.get("/account").get_data(as_text=True)
