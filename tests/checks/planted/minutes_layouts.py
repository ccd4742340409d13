"""Minutes as other councils write them: references, recorded votes, tallies in lines, apologies in lists."""

from __future__ import annotations

from panel.agendas.rules import ItemKind, NoReport
from tests.checks.cases import Case, a_paper, an_item
from tests.checks.planted.names_layouts import MEETINGS, a_panel, the_minutes

MISSING, BOTH = "previous minutes not on the agenda", "present and apologising"
VOTES, MOVER, PROMISE = "votes do not add up", "mover not present", "promise without an action"

PLANTED = (
    Case(
        "minutes of the meeting before, in figures",
        a_panel(
            an_item("2", "Minutes", kind=ItemKind.MINUTES, purpose="To approve the minutes of 04.12.2025"),
            meetings=MEETINGS,
        ),
        ((MISSING, "29 January 2026"),),
    ),
    Case(
        "an item for the minutes of the meeting before, with those of the last attached",
        a_panel(
            an_item(
                "2",
                "Minutes",
                a_paper(
                    "Minutes of the meeting held on 29 January 2026\n1. Welcome", title="Minutes of 29 January 2026"
                ),
                kind=ItemKind.MINUTES,
                purpose="To agree the minutes of the meeting held on 4 December 2025.",
            ),
            meetings=MEETINGS,
        ),
        ((MISSING, "4 December 2025"),),
    ),
    # Attendance
    Case(
        "apologies under a reference, with one who is in the table",
        the_minutes("PCP/26/11 APOLOGIES\n\nCllrs Colin Brown and Ackworth, and Cllr Mohammed Younis."),
        ((BOTH, "Mohammed Younis"),),
    ),
    Case(
        "apologies as bullets with authorities",
        the_minutes(
            "Apologies for absence:\n\n• Cllr Robert Ackworth\n\n• Cllr Catherine Browne (Dyfryn County Council)"
        ),
        ((BOTH, "Catherine Browne"),),
    ),
    Case(
        "apologies of a knight and a doctor",
        the_minutes(
            "15. APOLOGIES\n\nApologies were received from Cllr Ackworth, Sir J Thwaite, Cllr C. Brown and Dr Raman."
        ),
        ((BOTH, "Sir J Thwaite"), (BOTH, "Dr Raman")),
    ),
    Case("a line of those absent", the_minutes("Absent: Cllr Younis"), ((BOTH, "Cllr Younis"),)),
    Case(
        "all of the attendance in one line",
        the_minutes(
            there="Held at County Hall Present: Cllr Dame A Bowen-Price (Chairman), Cllrs Browne, McAllister "
            "and Younis "
            "In attendance: Dafydd Rowlands Apologies: Cllrs Ackworth, Brown and McAllister"
        ),
        ((BOTH, "McAllister"),),
    ),
    Case(
        "a proposer of like surname who was not there",
        the_minutes("Moved by Cllr Brown, seconded by Cllr Younis and RESOLVED that the report be noted."),
        ((MOVER, "Cllr Brown"),),
    ),
    # Votes
    Case(
        "votes and abstentions that are more than those present",
        the_minutes("The motion was put to the vote: 5 for, 2 against, 1 abstention. Carried."),
        ((VOTES, "5 for, 2 against, 1 abstention"),),
    ),
    Case(
        "a tally with colons",
        the_minutes("Voting: For 4, Against 2, Abstentions 2. The motion was carried."),
        ((VOTES, "For 4, Against 2, Abstentions 2"),),
    ),
    Case(
        "an outcome in the next sentence",
        the_minutes("Three Members voted in favour and four against. The motion was carried."),
        ((VOTES, "Three Members voted in favour and four against"),),
    ),
    Case(
        "an outcome that is resolved",
        the_minutes("On a show of hands there were 3 in favour and 4 against. RESOLVED: the motion is carried."),
        ((VOTES, "3 in favour and 4 against"),),
    ),
    Case(
        "carried by fewer votes",
        the_minutes("The amendment was carried by three votes to four."),
        ((VOTES, "by three votes to four"),),
    ),
    Case(
        "the old style of counting",
        the_minutes("The amendment was put and there voted for 2 and against 4. The amendment was declared carried."),
        ((VOTES, "for 2 and against 4"),),
    ),
    Case(
        "against before its number",
        the_minutes("There voted for the amendment three members, against it five, and one abstained."),
        ((VOTES, "for the amendment three members, against it five, and one abst"),),
    ),
    Case(
        "a casting vote without a tie",
        the_minutes("There were 4 votes for and 2 against, and the Chairman gave her casting vote in favour."),
        ((VOTES, "4 votes for and 2 against"),),
    ),
    Case(
        "a recorded vote that counts one more than it names",
        the_minutes(
            "For (4): Cllrs Bowen-Price, ap Gwilym and Browne\n\nAgainst (1): Cllr McAllister\n\nAbstained (0)"
        ),
        ((VOTES, "For (4)"),),
    ),
    Case(
        "a recorded vote with one name on both sides",
        the_minutes("In favour: Cllrs Bowen-Price, ap Gwilym and Browne\n\nAgainst: Cllrs McAllister and Browne"),
        ((VOTES, "Browne is named on two sides"),),
    ),
    Case(
        "a recorded vote with one who was not there",
        the_minutes("For: Cllrs Bowen-Price, Brown and Younis (3)\n\nAgainst: Cllrs McAllister and Browne (2)"),
        ((VOTES, "Brown is named in a vote"),),
    ),
    # Promises
    Case(
        "to let members have",
        the_minutes("The Treasurer undertook to let members have a note on the cost of overtime."),
        ((PROMISE, "cost of overtime"),),
    ),
    Case(
        "an assurance to one by name",
        the_minutes("The Commissioner assured Cllr Younis that she would write to him about parking near schools."),
        ((PROMISE, "parking near schools"),),
    ),
    Case(
        "it was agreed that an officer would",
        the_minutes("It was agreed that Ms Blackmore would circulate the dates of the surgeries to members."),
        ((PROMISE, "dates of the surgeries"),),
    ),
    Case(
        "a promise about what nobody else speaks of",
        the_minutes("Ms Teague promised to circulate the fleet strategy. Mr Hale agreed to report back on overtime."),
        ((PROMISE, "fleet strategy"), (PROMISE, "overtime")),
    ),
    Case(
        "it was agreed that something would be sent",
        the_minutes("It was agreed that a briefing note on cyber crime would be sent to all members."),
        ((PROMISE, "cyber crime"),),
    ),
    Case(
        "an officer to do something, with no action kept",
        the_minutes(
            "The Scrutiny Officer to obtain dates for a visit to the control room and e-mail these to Members."
        ),
        ((PROMISE, "control room"),),
    ),
    Case(
        "a paper to be provided by a day",
        the_minutes("Lowri Teague would provide a map of the new beats before the end of March."),
        ((PROMISE, "new beats"),),
    ),
    Case(
        "something to be arranged for members",
        the_minutes("A site visit to the new station would be arranged for members."),
        ((PROMISE, "site visit"),),
    ),
    Case(
        "an undertaking that is given",
        the_minutes("In response, the Commissioner gave an undertaking to provide Members with a reply on dog theft."),
        ((PROMISE, "dog theft"),),
    ),
)

