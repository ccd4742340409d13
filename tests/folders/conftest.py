"""A tiny meeting folder, an empty database, and an arrival that opens nothing."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select

from panel import create_app
from panel.documents.models import Document, DocumentState
from panel.documents.store import Settings, Store
from panel.extensions import Base, db
from panel.folders.operations import import_folder
from panel.folders.report import ImportReport

PANEL = """\
# an invented panel
name = "Larkshire Police and Crime Panel"
slug = "larkshire"
nation = "England"
usual_start = 10:30:00
contact = { name = "Imogen Vale", email = "democracy@larkshire.example" }
proper_officer = { name = "Rufus Thorne", title = "Head of Law", address = ["County Hall", "Larkford"] }

[office_holder]
title = "Police and Crime Commissioner"
abbreviation = "PCC"
name = "Una Marsh"

[[authorities]]
name = "Larkshire County Council"
[[authorities]]
name = "Wren District Council"

[[members]]
name = "Councillor Ada Finch"
authority = "Larkshire County Council"
office = "Chair"
[[members]]
name = "Councillor Bram Teal"
authority = "Wren District Council"
[[members]]
name = "Omar Reed"
kind = "independent"

[[working_groups]]
name = "Budget Working Group"
remit = "Monitoring of the budget"
members = ["Omar Reed (Chair)", "Councillor Bram Teal"]
meetings = [2018-02-05]

[[meetings]]
date = 2018-02-01
status = "held"
[[meetings]]
date = 2018-03-19
venue = "County Hall"
moved_from = 2018-03-26
[[meetings]]
date = 2018-04-10
closed = true
[[meetings]]
date = 2018-06-21

[[dispensations]]
member = "Councillor Bram Teal"
granted = 2018-01-15
ends = 2019-01-14
scope = "To speak and vote on the precept"
by = "the Monitoring Officer"
"""
RULES = """\
[notice]
clear_days = 5

[[participation]]
kind = "question"
from = 2018-01-01
until = 2019-12-31
deadline = { count = "working days", n = 3, at = "17:00" }
max_per_person = 2
[[participation]]
kind = "petition"
from = 2018-01-01
deadline = { count = "calendar days", n = 14 }
min_signatures = 10

[quorum]
fraction = "1/4"
"""
MEETING = """\
date = 2018-03-19
filmed = true
published = 2018-03-09

[[items]]
number = "1"
title = "General"
kind = "heading"
[[items]]
number = "1(1)"
title = "Apologies"
kind = "apologies"
[[items]]
number = "2"
title = "Update"
kind = "report"
purpose = "To receive an update."
papers = [
  { file = "update.pdf", title = "Update report" },
  { file = "figures.pdf", appendix = "A", title = "Figures" },
  { file = "answers.docx", appendix = "B", title = "Answers", exempt = true, exempt_paragraphs = [7] },
]
[[items]]
number = "3"
title = "Work Programme"
kind = "work programme"
papers = [{ drawn = "work programme", appendix = "A", title = "Work Programme 2018" }]
[[items]]
number = "4"
title = "Complaints"
kind = "complaints"
report = "verbal"

[[questions]]
name = "Ivy Nash"
text = "When will the station at Larkford open again?"
received = 2018-03-14T16:30:00
accepted = true
item = "2"
[[questions]]
name = "Ned Pell"
text = "Who pays for it?"
received = 2018-03-15
"""
MINUTES = """\
date = 2018-02-01
rose = 12:18:00
public_questions = 0

present.members = ["Councillor Ada Finch", "Councillor Wade"]
present.opcc = [{ name = "Una Marsh", role = "Police and Crime Commissioner" }]
apologies = ["Omar Reed"]
substitutes = [{ absent = "Councillor Bram Teal", substitute = "Councillor Wade" }]
disclosures = ["Councillor Ada Finch: owns land at Larkford", { member = "Omar Reed", item = "3", interest = "Lease" }]
minutes_confirmed = [{ date = 2017-11-30 }, { date = 2017-11-30, access = "exempt" }]

[[motions]]
item = "3"
title = "The precept"
text = "That the precept be supported"
proposer = "Councillor Ada Finch"
seconder = "Councillor Wade"
outcome = "agreed"
for = 2
against = 0
abstain = 1

[[resolutions]]
item = "3"
number = "1"
text = "Supports the precept."
[[resolutions]]
item = "3"
number = "2(a)"
kind = "recommendation"
addressee = "PCC"
text = "Consults the public more widely."
[[resolutions]]
item = "4"
number = "1"
text = "Notes its work programme."

[[actions]]
item = "3"
text = "To provide the figures of December"
owner = "Una Marsh"
due = 2018-03-01
[[actions]]
text = "To circulate the survey"

