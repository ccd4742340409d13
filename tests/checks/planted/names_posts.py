"""People called otherwise beside their post, in signatures and among questions; and two who share a post."""

from __future__ import annotations

from datetime import date

from panel.agendas.rules import ItemKind
from panel.checks.dossier import Dossier, Minutes, Person, Question
from tests.checks.cases import Case, a_paper, an_item
from tests.checks.planted.names_texts import (
    ACTS,
    ATTENDANCE,
    BOONE,
    FINCH,
    GROUP,
    HALL,
    NOBODY,
    ROLE,
    SPELT,
    a_letter,
    a_panel,
    a_report,
    group_minutes,
    the_minutes,
)

GONE = Person("Councillor Delia Ward", "", "Larkshire County Council", member=True, until=date(2026, 1, 31))


def _questions(text: str, *names: str) -> Dossier:
    paper = a_paper(f"Public questions\n{text}", file_name="questions.docx")
    item = an_item("3", "Public questions", paper, kind=ItemKind.PUBLIC_QUESTIONS)
    return a_panel(item, questions=tuple(Question(each, "Why?", accepted=True, item="3") for each in names))


def _two(first: str, second: str) -> Dossier:
    return a_panel(
        an_item("4", "Fleet", a_paper(first, file_name="fleet.docx")),
        an_item("5", "Vans", a_paper(second, file_name="vans.docx")),
    )


PLANTED = (
    Case(
        "two surnames of one head of service",
        _two(
            "To inform.\nReport author: Rosa Pell, Head of Fleet\nRosa Pell, Head of Fleet, will answer.",
            "To inform.\nReport author: Rosa Pole, Head of Fleet",
        ),
        ((SPELT, "Rosa Pole"),),
    ),
    Case(
        "two given names of one officer, as a feminine and another",
        _two(
            "To inform.\nContact: Dianne Roscoe, Assistant Director (Waste)\nDianne Roscoe, Assistant Director, spoke.",
            "To inform.\nContact: Diana Roscoe, Assistant Director (Waste)",
        ),
        ((SPELT, "Diana Roscoe"),),
    ),
    Case(
        "somebody who asked, under another given name",
        _questions("Question 1, Mrs Marian Cole: Why?", "Mrs Marilyn Cole"),
        ((SPELT, "Mrs Marian Cole"),),
    ),
    Case(
        "an office under a signature that the record does not have",
        a_letter("Thank you.", "Sara Ansell\nHead of Estates"),
        ((ROLE, "Head of Estates"),),
    ),
    Case(
        "two who represent, one of whom has left",
        a_report("Councillor Delia Ward and Councillor Idris Boone represent Larkford.", former=(GONE,)),
        ((ACTS, "Councillor Delia Ward"),),
    ),
    Case(
        "somebody present at a group's meeting after leaving",
        group_minutes("There were none.", "Omar Reed (Chair)\nCouncillor Idris Boone\nCouncillor Nicola Davies"),
        ((ATTENDANCE, "Councillor Nicola Davies"),),
    ),
    Case(
        "somebody recorded as present after leaving",
        a_panel(
            an_item("4", "Update", a_paper("Text.")),
            former=(GONE,),
            minutes=(Minutes(date(2026, 2, 5), (FINCH, BOONE, HALL, GONE)),),
        ),
        ((ATTENDANCE, "Councillor Delia Ward"),),
    ),
    Case(
        "a substitute of nobody in an earlier meeting whose minutes are here",
        the_minutes(
            minutes=(
                Minutes(
                    date(2026, 2, 5),
                    (FINCH, BOONE),
                    substitutes=(("Councillor Ivo Quill", "Councillor Zoe Marl"),),
                ),
                Minutes(date(2026, 2, 26), (FINCH, BOONE)),
            )
        ),
        (
            (NOBODY, "Councillor Ivo Quill"),
            (ATTENDANCE, "Councillor Nicola Davies"),
            (ATTENDANCE, "Omar Reed"),
        ),
    ),
)

CLEAN = (
    Case(
        "a surname that is a word of places, among those present",
        the_minutes(
            there="Members of the Panel\nCouncillor Ada Finch (Chair)\nCouncillor Delia Ward\nCouncillor Idris Boone\n"
            "Officers\nElizabeth Hall Treasurer",
            former=(Person("Councillor Delia Ward", "", "", member=True, until=date(2026, 2, 28)),),
            minutes=(
                Minutes(
                    date(2026, 2, 5),
                    (FINCH, BOONE, Person("Councillor Delia Ward", "", "", member=True)),
                ),
            ),
        ),
    ),
    Case(
        "two officers of one post with nothing alike",
        _two(
            "To inform.\nReport author: Rosa Pell, Policy Officer",
            "To inform.\nReport author: Jack Pell, Policy Officer",
        ),
    ),
    Case(
        "a short form beside the same post",
        _two("To inform.\nContact: Susan Roscoe, Head of Fleet", "To inform.\nContact: Sue Roscoe, Head of Fleet"),
    ),
    Case(
        "two who asked and share a surname",
        _questions(
            "Question 1, Mrs Marian Cole: Why?\nQuestion 2, Mr Martin Cole: How?", "Mrs Marian Cole", "Mr Martin Cole"
        ),
    ),
    Case("an office under a signature, as recorded", a_letter("Thank you.", "Sara Ansell\nHead of Finance")),
    Case(
        "a member who observes a group",
        group_minutes("None.", "Omar Reed (Chair)\nCouncillor Idris Boone\nCouncillor Nicola Davies (observer)"),
    ),
    Case(
        "a group's meeting",
        group_minutes("None.", f"Omar Reed (Chair)\nCouncillor Idris Boone\nThe {GROUP} was quorate."),
    ),
)
