"""Plant a marked word wherever something exempt can be written, and read whatever the public may have.

Who adds a public output (a page, a feed, a file, a draft) adds a test that calls `plant` and looks for MARK in it.
`public_answers` finds every page and file by itself whose view is open to the public and can be addressed.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, time
from io import BytesIO
from typing import Any
from zipfile import ZipFile

from flask import Flask
from flask.testing import FlaskClient
from pypdf import PdfReader
from sqlalchemy import func, select

from panel.access import Audience, audience_of_view
from panel.extensions import Base, db
from panel.meetings.models import Meeting
from panel.minute_book.models import CorrectionAsked, LaterCorrection, Passage, PassageRevision, Written
from panel.minutes.models import (
    Action,
    Adjournment,
    Asked,
    Attendance,
    Cast,
    Confirmation,
    Disclosure,
    Election,
    Exclusion,
    InterestKind,
    Minutes,
    Motion,
    Movement,
    Moving,
    Nomination,
    Presence,
    QuestionTaken,
    Resolution,
    Vote,
)
from panel.minutes.record import Entry
from panel.papers.models import PaperAccess
from tests.builders import add, an_entry, minutes_of
from tests.public.records import TODAY

MARK = "Kingfisherton"
"""Stands in nothing but what is exempt."""
ITEM = "8"
KNOWN = {"slug": "larkshire", "group": "notice", "item": ITEM, "name": "report", "number": ITEM}
"""What stands in the addresses of public pages; whatever else a route asks for is 1."""


def plant(meeting: Meeting, minutes: Minutes | None = None) -> Minutes:
    """Write the marked word into every kind of entry and passage of the exempt minutes of a meeting.

    Every kind has one: who adds another kind of entry adds it here.
    """
    minutes = minutes or minutes_of(meeting)
    exempt = {"access": PaperAccess.EXEMPT}
    here = {"item": ITEM, **exempt}
    an_entry(Attendance, minutes, name=f"{MARK} 1", circle="officers", role=MARK, presence=Presence.PRESENT, **exempt)
    an_entry(Movement, minutes, name=f"{MARK} 2", moving=Moving.ARRIVED, at=time(11, 45), **here)
    an_entry(Confirmation, minutes, earlier=date(2026, 2, 5), amendments=f"{MARK} 3", **here)
    disclosure = an_entry(Disclosure, minutes, name=f"{MARK} 4", text=f"{MARK} 5", **here)
    disclosure.kind = InterestKind.OTHER
    motion = an_entry(Motion, minutes, title=f"{MARK} 6", text=f"{MARK} 7", proposer=f"{MARK} 8", **here)
    an_entry(Vote, minutes, motion_id=motion.id, name=f"{MARK} 9", cast=Cast.FOR, **exempt)
    election = an_entry(Election, minutes, office=f"{MARK} 10", elected=f"{MARK} 11", **here)
    an_entry(Nomination, minutes, election_id=election.id, name=f"{MARK} 12", votes=3, **exempt)
    an_entry(
        QuestionTaken, minutes, name=f"{MARK} 13", asked=Asked.ASKED, answer=f"{MARK} 14", owed_by=f"{MARK} 15", **here
    )
    asked = an_entry(Resolution, minutes, number="1", text=f"{MARK} 16", answer_due=date(2026, 4, 1), **here)
    asked.kind, asked.addressee = "request", f"{MARK} 17"
    an_entry(Action, minutes, text=f"{MARK} 18", owner=f"{MARK} 19", due=date(2026, 4, 2), **here)
    an_entry(Adjournment, minutes, reason=f"{MARK} 24", adjourned_at=time(11, 50), resumed_at=time(12), **here)
    excluded = {"items": [ITEM], "paragraphs": [3], "out_at": time(11, 40), "in_at": time(12, 10), "outcome": "agreed"}
    an_entry(Exclusion, minutes, words=f"{MARK} 25", remained=f"{MARK} 26", proposer=f"{MARK} 27", **excluded, **here)
    kinds = [each.class_ for each in Base.registry.mappers if issubclass(each.class_, Entry)]
    planted = [kind for kind in kinds if db.session.scalar(_exempt_ones(kind, minutes))]
    assert planted == kinds, "no kind of entry is left out"
    passage = add(Passage(minutes_id=minutes.id, what=Written.NARRATIVE, text=f"{MARK} 20", version=1, **here))
    add(PassageRevision(passage_id=passage.id, number=1, text=f"{MARK} 21", by="Imogen Vale", at=TODAY))
    add(CorrectionAsked(minutes_id=minutes.id, text=f"{MARK} 22", by="Ada Finch", at=TODAY, **here))
    add(LaterCorrection(minutes_id=minutes.id, text=f"{MARK} 23", day=TODAY.date(), by="Vale", at=TODAY, **here))
    return minutes


def _exempt_ones(kind: Any, minutes: Minutes) -> Any:
    exempt = kind.access == PaperAccess.EXEMPT
    return select(func.count()).select_from(kind).where(kind.minutes_id == minutes.id, exempt)


def words_of(answer: bytes) -> str:
    """Read what an answer says: a page or feed as it is, a PDF page by page, a Word file part by part."""
    if answer.startswith(b"%PDF"):
        file = PdfReader(BytesIO(answer))
        return "\n".join([str(file.metadata), *(page.extract_text() for page in file.pages)])
    if answer.startswith(b"PK"):
        with ZipFile(BytesIO(answer)) as file:
            return "\n".join(file.read(name).decode(errors="replace") for name in file.namelist())
    return answer.decode(errors="replace")


def public_answers(app: Flask, day: str) -> Iterator[tuple[str, bytes]]:
    """Give each public page, feed and file that a site answers with for a meeting's day, by its address."""
    client: FlaskClient = app.test_client()
    for rule in sorted(app.url_map.iter_rules(), key=lambda rule: rule.rule):
        if audience_of_view(app, rule.endpoint) is not Audience.PUBLIC or "GET" not in (rule.methods or ()):
            continue
        if rule.endpoint == "static":
            continue
        for form in ("pdf", "docx") if "form" in rule.arguments else ("",):
            known = {**KNOWN, "day": day, "form": form}
            values = {name: known.get(name, 1) for name in rule.arguments}
            at = app.url_map.bind("localhost").build(rule.endpoint, values)
            answer = client.get(at)
            if answer.status_code == 200:
                yield at, answer.get_data()
