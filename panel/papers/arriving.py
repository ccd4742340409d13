"""Hand files in under an item, and let a job make papers of them.

The file is in the store before anything is written, and its row in the same transaction as its job: a worker that
dies loses nothing, and a job that runs twice takes the file in once.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from sqlalchemy import select, update
from sqlalchemy.exc import IntegrityError

from panel import jobs
from panel.agendas.models import Item
from panel.agendas.operations import subject
from panel.audit.operations import record
from panel.documents.findings import REASONS, Refusal, megabytes
from panel.documents.models import Document, DocumentState
from panel.documents.operations import receive
from panel.documents.store import Settings, Store, sha256_of
from panel.extensions import db
from panel.law.ruling import Refused, Ruling
from panel.papers import rules
from panel.papers.models import HandedIn, HandedInState, Paper, PaperAccess
from panel.papers.operations import amend, lodge, next_position
from panel.papers.queries import is_exempt_elsewhere

TAKE_IN = "take in paper"
NAME_LENGTH = 200


@dataclass(frozen=True)
class AsWhat:
    """What a file is handed in as."""

    access: PaperAccess = PaperAccess.PUBLIC
    appendix: bool = False
    """Whether it is an appendix even where the item has no report yet."""
    paper: Paper | None = None
    """The paper of which it is a new version."""
    redacts: Paper | None = None
    """The full paper of which it is the public copy."""
    note: str = ""
    job: str = TAKE_IN
    """The work that takes it in; one of another name goes on when the file is taken."""
    told: Mapping[str, Any] = field(default_factory=dict)
    """What that work is told besides the file."""


def hand_in(item: Item, file: Path, name: str, as_what: AsWhat, *, actor: str) -> HandedIn:
    """Keep a file and ask for it to be taken in.

    Raises Refused where it is empty, too large, here already, or exempt elsewhere in the same meeting.
    """
    name = bare_name(name)
    ruling = of_a_size(file, name)
    if not ruling:
        raise Refused(ruling)
    sha256, exempt = sha256_of(file), as_what.access is PaperAccess.EXEMPT
    if not exempt and is_exempt_elsewhere(item, sha256):
        raise Refused(replace(rules.EXEMPT_ELSEWHERE, reason=f"{name}: {rules.EXEMPT_ELSEWHERE.reason}"))
    if here := _here_already(item, as_what.paper, sha256):
        raise Refused(Ruling(False, f"{name}: this file is here already, as “{here}”. It was not taken twice."))
    letter, title = _named(item, name, as_what)
    sha256 = Store.of_app().put(file)
    columns: dict[str, Any] = {
        "item_id": item.id,
        "paper_id": as_what.paper.id if as_what.paper else None,
        "redacts_id": as_what.redacts.id if as_what.redacts else None,
        "sha256": sha256,
        "once": f"{item.id}/{as_what.paper.id if as_what.paper else 'new'}/{sha256}",
        "file_name": name,
        "title": title,
        "appendix": letter,
        "access": as_what.access,
        "note": as_what.note,
        "by": actor,
        "at": datetime.now(UTC),
    }
    try:
        with db.session.begin_nested():
            row = HandedIn(job=jobs.enqueue(as_what.job), **columns)
            db.session.add(row)
    except IntegrityError:
        # A double click: the other request's row is the one that counts.
        reading = f"{name}: this file is here already, and is being read. It was not taken twice."
        raise Refused(Ruling(False, reading)) from None
    row.job.arguments = {"handed_in": row.id, **as_what.told}
    record(actor, "hand in", subject(item), sha256=sha256, access=row.access.value)
    db.session.flush()
    return row


def bare_name(name: str) -> str:
    """Give a file's name without its folder, and without what cannot be printed."""
    return "".join(letter for letter in Path(name.replace("\\", "/")).name if letter.isprintable())[:NAME_LENGTH]


def of_a_size(file: Path, name: str) -> Ruling:
    """Whether a file is neither empty nor too large to be taken."""
    most, size = Settings.of_app().max_paper_bytes, file.stat().st_size
    if not size:
        return Ruling(False, f"{name}: {REASONS[Refusal.EMPTY]}")
    if size > most:
        reason = REASONS[Refusal.TOO_LARGE].format(size=megabytes(size), most=megabytes(most))
        return Ruling(False, f"{name}: {reason}")
    return Ruling(True)


