"""Substitutes of nobody, or of somebody who was there, and substitutes who are not among those present."""

from __future__ import annotations

from collections.abc import Iterator

from panel.checks.dossier import Minutes, Person
from panel.checks.finding import Finding, Place
from panel.checks.reading.minutes_text import Named, attendance, substitutes
from panel.checks.reading.names import Name, name, nearly
from panel.checks.rules.minutes import are_minutes, records_here
from panel.checks.rules.names.people import People, among, group_of, look, of_a_group, record_of
from panel.law.words import day_in_words

NOT_THERE = "substitute who was not present"
NOBODY = "substitute who is nobody's"


def find(people: People) -> Iterator[Finding]:
    """Find substitutes of nobody, and those who are not among the people present."""
    told = set()
    for item, paper in people.dossier.read_papers():
        if not are_minutes(item, paper):
            continue
        there = list(attendance(paper.text))
        group = group_of(people.dossier, item, paper)
        if group is None and of_a_group(item, paper):
            continue
        record = None if group else record_of(people, paper)
        members = [name(person.name) for person in (group.members if group else _members(people, record))]
        for absent, substitute in substitutes(paper.text):
            place = Place(item.number, paper.file_name, absent.page, absent.words)
            for finding in _substitution(place, absent.name, substitute.name, members, there):
                told.add(substitute.name.surname)
                yield finding
    for record in records_here(people.dossier):
        members = [name(person.name) for person in _members(people, record)]
        held = day_in_words(record.date, weekday=False)
        for who, instead in record.substitutes:
            absent_name, substitute_name = name(who), name(instead)
            if substitute_name.surname not in told:
                place = Place(words=f"{instead} for {who}, {held}")
                recorded = [Named(name(person.name), 0, "", person.member) for person in record.present]
                yield from _substitution(place, absent_name, substitute_name, members, recorded)


def _members(people: People, record: Minutes | None) -> list[Person]:
    there = [person for person in record.present if person.member] if record else []
    return [*people.dossier.members, *people.dossier.former, *there]


def _substitution(
    place: Place, absent: Name, substitute: Name, members: list[Name], there: list[Named]
) -> Iterator[Finding]:
    """Judge one substitution against the members and those present."""
    who, instead = absent.words, substitute.words
    if members and not among(absent, members) and not any(nearly(absent.parts, its.parts) for its in members):
        yield look(
            NOBODY,
            place,
            f"{instead} is a substitute for {who}, who is not a member.",
            f"The record has no member called {who}.",
            "Correct the name of the absent member, or take the substitution out.",
        )
    elif any(each.may_be(absent) for each in there):
        yield look(
            NOBODY,
            place,
            f"{instead} is a substitute for {who}, who was present.",
            f"The list of those present has {who}.",
            "Keep one of the two.",
        )
    elif there and not any(each.may_be(substitute) for each in there):
        yield look(
            NOT_THERE,
            place,
            f"{instead} was a substitute for {who}, and is not among those present.",
            f"The list of those present has nobody called {instead}.",
            "Add the substitute to those present, or take the substitution out.",
        )
