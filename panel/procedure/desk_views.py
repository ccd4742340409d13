"""The officers' pages of rules of procedure: those in force, earlier and later ones."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from flask import Blueprint, render_template

from panel.access import Audience, open_to
from panel.procedure.models import Body, RulesOfProcedure
from panel.procedure.queries import adopted, draft_of, in_force, rules_followed
from panel.procedure.rules import procedure
from panel.procedure.telling import Said, in_words
from panel.public.clock import london_today
from panel.public.site import body_addressed

rules = Blueprint("rules", __name__, url_prefix="/desk")


@dataclass(frozen=True)
class Set:
    """A set of rules with the days on which it is in force."""

    since: date | None
    until: date | None
    said: tuple[Said, ...]
    minute: str
    now: bool


@rules.get("/<slug>/rules")
@open_to(Audience.OFFICER)
def page(slug: str) -> str:
    """Show the rules in force in words, and each set before and after with its dates."""
    body, today = body_addressed(slug), london_today()
    rows, followed = adopted(body), rules_followed(body, today)
    return render_template(
        "procedure/rules.html",
        body=body,
        followed=followed,
        said=in_words(in_force(body, today), body.nation),
        sets=[each for each in sets(body, rows, followed) if not each.now],
        current=next((each for each in sets(body, rows, followed) if each.now), None),
        today=today,
        drafted=draft_of(body, today).id is not None,
    )


def sets(body: Body, rows: Sequence[RulesOfProcedure], followed: RulesOfProcedure | None) -> list[Set]:
    """Set out what a body adopted for itself, the latest first; each set ends on the eve of the next."""
    found: list[Set] = []
    later: date | None = None
    for row in rows:
        until = later - timedelta(days=1) if later else None
        found.append(Set(row.since, until, in_words(procedure(row.rules), body.nation), row.minute, row is followed))
        later = row.since
    return found
