"""Public question time: what became of each question, and who owes a written answer by when."""

from __future__ import annotations

from datetime import date
from typing import Any

from flask import request
from sqlalchemy import select
from wtforms import Field, HiddenField, SelectField, ValidationError
from wtforms.fields.choices import SelectChoice
from wtforms.validators import DataRequired

from panel.extensions import db
from panel.fields import LineDayField
from panel.law.bank_holidays import BeyondTheTable
from panel.law.clear_days import next_working_day
from panel.minutes import operations
from panel.minutes.models import Asked, Minutes, QuestionTaken
from panel.minutes.operations import AnyEntry
from panel.procedure.forms import line, lines
from panel.procedure.working_days import working_days
from panel.sitting.facts import Sitting
from panel.sitting.slips import Clash, Slip, SlipForm

WITHIN = 10
"""Working days within which a written answer is proposed. No enactment gives a number; the officer may change it."""
WORDS = {
    Asked.ANSWERED: "Answered at the meeting",
    Asked.ASKED: "Asked; to be answered in writing",
    Asked.NOT_REACHED: "Not reached; to be answered in writing",
    Asked.ABSENT: "The questioner was not there",
}
IN_WRITING = (Asked.ASKED, Asked.NOT_REACHED)


class QuestionForm(SlipForm):
    """What became of a question."""

    question_id = HiddenField(
        filters=[lambda said: int(said) if str(said or "").isascii() and str(said).isdigit() else None]
    )
    name = line("Who asked it", DataRequired("Enter the questioner’s name."))
    text = lines("What was asked")
    asked = SelectField(
        "What became of it",
        choices=[SelectChoice(each.value, words) for each, words in WORDS.items()],
        default=Asked.ANSWERED.value,
        coerce=lambda said: said.value if isinstance(said, Asked) else said,
    )
    answered_by = line("Who answered")
    answer = lines("The answer")
    supplementary = lines("Supplementary question")
    supplementary_answer = lines("The answer to it")
    owed_by = line("Who owes a written answer")
    owed_until = LineDayField("By when")

    def __init__(self, sitting: Sitting, **settings: Any) -> None:
        super().__init__(**settings)
        self.accepted = {each.id for each in sitting.questions}

    def validate_question_id(self, field: Field) -> None:
        """Take only a question that was put to this meeting."""
        if field.data is not None and field.data not in self.accepted:
            raise ValidationError("That question was not accepted for this meeting.")

    @property
    def columns(self) -> dict[str, Any]:
        """What it says, as columns of the entry; one of the buttons says no more than what became of it."""
        sent = {name: value for name, value in super().columns.items() if name in request.form}
        return {**sent, "asked": Asked(self.asked.data)}


def question_form(sitting: Sitting, **settings: Any) -> QuestionForm:
    """Make the form of a question."""
    return QuestionForm(sitting, **settings)


def answerer(sitting: Sitting) -> str:
    """Propose who answers: the office-holder where the rules say that questions are put to them, else the Chair."""
    rules, holder = sitting.rules.questions(sitting.meeting.date), sitting.holder
    to = (rules.to or "" if rules else "").lower()
    if holder and any(name and name.lower() in to for name in (holder.title, holder.abbreviation)):
        return holder.name
    return next((seat.member.name for seat in sitting.seats if seat.office == "Chair"), "")


def proposed_day(sitting: Sitting) -> date | None:
    """Propose until when a written answer is sent; None where the working days are not known so far."""
    day, working = sitting.meeting.date, working_days(sitting.meeting.body)
    try:
        for _ in range(WITHIN):
            day = next_working_day(day, working)
    except BeyondTheTable:
        return None
    return day


def keep_question(sitting: Sitting, minutes: Minutes, row: Any, form: QuestionForm, actor: str) -> AnyEntry:
    """Keep what became of a question, once for each that was handed in. The first save proposes what is owed."""
    columns = form.columns
    if row is not None:
        operations.amend(row, columns, actor=actor)
        kept: AnyEntry = row
        return kept
    if columns.get("question_id") is not None:
        # Held until this is kept, so that two officers at once cannot both take the same question.
        db.session.scalar(select(Minutes.id).where(Minutes.id == minutes.id).with_for_update())
        taken = db.session.scalar(
            select(QuestionTaken).where(
                QuestionTaken.minutes_id == minutes.id,
                QuestionTaken.question_id == columns["question_id"],
                QuestionTaken.withdrawn.is_(False),
            )
        )
        if taken is not None:
            raise Clash(taken)
    proposed: dict[str, Any] = {}
    if columns["asked"] is Asked.ANSWERED:
        proposed = {"answered_by": columns.get("answered_by") or answerer(sitting)}
    elif columns["asked"] in IN_WRITING:
        proposed = {
            "owed_by": columns.get("owed_by") or answerer(sitting) or "The Chair",
            "owed_until": columns.get("owed_until") or proposed_day(sitting),
        }
    entry = {"access": sitting.access, "slip": form.slip.data or None, **columns, **proposed}
    return operations.enter(QuestionTaken, minutes, entry, actor=actor)


QUESTION = Slip("question", "Question", QuestionTaken, question_form, ("questions", "owed"), keep_question)
