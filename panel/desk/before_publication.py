"""What stands before an agenda's publication, as the agenda's own page tells it: each line leads to where it is done.

The gate reads every file's digest, and the check every paper's text: of the real pack that takes seconds. So the
agenda's page asks only the rules that need records alone, anew each time (about 10 ms of 40, with 40 items and 60
papers in ten years of records), and takes the rest from what the last check kept, with the word that it is older than
the agenda where it is. Answers count for both.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby

from flask import url_for
from sqlalchemy import select
from sqlalchemy.orm import joinedload

from panel.agendas.models import Item
from panel.agendas.rules import NoReport
from panel.checks.finding import Severity
from panel.checks.gathering import records_of
from panel.checks.kept import Kept
from panel.checks.models import LastCheck
from panel.checks.queries import answers_to, as_judged, last_check
from panel.desk import telling
from panel.desk.put_right import Agenda, PutRight, Way
from panel.extensions import db
from panel.jobs import JobState
from panel.law.bank_holidays import BeyondTheTable
from panel.law.notice import last_moment
from panel.law.words import counted
from panel.law.words import slug as slug_of
from panel.meetings.models import Meeting
from panel.meetings.standing import State, called_off
from panel.packs.rules import told_apart
from panel.papers.models import AccessDecision, HandedIn, HandedInState, Paper, PaperAccess
from panel.procedure.models import BodyKind

IN_FULL = 4
"""So many findings to look at stand here in their own words; of more, only how many there are of each item."""
DUE, LATE = "publication is due", "about to be published too late"
"""What the line about notice says already, and what says more than that line."""


@dataclass(frozen=True)
class Line:
    """One thing to do, and where."""

    words: str
    way: Way


@dataclass(frozen=True)
class Before:
    """What stands before a publication."""

    notice: tuple[Line, State] | None
    """By when it must be out; None where it is out, or where nobody is owed notice."""
    stops: Sequence[Line]
    answer: Sequence[Line]
    """The findings to look at: until each is put right or answered, the gate publishes nothing."""
    answers: int
    """How many findings those are: of many only how many of each item is said."""
    look: Sequence[Line]
    """What else somebody should look at; the gate lets it pass."""
    notes: int
    """How many findings are only worth knowing."""
    checked: LastCheck | None
    changed_since: bool
    """Whether the agenda or a paper changed after that check."""

    @property
    def clear(self) -> bool:
        """Whether nothing is known that stands against it."""
        return not (self.stops or self.answer or self.look or self.changed_since) and self.checked is not None


def before_publication(meeting: Meeting, agenda: Agenda, now: datetime) -> Before | None:
    """Say what stands before the next publication, in the same few questions however long the agenda is.

    None where nothing is to be published: no item, a meeting that is past or called off. `now` is London's time.
    """
    if not agenda or meeting.date < now.date() or called_off(meeting):
        return None
    from panel.checks.judging_records import OF_RECORDS, judge_records  # as `checks.queries.check` says

    facts = records_of(meeting, agenda, now.date())
    checked, answers, put_right = last_check(meeting), answers_to(meeting), PutRight(meeting, agenda)
    before = [Kept.read(each) for each in checked.findings] if checked else []
    found = [*map(Kept.of, judge_records(facts)), *(each for each in before if each.rule not in OF_RECORDS)]
    left = [each for each in found if each.key not in answers and each.rule != "changed after publication"]
    kinds = Counter(each.severity for each in left)
    to_answer = [each for each in left if each.severity is Severity.LOOK and each.rule != DUE]
    arriving = _arriving(meeting)
    notice = None
    if meeting.body.kind is BodyKind.PANEL and not meeting.published and all(each.rule != LATE for each in left):
        try:
            deadline = last_moment(facts.procedure.notice(facts.nation), meeting.date, facts.working)
        except BeyondTheTable:
            pass  # one of the findings says so
        else:
            by = telling.moment_said(deadline.last_moment) if deadline.last_moment else ""
            words = f"The agenda and its reports must be out by {by}."
            link = url_for("desk.deadline", slug=meeting.body.slug, day=meeting.date.isoformat(), kind="notice")
            notice = Line(words, Way("See the days counted", link)), telling.stands(deadline, now, owed=True)
    return Before(
        notice=notice,
        stops=[
            *(_line(put_right, each) for each in left if each.severity is Severity.STOPS),
            *_twins(put_right),
            *(_unread(put_right, row) for row in arriving if row.state is HandedInState.WAITING),
        ],
        answer=list(_to_answer(put_right, to_answer)),
        answers=len(to_answer),
        look=[
            *_undecided(put_right),
            *(_unread(put_right, row) for row in arriving if row.state is HandedInState.REFUSED),
            *_not_here(put_right),
        ],
        notes=kinds[Severity.NOTE],
        checked=checked,
        changed_since=checked is not None and checked.of != as_judged(meeting, agenda),
    )


def _line(put_right: PutRight, finding: Kept) -> Line:
    way = put_right.way(finding.rule, finding.place)
    return Line(finding.what, way or Way("See it in the check", _in_the_check(put_right.meeting, finding)))


def _to_answer(put_right: PutRight, findings: Sequence[Kept]) -> Iterator[Line]:
    if len(findings) <= IN_FULL:
        yield from (_line(put_right, each) for each in findings)
        return
    order = {item.number: place for place, (item, _papers) in enumerate(put_right.agenda)}
    ordered = sorted(findings, key=lambda each: order.get(each.item, len(order)))
    for item, of_item in groupby(ordered, lambda each: each.item):
        group = list(of_item)
        words = (
            f"{f'Item {item}' if item else 'The meeting'}: {counted(len(group), 'finding', 'findings')} of the check."
        )
        yield Line(words, Way("See them in the check", _in_the_check(put_right.meeting, group[0])))


def _in_the_check(meeting: Meeting, finding: Kept) -> str:
    anchor = f"{finding.severity.value}-{slug_of(finding.item) or 'meeting'}"
    return url_for("checks.meeting", slug=meeting.body.slug, day=meeting.date.isoformat(), _anchor=anchor)


def _twins(put_right: PutRight) -> Iterator[Line]:
    """Find public papers that are the very file of an exempt one, in the words of the gate."""
    papers = [(item, paper) for item, papers in put_right.agenda for paper in papers]
    exempt = {paper.document_id for _item, paper in papers if paper.access is PaperAccess.EXEMPT} - {None}
    for item, paper in papers:
        if paper.access is PaperAccess.PUBLIC and paper.document_id in exempt:
            yield Line(told_apart(_named(item, paper, small=True)).reason, put_right.file(paper))


def _undecided(put_right: PutRight) -> Iterator[Line]:
    """Find exempt papers of which no proper officer's decision is recorded."""
    exempt = [
        (item, paper) for item, papers in put_right.agenda for paper in papers if paper.access is PaperAccess.EXEMPT
    ]
    decided = set(
        db.session.scalars(
            select(AccessDecision.paper_id).where(AccessDecision.paper_id.in_([paper.id for _item, paper in exempt]))
        )
    )
    for item, paper in exempt:
        if paper.id not in decided:
            words = f"{_named(item, paper)} is marked exempt, and nobody’s decision is recorded."
            yield Line(words, put_right.access(paper))


