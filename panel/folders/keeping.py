"""Write what a folder says of a panel, its people, rules and meetings into the records, by the rooms' own verbs."""

from __future__ import annotations

from dataclasses import asdict
from datetime import date

from sqlalchemy import select

from panel.extensions import db
from panel.folders.facts import BodyFacts, Folder, MeetingFacts
from panel.folders.keeping_interests import keep_interests
from panel.folders.mistakes import Mistake
from panel.folders.report import Entry, ImportReport, meeting_name
from panel.law.words import day_in_words
from panel.meetings import operations as meetings
from panel.meetings.models import Meeting
from panel.members import operations as members
from panel.members.models import Appointment, Authority, Member
from panel.procedure import operations as procedure
from panel.procedure.models import Body, BodyKind, RulesOfProcedure


def conflicts(folder: Folder) -> list[Mistake]:
    """Tell where the records have another body under an address that the folder's bodies would take."""
    found = []
    panel = _body(folder.panel.slug)
    if panel and (panel.kind is not BodyKind.PANEL or panel.name != folder.panel.name):
        found.append(
            Mistake(
                "panel.toml",
                "key slug",
                f"“{panel.slug}” is the address of “{panel.name}” here, not of “{folder.panel.name}”.",
                f'Give this panel another slug, or write name = "{panel.name}" if it is the same one.',
            )
        )
    for position, group in enumerate(folder.groups, start=1):
        body = _body(group.slug)
        theirs = body is not None and (panel is None or body.parent_id != panel.id or body.name != group.name)
        if body is not None and theirs:
            found.append(
                Mistake(
                    "panel.toml",
                    f"[[working_groups]] {position}, key name",
                    f"“{group.slug}”, which “{group.name}” would get as its address, is that of “{body.name}”.",
                    "Give the working group another name.",
                )
            )
    return found


def keep_panel(folder: Folder, report: ImportReport, actor: str) -> Body:
    """Keep the panel with its office-holder, rules, authorities, members and seats; give its record."""
    panel = keep_body(folder.panel, folder, None, report, actor)
    if folder.office_holder:
        recognised = procedure.recognised(panel)
        changes = procedure.recognise_office_holder(panel, asdict(folder.office_holder), actor=actor)
        name = f"{folder.office_holder.title} {folder.office_holder.name}"
        if recognised:
            report.note_change("office-holder", name, changes)
        else:
            report.added.append(Entry("office-holder", name))
    _keep_rules(folder, panel, report, actor)
    _keep_members(folder, panel, report, actor)
    keep_interests(folder, panel, report, actor)
    _keep_seats(panel, folder.panel, panel, report, actor)
    for facts in folder.groups:
        group = keep_body(facts, folder, panel, report, actor)
        _keep_seats(group, facts, panel, report, actor)
        keep_meetings(group, facts, report, actor)
    known = {facts.slug for facts in folder.groups}
    for group in db.session.scalars(select(Body).where(Body.parent_id == panel.id).order_by(Body.slug)):
        if group.slug not in known:
            report.notes.append(f"{group.name} is no longer in the folder; its record stays.")
    return panel


def keep_body(facts: BodyFacts, folder: Folder, parent: Body | None, report: ImportReport, actor: str) -> Body:
    """Keep a body's own record."""
    body = _body(facts.slug)
    if body is None:
        report.added.append(Entry("body", facts.name))
        return procedure.establish(facts.slug, facts.name, folder.nation, facts.columns, actor=actor, parent=parent)
    columns = {**facts.columns, "nation": folder.nation}
    report.note_change("body", facts.name, procedure.amend(body, columns, actor=actor))
    return body


def keep_meetings(body: Body, facts: BodyFacts, report: ImportReport, actor: str) -> dict[date, Meeting]:
    """Keep a body's meetings; give them by day. One that was moved is found by the day it was to take place on."""
    rows = list(db.session.scalars(select(Meeting).where(Meeting.body_id == body.id).order_by(Meeting.date)))
    by_day = {row.date: row for row in rows}
    kept: dict[date, Meeting] = {}
    days = {meeting.date for meeting in facts.meetings}
    former = {row.date: row for row in rows if row.date not in days}
    for meeting in facts.meetings:
        row = by_day.get(meeting.date) or _moved(meeting, former)
        kept[meeting.date] = _keep_meeting(row, meeting, body, report, actor)
        if row is not None:
            former = {day: other for day, other in former.items() if other is not row}
    for row in former.values():
        report.notes.append(
            f"The meeting of {body.name} on {day_in_words(row.date)} is no longer in the folder; it stays on record. "
            'To call it off, list it with status = "cancelled".'
        )
    return kept


def _body(slug: str) -> Body | None:
    return db.session.scalar(select(Body).where(Body.slug == slug))


