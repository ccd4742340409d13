"""Compose a meeting's next publication to be looked at: both editions, the proof of their bytes, their pictures."""

from __future__ import annotations

import hashlib
import json
import shutil
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass, replace
from datetime import UTC, date, datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from sqlalchemy import select

from panel import jobs
from panel.agendas.models import Item as AgendaItem
from panel.audit.operations import record
from panel.documents import sandbox
from panel.documents.models import Document
from panel.documents.queries import prepared_file, text_of
from panel.documents.store import Store
from panel.extensions import db
from panel.law.words import one_line
from panel.meetings.models import Meeting
from panel.meetings.operations import subject
from panel.minute_book.enclosing import enclose_due
from panel.packs import looking, queries
from panel.packs.compiler import COMPOSER, Compiled, compile_edition
from panel.packs.contents import Contents, Edition, ExemptPart, Item, Supplement
from panel.packs.divider import draw_blank
from panel.packs.layout import to_right_hand
from panel.packs.models import Draft, Publication
from panel.packs.papers import paper_keys
from panel.packs.proof import Proof, Seen, prove
from panel.packs.published import File, Gone, Placed, before_exempt, edition_of, gone, own_pages, publications
from panel.packs.supplement import Before, Brought, brought, with_withdrawn
from panel.papers.models import Paper as PaperRecord
from panel.papers.models import PaperAccess

DRAFT = "compose draft"
WORKING = (jobs.JobState.QUEUED, jobs.JobState.RUNNING)
BY_ITSELF = "Composing the pack"
"""Who encloses the minutes to confirm, in the audit trail."""
AT_A_TIME = 20
"""Pages that are drawn in one process of the sandbox."""


@dataclass(frozen=True)
class Next:
    """What a meeting's next publication prints."""

    public: Contents
    exempt: ExemptPart
    agenda: tuple[tuple[int, Item], ...]
    """The whole agenda as it stands, each item with the number of its record."""
    records: Mapping[str, int]
    documents: Mapping[int, int | None]
    brought: Brought | None
    """None for the agenda itself."""

    @property
    def digest(self) -> str:
        """Give the sha256 of everything that is printed or shown: another one means that a draft is out of date."""
        exempt = [[held.paper.key, held.source.pdf.name] for held in self.exempt.papers]
        agenda = [[number, asdict(item)] for number, item in self.agenda]
        value = {"composer": COMPOSER, "public": asdict(self.public), "exempt": exempt, "agenda": agenda}
        return hashlib.sha256(json.dumps(value, default=_plainly, sort_keys=True).encode()).hexdigest()


def _plainly(value: object) -> str:
    return value.name if isinstance(value, Path) else str(value)


def next_publication(meeting: Meeting, store: Store, day: date, short_notice: str) -> Next:
    """Bring together what would be published of a meeting on a day: its agenda, or what has changed since."""

    def prepared(document: Document) -> Any:
        return prepared_file(store, document)

    whole = queries.contents(meeting, prepared, day)
    exempt = queries.exempt_part(meeting, whole, prepared)
    records = {key: record for record, key in paper_keys(meeting).items()}
    documents = _documents(meeting)
    numbers = db.session.scalars(
        select(AgendaItem.id)
        .where(AgendaItem.meeting_id == meeting.id, AgendaItem.withdrawn.is_(False))
        .order_by(AgendaItem.position)
    ).all()
    agenda = tuple(zip(numbers, whole.items, strict=True))
    before = publications(meeting)
    if not before:
        if short_notice:
            whole = replace(
                whole, notices=(*whole.notices, f"This agenda is published at short notice. {short_notice}")
            )
        return Next(whole, exempt, agenda, records, documents, None)
    kept = Before(before[-1].agenda["items"], last_documents(before), still_out(before, gone(meeting)))
    found = brought(agenda, records, documents, kept)
    agenda = with_withdrawn(agenda, kept)
    supplement = Supplement(
        number=before[-1].number + 1,
        pages_before=to_right_hand(before[-1].last_page),
        exempt_pages_before=to_right_hand(before[-1].last_exempt_page),
        changes=found.changes,
        after_meeting=day > meeting.date,
        short_notice=short_notice,
    )
    public = replace(whole, items=found.items, supplement=supplement, notices=())
    new = {paper.key for paper in public.papers()}
    exempt = ExemptPart(tuple(held for held in exempt.papers if held.paper.key in new))
    return Next(public, exempt, agenda, records, documents, found)


def still_out(before: Sequence[Publication], gone: Gone) -> frozenset[int]:
    """Give the papers, by record, of which the public still has a page, in whichever publication it came."""
    whole = edition_of(before[-1].whole, Edition.PUBLIC)
    return frozenset(
        placed.paper
        for placed in (whole.papers if whole else ())
        if any(page not in gone.days for page in range(placed.first, placed.last + 1))
    )


def last_documents(before: Sequence[Publication]) -> dict[int, int | None]:
    """Give the file with which each paper was last published, by the paper's record."""
    found: dict[int, int | None] = {}
    for publication in before:
        for each in publication.files:
            found |= {placed.paper: placed.document for placed in File.of(each).papers}
    return found


