"""A meeting with something of every kind in its minutes, public and exempt."""

from __future__ import annotations

from datetime import date, time

from panel.agendas.rules import ItemKind
from panel.meetings.models import Meeting, MeetingStatus
from panel.minute_book.models import Passage, Written
from panel.minutes.models import (
    Action,
    Adjournment,
    Attendance,
    Cast,
    Confirmation,
    Disclosure,
    Election,
    Exclusion,
    InterestKind,
    Minutes,
    Motion,
    Movement,
    Moving,
    Nomination,
    Outcome,
    Presence,
    QuestionTaken,
    Resolution,
    Vote,
)
from panel.minutes.rules import Asked
from panel.papers.models import PaperAccess
from panel.procedure.models import Body
from tests.builders import a_meeting, a_question, add, an_entry, an_item, minutes_of, somebody_there

DAY = date(2026, 2, 12)
SECRET = "The kingfisher contract is to be ended"
NARRATIVE = """The Commissioner presented the **proposed precept** and said:

- that reserves were at £26.1m
- that officers numbered *926*

| Option | Rise |
| --- | --- |
| One | £12 |
| Two | £10 |

See [the consultation](https://example.org/consultation). <script>alert(1)</script>"""


def a_full_meeting(body: Body) -> Minutes:
    """Make a meeting's minutes with something of every kind."""
    meeting = a_meeting(body, DAY, status=MeetingStatus.HELD)
    an_item(meeting, "1", "General", ItemKind.HEADING)
    an_item(meeting, "1(1)", "Apologies", ItemKind.APOLOGIES)
    an_item(meeting, "1(2)", "Disclosures of interests", ItemKind.DISCLOSURES)
    an_item(meeting, "1(3)", "Minutes of the previous meeting", ItemKind.MINUTES)
    an_item(meeting, "2", "Public question time", ItemKind.PUBLIC_QUESTIONS)
    an_item(meeting, "3", "Proposed precept")
    an_item(meeting, "4", "Election of a Vice-Chair")
    an_item(meeting, "5", "Flooding of the control room", ItemKind.URGENT, urgent_reason="It happened yesterday.")
    an_item(meeting, "6", "Exclusion of the public", ItemKind.EXCLUSION)
    an_item(meeting, "7", "Contract")
    minutes = minutes_of(meeting, began=time(10, 30), presided="Councillor Ada Finch", public_questions=1)
    people(minutes)
    public_business(minutes)
    question(minutes, meeting)
    exempt_business(minutes)
    return minutes


def people(minutes: Minutes) -> None:
    """Record who was there."""
    somebody_there(minutes, "Councillor Ada Finch", role="Chair")
    somebody_there(minutes, "Councillor Ravi Linnet", remote=True)
    somebody_there(minutes, "Councillor Jay Moor", substitute_for="Councillor Eve Sparrow")
    somebody_there(minutes, "Councillor Eve Sparrow", Presence.ABSENT)
    somebody_there(minutes, "Omar Reed", Presence.APOLOGIES)
    somebody_there(minutes, "Una Marsh", circle="opcc", role="Chief Executive")
    somebody_there(minutes, "Imogen Vale", circle="officers", role="Democratic Services Officer")
    facts = {"name": "Councillor Ravi Linnet", "item": "3", "at": time(10, 52)}
    an_entry(Movement, minutes, moving=Moving.ARRIVED, **facts)


def public_business(minutes: Minutes) -> None:
    """Record what was done in public."""
    an_entry(Confirmation, minutes, earlier=date(2025, 11, 20), item="1(3)")
    declared = an_entry(
        Disclosure,
        minutes,
        name="Councillor Ravi Linnet",
        item="3",
        text="Owns land at Larkford",
        details={},
        registered=False,
        took_no_part=True,
        left_at=time(10, 55),
    )
    declared.kind = InterestKind.PECUNIARY
    add(Passage(minutes_id=minutes.id, item="3", text=NARRATIVE))
    motion = an_entry(
        Motion,
        minutes,
        item="3",
        title="Precept",
        text="That the precept be supported.",
        proposer="Councillor Ada Finch",
        seconder="Councillor Jay Moor",
        outcome=Outcome.AGREED,
        votes_for=2,
        votes_against=1,
        votes_abstained=0,
        named=True,
        casting=Cast.FOR,
    )
    amendment = {"item": "3", "text": "To add a review in a year.", "outcome": Outcome.LOST, "amends_id": motion.id}
    an_entry(Motion, minutes, **amendment)
    an_entry(Vote, minutes, motion_id=motion.id, name="Councillor Ada Finch", cast=Cast.FOR)
    an_entry(Vote, minutes, motion_id=motion.id, name="Councillor Jay Moor", cast=Cast.AGAINST)
    resolutions = (
        ("1", "Supports the precept.", {}),
        ("2", "Recommends to the Commissioner that he:", {"addressee": "PCC", "answer_due": date(2026, 3, 1)}),
        ("2(a)", "Consults more widely.", {}),
        ("2(b)", "Publishes the answer.", {}),
    )
    for number, text, more in resolutions:
        an_entry(Resolution, minutes, item="3", number=number, text=text, **more)
    times = {"adjourned_at": time(11, 5), "resumed_at": time(11, 15)}
    an_entry(Adjournment, minutes, item="3", reason="A fire alarm", **times)
    an_entry(Action, minutes, item="3", text="To send the figures", owner="Una Marsh", due=date(2026, 3, 2))
    election = an_entry(
        Election,
        minutes,
        item="4",
        office="Vice-Chair",
        presided="Councillor Ada Finch",
        ballot=True,
        elected="Councillor Jay Moor",
    )
    an_entry(Nomination, minutes, election_id=election.id, name="Councillor Jay Moor", votes=2)
    an_entry(
        Exclusion,
        minutes,
        item="6",
        items=["7"],
        paragraphs=[3],
        proposer="Councillor Ada Finch",
        outcome=Outcome.AGREED,
        out_at=time(11, 30),
        in_at=time(11, 50),
    )
    add(Passage(minutes_id=minutes.id, item="7", what=Written.SUMMARY, text="The Panel discussed a contract."))


def question(minutes: Minutes, meeting: Meeting) -> None:
    """Record a public question with its answer."""
    asked = a_question(meeting, "Ida Thrush", "How many officers are there?", date(2026, 2, 9))
    an_entry(
        QuestionTaken,
        minutes,
        question_id=asked.id,
        item="2",
        name="Ida Thrush",
        asked=Asked.ANSWERED,
        answered_by="The Commissioner",
        answer="There are 926.",
    )
    owed = {"asked": Asked.ASKED, "owed_by": "The Commissioner", "owed_until": date(2026, 2, 26)}
    an_entry(QuestionTaken, minutes, item="2", name="Noor Wren", text="What does it cost?", **owed)


def exempt_business(minutes: Minutes) -> None:
    """Record what was done without the public."""
    exempt = {"access": PaperAccess.EXEMPT}
    add(Passage(minutes_id=minutes.id, item="7", text=f"{SECRET}, the Commissioner said.", **exempt))
    an_entry(Resolution, minutes, item="7", number="1", text=f"{SECRET}.", **exempt)
    an_entry(Action, minutes, item="7", text="To write to Kingfisher Ltd", owner="Una Marsh", **exempt)
    an_entry(Attendance, minutes, name="Kit Falcon", circle="advisers", presence=Presence.PRESENT, **exempt)
