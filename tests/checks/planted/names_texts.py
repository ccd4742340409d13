"""An invented panel and its papers, for the cases about names: its members, officers, minutes and letters."""

from __future__ import annotations

from datetime import date
from typing import Any

from panel.agendas.rules import ItemKind
from panel.checks.dossier import Dossier, Group, Minutes, Paper, Person
from tests.checks.cases import a_dossier, a_paper, an_item

PANEL = "Larkshire Police and Crime Panel"
GROUP = "Estates Working Group"
COUNTY, LARKFORD, SALT = "Larkshire County Council", "Larkford Borough Council", "Salt-on-Ouse District Council"
SPELT, OFFICE, ROLE = "person spelt two ways", "office differs from the record", "role differs from the record"
MEMBERSHIP, ATTENDANCE = "membership differs from the record", "attendance differs from the record"
NOT_THERE, NOBODY = "substitute who was not present", "substitute who is nobody's"
BODY, SHORT = "body's name misspelt", "abbreviation of another office"
LEFT, ACTS = "author who has left", "somebody who has left is to act"

FINCH = Person("Councillor Ada Finch", "Chair", COUNTY, member=True)
BOONE = Person("Councillor Idris Boone", "Vice-Chair", LARKFORD, member=True)
DAVIES = Person("Councillor Nicola Davies", "", COUNTY, member=True)
HALL = Person("Councillor Peter Hall", "", SALT, member=True)
PEMBERTON = Person("Councillor Jocelyn Pemberton-Wright", "", COUNTY, member=True)
REED = Person("Omar Reed", "", member=True)
DAVIS = Person("Andy Davis", "", member=True)
MARSH = Person("Una Marsh", "Police and Crime Commissioner")
SECCOMBE = Person("Philip Seccombe", "Police and Crime Commissioner")
OFFICERS = (
    Person("Elizabeth Hall", "Treasurer"),
    Person("Siobhán Merrick", "Chief Executive"),
    Person("Robert Tromans", "Deputy Police and Crime Commissioner"),
    Person("Callum Ruddersby", "Head of Communications"),
    Person("Sara Ansell", "Head of Finance"),
    Person("Rebecca Parsons", "Policy and Research Officer"),
)
MEMBERS = (FINCH, BOONE, DAVIES, HALL, PEMBERTON, REED, DAVIS)
ESTATES = Group(GROUP, (Person("Omar Reed", "Chair", member=True), BOONE, HALL))
FEBRUARY = Minutes(date(2026, 2, 5), (FINCH, BOONE, DAVIES, REED, MARSH, OFFICERS[0]), ("Councillor Peter Hall",))


def a_panel(*items: Any, **facts: Any) -> Dossier:
    """Make a meeting of the panel, with the people whom its record knows."""
    defaults = {
        "people": (*MEMBERS, MARSH, *OFFICERS),
        "authorities": (COUNTY, LARKFORD, SALT),
        "groups": (ESTATES,),
    }
    return a_dossier(*items, **defaults | facts)


def a_report(text: str, **facts: Any) -> Dossier:
    """Make a meeting with one report of this text."""
    return a_panel(an_item("4", "Update", a_paper(f"{PANEL}\n19 March 2026\nUpdate report\n{text}")), **facts)


def _minutes_paper(text: str, there: str) -> Paper:
    head = f"Minutes of the meeting of the {PANEL} held on 5 February 2026\nPresent:\n{there}"
    return a_paper(f"{head}\n1. General\n{text}", title="Minutes", file_name="minutes.docx")


THERE = (
    f"Members of the Panel\nCouncillor Ada Finch (Chair) {COUNTY}\nCouncillor Idris Boone {LARKFORD}\n"
    f"Councillor Nicola Davies {COUNTY}\nOmar Reed Independent Member\nOfficers\nElizabeth Hall Treasurer"
)


def the_minutes(text: str = "There were none.", there: str = THERE, **facts: Any) -> Dossier:
    """Make a meeting that confirms minutes of this text, with this list of those present."""
    item = an_item("1", "Minutes of the previous meeting", _minutes_paper(text, there), kind=ItemKind.MINUTES)
    return a_panel(item, **{"minutes": (FEBRUARY,)} | facts)


def group_minutes(text: str, there: str) -> Dossier:
    """Make a meeting with the minutes of the working group."""
    head = f"{PANEL}\n{GROUP}\nMinutes of the meeting held on 24 February 2026\nPresent\n{there}"
    paper = a_paper(f"{head}\n1. General\n{text}", title="Minutes, 24 February 2026", appendix="A")
    return a_panel(an_item("6", f"Report of the {GROUP}", paper, kind=ItemKind.WORKING_GROUP_REPORT))


def a_letter(text: str, sign: str) -> Dossier:
    """Make a meeting with a letter of this text, signed like this."""
    paper = a_paper(
        f"Shire Hall\nLarkford\n16 February 2026\nDear Ms Marsh,\n{text}\nYours sincerely\n{sign}", title="Letter"
    )
    return a_panel(an_item("4", "Letter to the Commissioner", paper))
