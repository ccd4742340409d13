"""From a composed pack to a published agenda and its supplements: these bytes, once, never altered."""

from __future__ import annotations

from datetime import UTC, date, datetime
from io import BytesIO
from pathlib import Path

import pikepdf
import pytest
import time_machine
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from panel.agendas.models import Item
from panel.audit.models import AuditEntry
from panel.documents.store import sha256_of
from panel.extensions import db
from panel.jobs import Job
from panel.packs.drafting import draft_of
from panel.papers.models import HandedIn, Paper, PaperAccess
from tests.accounts.people import send
from tests.builders import a_paper, add, an_item
from tests.officers import signed_in, the_meeting
from tests.packs.published import (
    DAY,
    GATE,
    PACK,
    PUBLIC,
    answer_everything,
    compose,
    out,
    publish,
    ready_site,
    said,
    the_item,
)
from tests.public.records import SECRET_WORDS, a_file

pytestmark = pytest.mark.xdist_group("publishing")


def labels(data: bytes) -> list[str]:
    with pikepdf.open(BytesIO(data)) as pdf:
        return [str(page.label) for page in pdf.pages]


def test_the_gate_shows_the_days_counted_the_proof_and_the_bytes(in_time: Flask, officer: FlaskClient):
    shown = said(officer, GATE)
    assert "If you publish it now, on Monday 9 March 2026, 9am: in time, seven clear days before the meeting." in shown
    assert "No page holds words of an exempt paper" in shown
    assert "Members and public have the same page numbers" in shown
    with in_time.app_context():
        draft = draft_of(the_meeting(DAY))
        assert draft is not None
        for file in draft.files:
            assert file["sha256"] in shown
    assert "Publish the agenda</button>" in shown


def test_what_is_published_is_what_was_shown_and_when_by_whom_and_how_early_is_kept(
    in_time: Flask, officer: FlaskClient
):
    with in_time.app_context():
        draft = draft_of(the_meeting(DAY))
        assert draft is not None
        shown = draft.files
    assert publish(officer, in_time).status_code == 303
    with in_time.app_context():
        (row,) = out()
        assert (row.number, row.name, row.in_time) == (0, "Agenda", True)
        assert row.files == shown
        assert row.by == "Imogen Vale <imogen.vale@larkshire.example>"
        assert row.notice == "Published on Monday 9 March 2026, 9am: in time, seven clear days before the meeting."
        assert the_meeting(DAY).published_on.isoformat() == "2026-03-09"
        (entry,) = db.session.scalars(select(AuditEntry).where(AuditEntry.verb == "publish agenda"))
        assert entry.detail["sha256"] == {each["edition"]: each["sha256"] for each in shown}
        assert entry.detail["notice"] == row.notice
    served = in_time.test_client().get(f"{PUBLIC}/agenda-pack.pdf").data
    assert sha256_of(served) == shown[0]["sha256"]


def test_short_notice_stops_until_its_reason_is_printed(late: Flask):
    officer = signed_in(late)
    assert publish(officer, late).status_code == 200
    with late.app_context():
        assert out() == []
    compose(officer, late, short_notice="The Commissioner’s letter came on 11 March.")
    assert "The Commissioner’s letter came on 11 March." in said(officer, GATE)
    assert publish(officer, late).status_code == 303
    with late.app_context():
        (row,) = out()
        assert (row.in_time, row.short_notice) == (False, "The Commissioner’s letter came on 11 March.")


def test_a_second_press_of_the_button_publishes_nothing_twice(in_time: Flask):
    officer = signed_in(in_time)
    with in_time.app_context():
        draft = draft_of(the_meeting(DAY))
        assert draft is not None
        sha256 = draft.files[0]["sha256"]
    assert send(officer, GATE, sha256=sha256).status_code == 303
    again = send(officer, GATE, "/desk/larkshire/days", sha256=sha256)
    assert again.status_code == 303
    assert "Agenda published" in said(officer, again.location)
    with in_time.app_context():
        assert len(out()) == 1


def test_an_agenda_that_changed_after_composing_is_not_published(in_time: Flask):
    officer = signed_in(in_time)
    with in_time.app_context():
        the_item("3").title = "Update from the Commissioner"
        db.session.commit()
        answer_everything(the_meeting(DAY))
    refused = publish(officer, in_time)
    assert refused.status_code == 200
    assert "changed after the pack was composed" in refused.text
    with in_time.app_context():
        assert out() == []


