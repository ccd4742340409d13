"""Adopt report timetables, ask people for papers, change who writes and who clears them. Nothing here commits."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, date, datetime
from hashlib import sha256

from panel import mail
from panel.accounts.models import User
from panel.accounts.operations import named
from panel.accounts.operations import subject as account
from panel.accounts.rules import LINK_LASTS
from panel.audit.operations import record
from panel.commissions import chasing, clearing, rules
from panel.commissions.chasing import FullAddress, full_by_setting, page_of_author
from panel.commissions.models import Approver, Commission, ReportTimetable
from panel.commissions.officers_queries import adopted, commission_of
from panel.commissions.queries import stages_of, turns_of
from panel.commissions.rules import Awaits, Stage
from panel.extensions import db
from panel.law.bank_holidays import BeyondTheTable
from panel.law.ruling import Refused, Ruling
from panel.law.words import day_in_words
from panel.mail.models import Message
from panel.meetings.operations import subject
from panel.papers import operations as papers
from panel.papers.models import Paper
from panel.papers.operations import hold
from panel.people.operations import WayIn
from panel.procedure.models import Body

Approvers = Sequence[tuple[str, User]]
"""For what each clears the paper ("Finance"), and who, in the order of their turns."""


def adopt_timetable(
    body: Body, since: date, stages: Sequence[Stage], remind: int, *, follows: int, actor: str
) -> ReportTimetable:
    """Adopt a report timetable for a body's meetings from a day on; `follows` is the last that the officer saw.

    Two at once raise IntegrityError. Raises Refused where another came in between, unless it is the very same.
    """
    last = max(adopted(body), key=lambda row: row.id, default=None)
    written = [stage.as_json() for stage in stages]
    if last and (last.since, last.stages, last.remind) == (since, written, remind):
        return last  # a double click: the first did it
    if (last.id if last else 0) != follows:
        raise Refused(Ruling(False, "Somebody else adopted a timetable meanwhile. Look at it, then adopt yours again."))
    row = ReportTimetable(
        body=body, since=since, follows=follows, stages=written, remind=remind, by=actor, at=datetime.now(UTC)
    )
    db.session.add(row)
    db.session.flush()
    said = {stage.name: stage.days for stage in stages}
    record(
        actor,
        "adopt report timetable",
        f"report timetable of {body.slug}",
        since=since.isoformat(),
        stages=said,
        remind=remind,
    )
    return row


def commission(paper: Paper, author: User, brief: str, approvers: Approvers, *, actor: str) -> Commission:
    """Ask somebody for a paper, and name who clears it; one that they were asked for already stays as it is.

    Raises Refused where somebody else was asked meanwhile, and where the author would clear it.
    """
    _judge(author, brief, approvers)
    hold(paper)
    known = commission_of(paper)
    if known:
        if known.author_id == author.id and not known.called_back:
            return known
        raise Refused(Ruling(False, f"{named(known.author)} was asked for this paper meanwhile. Look at it first."))
    paper.asked_of = author.name or author.email
    row = Commission(paper=paper, author=author, brief=brief, by=actor, at=datetime.now(UTC))
    db.session.add(row)
    db.session.flush()
    _name_approvers(row, approvers)
    chasing.look_tomorrow(row)
    record(actor, "commission", papers.subject(paper), author=named(author), approvers=_said(approvers), brief=brief)
    return row


def change(row: Commission, seen: str, author: User, brief: str, approvers: Approvers, *, actor: str) -> bool:
    """Change who writes a paper, what it is to tell, or who clears it; say whether anything is new.

    What an approver cleared stays cleared while they are asked for the same. A paper that was called back is asked for
    again. `seen` is what `as_seen` said when the officer saw it. Raises Refused where somebody else changed it since.
    """
    _judge(author, brief, approvers)
    hold(row.paper)
    db.session.refresh(row)
    if seen != as_seen(row):
        raise Refused(
            Ruling(False, "Somebody else changed this meanwhile. Look at it as it is now, and change it again.")
        )
    before = (row.author_id, row.brief, [(each.what, each.user_id) for each in row.approvers])
    if not row.called_back and before == (author.id, brief, [(what, user.id) for what, user in approvers]):
        return False
    row.called_back = False
    row.author, row.brief, row.paper.asked_of = author, brief, author.name or author.email
    _name_approvers(row, approvers)
    chasing.look_tomorrow(row)
    record(
        actor,
        "change commission",
        papers.subject(row.paper),
        author=named(author),
        approvers=_said(approvers),
        brief=brief,
    )
    return True


def call_back(row: Commission, *, actor: str) -> bool:
    """Ask an author no longer; the paper stays on the agenda. Say whether they were asked until now."""
    return _let_ask(row, True, "call back commission", actor)


def ask_again(row: Commission, *, actor: str) -> bool:
    """Ask an author again whose paper was called back. Say whether it was."""
    done = _let_ask(row, False, "commission again", actor)
    if done:
        chasing.look_tomorrow(row)
    return done


def _let_ask(row: Commission, called_back: bool, verb: str, actor: str) -> bool:
    hold(row.paper)
    db.session.refresh(row)
    if row.called_back is called_back:
        return False
    row.called_back = called_back
    record(actor, verb, papers.subject(row.paper), author=named(row.author))
    return True


def clear_for(
    row: Commission, approver: Approver, said: str, full: FullAddress = full_by_setting, *, actor: str
) -> None:
    """Record that an approver cleared the files that stand, as they told an officer; whoever is next hears of it, and
    after the last the paper is cleared. Raises Refused."""
    clearing.hold_for(approver)
    paper, turns = row.paper, turns_of([row])[row.id]
    cleared = any(turn.approver == approver.id and turn.cleared for turn in turns)
    next_in_turn = rules.whose_turn(turns) == approver.id
    has_file = paper.document_id is not None
    ruling = rules.clears_for(cleared, next_in_turn, paper.stage, has_file, said)
    if not ruling:
        raise Refused(ruling)
    clearing.keep(approver, said, by=actor)
    record(
        actor, "clear on behalf", papers.subject(paper), what=approver.what, approver=named(approver.user), said=said
    )
    clearing.go_on(approver, full, actor=actor)


def tell(row: Commission, user: User, what: str, invitation: str | None, full: FullAddress, today: date) -> Message:
    """Tell somebody by e-mail that they are asked to write a paper, or to clear it for `what`.

    `invitation` is the path of the link that opens a new account. The title is not for e-mail: a paper may be exempt.
    """
    item = row.paper.item
    try:
        until = next((each.last_day for stage, each in stages_of(item.meeting) if stage.awaits is Awaits.FILE), None)
    except BeyondTheTable:
        until = None
    path = page_of_author(row)
    return mail.send(
        user.email,
        f"You are asked {'to clear' if what else 'for'} a paper for item {item.number}",
        "commission",
        account(user) if invitation else subject(item.meeting),
        name=user.name,
        item=item.number,
        meeting=item.meeting,
        what=what,
        until=None if what else until,
        path=path,
        link=full(path),
        way_in=WayIn(full(invitation), day_in_words(today + LINK_LASTS)) if invitation else None,
    )


def as_seen(row: Commission) -> str:
    """Write who writes and who clears a paper, and its brief, so that it can be told whether it is still the same."""
    approvers = " ".join(f"{each.id}.{each.position}" for each in row.approvers)
    brief = sha256(row.brief.encode()).hexdigest()[:16]
    return f"{row.author_id} {int(row.called_back)} {brief} {approvers}"


def _judge(author: User, brief: str, approvers: Approvers) -> None:
    for ruling in (rules.may_write(brief), *(rules.may_approve(author.id, user.id) for _what, user in approvers)):
        if not ruling:
            raise Refused(ruling)


def _name_approvers(row: Commission, approvers: Approvers) -> None:
    """Put the approvers in their turns; who is asked for the same as before keeps what they cleared."""
    known = list(row.approvers)
    for each in known:
        each.position = -each.id
    db.session.flush()
    for position, (what, user) in enumerate(approvers, start=1):
        same = next((each for each in known if (each.what, each.user_id) == (what, user.id)), None)
        if same:
            known.remove(same)
            same.position = position
        else:
            db.session.add(Approver(commission_id=row.id, position=position, what=what, user=user))
    db.session.flush()
    db.session.expire(row, ["approvers"])


def _said(approvers: Approvers) -> list[str]:
    return [f"{what}: {named(user)}" for what, user in approvers]
