"""Tables of what happened at a meeting: who was there, what was disclosed, moved, resolved and promised.

An item is named by its number, as the minutes name it: minutes may be kept of a meeting whose agenda is not.
"""

from __future__ import annotations

from datetime import date, time
from typing import Any

from sqlalchemy import JSON, ForeignKey, false
from sqlalchemy.orm import Mapped, mapped_column, relationship

from panel.extensions import Base
from panel.interests.models import Dispensation
from panel.members.models import Appointment, Member
from panel.minutes.record import Entry, Minutes
from panel.minutes.rules import MEMBERS, Asked, Cast, InterestKind, Moving, Outcome, Presence
from panel.procedure.models import Body
from panel.questions.models import Question

__all__ = [
    "MEMBERS",
    "Action",
    "Adjournment",
    "Asked",
    "Attendance",
    "Cast",
    "Confirmation",
    "Disclosure",
    "Election",
    "Exclusion",
    "InterestKind",
    "Minutes",
    "Motion",
    "Movement",
    "Moving",
    "Nomination",
    "Outcome",
    "Presence",
    "QuestionTaken",
    "Resolution",
    "Vote",
]


class Attendance(Entry, Base):
    """Somebody who was at a meeting, or should have been."""

    __tablename__ = "minutes_attendance"

    name: Mapped[str]
    """As recorded."""
    circle: Mapped[str]
    """Among whom: "members", "opcc", "officers"."""
    role: Mapped[str] = mapped_column(default="")
    presence: Mapped[Presence]
    remote: Mapped[bool] = mapped_column(default=False, server_default=false())
    """Whether they joined from elsewhere; whether that counts is a rule's to say."""
    substitute_for: Mapped[str] = mapped_column(default="")
    """The absent member in whose place they came."""
    member_id: Mapped[int | None] = mapped_column(ForeignKey("member.id"), index=True)
    """Whose name it is; None where it is no member's."""

    member: Mapped[Member | None] = relationship()


class Movement(Entry, Base):
    """That somebody arrived, left or came back during an item."""

    __tablename__ = "minutes_movement"

    name: Mapped[str]
    member_id: Mapped[int | None] = mapped_column(ForeignKey("member.id"), index=True)
    moving: Mapped[Moving]
    item: Mapped[str] = mapped_column(default="")
    """During which item."""
    at: Mapped[time | None]
    """London wall time."""

    member: Mapped[Member | None] = relationship()


class Confirmation(Entry, Base):
    """That the minutes of an earlier meeting were confirmed; the public and the exempt ones each by an entry."""

    __tablename__ = "minutes_confirmation"

    earlier: Mapped[date]
    """The day of the earlier meeting."""
    item: Mapped[str] = mapped_column(default="", server_default="")
    amendments: Mapped[str] = mapped_column(default="", server_default="")
    """How they were amended before they were confirmed, in words; empty where they were confirmed as they were."""
    proposer: Mapped[str] = mapped_column(default="", server_default="")
    seconder: Mapped[str] = mapped_column(default="", server_default="")


class Disclosure(Entry, Base):
    """An interest that a member disclosed at the meeting."""

    __tablename__ = "minutes_disclosure"

    name: Mapped[str] = mapped_column(default="")
    """Of the member, where it is given by itself."""
    item: Mapped[str] = mapped_column(default="")
    text: Mapped[str] = mapped_column(default="")
    """Its nature; of a sensitive interest only that there is one (Localism Act 2011, s.32)."""
    details: Mapped[dict[str, Any]] = mapped_column(default=dict)
    """What else was written of it, by the writer's own keys."""
    member_id: Mapped[int | None] = mapped_column(ForeignKey("member.id"), index=True)
    kind: Mapped[InterestKind | None]
    """None where that is not recorded."""
    registered: Mapped[bool | None]
    """Whether it stands in the register; where it does not, it is notified within 28 days. None: not recorded."""
    dispensation_id: Mapped[int | None] = mapped_column(ForeignKey("dispensation.id"), index=True)
    """The leave by which the member took part in spite of it."""
    took_no_part: Mapped[bool | None]
    """Whether the member took no part in discussion and vote; None: not recorded."""
    left_at: Mapped[time | None]
    """When the member left the room for it; None where they stayed."""
    returned_at: Mapped[time | None]

    member: Mapped[Member | None] = relationship()
    dispensation: Mapped[Dispensation | None] = relationship()


