"""Papers on rural crime: the report and the action plan of the second meeting."""

from __future__ import annotations

from panel.demo.cast import CHIEF_EXECUTIVE, COMMUNICATIONS, FORCE
from panel.demo.content import Sheet, Table
from panel.demo.figures import RURAL, change, count, total
from panel.demo.reports import Named, appendix, report
from panel.demo.tables import by_month
from panel.demo.year import Year


def rural_report(year: Year, title: str, plan: str) -> Sheet:
    """Write the report on rural crime."""
    quarter = year.quarter.before()
    now, then = total(RURAL, quarter), total(RURAL, quarter.before())
    year_ago = total(RURAL, quarter.before(4))
    return report(
        year.second,
        title,
        (
            "considers the progress that has been made against the rural crime action plan;",
            "makes any recommendations to the Commissioner that it thinks fit.",
        ),
        f"""
# Background

More than a third of the people of Brackenshire live outside its towns. At its last meeting the Panel asked to
look at
how the Force serves them, and at crime that happens on farms, at churches and along the coast.

Rural crime has no single definition in law. The Force counts as rural any offence recorded outside the
built-up areas
of Marlstoke, Hollinford and Saltreath, together with theft of farm machinery and livestock wherever it takes
place.

# What Is Recorded

In {quarter.label} the Force recorded {count(now)} rural offences, {change(now, then)} on the quarter before.
In the
same quarter a year earlier it recorded {count(year_ago)}. The table gives the months.

[months]

The figures for the Marlstoke area are small because most of that area is built up. Members should not read
too much
into the movement of a single month.

# What Farmers and Parishes Say

The Commissioner’s office met farmers at four livestock markets and wrote to every parish council. Three
complaints came
up again and again:

- a crime number is given over the telephone, and nobody comes;
- an officer who does come does not know farming, and cannot say whether what was stolen was worth a little or
  a lot;
- stolen machinery leaves the county within hours, and the next force does not know of it until the following
  day.

Parish councils were asked what they would most like to see. Of 118 that replied, 64 said a named officer, 31
said
quicker replies to e-mail and 23 said more patrols at night.

# The Rural Team

The team has one sergeant and nine constables, three in each area. Each has done a five-day course with the
agricultural
college, and two are licensed to fly drones. They are called away to the towns when numbers there are short:
in the
quarter this happened on 37 days, and the Force has set itself a limit of 20.

# Working with Neighbours

An agreement with the three forces that share a border with Brackenshire lets the control rooms pass on a
report of
stolen machinery within fifteen minutes. It began two months ago. Eleven reports have been passed on, and two
machines
were found the same night.

# Legal and Financial Implications

The Panel may review what the Commissioner does in connection with rural crime and make recommendations
(Police
Reform and Social Responsibility Act 2011, section 28). The action plan is paid for from the community safety
budget and
asks for no new money.
""",
        appendices=(Named("A", plan),),
        background=("Rural Crime Strategy of the Commissioner",),
        authors=(COMMUNICATIONS, CHIEF_EXECUTIVE),
        months=by_month(RURAL, quarter),
    )


def rural_plan(year: Year, title: str) -> Sheet:
    """Set the action plan."""
    actions = Table(
        ("No.", "Action", "Lead", "State"),
        (
            ("1", "Give every parish the name of an officer and publish the list.", "Rural sergeant", "Done"),
            ("2", "Attend each livestock market once a month.", "Rural constables", "Done, and continuing"),
            ("3", "Mark 200 quad bikes and small machines free of charge.", "Crime prevention", "132 marked"),
            (
                "4",
                "Agree with neighbouring forces how reports of stolen machinery are passed on.",
                "Control room",
                "Done",
            ),
            (
                "5",
                "Keep the days on which rural officers are called to the towns under 20 a quarter.",
                "Superintendent, operations",
                "Not yet: 37 days",
            ),
            (
                "6",
                "Train ten volunteers for each of eight Farm Watch groups.",
                "Volunteer manager",
                "Five groups",
            ),
            ("7", "Visit every church with a lead roof with its diocese.", "Crime prevention", "Begun"),
        ),
        (7, 50, 24, 19),
    )
    text = f"""
# How to Read This Plan

{FORCE} and the Commissioner’s office keep this plan together. The Force’s senior officer for rural matters
goes through
it each month, and the Commissioner receives it each quarter.

# Actions

[actions]

# What Success Would Look Like

- People in the countryside know whom to turn to and hear back within three working days.
- A stolen machine is known to every neighbouring control room before the night is over.
- Farm Watch covers each part of the county that lies more than eight miles from a police station.

# Risks

The plan rests on ten officers. When two of them are away at once, an area is left with a single officer for
the shift.
The Force means to train a reserve of six more from the neighbourhood teams.
"""
    return appendix(title, "A", text, day=year.second, sections=True, actions=actions)
