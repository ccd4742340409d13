"""The force's performance reports and the commissioner's comments on them, quarter by quarter."""

from __future__ import annotations

from datetime import date

from panel.demo.cast import FORCE
from panel.demo.content import Sheet
from panel.demo.figures import (
    ALL_CRIME,
    AREAS,
    BURGLARY,
    CASUALTIES,
    DISORDER,
    VEHICLE,
    VIOLENCE,
    Measure,
    change,
    count,
    in_quarter,
    total,
)
from panel.demo.reports import appendix
from panel.demo.tables import by_area, by_month, performance
from panel.demo.year import Quarter


def performance_title(quarter: Quarter) -> str:
    """Name a performance report."""
    return f"{FORCE} performance report, {quarter.label}"


def spread(measure: Measure, quarter: Quarter) -> str:
    """Say how a quarter's count is made up: "310 in North, 520 in Marlstoke and 270 in Coast and Vale"."""
    parts = [f"{count(in_quarter(measure, area, quarter))} in {area}" for area in AREAS]
    return f"{', '.join(parts[:-1])} and {parts[-1]}"


def moved(measure: Measure, quarter: Quarter) -> str:
    """Say how a measure moved against the quarter before."""
    return change(total(measure, quarter), total(measure, quarter.before()))


def performance_report(quarter: Quarter, day: date, letter: str) -> Sheet:
    """Set the performance report of a quarter on landscape pages with tables and charts."""
    text = f"""
# All Measures

This report covers {quarter.span}. Each measure is given for the three policing areas and for the whole
county, beside
the quarter before and the same quarter a year ago. Counts are those recorded by the end of the quarter.

[all]

# Total Recorded Crime

The Force recorded {count(total(ALL_CRIME, quarter))} offences, {moved(ALL_CRIME, quarter)} on the quarter
before:
{spread(ALL_CRIME, quarter)}. No change in recording practice touches these figures.

[crime]

[crime_chart]

# Violence with Injury

There were {count(total(VIOLENCE, quarter))} offences, {moved(VIOLENCE, quarter)} on the quarter before. About
two in
five happened in a home. The Force’s analysts find no single cause; the night-time economy of Marlstoke is
looked at
each week with the city council and licensees.

[violence]

# Burglary and Vehicle Crime

Residential burglary stood at {count(total(BURGLARY, quarter))} offences, {moved(BURGLARY, quarter)}, and
vehicle crime
at {count(total(VEHICLE, quarter))}, {moved(VEHICLE, quarter)}. Every victim of a residential burglary is
offered a
visit; the Force attended all but a few, who had asked not to be visited.

[burglary_chart]

[vehicle_chart]

# Anti-Social Behaviour

There were {count(total(DISORDER, quarter))} incidents, {moved(DISORDER, quarter)} on the quarter before:
{spread(DISORDER, quarter)}. Reports follow the school year and the weather, and are best compared with the
same
quarter a year ago.

[disorder]

# Roads

{count(total(CASUALTIES, quarter))} people were killed or seriously injured, {moved(CASUALTIES, quarter)}. The
numbers
are small, and each stands for a family. The Force, the fire service and the highway authority go through
every fatal
collision together within a month of it.

[casualties]

# Where the Figures Come From

Crime and incidents come from the Force’s records system, casualties from collision reports. The areas are
those of the
local policing commanders: {AREAS[0]} takes in North Brackenshire and Hollinford, {AREAS[1]} the city, and
{AREAS[2]}
Saltreath and the Vale of Ambrel.
"""
    return appendix(
        performance_title(quarter),
        letter,
        text,
        day=day,
        author=FORCE,
        landscape=True,
        letterhead=FORCE,
        all=performance(quarter),
        crime=by_month(ALL_CRIME, quarter),
        crime_chart=by_area(ALL_CRIME, quarter),
        violence=by_month(VIOLENCE, quarter),
        burglary_chart=by_area(BURGLARY, quarter),
        vehicle_chart=by_area(VEHICLE, quarter),
        disorder=by_month(DISORDER, quarter),
        casualties=by_month(CASUALTIES, quarter),
    )
