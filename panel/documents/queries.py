"""Find what a document became."""

from __future__ import annotations

import json

from panel.documents.findings import Finding
from panel.documents.models import Document
from panel.documents.store import Store
from panel.pdf.prepared import PreparedFile


def prepared_file(store: Store, document: Document) -> PreparedFile:
    """Give a document's prepared form, as packs are composed from it."""
    if document.prepared_sha256 is None or document.index_sha256 is None:
        raise FileNotFoundError(f"document {document.id} was refused and has no prepared form")
    return PreparedFile(store.path(document.prepared_sha256), store.path(document.index_sha256))


def text_of(store: Store, document: Document) -> list[str]:
    """Give a document's text, a page an entry."""
    return list(json.loads(store.read(document.text_sha256))) if document.text_sha256 else []


def thumbnail_of(store: Store, document: Document) -> bytes | None:
    """Give the picture of a document's first page, a PNG."""
    return store.read(document.thumbnail_sha256) if document.thumbnail_sha256 else None


def findings_of(document: Document) -> list[Finding]:
    """Give what an officer is told of a document."""
    return [Finding.from_json(each) for each in document.told]
