"""What was published of a meeting: its editions, and where each paper stands in them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

from sqlalchemy import select

from panel.extensions import db
from panel.meetings.models import Meeting
from panel.packs.contents import Edition
from panel.packs.models import Publication, Withdrawal


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


def whole_pack(publication: Publication) -> str:
    """Name everything that was published up to a publication: "The whole pack with Supplement 1"."""
    return f"The whole pack with {publication.name}" if publication.number else "The whole pack"


def own_pages(publication: Publication) -> tuple[int, int]:
    """Give the first and the last page of the public series that a publication brought."""
    public = edition_of(publication.files, Edition.PUBLIC)
    return publication.last_page - (public.pages if public else 0) + 1, publication.last_page


def before_exempt(publication: Publication) -> int:
    """Give the number before the first exempt page that a publication brought."""
    public, fullest = edition_of(publication.files, Edition.PUBLIC), publication.files[-1]["pages"]
    return publication.last_exempt_page - (fullest - public.pages if public else 0)


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


@dataclass(frozen=True)
class Gone:
    """The pages of a meeting's public series that are withdrawn, each with the day."""

    days: Mapping[int, date]

    def within(self, first: int, last: int) -> date | None:
        """Give the day on which any of these pages was withdrawn; None where all are still public."""
        return next((self.days[page] for page in range(first, last + 1) if page in self.days), None)


def all_withdrawn(publication: Publication, gone: Gone) -> bool:
    """Whether every page that a publication brought is withdrawn; exempt pages are not, they were never public."""
    first, last = own_pages(publication)
    public = edition_of(publication.files, Edition.PUBLIC)
    exempt = public is None or publication.files[-1]["pages"] > public.pages
    return not exempt and first <= last and all(page in gone.days for page in range(first, last + 1))


def withdrawals(meeting: Meeting) -> Sequence[Withdrawal]:
    """List what was withdrawn of a meeting, the first first."""
    return db.session.scalars(
        select(Withdrawal).where(Withdrawal.meeting_id == meeting.id).order_by(Withdrawal.id)
    ).all()


def gone(meeting: Meeting) -> Gone:
    """Give the pages of a meeting's public series that are withdrawn."""
    return Gone(
        {
            page: row.at.date()
            for row in reversed(withdrawals(meeting))
            for page in range(row.first_page, row.last_page + 1)
        }
    )
