"""Find dates that cannot be right: by the calendar, by the record, by the time from which a paper speaks."""

from __future__ import annotations

from collections.abc import Iterator

from panel.checks.dossier import Dossier
from panel.checks.finding import Finding
from panel.checks.rules.dates import calendar, order, record, tense
from panel.checks.rules.dates.bodies import Bodies
from panel.checks.rules.dates.standing import read, records


def find(dossier: Dossier) -> Iterator[Finding]:
    """Find them, each place once."""
    bodies = Bodies(dossier)
    readings = read(dossier, bodies)
    rows = list(records(dossier, bodies))
    for passage in (*(each for reading in readings for each in reading.passages), *rows):
        if any(character.isdigit() for character in passage.text):
            yield from calendar.of_text(bodies, passage)
            yield from tense.find(passage)
    yield from record.find(dossier, bodies, readings, rows)
    yield from order.find(dossier, bodies, readings, rows)
    yield from calendar.of_meetings(dossier, bodies)
    yield from calendar.of_records(dossier)
