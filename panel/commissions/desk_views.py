"""The officers' pages of papers that are asked for: who writes them, who clears them, what is asked for a meeting."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import date
from typing import Any

from flask import Blueprint, flash, get_flashed_messages, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy.exc import IntegrityError
from werkzeug.exceptions import NotFound

from panel.access import Audience, open_to
from panel.accounts.models import User
from panel.accounts.sessions import actor
from panel.agendas.models import Item
from panel.agendas.rules import ItemKind, NoReport
from panel.commissions import chasing, operations
from panel.commissions.desk_forms import ClearFor, CommissionNew, CommissionPaper, PersonRow, arranged
from panel.commissions.models import Approver, Commission
from panel.commissions.officers_queries import approvers_lately, asked_before, commission_of
from panel.commissions.queries import stages_of
from panel.commissions.rules import Awaits, Stage
from panel.commissions.standing import standing_of, standings
from panel.desk.asked_paper import OnPaper, on_paper, stage_state
from panel.extensions import db
from panel.law.bank_holidays import BeyondTheTable
from panel.law.ruling import Refused
from panel.law.words import counted
from panel.mail.models import Message, MessageState
from panel.meetings.models import Meeting
from panel.meetings.standing import called_off
from panel.papers import operations as papers
from panel.papers.models import Paper
from panel.papers.queries import agenda_of
from panel.papers.rules import PaperStage
from panel.papers.telling import name_of, stage_of
from panel.papers.views.blueprint import LARGEST, address, item_of, paper_of
from panel.papers.views.under_item import letter_for
from panel.people.operations import invite_contributor, let_contribute
from panel.people.queries import served
from panel.public.clock import LONDON, london_now, london_today
from panel.public.site import meeting_addressed, public_url

commissions = Blueprint("commissions", __name__, url_prefix="/desk/<slug>/<day>")
PAPER = f"/papers/<int(max={LARGEST}):paper>/commission"
CATEGORY = "commission"
"""Of what is told on the page of a paper, beside what that page tells itself."""
WRITTEN = (ItemKind.REPORT, ItemKind.WORKING_GROUP_REPORT, ItemKind.COMPLAINTS)
"""Kinds of items for which somebody writes a paper."""
TAKEN = "Somebody else asked for it at the same moment. Look at the paper, then ask again if it is still needed."


def tell(said: str, undo: tuple[str, str, dict[str, str]] | None = None, link: tuple[str, str] | None = None) -> None:
    """Tell on the page of the paper what was done; `undo` is a button's words, where it sends and what, `link` the
    words and the address of what is to be done next."""
    flash(json.dumps({"said": said, "undo": undo, "link": link}), CATEGORY)


@commissions.app_template_global()
def told_of_commission() -> list[dict[str, Any]]:
    """Give what was just done about who writes and who clears a paper."""
    return [json.loads(str(each)) for each in get_flashed_messages(category_filter=[CATEGORY])]


@commissions.app_template_global()
def asked_for(paper: Paper) -> OnPaper | None:
    """Tell how a paper was asked for and how far it is."""
    return on_paper(paper, london_now())


@commissions.context_processor
def _words() -> dict[str, Any]:
    return {
        "stage_of": stage_of,
        "name_of": name_of,
        "london": lambda moment: moment.astimezone(LONDON),
    }


@commissions.get("/commissions")
@open_to(Audience.OFFICER)
def page(slug: str, day: str) -> str:
    """Show every paper that was asked for a meeting, how far it is, and the items for which nobody was asked."""
    meeting, now = meeting_addressed(slug, day), london_now()
    agenda, found = agenda_of(meeting), standings([meeting], now.date())
    asked = {each.commission.paper_id for each in found}
    waiting = [
        (item, paper)
        for item, papers in agenda
        for paper in papers
        if paper.stage is PaperStage.ASKED and paper.id not in asked and not paper.drawn
    ]
    return render_template(
        "commissions/of_meeting.html",
        meeting=meeting,
        lines=[
            (
                each,
                stage_state(each, each.next[0].name, each.next[1], now) if each.next else None,
                each.is_late(now.date()),
            )
            for each in found
        ],
        waiting=waiting,
        without=[item for item, papers in agenda if not papers and wants_paper(item)],
        items=len(agenda),
    )


def wants_paper(item: Item) -> bool:
    """Say whether an item is of a kind for which somebody writes a paper."""
    return item.kind in WRITTEN and item.report is not NoReport.VERBAL


@commissions.route(f"/agenda/<int(max={LARGEST}):item>/commission", methods=["GET", "POST"])
@open_to(Audience.OFFICER)
def new(slug: str, day: str, item: int) -> ResponseReturnValue:
    """Put a paper on the agenda and ask somebody for it, in one."""
    meeting = meeting_addressed(slug, day)
    found, people = item_of(meeting, item), asked_before(meeting.body)
    form = CommissionNew(
        people,
        title="" if letter_for(found) else found.title,
        letter=letter_for(found),
        approvers=as_rows(approvers_lately(meeting.body)),
    )
    focus = rows_changed(form)
    if focus is None and form.validate_on_submit():
        papers.hold(found)
        known = same_paper(found, form)
        if known:
            return redirect(address("papers.page", meeting, paper=known.id), 303)
        try:
            paper = papers.ask(found, form.title.data or "", form.letter.data or "", "", actor=actor())
            told = asked(paper, form)
            db.session.commit()
        except Refused as refused:
            db.session.rollback()
            form.author.form.name.errors = [refused.ruling.reason]
        except IntegrityError:
            db.session.rollback()
            form.author.form.name.errors = [TAKEN]
        else:
            return to_paper(paper, told)
        found = item_of(meeting_addressed(slug, day), item)
    return render_template(
        "commissions/ask.html",
        meeting=found.meeting,
        item=found,
        paper=None,
        row=None,
        form=form,
        focus=focus,
        days=days_of(found.meeting),
    )


def days_of(meeting: Meeting) -> list[tuple[Stage, date, bool]]:
    """Give the stages of reports to a meeting with their last days, and whether each is past while something waits."""
    if called_off(meeting):
        return []
    try:
        stages, today = stages_of(meeting), london_today()
    except BeyondTheTable:
        return []
    return [
        (stage, each.last_day, each.last_day < today and stage.awaits is not Awaits.NOTHING)
        for stage, each in stages
        if each.last_day
    ]


def same_paper(item: Item, form: CommissionNew) -> Paper | None:
    """Give the paper that a double click has put on the agenda and asked for already."""
    author = form.author.form
    email = author.email.data.lower() if author.is_new else form.people[author.who.data].email
    for each in (row.commission for row in standings([item.meeting], london_today())):
        same = (each.paper.title, each.paper.appendix or "") == (form.title.data, form.letter.data or "")
        if each.paper.item_id == item.id and same and each.author.email == email:
            return each.paper
    return None


def rows_changed(form: CommissionPaper) -> int | None:
    """Do with the rows of approvers what a button says; give the row to go on with, None where it says nothing."""
    do = request.form.get("do", "")
    focus = arranged(form.approvers, do) if do else None
    form.offer()
    return focus


@commissions.route(PAPER, methods=["GET", "POST"])
@open_to(Audience.OFFICER)
def change(slug: str, day: str, paper: int) -> ResponseReturnValue:
    """Ask somebody for a paper that stands on the agenda; change who writes it, who clears it, what it is to tell."""
    meeting = meeting_addressed(slug, day)
    found = paper_of(meeting, paper)
    if found.drawn:
        raise NotFound("This paper is set from the records: nobody is asked for it.")
    row = commission_of(found)
    form = CommissionPaper(
        asked_before(meeting.body), **(as_asked(row) if row else {"author": {"name": found.asked_of}})
    )
    focus = rows_changed(form)
    if focus is None and form.validate_on_submit():
        operations.hold(found)
        try:
            if row is None:
                told: list[Message] | None = asked(found, form)
            else:
                told = changed(row, form)
            db.session.commit()
        except Refused as refused:
            db.session.rollback()
            form.author.form.name.errors = [refused.ruling.reason]
        except IntegrityError:
            db.session.rollback()
            form.author.form.name.errors = [TAKEN]
        else:
            return to_paper(found, told)
        found = paper_of(meeting_addressed(slug, day), paper)
        row = commission_of(found)
        form.seen.data = operations.as_seen(row) if row else ""  # saved again, it is meant in full sight of the other
    return render_template(
        "commissions/ask.html",
        meeting=found.item.meeting,
        item=found.item,
        paper=found,
        row=row,
        form=form,
        focus=focus,
        days=days_of(found.item.meeting),
    )


def as_asked(row: Commission) -> dict[str, Any]:
    """Give a form what was asked of whom."""
    return {
        "seen": operations.as_seen(row),
        "brief": row.brief,
        "author": {"who": str(row.author_id)},
        "approvers": as_rows(row.approvers),
    }


def as_rows(approvers: Sequence[Approver]) -> list[dict[str, str]]:
    """Give a form those who clear a paper."""
    return [{"what": each.what, "who": str(each.user_id)} for each in approvers]


def asked(paper: Paper, form: CommissionPaper) -> list[Message]:
    """Ask whoever a form names for a paper, and tell them; the new among those who clear it are told too."""
    invited: dict[int, str] = {}
    author = person(form, form.author.form, paper, invited)
    approvers = [(row.what.data, person(form, row, paper, invited)) for row in form.rows]
    row = operations.commission(paper, author, form.brief.data or "", approvers, actor=actor())
    return [told(row, author, "", invited), *told_approvers(row, approvers, invited)]


def changed(row: Commission, form: CommissionPaper) -> list[Message] | None:
    """Change who writes and who clears a paper, and tell whoever is new to it; None where nothing changed."""
    invited: dict[int, str] = {}
    before = None if row.called_back else row.author_id
    author = person(form, form.author.form, row.paper, invited)
    approvers = [(each.what.data, person(form, each, row.paper, invited)) for each in form.rows]
    if not operations.change(row, form.seen.data or "", author, form.brief.data or "", approvers, actor=actor()):
        return None
    news = [told(row, author, "", invited)] if author.id != before else []
    return [*news, *told_approvers(row, approvers, invited)]


def person(form: CommissionPaper, row: PersonRow, paper: Paper, invited: dict[int, str]) -> User:
    """Give who was chosen; somebody new is invited, and their link noted by the account's number."""
    body = paper.item.meeting.body
    if not row.is_new:
        let_contribute(form.people[row.who.data], body, actor=actor())
        return form.people[row.who.data]
    user, path = invite_contributor(row.email.data or "", row.name.data or "", body, own=served(), actor=actor())
    if path:
        invited[user.id] = path
    return user


