"""The officers’ page of members’ interests: registers, dispensations, and what is still to be notified."""

from __future__ import annotations

from flask import Blueprint, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from werkzeug.exceptions import NotFound

from panel.access import Audience, open_to
from panel.accounts.sessions import actor
from panel.extensions import db
from panel.interests import operations
from panel.interests.models import Notification
from panel.interests.queries import dispensations, registrations
from panel.members.queries import seats
from panel.minutes.notifying import ToNotify, to_notify
from panel.procedure.models import Body
from panel.procedure.queries import working_groups
from panel.public.clock import london_today
from panel.public.site import body_addressed, tell

interests = Blueprint("interests", __name__, url_prefix="/desk/<slug>/interests")
LARGEST = 2**31 - 1
NUMBER = f"<int(max={LARGEST}):number>"


@interests.get("")
@open_to(Audience.OFFICER)
def page(slug: str) -> str:
    """Show what is to be notified, each member's register, and dispensations."""
    body, today = body_addressed(slug), london_today()
    panel = body.parent or body
    owed = notified_by(panel)
    return render_template(
        "interests/page.html",
        body=panel,
        today=today,
        open=[each for each in owed if each.made is None],
        made=[each for each in owed if each.made is not None],
        members=list({seat.member_id: seat.member for seat in seats(panel, today)}.values()),
        registers=registrations(panel),
        dispensations=[each for each in dispensations(panel) if each.ends >= today],
    )


@interests.post(f"/{NUMBER}/notified")
@open_to(Audience.OFFICER)
def notified(slug: str, number: int) -> ResponseReturnValue:
    """Note that an interest disclosed at a meeting was notified today."""
    body = body_addressed(slug)
    panel = body.parent or body
    found = next((each for each in notified_by(panel) if each.disclosure.id == number), None)
    if found is None or found.disclosure.member is None:
        raise NotFound("No notification of that number is due.")
    row, day = found.disclosure, found.disclosure.minutes.meeting.date
    made = operations.notify(found.disclosure.member, day, row.item, london_today(), actor=actor())
    undo = url_for("interests.not_notified", slug=panel.slug, number=made.id)
    db.session.commit()
    tell(f"{found.name} notified the interest.", ("Undo", undo, {}))
    return redirect(url_for("interests.page", slug=panel.slug), 303)


@interests.post(f"/{NUMBER}/not-notified")
@open_to(Audience.OFFICER)
def not_notified(slug: str, number: int) -> ResponseReturnValue:
    """Take back that an interest was notified."""
    body = body_addressed(slug)
    panel = body.parent or body
    row = db.session.get(Notification, number)
    if row is None or row.member.panel_id != panel.id:
        raise NotFound("No notification of that number is noted.")
    if not row.withdrawn:
        operations.withdraw(row, actor=actor())
    db.session.commit()
    tell("The notification is due again.")
    return redirect(url_for("interests.page", slug=panel.slug), 303)


def notified_by(panel: Body) -> list[ToNotify]:
    """Give what members disclosed at meetings of a panel and of its working groups, and had not registered."""
    return to_notify(panel, [panel, *working_groups(panel)])
