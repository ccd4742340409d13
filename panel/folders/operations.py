"""Move a panel in from a meeting folder, or what changed in it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path

from sqlalchemy import select

from panel.agendas.models import Item
from panel.documents.models import Document, DocumentState
from panel.documents.operations import take_many
from panel.documents.store import Settings, Store
from panel.extensions import db
from panel.folders.facts import Folder
from panel.folders.keeping import conflicts, keep_meetings, keep_panel
from panel.folders.keeping_agendas import AgendaKeeper
from panel.folders.keeping_minutes import MinutesKeeper
from panel.folders.mistakes import Mistake, Mistakes
from panel.folders.reading import read
from panel.folders.report import ImportReport, meeting_name
from panel.meetings.models import Meeting
from panel.papers.models import Paper, PaperAccess
from panel.procedure.models import Body

Progress = Callable[[int, int], None]
"""Is told how many papers are read, of how many."""


Take = Callable[[Sequence[Path], Progress], Sequence[Document]]
"""Takes files in and gives their records, also of those that are refused."""


def import_folder(
    folder: Path,
    store: Store,
    settings: Settings,
    *,
    actor: str,
    progress: Progress | None = None,
    take: Take | None = None,
) -> ImportReport:
    """Bring the records to what a folder says. Everything is checked before anything is written; nothing is committed.

    `take` stands for the arrival of documents. Raises Mistakes, with every mistake in the folder or every paper that
    cannot be used; the transaction is then rolled back, and nothing is kept but the papers' originals in the store.
    """
    found = read(folder)
    if mistakes := conflicts(found):
        raise Mistakes(mistakes)

    def take_in(files: Sequence[Path], told: Progress) -> Sequence[Document]:
        return take_many(files, store, settings, told)

    try:
        return _keep(found, _arrived(found, take or take_in, progress or _silent), actor)
    except BaseException:
        db.session.rollback()
        raise


def _arrived(folder: Folder, take: Take, progress: Progress) -> Mapping[Path, Document]:
    """Take every paper in; give their records. Raises Mistakes for those that are refused."""
    papers = folder.papers()
    files = list(dict.fromkeys(paper.file for paper in papers if paper.file))
    documents = dict(zip(files, take(files, progress), strict=True))
    mistakes = [
        Mistake(
            paper.file.relative_to(folder.path).as_posix(),
            f"named in {paper.source}, {paper.place}",
            "This paper cannot be used.",
            documents[paper.file].reason,
        )
        for paper in papers
        if paper.file and documents[paper.file].state is DocumentState.REFUSED
    ]
    mistakes += _exempt_and_public(folder, documents)
    if mistakes:
        raise Mistakes(mistakes)
    db.session.flush()
    return documents


def _exempt_and_public(folder: Folder, documents: Mapping[Path, Document]) -> list[Mistake]:
    """Tell a file that would be published and is withheld elsewhere: in this folder, or on record."""
    papers = [
        (meeting.date, paper, _content(documents[paper.file]))
        for meeting in folder.panel.meetings
        if meeting.agenda
        for item in meeting.agenda.items
        for paper in item.papers
        if paper.file
    ]
    withheld = {content: f"{paper.source}, {paper.place}" for _, paper, content in papers if paper.exempt}
    for content, slug, day, item in _withheld_on_record(folder, {day for day, _, _ in papers}):
        withheld.setdefault(content, f"item {item} of {slug} {day}")
    return [
        Mistake(
            paper.source,
            paper.place,
            f"“{paper.name}” would be published, but it is the very file that is exempt at {other}.",
            "Put the right file in its place, or mark both alike.",
        )
        for _, paper, content in papers
        if not paper.exempt and (other := withheld.get(content))
    ]


def _content(document: Document) -> str:
    """Name what a file prints: two files that differ only in how they were saved are one."""
    return document.prepared_sha256 or document.sha256


def _withheld_on_record(folder: Folder, days: set[date]) -> Iterator[tuple[str, str, date, str]]:
    """Give (content, body, day, item) of every exempt paper on record, but for the agendas that the folder brings."""
    rows = db.session.execute(
        select(Document, Body.slug, Meeting.date, Item.number)
        .join(Paper, Paper.document_id == Document.id)
        .join(Item, Paper.item_id == Item.id)
        .join(Meeting, Item.meeting_id == Meeting.id)
        .join(Body, Meeting.body_id == Body.id)
        .where(Paper.access == PaperAccess.EXEMPT, Paper.withdrawn.is_(False), Item.withdrawn.is_(False))
    )
    for document, slug, day, number in rows:
        if slug != folder.panel.slug or day not in days:
            yield _content(document), slug, day, number


def _keep(folder: Folder, documents: Mapping[Path, Document], actor: str) -> ImportReport:
    report = ImportReport(body=folder.panel.name, notes=list(folder.notes))
    panel = keep_panel(folder, report, actor)
    meetings = keep_meetings(panel, folder.panel, report, actor)
    keeper = AgendaKeeper(documents, report, actor)
    if folder.programme is not None:
        keeper.programme(panel, folder.programme)
    if folder.recommendations is not None:
        keeper.log(panel, folder.recommendations)
    record = MinutesKeeper(report, actor)
    for facts in folder.panel.meetings:
        meeting = meetings[facts.date]
        if facts.agenda is not None:
            keeper.agenda(meeting, facts.agenda)
        elif meeting.published:
            report.notes.append(
                f"The folder has no meetings/{facts.date}/meeting.toml: the agenda of {meeting_name(facts.date)} stays "
                "published as it was. To take it back, bring the file without `published`."
            )
        record.minutes(meeting, facts.minutes)  # after the agenda, with which questions come
    db.session.flush()
    if not report.nothing_changed:
        report.published = [meeting for meeting in meetings.values() if meeting.published and not meeting.closed]
    return report


def _silent(done: int, of: int) -> None:
    """Tell nobody."""
