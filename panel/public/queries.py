"""What the public pages read. Public records only: no exempt paper's file is ever asked for."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import TypeVar

from sqlalchemy import ColumnElement, Select, and_, extract, func, select
from sqlalchemy.orm import contains_eager, selectinload

from panel.access import papers_seen, viewer
from panel.agendas.models import Item
from panel.extensions import db
from panel.meetings.models import Meeting
from panel.meetings.queries import to_come
from panel.packs.published import latest_of
from panel.papers.models import Paper
from panel.procedure.models import Body, BodyKind

_Rows = TypeVar("_Rows")


@dataclass(frozen=True)
class ReportLine:
    """A public report before a meeting."""

    meeting_id: int
    number: str
    """Of its item."""
    item: str
    title: str


def open_agendas() -> ColumnElement[bool]:
    """Choose the meetings whose agenda is open, as `panel.access.sees_agenda` has it for the public."""
    return and_(Meeting.published.is_(True), Meeting.closed.is_(False))


def bodies() -> Sequence[Body]:
    """Give every body: panels first, each kind by name."""
    return db.session.scalars(select(Body).order_by(Body.kind != BodyKind.PANEL, Body.name)).all()


def body_named(slug: str) -> Body | None:
    """Give the body of that name in addresses."""
    return db.session.scalar(select(Body).where(Body.slug == slug))


def years(body: Body | None) -> Sequence[int]:
    """Give the years in which there are meetings, the latest first."""
    query = select(extract("year", Meeting.date).label("year")).distinct()
    return [int(year) for year in db.session.scalars(_of(body, query).order_by(extract("year", Meeting.date).desc()))]


def meetings_from(day: date, body: Body | None, limit: int | None = None) -> Sequence[Meeting]:
    """Give the meetings on and after a day, the soonest first."""
    query = _of(body, _listed().where(Meeting.date >= day))
    return db.session.scalars(query.order_by(Meeting.date, Meeting.id).limit(limit)).all()


def meetings_of_year(year: int, before: date, body: Body | None) -> Sequence[Meeting]:
    """Give a year's meetings that came before a day, the latest first."""
    query = _of(
        body,
        _listed().where(Meeting.date >= date(year, 1, 1), Meeting.date <= date(year, 12, 31), Meeting.date < before),
    )
    return db.session.scalars(query.order_by(Meeting.date.desc(), Meeting.id)).all()


def all_meetings(body: Body | None) -> Sequence[Meeting]:
    """Give every meeting, past ones included, for a feed."""
    return db.session.scalars(_of(body, _listed()).order_by(Meeting.date, Meeting.id)).all()


def next_by_panel(today: date) -> dict[int, Meeting]:
    """Give each panel's next open meeting that takes place, by the panel's id."""
    soonest = (
        select(Meeting.body_id, func.min(Meeting.date).label("date"))
        .where(to_come(today))
        .group_by(Meeting.body_id)
        .subquery()
    )
    rows = db.session.scalars(
        _listed()
        .join(soonest, (Meeting.body_id == soonest.c.body_id) & (Meeting.date == soonest.c.date))
        .where(Body.kind == BodyKind.PANEL)
    )
    return {meeting.body_id: meeting for meeting in rows}


def last_published(limit: int) -> Sequence[Meeting]:
    """Give the meetings whose agendas were published last; where the day is not recorded, the meeting's own counts."""
    return db.session.scalars(
        _listed()
        .where(open_agendas())
        .order_by(func.coalesce(Meeting.published_on, Meeting.date).desc(), Meeting.id.desc())
        .limit(limit)
    ).all()


def reports_of(meetings: Sequence[Meeting]) -> Sequence[ReportLine]:
    """Name the public reports before published meetings, in agenda order, as they were published."""
    out = latest_of(meetings)
    lines = [
        ReportLine(meeting, item["number"], item["title"], paper["title"])
        for meeting, publication in out.items()
        for item in publication.agenda["items"]
        for paper in item["papers"]
        if paper["access"] in papers_seen(viewer()) and not paper["appendix"]
    ]
    rows = db.session.execute(
        select(Item.meeting_id, Item.number, Item.title.label("item"), Paper.title)
        .join(Item, Paper.item_id == Item.id)
        .where(
            Item.meeting_id.in_([meeting.id for meeting in meetings if meeting.id not in out]),
            Item.withdrawn.is_(False),
            Paper.withdrawn.is_(False),
            Paper.access.in_(papers_seen(viewer())),
            Paper.appendix.is_(None),
        )
        .order_by(Item.position, Paper.position)
    )
    return [*lines, *(ReportLine(*row) for row in rows)]


def neighbours(meeting: Meeting) -> tuple[Meeting | None, Meeting | None]:
    """Give the meetings of the same body before and after this one."""
    same = select(Meeting).where(Meeting.body_id == meeting.body_id)
    before = same.where(Meeting.date < meeting.date).order_by(Meeting.date.desc()).limit(1)
    after = same.where(Meeting.date > meeting.date).order_by(Meeting.date).limit(1)
    return db.session.scalar(before), db.session.scalar(after)


def _listed() -> Select[Meeting]:
    return (
        select(Meeting)
        .join(Meeting.body)
        .options(contains_eager(Meeting.body).joinedload(Body.parent), selectinload(Meeting.moves))
    )


def _of(body: Body | None, query: Select[_Rows]) -> Select[_Rows]:
    return query if body is None else query.where(Meeting.body_id == body.id)
