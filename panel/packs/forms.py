"""Forms of packs."""

from __future__ import annotations

from typing import Any

from flask_wtf import FlaskForm
from wtforms import HiddenField, IntegerField, RadioField, TextAreaField
from wtforms.validators import DataRequired, Length, Optional

REASON_LENGTH = 1000
WHOLE_PACK, PAGES = "whole", "pages"
"""What else than a paper can be withdrawn."""


class Compose(FlaskForm):
    """Why a publication comes with less notice than the law asks for, where it does."""

    short_notice = TextAreaField(
        "Why is it published with less notice?",
        [Length(max=REASON_LENGTH, message=f"Give the reason in at most {REASON_LENGTH:,} characters.")],
    )


class Publish(FlaskForm):
    """Which bytes are published: those that the page showed."""

    sha256 = HiddenField(validators=[DataRequired()])


class Withdraw(FlaskForm):
    """What is withdrawn from publication, and why."""

    what = RadioField("What do you withdraw?", validators=[DataRequired("Choose what to withdraw.")], choices=[])
    first = IntegerField("First page", [Optional()])
    last = IntegerField("Last page", [Optional()])
    reason = TextAreaField(
        "Why is it withdrawn?",
        [
            DataRequired("Give the reason. It is kept with your name, and the public is not told it."),
            Length(max=REASON_LENGTH, message=f"Give the reason in at most {REASON_LENGTH:,} characters."),
        ],
    )

    def validate(self, extra_validators: Any = None) -> bool:
        """Ask for whole numbers where pages are to be withdrawn: an empty field by itself is no mistake."""
        valid = super().validate(extra_validators)
        if self.what.data == PAGES and (self.first.data is None or self.last.data is None):
            self.first.errors = ["Give the first and the last page as whole numbers."]
            return False
        return bool(valid)
