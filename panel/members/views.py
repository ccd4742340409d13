"""The page of members."""

from __future__ import annotations

from flask import Blueprint, render_template

from panel.access import Audience, open_to
from panel.members.models import MemberKind
from panel.members.queries import seats_by_body
from panel.procedure.models import BodyKind
from panel.public import queries
from panel.public.clock import london_today

members = Blueprint("members", __name__)
HEADINGS = ((MemberKind.COUNCILLOR, "Councillors"), (MemberKind.INDEPENDENT, "Co-opted independent members"))


@members.get("/members")
@open_to(Audience.PUBLIC)
def page() -> str:
    """Show who sits on each panel today, by kind, and on its working groups."""
    seats = seats_by_body(london_today())
    bodies = queries.bodies()
    panels = [
        {
            "body": body,
            "kinds": [
                (heading, [seat for seat in seats.get(body.id, ()) if seat.member.kind is kind])
                for kind, heading in HEADINGS
            ],
            "groups": [(group, seats.get(group.id, [])) for group in bodies if group.parent_id == body.id],
        }
        for body in bodies
        if body.kind is BodyKind.PANEL
    ]
    return render_template("members/page.html", panels=panels)
