"""Papers of the finance working group for the next meeting."""

from __future__ import annotations

from datetime import time

from panel.demo.cast import (
    BHAMRAI,
    CARROW,
    CONTACT,
    COUNTY_HALL,
    FINANCE,
    FINANCE_GROUP,
    FINANCE_MEMBERS,
    OAKHURST,
    QUARMLEY,
    TREASURER,
)
from panel.demo.content import Sheet
from panel.demo.figures import BudgetLine, capital, pounds, revenue, spending, summed
from panel.demo.minutes import Minutes
from panel.demo.reports import LETTERHEAD, Named, appendix, report
from panel.demo.tables import budget
from panel.demo.texts.first import FINANCE_TITLE
from panel.demo.year import Year, on


def statement_title(year: Year) -> str:
    """Name the budget statement."""
    return f"Budget monitoring statement, {year.quarter.label}"


def finance_group_report(year: Year, minutes: str) -> Sheet:
    """Write the finance group's report to the next meeting."""
    lines, works, net, programme = _statement(year)
    officers, staff, overtime = lines[:3]
    slipping = min(works, key=lambda line: line.variance)
    return report(
        year.coming,
        FINANCE_TITLE,
        (
            "considers the working group’s findings on the revenue budget and the capital programme;",
            "notes the minutes of its meeting.",
        ),
        f"""
# The Working Group’s Meeting

The {FINANCE_GROUP} met on {on(year.finance.third)} and considered the budget monitoring statement for
{year.quarter.label}. {TREASURER.name}, the Commissioner’s Chief Finance Officer, answered its questions. The
minutes
and the statement are attached.

# The Revenue Budget

The net revenue budget is {pounds(net.budget)} and the forecast {pounds(net.forecast)}, {spending(net)}. The
lines that
members asked about were:

- police officer pay, with {spending(officers)};
- police staff pay, with {spending(staff)};
- overtime, with {spending(overtime)}.

The group was told that the number of leavers is close to what was assumed when the budget was set. The pay
award was
higher, and this is covered by the contingency until the end of the year.

# The Capital Programme

The programme is {pounds(programme.budget)}, of which {pounds(programme.forecast)} is expected to be spent
this year.
The largest slippage is in {slipping.name.lower()}: {pounds(slipping.variance)} moves into next year. Members
asked
whether delay adds cost. The Chief Finance Officer said that it does where a price was fixed for a time only,
and that
two contracts are of this kind.

# Reserves

General reserves stand at £6.2m, which is within the range that the Commissioner’s strategy sets. No call on
them is
expected this year.

# What the Group Suggests

The Panel may wish to ask how the sale of buildings will change the capital programme of the coming years, since
receipts are not counted until contracts have been exchanged.

# The Group’s Next Meeting

The group next meets on {on(year.finance.coming)}.

# Financial Implications

The report describes spending within the approved budget. It asks for no new money.
""",
        appendices=(Named("A", minutes), Named("B", statement_title(year))),
        background=("Reserves strategy of the Commissioner",),
        authors=(CONTACT, FINANCE),
    )


def finance_minutes(year: Year) -> Minutes:
    """Write the minutes of the finance group's last meeting."""
    lines, works, net, programme = _statement(year)
    overtime, transport = lines[2], lines[4]
    return Minutes(
        day=year.finance.third,
        start=time(14, 0),
        rose=time(15, 40),
        venue=COUNTY_HALL,
        present=FINANCE_MEMBERS,
        apologies=(),
        commissioners=(TREASURER.line,),
        officers=(FINANCE.line, CONTACT.line),
        group=FINANCE_GROUP,
        confirmed=year.finance.second,
        text=f"""
# 1. General
## (1) Apologies for Absence

There were none.

## (2) Members’ Disclosures of Interests

There were no disclosures.

## (3) Minutes of the Previous Meeting

The minutes of the meeting held on {on(year.finance.second)} were agreed as a correct record.

# 2. Revenue Budget

{TREASURER.name} presented the budget monitoring statement for {year.quarter.label}. The forecast was
{pounds(net.forecast)} against a net budget of {pounds(net.budget)}, {spending(net)}.

{CARROW.name} asked about overtime, where {spending(overtime)} was forecast. The Chief Finance Officer said
that the
largest part arose in the response teams at weekends. She did not expect the forecast to move much before the
end of the
year.

{BHAMRAI.name} asked whether the price of fuel was behind the forecast for transport ({spending(transport)}).
The Chief
Finance Officer said that it was one of two causes; the other was that vans were being kept for longer than
planned
while new ones were awaited.

# 3. Capital Programme

Members noted that {pounds(programme.forecast)} of the programme of {pounds(programme.budget)} was expected to
be spent
by the end of the year. {QUARMLEY.name} asked that projects which slip for a second time be marked in the
statement. The
Chief Finance Officer agreed that the notes of the statement would do so.

{OAKHURST.name} asked how many schemes were in doubt. He was told that there was one, a replacement for the
store at
Coldmoor, for which no site had been found. {works[0].name} schemes were otherwise going forward.

# 4. Reserves

The group compared reserves with those of four forces of like size. General reserves, at £6.2m, were a little
lower than
those of two and a little higher than those of the other two. Members were content.

# 5. Next Meeting

The group agreed to meet again on {on(year.finance.coming)}.
""",
    )


def budget_statement(year: Year) -> Sheet:
    """Set the budget statement."""
    lines, works, net, programme = _statement(year)
    text = f"""
# How to Read This Statement

Figures are in thousands of pounds. A variance with a plus sign means that more is forecast to be spent, or
less to be
received, than was budgeted for. The forecast was made at the end of {year.quarter.label}.

# Revenue

[revenue]

The whole shows {spending(net)} against a net budget of {pounds(net.budget)}.

# Capital

[capital]

The forecast is {pounds(programme.variance)} less than the programme. What is not spent this year is carried
into next
year.

# Notes

- Payments to other bodies include the share of the regional forensic service.
- The store at Coldmoor has slipped for a second time; it is part of the estate line.
- Receipts from sales are not counted until contracts have been exchanged.
- Short-term deposits had an average length of 41 days at the end of the quarter.
- The pay award is covered by the contingency and does not add to the forecast.
"""
    return appendix(
        statement_title(year),
        "B",
        text,
        day=year.finance.third,
        author=TREASURER.name,
        letterhead=LETTERHEAD,
        sections=True,
        revenue=budget(lines, "Net revenue budget"),
        capital=budget(works, "Capital programme"),
    )


def _statement(year: Year) -> tuple[tuple[BudgetLine, ...], tuple[BudgetLine, ...], BudgetLine, BudgetLine]:
    lines, works = revenue(year.quarter), capital(year.quarter)
    return lines, works, summed(lines, "Net revenue budget"), summed(works, "Capital programme")