def _named(item: Item, name: str, as_what: AsWhat) -> tuple[str | None, str]:
    """Propose letter and title. Of an exempt file the name gives neither: the agenda prints them for everybody."""
    if as_what.paper:
        return as_what.paper.appendix, as_what.paper.title
    taken = [
        *db.session.scalars(select(Paper.appendix).where(Paper.item_id == item.id, Paper.withdrawn.is_(False))),
        *db.session.scalars(
            select(HandedIn.appendix).where(
                HandedIn.item_id == item.id, HandedIn.state == HandedInState.WAITING, HandedIn.paper_id.is_(None)
            )
        ),
    ]
    exempt = as_what.access is PaperAccess.EXEMPT
    title = item.title if exempt else rules.title_from(name) or item.title
    if as_what.redacts:
        return as_what.redacts.appendix, f"{as_what.redacts.title} (public copy)"[: rules.TITLE_LENGTH]
    if not as_what.appendix and None not in taken:
        return None, title
    letters = {letter for letter in taken if letter}
    own = "" if exempt else rules.letter_in(name)
    return own if own and own not in letters else rules.next_letter(letters), title


def _here_already(item: Item, paper: Paper | None, sha256: str) -> str | None:
    """Give the title under which a file stands under an item already, or waits to."""
    same = select(Paper.title).join(Document).where(Document.sha256 == sha256, Paper.withdrawn.is_(False))
    there = same.where(Paper.id == paper.id if paper else Paper.item_id == item.id)
    waiting = select(HandedIn.title).where(
        HandedIn.item_id == item.id,
        HandedIn.sha256 == sha256,
        HandedIn.state == HandedInState.WAITING,
        HandedIn.paper_id == paper.id if paper else HandedIn.paper_id.is_(None),
    )
    return db.session.scalar(there.limit(1)) or db.session.scalar(waiting.limit(1))


@jobs.job(TAKE_IN)
def take_in(progress: jobs.Progress, handed_in: int) -> None:
    """Read a file that was handed in, and make a paper or a version of it; done already, it does nothing."""
    read_in(progress, handed_in)


def read_in(
    progress: jobs.Progress, handed_in: int, still: Callable[[HandedIn], Ruling] | None = None
) -> HandedIn | None:
    """Do what `take_in` does; give the row where this very work settled what becomes of the file.

    Reading takes its time: `still` says after it whether a file that is sound is to be taken by now.
    """
    row = db.session.get(HandedIn, handed_in)
    if row is None or row.state is not HandedInState.WAITING:
        return None
    store = Store.of_app()
    document = receive(store.path(row.sha256), store, Settings.of_app(), lambda done: progress(done, "Being read"))
    accepted, reason = document.state is DocumentState.ACCEPTED, document.reason
    if accepted and still and not (ruling := still(row)):
        accepted, reason = False, ruling.reason
    state = HandedInState.TAKEN if accepted else HandedInState.REFUSED
    # Two workers may have come so far with one file: only the first may go on.
    first: Any = db.session.execute(
        update(HandedIn)
        .where(HandedIn.id == row.id, HandedIn.state == HandedInState.WAITING)
        .values(state=state, reason=reason, once=None)
    )
    if not first.rowcount:
        return None
    db.session.refresh(row)
    if not accepted:
        record(row.by, "refuse file", subject(row.item), sha256=row.sha256, code=document.code or "too late")
        return row
    row.paper_id = _paper_of(row, document).id
    return row


def _paper_of(row: HandedIn, document: Document) -> Paper:
    """Let a file that was taken stand for its paper: the one that waits for it, or a new one."""
    file = {"document_id": document.id, "file_name": row.file_name}
    paper = db.session.get(Paper, row.paper_id) if row.paper_id else None
    if paper:
        amend(paper, file, actor=row.by, note=row.note)
        return paper
    return lodge(
        row.item,
        {
            **file,
            "position": next_position(row.item),
            "title": row.title,
            "appendix": row.appendix,
            "access": row.access,
            "redacts_id": row.redacts_id,
        },
        actor=row.by,
        note=row.note,
    )


def try_again(row: HandedIn) -> None:
    """Ask anew for a file to be read whose job was given up; one that is at work is left alone."""
    if row.state is HandedInState.WAITING and row.job.state is jobs.JobState.FAILED:
        row.job_id = jobs.enqueue(row.job.name, **row.job.arguments).id


def dismiss(row: HandedIn, *, actor: str) -> None:
    """Take a file that was refused, or given up, off the list; one that is gone already is no mistake."""
    given_up = row.state is HandedInState.WAITING and row.job.state is jobs.JobState.FAILED
    if row.state is HandedInState.REFUSED or given_up:
        row.state, row.once = HandedInState.DISMISSED, None
        record(actor, "dismiss file", subject(row.item), sha256=row.sha256)
