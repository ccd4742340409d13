"""Take files in and keep what became of them. Writes rows and never commits."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import UTC, datetime

from sqlalchemy import select
from sqlalchemy.exc import IntegrityError

from panel.documents.arrival import LIMITS, Arrival, Reading, Source, arrive, arrive_many
from panel.documents.findings import CIRCUMSTANCES
from panel.documents.models import Document, DocumentState
from panel.documents.store import Settings, Store, sha256_of
from panel.extensions import db

Progress = Callable[[int, int], None]
"""Called with how many files are done, and of how many."""


def receive(source: Source, store: Store, settings: Settings, reading: Reading | None = None) -> Document:
    """Take a file in, once: the same bytes give the same row, and nothing is done again.

    `reading` is told how far it is; nothing is written to the database before it was told for the last time.
    """
    known = _settled(store, [sha256_of(source)])
    if known:
        return next(iter(known.values()))
    return keep(arrive(source, store, settings, LIMITS, reading))


def take_many(
    sources: Sequence[Source], store: Store, settings: Settings, progress: Progress | None = None
) -> list[Document]:
    """Take several files in, two at a time, each of them once; the documents come in the order of the files.

    Only this thread writes to the database.
    """
    digests = [sha256_of(source) for source in sources]
    documents = _settled(store, digests)
    new = {digest: source for digest, source in zip(digests, sources, strict=True) if digest not in documents}
    before = len(sources) - len(new)

    def arrived(done: int) -> None:
        if progress is not None:
            progress(before + done, len(sources))

    arrived(0)
    # All of them arrive before the first row is written, so that no lock is held while LibreOffice works.
    arrivals = list(arrive_many(list(new.values()), store, settings, arrived))
    for digest, arrival in zip(new, arrivals, strict=True):
        documents[digest] = keep(arrival)
    return [documents[digest] for digest in digests]


def keep(arrival: Arrival) -> Document:
    """Write what became of a file; a row that another process wrote meanwhile is brought up to date."""
    document = _row(arrival.sha256)
    if document is None:
        document = Document(sha256=arrival.sha256)
        _fill(document, arrival)
        try:
            with db.session.begin_nested():
                db.session.add(document)
            return document
        except IntegrityError:
            document = _row(arrival.sha256)
            if document is None:
                raise
    _fill(document, arrival)
    db.session.flush()
    return document


def _fill(document: Document, arrival: Arrival) -> None:
    document.size = arrival.size
    document.kind = arrival.kind
    document.state = DocumentState.ACCEPTED if arrival.accepted else DocumentState.REFUSED
    document.code = arrival.code
    document.reason = arrival.reason
    document.pages = arrival.pages
    document.prepared_sha256 = arrival.prepared_sha256
    document.prepared_size = arrival.prepared_size
    document.index_sha256 = arrival.index_sha256
    document.text_sha256 = arrival.text_sha256
    document.thumbnail_sha256 = arrival.thumbnail_sha256
    document.told = [finding.as_json() for finding in arrival.told]
    document.arrived_at = datetime.now(UTC)


def _row(sha256: str) -> Document | None:
    return db.session.scalar(select(Document).where(Document.sha256 == sha256))


def _settled(store: Store, digests: Iterable[str]) -> dict[str, Document]:
    """Find the files that need not be taken in again, by sha256.

    One that was refused for want of LibreOffice, or that a parser broke down on, deserves another try.
    """
    rows = db.session.scalars(select(Document).where(Document.sha256.in_(set(digests))))
    return {row.sha256: row for row in rows if row.code not in CIRCUMSTANCES and _is_kept(store, row)}


def _is_kept(store: Store, document: Document) -> bool:
    """Whether the store still holds a document's files; a store that lost them gets them back with the file."""
    kept = (document.sha256, document.prepared_sha256, document.index_sha256)
    return all(store.holds(digest) for digest in kept if digest)
