"""Words for what is recorded of votes and elections."""

from __future__ import annotations

from panel.minutes.models import Motion
from panel.minutes.rules import Outcome
from panel.minutes.voting import tally

SHAPES = {Outcome.AGREED: "disc", Outcome.LOST: "cross", Outcome.WITHDRAWN: "arrow", Outcome.FELL: "arrow"}


def vote_in_words(motion: Motion) -> str:
    """Say how the votes went: "7 for, 3 against, 1 abstained, by name"; empty where none were counted."""
    votes = tally(motion.votes_for, motion.votes_against, motion.votes_abstained)
    if votes is None:
        return ""
    said = f"{votes.votes_for} for, {votes.against} against, {votes.abstained} abstained"
    said += ", by name" if motion.named else ""
    return said + (f"; the casting vote {motion.casting}." if motion.casting else ".")


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
