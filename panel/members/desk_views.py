"""The officers' pages of members: who sits on a body; joining, leaving, an office that changes hands."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

from flask import Blueprint, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy.exc import IntegrityError
from werkzeug.exceptions import NotFound

from panel.access import Audience, open_to
from panel.accounts.sessions import actor
from panel.extensions import db
from panel.law.ruling import Refused
from panel.law.words import counted, day_in_words
from panel.members import operations
from panel.members.forms import MOST_ROWS, AddMember, AddMembers, AppointMember, EndSeat, GiveOffice, NameAuthority
from panel.members.models import Appointment, Authority, Member, MemberKind
from panel.members.queries import authorities_of, every_seat, members_of, membership_on
from panel.members.rules import may_be_appointed, may_end, may_enrol, may_take_office, meant
from panel.procedure.models import Body, BodyKind
from panel.public.clock import london_today
from panel.public.site import body_addressed, tell

seats = Blueprint("seats", __name__, url_prefix="/desk")
LARGEST = 2**31 - 1
"""The largest number that a row can have."""


@seats.get("/<slug>/members")
@open_to(Audience.OFFICER)
def page(slug: str) -> str:
    """Show who sits on a body, who did, which authorities appoint, and what follows from their number."""
    body, today = body_addressed(slug), london_today()
    every = every_seat(body)
    return render_template(
        "members/seats.html",
        body=body,
        today=today,
        sitting=[seat for seat in sorted(every, key=lambda seat: seat.position) if seat.held_on(today)],
        coming=[seat for seat in every if seat.since and seat.since > today],
        former=[seat for seat in every if seat.until and seat.until < today],
        authorities=authorities_of(body),
        membership=membership_on(body, today),
    )


@seats.route("/<slug>/authorities/new", methods=["GET", "POST"])
@open_to(Audience.OFFICER)
def name_authority(slug: str) -> ResponseReturnValue:
    """Name a council that appoints members to a panel."""
    body, form = panel_addressed(slug), NameAuthority()
    if form.validate_on_submit():
        known, name = authorities_of(body), form.name.data or ""
        if name in (each.name for each in known):
            form.name.errors = [f"{name} is recorded already."]
        else:
            try:
                operations.name_authority(body, name, len(known) + 1, actor=actor())
            except IntegrityError:
                db.session.rollback()  # somebody else has just recorded it
                body = body_addressed(slug)
            return kept(body, f"{name} appoints members to this panel.")
    return render_template("members/authority.html", body=body, form=form)


@seats.route("/<slug>/members/new", methods=["GET", "POST"])
@open_to(Audience.OFFICER)
def add(slug: str) -> ResponseReturnValue:
    """Enrol somebody on a panel, after a look at what that does to its thresholds."""
    body, form = panel_addressed(slug), AddMember()
    known = authorities_of(body)
    if "change" not in request.form and form.validate_on_submit():
        name, kind = form.name.data or "", MemberKind(form.kind.data)
        ruling = may_enrol(name, name.casefold() in (each.name.casefold() for each in members_of(body)))
        authority = form.authority.data if kind is MemberKind.COUNCILLOR else ""
        new_authority = bool(authority) and authority not in (each.name for each in known)
        if not ruling and "confirm" in request.form and sits(body, name, form):
            return redirect(url_for("seats.page", slug=slug), 303)  # a double click: the first did it
        if not ruling:
            form.name.errors = [ruling.reason]
        elif "confirm" not in request.form:
            day = form.since.data or london_today()
            after = membership_on(body, day, joining=[kind], authorities=new_authority)
            does = [f"{name} becomes a member{_from(form.since.data)}."]
            if new_authority:
                does.append(f"{authority} is recorded as an authority that appoints members.{_asked(authority, known)}")
            does += gives_way(body, form.office.data or "", day)
            return looked_at(body, form, url_for("seats.add", slug=slug), day, after, does)
        else:
            appointing = next((each for each in known if each.name == authority), None)
            if new_authority:
                appointing = operations.name_authority(body, authority or "", len(known) + 1, actor=actor())
            try:
                return appointed(body, operations.enrol(body, name, kind, appointing, actor=actor()), form)
            except IntegrityError:
                db.session.rollback()
                body, known = body_addressed(slug), authorities_of(body_addressed(slug))
                form.name.errors = [may_enrol(name, taken=True).reason]
    return render_template("members/add.html", body=body, form=form, authorities=known)


@seats.route("/<slug>/members/several", methods=["GET", "POST"])
@open_to(Audience.OFFICER)
def add_several(slug: str) -> ResponseReturnValue:
    """Enrol several on a panel at once, written in rows or read from a list, after a look."""
    body, form = panel_addressed(slug), AddMembers()
    known = authorities_of(body)
    if "add" in request.form:
        form.add_row()
    elif "read" in request.form:
        form.read_list()
    elif "change" not in request.form and form.validate_on_submit():
        if "confirm" in request.form and all_sit(body, form):
            return redirect(url_for("seats.page", slug=slug), 303)  # a double click: the first did it
        free = form.free_of([each.name for each in members_of(body)])
        if free and "confirm" not in request.form:
            return render_template("members/several_looked_at.html", body=body, form=form, **several(body, form, known))
        if free:
            try:
                return enrolled(body, form, known)
            except IntegrityError:
                # Somebody else has enrolled one of them a moment ago.
                db.session.rollback()
                body, known = body_addressed(slug), authorities_of(body_addressed(slug))
                form.free_of([each.name for each in members_of(body)])
    return render_template("members/several.html", body=body, form=form, authorities=known, most=MOST_ROWS)


def several(body: Body, form: AddMembers, known: Sequence[Authority]) -> dict[str, Any]:
    """Look at several who are to join: what follows for each, and for the thresholds once all are there."""
    joining = [row.joining for row in form.filled]
    new = {each.authority for each in joining if each.authority} - {each.name for each in known}
    day = max((each.since for each in joining if each.since), default=london_today())
    looked = []
    for each in joining:
        does = []
        if each.authority in new:
            asked = _asked(each.authority, known)
            does.append(f"{each.authority} is not recorded yet, and is recorded with this member.{asked}")
        does += gives_way(body, each.office, each.since or london_today())
        looked.append((each, does))
    kinds = [MemberKind.COUNCILLOR if each.councillor else MemberKind.INDEPENDENT for each in joining]
    after = membership_on(body, day, joining=kinds, authorities=len(new))
    return {"looked": looked, "day": day, "before": membership_on(body, day), "after": after}


def enrolled(body: Body, form: AddMembers, known: Sequence[Authority]) -> ResponseReturnValue:
    """Enrol several and give each the seat that their row asks for; whoever held an office until then gives way."""
    authorities = {each.name: each for each in known}
    position = max((seat.position for seat in every_seat(body)), default=0)
    joining = [row.joining for row in form.filled]
    for each in joining:
        if each.authority and each.authority not in authorities:
            named = operations.name_authority(body, each.authority, len(authorities) + 1, actor=actor())
            authorities[each.authority] = named
        day = each.since or london_today()
        if former := holder_of(body, each.office, day):
            operations.give_office(former, "", day, actor=actor())
        kind = MemberKind.COUNCILLOR if each.councillor else MemberKind.INDEPENDENT
        member = operations.enrol(body, each.name, kind, authorities.get(each.authority), actor=actor())
        position += 1
        operations.appoint(body, member, position, actor=actor(), office=each.office, since=each.since)
    number = counted(len(joining), "member joins", "members join").capitalize()
    return kept(body, f"{number} {body.name}.")


def all_sit(body: Body, form: AddMembers) -> bool:
    """Say whether everybody has the very seat that their row asks for."""
    there = {(seat.member.name, seat.since, seat.office) for seat in every_seat(body)}
    rows = form.filled
    return bool(rows) and all((row.name.data, row.since.data, row.office.data) in there for row in rows)


@seats.route("/<slug>/members/appoint", methods=["GET", "POST"])
@open_to(Audience.OFFICER)
def appoint(slug: str) -> ResponseReturnValue:
    """Give a member of the panel a seat, on a working group or on the panel again."""
    body = body_addressed(slug)
    known = members_of(body)
    form = AppointMember(known)
    if "change" not in request.form and form.validate_on_submit():
        member = next(each for each in known if str(each.id) == form.member.data)
        terms = [(seat.since, seat.until) for seat in every_seat(body) if seat.member_id == member.id]
        ruling = may_be_appointed(member.name, form.since.data, terms)
        if not ruling and "confirm" in request.form and sits(body, member.name, form):
            return redirect(url_for("seats.page", slug=slug), 303)  # a double click: the first did it
        if not ruling:
            form.member.errors = [ruling.reason]
        elif "confirm" not in request.form:
            day = form.since.data or london_today()
            after = membership_on(body, day, joining=[member.kind])
            gives = gives_way(body, form.office.data or "", day)
            does = [f"{member.name} takes a seat{_from(form.since.data)}.", *gives]
            return looked_at(body, form, url_for("seats.appoint", slug=slug), day, after, does)
        else:
            try:
                return appointed(body, member, form)
            except IntegrityError:
                db.session.rollback()
                return redirect(url_for("seats.page", slug=slug), 303)  # somebody else has just done it
    return render_template("members/appoint.html", body=body, form=form, members=known)


def appointed(body: Body, member: Member, form: AddMember | AppointMember) -> ResponseReturnValue:
    """Give somebody the seat that a form asks for; whoever held its office until then gives way."""
    since, office = form.since.data, form.office.data or ""
    position = max((seat.position for seat in every_seat(body)), default=0) + 1
    former = holder_of(body, office, since or london_today())
    if former:
        operations.give_office(former, "", since or london_today(), actor=actor())
    seat = operations.appoint(body, member, position, actor=actor(), office=office, since=since)
    db.session.flush()
    undo = ("Undo", url_for("seats.seat", slug=body.slug, id=seat.id), {"withdraw": "1"})
    return kept(body, f"{member.name} has a seat on {body.name}{_from(since)}.", undo if not former else None)


@seats.route(f"/<slug>/members/<int(max={LARGEST}):id>", methods=["GET", "POST"])
@open_to(Audience.OFFICER)
def seat(slug: str, id: int) -> ResponseReturnValue:
    """End a seat or give its member another office, after a look; withdraw one recorded in error."""
    body = body_addressed(slug)
    found = db.session.get(Appointment, id)
    if found is None or found.body_id != body.id or found.withdrawn:
        raise NotFound("No seat of that body has that number.")
    if "withdraw" in request.form:
        operations.withdraw_appointment(found, actor=actor())
        return kept(body, f"The seat of {found.member.name} is withdrawn, as recorded in error.")
    if "reopen" in request.form:
        operations.amend_appointment(found, {"until": None}, actor=actor())
        return kept(body, f"The seat of {found.member.name} has no last day.")
    ending, giving = EndSeat(), GiveOffice(data={"office": found.office})
    changing = "change" not in request.form
    if changing and "office" in request.form and giving.validate_on_submit():
        return gives_office(body, found, giving, ending)
    if changing and "office" not in request.form and ending.validate_on_submit():
        return ends(body, found, giving, ending)
    if "office" in request.form:
        ending = EndSeat(formdata=None)
    elif request.method == "POST":
        giving = GiveOffice(formdata=None, data={"office": found.office})
    return shown(body, found, giving, ending)


def sits(body: Body, name: str, form: AddMember | AppointMember) -> bool:
    """Say whether somebody has the very seat that a form asks for."""
    wanted = (name, form.since.data, form.office.data or "")
    return any((seat.member.name, seat.since, seat.office) == wanted for seat in every_seat(body))


def gives_office(body: Body, found: Appointment, giving: GiveOffice, ending: EndSeat) -> ResponseReturnValue:
    """Give a seat's member another office; whoever held it until then gives way."""
    day, office = giving.from_day.data, giving.office.data or ""
    ruling = may_take_office(found.since, day)
    former = holder_of(body, office, day)
    if not ruling or office == found.office:
        giving.from_day.errors = [ruling.reason] if not ruling else []
        giving.office.errors = [f"{found.member.name} has that office already."] if ruling else []
        return shown(body, found, giving, EndSeat(formdata=None))
    does = [f"{found.member.name} is {office or 'a member without an office'} from {day_in_words(day)}."]
    if "confirm" not in request.form:
        action = url_for("seats.seat", slug=body.slug, id=found.id)
        return looked_at(body, giving, action, day, membership_on(body, day), does + gives_way(body, office, day))
    try:
        if former and former.id != found.id:
            operations.give_office(former, "", day, actor=actor())
        operations.give_office(found, office, day, actor=actor())
        return kept(body, does[0])
    except (Refused, IntegrityError) as error:
        db.session.rollback()
        reason = error.ruling.reason if isinstance(error, Refused) else "It has just been recorded."
        giving.from_day.errors = [reason]
        return shown(body_addressed(body.slug), db.session.get_one(Appointment, found.id), giving, ending)


