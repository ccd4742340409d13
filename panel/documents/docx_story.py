"""The text of a Word file, part by part: changes are accepted, what hides is removed (ISO 29500-1, 17)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from lxml import etree

from panel.documents.docx_fields import freeze_fields
from panel.documents.docx_styles import Styles, attribute, is_on
from panel.documents.package import drop, unwrap

MATH = ("http://schemas.openxmlformats.org/officeDocument/2006/math", "http://purl.oclc.org/ooxml/officeDocument/math")
NOTES = ("footnotes", "endnotes")

GONE = ("del", "moveFrom", "delText", "delInstrText")
KEPT = ("ins", "moveTo")
MARKERS = (
    "moveFromRangeStart",
    "moveFromRangeEnd",
    "moveToRangeStart",
    "moveToRangeEnd",
    "customXmlInsRangeStart",
    "customXmlInsRangeEnd",
    "customXmlDelRangeStart",
    "customXmlDelRangeEnd",
    "customXmlMoveFromRangeStart",
    "customXmlMoveFromRangeEnd",
    "customXmlMoveToRangeStart",
    "customXmlMoveToRangeEnd",
    "cellIns",
    "cellMerge",
    "numberingChange",
    "commentRangeStart",
    "commentRangeEnd",
    "commentReference",
    "annotationRef",
)
FORMATTING = (
    "rPrChange",
    "pPrChange",
    "sectPrChange",
    "tblPrChange",
    "tblPrExChange",
    "trPrChange",
    "tcPrChange",
    "tblGridChange",
)
KEPT_OF_HIDDEN = ("rPr", "fldChar", "instrText")
"""What stays of a hidden run: without the marks of fields in it, the field would be torn."""


@dataclass
class Found:
    """What hid in the text, over all parts."""

    inserted: int = 0
    formatted: int = 0
    volatile: int = 0
    deleted: list[str] = field(default_factory=list)
    hidden: list[str] = field(default_factory=list)
    fonts: set[str] = field(default_factory=set)
    deleted_notes: set[tuple[str, str]] = field(default_factory=set)
    """Kind and number of the notes whose marks in the text were deleted."""


def clean(root: etree._Element, styles: Styles, found: Found) -> None:
    """Make a part print what its author means to be read; add to what was found."""
    before = references(root)
    _accept_changes(root, found)
    found.deleted_notes |= set(before) - set(references(root))
    _remove_hidden(root, styles, found)
    found.volatile += freeze_fields(root)
    # What a content control shows is printed, not what its binding would fetch. Newer Word has one of its own.
    for element in list(root.iter("{*}dataBinding")):
        drop(element)
    _keep_valid(root)
    found.fonts |= styles.fonts_used(root)


def references(root: etree._Element) -> list[tuple[str, str]]:
    """List the notes whose marks stand in a part: their kind and number, in the order of the text."""
    marks = _all(root, "footnoteReference", "endnoteReference")
    return list(dict.fromkeys((name(mark).removesuffix("Reference") + "s", attribute(mark, "id")) for mark in marks))


def match_notes(root: etree._Element, marks: list[tuple[str, str]], found: Found) -> None:
    """Leave out notes without a mark, and put the others in the order of their marks.

    LibreOffice takes notes by their place and not by their number: a note whose mark is gone would be printed.
    """
    places = {mark: place for place, mark in enumerate(marks)}
    kept = []
    for note in _all(root, "footnote", "endnote"):
        if note.getparent() is not root or attribute(note, "type", "normal") != "normal":
            continue
        mark = (name(root), attribute(note, "id"))
        if mark in places:
            kept.append((places[mark], note))
            continue
        (found.deleted if mark in found.deleted_notes else found.hidden).append("".join(_all_text(note)))
        drop(note)
    for _, note in sorted(kept, key=lambda each: each[0]):
        root.append(note)


def is_word(element: etree._Element) -> bool:
    """Whether an element is of WordprocessingML, in the transitional or the strict edition."""
    return isinstance(element.tag, str) and "wordprocessingml" in (etree.QName(element).namespace or "")


def name(element: etree._Element) -> str:
    """Give an element's name without its namespace; empty for what is no element."""
    return etree.QName(element).localname if isinstance(element.tag, str) else ""


