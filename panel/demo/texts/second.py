"""The second meeting: the commissioner's update, rural crime, the performance working group."""

from __future__ import annotations

from datetime import time, timedelta

from panel.demo.agenda import Agenda, Handed, Item, opening_items
from panel.demo.cast import (
    BHAMRAI,
    CARROW,
    CHIEF_EXECUTIVE,
    COMMISSIONER,
    COMMUNICATIONS,
    CONTACT,
    FENBROOK,
    GUILDHALL,
    HOLT,
    KAREEMI,
    LEGAL,
    MALINOWICZ,
    MEMBERS,
    MERRICK,
    OAKHURST,
    PERFORMANCE_GROUP,
    VELLURI,
)
from panel.demo.content import Sheet
from panel.demo.figures import ALL_CRIME, DOMESTIC, MISSING, RURAL, count, total
from panel.demo.minutes import Letter, Minutes, minutes_title, present_without
from panel.demo.reports import COMMISSIONERS, LETTERHEAD, Named, report
from panel.demo.texts.first import first_minutes
from panel.demo.texts.groups import performance_group_report, performance_minutes
from panel.demo.texts.performance import moved, performance_report, performance_title
from panel.demo.texts.rural import rural_plan, rural_report
from panel.demo.texts.second_record import EXCLUSION, SALE_ITEM, SUBSTITUTE, questions, recorded
from panel.demo.year import Year, on

UPDATE = "Police and Crime Commissioner Update Report"
ESTATE = "The Former Divisional Headquarters at Hollinford"
GROUP_TITLE = f"Report of the {PERFORMANCE_GROUP}"


def second_agenda(year: Year) -> Agenda:
    """Make the agenda of the second meeting with its papers."""
    quarter = year.quarter.before()
    rural, plan = "Rural Crime", "Rural crime action plan"
    figures, minutes = performance_title(quarter), minutes_title(year.performance.second)
    return Agenda(
        year.second,
        GUILDHALL,
        year.second_published,
        (
            *opening_items("To welcome members to Hollinford, where the Panel meets once a year.", first_minutes(year)),
            Item(
                "3",
                UPDATE,
                "report",
                "To receive an update from the Commissioner on her work since the last meeting.",
                papers=(
                    Handed(UPDATE, "item-03-commissioner-report", update(year, figures), pdf=True),
                    Handed(
                        figures,
                        "item-03-appendix-a-performance",
                        performance_report(quarter, year.second, "A"),
                        "A",
                        pdf=True,
                    ),
                ),
            ),
            Item(
                "4",
                rural,
                "report",
                "To consider progress against the rural crime action plan.",
                papers=(
                    Handed(rural, "item-04-report", rural_report(year, rural, plan)),
                    Handed(plan, "item-04-appendix-a-action-plan", rural_plan(year, plan), "A"),
                ),
            ),
            Item(
                "5",
                GROUP_TITLE,
                "working group report",
                "To receive the minutes and report of the working group’s most recent meeting.",
                papers=(
                    Handed(
                        GROUP_TITLE,
                        "item-05-report",
                        performance_group_report(
                            year.second, year.performance.second, year.performance.third, quarter, minutes
                        ),
                    ),
                    Handed(
                        minutes,
                        "item-05-appendix-a-minutes",
                        performance_minutes(year.performance.second, year.performance.first, quarter).sheet("A"),
                        "A",
                    ),
                ),
            ),
            Item("6", "Work Programme", "work programme", "To review the Panel’s work programme.", "verbal"),
            Item(
                "7",
                "Complaints",
                "complaints",
                "To receive an update on complaints about the Commissioner.",
                "verbal",
            ),
            Item("8", "Dates of Meetings", "dates of meetings"),
            Item("9", "Urgent Items", "urgent", "To consider any item that the Chair agrees to take as urgent."),
            Item("10", "Exclusion of the Public", "exclusion", resolution=EXCLUSION),
            Item(
                SALE_ITEM,
                ESTATE,
                "report",
                "To hear how the Commissioner means to go about the sale of the building.",
                "verbal",
            ),
        ),
        second_minutes(year),
        questions(year),
    )


