"""Compose a meeting's editions and keep the public one ready."""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from sqlalchemy import select
from sqlalchemy.exc import IntegrityError

from panel import jobs
from panel.access import Audience, sees_agenda
from panel.documents.queries import prepared_file
from panel.documents.store import Store
from panel.extensions import db
from panel.meetings.models import Meeting
from panel.packs import queries
from panel.packs.compiler import Compiled, Printed, compile_edition, compile_for_print, publication_digest
from panel.packs.contents import Contents, Edition
from panel.packs.models import PackEdition
from panel.packs.published import latest

COMPOSE = "compose pack"
_composing = threading.Lock()


@dataclass(frozen=True)
class Composed:
    """An edition in a folder, with how long it took, in seconds."""

    compiled: Compiled
    seconds: float

    def as_json(self) -> dict[str, Any]:
        """Give what `panel compile --json` prints of it."""
        return {
            "edition": self.compiled.edition.value,
            "file": str(self.compiled.file),
            "pages": self.compiled.pages,
            "sha256": self.compiled.sha256,
            "seconds": round(self.seconds, 3),
            "sections": [asdict(section) for section in self.compiled.sections],
        }


def file_name(meeting: Meeting, edition: Edition) -> str:
    """Name an edition's file: "2018-03-19-agenda-pack-public.pdf"."""
    return f"{meeting.date.isoformat()}-agenda-pack-{edition.value}.pdf"


def compose(meeting: Meeting, editions: Iterable[Edition], out: Path, store: Store) -> Iterable[Composed]:
    """Compose editions into a folder, one after the other. Works on drafts; asks no permission."""
    out.mkdir(parents=True, exist_ok=True)
    for edition in editions:
        started = time.perf_counter()
        public = queries.contents(meeting, lambda document: prepared_file(store, document))
        exempt = None
        if edition is Edition.RESTRICTED:
            exempt = queries.exempt_part(meeting, public, lambda document: prepared_file(store, document))
        compiled = compile_edition(public, out / file_name(meeting, edition), exempt=exempt)
        yield Composed(compiled, time.perf_counter() - started)


def print_room(meeting: Meeting, editions: Iterable[Edition], out: Path, store: Store) -> Printed:
    """Compose A4 duplex files; the exempt part only where the restricted edition is asked for."""
    out.mkdir(parents=True, exist_ok=True)
    public = queries.contents(meeting, lambda document: prepared_file(store, document))
    exempt = None
    if Edition.RESTRICTED in editions:
        exempt = queries.exempt_part(meeting, public, lambda document: prepared_file(store, document))
    return compile_for_print(public, out, meeting.date.isoformat(), exempt)


def current_public(meeting: Meeting, store: Store, public: Contents | None = None) -> PackEdition:
    """Give the public edition of a meeting's agenda as it stands, composing it where it is not kept already.

    `public` saves bringing the contents together again. The row is added to the session; the caller commits.
    """
    public = public or queries.contents(meeting, lambda document: prepared_file(store, document))
    digest = publication_digest(public)
    row = _kept(meeting)
    if row is not None and row.contents_sha256 == digest and store.holds(row.sha256):
        return row
    # One at a time in a process: a large pack takes memory.
    with _composing, TemporaryDirectory(prefix="edition-") as scratch:
        compiled = compile_edition(public, Path(scratch) / "pack.pdf")
        store.put(compiled.file)
    values = {
        "contents_sha256": digest,
        "sha256": compiled.sha256,
        "size": compiled.size,
        "pages": compiled.pages,
        "sections": json.loads(json.dumps([asdict(section) for section in compiled.sections])),
        "composed_at": datetime.now(UTC),
    }
    if row is None:
        try:
            with db.session.begin_nested():
                row = PackEdition(meeting_id=meeting.id, edition=Edition.PUBLIC, **values)
                db.session.add(row)
            return row
        except IntegrityError:
            # Another process kept its edition in the same moment.
            row = _kept(meeting)
            if row is None:
                raise
    for name, value in values.items():
        setattr(row, name, value)
    return row


def _kept(meeting: Meeting) -> PackEdition | None:
    return db.session.scalar(
        select(PackEdition).where(PackEdition.meeting_id == meeting.id, PackEdition.edition == Edition.PUBLIC)
    )


@jobs.job(COMPOSE)
def compose_job(progress: jobs.Progress, meeting_id: int) -> None:
    """Keep a published meeting's public edition ready."""
    meeting = db.session.get(Meeting, meeting_id)
    if (
        meeting is None
        or latest(meeting)
        or not sees_agenda(Audience.PUBLIC, published=meeting.published, closed=meeting.closed)
    ):
        return
    progress(10, "Composing the public edition")
    current_public(meeting, Store.of_app())
