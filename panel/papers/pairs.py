"""Papers that are two: the full one, exempt, and its public copy with words taken out."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime

from sqlalchemy import select
from sqlalchemy.exc import IntegrityError

from panel.audit.operations import record
from panel.documents.queries import prepared_file, text_of
from panel.documents.store import Store
from panel.extensions import db
from panel.law.ruling import Refused, Ruling
from panel.papers.comparing import Comparison, compare
from panel.papers.models import Paper, PaperAccess, PaperComparison, PaperVersion
from panel.papers.operations import amend, subject
from panel.pdf.beside import words_beside

HIDES = frozenset(
    {
        "covered_text",
        "redaction_not_applied",
        "text_off_page",
        "invisible_text",
        "text_as_background",
        "text_on_hidden_layer",
    }
)
"""What an arrival tells of words that a reader does not see and can copy all the same."""
NOT_A_PAIR = Ruling(False, "Choose an exempt paper and a public paper of the same item.")
CHANGED = Ruling(False, "One of the two was replaced meanwhile. Look at what differs now.")
NOTHING_OUT = Ruling(False, "Both have the same words: nothing was taken out. Hand in a copy without what is exempt.")
HIDDEN = Ruling(
    False,
    "Words still lie hidden in the public copy, and whoever has it can copy them out. Have the author take them out, "
    "and replace the copy.",
)


@dataclass(frozen=True)
class Pair:
    """A full paper and its public copy."""

    full: Paper
    copy: Paper

    @property
    def seen(self) -> str:
        """Which two files these are."""
        return f"{self.full.document_id}/{self.copy.document_id}"

    @property
    def complete(self) -> bool:
        """Whether both have a file that was taken."""
        return self.full.can_be_opened and self.copy.can_be_opened


def pair_of(paper: Paper) -> Pair | None:
    """Give the pair that a paper belongs to."""
    if paper.redacts:
        return Pair(paper.redacts, paper)
    copy = db.session.scalar(
        select(Paper).where(Paper.redacts_id == paper.id, Paper.withdrawn.is_(False)).order_by(Paper.id).limit(1)
    )
    return Pair(paper, copy) if copy else None


def join(full: Paper, copy: Paper, *, actor: str) -> None:
    """Say that a public paper is the copy of an exempt one. Raises Refused where they cannot be."""
    fit = full.access is PaperAccess.EXEMPT and copy.access is PaperAccess.PUBLIC and full.item_id == copy.item_id
    if not fit or copy.drawn or pair_of(full) or pair_of(copy):
        raise Refused(NOT_A_PAIR)
    amend(copy, {"redacts_id": full.id}, actor=actor)


def part(pair: Pair, *, actor: str) -> None:
    """Say that two papers are no pair."""
    amend(pair.copy, {"redacts_id": None}, actor=actor)


def compared(pair: Pair) -> PaperComparison | None:
    """Give who compared these two files and found the copy good; None where nobody has."""
    return db.session.scalar(
        select(PaperComparison).where(
            PaperComparison.paper_id == pair.copy.id,
            PaperComparison.document_id == pair.copy.document_id,
            PaperComparison.full_document_id == pair.full.document_id,
        )
    )


def older(pair: Pair) -> Paper | None:
    """Give the one that was not replaced when the other was, so that it may not go with it any more; None: neither."""
    last = {
        paper.id: db.session.scalars(
            select(PaperVersion).where(PaperVersion.paper_id == paper.id).order_by(PaperVersion.number.desc()).limit(1)
        ).first()
        for paper in (pair.full, pair.copy)
    }
    full, copy = last[pair.full.id], last[pair.copy.id]
    if full is None or copy is None:
        return None
    if full.at > copy.at:
        return pair.copy
    # A copy comes after its paper in any case: only one that was replaced leaves the full paper behind.
    return pair.full if copy.number > 1 and copy.at > full.at else None


def what_differs(pair: Pair) -> Comparison:
    """Compare the texts of the two, and what else stands in the public file."""
    store, full, copy = Store.of_app(), pair.full.document, pair.copy.document
    if full is None or copy is None:
        raise LookupError("a paper of the pair has no file")
    beside = [pair.copy.title, *words_beside(prepared_file(store, copy).pdf)]
    return compare(text_of(store, full), text_of(store, copy), beside)


def hidden_in(copy: Paper) -> list[str]:
    """Tell which words lie hidden in the public copy."""
    return [told["text"] for told in copy.document.told if told["code"] in HIDES] if copy.document else []


def confirm(pair: Pair, seen: str, *, actor: str) -> None:
    """Keep that the two were compared and the copy is good; two at once keep it once.

    Raises Refused where a file was replaced since, nothing was taken out, or words lie hidden in the copy.
    """
    if not pair.complete or seen != pair.seen:
        raise Refused(CHANGED)
    if hidden_in(pair.copy):
        raise Refused(HIDDEN)
    if not what_differs(pair).took_out:
        raise Refused(NOTHING_OUT)
    if compared(pair):
        return
    row = PaperComparison(
        paper_id=pair.copy.id,
        document_id=pair.copy.document_id,
        full_document_id=pair.full.document_id,
        by=actor,
        at=datetime.now(UTC),
    )
    try:
        with db.session.begin_nested():
            db.session.add(row)
    except IntegrityError:
        return
    record(actor, "confirm public copy", subject(pair.copy), files=seen)
