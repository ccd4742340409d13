"""Forms of the minute book: a circulation, a correction and its answer, a confirmation, a signature."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from email_validator import EmailNotValidError, validate_email
from flask_wtf import FlaskForm
from wtforms import BooleanField, Field, RadioField, SelectField, SelectMultipleField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import DataRequired, ValidationError

from panel.fields import DayField, Given
from panel.minute_book.circulating import Addressee
from panel.minute_book.sheets import Sheet
from panel.papers.models import PaperAccess
from panel.procedure.forms import line, lines

OTHERS_MOST = 50


class WhereForm(FlaskForm):
    """Words about an item of the public or the exempt minutes."""

    item = SelectField("Item")
    access = SelectField("Of which minutes")

    def __init__(self, sheets: Sequence[Sheet], accesses: Sequence[PaperAccess], **given: Any) -> None:
        super().__init__(**given)
        self.item.choices = [SelectChoice(each.item, f"{each.item} {each.title}".strip()) for each in sheets]
        self.access.choices = [SelectChoice(each.value, f"The {each.value} minutes") for each in sorted(accesses)]
        self.access.choices.sort(key=lambda each: each.value != PaperAccess.PUBLIC.value)


class LaterCorrectionForm(WhereForm):
    """A correction of minutes that were confirmed."""

    text = lines("What is corrected, and how")
    day = DayField("Dated", [Given("Enter the day of the correction.")])

    def __init__(self, sheets: Sequence[Sheet], accesses: Sequence[PaperAccess], today: date) -> None:
        self.today = today
        super().__init__(sheets, accesses, data={"day": today})

    def validate_text(self, field: Field) -> None:
        """It says something."""
        if not field.data:
            raise ValidationError("Write what is corrected, and how.")

    def validate_day(self, field: Field) -> None:
        """It is entered on its day or later."""
        if field.data and field.data > self.today:
            raise ValidationError("A correction is dated today or earlier.")


class CorrectionForm(WhereForm):
    """A correction that the officer was told of otherwise."""

    text = lines("What should be corrected")
    by = line("Who asks for it", DataRequired("Enter who asks for it."))

    def validate_text(self, field: Field) -> None:
        """It says something."""
        if not field.data:
            raise ValidationError("Write what should be corrected.")


class AnswerForm(FlaskForm):
    """The answer to a correction."""

    takes_up = RadioField(
        "Is it taken up?",
        choices=[SelectChoice("yes", "Yes, the draft is changed"), SelectChoice("no", "No")],
        validators=[DataRequired("Choose whether it is taken up.")],
    )
    answer = lines("Answer")


class CirculateForm(FlaskForm):
    """To whom a draft goes, and until when corrections can be asked for."""

    to = SelectMultipleField("Who gets it", validate_choice=False)
    exempt = SelectMultipleField("Who gets the exempt minutes too", validate_choice=False)
    others = lines("Others, one on a line, such as: Una Marsh, una@larkshire.example")
    until = DayField("Last day for corrections", [Given("Enter the last day for corrections.")])
    note = lines("A word to go with it (may be left empty)")
    seen = line("Circulated last", most=20)
    go = BooleanField("Send it")

    def __init__(self, known: Sequence[Addressee], **given: Any) -> None:
        self.known = {each.email: each for each in known}
        super().__init__(**given)

    @property
    def people(self) -> list[Addressee]:
        """Give whom it goes to, each address once."""
        chosen = [
            Addressee(each.name, each.email, each.member_id, each.sat, each.officer, email in (self.exempt.data or ()))
            for email, each in self.known.items()
            if email in (self.to.data or ())
        ]
        typed = [Addressee(name, email) for name, email in self.typed if email not in {each.email for each in chosen}]
        return chosen + typed

    @property
    def typed(self) -> list[tuple[str, str]]:
        """Give the names and addresses of the others, each address once."""
        found: dict[str, tuple[str, str]] = {}
        for each in (self.others.data or "").splitlines():
            words = each.replace(",", " ").replace("<", " ").replace(">", " ").split()
            email = next((word for word in words if "@" in word), "")
            if words:
                found.setdefault(email.lower(), (" ".join(word for word in words if word != email) or email, email))
        return list(found.values())

    def validate_others(self, field: Field) -> None:
        """Each line has an address."""
        if len(self.typed) > OTHERS_MOST:
            raise ValidationError(f"Enter at most {OTHERS_MOST} others.")
        for name, email in self.typed:
            try:
                validate_email(email, check_deliverability=False)
            except EmailNotValidError as error:
                said = f"{name or field.data}: write a name and an e-mail address, such as una@larkshire.example."
                raise ValidationError(said) from error


class ConfirmForm(FlaskForm):
    """That a meeting confirmed the minutes of an earlier one."""

    proposer = line("Proposed by")
    seconder = line("Seconded by")
    words = lines("How they were amended, in words")


class SignForm(FlaskForm):
    """Who signed."""

    name = line("Who presided, and signed", DataRequired("Enter who presided and signed."))
