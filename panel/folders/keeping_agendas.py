"""Write what a folder says of agendas, papers, the log and the programme into the records."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from pathlib import Path, PurePosixPath

from sqlalchemy import select

from panel.agendas import operations as agendas
from panel.agendas.models import Item
from panel.documents.models import Document
from panel.extensions import db
from panel.folders.facts import (
    AgendaFacts,
    ItemFacts,
    PaperFacts,
    ProgrammeFacts,
    QuestionFacts,
    RecommendationFacts,
)
from panel.folders.keeping_rows import Rows
from panel.folders.pairing import Likenesses, pair
from panel.folders.report import Entry, ImportReport, meeting_name, short
from panel.meetings import operations as meetings
from panel.meetings.models import Meeting
from panel.papers import operations as papers
from panel.papers.models import Paper, PaperAccess
from panel.papers.queries import agenda_as_it_stands
from panel.procedure.models import Body
from panel.questions import operations as questions
from panel.questions.models import Question
from panel.recommendations import operations as log
from panel.recommendations.models import Recommendation
from panel.work_programme import operations as programme
from panel.work_programme.models import ProgrammeItem

Documents = Mapping[Path, Document]
"""What each of the folder's files became at its arrival."""


class AgendaKeeper:
    """Keeps agendas and what hangs on them; tells what it did in a report."""

    def __init__(self, documents: Documents, report: ImportReport, actor: str) -> None:
        self.documents, self.report, self.actor = documents, report, actor

    def agenda(self, meeting: Meeting, facts: AgendaFacts) -> None:
        """Keep a meeting's items, their papers, and whether they are published. An item is known by its number."""
        rows = db.session.scalars(
            select(Item).where(Item.meeting_id == meeting.id).order_by(Item.withdrawn, Item.id)
        ).all()
        kept = Rows(
            "item",
            _ITEM,
            lambda fact, position: {
                "number": fact.number,
                "position": position,
                "title": fact.title,
                "kind": fact.kind,
                "purpose": fact.purpose,
                "report": fact.report,
                "requested_by": fact.requested_by,
                "added": fact.added,
                "urgent_reason": fact.urgent_reason,
                "resolution": fact.resolution,
            },
            _item_name,
            lambda columns: agendas.place_on_agenda(meeting, columns, actor=self.actor),
            lambda row, columns: agendas.amend(row, columns, actor=self.actor),
            lambda row: agendas.withdraw(row, actor=self.actor),
        ).keep(facts.items, rows, self.report)
        for row, item in zip(kept, facts.items, strict=True):
            self.papers(row, item.papers)
        self.questions(meeting, facts.questions)
        self.publication(meeting, facts)

    def papers(self, item: Item, facts: Sequence[PaperFacts]) -> None:
        """Keep the papers under an item. A paper is known by its appendix, its file's name and its title."""
        rows = db.session.scalars(
            select(Paper).where(Paper.item_id == item.id).order_by(Paper.withdrawn, Paper.position, Paper.id)
        ).all()
        paired = pair(facts, rows, _PAPER)
        for position, (fact, row) in enumerate(paired.pairs, start=1):
            self.paper(item, row, fact, position)
        for row in paired.gone:
            if not row.withdrawn:
                papers.withdraw(row, actor=self.actor)
                self.report.withdrawn.append(Entry("paper", _paper_name(row)))

    def paper(self, item: Item, row: Paper | None, facts: PaperFacts, position: int) -> None:
        """Keep one paper; what its arrival told of it is passed on when its file is new here."""
        document = self.documents[facts.file] if facts.file else None
        columns = {
            "position": position,
            "title": facts.title,
            "appendix": facts.appendix,
            "access": PaperAccess.EXEMPT if facts.exempt else PaperAccess.PUBLIC,
            "exempt_paragraphs": list(facts.paragraphs),
            "public_interest": facts.public_interest,
            "drawn": facts.drawn,
            "document_id": document.id if document else None,
            "file_name": _file_name(facts),
            "withdrawn": False,
        }
        if row is None:
            row = papers.lodge(item, columns, actor=self.actor)
            self.report.added.append(Entry("paper", _paper_name(row)))
            arrived = True
        else:
            back = row.withdrawn
            changes = papers.amend(row, columns, actor=self.actor)
            if back:
                # A record that came back after it was withdrawn counts as added.
                self.report.added.append(Entry("paper", _paper_name(row)))
            else:
                self.report.note_change("paper", _paper_name(row), changes)
            arrived = back or "document_id" in changes
        if document is not None and arrived:
            # What may quote an exempt paper stays out of terminals and their logs.
            said = [KEPT_BACK if facts.exempt and told["quotes"] else told["text"] for told in document.told]
            self.report.told += [(f"{facts.name} (item {item.number})", text) for text in said]

    def publication(self, meeting: Meeting, facts: AgendaFacts) -> None:
        """Publish an agenda, or take it back, as the folder says. What it is at its publication is kept."""
        first = not meeting.published
        name = f"{meeting_name(meeting.date)}, {meeting.body.name}"
        if facts.published and meetings.publish(meeting, facts.published_on, actor=self.actor):
            on = f" on {facts.published_on}" if facts.published_on else ""
            self.report.changed.append(Entry("publication", f"{name}: its agenda is published{on}"))
            if first:
                agendas.keep_as_published(meeting, agenda_as_it_stands(meeting), facts.published_on)
        elif not facts.published and meetings.take_back(meeting, actor=self.actor):
            self.report.withdrawn.append(Entry("publication", f"{name}: its agenda is no longer published"))

    def questions(self, meeting: Meeting, facts: Sequence[QuestionFacts]) -> None:
        """Keep the questions put to a meeting. One is known by who asks and its words."""
        items = {
            row.number: row.id
            for row in db.session.scalars(select(Item).where(Item.meeting_id == meeting.id, Item.withdrawn.is_(False)))
        }
        rows = db.session.scalars(
            select(Question)
            .where(Question.meeting_id == meeting.id)
            .order_by(Question.withdrawn, Question.position, Question.id)
        ).all()
        Rows(
            "question",
            _QUESTION,
            lambda fact, position: {
                "name": fact.name,
                "text": fact.text,
                "received": fact.received,
                "received_at": fact.received_at,
                "state": fact.state,
                "item_id": items[fact.item] if fact.item else None,
                "position": position,
            },
            lambda row: f"question of {row.name} to {meeting_name(meeting.date)}",
            lambda columns: questions.receive(meeting, columns, actor=self.actor),
            lambda row, columns: questions.amend(row, columns, actor=self.actor),
            lambda row: questions.withdraw(row, actor=self.actor),
        ).keep(facts, rows, self.report)

    def log(self, body: Body, facts: Sequence[RecommendationFacts]) -> None:
        """Keep the recommendations log. A row is known by its words and the day it was raised."""
        rows = db.session.scalars(
            select(Recommendation)
            .where(Recommendation.body_id == body.id)
            .order_by(Recommendation.withdrawn, Recommendation.position, Recommendation.id)
        ).all()
        Rows(
            "log entry",
            _RECOMMENDATION,
            lambda fact, position: {**asdict(fact), "position": position},
            lambda row: f"log entry “{short(row.text)}”",
            lambda columns: log.enter(body, columns, actor=self.actor),
            lambda row, columns: log.follow_up(row, columns, actor=self.actor),
            lambda row: log.withdraw(row, actor=self.actor),
        ).keep(facts, rows, self.report)

    def programme(self, body: Body, facts: Sequence[ProgrammeFacts]) -> None:
        """Keep the work programme. A row is known by its section, its meeting and what it is about."""
        rows = db.session.scalars(
            select(ProgrammeItem)
            .where(ProgrammeItem.body_id == body.id)
            .order_by(ProgrammeItem.withdrawn, ProgrammeItem.position, ProgrammeItem.id)
        ).all()
        Rows(
            "programme row",
            _PROGRAMME,
            lambda fact, position: {**asdict(fact), "position": position},
            lambda row: f"work programme, “{short(row.item)}”",
            lambda columns: programme.plan(body, columns, actor=self.actor),
            lambda row, columns: programme.amend(row, columns, actor=self.actor),
            lambda row: programme.withdraw(row, actor=self.actor),
        ).keep(facts, rows, self.report)


