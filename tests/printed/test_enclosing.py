"""Minutes stand on the next agenda by themselves, follow the record until it is published, and never after."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime

import pytest
from flask import Flask
from flask.testing import FlaskClient
from pypdf import PdfReader
from sqlalchemy import select

from panel.agendas.operations import keep_as_published
from panel.agendas.rules import ItemKind
from panel.audit.models import AuditEntry
from panel.documents.queries import text_of
from panel.documents.store import Store
from panel.extensions import db
from panel.law.ruling import Refused
from panel.minute_book.attendance import attendance_in
from panel.minute_book.composing import compose
from panel.minute_book.enclosing import changed_since, enclose, enclose_due, enclosures
from panel.minute_book.minute_numbers import numbers_of
from panel.minute_book.models import EnclosedMinutes, NumbersKept
from panel.minute_book.openness import open_minutes_of, openness
from panel.minute_book.plain import restored
from panel.minutes.models import Confirmation, Minutes, Resolution
from panel.packs.drafting import draft_of
from panel.packs.rules import minutes_current
from panel.papers.models import Paper, PaperAccess, PaperVersion
from panel.papers.queries import agenda_as_it_stands
from panel.procedure.models import Body
from tests.builders import an_entry, an_item, minutes_of
from tests.officers import the_meeting
from tests.packs.published import compose as compose_pack
from tests.papers.pages import token
from tests.printed.a_meeting import SECRET, a_full_meeting

NOW = datetime(2026, 3, 9, 9, tzinfo=UTC)
DESK = "/desk/larkshire/2026-02-12/minutes"


@pytest.fixture
def kept(app: Flask) -> Flask:
    """A site with minutes that the meeting of 19 March has to confirm; its agenda is not out."""
    with app.app_context():
        a_full_meeting(db.session.scalars(select(Body).where(Body.slug == "larkshire")).one())
        meeting = the_meeting("2026-03-19")
        meeting.published, meeting.published_on = False, None
        paper = db.session.scalars(select(Paper).where(Paper.title == "Minutes, 5 February 2026")).one()
        paper.withdrawn = True
        db.session.commit()
    return app


@pytest.fixture
def waiting(kept: Flask) -> Iterator[Minutes]:
    """Those minutes; nobody enclosed them."""
    with kept.app_context():
        yield db.session.scalars(select(Minutes)).one()


def by_itself() -> None:
    """Do what composing the pack of 19 March does first."""
    enclose_due(the_meeting("2026-03-19"), now=NOW, actor="Composing the pack")
    db.session.commit()


def enclosed() -> list[tuple[str, PaperAccess, list[int], int]]:
    """Tell of each paper that holds minutes its title, access, paragraphs, and how many files it had."""
    return [
        (
            row.paper.title,
            row.paper.access,
            row.paper.exempt_paragraphs,
            len(db.session.scalars(select(PaperVersion).where(PaperVersion.paper_id == row.paper_id)).all()),
        )
        for row in db.session.scalars(select(EnclosedMinutes).order_by(EnclosedMinutes.id))
    ]


def test_composing_a_pack_encloses_the_minutes_public_and_exempt_apart_and_anew_when_they_changed(waiting: Minutes):
    by_itself()
    title = "inutes of the meeting held on 12 February 2026"
    public, exempt = f"M{title}", f"Exempt m{title}"
    assert enclosed() == [(public, PaperAccess.PUBLIC, [], 1), (exempt, PaperAccess.EXEMPT, [3], 1)]
    paper = db.session.scalars(select(Paper).where(Paper.title == public)).one()
    assert paper.document is not None
    text = " ".join(" ".join(text_of(Store.of_app(), paper.document)).split())
    assert "Draft, to be confirmed" in text
    assert "Supports the precept." in text
    assert SECRET not in text
    by_itself()
    assert [each[3] for each in enclosed()] == [1, 1]
    assert list(changed_since(the_meeting("2026-03-19"))) == []
    an_entry(Resolution, waiting, item="3", number="3", text="Asks for figures.")
    assert list(changed_since(the_meeting("2026-03-19"))) == [waiting.meeting]
    by_itself()
    assert [each[3] for each in enclosed()] == [2, 1]
    assert list(changed_since(the_meeting("2026-03-19"))) == []


def test_exempt_minutes_are_enclosed_after_the_resolution_to_exclude_the_public_where_the_agenda_has_a_place_for_them(
    waiting: Minutes,
):
    meeting = the_meeting("2026-03-19")
    by_itself()  # before that place was on the agenda
    an_item(meeting, "98", "Exclusion of the Public", ItemKind.EXCLUSION)
    private = an_item(meeting, "99", "Exempt Minutes", ItemKind.MINUTES)
    by_itself()
    papers = [row.paper for row in db.session.scalars(select(EnclosedMinutes)) if not row.paper.withdrawn]
    assert [(paper.access, paper.item is private) for paper in papers] == [
        (PaperAccess.PUBLIC, False),
        (PaperAccess.EXEMPT, True),
    ]
    assert [each.current for each in enclosures(waiting) if each.meeting is meeting] == [True]


def test_after_the_publication_nothing_is_enclosed_by_itself_and_what_an_officer_encloses_waits_for_a_supplement(
    waiting: Minutes,
):
    by_itself()
    meeting = the_meeting("2026-03-19")
    assert openness(waiting).proposed is None
    meeting.published = True
    keep_as_published(meeting, agenda_as_it_stands(meeting), date(2026, 3, 9))
    assert openness(waiting).proposed == date(2026, 3, 19)
    an_entry(Resolution, waiting, item="3", number="3", text="Asks for figures.")
    by_itself()
    assert [each[3] for each in enclosed()] == [1, 1]
    assert list(changed_since(meeting)) == []


def test_a_paper_enclosed_after_the_publication_opens_the_draft_only_with_its_supplement(waiting: Minutes):
    meeting = the_meeting("2026-03-19")
    meeting.published = True
    keep_as_published(meeting, agenda_as_it_stands(meeting), date(2026, 3, 9))
    item = next(row for row in [an_item(meeting, "9", "Minutes, again")])
    enclose(waiting, item, now=NOW, actor="Imogen Vale")
    assert openness(waiting).proposed is None
    assert waiting.meeting in attendance_in(meeting.body, 2026, NOW.date()).waiting
    keep_as_published(meeting, agenda_as_it_stands(meeting), date(2026, 3, 12))
    assert openness(waiting).proposed == date(2026, 3, 19)
    assert waiting.meeting in attendance_in(meeting.body, 2026, NOW.date()).meetings


def test_where_an_officer_put_a_paper_of_their_own_nothing_is_enclosed_by_itself(waiting: Minutes):
    db.session.scalars(select(Paper).where(Paper.title == "Minutes, 5 February 2026")).one().withdrawn = False
    by_itself()
    assert enclosed() == []


def test_what_an_officer_took_off_the_agenda_does_not_come_back_by_itself(waiting: Minutes):
    by_itself()
    for row in db.session.scalars(select(EnclosedMinutes)):
        row.paper.withdrawn = True
    by_itself()
    assert all(row.paper.withdrawn for row in db.session.scalars(select(EnclosedMinutes)))


def test_confirmed_minutes_are_not_enclosed_again(waiting: Minutes):
    an_entry(Confirmation, minutes_of(the_meeting("2026-03-19")), earlier=waiting.meeting.date)
    later = the_meeting("2026-06-18")
    item = an_item(later, "1", "Minutes")
    with pytest.raises(Refused, match="confirmed on Thursday 19 March 2026"):
        enclose(waiting, item, now=NOW, actor="Imogen Vale")


def test_numbers_stay_from_when_the_minutes_are_enclosed(waiting: Minutes):
    by_itself()
    before = numbers_of(waiting.meeting)
    kept = db.session.scalars(select(NumbersKept)).one()
    kept.numbers = {**kept.numbers, "3": "17"}
    an_item(waiting.meeting, "8", "A later thought")
    assert numbers_of(waiting.meeting) == before | {"3": "17", "8": "8"}
    assert {item.number: item.minute for item in compose(waiting).items}["3"] == "17"


def test_the_gate_tells_what_to_do_about_minutes_that_changed():
    assert minutes_current(date(2026, 2, 12)).reason == (
        "The minutes of Thursday 12 February 2026 changed since they were enclosed. "
        "Compose the pack again: they are then enclosed as they are now."
    )


def test_an_officer_encloses_the_minutes_with_one_click(kept: Flask, officer: FlaskClient):
    page = officer.get(f"{DESK}/preview").text
    assert "They are not enclosed yet." in page
    key = {"csrf_token": token(officer, f"{DESK}/preview")}
    for _ in range(2):
        done = officer.post(f"{DESK}/enclose/2026-03-19", data=key, follow_redirects=True)
    assert "They are enclosed as they are now." in done.text
    assert officer.post(f"{DESK}/enclose/2026-09-17", data=key).status_code == 404
    with kept.app_context():
        assert len(enclosed()) == 2
    gate = officer.get("/desk/larkshire/2026-03-19/publish").text
    assert "changed since they were enclosed" not in gate
    with kept.app_context():
        minutes = db.session.scalars(select(Minutes)).one()
        an_entry(Resolution, minutes, item="3", number="3", text="Asks for figures.")
        db.session.commit()
    gate = officer.get("/desk/larkshire/2026-03-19/publish").text
    assert "The minutes of Thursday 12 February 2026 changed since they were enclosed." in gate


def test_a_pack_holds_the_public_minutes_and_its_restricted_edition_the_exempt_ones_too(
    kept: Flask, officer: FlaskClient
):
    compose_pack(officer, kept)
    with kept.app_context():
        assert len(enclosed()) == 2
        draft = draft_of(the_meeting("2026-03-19"))
        assert draft is not None
        assert all(proof["passed"] for proof in draft.proof)
        public, restricted = (
            "".join(page.extract_text() for page in PdfReader(Store.of_app().path(file["sha256"])).pages)
            for file in draft.files
        )
        verbs = db.session.scalars(select(AuditEntry.verb).where(AuditEntry.actor == "Composing the pack")).all()
    assert "Supports the precept." in public
    assert SECRET not in public
    assert SECRET in restricted
    assert verbs == ["lodge", "lodge"]


def test_a_published_draft_does_not_change_until_it_is_published_anew_or_confirmed(kept: Flask):
    public, page = kept.test_client(), "/meetings/larkshire/2026-02-12/minutes"
    with kept.app_context():
        minutes, meeting = db.session.scalars(select(Minutes)).one(), the_meeting("2026-03-19")
        by_itself()
        meeting.published = True
        keep_as_published(meeting, agenda_as_it_stands(meeting), date(2026, 3, 9))
        an_entry(Resolution, minutes, item="3", number="3", text="Asks for figures.")
        assert open_minutes_of(minutes.meeting) != compose(minutes)
        db.session.commit()
    for address in (page, f"{page}.pdf", f"{page}.docx", f"{page}/3"):
        assert public.get(address).status_code == 200
    assert "Supports the precept." in public.get(page).text
    assert "Asks for figures." not in public.get(page).text
    assert "Asks for figures." not in public.get(f"{page}/3").text
    with kept.app_context():
        minutes, meeting = db.session.scalars(select(Minutes)).one(), the_meeting("2026-03-19")
        item = db.session.scalars(select(EnclosedMinutes)).first().paper.item
        enclose(minutes, item, now=NOW, actor="Imogen Vale")
        db.session.commit()
    assert "Asks for figures." not in public.get(page).text
    with kept.app_context():
        meeting = the_meeting("2026-03-19")
        keep_as_published(meeting, agenda_as_it_stands(meeting), date(2026, 3, 12))
        db.session.commit()
    assert "Asks for figures." in public.get(page).text
    with kept.app_context():
        minutes = db.session.scalars(select(Minutes)).one()
        an_entry(Resolution, minutes, item="3", number="4", text="Thanks the officers.")
        an_entry(Confirmation, minutes_of(the_meeting("2026-03-19")), earlier=minutes.meeting.date)
        db.session.commit()
    assert "Thanks the officers." in public.get(page).text


def test_what_was_printed_is_kept_whole(waiting: Minutes):
    by_itself()
    for row in db.session.scalars(select(EnclosedMinutes)):
        (kept,) = row.printings.values()
        assert restored(kept) == compose(waiting, row.access)
