"""The commissioner's papers for the next meeting: update, the panel's letter, the answer to it."""

from __future__ import annotations

from panel.demo.cast import (
    BODY,
    COMMISSIONER,
    CONTACT,
    TALLIS,
)
from panel.demo.content import Block, Para, Sheet, Table, read
from panel.demo.figures import ALL_CRIME, BURGLARY, DOMESTIC, RURAL, count, total
from panel.demo.minutes import Resolution
from panel.demo.reports import COMMISSIONERS, LETTERHEAD, Named, report
from panel.demo.texts.performance import moved, spread
from panel.demo.texts.second import UPDATE, second_minutes
from panel.demo.year import Year, on

LETTER = "The Panel’s letter to the Commissioner"
ANSWER = "The Commissioner’s answer to the Panel"
RURAL_ITEM = "4"
"""The item of the second meeting from which the letter arose."""
DAYS_CALLED_AWAY = 24
"""On which rural officers were called to the towns in the quarter that the next meeting looks at."""


def decisions(year: Year) -> tuple[tuple[str, str, str | None], ...]:
    """Give the commissioner's decisions since the last meeting: reference, title, status where not settled."""
    begins = year.second.year
    return (
        (f"BPCC{begins}/31", "Grants to community safety partnerships", None),
        (f"BPCC{begins}/32", "Extension of the contract for forensic services", None),
        (f"BPCC{begins}/33", "Roof repairs at Saltreath police station", "in progress"),
        (f"BPCC{begins}/34", "Purchase of eleven electric vans", None),
        (f"BPCC{begins}/35", "Independent look at services for victims of crime", "in progress"),
    )


def update(year: Year, figures: str) -> Sheet:
    """Write the commissioner's report to the next meeting."""
    quarter = year.quarter
    made = Table(
        ("Reference", "Decision", "State"),
        tuple((ref, title, (status or "carried out").capitalize()) for ref, title, status in decisions(year)),
        (20, 60, 20),
    )
    return report(
        year.coming,
        UPDATE,
        ("considers this report and puts to the Commissioner any questions that arise from it.",),
        f"""
# Purpose

This report tells members what I have done since the Panel last met on {on(year.second)}. It answers the
Panel’s letter,
gives the Force’s figures for {quarter.label}, and lists the decisions that I have made.

# Rural Crime

The Panel wrote to me on {on(year.letter)} with two recommendations and a request. I accept both
recommendations. My
answer of {on(year.answer)} is attached with the letter.

In {quarter.label} rural officers were called to the towns on {DAYS_CALLED_AWAY} days. In the quarter before
it had been
37 days. The Force is nearer to its limit of 20 but has not reached it, and I have told the Chief Constable
that I
expect it to be met by the end of the next quarter. Rural offences stood at {count(total(RURAL, quarter))},
{moved(RURAL, quarter)}.

# Force Performance

The performance report for {quarter.label} is attached. The Force recorded {count(total(ALL_CRIME, quarter))}
offences,
{moved(ALL_CRIME, quarter)} on the quarter before: {spread(ALL_CRIME, quarter)}.

I asked the Chief Constable three questions about it.

- Why does residential burglary ({count(total(BURGLARY, quarter))} offences, {moved(BURGLARY, quarter)}) move
  differently in the three areas? He answered that two groups had been active along the main road north of
Marlstoke and
  that arrests had been made.
- What is done when a victim of domestic abuse withdraws? Of {count(total(DOMESTIC, quarter))} offences in the
  quarter,
  a good number end in this way. Supervisors now look at each such case before it is closed.
- Are officers’ workloads even? They are not. Detectives in Marlstoke carry a third more cases than those on
  the coast,
  and four posts are being moved.

# Consultation on the Police and Crime Plan

The consultation on a refreshed Plan ran for eight weeks and has closed. There were 1,846 answers: 1,402
online, 338 on
paper and 106 given aloud at events. Six in ten came from people over fifty, and few from the young; I
therefore asked
the youth council to hold three evenings, and 74 people came to them. The Panel will be asked to review the
draft Plan
when it is ready.

# Working with the Fire and Rescue Service

The police and the fire service now share the station at Saltreath. The move saves both the cost of a second
boiler and,
more usefully, means that those who look for missing people on the shore plan their work in one room. A joint
team of
four visits homes where there is a risk of both fire and crime; it has made 61 visits.

# Volunteers

The county has 212 police volunteers and 46 Speed Watch groups. I held a reception for them at County Hall and
was able
to thank most of them in person. Two volunteers received a national award for their work with people who live
with
dementia.

# My Decisions

These decisions have been made since the last meeting. Each is published with its reasons on my website.

[decisions]

# Looking Ahead

In the next quarter I will receive the independent look at services for victims, settle the final form of the
Plan, and
begin to prepare the budget. I will bring each of these to the Panel.
""",
        appendices=(Named("A1", LETTER), Named("A2", ANSWER), Named("B", figures)),
        background=(
            "Answers to the consultation on the Police and Crime Plan",
            "Notes of the Commissioner’s monthly meetings with the Chief Constable",
        ),
        authors=(COMMISSIONER, *COMMISSIONERS),
        letterhead=LETTERHEAD,
        decisions=made,
    )


