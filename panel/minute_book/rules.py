"""How far the minutes of a meeting are, and what may be done with them next. Pure."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from panel.law.ruling import RULES_AUTHORITY, Ruling
from panel.law.words import counted, day_in_words
from panel.minutes.rules import SIGNING_AUTHORITY

SUMMARY_AUTHORITY = "Local Government Act 1972, s.100C(2)"
MOST_ASKED = 100
"""How many corrections one link can ask for: enough for anybody, and no way to fill a disk."""


class State(StrEnum):
    """How far minutes are."""

    DRAFT = "draft"
    CIRCULATED = "circulated"
    PROPOSED = "proposed"
    CONFIRMED = "confirmed"
    SIGNED = "signed"


SHAPES = {
    State.DRAFT: "circle",
    State.CIRCULATED: "ring",
    State.PROPOSED: "arrow",
    State.CONFIRMED: "ring",
    State.SIGNED: "disc",
}
TO_BE_CONFIRMED = "Draft, to be confirmed"
"""Stands on every page of minutes that no meeting has confirmed."""


@dataclass(frozen=True)
class Settled:
    """What later meetings did with minutes: this alone is told to everybody, and printed."""

    confirmed: date | None = None
    """The day of the meeting that confirmed them; None for a draft."""
    amendments: str = ""
    """How they were amended before, in words."""
    signed: date | None = None
    signed_by: str = ""

    @property
    def state(self) -> State:
        """Say which it is."""
        if self.signed:
            return State.SIGNED
        return State.CONFIRMED if self.confirmed else State.DRAFT

    @property
    def mark(self) -> str:
        """Say it in a word or two."""
        return TO_BE_CONFIRMED if self.state is State.DRAFT else self.state.value.capitalize()

    @property
    def shape(self) -> str:
        """Name the shape that stands with it."""
        return SHAPES[self.state]

    @property
    def words(self) -> str:
        """Say it whole."""
        if self.state is State.DRAFT:
            return f"{TO_BE_CONFIRMED} by a later meeting"
        said = f"Confirmed on {day_in_words(self.confirmed)}" if self.confirmed else "Confirmed"
        said += ", as amended" if self.amendments else " as a correct record"
        if self.signed:
            said += f", and signed by {self.signed_by} on {day_in_words(self.signed, weekday=False)}"
        return said


@dataclass(frozen=True)
class Facts:
    """What the state of the public, or of the exempt, minutes of a meeting follows from."""

    today: date
    written: bool = False
    """Whether anything is written up."""
    until: date | None = None
    """The last day for corrections; None where they were not circulated."""
    unanswered: int = 0
    """How many corrections wait for an answer."""
    proposed: date | None = None
    """The day of the later meeting on whose agenda they stand."""
    settled: Settled = field(default_factory=Settled)


@dataclass(frozen=True)
class Standing:
    """How far minutes are, in words, and what comes next."""

    state: State
    words: str
    next: str
    """Empty where nothing is left to do."""

    @property
    def shape(self) -> str:
        """Name the shape that stands with the words."""
        return SHAPES[self.state]


def state_of(facts: Facts) -> Standing:
    """Say how far minutes are: what came last decides, and an earlier step that was left out is no hindrance."""
    settled = facts.settled
    if settled.state is State.SIGNED:
        return Standing(settled.state, settled.words, "")
    if settled.state is State.CONFIRMED:
        following = "Whoever presides at that meeting, or at the next suitable one, signs them."
        return Standing(settled.state, settled.words, following)
    waiting = counted(facts.unanswered, "correction", "corrections") if facts.unanswered else ""
    if facts.proposed:
        said = f"On the agenda of {day_in_words(facts.proposed)}"
        following = f"Answer {waiting}." if waiting else "That meeting confirms them, as they are or amended."
        return Standing(State.PROPOSED, said, following)
    if facts.until:
        return Standing(State.CIRCULATED, _circulated(facts.until, facts.unanswered), _after(facts, waiting))
    if facts.written:
        following = f"Answer {waiting}." if waiting else "Circulate the draft for corrections."
        return Standing(State.DRAFT, "Draft", following)
    return Standing(State.DRAFT, "Not written up yet", "Write them up.")


def _circulated(until: date, unanswered: int) -> str:
    return f"Circulated: corrections until {day_in_words(until)}" + (f", {unanswered} unanswered" if unanswered else "")


def _after(facts: Facts, waiting: str) -> str:
    if waiting:
        return f"Answer {waiting}."
    if facts.until and facts.today <= facts.until:
        return "Corrections can still be asked for. After that they go on the next agenda."
    return "They go on the next agenda, to be confirmed."


def may_circulate(today: date, until: date, confirmed: date | None, people: int) -> Ruling:
    """Whether a draft can be sent round for corrections until a day."""
    if confirmed:
        return Ruling(False, f"These minutes were confirmed on {day_in_words(confirmed)}: no draft is left to correct.")
    if until < today:
        return Ruling(False, "Enter a last day for corrections that is still to come.")
    if not people:
        return Ruling(False, "Choose at least one person to send it to.")
    return Ruling(True)


def may_have_exempt(*, sat: bool, officer: bool) -> Ruling:
    """Whether somebody may be sent exempt minutes: members who sat at the meeting, and officers."""
    if sat or officer:
        return Ruling(True)
    return Ruling(
        False,
        "Exempt minutes go only to members who sat at the meeting and to officers.",
        "Local Government Act 1972, s.100C(1)(a)",
    )


def may_ask(today: date, until: date, confirmed: date | None, asked: int) -> Ruling:
    """Whether a correction can be asked for from a link; `asked` is how many it asked for before."""
    if confirmed:
        return Ruling(False, f"These minutes were confirmed on {day_in_words(confirmed)}.")
    if today > until:
        return Ruling(
            False, f"Corrections could be asked for until {day_in_words(until)}. Write to the officer instead."
        )
    if asked >= MOST_ASKED:
        return Ruling(False, "You asked for very many corrections already. Write to the officer instead.")
    return Ruling(True)


def may_answer(taken_up: bool | None, answer: str, *, takes_up: bool) -> Ruling:
    """Whether a correction can be answered so: once, and with a reason where it is not taken up."""
    if taken_up is not None:
        return Ruling(False, "Somebody answered this correction meanwhile.")
    if not takes_up and not answer:
        return Ruling(False, "Say why it is not taken up.")
    return Ruling(True)


def may_confirm(earlier: date, at: date, confirmed: date | None, *, amended: bool, words: str) -> Ruling:
    """Whether a meeting can record that it confirmed the minutes of an earlier one."""
    if at <= earlier:
        return Ruling(False, "Minutes are confirmed at a later meeting than their own.", RULES_AUTHORITY)
    if confirmed:
        return Ruling(False, f"These minutes were confirmed on {day_in_words(confirmed)} already.", SIGNING_AUTHORITY)
    if amended and not words:
        return Ruling(False, "Say in words how they were amended.")
    return Ruling(True)


def may_take_back(at: date, today: date, *, rose: bool, signed: bool) -> Ruling:
    """Whether a mistaken confirmation can be taken back: while the meeting that confirmed runs."""
    if signed:
        return Ruling(False, "They were signed. Enter a later correction instead.", SIGNING_AUTHORITY)
    if rose or today > at:
        return Ruling(
            False,
            "The meeting that confirmed them is over, so the record is closed. Enter a later correction instead.",
            SIGNING_AUTHORITY,
        )
    return Ruling(True)


def may_sign(confirmed: date | None, signed: date | None, at: date, name: str) -> Ruling:
    """Whether it can be recorded that minutes were signed at a meeting."""
    if confirmed is None:
        return Ruling(False, "Minutes are signed once they were confirmed.", SIGNING_AUTHORITY)
    if signed:
        return Ruling(False, f"They were signed on {day_in_words(signed)} already.", SIGNING_AUTHORITY)
    if at < confirmed:
        return Ruling(
            False,
            f"They were confirmed on {day_in_words(confirmed)}: they are signed at that meeting or a later one.",
            SIGNING_AUTHORITY,
        )
    if not name:
        return Ruling(False, "Enter who presided and signed.", SIGNING_AUTHORITY)
    return Ruling(True)


def signs_oddly(name: str, presided: str) -> str:
    """Warn where somebody else signed than presided; what happened is recorded all the same. Empty where nothing is."""
    if presided and name and name not in presided and presided not in name:
        return f"{presided} is recorded as presiding there, and whoever presides signs ({SIGNING_AUTHORITY})."
    return ""


def may_correct_later(confirmed: date | None, text: str) -> Ruling:
    """Whether a later correction can be entered beside minutes."""
    if confirmed is None:
        return Ruling(False, "These minutes are not confirmed yet: change their words instead.")
    return Ruling(True) if text else Ruling(False, "Write what is corrected, and how.")


def wants_summary(*, public: bool, exempt: bool, summary: bool) -> bool:
    """Whether the public minutes say nothing of an item of which the exempt ones hold something (s.100C(2))."""
    return exempt and not public and not summary
