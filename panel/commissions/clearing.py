"""Clear a paper in turn, or ask its author to change it. Nothing here commits."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime

from sqlalchemy import select
from sqlalchemy.exc import IntegrityError

from panel.accounts.operations import named
from panel.audit.operations import record
from panel.commissions import letters
from panel.commissions.models import Approver, Clearance, Commission
from panel.commissions.queries import enclosed_in, files_of, turns_of
from panel.commissions.rules import may_judge, whose_turn
from panel.extensions import db
from panel.law.ruling import Refused, Ruling
from panel.papers.models import Paper, PaperStep
from panel.papers.operations import advance, hold, subject, take_back
from panel.papers.rules import PaperStage

CHANGED = Ruling(
    False, "Something changed since you opened this page: another file is here, or somebody queried it. Look again."
)
TWICE = Ruling(False, "You have cleared this file already.")
CALLED_BACK = Ruling(False, "The paper was called back meanwhile. Nothing is cleared for it any more.")
REPLACED = Ruling(False, "Who clears this paper was changed meanwhile. Nothing was done: look at who clears it now.")


def seen_of(commission: Commission) -> str:
    """Say in one word what somebody sees who opens a paper now: how it stands, and which files."""
    return "-".join([commission.paper.stage.value, *map(str, files_of([commission])[commission.id])])


def clear(approver: Approver, seen: str, said: str, full: Callable[[str], str], *, actor: str) -> Approver | None:
    """Clear the files that stand, as `seen_of` named them; give who is next, None where all have cleared them.

    Whoever is next hears of it; where nobody is, the paper is cleared, and its author and the officers hear of that.
    `full` makes an address of a path. Raises Refused.
    """
    paper = _judged(approver, seen)
    keep(approver, said, by=actor)
    record(actor, "clear for", subject(paper), what=approver.what, title=paper.title, said=said)
    return go_on(approver, full, actor=actor)


def keep(approver: Approver, said: str, *, by: str) -> None:
    """Keep that an approver cleared the files that stand. Raises Refused where another window did so at this moment."""
    commission, now = approver.commission, datetime.now(UTC)
    before = set(db.session.scalars(select(Clearance.document_id).where(Clearance.approver_id == approver.id)))
    # A file that stood already when they cleared the others is not cleared twice.
    files = [file for file in files_of([commission])[commission.id] if file not in before]
    try:
        with db.session.begin_nested():
            db.session.add_all(
                Clearance(approver_id=approver.id, document_id=file, said=said, by=by, at=now) for file in files
            )
    except IntegrityError:
        raise Refused(TWICE) from None


def go_on(approver: Approver, full: Callable[[str], str], *, actor: str) -> Approver | None:
    """Go on after an approver cleared a paper: tell whoever is next, and give them; after the last it is cleared."""
    commission = approver.commission
    paper = commission.paper
    following = whose_turn(turns_of([commission])[commission.id])
    if following is not None:
        take_back(paper, f"Cleared for {approver.what}", actor=actor)
        next_one = next(each for each in commission.approvers if each.id == following)
        letters.your_turn(next_one, full, by=actor)
        return next_one
    for each in (paper, *enclosed_in(commission)):
        if each.stage in (PaperStage.RECEIVED, PaperStage.QUERIED):
            advance(each, each.stage, PaperStage.CLEARED, "Every approver has cleared it.", actor=actor)
    letters.cleared(commission, full)
    return None


def ask_to_change(approver: Approver, seen: str, said: str, full: Callable[[str], str], *, actor: str) -> None:
    """Ask the author to change a paper, in a sentence that they read on its page. Raises Refused."""
    paper = _judged(approver, seen)
    advance(paper, paper.stage, PaperStage.QUERIED, said, actor=actor)
    by = f"{approver.user.name or approver.user.email}, who clears it for {approver.what},"
    letters.asked_to_change(approver.commission, by, full)


def hold_for(approver: Approver) -> None:
    """Hold a paper for an approver, and read anew how it stands and who clears it. Raises Refused where not they."""
    commission = approver.commission
    hold(commission.paper)
    db.session.refresh(commission.paper)
    db.session.refresh(commission)
    if commission.called_back:
        raise Refused(CALLED_BACK)
    if approver not in commission.approvers:
        raise Refused(REPLACED)


def _judged(approver: Approver, seen: str) -> Paper:
    """Give the paper that an approver is to judge now, held against a file that arrives at this moment."""
    hold_for(approver)
    commission, paper = approver.commission, approver.commission.paper
    turns = turns_of([commission])[commission.id]
    by_others = paper.stage is PaperStage.QUERIED and _last_asked_by(paper) != named(approver.user)
    ruling = may_judge(turns, approver.id, paper.stage, paper.document_id is not None, by_others)
    if not ruling:
        raise Refused(ruling)
    if seen != seen_of(commission):
        raise Refused(CHANGED)
    return paper


def _last_asked_by(paper: Paper) -> str | None:
    return db.session.scalar(
        select(PaperStep.by)
        .where(PaperStep.paper_id == paper.id, PaperStep.stage == PaperStage.QUERIED)
        .order_by(PaperStep.id.desc())
        .limit(1)
    )
