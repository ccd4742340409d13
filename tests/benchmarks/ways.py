"""The ways of making one file of many papers, each run as a process of its own: WAY OUT FILE..."""

from __future__ import annotations

import pickle
import sys
from pathlib import Path


def copy(out: Path, files: list[Path]) -> None:
    """Read and write the same bytes: the physical limit."""
    import os

    with out.open("wb") as target:
        for file in files:
            target.write(file.read_bytes())
        target.flush()
        os.fsync(target.fileno())


def pikepdf_concatenation(out: Path, files: list[Path]) -> None:
    """Append the pages; no page numbers, no outline."""
    import pikepdf

    pack = pikepdf.new()
    for file in files:
        with pikepdf.open(file) as paper:
            pack.pages.extend(paper.pages)
    pack.save(out)


def reportlab_overlay(out: Path, files: list[Path]) -> None:
    """Draw each page number with ReportLab on a page of its own and lay it over with pypdf."""
    import io

    from pypdf import PdfReader, PdfWriter
    from reportlab.pdfgen.canvas import Canvas

    writer = PdfWriter()
    for file in files:
        for page in PdfReader(file).pages:
            writer.add_page(page)
    for number, page in enumerate(writer.pages, start=1):
        data = io.BytesIO()
        width, height = float(page.mediabox.width), float(page.mediabox.height)
        canvas = Canvas(data, pagesize=(width, height))
        canvas.setFont("Helvetica", 9)
        canvas.drawRightString(width - 42, 15, f"Page {number}")
        canvas.save()
        page.merge_page(PdfReader(data).pages[0])
    with out.open("wb") as target:
        writer.write(target)


def panel(out: Path, files: list[Path]) -> None:
    """Do the full job: front sheet, layout, stamps, outline, tags, links, blanks, to the fsynced file."""
    from panel.packs.compiler import compile_edition

    contents = pickle.loads(files[0].read_bytes())  # noqa: S301 - written by this benchmark a moment ago
    compile_edition(contents, out)


WAYS = {way.__name__: way for way in (copy, pikepdf_concatenation, reportlab_overlay, panel)}

if __name__ == "__main__":
    WAYS[sys.argv[1]](Path(sys.argv[2]), [Path(name) for name in sys.argv[3:]])
