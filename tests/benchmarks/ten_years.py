"""Ten years of a panel's records, and how long its officer's pages take: python -m tests.benchmarks.ten_years."""

from __future__ import annotations

import statistics
import sys
import tempfile
import time
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import time_machine
from flask import Flask

from panel.agendas.models import AgendaAsPublished, Item
from panel.agendas.rules import ItemKind, NoReport
from panel.audit.models import AuditEntry
from panel.checks.finding import Finding, Place, Severity
from panel.checks.kept import Kept
from panel.checks.models import LastCheck
from panel.extensions import db
from panel.meetings.models import Meeting, MeetingStatus
from panel.minutes.models import Confirmation, Resolution
from panel.papers.models import Paper
from panel.papers.queries import agenda_as_it_stands
from panel.procedure.models import Body, BodyKind
from panel.recommendations.models import Progress, Recommendation
from panel.work_programme.models import ProgrammeItem, Section
from tests.accounts.people import an_officer
from tests.builders import (
    a_body,
    a_document,
    a_meeting,
    a_member,
    a_paper,
    a_question,
    add,
    an_entry,
    an_item,
    minutes_of,
)
from tests.officers import signed_in
from tests.public.site import make_site, statements

TODAY = datetime(2026, 3, 12, 9, tzinfo=UTC)
FIRST_YEAR, MONTHS = 2016, (2, 3, 6, 9, 11)
LONG = date(2026, 3, 19)
"""The day of the meeting with the long agenda."""
RUNS = 30


def ten_years(items: int = 40, years: int = 10, entries: int = 12) -> None:
    """Make a panel's meetings, agendas, papers, minutes, log and trail; the coming meeting has so many items."""
    body = a_body()
    group = add(
        Body(
            slug="larkshire-budget",
            name="Budget Working Group",
            kind=BodyKind.WORKING_GROUP,
            parent_id=body.id,
            nation=body.nation,
        )
    )
    for position in range(1, 13):
        a_member(body, f"Councillor {position}", position)
    before = None
    for year in range(FIRST_YEAR, FIRST_YEAR + years):
        for month in MONTHS:
            meeting = a_meeting(body, date(year, month, 19), status=MeetingStatus.HELD, published=True)
            an_agenda(meeting, 12, entries)
            held(meeting, before)
            a_meeting(group, date(year, month, 5), status=MeetingStatus.HELD, closed=True)
            facts = {"raised": meeting.date, "text": f"Recommendation of {meeting.date}", "status": Progress.COMPLETED}
            add(Recommendation(body_id=body.id, position=year * 12 + month, **facts))
            before = meeting.date
    for position in range(30):
        facts = {"section": Section.SCHEDULED, "meeting": LONG, "item": f"Work {position}"}
        add(ProgrammeItem(body_id=body.id, position=position, **facts))
    meeting = a_meeting(body, LONG, published=True, published_on=date(2026, 3, 9))
    an_agenda(meeting, items, entries)
    plain = [each.plain() for each in agenda_as_it_stands(meeting)]
    add(AgendaAsPublished(meeting_id=meeting.id, at=TODAY, items=plain))
    a_question(meeting, "Ivy Nash", "When will the station open again?", date(2026, 3, 11))
    add(LastCheck(meeting_id=meeting.id, at=TODAY, of="", findings=[found(number) for number in range(1, items + 1)]))
    an_item(
        meeting, f"{items}A", "Added since", ItemKind.PUBLIC_QUESTIONS, added=TODAY.date(), lead="The Chair", minutes=5
    )


def an_agenda(meeting: Meeting, items: int, entries: int) -> None:
    """Make an agenda of items with two papers each, and what the trail holds of it."""
    for number in range(1, items + 1):
        facts = {"position": number, "number": str(number), "title": f"Report on work {number}", "minutes": 5}
        item = add(Item(meeting_id=meeting.id, kind=ItemKind.REPORT, purpose="To consider it.", **facts))
        if number % 4:
            document = a_document(f"{meeting.date} {number}")
            a_paper(item, f"Report {number}", document, file_name=f"report-{number}.docx")
            add(Paper(item_id=item.id, position=2, title=f"Figures {number}", appendix="A", document_id=document.id))
        else:
            item.report = NoReport.TO_FOLLOW
        db.session.add_all(
            AuditEntry(
                at=TODAY - timedelta(days=turn),
                actor="Imogen Vale",
                verb="amend",
                subject=f"item {number} of {meeting.body.slug} {meeting.date}",
                about=f"item {item.id}",
                detail={"version": [turn, turn + 1], "title": ["Report", "Report on work"]},
            )
            for turn in range(entries)
        )


def found(number: int) -> dict[str, Any]:
    """Give what a check kept of a finding about an item."""
    what = f"“Wednesday {number} March 2026” is no Wednesday."
    place = Place(str(number), f"report-{number}.docx", 2, what)
    return Kept.of(Finding("weekday does not match", Severity.LOOK, place, what, "", "")).plain()


def held(meeting: Meeting, before: date | None) -> None:
    """Make the minutes of a meeting, which confirm those of the one before."""
    minutes = minutes_of(meeting)
    if before:
        an_entry(Confirmation, minutes, earlier=before)
    an_entry(Resolution, minutes, item="3", number="1", text="That the report be noted.")


def a_site(folder: Path, **size: int) -> Flask:
    """Make a site with so many years of records and an officer."""
    app = make_site(folder)
    with app.app_context():
        ten_years(**size)
        an_officer()
        db.session.commit()
    return app


def main() -> int:
    """Print a line a page: the median and the slowest of its answers, and what it asks of the database."""
    with tempfile.TemporaryDirectory() as folder, time_machine.travel(TODAY):
        app = a_site(Path(folder))
        officer = signed_in(app)
        with app.app_context():
            rows = ", ".join(
                f"{db.session.query(kind).count():,} {kind.__tablename__}" for kind in (Meeting, Item, Paper)
            )
            item = db.session.query(Item).order_by(Item.id.desc()).limit(1).one().id
            print(f"{rows}, {db.session.query(AuditEntry).count():,} audit_entry")
        agenda = f"/desk/larkshire/{LONG}/agenda"
        print(f"{'page':55} {'median':>9} {'slowest':>9} {'queries':>8}")
        for page in (agenda, f"{agenda}?edit={item}", f"{agenda}/{item}/history", f"/desk/larkshire/{LONG}/", "/desk/"):
            with statements(app) as asked:
                assert officer.get(page).status_code == 200
            taken = []
            for _ in range(RUNS):
                begun = time.perf_counter()
                officer.get(page)
                taken.append((time.perf_counter() - begun) * 1000)
            print(f"{page:55} {statistics.median(taken):6.1f} ms {max(taken):6.1f} ms {len(asked):8}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
