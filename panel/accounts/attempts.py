"""Tries to sign in are counted in the database, so that the limits hold across threads, processes and restarts."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from enum import StrEnum
from ipaddress import IPv6Address, IPv6Network, ip_address

from sqlalchemy import ColumnElement, delete, func, or_, select

from panel.accounts.keys import disguised
from panel.accounts.models import Attempt
from panel.extensions import db

WINDOW = timedelta(minutes=15)
FOR_ACCOUNT = 10
"""Wrong passwords, and wrong codes, for one account within the window, wherever they come from."""
FROM_ADDRESS = 30
"""Wrong passwords from one network address: a whole council may stand behind it."""
OF_ONE_HOUSE = 64
"""Bits of an IPv6 address that name a network: whoever is in it can take any of its addresses (RFC 4291, 2.5.4)."""


class Step(StrEnum):
    """What is tried. Each is counted by itself: the right password takes no wrong code off the count."""

    FIRST = "password"
    SECOND = "second step"


def begin(email: str, address: str, step: Step = Step.FIRST) -> Attempt:
    """Count a try, before the password or code is looked at.

    Commit it before asking `too_many`: tries of the same moment then see each other, and none slips through.
    """
    now = datetime.now(UTC)
    # One from the future was counted while the clock was wrong: it would lock its account until then.
    db.session.execute(delete(Attempt).where(or_(Attempt.at <= now - WINDOW, Attempt.at > now + WINDOW)))
    attempt = Attempt(at=now, address=_network(address), account=_account(email, step))
    db.session.add(attempt)
    db.session.flush()
    # What is asked of it after the commit stands in it: somebody who gets in at this moment takes its row away.
    db.session.expunge(attempt)
    return attempt


def too_many(attempt: Attempt) -> bool:
    """Whether a try is one too many for its account or its network address."""
    return (
        _count(Attempt.account == attempt.account, attempt) > FOR_ACCOUNT
        or _count(Attempt.address == attempt.address, attempt) > FROM_ADDRESS
    )


def forget(email: str, step: Step = Step.FIRST) -> None:
    """Take the tries of an account off the count: its owner has shown the password, or taken the second step."""
    db.session.execute(delete(Attempt).where(Attempt.account == _account(email, step)))


def _count(condition: ColumnElement[bool], attempt: Attempt) -> int:
    since = attempt.at - WINDOW
    return db.session.scalar(select(func.count()).select_from(Attempt).where(condition, Attempt.at > since)) or 0


def _network(address: str) -> str:
    try:
        known = ip_address(address)
    except ValueError:
        return address
    if not isinstance(known, IPv6Address) or known.ipv4_mapped:
        return address
    return str(IPv6Network((known, OF_ONE_HOUSE), strict=False))


def _account(email: str, step: Step) -> str:
    return disguised(f"{step.value} of {email.strip().lower()}")
