"""Reminders by e-mail: each once, to whoever the stage waits for, on days that follow the meeting."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta

import pytest
import time_machine
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from panel.commissions import chasing
from panel.commissions.chasing import LOOK, chase, full_by_setting
from panel.commissions.models import Chaser, Commission
from panel.commissions.operations import adopt_timetable, ask_again, call_back, clear_for
from panel.commissions.queries import stages_of
from panel.commissions.rules import Awaits, Stage
from panel.extensions import db
from panel.jobs import Job, JobState
from panel.meetings.models import MeetingStatus
from panel.meetings.operations import move
from panel.papers.models import PaperAccess
from panel.papers.operations import withdraw
from panel.papers.rules import PaperStage
from panel.procedure.operations import close_day
from tests.builders import a_document
from tests.commissions.asking import MEETING, a_commission, mail, send, trail, words
from tests.desk.pages import text, the_panel
from tests.mail.servers import work
from tests.officers import signed_in, the_meeting
from tests.public.records import TODAY

JO, FAY, LEO = (f"{name}@larkshire.example" for name in ("jo.reeve", "fay.penny", "leo.bard"))
OFFICERS = "democracy@larkshire.example"
Sent = list[tuple[str, str, str, str]]


@pytest.fixture
def inside(site: Flask) -> Iterator[None]:
    """Work where the site's records are, as a worker does."""
    with site.app_context():
        yield


def through(row: Commission, first: date, last: date) -> Sent:
    """Look on each day; give what was sent: the day, the stage, when it counts, to whom."""
    sent: Sent = []
    day = first
    while day <= last:
        sent += [(f"{day:%d %b}", each.stage, each.kind.value, each.to) for each in chase(row, day, full_by_setting)]
        day += timedelta(days=1)
    return sent


def a_file_comes(row: Commission, words: str = "draft") -> None:
    row.paper.document_id, row.paper.stage = a_document(words).id, PaperStage.RECEIVED
    db.session.flush()


SPRING = date(2026, 3, 13), date(2026, 4, 30)


def test_of_a_paper_that_never_comes_everybody_is_told_once_before_and_once_after(inside: None):
    assert through(a_commission("Fay Penny"), *SPRING) == [
        ("19 Mar", "Draft report", "before", JO),
        ("24 Mar", "Draft report", "after", JO),
        ("26 Mar", "Finance and legal comments", "before", JO),
        ("31 Mar", "Finance and legal comments", "after", JO),
        ("08 Apr", "Final report", "before", OFFICERS),
        ("13 Apr", "Final report", "after", OFFICERS),
    ]


def test_whoever_is_next_in_turn_is_reminded_of_a_file_that_is_here(inside: None):
    row = a_commission("Fay Penny", "Leo Bard")
    a_file_comes(row)
    assert through(row, SPRING[0], date(2026, 3, 27)) == [("26 Mar", "Finance and legal comments", "before", FAY)]
    clear_for(row, row.approvers[0], "Fine", actor="A test")
    assert through(row, date(2026, 3, 27), date(2026, 3, 31)) == [
        ("27 Mar", "Finance and legal comments", "before", LEO),
        ("31 Mar", "Finance and legal comments", "after", LEO),
    ]
    clear_for(row, row.approvers[1], "Fine", actor="A test")
    assert row.paper.stage is PaperStage.CLEARED
    assert through(row, date(2026, 4, 1), date(2026, 4, 8)) == [("08 Apr", "Final report", "before", OFFICERS)]


def test_a_query_puts_the_stage_back_to_the_author(inside: None):
    row = a_commission("Fay Penny")
    a_file_comes(row)
    row.paper.stage = PaperStage.QUERIED
    assert through(row, *SPRING)[0] == ("26 Mar", "Finance and legal comments", "before", JO)
    assert "It was queried: see what is asked" in words(mail()[0])


