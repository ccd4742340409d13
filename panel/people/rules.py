"""Whom an officer may look after: those who have no more than they have themselves."""

from __future__ import annotations

from dataclasses import dataclass

from panel.law.ruling import Ruling


@dataclass(frozen=True)
class Reach:
    """The bodies whose records somebody may have, by number; working groups are named with their panel."""

    everything: bool = False
    """Every body, those set up later included."""
    bodies: frozenset[int] = frozenset()

    def __contains__(self, body: int) -> bool:
        """Whether a body is among them."""
        return self.everything or body in self.bodies


def may_look_after(own: Reach, others: Reach) -> bool:
    """Whether an officer of these bodies may look after an account of those: one that reaches nothing beyond them.

    An account that reaches nothing is for the officers who serve every body.
    """
    return own.everything or (not others.everything and bool(others.bodies) and others.bodies <= own.bodies)


def may_be_changed(*, own_account: bool) -> Ruling:
    """Judge whether an officer may close an account, or change what it reaches: not their own, so that one remains."""
    if own_account:
        return Ruling(False, "This is your own account. Ask another officer to change or close it.")
    return Ruling(True)
