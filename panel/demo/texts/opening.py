"""The opening meeting of the year: only its minutes are kept, as a paper of the next."""

from __future__ import annotations

from datetime import time

from panel.demo.cast import (
    CHIEF_EXECUTIVE,
    COMMISSIONER,
    CONTACT,
    COUNTY_HALL,
    FENBROOK,
    LEGAL,
    MEMBERS,
    QUARMLEY,
    TREASURER,
)
from panel.demo.figures import ALL_CRIME, change, count, total
from panel.demo.minutes import Minutes, present_without
from panel.demo.year import Year, on


def opening_minutes(year: Year) -> Minutes:
    """Write the minutes of the opening meeting."""
    quarter = year.quarter.before(3)
    now, then = total(ALL_CRIME, quarter), total(ALL_CRIME, quarter.before())
    return Minutes(
        day=year.opening,
        start=time(10, 30),
        rose=time(12, 5),
        venue=COUNTY_HALL,
        present=present_without(MEMBERS, FENBROOK),
        apologies=(FENBROOK,),
        commissioners=(COMMISSIONER.line, CHIEF_EXECUTIVE.line, TREASURER.line),
        officers=(LEGAL.line, CONTACT.line),
        public_questions=0,
        text=f"""
# 1. General
## (1) Apologies for Absence

Apologies for absence were received from {FENBROOK.name}.

## (2) Members’ Disclosures of Interests

There were no disclosures.

## (3) Chair’s Announcements

The Chair welcomed {QUARMLEY.name} to her first meeting of the Panel. She thanked members for the
visit that they had made to the control room in Marlstoke and asked that what they had seen be borne in mind
when the
Panel came to look at the answering of calls.

# 2. Public Question Time

No questions had been received from the public.

# 3. Police and Crime Commissioner Update Report

The Commissioner introduced her report. Recorded crime in {quarter.label} stood at {count(now)} offences,
{change(now, then)} on the quarter before. She said that the figure should be read with care, because the way
in
which the Force recorded repeated offences against one victim had been brought into line with national
practice during
the year.

{QUARMLEY.short} asked how residents could tell a real change from a change in recording. The Chief Executive
of the
Commissioner’s office said that each performance report would from now on name any change in recording that
touched
its figures. Members welcomed this.

Harjit Bhamrai asked what the Commissioner did when a measure moved the wrong way for two quarters together.
She said
that it came to her monthly meeting with the Chief Constable, where a written explanation was expected, and
that the
notes of those meetings were published.

> Notes the report.

> Asks the Performance Working Group to look at how changes in recording are explained in the performance
report.

# 4. Custody Visiting

The Chief Executive of the Commissioner’s office presented the yearly account of independent custody visiting.
Eighteen
volunteers had made 94 visits to the two custody suites, 61 to Marlstoke and 33 to Saltreath. Visitors had
been let in
without delay on 91 occasions; the three delays had each been explained to the scheme’s coordinator on the
same day.

Siobhán Merrick asked whether visitors spoke with detained young people apart from adults. The Panel heard
that
they did, in the presence of an appropriate adult, and that the scheme’s training had been changed two years
ago to
make this plain.

> Thanks the volunteers of the custody visiting scheme for their work.

# 5. Work Programme

The Panel agreed that the answering of calls to 101 would be taken at its next meeting, together with the
Commissioner’s
Annual Report.

> Agrees the work programme.

# 6. Dates of Meetings

The Panel noted that its next meeting would be held on {on(year.first)}.

# 7. Urgent Items

There were none.
""",
    )
