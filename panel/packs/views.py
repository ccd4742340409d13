"""The officer's pages of a pack: composing it, looking it through, the gate before it is published."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, Response, g, jsonify, redirect, render_template, request, send_file, url_for
from flask.typing import ResponseReturnValue
from werkzeug.exceptions import NotFound

from panel.access import Audience, open_to
from panel.accounts.sessions import actor, signed_in_user
from panel.despatch.operations import note_reading, send_out
from panel.despatch.queries import entitled, prospect
from panel.documents.store import Store
from panel.extensions import db
from panel.jobs import JobState
from panel.law.bank_holidays import BeyondTheTable
from panel.law.ruling import Refused, Ruling
from panel.law.words import day_in_words
from panel.meetings.models import Meeting
from panel.meetings.operations import hold
from panel.meetings.standing import State
from panel.packs import drafting, publishing
from panel.packs.contents import Edition
from panel.packs.drafting import WORKING, draft_of
from panel.packs.forms import Compose, Publish
from panel.packs.kept import StillOut, still_out
from panel.packs.models import Draft, Publication
from panel.packs.published import File, edition_of, gone, latest, own_pages, publications, whole_pack, withdrawals
from panel.public.agenda_page import file_in_words
from panel.public.clock import LONDON, london_now, london_today
from panel.public.site import meeting_addressed, public_url

packs = Blueprint("packs", __name__, url_prefix="/desk")
ASKED = {
    "meeting": "The meeting",
    "changes": "What is new",
    "agenda": "The agenda",
    "files": "Files handed in",
    "twins": "Public and exempt",
    "minutes": "Minutes to confirm",
    "check": "The check",
    "notice": "Notice",
    "composed": "The pack",
    "proof": "What the public gets",
}
"""What the gate asks, in the order in which an officer can do something about it."""


@packs.app_template_global()
def published_state(meeting: Meeting) -> StillOut:
    """Say of what is off a meeting's agenda how the public still has it; asked once a page."""
    known: dict[int, StillOut] = g.setdefault("still_out", {})
    if meeting.id not in known:
        row = latest(meeting)
        known[meeting.id] = still_out(row, gone(meeting)) if row else StillOut({}, {}, {})
    return known[meeting.id]


@packs.route("/<slug>/<day>/publish", methods=["GET", "POST"])
@open_to(Audience.OFFICER)
def gate(slug: str, day: str) -> ResponseReturnValue:
    """Show everything that stands before a publication, and publish what is shown."""
    meeting, now, form = meeting_addressed(slug, day), london_now(), Publish()
    if request.method == "POST":
        hold(meeting)  # what the gate finds is what is published
    if request.method == "POST" and already_out(meeting, form.sha256.data or ""):
        return redirect(url_for("packs.gate", slug=slug, day=day, told="published"), 303)
    try:
        found = publishing.gate(meeting, Store.of_app(), now)
    except BeyondTheTable as beyond:
        return render_template("packs/beyond.html", meeting=meeting, beyond=beyond)
    refused: Ruling | None = None
    if form.validate_on_submit():
        try:
            row = publishing.publish(found, form.sha256.data or "", now, actor=actor())
            send_out(meeting, [row], public_url, actor=actor())
        except Refused as error:
            db.session.rollback()
            refused = error.ruling
        else:
            db.session.commit()
            return redirect(url_for("packs.gate", slug=slug, day=day, told="published"), 303)
    return gate_page(found, Compose(data={"short_notice": found.draft.short_notice if found.draft else ""}), refused)


def gate_page(found: publishing.Gate, compose: Compose, refused: Ruling | None = None) -> str:
    """Set out the gate."""
    draft = found.draft
    return render_template(
        "packs/gate.html",
        meeting=found.meeting,
        gate=found,
        moved_in=publishing.moved_in(found.meeting),
        goes_to=prospect(entitled(found.meeting)),
        asked=[
            (key, words, found.rulings[key], shape(found.rulings[key]))
            for key, words in ASKED.items()
            if key in found.rulings
        ],
        draft=draft,
        working=draft is not None and draft.job.state in WORKING,
        public=edition_of(draft.files, Edition.PUBLIC) if draft else None,
        editions=[File.of(each) for each in draft.files] if draft else [],
        compose=compose,
        refused=refused,
        published=publications(found.meeting),
        withdrawn=withdrawals(found.meeting),
        own_pages=own_pages,
        told=request.args.get("told"),
        file_in_words=file_in_words,
        london=lambda moment: moment.astimezone(LONDON),
    )


def shape(ruling: Ruling) -> State:
    """Say of a ruling whether it lets the publication pass."""
    return State("Ready", "disc") if ruling else State("Stops publication", "square")


def already_out(meeting: Meeting, sha256: str) -> bool:
    """Whether these bytes are published: a button that was pressed twice is no mistake."""
    return any(sha256 == each["sha256"] for row in publications(meeting) for each in row.files)