def _accept_changes(root: etree._Element, found: Found) -> None:
    found.inserted += sum(1 for each in _all(root, *KEPT) if not _is_mark(each))
    for element in _all(root, *FORMATTING):
        found.formatted += 1
        drop(element)
    # Words are taken outermost first, so that none is counted twice.
    for element in _all(root, "del", "moveFrom"):
        if not _is_mark(element):
            words = "".join(_all_text(element))
            if words.strip():
                found.deleted.append(words)
            elif next(_all(element, "r"), None) is not None:
                found.deleted.append("")
    for text in _all(root, "delText"):
        if next(text.iterancestors("{*}del", "{*}moveFrom"), None) is None and text.text:
            found.deleted.append(text.text)
    for run in _math_runs(root):
        if next(run.iterchildren("{*}del", "{*}moveFrom"), None) is not None:
            found.deleted.append("".join(_all_text(run)))
            drop(run)
    for row in _all(root, "tr"):
        if any(True for _ in _marks(row, "trPr", "del")):
            found.deleted.append("".join(_all_text(row)))
            drop(row)
    for cell in _all(root, "tc"):
        if any(True for _ in _marks(cell, "tcPr", "cellDel")):
            found.deleted.append("".join(_all_text(cell)))
            drop(cell)
    merged = [
        paragraph
        for paragraph in _all(root, "p")
        if any(
            True
            for properties in paragraph.iterchildren("{*}pPr")
            for mark in ("del", "moveFrom")
            for _ in _marks(properties, "rPr", mark)
        )
    ]
    for element in _all(root, *GONE):
        drop(element)
    for paragraph in merged:
        _join_with_next(paragraph)
    for element in _all(root, *KEPT):
        if _is_mark(element):
            drop(element)
        else:
            unwrap(element)
    for element in _all(root, *MARKERS):
        drop(element)


def _remove_hidden(root: etree._Element, styles: Styles, found: Found) -> None:
    for run in [*_all(root, "r"), *_math_runs(root)]:
        if not styles.hides(run):
            continue
        words = "".join(_all_text(run))
        if words.strip():
            found.hidden.append(words)
        for element in list(run):
            if name(element) not in KEPT_OF_HIDDEN:
                drop(element)
            else:
                # The choices of a form's field are printed from here.
                for child in list(element.iterchildren("{*}ffData")):
                    drop(child)
    for row in _all(root, "tr"):
        if any(is_on(mark) for mark in _marks(row, "trPr", "hidden")):
            found.hidden.append("".join(_all_text(row)))
            drop(row)
    for drawing in _hidden_drawings(root):
        found.hidden.append("".join(_all_text(drawing)))
        drop(drawing)


def _hidden_drawings(root: etree._Element) -> list[etree._Element]:
    """List drawings and shapes that are not shown."""
    hidden = []
    for properties in root.iter("{*}docPr", "{*}cNvPr"):
        if properties.get("hidden") in ("1", "true", "on"):
            holder = next(properties.iterancestors("{*}drawing", "{*}wsp"), None)
            if holder is not None:
                hidden.append(holder)
    for shape in root.iter("{urn:schemas-microsoft-com:vml}*"):
        if "visibility:hidden" in "".join(shape.get("style", "").split()).lower():
            hidden.append(shape)
    return hidden


def _math_runs(root: etree._Element) -> list[etree._Element]:
    return [run for namespace in MATH for run in root.iter(f"{{{namespace}}}r")]


def _keep_valid(root: etree._Element) -> None:
    """Mend what removing left: a table without rows goes, a cell ends with a paragraph (17.4.65)."""
    for table in _all(root, "tbl"):
        if next(_all(table, "tr"), None) is None:
            drop(table)
    for cell in _all(root, "tc"):
        last = next(cell.iterchildren("{*}p", reversed=True), None)
        if last is None or last is not cell[-1]:
            cell.append(cell.makeelement(_like(cell, "p")))


def _join_with_next(paragraph: etree._Element) -> None:
    """Join a paragraph whose end was deleted with the one that follows, whose properties stay."""
    after = paragraph.getnext()
    content = [child for child in paragraph if name(child) != "pPr"]
    if after is None or name(after) != "p" or next(paragraph.iter("{*}sectPr"), None) is not None:
        return
    first = 1 if len(after) and name(after[0]) == "pPr" else 0
    for offset, child in enumerate(content):
        after.insert(first + offset, child)
    drop(paragraph)


def _is_mark(element: etree._Element) -> bool:
    """Whether w:ins or w:del is a property (of a paragraph's end or a row) and holds no text."""
    parent = element.getparent()
    return parent is not None and name(parent) in ("rPr", "trPr", "numPr", "ctrlPr")


def _marks(element: etree._Element, properties: str, mark: str) -> Iterator[etree._Element]:
    for each in element.iterchildren(f"{{*}}{properties}"):
        yield from each.iterchildren(f"{{*}}{mark}")


def _all(root: etree._Element, *names: str) -> Iterator[etree._Element]:
    """List elements of WordprocessingML by name; a list, since the tree is changed on the way."""
    return iter([each for each in root.iter(*(f"{{*}}{each}" for each in names)) if is_word(each)])


def _all_text(element: etree._Element) -> Iterator[str]:
    for text in element.iter("{*}t", "{*}delText"):
        yield text.text or ""


def _like(element: etree._Element, name: str) -> str:
    return f"{{{etree.QName(element).namespace}}}{name}"