def update(year: Year, figures: str) -> Sheet:
    """Write the commissioner's report to the second meeting."""
    quarter = year.quarter.before()
    return report(
        year.second,
        UPDATE,
        ("considers this report and puts to the Commissioner any questions that arise from it.",),
        f"""
# Purpose

This report tells the Panel what I have done since it last met on {on(year.first)}.

# Force Performance

The performance report for {quarter.label} is attached. The Force recorded {count(total(ALL_CRIME, quarter))}
offences,
{moved(ALL_CRIME, quarter)} on the quarter before. Domestic abuse offences came to
{count(total(DOMESTIC, quarter))}, {moved(DOMESTIC, quarter)}.

I asked the Chief Constable about missing people. There were {count(total(MISSING, quarter))} reports in the
quarter,
{moved(MISSING, quarter)}. A small number of children in care make up a large part of the total. The Force now
meets
each of the homes concerned once a month, so that staff know when to wait and when to call.

# The Mobile Police Office

In reply to the Panel’s request, the timetable of the mobile police office was sent to all members on
{on(year.reminder)}. It is printed in parish newsletters and is on display at the county’s libraries.

# Out and About

I have spent eleven days with local teams and community groups since the last meeting. The visits that stay
with me:

- a night with the response team in Marlstoke, which took 23 calls between ten and four;
- a morning with the Speed Watch group at a village school in the Vale of Ambrel;
- a meeting of young people in Hollinford, who run their own panel and were frank about being stopped and
  searched;
- the harbour at Saltreath, with the officers who look after small ports.

# Decisions

No decision of significant public interest has been made since the last meeting that is not already on my
website.

# Looking Ahead

My draft of a refreshed Police and Crime Plan will go out for comment in the coming months. The Panel will be
asked for
its views on it in good time.
""",
        appendices=(Named("A", figures),),
        background=("Notes of the Commissioner’s monthly meetings with the Chief Constable",),
        authors=(COMMISSIONER, *COMMISSIONERS),
        letterhead=LETTERHEAD,
    )


def second_minutes(year: Year) -> Minutes:
    """Write the minutes of the second meeting."""
    quarter = year.quarter.before()
    return Minutes(
        day=year.second,
        start=time(10, 30),
        rose=time(12, 55),
        venue=GUILDHALL,
        present=(*present_without(MEMBERS, KAREEMI), SUBSTITUTE),
        apologies=(KAREEMI,),
        commissioners=(COMMISSIONER.line, CHIEF_EXECUTIVE.line, COMMUNICATIONS.line),
        officers=(LEGAL.line, CONTACT.line),
        public_questions=2,
        letter=Letter(year.letter, year.letter + timedelta(weeks=6), year.answer),
        more=recorded(year),
        text=f"""
# 1. General
## (1) Apologies for Absence

Apologies for absence were received from {KAREEMI.name}, for whom {SUBSTITUTE.name} attended. {BHAMRAI.name} joined
remotely, and spoke at the Chair’s invitation.

## (3) Chair’s Announcements

The Chair thanked {MALINOWICZ.name} and Hollinford Borough Council for having the Panel at the Guildhall.

# 3. {UPDATE}

The Commissioner introduced her report. {VELLURI.name} asked about the children in care who go missing most
often, and
whether the homes in which they live lie within the county. The Chief Executive said that of the seven homes
that the
Force meets each month, five are in Brackenshire and two just across the border.

{MERRICK.name} asked what the young people in Hollinford had said about being stopped and searched. The
Commissioner
said that they minded less being stopped than not being told why. Officers’ body-worn video is now looked at
with the
young people’s panel four times a year.

> Notes the report.

# 4. Rural Crime

{COMMUNICATIONS.name} presented the report. The Force had recorded {count(total(RURAL, quarter))} rural
offences in the
quarter, {moved(RURAL, quarter)} on the quarter before.

{CARROW.name} said that the figure of 37 days on which rural officers had been called to the towns was the
most useful
in the report. He asked what stood in the way of the limit of 20. The Chief Executive said that the limit had
been set
before the part-time shift in the control room began, and that the Commissioner meant to hold the Force to it.

{HOLT.name} said that farmers who report a theft mind silence most, and should be told within **three** working days
what will be done. {BHAMRAI.name} asked whether the agreement with neighbouring forces could be extended to livestock.

{FENBROOK.name} asked for the list of officers named to parishes. {COMMUNICATIONS.name} had it with him, and it was
agreed that all members should have a copy.

{OAKHURST.name} said that he would not support a further target for the Force in a year in which it had missed the one
that it had. The Vice-Chair proposed that the Panel write to the Commissioner.

> [recommendation] Recommends that the Commissioner holds the Force to its limit of 20 days a quarter on which
rural officers are called to the towns, and reports the number each quarter.

> [recommendation] Recommends that people who report rural crime are told within three working days what will
be done, in a message that:

>> names the officer who deals with the report;

>> says plainly where nothing more can be done.

> [request] Asks the Commissioner whether the agreement with neighbouring forces can take in the theft of
livestock.

# 5. {GROUP_TITLE}

{MERRICK.name}, who chairs the working group, presented its report. She said that the explanation of changes
in
recording was now clear, and that the group regarded the Panel’s request as met.

> Notes the report and the minutes of the working group.

# 6. Work Programme

Members agreed that neighbourhood policing, services for victims of crime, and road safety would be taken at
the next
meeting, and that rural crime would come back two meetings from now.

> Agrees the work programme as changed.

# 7. Complaints

The Panel was told that one complaint about the Commissioner had been recorded since its previous meeting. It
concerned
the tone of a letter and had been resolved by agreement with the person who made it.

# 8. Dates of Meetings

The Panel noted that its next meeting would be held on {on(year.coming)}.

# 9. Urgent Items

There were none.
""",
    )
