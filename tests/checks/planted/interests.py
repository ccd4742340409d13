"""Members who have not registered, dispensations that end: found, and not found where nothing is wrong."""

from __future__ import annotations

from datetime import date
from typing import Any

from panel.checks.dossier import Dispensation, Dossier, Person
from panel.law.exemptions import Nation
from panel.procedure.rules import Procedure
from tests.checks.cases import Case, a_dossier

CHAIR = Person(
    "Councillor Ada Finch", "Chair", "Larkshire County Council", True, date(2021, 5, 20), None, date(2021, 6, 1)
)
PCC = Person("Una Marsh", "Police and Crime Commissioner", since=date(2024, 5, 9))


def _member(since: date | None, registered: date | None = None, name: str = "Councillor Idris Boone") -> Person:
    return Person(name, "", "Larkford Borough Council", True, since, None, registered)


def _people(*people: Person, **facts: Any) -> Dossier:
    return a_dossier(people=(CHAIR, *people, PCC), **facts)


def _granted(granted: date | None, ends: date | None, *others: Dispensation, **facts: Any) -> Dossier:
    dispensation = Dispensation("Councillor Ada Finch", granted, ends, "to speak on the precept")
    return a_dossier(people=(CHAIR, PCC), **{"dispensations": (dispensation, *others)} | facts)


# Judged as at publication, Monday 9 March 2026; the meeting is on the 19th.
CASES: tuple[Case, ...] = (
    Case("a member of a year ago", _people(_member(date(2025, 3, 1))), (("not registered", "28 March 2025"),)),
    Case("28 days ended yesterday", _people(_member(date(2026, 2, 9))), (("not registered", "one day later"),)),
    Case(
        "two members of one election",
        _people(_member(date(2025, 5, 8)), _member(date(2025, 5, 8), name="Omar Reed")),
        (("not registered", "Idris Boone"), ("not registered", "Omar Reed")),
    ),
    Case(
        "registered only after the agenda went out",
        _people(_member(date(2026, 1, 5), date(2026, 3, 12))),
        (("not registered", "Idris Boone"),),
    ),
    Case(
        "registered five days late this winter",
        _people(_member(date(2025, 12, 1), date(2026, 1, 2))),
        (("registered late", "five days late"),),
    ),
    Case(
        "a body that gives 14 days",
        _people(_member(date(2026, 2, 20)), procedure=Procedure(registration_days=14)),
        (("not registered", "5 March 2026"),),
    ),
    Case(
        "the Welsh code, by the body’s rules",
        _people(_member(date(2026, 1, 2)), nation=Nation.WALES),
        (("not registered", "Idris Boone"),),
    ),
    Case(
        "a dispensation ends a week after",
        _granted(date(2024, 3, 27), date(2026, 3, 26)),
        (("dispensation ends", "26 March"),),
    ),
    Case(
        "one ends on the day of the meeting",
        _granted(date(2024, 1, 1), date(2026, 3, 19)),
        (("dispensation ends", "19 March"),),
    ),
    Case(
        "one ends between publication and meeting",
        _granted(date(2024, 1, 1), date(2026, 3, 15)),
        (("dispensation ends", "ends before the meeting"),),
    ),
    Case(
        "one ended last week",
        _granted(date(2024, 1, 1), date(2026, 3, 1)),
        (("dispensation ends", "ended on 1 March"),),
    ),
    Case(
        "one of five years",
        _granted(date(2024, 1, 1), date(2028, 12, 31)),
        (("dispensation too long", "31 December 2027"),),
    ),
    Case(
        "one that ends before it begins",
        _granted(date(2027, 1, 1), date(2026, 12, 1)),
        (("dispensation too long", "begins"),),
    ),
    Case(
        "one for another matter does not take over",
        _granted(
            date(2024, 4, 1),
            date(2026, 3, 31),
            Dispensation("Councillor Ada Finch", date(2026, 4, 1), date(2028, 3, 31), "to vote on the estate"),
        ),
        (("dispensation ends", "31 March"),),
    ),
    Case("everybody has registered", _people(_member(date(2025, 5, 8), date(2025, 5, 20)))),
    Case("the last of the 28 days", _people(_member(date(2026, 2, 10)))),
    Case("registered on the 28th day", _people(_member(date(2025, 6, 1), date(2025, 6, 28)))),
    Case("registered before taking this seat", _people(_member(date(2025, 6, 1), date(2019, 5, 3)))),
    Case("a member since yesterday", _people(_member(date(2026, 3, 8)))),
    Case("a day of taking office that is not known", _people(_member(None))),
    Case("registered late, years ago", _people(_member(date(2020, 1, 1), date(2020, 4, 1)))),
    Case("a record that keeps no registrations", a_dossier(people=(_member(date(2020, 1, 1)), PCC))),
    Case("an officer registers nothing", _people(Person("Pat Rowe", "Treasurer", since=date(2020, 1, 1)))),
    Case("a dispensation for years to come", _granted(date(2025, 1, 1), date(2028, 12, 31))),
    Case("four years to the day", _granted(date(2024, 2, 29), date(2028, 2, 28))),
    Case("one that ended long ago", _granted(date(2020, 1, 1), date(2023, 12, 31))),
    Case("an old one of five years that is over", _granted(date(2019, 1, 1), date(2024, 12, 31))),
    Case("one without an end", _granted(date(2024, 1, 1), None)),
    Case("one whose grant is not dated", _granted(None, date(2030, 1, 1))),
    Case(
        "one that was renewed in time",
        _granted(
            date(2024, 4, 1),
            date(2026, 3, 31),
            Dispensation("Councillor Ada Finch", date(2026, 4, 1), date(2028, 3, 31), "to speak on the precept"),
        ),
    ),
    Case(
        "one of somebody who left",
        a_dossier(
            people=(CHAIR,), dispensations=(Dispensation("Councillor Ian Vale", date(2024, 4, 1), date(2026, 3, 25)),)
        ),
    ),
    Case(
        "five years in Wales, by its own regulations", _granted(date(2024, 1, 1), date(2029, 1, 1), nation=Nation.WALES)
    ),
)

REAL: tuple[tuple[str, str, str], ...] = ()
"""The real pack records no registrations and no dispensations."""
