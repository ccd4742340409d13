"""The commissioner's annual report."""

from __future__ import annotations

from panel.demo.cast import BODY, COMMISSIONER
from panel.demo.content import Sheet, Table, numbered, read
from panel.demo.figures import (
    AREAS,
    BURGLARY,
    DOMESTIC,
    MEASURES,
    RURAL,
    between,
    change,
    count,
    pounds,
    total,
)
from panel.demo.reports import LETTERHEAD
from panel.demo.year import Quarter, Year, quarter_ended_by

_GRANTS = (
    ("Services for victims of crime", 1180),
    ("Community safety partnerships", 540),
    ("Work with young people", 410),
    ("Perpetrator programmes", 265),
    ("Rural and heritage crime", 95),
)


def reported_year(year: Year) -> str:
    """Name the financial year that the annual report covers: "2018/19"."""
    return _last_quarter(year).financial_year


def annual_report(year: Year, title: str) -> Sheet:
    """Write the annual report."""
    last = _last_quarter(year)
    quarters = [last.before(back) for back in (3, 2, 1, 0)]
    year_before = [quarter.before(4) for quarter in quarters]

    def whole(quarters: list[Quarter], measure: object) -> int:
        return sum(total(each, quarter) for quarter in quarters for each in MEASURES if each is measure)

    rows = []
    for measure in MEASURES:
        by_quarter = [total(measure, quarter) for quarter in quarters]
        rows.append(
            (
                measure.name,
                *map(count, by_quarter),
                count(sum(by_quarter)),
                count(whole(year_before, measure)),
            )
        )
    crime = Table(
        ("Measure", "Quarter 1", "Quarter 2", "Quarter 3", "Quarter 4", "Year", "Year before"),
        tuple(rows),
        (34, 12, 12, 12, 12, 12, 14),
        figures=1,
    )
    amounts = [(name, base + between(0, 9, name, last.begins) * 5) for name, base in _GRANTS]
    spent = sum(amount for _, amount in amounts)
    grants = Table(
        ("Purpose", "£000"),
        (*((name, count(amount)) for name, amount in amounts), ("All grants", count(spent))),
        (70, 20),
        figures=1,
        total=True,
    )
    burglary = change(whole(quarters, BURGLARY), whole(year_before, BURGLARY))
    domestic = change(whole(quarters, DOMESTIC), whole(year_before, DOMESTIC))
    rural = change(whole(quarters, RURAL), whole(year_before, RURAL))
    text = f"""
# Foreword

This report says what I set out to do in {last.financial_year}, what was done, and what was not. I have tried
to write
it so that somebody who has never read a police report can follow it. Where a figure has gone the wrong way I
say so.

The year brought pressure from every side: more complex cases, a control room that was short of staff for its
first
half, and prices that rose faster than the grant. It also brought good work, much of it by people who are not
police
officers at all. I thank the volunteers, the staff of the charities that we fund, and the officers and staff
of
Brackenshire Police.

# My Four Priorities

The Police and Crime Plan has four priorities. Each is owned by a member of the Force’s senior team, and each
is looked
at in turn at my monthly meeting with the Chief Constable.

- Policing that people can see and reach
- Protecting those who are most at risk of harm
- Putting victims and witnesses first
- Safer roads and rural places

# Policing That People Can See and Reach

The mobile police office went into service in the autumn. It calls at places that are more than ten miles from
a front
counter and carries a private room in which a statement can be taken. In its first six months 1,310 people
came aboard,
and 214 of them reported a crime.

Neighbourhood teams were brought back to a fixed base in each district. Residents told us that they value
knowing a
name, so each team now publishes the names of its officers and the dates on which they can be met.

# Protecting Those Most at Risk

Domestic abuse offences showed {domestic} on the year before. I do not take either direction as good news by
itself:
more reports can mean more harm or more trust. What I look for is how many victims stay with a case, and there
the
county did better than in the year before.

The programme for people who have harmed a partner took in 86 participants. Of these, 57 finished it, 21 were
still on
it when the year ended and 8 had left.

# Putting Victims and Witnesses First

A new contract for services to victims began in the second half of the year. It brought three services under
one
telephone number and one case worker. The handover was not smooth for everybody: some people told their story
twice,
which is what the change was meant to prevent. I have asked for an independent look at the first year.

# Safer Roads and Rural Places

Rural crime showed {rural} on the year before, and residential burglary {burglary}. The rural team has grown
by two
officers and now has a vehicle in each of its three areas.

Community Speed Watch has 46 active groups. I paid for the calibration of all their devices, so that no group
had to
stand down for want of equipment.

# The Figures of the Year

The table gives each of the Force’s main measures by quarter. Figures are those recorded at the time and may
since have
been revised.

[crime]

The policing areas are {AREAS[0]}, {AREAS[1]} and {AREAS[2]}; quarterly figures for each are published in my
performance reports.

# How the Grants Were Spent

I made grants of {pounds(spent)} in the year. Every grant above £10,000 carries two measures that were agreed
before
the money was paid.

[grants]

# The Year to Come

I will consult on a refreshed Police and Crime Plan, see the estate strategy through its first sales, and
publish the
independent look at services for victims. I will report on all three to the {BODY}.
"""
    blocks = numbered(read(text, crime=crime, grants=grants))
    over = (f"To the {BODY}", "Appendix A")
    return Sheet(title, blocks, over, author=COMMISSIONER.name, letterhead=LETTERHEAD)


def _last_quarter(year: Year) -> Quarter:
    """Give the last quarter of the financial year that was complete when the report was written."""
    ended = quarter_ended_by(year.quarter.before(2).end)
    return Quarter(ended.begins, 4) if ended.number == 4 else Quarter(ended.begins - 1, 4)