@packs.route("/<slug>/<day>/pack", methods=["GET", "POST"])
@open_to(Audience.OFFICER)
def preview(slug: str, day: str) -> ResponseReturnValue:
    """Compose a pack, tell how far that is, and show its pages one by one."""
    meeting, form = meeting_addressed(slug, day), Compose()
    if request.method == "POST":
        if not form.validate():
            try:
                return gate_page(publishing.gate(meeting, Store.of_app(), london_now()), form)
            except BeyondTheTable as beyond:
                return render_template("packs/beyond.html", meeting=meeting, beyond=beyond)
        drafting.ask_for_draft(
            meeting, publishing.as_of(meeting, london_today()), form.short_notice.data or "", actor=actor()
        )
        db.session.commit()
        return redirect(url_for("packs.preview", slug=slug, day=day), 303)
    draft = draft_of(meeting)
    if draft is None or not draft.contents_sha256 or draft.job.state in WORKING:
        return render_template(
            "packs/composing.html",
            meeting=meeting,
            draft=draft,
            job=draft.job if draft else None,
            working=draft is not None and draft.job.state in WORKING,
            published=latest(meeting) is not None,
        )
    return pages(meeting, draft)


def pages(meeting: Meeting, draft: Draft) -> str:
    """Show one page of a draft large, and all of them small."""
    edition = request.args.get("edition", type=Edition) or Edition.PUBLIC
    file = edition_of(draft.files, edition) or File.of(draft.files[0])
    pictures = draft.pictures[: file.pages]
    shown = min(max(request.args.get("page", 1, type=int), 1), len(pictures))
    return render_template(
        "packs/preview.html",
        meeting=meeting,
        draft=draft,
        file=file,
        editions=[File.of(each) for each in draft.files],
        pictures=pictures,
        shown=shown,
        failed=draft.job.state is JobState.FAILED,
        file_in_words=file_in_words,
    )


@packs.get("/<slug>/<day>/pack/progress.json")
@open_to(Audience.OFFICER)
def progress(slug: str, day: str) -> Response:
    """Tell a script how far composing is."""
    draft = draft_or_404(meeting_addressed(slug, day))
    job = draft.job
    return jsonify(progress=job.progress, message=job.message, working=job.state in WORKING)


@packs.get("/<slug>/<day>/pack/<int:page>.png")
@open_to(Audience.OFFICER)
def picture(slug: str, day: str, page: int) -> Response:
    """Give the picture of a page of a draft; with ?small=1 a small one."""
    draft = draft_or_404(meeting_addressed(slug, day))
    if not 1 <= page <= len(draft.pictures):
        raise NotFound("The pack has no such page.")
    size = "thumbnail" if "small" in request.args else "page"
    return send_file(Store.of_app().path(draft.pictures[page - 1][size]), mimetype="image/png", etag=False)


@packs.get("/<slug>/<day>/pack/<edition>.pdf")
@open_to(Audience.OFFICER)
def draft_file(slug: str, day: str, edition: str) -> Response:
    """Give an edition of a draft."""
    meeting = meeting_addressed(slug, day)
    file = edition_named(edition, draft_or_404(meeting).files)
    return sent(file, f"{slug}-{day}-draft-{edition}.pdf")


@packs.get("/<slug>/<day>/published/<int:number>/<edition>.pdf")
@open_to(Audience.OFFICER)
def published_file(slug: str, day: str, number: int, edition: str) -> Response:
    """Give an edition as it was published; with ?whole=1 together with everything that was published before."""
    meeting = meeting_addressed(slug, day)
    row = publication_or_404(meeting, number)
    whole = "whole" in request.args
    file = edition_named(edition, row.whole if whole else row.files)
    first = 1 if whole else own_pages(row)[0]
    if note_reading(
        signed_in_user(), meeting, whole_pack(row) if whole else row.name, file.sha256, (first, row.last_page)
    ):
        db.session.commit()
    return sent(file, f"{slug}-{day}-{row.name.lower().replace(' ', '-')}-{edition}.pdf")


@packs.get("/<slug>/<day>/published/<int:number>/<int:page>.png")
@open_to(Audience.OFFICER)
def published_picture(slug: str, day: str, number: int, page: int) -> Response:
    """Give the small picture of a page that was published, counted from the publication's first, 1."""
    pictures = publication_or_404(meeting_addressed(slug, day), number).pictures
    if not 1 <= page <= len(pictures):
        raise NotFound("There is no picture of that page.")
    file = Store.of_app().path(pictures[page - 1]["thumbnail"])
    return send_file(file, mimetype="image/png", etag=False)


def publication_or_404(meeting: Meeting, number: int) -> Publication:
    """Give a meeting's publication by its number."""
    row = next((each for each in publications(meeting) if each.number == number), None)
    if row is None:
        raise NotFound("Nothing was published under that number.")
    return row


def edition_named(name: str, files: list[dict[str, Any]]) -> File:
    """Give the edition that an address names, or answer 404."""
    file = edition_of(files, Edition(name)) if name in set(Edition) else None
    if file is None:
        raise NotFound("There is no such edition: a pack without exempt papers has a public one only.")
    return file


def draft_or_404(meeting: Meeting) -> Draft:
    """Give a meeting's draft that was composed or is being composed."""
    draft = draft_of(meeting)
    if draft is None:
        raise NotFound(f"No pack is composed for {day_in_words(meeting.date)}.")
    return draft


def sent(file: File, name: str) -> Response:
    """Send an edition, which nobody keeps: `access` says so for every officer's page."""
    settings: dict[str, Any] = {"mimetype": "application/pdf", "download_name": name, "etag": False}
    return send_file(Store.of_app().path(file.sha256), conditional=True, **settings)
