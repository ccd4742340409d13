"""The pages of those who are asked to write or to clear papers: anybody with an account, and only what is theirs."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from flask import (
    Blueprint,
    Response,
    flash,
    get_flashed_messages,
    jsonify,
    redirect,
    render_template,
    request,
    send_file,
    url_for,
)
from flask.typing import ResponseReturnValue
from sqlalchemy import select
from werkzeug.datastructures import FileStorage
from werkzeug.exceptions import NotFound

from panel.access import Audience, open_to, takes_files
from panel.accounts.sessions import actor, signed_in_user
from panel.commissions import clearing
from panel.commissions.asked import Task, task_addressed, tasks_of
from panel.commissions.asked_forms import ITSELF, HandIn, Judge
from panel.commissions.models import Approver, Clearance
from panel.commissions.queries import enclosed_in
from panel.commissions.receiving import TAKEN_AS_EXEMPT, appendices_arriving, arriving_for, as_what, is_authors
from panel.commissions.rules import may_hand_in
from panel.commissions.template import filled, left_to_write
from panel.documents.findings import Finding, megabytes
from panel.documents.queries import findings_of, prepared_file, text_of
from panel.documents.store import Settings, Store
from panel.extensions import db
from panel.law.ruling import Refused
from panel.law.words import counted
from panel.papers import arriving
from panel.papers.forms import files_of
from panel.papers.models import HandedIn, Paper, PaperStep, PaperVersion
from panel.papers.queries import steps_of, versions_of_each
from panel.papers.rules import marked_in
from panel.papers.telling import come, name_of, stage_of
from panel.public.clock import LONDON, london_today
from panel.public.site import on_disk, public_url, wants_json

asked = Blueprint("asked", __name__, url_prefix="/asked")
LARGEST = 2**31 - 1
"""The largest number that a row can have."""
COMMISSION = f"/<int(max={LARGEST}):commission>"
NOT_YOURS = "Nothing with that number is asked of you. It may have been called back."
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


@dataclass(frozen=True)
class Said:
    """What somebody did or said of a paper, in the list of what happened."""

    at: datetime
    by: str
    words: str
    shape: str
    said: str


@asked.context_processor
def _words() -> dict[str, Any]:
    return {
        "stage_of": stage_of,
        "name_of": name_of,
        "london": lambda moment: moment.astimezone(LONDON),
        "most": megabytes(Settings.of_app().max_paper_bytes),
    }


@asked.get("/")
@open_to(Audience.ACCOUNT)
def page() -> str:
    """List what is asked of whoever is signed in."""
    tasks = tasks_of(signed_in_user(), london_today())
    return render_template(
        "asked/page.html",
        now=[task for task in tasks if task.theirs],
        waiting=[task for task in tasks if not task.theirs and not task.over],
        past=[task for task in tasks if task.over],
    )


@asked.get(COMMISSION)
@open_to(Audience.ACCOUNT)
def commission(commission: int) -> str:
    """Show a paper that is asked of somebody: what, by when, its files, whose turn it is."""
    return shown(addressed(commission))


@asked.get(f"{COMMISSION}/template.docx")
@open_to(Audience.ACCOUNT)
def template(commission: int) -> Response:
    """Give the Word file to begin from, filled with what is known."""
    task = addressed(commission)
    item = task.commission.paper.item
    file = filled(task.commission, [(each.stage, each.deadline) for each in task.stages])
    name = f"{item.meeting.body.slug}-{item.meeting.date}-item-{item.number}.docx".replace("(", "-").replace(")", "")
    return send_file(file, mimetype=WORD, as_attachment=True, download_name=name, etag=False, max_age=0)


@asked.post(f"{COMMISSION}/hand-in")
@open_to(Audience.ACCOUNT)
@takes_files
def hand_in(commission: int) -> ResponseReturnValue:
    """Take an author's files, each in a transaction of its own: what is wrong with one keeps no other out."""
    task = addressed(commission)
    if not task.writes:
        raise NotFound(NOT_YOURS)
    paper = task.commission.paper
    form = HandIn(paper, enclosed_in(task.commission), appendices_arriving(task.commission))
    ruling = may_hand_in(paper.stage, task.over, task.off == "cancelled")
    refused: list[str] = []
    if form.validate_on_submit() and ruling:
        for number, file in enumerate(files_of(form.files)):
            stands_for = form.enclosed.get(form.kind.data)
            if number == 0 and form.kind.data == ITSELF:
                stands_for = paper
            refused += handed_in(task, file, stands_for, form.note.data or "")
    elif not ruling:
        refused = [ruling.reason]
    form.files.errors = [*form.files.errors, *refused]
    if wants_json():
        return jsonify(refused=[str(error) for field in form for error in field.errors])
    if form.errors or refused:
        return shown(task, hand_in=form)
    return back_to(task, "arriving")


