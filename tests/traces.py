"""Rows for every table that work with a meeting fills, for tests of migrations. Nothing is committed."""

from __future__ import annotations

from datetime import UTC, date, datetime, time

from panel.accounts.models import (
    Attempt,
    Authenticator,
    CouncilIdentity,
    Invitation,
    Passkey,
    RecoveryCode,
    Session,
    User,
)
from panel.accounts.rules import Role
from panel.audit.operations import record
from panel.calling.models import CallingAnswer, CallingLink
from panel.calling.rules import Coming, Sent
from panel.commissions.models import Approver, Chaser, Clearance, Commission, Enclosure, ReportTimetable
from panel.commissions.rules import ChaserKind
from panel.despatch.models import Reading, Recipient, Sending
from panel.despatch.rules import Circle
from panel.extensions import db
from panel.interests.models import Notification
from panel.jobs import Job
from panel.mail.models import Message, MessageState
from panel.meetings.models import Meeting, Substitute
from panel.members.models import Member
from panel.minute_book.models import (
    CirculatedTo,
    Circulation,
    ConfirmedMinutes,
    CorrectionAsked,
    EnclosedMinutes,
    LaterCorrection,
    NumbersKept,
    OpenedEarly,
    Passage,
    PassageRevision,
    Signature,
)
from panel.minute_book.plain import plain
from panel.minute_book.printed import Printed
from panel.minutes.models import (
    Adjournment,
    Asked,
    Cast,
    Election,
    Exclusion,
    Minutes,
    Motion,
    Movement,
    Moving,
    Nomination,
    QuestionTaken,
    Vote,
)
from panel.packs.contents import Edition
from panel.packs.models import Draft, PackEdition, Publication, Withdrawal
from panel.papers.rules import PaperStage
from panel.people.models import MemberAccount, Serving
from panel.sheets.contents import Sheet
from panel.sheets.models import DecisionSheet, SheetSending
from tests.builders import a_document, a_paper, add, an_entry, an_item


def a_paper_asked_for(meeting: Meeting, author: User, approver: User) -> None:
    """Make what asking somebody for a paper leaves behind: days, turns, a clearance, an appendix, a reminder."""
    at, by = datetime(2026, 2, 20, 9, tzinfo=UTC), "Imogen Vale"
    stages = [{"name": "Draft report", "days": 15, "awaits": "file"}]
    add(ReportTimetable(body_id=meeting.body_id, since=date(2026, 1, 1), stages=stages, by=by, at=at))
    item = an_item(meeting, "3", "Budget monitoring")
    paper = a_paper(item, "Budget report", a_document("budget"), stage=PaperStage.CLEARED)
    asked = add(Commission(paper_id=paper.id, author_id=author.id, brief="Quarter 4", by=by, at=at))
    turn = add(Approver(commission_id=asked.id, position=1, what="Finance", user_id=approver.id))
    add(Clearance(approver_id=turn.id, document_id=paper.document_id, said="Agreed.", by="Ada Finch", at=at))
    add(Enclosure(commission_id=asked.id, paper_id=a_paper(item, "Costs", a_document("costs"), appendix="A").id))
    letter = add(
        Message(
            message_id="<2@larkshire.example>",
            to=author.email,
            subject="Draft report",
            sealed="",
            about="meeting larkshire 2026-03-19",
            state=MessageState.SENT,
            attempts=1,
            created_at=at,
            sent_at=at,
        )
    )
    add(
        Chaser(
            commission_id=asked.id,
            stage="Draft report",
            kind=ChaserKind.BEFORE,
            day=date(2026, 3, 2),
            to=author.email,
            message_id=letter.id,
            by="the queue",
            at=at,
        )
    )


