"""Papers to compose from: seeded, and like what authors hand in."""

from __future__ import annotations

import io
import random
import shutil
import subprocess
import tempfile
from collections.abc import Callable
from pathlib import Path

from docx import Document
from PIL import Image, ImageDraw
from reportlab.lib.pagesizes import A4, landscape
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.utils import ImageReader
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Paragraph, SimpleDocTemplate, Spacer, Table, TableStyle

from panel.paths import FONTS

WORDS = [
    "panel",
    "commissioner",
    "budget",
    "force",
    "officer",
    "report",
    "recommend",
    "review",
    "public",
    "question",
    "quarter",
    "measure",
    "victim",
    "precept",
    "council",
    "district",
    "neighbourhood",
    "response",
    "estate",
    "reserve",
    "consult",
    "engage",
    "deliver",
    "evidence",
    "scrutiny",
    "the",
    "of",
    "to",
    "and",
    "a",
    "in",
    "that",
    "for",
    "is",
    "on",
    "was",
    "with",
    "as",
    "by",
    "at",
    "from",
    "this",
    "have",
    "which",
    "been",
    "were",
    "are",
    "will",
]


def make_papers(folder: Path, pages: int, count: int, seed: int) -> list[Path]:
    """Write `count` PDFs with `pages` pages in all; equal arguments give papers alike."""
    rng = random.Random(seed)
    for style in ("Regular", "Bold"):
        pdfmetrics.registerFont(TTFont(f"Bench-{style}", str(FONTS / f"AtkinsonHyperlegibleNext-{style}.ttf")))
    sizes = _sizes(pages, count, rng)
    writers: list[Callable[[Path, int, random.Random], None]] = [_text, _text, _tables, _charts, _scans]
    if shutil.which("soffice"):
        writers.append(_office)
    files = []
    for position, size in enumerate(sizes):
        file = folder / f"paper-{position:03}.pdf"
        writers[position % len(writers)](file, size, rng)
        files.append(file)
    return files


def _sizes(pages: int, count: int, rng: random.Random) -> list[int]:
    sizes = [1] * count
    for _ in range(pages - count):
        sizes[rng.randrange(count)] += 1
    return sizes


def _sentence(rng: random.Random, words: int = 14) -> str:
    return " ".join(rng.choices(WORDS, k=words)).capitalize() + "."


def _paragraph(rng: random.Random, sentences: int = 6) -> str:
    return " ".join(_sentence(rng, rng.randint(8, 20)) for _ in range(sentences))


def _styles() -> tuple[ParagraphStyle, ParagraphStyle]:
    return (
        ParagraphStyle("body", fontName="Bench-Regular", fontSize=11, leading=15, spaceAfter=9),
        ParagraphStyle("head", fontName="Bench-Bold", fontSize=14, leading=18, spaceAfter=6),
    )


def _trimmed(file: Path, pages: int) -> None:
    import pikepdf

    with pikepdf.open(file, allow_overwriting_input=True) as pdf:
        del pdf.pages[pages:]
        pdf.save(file)


def _text(file: Path, pages: int, rng: random.Random) -> None:
    body, head = _styles()
    story: list = []
    for section in range(1, pages * 2 + 2):
        story.append(Paragraph(f"{section}. {_sentence(rng, 5)}", head))
        story += [Paragraph(_paragraph(rng), body) for _ in range(4)]
    SimpleDocTemplate(str(file), pagesize=A4).build(story)
    _trimmed(file, pages)


def _tables(file: Path, pages: int, rng: random.Random) -> None:
    style = TableStyle([("GRID", (0, 0), (-1, -1), 0.4, "grey"), ("FONT", (0, 0), (-1, -1), "Bench-Regular", 9)])
    rows = [["Measure", "Area", "2016/17", "2017/18", "Change"]]
    for _ in range(pages * 40):
        first, second = rng.randint(10, 900), rng.randint(10, 900)
        rows.append([_sentence(rng, 3), rng.choice(("North", "South", "East")), first, second, second - first])
    table = Table(rows, repeatRows=1, style=style)
    SimpleDocTemplate(str(file), pagesize=landscape(A4)).build([table, Spacer(1, 12)])
    _trimmed(file, pages)


def _charts(file: Path, pages: int, rng: random.Random) -> None:
    canvas = Canvas(str(file), pagesize=A4, pageCompression=1)
    for _ in range(pages):
        canvas.setFont("Bench-Bold", 14)
        canvas.drawString(72, 770, _sentence(rng, 6))
        for chart in range(3):
            path = canvas.beginPath()
            path.moveTo(72, 200 * chart + 120)
            for step in range(400):
                path.lineTo(72 + step * 1.1, 200 * chart + 120 + rng.random() * 120)
            canvas.setStrokeColorRGB(rng.random(), rng.random(), rng.random())
            canvas.drawPath(path)
        canvas.showPage()
    canvas.save()


def _scans(file: Path, pages: int, rng: random.Random) -> None:
    canvas = Canvas(str(file), pagesize=A4)
    for _ in range(pages):
        picture = Image.effect_noise((1240, 1754), 40)
        draw = ImageDraw.Draw(picture)
        for line in range(60):
            draw.text((120, 100 + line * 26), _sentence(rng, 12), fill=0)
        data = io.BytesIO()
        picture.save(data, "JPEG", quality=30)
        data.seek(0)
        canvas.drawImage(ImageReader(data), 0, 0, *A4)
        canvas.showPage()
    canvas.save()


def _office(file: Path, pages: int, rng: random.Random) -> None:
    document = Document()
    for section in range(1, pages * 2 + 2):
        document.add_heading(f"{section}. {_sentence(rng, 5)}", level=1)
        for _ in range(3):
            document.add_paragraph(_paragraph(rng))
        table = document.add_table(rows=4, cols=4)
        for row in table.rows:
            for cell in row.cells:
                cell.text = rng.choice(WORDS)
    with tempfile.TemporaryDirectory() as scratch:
        source = Path(scratch) / "paper.docx"
        document.save(str(source))
        subprocess.run(
            [
                "soffice",
                f"-env:UserInstallation=file://{scratch}/profile",
                "--headless",
                "--convert-to",
                'pdf:writer_pdf_Export:{"UseTaggedPDF":{"type":"boolean","value":"true"}}',
                "--outdir",
                scratch,
                str(source),
            ],
            check=True,
            capture_output=True,
        )
        shutil.copy(Path(scratch) / "paper.pdf", file)
    _trimmed(file, pages)
