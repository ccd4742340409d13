"""Minutes as a Word file, with real headings, lists and tables, for those who work on in Word."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from functools import lru_cache
from io import BytesIO
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from docx import Document
from docx.document import Document as Word
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt
from docx.text.paragraph import Paragraph as Line

from panel.law.words import day_in_words, visible
from panel.minute_book import blocks as kinds
from panel.minute_book.blocks import BULLET, Block, Run
from panel.minute_book.printed import Printed, absences, attendance_table, attended

FACE = "Atkinson Hyperlegible Next"
LANGUAGE = "en-GB"
_THEN = (1980, 1, 1, 0, 0, 0)
"""A moment for the parts of the file, so that equal minutes give equal bytes."""
_MOMENT = datetime(*_THEN, tzinfo=UTC)
_STEP = 0.75
"""Centimetres by which what stands within something is set in."""
_COLUMNS = 20
"""How many columns of a table a page has room for; Word opens no file with more than 63."""
_LONGEST = 255
"""Characters that a property of a Word file can have."""
_KEPT = 8


@lru_cache(maxsize=_KEPT)
def write_minutes(printed: Printed) -> bytes:
    """Write minutes as a Word file; equal minutes give equal bytes."""
    word: Word = Document()
    _styles(word)
    _file(word, printed)
    _masthead(word, printed)
    if printed.extract:
        _paragraph(word, attended(printed).runs)
    else:
        _attendance(word, printed)
        _story(word, (*printed.foreword, *printed.opening), 2)
    for item in printed.items:
        word.add_heading(visible(f"{item.minute or item.number}\t{item.title}"), 2)
        _story(word, item.blocks, 3)
    _story(word, printed.closing, 2)
    if printed.ended and not printed.extract:
        _paragraph(word, (Run(printed.ended, bold=True),))
    if printed.later:
        word.add_heading("Later corrections", 2)
        for each in printed.later:
            where = f", item {each.item}" if each.item else ""
            head = Run(f"{day_in_words(each.day, weekday=False)}{where}. ", bold=True)
            _paragraph(word, (head, Run(f"{each.text} (entered by {each.by})")))
    if not printed.extract:
        _signature(word, printed)
    out = BytesIO()
    word.save(out)
    return _same(out.getvalue())


def _styles(word: Word) -> None:
    styles: Any = word.styles
    for name in ("Normal", "Heading 1", "Heading 2", "Heading 3", "Heading 4", "Title", "Header", "Footer"):
        font = styles[name].font
        font.name = FACE
        fonts = styles[name].element.get_or_add_rPr().get_or_add_rFonts()
        for theme in ("w:asciiTheme", "w:hAnsiTheme", "w:eastAsiaTheme", "w:cstheme"):
            fonts.attrib.pop(qn(theme), None)
        font.color.rgb = None
    styles["Normal"].font.size = Pt(11)
    styles["Normal"].paragraph_format.space_after = Pt(6)
    for name, size in (("Heading 1", 22), ("Heading 2", 14), ("Heading 3", 12), ("Heading 4", 11)):
        styles[name].font.size, styles[name].font.bold = Pt(size), True
    styles["Heading 2"].paragraph_format.tab_stops.add_tab_stop(Cm(1.8))
    language = OxmlElement("w:lang")
    language.set(qn("w:val"), LANGUAGE)
    of_all = styles.element.find(qn("w:docDefaults")).find(qn("w:rPrDefault")).find(qn("w:rPr"))
    for former in of_all.findall(qn("w:lang")):
        of_all.remove(former)
    of_all.append(language)


def _file(word: Word, printed: Printed) -> None:
    facts = word.core_properties
    facts.title, facts.author = (visible(each)[:_LONGEST] for each in (printed.title, printed.body))
    facts.language, facts.last_modified_by = LANGUAGE, ""
    facts.comments, facts.created, facts.modified = "", _MOMENT, _MOMENT
    section = word.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin, section.right_margin = Cm(2.5), Cm(2)
    head = section.header.paragraphs[0]
    head.text = " \u00b7 ".join(
        (f"{visible(printed.body)}, {day_in_words(printed.day, weekday=False)}", *printed.marks)
    )
    foot = section.footer.paragraphs[0]
    foot.add_run("Minutes, page ")
    for kind, words in (("begin", ""), ("", "PAGE"), ("end", "")):
        mark = OxmlElement("w:fldChar" if kind else "w:instrText")
        if kind:
            mark.set(qn("w:fldCharType"), kind)
        else:
            mark.text = words
        foot.add_run()._r.append(mark)
    foot.add_run("\t\tInitials: ........................")


def _masthead(word: Word, printed: Printed) -> None:
    word.add_heading(f"{visible(printed.body)}: {printed.name[0].lower()}{printed.name[1:]}", 1)
    where = f" at {printed.place}" if printed.place else ""
    _paragraph(word, (Run(f"The meeting held on {day_in_words(printed.day)}{where}", bold=True),))
    if printed.extract:
        _paragraph(word, (Run(f"This is an extract: item {printed.extract} of the minutes, and nothing else."),))
    elif printed.opened:
        _paragraph(word, (Run(printed.opened),))
    _paragraph(word, (Run(printed.standing, bold=printed.draft),))
    if printed.settled.amendments:
        _paragraph(word, (Run(f"Amended: {printed.settled.amendments}"),))


def _attendance(word: Word, printed: Printed) -> None:
    if printed.present:
        word.add_heading("Present", 2)
    for circle in printed.present:
        word.add_heading(visible(circle.title), 3)
        if any(person.notes for person in circle.people):
            _table(word, attendance_table(circle))
        else:
            _story(word, (kinds.bullets([person.name for person in circle.people]),), 3)
    for heading, listed in absences(printed):
        word.add_heading(heading, 3 if printed.present else 2)
        _story(word, listed, 3)


def _story(word: Word, blocks: Iterable[Block], level: int, within: int = 0) -> None:
    for block in blocks:
        match block:
            case kinds.Paragraph():
                _paragraph(word, block.runs, within)
            case kinds.Heading():
                word.add_heading(visible(block.text), level)
            case kinds.Listed():
                _listed(word, block, level, within)
            case kinds.Grid() if len(block.head) <= _COLUMNS:
                _table(word, block)
            case kinds.Grid():
                _listed(word, kinds.in_lines(block), level, within)
            case kinds.Quotation():
                _story(word, block.blocks, level, within + 1)
            case kinds.SetApart():
                word.add_heading(visible(block.heading), level)
                _story(word, block.blocks, min(level + 1, 4), within)


def _listed(word: Word, listed: kinds.Listed, level: int, within: int) -> None:
    """Write a list: bullets as Word's own; numbers as they are printed, which Word must not count anew."""
    for entry in listed.entries:
        first = True
        for block in entry.blocks or (kinds.paragraph(" "),):
            if first and isinstance(block, kinds.Paragraph):
                if entry.label == BULLET:
                    line = _paragraph(word, block.runs, within, "List Bullet")
                    line.paragraph_format.left_indent = Cm(_STEP * (within + 1))
                else:
                    line = _paragraph(word, (Run(f"{entry.label}\t"), *block.runs), within + 1, "List Number")
                    _without_number(line)
                line.paragraph_format.first_line_indent = Cm(-_STEP)
            else:
                _story(word, (block,), level, within + 1)
            first = False


