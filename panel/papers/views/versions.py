"""One paper: its file and those before it, its title, and how far it has come."""

from __future__ import annotations

from collections.abc import Sequence

from flask import Response, flash, get_flashed_messages, jsonify, render_template, send_file
from flask.typing import ResponseReturnValue
from sqlalchemy import select
from sqlalchemy.exc import IntegrityError
from werkzeug.exceptions import NotFound

from panel.access import Audience, open_to, takes_files
from panel.accounts.sessions import actor, signed_in_user
from panel.commissions import letters
from panel.commissions.models import Commission
from panel.commissions.officers_queries import commission_of
from panel.commissions.receiving import as_what
from panel.documents.queries import prepared_file, thumbnail_of
from panel.documents.store import Store
from panel.extensions import db
from panel.law.ruling import Refused
from panel.papers import arriving, operations
from panel.papers.arriving import AsWhat
from panel.papers.forms import Advance, Entitle, Replace, files_of
from panel.papers.models import Paper, PaperVersion
from panel.papers.queries import arriving_under, steps_of, versions_of
from panel.papers.rules import NEXT, PaperStage, may_be_public
from panel.papers.telling import come
from panel.papers.views import kept_files
from panel.papers.views.blueprint import LARGEST, PAPER, back_to_paper, is_exempt, paper_of, papers, wants_json
from panel.papers.views.kept_files import KeptFile
from panel.papers.views.under_item import handed_in, keep, told
from panel.public.site import meeting_addressed, public_url

STILL_PUBLIC = (
    "This paper is for everybody. Send the file once more if everybody may read it, or decide first that it is exempt."
)
NUMBER = f"<int(max={LARGEST}):number>"


@papers.get(PAPER)
@open_to(Audience.OFFICER)
def page(slug: str, day: str, paper: int) -> str:
    """Show a paper with its versions, and how far it has come."""
    return shown(paper_of(meeting_addressed(slug, day), paper))


@papers.post(f"{PAPER}/title")
@open_to(Audience.OFFICER)
def entitle(slug: str, day: str, paper: int) -> ResponseReturnValue:
    """Give a paper another title or letter."""
    found, form = paper_of(meeting_addressed(slug, day), paper), Entitle()
    if not form.validate_on_submit():
        return shown(found, entitle=form)
    title, letter = form.title.data or "", form.letter.data or ""
    try:
        changed = operations.entitle(found, form.seen.data or "", title, letter, actor=actor())
    except Refused as refused:
        db.session.rollback()
        form.title.errors = [refused.ruling.reason]
        return shown(found, entitle=form)
    db.session.commit()
    if changed:
        flash("The title is changed.", "told")
    return back_to_paper(found)


@papers.post(f"{PAPER}/replace")
@open_to(Audience.OFFICER)
@takes_files
def replace(slug: str, day: str, paper: int) -> ResponseReturnValue:
    """Take a new file for a paper; the one until now stays among its versions."""
    found, form = paper_of(meeting_addressed(slug, day), paper), Replace()
    before = kept_files.read(found.item, form.kept.data)
    form.waiting, taken = len(before), False
    if form.validate_on_submit():
        chosen = files_of(form.file)
        name = arriving.bare_name(chosen[0].filename or "") if chosen else before[0].name
        ruling = may_be_public([name], (form.asked.data or "").split("/"), STILL_PUBLIC)
        if is_exempt(found) or ruling:
            note, author = form.note.data or "", asked_still(found)
            # Of a paper that was asked for, whoever clears it hears.
            what = (
                as_what(author, found, note, public_url("")) if author else AsWhat(found.access, paper=found, note=note)
            )
            form.file.errors = handed_in(found.item, (chosen or before)[0], what)
            before, taken = [], True
        else:
            form.file.errors, form.asked.data = [ruling.reason], name
    if (form.errors or form.file.errors) and not wants_json() and not taken:
        before = keep(form.file) or before
    if wants_json():
        asked = form.asked.data or ""
        return jsonify(refused=[error for field in form for error in field.errors], asked=asked)
    if form.errors or form.file.errors:
        form.kept.data = kept_files.written(found.item, before)
        return shown(found, replace=form, kept=before)
    return back_to_paper(found, "versions")


