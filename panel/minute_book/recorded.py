"""What was recorded of an item, in sentences: they stand beside its passage, and can be taken into it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from panel.law.words import time_in_words
from panel.minutes.models import (
    Action,
    Attendance,
    Disclosure,
    Election,
    Exclusion,
    Minutes,
    Motion,
    Movement,
    QuestionTaken,
    Resolution,
)
from panel.minutes.rules import MEMBERS, Asked, Presence
from panel.papers.models import PaperAccess

OPENING = ""
"""The item of what stands before the first."""


def recorded(minutes: Minutes | None, item: str, access: PaperAccess) -> list[str]:
    """Give the sentences of what was recorded of an item, in Markdown; before the first item stands who was there."""
    if minutes is None:
        return []
    if item == OPENING:
        return _opening(minutes) if access is PaperAccess.PUBLIC else []
    said: list[str] = []
    for rows, sentence in _KINDS:
        said += [sentence(row, minutes) for row in rows(minutes) if row.item == item and row.access is access]
    return said


def items_recorded(minutes: Minutes | None) -> list[str]:
    """Name the items under which anything stands, in the order in which it does."""
    if minutes is None:
        return []
    return list(dict.fromkeys(row.item for rows, _sentence in _KINDS for row in rows(minutes) if row.item))


def _opening(minutes: Minutes) -> list[str]:
    said = []
    there = [row for row in minutes.attendance if row.presence is Presence.PRESENT]
    for words, people in (
        ("Present", [row for row in there if row.circle == MEMBERS]),
        ("Also present", [row for row in there if row.circle != MEMBERS]),
        ("Apologies", [row for row in minutes.attendance if row.presence is Presence.APOLOGIES]),
        ("Absent", [row for row in minutes.attendance if row.presence is Presence.ABSENT]),
    ):
        if people:
            said.append(f"**{words}:** {', '.join(_named(row) for row in people)}.")
    if minutes.presided:
        said.append(f"{minutes.presided} presided.")
    return said


def _named(row: Attendance) -> str:
    about = [row.role, "remotely" if row.remote else "", f"for {row.substitute_for}" if row.substitute_for else ""]
    about = [each for each in about if each]
    return f"{row.name} ({', '.join(about)})" if about else row.name


def _movement(row: Movement, _minutes: Minutes) -> str:
    return f"{row.name} {row.moving.value}{f' at {time_in_words(row.at)}' if row.at else ''}."


def _disclosure(row: Disclosure, _minutes: Minutes) -> str:
    kind = f"a {row.kind.value} interest" if row.kind else "an interest"
    said = f"{row.name or 'A member'} disclosed {kind}{': ' + row.text.rstrip('.') if row.text else ''}."
    if row.took_no_part:
        said += " They took no part."
    if row.left_at:
        back = f" and came back at {time_in_words(row.returned_at)}" if row.returned_at else ""
        said += f" They left the room at {time_in_words(row.left_at)}{back}."
    return said


def _question(row: QuestionTaken, _minutes: Minutes) -> str:
    who = row.name or "A member of the public"
    became = {
        Asked.ANSWERED: f"asked a question{f', answered by {row.answered_by}' if row.answered_by else ''}",
        Asked.ASKED: "asked a question; a written answer follows",
        Asked.NOT_REACHED: "was not reached; a written answer follows",
        Asked.ABSENT: "was not there to ask",
    }[row.asked]
    return f"{who} {became}.{' ' + row.answer if row.answer else ''}"


def _motion(row: Motion, minutes: Minutes) -> str:
    what = "An amendment" if row.amends_id else "It"
    moved = f" by {row.proposer}" if row.proposer else ""
    seconded = f", seconded by {row.seconder}," if row.seconder else ""
    said = f"{what} was moved{moved}{seconded} {_that(row.text)}."
    votes = [
        f"{count} {side}"
        for count, side in ((row.votes_for, "for"), (row.votes_against, "against"), (row.votes_abstained, "abstaining"))
        if count is not None
    ]
    by_name = [f"{vote.name} ({vote.cast.value})" for vote in minutes.votes if vote.motion_id == row.id]
    if row.outcome or votes:
        said += f" {(row.outcome or 'Vote').capitalize()}{': ' + ', '.join(votes) if votes else ''}."
    return said + (f" Votes by name: {', '.join(by_name)}." if by_name else "")


def _that(text: str) -> str:
    text = text.rstrip(".")
    return text[0].lower() + text[1:] if text.lower().startswith("that ") else f"that {text}"


def _election(row: Election, _minutes: Minutes) -> str:
    return f"{row.elected} was elected {row.office}." if row.elected else f"The election of {row.office} is open."


def _exclusion(row: Exclusion, _minutes: Minutes) -> str:
    times = [f"out at {time_in_words(row.out_at)}"] if row.out_at else []
    times += [f"in again at {time_in_words(row.in_at)}"] if row.in_at else []
    said = f"{row.words or 'To exclude the public'}{f' ({row.outcome})' if row.outcome else ''}."
    return said + (f" The public was {', '.join(times)}." if times else "")


def _resolution(row: Resolution, _minutes: Minutes) -> str:
    return f"**Resolved** {row.number}: {row.text}"


def _action(row: Action, _minutes: Minutes) -> str:
    return f"**Action:** {row.text.rstrip('.')}{f' ({row.owner})' if row.owner else ''}."


_KINDS: tuple[tuple[Callable[[Minutes], Iterable[Any]], Callable[[Any, Minutes], str]], ...] = (
    (lambda minutes: minutes.movements, _movement),
    (lambda minutes: minutes.disclosures, _disclosure),
    (lambda minutes: minutes.questions_taken, _question),
    (lambda minutes: minutes.elections, _election),
    (lambda minutes: minutes.exclusions, _exclusion),
    (lambda minutes: minutes.motions, _motion),
    (lambda minutes: minutes.resolutions, _resolution),
    (lambda minutes: minutes.actions, _action),
)
