"""Take in what an author hands in, and tell whoever is to clear it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime

from sqlalchemy import select

from panel import jobs
from panel.accounts.operations import named
from panel.commissions import letters
from panel.commissions.chasing import LONDON
from panel.commissions.models import Approver, Commission, Enclosure
from panel.commissions.queries import turns_of
from panel.commissions.rules import may_be_taken, whose_turn
from panel.extensions import db
from panel.law.ruling import Ruling
from panel.meetings.rules import MeetingStatus
from panel.papers.arriving import AsWhat, read_in
from panel.papers.models import HandedIn, HandedInState, Paper, PaperAccess
from panel.papers.operations import amend, hold, take_back
from panel.papers.queries import arriving_under
from panel.papers.rules import marked_in

TAKE_IN = "take in asked paper"
TAKEN_AS_EXEMPT = "Its name says “{}”: it is taken as exempt until an officer decides."


def as_what(commission: Commission, paper: Paper | None, note: str, base: str, marked: str = "") -> AsWhat:
    """Say as what a file is taken in: a new version of `paper`, or another appendix where that is None.

    An appendix to an exempt paper is exempt until an officer says otherwise, and so is a file of an author whose name
    says so itself, in the words `marked`. `base` is the site's own address, for the links in the e-mails that follow.
    """
    told = {"commission": commission.id, "base": base}
    access = PaperAccess.EXEMPT if marked else (paper or commission.paper).access
    if marked and access is not (paper or commission.paper).access:
        note = f"{note} {TAKEN_AS_EXEMPT.format(marked)}".strip()
    return AsWhat(access, appendix=paper is None, paper=paper, note=note, job=TAKE_IN, told=told)


def arriving_for(commission: Commission) -> Sequence[HandedIn]:
    """Give an author's files that wait, are being read, or were refused."""
    rows = arriving_under(commission.paper.item)
    return [row for row in rows if is_authors(row, commission)]


def appendices_arriving(commission: Commission) -> int:
    """Count an author's new appendices that are not read yet."""
    return sum(row.paper_id is None and row.state is HandedInState.WAITING for row in arriving_for(commission))


def is_authors(row: HandedIn, commission: Commission) -> bool:
    """Whether a file is one that the author of a paper handed in for it: officers may replace one too."""
    return row.job.arguments.get("commission") == commission.id and row.by == named(commission.author)


@jobs.job(TAKE_IN)
def take_in(progress: jobs.Progress, handed_in: int, commission: int, base: str) -> None:
    """Read a file of a paper that was asked for; tell whose turn it is then, or its author where theirs is refused."""
    asked = db.session.get_one(Commission, commission)
    before = whose_turn(turns_of([asked])[asked.id])
    row = read_in(progress, handed_in, lambda row: still_wanted(asked, row))
    if row is None:
        return

    def full(path: str) -> str:
        return base.rstrip("/") + path

    # Whom nothing is asked of any more is sent nothing: the page to which it would lead is closed to them.
    if row.state is HandedInState.REFUSED and is_authors(row, asked) and not asked.called_back and not _gone(asked):
        letters.not_taken(asked, row.reason, full)
    elif row.state is HandedInState.TAKEN:
        _taken(asked, row, before, full)


def still_wanted(asked: Commission, row: HandedIn) -> Ruling:
    """Hold a paper against whoever clears it or calls it back, and say whether a file for it is taken by now.

    What an officer puts in an author's place is theirs to judge.
    """
    hold(asked.paper)
    for each in (asked, asked.paper, asked.paper.item, asked.paper.item.meeting):
        db.session.refresh(each)
    if not is_authors(row, asked):
        return Ruling(True)
    paper, meeting = asked.paper, asked.paper.item.meeting
    over = meeting.date < datetime.now(LONDON).date()
    cancelled = meeting.status is MeetingStatus.CANCELLED
    return may_be_taken(paper.stage, over, cancelled, asked.called_back, _gone(asked))


def _gone(asked: Commission) -> bool:
    return asked.paper.withdrawn or asked.paper.item.withdrawn


def _taken(asked: Commission, row: HandedIn, before: int | None, full: Callable[[str], str]) -> None:
    """Count a file in among those to be cleared: all of them stand together, so the first approver is next again."""
    its_own = row.paper_id == asked.paper_id
    known = select(Enclosure.id).where(Enclosure.paper_id == row.paper_id)
    if not its_own and db.session.scalar(known) is None:
        db.session.add(Enclosure(commission_id=asked.id, paper_id=row.paper_id))
    db.session.flush()
    paper = db.session.get_one(Paper, row.paper_id)
    public = PaperAccess.PUBLIC in (paper.access, asked.paper.access)
    if public and is_authors(row, asked) and marked_in(row.file_name):
        amend(paper, {"access": PaperAccess.EXEMPT}, actor=row.by)
        letters.marked(asked, full)
    db.session.refresh(asked.paper)
    turn = whose_turn(turns_of([asked])[asked.id])
    if turn is not None or not asked.approvers:
        take_back(asked.paper, "", actor=row.by)
    if asked.paper.document_id is None or asked.called_back:
        return  # an appendix came before its report, or nobody is asked any more
    if turn is not None and (its_own or turn != before):
        letters.your_turn(db.session.get_one(Approver, turn), full, by=row.by)
    elif not asked.approvers and its_own and is_authors(row, asked):
        letters.came(asked, full)
