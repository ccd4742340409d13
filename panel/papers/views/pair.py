"""A pair: the full, exempt paper and its public copy, side by side."""

from __future__ import annotations

from flask import flash, get_flashed_messages, redirect, render_template, request
from flask.typing import ResponseReturnValue
from werkzeug.exceptions import NotFound

from panel.access import Audience, open_to, takes_files
from panel.accounts.sessions import actor
from panel.extensions import db
from panel.law.ruling import Refused
from panel.papers import pairs
from panel.papers.arriving import AsWhat
from panel.papers.forms import ReplaceBoth
from panel.papers.models import Paper, PaperAccess
from panel.papers.queries import arriving_under, papers_under
from panel.papers.views.blueprint import LARGEST, PAPER, address, is_exempt, paper_of, papers
from panel.papers.views.under_item import come, handed_in
from panel.public.site import meeting_addressed


@papers.get(f"{PAPER}/pair")
@open_to(Audience.OFFICER)
def pair(slug: str, day: str, paper: int) -> str:
    """Show a paper beside its other half, and what differs."""
    return shown(paper_of(meeting_addressed(slug, day), paper))


@papers.post(f"{PAPER}/pair")
@open_to(Audience.OFFICER)
@takes_files
def hand_in_pair(slug: str, day: str, paper: int) -> ResponseReturnValue:
    """Take a new full paper, a new public copy, or both together."""
    found, form = paper_of(meeting_addressed(slug, day), paper), ReplaceBoth()
    known = pairs.pair_of(found)
    full = known.full if known else found
    if not is_exempt(full):
        raise NotFound("This paper is public: it needs no public copy.")
    if form.validate_on_submit():
        # The full one first: should both be the same file, the public one is then refused.
        for field in form.given():
            if field is form.full:
                as_what = AsWhat(PaperAccess.EXEMPT, paper=full)
            elif known:
                as_what = AsWhat(PaperAccess.PUBLIC, paper=known.copy)
            else:
                as_what = AsWhat(PaperAccess.PUBLIC, redacts=full)
            field.errors = handed_in(full.item, form.file_of(field), as_what)
    if form.full.errors or form.copy.errors:
        return shown(found, form)
    return back(found, "arriving")


@papers.post(f"{PAPER}/pair/join")
@open_to(Audience.OFFICER)
def join(slug: str, day: str, paper: int) -> ResponseReturnValue:
    """Say that two papers of an item are a pair, or that they are none."""
    meeting = meeting_addressed(slug, day)
    found, known = paper_of(meeting, paper), pairs.pair_of(paper_of(meeting, paper))
    number = request.form.get("other", type=int)
    try:
        if request.form.get("do") == "part":
            if known:
                pairs.part(known, actor=actor())
                flash("They are no pair any more.", "told")
        elif number is None or not 0 < number <= LARGEST:
            raise Refused(pairs.NOT_A_PAIR)
        else:
            other = paper_of(meeting, number)
            full, copy = (found, other) if is_exempt(found) else (other, found)
            pairs.join(full, copy, actor=actor())
    except Refused as refused:
        db.session.rollback()
        flash(refused.ruling.reason, "refused")
    else:
        db.session.commit()
    return back(found)


@papers.post(f"{PAPER}/pair/confirm")
@open_to(Audience.OFFICER)
def confirm(slug: str, day: str, paper: int) -> ResponseReturnValue:
    """Keep that the two were compared and the public copy is good."""
    found = paper_of(meeting_addressed(slug, day), paper)
    known = pairs.pair_of(found)
    if known is None:
        raise NotFound("This paper is half of no pair.")
    try:
        pairs.confirm(known, request.form.get("seen", ""), actor=actor())
    except Refused as refused:
        db.session.rollback()
        flash(refused.ruling.reason, "refused")
    else:
        db.session.commit()
        flash("It is recorded that you compared them.", "told")
    return back(found)


def back(paper: Paper, anchor: str | None = None) -> ResponseReturnValue:
    """Lead to the page of a pair."""
    return redirect(address("papers.pair", paper.item.meeting, paper=paper.id, _anchor=anchor), 303)


def shown(paper: Paper, form: ReplaceBoth | None = None) -> str:
    """Set out a pair, or how a paper becomes half of one."""
    known = pairs.pair_of(paper)
    halves = {known.full.id, known.copy.id} if known else {paper.id}
    under = arriving_under(paper.item)
    coming = [come(row) for row in under if row.paper_id in halves or (row.redacts_id in halves and row.redacts_id)]
    return render_template(
        "papers/pair.html",
        meeting=paper.item.meeting,
        item=paper.item,
        paper=paper,
        pair=known,
        exempt_now=is_exempt(paper),
        others=[] if known else others(paper),
        compared=pairs.compared(known) if known else None,
        older=pairs.older(known) if known else None,
        hidden=pairs.hidden_in(known.copy) if known else [],
        differs=pairs.what_differs(known) if known and known.complete else None,
        coming=coming,
        reading=any(not each.over for each in coming),
        form=form or ReplaceBoth(formdata=None),
        messages=get_flashed_messages(with_categories=True),
    )


def others(paper: Paper) -> list[Paper]:
    """Give the papers of an item that could be a paper's other half."""
    return [
        each
        for each in papers_under(paper.item)
        if each.access is not paper.access and not each.withdrawn and not each.redacts_id and not each.drawn
    ]