KEPT_BACK = "Something hides in it. Since it is exempt, what it is stays out of this report: look at the file itself."


def _item_name(item: Item) -> str:
    return f"item {item.number}, “{item.title}”, of {meeting_name(item.meeting.date)}"


def _paper_name(paper: Paper) -> str:
    letter = f", Appendix {paper.appendix}" if paper.appendix else ""
    return f"“{paper.title}” (item {paper.item.number}{letter}) of {meeting_name(paper.item.meeting.date)}"


def _file_name(facts: PaperFacts) -> str:
    return PurePosixPath(facts.name).name


_ITEM: Likenesses[ItemFacts, Item] = ((lambda facts, _: facts.number, lambda row: row.number),)
_PAPER: Likenesses[PaperFacts, Paper] = (
    (
        lambda facts, _: (facts.appendix, facts.drawn, _file_name(facts), facts.title),
        lambda row: (row.appendix, row.drawn, row.file_name, row.title),
    ),
    (
        lambda facts, _: (facts.appendix, facts.drawn, _file_name(facts)),
        lambda row: (row.appendix, row.drawn, row.file_name),
    ),
    (
        lambda facts, _: (facts.appendix, facts.drawn, facts.title),
        lambda row: (row.appendix, row.drawn, row.title),
    ),
    (
        lambda facts, _: (facts.drawn, _file_name(facts), facts.title),
        lambda row: (row.drawn, row.file_name, row.title),
    ),
    # Another file under another title is still the same paper where it takes the place of one that is gone.
    (
        lambda facts, _: (facts.appendix, facts.drawn, False),
        lambda row: (row.appendix, row.drawn, row.withdrawn),
    ),
)
_RECOMMENDATION: Likenesses[RecommendationFacts, Recommendation] = (
    (lambda facts, _: (facts.raised, facts.text), lambda row: (row.raised, row.text)),
    (lambda facts, _: (facts.text, False), lambda row: (row.text, row.withdrawn)),
    (
        lambda facts, position: (facts.raised, position, False),
        lambda row: (row.raised, row.position, row.withdrawn),
    ),
)
_PROGRAMME: Likenesses[ProgrammeFacts, ProgrammeItem] = (
    (
        lambda facts, _: (facts.section, facts.meeting, facts.item),
        lambda row: (row.section, row.meeting, row.item),
    ),
    (lambda facts, _: (facts.item, False), lambda row: (row.item, row.withdrawn)),
    (
        lambda facts, position: (facts.section, position, False),
        lambda row: (row.section, row.position, row.withdrawn),
    ),
)
_QUESTION: Likenesses[QuestionFacts, Question] = (
    (lambda facts, _: (facts.name, facts.text), lambda row: (row.name, row.text)),
    (lambda facts, _: (facts.text, False), lambda row: (row.text, row.withdrawn)),
    (lambda facts, _: (facts.name, facts.received, False), lambda row: (row.name, row.received, row.withdrawn)),
)
