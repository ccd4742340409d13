"""The decision sheet: the officers' page to look at it and send it, the public's page, and the members' own."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from io import BytesIO
from pathlib import Path

from flask import Blueprint, Response, redirect, render_template, request, send_file, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy.exc import IntegrityError
from werkzeug.exceptions import NotFound

from panel.access import Audience, open_to
from panel.accounts.sessions import actor, signed_in_user
from panel.despatch.queries import NOT_REACHED, STATES, entitled, prospect, written_to_hand_over
from panel.despatch.rules import SEATED
from panel.documents.store import Store
from panel.extensions import db
from panel.law.ruling import Refused
from panel.law.words import counted, day_in_words, time_in_words
from panel.mail.operations import server_is_set
from panel.meetings.models import Meeting
from panel.meetings.operations import hold
from panel.meetings.standing import State, details_open
from panel.minutes.queries import confirmed
from panel.minutes.rising import sheet_clock, sheet_due
from panel.packs.contents import Edition
from panel.papers.models import PaperAccess
from panel.people.queries import member_of
from panel.public.clock import LONDON, london_now
from panel.public.site import meeting_addressed, public_url, tell
from panel.readers.queries import sits_at
from panel.sheets import operations, queries
from panel.sheets.contents import UNRISEN, changes
from panel.sheets.models import DecisionSheet, SheetSending
from panel.sitting.closing import off_the_sheet
from panel.sitting.facts import sitting_of

sheets = Blueprint("sheets", __name__)
LARGEST = 2**31 - 1
NOT_SENT = "No decision sheet of this meeting has gone out."


@sheets.app_template_global()
def decisions_of(meeting: Meeting) -> DecisionSheet | None:
    """Give, for a public page, the sheet of a meeting that is not closed to the public."""
    return queries.latest(meeting) if details_open(meeting) else None


@sheets.app_template_global()
def minutes_say(meeting: Meeting) -> str:
    """Say, for a public page, whether the minutes follow or stand beside the sheet."""
    day = confirmed(meeting).get(PaperAccess.PUBLIC)
    return f"the minutes were confirmed on {day_in_words(day)}" if day else "the minutes follow"


@sheets.route("/desk/<slug>/<day>/sheet", methods=["GET", "POST"])
@open_to(Audience.OFFICER)
def page(slug: str, day: str) -> ResponseReturnValue:
    """Show what the sheet says now, who gets it and what went out; send it."""
    meeting, refused = meeting_addressed(slug, day), ""
    if request.method == "POST":
        hold(meeting)
        try:
            version = operations.send(meeting, public_url, now=london_now(), actor=actor())
            went = sum(row.message_id is not None for row in queries.sendings([version]).get(version.id, ()))
            said = (
                f"Version {version.number} of the decision sheet is out" if version.number > 1 else "The sheet is out"
            )
            db.session.commit()
            goes = f"to {counted(went, 'person', 'people')}" if server_is_set() else written_to_hand_over(went)
            tell(f"{said}: {goes[0].lower()}{goes[1:]}." if went else f"{said}. Nobody could be sent it by e-mail.")
            return redirect(url_for("sheets.page", slug=slug, day=meeting.date), 303)
        except (Refused, IntegrityError) as error:
            db.session.rollback()
            refused = error.ruling.reason if isinstance(error, Refused) else "Somebody else has just sent it."
            meeting = meeting_addressed(slug, day)
    return shown(meeting, refused), 422 if refused else 200


def shown(meeting: Meeting, refused: str) -> str:
    """Set out the page."""
    now = london_now()
    full = queries.sheet_now(meeting, queries.WHO_SITS)
    public = queries.sheet_now(meeting, queries.EVERYBODY)
    out, people = queries.versions(meeting), entitled(meeting)
    sent = queries.sendings(out)
    last = out[0] if out else None
    changed = changes(last.full_sheet, full, quoted=True) if last else []
    new = last is None or (last.sheet, last.full_sheet) != (public, full)
    return render_template(
        "sheets/page.html",
        meeting=meeting,
        sheet=full,
        refused=refused,
        unrisen=UNRISEN.reason if full.rose is None else "",
        clock=sheet_clock(meeting.date, full.rose) if full.rose else "",
        clock_state=clock_state(meeting, out, now),
        out=out,
        sent=sent,
        changed=changed,
        left_out=off_the_sheet(sitting_of(meeting, now)),
        new=new,
        lacking=queries.lacking(people, sent.get(last.id, ())) if last else people,
        prospect=prospect(people),
        people=people,
        seated=SEATED,
        restricted=Edition.RESTRICTED,
        mail_state=mail_state,
        server=server_is_set(),
        london=lambda moment: moment.astimezone(LONDON),
    )


def clock_state(meeting: Meeting, out: Sequence[DecisionSheet], now: datetime) -> State | None:
    """Say how the hour stands: what is left of it, whether the sheet went in time, or how late it is."""
    first = out[-1] if out else None
    rose = first.sheet.rose if first else queries.sheet_now(meeting, queries.EVERYBODY).rose
    if rose is None:
        return None
    due = sheet_due(meeting.date, rose).replace(tzinfo=LONDON)
    if first is not None:
        at = first.at.astimezone(LONDON)
        when = f"Sent {time_in_words(at.time())}"
        return State(when, "disc") if at <= due else State(f"{when}, after its hour", "disc")
    left = int((due - now).total_seconds() // 60)
    if left < 0:
        return State("Overdue", "triangle")
    return State(f"{counted(left, 'minute', 'minutes')} left", "ring")


def mail_state(row: SheetSending) -> State:
    """Say how the e-mail to one person stands."""
    if row.message is None:
        return NOT_REACHED
    return STATES[row.message.state]


@sheets.get("/desk/<slug>/<day>/sheet/draft-<edition>.pdf")
@open_to(Audience.OFFICER)
def draft(slug: str, day: str, edition: str) -> Response:
    """Give the PDF as it would go out now."""
    meeting = meeting_addressed(slug, day)
    seen = {"public": queries.EVERYBODY, "full": queries.WHO_SITS}.get(edition)
    if seen is None:
        raise NotFound("A sheet has a public and a full edition.")
    sheet, last = queries.sheet_now(meeting, seen), queries.latest(meeting)
    before = None if last is None else (last.sheet if edition == "public" else last.full_sheet)
    changed = changes(before, sheet, quoted=bool(sheet.exempt)) if before else []
    number = last.number + 1 if last else 1
    file = operations.drawn(meeting, sheet, number, london_now(), changed)
    return _pdf(BytesIO(file), f"{slug}-{meeting.date}-decisions-draft.pdf")


@sheets.get(f"/desk/<slug>/<day>/sheet/<int(max={LARGEST}):number>-<edition>.pdf")
@open_to(Audience.OFFICER)
def sent(slug: str, day: str, number: int, edition: str) -> Response:
    """Give the PDF of a version as it was sent."""
    meeting = meeting_addressed(slug, day)
    version = next((each for each in queries.versions(meeting) if each.number == number), None)
    if version is None or edition not in ("public", "full"):
        raise NotFound("No version of that number was sent.")
    digest = version.public_sha256 if edition == "public" else version.full_sha256
    return _file(digest, f"{slug}-{meeting.date}-decisions-{number}.pdf")


@sheets.get("/meetings/<slug>/<day>/decisions")
@open_to(Audience.PUBLIC)
def public(slug: str, day: str) -> str:
    """Show what was decided, from the moment that the sheet went out."""
    meeting = meeting_addressed(slug, day)
    version = decisions_of(meeting)
    if version is None:
        raise NotFound(NOT_SENT)
    return render_template(
        "sheets/public.html",
        meeting=meeting,
        version=version,
        sheet=version.sheet,
        versions=queries.versions(meeting),
        london=lambda moment: moment.astimezone(LONDON),
    )


@sheets.get("/meetings/<slug>/<day>/decisions.pdf")
@open_to(Audience.PUBLIC)
def public_pdf(slug: str, day: str) -> Response:
    """Give the public edition of the sheet that counts."""
    meeting = meeting_addressed(slug, day)
    version = decisions_of(meeting)
    if version is None:
        raise NotFound(NOT_SENT)
    response = send_file(
        Store.of_app().path(version.public_sha256),
        mimetype="application/pdf",
        download_name=f"{slug}-{meeting.date}-decisions.pdf",
        etag=version.public_sha256,
        conditional=True,
    )
    response.headers["Cache-Control"] = "public, no-cache"
    return response


@sheets.get("/papers/<slug>/<day>/decisions")
@open_to(Audience.MEMBER)
def mine(slug: str, day: str) -> str:
    """Show a member what was decided at a meeting at which they sit, what is exempt included."""
    meeting, version = _members(slug, day)
    return render_template(
        "sheets/mine.html",
        meeting=meeting,
        version=version,
        sheet=version.full_sheet,
        london=lambda moment: moment.astimezone(LONDON),
    )


@sheets.get("/papers/<slug>/<day>/decisions.pdf")
@open_to(Audience.MEMBER)
def mine_pdf(slug: str, day: str) -> Response:
    """Give a member the sheet with what is exempt; kept by nobody."""
    meeting, version = _members(slug, day)
    return _file(version.full_sha256, f"{slug}-{meeting.date}-decisions.pdf")


def _members(slug: str, day: str) -> tuple[Meeting, DecisionSheet]:
    meeting, member = meeting_addressed(slug, day), member_of(signed_in_user())
    version = queries.latest(meeting) if member and sits_at(member, meeting) else None
    if version is None:
        raise NotFound(NOT_SENT)
    return meeting, version


def _file(digest: str, name: str) -> Response:
    return _pdf(Store.of_app().path(digest), name)


def _pdf(file: Path | BytesIO, name: str) -> Response:
    return send_file(file, mimetype="application/pdf", download_name=name, etag=False, max_age=0)
