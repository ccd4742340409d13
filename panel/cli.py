"""The panel command: make an instance, move in, compose packs, serve."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path
from typing import Any

import click
from tqdm import tqdm

from panel.commands.check import check
from panel.commands.clock import deadlines, holidays
from panel.commands.law import thresholds, work_out
from panel.commands.rules import rules
from panel.commands.terminal import ACTOR, Day, fail, find_meeting, instance_option, open_or_fail, say
from panel.commands.users import user
from panel.law.bank_holidays import BeyondTheTable
from panel.law.words import day_in_words
from panel.public.clock import london_today

EDITIONS = ("public", "restricted", "both")


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
def main() -> None:
    """Agendas, packs and records of police and crime panels and council committees."""


@main.command()
@instance_option
def init(folder: Path) -> None:
    """Make an empty instance."""
    from panel import config, instance

    existed = config.is_initialised(folder)
    open_or_fail(instance.make, folder)
    say(
        f"{folder} already holds an instance; its database is up to date."
        if existed
        else f"Made an instance in {folder}."
    )
    say("Invite its first officer with `panel user invite EMAIL --role officer`, then serve it with `panel serve`.")
    say("The officer opens the link, and sets up a panel in the browser: an empty desk leads there.")
    say("Or move a panel in from a meeting folder with `panel import FOLDER`.")


@main.command("import")
@click.argument("source", type=click.Path(exists=True, file_okay=False, path_type=Path, resolve_path=True))
@instance_option
def import_command(source: Path, folder: Path) -> None:
    """Read a meeting folder: a panel, its members and rules, its meetings with their papers."""
    from panel import instance

    app = open_or_fail(instance.make, folder)
    with app.app_context():
        move_in(source)


@main.command("compile")
@click.argument("body", required=False)
@click.argument("day", type=Day(), metavar="[DATE]", required=False)
@click.option(
    "--out",
    type=click.Path(file_okay=False, path_type=Path, resolve_path=True),
    help="The folder to write to.  [default: packs/ in the instance]",
)
@click.option("--edition", type=click.Choice(EDITIONS), default="both", show_default=True)
@click.option("--json", "as_json", is_flag=True, help="Print what was made as one JSON array.")
@click.option("--print-room", is_flag=True, help="A4 duplex, colour pages listed, the exempt part by itself.")
@instance_option
def compile_command(
    body: str | None,
    day: date | None,
    out: Path | None,
    edition: str,
    as_json: bool,
    print_room: bool,
    folder: Path,
) -> None:
    """Compose a meeting's agenda pack: BODY and DATE, or the next meeting."""
    from panel import instance

    if as_json and print_room:
        raise click.UsageError("--json tells of editions and --print-room makes none: choose one of them.")
    app = open_or_fail(instance.open_existing, folder)
    out = out or folder / "packs"
    with app.app_context():
        meeting = find_meeting(body, day)
        say(f"{meeting.body.name}, {day_in_words(meeting.date)}")
        try:
            if print_room:
                for_print_room(meeting, edition, out)
                return
            made = compose_with_progress(meeting, edition, out)
        except OSError as error:
            fail(f"The pack cannot be written to {out}: {error.strerror or error}. Choose another folder with --out.")
    if as_json:
        click.echo(json.dumps(made, ensure_ascii=False, indent=2))
        return
    for entry in made:
        click.echo(f"{entry['file']}  ({entry['pages']} pages, {entry['edition']} edition)")


@main.command()
@click.option("--port", type=click.IntRange(0, 65535), default=8000, show_default=True)
@instance_option
def serve(port: int, folder: Path) -> None:
    """Serve an instance with its worker, until told to stop."""
    from panel import instance, serving

    serving.serve(open_or_fail(instance.make, folder), port)


@main.command()
@click.option("--no-serve", is_flag=True, help="End after composing.")
@click.option("--port", type=click.IntRange(0, 65535), default=8000, show_default=True)
@click.option("--today", type=Day(), help="The day that the invented year is made around.  [default: today]")
@instance_option
def demo(no_serve: bool, port: int, today: date | None, folder: Path) -> None:
    """See the program at work: an invented panel's year, both editions of its next pack, the site."""
    from panel import instance, serving

    app = open_or_fail(instance.make, folder)
    with app.app_context():
        if instance.holds_anything():
            say(f"{folder} already holds records; nothing was changed.")
        else:
            try:
                invite_officer(invent_and_compose(folder, today or london_today()), port)
            except BeyondTheTable as beyond:
                fail(f"{beyond} Choose another day with --today.")
    if not no_serve:
        serving.serve(app, port)


@main.command(hidden=True)
@instance_option
def worker(folder: Path) -> None:
    """Work the queue; `panel serve` starts this."""
    from panel import serving

    serving.work(open_or_fail(_create, folder))


