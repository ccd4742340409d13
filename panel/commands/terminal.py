"""What commands share: how they open an instance, read a date, and speak to the person at the keyboard."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any, NoReturn

import click

from panel.law.words import visible

ACTOR = "the command line"
"""Who did it, in the audit trail."""

instance_option = click.option(
    "--instance",
    "folder",
    type=click.Path(file_okay=False, path_type=Path, resolve_path=True),
    default=Path("instance"),
    show_default=True,
    help="The folder that holds the records and files.",
)


class Day(click.ParamType):
    """A date as 2018-03-19."""

    name = "date"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> date:
        """Read a date, or say how one is written."""
        if isinstance(value, date):
            return value
        try:
            return date.fromisoformat(value)
        except ValueError:
            self.fail(f"{value!r} is not a date. Write it as year-month-day: 2018-03-19.", param, ctx)


class Year(click.ParamType):
    """A year in figures, within bounds."""

    name = "year"

    def __init__(self, first: int = date.min.year, last: int = date.max.year) -> None:
        self.first, self.last = first, last

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> int:
        """Read a year, or say which there are and how one is written."""
        year = int(value) if str(value).isdecimal() else 0
        if not self.first <= year <= self.last:
            known = f"a year from {self.first} to {self.last}"
            self.fail(f"'{value}' is not {known}. Write it in four figures: 2018.", param, ctx)
        return year


def open_or_fail(opener: Callable[[Path], Any], folder: Path) -> Any:
    """Open an instance, or end with the sentence that says why not."""
    from panel.config import ConfigurationError
    from panel.instance import NoInstance

    try:
        return opener(folder)
    except (NoInstance, ConfigurationError) as error:
        fail(str(error))
    except OSError as error:
        fail(f"The instance in {folder} cannot be used: {error.strerror or error}. Choose another with --instance.")


def find_body(slug: str) -> Any:
    """Find the body of that name in addresses, or end with a sentence that says which there are."""
    from panel.public import queries

    found = queries.body_named(slug)
    if found is None:
        slugs = ", ".join(each.slug for each in queries.bodies())
        known = f"There are: {slugs}." if slugs else "There are none yet: `panel import FOLDER` brings one in."
        fail(f"There is no body named {slug!r} here. {known}")
    return found


def find_meeting(slug: str | None, day: date | None) -> Any:
    """Find the meeting that is meant, or end with a sentence that says which there are."""
    from panel.meetings import queries
    from panel.public.clock import london_today

    try:
        return queries.find(slug, day, london_today())
    except LookupError as error:
        fail(str(error.args[0]))


def say(text: str) -> None:
    """Tell the person at the keyboard; stdout is kept for what a program reads."""
    click.echo(visible(text), err=True)


def fail(text: str) -> NoReturn:
    """End with a sentence that says what to do."""
    say(text)
    raise SystemExit(1)