def _without_number(line: Line) -> None:
    """Keep the list's style, but not Word's count: the number is in the words, as it was resolved."""
    of: Any = line._p.get_or_add_pPr()
    of.get_or_add_numPr().get_or_add_numId().val = 0


def _table(word: Word, grid: kinds.Grid) -> None:
    table = word.add_table(rows=0, cols=len(grid.head))
    table.style = "Table Grid"
    for number, row in enumerate((grid.head, *grid.rows)):
        cells = table.add_row().cells
        for cell, runs in zip(cells, row, strict=False):
            _runs(cell.paragraphs[0], [Run(run.text, bold=True) if number == 0 else run for run in runs])
    repeated = OxmlElement("w:tblHeader")
    head: Any = table.rows[0]._tr
    head.get_or_add_trPr().append(repeated)
    word.add_paragraph()


def _signature(word: Word, printed: Printed) -> None:
    signed = printed.settled.signed_by
    _paragraph(word, (Run(f"Signed: {signed}, who presided" if signed else "Signed (Chair): " + "." * 66),))
    on = day_in_words(printed.settled.signed, weekday=False) if printed.settled.signed else "." * 40
    last = _paragraph(word, (Run(f"Date: {on}"),))
    last.alignment = WD_ALIGN_PARAGRAPH.LEFT


def _paragraph(word: Word, runs: Sequence[Run], within: int = 0, style: str = "Normal") -> Line:
    line = word.add_paragraph()
    if style != "Normal":
        # By its identifier: python-docx would look through all styles for each name.
        line._p.style = style.replace(" ", "")
    if within:
        line.paragraph_format.left_indent = Cm(_STEP * within)
    _runs(line, runs)
    return line


def _runs(line: Line, runs: Iterable[Run]) -> None:
    for run in runs:
        told = f" ({run.to.removeprefix('mailto:')})" if run.to and run.to not in run.text else ""
        made = line.add_run(visible(run.text + told))
        made.bold, made.italic = run.bold or None, run.italic or None


def _same(file: bytes) -> bytes:
    """Write a Word file's parts anew with one moment each."""
    out = BytesIO()
    with ZipFile(BytesIO(file)) as given, ZipFile(out, "w", ZIP_DEFLATED) as made:
        for name in sorted(given.namelist(), key=lambda each: (each != "[Content_Types].xml", each)):
            made.writestr(ZipInfo(name, _THEN), given.read(name), ZIP_DEFLATED)
    return out.getvalue()