def ends(body: Body, found: Appointment, giving: GiveOffice, ending: EndSeat) -> ResponseReturnValue:
    """End a seat with a day."""
    until = ending.until.data
    ruling = may_end(found.since, until)
    if not ruling:
        ending.until.errors = [ruling.reason]
        return shown(body, found, GiveOffice(formdata=None, data={"office": found.office}), ending)
    if "confirm" not in request.form:
        day = until + timedelta(days=1)
        after = membership_on(body, day, leaving=[found.member_id])
        does = [f"{found.member.name} leaves: {day_in_words(until)} is the last day."]
        if found.office:
            does.append(f"The office of {found.office} is vacant from the next day.")
        return looked_at(body, ending, url_for("seats.seat", slug=body.slug, id=found.id), day, after, does)
    operations.end_appointment(found, until, actor=actor())
    undo = ("Undo", url_for("seats.seat", slug=body.slug, id=found.id), {"reopen": "1"})
    return kept(body, f"The seat of {found.member.name} ends with {day_in_words(until)}.", undo)


def shown(body: Body, found: Appointment, giving: GiveOffice, ending: EndSeat) -> str:
    """Show a seat with what can be done with it."""
    return render_template("members/seat.html", body=body, seat=found, giving=giving, ending=ending)


def looked_at(body: Body, form: Any, action: str, day: date, after: Any, does: Sequence[str]) -> str:
    """Show what a change does to the thresholds, before and after, and ask for a confirmation."""
    sent = [(name, value) for name, value in request.form.items() if name not in ("csrf_token", "confirm")]
    before = membership_on(body, day)
    return render_template(
        "members/looked_at.html",
        body=body,
        form=form,
        action=action,
        day=day,
        before=before,
        after=after,
        does=does,
        sent=sent,
    )


