"""On PostgreSQL minutes are written, circulated, confirmed by one of two who do so at once, signed and corrected."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from threading import Thread

import pytest
from flask import Flask
from sqlalchemy import func, select

from panel import create_app
from panel.extensions import db
from panel.law.ruling import Refused
from panel.minute_book import circulating, confirming
from panel.minute_book.circulating import Addressee
from panel.minute_book.confirming import Amended
from panel.minute_book.operations import write
from panel.minute_book.queries import facts_of, in_hand
from panel.minute_book.rules import State, state_of
from panel.minutes.models import Action, Confirmation, Minutes
from panel.minutes.operations import enter
from panel.minutes.queries import record_of
from panel.papers.models import PaperAccess
from panel.public.clock import london_now
from tests.officers import the_meeting
from tests.public.records import TODAY, fill
from tests.writing_up.records import record_the_meeting

PUBLIC = PaperAccess.PUBLIC


def test_the_way_of_minutes(tmp_path: Path, postgresql_database: str, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("PANEL_DATABASE_URL", postgresql_database)
    app = create_app(tmp_path)
    with app.app_context():
        db.create_all()
    fill(app)
    record_the_meeting(app)
    now, today = london_now(), TODAY.date()
    with app.test_request_context():
        minutes = record_of(the_meeting("2026-02-05"))
        write(minutes, "2", "By ten.", seen=0, now=now, actor="Ravi Linnet")
        una = Addressee("Una Marsh", "una@larkshire.example")
        circulating.circulate(minutes, [una], now.date(), "", seen=0, full=str, now=now, actor="Ravi Linnet")
        row = circulating.ask(minutes, "2", PUBLIC, "By eleven.", "Una Marsh", now=now, actor="Ravi Linnet")
        circulating.answer(row, "", takes_up=True, now=now, actor="Ravi Linnet")
        db.session.commit()
        assert [each.meeting.date for each in in_hand(None, today - timedelta(days=366))] == [minutes.meeting.date]
    refused: list[str] = []
    both = [Thread(target=confirm, args=(app, refused)) for _ in range(2)]
    for each in both:
        each.start()
    for each in both:
        each.join()
    with app.app_context():
        assert db.session.scalar(select(func.count()).select_from(Confirmation)) == 1
        assert ["confirmed on" in each for each in refused] == [True]
        minutes, at = record_of(the_meeting("2026-02-05")), the_meeting("2026-03-19")
        confirming.sign(minutes, PUBLIC, at, "Councillor Ada Finch", now=now, actor="Ravi Linnet")
        confirming.correct_later(minutes, "2", PUBLIC, "By twelve.", today, now=now, actor="Ravi Linnet")
        db.session.commit()
        facts = facts_of([minutes], today)
        assert {access: state_of(each).state for (_number, access), each in facts.items()} == {
            PUBLIC: State.SIGNED,
            PaperAccess.EXEMPT: State.DRAFT,
        }
        db.session.remove()
        db.drop_all()


def test_what_is_recorded_at_the_moment_of_a_confirmation_comes_before_it_or_is_refused(
    tmp_path: Path, postgresql_database: str, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setenv("PANEL_DATABASE_URL", postgresql_database)
    app = create_app(tmp_path)
    with app.app_context():
        db.create_all()
    fill(app)
    record_the_meeting(app)
    with app.app_context():
        said: list[str] = []
        entered(record_of(the_meeting("2026-02-05")))
        waits = Thread(target=confirm, args=(app, said, ()))
        waits.start()
        waits.join(0.3)
        assert waits.is_alive()
        db.session.commit()
        waits.join()
        assert said == []
        confirmation = db.session.scalars(select(Confirmation)).one()
        confirmation.withdrawn = True
        db.session.commit()
    with app.app_context():
        minutes, at = record_of(the_meeting("2026-02-05")), the_meeting("2026-03-19")
        words = {"words": "", "passages": (), "proposer": "", "seconder": "", "item": ""}
        confirming.confirm(at, minutes, PUBLIC, **words, now=london_now(), actor="Ravi Linnet")
        late = Thread(target=enter_late, args=(app, said))
        late.start()
        late.join(0.3)
        assert late.is_alive()
        db.session.commit()
        late.join()
        assert ["confirmed on" in each for each in said] == [True]
        assert len(db.session.scalars(select(Action)).all()) == 1
        db.session.remove()
        db.drop_all()


def entered(minutes: Minutes | None) -> None:
    """Enter what somebody promised."""
    assert minutes is not None
    enter(Action, minutes, {"item": "2", "text": "To send the figures"}, actor="Imogen Vale")


def enter_late(app: Flask, refused: list[str]) -> None:
    """Enter it while a meeting confirms the minutes."""
    with app.app_context():
        try:
            entered(record_of(the_meeting("2026-02-05")))
            db.session.commit()
        except Refused as error:
            db.session.rollback()
            refused.append(error.ruling.reason)


def confirm(app: Flask, refused: list[str], passages: tuple[Amended, ...] = (Amended("2", "By eleven.", 1),)) -> None:
    """Confirm them as amended, as one of two who do so at once."""
    with app.app_context():
        minutes, at = record_of(the_meeting("2026-02-05")), the_meeting("2026-03-19")
        try:
            confirming.confirm(
                at,
                minutes,
                PUBLIC,
                words="Eleven, not ten.",
                passages=passages,
                proposer="",
                seconder="",
                item="1(2)",
                now=london_now(),
                actor="Ravi Linnet",
            )
            db.session.commit()
        except Refused as error:
            db.session.rollback()
            refused.append(error.ruling.reason)
