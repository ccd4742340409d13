"""Minutes to be read: the officers' look at them before they go out, the public's page, PDF and Word, extracts."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from io import BytesIO

from flask import Blueprint, Response, make_response, redirect, render_template, request, send_file, url_for
from flask.typing import ResponseReturnValue
from werkzeug.exceptions import NotFound

from panel.access import Audience, open_to
from panel.accounts.sessions import actor, signed_in_user
from panel.extensions import db
from panel.law.ruling import Refused
from panel.law.words import slug as slug_of
from panel.meetings.models import Meeting
from panel.minute_book.composing import compose
from panel.minute_book.enclosing import enclose, enclosures, has_exempt
from panel.minute_book.in_word import write_minutes
from panel.minute_book.on_paper import draw_minutes
from panel.minute_book.openness import close_again, open_early, open_minutes_of, openness
from panel.minute_book.printed import Printed, absences, attendance_table, attended, extract
from panel.minutes.models import Minutes
from panel.minutes.queries import minutes_of
from panel.papers.models import PaperAccess
from panel.public.clock import london_now
from panel.public.site import meeting_addressed, tell

printed = Blueprint("printed", __name__)
FORMS = ("pdf", "docx")
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
DESK = "/desk/<slug>/<day>/minutes"
PUBLIC = "/meetings/<slug>/<day>/minutes"


@printed.get(f"{DESK}/preview")
@open_to(Audience.OFFICER)
def preview(slug: str, day: str) -> str:
    """Show minutes as they will be read: the public ones, or with ?which=exempt the exempt ones."""
    meeting = meeting_addressed(slug, day)
    minutes = minutes_of(meeting)
    which = wanted()
    return render_template(
        "minutes/preview.html",
        meeting=meeting,
        minutes=minutes,
        which=which.value,
        printed=compose(minutes, which) if minutes else None,
        exempt_too=has_exempt(minutes) if minutes else False,
        openness=openness(minutes) if minutes else None,
        enclosures=enclosures(minutes) if minutes else (),
        user=signed_in_user(),
        **WORDS,
    )


@printed.get(f"{DESK}.<form>")
@open_to(Audience.OFFICER)
def file(slug: str, day: str, form: str) -> Response:
    """Give an officer the minutes as a PDF or a Word file."""
    meeting = meeting_addressed(slug, day)
    return sent(compose(recorded(meeting), wanted()), meeting, form)


@printed.get(f"{DESK}/extract/<item>")
@open_to(Audience.OFFICER)
def one_item(slug: str, day: str, item: str) -> str:
    """Show an officer the extract of one item."""
    meeting, which = meeting_addressed(slug, day), wanted()
    part = extract_addressed(compose(recorded(meeting), which), item)
    return render_template("minutes/extract.html", meeting=meeting, printed=part, which=which.value, desk=True, **WORDS)


@printed.get(f"{DESK}/extract/<item>.<form>")
@open_to(Audience.OFFICER)
def one_item_file(slug: str, day: str, item: str, form: str) -> Response:
    """Give an officer the extract of one item as a file."""
    meeting = meeting_addressed(slug, day)
    return sent(extract_addressed(compose(recorded(meeting), wanted()), item), meeting, form)


@printed.post(f"{DESK}/open")
@open_to(Audience.OFFICER)
def open_draft(slug: str, day: str) -> ResponseReturnValue:
    """Make the draft public before its agenda is, with a way back."""
    meeting = meeting_addressed(slug, day)
    minutes = recorded(meeting)
    if meeting.closed:
        tell("Nothing was opened: minutes of a closed meeting are never public.")
    else:
        open_early(minutes, now=london_now(), actor=actor())
        db.session.commit()
        back = url_for("printed.close_draft", slug=slug, day=meeting.date)
        tell("The public can read the draft now.", ("Close it again", back, {}))
    return redirect(url_for("printed.preview", slug=slug, day=meeting.date), 303)


@printed.post(f"{DESK}/close")
@open_to(Audience.OFFICER)
def close_draft(slug: str, day: str) -> ResponseReturnValue:
    """Take back that the draft was opened early."""
    meeting = meeting_addressed(slug, day)
    close_again(recorded(meeting), actor=actor())
    db.session.commit()
    tell("The draft is not open early any more.")
    return redirect(url_for("printed.preview", slug=slug, day=meeting.date), 303)


@printed.post(f"{DESK}/enclose/<on>")
@open_to(Audience.OFFICER)
def put_on_agenda(slug: str, day: str, on: str) -> ResponseReturnValue:
    """Enclose the minutes, as they are now, with the agenda of a later meeting."""
    meeting = meeting_addressed(slug, day)
    minutes = recorded(meeting)
    later = next((each for each in enclosures(minutes) if each.meeting.date.isoformat() == on), None)
    if later is None:
        raise NotFound("No later agenda has an item at which these minutes can be confirmed.")
    try:
        enclose(minutes, later.item, now=london_now(), actor=actor())
    except Refused as refused:
        db.session.rollback()
        tell(f"Nothing was enclosed. {refused.ruling.reason}")
    else:
        db.session.commit()
        tell("The minutes are enclosed with the agenda, as they are now.")
    return redirect(url_for("printed.preview", slug=slug, day=meeting.date), 303)


@printed.get(PUBLIC)
@open_to(Audience.PUBLIC)
def page(slug: str, day: str) -> Response:
    """Show the public minutes of a meeting; a draft says that it is one."""
    meeting = meeting_addressed(slug, day)
    return anew(render_template("minutes/page.html", meeting=meeting, printed=opened(meeting), **WORDS))


@printed.get(f"{PUBLIC}.<form>")
@open_to(Audience.PUBLIC)
def public_file(slug: str, day: str, form: str) -> Response:
    """Give the public minutes as a PDF or a Word file."""
    meeting = meeting_addressed(slug, day)
    return sent(opened(meeting), meeting, form, public=True)


@printed.get(f"{PUBLIC}/<item>")
@open_to(Audience.PUBLIC)
def public_item(slug: str, day: str, item: str) -> Response:
    """Show the extract of one item of the public minutes."""
    meeting = meeting_addressed(slug, day)
    part = extract_addressed(opened(meeting), item)
    words = {"meeting": meeting, "printed": part, "which": "public", "desk": False}
    return anew(render_template("minutes/extract.html", **words, **WORDS))


@printed.get(f"{PUBLIC}/<item>.<form>")
@open_to(Audience.PUBLIC)
def public_item_file(slug: str, day: str, item: str, form: str) -> Response:
    """Give the extract of one item of the public minutes as a file."""
    meeting = meeting_addressed(slug, day)
    return sent(extract_addressed(opened(meeting), item), meeting, form, public=True)


def anew(page: str) -> Response:
    """Answer with a page that nobody shows again without asking: a draft may be confirmed, or closed, meanwhile."""
    response = make_response(page)
    response.headers["Cache-Control"] = "no-cache"
    return response


def wanted() -> PaperAccess:
    """Say which minutes an officer asks for."""
    return PaperAccess.EXEMPT if request.args.get("which") == PaperAccess.EXEMPT.value else PaperAccess.PUBLIC


def recorded(meeting: Meeting) -> Minutes:
    """Give a meeting's minutes, or answer 404."""
    minutes = minutes_of(meeting)
    if minutes is None:
        raise NotFound("Nothing is recorded of this meeting yet.")
    return minutes


