"""Papers on the answering of calls to 101."""

from __future__ import annotations

from panel.demo.cast import AREA, CHIEF_EXECUTIVE, COMMUNICATIONS
from panel.demo.content import Sheet, Table
from panel.demo.figures import AREAS, CALLS, between, change, count, in_month, per_cent, total
from panel.demo.reports import LETTERHEAD, Named, appendix, report
from panel.demo.tables import by_area, by_month
from panel.demo.year import Quarter, Year, month_in_words


def answering(quarter: Quarter) -> tuple[int, int]:
    """Give the calls of a quarter that were answered within two minutes, and those that were given up."""
    within = given_up = 0
    for month in quarter.months:
        for area in AREAS:
            answered, lost = _month(area, month)
            within, given_up = within + answered, given_up + lost
    return within, given_up


def calls_report(year: Year, title: str, table: str) -> Sheet:
    """Write the report on calls to 101."""
    quarter = year.quarter.before(2)
    calls, before = total(CALLS, quarter), total(CALLS, quarter.before())
    within, given_up = answering(quarter)
    later = calls - within - given_up
    split = Table(
        ("What became of the call", "Calls", "Share"),
        (
            ("Answered within two minutes", count(within), per_cent(within, calls)),
            ("Answered later", count(later), per_cent(later, calls)),
            ("Given up by the caller", count(given_up), per_cent(given_up, calls)),
            ("All calls", count(calls), per_cent(calls, calls)),
        ),
        (50, 20, 20),
        figures=1,
        total=True,
    )
    return report(
        year.first,
        title,
        (
            "considers the answering of calls to 101 and the steps described in this report;",
            "says whether it wishes to return to the subject, and when.",
        ),
        f"""
# Why the Panel Asked

At its last meeting the Panel agreed to look at the answering of calls to 101, the number for matters that are
not an
emergency. Members had seen the control room at work and had heard from residents who had waited too long.

This report covers {quarter.label} ({quarter.span}). It does not deal with 999 calls, which are answered first
and are
reported in the Commissioner’s performance report.

# How Many Call, and How Long They Wait

The control room received {count(calls)} calls to 101 in the quarter, {change(calls, before)} on the quarter
before.
The table shows what became of them.

[split]

Most calls that are given up end in the first three minutes, while the recorded message is still offering the
online
service. Some of those callers go online; others try again later, and are then counted a second time. The
Force cannot
yet tell the two apart, and the Commissioner has asked that it learns to.

# When the Waits Are Long

Waits are longest on Monday mornings and between 4pm and 7pm on working days. Staff numbers follow the pattern
of 999
calls, which peak in the late evening, and so the two do not fit well. From next quarter a part-time shift
will
cover the early evening; eleven people have been appointed to it and nine have finished their training.

# What Else Is Being Done

- A call-back service: a caller may keep their place and be rung, in place of waiting on the line.
- One set of questions for the first two minutes, so that a call is passed on once and not twice.
- A plain-English message of eighteen seconds where the old one took forty-one.
- A monthly review by supervisors of twenty recorded calls, chosen at random.

# Equality and Access

People who are deaf or find it hard to speak can reach the Force by text relay and by video interpreter. In
the quarter
{between(140, 190, "relay", quarter)} calls came by text relay. The Force measures their waiting time
separately and
will publish it from next year.

# Financial Implications

The part-time shift is paid for within the staff budget of {quarter.financial_year}. The call-back service
uses a
feature of the present telephone contract and costs nothing more.
""",
        appendices=(Named("A", table),),
        authors=(COMMUNICATIONS, CHIEF_EXECUTIVE),
        split=split,
    )


def calls_appendix(year: Year, title: str) -> Sheet:
    """Set the figures behind the report."""
    quarter = year.quarter.before(2)
    rows = []
    for month in quarter.months:
        for area in AREAS:
            calls = in_month(CALLS, area, month)
            within, given_up = _month(area, month)
            rows.append(
                (
                    month_in_words(month),
                    area,
                    count(calls),
                    count(within),
                    per_cent(within, calls),
                    count(given_up),
                    per_cent(given_up, calls),
                )
            )
    head = ("Month", "Area", "Calls", "Within two minutes", "Share", "Given up", "Share")
    text = f"""
# Calls Received in {AREA}, {quarter.span}

[received]

[chart]

# How Quickly They Were Answered

Each share is of the calls of the same month and area. Calls answered after more than two minutes make up the
rest.

[answered]
"""
    return appendix(
        title,
        "A",
        text,
        day=year.first,
        author=COMMUNICATIONS.name,
        landscape=True,
        letterhead=LETTERHEAD,
        received=by_month(CALLS, quarter),
        chart=by_area(CALLS, quarter),
        answered=Table(head, tuple(rows), (24, 22, 14, 20, 12, 14, 12), figures=2),
    )


def _month(area: str, month: tuple[int, int]) -> tuple[int, int]:
    calls = in_month(CALLS, area, month)
    return calls * between(68, 76, "within", area, month) // 100, calls * between(7, 11, "lost", area, month) // 100
