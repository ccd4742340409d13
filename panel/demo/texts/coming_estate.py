"""Papers for the next meeting on the sale of a building: a public report, and an appendix that is not public."""

from __future__ import annotations

from panel.demo.cast import BODY, CHIEF_EXECUTIVE, EXEMPT_WORD, TREASURER
from panel.demo.content import Sheet, Table, numbered, read
from panel.demo.reports import LETTERHEAD, Named, report
from panel.demo.year import Year, on

PARAGRAPHS = (3,)
"""Of Schedule 12A, Part 1: financial or business affairs."""


def estate_report(year: Year, title: str, terms: str) -> Sheet:
    """Write the public report."""
    return report(
        year.coming,
        title,
        (
            "considers how the Commissioner is going about the sale of the building;",
            "decides, after considering the appendix, whether to make any recommendation to her.",
        ),
        f"""
# The Building

The former divisional headquarters stands on Weir Lane in Hollinford. It was built for two hundred people and
has been
empty since the last of them moved to the Guildhall and to Marlstoke. The Force spends about £11,000 a month
on keeping
it safe, dry and insured.

# Why It Is Being Sold

The Commissioner’s estate strategy says that a building which is not needed for policing, and for which no
partner has a
use, should be sold for the best price that can reasonably be obtained. The building was offered in turn to
the county
council, the borough council, the fire and rescue service and the health service. None of them could use it.

# How the Sale Is Being Conducted

- The building was put on the market through agents who were chosen from a national framework.
- It was open to viewing for eight weeks; fourteen parties came and five made offers.
- Two independent valuers looked at the site before offers were opened.
- The Commissioner has made no decision. She will publish one, with her reasons, when contracts have been
  exchanged.

# What Residents Have Asked

The Commissioner held an evening for neighbours in Hollinford. They asked about the row of mature limes along
the road,
about lorries while building work goes on, and about the police counter. The limes are protected. The counter
is at the
Guildhall and stays there. Lorries will be a matter for the borough council as planning authority.

# The Panel’s Part

The Panel does not approve the sale. It may review what the Commissioner proposes and say what it thinks
(Police Reform
and Social Responsibility Act 2011, section 28). At the meeting of the {BODY} on {on(year.coming)} this report
is taken
in public. The appendix gives the offers and the advice of the valuers, and is for consideration after the
resolution
under the item before this one.

# Financial Implications

The receipt will be used for the capital programme and may not be spent on day-to-day costs. Until the sale is
complete
the cost of the empty building falls on the premises budget.
""",
        appendices=(Named("A", terms),),
        background=("Estate strategy of the Commissioner",),
        authors=(TREASURER, CHIEF_EXECUTIVE),
        letterhead=LETTERHEAD,
    )


def terms_of_sale(year: Year, title: str) -> Sheet:
    """Write the exempt appendix; the sale's own name stands in it and nowhere else."""
    offers = Table(
        ("Bidder", "Offer £000", "Conditions", "Adviser’s view"),
        (
            ("Bidder A", "2,150", "Planning consent for 46 homes", "High, but may be reduced later"),
            ("Bidder B", "1,980", "None", "Sound; funds are proved"),
            ("Bidder C", "1,910", "Survey of the ground", "Sound"),
            ("Bidder D", "1,640", "None", "Low"),
            ("Bidder E", "1,475", "Vacant possession within a month", "Low"),
        ),
        (16, 16, 36, 32),
        figures=None,
    )
    text = f"""
NOT FOR PUBLICATION by virtue of paragraph 3 of Part 1 of Schedule 12A to the Local Government Act 1972:
information
relating to the financial or business affairs of any particular person (including the authority holding that
information). In all the circumstances of the case the public interest in maintaining the exemption outweighs
the public
interest in disclosing the information, because knowledge of the offers would weaken the Commissioner’s hand
while she is
still negotiating. The appendix can be published once contracts have been exchanged.

# Project {EXEMPT_WORD}

The sale is known within the Commissioner’s office as Project {EXEMPT_WORD}. Papers that carry this name are
not to be
copied.

# The Valuations

The first valuer put the site at £1.950m and the second at £2.050m, both with vacant possession and without
planning
consent. Half-way between the two lies £2.000m.

# The Offers

[offers]

# What Is Being Negotiated

Bidder A has been told that an offer which depends on planning consent must be at least £0.150m higher than
the best that
does not. Bidder B has been asked whether it would pay £2.000m against an exchange of contracts within six
weeks. It has
until the end of next month to say.

# The Lowest Price

The Commissioner’s advisers suggest that nothing less than £1.900m should be accepted. If none of the three
best bidders
can exchange contracts, the building would be put up for auction with that figure as the reserve.

# Risks

- A bidder who learns what others have offered will offer less.
- The roof will not last another two winters; each month’s delay costs £11,000.
- Asbestos was found in the boiler room; its removal is allowed for in both valuations.
"""
    over = (f"To the {BODY}", on(year.coming), "Appendix A")
    return Sheet(title, numbered(read(text, offers=offers)), over, author=TREASURER.name)