def handed_in(task: Task, file: FileStorage, paper: Paper | None, note: str) -> list[str]:
    """Hand one file in; give why it was refused, if it was."""
    name = arriving.bare_name(file.filename or "")
    marked = marked_in(name)
    what = as_what(task.commission, paper, note, public_url(""), marked)
    with on_disk(file) as path:
        try:
            arriving.hand_in(task.commission.paper.item, path, name, what, actor=actor())
        except Refused as refused:
            db.session.rollback()
            return [refused.ruling.reason]
    db.session.commit()
    if marked:
        flash(f"{name}. {TAKEN_AS_EXEMPT.format(marked)}", "asked")
    return []


@asked.post(f"{COMMISSION}/arriving/<int(max={LARGEST}):number>")
@open_to(Audience.ACCOUNT)
def arrival(commission: int, number: int) -> ResponseReturnValue:
    """Try a file again that could not be read, or take it off the list."""
    task, row = addressed(commission), db.session.get(HandedIn, number)
    if row is None or not task.writes or not is_authors(row, task.commission):
        raise NotFound("You handed in no such file.")
    if request.form.get("do") == "again":
        arriving.try_again(row)
    else:
        arriving.dismiss(row, actor=actor())
    db.session.commit()
    return back_to(task, "arriving")


@asked.get(f"{COMMISSION}/papers/<int(max={LARGEST}):paper>/versions/<int(max={LARGEST}):number>.pdf")
@open_to(Audience.ACCOUNT)
def version(commission: int, paper: int, number: int) -> Response:
    """Give a version of a paper, or of an appendix that came with it, as PDF; kept by nobody."""
    task = addressed(commission)
    if paper not in {each.id for each in papers_of(task)}:
        raise NotFound("This paper is not one that you are asked for.")
    found = db.session.scalar(select(PaperVersion).where(PaperVersion.paper_id == paper, PaperVersion.number == number))
    if found is None or found.document.prepared_sha256 is None:
        raise NotFound("This paper has no such version.")
    file = prepared_file(Store.of_app(), found.document).pdf
    name = f"paper-{paper}-version-{number}.pdf"
    return send_file(file, mimetype="application/pdf", download_name=name, etag=False, conditional=True, max_age=0)


@asked.post(f"{COMMISSION}/judge")
@open_to(Audience.ACCOUNT)
def judge(commission: int) -> ResponseReturnValue:
    """Clear a paper, or ask its author to change it."""
    task, form = addressed(commission), Judge()
    approver = my_turn(task)
    if approver is None:
        raise NotFound(NOT_YOURS)
    if task.over:
        raise NotFound("The meeting has taken place. Nothing is cleared for it any more.")
    if not form.validate_on_submit():
        return shown(task, judge=form)
    seen, said = form.seen.data or "", form.said.data or ""
    try:
        if request.form.get("do") == "clear":
            following = clearing.clear(approver, seen, said, public_url, actor=actor())
            told = f"It is with {named(following)} now." if following else "Everybody has cleared it now."
            told = f"You cleared it for {approver.what}. {told}"
        else:
            clearing.ask_to_change(approver, seen, said, public_url, actor=actor())
            told = "The author is asked to change it, and hears of it by e-mail. It comes back to you."
    except Refused as refused:
        db.session.rollback()
        form.said.errors = [refused.ruling.reason]
        return shown(addressed(commission), judge=form)
    db.session.commit()
    flash(told, "asked")
    return back_to(task)


