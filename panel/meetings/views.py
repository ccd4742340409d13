"""The pages of meetings, and the files of those that are published."""

from __future__ import annotations

from pathlib import Path
from traceback import format_tb

from flask import Blueprint, Response, current_app, make_response, render_template, request, send_file
from obstore.exceptions import BaseError as StoreFailure
from reportlab.platypus.doctemplate import LayoutError
from sqlalchemy.exc import OperationalError
from werkzeug.exceptions import NotFound

from panel.access import Audience, open_to
from panel.documents.models import Document
from panel.documents.queries import prepared_file
from panel.documents.store import Store
from panel.extensions import db
from panel.meetings import standing
from panel.meetings.models import Meeting
from panel.meetings.operations import subject
from panel.minute_book.openness import readable
from panel.packs import kept
from panel.packs.contents import Contents
from panel.packs.models import PackEdition
from panel.packs.operations import current_public
from panel.packs.papers import paper_facts
from panel.packs.published import File, Gone, gone, latest, publications
from panel.packs.queries import as_at, contents
from panel.packs.withdrawing import OWN, WHOLE, public_file
from panel.pdf.prepared import PreparedFile
from panel.procedure.queries import in_force
from panel.public import agenda_page, queries
from panel.public.clock import LONDON, london_now
from panel.public.site import meeting_addressed, public_url

meetings = Blueprint("meetings", __name__)
FAILURES = (LayoutError, LookupError, OperationalError, OSError, RuntimeError, StoreFailure, ValueError)
"""What papers, the store and a database that somebody else is writing to can do to a pack that is being composed."""


@meetings.get("/meetings")
@open_to(Audience.PUBLIC)
def index() -> str:
    """List the meetings of all bodies."""
    return listing(None)


@meetings.get("/meetings/<slug>")
@open_to(Audience.PUBLIC)
def of_body(slug: str) -> str:
    """List the meetings of one body."""
    return listing(slug)


def listing(slug: str | None) -> str:
    """List coming meetings, and those of one year that are past."""
    body = queries.body_named(slug) if slug else None
    if slug and body is None:
        raise NotFound("No panel or working group has that name in its address.")
    today = london_now().date()
    years = [year for year in queries.years(body) if year <= today.year]
    year = request.args.get("year", type=int)
    if year is not None and year not in years:
        raise NotFound("No meetings are recorded for that year.")
    coming = queries.meetings_from(today, body) if year is None else ()
    past = []
    shown = year or (years[0] if years else None)
    if shown:
        past = list(queries.meetings_of_year(shown, today, body))
    return render_template(
        "meetings/index.html",
        readable=readable(past),
        body=body,
        bodies=queries.bodies(),
        coming=coming,
        past=past,
        year=year,
        shown=shown,
        years=years,
        today=today,
        address=public_url,
    )


@meetings.get("/meetings/<slug>/<day>")
@open_to(Audience.PUBLIC)
def page(slug: str, day: str) -> str:
    """Show a meeting: when and where, its life, its agenda with the papers, its pack."""
    meeting, now = meeting_addressed(slug, day), london_now()
    today = now.date()
    before, after = queries.neighbours(meeting)
    if not standing.details_open(meeting):
        return render_template("meetings/closed.html", meeting=meeting, before=before, after=after, today=today)
    rules = in_force(meeting.body, as_at(meeting))
    questions = standing.question_time(meeting, rules.questions(meeting.date), now)
    published = standing.agenda_open(meeting)
    agenda, edition = agenda_and_pack(meeting) if published else ([], None)
    out, without = (publications(meeting), gone(meeting)) if published else ((), Gone({}))
    how_far = readable([meeting]).get(meeting.id)
    return render_template(
        "meetings/page.html",
        meeting=meeting,
        before=before,
        after=after,
        today=today,
        questions=questions,
        life=standing.life(
            meeting,
            questions,
            today,
            rules.notice_clear_days,
            supplements=[(each.name, each.at.astimezone(LONDON).date()) for each in out if each.number],
            minutes=how_far,
        ),
        minutes=how_far,
        due=standing.agenda_due(meeting, rules.notice_clear_days),
        notice=standing.notice_in_words(meeting, rules.notice_clear_days),
        published=published,
        agenda=agenda,
        edition=edition,
        publications=[(each, public_file(each, OWN, without)) for each in out],
        london=lambda moment: moment.astimezone(LONDON),
        address=public_url,
        file_in_words=agenda_page.file_in_words,
    )


