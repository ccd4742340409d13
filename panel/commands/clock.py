"""`panel deadlines` and `panel holidays`: every date with its working, and the days that do not count."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from datetime import date, datetime
from pathlib import Path
from typing import Any

import click

from panel.commands.terminal import ACTOR, Day, Year, fail, find_body, find_meeting, instance_option, open_or_fail, say
from panel.law.bank_holidays import FIRST_DAY, LAST_DAY, BeyondTheTable, bank_holidays
from panel.law.clear_days import WorkingDays
from panel.law.exemptions import Nation
from panel.law.precept import FIRST_YEAR
from panel.law.ruling import Refused
from panel.law.timetable import Deadline, moment_in_words
from panel.law.words import day_in_words


class Moment(Day):
    """A date, or a London wall time as 2018-03-09T17:00."""

    name = "date or moment"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> date | datetime:
        """Read a date or a moment, or say how one is written."""
        if "T" not in str(value):
            return super().convert(value, param, ctx)
        try:
            moment = datetime.fromisoformat(value)
        except ValueError:
            moment = None
        if moment is None or moment.tzinfo:
            self.fail(
                f"{value!r} is not a moment. Write London time, without a time zone: 2018-03-09T17:00.", param, ctx
            )
        return moment


class NamedDay(click.ParamType):
    """A day and its name as 2022-09-19=Day of mourning."""

    name = "date=name"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> tuple[date, str]:
        """Read a day and its name, or say how they are written."""
        if isinstance(value, tuple):
            return value
        day, _equals, name = value.partition("=")
        if not name.strip():
            self.fail(f"{value!r} has no name. Write the day and its name: 2022-09-19=Day of mourning.", param, ctx)
        return Day().convert(day.strip(), param, ctx), name.strip()


@click.command()
@click.argument("body", required=False)
@click.argument("day", type=Day(), metavar="[DATE]", required=False)
@click.option("--year", type=Year(), help="All dates of BODY in a year, instead of a meeting's.")
@click.option("--rules", type=click.Path(path_type=Path), help="Count by this rules file alone; no instance is needed.")
@click.option("--nation", type=click.Choice([each.value for each in Nation]), help="With --rules: whose law applies.")
@click.option("--meeting", type=Day(), help="With --rules: the day of the meeting.")
@click.option("--published", type=Moment(), help="With --rules: when the agenda was published; says if it was in time.")
@click.option(
    "--extra", type=NamedDay(), multiple=True, metavar="DATE=NAME", help="With --rules: a day more that does not count."
)
@click.option("--json", "as_json", is_flag=True, help="Print the dates as one JSON array.")
@instance_option
def deadlines(
    body: str | None,
    day: date | None,
    year: int | None,
    rules: Path | None,
    nation: str | None,
    meeting: date | None,
    published: date | datetime | None,
    extra: Sequence[tuple[date, str]],
    as_json: bool,
    folder: Path,
) -> None:
    """List what a meeting sets running, with the days counted: BODY and DATE, or the next meeting."""
    try:
        if rules is not None:
            if body or year:
                raise click.UsageError("--rules counts without an instance, so it takes neither BODY nor --year.")
            if nation is None or meeting is None:
                raise click.UsageError("--rules needs --nation and --meeting: whose law applies, and when they meet.")
            tell(_by_rules_file(rules, WorkingDays(Nation(nation), dict(extra)), meeting, published), as_json)
            return
        if nation or meeting or published or extra:
            raise click.UsageError("--nation, --meeting, --published and --extra go with --rules FILE.")
        if year and (day or not body):
            raise click.UsageError("--year lists the dates of a BODY, and takes no DATE.")
        tell(_by_records(folder, body, day, year), as_json)
    except BeyondTheTable as beyond:
        fail(f"{beyond} Count the days by hand.")


@click.command()
@click.argument("body")
@click.option(
    "--year",
    type=Year(FIRST_DAY.year, LAST_DAY.year),
    help="The year whose bank holidays are listed.  [default: this year]",
)
@click.option("--add", type=Day(), help="Close BODY and its working groups on a day more; it takes --name.")
@click.option("--name", default="", help="Why that day does not count, such as Day of mourning.")
@click.option("--remove", type=Day(), help="Take an added day away again.")
@instance_option
def holidays(body: str, year: int | None, add: date | None, name: str, remove: date | None, folder: Path) -> None:
    """List the days that do not count for BODY: a year's bank holidays, and the days that it added itself."""
    from panel import instance

    if bool(name) != bool(add):
        raise click.UsageError('--add takes a --name, and --name goes with --add: --add 2022-09-19 --name "Mourning".')
    app = open_or_fail(instance.open_existing, folder)
    with app.app_context():
        from panel.extensions import db
        from panel.procedure.operations import close_day, reopen_day
        from panel.procedure.working_days import working_days
        from panel.public.clock import london_today

        found = find_body(body)
        try:
            if add:
                close_day(found, add, name, actor=ACTOR)
            if remove:
                reopen_day(found, remove, actor=ACTOR)
        except Refused as refused:
            fail(refused.ruling.reason)
        db.session.commit()
        if add or remove:
            say(f"{found.name}: what hangs on working days is counted anew from now on.")
        shown = year or london_today().year
        say(f"{found.name}, bank holidays of {found.nation.value} in {shown}")
        for day, holiday in bank_holidays(found.nation).items():
            if day.year == shown:
                click.echo(f"{day_in_words(day)}: {holiday}")
        added = working_days(found).closed
        say("Days added:" if added else "No days were added.")
        for day in sorted(added):
            click.echo(f"{day_in_words(day)}: {added[day]} (added)")


