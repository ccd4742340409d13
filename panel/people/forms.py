"""Forms of the page of people."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from flask_wtf import FlaskForm
from wtforms import EmailField, Field, RadioField, SelectField, SelectMultipleField, StringField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import InputRequired, Length, ValidationError

from panel.accounts.rules import Role, email_address
from panel.law.words import one_line
from panel.members.models import Member
from panel.people.rules import Reach
from panel.procedure.models import Body

NAME_LENGTH = 100
EVERYTHING = "all"
ROLES = (
    (Role.OFFICER, "Officer", "Works on the meetings of the bodies that they serve."),
    (Role.MEMBER, "Member", "Reads the papers of the meetings at which they sit, exempt ones included."),
)


class Reached(FlaskForm):
    """Which bodies an officer serves, or which member somebody is."""

    role_now: Role | None = None
    """The role that the account has; None for one that is still to be made."""
    bodies = SelectMultipleField("Which bodies do they serve?")
    member = SelectField("Which member are they?", validate_choice=False)

    def __init__(self, own: Reach, bodies: Sequence[Body], members: Sequence[Member], **settings: Any) -> None:
        super().__init__(**settings)
        self.known = {str(body.id): body for body in bodies}
        self.members = {str(member.id): member for member in members}
        everything = [SelectChoice(EVERYTHING, "Every body, those set up later included")] if own.everything else []
        self.bodies.choices = [*everything, *(SelectChoice(number, body.name) for number, body in self.known.items())]
        named = (SelectChoice(number, member.name) for number, member in self.members.items())
        self.member.choices = [SelectChoice("", "Choose a member"), *named]

    def asked_for(self) -> Role | None:
        """Give the role whose fields count; None while none was chosen."""
        return self.role_now

    def validate_bodies(self, field: Field) -> None:
        """An officer serves a body at least."""
        if self.asked_for() is Role.OFFICER and not field.data:
            raise ValidationError("Choose the bodies that they serve.")

    def validate_member(self, field: Field) -> None:
        """The account of a member is somebody's who is recorded."""
        if self.asked_for() is Role.MEMBER and field.data not in self.members:
            raise ValidationError("Choose the member whose account it is.")

    @property
    def chosen_bodies(self) -> list[Body] | None:
        """The bodies that were chosen; None for every body."""
        chosen = self.bodies.data or []
        return None if EVERYTHING in chosen else [self.known[number] for number in chosen]

    @property
    def chosen_member(self) -> Member | None:
        """The member who was chosen."""
        return self.members.get(self.member.data or "")


class Invite(Reached):
    """Who is invited, and what they will be here."""

    name = StringField(
        "Name",
        [
            InputRequired("Enter their name."),
            Length(max=NAME_LENGTH, message=f"Enter a name of at most {NAME_LENGTH} characters."),
        ],
        filters=[lambda name: one_line(name) if name else name],
    )
    email = EmailField(
        "E-mail address",
        [InputRequired("Enter their e-mail address.")],
        filters=[lambda email: email.replace("\0", "") if email else email],
    )
    role = RadioField(
        "What will they be here?",
        [InputRequired("Choose what they will be here.")],
        choices=[SelectChoice(role.value, words) for role, words, _hint in ROLES],
        validate_choice=False,
    )

    def asked_for(self) -> Role | None:
        """Give the role that was chosen; None while none was."""
        return Role(self.role.data) if self.role.data in [role.value for role, _words, _hint in ROLES] else None

    def validate_role(self, _field: Field) -> None:
        """Only what is offered."""
        if self.asked_for() is None:
            raise ValidationError("Choose what they will be here.")

    def validate_email(self, field: Field) -> None:
        """Give the rule's own reason."""
        try:
            email_address(field.data)
        except ValueError as error:
            raise ValidationError(str(error)) from None


class Amend(Reached):
    """What an account reaches that somebody has."""

    def __init__(self, role: Role, own: Reach, bodies: Sequence[Body], members: Sequence[Member], **settings: Any):
        super().__init__(own, bodies, members, **settings)
        self.role_now = role
