"""Forms of the pages on which papers are handed in and cleared."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from flask_wtf import FlaskForm
from wtforms import Field, HiddenField, MultipleFileField, RadioField, TextAreaField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import InputRequired, Length, ValidationError

from panel.law.words import one_line
from panel.papers.forms import MOST_FILES, REASON_LENGTH, files_of
from panel.papers.models import Paper
from panel.papers.telling import name_of

NOTE_LENGTH = 500
MOST_APPENDICES = 40
ITSELF, APPENDICES = "report", "appendices"


class HandIn(FlaskForm):
    """Files from an author: the paper with its appendices, appendices alone, or one of them anew."""

    files = MultipleFileField("Files")
    kind = RadioField("What they are", [InputRequired("Choose what the files are.")])
    note = TextAreaField(
        "A note with them",
        [Length(max=NOTE_LENGTH, message=f"Write at most {NOTE_LENGTH} characters.")],
        filters=[lambda words: one_line(words) if words else words],
    )

    def __init__(self, paper: Paper, enclosed: Sequence[Paper], waiting: int = 0, **settings: Any) -> None:
        super().__init__(**settings)
        self.waiting = waiting
        """How many more appendices are on their way."""
        self.enclosed = {f"paper-{each.id}": each for each in enclosed}
        what = "The report" if paper.appendix is None else name_of(paper)
        first = f"A new version of {what[:1].lower() + what[1:]}" if paper.document_id else what
        self.kind.choices = [
            SelectChoice(ITSELF, f"{first}; further files are appendices to it"),
            SelectChoice(APPENDICES, "Appendices only"),
            *(
                SelectChoice(name, f"A new version of {name_of(each)}, {each.title}")
                for name, each in self.enclosed.items()
            ),
        ]

    def validate_files(self, field: Field) -> None:
        """Ask for files, for no more than can be looked through, here and in all, and for one where it replaces one."""
        number = len(files_of(field))
        if not number:
            raise ValidationError("Choose at least one file.")
        if number > MOST_FILES:
            raise ValidationError(f"Choose at most {MOST_FILES} files at once.")
        if number > 1 and self.kind.data in self.enclosed:
            raise ValidationError("Choose one file: it takes the place of one appendix.")
        new = {ITSELF: number - 1, APPENDICES: number}.get(self.kind.data, 0)
        if new and len(self.enclosed) + self.waiting + new > MOST_APPENDICES:
            raise ValidationError(
                f"A paper has at most {MOST_APPENDICES} appendices, and {len(self.enclosed) + self.waiting} are here. "
                "Put several into one file, or choose which of them the file takes the place of."
            )


class Judge(FlaskForm):
    """What an approver says of a paper, from what they saw."""

    seen = HiddenField()
    said = TextAreaField(
        "Your comments",
        [Length(max=REASON_LENGTH, message=f"Say it in at most {REASON_LENGTH} characters.")],
        filters=[lambda words: one_line(words) if words else words],
    )
