"""The officers' pages of despatch: who was sent which edition of a meeting's publications, and who stands in."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from flask import Blueprint, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy.exc import IntegrityError
from werkzeug.exceptions import NotFound

from panel.access import Audience, open_to
from panel.accounts.sessions import actor
from panel.despatch import operations, queries
from panel.despatch.forms import SOMEBODY_NEW, CameBack, NameSubstitute, PrintCopies, copies_of
from panel.despatch.models import Sending
from panel.despatch.queries import written_to_hand_over
from panel.despatch.rules import NO_ACCOUNT, Way, summons
from panel.extensions import db
from panel.law.ruling import Refused
from panel.law.words import counted
from panel.mail.models import MessageState
from panel.mail.operations import server_is_set
from panel.meetings.models import Meeting, Substitute
from panel.meetings.operations import hold
from panel.meetings.substituting import name_substitute, substitutes, withdraw_substitute
from panel.members.models import Member
from panel.members.operations import enrol
from panel.members.queries import members_of, seats
from panel.packs.published import all_withdrawn, gone, publications
from panel.public.agenda_page import file_in_words
from panel.public.clock import LONDON
from panel.public.site import meeting_addressed, public_url, tell

despatch = Blueprint("despatch", __name__, url_prefix="/desk")
LARGEST = 2**31 - 1
"""The largest number that a row can have."""


@despatch.app_template_global()
def goes_in_words(to: queries.Prospect) -> str:
    """Say how a publication will go to whom it goes."""
    return to.said(server=server_is_set())


@despatch.route("/<slug>/<day>/despatch", methods=["GET", "POST"])
@open_to(Audience.OFFICER)
def page(slug: str, day: str) -> ResponseReturnValue:
    """Show who was sent what, and how it stands; send it to those who have not got it."""
    meeting, none_ticked = meeting_addressed(slug, day), False
    if request.method == "POST":
        hold(meeting)
    if request.form.get("do", "").startswith("print"):
        none_ticked = not prints_one_each(meeting, back=request.form["do"] == "print none")
        if not none_ticked:
            return redirect(url_for("despatch.page", slug=slug, day=day), 303)
    elif request.method == "POST":
        new = operations.send_out(meeting, publications(meeting), public_url, actor=actor())
        went = len({row.key for row in new if row.message})
        db.session.commit()
        goes = f"It goes to {counted(went, 'person', 'people')}" if server_is_set() else written_to_hand_over(went)
        tell(f"{goes}." if went else "There is nobody to whom it could be sent.")
        return redirect(url_for("despatch.page", slug=slug, day=day), 303)
    out, people = publications(meeting), queries.entitled(meeting)
    sent = queries.sendings(out)
    without = gone(meeting)
    still_out = [row for row in out if not all_withdrawn(row, without)]
    lacking = [each for row in still_out for each in queries.left(people, sent.get(row.id, ()))]
    return render_template(
        "despatch/page.html",
        meeting=meeting,
        published=[(row, sent.get(row.id, [])) for row in reversed(out)],
        none_ticked=none_ticked,
        prospect=queries.prospect(people),
        lacking=list({each.key: each for each in lacking}.values()),
        substitutes=substitutes(meeting),
        summons=summons(meeting.body.nation),
        mail_state=queries.mail_state,
        not_reached=queries.NOT_REACHED,
        print_state=queries.print_state,
        server=server_is_set(),
        london=lambda moment: moment.astimezone(LONDON),
        file_in_words=file_in_words,
    )


def prints_one_each(meeting: Meeting, *, back: bool) -> bool:
    """Give each who is ticked one print copy, or take it back; whether anybody was ticked."""
    rows = [row for some in queries.sendings(publications(meeting)).values() for row in some]
    ticked = [row for row in rows if f"to-{row.id}" in request.form]
    changed = operations.print_one_each(ticked, actor=actor(), back=back)
    db.session.commit()
    if changed:
        fields = {f"to-{row.id}": "1" for row in changed} | {"do": "print none"}
        copies = counted(len(changed), "print copy is", "print copies are")
        said = f"{copies} {'not put down any more' if back else 'put down, one each'}.".capitalize()
        here = url_for("despatch.page", slug=meeting.body.slug, day=meeting.date)
        tell(said, None if back else ("Undo", here, fields))
    return bool(ticked)


@despatch.route(f"/<slug>/<day>/despatch/<int(max={LARGEST}):number>", methods=["GET", "POST"])
@open_to(Audience.OFFICER)
def sending(slug: str, day: str, number: int) -> ResponseReturnValue:
    """Show what one person was sent: send it again, say that it came back, print copies."""
    meeting = meeting_addressed(slug, day)
    row = queries.numbered(meeting, number)
    if row is None:
        raise NotFound("Nothing of that number was sent for this meeting.")
    here = url_for("despatch.sending", slug=slug, day=day, number=number)
    came_back, copies = CameBack(formdata=None), of_print(row)
    verb, refused = request.form.get("do", ""), ""
    if request.method == "POST":
        hold(meeting)
    try:
        said: str | None = None
        undo: tuple[str, str, dict[str, Any]] | None = None
        match verb:
            case "again":
                operations.send_again(row, public_url, actor=actor())
                said = f"A new e-mail goes to {row.name}."
            case "came back":
                came_back = CameBack()
                if came_back.validate_on_submit():
                    operations.came_back(row, came_back.reason.data or "", actor=actor())
                    said = f"It is noted that the e-mail to {row.name} came back. It stands with those that did not go."
            case "print":
                copies = PrintCopies()
                if copies.validate_on_submit():
                    before = {"do": "print", "copies": str(row.copies), "way": row.way.value}
                    operations.put_down_for_print(row, copies_of(copies.copies), Way(copies.way.data), actor=actor())
                    said = _on_paper(row)
                    undo = ("Undo", here, before)
            case "over" | "not over":
                operations.hand_over(row, over=verb == "over", actor=actor())
                did = "posted" if row.way is Way.POST else "handed over"
                said = f"The print copies for {row.name} are {'' if verb == 'over' else 'not '}{did}."
                undo = ("Undo", here, {"do": "not over" if verb == "over" else "over"})
        if said:
            db.session.commit()
            tell(said, undo)
            return redirect(url_for("despatch.page", slug=slug, day=day, _anchor=f"to-{row.id}"), 303)
    except Refused as error:
        db.session.rollback()
        refused = error.ruling.reason
        row = queries.numbered(meeting_addressed(slug, day), number) or row
    return render_template(
        "despatch/sending.html",
        meeting=row.publication.meeting,
        row=row,
        came_back=came_back,
        copies=copies,
        refused=refused,
        may_come_back=bool(row.message and row.message.state is MessageState.SENT),
        may_go_again=not row.message or row.message.state not in (*queries.ON_ITS_WAY, MessageState.SENT),
        reached=next((each for each in queries.entitled(row.publication.meeting) if each.key == row.key), None),
        no_account=NO_ACCOUNT,
        server=server_is_set(),
        mail_state=queries.mail_state(row),
        print_state=queries.print_state(row),
        london=lambda moment: moment.astimezone(LONDON),
    )


def of_print(row: Sending) -> PrintCopies:
    """Make the form of somebody's print copies as they are recorded."""
    return PrintCopies(formdata=None, data={"copies": str(row.copies or ""), "way": row.way.value})


