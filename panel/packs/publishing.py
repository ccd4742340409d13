"""Publish a meeting's agenda, or a supplement to it: these bytes, and what was known of them."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import UTC, date, datetime

from sqlalchemy import func, select
from sqlalchemy.exc import IntegrityError

from panel import jobs
from panel.agendas.models import Item
from panel.agendas.operations import keep_as_published
from panel.audit.operations import record
from panel.checks.queries import Checked, check
from panel.documents.store import Store
from panel.extensions import db
from panel.law.notice import notice_given
from panel.law.ruling import Refused, Ruling
from panel.meetings import operations as meetings
from panel.meetings.models import Meeting
from panel.meetings.standing import called_off
from panel.minute_book.enclosing import changed_since
from panel.packs import rules
from panel.packs.contents import Access, Edition
from panel.packs.drafting import Next, draft_of, next_publication
from panel.packs.kept import keep
from panel.packs.models import Draft, Publication
from panel.packs.papers import paper_facts
from panel.packs.published import File, edition_of, latest, withdrawals
from panel.packs.queries import as_at
from panel.packs.withdrawing import REDACT
from panel.papers.models import HandedIn, HandedInState
from panel.papers.queries import agenda_as_it_stands
from panel.procedure.models import BodyKind
from panel.procedure.queries import in_force
from panel.procedure.working_days import working_days


@dataclass(frozen=True)
class Gate:
    """Everything that is known before a publication, and whether each of it lets it pass."""

    meeting: Meeting
    draft: Draft | None
    next: Next
    checked: Checked
    notice: Ruling
    """How much notice would be given now."""
    rulings: dict[str, Ruling]
    """By what is asked, as `views.ASKED` puts it into words."""

    @property
    def open(self) -> bool:
        """Whether it may be published."""
        return all(self.rulings.values())


def gate(meeting: Meeting, store: Store, now: datetime) -> Gate:
    """Say whether what is composed may be published now. `now` is London's time. Raises BeyondTheTable."""
    draft, today = draft_of(meeting), now.date()
    short_notice = draft.short_notice if draft else ""
    coming = next_publication(meeting, store, as_of(meeting, today), short_notice)
    checked = check(meeting, store, today)
    # That something changed since is what a supplement says itself; that it is time is put right by publishing.
    passed = {"publication is due", *(["changed after publication"] if coming.brought else [])}
    open_now = [each for each in checked.open if each.rule not in passed]
    kinds = Counter(finding.severity for finding in open_now)
    given = notice_now(meeting, now)
    ready = draft is not None and bool(draft.contents_sha256)
    current = draft is not None and draft.contents_sha256 == coming.digest
    past = meeting.date < today
    rulings = {"meeting": rules.takes_place(called_off=called_off(meeting), past=past, published=meeting.published)}
    if coming.brought:
        rulings["changes"] = rules.brings_something(coming.brought.changes, coming.brought.already_out)
    rulings |= {
        "agenda": rules.has_items(len(coming.agenda)),
        "files": rules.all_read(_waiting(meeting)),
        "twins": rules.told_apart(_twins(coming)),
        "check": rules.answered(kinds),
        "notice": rules.noticed(given, short_notice),
        "composed": rules.composed(ready=ready, current=current),
    }
    stale = next(changed_since(meeting), None)
    if stale:
        rulings["minutes"] = rules.minutes_current(stale.date)
    if draft is not None and ready:
        failed = next((each for each in draft.proof if not each["passed"]), None)
        rulings["proof"] = Ruling(
            failed is None, failed["said"] if failed else "The finished bytes hold nothing exempt."
        )
    return Gate(meeting, draft, coming, checked, given, rulings)


def _waiting(meeting: Meeting) -> int:
    """Count the files that were handed in and are still to be read."""
    return (
        db.session.scalar(
            select(func.count())
            .select_from(HandedIn)
            .join(Item)
            .where(Item.meeting_id == meeting.id, HandedIn.state == HandedInState.WAITING)
        )
        or 0
    )


