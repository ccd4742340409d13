"""Papers of the performance working group, which meets before each meeting of the panel."""

from __future__ import annotations

from datetime import date, time

from panel.demo.cast import (
    ADJETEY,
    CHIEF_EXECUTIVE,
    CONTACT,
    COUNTY_HALL,
    HOLT,
    MERRICK,
    PERFORMANCE_GROUP,
    PERFORMANCE_MEMBERS,
    VELLURI,
)
from panel.demo.content import Sheet
from panel.demo.figures import ALL_CRIME, CASUALTIES, DISORDER, DOMESTIC, HATE, VEHICLE, count, total
from panel.demo.minutes import Minutes, present_without
from panel.demo.reports import Named, report
from panel.demo.texts.performance import moved, spread
from panel.demo.year import Quarter, on


def performance_group_report(day: date, met: date, meets: date, quarter: Quarter, minutes: str) -> Sheet:
    """Write the performance group's report to a meeting of the panel."""
    return report(
        day,
        f"Report of the {PERFORMANCE_GROUP}",
        ("considers the findings of the working group;", "notes the minutes of its meeting."),
        f"""
# The Working Group’s Meeting

The Panel has asked the {PERFORMANCE_GROUP} to look closely at the Force’s performance and at progress against
the
Police and Crime Plan, and to bring to the Panel what deserves its attention. The group met on {on(met)}. Its
minutes
are attached.

# What the Group Found

The group went through the performance report for {quarter.label}. Total recorded crime stood at
{count(total(ALL_CRIME, quarter))} offences, {moved(ALL_CRIME, quarter)} on the quarter before. Members were
satisfied
that no change in recording lies behind the movement.

The group spent longest on two measures:

- Hate crime: {count(total(HATE, quarter))} offences, {moved(HATE, quarter)}. The group heard that reports
  reach the
  Force by third-party centres more often than before, and that the centre in Hollinford is now open on
Saturdays.
- Anti-social behaviour: {count(total(DISORDER, quarter))} incidents, {moved(DISORDER, quarter)}. The group
  would like
  to see repeat callers shown apart, because a handful of addresses account for many of the calls.

# What the Group Suggests

Members may wish to ask the Commissioner how she judges whether a victim of domestic abuse was well served.
The number
of offences ({count(total(DOMESTIC, quarter))} in the quarter) does not tell, and the survey of victims
reaches few
of those concerned.

# The Group’s Next Meeting

The group next meets on {on(meets)}.

# Financial Implications

There are none.
""",
        appendices=(Named("A", minutes),),
    )


def performance_minutes(day: date, before: date, quarter: Quarter) -> Minutes:
    """Write the minutes of a meeting of the performance group."""
    return Minutes(
        day=day,
        start=time(14, 0),
        rose=time(15, 25),
        venue=COUNTY_HALL,
        present=present_without(PERFORMANCE_MEMBERS, VELLURI) if quarter.number % 2 else PERFORMANCE_MEMBERS,
        apologies=(VELLURI,) if quarter.number % 2 else (),
        commissioners=(CHIEF_EXECUTIVE.line,),
        officers=(CONTACT.line,),
        group=PERFORMANCE_GROUP,
        confirmed=before,
        text=f"""
# 1. General
## (1) Apologies for Absence

{f"Apologies for absence were received from {VELLURI.name}." if quarter.number % 2 else "There were none."}

## (2) Members’ Disclosures of Interests

There were no disclosures.

## (3) Minutes of the Previous Meeting

The minutes of the meeting held on {on(before)} were agreed as a correct record.

# 2. Performance Report

{CHIEF_EXECUTIVE.name} took members through the report for {quarter.label}. He said that total recorded crime
came to
{count(total(ALL_CRIME, quarter))} offences: {spread(ALL_CRIME, quarter)}. This was {moved(ALL_CRIME, quarter)} on the
quarter before.

{ADJETEY.name} asked about vehicle crime, which stood at {count(total(VEHICLE, quarter))} offences,
{moved(VEHICLE, quarter)}. He had heard from residents near the station in Marlstoke that vans were broken
into for
their tools. The Chief Executive said that tool theft was marked in the Force’s records from the beginning of
the
financial year, and that market stalls and online sales were being watched.

{HOLT.name} asked whether the {count(total(CASUALTIES, quarter))} people killed or seriously injured on the
roads
included cyclists and riders. The Chief Executive said that they did, and that the next report on road safety
would
show them apart.

# 3. Hate Crime

Members considered a short paper on third-party reporting centres. {MERRICK.name} said that she had visited
two of
them. The volunteers knew what to ask, but one centre could not say what had become of the last three reports
that it
had passed on. The Chief Executive said that this had since been put right: each centre now receives a note of
the
outcome.

# 4. Anti-Social Behaviour

The group discussed how incidents are counted. A single dispute between neighbours may lead to a dozen calls,
each of
which is an incident. Members thought that this was right for the purpose of planning shifts but that it made
the
figure hard to read. They would suggest to the Panel that repeat callers be shown apart.

# 5. Next Meeting

The group agreed to look at the survey of victims at its next meeting.
""",
    )