def kept(body: Body, said: str, undo: tuple[str, str, dict[str, Any]] | None = None) -> ResponseReturnValue:
    """Keep what was done, and tell it on the page of a body's members."""
    db.session.commit()
    tell(said, undo)
    return redirect(url_for("seats.page", slug=body.slug), 303)


def holder_of(body: Body, office: str, day: date) -> Appointment | None:
    """Give the seat of the one who has an office of a body on a day."""
    if not office:
        return None
    return next((seat for seat in every_seat(body) if seat.office == office and seat.held_on(day)), None)


def gives_way(body: Body, office: str, day: date) -> list[str]:
    """Say whose office ends where somebody takes it."""
    former = holder_of(body, office, day)
    return [f"{former.member.name} is {office} until the day before, and stays a member."] if former else []


def panel_addressed(slug: str) -> Body:
    """Give the panel that an address means, or answer 404: members are enrolled by panels."""
    body = body_addressed(slug)
    if body.kind is not BodyKind.PANEL:
        raise NotFound("The members of a working group are its panel’s: appoint one of them.")
    return body


def _asked(authority: str | None, known: Sequence[Authority]) -> str:
    near = meant(authority or "", [each.name for each in known])
    return f" Did you mean {near}?" if near else ""


def _from(since: date | None) -> str:
    return f" from {day_in_words(since)}" if since else ""
