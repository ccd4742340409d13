"""A body's order of business, and the agenda that is made from it for a meeting. Pure.

What an agenda takes from the records comes at its place in the order: minutes to confirm, accepted questions, work
that is due, reports of working groups, the work programme itself. Nothing of that is typed again.
"""

from __future__ import annotations

from collections.abc import Container, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import TypeVar

from panel.agendas.rules import ItemKind, NoReport
from panel.law.exemptions import Nation
from panel.law.ruling import Ruling
from panel.law.words import counted, day_in_words


@dataclass(frozen=True)
class Standing:
    """A line of an order of business."""

    title: str
    kind: ItemKind
    depth: int = 0
    purpose: str = ""
    report: NoReport | None = None
    lead: str = ""
    minutes: int | None = None
    when_needed: bool = False
    """Whether it comes only when the records hold something for it."""


@dataclass(frozen=True)
class Work:
    """A piece of work that the work programme has due at the meeting."""

    title: str
    purpose: str = ""


@dataclass(frozen=True)
class GroupMeeting:
    """A meeting of a working group that its panel has not heard of."""

    name: str
    day: date


@dataclass(frozen=True)
class Held:
    """What the records hold for a meeting."""

    minutes: tuple[date, ...] = ()
    """Days of the meetings whose minutes are to be confirmed."""
    questions: int = 0
    """How many were accepted."""
    work: tuple[Work, ...] = ()
    groups: tuple[GroupMeeting, ...] = ()
    drawings: tuple[tuple[str, str], ...] = ()
    """Appendices that can be drawn under the work programme: what, and its title."""
    coming: int = 0
    """How many meetings come after this one."""


@dataclass(frozen=True)
class Proposal:
    """An item that an agenda would begin with, and where it comes from."""

    title: str
    kind: ItemKind
    depth: int = 0
    purpose: str = ""
    report: NoReport | None = None
    lead: str = ""
    minutes: int | None = None
    source: str = "Order of business"
    drawings: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class Drafted:
    """An agenda as it would begin, and the lines that have nothing to come for."""

    proposals: tuple[Proposal, ...]
    left_out: tuple[tuple[str, str], ...]
    """Title, and why."""


TOLD_BY_THE_RECORDS = {
    ItemKind.MINUTES: "no minutes are to be confirmed",
    ItemKind.PUBLIC_QUESTIONS: "no question was accepted",
    ItemKind.REPORT: "the work programme has nothing due at this meeting",
    ItemKind.WORKING_GROUP_REPORT: "no working group met since the last meeting",
    ItemKind.WORK_PROGRAMME: "the work programme is empty",
    ItemKind.DATES_OF_MEETINGS: "no later meeting is recorded",
}
"""Kinds of which the records can tell whether there is something, and what is said when there is not."""
_COME_LAST = frozenset(
    {
        ItemKind.WORK_PROGRAMME,
        ItemKind.DATES_OF_MEETINGS,
        ItemKind.URGENT,
        ItemKind.EXCLUSION,
        ItemKind.COMPLAINTS,
    }
)


def may_wait(kind: ItemKind, when_needed: bool) -> Ruling:
    """Whether a line can come only when there is something for it: the records must be able to tell."""
    if when_needed and kind not in TOLD_BY_THE_RECORDS:
        known = ", ".join(each.value for each in TOLD_BY_THE_RECORDS)
        reason = f"The records cannot tell when there is something for it. They can for these kinds: {known}."
        return Ruling(False, reason)
    return Ruling(True)


Order = TypeVar("Order")


def holding(orders: Mapping[date | None, Order], day: date) -> Order | None:
    """Give the order that holds on a day, of those that begin on these days (None: at the beginning)."""
    begun = [since for since in orders if since is None or since <= day]
    return orders[max(begun, key=lambda since: since or date.min)] if begun else None


def may_change_from(day: date, taken: Container[date | None]) -> Ruling:
    """Whether an order can begin on a day."""
    if day in taken:
        reason = f"An order of business holds from {day_in_words(day)} already. Change that one, or choose another day."
        return Ruling(False, reason)
    return Ruling(True)


