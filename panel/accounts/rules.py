"""What an account may be, which password is good enough, where a person may be sent after signing in."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from ipaddress import ip_address
from urllib.parse import urlsplit

from email_validator import EmailNotValidError, validate_email
from zxcvbn import zxcvbn

from panel.law.ruling import Ruling

PASSWORD_LENGTH = 12
"""Characters that a password has at least. There are no rules of composition: NCSC and NIST SP 800-63B advise against
them."""
PASSWORD_LIMIT = 256
"""Characters that it has at most, so that nobody can keep the server busy with hashing."""
HARD_TO_GUESS = 3
"""zxcvbn's "safely unguessable": more than a hundred million guesses."""
READ_BY_ZXCVBN = 72
"""Characters of a password that are judged: its time grows with the square of them."""
SESSION_LASTS = timedelta(hours=12)
"""A session ends after a working day, however busy it is."""
SESSION_IDLE = timedelta(hours=2)
"""It ends earlier when nothing was asked for so long."""
PENDING_LASTS = timedelta(minutes=30)
"""How long somebody who has shown the password may take over the second step: a first app takes a while to install."""
STEP_STAYS_FRESH = timedelta(minutes=15)
"""How long after a second step somebody may change how they take it."""
CODES = 10
"""Recovery codes in a set."""
LINK_LASTS = timedelta(days=7)
USED_LINK = (
    "This link has been used, and it works once. If you used it, sign in with the password that you chose. "
    "If you did not, tell the person who sent it at once."
)


class Role(StrEnum):
    """What a person who signs in is here. The value is the audience that the role opens (`panel.access.Audience`)."""

    OFFICER = "officer"
    MEMBER = "member"
    CONTRIBUTOR = "contributor"
    """A report's author, or the commissioner's office: it opens no audience, only what the person is asked for."""


MULTI_FACTOR = frozenset(
    {
        "mfa",
        "http://schemas.openid.net/pape/policies/2007/06/multi-factor",
        "https://refeds.org/profile/mfa",
    }
)
"""What a council's sign-in calls it (`acr`) when it asked for more than a password."""
INVITED = (Role.OFFICER, Role.MEMBER)
"""The roles to which people are invited for themselves; a contributor is invited with the first paper asked of them."""
SECOND_STEP = frozenset({Role.OFFICER})
"""Who may not sign in with a password alone: they see exempt papers, and publish."""


def email_address(text: str) -> str:
    """Write an e-mail address in the one way in which it is kept and compared: small letters.

    Raises ValueError, with the sentence for the person, where it is not one.
    """
    try:
        return validate_email(text.strip(), check_deliverability=False).normalized.lower()
    except EmailNotValidError:
        raise ValueError("Enter an e-mail address, such as name@example.gov.uk.") from None


def good_password(password: str, *known: str) -> Ruling:
    """Judge a new password; `known` is what others know of its owner: name, e-mail address, the site's name."""
    if len(password) < PASSWORD_LENGTH:
        return Ruling(False, f"Use at least {PASSWORD_LENGTH} characters.")
    if len(password) > PASSWORD_LIMIT:
        return Ruling(False, f"Use at most {PASSWORD_LIMIT} characters.")
    to_guess = _unknown_part(password, known)[:READ_BY_ZXCVBN]
    if not to_guess or zxcvbn(to_guess, user_inputs=list(known))["score"] < HARD_TO_GUESS:
        return Ruling(
            False,
            "This password is easy to guess: it is one that many people use, or is made from your name, your e-mail "
            "address or keys in a row. Three words that have nothing to do with each other are hard to guess.",
        )
    return Ruling(True)


def _unknown_part(password: str, known: Iterable[str]) -> str:
    """Take the words that others know out of a password: nobody need guess those."""
    parts = {part for text in known for part in (text, *re.findall(r"\w{3,}", text))}
    for part in sorted(parts, key=len, reverse=True):
        password = re.sub(re.escape(part), "", password, flags=re.IGNORECASE) if part else password
    return password


def local_path(target: str | None) -> str | None:
    """Give back an address of this site; None for anything that could lead away from it."""
    if not target or not target.startswith("/") or target.startswith("//"):
        return None
    # Browsers read a backslash as a slash, and drop tabs and line ends.
    if "\\" in target or any(ord(letter) < 0x20 or ord(letter) == 0x7F for letter in target):
        return None
    parts = urlsplit(target)
    return None if parts.scheme or parts.netloc else target


