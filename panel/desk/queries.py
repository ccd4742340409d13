"""What is due, and by when: every date that a body's meetings, members and letters set running."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from sqlalchemy import func, select
from sqlalchemy.orm import contains_eager, joinedload, selectinload

from panel.agendas.models import Item
from panel.commissions.standing import standings
from panel.desk.dues import Due
from panel.desk.minutes_dues import dues_of_minutes
from panel.extensions import db
from panel.interests.queries import registrations
from panel.law.answers import answer_due
from panel.law.bank_holidays import BeyondTheTable
from panel.law.interests import registration
from panel.law.precept import FIRST_YEAR
from panel.law.timetable import Deadline
from panel.law.words import day_in_words
from panel.law.year import statutory_dates
from panel.meetings.models import Meeting
from panel.meetings.standing import called_off, dates_after, dates_before
from panel.members.models import Appointment
from panel.packs.queries import as_at
from panel.papers.models import AccessDecision, Paper, PaperAccess
from panel.papers.rules import PUBLIC_INTEREST
from panel.procedure.meeting_dates import in_order
from panel.procedure.models import Body, BodyKind
from panel.procedure.queries import in_force, in_force_on, office_holder
from panel.procedure.rules import Procedure
from panel.recommendations.models import Letter

YEARS = 3
"""For how many years ahead the dates of the law are given."""
_ANSWERED = "Answered on "


@dataclass(frozen=True)
class Agenda:
    """What is due of all bodies, in order; and the coming meetings whose bank holidays nobody here knows."""

    dues: tuple[Due, ...]
    beyond: tuple[Meeting, ...]


def dates_of(meeting: Meeting) -> list[Deadline]:
    """Give every date of a meeting in order; none of one that was called off. Raises BeyondTheTable."""
    return in_order(
        (
            *_before(meeting, in_force(meeting.body, as_at(meeting))),
            *_kept(meeting),
            *_answers(_letters_after((meeting,))),
        )
    )


def dates_of_year(body: Body, year: int) -> list[Deadline]:
    """Give the dates of a body's calendar year in order, each with the meeting that it belongs to.

    They are what comes before each meeting of that year, what the law asks of a panel in it, and the periods of former
    meetings, new members and letters that end in it. Raises BeyondTheTable.
    """
    meetings = db.session.scalars(select(Meeting).where(Meeting.body_id == body.id)).all()
    this_year = [meeting for meeting in meetings if meeting.date.year == year]
    rules = in_force_on(body, map(as_at, this_year))
    ending = (
        *(named for meeting in meetings for named in _named(meeting, _kept(meeting))),
        *(deadline for _seat, deadline in _new_members(body)),
        *_answers(_letters_after(meetings)),
    )
    return in_order(
        (
            *(named for each in this_year for named in _named(each, _before(each, rules[as_at(each)]))),
            *_statutory(body, year),
            *(each for each in ending if each.last_day and each.last_day.year == year),
        )
    )


def what_is_due(bodies: Sequence[Body], since: date) -> Agenda:
    """Give the dates of all bodies: what comes before each meeting from a day on, and whatever else has a date.

    What has no date yet is left out. The dates of the law are those of that day's year and of the two after it.
    A new kind of date joins as one function that gives the `Due`s of all bodies, each with who is asked and the page
    where it is done, as `_reviews_due` does; lists, lateness and the calendar follow by themselves.
    """
    dues: list[Due] = []
    beyond: list[Meeting] = []
    meetings = _meetings_of(bodies)
    letters: dict[int, list[Letter]] = {}
    for letter in _letters_after(meetings):
        letters.setdefault(letter.meeting_id, []).append(letter)
    for body in bodies:
        own = [meeting for meeting in meetings if meeting.body_id == body.id]
        rules = in_force_on(body, (as_at(meeting) for meeting in own if meeting.date >= since))
        for meeting in own:
            if meeting.date >= since:
                try:
                    before = _before(meeting, rules[as_at(meeting)])
                except BeyondTheTable:
                    beyond.append(meeting)
                else:
                    dues += _of_meeting(meeting, before)
            dues += _of_meeting(meeting, _kept(meeting))
            dues += _answers_due(meeting, letters.get(meeting.id, ()))
        for year in range(since.year, since.year + YEARS):
            dues += (Due(each, body, None, "", f"{body.slug} {year} {each.kind}") for each in _statutory(body, year))
        dues += _registrations_due(body)
    dues += _stages_due([meeting for meeting in meetings if meeting.date >= since])
    dues += _reviews_due(bodies)
    dues += dues_of_minutes(bodies)
    by_moment = {id(due.deadline): due for due in dues if due.deadline.last_moment}
    ordered = in_order(due.deadline for due in by_moment.values())
    return Agenda(tuple(by_moment[id(deadline)] for deadline in ordered), tuple(beyond))


def by_name(deadlines: Iterable[Deadline]) -> dict[str, Deadline]:
    """Name the dates of a meeting in addresses by their kind: "notice", "answer", "answer-2"."""
    named: dict[str, Deadline] = {}
    for each in deadlines:
        first = name = each.kind.replace(" ", "-")
        turn = 1
        while name in named:
            turn += 1
            name = f"{first}-{turn}"
        named[name] = each
    return named


def how_kept(meeting: Meeting, deadline: Deadline) -> str:
    """Say how a date of a meeting was kept, where the records show it."""
    if deadline.kind == "notice" and meeting.published:
        on = f" on {day_in_words(meeting.published_on, weekday=False)}" if meeting.published_on else ""
        return f"Published{on}"
    if deadline.kind == "answer" and deadline.worked[-1].startswith(_ANSWERED):
        return deadline.worked[-1].removesuffix(".")
    return ""


def _meetings_of(bodies: Sequence[Body]) -> Sequence[Meeting]:
    return db.session.scalars(
        select(Meeting)
        .where(Meeting.body_id.in_([body.id for body in bodies]))
        .options(joinedload(Meeting.body).joinedload(Body.parent), selectinload(Meeting.moves))
        .order_by(Meeting.date, Meeting.id)
    ).all()


def _of_meeting(meeting: Meeting, deadlines: Sequence[Deadline]) -> Iterator[Due]:
    for name, each in by_name(deadlines).items():
        kept = how_kept(meeting, each)
        yield Due(each, meeting.body, meeting, name, f"{meeting.uid} {name}", kept, owed=each.kind == "notice")


def _answers_due(meeting: Meeting, letters: Sequence[Letter]) -> Iterator[Due]:
    answers = list(_answers(letters))
    letter_of = {id(each): letter for each, letter in zip(answers, letters, strict=True)}
    for name, each in by_name(in_order(answers)).items():
        identity = f"{meeting.uid} answer {letter_of[id(each)].id}"
        yield Due(each, meeting.body, meeting, name, identity, how_kept(meeting, each), owed=True)


def _registrations_due(body: Body) -> Iterator[Due]:
    """A record that keeps no registrations at all says nothing of who has not registered."""
    noted = registrations(body) if body.kind is BodyKind.PANEL else {}
    for seat, deadline in _new_members(body):
        row = noted.get(seat.member_id)
        done = ""
        if row:
            done = f"Registered on {day_in_words(row.registered, weekday=False)}" if row.registered else "Registered"
        identity = f"{body.slug} registration {seat.member.name} {seat.since}"
        yield Due(deadline, body, None, "", identity, done, owed=bool(noted))


def _stages_due(meetings: Sequence[Meeting]) -> Iterator[Due]:
    """Give the next stage of each paper that was asked for, if it waits for somebody.

    A date to know, such as the chair's agenda meeting, would stand here once for each paper, and on no day after the
    last is it still ahead. No title is told: calendars show these dates too.
    """
    for each in standings(meetings, date.max):
        if each.next is None:
            continue
        (stage, deadline), item = each.next, each.commission.paper.item
        who = f" ({each.waits_for})" if each.waits_for else ""
        deadline = replace(deadline, what=f"{stage.name} for item {item.number}{who}")
        meeting = item.meeting
        identity = f"commission {each.commission.id} {stage.name}"
        day, paper = meeting.date.isoformat(), each.commission.paper_id
        values = {"slug": meeting.body.slug, "day": day, "paper": paper, "_anchor": "commission"}
        yield Due(
            deadline,
            meeting.body,
            meeting,
            "",
            identity,
            owed=True,
            page=("papers.page", values),
        )


def _reviews_due(bodies: Sequence[Body]) -> Iterator[Due]:
    """Give the days on which exemptions are looked at again; no title in what a calendar shows, only in `about`."""
    latest = (
        select(func.max(AccessDecision.id))
        .where(AccessDecision.paper_id == Paper.id)
        .correlate(Paper)
        .scalar_subquery()
    )
    rows = db.session.execute(
        select(Paper, AccessDecision)
        .join(Item, Paper.item_id == Item.id)
        .join(Meeting, Item.meeting_id == Meeting.id)
        .outerjoin(AccessDecision, AccessDecision.id == latest)
        .where(
            Meeting.body_id.in_([body.id for body in bodies]),
            Paper.access == PaperAccess.EXEMPT,
            Paper.review_on.is_not(None),
            Paper.withdrawn.is_(False),
            Item.withdrawn.is_(False),
        )
        .options(contains_eager(Paper.item).contains_eager(Item.meeting))
        .order_by(Paper.review_on, Paper.id)
    )
    by_id = {body.id: body for body in bodies}
    for paper, decision in rows:
        meeting = paper.item.meeting
        body = by_id[meeting.body_id]
        part = f", Appendix {paper.appendix}" if paper.appendix else ""
        decided = (
            (f"{decision.decided_by} decided on {day_in_words(decision.decided_on)} that it is exempt.",)
            if decision
            else ()
        )
        deadline = Deadline(
            f"Look again at the exemption of item {paper.item.number}{part}",
            "review",
            paper.review_on,
            PUBLIC_INTEREST[body.nation],
            (*decided, "It is exempt only as long as the public interest in that outweighs the one in disclosing it."),
        )
        values = {"slug": body.slug, "day": meeting.date.isoformat(), "paper": paper.id}
        yield Due(
            deadline,
            body,
            meeting,
            "",
            f"{meeting.uid} review {paper.id}",
            owed=True,
            about=paper.title,
            asked=decision.decided_by if decision else (body.parent or body).officer_name,
            page=("papers.access", values),
        )


def _before(meeting: Meeting, rules: Procedure) -> list[Deadline]:
    return [] if called_off(meeting) else dates_before(meeting, rules, meeting.date)


def _kept(meeting: Meeting) -> Sequence[Deadline]:
    return () if called_off(meeting) else dates_after(meeting, meeting.date)


def _named(meeting: Meeting, deadlines: Iterable[Deadline]) -> Iterator[Deadline]:
    for each in deadlines:
        yield replace(each, what=f"{each.what} (meeting of {day_in_words(meeting.date)})")


def _statutory(body: Body, year: int) -> Sequence[Deadline]:
    if body.kind is not BodyKind.PANEL or year < FIRST_YEAR:
        return ()
    holder = office_holder(body, date(year, 12, 31))
    return statutory_dates(year, holder.title) if holder else statutory_dates(year)


def _new_members(body: Body) -> Iterator[tuple[Appointment, Deadline]]:
    """Give until when each new member registers interests; one who changes seat or office is not new."""
    if body.kind is not BodyKind.PANEL:
        return
    seats = db.session.scalars(
        select(Appointment)
        .where(Appointment.body_id == body.id, Appointment.withdrawn.is_(False))
        .options(joinedload(Appointment.member))
        .order_by(Appointment.position)
    ).all()
    began = {(seat.member_id, seat.since): seat for seat in seats if seat.since}
    rules = in_force_on(body, (since for _member, since in began if since))
    for (member, since), seat in began.items():
        if since is None or any(each.member_id == member and each.held_on(since - timedelta(days=1)) for each in seats):
            continue
        yield seat, registration(seat.member.name, since, rules[since].registration_days, body.nation)


def _letters_after(meetings: Sequence[Meeting]) -> Sequence[Letter]:
    return db.session.scalars(
        select(Letter)
        .where(Letter.meeting_id.in_([meeting.id for meeting in meetings]), Letter.withdrawn.is_(False))
        .options(joinedload(Letter.meeting))
        .order_by(Letter.id)
    ).all()


def _answers(letters: Iterable[Letter]) -> Iterator[Deadline]:
    for letter in letters:
        due = answer_due(letter.sent, letter.answer_due)
        answered = (f"{_ANSWERED}{day_in_words(letter.answered)}.",) if letter.answered else ()
        what = f"{letter.to} answers the letter of {day_in_words(letter.sent, weekday=False)} in writing"
        yield replace(due, what=what, worked=(*due.worked, *answered))
