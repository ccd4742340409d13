"""The pages of members: who sits where, and how often they came."""

from __future__ import annotations

from flask import Blueprint, render_template, request
from werkzeug.exceptions import NotFound

from panel.access import Audience, open_to
from panel.members.models import MemberKind
from panel.members.queries import seats_by_body
from panel.minute_book.attendance import attendance_in
from panel.minutes.attended import Came
from panel.procedure.models import BodyKind
from panel.public import queries
from panel.public.clock import london_today
from panel.public.site import body_addressed

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


@members.get("/members/attendance/<slug>")
@open_to(Audience.PUBLIC)
def attendance(slug: str) -> str:
    """Show how often each member of a body came in a calendar year, with the meetings that each number is made of."""
    body, today = body_addressed(slug), london_today()
    years = [year for year in queries.years(body) if year <= today.year]
    year = request.args.get("year", type=int) or (years[0] if years else today.year)
    if year not in years and (years or "year" in request.args):
        raise NotFound("No meetings are recorded for that year.")
    return render_template(
        "members/attendance.html",
        body=body,
        year=year,
        years=years,
        of_year=attendance_in(body, year, today),
        ways=list(Came),
        today=today,
    )
