"""A planted mistake, or a clean text: a dossier and what must be found in it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from panel.agendas.rules import ItemKind
from panel.checks.dossier import Dossier, Item, Paper, Person
from panel.law.clear_days import WorkingDays
from panel.law.exemptions import Nation

TODAY = date(2026, 3, 10)
MEETING = date(2026, 3, 19)
"""A Thursday."""


@dataclass(frozen=True)
class Case:
    """A dossier and the findings that it must give, each as (rule, words of the place or of the sentence).

    No expectation: a clean text, which must give none at all.
    """

    name: str
    dossier: Dossier
    expects: tuple[tuple[str, str], ...] = ()


def a_paper(text: str = "", **facts: Any) -> Paper:
    """Make a paper from its text; a form feed begins the next page, as in extracted text a line break ends a line."""
    pages = tuple(text.split("\f")) if text else ()
    return Paper(**{"title": "Update report", "file_name": "report.docx", "pages": pages} | facts)


def an_item(number: str = "4", title: str = "Update", *papers: Paper, **facts: Any) -> Item:
    """Make a report item with its papers."""
    return Item(**{"number": number, "title": title, "kind": ItemKind.REPORT, "papers": papers} | facts)


def a_dossier(*items: Item, **facts: Any) -> Dossier:
    """Make a meeting of an invented panel, published in time, with nothing wrong of its own."""
    defaults: Mapping[str, Any] = {
        "body": "Larkshire Police and Crime Panel",
        "date": MEETING,
        "today": TODAY,
        "nation": Nation.ENGLAND,
        "working": WorkingDays(Nation.ENGLAND),
        "published": True,
        "published_on": date(2026, 3, 9),
        "items": items,
        "people": (
            Person("Councillor Ada Finch", "Chair", "Larkshire County Council", member=True),
            Person("Councillor Idris Boone", "", "Larkford Borough Council", member=True),
            Person("Omar Reed", "", member=True),
            Person("Una Marsh", "Police and Crime Commissioner"),
        ),
        "authorities": ("Larkshire County Council", "Larkford Borough Council"),
        "office_title": "Police and Crime Commissioner",
        "office_abbreviation": "PCC",
    }
    return Dossier(**{**defaults, **facts})
