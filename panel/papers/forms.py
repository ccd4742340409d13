"""Forms of the papers under an item."""

from __future__ import annotations

from flask_wtf import FlaskForm
from werkzeug.datastructures import FileStorage
from wtforms import Field, HiddenField, MultipleFileField, RadioField, StringField, TextAreaField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import InputRequired, Length, ValidationError

from panel.law.ruling import Ruling
from panel.law.words import one_line
from panel.papers import rules

REASON_LENGTH = 2000
MOST_FILES = 40
_LINE = (lambda words: one_line(words) if words else words,)


def held(ruling: Ruling) -> None:
    """Make a rule's own reason the error of a field."""
    if not ruling:
        raise ValidationError(ruling.reason)


def files_of(field: Field) -> list[FileStorage]:
    """Give the files that were chosen; a browser sends an empty one where none was."""
    return [each for each in field.data or () if isinstance(each, FileStorage) and each.filename]


class _Sends(FlaskForm):
    """Files, some of which were sent before with a form that lacked something."""

    kept = HiddenField()
    """Those files, as `views.kept_files` writes them."""
    asked = HiddenField()
    """The names about which it was asked already, with "/" between them, which stands in no name."""
    waiting = 0
    """How many were sent before."""


class HandIn(_Sends):
    """Files for an item."""

    files = MultipleFileField("Files")
    kind = RadioField(
        "What they are",
        choices=[
            SelectChoice("report", "The report, and its appendices in order if there are several files"),
            SelectChoice("appendices", "Appendices only"),
        ],
        default="report",
    )
    access = RadioField(
        "Who may read them",
        [InputRequired("Choose who may read them.")],
        choices=[
            SelectChoice("public", "Everybody, once the agenda is published"),
            SelectChoice("exempt", "Not for publication: they are exempt"),
        ],
    )

    def validate_files(self, field: Field) -> None:
        """Ask for files, and for no more than can be looked through."""
        number = len(files_of(field)) + self.waiting
        if not number:
            raise ValidationError("Choose at least one file.")
        if number > MOST_FILES:
            raise ValidationError(f"Choose at most {MOST_FILES} files at once.")


class Replace(_Sends):
    """A new file for a paper."""

    file = MultipleFileField("New file")
    note = StringField(
        "What is new",
        [Length(max=rules.TITLE_LENGTH, message=f"Say it in at most {rules.TITLE_LENGTH} characters.")],
        filters=_LINE,
    )

    def validate_file(self, field: Field) -> None:
        """Ask for one file; one that is chosen anew counts before one that was sent before."""
        if (len(files_of(field)) or self.waiting) != 1:
            raise ValidationError("Choose the file that replaces the one until now.")


class ReplaceBoth(FlaskForm):
    """New files for a pair: the full paper, its public copy, or both."""

    full = MultipleFileField("The full paper, which is exempt")
    copy = MultipleFileField("The public copy")

    def validate_full(self, field: Field) -> None:
        """Ask for one file at least."""
        if not self.given():
            raise ValidationError("Choose the full paper, the public copy, or both.")

    def given(self) -> list[Field]:
        """Give the fields in which a file was chosen, the full paper first."""
        return [field for field in (self.full, self.copy) if files_of(field)]

    def file_of(self, field: Field) -> FileStorage:
        """Give the file of a field."""
        return files_of(field)[0]


class Entitle(FlaskForm):
    """A paper's title and letter; with them a paper can be asked for."""

    seen = HiddenField()
    """What they were when the officer saw them."""
    title = StringField("Title", filters=_LINE)
    letter = StringField("Appendix", filters=(lambda letter: (letter or "").strip().upper(),))

    def validate_title(self, field: Field) -> None:
        """Give the rule's own reason."""
        held(rules.titled(field.data or ""))

    def validate_letter(self, field: Field) -> None:
        """Give the rule's own reason."""
        held(rules.lettered(field.data or ""))


class Ask(Entitle):
    """A paper that somebody is to write."""

    author = StringField(
        "Who is to write it",
        [Length(max=rules.TITLE_LENGTH, message=f"Enter at most {rules.TITLE_LENGTH} characters.")],
        filters=_LINE,
    )


class Advance(FlaskForm):
    """The next state of a paper, from the one that was seen."""

    seen = HiddenField()
    then = HiddenField()
    said = TextAreaField(
        "What the author is asked",
        [Length(max=REASON_LENGTH, message=f"Say it in at most {REASON_LENGTH} characters.")],
        filters=_LINE,
    )
