"""`panel check`: what is wrong with a meeting's records and papers, found before publication."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from panel.commands.terminal import ACTOR, Day, fail, find_meeting, instance_option, open_or_fail, say
from panel.law.words import visible

if TYPE_CHECKING:
    from panel.checks.finding import Finding
    from panel.meetings.models import Meeting

SHAPES = {"stops": "■ STOPS", "look": "▲ LOOK", "note": "○ NOTE"}


@click.command()
@click.argument("body", required=False)
@click.argument("day", type=Day(), metavar="[DATE]", required=False)
@click.option("--json", "as_json", is_flag=True, help="Print the findings as one JSON array.")
@click.option("--answer", metavar="KEY", help="Answer the finding with this key, so that it does not come back.")
@click.option("--reason", default="", help="Why it stands. A finding that stops is never answered without one.")
@instance_option
def check(body: str | None, day: date | None, as_json: bool, answer: str | None, reason: str, folder: Path) -> None:
    """Check a meeting's records and papers: BODY and DATE, or the next meeting."""
    from panel import instance

    if as_json and answer:
        raise click.UsageError("--json tells of findings and --answer answers one: choose one of them.")
    if reason and not answer:
        raise click.UsageError("--reason goes with --answer KEY; `panel check` prints the key of each finding.")
    app = open_or_fail(instance.open_existing, folder)
    with app.app_context():
        from panel.checks.queries import check as findings_of
        from panel.documents.store import Store
        from panel.law.words import counted, day_in_words
        from panel.public.clock import london_today

        meeting = find_meeting(body, day)
        say(f"{meeting.body.name}, {day_in_words(meeting.date)}")
        checked = findings_of(meeting, Store.of_app(), london_today())
        if answer:
            _answer(meeting, checked.open, answer, reason)
        elif as_json:
            click.echo(json.dumps([finding.as_json() for finding in checked.open], ensure_ascii=False, indent=2))
        else:
            for finding in checked.open:
                click.echo(visible(_told(finding)))
            if checked.answered:
                say(f"{counted(len(checked.answered), 'finding was', 'findings were').capitalize()} answered before.")
            if not checked.open:
                say("Nothing to put right was found.")


def _told(finding: Finding) -> str:
    place = finding.place
    where = [
        f"Item {place.item}" if place.item else "",
        place.paper,
        f"page {place.page}" if place.page else "",
    ]
    return (
        f"{SHAPES[finding.severity]}  {', '.join(filter(None, where)) or 'The meeting'}  [{finding.key}]\n"
        f"    {finding.what}\n    Why: {finding.why}\n    Do:  {finding.do}\n"
    )


def _answer(meeting: Meeting, findings: Sequence[Finding], key: str, reason: str) -> None:
    from panel.checks import operations
    from panel.extensions import db
    from panel.law.ruling import Refused

    finding = next((each for each in findings if each.key == key), None)
    if finding is None:
        fail(f"No open finding has the key {key}. `panel check` lists them, each with its key in brackets.")
    try:
        operations.answer(meeting, finding, reason, actor=ACTOR)
    except Refused as refused:
        fail(f"{refused.ruling.reason} Say it with --reason.")
    db.session.commit()
    say(f"Answered: {finding.what}")
