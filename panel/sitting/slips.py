"""Slips: the small forms of which the page of a running meeting is made.

Each is about one thing that happened. It saves itself while it is filled in, so a slip carries a key of its own from
the moment it is begun: what is sent twice, after the line was lost, is entered once. It carries the version that it was
filled in from as well, and a second officer is told what the first one changed.
"""

from __future__ import annotations

import re
import uuid
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from flask_wtf import FlaskForm
from sqlalchemy import select
from wtforms import FieldList, HiddenField

from panel.audit.changes import plain
from panel.extensions import db
from panel.law.ruling import Refused, Ruling
from panel.minutes import operations
from panel.minutes.models import Minutes
from panel.minutes.operations import AnyEntry
from panel.procedure.forms import line
from panel.sitting.facts import Sitting

_KEY = re.compile(r"[0-9A-Za-z-]{1,64}")


def key_of(given: str | None) -> str:
    """Give the key of a slip, empty where what was sent cannot be one: no database is asked for that."""
    return given if given and _KEY.fullmatch(given) else ""


class Clash(Refused):
    """A slip that rests on what somebody else has changed since; `entry` is what stands now."""

    def __init__(self, entry: AnyEntry) -> None:
        super().__init__(Ruling(False, "Somebody else changed this meanwhile. Nothing of yours was saved yet."))
        self.entry = entry


class SlipForm(FlaskForm):
    """The form of a slip. Its `columns` are those of the entry."""

    slip = HiddenField(filters=[key_of])
    version = HiddenField()
    item = line("Item", most=20)

    def __init__(self, **settings: Any) -> None:
        super().__init__(**settings)
        # One that is begun, or is of an entry, is told to read nothing: what was sent may be another slip.
        self.sent = "formdata" not in settings and self.is_submitted()

    @property
    def columns(self) -> dict[str, Any]:
        """What it says, as columns of the entry: here each field by its own name."""
        left_out = {"slip", "version", "csrf_token"}
        return {name: field.data for name, field in self._fields.items() if name not in left_out}

    @property
    def seen(self) -> int:
        """The version that it was filled in from; 0 for a new one."""
        sent = str(self.version.data or "")
        return int(sent) if sent.isdecimal() and len(sent) < 10 else 0


Entering = Callable[[Sitting, Minutes, AnyEntry | None, Any, str], AnyEntry]


def entered(kind: type[AnyEntry]) -> Entering:
    """Give what keeps a slip as an entry of a kind: a new one, or the one that it made or is of."""

    def enter(sitting: Sitting, minutes: Minutes, row: AnyEntry | None, form: Any, actor: str) -> AnyEntry:
        if row is None:
            columns: Mapping[str, Any] = {"access": sitting.access, "slip": form.slip.data or None, **form.columns}
            return operations.enter(kind, minutes, columns, actor=actor)
        operations.amend(row, form.columns, actor=actor)
        return row

    return enter


Putting = Callable[[AnyEntry, bool, str], str]
"""Takes an entry back, or puts it back where the second is true; says what else changed by it."""


def put_simply(entry: AnyEntry, back: bool, actor: str) -> str:
    """Take an entry back, or put it back."""
    if back:
        operations.amend(entry, {"withdrawn": False}, actor=actor)
    elif not entry.withdrawn:
        operations.withdraw(entry, actor=actor)
    return ""


@dataclass(frozen=True)
class Slip:
    """A kind of slip, and what becomes of one."""

    name: str
    """In addresses: "action"."""
    noun: str
    """In sentences: "Action"."""
    kind: type[Any]
    """The entry that it makes."""
    form: Callable[..., SlipForm]
    """Called with the sitting, with `obj` where it is of an entry; reads what was sent unless `formdata` is None."""
    parts: tuple[str, ...]
    """The parts of the page that show it, drawn anew once it is saved (templates/sitting/parts)."""
    keep: Entering
    stays: bool = False
    """Whether it cannot be taken back: it is of the minutes themselves."""
    open: bool = False
    """Whether what it says is public even while the public is excluded: who was there, came, went and presided, when
    the meeting began and was adjourned, and that the public left and returned."""
    put: Putting = put_simply

    def begun(self, sitting: Sitting, item: str = "") -> SlipForm:
        """Give an empty one, with a key of its own."""
        form = numbered(self.form(sitting, formdata=None), self.name, None)
        form.slip.data, form.version.data, form.item.data = uuid.uuid4().hex, "0", item
        return form

    def filled_in(self, sitting: Sitting, number: int | None = None) -> SlipForm:
        """Read the one that was sent; `number` is that of the entry that it is of."""
        return numbered(self.form(sitting), self.name, number)

    def of(self, sitting: Sitting, entry: AnyEntry) -> SlipForm:
        """Give the one of an entry."""
        form = numbered(self.form(sitting, obj=entry, formdata=None), self.name, entry.id)
        form.version.data = str(self.version(entry))
        return form

    def version(self, entry: AnyEntry) -> int:
        """Give the version of an entry that a slip can rest on."""
        return entry.version

    def entry(self, minutes: Minutes, *, number: int | None = None, key: str = "") -> AnyEntry | None:
        """Find an entry of these minutes by its number, or by the key of the slip that made it."""
        if number is None and not key:
            return None
        by = self.kind.id == number if number is not None else self.kind.slip == key
        found: AnyEntry | None = db.session.scalar(select(self.kind).where(self.kind.minutes_id == minutes.id, by))
        return found


def numbered(form: SlipForm, name: str, number: int | None) -> SlipForm:
    """Give its fields ids of their own: many slips stand on one page. What they are sent as stays."""
    before = f"{name}-{number}" if number is not None else name
    fields = list(form)
    for field in fields:
        fields += field.entries if isinstance(field, FieldList) else ()
        field.id = f"{before}-{field.id}"
        field.label.field_id = field.id
    return form


def clashes(slip: Slip, entry: AnyEntry, form: SlipForm) -> bool:
    """Whether a slip says something else than an entry that changed since the slip was filled in."""
    if form.seen == slip.version(entry):
        return False
    return any(plain(getattr(entry, name)) != plain(value) for name, value in form.columns.items())
