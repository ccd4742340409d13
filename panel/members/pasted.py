"""Members as a list in a Word document or a spreadsheet names them: a line each, its columns in any order. Pure."""

from __future__ import annotations

import re
from dataclasses import dataclass

from panel.law.words import one_line

COUNCILLOR, INDEPENDENT = "councillor", "independent"
_KINDS = {
    COUNCILLOR: ("councillor", "elected", "elected member"),
    INDEPENDENT: (
        "independent",
        "independent member",
        "co-opted",
        "co-opted member",
        "co-optee",
        "independent co-opted",
    ),
}
_OFFICES = {
    "Chair": ("chair", "chairman", "chairwoman", "chairperson"),
    "Vice-Chair": ("vice-chair", "vice chair", "vice-chairman", "vice chairman", "deputy chair"),
}
_HEADS = {"name", "names", "member", "members", "councillor", "panel member"}
_DAY = re.compile(r"\d{1,4}[ ./-].*\d{2}")
_MARK = re.compile(r"^(?:[•*–-]|\d{1,3}[.)])\s+")


@dataclass(frozen=True)
class Named:
    """A member as a line names them; what it does not say is empty."""

    name: str
    kind: str
    authority: str = ""
    office: str = ""
    since: str = ""


def named(text: str) -> list[Named]:
    """Read a list: columns are parted by tabs, as Word and Excel copy them, else by semicolons, else by commas."""
    lines = [_columns(line) for line in text.replace("\r", "\n").split("\n")]
    return [_named(columns) for columns in lines if columns and columns[0].casefold() not in _HEADS]


def _columns(line: str) -> list[str]:
    mark = next((mark for mark in ("\t", ";") if mark in line), ",")
    columns = [one_line(each) for each in line.split(mark)]
    columns[0] = _MARK.sub("", columns[0])
    return [each for each in columns if each]


def _named(columns: list[str]) -> Named:
    name, *rest = columns
    found = {"kind": "", "office": "", "since": ""}
    authority = []
    for each in rest:
        what, value = _meant(each)
        if what and not found[what]:
            found[what] = value
        else:
            authority.append(each)
    found["kind"] = found["kind"] or (COUNCILLOR if authority else INDEPENDENT)
    return Named(name, authority=", ".join(authority), **found)


def _meant(column: str) -> tuple[str, str]:
    """Say what a column tells, and what; nothing where it is none of a few known words: then it names an authority."""
    for what, known in (("kind", _KINDS), ("office", _OFFICES)):
        for value, words in known.items():
            if column.casefold() in words:
                return what, value
    return ("since", column) if _DAY.fullmatch(column) else ("", "")
