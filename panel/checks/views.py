"""The check's pages: what it found, each finding leading to its place; answers, and taking them back."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import Any

from flask import Blueprint, Response, redirect, render_template, request, send_file, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy import select
from werkzeug.exceptions import NotFound

from panel.access import Audience, open_to
from panel.accounts.sessions import actor
from panel.checks import check_page, operations
from panel.checks.finding import Finding, Severity
from panel.checks.forms import AnswerFinding
from panel.checks.models import Answer
from panel.checks.queries import Checked, as_judged, check
from panel.desk.put_right import OF_MEMBERS, OF_NOTICE, PutRight
from panel.documents.queries import prepared_file
from panel.documents.store import Store
from panel.extensions import db
from panel.law.ruling import Refused
from panel.law.words import counted
from panel.meetings.models import Meeting
from panel.papers.models import Paper
from panel.papers.queries import agenda_of
from panel.people.queries import served
from panel.people.rules import Reach
from panel.public import queries
from panel.public.agenda_page import slug as slug_of
from panel.public.clock import LONDON, london_today
from panel.public.site import meeting_addressed, tell

checks = Blueprint("checks", __name__, url_prefix="/desk")
LARGEST = 2**31 - 1
"""The largest number that a row can have."""
MOST_AT_ONCE = 500
"""Findings of one item that can be answered together; no agenda has come near it."""


@dataclass(frozen=True)
class Place:
    """Where a finding leads to."""

    words: str
    link: str


@checks.get("/check")
@open_to(Audience.OFFICER)
def page() -> str:
    """List the meetings that can be checked: the coming ones, and those of one year that are past."""
    today, own = london_today(), served()
    known = queries.years(None) if own.everything else years_of(own)
    years = [year for year in known if year <= today.year]
    year = request.args.get("year", type=int)
    if year is not None and year not in years:
        raise NotFound("No meetings are recorded for that year.")
    shown = year or (years[0] if years else None)
    return render_template(
        "checks/page.html",
        coming=[of for of in queries.meetings_from(today, None) if of.body_id in own] if year is None else (),
        past=[of for of in queries.meetings_of_year(shown, today, None) if of.body_id in own] if shown else (),
        year=year,
        shown=shown,
        years=years,
        today=today,
    )


def years_of(own: Reach) -> list[int]:
    """Give the years in which the bodies that an officer serves met, the latest first."""
    bodies = [body for body in queries.bodies() if body.id in own]
    return sorted({year for body in bodies for year in queries.years(body)}, reverse=True)


@checks.route("/<slug>/<day>/check", methods=["GET", "POST"])
@open_to(Audience.OFFICER)
def meeting(slug: str, day: str) -> ResponseReturnValue:
    """Show what is wrong with a meeting's records and papers; take an answer, or take one back."""
    found, form = meeting_addressed(slug, day), AnswerFinding()
    if request.method == "POST" and "take_back" in request.form:
        return taken_back(found, request.form.get("take_back", type=int))
    if request.method == "POST" and "take_back_all" in request.form:
        return all_taken_back(found, request.form["take_back_all"])
    checked = checked_now(found)
    if request.method == "POST" and "keys" in request.form:
        return several_answered(found, checked, form)
    finding = next((each for each in checked.open if each.key == form.key.data), None)
    if request.method == "POST" and finding is None:
        return back_to(found, gone=1)
    if finding and form.validate_on_submit():
        try:
            row = operations.answer(found, finding, form.reason.data or "", actor=actor())
        except Refused as refused:
            form.reason.errors = [refused.ruling.reason]
        else:
            db.session.commit()
            return back_to(found, answered=row.id, _anchor=f"finding-{row.key}")
    return shown(found, checked, form)


def checked_now(of: Meeting) -> Checked:
    """Check a meeting; where its page is opened, keep what was found for the pages that do not check themselves."""
    if request.method == "POST":
        return check(of, Store.of_app(), london_today())
    # Taken first: where somebody changes the agenda meanwhile, what is kept is known to be of another one.
    digest = as_judged(of, agenda_of(of))
    checked = check(of, Store.of_app(), london_today())
    if operations.keep(of, checked.findings, digest):
        db.session.commit()
    return checked


def several_answered(of: Meeting, checked: Checked, form: AnswerFinding) -> ResponseReturnValue:
    """Answer with one reason every finding that was shown under an item; those that are gone are passed over."""
    keys = frozenset(request.form["keys"].split())
    found = [each for each in {each.key: each for each in checked.open}.values() if each.key in keys]
    if not found:
        return back_to(of, gone=1)
    if form.validate_on_submit() and not (form.reason.data or "").strip():
        form.reason.errors = ["Give the reason. It is kept with each of them."]
    elif not form.errors:
        try:
            rows = [operations.answer(of, each, form.reason.data or "", actor=actor()) for each in found]
        except Refused as refused:
            db.session.rollback()
            form.reason.errors = [refused.ruling.reason]
        else:
            numbers = ",".join(str(row.id) for row in rows)
            db.session.commit()
            here = url_for("checks.meeting", slug=of.body.slug, day=of.date.isoformat())
            findings = counted(len(found), "finding was", "findings were").capitalize()
            tell(f"{findings} answered with one reason.", ("Undo", here, {"take_back_all": numbers}))
            return back_to(of)
    return shown(of, checked, form)


