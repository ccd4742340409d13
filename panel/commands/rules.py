"""`panel rules`: a body's rules of procedure as the rules file that says the same."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import click

from panel.commands.terminal import Day, fail, find_body, instance_option, open_or_fail, say
from panel.law.words import day_in_words


@click.command()
@click.argument("body")
@click.option("--out", type=click.Path(dir_okay=False, path_type=Path), help="Write to this file instead of stdout.")
@click.option("--on", "day", type=Day(), help="The rules in force on this day.  [default: today]")
@instance_option
def rules(body: str, out: Path | None, day: date | None, folder: Path) -> None:
    """Write the rules of procedure of BODY as a rules file, which `panel import` reads again."""
    from panel import instance

    app = open_or_fail(instance.open_existing, folder)
    with app.app_context():
        from panel.folders.rules_written import write_rules
        from panel.procedure.queries import rules_followed
        from panel.public.clock import london_today

        found = find_body(body)
        day = day or london_today()
        row = rules_followed(found, day)
        if row is None:
            fail(
                f"{found.name} has no rules of procedure on record for {day_in_words(day)}. "
                "An officer writes them in the browser, or `panel import FOLDER` reads them from rules.toml."
            )
        since = f" from {day_in_words(row.since, weekday=False)}" if row.since else ""
        adopted = f". Adopted: {row.minute}" if row.minute else ""
        text = write_rules(row.rules, f"The rules of procedure of {row.body.name}{since}{adopted}")
    if out is None:
        click.echo(text, nl=False)
        return
    try:
        out.write_text(text, encoding="utf-8", newline="\n")
    except OSError as error:
        fail(f"The rules cannot be written to {out}: {error.strerror or error}. Choose another file with --out.")
    say(f"Wrote the rules of procedure of {found.name} to {out}.")
