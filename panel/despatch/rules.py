"""Who is sent a publication, what e-mail can carry to them, and what may be done about it afterwards. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from panel.law.exemptions import Nation
from panel.law.ruling import Ruling
from panel.packs.contents import Edition

NO_ACCOUNT = "No account: invite them, or give them a print copy."
HAS_IT = "Their address is a member’s, to whom it goes already."
NO_ADDRESS = "No e-mail address is kept: they get print copies."


class Circle(StrEnum):
    """As what somebody is sent an agenda."""

    MEMBER = "member"
    CO_OPTED = "co-opted member"
    SUBSTITUTE = "named substitute"
    OFFICE_HOLDER = "office-holder’s office"
    AUTHORITY = "authority"
    OTHER = "somebody else"


SEATED = (Circle.MEMBER, Circle.CO_OPTED, Circle.SUBSTITUTE)
"""Those who sit at the meeting, and so have its exempt papers."""


class Way(StrEnum):
    """How print copies reach somebody."""

    POST = "by post"
    HAND = "by hand"


@dataclass(frozen=True)
class Entitled:
    """Somebody who is sent a meeting's publications, as of now."""

    name: str
    circle: Circle
    edition: Edition
    """The fullest that they may have, on paper or with their account."""
    member: int | None = None
    """The number of the member's record."""
    recipient: int | None = None
    """The number of the record of those outside the body who are sent its agendas."""
    email: str = ""
    """Empty where no e-mail goes."""
    why_not: str = ""
    """Why none goes."""
    copies: int = 0
    way: Way = Way.POST

    @property
    def key(self) -> tuple[int | None, int | None]:
        """Tell people apart."""
        return self.member, self.recipient


def account_reaches(email: str | None, *, closed: bool) -> Ruling:
    """Whether a member can be written to: at the address of an account with which they open their papers."""
    if email is None:
        return Ruling(False, NO_ACCOUNT)
    if closed:
        return Ruling(False, "Their account is closed: open it again, or give them a print copy.")
    return Ruling(True)


def may_be_listed(email: str, copies: int) -> Ruling:
    """Whether somebody outside the body can be sent its agendas: by e-mail, on paper, or both."""
    if not email and not copies:
        return Ruling(False, "Give an e-mail address, or how many print copies they get.")
    return Ruling(True)


def may_have_exempt(edition: Edition, copies: int, entitled: str) -> Ruling:
    """Whether somebody outside the body can be put down for the full edition: on paper, and with what entitles them.

    E-mail leads to exempt papers only through an account that opens them.
    """
    if edition is Edition.PUBLIC:
        return Ruling(True)
    if not copies:
        return Ruling(
            False,
            "Exempt papers go to them on paper only: give the number of print copies, or choose the public edition. "
            "A link to exempt papers opens for accounts of members and officers alone.",
        )
    if not entitled:
        return Ruling(False, "Say what entitles them to exempt papers.")
    return Ruling(True)


def may_send_again(*, email: str, why_not: str, on_its_way: bool, gone: bool) -> Ruling:
    """Whether an e-mail that did not reach somebody can be written anew."""
    if on_its_way:
        return Ruling(False, "It is on its way already.")
    if gone:
        return Ruling(False, "It was sent. Record first that it came back.")
    if not email:
        return Ruling(False, why_not or NO_ADDRESS)
    return Ruling(True)


def summons(nation: Nation) -> Ruling:
    """Say in what form members of a principal council are summoned, which a panel's own rules may follow."""
    if nation is Nation.WALES:
        return Ruling(
            True,
            "A summons goes to members by e-mail, unless one has asked in writing for paper.",
            "Local Government Act 1972, Schedule 12, paragraph 4(2)(b) and (3), as for a principal council in Wales",
        )
    return Ruling(
        True,
        "A summons goes by e-mail to members who have agreed to that; to others it goes on paper.",
        "Local Government Act 1972, Schedule 12, paragraph 4 (SI 2015/5), as for a principal council in England",
    )
