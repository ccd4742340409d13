"""Write what a folder says of minutes, and of the letter that followed the meeting, into the records."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import asdict
from typing import TYPE_CHECKING, Any, TypeVar

from sqlalchemy import select

from panel.extensions import db
from panel.folders.facts import (
    ActionFacts,
    AttendanceFacts,
    ConfirmationFacts,
    DisclosureFacts,
    LetterFacts,
    LetterRecommendationFacts,
    MinutesFacts,
    MotionFacts,
    ResolutionFacts,
)
from panel.folders.keeping_record import RecordKeeper, dispensation_of
from panel.folders.keeping_rows import Rows
from panel.folders.pairing import Likenesses
from panel.folders.report import ImportReport, meeting_name, short
from panel.law.ruling import Refused
from panel.meetings.models import Meeting
from panel.members.models import Member
from panel.minutes import operations as minutes
from panel.minutes.models import (
    MEMBERS,
    Action,
    Attendance,
    Confirmation,
    Disclosure,
    Minutes,
    Motion,
    Resolution,
)
from panel.recommendations import operations as letters
from panel.recommendations.models import Letter, LetterRecommendation

if TYPE_CHECKING:
    from _typeshed import DataclassInstance

Fact = TypeVar("Fact", bound="DataclassInstance")
Entered = TypeVar("Entered", Attendance, Confirmation, Disclosure, Motion, Resolution, Action)


class MinutesKeeper:
    """Keeps minutes and letters; tells what it did in a report."""

    def __init__(self, report: ImportReport, actor: str) -> None:
        self.report, self.actor = report, actor

    def minutes(self, meeting: Meeting, facts: MinutesFacts | None) -> None:
        """Keep the minutes of a meeting and its letter; None withdraws them.

        Minutes that were confirmed stay as they are, whole, where the folder says something else of them.
        """
        lists = (self.report.added, self.report.changed, self.report.withdrawn)
        before = [len(entries) for entries in lists]
        try:
            with db.session.begin_nested():
                self.keep(meeting, facts)
        except Refused as refused:
            for entries, count in zip(lists, before, strict=True):
                del entries[count:]
            of = f"The minutes of {meeting_name(meeting.date)} and their letter stay as they are"
            self.report.notes.append(
                f"{of}, and nothing that the folder says of them was taken. {refused.ruling.reason}"
            )

    def keep(self, meeting: Meeting, facts: MinutesFacts | None) -> None:
        """Keep what the folder says, record by record. Raises Refused."""
        rows = db.session.scalars(select(Minutes).where(Minutes.meeting_id == meeting.id)).all()
        kept = Rows[MinutesFacts, Minutes](
            "minutes",
            ((lambda _facts, _: True, lambda _row: True),),
            lambda fact, _: {"rose": fact.rose, "public_questions": fact.public_questions, **fact.record.columns},
            lambda _: f"minutes of {meeting_name(meeting.date)}",
            lambda columns: minutes.open_minutes(meeting, columns, actor=self.actor),
            lambda row, columns: minutes.amend(row, columns, actor=self.actor),
            lambda row: minutes.withdraw(row, actor=self.actor),
        ).keep([facts] if facts else [], rows, self.report)
        resolutions: dict[tuple[str, str], Resolution] = {}
        if facts is not None:
            resolutions = self.entries(kept[0], facts)
        self.letters(meeting, [facts.letter] if facts and facts.letter else [], resolutions)

    def entries(self, row: Minutes, facts: MinutesFacts) -> dict[tuple[str, str], Resolution]:
        """Keep what happened, list by list; give the resolutions by item and number."""
        people = {
            member.name: member.id
            for member in db.session.scalars(select(Member).where(Member.panel_id == row.meeting.body_id))
        }

        record = facts.record

        def member_of(fact: AttendanceFacts) -> dict[str, Any]:
            remote = {} if record.remote is None else {"remote": fact.name in record.remote}
            return {"member_id": people.get(fact.name) if fact.circle == MEMBERS else None, **remote}

        def disclosed(fact: DisclosureFacts) -> dict[str, Any]:
            known = dict(record.disclosed.get((fact.name, fact.item, fact.text), {}))
            if "dispensation" in known:
                known["dispensation_id"] = dispensation_of(people.get(fact.name), known.pop("dispensation"))
            return {**known, "member_id": people.get(fact.name)} if fact.name in people else known

        def moved(fact: MotionFacts) -> dict[str, Any]:
            known = record.moved.get((fact.item, fact.text), {})
            return {key: value for key, value in known.items() if key not in ("votes", "amends")}

        def resolved(fact: ResolutionFacts) -> dict[str, Any]:
            return dict(record.resolved.get((fact.item, fact.number), {}))

        def promised(fact: ActionFacts) -> dict[str, Any]:
            return dict(record.promised.get((fact.item, fact.text), {}))

        self.listed(Attendance, row, facts.attendance, _ATTENDANCE, lambda entry: entry.name, member_of)
        self.listed(
            Confirmation, row, facts.confirmations, _CONFIRMATION, lambda entry: f"{entry.earlier}, {entry.access}"
        )
        self.listed(
            Disclosure, row, facts.disclosures, _DISCLOSURE, lambda entry: entry.name or short(entry.text), disclosed
        )
        motions = self.listed(
            Motion, row, facts.motions, _MOTION, lambda entry: entry.title or short(entry.text), moved
        )
        self.listed(Action, row, facts.actions, _ACTION, lambda entry: short(entry.text), promised)
        kept = self.listed(
            Resolution,
            row,
            facts.resolutions,
            _RESOLUTION,
            lambda entry: f"{entry.number} under item {entry.item}",
            resolved,
        )
        RecordKeeper(row, people, self.report, self.actor).keep(record, motions)
        return {(entry.item, entry.number): entry for entry in reversed(kept)}

    def listed(
        self,
        kind: type[Entered],
        row: Minutes,
        facts: Sequence[Fact],
        likenesses: Likenesses[Fact, Entered],
        name: Callable[[Entered], str],
        more: Callable[[Fact], dict[str, Any]] = lambda _fact: {},
    ) -> list[Entered]:
        """Keep one of the lists in minutes."""
        noun = kind.__name__.lower()
        of = f"in the minutes of {meeting_name(row.meeting.date)}"
        rows = db.session.scalars(
            select(kind).where(kind.minutes_id == row.id).order_by(kind.withdrawn, kind.position, kind.id)
        ).all()
        return Rows[Fact, Entered](
            noun,
            likenesses,
            lambda fact, position: {**asdict(fact), **more(fact), "position": position},
            lambda entry: f"{noun} {of}: {name(entry)}",
            lambda values: minutes.enter(kind, row, values, actor=self.actor),
            lambda entry, values: minutes.amend(entry, values, actor=self.actor),
            lambda entry: minutes.withdraw(entry, actor=self.actor),
        ).keep(facts, rows, self.report)

    def letters(
        self, meeting: Meeting, facts: Sequence[LetterFacts], resolutions: dict[tuple[str, str], Resolution]
    ) -> None:
        """Keep the letters that followed a meeting, with their recommendations."""
        rows = db.session.scalars(
            select(Letter).where(Letter.meeting_id == meeting.id).order_by(Letter.withdrawn, Letter.id)
        ).all()
        kept = Rows(
            "letter",
            _LETTER,
            lambda fact, _: {
                "kind": fact.kind,
                "to": fact.to,
                "sent": fact.sent,
                "answer_due": fact.answer_due,
                "answered": fact.answered,
            },
            lambda row: f"letter to {row.to} of {row.sent}",
            lambda columns: letters.send(meeting, columns, actor=self.actor),
            lambda row, columns: letters.follow_up(row, columns, actor=self.actor),
            lambda row: letters.withdraw(row, actor=self.actor),
        ).keep(facts, rows, self.report)
        for letter, fact in zip(kept, facts, strict=True):
            self.recommendations(letter, fact, resolutions)

    def recommendations(
        self, letter: Letter, facts: LetterFacts, resolutions: dict[tuple[str, str], Resolution]
    ) -> None:
        """Keep what a letter recommends."""
        rows = db.session.scalars(
            select(LetterRecommendation)
            .where(LetterRecommendation.letter_id == letter.id)
            .order_by(LetterRecommendation.withdrawn, LetterRecommendation.position, LetterRecommendation.id)
        ).all()
        Rows(
            "recommendation",
            _RECOMMENDATION,
            lambda fact, position: {
                "text": fact.text,
                "resolution_id": resolutions[fact.resolution].id if fact.resolution else None,
                "delegated": fact.delegated,
                "position": position,
            },
            lambda row: f"recommendation “{short(row.text)}” in the letter of {letter.sent}",
            lambda columns: letters.recommend(letter, columns, actor=self.actor),
            lambda row, columns: letters.follow_up(row, columns, actor=self.actor),
            lambda row: letters.withdraw(row, actor=self.actor),
        ).keep(facts.recommendations, rows, self.report)


_ATTENDANCE: Likenesses[AttendanceFacts, Attendance] = (
    (
        lambda fact, _: (fact.name, fact.circle, fact.presence),
        lambda row: (row.name, row.circle, row.presence),
    ),
    (lambda fact, _: (fact.name, False), lambda row: (row.name, row.withdrawn)),
)
_CONFIRMATION: Likenesses[ConfirmationFacts, Confirmation] = (
    (lambda fact, _: (fact.earlier, fact.access), lambda row: (row.earlier, row.access)),
    (lambda _fact, position: (position, False), lambda row: (row.position, row.withdrawn)),
)
_DISCLOSURE: Likenesses[DisclosureFacts, Disclosure] = (
    (lambda fact, _: (fact.name, fact.item, fact.text), lambda row: (row.name, row.item, row.text)),
    (lambda _fact, position: (position, False), lambda row: (row.position, row.withdrawn)),
)
_MOTION: Likenesses[MotionFacts, Motion] = (
    (lambda fact, _: (fact.item, fact.text), lambda row: (row.item, row.text)),
    (lambda fact, position: (fact.item, position, False), lambda row: (row.item, row.position, row.withdrawn)),
)
_RESOLUTION: Likenesses[ResolutionFacts, Resolution] = (
    (lambda fact, _: (fact.item, fact.number, fact.text), lambda row: (row.item, row.number, row.text)),
    (lambda fact, _: (fact.item, fact.number, False), lambda row: (row.item, row.number, row.withdrawn)),
    (lambda fact, _: (fact.text, False), lambda row: (row.text, row.withdrawn)),
)
_ACTION: Likenesses[ActionFacts, Action] = (
    (lambda fact, _: (fact.item, fact.text), lambda row: (row.item, row.text)),
    (lambda fact, _: (fact.text, False), lambda row: (row.text, row.withdrawn)),
    (lambda fact, position: (fact.item, position, False), lambda row: (row.item, row.position, row.withdrawn)),
)
_LETTER: Likenesses[LetterFacts, Letter] = (
    (lambda fact, _: (fact.kind, fact.sent), lambda row: (row.kind, row.sent)),
    (lambda _fact, _: False, lambda row: row.withdrawn),
)
_RECOMMENDATION: Likenesses[LetterRecommendationFacts, LetterRecommendation] = (
    (lambda fact, _: fact.text, lambda row: row.text),
    (lambda _fact, position: (position, False), lambda row: (row.position, row.withdrawn)),
)
