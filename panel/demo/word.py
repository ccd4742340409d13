"""Write a paper as a Word file, as an officer with an ordinary template would; equal input gives equal bytes."""

from __future__ import annotations

from datetime import UTC, date, datetime, time
from io import BytesIO
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from docx import Document
from docx.enum.section import WD_ORIENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt, RGBColor

from panel.demo.content import Bars, Block, Heading, Para, Points, Sheet, Table

_SIZES = {"Normal": 11, "List Bullet": 11, "Heading 1": 18, "Heading 2": 13, "Heading 3": 11.5}
_FONT = "Arial"
_INDENT = Cm(1.25)
_EPOCH = (1980, 1, 1, 0, 0, 0)
"""The earliest day that a zip file can name: every entry gets it, so that bytes do not depend on the clock."""


def write_word(sheet: Sheet, written: date) -> bytes:
    """Set a paper as a .docx file whose properties say that it was written on a day."""
    document = Document()
    _dress(document, sheet)
    for line in sheet.over:
        paragraph = document.add_paragraph()
        paragraph.paragraph_format.space_after = Pt(2)
        paragraph.add_run(line).bold = True
    document.add_heading(sheet.title, 1)
    for block in sheet.blocks:
        _add(document, block)
    moment = datetime.combine(written, time(9), UTC)
    core = document.core_properties
    core.title, core.author, core.last_modified_by = sheet.title, sheet.author, sheet.author
    core.created = core.modified = moment
    core.comments, core.language, core.revision = "", "en-GB", 1
    out = BytesIO()
    document.save(out)
    return _timeless(out.getvalue())


def _dress(document: Any, sheet: Sheet) -> None:
    section = document.sections[0]
    section.page_width, section.page_height = Cm(21.0), Cm(29.7)
    if sheet.landscape:
        section.orientation = WD_ORIENT.LANDSCAPE
        section.page_width, section.page_height = Cm(29.7), Cm(21.0)
    section.left_margin = section.right_margin = Cm(2.4)
    section.top_margin, section.bottom_margin = Cm(2.2), Cm(2.2)
    for name, size in _SIZES.items():
        style = document.styles[name]
        style.font.name, style.font.size = _FONT, Pt(size)
        style.font.color.rgb = RGBColor(0, 0, 0)
        fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
        for attribute in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
            fonts.attrib.pop(qn(f"w:{attribute}"), None)
        for attribute in ("eastAsia", "cs"):
            fonts.set(qn(f"w:{attribute}"), _FONT)
        style.paragraph_format.space_after = Pt(7 if size <= 11 else 5)
        if name.startswith("Heading"):
            style.paragraph_format.space_before = Pt(13)
            style.paragraph_format.keep_with_next = True
    language = OxmlElement("w:lang")
    language.set(qn("w:val"), "en-GB")
    properties = document.styles["Normal"].element.get_or_add_rPr()
    properties.append(language)


def _add(document: Any, block: Block) -> None:
    match block:
        case Heading(words, level):
            document.add_heading(words, level)
        case Para(words, number):
            paragraph = document.add_paragraph(f"{number}\t{words}" if number else words)
            if number:
                layout = paragraph.paragraph_format
                layout.left_indent, layout.first_line_indent = _INDENT, -_INDENT
                layout.tab_stops.add_tab_stop(_INDENT)
        case Points(entries):
            for entry in entries:
                line = document.add_paragraph(entry, style="List Bullet")
                line.paragraph_format.left_indent = _INDENT + Cm(0.6)
                line.paragraph_format.first_line_indent = Cm(-0.6)
                line.paragraph_format.space_after = Pt(4)
        case Table():
            _add_table(document, block)
        case Bars():
            # A chart's figures stand in a table of the same paper; Word papers go without the picture.
            return


def _add_table(document: Any, block: Table) -> None:
    table = document.add_table(rows=1, cols=len(block.head), style="Table Grid")
    table.autofit = False
    section = document.sections[0]
    measure = section.page_width - section.left_margin - section.right_margin
    whole = sum(block.widths)
    widths = [int(measure * share / whole) for share in block.widths]
    for column, width in zip(table.columns, widths, strict=True):
        column.width = width
    _fill(table.rows[0], block.head, widths, block.figures, bold=True)
    repeat = OxmlElement("w:tblHeader")
    repeat.set(qn("w:val"), "true")
    table.rows[0]._tr.get_or_add_trPr().append(repeat)
    for index, cells in enumerate(block.rows):
        row = table.add_row()
        _fill(row, cells, widths, block.figures, bold=block.total and index == len(block.rows) - 1)
    # Word needs a paragraph between a table and what follows it.
    after = document.add_paragraph()
    after.paragraph_format.space_after = Pt(0)
    after.paragraph_format.line_spacing = Pt(8)


def _fill(row: Any, words: tuple[str, ...], widths: list[int], figures: int | None, *, bold: bool) -> None:
    whole = OxmlElement("w:cantSplit")
    row._tr.get_or_add_trPr().append(whole)
    for index, (cell, text, width) in enumerate(zip(row.cells, words, widths, strict=True)):
        cell.width = width
        paragraph = cell.paragraphs[0]
        paragraph.paragraph_format.space_after = paragraph.paragraph_format.space_before = Pt(2)
        run = paragraph.add_run(text)
        run.font.size, run.bold = Pt(10), bold
        if figures is not None and index >= figures:
            paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT


def _timeless(data: bytes) -> bytes:
    """Write the zip again with one date for every entry."""
    out = BytesIO()
    with ZipFile(BytesIO(data)) as old, ZipFile(out, "w", ZIP_DEFLATED) as new:
        for name in old.namelist():
            entry = ZipInfo(name, _EPOCH)
            entry.compress_type = ZIP_DEFLATED
            new.writestr(entry, old.read(name))
    return out.getvalue()
