"""Who is sent a meeting's publications, what became of each sending, and who has opened what was published."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from panel.access import Audience, sees_agenda
from panel.accounts.models import User
from panel.despatch.models import Reading, Recipient, Sending
from panel.despatch.rules import HAS_IT, Circle, Entitled, account_reaches
from panel.extensions import db
from panel.law.words import counted
from panel.mail.models import Message, MessageState
from panel.meetings.models import Meeting
from panel.meetings.standing import State
from panel.meetings.substituting import substitutes
from panel.members.models import Member, MemberKind
from panel.members.queries import seats
from panel.packs.contents import Edition
from panel.packs.models import Publication
from panel.packs.published import own_pages
from panel.people.models import MemberAccount
from panel.procedure.models import Body

STATES = {
    MessageState.QUEUED: State("Waiting", "circle"),
    MessageState.SENDING: State("Being sent", "ring"),
    MessageState.SENT: State("Sent", "disc"),
    MessageState.UNSURE: State("May have gone", "triangle"),
    MessageState.FAILED: State("Did not go", "cross"),
    MessageState.BY_HAND: State("To hand over", "arrow"),
    MessageState.SETTLED: State("Settled", "square"),
}
NOT_REACHED = State("Not reached", "triangle")
ON_ITS_WAY = (MessageState.QUEUED, MessageState.SENDING)


def recipients(body: Body) -> Sequence[Recipient]:
    """Give those outside a body who are sent its agendas, by name."""
    return db.session.scalars(
        select(Recipient).where(Recipient.body_id == body.id, Recipient.withdrawn.is_(False)).order_by(Recipient.name)
    ).all()


def entitled(meeting: Meeting) -> list[Entitled]:
    """Give everybody who is sent a meeting's publications, as the records stand now.

    Those outside the body are sent what everybody may see, so nothing of a closed meeting.
    """
    sitting = {seat.member_id: seat.member for seat in seats(meeting.body, meeting.date)}
    found = [(member, _circle(member)) for member in sitting.values()]
    found += [(each.member, Circle.SUBSTITUTE) for each in substitutes(meeting) if each.member_id not in sitting]
    accounts = _accounts({member.id for member, _circle in found})
    people = [_with_account(member, circle, accounts) for member, circle in found]
    if sees_agenda(Audience.PUBLIC, published=True, closed=meeting.closed):
        taken = {each.email.casefold() for each in people if each.email}
        people += [_outside(row, taken) for row in recipients(meeting.body)]
    return people


def _circle(member: Member) -> Circle:
    return Circle.CO_OPTED if member.kind is MemberKind.INDEPENDENT else Circle.MEMBER


def _accounts(members: Collection[int]) -> dict[int, User]:
    rows = db.session.scalars(
        select(MemberAccount).where(MemberAccount.member_id.in_(members)).options(joinedload(MemberAccount.user))
    )
    return {row.member_id: row.user for row in rows}


def _with_account(member: Member, circle: Circle, accounts: Mapping[int, User]) -> Entitled:
    user = accounts.get(member.id)
    ruling = account_reaches(user.email if user else None, closed=bool(user and user.disabled))
    email = user.email if user and ruling else ""
    return Entitled(member.name, circle, Edition.RESTRICTED, member.id, None, email, ruling.reason)


def _outside(row: Recipient, taken: Collection[str]) -> Entitled:
    has_it = row.email.casefold() in taken
    email, why_not = ("", HAS_IT) if has_it else (row.email, "")
    return Entitled(row.name, row.circle, row.edition, None, row.id, email, why_not, row.copies, row.way)


@dataclass(frozen=True)
class Prospect:
    """To whom a meeting's next publication will go."""

    by_mail: tuple[Entitled, ...]
    on_paper: tuple[Entitled, ...]
    not_reached: tuple[Entitled, ...]

    def said(self, *, server: bool) -> str:
        """Tell it in a line: without a mail server nothing is promised to go by itself."""
        mails, paper = len(self.by_mail), counted(len(self.on_paper), "person", "people")
        if not server and mails:
            more = f", and it goes on paper to {paper}" if self.on_paper else ""
            return f"{written_to_hand_over(mails)}{more}."
        ways = [f"by e-mail to {counted(mails, 'person', 'people')}"] if mails else []
        ways += [f"on paper to {paper}"] if self.on_paper else []
        return f"It goes {' and '.join(ways)}, at once." if ways else "Nobody is sent it."


