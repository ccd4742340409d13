"""Reports and appendices as an invented panel's officers write them."""

from __future__ import annotations

from typing import Any, Final

from panel.agendas.rules import ItemKind
from panel.checks.dossier import Dossier, Item, Paper
from tests.checks.cases import a_dossier, a_paper, an_item

END: Final = (
    "Background Papers\nNone\nReport author: Lena Holt, Senior Democratic Services Officer\n"
    "Contact: lena.holt@larkshire.example\n"
)
BODY: Final = (
    "1.0 Background\n"
    "1.1 The panel asked in the autumn to hear how the new service for callers has settled in.\n"
    "1.2 The commissioner’s office has gathered what follows from the force and from callers.\n"
    "2.0 What Was Found\n"
    "2.1 Callers wait for less time than they did. Those who give up are fewer in each district.\n"
)


def head(title: str, day: str = "19 March 2026") -> str:
    """Write the head of a report with its recommendation."""
    return (
        f"Larkshire Police and Crime Panel\n{day}\n{title}\nRecommendation\n"
        "That the Panel considers this report and asks what it wishes to know.\n"
    )


def a_report(title: str = "Answering Calls", body: str = BODY, tail: str = "", **facts: Any) -> Paper:
    """Make a report that has all that a report must have."""
    return a_paper(head(title) + body + tail + END, **{"title": title} | facts)


def appendix(letter: str, title: str, text: str = "", **facts: Any) -> Paper:
    """Make an appendix that prints its letter and title."""
    own = f"Appendix {letter}\n{title}\nThe figures were drawn from the force’s records at the end of the year.\n"
    return a_paper(text or own, **{"title": title, "appendix": letter, "file_name": f"appendix-{letter}.pdf"} | facts)


def under(*papers: Paper, title: str = "Answering Calls", **facts: Any) -> Dossier:
    """Make a meeting with one item."""
    return a_dossier(an_item("4", title, *papers, **facts))


def bare(title: str, purpose: str = "", kind: ItemKind = ItemKind.REPORT, **facts: Any) -> Dossier:
    """Make a meeting with one item that has no paper."""
    return a_dossier(Item(number="6", title=title, kind=kind, purpose=purpose, **facts))


LIST_A: Final = "Appendices\nAppendix A – Calls by month\n"
LIST_AB: Final = LIST_A + "Appendix B – Staff in the control room\n"
NAMES_A: Final = "3.0 Figures\n3.1 The calls by month are set out in Appendix A.\n"
NAMES_AB: Final = NAMES_A + "3.2 Appendix B gives the number of staff in the control room.\n"
CONTENTS: Final = (
    "Larkshire Police\nEstates Strategy\nContents\n1. Foreword ..... 2\n2. Our buildings ..... 3\n"
    "3. What we will sell ..... 4\n4. What we will build {last}\n"
    "\f1. Foreword\nWe own more buildings than we need and fewer than we want.\n"
    "\f2. Our buildings\nMost of them are older than the officers who work in them.\n"
    "\f3. What we will sell\nThree stations will be sold in the next two years.\n"
    "\f4. {heading}\nOne station will take the place of the three.\n"
)
STAFFED: Final = (
    "1. Background\n1.1 The service began in the spring of last year.\n2. Costs\n2.1 They are as was planned.\n"
    "3. Staff\n3.1 Forty people work there.\n"
)