def told(row: Commission, user: User, what: str, invited: dict[int, str]) -> Message:
    """Tell somebody what they are asked for."""
    return operations.tell(row, user, what, invited.get(user.id), public_url, london_today())


def told_approvers(row: Commission, approvers: operations.Approvers, invited: dict[int, str]) -> list[Message]:
    """Tell those who clear a paper and have no account yet; the others hear when it is their turn."""
    return [
        told(row, user, what, invited) for what, user in approvers if user.id in invited and user.id != row.author_id
    ]


def to_paper(paper: Paper, messages: Sequence[Message] | None) -> ResponseReturnValue:
    """Lead to the page of a paper, and say there who is asked and who was told."""
    if messages is None:
        tell("Nothing was changed.")
    else:
        row = commission_of(paper)
        asked_now = row and any(each.to == row.author.email for each in messages)
        tell_sent(f"{paper.asked_of} is asked for it." if asked_now else "It is changed.", messages)
    return redirect(address("papers.page", paper.item.meeting, paper=paper.id), 303)


def tell_sent(said: str, messages: Sequence[Message]) -> None:
    """Tell what was done, and whether its e-mails go or are to be handed over."""
    by_hand = [each for each in messages if each.state is MessageState.BY_HAND]
    if by_hand:
        words = f"Hand {counted(len(by_hand), 'e-mail', 'e-mails')} over"
        tell(f"{said} Nothing is sent by itself here.", link=(words, url_for("mail.page")))
        return
    *others, last = dict.fromkeys(each.to for each in messages) or [""]
    names = f"{', '.join(others)} and {last}" if others else last
    told_now = f"An e-mail goes to {names}." if names else ""
    tell(f"{said} {told_now}".strip())


