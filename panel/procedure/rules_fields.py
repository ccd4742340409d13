"""Forms of rules of procedure, made from what is asked: a field a line of `panel.procedure.asked`."""

from __future__ import annotations

import re
from abc import ABC, abstractmethod
from collections.abc import Mapping, Sequence
from fractions import Fraction
from types import SimpleNamespace
from typing import Any

from flask_wtf import FlaskForm
from flask_wtf.file import FileField
from wtforms import BooleanField, Field, RadioField, TextAreaField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import StopValidation

from panel.audit.seen import SecondSave
from panel.fields import DayField, HourField
from panel.law.words import visible
from panel.procedure.asked import Asked, Kind
from panel.procedure.forms import line
from panel.procedure.rules import may_adopt

_WHOLE = re.compile(r"[0-9]{1,9}")
_SHARE = re.compile(r"([1-9][0-9]?) ?/ ?([1-9][0-9]?)")
_SHARES = {
    "quarter": "1/4",
    "third": "1/3",
    "half": "1/2",
    "one half": "1/2",
    "two thirds": "2/3",
    "three quarters": "3/4",
}


class _Written(Field, ABC):
    """One box whose text is read; `written` keeps what was typed."""

    written: str = ""

    def process(self, formdata: Any, data: Any = None, extra_filters: Any = None) -> None:
        """Read the box."""
        super().process(None, data, extra_filters)
        if formdata:
            self.written = " ".join(formdata.get(self.name, "").split())
            self.data = self.read(self.written) if self.written else None
            if self.written and self.data is None:
                self.process_errors.append(self.wrong)
        elif self.data not in (None, ""):
            self.written = str(self.data)

    @abstractmethod
    def read(self, written: str) -> Any:
        """Read what was typed; None for what cannot be meant."""

    @property
    @abstractmethod
    def wrong(self) -> str:
        """What is said of what cannot be read."""


class WholeField(_Written):
    """A whole number in one box."""

    def read(self, written: str) -> int | None:
        """Read figures, a thousands comma among them."""
        figures = written.replace(",", "")
        return int(figures) if _WHOLE.fullmatch(figures) else None

    @property
    def wrong(self) -> str:
        """Ask for figures."""
        return f"{self.label.text}: write a whole number in figures, such as 5."


class ShareField(_Written):
    """A share of the members, as people write it: "1/4", "a quarter"."""

    def read(self, written: str) -> str | None:
        """Read a fraction of at most one."""
        text = written.lower().replace("-", " ").removeprefix("a ").removeprefix("one ").removesuffix(" of the members")
        found = _SHARE.fullmatch(_SHARES.get(text, text))
        if found is None or Fraction(int(found[1]), int(found[2])) > 1:
            return None
        return f"{found[1]}/{found[2]}"

    @property
    def wrong(self) -> str:
        """Ask for a fraction."""
        return f"{self.label.text}: write a share of at most all of them, such as 1/4 or two thirds."


class ListField(TextAreaField):
    """Texts, a line each."""

    def process_formdata(self, valuelist: list[Any]) -> None:
        """Read the lines, empty ones left out."""
        if valuelist:
            said = (" ".join(each.split()) for each in visible(valuelist[0].replace("\r", "\n")).split("\n"))
            self.data = [each for each in said if each]


class _Needed:
    """That something is written or chosen; of what is written, the field says itself what is wrong."""

    def __init__(self, asked: Asked) -> None:
        self.asked = asked

    def __call__(self, _form: Any, field: Any) -> None:
        """Refuse what is left out, and a choice that is none."""
        choices = self.asked.choices
        if choices and field.data not in choices:
            field.data = ""
            raise StopValidation(self.asked.needed or "Choose one of these.")
        written = any(field.parts) if isinstance(field, DayField) else getattr(field, "written", field.data)
        if self.asked.needed and not written:
            raise StopValidation(self.asked.needed)


def field_of(asked: Asked) -> Any:
    """Make the field for one rule."""
    validators = [_Needed(asked)]
    match asked.kind:
        case Kind.NUMBER:
            return WholeField(asked.label, validators)
        case Kind.HOUR:
            return HourField(asked.label, validators)
        case Kind.DAY:
            return DayField(asked.label, validators)
        case Kind.YES:
            return BooleanField(asked.label)
        case Kind.CHOICE:
            choices = [SelectChoice(value, words) for value, words in asked.choices.items()]
            return RadioField(asked.label, validators, choices=choices, validate_choice=False, default="")
        case Kind.SHARE:
            return ShareField(asked.label, validators)
        case Kind.LIST:
            return ListField(asked.label)
        case Kind.LINE:
            return line(asked.label)


class RulesForm(SecondSave):
    """Some rules of a body; the second of two who save the same is told what the first changed."""

    asked: Sequence[Asked] = ()

    def __init__(self, rules: Mapping[str, Any]) -> None:
        values = {each.name: each.of(rules) for each in self.asked}
        super().__init__(data=values)
        self.remember(SimpleNamespace(**values))

    @property
    def rules(self) -> dict[str, Any]:
        """What it says, as rules are kept; what is empty left out."""
        kept: dict[str, Any] = {}
        for each in self.asked:
            each.put(kept, self[each.name].data)
        return kept

    @property
    def fields(self) -> list[Field]:
        """Its fields in the order of the page."""
        return [self[each.name] for each in self.asked]


def form_of(asked: Sequence[Asked]) -> type[RulesForm]:
    """Make the form that asks for some rules."""
    fields = {each.name: field_of(each) for each in asked}
    return type("RulesForm", (RulesForm,), {"asked": asked, **fields})


class WhenAdopted(SecondSave):
    """From which day new rules hold, and where it stands that they were adopted."""

    since = DayField("First day")
    minute = line("Where it is recorded that they were adopted")

    def __init__(self, draft: Any, today: Any, taken: Any) -> None:
        super().__init__(data={"since": draft.since, "minute": draft.minute})
        self.remember(SimpleNamespace(since=draft.since, minute=draft.minute))
        self.today, self.taken = today, taken

    def validate_since(self, field: Field) -> None:
        """Rules that are in force are not overwritten."""
        ruling = may_adopt(field.data, self.today, field.data in self.taken)
        if not ruling and not field.errors:
            raise StopValidation(ruling.reason)


class RulesFile(FlaskForm):
    """Rules written as a rules file: typed, or one that is sent."""

    file = FileField("A file with the rules")
    rules = TextAreaField("The rules")