def a_trace_of_use(meeting: Meeting) -> None:
    """Make what work with a meeting leaves behind: an officer, signed in; an e-mail; the audit trail; an edition."""
    morning, night = datetime(2026, 3, 9, 9, tzinfo=UTC), datetime(2026, 3, 9, 21, tzinfo=UTC)
    officer = add(User(email="imogen@larkshire.example", name="Imogen Vale", role=Role.OFFICER, created_at=morning))
    reader = add(User(email="ada@larkshire.example", name="Ada Finch", role=Role.MEMBER, created_at=morning))
    add(Serving(user_id=officer.id, body_id=meeting.body_id))
    the_minutes_enclosed(meeting)
    chair = db.session.query(Member).filter_by(panel_id=meeting.body_id).order_by(Member.id).first()
    add(Notification(member_id=chair.id, disclosed=date(2026, 2, 1), item="3", made=date(2026, 2, 20)))
    add(MemberAccount(user_id=reader.id, member_id=chair.id))
    add(Invitation(user_id=officer.id, token_hash="a" * 64, created_at=morning, expires_at=night))
    add(Authenticator(user_id=officer.id, secret="f" * 64, last_step=59_000_000, created_at=morning))
    add(RecoveryCode(user_id=officer.id, code_hash="g" * 64))
    add(Passkey(user_id=officer.id, name="Laptop", credential="h", public_key="i", uses=0, created_at=morning))
    add(CouncilIdentity(user_id=officer.id, issuer="https://sign-in.example", subject="i.vale", created_at=morning))
    add(Attempt(at=morning, address="192.0.2.7", account="b" * 64))
    add(
        Session(
            user_id=officer.id,
            key_hash="c" * 64,
            created_at=morning,
            seen_at=morning,
            expires_at=night,
            browser="Firefox on Windows",
            let_in_at=morning,
            second_step_at=morning,
        )
    )
    add(
        Message(
            message_id="<1@larkshire.example>",
            to=officer.email,
            subject="You are invited",
            sealed="",
            about=f"account {officer.email}",
            state=MessageState.SENT,
            attempts=1,
            created_at=morning,
            sent_at=morning,
        )
    )
    record("Imogen Vale", "publish", "meeting larkshire 2026-03-19")
    what_was_asked_and_excluded(db.session.query(Minutes).order_by(Minutes.id).first())
    a_paper_asked_for(meeting, officer, reader)
    written_up(meeting)
    job = add(Job(name="compose draft", arguments={"meeting_id": meeting.id}, created_at=morning))
    add(Draft(meeting_id=meeting.id, job_id=job.id))
    publication = add(
        Publication(
            meeting_id=meeting.id,
            number=0,
            at=morning,
            by="Imogen Vale",
            in_time=True,
            notice="In time.",
            authority="LGA 1972 s.100B",
            agenda={"items": []},
            files=[],
            whole=[],
            last_page=9,
            last_exempt_page=0,
        )
    )
    what_was_sent_and_opened(publication, reader, chair)
    what_was_voted_on(chair)
    add(
        Withdrawal(
            meeting_id=meeting.id,
            what="Page 3",
            first_page=3,
            last_page=3,
            reason="It names a witness.",
            at=morning,
            by="Imogen Vale",
        )
    )
    add(
        PackEdition(
            meeting_id=meeting.id,
            edition=Edition.PUBLIC,
            contents_sha256="d" * 64,
            sha256="e" * 64,
            size=90_000,
            pages=9,
            sections=[],
            composed_at=morning,
        )
    )


def what_was_asked_and_excluded(minutes: Minutes) -> None:
    """Make what public question time and an exclusion of the public leave behind."""
    an_entry(
        QuestionTaken,
        minutes,
        item="2",
        name="Ivy Nash",
        text="When will the station open?",
        asked=Asked.NOT_REACHED,
        owed_by="The Chair",
        owed_until=date(2026, 2, 16),
        answer_sent=date(2026, 2, 12),
    )
    words = {"words": "That the public be excluded.", "proposer": "Ada Finch", "remained": "Una Marsh"}
    out = {"outcome": "agreed", "out_at": time(11, 40), "in_at": time(12, 5)}
    an_entry(Exclusion, minutes, item="8", items=["8"], paragraphs=[3], **words, **out)


