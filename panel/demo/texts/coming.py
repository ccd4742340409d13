"""The next meeting: its agenda and papers."""

from __future__ import annotations

from panel.demo.agenda import Agenda, Handed, Item, opening_items
from panel.demo.cast import CONTACT, COUNTY_HALL, FINANCE_GROUP, PERFORMANCE_GROUP
from panel.demo.content import Sheet
from panel.demo.minutes import minutes_title
from panel.demo.reports import Named, report
from panel.demo.texts import coming_commissioner as commissioner
from panel.demo.texts import coming_estate as estate
from panel.demo.texts import coming_groups as finance
from panel.demo.texts import coming_services as services
from panel.demo.texts.first import FINANCE_TITLE
from panel.demo.texts.groups import performance_group_report, performance_minutes
from panel.demo.texts.performance import performance_report, performance_title
from panel.demo.texts.second import ESTATE, GROUP_TITLE, UPDATE, second_minutes
from panel.demo.year import Year, on

NEIGHBOURHOOD = "Neighbourhood Policing"
VICTIMS = "Services for Victims of Crime"
ROADS = "Road Safety and Community Speed Watch"
POSTS = "Neighbourhood teams by district"
SURVEY = "Survey of people helped by the service"
TERMS = "Offers received and valuers’ advice"
PROGRAMME = "Work programme"
LOG = "Recommendations and actions log"


def coming_agenda(year: Year) -> Agenda:
    """Make the agenda of the next meeting with its papers."""
    return Agenda(
        year.coming,
        COUNTY_HALL,
        year.published,
        (
            *opening_items(
                "To thank the members who joined the Commissioner’s evenings with the youth council.",
                second_minutes(year),
                handed_in=False,
            ),
            Item(
                "3",
                UPDATE,
                "report",
                "To receive an update from the Commissioner on her work, and her answer to the Panel’s letter.",
                papers=_commissioners_papers(year),
            ),
            Item(
                "4",
                NEIGHBOURHOOD,
                "report",
                "To consider the strength and the work of the neighbourhood teams.",
                papers=(
                    Handed(
                        NEIGHBOURHOOD,
                        "item-04-report",
                        services.neighbourhood_report(year, NEIGHBOURHOOD, POSTS),
                    ),
                    Handed(
                        POSTS,
                        "item-04-appendix-a-teams",
                        services.neighbourhood_table(year, POSTS),
                        "A",
                        pdf=True,
                    ),
                ),
            ),
            Item(
                "5",
                VICTIMS,
                "report",
                "To consider the first year of the new service for victims of crime.",
                papers=(
                    Handed(VICTIMS, "item-05-report", services.victims_report(year, VICTIMS, SURVEY)),
                    Handed(SURVEY, "item-05-appendix-a-survey", services.victims_survey(year, SURVEY), "A"),
                ),
            ),
            Item(
                "6",
                ROADS,
                "report",
                "To consider how Community Speed Watch and enforcement make roads safer.",
                report="to follow",
                requested_by=PERFORMANCE_GROUP,
            ),
            *_group_items(year),
            Item(
                "9",
                "Work Programme",
                "work programme",
                "To review the Panel’s work programme and what has become of its recommendations.",
                papers=(
                    Handed("Work Programme", "item-09-report", _work_programme_report(year)),
                    Handed(PROGRAMME, appendix="A", drawn="work programme"),
                    Handed(LOG, appendix="B", drawn="recommendations log"),
                ),
            ),
            Item(
                "10",
                "Complaints",
                "complaints",
                "To receive an update on complaints about the Commissioner.",
                "verbal",
            ),
            Item("11", "Dates of Meetings", "dates of meetings"),
            Item(
                "12",
                "Urgent Items",
                "urgent",
                "To consider any item that the Chair agrees to take as urgent.",
            ),
            Item("13", "Exclusion of the Public", "exclusion"),
            Item(
                "14",
                ESTATE,
                "report",
                "To consider how the Commissioner is going about the sale of the building.",
                papers=(
                    Handed(ESTATE, "item-14-report", estate.estate_report(year, ESTATE, TERMS)),
                    Handed(
                        TERMS,
                        "item-14-appendix-a-offers",
                        estate.terms_of_sale(year, TERMS),
                        "A",
                        exempt_paragraphs=estate.PARAGRAPHS,
                    ),
                ),
            ),
            Item(
                "15",
                "Exempt Minutes of the Previous Meeting",
                "minutes",
                f"To confirm the exempt minutes of the meeting held on {on(year.second)}.",
            ),
        ),
    )


