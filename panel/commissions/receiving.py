"""Take in what an author hands in, and tell whoever is to clear it."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from sqlalchemy import select

from panel import jobs
from panel.commissions import letters
from panel.commissions.models import Approver, Commission, Enclosure
from panel.commissions.queries import turns_of
from panel.commissions.rules import whose_turn
from panel.extensions import db
from panel.papers.arriving import AsWhat, read_in
from panel.papers.models import HandedIn, HandedInState, Paper
from panel.papers.operations import take_back
from panel.papers.queries import arriving_under

TAKE_IN = "take in asked paper"


def as_what(commission: Commission, paper: Paper | None, note: str, base: str) -> AsWhat:
    """Say as what an author's file is taken in: a new version of `paper`, or another appendix where that is None.

    An appendix to an exempt paper is exempt until an officer says otherwise. `base` is the site's own address, for the
    links in the e-mails that follow.
    """
    told = {"commission": commission.id, "base": base}
    access = (paper or commission.paper).access
    return AsWhat(access, appendix=paper is None, paper=paper, note=note, job=TAKE_IN, told=told)


def arriving_for(commission: Commission) -> Sequence[HandedIn]:
    """Give an author's files that wait, are being read, or were refused."""
    rows = arriving_under(commission.paper.item)
    return [row for row in rows if row.job.arguments.get("commission") == commission.id]


@jobs.job(TAKE_IN)
def take_in(progress: jobs.Progress, handed_in: int, commission: int, base: str) -> None:
    """Read a file that an author handed in; tell whose turn it is then, or the author where it is refused."""
    asked = db.session.get_one(Commission, commission)
    before = whose_turn(turns_of([asked])[asked.id])
    row = read_in(progress, handed_in)
    if row is None:
        return

    def full(path: str) -> str:
        return base.rstrip("/") + path

    if row.state is HandedInState.REFUSED:
        letters.not_taken(asked, row.file_name, row.reason, full)
    else:
        _taken(asked, row, before, full)


def _taken(asked: Commission, row: HandedIn, before: int | None, full: Callable[[str], str]) -> None:
    """Count a file in among those to be cleared: all of them stand together, so the first approver is next again."""
    its_own = row.paper_id == asked.paper_id
    known = select(Enclosure.id).where(Enclosure.paper_id == row.paper_id)
    if not its_own and db.session.scalar(known) is None:
        db.session.add(Enclosure(commission_id=asked.id, paper_id=row.paper_id))
    db.session.flush()
    db.session.refresh(asked.paper)
    turn = whose_turn(turns_of([asked])[asked.id])
    if turn is not None or not asked.approvers:
        take_back(asked.paper, "", actor=row.by)
    if asked.paper.document_id is None:
        return  # an appendix came before its report
    if turn is not None and (its_own or turn != before):
        letters.your_turn(db.session.get_one(Approver, turn), full)
    elif not asked.approvers and its_own:
        letters.came(asked, full)
