"""What is to be said of excluding the public from a meeting. Pure.

Nothing is refused here: what happened is recorded, and each of these rulings goes to the monitoring officer with it.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from panel.law.exemptions import RESOLUTION_AUTHORITY
from panel.law.ruling import RULES_AUTHORITY, Ruling
from panel.minutes.rules import Outcome

CONFIDENTIAL_AUTHORITY = "Local Government Act 1972, s.100A(2) and (3)"
OPEN_AUTHORITY = "Local Government Act 1972, s.100A(1) and (4)"


@dataclass(frozen=True)
class Excluding:
    """An exclusion of the public, as far as it is recorded."""

    items: Sequence[str]
    """The numbers of the items that it covers."""
    paragraphs: Sequence[int] = ()
    proposer: str = ""
    seconder: str = ""
    outcome: str = ""
    confidential: bool = False
    left: bool = False
    """Whether the public was out by it at any time."""
    instead: str = ""

    @property
    def named(self) -> str:
        """Name it by what it covers: "item 8", "items 3 and 8"."""
        if not self.items:
            return "no item"
        *others, last = self.items
        return f"items {', '.join(others)} and {last}" if others else f"item {last}"


@dataclass(frozen=True)
class UnderItem:
    """What stands and was recorded under an item of the agenda."""

    number: str
    exempt_papers: bool = False
    """Whether one of its papers is exempt still."""
    said_in_public: bool = False
    """Whether anything is recorded under it for the public minutes."""
    said_exempt: bool = False


def covers(items: Iterable[str], number: str) -> bool:
    """Whether items as a resolution names them take in an item; "8" takes in "8(1)"."""
    return any(number == each or number.startswith(f"{each}(") for each in items)


def irregular(exclusion: Excluding) -> list[Ruling]:
    """Tell what is out of order in one exclusion."""
    of, found = exclusion.named, []
    if exclusion.confidential:
        return []
    moved = exclusion.outcome in (Outcome.AGREED, Outcome.LOST) or exclusion.left
    agreed = exclusion.outcome == Outcome.AGREED or exclusion.left
    if exclusion.left and exclusion.outcome != Outcome.AGREED:
        found.append(Ruling(False, f"The public left for {of} before a resolution was agreed.", OPEN_AUTHORITY))
    if agreed and not exclusion.items:
        found.append(Ruling(False, "The resolution does not say for which items.", RESOLUTION_AUTHORITY))
    if agreed and not exclusion.paragraphs:
        reason = f"No paragraph of Schedule 12A is named for {of}: the resolution must state the description."
        found.append(Ruling(False, reason, RESOLUTION_AUTHORITY))
    if moved and not exclusion.proposer:
        found.append(Ruling(False, f"Nobody is recorded as moving the resolution for {of}.", RULES_AUTHORITY))
    if moved and not exclusion.seconder:
        found.append(Ruling(False, f"Nobody is recorded as seconding the resolution for {of}.", RULES_AUTHORITY))
    return found


def unsettled(items: Sequence[UnderItem], exclusions: Sequence[Excluding]) -> list[Ruling]:
    """Tell what was recorded in public that the public may not hear, or without it what it may; items in order."""
    found = []
    standing = [each for each in exclusions if each.left or each.outcome == Outcome.AGREED]
    covered = [number for each in standing for number in each.items]
    settled = {number for each in exclusions if each.instead for number in each.items}
    out = [each for each in exclusions if each.left]
    for item in items:
        if item.said_exempt and out and not covers(covered, item.number):
            reason = (
                f"Item {item.number} was recorded while the public was excluded for {out[-1].named}. "
                "The public must be let in again before an item that no resolution covers."
            )
            found.append(Ruling(False, reason, OPEN_AUTHORITY))
        elif item.said_exempt and not covers((number for each in out for number in each.items), item.number):
            reason = f"What is recorded as exempt under item {item.number} was said while the public was let in."
            found.append(Ruling(False, reason, OPEN_AUTHORITY))
        if (
            item.exempt_papers
            and (item.said_in_public or item.said_exempt)
            and not covers(covered, item.number)
            and not covers(settled, item.number)
        ):
            reason = (
                f"Item {item.number} has an exempt paper and was discussed without a resolution to exclude the public."
            )
            found.append(Ruling(False, reason, RESOLUTION_AUTHORITY))
    return found