def test_other_bytes_than_those_that_were_shown_are_not_published(in_time: Flask):
    officer = signed_in(in_time)
    refused = send(officer, GATE, sha256="0" * 64)
    assert "composed again after this page was shown" in refused.text
    with in_time.app_context():
        assert out() == []


def test_an_open_finding_stops_publication(in_time: Flask):
    officer = signed_in(in_time)
    with in_time.app_context():
        paper = db.session.scalars(select(Paper).where(Paper.title == "Force responses")).one()
        paper.exempt_paragraphs = []
        db.session.commit()
    compose(officer, in_time)
    refused = publish(officer, in_time)
    assert "Open in the check: one stops publication. Put right what is wrong" in refused.text
    with in_time.app_context():
        assert out() == []


def test_nobody_but_an_officer_sees_a_draft_or_a_restricted_edition(in_time: Flask):
    officer, stranger = signed_in(in_time), in_time.test_client()
    publish(officer, in_time)
    for address in (
        GATE,
        PACK,
        f"{PACK}/restricted.pdf",
        f"{PACK}/1.png",
        f"/desk/larkshire/{DAY}/published/0/restricted.pdf",
    ):
        assert stranger.get(address).status_code == 303
    held = officer.get(f"/desk/larkshire/{DAY}/published/0/restricted.pdf")
    assert labels(held.data)[-1].startswith("E")
    assert held.headers["Cache-Control"] == "no-store"


def test_what_an_officer_changes_after_publication_stays_inside_until_it_is_published(published: Flask):
    public = published.test_client()
    before = said(public, PUBLIC), said(public, "/"), public.get(f"{PUBLIC}/agenda-pack.pdf").data
    with published.app_context():
        item = the_item("3")
        item.title, item.purpose = "Kingfisher", "To be kept quiet."
        a_paper(an_item(the_meeting(DAY), "9", "Osprey"), "Osprey report", a_file("osprey", 1))
        report = db.session.scalars(select(Paper).where(Paper.title == "Update from the Commissioner")).one()
        report.title, report.document_id = "Heron", a_file("heron", 2).id
        db.session.commit()
    assert (said(public, PUBLIC), said(public, "/"), public.get(f"{PUBLIC}/agenda-pack.pdf").data) == before
    assert public.get(f"{PUBLIC}/papers/9/report.pdf").status_code == 404
    assert public.get(f"{PUBLIC}/supplement-1.pdf").status_code == 404


def test_a_supplement_goes_on_numbering_and_the_whole_pack_holds_both(published: Flask):
    officer, public = signed_in(published), published.test_client()
    first = public.get(f"{PUBLIC}/agenda-pack.pdf").data
    with published.app_context():
        report = db.session.scalars(select(Paper).where(Paper.title == "Update from the Commissioner")).one()
        report.document_id = a_file("a newer update", 2).id
        a_paper(the_item("5"), "Budget monitoring", a_file("budget", 2))
        the_item("5").report = None
        secret = a_paper(
            the_item("3"), "Further responses", a_file("osprey", 1), appendix="C", access=PaperAccess.EXEMPT
        )
        secret.exempt_paragraphs = [3]
        the_item("6").withdrawn = True
        db.session.commit()
        answer_everything(the_meeting(DAY))
    assert "is new" in said(officer, GATE)
    compose(officer, published)
    assert publish(officer, published).status_code == 303
    alone, whole = public.get(f"{PUBLIC}/supplement-1.pdf").data, public.get(f"{PUBLIC}/agenda-pack.pdf").data
    count = len(labels(first))
    assert labels(alone) == [str(count + number) for number in range(1, len(labels(alone)) + 1)]
    assert labels(whole) == [*labels(first), *labels(alone)]
    shown = said(public, PUBLIC)
    assert "Item 3, Report: Update from the Commissioner replaces pages" in shown
    assert "Item 5, Report: Budget monitoring is new." in shown
    assert "Withdrawn after publication" in shown
    assert f"pages {count + 3} to {count + 4} of the pack" in shown
    assert SECRET_WORDS not in shown
    assert "osprey" not in shown
    restricted = officer.get(f"/desk/larkshire/{DAY}/published/1/restricted.pdf?whole=1").data
    exempt = [label for label in labels(restricted) if label.startswith("E")]
    assert exempt == [f"E{number}" for number in range(1, len(exempt) + 1)]
    assert public.get(f"{PUBLIC}/agenda.pdf").data == first
    assert "newer" in said(officer, GATE) or "Nothing has changed" in said(officer, GATE)