def opened(meeting: Meeting) -> Printed:
    """Give a meeting's minutes as the public has them, or answer 404."""
    found = open_minutes_of(meeting)
    if found is None:
        raise NotFound("The minutes of this meeting are not on this site.")
    return found


def extract_addressed(whole: Printed, item: str) -> Printed:
    """Give the extract of the item that an address means, or answer 404."""
    number = next((each.number for each in whole.items if slug_of(each.number) == item), "")
    part = extract(whole, number)
    if part is None:
        raise NotFound("These minutes have no item of that number.")
    return part


def sent(whole: Printed, meeting: Meeting, form: str, *, public: bool = False) -> Response:
    """Answer with minutes as a file, or with 304 to a reader who has it."""
    if form not in FORMS:
        raise NotFound("Minutes are given as .pdf and .docx.")
    name = "-".join((meeting.body.slug, meeting.date.isoformat(), *slug_words(whole)))
    made = draw_minutes(whole) if form == "pdf" else write_minutes(whole)
    response = send_file(
        BytesIO(made),
        mimetype="application/pdf" if form == "pdf" else WORD,
        download_name=f"{name}.{form}",
        as_attachment=form == "docx",
        conditional=False,
    )
    response.set_etag(hashlib.sha256(made).hexdigest())
    response.make_conditional(request, accept_ranges=True, complete_length=len(made))
    if public:
        response.headers["Cache-Control"] = "public, no-cache"
    return response


def slug_words(whole: Printed) -> Iterable[str]:
    """Give the words of a file's name."""
    yield "exempt-minutes" if whole.exempt else "minutes"
    if whole.extract:
        yield f"item-{slug_of(whole.extract)}"


WORDS = {"absences": absences, "attendance_table": attendance_table, "attended": attended, "slug_of": slug_of}
"""What the templates of minutes call."""
