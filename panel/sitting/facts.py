"""What the page of a running meeting stands on, read in the same few questions however long the agenda is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property

from panel.agendas.models import Item
from panel.agendas.rules import ItemKind
from panel.interests.models import Dispensation, Registration
from panel.interests.queries import dispensations, registrations
from panel.meetings.models import Meeting, Substitute
from panel.meetings.substituting import substitutes
from panel.members.models import Appointment
from panel.members.queries import seats
from panel.minute_book.models import Passage, Written
from panel.minute_book.queries import passages
from panel.minutes.models import Exclusion, Minutes
from panel.minutes.queries import confirmed, record_of
from panel.papers.models import Paper, PaperAccess
from panel.papers.queries import agenda_of
from panel.procedure.models import OfficeHolder
from panel.procedure.queries import in_force, office_holder
from panel.procedure.rules import Procedure
from panel.questions.models import Question, QuestionState
from panel.questions.queries import questions_to
from panel.sitting.declared import Declared, declared
from panel.sitting.question_time import QuestionTime
from panel.sitting.room import Room, room_of


@dataclass(frozen=True)
class Sitting:
    """A meeting at a moment: its agenda, who belongs to it, its rules, and what is recorded so far."""

    meeting: Meeting
    now: datetime
    """London's."""
    agenda: Sequence[tuple[Item, Sequence[Paper]]]
    seats: Sequence[Appointment]
    substitutes: Sequence[Substitute]
    rules: Procedure
    holder: OfficeHolder | None
    minutes: Minutes | None
    """None until the first thing is recorded."""
    passages: Sequence[Passage]
    closed: frozenset[PaperAccess]
    """Which of its minutes, the public and the exempt ones, were confirmed and can no longer be changed."""
    behind_doors: bool = False
    """Whether what is recorded now was written while the public was excluded, and arrives late."""

    @property
    def items(self) -> list[Item]:
        """The items that something can be recorded under."""
        return [item for item, _papers in self.agenda if item.kind is not ItemKind.HEADING]

    @cached_property
    def room(self) -> Room:
        """Tell who has a place, who is in the room, and whether they are enough."""
        return room_of(self.meeting, self.minutes, self.seats, self.substitutes, self.rules)

    @cached_property
    def declared(self) -> list[Declared]:
        """Give the interests on the record, with what follows from each."""
        rows = self.minutes.disclosures if self.minutes else ()
        return [declared(self.meeting, row, self.rules) for row in rows]

    @cached_property
    def registers(self) -> dict[int, Registration]:
        """Give what is noted of the members' registers of interests, by the member's number."""
        return registrations(self.meeting.body.parent or self.meeting.body)

    @cached_property
    def dispensations(self) -> list[Dispensation]:
        """Give the dispensations in force that day."""
        every, day = dispensations(self.meeting.body.parent or self.meeting.body), self.meeting.date
        return [each for each in every if each.granted <= day <= each.ends]

    def passage(
        self, item: str, access: PaperAccess = PaperAccess.PUBLIC, what: Written = Written.NARRATIVE
    ) -> Passage | None:
        """Give what is written of an item."""
        return next((row for row in self.passages if (row.item, row.access, row.what) == (item, access, what)), None)

    @cached_property
    def questions(self) -> list[Question]:
        """The accepted public questions, in their order."""
        return [each for each in questions_to(self.meeting) if each.state is QuestionState.ACCEPTED]

    @property
    def question_time(self) -> QuestionTime:
        """The time for public questions, as it stands now."""
        at = self.minutes.questions_began if self.minutes else None
        began = datetime.combine(self.meeting.date, at, self.now.tzinfo) if at else None
        return QuestionTime(self.rules.questions(self.meeting.date), began, self.now)

    @property
    def excluded(self) -> Exclusion | None:
        """The exclusion of the public that lasts at this moment; None while it is let in."""
        every = self.minutes.exclusions if self.minutes else ()
        # Where the public left before anything was agreed, what is written is still what it did not hear.
        return next((row for row in every if row.lasts), None)

    @property
    def access(self) -> PaperAccess:
        """To which minutes belongs what is recorded now."""
        return PaperAccess.EXEMPT if self.excluded or self.behind_doors else PaperAccess.PUBLIC


def sitting_of(meeting: Meeting, now: datetime, *, behind_doors: bool = False) -> Sitting:
    """Bring together what a meeting's page stands on."""
    minutes = record_of(meeting)
    return Sitting(
        meeting=meeting,
        now=now,
        agenda=agenda_of(meeting),
        seats=seats(meeting.body, meeting.date),
        substitutes=substitutes(meeting),
        rules=in_force(meeting.body, meeting.date),
        holder=office_holder(meeting.body, meeting.date),
        minutes=minutes,
        passages=passages(minutes) if minutes else (),
        closed=frozenset(confirmed(meeting)),
        behind_doors=behind_doors,
    )
