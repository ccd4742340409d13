"""People and bodies: how they are spelt, what office they hold, whether they belong and are still there."""

from __future__ import annotations

from collections.abc import Iterator

from panel.checks.dossier import Dossier
from panel.checks.finding import Finding
from panel.checks.rules.names import bodies, leavers, lists, offices, posts, roles, spelling, substitutes, twice
from panel.checks.rules.names.people import People
from panel.checks.rules.names.written import written


def find(dossier: Dossier) -> Iterator[Finding]:
    """Find people and bodies whom the papers name otherwise than the record or one another."""
    people = People(dossier)
    names = written(people)
    misspelt = list(spelling.find(people, names))
    yield from (finding for _parts, finding in misspelt)
    told = {parts for parts, _finding in misspelt}
    twice_ = list(twice.find(people, names, told))
    yield from twice_
    said = {(finding.place.paper, finding.place.words) for finding in twice_}
    yield from (
        finding for finding in posts.find(people, told) if (finding.place.paper, finding.place.words) not in said
    )
    yield from offices.find(people)
    yield from roles.find(people)
    yield from lists.find(people)
    yield from substitutes.find(people)
    yield from bodies.find(people)
    yield from leavers.find(people)