def _twins(coming: Next) -> str:
    """Name a public paper that is the very file of an exempt one; empty where there is none."""
    papers = [paper for _number, item in coming.agenda for paper in item.papers]
    files = {paper.key: coming.documents.get(coming.records[paper.key]) for paper in papers}
    exempt = {files[paper.key] for paper in papers if paper.access is Access.EXEMPT} - {None}
    found = (paper for paper in papers if paper.access is Access.PUBLIC and files[paper.key] in exempt)
    return next((f"item {paper.item}, {paper.name}: {paper.title}" for paper in found), "")


def moved_in(meeting: Meeting) -> bool:
    """Whether an agenda was published before it came here: what everybody sees follows its records until now."""
    return meeting.published and latest(meeting) is None


def as_of(meeting: Meeting, today: date) -> date:
    """Give the day as of which the next publication is drawn: of an agenda that was moved in, the day it was out."""
    return as_at(meeting) if moved_in(meeting) else today


def notice_now(meeting: Meeting, now: datetime) -> Ruling:
    """Judge the notice that a publication at this moment gives; a working group's needs none."""
    if meeting.body.kind is not BodyKind.PANEL:
        return Ruling(True, "A working group’s meeting needs no public notice.")
    working = working_days(meeting.body)
    procedure = in_force(meeting.body, now.date())
    published: date | datetime = now.replace(tzinfo=None)
    if moved_in(meeting):
        if meeting.published_on is None:
            return Ruling(True, "It was published before it came here; the day is not recorded.")
        published = meeting.published_on
    elif meeting.date < now.date():
        return Ruling(True, "The meeting is past: no notice is counted any more.")
    return notice_given(procedure.notice(meeting.body.nation), meeting.date, published, working)


def publish(gate: Gate, seen: str, now: datetime, *, actor: str) -> Publication:
    """Publish the composed editions of a meeting; `seen` is the sha256 of the public one that the officer was shown.

    Raises Refused where anything stands against it, or where other bytes were composed meanwhile.
    """
    meeting, draft = gate.meeting, gate.draft
    closed = next((ruling for ruling in gate.rulings.values() if not ruling), None)
    if closed is not None:
        raise Refused(closed)
    public = edition_of(draft.files, Edition.PUBLIC) if draft else None
    if draft is None or public is None or public.sha256 != seen:
        raise Refused(Ruling(False, "The pack was composed again after this page was shown. Look at the new one."))
    before = latest(meeting)
    whole = edition_of(draft.whole, Edition.PUBLIC) or public
    fullest, supplement = File.of(draft.files[-1]), gate.next.public.supplement
    row = Publication(
        meeting=meeting,
        number=before.number + 1 if before else 0,
        at=datetime.now(UTC),
        by=actor,
        in_time=gate.notice.allowed,
        notice=gate.notice.reason,
        authority=gate.notice.authority,
        short_notice=draft.short_notice,
        changes=list(gate.next.brought.changes) if gate.next.brought else [],
        agenda=keep(gate.next.agenda, gate.next.records, paper_facts(meeting), _places(whole)),
        files=draft.files,
        whole=draft.whole,
        pictures=draft.pictures,
        last_page=(supplement.pages_before if supplement else 0) + public.pages,
        last_exempt_page=(supplement.exempt_pages_before if supplement else 0) + fullest.pages - public.pages,
    )
    try:
        with db.session.begin_nested():
            db.session.add(row)
    except IntegrityError:
        raise Refused(Ruling(False, "Somebody published it in this moment.")) from None
    if not meeting.published:
        meetings.publish(meeting, now.date(), actor=actor)
    else:
        meeting.sequence += 1  # subscribers see that there is more
    keep_as_published(meeting, agenda_as_it_stands(meeting), meeting.published_on)
    record(
        actor,
        f"publish {row.name.lower()}",
        meetings.subject(meeting),
        sha256={each["edition"]: each["sha256"] for each in draft.files},
        notice=gate.notice.reason,
        in_time=gate.notice.allowed,
        short_notice=draft.short_notice,
        answered=len(gate.checked.answered),
    )
    if withdrawals(meeting):
        jobs.enqueue(REDACT, meeting_id=meeting.id)  # the whole pack holds what was withdrawn before
    db.session.delete(draft)
    db.session.flush()
    return row


def _places(whole: File) -> dict[int, tuple[int, int]]:
    """Give each paper's first and last page in the whole public edition; the newest place of one that was replaced."""
    return {placed.paper: (placed.first, placed.last) for placed in whole.papers}
