"""Whether the public may have a paper: the proper officer's decisions, and what follows for the agenda."""

from __future__ import annotations

from flask import flash, get_flashed_messages, redirect, render_template
from flask.typing import ResponseReturnValue

from panel.access import Audience, open_to
from panel.accounts.sessions import actor
from panel.agendas import wording
from panel.extensions import db
from panel.law.exemptions import PARAGRAPHS
from panel.law.ruling import Refused
from panel.papers import exemption
from panel.papers.models import Paper
from panel.papers.queries import decisions_of
from panel.papers.views.blueprint import PAPER, address, is_exempt, paper_of, papers
from panel.papers.views.decision_forms import Release, Withhold
from panel.public.clock import london_today
from panel.public.site import meeting_addressed


@papers.get(f"{PAPER}/access")
@open_to(Audience.OFFICER)
def access(slug: str, day: str, paper: int) -> str:
    """Show whether the public may have a paper, who decided it, and what follows."""
    return shown(paper_of(meeting_addressed(slug, day), paper))


@papers.post(f"{PAPER}/access")
@open_to(Audience.OFFICER)
def withhold(slug: str, day: str, paper: int) -> ResponseReturnValue:
    """Record that the proper officer withholds a paper."""
    found, today = paper_of(meeting_addressed(slug, day), paper), london_today()
    form = Withhold(found.item.meeting.body.nation, today)
    if form.validate_on_submit():
        try:
            exemption.withhold(found, form.decision(), form.last_seen, today, actor=actor())
        except Refused as refused:
            db.session.rollback()
            form.paragraphs.errors = [refused.ruling.reason]
        else:
            flash("The decision is recorded: this paper is exempt.", "told")
            db.session.commit()
            return back(found)
    return shown(found, withhold=form)


@papers.post(f"{PAPER}/access/release")
@open_to(Audience.OFFICER)
def release(slug: str, day: str, paper: int) -> ResponseReturnValue:
    """Record that a paper is exempt no longer."""
    found, today = paper_of(meeting_addressed(slug, day), paper), london_today()
    form = Release(today, prefix="release")
    if form.validate_on_submit():
        try:
            exemption.release(found, form.decision(), form.last_seen, today, actor=actor())
        except Refused as refused:
            db.session.rollback()
            form.reason.errors = [refused.ruling.reason]
        else:
            flash("This paper is public.", "told")
            db.session.commit()
            return back(found)
    return shown(found, release=form)


@papers.post(f"{PAPER}/access/behind")
@open_to(Audience.OFFICER)
def behind(slug: str, day: str, paper: int) -> ResponseReturnValue:
    """Move the item of an exempt paper behind the exclusion of the public."""
    found = paper_of(meeting_addressed(slug, day), paper)
    try:
        exemption.move_behind(found.item, actor=actor())
    except Refused as refused:
        db.session.rollback()
        flash(refused.ruling.reason, "refused")
    else:
        flash(f"It is item {found.item.number} now, behind the exclusion of the public.", "told")
        db.session.commit()
    return back(found)


def back(paper: Paper) -> ResponseReturnValue:
    """Lead to the page that tells of a paper's access."""
    return redirect(address("papers.access", paper.item.meeting, paper=paper.id), 303)


def shown(paper: Paper, *, withhold: Withhold | None = None, release: Release | None = None) -> str:
    """Set out what was decided of a paper, and what is wrong with a form."""
    meeting, today, item = paper.item.meeting, london_today(), exemption.exclusion_of(paper.item.meeting)
    body, exempt = meeting.body, is_exempt(paper)
    officer = body.officer_name or (body.parent.officer_name if body.parent else "")
    seen = str(exemption.last_decision(paper))
    lines = exemption.exempt_lines(meeting)
    return render_template(
        "papers/access.html",
        meeting=meeting,
        item=paper.item,
        paper=paper,
        exempt_now=exempt,
        twins=exemption.public_twins(paper) if exempt else [],
        paragraphs=PARAGRAPHS[body.nation],
        decisions=decisions_of(paper),
        exclusion=item,
        stands=exemption.stands(paper.item) if exempt else None,
        can_move=exemption.can_move(paper.item) if exempt and item else None,
        resolution=wording.exclusion(lines, body.nation, item.resolution) if item and exempt else (),
        form=withhold
        or Withhold(
            body.nation,
            today,
            formdata=None,
            seen=seen,
            decided_by=officer,
            decided_on=today,
            paragraphs=paper.exempt_paragraphs,
            reason=paper.public_interest,
            review_on=paper.review_on,
        ),
        release=release
        or Release(today, formdata=None, prefix="release", seen=seen, decided_by=officer, decided_on=today),
        messages=get_flashed_messages(with_categories=True),
    )