def _not_here(put_right: PutRight) -> Iterator[Line]:
    """Find papers that were asked for, and whose files are not here; and items whose report is to follow."""
    for item, papers in put_right.agenda:
        if item.report is NoReport.TO_FOLLOW and not papers:
            yield Line(f"Item {item.number}, “{item.title}”: its report is still to come.", put_right.papers(item))
        for paper in papers:
            if paper.document_id is None and not paper.drawn:
                asked = f", asked of {paper.asked_of}" if paper.asked_of else ""
                yield Line(f"{_named(item, paper)} is still to come{asked}.", put_right.file(paper))


def _unread(put_right: PutRight, row: HandedIn) -> Line:
    """Say how it stands with a file that is not a paper yet."""
    if row.state is HandedInState.REFUSED:
        words = f"Item {row.item.number}: “{row.file_name}” was refused. {row.reason}"
    elif row.job.state is JobState.FAILED:
        words = f"Item {row.item.number}: “{row.file_name}” could not be read. Try again, or take it off the list."
    else:
        words = f"Item {row.item.number}: “{row.file_name}” is still being read."
    return Line(words, put_right.papers(row.item, "arriving"))


def _arriving(meeting: Meeting) -> Sequence[HandedIn]:
    return db.session.scalars(
        select(HandedIn)
        .join(Item)
        .where(
            Item.meeting_id == meeting.id,
            Item.withdrawn.is_(False),
            HandedIn.state.in_((HandedInState.WAITING, HandedInState.REFUSED)),
        )
        .options(joinedload(HandedIn.item), joinedload(HandedIn.job))
        .order_by(Item.position, HandedIn.id)
    ).all()


def _named(item: Item, paper: Paper, *, small: bool = False) -> str:
    what = f", Appendix {paper.appendix}" if paper.appendix else ""
    return f"{'item' if small else 'Item'} {item.number}{what}, “{paper.title}”"
