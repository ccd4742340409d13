"""Lodge papers under an item, change them, bring them on their way, withdraw them. Nothing here commits."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import func, select, update

from panel.agendas.models import Item
from panel.audit.changes import Changes, revise
from panel.audit.models import Subject
from panel.audit.operations import record
from panel.documents.models import Document
from panel.extensions import db
from panel.law.ruling import Refused, Ruling
from panel.papers import rules
from panel.papers.models import Paper, PaperAccess, PaperStep, PaperVersion
from panel.papers.queries import is_exempt_elsewhere
from panel.papers.rules import PaperStage


def lodge(item: Item, columns: Mapping[str, Any], *, actor: str, note: str = "") -> Paper:
    """Lodge a paper under an item."""
    paper = Paper(item=item, **columns)
    if "stage" not in columns and paper.document_id is None and paper.drawn is None:
        paper.stage = PaperStage.ASKED
    db.session.add(paper)
    db.session.flush()
    record(actor, "lodge", subject(paper), title=paper.title, access=paper.access.value)
    if paper.document_id:
        _add_version(paper, 1, actor, datetime.now(UTC), note)
    return paper


def amend(paper: Paper, columns: Mapping[str, Any], *, actor: str, note: str = "") -> Changes:
    """Change a paper: its words, its access, the file it stands for. The file until now is kept as a version."""
    if columns.get("document_id", paper.document_id) != paper.document_id:
        _keep_what_was(paper)
    changes = revise(paper, columns)
    if changes:
        record(actor, "amend", subject(paper), **changes)
    if "document_id" in changes and paper.document_id:
        db.session.flush()
        _add_version(paper, last_version(paper) + 1, actor, datetime.now(UTC), note)
        if paper.stage is not PaperStage.RECEIVED:
            paper.stage = PaperStage.RECEIVED
            _keep_step(paper, "", actor)
    return changes


def _keep_what_was(paper: Paper) -> None:
    """Keep the file of a paper that came before versions were kept."""
    if paper.document_id and not last_version(paper):
        document = db.session.get_one(Document, paper.document_id)
        _add_version(paper, 1, "", document.arrived_at, "")


def _add_version(paper: Paper, number: int, by: str, at: datetime, note: str) -> None:
    db.session.add(
        PaperVersion(
            paper_id=paper.id,
            number=number,
            document_id=paper.document_id,
            file_name=paper.file_name,
            by=by,
            at=at,
            note=note,
        )
    )
    db.session.flush()


def last_version(paper: Paper) -> int:
    """Give the number of a paper's last version; 0 where none is kept."""
    return db.session.scalar(select(func.max(PaperVersion.number)).where(PaperVersion.paper_id == paper.id)) or 0


def go_back(paper: Paper, version: PaperVersion, *, actor: str) -> Changes:
    """Let a former file of a paper stand for it again, as a new version; one that does so already changes nothing.

    Raises Refused where the paper is public, and that file an exempt paper by now.
    """
    if paper.access is PaperAccess.PUBLIC and is_exempt_elsewhere(paper.item, version.document.sha256):
        raise Refused(rules.EXEMPT_ELSEWHERE)
    columns = {"document_id": version.document_id, "file_name": version.file_name}
    return amend(paper, columns, actor=actor, note=f"As version {version.number}")


def entitle(paper: Paper, seen: str, title: str, letter: str, *, actor: str) -> Changes:
    """Give a paper its title, and its letter where it is an appendix.

    `seen` is what `as_entitled` said when the officer saw it. Raises Refused for what can be neither, and where
    somebody else changed it since.
    """
    if seen != as_entitled(paper):
        raise Refused(Ruling(False, f"Somebody else changed it meanwhile: it is “{as_entitled(paper)}” now."))
    for ruling in (rules.titled(title), rules.lettered(letter)):
        if not ruling:
            raise Refused(ruling)
    return amend(paper, {"title": title, "appendix": letter or None}, actor=actor)


def as_entitled(paper: Paper) -> str:
    """Give letter and title in one: "A: Costs"."""
    return f"{paper.appendix or 'Report'}: {paper.title}"