def resolved(year: Year) -> tuple[Resolution, ...]:
    """Give what the panel resolved on rural crime and put into its letter, with its parts."""
    return tuple(each for each in second_minutes(year).resolutions() if each.item == RURAL_ITEM)


def letter(year: Year) -> Sheet:
    """Write the panel's letter."""
    blocks: list[Block] = [
        *read(f"""
{on(year.letter)}

Dear Commissioner

At its meeting on {on(year.second)} the Panel considered your report on rural crime. Members were grateful for
its
plainness, and in particular for the figure of 37 days on which rural officers had been called to the towns. A
number
of that kind tells the public more than a page of assurances.

The Panel reviewed the action plan and resolved to make the following recommendations and request. They are
sent to you
under section 28 of the Police Reform and Social Responsibility Act 2011. This letter is being published and
copied to
the six constituent authorities.
"""),
        *(Para(each.text, f"({each.number})") for each in resolved(year)),
        *read(f"""
Members heard from farmers before the meeting that what they mind most is silence. They do not expect that
every stolen
machine is found. They do expect to be told, within a few days, whether somebody is looking. The second
recommendation
comes from those conversations, and the Panel would set great store by it.

The Panel asks for your answer in writing within six weeks of the date of this letter, so that it can be
placed before
the meeting on {on(year.coming)}.

Yours sincerely

{TALLIS.name}

Chair of the {BODY}
"""),
    ]
    return Sheet(LETTER, tuple(blocks), (BODY, "Appendix A1"), author=CONTACT.name)


def answer(year: Year) -> Sheet:
    """Write the commissioner's answer."""
    first, second, third = (each for each in resolved(year) if each.kind)
    text = f"""
{on(year.answer)}

Dear Councillor Tallis

Thank you for your letter of {on(year.letter)}. I am glad that the Panel found the report of use. I answer
each point
under the number that you gave it.

# Recommendation {first.number}: The Limit of 20 Days

I accept this recommendation. The limit is the Force’s own, and it was set because the Chief Constable agrees
with you
that a rural team which is always elsewhere is not a rural team. Three things are being done: the part-time
shift in the
control room frees response officers in the early evening; a reserve of six neighbourhood officers is being
trained to
stand in for the rural team; and no rural officer may be called to a town without the word of the duty
superintendent.

I will report the number each quarter, beginning with my next report to you.

# Recommendation {second.number}: An Answer Within Three Working Days

I accept this recommendation. From the first day of next month everybody who reports a rural crime will have
an e-mail,
a text message or a letter within three working days. It will name the officer, say what will be done, and say
so
plainly if nothing more can be done. The Force will look at thirty reports each quarter to see whether this
happened.

# Request {third.number}: Theft of Livestock

I have asked the commissioners of the three neighbouring areas. All of them are willing. Livestock needs
different
information from machinery, such as ear tags and flock marks, and the control rooms are agreeing a form for
it. I expect
to be able to say that it is in use when I next report to the Panel.

I look forward to meeting members on {on(year.coming)}.

Yours sincerely

{COMMISSIONER.name}

{COMMISSIONER.role}
"""
    over = (f"To the {BODY}", "Appendix A2")
    return Sheet(ANSWER, read(text), over, author=COMMISSIONER.name, letterhead=LETTERHEAD)
