"""Minutes that contradict themselves or leave a promise behind, and minutes that are right though odd."""

from __future__ import annotations

from datetime import date
from typing import Any

from panel.agendas.rules import ItemKind, NoReport
from panel.checks.dossier import Action, Dossier, LogEntry, Minutes, Motion, OtherMeeting, Person, Resolution
from tests.checks.cases import Case, a_dossier, a_paper, an_item
from tests.checks.planted import minutes_layouts as layouts
from tests.checks.planted import minutes_records

PANEL = "Larkshire Police and Crime Panel"
HELD = date(2026, 2, 5)
MISSING, BOTH = "previous minutes not on the agenda", "present and apologising"
VOTES, MOVER, PROMISE = "votes do not add up", "mover not present", "promise without an action"
MEETINGS = (
    OtherMeeting(PANEL, date(2025, 11, 20), "held"),
    OtherMeeting(PANEL, HELD, "held"),
    OtherMeeting("Estates Working Group", date(2026, 2, 24), "held"),
)
THERE = (
    "Members of the Panel\nCouncillor Ada Finch (Chair) Larkshire County Council\n"
    "Councillor Idris Boone Larkford Borough Council\nOmar Reed Independent Member\n"
    "Office of the Police and Crime Commissioner\nUna Marsh Police and Crime Commissioner\nElizabeth Hall Treasurer"
)
PRESENT = (
    Person("Councillor Ada Finch", "Chair", member=True),
    Person("Councillor Idris Boone", member=True),
    Person("Omar Reed", member=True),
    Person("Una Marsh", "Police and Crime Commissioner"),
)


def _minutes(text: str, there: str = THERE, **facts: Any) -> Dossier:
    head = f"Minutes of the meeting of the {PANEL} held on 5 February 2026\nPresent:\n{there}\n1. General\n"
    paper = a_paper(head + text, title="Minutes of the meeting held on 5 February 2026", file_name="minutes.docx")
    item = an_item("1", "Minutes of the previous meeting", paper, kind=ItemKind.MINUTES)
    return a_dossier(item, **{"meetings": MEETINGS, "minutes": (Minutes(HELD, PRESENT),)} | facts)


def _recorded(**facts: Any) -> Dossier:
    item = an_item("1", "Minutes of 5 February 2026", kind=ItemKind.MINUTES, report=NoReport.TO_FOLLOW)
    return a_dossier(item, meetings=MEETINGS, minutes=(Minutes(HELD, PRESENT, **facts),))


def _agenda(*items: Any, **facts: Any) -> Dossier:
    return a_dossier(*items, **{"meetings": MEETINGS} | facts)


