"""What was published of a meeting: its editions, and where each paper stands in them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from sqlalchemy import select

from panel.extensions import db
from panel.meetings.models import Meeting
from panel.packs.contents import Edition
from panel.packs.models import Publication


@dataclass(frozen=True)
class Placed:
    """Where a paper stands in a file; pages count from the file's first, 1."""

    paper: int
    """The number of its record."""
    document: int | None
    """The number of its file's record; None for one that is drawn from the records."""
    first: int
    last: int


@dataclass(frozen=True)
class File:
    """A finished edition in the store."""

    edition: Edition
    sha256: str
    size: int
    pages: int
    papers: tuple[Placed, ...]

    def plain(self) -> dict[str, Any]:
        """Give it as JSON can keep it."""
        return {**asdict(self), "edition": self.edition.value}

    @classmethod
    def of(cls, plain: Mapping[str, Any]) -> File:
        """Read what `plain` gave."""
        papers = tuple(Placed(**each) for each in plain["papers"])
        return cls(**{**plain, "edition": Edition(plain["edition"]), "papers": papers})


def edition_of(files: Iterable[Mapping[str, Any]], edition: Edition) -> File | None:
    """Give one edition of those that are kept; None where there is none for that circle."""
    return next((File.of(each) for each in files if each["edition"] == edition.value), None)


def publications(meeting: Meeting) -> Sequence[Publication]:
    """List what was published of a meeting through this program, the agenda first."""
    return db.session.scalars(
        select(Publication).where(Publication.meeting_id == meeting.id).order_by(Publication.number)
    ).all()


def latest_of(meetings: Iterable[Meeting]) -> dict[int, Publication]:
    """Give the newest publication of each meeting that has any, by the meeting's number."""
    rows = db.session.scalars(
        select(Publication)
        .where(Publication.meeting_id.in_([meeting.id for meeting in meetings]))
        .order_by(Publication.number)
    )
    return {row.meeting_id: row for row in rows}


def latest(meeting: Meeting) -> Publication | None:
    """Give the newest publication of a meeting; None where its agenda was not published through this program."""
    return db.session.scalar(
        select(Publication).where(Publication.meeting_id == meeting.id).order_by(Publication.number.desc()).limit(1)
    )
