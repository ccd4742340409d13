"""The words under an agenda item, made from facts, never typed twice.

Pure: the agenda page and the pack's front sheet print the same blocks.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, time

from panel.law.exemptions import PART, Nation
from panel.law.words import counted, day_in_words, ordinal_in_words, time_in_words
from panel.procedure.rules import Deadline, Participation


@dataclass(frozen=True)
class Paragraph:
    """One paragraph of plain text."""

    text: str


@dataclass(frozen=True)
class Bullets:
    """A list, each entry a line of plain text."""

    entries: tuple[str, ...]


@dataclass(frozen=True)
class Quotation:
    """Words that the meeting is asked to pass, set apart: paragraphs and lists."""

    blocks: tuple[Paragraph | Bullets, ...]


Block = Paragraph | Bullets | Quotation


@dataclass(frozen=True)
class ExemptLine:
    """An exempt paper as the resolution names it."""

    item: str
    appendix: str | None
    title: str
    description: str | None


@dataclass(frozen=True)
class DateLine:
    """A coming meeting as the agenda announces it."""

    date: date
    start: time | None
    venue: str


def filming() -> str:
    """Tell those who come that the meeting is filmed (Openness of Local Government Bodies Regulations 2014)."""
    return (
        "This meeting may be filmed for live or later broadcast on the internet. The Chair confirms at the start "
        "whether it is. The public seats are not normally in view; anyone who takes a seat there agrees to being "
        "filmed and to the pictures and sound being used for webcasting and for training."
    )


def disclosures(registration_days: int, leave_the_room: bool) -> tuple[Block, ...]:
    """Remind members of their interests (Localism Act 2011, ss.30 and 31; leaving is a standing order)."""
    duties = [
        "disclose the interest, if it is not yet in the register",
        "take no part in the discussion of the matter or in any vote on it",
    ]
    if leave_the_room:
        duties.append("leave the room until the matter has been dealt with")
    duties.append(
        "notify the Monitoring Officer in writing of an interest that is not yet registered, "
        f"within {registration_days} days of the disclosure"
    )
    return (
        Paragraph(
            "Members register their disclosable pecuniary interests within "
            f"{registration_days} days of their appointment. A member with such an interest in a matter at this "
            "meeting must, unless a dispensation has been given:"
        ),
        Bullets(tuple(duties)),
        Paragraph(
            "Other interests are declared as the member’s code of conduct requires, at the start of the meeting "
            "where possible."
        ),
    )


def received(deadline: Deadline) -> str:
    """Say by when something must have been received: "at least three working days before the meeting"."""
    by = f", by {time_in_words(deadline.at)}" if deadline.at else ""
    match deadline.count:
        case "working day at":
            which = "" if deadline.n == 1 else f"{ordinal_in_words(deadline.n)} "
            at = f"by {time_in_words(deadline.at)} on" if deadline.at else "by the end of"
            return f"{at} the {which}working day before the meeting"
        case "days before publication":
            return f"at least {counted(deadline.n, 'day', 'days')} before the agenda is published{by}"
        case "calendar days":
            return f"at least {counted(deadline.n, 'day', 'days')} before the meeting{by}"
        case _:
            unit = deadline.count.removesuffix("s")
            return f"at least {counted(deadline.n, unit, deadline.count)} before the meeting{by}"


def public_questions(rules: Participation | None, contact: str, until: date | None = None) -> tuple[Block, ...]:
    """Tell the public how to ask, from the body's own rules.

    `contact` is whom to send a question to, `until` the last day that the rules give for this meeting: the date
    itself is printed, since "three working days" is counted in more than one way.
    """
    if rules is None:
        return (Paragraph("There is no time for questions from the public at this meeting."),)
    to = f" to {rules.to}" if rules.to else ""
    if rules.minutes_total:
        first = f"Up to {rules.minutes_total} minutes are set aside for questions from the public{to}."
    else:
        first = f"The public may put questions{to}."
    sentences = [first]
    if rules.who:
        sentences.append(f"Questions are welcome from people who {rules.who}.")
    if rules.max_per_person:
        may = f"Each person may ask {counted(rules.max_per_person, 'question', 'questions')}"
        if rules.speaking_minutes:
            each = "" if rules.max_per_person == 1 else " on each"
            may += f" and speak for up to {counted(rules.speaking_minutes, 'minute', 'minutes')}{each}"
        sentences.append(may + ".")
    elif rules.speaking_minutes:
        sentences.append(f"A questioner may speak for up to {counted(rules.speaking_minutes, 'minute', 'minutes')}.")
    if rules.word_limit:
        sentences.append(f"A question may have up to {rules.word_limit} words.")
    if rules.supplementary:
        follow_up = counted(rules.supplementary, "supplementary question", "supplementary questions")
        sentences.append(f"The questioner may then ask {follow_up}.")
    on_or_before = f": on or before {day_in_words(until)}" if until else ""
    sentences.append(f"Questions must be received {received(rules.deadline)}{on_or_before}.")
    if contact:
        sentences.append(f"Please send them to {contact}.")
    return (Paragraph(" ".join(sentences)),)


def dates_of_meetings(meetings: Sequence[DateLine], usual_start: time | None) -> tuple[Block, ...]:
    """Announce the coming meetings; a start is named where it is not the usual one."""
    if not meetings:
        return (Paragraph("No further meetings have been arranged yet."),)
    lines = []
    for meeting in meetings:
        start = meeting.start
        at = f", {time_in_words(start)}" if start and start != usual_start else ""
        lines.append(f"{day_in_words(meeting.date)}{at}, {meeting.venue or 'place to be confirmed'}")
    usual = (
        f"To note the arrangements for coming meetings, which start at {time_in_words(usual_start)} unless another "
        "time is given:"
        if usual_start
        else "To note the arrangements for coming meetings:"
    )
    return (Paragraph(usual), Bullets(tuple(lines)))


def exclusion(papers: Sequence[ExemptLine], nation: Nation, own_words: str = "") -> tuple[Block, ...]:
    """Draft the resolution to exclude the public, naming each exempt paper (LGA 1972, s.100A(4) and (5)).

    The resolution identifies the proceedings and states the description in Schedule 12A; where none is stated it
    says so, since it cannot be passed in good order until one is. The officer's own words stand in its place.
    """
    proposed = Paragraph("To consider passing the following resolution:")
    if own_words:
        return (proposed, Quotation(tuple(map(Paragraph, own_words.splitlines()))))
    if not papers:
        return (Paragraph("No paper before this meeting is exempt, so no resolution is needed."),)
    lines = []
    for paper in papers:
        where = f"Item {paper.item}" + (f", Appendix {paper.appendix}" if paper.appendix else "")
        lines.append(f"{where}: {paper.title} ({paper.description or 'no description in Schedule 12A is stated'})")
    schedule = f"{PART[nation]} of Schedule 12A to the Local Government Act 1972"
    return (
        proposed,
        Quotation(
            (
                Paragraph(
                    "That the public be excluded from the meeting for the proceedings on the papers named below, "
                    "because it is likely that, if they were present, exempt information would be disclosed to them "
                    f"within the description stated for each in {schedule}, and the public interest in maintaining "
                    "the exemption outweighs the public interest in disclosing the information:"
                ),
                Bullets(tuple(lines)),
            )
        ),
    )


def plain(blocks: Sequence[Block]) -> str:
    """Give the words of blocks as plain text, a line a paragraph or entry."""
    lines: list[str] = []
    for block in blocks:
        match block:
            case Paragraph(text):
                lines.append(text)
            case Bullets(entries):
                lines.extend(entries)
            case Quotation(inner):
                lines.append(plain(inner))
    return "\n".join(lines)
