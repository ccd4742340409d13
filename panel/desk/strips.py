"""How far coming meetings are, in a line each: papers here of those asked for, and what the last check found."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import func, select

from panel.agendas.models import Item
from panel.checks.kept import Kept
from panel.checks.models import Answer, LastCheck
from panel.extensions import db
from panel.law.words import counted, number_in_words
from panel.meetings.models import Meeting
from panel.packs.rules import open_in_words
from panel.papers.models import Paper
from panel.papers.rules import PaperStage

CLEARED = frozenset({PaperStage.CLEARED, PaperStage.FINAL})


@dataclass(frozen=True)
class HowFar:
    """How far a meeting is, in sentences; empty where there is nothing to say."""

    papers: str = ""
    checked: str = ""


def how_far(meetings: Sequence[Meeting]) -> dict[int, HowFar]:
    """Say how far meetings are, by their numbers, in three questions however many they are."""
    numbers = [meeting.id for meeting in meetings]
    here: dict[int, Counter[str]] = {}
    counts = select(Item.meeting_id, Paper.stage, Paper.document_id.is_not(None), func.count())
    for number, stage, has_file, count in db.session.execute(
        counts.select_from(Paper)
        .join(Item)
        .where(
            Item.meeting_id.in_(numbers), Item.withdrawn.is_(False), Paper.withdrawn.is_(False), Paper.drawn.is_(None)
        )
        .group_by(Item.meeting_id, Paper.stage, Paper.document_id.is_not(None))
    ):
        of = here.setdefault(number, Counter())
        of["asked"] += count
        of["here"] += count if has_file else 0
        of["sent back"] += count if stage is PaperStage.QUERIED else 0
        of["cleared"] += count if has_file and stage in CLEARED else 0
    answered = {
        (number, key)
        for number, key in db.session.execute(
            select(Answer.meeting_id, Answer.key).where(Answer.meeting_id.in_(numbers), Answer.withdrawn.is_(False))
        )
    }
    checks = {
        row.meeting_id: row for row in db.session.scalars(select(LastCheck).where(LastCheck.meeting_id.in_(numbers)))
    }
    return {
        number: HowFar(
            _papers(here[number]) if number in here else "",
            _checked(number, checks[number], answered) if number in checks else "",
        )
        for number in numbers
    }


def _papers(of: Counter[str]) -> str:
    asked = counted(of["asked"], "paper is", "papers are")
    cleared = f", {number_in_words(of['cleared'])} cleared" if of["cleared"] else ""
    back = f", {number_in_words(of['sent back'])} sent back" if of["sent back"] else ""
    if not of["here"]:
        return f"None of {asked} here yet{back}."
    return f"{number_in_words(of['here']).capitalize()} of {asked} here{cleared}{back}."


def _checked(number: int, check: LastCheck, answered: set[tuple[int, str]]) -> str:
    found = [Kept.read(each) for each in check.findings]
    kinds = Counter(each.severity for each in found if (number, each.key) not in answered)
    return f"The last check: {open_in_words(kinds)}." if kinds else "The last check: nothing is open."