def test_dates_follow_a_meeting_that_moved_and_are_told_anew(inside: None):
    row = a_commission()
    assert through(row, SPRING[0], date(2026, 3, 20)) == [("19 Mar", "Draft report", "before", JO)]
    move(row.paper.item.meeting, date(2026, 6, 25), actor="A test")
    assert through(row, date(2026, 3, 21), date(2026, 5, 28)) == [
        ("22 May", "Draft report", "before", JO),
        ("28 May", "Draft report", "after", JO),
    ]


def test_days_on_which_the_body_is_closed_do_not_count(inside: None):
    row = a_commission()
    close_day(the_panel(), date(2026, 3, 19), "Day of mourning", actor="A test")
    assert through(row, *SPRING)[:2] == [
        ("18 Mar", "Draft report", "before", JO),
        ("24 Mar", "Draft report", "after", JO),
    ]


def test_bank_holidays_do_not_count_and_nobody_is_reminded_on_one(inside: None):
    row, stages = a_commission(), [Stage("All of it", 7, Awaits.FILE)]
    adopt_timetable(the_panel(), date(2026, 1, 1), stages, 1, follows=0, actor="A test")
    assert through(row, *SPRING) == [
        ("01 Apr", "All of it", "before", JO),
        ("07 Apr", "All of it", "after", JO),
    ]


def called_off(row: Commission) -> None:
    row.paper.item.meeting.status = MeetingStatus.POSTPONED


@pytest.mark.parametrize(
    "done",
    [
        pytest.param(a_file_comes, id="met"),
        pytest.param(lambda row: call_back(row, actor="A test"), id="called back"),
        pytest.param(lambda row: withdraw(row.paper, actor="A test"), id="withdrawn"),
        pytest.param(called_off, id="the meeting called off"),
        pytest.param(lambda row: setattr(row.paper.item, "withdrawn", True), id="the item withdrawn"),
        pytest.param(lambda row: setattr(row.author, "disabled", True), id="the author’s account closed"),
    ],
)
def test_nobody_is_reminded_of_what_is_not_asked_any_more(done, inside: None):
    row = a_commission()
    done(row)
    db.session.flush()
    assert [each for each in through(row, SPRING[0], date(2026, 3, 25)) if each[3] == JO] == []


def test_a_reminder_names_no_title_and_leads_to_the_page(site: Flask, inside: None):
    row = a_commission("Fay Penny", title="Operation Kingfisher")
    row.paper.access, row.author.password_hash = PaperAccess.EXEMPT, "chosen"
    site.config["SITE_URL"] = "https://panel.larkshire.example/"
    through(row, *SPRING)
    to_author, late, to_officers = mail()[0], mail()[1], mail()[-1]
    assert to_author.subject == "Reminder: a paper for item 2"
    assert "is due by Monday 23 March 2026: Draft report." in words(to_author)
    assert f"https://panel.larkshire.example/asked/{row.id}" in words(to_author)
    assert late.subject == "Overdue: a paper for item 2"
    assert f"https://panel.larkshire.example{MEETING}/papers/{row.paper_id}#commission" in words(to_officers)
    for message in mail():
        assert "Kingfisher" not in words(message)
        assert "Rural" not in words(message)
        assert message.about == "meeting larkshire 2026-04-23"


def test_without_the_sites_address_a_reminder_says_where_to_look(inside: None):
    through(a_commission(), *SPRING)
    assert "Sign in to Panel; the page is /asked/1 there." in words(mail()[0])
    assert "http" not in words(mail()[0]).replace("html", "")


def looks() -> list[Job]:
    return list(db.session.scalars(select(Job).where(Job.name == LOOK).order_by(Job.id)))


def at_eight(clock: time_machine.Traveller, day: date) -> None:
    """Let it be a little past eight in London."""
    clock.move_to(datetime(day.year, day.month, day.day, 8, 5, tzinfo=UTC))