@commissions.post(f"{PAPER}/call-back")
@open_to(Audience.OFFICER)
def call_back(slug: str, day: str, paper: int) -> ResponseReturnValue:
    """Ask the author no longer, or again."""
    row = asked_here(slug, day, paper)
    if request.form.get("do") == "ask again":
        if operations.ask_again(row, actor=actor()):
            tell(f"{row.author.name or row.author.email} is asked for it again.")
    elif operations.call_back(row, actor=actor()):
        back = url_for("commissions.call_back", slug=slug, day=day, paper=paper)
        tell(
            f"{row.author.name or row.author.email} is asked for it no longer, and hears no more of it by e-mail: tell "
            "them yourself.",
            ("Undo", back, {"do": "ask again"}),
        )
    db.session.commit()
    return redirect(address("papers.page", row.paper.item.meeting, paper=paper), 303)


@commissions.post(f"{PAPER}/remind")
@open_to(Audience.OFFICER)
def remind(slug: str, day: str, paper: int) -> ResponseReturnValue:
    """Remind now whoever the next stage waits for."""
    row, today = asked_here(slug, day, paper), london_today()
    coming = standing_of(row, today).next
    if row.called_back or coming is None or coming[1].last_day is None:
        raise NotFound("No stage of this paper waits for anybody.")
    try:
        sent = chasing.remind(row, coming[0], coming[1].last_day, today, public_url, actor=actor())
        db.session.commit()
    except Refused as refused:
        db.session.rollback()
        tell(refused.ruling.reason)
    except IntegrityError:
        db.session.rollback()  # a double click: the first has sent it
    else:
        tell_sent("A reminder is written.", [sent.message])
    return redirect(url_for("papers.page", slug=slug, day=day, paper=paper), 303)


