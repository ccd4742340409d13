"""Fields of a Word file that would print something else each time, or fetch something: kept as they were last saved.

A field's last result lies in the file (ISO 29500-1, 17.16). Page numbers, references, contents and links stay fields.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from lxml import etree

from panel.documents.package import drop, unwrap

CLOCKS = frozenset({"DATE", "TIME"})
"""Written anew whenever the file is opened: the author may not know what will be printed."""

FROZEN = CLOCKS | {
    "SAVEDATE",
    "CREATEDATE",
    "PRINTDATE",
    "EDITTIME",
    "FILENAME",
    "FILESIZE",
    "AUTHOR",
    "LASTSAVEDBY",
    "USERNAME",
    "USERADDRESS",
    "USERINITIALS",
    "TEMPLATE",
    "DOCPROPERTY",
    "DOCVARIABLE",
    "TITLE",
    "SUBJECT",
    "KEYWORDS",
    "COMMENTS",
    "INFO",
    "INCLUDETEXT",
    "INCLUDEPICTURE",
    "INCLUDE",
    "IMPORT",
    "LINK",
    "DDE",
    "DDEAUTO",
    "DATABASE",
    "RD",
    "AUTOTEXT",
    "AUTOTEXTLIST",
    "GLOSSARY",
    "MERGEFIELD",
    "MACROBUTTON",
    "ASK",
    "IF",
    "QUOTE",
    "COMPARE",
    "SET",
    "FILLIN",
}

_MARKS = ("fldChar", "instrText")
_PRINTED = ("t", "tab", "br", "cr", "sym", "drawing", "pict", "object")


@dataclass
class _Field:
    instruction: str = ""
    marks: list[etree._Element] = field(default_factory=list)
    """Its own marks and instruction, and what stands within the instruction: all that is not its result."""
    in_result: bool = False

    @property
    def kind(self) -> str:
        words = self.instruction.split()
        return words[0].upper() if words else ""


def freeze_fields(root: etree._Element) -> int:
    """Replace fields by their last results; give how many of them wrote the day or the hour."""
    clocks = 0
    open_fields: list[_Field] = []
    done: list[_Field] = []
    for element in root.iter():
        name = etree.QName(element).localname if isinstance(element.tag, str) else ""
        if name not in _MARKS and name not in _PRINTED:
            continue
        # What stands within an instruction, whole fields too, is no part of what is printed.
        around = next((each for each in open_fields if not each.in_result), None)
        if around is not None:
            around.marks.append(element)
        if name == "fldChar":
            _mark(element, open_fields, done)
        elif name == "instrText" and open_fields:
            open_fields[-1].instruction += element.text or ""
    for each in done:
        if each.kind in FROZEN:
            clocks += each.kind in CLOCKS
            for element in each.marks:
                drop(element)
    for simple in list(root.iter("{*}fldSimple")):
        words = simple.get(f"{{{etree.QName(simple).namespace}}}instr", "").split()
        if words and words[0].upper() in FROZEN:
            clocks += words[0].upper() in CLOCKS
            unwrap(simple)
    return clocks


def _mark(element: etree._Element, open_fields: list[_Field], done: list[_Field]) -> None:
    kind = element.get(f"{{{etree.QName(element).namespace}}}fldCharType", "")
    if kind == "begin":
        open_fields.append(_Field())
    if not open_fields:
        return
    open_fields[-1].marks.append(element)
    if kind == "separate":
        open_fields[-1].in_result = True
    elif kind == "end":
        done.append(open_fields.pop())
