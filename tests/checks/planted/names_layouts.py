"""Names as other councils write them: tables of attendance, Welsh and double-barrelled names, titles and initials."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

from panel.agendas.rules import ItemKind
from panel.checks.dossier import Dossier, Group, Minutes, OtherMeeting, Person
from tests.checks.cases import Case, a_dossier, a_paper, an_item
from tests.checks.planted.names_texts import (
    ACTS,
    ATTENDANCE,
    BODY,
    LEFT,
    MEMBERSHIP,
    NOBODY,
    NOT_THERE,
    OFFICE,
    ROLE,
    SHORT,
    SPELT,
)

PANEL = "Dyfryn Police and Crime Panel"
DYFRYN, ABERWEN, BONT = "Dyfryn County Council", "Aberwen County Borough Council", "Tref-y-Bont City Council"
BOWEN = Person("Cllr Dame Anwen Bowen-Price", "Chairman", DYFRYN, member=True)
PUW = Person("Cllr Siôn ap Gwilym", "Vice-Chairman", ABERWEN, member=True)
BROWNE = Person("Cllr Catherine Browne", "", DYFRYN, member=True)
BROWN = Person("Cllr Colin Brown", "", BONT, member=True)
YOUNIS = Person("Cllr Mohammed Younis", "", BONT, member=True)
MCALLISTER = Person("Cllr Brian McAllister", "", ABERWEN, member=True)
ACKWORTH = Person("Cllr Robert Ackworth", "", ABERWEN, member=True)
THWAITE = Person("Sir Julian Thwaite", "", member=True)
RAMAN = Person("Dr Priya Raman", "", member=True)
ROWLANDS = Person("Dafydd Rowlands", "Police and Crime Commissioner")
OFFICERS = (
    Person("Carys Blackmore", "Chief Executive"),
    Person("Thomas Whitby-Clarke", "Treasurer"),
    Person("Lowri Teague", "Scrutiny Officer"),
)
TUDGE = Person("Cllr Oswyn Tudge", "", BONT, member=True, until=date(2025, 12, 31))
MEMBERS = (BOWEN, PUW, BROWNE, BROWN, YOUNIS, MCALLISTER, ACKWORTH, THWAITE, RAMAN)
HELD = date(2026, 1, 29)
MEETINGS = (OtherMeeting(PANEL, date(2025, 12, 4), "held"), OtherMeeting(PANEL, HELD, "held"))
RECORD = Minutes(
    HELD,
    (BOWEN, PUW, BROWNE, YOUNIS, MCALLISTER, THWAITE, RAMAN, ROWLANDS, *OFFICERS),
    ("Cllr Colin Brown", "Cllr Robert Ackworth"),
)
THERE = """Present:

Member\tRepresenting
Cllr Dame Anwen Bowen-Price OBE (Chairman)\tDyfryn County Council
Cllr S. ap Gwilym (Vice-Chairman)\tAberwen County Borough Council
Cllr Catherine Browne\tDyfryn County Council
Cllr Mohammed Younis\tTref-y-Bont City Council
Cllr Brian McAllister\tAberwen County Borough Council
Sir Julian Thwaite and Dr Priya Raman\tIndependent Co-opted Members

