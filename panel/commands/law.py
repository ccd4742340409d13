"""`panel thresholds` and `panel work-out`: what the law makes of a membership, or of a day, with its working."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from dataclasses import asdict
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from panel.commands.clock import tell
from panel.commands.terminal import Day, Year, fail, find_body, instance_option, open_or_fail, say
from panel.law.answers import answer_due
from panel.law.exemptions import Nation
from panel.law.hearing import Post, report_due
from panel.law.interests import REGISTRATION_DAYS, registration
from panel.law.periods import Period
from panel.law.precept import chain
from panel.law.ruling import Ruling
from panel.law.thresholds import quorate
from panel.law.timetable import Deadline
from panel.law.words import counted, day_in_words, number_in_words

if TYPE_CHECKING:
    from panel.members.rules import Membership

json_option = click.option("--json", "as_json", is_flag=True, help="Print the dates as one JSON array.")
MOST_DAYS = 366


class Between(click.ParamType):
    """Two dates as 2018-05-03..2018-05-10, both within."""

    name = "from..until"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Period:
        """Read two dates, or say how they are written."""
        if isinstance(value, tuple):
            return value
        first, dots, last = value.partition("..")
        if not dots:
            self.fail(f"{value!r} is not a period. Write its first and last day: 2021-05-06..2021-05-12.", param, ctx)
        return Day().convert(first, param, ctx), Day().convert(last, param, ctx)


@click.command()
@click.argument("body")
@click.argument("day", type=Day(), metavar="[DATE]", required=False)
@click.option("--present", type=click.IntRange(0), help="Judge a meeting at which so many are present.")
@click.option("--withdrawn", type=click.IntRange(0), default=0, help="So many of them withdrew for an interest.")
@click.option("--json", "as_json", is_flag=True, help="Print them as one JSON object.")
@instance_option
def thresholds(body: str, day: date | None, present: int | None, withdrawn: int, as_json: bool, folder: Path) -> None:
    """Say the quorum, the veto and the composition of BODY as its members are on DATE, or today."""
    from panel import instance

    if withdrawn > (present or 0):
        raise click.UsageError("--withdrawn counts some of those --present: more cannot withdraw than are there.")
    app = open_or_fail(instance.open_existing, folder)
    with app.app_context():
        from panel.members.queries import membership_on
        from panel.public.clock import london_today

        found = find_body(body)
        membership = membership_on(found, day or london_today())
        say(f"{found.name}, {day_in_words(membership.day)}")
    ruling = None
    if present is not None:
        if membership.quorum is None:
            fail("No quorum is known for that day: the rules of procedure set none, or no members are recorded.")
        if present > membership.members:
            fail(
                f"{present} cannot be present of {counted(membership.members, 'member', 'members')}: "
                "only members count towards a quorum."
            )
        ruling = quorate(present, membership.quorum.needed, withdrawn, membership.quorum.authority)
    if as_json:
        told: dict[str, Any] = {
            "body": body,
            **asdict(membership),
            "day": membership.day.isoformat(),
            "members": membership.members,
        }
        # A ruling that says no is false, and must be told all the same.
        told["quorate"] = None if ruling is None else asdict(ruling)
        click.echo(json.dumps(told, ensure_ascii=False, indent=2))
        return
    for line in _lines(membership, ruling):
        click.echo(line)


@click.group("work-out")
def work_out() -> None:
    """Work out a date that the law sets running, from a day alone; no instance is needed."""


@work_out.command()
@click.argument("received", type=Day(), metavar="RECEIVED")
@click.option(
    "--left-out", type=Between(), multiple=True, metavar="FROM..UNTIL", help="A post-election period, both days within."
)
@click.option(
    "--post", type=click.Choice([each.value for each in Post]), default=Post.CHIEF_CONSTABLE.value, show_default=True
)
@json_option
def hearing(received: date, left_out: Sequence[Period], post: str, as_json: bool) -> None:
    """When a confirmation hearing must be held and reported, the notification having been RECEIVED."""
    _tell(lambda: [report_due(received, left_out, Post(post))], as_json)


@work_out.command("registration")
@click.argument("took_office", type=Day(), metavar="TOOK_OFFICE")
@click.option("--name", default="The member", help="Whose interests they are.")
@click.option("--days", type=click.IntRange(1, MOST_DAYS), default=REGISTRATION_DAYS, show_default=True)
@click.option(
    "--nation", type=click.Choice([each.value for each in Nation]), default=Nation.ENGLAND.value, show_default=True
)
@json_option
def registration_command(took_office: date, name: str, days: int, nation: str, as_json: bool) -> None:
    """Until when a member who took office on TOOK_OFFICE registers interests."""
    _tell(lambda: [registration(name, took_office, days, Nation(nation))], as_json)


@work_out.command()
@click.argument("sent", type=Day(), metavar="SENT")
@click.option("--by", "asked_for", type=Day(), help="The day that the panel set.")
@click.option("--days", type=click.IntRange(1, MOST_DAYS), help="Or so many days after sending.")
@json_option
def answer(sent: date, asked_for: date | None, days: int | None, as_json: bool) -> None:
    """When a letter SENT on a day must have been answered."""
    _tell(lambda: [answer_due(sent, asked_for, days)], as_json)


@work_out.command()
@click.argument("year", type=Year(), metavar="YEAR")
@json_option
def precept(year: int, as_json: bool) -> None:
    """The dates of the precept that is set in YEAR."""
    _tell(lambda: chain(year), as_json)


def _tell(work: Callable[[], Sequence[Deadline]], as_json: bool) -> None:
    try:
        deadlines = work()
    except ValueError as error:
        fail(str(error))
    except OverflowError:
        fail("That lies beyond the calendar’s last day, 31 December 9999.")
    tell(deadlines, as_json)


def _lines(membership: Membership, ruling: Ruling | None) -> list[str]:
    members = counted(membership.members, "member", "members").capitalize()
    councillors = counted(membership.councillors, "councillor", "councillors")
    lines = [f"{members}: {councillors} and {number_in_words(membership.co_opted)} co-opted."]
    if membership.quorum:
        lines += _said("Quorum", membership.quorum.reason, membership.quorum.authority)
    elif membership.members:
        lines.append("Quorum: the rules of procedure set none.")
    if ruling is not None:
        lines += _said("Present", ruling.reason, ruling.authority)
    if membership.veto:
        lines += _said("Veto", membership.veto.reason, membership.veto.authority)
    for each in membership.composition:
        lines += _said("As it should be" if each else "To look at", each.reason, each.authority)
    for each in membership.reserved:
        lines += _said("Not here", each.reason, each.authority)
    return lines


def _said(head: str, reason: str, authority: str) -> tuple[str, str]:
    return f"{head}: {reason}", f"    {authority}"
