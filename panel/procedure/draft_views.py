"""The officers' pages of new rules: written in a draft by form or as a file, looked at, adopted from a day on."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from hashlib import sha256
from typing import Any

from flask import Blueprint, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm.exc import StaleDataError
from werkzeug.exceptions import NotFound

from panel.access import Audience, open_to
from panel.accounts.sessions import actor
from panel.desk.queries import by_name
from panel.extensions import db
from panel.folders.document import place
from panel.folders.mistakes import Findings
from panel.folders.rules_file import judged, read_rules_text
from panel.folders.rules_written import write_rules
from panel.law.bank_holidays import BeyondTheTable
from panel.law.words import day_in_words
from panel.meetings import standing
from panel.meetings.models import Meeting
from panel.meetings.moving import Shift, shifts
from panel.members.queries import membership_on
from panel.packs.queries import as_at
from panel.procedure import operations
from panel.procedure.asked import GROUPS, OF_THE_PUBLIC, PUBLIC, Group
from panel.procedure.meeting_dates import in_order
from panel.procedure.models import Body, DraftRules, RulesOfProcedure
from panel.procedure.queries import adopted, draft_of, in_force, in_force_on, rules_followed
from panel.procedure.rules import Procedure, may_adopt, may_apply, may_last, procedure, quorum_once, quorum_reached
from panel.procedure.rules_fields import RulesFile, RulesForm, WhenAdopted, form_of
from panel.procedure.telling import Said, in_words
from panel.public import queries
from panel.public.clock import london_now, london_today
from panel.public.site import body_addressed, tell

drafts = Blueprint("drafts", __name__, url_prefix="/desk")
PAGES = {group.slug: (group, form_of(group.asked)) for group in GROUPS}
OF_AN_ENTRY = form_of(OF_THE_PUBLIC)
MOST_ENTRIES = 50


@dataclass(frozen=True)
class Line:
    """A rule of a draft in words, beside what holds now."""

    said: Said
    was: str
    """What holds now; empty where that is the same."""
    number: int = 0
    """Of an entry of what the public brings, counted from 1."""
    new: bool = False


@drafts.get("/<slug>/rules/new")
@open_to(Audience.OFFICER)
def page(slug: str) -> str:
    """Show the new rules as they stand: each in words, what holds now beside it, where to change it."""
    body, today = body_addressed(slug), london_today()
    draft, rows = draft_of(body, today), adopted(body)
    return render_template(
        "procedure/draft.html",
        body=body,
        draft=draft,
        groups=lines(body, draft, today),
        gone=gone(body, draft, today),
        ruling=may_adopt(draft.since, today, draft.since in {row.since for row in rows}),
        any=bool(rows),
    )


@drafts.post("/<slug>/rules/new")
@open_to(Audience.OFFICER)
def start_again(slug: str) -> ResponseReturnValue:
    """Drop the draft; or write it anew from rules that were adopted and do not hold yet."""
    body, today = body_addressed(slug), london_today()
    draft = draft_of(body, today)
    if "of" in request.form:
        row = next((each for each in adopted(body) if str(each.since) == request.form["of"]), None)
        if draft.id or row is None or row.since is None or row.since <= today:
            return redirect(url_for("drafts.page", slug=slug), 303)  # a double click, or rules that hold by now
        columns = {"since": row.since, "minute": row.minute, "rules": dict(row.rules)}
        return kept(body, lambda now: operations.write_draft(body, now, columns, actor=actor()))
    if draft.id and operations.drop_draft(body, draft, actor=actor()):
        db.session.commit()
        tell("The draft is dropped. What holds now stays as it is.")
    elif draft.id:
        return look_anew(slug)
    return redirect(url_for("rules.page", slug=slug), 303)


def look_anew(slug: str) -> ResponseReturnValue:
    """Lead back to a draft that somebody else wrote more of in this moment; to the rules where it is gone."""
    db.session.rollback()
    if not draft_of(body_addressed(slug), london_today()).id:
        return redirect(url_for("rules.page", slug=slug), 303)
    tell("Somebody else has changed the draft meanwhile. Look at it as it is now. Nothing else was done.")
    return redirect(url_for("drafts.page", slug=slug), 303)


@drafts.route("/<slug>/rules/new/when", methods=["GET", "POST"])
@open_to(Audience.OFFICER)
def when(slug: str) -> ResponseReturnValue:
    """Say from which day new rules hold, and where it is recorded that they were adopted."""
    body, today = body_addressed(slug), london_today()
    rows = adopted(body)
    form = WhenAdopted(draft_of(body, today), today, {row.since for row in rows})
    if form.validate_on_submit():
        columns = form.columns
        return kept(body, lambda draft: operations.write_draft(body, draft, columns, actor=actor()))
    return render_template("procedure/draft_when.html", body=body, form=form, any=bool(rows))


@drafts.route(f"/<slug>/rules/new/<any({', '.join(PAGES)}):group>", methods=["GET", "POST"])
@open_to(Audience.OFFICER)
def part(slug: str, group: str) -> ResponseReturnValue:
    """Write one group of new rules."""
    body, today = body_addressed(slug), london_today()
    asked_for, form_class = PAGES[group]
    form = form_class(draft_of(body, today).rules)
    if form.validate_on_submit() and right(form, form.rules):
        said = form.rules
        return kept(
            body,
            lambda draft: operations.write_draft(
                body, draft, {"rules": with_group(draft.rules, asked_for, said)}, actor=actor()
            ),
        )
    followed = rules_followed(body, today)
    held = {each.name: each.said(each.of(followed.rules if followed else {})) for each in asked_for.asked}
    return render_template("procedure/draft_part.html", body=body, form=form, group=asked_for, held=held)


@drafts.route(f"/<slug>/rules/new/public/<int(max={MOST_ENTRIES}):number>", methods=["GET", "POST"])
@open_to(Audience.OFFICER)
def entry(slug: str, number: int) -> ResponseReturnValue:
    """Write how the public brings something to meetings, or take that out; the number after the last is new."""
    body, today = body_addressed(slug), london_today()
    entries = entries_of(draft_of(body, today))
    if not 1 <= number <= len(entries) + 1:
        raise NotFound("The draft has no such rules.")
    there = entries[number - 1] if number <= len(entries) else {}
    if "which" in request.form:
        if there and request.form["which"] == f"{there['kind']} {there['from']}":
            return kept(body, lambda draft: operations.write_draft(body, draft, without(draft, there), actor=actor()))
        return redirect(url_for("drafts.page", slug=slug), 303)  # a double click: the first did it
    form = OF_AN_ENTRY(there)
    if form.validate_on_submit():
        said, others = form.rules, entries[: number - 1] + entries[number:]
        lasts, applies = may_last(said), may_apply(said, others)
        if not lasts:
            form["until"].errors = [lasts.reason]
        elif not applies:
            form["from"].errors = [applies.reason]
        elif right(form, {"participation": [said]}, ("participation", 0)):
            return kept(
                body, lambda draft: operations.write_draft(body, draft, with_entry(draft, number, said), actor=actor())
            )
    return render_template(
        "procedure/draft_entry.html", body=body, form=form, sections=PUBLIC, number=number, there=there
    )


@drafts.route("/<slug>/rules/new/file", methods=["GET", "POST"])
@open_to(Audience.OFFICER)
def as_file(slug: str) -> ResponseReturnValue:
    """Write the draft as a rules file, typed or sent; mistakes are told by their line."""
    body, form, findings = body_addressed(slug), RulesFile(), Findings()
    if request.method == "GET":
        rules = draft_of(body, london_today()).rules
        form.rules.data = write_rules(rules) if rules else ""
    elif form.file.data:
        form.rules.data = form.file.data.read().decode("utf-8-sig", "replace")
    read = read_rules_text(form.rules.data or "", findings)
    if form.validate_on_submit() and read is not None and not findings.mistakes:
        return kept(body, lambda draft: operations.write_draft(body, draft, {"rules": read}, actor=actor()))
    form.rules.errors = [" ".join(filter(None, (_place(each.place), each.what, each.do))) for each in findings.mistakes]
    return render_template("procedure/draft_file.html", body=body, form=form)


@drafts.route("/<slug>/rules/new/changes", methods=["GET", "POST"])
@open_to(Audience.OFFICER)
def changes(slug: str) -> ResponseReturnValue:
    """Look at what new rules change, and which dates of coming meetings move; adopt what was looked at."""
    body, today = body_addressed(slug), london_today()
    draft, rows = draft_of(body, today), adopted(body)
    if request.method == "POST" and not draft.id:
        return redirect(url_for("rules.page", slug=slug), 303)  # a double click: the first did it
    same = next((row for row in rows if row.since == draft.since), None)
    if not may_adopt(draft.since, today, taken=same is not None):
        return redirect(url_for("drafts.when", slug=slug), 303)
    if judged(draft.rules):
        return redirect(url_for("drafts.as_file", slug=slug), 303)
    seen, since, rules, minute = fingerprint(draft), draft.since, dict(draft.rules), draft.minute
    if request.form.get("seen") == seen:
        try:
            if not operations.drop_draft(body, draft, actor=actor()):
                return look_anew(slug)
            operations.adopt_rules(body, rules, actor=actor(), since=since, minute=minute)
            tell(f"The rules are adopted{_from(since)}. Every date that hangs on them is counted anew.")
            db.session.commit()
        except IntegrityError:
            db.session.rollback()
            tell("Somebody else has just adopted rules from that day. Look at them first.")
        return redirect(url_for("rules.page", slug=slug), 303)
    return render_template(
        "procedure/rules_looked_at.html",
        body=body,
        draft=draft,
        seen=seen,
        changed_meanwhile=request.method == "POST",
        same=same,
        past=since is not None and since <= today,
        **if_adopted(body, rows, procedure(draft.rules), since, today),
    )


def kept(body: Body, write: Callable[[DraftRules], Any]) -> ResponseReturnValue:
    """Write something into the draft as it is now, and lead back to it; written again where somebody was quicker."""
    slug = body.slug
    for last in (False, True):
        try:
            write(draft_of(body_addressed(slug), london_today()))
            db.session.commit()
            break
        except (IntegrityError, StaleDataError):
            db.session.rollback()
            if last:
                raise
    return redirect(url_for("drafts.page", slug=slug), 303)


def right(form: RulesForm, rules: Mapping[str, Any], under: tuple[str | int, ...] = ()) -> bool:
    """Say whether what a form says can stand in a rules file; what cannot is told at its field."""
    once = quorum_once(rules)
    if not once:
        form["quorum_fraction"].errors = [once.reason]
        return False
    wrong = judged(rules)
    for each in form.asked:
        said = wrong.get(place((*under, *each.path)))
        if said:
            form[each.name].errors = [f"{each.label}: {said}"]
    return not wrong


def with_group(rules: Mapping[str, Any], group: Group, said: Mapping[str, Any]) -> dict[str, Any]:
    """Give rules with one group of them written anew."""
    tables = {each.path[0] for each in group.asked}
    return {**{key: value for key, value in rules.items() if key not in tables}, **said}


def entries_of(draft: DraftRules) -> list[dict[str, Any]]:
    """Give the ways in which the public brings something to meetings."""
    return list(draft.rules.get("participation", ()))


def with_entry(draft: DraftRules, number: int, said: Mapping[str, Any]) -> dict[str, Any]:
    """Give the rules of a draft with one of the ways in which the public brings something written anew, or added."""
    entries = entries_of(draft)
    return {"rules": {**draft.rules, "participation": [*entries[: number - 1], said, *entries[number:]]}}


def without(draft: DraftRules, said: Mapping[str, Any]) -> dict[str, Any]:
    """Give the rules of a draft without one of those ways."""
    return {"rules": {**draft.rules, "participation": [each for each in entries_of(draft) if each != said]}}


def lines(body: Body, draft: DraftRules, today: date) -> list[tuple[Group | None, list[Line]]]:
    """Tell a draft in words, group by group, beside what holds now; what the public brings stands under no group."""
    before = {each.heading: each for each in in_words(in_force(body, draft.since or today), body.nation)}
    rules = procedure(draft.rules)
    told = {each.heading: each for each in in_words(replace(rules, participation=()), body.nation)}
    found: list[tuple[Group | None, list[Line]]] = [(group, [_line(told[group.heading], before)]) for group in GROUPS]
    public = []
    for number, each in enumerate(rules.participation, start=1):
        (said,) = (each for each in in_words(Procedure((each,)), body.nation) if each.heading not in told)
        public.append(_line(said, before, number))
    found.insert(2, (None, public))
    return found


def gone(body: Body, draft: DraftRules, today: date) -> list[Said]:
    """Tell what the public brings now and would bring no more."""
    new = {each.heading for each in in_words(procedure(draft.rules), body.nation)}
    return [each for each in in_words(in_force(body, draft.since or today), body.nation) if each.heading not in new]


def fingerprint(draft: DraftRules) -> str:
    """Make out what was looked at, so that nothing else is adopted."""
    return sha256(f"{draft.id} {draft.version}".encode()).hexdigest()[:16]


def _line(said: Said, before: Mapping[str, Said], number: int = 0) -> Line:
    was = before.get(said.heading)
    return Line(said, was.words if was and was.words != said.words else "", number, new=was is None)


def if_adopted(
    body: Body, rows: Sequence[RulesOfProcedure], new: Procedure, since: date | None, today: date
) -> dict[str, Any]:
    """Say what adopting rules would change: which of them, and which dates of coming meetings move."""
    before = in_words(in_force(body, since or today), body.nation)
    after = in_words(new, body.nation)
    begins = max(since or today, today)
    members = membership_on(body, begins).members
    coming = [each for each in queries.meetings_from(today, body) if not standing.called_off(each)]
    concerned = [each for each in coming if _holds(rows, since, as_at(each))]
    old = in_force_on(body, map(as_at, concerned))
    moved = [(each, _moved(each, old[as_at(each)], new)) for each in concerned]
    return {
        "added": [each for each in after if each not in before],
        "quorum": quorum_reached(new.quorum_count, members, begins),
        "gone": [each for each in before if each not in after],
        "moved": [(each, said) for each, said in moved if said],
        "concerned": concerned,
    }


def _holds(rows: Sequence[RulesOfProcedure], since: date | None, day: date) -> bool:
    """Say whether rules from a day on would be those in force on another: no later set stands between."""
    begins = since or date.min
    return begins <= day and not any(row.since and begins < row.since <= day for row in rows)


def _moved(meeting: Meeting, old: Procedure, new: Procedure) -> tuple[Shift, ...]:
    """Give the dates of a meeting that differ under new rules; none where they cannot be counted."""
    try:
        before, after = (_dates(meeting, each) for each in (old, new))
    except BeyondTheTable:
        return ()
    return tuple(each for each in shifts(before, after, london_now()) if each.said not in ("Stays", "No date yet"))


def _dates(meeting: Meeting, under: Procedure) -> Mapping[str, Any]:
    return by_name(in_order(standing.dates_before(meeting, under, meeting.date)))


def _place(place: str) -> str:
    return f"{place[0].upper()}{place[1:]}: " if place else ""


def _from(since: date | None) -> str:
    return f" from {day_in_words(since)} on" if since else " from the beginning"