BROWSERS = (("Edg", "Edge"), ("OPR/", "Opera"), ("Firefox/", "Firefox"), ("Chrome/", "Chrome"), ("Safari/", "Safari"))
SYSTEMS = (
    ("iPhone", "an iPhone"),
    ("iPad", "an iPad"),
    ("Android", "Android"),
    ("Windows", "Windows"),
    ("Mac OS X", "a Mac"),
    ("CrOS", "a Chromebook"),
    ("Linux", "Linux"),
)


def browser_in_words(user_agent: str) -> str:
    """Name a browser as its owner does: "Firefox on Windows"."""
    browser = next((name for mark, name in BROWSERS if mark in user_agent), "A browser")
    system = next((name for mark, name in SYSTEMS if mark in user_agent), "")
    return f"{browser} on {system}" if system else browser


def session_lives(seen_at: datetime, expires_at: datetime, now: datetime) -> bool:
    """Whether a session still stands for its owner; one from long after now began while the clock was wrong."""
    return now < expires_at and abs(now - seen_at) < SESSION_IDLE


@dataclass(frozen=True)
class Place:
    """The site as a passkey knows it: it works under this name and nowhere else, so no other site can ask for it."""

    origin: str
    name: str

    @classmethod
    def at(cls, address: str) -> Place | None:
        """Give the place of an address; None where it is a number, which can have no passkeys."""
        parts = urlsplit(address)
        host = parts.hostname or ""
        try:
            ip_address(host)
        except ValueError:
            return cls(f"{parts.scheme}://{parts.netloc}".lower(), host)
        return None


def factor_may_go(role: Role, *, others: int) -> Ruling:
    """Judge whether somebody may do without an authenticator app or a passkey, having so many others."""
    if role in SECOND_STEP and not others:
        return Ruling(
            False,
            "This is your only second step, and an officer does not sign in without one. Add a passkey or set up "
            "another app first.",
        )
    return Ruling(True)


def council_lets_in(
    *, email: str, recognised: bool, has_account: bool, is_somebody_elses: bool, disabled: bool
) -> Ruling:
    """Judge whom a council's sign-in vouches for; `email` is what it has verified.

    Whoever is recognised keeps the account, whatever their address is now. An address alone is good once: it may be
    given to somebody else when its owner leaves, and what was the first owner's stays theirs.
    """
    ask = "ask whoever looks after this site."
    if not recognised and not email:
        return Ruling(
            False,
            "Your council did not say that it has checked your e-mail address, so nobody can know which account here "
            f"is yours. Sign in with your password, or {ask}",
        )
    if not has_account:
        return Ruling(
            False,
            f"Your council knows you as {email}, and no account here has that address. For an invitation {ask}",
        )
    if is_somebody_elses:
        return Ruling(
            False, f"The account of {email} belongs to somebody else at your council. If that is not right, {ask}"
        )
    if disabled:
        return Ruling(False, f"Your account here is closed. If that is not right, {ask}")
    return Ruling(True)


def saw_second_step(amr: object, acr: object) -> bool:
    """Whether a council's sign-in says that it asked for more than a password (RFC 8176; RFC 9470, 3)."""
    return (isinstance(amr, list) and "mfa" in amr) or (isinstance(acr, str) and acr in MULTI_FACTOR)


def step_is_fresh(taken_at: datetime | None, now: datetime) -> bool:
    """Whether a second step was taken so recently that its owner must still be sitting there."""
    return taken_at is not None and abs(now - taken_at) < STEP_STAYS_FRESH


def link_works(*, used: bool, replaced: bool, expired: bool, disabled: bool) -> Ruling:
    """Judge a link with which a person chooses a password."""
    ask = "Ask the person who sent it for a new one."
    if used:
        return Ruling(False, USED_LINK)
    if disabled:
        return Ruling(False, "This account is closed. If that is not right, tell the person who sent you the link.")
    if replaced:
        return Ruling(
            False,
            "A newer link was made after this one, or the password was changed. Use the newest link that you were "
            f"sent, or the password that you chose. {ask}",
        )
    if expired:
        return Ruling(False, f"This link has expired: it worked for seven days. {ask}")
    return Ruling(True)
