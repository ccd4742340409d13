"""Who comes to a meeting, as far as members have said, and what that means for its quorum. Pure.

An answer is not attendance: it is what somebody meant to do. It changes until the meeting begins, and nothing of it
stops anything.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime, time
from enum import StrEnum

from panel.law.ruling import Ruling
from panel.law.thresholds import Threshold
from panel.law.words import counted, day_in_words, number_in_words, time_in_words

MOST_ANSWERS = 50
"""How many answers one link can leave: whoever changes their mind so often telephones."""
A_WEEK = 7


class Coming(StrEnum):
    """What a member answers to the calling notice."""

    COMING = "coming"
    REMOTELY = "remotely"
    APOLOGIES = "apologies"
    SUBSTITUTE = "substitute"

    @property
    def said(self) -> str:
        """The answer as a page says it."""
        return _SAID[self]


_SAID = {
    Coming.COMING: "Comes",
    Coming.REMOTELY: "Joins remotely",
    Coming.APOLOGIES: "Sends apologies",
    Coming.SUBSTITUTE: "Sends a substitute",
}


class Sent(StrEnum):
    """With what a link was sent to a member."""

    NOTICE = "calling notice"
    REMINDER = "reminder"
    AGENDA = "agenda"


def may_answer(
    off: str | None, held: bool, day: date, start: time | None, now: datetime, seated: bool = True, given: int = 0
) -> Ruling:
    """Whether an answer can still be given, or changed; `now` is London's time.

    `off`: "cancelled" or "postponed"; `seated`: whether the member has a seat that day; `given`: how many answers of
    theirs are kept.
    """
    if off:
        return Ruling(False, f"This meeting is {off}, so no answer is needed.")
    begins = datetime.combine(day, start or time.max, now.tzinfo)
    if held or now >= begins:
        at = f" at {time_in_words(start)}" if start else ""
        return Ruling(False, f"The meeting began on {day_in_words(day)}{at}, so answers can no longer be changed.")
    if not seated:
        return Ruling(False, f"You have no seat at the meeting of {day_in_words(day)}, so no answer is needed.")
    if given >= MOST_ANSWERS:
        return Ruling(False, "This answer was changed very often. Please telephone the officer instead.")
    return Ruling(True)


class Risk(StrEnum):
    """How sure a meeting's quorum is."""

    NONE = "Quorum expected"
    OPEN = "Quorum not sure yet"
    AT_RISK = "Quorum at risk"
    LOST = "No quorum"


@dataclass(frozen=True)
class Outlook:
    """What the answers mean for a meeting's quorum."""

    risk: Risk
    reason: str
    authority: str
    needed: Threshold
    counting: int
    """How many said that they come who count towards it."""

    @property
    def short(self) -> str:
        """Say it in a few words: "Two come of the four who are needed"."""
        come = counted(self.counting, "comes", "come").capitalize() if self.counting else "None comes yet"
        are = "is" if self.needed.needed == 1 else "are"
        return f"{come} of the {number_in_words(self.needed.needed)} who {are} needed."

    @property
    def warns(self) -> bool:
        """Whether an officer should do something."""
        return self.risk in (Risk.AT_RISK, Risk.LOST)


def outlook(
    needed: Threshold, coming: int, remotely: int, missing: int, unanswered: int, remote: Ruling, days: int
) -> Outlook:
    """Say how sure a quorum is from what members answered.

    `coming` are those who come, substitutes among them; `missing` those who do not; `days` until the meeting. It is at
    risk where half of those who have not answered would not be enough, and within a week of the meeting as long as too
    few have said that they come.
    """
    counting = coming + (remotely if remote else 0)
    if counting >= needed.needed:
        risk = Risk.NONE
    elif counting + unanswered < needed.needed:
        risk = Risk.LOST
    elif counting + unanswered // 2 < needed.needed or days <= A_WEEK:
        risk = Risk.AT_RISK
    else:
        risk = Risk.OPEN
    parts = [
        counted(coming, "member comes", "members come").capitalize(),
        *([f"{number_in_words(remotely)} {'joins' if remotely == 1 else 'join'} remotely"] if remotely else []),
        *([f"{number_in_words(missing)} {'does' if missing == 1 else 'do'} not"] if missing else []),
        counted(unanswered, "has not answered", "have not answered") if unanswered else "all have answered",
    ]
    said = f"{', '.join(parts[:-1])} and {parts[-1]}. It takes {_lower(needed.reason)}"
    if remotely and counting < needed.needed:
        said += f" {remote.reason}"
        return Outlook(risk, said, f"{needed.authority}; {remote.authority}", needed, counting)
    return Outlook(risk, said, needed.authority, needed, counting)


def may_write(addressed: Collection[object], what: str) -> Ruling:
    """Whether there is anybody to write to."""
    if addressed:
        return Ruling(True)
    return Ruling(False, f"There is nobody to whom a {what} could be sent now.")


def _lower(sentence: str) -> str:
    return sentence[0].lower() + sentence[1:]