def all_taken_back(of: Meeting, numbers: str) -> ResponseReturnValue:
    """Show again the findings that were answered together."""
    rows = [row for number in numbers.split(",")[:MOST_AT_ONCE] if (row := answer_of(of, whole(number)))]
    for row in rows:
        operations.take_back(row, actor=actor())
    db.session.commit()
    if rows:
        tell(f"{counted(len(rows), 'finding is', 'findings are').capitalize()} shown again.")
    return back_to(of)


def whole(number: str) -> int | None:
    """Read a number that our own page sent."""
    return int(number) if number.isascii() and number.isdecimal() and len(number) <= len(str(LARGEST)) else None


def back_to(of: Meeting, **told: Any) -> ResponseReturnValue:
    """Lead back to the check of a meeting, to what was shown of it and to the place where something happened."""
    only = request.args.get("only", type=Severity)
    address = url_for("checks.meeting", slug=of.body.slug, day=of.date.isoformat(), only=only, **told)
    return redirect(address, 303)


def taken_back(of: Meeting, number: int | None) -> ResponseReturnValue:
    """Show a finding again that was answered; one that is shown already is no mistake."""
    row = answer_of(of, number)
    if row is None:
        raise NotFound("That answer is not one of this meeting’s.")
    if not row.withdrawn:
        operations.take_back(row, actor=actor())
        db.session.commit()
    return back_to(of, again=row.id, _anchor=f"finding-{row.key}")


def answer_of(of: Meeting, number: int | None) -> Answer | None:
    """Give an answer to a finding of a meeting by its number."""
    if number is None or not 0 < number <= LARGEST:
        return None
    return db.session.scalar(select(Answer).where(Answer.id == number, Answer.meeting_id == of.id))


def shown(of: Meeting, checked: Checked, form: AnswerFinding) -> str:
    """Set out what was found, and what was just answered or is wrong with an answer."""
    only = request.args.get("only", type=Severity)
    told = answer_of(of, request.args.get("answered", type=int))
    told = told if told and not told.withdrawn else None
    again = answer_of(of, request.args.get("again", type=int))
    open_ones = checked.open
    wrong = next((each for each in open_ones if form.errors and each.key == form.key.data), None)
    sent = request.form.get("keys", "").split() if form.errors else []
    wrong_of_many = next((each.key for each in open_ones if each.key in sent), None)
    agenda = agenda_of(of)
    put_right = PutRight(of, agenda)
    return render_template(
        "checks/meeting.html",
        meeting=of,
        groups=[
            group
            for group in check_page.groups(checked.findings, checked.answers, told.key if told else None)
            if group.items
            and (wrong_of_many or only in (None, group.severity) or (wrong and wrong.severity is group.severity))
        ],
        counts=Counter(each.severity for each in open_ones),
        headings=check_page.HEADINGS,
        shapes=check_page.SHAPES,
        only=only,
        items={item.number: item.title for item, _papers in agenda},
        place=lambda finding: place_of(put_right, finding),
        put_right=lambda finding: put_right.way(finding.rule, finding.place),
        quoted=check_page.quoted,
        answered=checked.answered,
        form=form,
        wrong=wrong and wrong.key,
        wrong_of_many=wrong_of_many,
        told=told,
        again=again if again and again.withdrawn else None,
        gone="gone" in request.args,
        london=lambda moment: moment.astimezone(LONDON),
    )


def place_of(put_right: PutRight, finding: Finding) -> Place | None:
    """Say where a finding leads to: its page of a paper, else the page of the record; None where there is no page."""
    place, of = finding.place, put_right.meeting
    slug, day = of.body.slug, of.date.isoformat()
    if place.paper:
        paper = put_right.paper_at(place)
        if paper is None or not paper.can_be_opened:
            return None
        page = f", page {place.page}" if place.page else ""
        return Place(
            f"{place.paper}{page}", url_for("checks.paper", id=paper.id, _anchor=check_page.part_of_pdf(finding))
        )
    if finding.rule in OF_NOTICE:
        return Place("The notice of this meeting", url_for("desk.deadline", slug=slug, day=day, kind="notice"))
    if finding.rule in OF_MEMBERS:
        return Place("The members", url_for("members.page"))
    if any(item.number == place.item for item, _papers in put_right.agenda):
        anchor = f"item-{slug_of(place.item)}"
        return Place(f"Item {place.item} on the agenda", url_for("agendas.page", slug=slug, day=day, _anchor=anchor))
    return Place("The dates of this meeting", url_for("desk.meeting", slug=slug, day=day))


@checks.get(f"/papers/<int(max={LARGEST}):id>.pdf")
@open_to(Audience.OFFICER)
def paper(id: int) -> Response:
    """Give the PDF of a paper, an exempt one too: for officers only, and kept by nobody."""
    found = db.session.get(Paper, id)
    if found is None or found.document is None or not found.can_be_opened or found.item.meeting.body_id not in served():
        raise NotFound("There is no paper with that number that can be opened.")
    file = prepared_file(Store.of_app(), found.document).pdf
    return send_file(
        file, mimetype="application/pdf", download_name=f"paper-{id}.pdf", etag=False, conditional=True, max_age=0
    )
