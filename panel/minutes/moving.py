"""Record motions with their votes, and take an amendment that was carried over into the motion it amends."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select

from panel.audit.models import AuditEntry
from panel.extensions import db
from panel.law.ruling import Refused, Ruling
from panel.minutes import operations
from panel.minutes.models import Minutes, Motion, Vote
from panel.minutes.rules import Cast, Outcome
from panel.minutes.voting import may_be_cast, tally


@dataclass(frozen=True)
class NamedVote:
    """How somebody voted, by name."""

    name: str
    cast: Cast
    member_id: int | None = None


@dataclass(frozen=True)
class There:
    """How many could vote: the members present or, where no attendance is recorded, all members."""

    number: int
    recorded: bool


def votes_by_name(motion: Motion) -> Sequence[Vote]:
    """Give the votes by name on a motion, those that were withdrawn among them."""
    return db.session.scalars(select(Vote).where(Vote.motion_id == motion.id).order_by(Vote.position)).all()


def keep_motion(
    minutes: Minutes,
    row: Motion | None,
    columns: Mapping[str, Any],
    named: Sequence[NamedVote],
    there: There,
    *,
    actor: str,
) -> Motion:
    """Record a motion, or change it, with its votes by name. Raises Refused for more votes than people were there."""
    votes = tally(columns["votes_for"], columns["votes_against"], columns["votes_abstained"])
    ruling = may_be_cast(votes.total if votes else 0, there.number, recorded=there.recorded)
    if not ruling:
        raise Refused(ruling)
    if row is None:
        row = operations.enter(Motion, minutes, columns, actor=actor)
        _keep_names(row, named, actor=actor)
        return row
    changed = operations.amend(row, columns, actor=actor)
    if _keep_names(row, named, actor=actor) and not changed:
        row.version += 1  # the totals stayed as they were, but not who voted how
    return row


def _keep_names(motion: Motion, named: Sequence[NamedVote], *, actor: str) -> bool:
    """Make the votes by name those given, one a name; whether anything changed."""
    known, changed = {vote.name: vote for vote in votes_by_name(motion)}, False
    for position, each in enumerate(named, start=1):
        vote = known.pop(each.name, None)
        if vote is None:
            columns = {"motion_id": motion.id, "name": each.name, "member_id": each.member_id, "cast": each.cast}
            # Its slip is of the motion and the name: nobody votes twice, however often it is sent.
            slip = f"vote-{motion.id}-{each.member_id or each.name}"
            columns |= {"slip": slip, "position": position, "access": motion.access}
            operations.enter(Vote, motion.minutes, columns, actor=actor)
            changed = True
        else:
            changed = bool(operations.amend(vote, {"cast": each.cast, "withdrawn": False}, actor=actor)) or changed
    for vote in known.values():
        if not vote.withdrawn:
            operations.withdraw(vote, actor=actor)
            changed = True
    return changed


def may_take_over(amendment: Motion) -> Ruling:
    """Whether an amendment's words can become those of the motion that it amends."""
    if amendment.amends is None or amendment.withdrawn or amendment.amends.withdrawn:
        return Ruling(False, "That is not an amendment of a motion on this record.")
    if amendment.outcome != Outcome.AGREED:
        return Ruling(False, "The amendment was not carried, so the motion stays as it was moved.")
    return Ruling(True)


def take_over(amendment: Motion, *, actor: str) -> Motion:
    """Let a motion read as an amendment of it that was carried. Raises Refused."""
    ruling = may_take_over(amendment)
    if not ruling or amendment.amends is None:
        raise Refused(ruling)
    operations.amend(amendment.amends, {"text": amendment.text}, actor=actor)
    return amendment.amends


def put_back_words(motion: Motion, *, actor: str) -> None:
    """Let a motion read again as it did before its words last changed. Raises Refused where they never did."""
    trail = db.session.scalars(
        select(AuditEntry)
        .where(AuditEntry.subject == operations.subject(motion), AuditEntry.verb == "amend")
        .order_by(AuditEntry.id.desc())
    )
    before = next(
        (entry.detail["text"][0] for entry in trail if entry.detail.get("text", ("", ""))[1] == motion.text), None
    )
    if before is None:
        raise Refused(Ruling(False, "The words of this motion have not changed."))
    operations.amend(motion, {"text": before}, actor=actor)


def agree_without_vote(motion: Motion, *, actor: str) -> None:
    """Record that a motion was agreed without a vote. Raises Refused where it was decided otherwise."""
    if motion.outcome not in ("", Outcome.AGREED):
        raise Refused(Ruling(False, f"This is recorded as {motion.outcome} already: change it where it stands."))
    operations.amend(motion, {"outcome": str(Outcome.AGREED.value)}, actor=actor)
