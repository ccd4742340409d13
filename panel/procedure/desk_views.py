"""The officers' pages of rules of procedure: those in force, earlier and later ones, new ones adopted after a look."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from flask import Blueprint, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy.exc import IntegrityError

from panel.access import Audience, open_to
from panel.accounts.sessions import actor
from panel.desk.queries import by_name
from panel.extensions import db
from panel.folders.mistakes import Findings
from panel.folders.rules_file import read_rules_text
from panel.folders.rules_written import write_rules
from panel.law.bank_holidays import BeyondTheTable
from panel.law.words import day_in_words
from panel.meetings import standing
from panel.meetings.models import Meeting
from panel.meetings.moving import Shift, shifts
from panel.packs.queries import as_at
from panel.procedure import operations
from panel.procedure.forms import AdoptRules
from panel.procedure.meeting_dates import in_order
from panel.procedure.models import Body, RulesOfProcedure
from panel.procedure.queries import adopted, in_force, in_force_on, rules_followed
from panel.procedure.rules import Procedure, may_adopt, procedure
from panel.procedure.telling import Said, in_words
from panel.public import queries
from panel.public.clock import london_now, london_today
from panel.public.site import body_addressed, tell

rules = Blueprint("rules", __name__, url_prefix="/desk")


@dataclass(frozen=True)
class Set:
    """A set of rules with the days on which it is in force."""

    since: date | None
    until: date | None
    said: tuple[Said, ...]
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
    )


def sets(body: Body, rows: Sequence[RulesOfProcedure], followed: RulesOfProcedure | None) -> list[Set]:
    """Set out what a body adopted for itself, the latest first; each set ends on the eve of the next."""
    found: list[Set] = []
    later: date | None = None
    for row in rows:
        until = later - timedelta(days=1) if later else None
        found.append(Set(row.since, until, in_words(procedure(row.rules), body.nation), row is followed))
        later = row.since
    return found


@rules.route("/<slug>/rules/new", methods=["GET", "POST"])
@open_to(Audience.OFFICER)
def adopt(slug: str) -> ResponseReturnValue:
    """Adopt rules from a day on: written, mistakes told by their line, looked at, confirmed."""
    body, today, form = body_addressed(slug), london_today(), AdoptRules()
    findings = Findings()
    if request.method == "GET":
        followed = rules_followed(body, today)
        form.rules.data = write_rules(followed.rules if followed else {}) if followed else ""
    elif "change" not in request.form and form.validate_on_submit():
        rows, since = adopted(body), form.since.data
        read = read_rules_text(form.rules.data or "", findings)
        same = next((row for row in rows if row.since == since), None)
        if read is not None and not findings.mistakes:
            if "confirm" in request.form and same and same.rules == read:
                return redirect(url_for("rules.page", slug=slug), 303)  # a double click: the first did it
            ruling = may_adopt(since, today, taken=same is not None)
            if not ruling:
                form.since.errors = [ruling.reason]
            elif "confirm" in request.form:
                try:
                    operations.adopt_rules(body, read, actor=actor(), since=since)
                    db.session.commit()
                except IntegrityError:
                    db.session.rollback()
                    form.since.errors = ["Somebody else has just adopted rules from that day. Look at them first."]
                    body = body_addressed(slug)
                else:
                    tell(f"The rules are adopted{_from(since)}. Every date that hangs on them is counted anew.")
                    return redirect(url_for("rules.page", slug=slug), 303)
            else:
                return render_template(
                    "procedure/rules_looked_at.html",
                    body=body,
                    form=form,
                    same=same,
                    past=since is not None and since <= today,
                    **if_adopted(body, rows, procedure(read), since, today),
                )
        else:
            form.rules.errors = [
                " ".join(filter(None, (_place(each.place), each.what, each.do))) for each in findings.mistakes
            ]
    return render_template("procedure/adopt.html", body=body, form=form, any=bool(adopted(body)))


def if_adopted(
    body: Body, rows: Sequence[RulesOfProcedure], new: Procedure, since: date | None, today: date
) -> dict[str, Any]:
    """Say what adopting rules would change: which of them, and which dates of coming meetings move."""
    before = in_words(in_force(body, since or today), body.nation)
    after = in_words(new, body.nation)
    coming = [each for each in queries.meetings_from(today, body) if not standing.called_off(each)]
    concerned = [each for each in coming if _holds(rows, since, as_at(each))]
    old = in_force_on(body, map(as_at, concerned))
    moved = [(each, _moved(each, old[as_at(each)], new)) for each in concerned]
    return {
        "added": [each for each in after if each not in before],
        "gone": [each for each in before if each not in after],
        "moved": [(each, said) for each, said in moved if said],
        "concerned": concerned,
    }


def _holds(rows: Sequence[RulesOfProcedure], since: date | None, day: date) -> bool:
    """Say whether rules from a day on would be those in force on another: no later set stands between."""
    begins = since or date.min
    return begins <= day and not any(row.since and begins < row.since <= day for row in rows)


def _moved(meeting: Meeting, old: Procedure, new: Procedure) -> tuple[Shift, ...]:
    """Give the dates of a meeting that differ under new rules; none where they cannot be counted."""
    try:
        before, after = (_dates(meeting, each) for each in (old, new))
    except BeyondTheTable:
        return ()
    return tuple(each for each in shifts(before, after, london_now()) if each.said not in ("Stays", "No date yet"))


def _dates(meeting: Meeting, under: Procedure) -> Mapping[str, Any]:
    return by_name(in_order(standing.dates_before(meeting, under, meeting.date)))


def _place(place: str) -> str:
    return f"{place[0].upper()}{place[1:]}: " if place else ""


def _from(since: date | None) -> str:
    return f" from {day_in_words(since)} on" if since else " from the beginning"
