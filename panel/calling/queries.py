"""Who was called to meetings, what they answered, and what that means for the quorum: in a few questions for all."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from panel.accounts.keys import digest
from panel.accounts.models import User
from panel.calling.models import CallingAnswer, CallingLink
from panel.calling.rules import Coming, Outlook, Risk, outlook
from panel.extensions import db
from panel.law.remote import counts_remotely
from panel.law.thresholds import quorum
from panel.meetings.models import Meeting, Substitute
from panel.meetings.standing import State
from panel.members.models import Appointment, Member
from panel.people.models import MemberAccount
from panel.procedure.queries import in_force_on
from panel.procedure.rules import Procedure

STATES = {
    Coming.COMING: State("Comes", "disc"),
    Coming.REMOTELY: State("Joins remotely", "ring"),
    Coming.APOLOGIES: State("Apologies", "cross"),
    Coming.SUBSTITUTE: State("Substitute", "arrow"),
}
NOT_ASKED, NO_ANSWER = State("Not asked yet", "circle"), State("No answer yet", "circle")
SHAPES = {Risk.NONE: "disc", Risk.OPEN: "circle", Risk.AT_RISK: "triangle", Risk.LOST: "cross"}


@dataclass(frozen=True)
class Called:
    """A member who has a seat at a meeting, and how they stand."""

    seat: Appointment
    links: tuple[CallingLink, ...] = ()
    answers: tuple[CallingAnswer, ...] = ()
    """Those for the day on which the meeting is now, the first first."""
    former: tuple[CallingAnswer, ...] = ()
    """Those for days from which the meeting was moved."""
    named: Substitute | None = None
    """Who was named to stand in for them."""

    @property
    def member(self) -> Member:
        """Who they are."""
        return self.seat.member

    @property
    def answer(self) -> CallingAnswer | None:
        """What they answered last."""
        return self.answers[-1] if self.answers else None

    @property
    def coming(self) -> Coming | None:
        """What is to be expected of them: who was named to stand in does, unless they come after all."""
        said = self.answer.coming if self.answer else None
        return Coming.SUBSTITUTE if self.named and said in (None, Coming.APOLOGIES) else said

    @property
    def state(self) -> State:
        """How they stand, in a word."""
        if self.coming:
            return STATES[self.coming]
        return NO_ANSWER if self.links else NOT_ASKED

    @property
    def to_confirm(self) -> bool:
        """Whether they said who stands in for them, and an officer has not named that person yet."""
        return bool(self.answer and self.answer.coming is Coming.SUBSTITUTE and not self.named)

    @property
    def named_in_vain(self) -> bool:
        """Whether somebody is named to stand in for them though they come after all."""
        return bool(self.named and self.answer and self.answer.coming in (Coming.COMING, Coming.REMOTELY))


@dataclass(frozen=True)
class Roll:
    """Everybody who is called to a meeting, and how sure its quorum is."""

    meeting: Meeting
    called: tuple[Called, ...]
    outlook: Outlook | None
    """None where the rules set no quorum, or nobody has a seat."""

    @property
    def state(self) -> State | None:
        """How sure the quorum is, in a word."""
        return State(self.outlook.risk.value, SHAPES[self.outlook.risk]) if self.outlook else None

    def those(self, *coming: Coming | None) -> list[Called]:
        """Give those of whom one of these is expected; None: who has not answered."""
        return [each for each in self.called if each.coming in coming]

    @property
    def begun(self) -> bool:
        """Whether anybody was asked, or has answered."""
        return any(each.links or each.answers for each in self.called)

    @property
    def missing(self) -> str:
        """Name who does not come and who has not answered, in a line; empty where that is nobody."""
        apologies = [each.member.name for each in self.those(Coming.APOLOGIES)]
        silent = [each.member.name for each in self.those(None)]
        parts = [f"Apologies: {', '.join(apologies)}."] if apologies else []
        return " ".join([*parts, *([f"No answer: {', '.join(silent)}."] if silent else [])])


def roll_of(meeting: Meeting, today: date) -> Roll:
    """Give everybody who is called to a meeting."""
    return rolls_of([meeting], today, everybody=True)[meeting.id]


def rolls_of(meetings: Sequence[Meeting], today: date, *, everybody: bool = False) -> dict[int, Roll]:
    """Give who is called to each of several meetings, by its number; those for which nobody was asked are left out.

    `everybody`: those too.
    """
    numbers = [meeting.id for meeting in meetings]
    links, answers = _links(numbers), _answers(numbers)
    asked = {meeting for meeting, _member in (*links, *answers)}
    wanted = [meeting for meeting in meetings if everybody or meeting.id in asked]
    named, seats = _named([each.id for each in wanted]), _seats({each.body_id for each in wanted})
    rules: dict[int, dict[date, Procedure]] = {}
    found = {}
    for meeting in wanted:
        if meeting.body_id not in rules:
            days = [each.date for each in wanted if each.body_id == meeting.body_id]
            rules[meeting.body_id] = in_force_on(meeting.body, days)
        sitting: dict[int, Appointment] = {}
        for seat in seats:
            if seat.body_id == meeting.body_id and seat.held_on(meeting.date):
                sitting.setdefault(seat.member_id, seat)
        called = tuple(
            Called(
                seat,
                tuple(row for row in links[meeting.id, number] if row.day == meeting.date),
                tuple(row for row in answers[meeting.id, number] if row.day == meeting.date),
                tuple(row for row in answers[meeting.id, number] if row.day != meeting.date),
                named.get((meeting.id, number)),
            )
            for number, seat in sitting.items()
        )
        found[meeting.id] = _judged(Roll(meeting, called, None), rules[meeting.body_id][meeting.date], today)
    return found


def _judged(roll: Roll, rules: Procedure, today: date) -> Roll:
    """Say how sure the quorum is, where the rules set one."""
    day, body = roll.meeting.date, roll.meeting.body
    if not roll.called:
        return roll
    needed = quorum(len(roll.called), day, count=rules.quorum_count, fraction=rules.quorum_fraction)
    if needed is None:
        return roll
    said = outlook(
        needed,
        len(roll.those(Coming.COMING, Coming.SUBSTITUTE)),
        len(roll.those(Coming.REMOTELY)),
        len(roll.those(Coming.APOLOGIES)),
        len(roll.those(None)),
        counts_remotely(day, body.nation, rules.remote_counts),
        (day - today).days,
    )
    return replace(roll, outlook=said)


def _links(meetings: Collection[int]) -> dict[tuple[int, int], list[CallingLink]]:
    found: dict[tuple[int, int], list[CallingLink]] = defaultdict(list)
    wanted = select(CallingLink).where(CallingLink.meeting_id.in_(meetings)).order_by(CallingLink.id)
    for row in db.session.scalars(wanted.options(joinedload(CallingLink.message))):
        found[row.meeting_id, row.member_id].append(row)
    return found


def _answers(meetings: Collection[int]) -> dict[tuple[int, int], list[CallingAnswer]]:
    found: dict[tuple[int, int], list[CallingAnswer]] = defaultdict(list)
    wanted = select(CallingAnswer).where(CallingAnswer.meeting_id.in_(meetings)).order_by(CallingAnswer.id)
    for row in db.session.scalars(wanted.options(joinedload(CallingAnswer.substitute))):
        found[row.meeting_id, row.member_id].append(row)
    return found


def _named(meetings: Collection[int]) -> dict[tuple[int, int], Substitute]:
    wanted = select(Substitute).where(Substitute.meeting_id.in_(meetings), Substitute.withdrawn.is_(False))
    rows = db.session.scalars(wanted.options(joinedload(Substitute.member)))
    return {(row.meeting_id, row.absent_id): row for row in rows}


def _seats(bodies: Collection[int]) -> Sequence[Appointment]:
    return db.session.scalars(
        select(Appointment)
        .where(Appointment.body_id.in_(bodies), Appointment.withdrawn.is_(False))
        .options(joinedload(Appointment.member).joinedload(Member.authority))
        .order_by(Appointment.position, Appointment.id)
    ).all()


def link_of(key: str) -> CallingLink | None:
    """Give the link that holds a key, unless the account of its member was closed since."""
    closed = select(MemberAccount.member_id).join(User).where(User.disabled)
    return db.session.scalar(
        select(CallingLink)
        .where(CallingLink.key_hash == digest(key), CallingLink.member_id.not_in(closed))
        .options(joinedload(CallingLink.member), joinedload(CallingLink.meeting).joinedload(Meeting.body))
    )


def addresses(members: Collection[int]) -> dict[int, str]:
    """Give the e-mail addresses of members, by their numbers: of those whose account is open."""
    rows = db.session.execute(
        select(MemberAccount.member_id, User.email)
        .join(User)
        .where(MemberAccount.member_id.in_(members), User.disabled.is_(False))
    )
    return {row.member_id: row.email for row in rows}
