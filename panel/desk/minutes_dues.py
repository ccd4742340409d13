"""What is due after a meeting from what its record says: its decision sheet, notifications of interests, answers."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import chain

from panel.desk.dues import Due
from panel.law.ruling import RULES_AUTHORITY
from panel.law.timetable import Deadline
from panel.law.words import day_in_words
from panel.minutes.notifying import to_notify
from panel.minutes.owed import answers_owed
from panel.minutes.rising import SHEET_AUTHORITY, sheet_clock, sheet_due
from panel.procedure.models import Body, BodyKind
from panel.sheets.queries import awaited


def dues_of_minutes(bodies: Sequence[Body]) -> Iterator[Due]:
    """Give what the records of all bodies' meetings leave due."""
    return chain(notifications(bodies), sheets(bodies), written_answers(bodies))


def notifications(bodies: Sequence[Body]) -> Iterator[Due]:
    """Give the days by which interests disclosed at meetings are notified; nothing of the interest itself."""
    for panel in (body for body in bodies if body.kind is BodyKind.PANEL):
        for each in to_notify(panel, [body for body in bodies if panel.id in (body.id, body.parent_id)]):
            done = f"Notified on {day_in_words(each.made.made, weekday=False)}" if each.made else ""
            yield Due(
                each.deadline,
                panel,
                None,
                "",
                f"{panel.slug} notification {each.disclosure.id}",
                done,
                owed=True,
                page=("interests.page", {"slug": panel.slug}),
            )


def sheets(bodies: Sequence[Body]) -> Iterator[Due]:
    """Give the decision sheets that have not gone out since their meetings rose."""
    by_id = {body.id: body for body in bodies}
    for minutes in awaited(list(by_id)):
        meeting, rose = minutes.meeting, minutes.rose
        if rose is None:
            continue
        what = "Send the decision sheet"
        worked = (sheet_clock(meeting.date, rose),)
        due = Deadline(what, "decision sheet", sheet_due(meeting.date, rose), SHEET_AUTHORITY, worked)
        yield Due(
            due,
            by_id[meeting.body_id],
            meeting,
            "decision-sheet",
            f"{meeting.uid} decision sheet",
            owed=True,
            page=("sheets.page", {"slug": by_id[meeting.body_id].slug, "day": meeting.date}),
        )


def written_answers(bodies: Sequence[Body]) -> Iterator[Due]:
    """Give the written answers that public questions are owed; one without a day is late from the meeting on."""
    for row in answers_owed(bodies):
        meeting = row.minutes.meeting
        promised = f"{row.owed_by} owes it" if row.owed_by else "It is owed"
        by = f"by {day_in_words(row.owed_until)}" if row.owed_until else "and no day was set"
        deadline = Deadline(
            "Answer a public question in writing",
            "written answer",
            row.owed_until or meeting.date,
            RULES_AUTHORITY,
            (f"{day_in_words(meeting.date)}: it was not answered at the meeting.", f"{promised}, {by}."),
        )
        day = meeting.date.isoformat()
        values = {"slug": meeting.body.slug, "day": day, "item": row.item or None, "_anchor": "owed"}
        yield Due(
            deadline,
            meeting.body,
            meeting,
            "",
            f"{meeting.uid} written answer {row.id}",
            owed=True,
            about=row.name,
            asked=row.owed_by,
            page=("sitting.page", values),
        )