def _create(folder: Path) -> Any:
    from panel import create_app

    return create_app(folder)


def move_in(source: Path, *, tell: bool = True) -> None:
    """Import a meeting folder and tell what changed, or every mistake in it."""
    from panel.documents.store import Settings, Store
    from panel.extensions import db
    from panel.folders.operations import import_folder
    from panel.folders.reading import Mistakes

    try:
        with tqdm(desc="Reading papers", unit="paper", file=sys.stderr, leave=False) as bar:
            report = import_folder(
                source,
                Store.of_app(),
                Settings.of_app(),
                actor=ACTOR,
                progress=bar_progress(bar),
            )
    except Mistakes as mistakes:
        for mistake in mistakes.mistakes:
            say(str(mistake))
        fail(f"{len(mistakes.mistakes)} to put right; nothing was changed.")
    enqueue_packs(report.published)
    db.session.commit()
    if tell:
        for line in report.lines():
            say(line)


def enqueue_packs(meetings: Sequence[Any]) -> None:
    """Ask the worker to keep the packs of published meetings ready."""
    from panel import jobs
    from panel.packs.operations import COMPOSE

    for meeting in meetings:
        jobs.enqueue(COMPOSE, meeting_id=meeting.id)


def compose_with_progress(meeting: Any, edition: str, out: Path) -> list[dict[str, Any]]:
    """Compose editions under a progress bar on stderr; give what was made."""
    from panel.documents.store import Store
    from panel.packs.operations import compose

    editions = chosen(edition)
    made = []
    with tqdm(total=len(editions), desc="Composing the pack", unit="edition", file=sys.stderr) as bar:
        for composed in compose(meeting, editions, out, Store.of_app()):
            made.append(composed.as_json())
            bar.update()
    return made


def for_print_room(meeting: Any, edition: str, out: Path) -> None:
    """Write the print room's files and list the pages in colour."""
    from panel.documents.store import Store
    from panel.packs import operations

    printed = operations.print_room(meeting, chosen(edition), out, Store.of_app())
    for file, pages in zip(printed.files, printed.colour_pages, strict=True):
        listed = ", ".join(map(str, pages)) or "none"
        click.echo(f"{file}\n  A4, both sides, long edge. Pages in colour: {listed}")


def chosen(edition: str) -> list[Any]:
    """Turn the option into editions."""
    from panel.packs.contents import Edition

    return list(Edition) if edition == "both" else [Edition(edition)]


def invent_and_compose(folder: Path, today: date) -> Any:
    """Invent a panel's year in a folder, move it in, compose both editions of its next meeting; give that meeting."""
    from tempfile import TemporaryDirectory

    from panel.demo.afterwards import go_on
    from panel.demo.invention import invent
    from panel.documents.office import find_soffice
    from panel.documents.store import Settings
    from panel.extensions import db

    word = find_soffice(Settings.of_app()) is not None
    if not word:
        say("LibreOffice is not installed here, so the invented papers are PDFs instead of Word files.")
    with TemporaryDirectory(prefix="panel-demo-") as scratch:
        invent(Path(scratch), today, word=word)
        move_in(Path(scratch), tell=False)
    meeting = go_on(today)
    enqueue_packs([meeting])
    db.session.commit()
    say(f"Invented a year of the {meeting.body.name}: members, meetings, papers, a work programme, an actions log.")
    for entry in compose_with_progress(meeting, "both", folder / "packs"):
        say(f"{entry['edition'].capitalize()} edition, {entry['pages']} pages: {entry['file']}")
    return meeting


def invite_officer(meeting: Any, port: int) -> None:
    """Invite the invented panel's officer, so that whoever tries the program can see the officers' pages."""
    from panel.accounts.rules import Role
    from panel.extensions import db
    from panel.people import operations
    from panel.people.rules import Reach

    email, name, own = meeting.body.contact_email, meeting.body.contact_name, Reach(everything=True)
    _user, path = operations.invite(email, Role.OFFICER, name, None, None, own=own, actor=ACTOR)
    db.session.commit()
    say("To see the officers' pages as well, choose a password there within seven days:")
    say(f"  http://127.0.0.1:{port}{path}")


def bar_progress(bar: Any) -> Callable[[int, int], None]:
    """Move a bar to (done, of)."""

    def progress(done: int, of: int) -> None:
        bar.total = of
        bar.update(done - bar.n)

    return progress


main.add_command(check)
main.add_command(deadlines)
main.add_command(holidays)
main.add_command(rules)
main.add_command(thresholds)
main.add_command(user)
main.add_command(work_out)

if __name__ == "__main__":
    main()