def test_a_paper_that_is_released_after_the_meeting_is_published_in_a_supplement(ready: Path, tmp_path: Path):
    with ready_site(ready, tmp_path / "site") as app:
        publish(signed_in(app), app)
        with time_machine.travel(datetime(2026, 5, 4, 9, tzinfo=UTC)):
            with app.app_context():
                paper = db.session.scalars(select(Paper).where(Paper.title == "Force responses")).one()
                paper.access, paper.exempt_paragraphs = PaperAccess.PUBLIC, []
                db.session.commit()
                answer_everything(the_meeting(DAY))
            officer, public = signed_in(app), app.test_client()
            compose(officer, app)
            assert "The meeting is past: no notice is counted any more." in said(officer, GATE)
            assert publish(officer, app).status_code == 303
            assert "is open to the public now" in said(public, PUBLIC)
            assert public.get(f"{PUBLIC}/papers/3/appendix-b.pdf").status_code == 200


def test_an_agenda_that_was_moved_in_published_keeps_its_day_and_follows_supplements_from_then_on(late: Flask):
    with late.app_context():
        meeting = the_meeting(DAY)
        meeting.published, meeting.published_on = True, date(2026, 3, 9)
        db.session.commit()
        answer_everything(meeting)
    officer = signed_in(late)
    compose(officer, late)
    assert "before it came here, and everybody sees it as its records stand" in said(officer, GATE)
    assert publish(officer, late).status_code == 303
    with late.app_context():
        (row,) = out()
        assert (row.in_time, the_meeting(DAY).published_on) == (True, date(2026, 3, 9))
        the_item("3").title = "Kingfisher"
        db.session.commit()
    assert "Kingfisher" not in said(late.test_client(), PUBLIC)


def test_no_word_is_published_that_was_not_looked_at(published: Flask):
    officer = signed_in(published)
    with published.app_context():
        a_paper(the_item("5"), "Budget monitoring", a_file("budget", 1))
        db.session.commit()
        answer_everything(the_meeting(DAY))
    compose(officer, published)
    with published.app_context():
        the_item("6").purpose = "Nobody has read this."
        db.session.commit()
        answer_everything(the_meeting(DAY))
    assert "changed after the pack was composed" in publish(officer, published).text
    compose(officer, published)
    assert publish(officer, published).status_code == 303
    assert "The words of item 6, Complaints, are changed." in said(published.test_client(), PUBLIC)


@pytest.mark.parametrize(
    ("change", "told"),
    [
        pytest.param("no items", "The agenda has no items.", id="no items"),
        pytest.param("a twin", "is that of an exempt paper", id="one file, exempt and public"),
        pytest.param("a file", "One file that was handed in is still being read.", id="a file on its way"),
    ],
)
def test_what_is_not_fit_to_be_published_stops_it(change: str, told: str, in_time: Flask, officer: FlaskClient):
    with in_time.app_context():
        meeting, secret = (
            the_meeting(DAY),
            db.session.scalars(select(Paper).where(Paper.title == "Force responses")).one(),
        )
        if change == "no items":
            for item in db.session.scalars(select(Item).where(Item.meeting_id == meeting.id)):
                item.withdrawn = True
        elif change == "a twin":
            a_paper(the_item("5"), "Budget", secret.document)
        else:
            hand_in_something(the_item("5"))
        db.session.commit()
    assert told in said(officer, GATE)
    assert publish(officer, in_time).status_code == 200
    with in_time.app_context():
        assert out() == []


def hand_in_something(item: Item) -> None:
    """Make a file that waits to be read."""
    now = datetime(2026, 3, 9, 8, tzinfo=UTC)
    job = add(Job(name="take in paper", arguments={}, created_at=now))
    facts = {"sha256": "f" * 64, "file_name": "late.pdf", "title": "Late", "access": PaperAccess.PUBLIC, "by": "A test"}
    add(HandedIn(item_id=item.id, job_id=job.id, at=now, **facts))
