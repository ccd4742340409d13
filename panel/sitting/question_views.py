"""What is pressed while the public asks: that the time began, that a written answer was sent."""

from __future__ import annotations

import uuid
from typing import Any

from flask import request, url_for
from flask.typing import ResponseReturnValue
from werkzeug.exceptions import NotFound

from panel.access import Audience, open_to
from panel.accounts.sessions import actor
from panel.extensions import db
from panel.fields import hour
from panel.law.ruling import Refused, Ruling
from panel.law.words import counted, day_in_words, time_in_words
from panel.minutes import operations
from panel.minutes.models import QuestionTaken
from panel.minutes.operations import the_minutes
from panel.minutes.owed import note_answer_sent, questions_asked
from panel.public.clock import london_now
from panel.public.site import meeting_addressed, tell, wants_json
from panel.sitting.facts import sitting_of
from panel.sitting.questions import QUESTION, WORDS
from panel.sitting.views import NUMBER, kept, not_kept, sitting

PARTS = ("questions", "owed")
A_TIME = Ruling(False, "The time must be a time of day, such as 11.05am or 14:00.")


@sitting.context_processor
def answering() -> dict[str, Any]:
    """Give the templates of the room what they tell of public questions."""
    return {
        "asked_in_words": WORDS,
        "counted": counted,
        "new_key": lambda: uuid.uuid4().hex,
        "questions_asked": questions_asked,
    }


@sitting.post("/questions/began")
@open_to(Audience.OFFICER)
def questions_began(slug: str, day: str) -> ResponseReturnValue:
    """Begin the time for public questions now, or note when it began; pressed twice it began once."""
    of, item = meeting_addressed(slug, day), request.form.get("item", "")
    now = london_now().replace(microsecond=0, tzinfo=None).time()
    written = request.form.get("at", "").strip()
    at = hour(written) if written else now
    try:
        if at is None:
            raise Refused(A_TIME)
        minutes = the_minutes(of, actor=actor())
        if "anew" in request.form:
            operations.amend(minutes, {"questions_began": None}, actor=actor())
        elif written or minutes.questions_began is None:
            operations.amend(minutes, {"questions_began": at}, actor=actor())
        db.session.commit()
    except Refused as refused:
        db.session.rollback()
        return not_kept(of, refused.ruling.reason)
    if not wants_json():
        undo = url_for("sitting.questions_began", slug=slug, day=day)
        if "anew" in request.form:
            tell("The time for public questions has not begun.")
        else:
            tell(f"Public question time began at {time_in_words(at)}.", ("Undo", undo, {"anew": "1", "item": item}))
    return kept(of, PARTS, item=item)


@sitting.post(f"/question/{NUMBER}/sent")
@open_to(Audience.OFFICER)
def answer_sent(slug: str, day: str, number: int) -> ResponseReturnValue:
    """Note that a written answer was sent, today; or that it was not."""
    of, now = meeting_addressed(slug, day), london_now()
    here = sitting_of(of, now)
    row = QUESTION.entry(here.minutes, number=number) if here.minutes else None
    if not isinstance(row, QuestionTaken) or row.withdrawn:
        raise NotFound("That question is not on this meeting’s record.")
    sent = None if "not" in request.form else row.answer_sent or now.date()
    note_answer_sent(row, sent, actor=actor())
    name, item = row.name, row.item
    db.session.commit()
    if not wants_json():
        undo = url_for("sitting.answer_sent", slug=slug, day=day, number=number)
        if sent:
            tell(f"The answer to {name} was sent on {day_in_words(sent)}.", ("Undo", undo, {"not": "1"}))
        else:
            tell(f"A written answer to {name} is owed.")
    return kept(of, PARTS, item=item)