Also in attendance:
Mr Dafydd Rowlands, Police and Crime Commissioner
Ms Carys Blackmore, Chief Executive, OPCC
Mr Thomas Whitby-Clarke, Treasurer
Ms Lowri Teague, Scrutiny Officer
"""


def a_panel(*items: Any, **facts: Any) -> Dossier:
    """Make a meeting of the Welsh panel."""
    defaults = {
        "body": PANEL,
        "people": (*MEMBERS, ROWLANDS, *OFFICERS),
        "authorities": (DYFRYN, ABERWEN, BONT),
        "groups": (Group("Complaints Task Group", (RAMAN, BROWNE, ACKWORTH, MCALLISTER)),),
        "former": (TUDGE,),
    }
    return a_dossier(*items, **defaults | facts)


def a_report(text: str) -> Dossier:
    """Make a meeting with one report of this text."""
    return a_panel(an_item("6", "Report", a_paper(f"{PANEL}\n\n19 March 2026\n\n{text}")))


def the_minutes(text: str = "None.", there: str = THERE) -> Dossier:
    """Make a meeting that confirms minutes of this text, with this list of those present."""
    head = f"MINUTES of the meeting of the {PANEL} held at County Hall on Thursday, 29th January 2026 at 10.00 a.m."
    paper = a_paper(
        f"{head}\n\n{there}\n\nPCP/26/10 DISCLOSURES OF INTEREST\n\nNone.\n\n{text}",
        title="Minutes of 29 January 2026",
        file_name="minutes.pdf",
    )
    item = an_item("2", "Confirmation of Minutes", paper, kind=ItemKind.MINUTES)
    return a_panel(item, minutes=(RECORD,), meetings=MEETINGS)


PLANTED = (
    Case(
        "a double-barrelled name, misspelt in either part",
        a_report("Cllr Bowen-Pryce asked, and Thomas Witby-Clarke answered."),
        ((SPELT, "Bowen-Pryce"), (SPELT, "Thomas Witby-Clarke")),
    ),
    Case(
        "a surname after an initial, misspelt",
        the_minutes(there="PRESENT\nCllrs A Bowen-Price, S ap Gwilym, C Browne, M Younis and B McAlister"),
        ((SPELT, "B McAlister"), (ATTENDANCE, "Thwaite"), (ATTENDANCE, "Raman")),
    ),
    Case(
        "a knight and a doctor, misspelt",
        a_report("Sir Julian Thwaites asked about fraud.\nQuestions from Dr Priya Rahman follow."),
        ((SPELT, "Julian Thwaites"), (SPELT, "Priya Rahman")),
    ),
    Case(
        "an officer's surname after Mr and Ms, misspelt",
        a_report("Mr Rowlans opened the centre. Ms Blakmore thanked him."),
        ((SPELT, "Mr Rowlans"), (SPELT, "Ms Blakmore")),
    ),
    Case(
        "another given name of the same letter in the same post",
        a_report("Report of the Scrutiny Officer, Lauri Teague"),
        ((SPELT, "Lauri Teague"),),
    ),
    Case(
        "a councillor's given name, a letter wrong",
        a_report("Cllr Bryan McAllister will join the partnership."),
        ((SPELT, "Bryan McAllister"),),
    ),
    Case(
        "a given name in two spellings that share a short form",
        a_report("Kathryn Doyle, Head of Custody, gave a talk.\nMembers thanked Katherine Doyle."),
        ((SPELT, "Katherine Doyle"),),
    ),
    Case(
        "a Welsh given name alone, spelt another way than just before",
        a_report("Marged Pritchard-Huws has been appointed as Analyst. Margred’s work begins in May."),
        ((SPELT, "Margred"),),
    ),
    Case(
        "a police officer in two spellings, each with the rank",
        a_report("Supt Rhodri Llewelyn leads the team.\n\nThe talk was given by Superintendent Rhodri Llewellyn."),
        ((SPELT, "Rhodri Llewellyn"),),
    ),
    Case(
        "a member who stood down, and is to represent the panel",
        a_report(
            "Sir Julian Thwaite stood down from the Panel on 28 February 2026.\n\n"
            "Sir Julian Thwaite will represent the "
            "Panel at the conference."
        ),
        ((ACTS, "Sir Julian Thwaite"),),
    ),
    Case(
        "the vice-chairman called chairman after his name",
        a_report("Cllr Siôn ap Gwilym (Chairman) signed the letter."),
        ((OFFICE, "Cllr Siôn ap Gwilym"),),
    ),
    Case(
        "the commissioner's abbreviation before an officer's name",
        a_report("PCC Lowri Teague launched the plan."),
        ((OFFICE, "Lowri Teague"),),
    ),
    Case(
        "a role in apposition before the name of another",
        a_report("The report of the Treasurer, Ms Carys Blackmore, follows."),
        ((ROLE, "Treasurer, Ms Carys Blackmore"),),
    ),
    Case(
        "another's role in a line of those in attendance",
        the_minutes(there=THERE.replace("Whitby-Clarke, Treasurer", "Whitby-Clarke, Scrutiny Officer")),
        ((ROLE, "Thomas Whitby-Clarke, Scrutiny Officer"),),
    ),
    Case(
        "an authority by its letters behind an initial",
        a_report("Cllr M. Younis (Aberwen CBC) asked for it."),
        ((MEMBERSHIP, "Cllr M. Younis (Aberwen CBC)"),),
    ),
    Case(
        "another authority in a table of those present",
        the_minutes(there=THERE.replace("Younis\tTref-y-Bont City", "Younis\tDyfryn County")),
        ((MEMBERSHIP, "Cllr Mohammed Younis Dyfryn County Council"),),
    ),
    Case(
        "a sentence of members by surname and initial, with one who has left",
        a_report(
            "The Panel consists of Cllrs Bowen-Price (Chairman), ap Gwilym, Browne, Brown, Younis, Tudge and Ackworth, "
            "Sir J. Thwaite and Dr P. Raman."
        ),
        ((MEMBERSHIP, "leaves out Cllr Brian McAllister"), (MEMBERSHIP, "Tudge")),
    ),
    Case(
        "a stranger who is called a member of the panel",
        a_report("Cllr Idwal Penhale, a member of the Panel, asked about speeding."),
        ((MEMBERSHIP, "Cllr Idwal Penhale"),),
    ),
    Case(
        "a member missing from a table of those present",
        the_minutes(there=THERE.replace("Cllr Catherine Browne\tDyfryn County Council\n", "")),
        ((ATTENDANCE, "leaves out Cllr Catherine Browne"),),
    ),
    Case(
        "a substitute in brackets behind apologies, and nowhere else",
        the_minutes("PCP/26/11 APOLOGIES\n\nCllr Colin Brown (his substitute was Cllr Rhodri Vale), Cllr Ackworth"),
        ((NOT_THERE, "Rhodri Vale"),),
    ),
    Case(
        "a substitute for one whom nobody knows",
        the_minutes(
            "Cllr Rhodri Vale was substituting for Cllr Penhale.",
            there=THERE.replace("Sir Julian", "Cllr Rhodri Vale\tTref-y-Bont City Council\nSir Julian"),
        ),
        ((NOBODY, "Penhale"),),
    ),
    Case(
        "a former member who is to do something",
        a_report("Cllr Tudge will lead the visit to the custody suite in May."),
        ((ACTS, "Cllr Tudge"),),
    ),
    Case(
        "a former member who has offered something, and one who represents a council",
        a_report(
            "Cllr Oswyn Tudge, who represents Tref-y-Bont, asked for it.\n\nCllr Tudge has offered to lead a group."
        ),
        ((ACTS, "Cllr Oswyn Tudge"), (ACTS, "Cllr Tudge")),
    ),
    Case(
        "those who were a group's members",
        a_report(
            "The Complaints Task Group met twice. Its members were Dr Raman, Cllr Browne, Cllr Ackworth and "
            "Cllr Younis."
        ),
        ((MEMBERSHIP, "leaves out Cllr Brian McAllister"), (MEMBERSHIP, "Cllr Younis")),
    ),
    Case(
        "a substitute whom the minutes list, and the record's list lacks",
        a_panel(an_item(), minutes=(replace(RECORD, substitutes=(("Cllr Colin Brown", "Cllr Rhodri Vale"),)),)),
        ((NOT_THERE, "Cllr Rhodri Vale"),),
    ),
    Case(
        "a member of whom the paper itself says that another has the seat",
        a_report(
            "Aberwen has appointed Cllr Ackworth in place of Cllr McAllister from 3 March 2026.\n\n"
            "Cllr McAllister is to join the task group."
        ),
        ((ACTS, "Cllr McAllister"),),
    ),
    Case(
        "an author who was replaced",
        a_panel(
            an_item("2", "Minutes", a_paper("Olivia Trent has replaced Lowri Teague as officer from 1 March 2026.")),
            an_item("6", "Plan", a_paper("To inform.\nContact Officer: Lowri Teague", file_name="plan.docx")),
        ),
        ((LEFT, "Lowri Teague"),),
    ),
    Case(
        "an author who retires before the meeting, in the same paper",
        a_report(
            "Report author: Lowri Teague\n\nLowri Teague, who has been here since 2020, retires on 13 March 2026."
        ),
        ((LEFT, "Lowri Teague"),),
    ),
    Case("a Welsh area misspelt", a_report("The Dyffryn Police and Crime Panel met."), ((BODY, "Dyffryn"),)),
    Case(
        "the commissioner's abbreviation behind the deputy",
        a_report("The Deputy Police and Crime Commissioner (PCC) will attend."),
        ((SHORT, "(PCC)"),),
    ),
)

CLEAN = (
    Case("a table of those present", the_minutes("PCP/26/11 APOLOGIES\n\nCllrs Brown and Ackworth.")),
    Case(
        "a given name with its short form in brackets, in a list of members",
        a_report(
            "The membership of the Complaints Task Group is Dr Priya Raman (Chair), Cllr Catherine (Kate) Browne, "
            "Cllr Robert (“Bob”) Ackworth and Cllr Brian McAllister."
        ),
    ),
    Case(
        "initials, letters after names, several titles",
        a_report(
            "Mr J. Thwaite, Sir J Thwaite KBE DL, Cllr B. J. McAllister, Cllr ap Gwilym, Cllr Ap Gwilym, Cllr "
            "M.Younis, "
            "T. Whitby-Clarke and Cllr. Mrs. Catherine Browne JP agreed. Cllr Dame Margaret Hale DBE did not."
        ),
    ),
    Case(
        "two members with nearly one surname",
        a_report("Cllr Browne asked Cllr Brown. Cllr Catherine Browne and Cllr Colin Brown agreed; Mr Brown did not."),
    ),
    Case(
        "twins, brothers and people of like names in one sentence",
        a_report(
            "Sergeant Asif Rahman leads the team.\n\nHis twin, Constable Asim Rahman, is in Aberwen. Asim Rahman, "
            "Constable, said so.\n\nCllr Holly Price of Powys and her sister, Molly Price, spoke."
        ),
    ),
    Case(
        "strangers who are introduced",
        a_report("Colin Browne, a resident, asked. Mr Browne left. Inspector Tom Brawn (no relation) replied."),
    ),
    Case(
        "those who were the panel's members at another time",
        a_report(
            "In 2019 the Panel's members were Cllr Browne, Cllr Younis, Cllr Ackworth, Dr Raman, Cllr Tudge and Cllr "
            "Penhale."
        ),
    ),
    Case(
        "people of one surname in different posts",
        a_report(
            "Lynn Teague, the Force's Press Officer, and Inspector Laura Teague spoke. Cara Blackmore is a nurse."
        ),
    ),
    Case(
        "two officers of like surnames in one sentence",
        a_report("The Deputy Chief Constable, Ms Tigue, and Ms Teague, the Scrutiny Officer, signed it."),
    ),
    Case(
        "members of this panel and of others",
        a_report(
            "Sir Julian Thwaite, an independent member of the Panel, asked. Cllr Idwal Penhale, a member of the Powys "
            "Panel, and Cllr Penhale, a member of the public gallery, listened."
        ),
    ),
    Case(
        "panels in the singular and the plural",
        a_report("The West Mercia Panel and other West Mercia Panels met. The West Midlands Panel’s members agreed."),
    ),
    Case(
        "a list of members by initials, with a vacancy",
        a_report(
            "PANEL MEMBERSHIP\nCllr Dame A Bowen-Price (Chairman) DCC\nCllr S ap Gwilym (Vice-Chairman) ACBC\n"
            "Cllr C Browne DCC\nCllr C Brown TBC\nCllr M Younis TBC\nCllr B McAllister ACBC\nCllr R Ackworth ACBC\n"
            "Sir J Thwaite Independent\nDr P Raman Independent\nVacancy Tref-y-Bont City Council"
        ),
    ),
    Case(
        "chairs of other bodies and commissioners of other areas",
        a_report(
            "Cllr Colin Brown, Chair of Bont Community Safety Partnership, spoke. The Chair of the Joint Audit "
            "Committee, "
            "Sir Julian Thwaite, wrote. Cllr Younis (Chair, Bont Cabinet) agreed. PCC Emma Wools of South Wales agreed."
        ),
    ),
    Case(
        "a substitution that is told twice",
        the_minutes(
            "Cllr Brown was substituted by Cllr Rhodri Vale.\n\n"
            "Cllr Rhodri Vale attended as substitute for Cllr Brown.",
            there=THERE.replace("Sir Julian", "Cllr Rhodri Vale (substitute for Cllr Brown)\tBont\nSir Julian"),
        ),
    ),
    Case(
        "a line of substitutes among those present",
        the_minutes(there=THERE.replace("Also in", "Substitutes: Cllr Rhodri Vale for Cllr Brown\nAlso in")),
    ),
    Case(
        "what is said of a former member",
        a_report(
            "Cllr Tudge, who left in December, was thanked. Cllr Tudge had asked about fraud. Cllr Tudge’s review is "
            "at Appendix A. The Panel will write to Cllr Tudge. Cllr Tudge will be sorely missed."
        ),
    ),
    Case(
        "minutes of a time when a former member was there",
        the_minutes("The minutes of 4 December 2025 record that Cllr Tudge would lead the visit."),
    ),
    Case(
        "people who left something else, or came",
        a_report(
            "Lowri Teague left school at 16. Carys Blackmore left the meeting at noon and moved on to the "
            "budget. Thomas "
            "Whitby-Clarke said that two officers had left in January 2026. Lowri Teague resigned as a trustee of the "
            "museum in May 2025. Thomas Whitby-Clarke has resigned himself to it.\n\nReport author: Carys Blackmore\n"
            "\nContact: Lowri Teague\n\nLead officer: "
            "Thomas Whitby-Clarke"
        ),
    ),
    Case(
        "an author who came in place of one who left",
        a_report("Aberwen has appointed Cllr Ackworth in place of Cllr Tudge. Cllr Ackworth will join the group."),
    ),
)