[letter]
kind = "precept report"
to = "Police and Crime Commissioner"
sent = 2018-02-07
answer_due = 2018-03-01
answered = 2018-02-28
recommendations = [
  "Publishes the answer",
  { text = "Consults more widely", resolution = "2(a)" },
  { text = "Keeps reserves under review", delegated = "to the Chair, 1 February 2018" },
]
"""
PROGRAMME = """\
section,meeting,timing,item,detail,last_report
scheduled,2018-06-21,,Rural crime,"To review, in depth.",2017-02-03
standing,,,Complaints,To consider any.,
to be timetabled,,TBC,Estates,,
"""
LOG = """\
raised,recommendation,lead,panel_update,progress,status,completed
2018-02-01,Publish the response times,PCC,,Under way,in progress,
2018-02-01,Circulate the survey,Una Marsh,,,completed,2018-02-20
"""
FILES = {
    "panel.toml": PANEL,
    "rules.toml": RULES,
    "work_programme.csv": PROGRAMME,
    "recommendations.csv": LOG,
    "meetings/2018-02-01/minutes.toml": MINUTES,
    "meetings/2018-03-19/meeting.toml": MEETING,
    "meetings/2018-03-19/papers/update.pdf": "update",
    "meetings/2018-03-19/papers/figures.pdf": "figures",
    "meetings/2018-03-19/papers/answers.docx": "answers",
}
MoveIn = Callable[[Path], ImportReport]
"""Imports a folder and commits."""


@dataclass
class Arrivals:
    """Takes files in without opening them; refuses one whose bytes say so."""

    told: list[dict[str, Any]] = field(default_factory=list)
    taken: int = 0

    def __call__(self, files: Sequence[Path], progress: Callable[[int, int], None]) -> list[Document]:
        """Take files in; give their records."""
        rows = []
        for number, file in enumerate(files, start=1):
            rows.append(self.record(file.read_bytes()))
            progress(number, len(files))
        self.taken += len(files)
        return rows

    def record(self, content: bytes) -> Document:
        """Give a file's record."""
        digest = hashlib.sha256(content).hexdigest()
        row = db.session.scalar(select(Document).where(Document.sha256 == digest))
        if row is None:
            refused = b"password" in content
            row = Document(
                sha256=digest,
                size=len(content),
                kind="PDF",
                state=DocumentState.REFUSED if refused else DocumentState.ACCEPTED,
                reason="The file needs a password. Ask for one without." if refused else "",
                told=self.told,
                arrived_at=datetime(2018, 3, 8, tzinfo=UTC),
            )
            db.session.add(row)
            db.session.flush()
        return row


@pytest.fixture(scope="session")
def prepared() -> dict[str, bytes]:
    """Databases that were prepared once, by what is in them."""
    return {}


@pytest.fixture
def app(tmp_path: Path, prepared: dict[str, bytes]) -> Iterator[Flask]:
    """An application over an empty database in memory."""
    app = create_app(tmp_path / "instance", SQLALCHEMY_DATABASE_URI="sqlite://")
    with app.app_context():
        if "empty" in prepared:
            restore(prepared["empty"])
        else:
            Base.metadata.create_all(db.engine)
            prepared["empty"] = database()
        yield app
        db.session.remove()
        db.engine.dispose()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A small, right meeting folder."""
    place = tmp_path / "folder"
    for name, text in FILES.items():
        file = place / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
    return place


@pytest.fixture
def arrivals() -> Arrivals:
    """An arrival that opens nothing."""
    return Arrivals()


@pytest.fixture
def move_in(app: Flask, arrivals: Arrivals) -> MoveIn:
    """Import a folder and commit."""

    def move(place: Path) -> ImportReport:
        settings = Settings.of(app.config)
        try:
            report = import_folder(place, Store(settings), settings, actor="a test", take=arrivals)
        finally:
            # A mistake must leave nothing that a careless caller could commit.
            db.session.commit()
        return report

    return move


@pytest.fixture
def moved_in(folder: Path, move_in: MoveIn, prepared: dict[str, bytes]) -> MoveIn:
    """The folder is imported; imports again."""
    if "moved in" in prepared:
        restore(prepared["moved in"])
    else:
        move_in(folder)
        prepared["moved in"] = database()
    return move_in


def database() -> bytes:
    """Give the bytes of the database in memory."""
    db.session.remove()
    with db.engine.connect() as connection:
        return bytes(connection.connection.driver_connection.serialize())


def restore(content: bytes) -> None:
    """Put a prepared database in the place of the one in memory."""
    db.session.remove()
    with db.engine.connect() as connection:
        connection.connection.driver_connection.deserialize(content)


def edit(folder: Path, file: str, before: str, after: str) -> None:
    """Change a file's text once; the text to change must be there."""
    path = folder / file
    text = path.read_text(encoding="utf-8")
    assert before in text
    path.write_text(text.replace(before, after, 1), encoding="utf-8")


def everything() -> dict[str, list[tuple[Any, ...]]]:
    """Read every row of every table."""
    with db.engine.connect() as connection:
        return {
            table.name: [tuple(row) for row in connection.execute(select(table).order_by(*table.primary_key))]
            for table in Base.metadata.sorted_tables
        }