PLANTED = (
    # The previous meeting's minutes
    Case("no item for minutes", _agenda(an_item("4", "Update", a_paper("Text."))), ((MISSING, "5 February 2026"),)),
    Case(
        "the minutes of the meeting before the last",
        _agenda(
            an_item(
                "1",
                "Minutes of the previous meeting",
                kind=ItemKind.MINUTES,
                purpose="To confirm the minutes of the meeting held on 20 November 2025.",
            )
        ),
        ((MISSING, "5 February 2026"),),
    ),
    Case(
        "an item for minutes with nothing in it",
        _agenda(an_item("1", "Minutes", kind=ItemKind.MINUTES)),
        ((MISSING, "has no minutes attached"),),
    ),
    # Present and apologising
    Case(
        "a councillor present and apologising",
        _minutes("(1) Apologies\nApologies for absence were received from Councillor Boone."),
        ((BOTH, "from Councillor Boone"),),
    ),
    Case(
        "an independent member in a list of apologies, and present",
        _minutes("(1) Apologies for absence\nCouncillor Kofi Bell\nOmar Reed\n(2) Interests\nThere were none."),
        ((BOTH, "Omar Reed"),),
    ),
    Case(
        "apologies before the verb",
        _minutes("Councillor Bell and Councillor Finch had sent their apologies."),
        ((BOTH, "Councillor Finch"),),
    ),
    Case(
        "present in a list with commas, and apologising",
        _minutes(
            "1.1 Apologies: Cllrs Bell, Boone and Quill.",
            there="Councillors Finch (Chair), Boone and Marsh; Omar Reed\nOfficers: Elizabeth Hall (Treasurer)",
        ),
        ((BOTH, "Boone"),),
    ),
    Case(
        "the record has somebody present and apologising",
        _recorded(apologies=("Councillor Idris Boone",)),
        ((BOTH, "Councillor Idris Boone"),),
    ),
    # Votes
    Case(
        "more votes than members",
        _minutes("The motion was put to the vote and carried by 5 votes to 2."),
        ((VOTES, "by 5 votes to 2"),),
    ),
    Case(
        "more votes than the panel has members, where nobody recorded who was there",
        _minutes("The motion was carried by 3 votes to 1.", minutes=()),
        ((VOTES, "by 3 votes to 1"),),
    ),
    Case(
        "carried with fewer votes",
        _minutes("There were one vote in favour and two against, and the motion was carried."),
        ((VOTES, "one vote in favour and two against"),),
    ),
    Case(
        "lost with more votes",
        _minutes(
            "Two members voted for the amendment and one against. The amendment was lost with 2 for and 1 against."
        ),
        ((VOTES, "2 for and 1 against"),),
    ),
    Case(
        "unanimous with a vote against",
        _minutes("It was unanimously agreed, with two in favour and one against."),
        ((VOTES, "two in favour and one against"),),
    ),
    Case(
        "a veto with too few votes",
        _minutes("The Panel vetoed the precept: 1 in favour, 0 against, 2 abstentions."),
        ((VOTES, "1 in favour, 0 against"),),
    ),
    Case(
        "recorded votes that exceed those present",
        _recorded(
            motions=(Motion("3", "To support the precept", "Councillor Ada Finch", "Omar Reed", "agreed", 4, 1, 0),)
        ),
        ((VOTES, "To support the precept"),),
    ),
    Case(
        "a motion recorded as lost with more votes for it",
        _recorded(motions=(Motion("3", "To support the precept", "", "", "lost", 2, 1, 0),)),
        ((VOTES, "To support the precept"),),
    ),
    Case(
        "a proposer of the record who was not there",
        _recorded(motions=(Motion("3", "To support the precept", "Councillor Kofi Bell", "Omar Reed", "agreed"),)),
        ((MOVER, "Councillor Kofi Bell"),),
    ),
    Case(
        "a seconder in the text who was not there",
        _minutes("Councillor Boone proposed that the report be noted. This was seconded by Councillor Bell."),
        ((MOVER, "seconded by Councillor Bell"),),
    ),
    # Promises
    Case(
        "she would provide a councillor with information",
        _minutes(
            "In answer to Councillor Boone, Elizabeth Hall said she would provide Councillor Boone with information "
            "on leavers."
        ),
        ((PROMISE, "information on leavers"),),
    ),
    Case(
        "he would find out how many",
        _minutes("The Chief Executive said that he would find out how many cars were off the road."),
        ((PROMISE, "how many cars"),),
    ),
    Case(
        "an outcome to be relayed",
        _minutes("The outcome of the inspection of custody could be relayed to the Panel."),
        ((PROMISE, "outcome of the inspection"),),
    ),
    Case(
        "an offer to have somebody present",
        _minutes("Neil Hale offered to ask the Transport Manager to present to the Panel on electric cars."),
        ((PROMISE, "electric cars"),),
    ),
    Case(
        "an undertaking to circulate",
        _minutes("The Commissioner undertook to circulate the timetable of surgeries to members."),
        ((PROMISE, "timetable of surgeries"),),
    ),
    Case(
        "a bare pronoun that is about the sentence before",
        _minutes(
            "Councillor Boone asked why fewer drivers were breath-tested in December. Elizabeth Hall said she would "
            "look into this."
        ),
        ((PROMISE, "look into this"),),
    ),
    Case(
        "figures to be sent after the meeting",
        _minutes("She did not have the figures for vehicle theft to hand and would send them after the meeting."),
        ((PROMISE, "vehicle theft"),),
    ),
    Case(
        "a promise of the force to members",
        _minutes("The Chief Constable said that they would share the review of rural policing with the Panel."),
        ((PROMISE, "review of rural policing"),),
    ),
    Case(
        "a promise that only another action answers",
        _minutes(
            "Mr Hale agreed to provide a breakdown of overtime by month.",
            log=(LogEntry(HELD, "To circulate the list of stations that are for sale.", "OPCC"),),
        ),
        ((PROMISE, "breakdown of overtime"),),
    ),
)