class Motion(Entry, Base):
    """What was moved, and what came of it."""

    __tablename__ = "minutes_motion"

    item: Mapped[str]
    title: Mapped[str] = mapped_column(default="")
    text: Mapped[str]
    proposer: Mapped[str] = mapped_column(default="")
    seconder: Mapped[str] = mapped_column(default="")
    outcome: Mapped[str] = mapped_column(default="")
    """An `Outcome`, or the words of minutes that came from elsewhere; empty while it is open."""
    votes_for: Mapped[int | None]
    votes_against: Mapped[int | None]
    votes_abstained: Mapped[int | None]
    amends_id: Mapped[int | None] = mapped_column(ForeignKey("minutes_motion.id"), index=True)
    """The motion that it would amend; None for a motion."""
    veto: Mapped[str] = mapped_column(default="", server_default="")
    """What it would veto, "precept" or "chief constable": two thirds of the whole membership must vote for it."""
    named: Mapped[bool] = mapped_column(default=False, server_default=false())
    """Whether each member's vote is recorded by name."""
    casting: Mapped[Cast | None]
    """The chair's second, casting vote; None where none was given."""

    amends: Mapped[Motion | None] = relationship(remote_side="Motion.id")


class Vote(Entry, Base):
    """How one member voted on a motion, where votes are recorded by name."""

    __tablename__ = "minutes_vote"

    motion_id: Mapped[int] = mapped_column(ForeignKey("minutes_motion.id"), index=True)
    name: Mapped[str]
    member_id: Mapped[int | None] = mapped_column(ForeignKey("member.id"), index=True)
    cast: Mapped[Cast]

    motion: Mapped[Motion] = relationship()
    member: Mapped[Member | None] = relationship()


class Election(Entry, Base):
    """The election of a chair or vice-chair, or an appointment to a working group."""

    __tablename__ = "minutes_election"

    item: Mapped[str]
    office: Mapped[str]
    """"Chair", "Vice-Chair"; "Member" of a working group."""
    of_body_id: Mapped[int | None] = mapped_column(ForeignKey("body.id"), index=True)
    """The working group that somebody is appointed to; None for an office of the body itself."""
    presided: Mapped[str] = mapped_column(default="")
    """Who presided at it."""
    ballot: Mapped[bool] = mapped_column(default=False)
    """Whether it was by ballot; else by show of hands."""
    elected: Mapped[str] = mapped_column(default="")
    """Who was; empty while it is open."""
    decided_by: Mapped[str] = mapped_column(default="")
    """How equal votes were decided: "casting vote", "lot", "second ballot"; empty where they were not equal."""
    appointment_id: Mapped[int | None] = mapped_column(ForeignKey("appointment.id"), index=True)
    """The seat or office that was entered from it."""

    of_body: Mapped[Body | None] = relationship()
    appointment: Mapped[Appointment | None] = relationship()


class Nomination(Entry, Base):
    """Somebody who was nominated in an election."""

    __tablename__ = "minutes_nomination"

    election_id: Mapped[int] = mapped_column(ForeignKey("minutes_election.id"), index=True)
    name: Mapped[str]
    member_id: Mapped[int | None] = mapped_column(ForeignKey("member.id"), index=True)
    proposer: Mapped[str] = mapped_column(default="")
    seconder: Mapped[str] = mapped_column(default="")
    votes: Mapped[int | None]

    election: Mapped[Election] = relationship()
    member: Mapped[Member | None] = relationship()