def _commissioners_papers(year: Year) -> tuple[Handed, ...]:
    figures = performance_title(year.quarter)
    return (
        Handed(UPDATE, "item-03-commissioner-report", commissioner.update(year, figures), pdf=True),
        Handed(commissioner.LETTER, "item-03-appendix-a1-letter", commissioner.letter(year), "A"),
        Handed(commissioner.ANSWER, "item-03-appendix-a2-answer", commissioner.answer(year), "A", pdf=True),
        Handed(
            figures,
            "item-03-appendix-b-performance",
            performance_report(year.quarter, year.coming, "B"),
            "B",
            pdf=True,
        ),
    )


def _group_items(year: Year) -> tuple[Item, Item]:
    purpose = "To receive the minutes and report of the working group’s most recent meeting."
    performed, spent = minutes_title(year.performance.third), minutes_title(year.finance.third)
    return (
        Item(
            "7",
            GROUP_TITLE,
            "working group report",
            purpose,
            papers=(
                Handed(
                    GROUP_TITLE,
                    "item-07-report",
                    performance_group_report(
                        year.coming,
                        year.performance.third,
                        year.performance.coming,
                        year.quarter,
                        performed,
                    ),
                ),
                Handed(
                    performed,
                    "item-07-appendix-a-minutes",
                    performance_minutes(year.performance.third, year.performance.second, year.quarter).sheet("A"),
                    "A",
                ),
            ),
        ),
        Item(
            "8",
            FINANCE_TITLE,
            "working group report",
            purpose,
            papers=(
                Handed(FINANCE_TITLE, "item-08-report", finance.finance_group_report(year, spent)),
                Handed(
                    spent,
                    "item-08-appendix-a-minutes",
                    finance.finance_minutes(year).sheet("A"),
                    "A",
                ),
                Handed(
                    finance.statement_title(year),
                    "item-08-appendix-b-budget",
                    finance.budget_statement(year),
                    "B",
                    pdf=True,
                ),
            ),
        ),
    )


def _work_programme_report(year: Year) -> Sheet:
    return report(
        year.coming,
        "Work Programme",
        (
            "agrees its work programme, with any changes that it wishes to make;",
            "notes what has become of its recommendations and requests.",
        ),
        f"""
# The Work Programme

The work programme says what the Panel means to take at each of its meetings. It is kept by Democratic
Services and
comes to every meeting. The present one is attached.

Two meetings are in the calendar after this one, on {on(year.fifth)} and {on(year.sixth)}. The first of them
was to have
been on {on(year.fifth_was)} and was moved because the Commissioner could not be there. A visit that was
planned for
{on(year.cancelled)} has been cancelled, since the harbour building is closed for repairs.

# What Has Changed

- Rural crime comes back on {on(year.fifth)}, as agreed at the last meeting.
- The Commissioner’s Annual Report is down for {on(year.sixth)}.
- The use of drones was suggested by a member and waits for a date.

# Choosing What to Scrutinise

The Panel has time for two or three subjects at a meeting. When it adds one it may wish to ask:

- Does the subject matter to many people, or very much to a few?
- Is it something that the Commissioner can change?
- Has the {PERFORMANCE_GROUP} or the {FINANCE_GROUP} already looked at it?
- Will there be something new to say by the date proposed?

# Recommendations and Actions

The log shows every recommendation and request that is still open, and those that were completed in the past
six months.
Members are asked to say if they think that an entry marked as completed is not.

# Financial Implications

There are none. The work programme is carried out within the grant that the host authority receives for the
Panel.
""",
        appendices=(Named("A", PROGRAMME), Named("B", LOG)),
        authors=(CONTACT,),
    )