def test_the_queue_looks_every_morning_at_eight_in_london(inside: None, clock: time_machine.Traveller):
    row = a_commission()
    assert [job.not_before for job in looks()] == [datetime(2026, 3, 13, 8, tzinfo=UTC)]
    work()
    assert mail() == []
    at_eight(clock, date(2026, 3, 19))
    work()
    assert [message.to for message in mail()] == [JO]
    assert [job.not_before for job in looks()][1:] == [datetime(2026, 3, 20, 8, tzinfo=UTC)]
    at_eight(clock, date(2026, 3, 30))
    work()
    assert looks()[-1].not_before == datetime(2026, 3, 31, 7, tzinfo=UTC)
    assert db.session.get_one(Commission, row.id).look_on == date(2026, 3, 31)


def test_a_job_that_runs_twice_sends_and_asks_once(inside: None, clock: time_machine.Traveller):
    a_commission()
    at_eight(clock, date(2026, 3, 19))
    work()
    first = looks()[0]
    first.state = JobState.QUEUED  # its worker died when all was done, before that was written down
    db.session.commit()
    work()
    assert (len(mail()), len(looks())) == (1, 2)


def test_a_worker_that_dies_in_the_middle_has_sent_nothing_and_the_next_sends_once(
    inside: None, clock: time_machine.Traveller
):
    row = a_commission()
    at_eight(clock, date(2026, 3, 19))
    chasing.look(lambda _done, _words: None, commission_id=row.id, on="2026-03-13")
    assert len(mail()) == 1
    db.session.rollback()
    assert mail() == []
    work()
    assert (len(mail()), len(looks())) == (1, 2)


def test_the_queue_stops_when_a_paper_is_called_back_or_its_meeting_over(inside: None, clock: time_machine.Traveller):
    row = a_commission()
    call_back(row, actor="A test")
    db.session.commit()
    at_eight(clock, date(2026, 3, 16))
    work()
    assert len(looks()) == 1
    assert ask_again(row, actor="A test")
    db.session.commit()
    assert len(looks()) == 2
    at_eight(clock, date(2026, 4, 24))
    work()
    assert len(looks()) == 2
    assert mail() == []


def test_an_officer_reminds_by_hand_once_a_day(site: Flask, officer: FlaskClient, clock: time_machine.Traveller):
    with site.app_context():
        page = f"{MEETING}/papers/{a_commission().paper_id}"
    send(officer, f"{page}/commission/remind", page)
    assert "A reminder is written. Nothing is sent by itself here. Hand one e-mail over" in text(officer, page)
    send(officer, f"{page}/commission/remind", page)
    shown = text(officer, page)
    assert f"{JO} was reminded today already." in shown
    assert shown.count("sent by hand") == 1
    with site.app_context():
        (message,) = mail()
        assert "http://localhost/asked/1" in words(message)
        (entry,) = trail("remind")
        assert entry.detail == {"stage": "Draft report", "to": JO}
        assert db.session.scalars(select(Chaser.by)).one().startswith("Imogen Vale")
    clock.shift(timedelta(days=12))
    again = signed_in(site)
    send(again, f"{page}/commission/remind", page)
    with site.app_context():
        assert mail()[-1].subject == "Overdue: a paper for item 2"


def test_a_meeting_beyond_the_bank_holidays_reminds_nobody_and_goes_on(inside: None, clock: time_machine.Traveller):
    row = a_commission()
    the_meeting("2026-04-23").date = date(2036, 4, 24)
    db.session.commit()
    at_eight(clock, date(2026, 3, 19))
    work()
    assert (mail(), len(looks())) == ([], 2)
    assert chase(row, date(2026, 3, 19), full_by_setting) == []


def test_a_reminder_with_a_link_is_for_those_who_look_after_the_account(inside: None):
    row = a_commission()
    stage, deadline = stages_of(row.paper.item.meeting)[0]
    full = "https://panel.example{}".format
    reminded = chasing.remind(row, stage, deadline.last_day, TODAY.date(), full, actor="A test")
    assert "/invitation/" in words(reminded.message)
    assert reminded.message.about == f"account {row.author.email}"