def _on_paper(row: Sending) -> str:
    if not row.copies:
        return f"{row.name} gets no print copies of {row.publication.name}."
    return f"{row.name} gets {counted(row.copies, 'print copy', 'print copies')} of {row.publication.name} {row.way}."


@despatch.route("/<slug>/<day>/substitutes", methods=["GET", "POST"])
@open_to(Audience.OFFICER)
def name(slug: str, day: str) -> ResponseReturnValue:
    """Name who stands in for a member; what is published already goes to them at once."""
    meeting = meeting_addressed(slug, day)
    if request.method == "POST":
        hold(meeting)
    sitting = {seat.member_id: seat.member for seat in seats(meeting.body, meeting.date)}
    others = [each for each in members_of(meeting.body) if each.id not in sitting]
    form = NameSubstitute(list(sitting.values()), others)
    if form.validate_on_submit():
        absent = sitting[int(form.absent.data)]
        try:
            substitute = substitute_of(form, meeting, absent, others)
            row = name_substitute(meeting, absent, substitute, actor=actor())
            new = operations.send_out(meeting, publications(meeting), public_url, actor=actor(), only=substitute)
            went = any(each.message for each in new)
            said = f"{substitute.name} stands in for {absent.name}."
            back = url_for("despatch.withdraw", slug=slug, day=day, number=row.id)
            db.session.commit()
        except (Refused, IntegrityError) as error:
            db.session.rollback()
            taken = "Somebody of that name is recorded already: choose them above."
            (form.member if isinstance(error, Refused) else form.name).errors = [
                error.ruling.reason if isinstance(error, Refused) else taken
            ]
        else:
            if went:
                said += " What is published goes to them now."
            elif new:
                said += " They have no account yet: invite them, or give them a print copy."
            tell(said, ("Undo", back, {}))
            return redirect(url_for("despatch.page", slug=slug, day=day), 303)
    return render_template("despatch/substitute.html", meeting=meeting_addressed(slug, day), form=form, sitting=sitting)


def substitute_of(form: NameSubstitute, meeting: Meeting, absent: Member, known: Sequence[Member]) -> Member:
    """Give the one who stands in; somebody new is recorded as the member is for whom they do, without a seat."""
    if form.member.data != SOMEBODY_NEW:
        return next(each for each in known if str(each.id) == form.member.data)
    panel = meeting.body.parent or meeting.body
    return enrol(panel, form.name.data or "", absent.kind, absent.authority, actor=actor())


@despatch.post(f"/<slug>/<day>/substitutes/<int(max={LARGEST}):number>")
@open_to(Audience.OFFICER)
def withdraw(slug: str, day: str, number: int) -> ResponseReturnValue:
    """Withdraw a substitute; their papers of the meeting close to them at once."""
    meeting = meeting_addressed(slug, day)
    row = db.session.get(Substitute, number)
    if row is None or row.meeting_id != meeting.id:
        raise NotFound("Nobody of that number was named as a substitute for this meeting.")
    if not row.withdrawn:
        withdraw_substitute(row, actor=actor())
        db.session.commit()
        tell(f"{row.member.name} does not stand in for {row.absent.name} any more, and has no papers of the meeting.")
    return redirect(url_for("despatch.page", slug=slug, day=day), 303)