def move(paper: Paper, by: int, *, actor: str) -> None:
    """Move a paper up (-1) or down (1) among those of its item; at the edge nothing happens."""
    papers = list(
        db.session.scalars(
            select(Paper)
            .where(Paper.item_id == paper.item_id, Paper.withdrawn.is_(False))
            .order_by(Paper.position, Paper.id)
        )
    )
    at = papers.index(paper)
    if not 0 <= at + by < len(papers):
        return
    papers.insert(at + by, papers.pop(at))
    for position, each in enumerate(papers, start=1):
        each.position = position
    record(actor, "move", subject(paper), title=paper.title, to=papers.index(paper) + 1)


def withdraw(paper: Paper, *, actor: str) -> bool:
    """Withdraw a paper; its record and its file stay. Say whether it stood until now: two at once do it once."""
    return _let_stand(paper, False, "withdraw", actor)


def put_back(paper: Paper, *, actor: str) -> bool:
    """Put a paper back that was withdrawn. Say whether it was gone until now."""
    return _let_stand(paper, True, "put back", actor)


def _let_stand(paper: Paper, stands: bool, verb: str, actor: str) -> bool:
    changed: Any = db.session.execute(
        update(Paper).where(Paper.id == paper.id, Paper.withdrawn.is_(stands)).values(withdrawn=not stands)
    )
    if changed.rowcount:
        record(actor, verb, subject(paper), title=paper.title)
    return bool(changed.rowcount)


def ask(item: Item, title: str, letter: str, author: str, *, actor: str) -> Paper:
    """Ask somebody for a paper, which stands on the agenda as one that is to follow."""
    for ruling in (rules.titled(title), rules.lettered(letter)):
        if not ruling:
            raise Refused(ruling)
    columns = {
        "title": title,
        "appendix": letter or None,
        "asked_of": author,
        "position": next_position(item),
        "stage": PaperStage.ASKED,
    }
    paper = lodge(item, columns, actor=actor)
    _keep_step(paper, author and f"Asked of {author}", actor)
    return paper


def advance(paper: Paper, seen: PaperStage, then: PaperStage, said: str, *, actor: str) -> None:
    """Bring a paper to its next state: queried with a sentence to its author, cleared, final.

    `seen` is the state that the officer saw. Raises Refused where the paper stands elsewhere by now.
    """
    ruling = rules.may_become(seen, then, said)
    if not ruling:
        raise Refused(ruling)
    moved: Any = db.session.execute(update(Paper).where(Paper.id == paper.id, Paper.stage == seen).values(stage=then))
    if not moved.rowcount:
        db.session.refresh(paper)
        raise Refused(rules.may_become(paper.stage, PaperStage.ASKED, ""))
    db.session.refresh(paper)
    _keep_step(paper, said, actor)


def take_back(paper: Paper, said: str, *, actor: str) -> bool:
    """Say that a paper is received and no more: what was cleared or queried is not what stands now. Whether it was."""
    stood = (PaperStage.CLEARED, PaperStage.QUERIED)
    moved: Any = db.session.execute(
        update(Paper).where(Paper.id == paper.id, Paper.stage.in_(stood)).values(stage=PaperStage.RECEIVED)
    )
    if moved.rowcount:
        db.session.refresh(paper)
        _keep_step(paper, said, actor)
    return bool(moved.rowcount)


def _keep_step(paper: Paper, said: str, actor: str) -> None:
    db.session.add(PaperStep(paper_id=paper.id, stage=paper.stage, said=said, by=actor, at=datetime.now(UTC)))
    record(actor, f"mark {paper.stage.value}", subject(paper), title=paper.title, said=said)


def hold(row: Item | Paper) -> None:
    """Hold an item, or a paper, until the transaction ends: who puts a paper under it, or changes it, waits."""
    kind = type(row)
    db.session.execute(
        update(kind).where(kind.id == row.id).values(position=kind.position),
        execution_options={"synchronize_session": False},
    )


def next_position(item: Item) -> int:
    """Give the place behind the last paper of an item."""
    return (db.session.scalar(select(func.max(Paper.position)).where(Paper.item_id == item.id)) or 0) + 1


def subject(paper: Paper) -> Subject:
    """Name a paper in the audit trail, in its item's history: "paper 4/A of warwickshire 2018-03-19"."""
    meeting = paper.item.meeting
    letter = f"/{paper.appendix}" if paper.appendix else ""
    name = f"paper {paper.item.number}{letter} of {meeting.body.slug} {meeting.date.isoformat()}"
    return Subject(name, f"item {paper.item_id}")