def tell(deadlines: Iterable[Deadline], as_json: bool) -> None:
    """Print dates: as JSON and nothing else, or in words with their working."""
    if as_json:
        click.echo(json.dumps([each.as_json() for each in deadlines], ensure_ascii=False, indent=2))
        return
    for each in deadlines:
        last = moment_in_words(each.last_moment) if each.last_moment else "No date yet"
        click.echo(f"{last}\n    {each.what}.\n    Authority: {each.authority}")
        for line in each.worked:
            click.echo(f"      {line}")


def _by_rules_file(
    path: Path, working: WorkingDays, meeting: date, published: date | datetime | None
) -> list[Deadline]:
    from panel.folders.mistakes import Findings
    from panel.folders.rules_file import read_rules
    from panel.procedure.meeting_dates import all_dates
    from panel.procedure.rules import procedure

    if not path.exists():
        fail(f"There is no file {path}. Name a rules file, such as real-pack/rules.toml.")
    findings, file = Findings(), path.resolve()
    rules = read_rules(file.parent, file.name, findings)
    for mistake in findings.mistakes:
        say(str(mistake))
    if findings.mistakes or rules is None:
        fail(f"{len(findings.mistakes)} to put right; nothing was counted.")
    return all_dates(meeting, procedure(rules), working, published)


def _by_records(folder: Path, slug: str | None, day: date | None, year: int | None) -> list[Deadline]:
    from panel import instance

    app = open_or_fail(instance.open_existing, folder)
    with app.app_context():
        from panel.desk.queries import dates_of, dates_of_year
        from panel.meetings.standing import called_off

        if year:
            body = find_body(str(slug))
            say(f"{body.name}, {year}")
            found = dates_of_year(body, year)
            if not found:
                say(
                    f"No date falls in {year}: nothing recorded sets one running, and the dates of a panel’s precept "
                    f"are known from {FIRST_YEAR} on."
                )
            return found
        meeting = find_meeting(slug, day)
        say(f"{meeting.body.name}, {day_in_words(meeting.date)}")
        if off := called_off(meeting):
            say(f"This meeting is {off}: it sets no dates running.")
        return dates_of(meeting)