def my_turn(task: Task) -> Approver | None:
    """Give the turn that somebody means who has one or several: the one that is now, else their next, else the last."""
    mine = task.clears
    if task.turn in mine:
        return task.turn
    return next((each for each in mine if each.id not in task.cleared), mine[-1] if mine else None)


def named(approver: Approver) -> str:
    """Name an approver and what they clear it for."""
    return f"{approver.user.name or approver.user.email} ({approver.what})"


def addressed(number: int) -> Task:
    """Give what an address means, where it is asked of whoever is signed in; else 404, as for what is not there."""
    task = task_addressed(signed_in_user(), number, london_today())
    if task is None:
        raise NotFound(NOT_YOURS)
    return task


def papers_of(task: Task) -> list[Paper]:
    """Give the paper and the appendices that came with it."""
    return [task.commission.paper, *enclosed_in(task.commission)]


def back_to(task: Task, anchor: str = "") -> ResponseReturnValue:
    """Lead back to the page of what is asked."""
    return redirect(url_for("asked.commission", commission=task.commission.id, _anchor=anchor or None), 303)


def told(paper: Paper) -> list[Finding]:
    """Give what was done to a paper's file, and what hides in it."""
    return findings_of(paper.document) if paper.document else []


def unwritten(paper: Paper) -> str:
    """Say how many places of the Word file a paper still holds; empty where it holds none."""
    number = left_to_write(text_of(Store.of_app(), paper.document)) if paper.document else 0
    return f"It still holds {counted(number, 'place', 'places')} to be written." if number else ""


def shown(task: Task, *, hand_in: HandIn | None = None, judge: Judge | None = None) -> str:
    """Set out what is asked, and what is wrong with a form."""
    paper = task.commission.paper
    papers, steps = papers_of(task), steps_of(paper)
    versions = versions_of_each(papers)
    coming = [come(row) for row in arriving_for(task.commission)]
    return render_template(
        "asked/commission.html",
        task=task,
        commission=task.commission,
        paper=paper,
        item=paper.item,
        meeting=paper.item.meeting,
        papers=[(each, versions[each.id]) for each in papers],
        coming=coming,
        reading=any(not each.over for each in coming),
        told=told,
        unwritten=unwritten,
        history=history(task, steps),
        asks=next((step for step in steps if step.stage is paper.stage), None),
        may_hand_in=may_hand_in(paper.stage, task.over, task.off == "cancelled"),
        hand_in=hand_in or HandIn(paper, papers[1:], formdata=None, kind=ITSELF if task.to_write else None),
        judge=judge or Judge(formdata=None),
        mine=my_turn(task),
        seen=clearing.seen_of(task.commission),
        messages=get_flashed_messages(category_filter=["asked"]),
    )


def history(task: Task, steps: Sequence[PaperStep]) -> list[Said]:
    """Tell what was done and said of a paper, the latest first: its states, and who cleared which of its files."""
    found = [
        Said(step.at, step.by, stage_of(step.stage).words, stage_of(step.stage).shape, step.said) for step in steps
    ]
    rows = db.session.scalars(
        select(Clearance).join(Approver).where(Approver.commission_id == task.commission.id).order_by(Clearance.id)
    )
    # One line for all files that were cleared together.
    lines = {(row.approver_id, row.at): row for row in rows}
    found += [Said(row.at, row.by, f"Cleared for {row.approver.what}", "disc", row.said) for row in lines.values()]
    return sorted(found, key=lambda each: each.at, reverse=True)
