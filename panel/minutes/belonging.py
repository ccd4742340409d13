"""Say to which minutes an entry belongs, where it was recorded for the wrong ones: the public or the exempt ones."""

from __future__ import annotations

from collections.abc import Iterator

from sqlalchemy import select

from panel.extensions import db
from panel.law.ruling import Refused
from panel.minutes import operations
from panel.minutes.models import Election, Motion, Nomination, Vote
from panel.minutes.operations import AnyEntry
from panel.minutes.queries import confirmed
from panel.minutes.rules import may_change
from panel.papers.models import PaperAccess


def belongs(entry: AnyEntry, access: PaperAccess, *, actor: str) -> None:
    """Put an entry into the public or the exempt minutes, with what hangs on it: votes, amendments, nominations.

    Raises Refused where the minutes that it would leave or join were confirmed.
    """
    operations.keep_open(entry.minutes)
    ruling = may_change(confirmed(entry.minutes.meeting).get(access))
    if not ruling:
        raise Refused(ruling)
    for each in (entry, *_hanging_on(entry)):
        operations.amend(each, {"access": access}, actor=actor)


def _hanging_on(entry: AnyEntry) -> Iterator[AnyEntry]:
    if isinstance(entry, Motion):
        yield from db.session.scalars(select(Vote).where(Vote.motion_id == entry.id))
        for amendment in db.session.scalars(select(Motion).where(Motion.amends_id == entry.id)):
            yield amendment
            yield from _hanging_on(amendment)
    elif isinstance(entry, Election):
        yield from db.session.scalars(select(Nomination).where(Nomination.election_id == entry.id))
