"""What is still open when a meeting rises: told before it is closed, and never in the way of it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from panel.agendas.models import Item
from panel.agendas.rules import ItemKind
from panel.law.ruling import RULES_AUTHORITY
from panel.law.thresholds import quorum
from panel.law.words import counted
from panel.minutes.models import MEMBERS, Asked, Minutes, Outcome, Presence
from panel.minutes.resolving import left_open
from panel.minutes.rising import outside
from panel.questions.models import QuestionState
from panel.questions.queries import questions_to
from panel.sitting.facts import Sitting
from panel.sitting.resolving import resolved
from panel.sitting.urgent import URGENT_AUTHORITY, unexplained

WITHOUT_OUTCOME = frozenset(
    {
        ItemKind.HEADING,
        ItemKind.ANNOUNCEMENTS,
        ItemKind.APOLOGIES,
        ItemKind.DATES_OF_MEETINGS,
        ItemKind.DISCLOSURES,
        ItemKind.PUBLIC_QUESTIONS,
        ItemKind.URGENT,
    }
)
"""Kinds of items under which a meeting may have nothing to record."""


@dataclass(frozen=True)
class OpenPoint:
    """Something that the record does not say yet."""

    words: str
    item: str = ""
    """Under which it is put right; empty for the meeting as a whole."""
    authority: str = ""


def still_open(sitting: Sitting) -> list[OpenPoint]:
    """Give what the record of a meeting leaves open, the meeting as a whole first, then item by item."""
    minutes = sitting.minutes
    found = list(_of_the_meeting(sitting, minutes))
    by_item = list(_unheard(sitting, minutes))
    order = [item.number for item in sitting.items]
    by_item += [point for point in _unsettled(minutes) if point not in by_item] if minutes else []
    by_item += off_the_sheet(sitting)
    by_item += [
        OpenPoint(f"Item {item.number}: the chair’s reason for its urgency is not given", item.number, URGENT_AUTHORITY)
        for item in unexplained(sitting)
    ]
    found += sorted(by_item, key=lambda point: order.index(point.item) if point.item in order else len(order))
    return found


def off_the_sheet(sitting: Sitting) -> list[OpenPoint]:
    """Give the items under which something was agreed that is not taken over as resolved, so stands on no sheet."""
    found = []
    for each in resolved(sitting):
        if each.agreed:
            what = "a motion was agreed, and is" if len(each.agreed) == 1 else f"{len(each.agreed)} motions were agreed"
            plural = "" if len(each.agreed) == 1 else ", and are"
            words = f"Item {each.item}: {what}{plural} not on the decision sheet until taken over as resolved"
            found.append(OpenPoint(words, each.item))
    return found


def _of_the_meeting(sitting: Sitting, minutes: Minutes | None) -> Iterator[OpenPoint]:
    members = [row for row in minutes.attendance if row.circle == MEMBERS] if minutes else []
    if not members:
        yield OpenPoint("Nobody’s attendance is recorded")
    else:
        rules, present = sitting.rules, sum(row.presence is Presence.PRESENT for row in members)
        needed = quorum(
            len(sitting.seats), sitting.meeting.date, count=rules.quorum_count, fraction=rules.quorum_fraction
        )
        if needed and present < needed.needed:
            there = counted(present, "member is", "members are")
            yield OpenPoint(f"{there} recorded as present, and a quorum is {needed.needed}", "", RULES_AUTHORITY)
    yield from (OpenPoint(words) for words in impossible_hours(minutes))
    taken = {row.question_id for row in minutes.questions_taken} if minutes else set()
    open_questions = [
        each for each in questions_to(sitting.meeting) if each.state is QuestionState.ACCEPTED and each.id not in taken
    ]
    for question in open_questions:
        yield OpenPoint(f"What became of the question from {question.name} is not recorded")


def impossible_hours(minutes: Minutes | None) -> list[str]:
    """Tell of what is recorded as having happened before the meeting began, or after it rose."""
    if minutes is None:
        return []
    hours = [(f"{row.name} {row.moving.value}", row.at) for row in minutes.movements]
    for row in minutes.adjournments:
        hours += [("It was adjourned", row.adjourned_at), ("It was resumed", row.resumed_at)]
    return list(outside(minutes.began, minutes.rose, hours))


def _unheard(sitting: Sitting, minutes: Minutes | None) -> Iterator[OpenPoint]:
    """Give the items of which nothing at all is recorded."""
    heard: set[str] = {passage.item for passage in sitting.passages if passage.text.strip()}
    if minutes:
        for rows in (
            minutes.motions,
            minutes.resolutions,
            minutes.actions,
            minutes.elections,
            minutes.exclusions,
            minutes.disclosures,
            minutes.confirmations,
            minutes.questions_taken,
        ):
            heard |= {row.item for row in rows}
    for item in sitting.items:
        if item.kind not in WITHOUT_OUTCOME and item.number not in heard and not _has_parts(sitting, item):
            yield OpenPoint(f"Item {item.number}, {item.title}: no outcome is recorded", item.number)


def _has_parts(sitting: Sitting, item: Item) -> bool:
    return any(other.number.startswith(f"{item.number}(") for other in sitting.items)


def _unsettled(minutes: Minutes) -> Iterator[OpenPoint]:
    """Give what was begun under an item and has no end yet."""
    for motion in minutes.motions:
        if not motion.outcome:
            yield OpenPoint(f"Item {motion.item}: what came of a motion is not recorded", motion.item)
    for election in minutes.elections:
        if not election.elected:
            yield OpenPoint(f"Item {election.item}: who was elected {election.office} is not recorded", election.item)
    for exclusion in minutes.exclusions:
        if not exclusion.outcome:
            words = f"Item {exclusion.item}: whether the public was excluded is not recorded"
            yield OpenPoint(words, exclusion.item)
        elif exclusion.outcome == Outcome.AGREED and exclusion.out_at and not exclusion.in_at:
            words = f"Item {exclusion.item}: the public is excluded still, and when it was let in again is not recorded"
            yield OpenPoint(words, exclusion.item)
    for adjournment in minutes.adjournments:
        if adjournment.resumed_at is None:
            yield OpenPoint("When the meeting was resumed is not recorded", adjournment.item)
    for row in minutes.questions_taken:
        if row.asked in (Asked.ASKED, Asked.NOT_REACHED) and not row.owed_by:
            words = f"Item {row.item}: who owes {row.name or 'a questioner'} a written answer is not recorded"
            yield OpenPoint(words, row.item)
    for resolution in minutes.resolutions:
        for ruling in left_open(resolution.kind, resolution.addressee, resolution.answer_due):
            words = (
                f"Item {resolution.item}, resolution {resolution.number}: {ruling.reason[0].lower()}{ruling.reason[1:]}"
            )
            yield OpenPoint(words.rstrip("."), resolution.item, ruling.authority)
