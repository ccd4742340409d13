"""Write into the record what a folder says of a meeting beyond names, motions and resolutions."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from typing import Any, TypeVar

from sqlalchemy import select

from panel.extensions import db
from panel.folders.facts import Listing, RecordFacts
from panel.folders.form import PATH
from panel.folders.keeping_rows import Rows
from panel.folders.report import Entry, ImportReport, meeting_name, short
from panel.interests.models import Dispensation
from panel.minute_book.models import Passage
from panel.minute_book.operations import write
from panel.minutes import operations as minutes
from panel.minutes.models import Election, Exclusion, Minutes, Motion, Movement, Nomination, QuestionTaken, Vote
from panel.questions.models import Question

Kept = TypeVar("Kept", Movement, Election, Nomination, Exclusion, QuestionTaken, Vote)


class RecordKeeper:
    """Keeps the lists of one meeting's record; tells what it did in a report."""

    def __init__(self, row: Minutes, people: Mapping[str, int], report: ImportReport, actor: str) -> None:
        self.row, self.people, self.report, self.actor = row, people, report, actor

    def keep(self, facts: RecordFacts, motions: Sequence[Motion]) -> None:
        """Keep every list that the folder has, and what it says of each item."""
        if facts.movements is not None:
            every = [{**entry, "member_id": self.people.get(entry["name"])} for entry in facts.movements]
            self.listed(Movement, every, ("name", "moving", "item"), "name")
        if facts.elections is not None:
            self.elections(facts.elections)
        if facts.exclusions is not None:
            self.listed(Exclusion, facts.exclusions, ("item", "items"), "item")
        if facts.questions is not None:
            self.questions(facts.questions)
        self.amendments(facts, motions)
        if any("votes" in known for known in facts.moved.values()):
            self.votes(facts, motions)
        for passage in facts.passages:
            self.passage(**passage)

    def elections(self, listing: Listing) -> None:
        """Keep elections with their nominations."""
        bare = [{key: value for key, value in entry.items() if key != "nominations"} for entry in listing]
        rows = self.listed(Election, bare, ("item", "office"), "office")
        every = [
            {
                **{key: value for key, value in name.items() if key != PATH},
                "election_id": row.id,
                "access": row.access,
                "member_id": self.people.get(name["name"]),
            }
            for row, entry in zip(rows, listing, strict=True)
            for name in entry.get("nominations", ())
        ]
        self.listed(Nomination, every, ("election_id", "name"), "name")

    def questions(self, listing: Listing) -> None:
        """Keep what became of the questions; one that was handed in is known by who asks."""
        asked = {
            question.name: question.id
            for question in db.session.scalars(
                select(Question).where(Question.meeting_id == self.row.meeting_id, Question.withdrawn.is_(False))
            )
        }
        every = [{**entry, "question_id": asked.get(entry["name"])} for entry in listing]
        self.listed(QuestionTaken, every, ("name", "item"), "name")

    def amendments(self, facts: RecordFacts, motions: Sequence[Motion]) -> None:
        """Let each amendment hang on the motion of its item that it would amend."""
        known = {(motion.item, motion.text): motion for motion in motions}
        for motion in motions:
            amends = facts.moved.get((motion.item, motion.text), {}).get("amends")
            if amends:
                minutes.amend(motion, {"amends_id": known[motion.item, amends].id}, actor=self.actor)

    def votes(self, facts: RecordFacts, motions: Sequence[Motion]) -> None:
        """Keep the votes by name of the motions that have them."""
        every = [
            {
                "motion_id": motion.id,
                "access": motion.access,
                "name": name,
                "cast": cast,
                "member_id": self.people.get(name),
            }
            for motion in motions
            for name, cast in facts.moved.get((motion.item, motion.text), {}).get("votes", ())
        ]
        self.listed(Vote, every, ("motion_id", "name"), "name")

    def listed(self, kind: type[Kept], facts: Listing, known_by: tuple[str, ...], named: str) -> list[Kept]:
        """Keep one list; an entry is known again by some of its columns, else by its place."""
        noun = "question taken" if kind.__name__ == QuestionTaken.__name__ else kind.__name__.lower()
        of = f"in the minutes of {meeting_name(self.row.meeting.date)}"
        rows = db.session.scalars(
            select(kind).where(kind.minutes_id == self.row.id).order_by(kind.withdrawn, kind.position, kind.id)
        ).all()
        return Rows[Mapping[str, Any], Kept](
            noun,
            (
                (
                    lambda fact, _: repr([fact.get(column, "") for column in known_by]),
                    lambda row: repr([getattr(row, column) for column in known_by]),
                ),
                (lambda _fact, position: (position, False), lambda row: (row.position, row.withdrawn)),
            ),
            lambda fact, position: {**fact, "position": position},
            lambda row: f"{noun} {of}: {short(str(getattr(row, named)))}",
            lambda columns: minutes.enter(kind, self.row, columns, actor=self.actor),
            lambda row, columns: minutes.amend(row, columns, actor=self.actor),
            lambda row: minutes.withdraw(row, actor=self.actor),
        ).keep(list(facts), rows, self.report)

    def passage(self, **passage: Any) -> None:
        """Keep what is written of an item; a revision of it where something else stood there."""
        same = (Passage.item == passage["item"], Passage.access == passage["access"], Passage.what == passage["what"])
        before = db.session.scalar(select(Passage).where(Passage.minutes_id == self.row.id, *same))
        if before is not None and before.text == passage["text"]:
            return
        entry = Entry(
            "passage", f"what the minutes of {meeting_name(self.row.meeting.date)} say of item {passage['item']}"
        )
        (self.report.changed if before is not None else self.report.added).append(entry)
        seen = before.version if before is not None else 0
        write(self.row, seen=seen, now=datetime.now(UTC), actor=self.actor, **passage)


def dispensation_of(member: int | None, granted: object) -> int | None:
    """Find the dispensation that a member was given on a day."""
    return db.session.scalar(
        select(Dispensation.id).where(Dispensation.member_id == member, Dispensation.granted == granted)
    )