CLEAN = (
    Case(
        "the meeting's date in the item's title",
        a_panel(
            an_item("2", "Minutes of 29th January, 2026", kind=ItemKind.MINUTES, report=NoReport.TO_FOLLOW),
            meetings=MEETINGS,
        ),
    ),
    Case(
        "no apologies, in three ways",
        the_minutes("Apologies: None.\n\nApologies – Nil\n\n3. Apologies\n\nNone received."),
    ),
    Case(
        "apologies of bodies and of strangers with a member's surname",
        the_minutes(
            "15. APOLOGIES\n\nApologies were received from the Working Group, from West Yorkshire Police and on "
            "behalf of "
            "Aberwen County Borough Council. The Chief Constable, Omar Younis, had sent his apologies."
        ),
    ),
    Case(
        "apologies that are not for being away",
        the_minutes(
            "The Chairman apologised for the delay. Cllr Browne gave apologies for the next meeting. Cllr Younis sent "
            "apologies for having to leave at noon. Cllr Younis was absent for item 6."
        ),
    ),
    Case(
        "members who came for others",
        the_minutes(
            "APOLOGIES\n\nCllr Brown (Cllr McAllister deputising)\n\nCllr Ackworth, represented by Cllr Browne"
        ),
    ),
    Case(
        "a heading after a list of apologies",
        the_minutes("APOLOGIES\n\nCllr Colin Brown\n\n16. CONGRATULATIONS\n\nCllr Catherine Browne"),
    ),
    Case(
        "what was moved at another meeting, and what only moved",
        the_minutes(
            "The motion moved by Cllr Brown in December 2025 was recalled. Cllr Vale of Powys had moved there in 2019. "
            "Moved by the Chairman and seconded by Dr Raman."
        ),
    ),
    Case(
        "lost by the greater number first",
        the_minutes(
            "The motion was lost by four votes to three.\n\nThe amendment was defeated by four votes to two.\n\nThe "
            "recommendation was rejected by 4 votes to 1.\n\nThe motion was carried 4-3."
        ),
    ),
    Case(
        "ties, and a casting vote that is counted",
        the_minutes(
            "There were 3 votes for and 3 against; the Chairman used her casting vote against, and the motion was lost."
            "\n\nThe motion was carried by four votes to three on the Chairman’s casting vote."
        ),
    ),
    Case(
        "two motions in one sentence, and a veto that was lost",
        the_minutes(
            "The amendment was lost (2 for, 3 against) and the motion carried.\n\n"
            "The motion to veto the precept was lost, "
            "with two voting for it and four against."
        ),
    ),
    Case(
        "figures of others' votes and of no vote",
        the_minutes(
            "In the survey 41 were in favour and 22 against. Of residents, 12 voted for the scheme and 9 against. The "
            "Council voted 30 for and 12 against the budget. Agreed 3-year plan. Carried over: 4 to 6 weeks."
        ),
    ),
    Case(
        "a recorded vote that adds up",
        the_minutes(
            "For (4): Cllrs Bowen-Price, ap Gwilym, Browne; Sir Julian Thwaite\n\nAgainst (2): Cllr McAllister and Dr "
            "Raman\n\nAbstained (1): Cllr Younis\n\nThe motion was carried."
        ),
    ),
    Case(
        "lines that begin like a recorded vote",
        the_minutes("For: information\n\nAgainst: the report.\n\nFor Cllrs Browne and Younis this was new."),
    ),
    Case(
        "promises that the minutes say were kept",
        the_minutes(
            "Ms Teague said that she would circulate the figures after the meeting (circulated on 9 February 2026).\n\n"
            "Ms Blackmore undertook to send members the list, which has since been sent. The Treasurer agreed to send "
            "Members the schedule of reserves; this was sent on 30 January. Ms Teague undertook to circulate dates, "
            "and did so on 2 February 2026."
        ),
    ),
    Case(
        "an action in brackets behind a promise",
        the_minutes(
            "Ms Blackmore would write to the Minister about bail. (Action: CB to write to the Minister about bail)"
        ),
    ),
    Case(
        "what members would like or will do for others",
        the_minutes(
            "Members asked whether the Commissioner would provide the figures. Cllr Browne hoped that the Chief "
            "Constable "
            "would look into it. Cllr Browne said she would bring this to the attention of her ward. The Commissioner "
            "said that he would provide grants to charities. He would send officers to schools."
        ),
    ),
)