def ask_for_draft(meeting: Meeting, day: date, short_notice: str, *, actor: str) -> Draft:
    """Ask the worker to compose what would be published on a day; while it is at it, asking again changes nothing.

    `short_notice` is printed: why it comes with less notice than the law asks for; empty where it does not.
    """
    row = draft_of(meeting)
    if row and row.job.state in WORKING:
        return row
    job = jobs.enqueue(DRAFT, meeting_id=meeting.id, day=day.isoformat())
    if row is None:
        row = Draft(meeting=meeting)
        db.session.add(row)
    row.job, row.short_notice = job, one_line(short_notice)
    record(actor, "compose draft", subject(meeting))
    db.session.flush()
    return row


def short_notice_of(meeting: Meeting) -> str:
    """Give the reason for short notice that a meeting's next publication prints."""
    row = draft_of(meeting)
    return row.short_notice if row else ""


def draft_of(meeting: Meeting) -> Draft | None:
    """Give the draft of a meeting's next publication; None where none was asked for."""
    return db.session.scalar(select(Draft).where(Draft.meeting_id == meeting.id))


@jobs.job(DRAFT)
def draft_job(progress: jobs.Progress, meeting_id: int, day: str) -> None:
    """Compose, prove and draw a draft. Doing it again writes the same."""
    progress(2, "Bringing the agenda and its papers together")
    store, meeting = Store.of_app(), db.session.get_one(Meeting, meeting_id)
    enclose_due(meeting, now=datetime.now(UTC), actor=BY_ITSELF)
    db.session.commit()
    printed = next_publication(meeting, store, date.fromisoformat(day), short_notice_of(meeting))
    work = _Work(
        printed=printed,
        store=store,
        progress=progress,
        before=tuple(parts_of(publications(meeting), printed.public.supplement)),
        exempt=_texts(meeting, store, PaperAccess.EXEMPT),
        open=_texts(meeting, store, PaperAccess.PUBLIC),
    )
    db.session.rollback()  # nothing is held while it is composed
    with TemporaryDirectory(prefix="draft-") as scratch:
        files, whole, proofs, pictures = work.do(Path(scratch).resolve())
    draft = db.session.scalars(select(Draft).where(Draft.meeting_id == meeting_id)).one()
    draft.contents_sha256, draft.composed_at = printed.digest, datetime.now(UTC)
    draft.files, draft.whole = [file.plain() for file in files], [file.plain() for file in whole]
    draft.proof, draft.pictures = [proof.plain() for proof in proofs], pictures


@dataclass(frozen=True)
class Part:
    """A publication as it stands in the whole pack."""

    name: str
    files: tuple[File, ...]
    """Its editions."""
    blanks: tuple[str, ...] = ()
    """The numbers of the blank pages after it, so that what follows begins on a right-hand page."""


def parts_of(out: Sequence[Publication], coming: Supplement | None) -> Iterator[Part]:
    """Give what was published, each with the numbers that were left out before the next."""
    public = [own_pages(each)[0] - 1 for each in out] + [coming.pages_before if coming else 0]
    exempt = [before_exempt(each) for each in out] + [coming.exempt_pages_before if coming else 0]
    for each, to, to_exempt in zip(out, public[1:], exempt[1:], strict=True):
        blanks = [str(number) for number in range(each.last_page + 1, to + 1)]
        blanks += [f"E{number}" for number in range(each.last_exempt_page + 1, to_exempt + 1)]
        yield Part(each.name, tuple(map(File.of, each.files)), tuple(blanks))


