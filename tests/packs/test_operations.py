"""The public edition that is kept: composed once, and another one only when the agenda or its papers are."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from flask import Flask

from panel import instance
from panel.agendas.rules import ItemKind
from panel.documents.store import Store
from panel.extensions import db
from panel.meetings.models import Meeting, MeetingStatus
from panel.packs.contents import Edition
from panel.packs.divider import draw_blank
from panel.packs.models import PackEdition
from panel.packs.operations import compose, compose_job, current_public
from panel.pdf.canonical import prepare_own
from tests import builders


@pytest.fixture
def app(tmp_path: Path) -> Iterator[Flask]:
    app = instance.make(tmp_path / "instance")
    with app.app_context():
        yield app
        db.session.remove()
        db.engine.dispose()


@pytest.fixture
def meeting(app: Flask, tmp_path: Path) -> Meeting:
    """A published meeting with one paper, a list of coming meetings, and a later meeting to list."""
    body = builders.a_body()
    meeting = builders.a_meeting(body, date(2026, 3, 19), published=True, published_on=date(2026, 3, 9))
    builders.a_meeting(body, date(2026, 6, 18))
    report = builders.an_item(meeting, "1", "Update")
    builders.an_item(meeting, "2", "Dates of meetings", ItemKind.DATES_OF_MEETINGS)
    builders.a_paper(report, "Update report", a_document(tmp_path, "one"))
    db.session.commit()
    return meeting


def a_document(folder: Path, name: str):
    prepared = prepare_own(draw_blank(), folder, name)
    store = Store.of_app()
    return builders.a_document(
        name,
        pages=1,
        prepared_sha256=store.put(prepared.pdf),
        prepared_size=prepared.pdf.stat().st_size,
        index_sha256=store.put(prepared.index),
    )


def kept(meeting: Meeting) -> str:
    edition = current_public(meeting, Store.of_app())
    db.session.commit()
    return edition.sha256


def test_an_edition_is_composed_once(meeting: Meeting):
    first = current_public(meeting, Store.of_app())
    db.session.commit()
    moment = first.composed_at
    kept(meeting)
    assert current_public(meeting, Store.of_app()).composed_at == moment


def test_cancelling_a_later_meeting_leaves_a_published_pack_as_it_was(meeting: Meeting):
    before = kept(meeting)
    later = db.session.query(Meeting).filter_by(date=date(2026, 6, 18)).one()
    later.status = MeetingStatus.CANCELLED
    db.session.commit()
    assert kept(meeting) == before


def test_another_paper_makes_another_edition(meeting: Meeting, tmp_path: Path):
    before = kept(meeting)
    item = builders.an_item(meeting, "3", "Estates")
    builders.a_paper(item, "The police estate", a_document(tmp_path, "two"))
    db.session.commit()
    assert kept(meeting) != before


def test_the_worker_keeps_no_pack_of_a_draft_or_a_closed_meeting(meeting: Meeting):
    for published, closed in ((False, False), (True, True)):
        meeting.published, meeting.closed = published, closed
        db.session.commit()
        compose_job(progress=lambda done, message: None, meeting_id=meeting.id)
        assert db.session.query(PackEdition).count() == 0
    meeting.closed = False
    db.session.commit()
    compose_job(progress=lambda done, message: None, meeting_id=meeting.id)
    assert db.session.query(PackEdition).count() == 1


def test_a_draft_is_composed_for_those_who_ask(meeting: Meeting, tmp_path: Path):
    meeting.published = False
    (composed,) = compose(meeting, [Edition.PUBLIC], tmp_path / "out", Store.of_app())
    assert composed.compiled.file.name == "2026-03-19-agenda-pack-public.pdf"
    assert [section.title for section in composed.compiled.sections] == ["Update report"]