@commissions.route(f"{PAPER}/clear/<int(max={LARGEST}):approver>", methods=["GET", "POST"])
@open_to(Audience.OFFICER)
def clear(slug: str, day: str, paper: int, approver: int) -> ResponseReturnValue:
    """Record that somebody cleared a paper, as they told an officer."""
    row, form = asked_here(slug, day, paper), ClearFor()
    found = next((each for each in row.approvers if each.id == approver), None)
    if found is None:
        raise NotFound("Nobody with that number clears this paper.")
    if form.validate_on_submit():
        try:
            operations.clear_for(row, found, form.said.data or "", public_url, actor=actor())
            db.session.commit()
        except (Refused, IntegrityError) as refused:
            db.session.rollback()
            row = asked_here(slug, day, paper)
            reason = refused.ruling.reason if isinstance(refused, Refused) else "They have cleared this file already."
            form.said.errors = [reason]
        else:
            tell(f"It is recorded that {found.user.name or found.user.email} cleared it.")
            return redirect(address("papers.page", row.paper.item.meeting, paper=paper), 303)
    return render_template(
        "commissions/clear.html",
        meeting=row.paper.item.meeting,
        item=row.paper.item,
        row=row,
        approver=found,
        form=form,
    )


def asked_here(slug: str, day: str, paper: int) -> Commission:
    """Give how a paper of the meeting addressed was asked for, or answer 404."""
    row = commission_of(paper_of(meeting_addressed(slug, day), paper))
    if row is None:
        raise NotFound("Nobody was asked for this paper.")
    return row
