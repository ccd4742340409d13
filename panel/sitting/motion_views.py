"""Steps of a motion that are one keystroke: agreed without a vote; reading as an amendment that was carried."""

from __future__ import annotations

from flask import request, url_for
from flask.typing import ResponseReturnValue
from werkzeug.exceptions import NotFound

from panel.access import Audience, open_to
from panel.accounts.sessions import actor
from panel.extensions import db
from panel.law.ruling import Refused
from panel.minutes import operations
from panel.minutes.models import Motion
from panel.minutes.moving import agree_without_vote, put_back_words, take_over
from panel.public.clock import london_now
from panel.public.site import meeting_addressed
from panel.sitting.facts import Sitting, sitting_of
from panel.sitting.motions import MOTION
from panel.sitting.views import NUMBER, kept, not_kept, sitting
from panel.sitting.voters import acts_of, voters
from panel.sitting.wording import outcome_in_words, vote_in_words

sitting.add_app_template_global(acts_of)
sitting.add_app_template_global(voters)
sitting.add_app_template_global(vote_in_words)
sitting.add_app_template_global(outcome_in_words)


@sitting.post(f"/motion/{NUMBER}/agreed")
@open_to(Audience.OFFICER)
def agreed_without_vote(slug: str, day: str, number: int) -> ResponseReturnValue:
    """Record that a motion was agreed without a vote, or that it is open again."""
    back = "back" in request.args
    here, motion = motion_addressed(slug, day, number)
    try:
        if back:
            operations.amend(motion, {"outcome": ""}, actor=actor())
        else:
            agree_without_vote(motion, actor=actor())
    except Refused as refused:
        db.session.rollback()
        return not_kept(here.meeting, refused.ruling.reason)
    return stepped(here, motion, "The motion is open again." if back else "Agreed without a vote.", back=back)


@sitting.post(f"/motion/{NUMBER}/take-over")
@open_to(Audience.OFFICER)
def take_over_words(slug: str, day: str, number: int) -> ResponseReturnValue:
    """Let a motion read as an amendment of it that was carried, or as it did before."""
    back = "back" in request.args
    here, amendment = motion_addressed(slug, day, number)
    try:
        if back and amendment.amends is not None:
            put_back_words(amendment.amends, actor=actor())
        else:
            take_over(amendment, actor=actor())
    except Refused as refused:
        db.session.rollback()
        return not_kept(here.meeting, refused.ruling.reason)
    said = "The motion reads as it did before." if back else "The motion reads as amended now."
    return stepped(here, amendment, said, back=back)


def motion_addressed(slug: str, day: str, number: int) -> tuple[Sitting, Motion]:
    """Give the motion that this request's address means, or answer 404."""
    here = sitting_of(meeting_addressed(slug, day), london_now())
    found = MOTION.entry(here.minutes, number=number) if here.minutes else None
    if not isinstance(found, Motion) or found.withdrawn:
        raise NotFound("That motion is not on this meeting’s record.")
    return here, found


def stepped(here: Sitting, motion: Motion, said: str, *, back: bool) -> ResponseReturnValue:
    """Keep a step and answer with what changed, and a way back."""
    item, of = motion.item, here.meeting
    db.session.commit()
    slug, day, name = of.body.slug, of.date.isoformat(), str(request.endpoint)
    undo = "" if back else url_for(name, slug=slug, day=day, number=motion.id, back=1)
    return kept(of, MOTION.parts, item=item, said=said, undo=undo)
