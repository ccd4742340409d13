"""Find e-mails, and what went wrong with them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import ColumnElement, func, select

from panel.extensions import db
from panel.mail.models import Message, MessageState

TROUBLED = (MessageState.FAILED, MessageState.UNSURE)
WAITING = (MessageState.QUEUED, MessageState.SENDING)
DONE = (MessageState.SENT, MessageState.SETTLED)
SHOWN = 100


@dataclass(frozen=True)
class Mail:
    """The e-mails of a page: what asks for somebody, what waits, and what is done, the newest first."""

    troubled: Sequence[Message]
    by_hand: Sequence[Message]
    waiting: Sequence[Message]
    done: Sequence[Message]


def mail(seen: ColumnElement[bool]) -> Mail:
    """Give the e-mails that somebody may know of; of those that are done the last hundred."""

    def newest(*states: MessageState) -> Sequence[Message]:
        wanted = select(Message).where(seen, Message.state.in_(states)).order_by(Message.id.desc())
        return db.session.scalars(wanted.limit(SHOWN)).all()

    return Mail(newest(*TROUBLED), newest(MessageState.BY_HAND), newest(*WAITING), newest(*DONE))


def in_trouble(seen: ColumnElement[bool]) -> int:
    """Count the e-mails that did not go or may not have gone."""
    counted = select(func.count()).select_from(Message).where(seen, Message.state.in_(TROUBLED))
    return db.session.scalar(counted) or 0


def numbered(number: int, seen: ColumnElement[bool]) -> Message | None:
    """Give an e-mail that somebody may know of."""
    return db.session.scalar(select(Message).where(seen, Message.id == number))
