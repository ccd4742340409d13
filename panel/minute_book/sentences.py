"""What is recorded of an item, in the sentences and lists that its minutes print."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import time

from panel.law.exemptions import PART, Nation, description
from panel.law.words import counted, day_in_words, time_in_words
from panel.minute_book.blocks import (
    BULLET,
    Block,
    Entry,
    Grid,
    Heading,
    Listed,
    Quotation,
    Run,
    SetApart,
    bullets,
    paragraph,
)
from panel.minutes.models import (
    Action,
    Adjournment,
    Confirmation,
    Disclosure,
    Election,
    Exclusion,
    Motion,
    Nomination,
    QuestionTaken,
    Resolution,
    Vote,
)
from panel.minutes.rules import Asked, Cast, InterestKind, Outcome
from panel.papers.models import PaperAccess

_PART = re.compile(r"[(.].*")
CONFIDENTIAL = "confidential information would be disclosed (Local Government Act 1972, s.100A(2))"


def urgent(reason: str) -> Block:
    """Say why an item was taken as urgent (Local Government Act 1972, s.100B(4)(b))."""
    given = reason.strip().rstrip(".")
    why = f"The special circumstances: {given}." if given else "The special circumstances are not recorded."
    return paragraph(Run("Urgent item. ", bold=True), f"The Chair took it as a matter of urgency. {why}")


def confirmations(
    rows: Sequence[Confirmation], signed: dict[tuple[object, PaperAccess], str], *, exempt: bool
) -> Iterator[Block]:
    """Say which earlier minutes were confirmed; `signed` names who signed them there, by day and access.

    How exempt minutes were amended is told where `exempt`, and is never public.
    """
    for row in rows:
        what = "exempt minutes" if row.access is PaperAccess.EXEMPT else "minutes"
        told = exempt or row.access is PaperAccess.PUBLIC
        amended = (
            "confirmed with the amendments below"
            if told
            else "confirmed with amendments that stand in the exempt minutes"
        )
        how = amended if row.amendments else "confirmed as a correct record"
        by = signed.get((row.earlier, row.access))
        moved = _movers(row.proposer, row.seconder)
        yield paragraph(
            f"The {what} of the meeting held on {day_in_words(row.earlier, weekday=False)} were {how}"
            + (f" and signed by {by}" if by else "")
            + (f" ({moved})." if moved else ".")
        )
        if row.amendments and told:
            yield Quotation(tuple(_lines(row.amendments)))


def declarations(rows: Sequence[Disclosure], *, with_item: bool) -> Iterator[Block]:
    """List the interests that were declared; `with_item` names the item that each is about."""
    entries = [". ".join(_declaration(row, with_item=with_item)) + "." for row in rows]
    if entries:
        yield bullets(entries)


def _declaration(row: Disclosure, *, with_item: bool) -> Iterator[str]:
    where = f", item {row.item}" if with_item and row.item else ""
    kind = {InterestKind.PECUNIARY: "disclosable pecuniary interest", InterestKind.OTHER: "other interest"}
    head = ", ".join(each for each in (row.name + where, kind[row.kind] if row.kind else "") if each)
    text = row.text.rstrip(".")
    yield f"{head}: {text}" if head and text else head or text
    if row.registered is not None:
        yield "It is in the register" if row.registered else "It is not in the register yet"
    if row.dispensation_id:
        yield "A dispensation allowed the member to take part"
    if row.took_no_part is not None:
        yield "The member took no part in the item" if row.took_no_part else "The member took part"
    if row.left_at:
        back = f" and returned at {time_in_words(row.returned_at)}" if row.returned_at else ""
        yield f"The member left the room at {time_in_words(row.left_at)}{back}"


def questions(rows: Sequence[QuestionTaken], count: int | None, *, told: bool) -> Iterator[Block]:
    """Give the public questions with their answers; `told`: something is written of the item already."""
    if not rows and count is not None and not told:
        yield paragraph(
            "There were no public questions."
            if not count
            else f"{counted(count, 'question was', 'questions were')} asked.".capitalize()
        )
    for row in rows:
        name = row.name or (row.question.name if row.question else "") or "A member of the public"
        text = row.question.text if row.question else row.text
        yield paragraph(Run(f"Question from {name}. ", bold=True), " ".join(text.split()))
        match row.asked:
            case Asked.ABSENT:
                yield paragraph("The questioner was not present.")
            case Asked.NOT_REACHED:
                yield paragraph("The question was not reached in the time for public questions.")
            case Asked.ASKED if not row.answer:
                yield paragraph("The question was asked, and was not answered at the meeting.")
            case _:
                yield from _said("Answer", row.answered_by, row.answer)
        if row.supplementary:
            yield paragraph(Run("Supplementary question. ", bold=True), row.supplementary)
            yield from _said("Answer", row.answered_by, row.supplementary_answer)
        if row.answer_sent:
            yield paragraph(f"A written answer was sent on {day_in_words(row.answer_sent, weekday=False)}.")
        elif row.owed_by or row.owed_until:
            until = f" by {day_in_words(row.owed_until)}" if row.owed_until else ""
            yield paragraph(f"{row.owed_by or 'The meeting'} owes a written answer{until}.")


def _said(what: str, by: str, words: str) -> Iterator[Block]:
    if words:
        yield paragraph(Run(f"{what}{f' by {by}' if by else ''}. ", bold=True), words)


def elections(rows: Sequence[Election], nominated: Sequence[Nomination]) -> Iterator[Block]:
    """Give each election with its nominations and what decided it."""
    for row in rows:
        office = f"{row.office} of the {row.of_body.name}" if row.of_body else row.office
        head = [Run(f"Election: {office}. ", bold=True)]
        if row.presided:
            head.append(Run(f"{row.presided} presided. "))
        how = f"The vote was by {'ballot' if row.ballot else 'show of hands'}." if row.elected else ""
        yield paragraph(*head, how)
        entries = []
        for each in nominated:
            if each.election_id == row.id:
                votes = counted(each.votes, "vote", "votes") if each.votes is not None else ""
                notes = [note for note in (_movers(each.proposer, each.seconder), votes) if note]
                entries.append(f"{each.name} ({'; '.join(notes)})" if notes else each.name)
        if entries:
            yield bullets(entries)
        if row.elected:
            equal = f" The votes were equal; it was decided by {row.decided_by}." if row.decided_by else ""
            yield paragraph(Run(f"{row.elected} was elected {office}.", bold=True), equal)
        else:
            yield paragraph("Nobody was elected.")


def motions(rows: Sequence[Motion], votes: Sequence[Vote]) -> Iterator[Block]:
    """Give what was moved, each motion with its amendments, its votes and what came of it."""
    here = {row.id for row in rows}
    for row in rows:
        if row.amends_id not in here:
            yield from _motion(row, rows, votes)


def _motion(row: Motion, rows: Sequence[Motion], votes: Sequence[Vote]) -> Iterator[Block]:
    what = "Amendment" if row.amends_id else "Motion"
    title = f": {row.title}" if row.title else ""
    moved = _movers(row.proposer, row.seconder)
    yield paragraph(Run(f"{what}{title}. ", bold=True), f"{moved[0].upper()}{moved[1:]}:" if moved else "")
    yield Quotation(tuple(_lines(row.text)))
    for each in rows:
        if each.amends_id == row.id:
            yield Quotation(tuple(_motion(each, rows, votes)))
    said = ", ".join(_votes(row))
    came = f"{what} {row.outcome}" if row.outcome in tuple(Outcome) else (row.outcome.capitalize() or f"{what} put")
    if row.outcome or said:
        yield paragraph(Run(came, bold=True), f": {said}." if said else ".")
    else:
        yield paragraph("No vote on it is recorded.")
    if row.veto:
        yield paragraph("A veto needs the votes of two thirds of the whole membership.")
    cast = [
        (each, ", ".join(vote.name for vote in votes if (vote.motion_id, vote.cast) == (row.id, each))) for each in Cast
    ]
    named = [f"{each.value.capitalize()}: {names}" for each, names in cast if names]
    if named:
        yield bullets(named)


def _votes(row: Motion) -> Iterator[str]:
    for number, words in (
        (row.votes_for, "for"),
        (row.votes_against, "against"),
        (row.votes_abstained, "abstained"),
    ):
        if number is not None:
            yield f"{number} {words}"
    if row.casting:
        yield f"the Chair gave a casting vote {row.casting.value}"


def exclusions(rows: Sequence[Exclusion], nation: Nation) -> Iterator[Block]:
    """Give each resolution to exclude the public, and what came of it (Local Government Act 1972, s.100A(4))."""
    for row in rows:
        head = Run("Exclusion of the public. ", bold=True)
        if row.confidential:
            yield paragraph(head, f"The public was excluded for {_items(row.items)}: {CONFIDENTIAL}.")
            yield from _lines(row.words)
        else:
            moved = _movers(row.proposer, row.seconder)
            yield paragraph(head, f"{moved[0].upper()}{moved[1:]}:" if moved else "It was moved:")
            yield Quotation(tuple(_lines(row.words or _exclusion(row, nation))))
        if row.outcome:
            instead = f"; the business was {row.instead}" if row.instead else ""
            yield paragraph(Run(f"{row.outcome.capitalize()}", bold=True), f"{instead}.")
        if row.remained:
            yield paragraph(f"Asked to remain: {row.remained}.")
        if row.out_at:
            back = f" and were let in again at {time_in_words(row.in_at)}" if row.in_at else ""
            yield paragraph(f"The public left at {time_in_words(row.out_at)}{back}.")


def _exclusion(row: Exclusion, nation: Nation) -> str:
    stated = description(nation, row.paragraphs) or "a description in Schedule 12A"
    return (
        f"That the public be excluded from the meeting for {_items(row.items)}, because exempt information would be "
        f"disclosed, as described in {PART[nation]} of Schedule 12A to the Local Government Act 1972: {stated}."
    )


def _items(numbers: Sequence[str]) -> str:
    return f"item{'s' if len(numbers) != 1 else ''} {', '.join(numbers)}"


def in_private(row: Exclusion, nation: Nation) -> Block:
    """Say in the public minutes that an item was taken without the public."""
    numbers = ", ".join(map(str, row.paragraphs))
    which = f" (paragraph{'s' if len(row.paragraphs) != 1 else ''} {numbers} of {PART[nation]})" if numbers else ""
    why = (
        CONFIDENTIAL
        if row.confidential
        else f"they hold information that is exempt under Schedule 12A to the Local Government Act 1972{which}"
    )
    return paragraph(
        Run("Taken with the public excluded. ", bold=True),
        f"The minutes of this item are not for publication: {why}.",
    )


def adjourned(rows: Sequence[Adjournment]) -> Iterator[Block]:
    """Say when the meeting was adjourned, why, and when it was resumed."""
    for row in rows:
        why = f" ({row.reason.rstrip('.')})" if row.reason else ""
        back = f" and resumed at {time_in_words(row.resumed_at)}" if row.resumed_at else ""
        yield paragraph(Run("Adjournment. ", bold=True), f"Adjourned at {time_in_words(row.adjourned_at)}{why}{back}.")


def resolved(rows: Sequence[Resolution]) -> Iterator[Block]:
    """Set apart what was resolved, numbered and nested: "2" holds "2(a)"."""
    if rows:
        yield SetApart("Resolved", (_nested(list(rows), ""),))


def _nested(rows: list[Resolution], within: str) -> Listed:
    entries = []
    while rows:
        row = rows.pop(0)
        parts = []
        while rows and rows[0].number.startswith(row.number) and _PART.fullmatch(rows[0].number[len(row.number) :]):
            parts.append(rows.pop(0))
        number = row.number[len(within) :]
        blocks = [*_lines(row.text), *_asks(row), *([_nested(parts, row.number)] if parts else [])]
        entries.append(Entry(f"{number}." if number[-1:].isdigit() else number or BULLET, tuple(blocks)))
    return Listed(tuple(entries))


def _asks(row: Resolution) -> Iterator[Block]:
    if row.addressee:
        due = f", who is asked to answer by {day_in_words(row.answer_due)}" if row.answer_due else ""
        yield paragraph(Run(f"To: {row.addressee}{due}.", italic=True))


def promised(rows: Sequence[Action]) -> Iterator[Block]:
    """Set out what was promised."""
    if rows:
        cells = [(row.text, row.owner or "Not recorded", _by(row)) for row in rows]
        table = tuple(tuple((Run(words),) for words in row) for row in cells)
        yield Heading("Actions")
        yield Grid(((Run("What"),), (Run("Who"),), (Run("By when"),)), table, (5, 3, 2))


def _by(row: Action) -> str:
    return day_in_words(row.due, weekday=False) if row.due else "No day set"


def during(what: str, item: str, at: time | None) -> str:
    """Say when somebody came or went: "arrived during item 3 at 10.40am"."""
    return what + (f" during item {item}" if item else "") + (f" at {time_in_words(at)}" if at else "")


def _movers(proposer: str, seconder: str) -> str:
    moved = f"proposed by {proposer}" if proposer else ""
    seconded = f"seconded by {seconder}" if seconder else ""
    return " and ".join(each for each in (moved, seconded) if each)


def _lines(text: str) -> Iterator[Block]:
    yield from (paragraph(line.strip()) for line in text.splitlines() if line.strip())
