"""Forms of those who sign in."""

from __future__ import annotations

from typing import Any

from flask_wtf import FlaskForm
from wtforms import Field, HiddenField, PasswordField, StringField
from wtforms.validators import DataRequired, InputRequired, Length, ValidationError

from panel.accounts.rules import good_password
from panel.law.words import one_line

NAME_LENGTH = 100


class SignIn(FlaskForm):
    """E-mail address and password."""

    email = StringField(
        "E-mail address",
        [InputRequired("Enter your e-mail address.")],
        # PostgreSQL knows no NUL.
        filters=[lambda email: email.replace("\0", "") if email else email],
    )
    password = PasswordField("Password", [InputRequired("Enter your password.")])


class Code(FlaskForm):
    """A code of an authenticator app."""

    code = StringField("Code", [InputRequired("Enter the six figures that your app shows now.")])


class Recovery(FlaskForm):
    """One of the codes on paper."""

    code = StringField("Recovery code", [InputRequired("Enter one of your recovery codes.")])


class Shown(FlaskForm):
    """What a passkey signed, which a script puts into the form."""

    credential = HiddenField()


class AddPasskey(FlaskForm):
    """A new passkey, and what its owner calls it."""

    name = StringField(
        "Name",
        [
            DataRequired("Enter a name by which you will know this passkey."),
            Length(max=NAME_LENGTH, message=f"Enter a name of at most {NAME_LENGTH} characters."),
        ],
        filters=[lambda name: one_line(name) if name else name],
    )
    credential = HiddenField()


class NewPassword(FlaskForm):
    """A password that is good enough; `known` is what others know of its owner."""

    password = PasswordField("Password", [InputRequired("Enter a password.")])

    def __init__(self, *known: str, **settings: Any) -> None:
        super().__init__(**settings)
        self.known = known

    def validate_password(self, field: Field) -> None:
        """Give the rule's own reason."""
        ruling = good_password(field.data, *self.known)
        if not ruling:
            raise ValidationError(ruling.reason)


class TakeUp(NewPassword):
    """What an invited person is asked: a name, and a password that is not made from it."""

    name = StringField(
        "Your name",
        [
            DataRequired("Enter your name."),
            Length(max=NAME_LENGTH, message=f"Enter a name of at most {NAME_LENGTH} characters."),
        ],
        filters=[lambda name: one_line(name) if name else name],
    )

    def validate_password(self, field: Field) -> None:
        """Judge the password beside the name that was typed with it."""
        self.known = (*self.known, (self.name.data or "")[:NAME_LENGTH])
        super().validate_password(field)


class ChangePassword(NewPassword):
    """The password until now, and a new one."""

    password = PasswordField("Your new password", [InputRequired("Enter the password that you want.")])
    current = PasswordField("Your password now", [InputRequired("Enter the password that you have now.")])
