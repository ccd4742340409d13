"""Work out a date from a day alone: three small forms, and what each of them gives."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from werkzeug.datastructures import MultiDict
from wtforms import Form

from panel.desk.forms import WorkOutAnswer, WorkOutHearing, WorkOutRegistration
from panel.desk.working import months, working
from panel.law.answers import answer_due
from panel.law.hearing import Post, report_due
from panel.law.interests import registration
from panel.law.timetable import Deadline
from panel.procedure.models import Body
from panel.procedure.queries import in_force


def work_out_page(asked: MultiDict[str, str], panels: Sequence[Body]) -> dict[str, Any]:
    """Read what was asked, and give the forms with the one answer; of a form that was not sent, nothing is wrong."""
    sent = asked.get("work", "")
    hearing = WorkOutHearing(asked if sent == "hearing" else None, prefix="hearing-")
    member = WorkOutRegistration(asked if sent == "registration" else None, panels, prefix="registration-")
    letter = WorkOutAnswer(asked if sent == "answer" else None, prefix="answer-")
    works: dict[str, tuple[Form, Callable[[], Deadline]]] = {
        "hearing": (hearing, lambda: _hearing(hearing)),
        "registration": (member, lambda: _registration(member, panels)),
        "answer": (letter, lambda: answer_due(letter.sent.data, letter.by.data, letter.days.data)),
    }
    page: dict[str, Any] = {"hearing": hearing, "member": member, "letter": letter, "sent": sent, "found": None}
    if sent in works:
        form, work = works[sent]
        if form.validate():
            try:
                page["found"] = work()
            except (OverflowError, ValueError):
                page["beyond"] = "That lies beyond the calendar’s last day, 31 December 9999."
            else:
                page["told"] = working(page["found"].worked)
                page["months"] = months(page["told"].days)
        page["wrong"] = [field for field in form if field.errors]
    return page


def _hearing(form: WorkOutHearing) -> Deadline:
    left_out = [(form.left_out_from.data, form.left_out_until.data)] if form.left_out_from.data else []
    return report_due(form.received.data, left_out, Post(form.post.data))


def _registration(form: WorkOutRegistration, panels: Sequence[Body]) -> Deadline:
    day = form.took_office.data
    body = next((body for body in panels if body.slug == form.body.data), None)
    if body is None:
        return registration("The member", day)
    return registration("The member", day, in_force(body, day).registration_days, body.nation)
