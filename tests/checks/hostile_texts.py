"""Texts that make a careless reader slow: one thing written over and over."""

from __future__ import annotations

from collections.abc import Callable

from panel.agendas.rules import ItemKind
from panel.checks.dossier import Dossier
from tests.checks.cases import a_dossier, a_paper, an_item


def _numbers(size: int) -> str:
    return "\n".join(
        f"Alpha{number % 7} {' '.join(str(number * 7 % 991) for _ in range(30))}" for number in _rows(size)
    )


def _pounds(size: int) -> str:
    return ". ".join(f"The budget for item {number % 97} was £{number}k" for number in _rows(size * 4))


def _names(size: int) -> str:
    return " ".join(
        f"Councillor {chr(65 + number % 26)}{'abcdefghij'[number % 10] * 5} Finch," for number in _rows(size * 4)
    )


def _rows(size: int) -> range:
    return range(size // 125)


REPEATED = {
    "one letter": "a",
    "one capital": "A",
    "one digit": "1",
    "noughts": "0",
    "blanks": " ",
    "tabs": "\t",
    "empty lines": "\n",
    "commas": ",",
    "stops": ".",
    "hyphens": "-",
    "quotation marks never closed": "said “the ",
    "brackets never closed": "Alpha (",
    "ones": "1 ",
    "ones on lines": "1\n",
    "rows of three": "1 2 3\n",
    "dotted numbers": "1.1.",
    "amounts": "£1, ",
    "percentages": "10%, ",
    "changes": "rose from £1m to £2m ",
    "dates": "19 March 2026, ",
    "ands": "and and ",
    "capitalised words": "Capital ",
    "words on lines": "Word\n",
    "councillors": "Councillor Ada Finch, ",
    "names and names": "Ada Finch and ",
    "appendices": "Appendix A, ",
    "appendices on lines": "Appendix A\n",
    "e-mail addresses": "a.b@",
    "movers": "Moved by Councillor Finch, seconded by Councillor Boone. ",
    "resolutions": "RESOLVED:\n(1) that the report be noted\n",
    "leaders": "Introduction .......................... 4\n",
}
"""Each is written over and over, with nothing between."""
TEXTS: dict[str, Callable[[int], str]] = {
    **{name: lambda size, unit=unit: unit * (size // len(unit)) for name, unit in REPEATED.items()},
    "a table without end": _numbers,
    "budgets without end": _pounds,
    "councillors without end": _names,
}


def a_report(text: str) -> Dossier:
    return a_dossier(an_item("4", "Update", a_paper(text)))


def the_minutes(text: str) -> Dossier:
    paper = a_paper(text, title="Minutes of 5 February 2026", file_name="minutes.docx")
    return a_dossier(an_item("3", "Minutes", paper, kind=ItemKind.MINUTES))