@dataclass(frozen=True)
class _Work:
    """One draft being composed, without the database."""

    printed: Next
    store: Store
    progress: jobs.Progress
    before: tuple[Part, ...]
    """Each publication until now."""
    exempt: list[str]
    """The pages' texts of the exempt papers."""
    open: list[str]

    def do(self, folder: Path) -> tuple[list[File], list[File], list[Proof], list[dict[str, Any]]]:
        self.progress(10, "Composing the public edition")
        public = compile_edition(self.printed.public, folder / "public.pdf")
        made = [public]
        if self.printed.exempt.papers:
            self.progress(20, "Composing the restricted edition")
            made.append(compile_edition(self.printed.public, folder / "restricted.pdf", exempt=self.printed.exempt))
        files = [self._kept(each) for each in made]
        whole = self._whole(files, folder) if self.before else files
        self.progress(30, "Reading the finished pages")
        seen = [self._seen(each.file) for each in made]
        own = self._own_pages(files[0], seen[0])
        proofs = prove(
            seen[0],
            seen[1] if len(seen) > 1 else None,
            title=self.printed.public.title,
            exempt=self.exempt,
            open_=[*self.open, *own],
        )
        return files, whole, proofs, self._pictures(made[-1], seen[-1].labels)

    def _kept(self, made: Compiled) -> File:
        papers = [paper for paper in self.printed.public.papers() if paper.source or paper.drawn]
        papers += [held.paper for held in self.printed.exempt.papers] if made.edition is Edition.RESTRICTED else []
        placed = []
        for paper, section in zip(papers, made.sections, strict=True):
            number = self.printed.records[paper.key]
            document = self.printed.documents.get(number)
            placed.append(Placed(number, document, section.first_page, section.last_page))
        self.store.put(made.file)
        return File(made.edition, made.sha256, made.size, made.pages, tuple(placed))

    def _whole(self, files: Sequence[File], folder: Path) -> list[File]:
        """Join what was published before with what is new."""
        name = self.printed.public.supplement.name if self.printed.public.supplement else ""
        parts = [*self.before, Part(name, tuple(files))]
        joined = []
        for edition in (Edition.PUBLIC, Edition.RESTRICTED):
            if edition is Edition.PUBLIC or any(len(part.files) > 1 for part in parts):
                self.progress(25, f"Joining the whole pack, {edition.value} edition")
                title = replace(self.printed.public, supplement=None).title
                joined.append(join(edition, parts, title, self.store, folder))
        return joined

    def _seen(self, file: Path) -> Seen:
        with _apart(file) as folder:
            sandbox.run_step(f"{looking.__name__}:read", folder, sandbox.Limits())
            found = json.loads((folder / looking.READ).read_text(encoding="utf-8"))
        return Seen(**found)

    def _own_pages(self, file: File, seen: Seen) -> list[str]:
        """Give the texts of the pages that we set ourselves, on which an exempt paper is named as the law allows."""
        theirs = {page for each in file.papers for page in range(each.first, each.last + 1)}
        return [text for number, text in enumerate(seen.texts, start=1) if number not in theirs]

    def _pictures(self, made: Compiled, labels: Sequence[str]) -> list[dict[str, Any]]:
        pictures = []
        with _apart(made.file) as folder:
            for first in range(1, made.pages + 1, AT_A_TIME):
                last = min(first + AT_A_TIME - 1, made.pages)
                self.progress(35 + 60 * first // made.pages, f"Drawing page {first} of {made.pages}")
                sandbox.run_step(f"{looking.__name__}:draw", folder, sandbox.Limits(), {"first": first, "last": last})
                for number in range(first, last + 1):
                    page, small = (folder / f"{size}-{number}.png" for size in ("page", "thumbnail"))
                    pictures.append(
                        {
                            "label": labels[number - 1],
                            "page": self.store.put(page),
                            "thumbnail": self.store.put(small),
                        }
                    )
        return pictures


def join(edition: Edition, parts: Sequence[Part], title: str, store: Store, folder: Path) -> File:
    """Join publications to a whole pack; the pages that are out stay as they are, byte for byte."""
    work = folder / f"whole-{edition.value}"
    work.mkdir()
    placed: list[Placed] = []
    files: list[dict[str, str]] = []
    pages = 0
    for part in parts:
        file = part.files[-1] if edition is Edition.RESTRICTED else part.files[0]
        shutil.copyfile(store.path(file.sha256), work / f"part-{len(files)}.pdf")
        placed += [replace(each, first=pages + each.first, last=pages + each.last) for each in file.papers]
        pages += file.pages
        files.append({"name": part.name})
        for label in part.blanks:
            if edition is Edition.RESTRICTED or not label.startswith("E"):
                (work / f"part-{len(files)}.pdf").write_bytes(draw_blank())
                pages += 1
                files.append({"blank": label})
    title = title if edition is Edition.PUBLIC else f"{title} (restricted edition)"
    made = sandbox.run_step(f"{looking.__name__}:join", work, sandbox.Limits(), {"parts": files, "title": title})
    return File(edition, store.put(work / looking.EDITION), int(made["size"]), pages, tuple(placed))


@contextmanager
def _apart(file: Path) -> Iterator[Path]:
    """Lay an edition into a folder of its own, which is all that the sandbox may write to."""
    with TemporaryDirectory(prefix="look-") as scratch:
        folder = Path(scratch).resolve()
        shutil.copyfile(file, folder / looking.EDITION)
        yield folder


def _texts(meeting: Meeting, store: Store, access: PaperAccess) -> list[str]:
    return [text for document in _files(meeting, access) for text in text_of(store, document)]


def _files(meeting: Meeting, access: PaperAccess) -> Sequence[Document]:
    return db.session.scalars(
        select(Document)
        .join(PaperRecord, PaperRecord.document_id == Document.id)
        .join(AgendaItem)
        .where(
            AgendaItem.meeting_id == meeting.id,
            AgendaItem.withdrawn.is_(False),
            PaperRecord.withdrawn.is_(False),
            PaperRecord.access == access,
        )
    ).all()


def _documents(meeting: Meeting) -> dict[int, int | None]:
    rows = db.session.execute(
        select(PaperRecord.id, PaperRecord.document_id)
        .join(AgendaItem)
        .where(AgendaItem.meeting_id == meeting.id, PaperRecord.withdrawn.is_(False))
    )
    return {row.id: row.document_id for row in rows}
