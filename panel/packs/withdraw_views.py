"""The officers' page on which something is withdrawn from publication, after a look at what goes and who has it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from flask import redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from werkzeug.exceptions import NotFound

from panel.access import Audience, open_to
from panel.accounts.sessions import actor
from panel.despatch.queries import Had, had, readings, sendings
from panel.extensions import db
from panel.meetings.models import Meeting
from panel.meetings.operations import hold
from panel.packs import withdrawing
from panel.packs.forms import PAGES, WHOLE_PACK, Withdraw
from panel.packs.models import Publication
from panel.packs.published import Gone, gone, own_pages, publications, withdrawals
from panel.packs.rules import may_withdraw
from panel.packs.views import packs
from panel.packs.withdrawing import WHOLE, public_file
from panel.public.clock import LONDON
from panel.public.site import meeting_addressed

MOST_PICTURES = 24
"""Of the pages that go: what is more is only counted."""
Ranges = list[tuple[int, int]]


@packs.route("/<slug>/<day>/withdraw", methods=["GET", "POST"])
@open_to(Audience.OFFICER)
def withdraw(slug: str, day: str) -> ResponseReturnValue:
    """Take the whole pack, a paper or a range of pages out of every public copy, at once, after a look."""
    meeting, form, confirmed = meeting_addressed(slug, day), Withdraw(), "confirm" in request.form
    if confirmed:
        hold(meeting)
    out = publications(meeting)
    if not out:
        raise NotFound("Nothing of this meeting was published here.")
    without, every = gone(meeting), withdrawing.places_out(meeting)
    places = {
        str(record): (name, ranges)
        for record, (name, ranges) in every.items()
        if confirmed or not all_gone(ranges, without)
    }
    form.what.choices = [WHOLE_PACK, *places, PAGES]
    if "change" not in request.form and form.validate_on_submit():
        what, ranges = places.get(form.what.data, ("The whole pack", [(1, out[-1].last_page)]))
        if form.what.data == PAGES:
            first, last = form.first.data or 0, form.last.data or 0
            what, ranges = f"Pages {first} to {last}", [(first, last)]
        ruling = may_withdraw(ranges, out[-1].last_page, form.reason.data or "")
        if not ruling:
            form.last.errors = [ruling.reason]
        elif not confirmed:
            return looked_at(meeting, form, what, ranges, out)
        else:
            if not all_gone(ranges, without):  # a button that was pressed twice is no mistake
                withdrawing.withdraw(meeting, what, ranges, form.reason.data or "", actor=actor())
                db.session.commit()
            return redirect(url_for("packs.withdraw", slug=slug, day=day, told="withdrawn"), 303)
    withdrawn, sent, opened = withdrawals(meeting), sendings(out), readings(meeting)
    return render_template(
        "packs/withdraw.html",
        meeting=meeting,
        form=form,
        papers=places,
        last_page=out[-1].last_page,
        withdrawn=[(row, had([(row.first_page, row.last_page)], out, sent, opened)) for row in withdrawn],
        ready=all(public_file(each, WHOLE, without) for each in out),
        told=request.args.get("told"),
        london=lambda moment: moment.astimezone(LONDON),
    )


def all_gone(ranges: Ranges, without: Gone) -> bool:
    """Whether every one of these pages is withdrawn."""
    return all(page in without.days for first, last in ranges for page in range(first, last + 1))


@dataclass(frozen=True)
class Goes:
    """The pages of a publication that go."""

    publication: Publication
    pages: tuple[int, ...]
    """As they are numbered."""
    before: int
    """The number before the publication's first page."""


def looked_at(
    meeting: Meeting, form: Withdraw, what: str, ranges: Ranges, out: Sequence[Publication]
) -> ResponseReturnValue:
    """Show exactly what goes and who has it, and ask for a confirmation."""
    wanted = {page for first, last in ranges for page in range(first, last + 1)}
    goes = []
    for publication in out:
        first, last = own_pages(publication)
        if pages := tuple(sorted(wanted & set(range(first, last + 1)))):
            goes.append(Goes(publication, pages, first - 1))
    has: Had = had(ranges, out, sendings(out), readings(meeting))
    return render_template(
        "packs/withdraw_look.html",
        meeting=meeting,
        form=form,
        what=what,
        ranges=ranges,
        goes=goes,
        papers=[
            name
            for name, places in withdrawing.places_out(meeting).values()
            if wanted & {page for first, last in places for page in range(first, last + 1)}
        ],
        has=has,
        most=MOST_PICTURES,
        sent=[(name, value) for name, value in request.form.items() if name not in ("csrf_token", "change")],
        london=lambda moment: moment.astimezone(LONDON),
    )