def what_was_sent_and_opened(publication: Publication, reader: User, member: Member) -> None:
    """Make what a publication's despatch leaves behind: to whom it went, a substitute, a file that was opened."""
    meeting, at = publication.meeting, publication.at
    wren = add(Member(panel_id=meeting.body_id, name="Councillor Ivy Wren", kind=member.kind))
    add(Substitute(meeting_id=meeting.id, absent_id=member.id, member_id=wren.id))
    office = add(Recipient(body_id=meeting.body_id, name="PCC’s office", circle=Circle.OFFICE_HOLDER, copies=2))
    message = db.session.query(Message).first()
    of = {"meeting_id": meeting.id, "member_id": member.id, "day": meeting.date, "by": "Imogen Vale", "at": at}
    add(CallingLink(**of, key_hash="9" * 64, sent=Sent.NOTICE, message_id=message.id))
    add(CallingAnswer(**of, coming=Coming.SUBSTITUTE, substitute_id=wren.id, substitute_name=wren.name))
    facts = {"publication_id": publication.id, "edition": Edition.PUBLIC, "at": at, "by": "Imogen Vale"}
    add(Sending(**facts, member_id=member.id, name=member.name, circle=Circle.MEMBER, message_id=message.id))
    add(Sending(**facts, recipient_id=office.id, name=office.name, circle=office.circle, copies=2))
    minutes = db.session.query(Minutes).first()
    add(Adjournment(minutes_id=minutes.id, position=1, adjourned_at=time(11, 10), resumed_at=time(11, 25)))
    sheet = add(
        DecisionSheet(
            meeting_id=meeting.id,
            number=1,
            at=at,
            by="Imogen Vale",
            public=Sheet(None).plain(),
            full=Sheet(None).plain(),
            public_sha256="e" * 64,
            full_sha256="e" * 64,
        )
    )
    add(
        SheetSending(
            sheet_id=sheet.id, member_id=member.id, name=member.name, circle=Circle.MEMBER, edition=Edition.RESTRICTED
        )
    )
    add(
        Reading(
            meeting_id=meeting.id,
            user_id=reader.id,
            what="The whole pack",
            sha256="e" * 64,
            first_page=1,
            last_page=9,
            first_at=at,
            last_at=at,
        )
    )


def what_was_voted_on(chair: Member) -> None:
    """Make what votes and elections leave behind: an amendment voted on by name, a chair elected."""
    minutes = db.session.query(Minutes).first()
    motion = db.session.query(Motion).first()
    amendment = an_entry(Motion, minutes, item="3", text="That it be noted", amends_id=motion.id, named=True)
    facts = {"name": chair.name, "member_id": chair.id}
    an_entry(Vote, minutes, motion_id=amendment.id, cast=Cast.FOR, **facts)
    an_entry(Movement, minutes, moving=Moving.LEFT, item="3", **facts)
    election = an_entry(Election, minutes, item="1", office="Chair", elected=chair.name)
    an_entry(Nomination, minutes, election_id=election.id, votes=1, **facts)


def written_up(meeting: Meeting) -> None:
    """Make what writing minutes up leaves behind: a passage, a circulated draft, a correction, a signature."""
    at, by = datetime(2026, 3, 20, 9, tzinfo=UTC), "Imogen Vale"
    minutes = db.session.query(Minutes).filter_by(meeting_id=meeting.id).first() or add(Minutes(meeting_id=meeting.id))
    passage = add(Passage(minutes_id=minutes.id, item="3", text="It was agreed."))
    add(PassageRevision(passage_id=passage.id, number=1, text=passage.text, by=by, at=at))
    circulation = add(Circulation(minutes_id=minutes.id, until=date(2026, 4, 2), by=by, at=at))
    una = {"name": "Una Marsh", "email": "una@larkshire.example", "token_hash": "h" * 64}
    link = add(CirculatedTo(circulation_id=circulation.id, **una))
    asked = {"item": "3", "text": "By ten.", "by": "Una Marsh", "at": at}
    add(CorrectionAsked(minutes_id=minutes.id, circulated_to_id=link.id, **asked))
    add(Signature(minutes_id=minutes.id, meeting_id=meeting.id, name="Ada Finch", day=at.date(), by=by, at=at))
    add(LaterCorrection(minutes_id=minutes.id, item="3", text="By eleven.", day=at.date(), by=by, at=at))


def the_minutes_enclosed(meeting: Meeting) -> None:
    """Make what minutes on an agenda leave behind: the paper, the numbers they keep, a draft opened early."""
    at, minutes = datetime(2026, 3, 9, 9, tzinfo=UTC), db.session.query(Minutes).order_by(Minutes.id).first()
    minutes = minutes or add(Minutes(meeting_id=meeting.id))
    paper = a_paper(an_item(meeting, "19", "Minutes to confirm"), "Minutes", a_document("minutes"))
    add(EnclosedMinutes(minutes_id=minutes.id, paper_id=paper.id, of="d" * 64, at=at, printings={}))
    printed = plain(Printed(meeting.body.name, meeting.date))
    add(ConfirmedMinutes(minutes_id=minutes.id, printed=printed))
    add(NumbersKept(minutes_id=minutes.id, numbers={"1": "1/25"}))
    add(OpenedEarly(minutes_id=minutes.id, by="Imogen Vale", at=at))
