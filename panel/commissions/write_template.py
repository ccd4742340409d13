"""Write the Word file that authors begin from, with placeholders where `panel.commissions.template` fills in facts.

    python -m panel.commissions.write_template

Run it after a change here and commit what it writes. What stands in square brackets is for the author to replace: the
check of an agenda finds what was left.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from docx import Document
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt, RGBColor

BASE = Path(__file__).with_name("report.docx")
FONT = "Arial"
"""The house's own typeface is on no author's machine; this one, or its twin, is on every one, and on the server."""
INK, ACCENT, RULE = RGBColor(0x1E, 0x24, 0x22), RGBColor(0x1D, 0x4A, 0x3C), "B9BDB8"
SIZES = {"Normal": 12, "List Number": 12, "Title": 24, "Subtitle": 14, "Heading 1": 16, "Heading 2": 13}
WRITTEN = datetime(2026, 3, 2, 9, tzinfo=UTC)
_EPOCH = (1980, 1, 1, 0, 0, 0)
"""The earliest day that a zip file can name, so that the same words give the same bytes."""

SECTIONS = (
    ("Background", ("[To be written: what led to this report.]",)),
    ("What {{ who }} should know", ("[To be written: the facts, the options, and why.]",)),
    ("Financial implications", ("[To be written: what it costs and who pays, or “None”.]",)),
    ("Legal implications", ("[To be written: duties and powers, or “None”.]",)),
    ("Equality implications", ("[To be written: whom it touches; the equality duty.]",)),
    ("Environmental implications", ("[To be written: climate and environment, or “None”.]",)),
    ("What happens next", ("[To be written: the next steps, each with its day.]",)),
    ("Appendices", ("[To be written: “Appendix A: …”, or “None”.]",)),
    (
        "Background papers",
        (
            "Documents that disclose facts on which this report is based and on which it relies to a material extent "
            "(Local Government Act 1972, section 100D):",
            "[To be written: list them, or write “None”.]",
        ),
    ),
)
"""The headings that a report to a panel needs, each with what belongs under it."""


def base() -> bytes:
    """Make the file."""
    document = Document()
    _dress(document)
    document.add_paragraph("{{ body }}", style="Subtitle")
    document.add_paragraph("{{ title }}", style="Title")
    _when(document, "exempt", "{{ exempt }}", bold=True)
    for label, words in (("Meeting", "{{ meeting }}"), ("Item {{ number }}", "{{ item }}")):
        _fact(document, label, words)
    for name in ("Lead", "Purpose"):
        document.add_paragraph(f"{{%p if {name.lower()} %}}")
        _fact(document, name, f"{{{{ {name.lower()} }}}}")
        document.add_paragraph("{%p endif %}")
    _when(document, "brief", "What is asked of the author: {{ brief }} [To be completed, and then taken out.]")
    document.add_heading("Recommendations", 1)
    document.add_paragraph("{{ who_begins }} is asked to:").paragraph_format.keep_with_next = True
    document.add_paragraph("[To be written: a decision it can take, one a line.]", style="List Number")
    for heading, paragraphs in SECTIONS:
        document.add_heading(heading, 1)
        for each in paragraphs:
            document.add_paragraph(each)
    document.add_heading("Who wrote it, and who clears it", 1)
    _table(document, "people", ("Name", "E-mail", "Part"), ("name", "email", "part"), (5, 7, 4.5))
    document.add_paragraph("{%p if stages %}")
    document.add_heading("Timetable of this report", 1)
    _table(document, "stages", ("Stage", "Last day"), ("name", "day"), (8, 8.5))
    last = document.add_paragraph("[To be completed by these days; take this part out at the end.]")
    last.paragraph_format.space_before = Pt(8)
    document.add_paragraph("{%p endif %}")
    core = document.core_properties
    core.title, core.author, core.last_modified_by, core.comments = "Report", "", "", ""
    core.language, core.created, core.modified, core.revision = "en-GB", WRITTEN, WRITTEN, 1
    out = BytesIO()
    document.save(out)
    return _timeless(out.getvalue())


def _dress(document: Any) -> None:
    section = document.sections[0]
    section.page_width, section.page_height = Cm(21.0), Cm(29.7)
    section.left_margin = section.right_margin = Cm(2.25)
    section.top_margin = section.bottom_margin = Cm(2.2)
    for name, size in SIZES.items():
        style = document.styles[name]
        style.font.name, style.font.size, style.font.italic = FONT, Pt(size), False
        style.font.color.rgb = ACCENT if name in ("Title", "Heading 1", "Heading 2") else INK
        properties = style.element.get_or_add_rPr()
        fonts = properties.get_or_add_rFonts()
        for attribute in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
            fonts.attrib.pop(qn(f"w:{attribute}"), None)
        for attribute in ("eastAsia", "cs"):
            fonts.set(qn(f"w:{attribute}"), FONT)
        layout = style.paragraph_format
        layout.space_before = Pt({"Heading 1": 18, "Heading 2": 12}.get(name, 0))
        layout.space_after = Pt({"Title": 14, "Subtitle": 4, "Heading 1": 6, "Heading 2": 4}.get(name, 8))
        layout.keep_with_next = name in ("Title", "Subtitle", "Heading 1", "Heading 2")
        for spacing in properties.findall(qn("w:spacing")):
            properties.remove(spacing)
    for border in document.styles["Title"].element.iter(qn("w:pBdr")):
        border.getparent().remove(border)
        break
    for element in (document.styles.element, document.styles["Normal"].element):
        for language in element.iter(qn("w:lang")):
            language.set(qn("w:val"), "en-GB")


def _fact(document: Any, label: str, words: str) -> None:
    paragraph = document.add_paragraph()
    paragraph.paragraph_format.space_after = Pt(4)
    paragraph.add_run(f"{label}: ").bold = True
    paragraph.add_run(words)


def _when(document: Any, name: str, words: str, bold: bool = False) -> None:
    """Add a paragraph that stays where a fact is known."""
    document.add_paragraph(f"{{%p if {name} %}}")
    document.add_paragraph().add_run(words).bold = bold
    document.add_paragraph("{%p endif %}")


def _table(document: Any, rows: str, head: Sequence[str], names: Sequence[str], widths: Sequence[float]) -> None:
    """Add a table with a row for each of several, under a head that every page repeats."""
    table = document.add_table(rows=4, cols=len(head), style="Table Grid")
    table.autofit = False
    edges = OxmlElement("w:tblBorders")
    for side in ("top", "bottom", "insideH"):
        edge = OxmlElement(f"w:{side}")
        for attribute, value in (("val", "single"), ("sz", "4"), ("color", RULE)):
            edge.set(qn(f"w:{attribute}"), value)
        edges.append(edge)
    for side in ("left", "right", "insideV"):
        edge = OxmlElement(f"w:{side}")
        edge.set(qn("w:val"), "nil")
        edges.append(edge)
    table._tbl.tblPr.append(edges)
    repeat = OxmlElement("w:tblHeader")
    table.rows[0]._tr.get_or_add_trPr().append(repeat)
    lines = (head, [f"{{%tr for row in {rows} %}}"], [f"{{{{ row.{name} }}}}" for name in names], ["{%tr endfor %}"])
    for row, words in zip(table.rows, lines, strict=True):
        row._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))
        for index, cell in enumerate(row.cells):
            cell.width = Cm(widths[index])
            paragraph = cell.paragraphs[0]
            paragraph.paragraph_format.space_before = paragraph.paragraph_format.space_after = Pt(3)
            paragraph.add_run(words[index] if index < len(words) else "").bold = row is table.rows[0] or words is head


def _timeless(data: bytes) -> bytes:
    """Write the zip again with one date for every entry, and without the picture of nothing that comes with it."""
    out = BytesIO()
    with ZipFile(BytesIO(data)) as old, ZipFile(out, "w", ZIP_DEFLATED) as new:
        for name in old.namelist():
            entry = ZipInfo(name, _EPOCH)
            entry.compress_type = ZIP_DEFLATED
            new.writestr(entry, old.read(name))
    return out.getvalue()


if __name__ == "__main__":
    BASE.write_bytes(base())
