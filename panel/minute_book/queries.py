"""Read what is written of meetings, how far their minutes are, and who was sent a draft."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import date
from typing import Any

from sqlalchemy import func, or_, select, true, tuple_, union
from sqlalchemy.orm import joinedload

from panel.accounts.models import User
from panel.agendas.models import Item
from panel.extensions import db
from panel.meetings.models import Meeting
from panel.minute_book.models import (
    CirculatedTo,
    Circulation,
    CorrectionAsked,
    EnclosedMinutes,
    LaterCorrection,
    Passage,
    PassageRevision,
    Signature,
)
from panel.minute_book.rules import Facts, Settled
from panel.minutes.models import Action, Confirmation, Disclosure, Minutes, Motion, Resolution
from panel.papers.models import Paper, PaperAccess
from panel.people.models import MemberAccount

Half = tuple[int, PaperAccess]
"""The public or the exempt minutes of a meeting: the number of the record, and which of the two."""


def passages(minutes: Minutes) -> Sequence[Passage]:
    """Give everything that is written of a meeting, in no order."""
    return db.session.scalars(select(Passage).where(Passage.minutes_id == minutes.id)).all()


def last_writer(passage: Passage) -> str:
    """Name who wrote the words that stand now."""
    return db.session.scalars(
        select(PassageRevision.by).where(
            PassageRevision.passage_id == passage.id, PassageRevision.number == passage.version
        )
    ).one()


def passage_numbered(minutes: Minutes, number: int) -> Passage | None:
    """Give a passage of these minutes by its number."""
    return db.session.scalar(select(Passage).where(Passage.id == number, Passage.minutes_id == minutes.id))


def revisions(passage: Passage) -> Sequence[PassageRevision]:
    """Give what a passage said from the first time on."""
    return db.session.scalars(
        select(PassageRevision).where(PassageRevision.passage_id == passage.id).order_by(PassageRevision.number)
    ).all()


def halves(minutes: Collection[Minutes]) -> list[Half]:
    """Name the public minutes of each, and the exempt ones where anything stands in them."""
    numbers = [each.id for each in minutes]
    held = union(
        select(Passage.minutes_id).where(
            Passage.minutes_id.in_(numbers), Passage.access == PaperAccess.EXEMPT, Passage.text != ""
        ),
        *(
            select(kind.minutes_id).where(
                kind.minutes_id.in_(numbers), kind.access == PaperAccess.EXEMPT, kind.withdrawn.is_(False)
            )
            for kind in (Resolution, Motion, Action, Disclosure)
        ),
    )
    exempt = set(db.session.scalars(held)) if numbers else set()
    every = [(number, PaperAccess.PUBLIC) for number in numbers]
    return every + [(number, PaperAccess.EXEMPT) for number in numbers if number in exempt]


def facts_of(minutes: Sequence[Minutes], today: date) -> dict[Half, Facts]:
    """Say what the states of these minutes follow from, in the same few questions however many they are."""
    if not minutes:
        return {}
    numbers = [each.id for each in minutes]
    written = set(_rows(select(Passage.minutes_id, Passage.access).where(Passage.text != "").distinct(), numbers))
    until = dict(_rows(select(Circulation.minutes_id, Circulation.until).order_by(Circulation.id), numbers))
    had_exempt = {
        number
        for (number,) in _rows(
            select(Circulation.minutes_id)
            .join(CirculatedTo, CirculatedTo.circulation_id == Circulation.id)
            .where(CirculatedTo.exempt.is_(True))
            .distinct(),
            numbers,
        )
    }
    waiting = {
        (number, access): count
        for number, access, count in _rows(
            select(CorrectionAsked.minutes_id, CorrectionAsked.access, func.count())
            .where(CorrectionAsked.taken_up.is_(None))
            .group_by(CorrectionAsked.minutes_id, CorrectionAsked.access),
            numbers,
        )
    }
    proposed = {
        (number, access): day
        for number, access, day in _rows(
            select(EnclosedMinutes.minutes_id, EnclosedMinutes.access, Meeting.date)
            .join(Paper, EnclosedMinutes.paper_id == Paper.id)
            .join(Item, Paper.item_id == Item.id)
            .join(Meeting, Item.meeting_id == Meeting.id)
            .where(Paper.withdrawn.is_(False), Item.withdrawn.is_(False))
            .order_by(Meeting.date),
            numbers,
        )
    }
    signed = {(row.minutes_id, row.access): row for row in signatures(numbers)}
    confirmations = confirmations_of(minutes)
    found = {}
    for half in halves(minutes):
        number, access = half
        found[half] = Facts(
            today=today,
            written=half in written,
            until=until.get(number) if access is PaperAccess.PUBLIC or number in had_exempt else None,
            unanswered=waiting.get((number, access), 0),
            proposed=proposed.get(half),
            settled=_settled(confirmations.get(half), signed.get(half)),
        )
    return found


def settled_of(minutes: Minutes, access: PaperAccess) -> Settled:
    """Say whether the public or the exempt minutes of a meeting are confirmed and signed, and by whom."""
    signature = next((row for row in signatures([minutes.id]) if row.access is access), None)
    return _settled(confirmations_of([minutes]).get((minutes.id, access)), signature)


def _settled(confirmation: Confirmation | None, signature: Signature | None) -> Settled:
    return Settled(
        confirmed=confirmation.minutes.meeting.date if confirmation else None,
        amendments=confirmation.amendments if confirmation else "",
        signed=signature.day if signature else None,
        signed_by=signature.name if signature else "",
    )


def _rows(asked: Any, numbers: Sequence[int]) -> list[Any]:
    """Ask something of the rows of these minutes; their number is the first column."""
    return [tuple(row) for row in db.session.execute(asked.where(asked.selected_columns[0].in_(numbers)))]


def confirmations_of(minutes: Collection[Minutes]) -> Mapping[Half, Confirmation]:
    """Give the entries by which later meetings confirmed these minutes."""
    named = {(each.meeting.body_id, each.meeting.date): each.id for each in minutes}
    rows = db.session.scalars(
        select(Confirmation)
        .join(Minutes, Confirmation.minutes_id == Minutes.id)
        .join(Meeting, Minutes.meeting_id == Meeting.id)
        .where(
            tuple_(Meeting.body_id, Confirmation.earlier).in_(list(named)),
            Confirmation.withdrawn.is_(False),
            Minutes.withdrawn.is_(False),
        )
        .options(joinedload(Confirmation.minutes).joinedload(Minutes.meeting))
        .order_by(Meeting.date.desc())
    )
    return {(named[row.minutes.meeting.body_id, row.earlier], row.access): row for row in rows}


def amended_at(confirmation: Confirmation) -> list[tuple[PassageRevision, str]]:
    """Give what an amendment at confirmation made of each passage, with what it said before."""
    rows = db.session.scalars(
        select(PassageRevision)
        .where(PassageRevision.confirmation_id == confirmation.id)
        .options(joinedload(PassageRevision.passage))
        .order_by(PassageRevision.id)
    ).all()
    return [(row, before(row)) for row in rows]


def before(revision: PassageRevision) -> str:
    """Give what a passage said before a revision."""
    earlier = (
        select(PassageRevision.text)
        .where(PassageRevision.passage_id == revision.passage_id, PassageRevision.number < revision.number)
        .order_by(PassageRevision.number.desc())
        .limit(1)
    )
    return db.session.scalar(earlier) or ""


def signatures(numbers: Collection[int]) -> Sequence[Signature]:
    """Give the signatures of minutes, by the numbers of these."""
    return db.session.scalars(select(Signature).where(Signature.minutes_id.in_(numbers))).all()


def later_corrections(minutes: Minutes, *accesses: PaperAccess) -> Sequence[LaterCorrection]:
    """Give the dated corrections beside confirmed minutes, the first first: of the public ones, the exempt ones."""
    return db.session.scalars(
        select(LaterCorrection)
        .where(LaterCorrection.minutes_id == minutes.id, LaterCorrection.access.in_(accesses))
        .order_by(LaterCorrection.day, LaterCorrection.id)
    ).all()


def circulations(minutes: Minutes) -> Sequence[Circulation]:
    """Give the times that a draft was sent round, the last first."""
    return db.session.scalars(
        select(Circulation).where(Circulation.minutes_id == minutes.id).order_by(Circulation.id.desc())
    ).all()


def circulated_to(minutes: Minutes) -> Sequence[CirculatedTo]:
    """Give everybody whom a draft was sent to, with what became of the e-mail."""
    return db.session.scalars(
        select(CirculatedTo)
        .join(Circulation)
        .where(Circulation.minutes_id == minutes.id)
        .options(joinedload(CirculatedTo.message))
        .order_by(CirculatedTo.circulation_id.desc(), CirculatedTo.id)
    ).all()


def corrections(minutes: Minutes) -> Sequence[CorrectionAsked]:
    """Give the corrections that were asked for, those without an answer first."""
    return db.session.scalars(
        select(CorrectionAsked)
        .where(CorrectionAsked.minutes_id == minutes.id)
        .order_by(CorrectionAsked.taken_up.is_not(None), CorrectionAsked.id)
    ).all()


def correction_numbered(minutes: Minutes, number: int) -> CorrectionAsked | None:
    """Give a correction that was asked for of these minutes, by its number."""
    return db.session.scalar(
        select(CorrectionAsked).where(CorrectionAsked.id == number, CorrectionAsked.minutes_id == minutes.id)
    )


def link_of(token_hash: str) -> CirculatedTo | None:
    """Give whom a link was made for, by the digest of what is secret in it.

    None where it was closed, or the account of its member was since.
    """
    closed = select(MemberAccount.member_id).join(User).where(User.disabled)
    return db.session.scalar(
        select(CirculatedTo)
        .join(Circulation)
        .join(Minutes)
        .where(
            CirculatedTo.token_hash == token_hash,
            CirculatedTo.withdrawn.is_(False),
            or_(CirculatedTo.member_id.is_(None), CirculatedTo.member_id.not_in(closed)),
            Minutes.withdrawn.is_(False),
        )
        .options(joinedload(CirculatedTo.circulation).joinedload(Circulation.minutes).joinedload(Minutes.meeting))
    )


def in_hand(bodies: Collection[int] | None, since: date) -> Sequence[Minutes]:
    """Give the minutes of these bodies' meetings (None: of all) from a day on that were begun, the latest first."""
    return db.session.scalars(
        select(Minutes)
        .join(Meeting)
        .where(
            true() if bodies is None else Meeting.body_id.in_(bodies),
            Meeting.date >= since,
            Minutes.withdrawn.is_(False),
            Minutes.id.in_(select(Passage.minutes_id).union(select(Circulation.minutes_id))),
        )
        .options(joinedload(Minutes.meeting).joinedload(Meeting.body))
        .order_by(Meeting.date.desc())
    ).all()


def to_confirm(meeting: Meeting) -> Sequence[Minutes]:
    """Give the minutes of a body's earlier meetings, the latest first: one of them is what this meeting confirms."""
    return db.session.scalars(
        select(Minutes)
        .join(Meeting)
        .where(Meeting.body_id == meeting.body_id, Meeting.date < meeting.date, Minutes.withdrawn.is_(False))
        .options(joinedload(Minutes.meeting).joinedload(Meeting.body))
        .order_by(Meeting.date.desc())
    ).all()