def _keep_rules(folder: Folder, panel: Body, report: ImportReport, actor: str) -> None:
    for since, rules in folder.rules.items():
        if changes := procedure.adopt_rules(panel, rules, actor=actor, since=since):
            entry = Entry("rules of procedure", f"the rules of procedure of {panel.name}{_from(since)}")
            (report.changed if changes["rules"][0] else report.added).append(entry)
    for row in db.session.scalars(select(RulesOfProcedure).where(RulesOfProcedure.body_id == panel.id)):
        if row.since is not None and row.since not in folder.rules:
            report.notes.append(
                f"The folder has no rules-{row.since}.toml: the rules of procedure of {panel.name}{_from(row.since)} "
                "stay in force."
            )


def _from(since: date | None) -> str:
    return f" from {day_in_words(since, weekday=False)}" if since else ""


def _keep_members(folder: Folder, panel: Body, report: ImportReport, actor: str) -> None:
    authorities = {row.name: row for row in db.session.scalars(select(Authority).where(Authority.body_id == panel.id))}
    for position, name in enumerate(folder.authorities, start=1):
        if name in authorities:
            changes = members.amend(authorities[name], {"position": position}, actor=actor)
            report.note_change("authority", name, changes)
        else:
            authorities[name] = members.name_authority(panel, name, position, actor=actor)
            report.added.append(Entry("authority", name))
    people = {row.name: row for row in db.session.scalars(select(Member).where(Member.panel_id == panel.id))}
    for facts in folder.members:
        authority = authorities[facts.authority] if facts.authority else None
        row = people.get(facts.name)
        if row is None:
            members.enrol(panel, facts.name, facts.kind, authority, actor=actor)
            report.added.append(Entry("member", facts.name))
            continue
        columns = {"kind": facts.kind, "authority_id": authority.id if authority else None}
        before = row.authority.name if row.authority else None
        changes = members.amend(row, columns, actor=actor)
        if changes.pop("authority_id", None):
            changes["authority"] = [before, facts.authority]
        report.note_change("member", facts.name, changes)


def _keep_seats(body: Body, facts: BodyFacts, panel: Body, report: ImportReport, actor: str) -> None:
    people = {row.name: row for row in db.session.scalars(select(Member).where(Member.panel_id == panel.id))}
    rows: dict[int, Appointment] = {}
    for row in db.session.scalars(
        select(Appointment).where(Appointment.body_id == body.id).order_by(Appointment.withdrawn, Appointment.id)
    ):
        rows.setdefault(row.member_id, row)
    for position, seat in enumerate(facts.seats, start=1):
        member = people[seat.member]
        appointment = rows.pop(member.id, None)
        name = f"{seat.member} on {facts.name}"
        if appointment is None:
            members.appoint(
                body,
                member,
                position,
                actor=actor,
                office=seat.office,
                since=seat.since,
                until=seat.until,
            )
            report.added.append(Entry("seat", name))
            continue
        back = appointment.withdrawn
        columns = {
            "office": seat.office,
            "position": position,
            "since": seat.since,
            "until": seat.until,
            "withdrawn": False,
        }
        changes = members.amend_appointment(appointment, columns, actor=actor)
        if back:
            report.added.append(Entry("seat", name))
        else:
            report.note_change("seat", name, changes)
    for appointment in rows.values():
        if not appointment.withdrawn:
            members.withdraw_appointment(appointment, actor=actor)
            report.withdrawn.append(Entry("seat", f"{appointment.member.name} on {facts.name}"))


def _moved(facts: MeetingFacts, former: dict[date, Meeting]) -> Meeting | None:
    """Find the record of a meeting that stood on another day: that day itself, or one it was moved to meanwhile."""
    if facts.moved_from is None:
        return None
    if facts.moved_from in former:
        return former[facts.moved_from]
    return next(
        (row for row in former.values() if any(move.moved_from == facts.moved_from for move in row.moves)),
        None,
    )


def _keep_meeting(row: Meeting | None, facts: MeetingFacts, body: Body, report: ImportReport, actor: str) -> Meeting:
    columns = {
        "start": facts.start,
        "venue": facts.venue,
        "status": facts.status,
        "closed": facts.closed,
        "filmed": facts.filmed,
        "note": facts.note,
    }
    name = f"{meeting_name(facts.date)}, {body.name}"
    if row is None:
        report.added.append(Entry("meeting", name))
        return meetings.schedule(body, facts.date, columns, actor=actor, first=facts.moved_from)
    if row.date != facts.date:
        former = row.date
        meetings.move(row, facts.date, actor=actor)
        report.changed.append(Entry("meeting", f"{name}: moved from {day_in_words(former)}"))
    if facts.moved_from and meetings.note_move(row, facts.moved_from, actor=actor):
        report.changed.append(Entry("meeting", f"{name}: moved from {day_in_words(facts.moved_from)}"))
    report.note_change("meeting", name, meetings.amend(row, columns, actor=actor))
    return row