def written_to_hand_over(mails: int) -> str:
    """Say what becomes of e-mails where no mail server is set."""
    return f"{counted(mails, 'e-mail is', 'e-mails are')} written for you to hand over".capitalize()


def prospect(people: Sequence[Entitled]) -> Prospect:
    """Say how people will be reached."""
    return Prospect(
        tuple(each for each in people if each.email),
        tuple(each for each in people if each.copies),
        tuple(each for each in people if not each.email and not each.copies),
    )


def sendings(publications: Collection[Publication]) -> dict[int, list[Sending]]:
    """Give what was sent of publications, by the publication's record: members first, in their order."""
    rows = db.session.scalars(
        select(Sending)
        .where(Sending.publication_id.in_([each.id for each in publications]))
        .options(joinedload(Sending.message))
        .order_by(Sending.id)
    )
    found: dict[int, list[Sending]] = {}
    for row in rows:
        found.setdefault(row.publication_id, []).append(row)
    return found


def left(people: Sequence[Entitled], sent: Sequence[Sending]) -> list[Entitled]:
    """Give those who are sent what they have not got: who was named later, and who can be written to by now."""
    lines = {row.key: row for row in sent}
    return [each for each in people if each.key not in lines or (each.email and not lines[each.key].message_id)]


def mail_state(row: Sending) -> State | None:
    """Say how the e-mail of a sending stands; None where none was ever to go."""
    if row.came_back and row.message and row.message.state is not MessageState.SETTLED:
        return State("Came back", "cross")
    if row.message:
        return STATES[row.message.state]
    return NOT_REACHED if row.why_not and not row.copies else None


def print_state(row: Sending) -> State | None:
    """Say how the print copies of a sending stand; None where there are none."""
    if not row.copies:
        return None
    if row.handed_over_at:
        return State("Posted" if row.way == "by post" else "Handed over", "disc")
    return State("To be posted" if row.way == "by post" else "To be handed over", "circle")


def numbered(meeting: Meeting, number: int) -> Sending | None:
    """Give a sending of a meeting."""
    return db.session.scalar(
        select(Sending)
        .join(Publication)
        .where(Sending.id == number, Publication.meeting_id == meeting.id)
        .options(joinedload(Sending.publication), joinedload(Sending.message))
    )


def sharing(message: Message) -> Sequence[Sending]:
    """Give the sendings that one e-mail told of: who is named late gets one for everything that is out."""
    return db.session.scalars(select(Sending).where(Sending.message_id == message.id)).all()


def readings(meeting: Meeting) -> Sequence[Reading]:
    """Give who has opened which published file with pages of the public series, the first who did first."""
    return db.session.scalars(
        select(Reading)
        .where(Reading.meeting_id == meeting.id, Reading.first_page.is_not(None))
        .options(joinedload(Reading.user))
        .order_by(Reading.first_at, Reading.id)
    ).all()


@dataclass(frozen=True)
class Had:
    """Who has pages that are withdrawn: those who were sent a publication with them, and those who opened it."""

    sent: tuple[Sending, ...]
    """One a person: the first."""
    opened: tuple[Reading, ...]


def had(
    ranges: Sequence[tuple[int, int]],
    out: Sequence[Publication],
    sent: Mapping[int, Sequence[Sending]],
    opened: Sequence[Reading],
) -> Had:
    """Say who has any of these pages. On paper or by a link: what was not sent is left out."""

    def within(first: int, last: int) -> bool:
        return any(first <= end and begin <= last for begin, end in ranges)

    rows = [row for each in out if within(*own_pages(each)) for row in sent.get(each.id, ())]
    people = {row.key: row for row in reversed(rows) if row.message_id or row.copies}
    return Had(
        tuple(sorted(people.values(), key=lambda row: row.id)),
        tuple(row for row in opened if within(row.first_page or 0, row.last_page or 0)),
    )