@papers.post(f"{PAPER}/versions/{NUMBER}")
@open_to(Audience.OFFICER)
def go_back(slug: str, day: str, paper: int, number: int) -> ResponseReturnValue:
    """Let a former file stand for a paper again."""
    found = paper_of(meeting_addressed(slug, day), paper)
    try:
        changed = operations.go_back(found, version_of(found, number), actor=actor())
    except Refused as refused:
        db.session.rollback()
        flash(refused.ruling.reason, "refused")
    except IntegrityError:
        db.session.rollback()
        flash("Somebody changed the file meanwhile. Look at its versions.", "refused")
    else:
        db.session.commit()
        if changed:
            flash(f"The file of version {number} stands for the paper again.", "told")
    return back_to_paper(found, "versions")


@papers.get(f"{PAPER}/versions/{NUMBER}.pdf")
@open_to(Audience.OFFICER)
def version(slug: str, day: str, paper: int, number: int) -> Response:
    """Give a version as PDF, an exempt one too: for officers only, and kept by nobody."""
    found = version_of(paper_of(meeting_addressed(slug, day), paper), number)
    if found.document.prepared_sha256 is None:
        raise NotFound("The file of this version was refused, so there is nothing to open.")
    file = prepared_file(Store.of_app(), found.document).pdf
    name = f"paper-{paper}-version-{number}.pdf"
    return send_file(file, mimetype="application/pdf", download_name=name, etag=False, conditional=True, max_age=0)


@papers.get(f"{PAPER}/thumbnail.png")
@open_to(Audience.OFFICER)
def thumbnail(slug: str, day: str, paper: int) -> Response:
    """Give the picture of a paper's first page: for officers only, and kept by nobody."""
    found = paper_of(meeting_addressed(slug, day), paper)
    picture = thumbnail_of(Store.of_app(), found.document) if found.document else None
    if picture is None:
        raise NotFound("There is no picture of this paper.")
    return Response(picture, mimetype="image/png")


@papers.post(f"{PAPER}/stage")
@open_to(Audience.OFFICER)
def advance(slug: str, day: str, paper: int) -> ResponseReturnValue:
    """Query a paper with a sentence to its author, clear it, or say that it is final."""
    found, form = paper_of(meeting_addressed(slug, day), paper), Advance()
    stages = {stage.value: stage for stage in PaperStage}
    seen, then = stages.get(form.seen.data or ""), stages.get(form.then.data or "")
    if form.validate_on_submit() and seen and then:
        try:
            operations.advance(found, seen, then, form.said.data or "", actor=actor())
        except Refused as refused:
            db.session.rollback()
            form.said.errors = [refused.ruling.reason]
        else:
            asked = asked_still(found)
            if asked and then is PaperStage.QUERIED:
                letters.asked_to_change(asked, signed_in_user().name, public_url)
            db.session.commit()
            return back_to_paper(found, "stage")
    return shown(found, advance=form)


def asked_still(paper: Paper) -> Commission | None:
    """Give how a paper was asked for, where its author is still asked."""
    found = commission_of(paper)
    return found if found and not found.called_back else None


def version_of(paper: Paper, number: int) -> PaperVersion:
    """Give a version of a paper by its number; 404 where there is none."""
    found = db.session.scalar(
        select(PaperVersion).where(PaperVersion.paper_id == paper.id, PaperVersion.number == number)
    )
    if found is None:
        raise NotFound("This paper has no such version.")
    return found


def shown(
    paper: Paper,
    *,
    entitle: Entitle | None = None,
    replace: Replace | None = None,
    advance: Advance | None = None,
    kept: Sequence[KeptFile] = (),
) -> str:
    """Set out a paper, and what is wrong with a form."""
    coming = [come(row) for row in arriving_under(paper.item) if row.paper_id == paper.id]
    return render_template(
        "papers/page.html",
        meeting=paper.item.meeting,
        item=paper.item,
        paper=paper,
        versions=versions_of(paper),
        steps=steps_of(paper),
        coming=coming,
        reading=any(not each.over for each in coming),
        told=told,
        next_stages=[stage.value for stage in NEXT[paper.stage]] if paper.document_id else [],
        entitle=entitle or Entitle(formdata=None, title=paper.title, letter=paper.appendix or ""),
        as_entitled=operations.as_entitled(paper),
        replace=replace or Replace(formdata=None),
        kept=kept,
        advance=advance or Advance(formdata=None, seen=paper.stage.value),
        messages=get_flashed_messages(with_categories=True),
    )