CLEAN = (
    Case(
        "the last meeting's minutes by the item's purpose",
        _agenda(
            an_item(
                "1",
                "Minutes",
                kind=ItemKind.MINUTES,
                report=NoReport.TO_FOLLOW,
                purpose="To confirm the minutes of the meeting held on Thursday 5th February 2026.",
            )
        ),
    ),
    Case("minutes with nothing else", _minutes("There were no apologies.")),
    Case("no meeting before", a_dossier(an_item("4", "Update", a_paper("Text.")))),
    Case(
        "a closed session and a cancelled meeting since",
        _agenda(
            an_item("1", "Minutes of 5 February 2026", kind=ItemKind.MINUTES, report=NoReport.TO_FOLLOW),
            meetings=(
                *MEETINGS,
                OtherMeeting(PANEL, date(2026, 2, 20), "held", closed=True),
                OtherMeeting(PANEL, date(2026, 3, 2), "cancelled"),
            ),
        ),
    ),
    Case(
        "apologies of a councillor who has an officer's surname",
        _minutes(
            "Apologies were received from Councillor Hall and from Virginia Rennie, Finance Manager at Larkshire "
            "County Council."
        ),
    ),
    Case(
        "apologies discussed by the group, with comments sent in",
        _minutes(
            "Apologies were received on behalf of Grace Obi. Grace sent comments which were discussed by the "
            "Working Group."
        ),
    ),
    Case(
        "apologies for lateness and for an error",
        _minutes(
            "Councillor Boone gave apologies for arriving late.\n"
            "The Commissioner, Una Marsh, offered apologies for the error in the report."
        ),
    ),
    Case(
        "apologies of one who was substituted by one who was there",
        _minutes("Apologies were received from Councillor Quill (substituted by Councillor Idris Boone)."),
    ),
    Case(
        "votes that fit",
        _minutes("The motion was carried by 2 votes to 1.\nThe amendment was lost, 1 in favour and 2 against."),
    ),
    Case(
        "as many votes as the panel has members, where nobody recorded who was there",
        _minutes("The motion was carried by 2 votes to 1.", minutes=()),
    ),
    Case("a unanimous vote", _minutes("It was agreed unanimously: three in favour, none against.")),
    Case("a veto with enough votes", _minutes("The Panel vetoed the precept: 3 in favour, 0 against.")),
    Case(
        "figures that are no votes",
        _minutes("There were 26 complaints for and 14 reports against officers in two years."),
    ),
    Case(
        "movers who were there",
        _minutes("Councillor Finch proposed the motion and Omar Reed seconded it. It was proposed by Cllr Boone."),
    ),
    Case(
        "what the force will do for the public",
        _minutes(
            "The Chief Constable said that they would provide drivers with advice at schools.\n"
            "He said the Force would check vans for "
            "their tools.\nThe mobile office would report crime to the control room.\n"
            "Officers would provide information to residents."
        ),
    ),
    Case(
        "what the panel agrees and what members ask",
        _minutes(
            "The Panel agreed to ask for an update.\nCouncillor Boone asked to receive more information on overtime.\n"
            "Members agreed to check the figures at the next meeting.\nIt was agreed to provide training to members."
        ),
    ),
    Case(
        "an offer made good at once, and a promise that is not made",
        _minutes(
            "Elizabeth Hall offered to provide members with an overview of the accounts. Reserves stood at £4m.\n"
            "The Commissioner said she would not provide members with the names."
        ),
    ),
    Case(
        "a promise on the log",
        _minutes(
            "Mr Hale undertook to circulate the list of stations that are for sale to members.",
            log=(LogEntry(HELD, "To circulate the list of police stations for sale.", "OPCC"),),
        ),
    ),
    Case(
        "a promise with an action of the record",
        _minutes(
            "The Treasurer said she would report back on the average length of deposits.",
            minutes=(
                Minutes(
                    HELD, PRESENT, actions=(Action("4", "Average length of deposits to be reported.", "Treasurer"),)
                ),
            ),
        ),
    ),
    Case(
        "a promise with an action under it",
        _minutes(
            "The Treasurer said she would circulate the figures for leavers.\n"
            "Action: Treasurer to circulate the figures for leavers."
        ),
    ),
    Case(
        "a promise that a resolution takes up",
        _minutes(
            "The Commissioner agreed to send members the timetable of the mobile office.",
            minutes=(
                Minutes(
                    HELD, PRESENT, resolutions=(Resolution("3", "2", "Asks for the timetable of the mobile office."),)
                ),
            ),
        ),
    ),
)

CASES = (*PLANTED, *layouts.PLANTED, *minutes_records.PLANTED, *CLEAN, *layouts.CLEAN, *minutes_records.CLEAN)

REAL: tuple[tuple[str, str, str], ...] = (
    # None of these is on the log of the pack, among the resolutions or on the agenda of 19 March.
    (
        PROMISE,
        "item-01-minutes-2018-02-01.docx",
        "The PCC said he was not aware of any cases in Warwickshire having this issue, and Neil Hewison said this "
        "matter was on "
        "the agenda for the next Local Criminal Justice Board and the outcome of that meeting could be relayed to "
        "the Panel.",
    ),
    (
        PROMISE,
        "item-01-minutes-2018-02-01.docx",
        "In response to a question from Councillor Jefferson, Elizabeth Hall said she would provide Councillor "
        "Jefferson with "
        "information on where injury and ill health payments feature in the accounts.",
    ),
    (
        PROMISE,
        "item-06-appendix-a-minutes.docx",
        "In response to questions, Neil said he would check what proportion of hate crimes were committed through "
        "social media.",
    ),
    # The group's report repeats it; nothing keeps it for twelve months.
    (
        PROMISE,
        "item-06-appendix-a-minutes.docx",
        "In response to a question submitted by Andy Davis, Neil Hewison said the OPCC could report back to the "
        "Working Group on "
        "the actions identified in the PCC's response to the HMICFRS Efficiency Report in 12 Months.",
    ),
    (
        PROMISE,
        "item-06-appendix-a-minutes.docx",
        "Neil Hewison offered to ask the Professional Standards Department to present to the Panel on complaints.",
    ),
    # "this" is the overtime spent on major incidents, of which the sentence before speaks.
    (PROMISE, "item-07-appendix-a-minutes.docx", "Elizabeth said she would look into this."),
    (
        PROMISE,
        "item-07-appendix-a-minutes.docx",
        "Elizabeth said she would report back on the numbers at the next meeting.",
    ),
    (
        PROMISE,
        "item-07-appendix-a-minutes.docx",
        "Elizabeth said she would provide an update for the Working Group at their next meeting.",
    ),
)
