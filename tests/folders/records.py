"""Read what moved in."""

from __future__ import annotations

from datetime import date

from sqlalchemy import select

from panel.agendas.models import Item
from panel.extensions import db
from panel.meetings import queries
from panel.meetings.models import Meeting
from panel.papers.models import Paper
from panel.procedure.models import Body

MEETING = "meetings/2018-03-19/meeting.toml"


def body(slug: str = "larkshire") -> Body:
    return db.session.scalars(select(Body).where(Body.slug == slug)).one()


def meeting(day: date = date(2018, 3, 19), slug: str = "larkshire") -> Meeting:
    found = queries.at(slug, day)
    assert found is not None
    return found


def papers_of(item: str) -> list[Paper]:
    return list(
        db.session.scalars(
            select(Paper).join(Item).where(Item.number == item, Paper.withdrawn.is_(False)).order_by(Paper.position)
        )
    )


def items() -> list[Item]:
    return list(db.session.scalars(select(Item).where(Item.withdrawn.is_(False)).order_by(Item.position)))
