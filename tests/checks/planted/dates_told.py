"""What is told as done too early, answered before it came, or outside its quarter; and what is right though odd."""

from __future__ import annotations

from datetime import date

from panel.checks.dossier import OtherMeeting
from tests.checks.cases import Case
from tests.checks.planted.dates_texts import HELD, PANEL, a_report

PAST, COMING, ORDER = "past event in the future", "future event in the past", "order cannot be"
ENDED, LAST, ABSENT = "ended before it began", "last meeting does not match", "meeting is not in the record"
CLOSED = "meeting on a day that is no working day"
SPECIAL = (*HELD, OtherMeeting(PANEL, date(2026, 3, 2), "held"))

PLANTED = (
    Case(
        "what was laid before a body still to meet",
        a_report("The order was laid before Parliament on 4 June 2026."),
        ((PAST, "4 June 2026"),),
    ),
    Case(
        "what was moved on a day to come",
        a_report("The open day was postponed on 12 May 2026."),
        ((PAST, "12 May 2026"),),
    ),
    Case(
        "a clause that ends with its verb and its date",
        a_report("The site was valued in 2025, and the tenant paid on 3 August 2026."),
        ((PAST, "3 August 2026"),),
    ),
    Case(
        "what she did on a day to come",
        a_report("She visited the custody suite on 9 September 2026."),
        ((PAST, "9 September 2026"),),
    ),
    Case(
        "what will be done again over some days that are past",
        a_report("Officers were at the county show; they will do so again from 11 to 14 July 2025."),
        ((COMING, "14 July 2025"),),
    ),
    Case(
        "an answer older than the report that it answers",
        a_report("The report was published on 14 January 2026. The Commissioner answered it on 20 November 2025."),
        ((ORDER, "20 November 2025"),),
    ),
    Case(
        "a reply older than the request, in one sentence",
        a_report("Members saw the reply of 6 January 2026 to the request of 9 February 2026."),
        ((ORDER, "6 January 2026"),),
    ),
    Case(
        "what is to begin after it is to be over",
        a_report("The survey opens on 4 May 2026 and is to be completed by 31 March 2026."),
        ((ENDED, "31 March 2026"),),
    ),
    Case(
        "a month outside its quarter",
        a_report("Five stations were inspected in Q2, four in September and one in October."),
        (("month outside its quarter", "one in October"),),
    ),
    Case(
        "a meeting to come that a paper puts on a bank holiday",
        a_report("The annual meeting will be held on Monday 25 May 2026."),
        ((CLOSED, "Monday 25 May 2026"),),
    ),
    Case(
        "what the panel had on a day without a meeting",
        a_report("The Panel last had a report on custody on 30 October 2025."),
        ((ABSENT, "30 October 2025"),),
    ),
    Case(
        "what ran over some days to come",
        a_report("The inspection ran from 1 to 5 June 2026."),
        ((PAST, "5 June 2026"),),
    ),
)

CLEAN = (
    Case(
        "an ordinary meeting before a special one",
        a_report("The Panel held its last ordinary meeting on 5 February 2026.", meetings=SPECIAL),
    ),
    Case(
        "the special meeting named first",
        a_report(
            "A special meeting was held on 2 March 2026. The Panel’s last meeting on 5 February 2026 took six reports.",
            meetings=SPECIAL,
        ),
    ),
    Case("what was agreed before a day", a_report("This was agreed before the launch on 4 June 2026.")),
    Case("what was moved to a day to come", a_report("The open day was postponed to 12 May 2026.")),
    Case("what will be, told in the past", a_report("She said that she would visit the suite on 9 September 2026.")),
    Case("those who paid by a day to come", a_report("A refund is due to those who have paid on 3 August 2026.")),
    Case("what they asked for by a day", a_report("They asked for a report on 17 September 2026.")),
    Case(
        "an answer after its report",
        a_report("The report was published on 14 January 2026. The Commissioner answered it on 2 March 2026."),
    ),
    Case(
        "two reports and an answer",
        a_report(
            "The first report was published on 4 November 2025. He answered it on 2 December 2025. The second was "
            "published on 14 January 2026."
        ),
    ),
    Case(
        "what ends before another begins", a_report("The scheme opens on 4 May 2026; the last one ended on 3 May 2025.")
    ),
    Case("months of a calendar quarter", a_report("In Q1 of 2025, nine joined: six in January and three in February.")),
    Case("a month within its quarter", a_report("Five were inspected in Q2, four in September and one in July.")),
    Case("a meeting to come on a working day", a_report("The annual meeting will be held on Thursday 28 May 2026.")),
    Case("somebody who leaves the panel", a_report("Councillor Boone left the Panel on 30 November 2025.")),
    Case("what has a day of its own", a_report("It included a session on 4 June 2026.")),
    Case("what is agreed to be done", a_report("The Force agreed that the review be completed on 4 June 2026.")),
    Case("what they planned for a day to come", a_report("They planned a visit on 4 June 2026.")),
)
