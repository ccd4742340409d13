"""The steps of an arrival that touch the file itself. They run in the sandbox, and never anywhere else."""

from __future__ import annotations

import json
from contextlib import closing
from pathlib import Path
from typing import Any

import pypdfium2

from panel.documents import sandbox
from panel.documents.findings import Finding, NotAccepted, Refusal
from panel.documents.kinds import Format, find_format
from panel.pdf import hidden
from panel.pdf.clean import clean
from panel.pdf.told import Refused
from panel.pdf.verify import Unusable, prepare_verified

PAPER = "paper"
"""The file's name while it is worked on. The name that its author gave it goes nowhere: LibreOffice could print it."""

PREPARED, INDEX, TEXT, THUMBNAIL = "prepared.pdf", "prepared.index.json", "text.json", "thumbnail.png"

THUMBNAIL_WIDTH = 300  # pixels
THUMBNAIL_HEIGHT = 600

SECONDS = 20.0
SECONDS_A_PAGE = 0.4
"""A page is drawn several times to prove that it still shows what was handed in."""


def look(folder: Path) -> dict[str, Any]:
    """Find what the file is. A PDF is prepared at once; of Word and OpenDocument the copy to convert is made."""
    answer: dict[str, Any] = {}
    try:
        form = find_format(folder / PAPER)
        answer["format"] = form.value
        if form is Format.PDF:
            return answer | _prepared(folder, folder / PAPER)
        # Here, since a PDF needs neither, and each file is looked at by a process of its own.
        from panel.documents import docx, odt

        copy = folder / f"{PAPER}.{form.value}"
        if form is Format.DOCX:
            findings = docx.scrub(folder / PAPER, copy)
        elif form is Format.ODT:
            findings = odt.scrub(folder / PAPER, copy)
        else:
            (folder / PAPER).rename(copy)
            findings = []
        return answer | {"convert": copy.name, "told": [each.as_json() for each in findings]}
    except NotAccepted as refused:
        return answer | _refusal(refused.code.value, refused.reason)


def scrub_converted(folder: Path, source: str) -> dict[str, Any]:
    """Remove what hides in an older Word file, after LibreOffice has made an OpenDocument file of it."""
    from panel.documents import odt

    copy = folder / f"{PAPER}.{Format.ODT.value}"
    try:
        findings = odt.scrub(folder / source, copy)
    except NotAccepted as refused:
        return _refusal(refused.code.value, refused.reason)
    return {"convert": copy.name, "told": [each.as_json() for each in findings]}


def prepare(folder: Path, source: str) -> dict[str, Any]:
    """Prepare a PDF that LibreOffice made."""
    return _prepared(folder, folder / source)


def _prepared(folder: Path, source: Path) -> dict[str, Any]:
    """Clean a PDF, find what hides in it, prepare it, read its text and draw its first page."""
    try:
        cleaned = clean(source)
        # Drawing is linear in pages; whatever hangs before here has only the limits of any file.
        sandbox.take_longer(SECONDS + SECONDS_A_PAGE * len(cleaned.pdf.pages))
        told = [Finding.of(each) for each in (*cleaned.told, *hidden.hidden(cleaned))]
        _, sentences = prepare_verified(cleaned.pdf, folder, Path(PREPARED).stem)
    except Refused as refused:
        return _refusal(refused.code.value, refused.reason)
    except Unusable as unusable:
        return _refusal(Refusal.UNUSABLE.value, unusable.reason)
    told += [Finding("prepared", sentence) for sentence in sentences]
    with closing(pypdfium2.PdfDocument(folder / PREPARED)) as document:
        pages = len(document)
        texts = [_text(document, number) for number in range(pages)]
        _draw_thumbnail(document, folder / THUMBNAIL)
    (folder / TEXT).write_text(json.dumps(texts, ensure_ascii=False), encoding="utf-8")
    return {"pages": pages, "told": [each.as_json() for each in told]}


def _text(document: pypdfium2.PdfDocument, number: int) -> str:
    """Read a page's text; what lies outside its edge is not read."""
    with closing(document[number]) as page, closing(page.get_textpage()) as text:
        words = text.get_text_bounded(errors="replace")
    return words.replace("\r\n", "\n").replace("\0", "")


def _draw_thumbnail(document: pypdfium2.PdfDocument, out: Path) -> None:
    with closing(document[0]) as page:
        width, height = page.get_size()
        scale = min(THUMBNAIL_WIDTH / width, THUMBNAIL_HEIGHT / height)
        page.render(scale=scale).to_pil().convert("RGB").save(out, "PNG", optimize=True)


def _refusal(code: str, reason: str) -> dict[str, Any]:
    return {"refused": {"code": code, "reason": reason}}
