"""Words for what is recorded of votes and elections."""

from __future__ import annotations

from collections.abc import Sequence

from panel.minutes.models import Election, Motion, Nomination
from panel.minutes.rules import Outcome
from panel.minutes.voting import ahead, tally
from panel.procedure.rules import Procedure

SHAPES = {Outcome.AGREED: "disc", Outcome.LOST: "cross", Outcome.WITHDRAWN: "arrow", Outcome.FELL: "arrow"}


def vote_in_words(motion: Motion) -> str:
    """Say how the votes went: "7 for, 3 against, 1 abstained, by name"; empty where none were counted."""
    votes = tally(motion.votes_for, motion.votes_against, motion.votes_abstained)
    if votes is None:
        return ""
    said = f"{votes.votes_for} for, {votes.against} against, {votes.abstained} abstained"
    said += ", by name" if motion.named else ""
    if motion.casting:
        return f"{said}; the casting vote {motion.casting}."
    equal = votes.votes_for == votes.against and not motion.veto
    return f"{said}. Votes were equal, and no casting vote was given." if equal else f"{said}."


def tied_in_words(election: Election, nominated: Sequence[Nomination], rules: Procedure) -> str:
    """Say that votes are equal, and what decides by the rules, while nobody is elected; empty where they are not."""
    first = ahead([(each.name, each.votes) for each in nominated])
    if len(first) < 2 or election.elected:
        return ""
    way = rules.equal_votes or "the rules do not say what decides"
    return f"{' and '.join(first)} have equal votes: {way}. Record who was elected, and how it was decided."


def outcome_in_words(motion: Motion) -> dict[str, str]:
    """Name the outcome, with its shape; what the minutes of elsewhere call it stays as they do."""
    if not motion.outcome:
        return {"shape": "circle", "words": "Open"}
    words = motion.outcome.capitalize()
    if (
        motion.outcome == Outcome.AGREED
        and tally(motion.votes_for, motion.votes_against, motion.votes_abstained) is None
    ):
        words = "Agreed without a vote"
    known = next((each for each in Outcome if each == motion.outcome), None)
    return {"shape": SHAPES[known] if known else "disc", "words": words}
