"""What a rule answers: yes or no, why, and on whose authority."""

from __future__ import annotations

from dataclasses import dataclass

RULES_AUTHORITY = "The body’s rules of procedure"
"""What stands in the place of a section where a body's own rules decide."""


@dataclass(frozen=True)
class Ruling:
    """A rule's answer. `reason` is a sentence for the person who asked; `authority` names the section."""

    allowed: bool
    reason: str = ""
    authority: str = ""

    def __bool__(self) -> bool:
        return self.allowed


class Refused(Exception):
    """Work that a rule does not allow; carries the ruling."""

    def __init__(self, ruling: Ruling) -> None:
        super().__init__(ruling.reason)
        self.ruling = ruling