@meetings.get("/meetings/<slug>/<day>/agenda-pack.pdf")
@open_to(Audience.PUBLIC)
def pack(slug: str, day: str) -> Response:
    """Give the public edition of a published meeting's pack."""
    meeting = published_or_404(slug, day)
    out = latest(meeting)
    edition = public_file(out, WHOLE, gone(meeting)) if out else public_edition(meeting)
    if edition is None:
        return being_redacted(meeting)
    return pdf(Store.of_app().path(edition.sha256), edition.sha256, f"{slug}-{day}-agenda-pack.pdf")


@meetings.get("/meetings/<slug>/<day>/agenda.pdf", defaults={"number": 0})
@meetings.get("/meetings/<slug>/<day>/supplement-<int:number>.pdf")
@open_to(Audience.PUBLIC)
def publication(slug: str, day: str, number: int) -> Response:
    """Give one publication alone: the agenda as it was first published, or a supplement."""
    meeting = published_or_404(slug, day)
    out = next((each for each in publications(meeting) if each.number == number), None)
    if out is None:
        raise NotFound
    edition = public_file(out, OWN, gone(meeting))
    if edition is None:
        return being_redacted(meeting)
    name = out.name.lower().replace(" ", "-")
    return pdf(Store.of_app().path(edition.sha256), edition.sha256, f"{slug}-{day}-{name}.pdf")


@meetings.get("/meetings/<slug>/<day>/papers/<item>/<name>.pdf")
@open_to(Audience.PUBLIC)
def paper(slug: str, day: str, item: str, name: str) -> Response:
    """Give a public paper of a published meeting. What is exempt is as absent here as what never was."""
    meeting = published_or_404(slug, day)
    out = latest(meeting)
    facts = kept.facts_of(out, gone(meeting)) if out else paper_facts(meeting)
    for each in (kept.contents_of(out) if out else public_contents(meeting)).papers():
        if each.key in facts and agenda_page.address(each) == (item, name):
            document = db.session.get_one(Document, facts[each.key].document_id)
            file = prepared_file(Store.of_app(), document).pdf
            return pdf(file, facts[each.key].sha256, f"{slug}-{day}-item-{item}-{name}.pdf")
    raise NotFound


def being_redacted(meeting: Meeting) -> Response:
    """Say that a copy without the withdrawn pages is being made."""
    response = make_response(render_template("meetings/being_redacted.html", meeting=meeting), 503)
    response.headers["Retry-After"] = "30"
    return response


def published_or_404(slug: str, day: str) -> Meeting:
    """Give a meeting whose papers the public may have."""
    meeting = meeting_addressed(slug, day)
    if not standing.agenda_open(meeting):
        raise NotFound
    return meeting


def agenda_and_pack(meeting: Meeting) -> tuple[list[agenda_page.ItemLine], File | PackEdition | None]:
    """Set out a published agenda, with where each paper stands in the pack; no pack where none can be composed now.

    What was published through the gate is shown as it was published. A meeting that was moved in is shown as its
    records stand.
    """
    out = latest(meeting)
    if out:
        without = gone(meeting)
        lines = agenda_page.lines(
            kept.contents_of(out), kept.facts_of(out, without), kept.sections_of(out), kept.withdrawn_of(out, without)
        )
        return lines, public_file(out, WHOLE, without)
    facts = paper_facts(meeting)
    try:
        store = Store.of_app()
        public = contents(meeting, lambda document: prepared_file(store, document))
        edition = public_edition(meeting, public)
    except FAILURES as error:
        # Whatever a paper does to the composer, the agenda must be readable.
        db.session.rollback()
        # An error's own words may quote a paper, so the log keeps its kind and its place.
        where = "".join(format_tb(error.__traceback__))
        kind = type(error).__name__
        current_app.logger.error("The pack of %s could not be composed: %s\n%s", subject(meeting), kind, where)
        return agenda_page.lines(public_contents(meeting), facts, ()), None
    return agenda_page.lines(public, facts, edition.sections), edition


def public_contents(meeting: Meeting) -> Contents:
    """Read what the public edition prints, without fetching a file."""
    return contents(meeting, lambda document: PreparedFile(Path(document.prepared_sha256 or ""), Path()))


def public_edition(meeting: Meeting, public: Contents | None = None) -> PackEdition:
    """Give the public edition as its records stand now, and keep it; `public` is what it prints, where that is read."""
    edition = current_public(meeting, Store.of_app(), public)
    db.session.commit()
    return edition


def pdf(file: Path, sha256: str, name: str) -> Response:
    """Answer with a PDF, with 304 to a reader who has it, or with the range asked for."""
    response = send_file(file, mimetype="application/pdf", download_name=name, etag=sha256, conditional=True)
    response.headers["Cache-Control"] = "public, no-cache"
    return response
