"""Forms of the check."""

from __future__ import annotations

from flask_wtf import FlaskForm
from wtforms import HiddenField, TextAreaField
from wtforms.validators import Length

REASON_LENGTH = 2000


class AnswerFinding(FlaskForm):
    """Why a finding stands."""

    key = HiddenField()
    reason = TextAreaField(
        "Reason", [Length(max=REASON_LENGTH, message=f"Say it in at most {REASON_LENGTH} characters.")]
    )
