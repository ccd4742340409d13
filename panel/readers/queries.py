"""Which meetings a member sits at, and which papers of them they have."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import ColumnElement, and_, exists, or_, select
from sqlalchemy.orm import contains_eager, selectinload

from panel.access import Audience, papers_seen, sees_agenda
from panel.documents.models import Document
from panel.extensions import db
from panel.law.exemptions import description
from panel.meetings.models import Meeting, Substitute
from panel.members.models import Appointment, Member
from panel.packs.contents import Edition
from panel.packs.drafting import last_documents
from panel.packs.kept import withdrawn_of
from panel.packs.models import Publication
from panel.packs.published import edition_of, gone, publications
from panel.papers.models import Paper, PaperAccess
from panel.papers.queries import agenda_of
from panel.procedure.models import Body


def sat_at(member: Member) -> ColumnElement[bool]:
    """Choose the meetings of the bodies on which a member sits on the day, and those at which they stand in."""
    seated = exists().where(
        Appointment.member_id == member.id,
        Appointment.body_id == Meeting.body_id,
        Appointment.withdrawn.is_(False),
        or_(Appointment.since.is_(None), Appointment.since <= Meeting.date),
        or_(Appointment.until.is_(None), Appointment.until >= Meeting.date),
    )
    stands_in = exists().where(
        Substitute.member_id == member.id, Substitute.meeting_id == Meeting.id, Substitute.withdrawn.is_(False)
    )
    return or_(seated, stands_in)


def meetings_of(member: Member) -> Sequence[Meeting]:
    """Give the meetings at which a member sits, published or not, the soonest first."""
    return db.session.scalars(
        select(Meeting)
        .join(Meeting.body)
        .where(sat_at(member))
        .options(contains_eager(Meeting.body).joinedload(Body.parent), selectinload(Meeting.moves))
        .order_by(Meeting.date, Meeting.id)
    ).all()


def sits_at(member: Member, meeting: Meeting) -> bool:
    """Whether a member sits on the body of a meeting on its day, or is named to stand in for one who does."""
    return db.session.scalar(select(Meeting.id).where(and_(Meeting.id == meeting.id, sat_at(member)))) is not None


@dataclass(frozen=True)
class PaperRead:
    """A paper as a member has it."""

    number: int
    """Of its record."""
    name: str
    """"Update", "Appendix A: Letter"."""
    exempt: bool
    description: str | None
    """Of an exempt one, in the Schedule's own terms; None where no paragraph is stated."""
    drawn: bool
    document: Document | None
    """Its file; None where it has none that can be opened."""
    withdrawn: date | None = None
    """The day on which it was withdrawn from publication: members keep it, the public does not."""
    pages: str = ""
    """Where it stands in the pack, by the numbers that are printed there; exempt papers have a series of their own."""
    place: tuple[int, int] | None = None
    """Its first and last page in the public series; None where it has none there."""


@dataclass(frozen=True)
class ItemRead:
    """An agenda item as a member has it."""

    number: str
    title: str
    papers: tuple[PaperRead, ...]
    report: str | None


def agenda_for(member: Member, meeting: Meeting) -> list[ItemRead] | None:
    """Give a meeting's agenda with the papers that a member has of it; None where it is not for them.

    Never a draft: what was published through the gate is given as it was published, with the files of then. A meeting
    that was moved in is given as its records stand, once it is published.
    """
    sits = sits_at(member, meeting)
    if not sits or not sees_agenda(Audience.MEMBER, published=meeting.published, closed=meeting.closed, sits=sits):
        return None
    seen = papers_seen(Audience.MEMBER, sits=sits)
    out = publications(meeting)
    if out:
        return _as_published(out, seen)
    return [
        ItemRead(
            item.number,
            item.title,
            tuple(_as_it_stands(paper, meeting) for paper in papers if paper.access in seen),
            item.report.printed if item.report else None,
        )
        for item, papers in agenda_of(meeting)
    ]


def _as_it_stands(paper: Paper, meeting: Meeting) -> PaperRead:
    exempt = paper.access is PaperAccess.EXEMPT
    return PaperRead(
        paper.id,
        _named(paper.title, paper.appendix),
        exempt,
        description(meeting.body.nation, paper.exempt_paragraphs) if exempt else None,
        paper.drawn is not None,
        paper.document if paper.can_be_opened else None,
    )


def _as_published(out: Sequence[Publication], seen: frozenset[str]) -> list[ItemRead]:
    files = {paper: number for paper, number in last_documents(out).items() if number}
    withdrawn, exempt = withdrawn_of(out[-1], gone(out[-1].meeting)), _exempt_places(out)
    documents = {
        row.id: row for row in db.session.scalars(select(Document).where(Document.id.in_(set(files.values()))))
    }
    return [
        ItemRead(
            item["number"],
            item["title"],
            tuple(
                PaperRead(
                    paper["id"],
                    _named(paper["title"], paper["appendix"]),
                    paper["access"] == PaperAccess.EXEMPT,
                    paper["description"],
                    paper["drawn"],
                    documents.get(files.get(paper["id"], 0)),
                    withdrawn.get(paper["key"]),
                    _pages(*paper["place"]) if paper["place"] else exempt.get(paper["id"], ""),
                    tuple(paper["place"]) if paper["place"] else None,
                )
                for paper in item["papers"]
                if paper["access"] in seen
            ),
            item["report"],
        )
        for item in out[-1].agenda["items"]
    ]


def _exempt_places(out: Sequence[Publication]) -> dict[int, str]:
    """Say where each exempt paper stands, by its record: behind the public pages of the publication that brought it."""
    found: dict[int, str] = {}
    before = 0
    for publication in out:
        public, full = (edition_of(publication.files, each) for each in (Edition.PUBLIC, Edition.RESTRICTED))
        if public and full:
            behind = before - public.pages
            found |= {
                placed.paper: _pages(f"E{behind + placed.first}", f"E{behind + placed.last}")
                for placed in full.papers
                if placed.first > public.pages
            }
        before = publication.last_exempt_page
    return found


def _pages(first: int | str, last: int | str) -> str:
    return f"page {first}" if first == last else f"pages {first} to {last}"


def _named(title: str, appendix: str | None) -> str:
    return f"Appendix {appendix}: {title}" if appendix else title