def usual_order(working_group: bool, nation: Nation, office: str) -> tuple[Standing, ...]:
    """Give the order of business that panels commonly keep, for a body that has none of its own.

    `office` is the title of the one whom the panel scrutinises. In Wales members declare personal and prejudicial
    interests (Model Code of Conduct (Wales) Order 2008); in England, pecuniary and others (Localism Act 2011).
    """
    interests = {
        Nation.ENGLAND: "Members’ Disclosures of Pecuniary and Non-Pecuniary Interests",
        Nation.WALES: "Members’ Declarations of Personal and Prejudicial Interests",
    }[nation]
    opening = (
        Standing("General", ItemKind.HEADING),
        Standing("Apologies for Absence", ItemKind.APOLOGIES, 1),
        Standing(interests, ItemKind.DISCLOSURES, 1),
    )
    minutes = Standing("Minutes of the Previous Meeting", ItemKind.MINUTES, 1, when_needed=True)
    due = Standing("Work due at the meeting", ItemKind.REPORT, when_needed=True)
    dates = Standing("Dates of Meetings", ItemKind.DATES_OF_MEETINGS)
    if working_group:
        return (*opening, minutes, due, dates)
    return (
        *opening,
        Standing("Chair’s Announcements", ItemKind.ANNOUNCEMENTS, 1),
        minutes,
        Standing("Public Question Time", ItemKind.PUBLIC_QUESTIONS),
        Standing(
            f"{office} Update Report",
            ItemKind.REPORT,
            purpose=f"To receive an update from the {office} on recent activities and developments.",
            report=NoReport.TO_FOLLOW,
            lead=office,
        ),
        due,
        Standing(
            "Reports of Working Groups",
            ItemKind.WORKING_GROUP_REPORT,
            purpose="To receive the minutes and report of the working group’s most recent meeting.",
            when_needed=True,
        ),
        # A verbal update on numbers and outcomes is heard in public: the resolution to exclude the public reaches only
        # what it identifies, and nothing of this is exempt by itself (LGA 1972, s.100A(4) and (5)). A paper on one
        # complaint is withheld by itself, and its item then moved.
        Standing(
            "Complaints",
            ItemKind.COMPLAINTS,
            purpose=f"To consider a verbal update on any complaints received and considered regarding the conduct of "
            f"the {office}.",
            report=NoReport.VERBAL,
        ),
        Standing(
            "Work Programme", ItemKind.WORK_PROGRAMME, purpose="To consider and review the Panel’s work programme."
        ),
        dates,
        Standing(
            "Any Urgent Items",
            ItemKind.URGENT,
            purpose="At the discretion of the Chair, items may be raised which are considered urgent.",
        ),
        Standing("Reports Containing Confidential or Exempt Information", ItemKind.EXCLUSION),
    )


def drafted(order: Sequence[Standing], held: Held) -> Drafted:
    """Make the agenda that an order of business and the records give."""
    standing_titles = {line.title.casefold() for line in order}
    # What stands in the order already is not taken from the programme a second time.
    held = replace(held, work=tuple(each for each in held.work if each.title.casefold() not in standing_titles))
    proposals: list[Proposal] = []
    left_out: list[tuple[str, str]] = []
    for line in _with_places(order, held):
        found = list(_come(line, held))
        if not found:
            left_out.append((line.title, TOLD_BY_THE_RECORDS[line.kind]))
        proposals += found
    return Drafted(tuple(proposals), tuple(left_out))


def _with_places(order: Sequence[Standing], held: Held) -> list[Standing]:
    """Give work and working groups a place, in an order of business that has none for them."""
    lines = list(order)
    end = next((index for index, line in enumerate(lines) if line.kind in _COME_LAST and not line.depth), len(lines))
    wanted = []
    if held.work and not any(_takes_work(line) for line in lines):
        wanted.append(Standing("Work due at the meeting", ItemKind.REPORT, when_needed=True))
    if held.groups and not any(line.kind is ItemKind.WORKING_GROUP_REPORT for line in lines):
        wanted.append(Standing("Reports of Working Groups", ItemKind.WORKING_GROUP_REPORT, when_needed=True))
    return [*lines[:end], *wanted, *lines[end:]]


def _takes_work(line: Standing) -> bool:
    return line.kind is ItemKind.REPORT and line.when_needed


def _come(line: Standing, held: Held) -> Iterator[Proposal]:
    """Give what comes for a line; nothing where it waits for something that is not there."""
    own = Proposal(line.title, line.kind, line.depth, line.purpose, line.report, line.lead, line.minutes)
    match line.kind:
        case ItemKind.REPORT if line.when_needed:
            for work in held.work:
                report = line.report or NoReport.TO_FOLLOW
                yield replace(
                    own,
                    title=work.title,
                    purpose=work.purpose,
                    report=report,
                    source="Work programme: due at this meeting",
                )
        case ItemKind.WORKING_GROUP_REPORT if held.groups:
            for group in held.groups:
                day = day_in_words(group.day, weekday=False)
                yield replace(
                    own,
                    title=f"{group.name}: Report of {day}",
                    report=line.report or NoReport.TO_FOLLOW,
                    source=f"Working group: met on {day}",
                )
        case ItemKind.MINUTES if held.minutes:
            days = " and ".join(day_in_words(day, weekday=False) for day in held.minutes)
            meetings = "meeting" if len(held.minutes) == 1 else "meetings"
            yield replace(
                own,
                purpose=f"To confirm the minutes of the {meetings} held on {days}.",
                report=line.report or NoReport.TO_FOLLOW,
                source=f"Order of business; minutes of {days} are not confirmed yet",
            )
        case ItemKind.PUBLIC_QUESTIONS if held.questions:
            said = counted(held.questions, "question", "questions")
            yield replace(own, source=f"Order of business; {said} accepted")
        case ItemKind.WORK_PROGRAMME if held.drawings:
            yield replace(own, drawings=held.drawings)
        case ItemKind.DATES_OF_MEETINGS if held.coming:
            yield own
        case _ if not line.when_needed:
            yield own
