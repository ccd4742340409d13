"""The steps that work on finished editions: read one whole, draw its pages, join several. They run in the sandbox.

The file is our own, but what stands on its pages came from strangers.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pikepdf
import pypdfium2
from PIL import Image

from panel.documents import sandbox
from panel.pdf.assemble import OutlineEntry, PageRun, Stamp, assemble
from panel.pdf.canonical import prepare_own
from panel.pdf.ink import picture

EDITION, READ = "edition.pdf", "read.json"
SECONDS, SECONDS_A_PAGE = 20.0, 0.5
PAGE_WIDTH, THUMBNAIL_WIDTH = 1000, 160  # pixels
ACTIVE = ("/OpenAction", "/AA", "/AcroForm", "/AF", "/Collection")
HIDING_NAMES = ("/EmbeddedFiles", "/JavaScript")


def read(folder: Path) -> dict[str, Any]:
    """Write into READ what is in an edition: each page's text and label, bookmarks, particulars, what hides."""
    file = folder / EDITION
    with pikepdf.open(file) as pdf:
        sandbox.take_longer(SECONDS + SECONDS_A_PAGE * len(pdf.pages))
        names = pdf.Root.get("/Names", pikepdf.Dictionary())
        found: dict[str, Any] = {
            "labels": [page.label for page in pdf.pages],
            "thumbnails": sum("/Thumb" in page.obj for page in pdf.pages),
            "hiding": [*(key for key in ACTIVE if key in pdf.Root), *(key for key in HIDING_NAMES if key in names)],
            "particulars": {str(key): str(value) for key, value in pdf.docinfo.items()},
        }
        with pdf.open_metadata(set_pikepdf_as_editor=False) as metadata:
            found["metadata"] = {str(key): str(value) for key, value in metadata.items()}
        with pdf.open_outline() as outline:
            found["bookmarks"] = list(_titles(outline.root))
    with closing(pypdfium2.PdfDocument(file)) as document:
        found["texts"] = [_text(document, number) for number in range(len(document))]
    (folder / READ).write_text(json.dumps(found, ensure_ascii=False), encoding="utf-8")
    return {"pages": len(found["texts"])}


def draw(folder: Path, first: int, last: int) -> dict[str, Any]:
    """Draw pages of an edition, counted from 1: "page-7.png", and small "thumbnail-7.png"."""
    with closing(pypdfium2.PdfDocument(folder / EDITION)) as document:
        for number in range(first, last + 1):
            with closing(document[number - 1]) as page:
                width, height = page.get_size()
                image = picture(page, width, height, PAGE_WIDTH / width)
            image.quantize(64, Image.Quantize.FASTOCTREE).save(folder / f"page-{number}.png", "PNG")
            image.thumbnail((THUMBNAIL_WIDTH, THUMBNAIL_WIDTH * 3))
            image.save(folder / f"thumbnail-{number}.png", "PNG")
    return {"drawn": last - first + 1}


def join(folder: Path, parts: list[dict[str, str]], title: str) -> dict[str, Any]:
    """Join "part-0.pdf", … into EDITION: editions, each under its "name", no page of them changed or renumbered.

    Between them may stand blank pages, each under the number that it gets ("blank"), to which no bookmark leads.
    """
    runs: list[PageRun] = []
    for number, part in enumerate(parts):
        file = folder / f"part-{number}.pdf"
        if label := part.get("blank"):
            blank = prepare_own(file.read_bytes(), folder, f"prepared-{number}")
            runs.append(PageRun(blank, (Stamp(f"Page {label}", ""),), (label,), f"blank {label}", "Blank page"))
            continue
        with pikepdf.open(file) as pdf:
            labels = tuple(str(page.label) for page in pdf.pages)
        sandbox.take_longer(SECONDS + SECONDS_A_PAGE * (len(labels) + sum([len(run.labels) for run in runs])))
        prepared = prepare_own(file.read_bytes(), folder, f"prepared-{number}")
        runs.append(PageRun(prepared, (None,) * len(labels), labels, f"publication {number}", part["name"]))
    named = [(number, part["name"]) for number, part in enumerate(parts) if "name" in part]
    outline = [OutlineEntry(name, number, own_bookmarks=True) for number, name in named]
    made = assemble(runs, folder / EDITION, title=title, outline=outline)
    return {"pages": made.pages, "size": made.size, "sha256": made.sha256}


def _titles(entries: list[pikepdf.OutlineItem]) -> Iterator[str]:
    for entry in entries:
        yield entry.title
        yield from _titles(entry.children)


def _text(document: pypdfium2.PdfDocument, number: int) -> str:
    with closing(document[number]) as page, closing(page.get_textpage()) as text:
        return str(text.get_text_bounded(errors="replace")).replace("\0", "")
