"""The papers under an item: hand files in, see what becomes of them, put them in order, withdraw them."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import nullcontext

from flask import flash, get_flashed_messages, jsonify, render_template, request
from flask.typing import ResponseReturnValue
from werkzeug.datastructures import FileStorage
from werkzeug.exceptions import NotFound
from wtforms import Field

from panel.access import Audience, open_to, takes_files
from panel.accounts.sessions import actor
from panel.agendas.models import Item
from panel.documents.findings import Finding
from panel.documents.queries import findings_of
from panel.documents.store import Store
from panel.extensions import db
from panel.law.ruling import Refused, Ruling
from panel.papers import arriving, operations, rules
from panel.papers.arriving import AsWhat
from panel.papers.forms import Ask, HandIn, files_of
from panel.papers.models import HandedIn, Paper, PaperAccess
from panel.papers.queries import arriving_under, compared_under, papers_under
from panel.papers.rules import next_letter
from panel.papers.telling import come
from panel.papers.views import kept_files
from panel.papers.views.blueprint import ITEM, LARGEST, PAPER, back_to_item, item_of, paper_of, papers, wants_json
from panel.papers.views.kept_files import KeptFile
from panel.public.site import meeting_addressed, on_disk

MOVES = {"up": -1, "down": 1}


@papers.get(ITEM)
@open_to(Audience.OFFICER)
def of_item(slug: str, day: str, item: int) -> str:
    """Show the papers under an item, and what becomes of the files that were handed in."""
    found = item_of(meeting_addressed(slug, day), item)
    return shown(found, HandIn(kind=first_kind(found)), Ask(letter=letter_for(found)))


@papers.post(ITEM)
@open_to(Audience.OFFICER)
@takes_files
def hand_in(slug: str, day: str, item: int) -> ResponseReturnValue:
    """Take files for an item, each in a transaction of its own: what is wrong with one keeps no other out."""
    found, form = item_of(meeting_addressed(slug, day), item), HandIn()
    before = kept_files.read(found, form.kept.data)
    form.waiting = len(before)
    refused: list[str] = []
    if form.validate_on_submit() and public_by_name(form, before):
        access = PaperAccess(form.access.data)
        sent: list[FileStorage | KeptFile] = [*before, *files_of(form.files)]
        for number, file in enumerate(sent):
            as_what = AsWhat(access, appendix=number > 0 or form.kind.data == "appendices")
            refused += handed_in(found, file, as_what)
        form.files.errors, before = refused, []
        form.kept.data = ""
    elif not wants_json():
        before += keep(form.files)
        form.kept.data = kept_files.written(found, before)
    if wants_json():
        return jsonify(refused=refused or [error for errors in form.errors.values() for error in errors])
    if form.errors or refused:
        return shown(found, form, Ask(formdata=None, letter=letter_for(found)), before)
    return back_to_item(found, "arriving")


def public_by_name(form: HandIn, before: Sequence[KeptFile]) -> bool:
    """Say whether files go to the public although their names say otherwise: only if that was chosen twice."""
    names = [each.name for each in before]
    names += [arriving.bare_name(each.filename or "") for each in files_of(form.files)]
    asked = (form.asked.data or "").split("/")
    ruling = rules.may_be_public(names, asked) if form.access.data == PaperAccess.PUBLIC else Ruling(True)
    if not ruling:
        form.access.errors, form.access.data = [ruling.reason], None
        form.asked.data = "/".join(names)
    return bool(ruling)


def keep(field: Field) -> list[KeptFile]:
    """Keep the files that came with a form of which something is missing; say which cannot be taken."""
    kept = []
    for file in files_of(field):
        name = arriving.bare_name(file.filename or "")
        with on_disk(file) as path:
            ruling = arriving.of_a_size(path, name)
            if ruling:
                kept.append(KeptFile(Store.of_app().put(path), name))
            else:
                field.errors = [*field.errors, ruling.reason]
    return kept


def handed_in(item: Item, file: FileStorage | KeptFile, as_what: AsWhat) -> list[str]:
    """Hand one file in; give why it was refused, if it was."""
    with nullcontext(file.path()) if isinstance(file, KeptFile) else on_disk(file) as path:
        name = file.name if isinstance(file, KeptFile) else file.filename
        try:
            arriving.hand_in(item, path, name or "", as_what, actor=actor())
        except Refused as refused:
            db.session.rollback()
            return [refused.ruling.reason]
    db.session.commit()
    return []


@papers.post(f"{ITEM}/ask")
@open_to(Audience.OFFICER)
def ask(slug: str, day: str, item: int) -> ResponseReturnValue:
    """Put a paper on the agenda that somebody is still to write."""
    found, form = item_of(meeting_addressed(slug, day), item), Ask()
    if not form.validate_on_submit():
        return shown(found, HandIn(formdata=None, kind=first_kind(found)), form)
    operations.ask(found, form.title.data or "", form.letter.data or "", form.author.data or "", actor=actor())
    db.session.commit()
    return back_to_item(found)


@papers.post(f"/agenda/arriving/<int(max={LARGEST}):number>")
@open_to(Audience.OFFICER)
def arrival(slug: str, day: str, number: int) -> ResponseReturnValue:
    """Try a file again that could not be read, or take it off the list."""
    meeting, row = meeting_addressed(slug, day), db.session.get(HandedIn, number)
    if row is None or row.item.meeting_id != meeting.id:
        raise NotFound("This meeting has no such file.")
    if request.form.get("do") == "again":
        arriving.try_again(row)
    else:
        arriving.dismiss(row, actor=actor())
    db.session.commit()
    return back_to_item(row.item, "arriving")


@papers.post(f"{PAPER}/change")
@open_to(Audience.OFFICER)
def change(slug: str, day: str, paper: int) -> ResponseReturnValue:
    """Move a paper among those of its item, withdraw it, put it back."""
    found, do = paper_of(meeting_addressed(slug, day), paper), request.form.get("do", "")
    if do in MOVES:
        operations.move(found, MOVES[do], actor=actor())
    elif do == "withdraw" and operations.withdraw(found, actor=actor()):
        flash(str(found.id), "withdrawn")
    elif do == "put back" and operations.put_back(found, actor=actor()):
        flash(str(found.id), "put back")
    db.session.commit()
    return back_to_item(found.item, f"paper-{found.id}")


def shown(item: Item, form: HandIn, ask: Ask, kept: Sequence[KeptFile] = ()) -> str:
    """Set out the papers of an item, and what is wrong with a form."""
    under, coming = papers_under(item), [come(row) for row in arriving_under(item)]
    known = {str(paper.id): paper for paper in under}
    return render_template(
        "papers/of_item.html",
        meeting=item.meeting,
        item=item,
        papers=[paper for paper in under if not paper.withdrawn],
        withdrawn=[paper for paper in under if paper.withdrawn],
        coming=coming,
        reading=any(not each.over for each in coming),
        told=told,
        compared=compared_under(item),
        form=form,
        kept=kept,
        marking=rules.MARKING,
        ask=ask,
        done=[
            (verb, known[number])
            for verb in ("withdrawn", "put back")
            for number in get_flashed_messages(category_filter=[verb])
            if number in known
        ],
    )


def told(paper: Paper) -> list[Finding]:
    """Give what was done to a paper's file, and what hides in it."""
    return findings_of(paper.document) if paper.document else []


def first_kind(item: Item) -> str:
    """Propose what is handed in next: the report, then appendices."""
    under = papers_under(item)
    return "appendices" if any(each.appendix is None and not each.withdrawn for each in under) else "report"


def letter_for(item: Item) -> str:
    """Propose the letter of the next paper; none for the report."""
    letters = [each.appendix for each in papers_under(item) if not each.withdrawn]
    return next_letter({letter for letter in letters if letter}) if None in letters else ""