class Exclusion(Entry, Base):
    """A resolution to exclude the public, and what came of it (Local Government Act 1972, s.100A(4)).

    For confidential information the public is excluded without one (s.100A(2)).
    """

    __tablename__ = "minutes_exclusion"

    item: Mapped[str]
    """The item under which it was moved."""
    items: Mapped[list[str]]
    """The numbers of the items that it covers."""
    paragraphs: Mapped[list[int]] = mapped_column(JSON)
    """Schedule 12A's paragraphs, as numbers."""
    words: Mapped[str] = mapped_column(default="")
    proposer: Mapped[str] = mapped_column(default="")
    seconder: Mapped[str] = mapped_column(default="")
    outcome: Mapped[str] = mapped_column(default="")
    """An `Outcome`; empty while it is open."""
    instead: Mapped[str] = mapped_column(default="")
    """Where it was lost: "taken in public" or "deferred"."""
    confidential: Mapped[bool] = mapped_column(default=False, server_default=false())
    """Whether it was for confidential information: then nothing is moved, and there is no outcome."""
    remained: Mapped[str] = mapped_column(default="")
    """Who was asked to remain."""
    out_at: Mapped[time | None]
    """When the public left, London wall time."""
    in_at: Mapped[time | None]
    """When it was let in again; None while it is excluded, and where the meeting rose before."""

    @property
    def excludes(self) -> bool:
        """Whether the public may be kept out by it: it was agreed, or needs no agreement."""
        return self.confidential or self.outcome == Outcome.AGREED

    @property
    def lasts(self) -> bool:
        """Whether the public is out by it at this moment."""
        return self.out_at is not None and self.in_at is None


class QuestionTaken(Entry, Base):
    """What became of a public question at the meeting."""

    __tablename__ = "minutes_question"

    question_id: Mapped[int | None] = mapped_column(ForeignKey("question.id"), index=True)
    """None for one that came without having been handed in."""
    item: Mapped[str] = mapped_column(default="")
    name: Mapped[str] = mapped_column(default="")
    """Who asked it."""
    asked: Mapped[Asked]
    answered_by: Mapped[str] = mapped_column(default="")
    answer: Mapped[str] = mapped_column(default="")
    supplementary: Mapped[str] = mapped_column(default="")
    supplementary_answer: Mapped[str] = mapped_column(default="")
    owed_by: Mapped[str] = mapped_column(default="")
    """Who owes a written answer; empty where none is owed."""
    owed_until: Mapped[date | None]
    text: Mapped[str] = mapped_column(default="", server_default="")
    """What was asked, where it had not been handed in; else the question itself says so."""
    answer_sent: Mapped[date | None]
    """When the written answer was sent; None while it is owed, and where none is."""

    question: Mapped[Question | None] = relationship()


class Adjournment(Entry, Base):
    """That the meeting was adjourned, to be resumed on the same day."""

    __tablename__ = "minutes_adjournment"

    item: Mapped[str] = mapped_column(default="")
    """During which item."""
    reason: Mapped[str] = mapped_column(default="")
    adjourned_at: Mapped[time]
    """London wall time."""
    resumed_at: Mapped[time | None]
    """None while it is adjourned."""


class Resolution(Entry, Base):
    """What was resolved. Its number counts within its item: "1", "2(a)"."""

    __tablename__ = "minutes_resolution"

    item: Mapped[str]
    number: Mapped[str]
    text: Mapped[str]
    kind: Mapped[str] = mapped_column(default="")
    """"recommendation" or "request" where it asks something of somebody."""
    addressee: Mapped[str] = mapped_column(default="")
    answer_due: Mapped[date | None]
    """The day by which the body asks for an answer (Police Reform and Social Responsibility Act 2011, s.29(3))."""
    on_sheet: Mapped[bool] = mapped_column(default=False, server_default=false())
    """Whether it went out on a decision sheet: from then on its number stays with it."""


class Action(Entry, Base):
    """What somebody promised in debate."""

    __tablename__ = "minutes_action"

    item: Mapped[str] = mapped_column(default="")
    text: Mapped[str]
    owner: Mapped[str] = mapped_column(default="")
    due: Mapped[date | None]
