"""The first meeting with papers: the annual report, the answering of calls, the budget."""

from __future__ import annotations

from datetime import time

from panel.demo.agenda import Agenda, Handed, Item, opening_items
from panel.demo.cast import (
    ADJETEY,
    BHAMRAI,
    CARROW,
    CHIEF_EXECUTIVE,
    COMMISSIONER,
    COMMUNICATIONS,
    CONTACT,
    COUNTY_HALL,
    FINANCE,
    FINANCE_GROUP,
    HOLT,
    MALINOWICZ,
    MEMBERS,
    OAKHURST,
    TREASURER,
)
from panel.demo.content import Sheet
from panel.demo.figures import CALLS, count, per_cent, pounds, revenue, spending, summed, total
from panel.demo.minutes import Minutes, present_without
from panel.demo.reports import Named, report
from panel.demo.texts.annual import annual_report, reported_year
from panel.demo.texts.calls import answering, calls_appendix, calls_report
from panel.demo.texts.opening import opening_minutes
from panel.demo.year import Year, on

FINANCE_TITLE = f"Report of the {FINANCE_GROUP}"


def first_agenda(year: Year) -> Agenda:
    """Make the agenda of the first meeting with its papers."""
    annual = f"Annual Report of the Police and Crime Commissioner {reported_year(year)}"
    review = "Review of the Commissioner’s Annual Report"
    calls, table = "Answering Calls to 101", "Calls by month and area"
    return Agenda(
        year.first,
        COUNTY_HALL,
        year.first_published,
        (
            *opening_items(
                "To remind members that the mobile police office can be visited before the meeting, at 9.30am.",
                opening_minutes(year),
            ),
            Item(
                "3",
                review,
                "report",
                "To question the Commissioner on her annual report and to agree the Panel’s report on it.",
                papers=(
                    Handed(review, "item-03-report", annual_review(year, review, annual)),
                    Handed(annual, "item-03-appendix-a-annual-report", annual_report(year, annual), "A", pdf=True),
                ),
            ),
            Item(
                "4",
                calls,
                "report",
                "To consider how quickly calls to 101 are answered, and those that are given up.",
                papers=(
                    Handed(calls, "item-04-report", calls_report(year, calls, table)),
                    Handed(table, "item-04-appendix-a-calls", calls_appendix(year, table), "A", pdf=True),
                ),
            ),
            Item(
                "5",
                FINANCE_TITLE,
                "working group report",
                "To receive the report of the working group’s most recent meeting.",
                papers=(Handed(FINANCE_TITLE, "item-05-report", finance_report(year)),),
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
        ),
        first_minutes(year),
    )


def annual_review(year: Year, title: str, annual: str) -> Sheet:
    """Write the report under which the annual report is considered."""
    return report(
        year.first,
        title,
        (
            "considers the Commissioner’s annual report and puts its questions to her;",
            "agrees the matters that its own report on the annual report should raise.",
        ),
        f"""
# What the Panel Is Asked to Do

The Commissioner must report each year on the exercise of her functions and on the progress that has been made
in
meeting the objectives of her Police and Crime Plan. She sends the report to the Panel, attends a public
meeting to
present it and to answer questions, and replies to whatever the Panel then says about it (Police Reform and
Social
Responsibility Act 2011, sections 12 and 28).

The annual report for {reported_year(year)} is attached. This paper suggests where members may wish to begin.
It does
not repeat what the annual report says.

# Questions Suggested by the Working Groups

The two working groups looked at the draft in the weeks before this meeting. They suggest that the Panel asks:

- how the four priorities of the Plan were weighed against each other when money was short;
- what the grants for community safety achieved, and how the Commissioner knows;
- why satisfaction with the keeping of victims informed lags behind satisfaction with first contact;
- how the estate strategy serves people in rural places who have lost a front counter.

# What Happens Next

After the meeting the Chair will send the Panel’s report to the Commissioner, publish it, and send a copy to
each of
the six constituent authorities. The Commissioner’s reply will come to a later meeting.

# Financial and Legal Implications

There are none that arise from this report. Reviewing the annual report is a special function of the Panel and
may not
be discharged by a working group, which is why the groups have offered questions and not conclusions.
""",
        appendices=(Named("A", annual),),
        background=("Police and Crime Plan for Brackenshire",),
    )


def finance_report(year: Year) -> Sheet:
    """Write the finance group's report to the first meeting."""
    quarter = year.quarter.before(2)
    lines = revenue(quarter)
    whole = summed(lines, "Net revenue budget")
    officers, overtime = lines[0], lines[2]
    return report(
        year.first,
        FINANCE_TITLE,
        ("notes the working group’s findings on the revenue budget.",),
        f"""
# The Working Group’s Meeting

The Panel has asked the {FINANCE_GROUP} to follow the Commissioner’s budget through the year. The group met on
{on(year.finance.first)} and considered the monitoring statement for {quarter.label}. It was joined by
{TREASURER.name}, the Commissioner’s Chief Finance Officer.

# The Revenue Budget

The net revenue budget for {quarter.financial_year} is {pounds(whole.budget)}. At the end of the quarter the
forecast
for the year was {pounds(whole.forecast)}, {spending(whole)}. Pay for police officers makes up the largest
line, with
{spending(officers)} forecast against a budget of {pounds(officers.budget)}.

Members spent most of their time on overtime, where {spending(overtime)} is forecast. They heard that about a
third of
overtime follows from large public events, which cannot be planned to the pound, and that the rest follows
from
vacancies in the response teams. The group was glad to learn that supervisors now see the overtime of their
teams each
week instead of each month.

# Treasury Management

The group compared the return on short-term deposits with the plan for the year. Balances are held with four
counterparties, none of them with more than a quarter of the whole. {BHAMRAI.name} suggested that
budget statements show the average length of deposits, and the Panel may wish to ask for this.

# The Group’s Next Meeting

The group next meets on {on(year.finance.second)}, when it will look at the capital programme.

# Financial Implications

This report describes spending that is already budgeted for. It asks for no new money.
""",
        background=(f"Revenue monitoring statement, {quarter.label}",),
        authors=(CONTACT, FINANCE),
    )


def first_minutes(year: Year) -> Minutes:
    """Write the minutes of the first meeting."""
    quarter = year.quarter.before(2)
    within, given_up = answering(quarter)
    calls = total(CALLS, quarter)
    return Minutes(
        day=year.first,
        start=time(10, 30),
        rose=time(12, 40),
        venue=COUNTY_HALL,
        present=present_without(MEMBERS, HOLT, MALINOWICZ),
        apologies=(HOLT, MALINOWICZ),
        commissioners=(COMMISSIONER.line, CHIEF_EXECUTIVE.line, TREASURER.line, COMMUNICATIONS.line),
        officers=(FINANCE.line, CONTACT.line),
        confirmed=year.opening,
        text=f"""
# 1. General
## (1) Apologies for Absence

Apologies for absence were received from {HOLT.name} and {MALINOWICZ.name}.

## (2) Members’ Disclosures of Interests

There were no disclosures.

## (3) Chair’s Announcements

The Chair thanked the officers who had shown members the new mobile police office before the meeting.

## (4) Minutes of the Previous Meeting

The minutes of the meeting held on {on(year.opening)} were confirmed as a correct record and signed by the
Chair.

# 2. Public Question Time

No questions had been received from the public.

# 3. Review of the Commissioner’s Annual Report

The Commissioner presented her annual report for {reported_year(year)}. She drew attention to three things:
the opening
of the mobile police office, the new contract for services to victims, and the work with schools on knife
crime.

{ADJETEY.name} asked how the Commissioner had judged the value of the community safety grants. She said that
every
grant above £10,000 carried two measures agreed beforehand, and that four out of five had met both. The fifth
part had
been visited by her office, and one grant had been ended early.

{CARROW.name} spoke of villages in the north of the county where the nearest front counter was now eighteen
miles away.
The Commissioner accepted that this was far. She said that the mobile office would call on a fixed timetable,
and that
the timetable would be printed in parish newsletters and not only on the Force’s website.

> [recommendation] Recommends that the Commissioner states in future annual reports which grants did not
achieve what was agreed, and what followed.

> [request] Asks the Commissioner to send members the timetable of the mobile police office.

# 4. Answering Calls to 101

{COMMUNICATIONS.name} introduced the report. Of {count(calls)} calls in {quarter.label}, {count(within)} were
answered
within two minutes ({per_cent(within, calls)}) and {count(given_up)} were given up by the caller
({per_cent(given_up, calls)}).

Members discussed the part that the online service plays. {BHAMRAI.name} said that a caller who gives up and
writes
instead is still a caller who was not answered. The Chief Executive agreed and undertook to show the two
together.

> Notes the report.

> [request] Asks that calls given up be shown beside online contacts in future reports on contact.

# 5. {FINANCE_TITLE}

{OAKHURST.name}, who chairs the working group, presented its report. The Chief Finance Officer said that
deposits were kept short on purpose while rates were moving, and that their average length could easily be shown.

> Notes the working group’s findings on the revenue budget.

> [request] Asks that budget statements show the average length of deposits.

# 6. Work Programme

The Panel agreed to take rural crime at its next meeting.

> Agrees the work programme, with the addition of rural crime.

# 7. Complaints

The Panel was told that no complaints about the Commissioner had been recorded since its previous meeting.

# 8. Dates of Meetings

The Panel noted that its next meeting would be held on {on(year.second)}.

# 9. Urgent Items

There were none.
""",
    )
