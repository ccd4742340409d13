"""People of the record whom a paper spells otherwise: in full, or by a surname after a title."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from rapidfuzz.distance import OSA

from panel.checks.finding import Finding
from panel.checks.reading.blocks import sentences
from panel.checks.reading.names import COUNCILLOR, NO_NAMES, Name, near, nearly, runs, same, titled
from panel.checks.rules.names.people import Known, People, Source, look
from panel.checks.rules.names.written import Written, are_two, first_in_each
from panel.law.words import counted

RULE = "person spelt two ways"
_MOST_APART = 2
"""So many letters may differ in all between names of one who has the same post."""


def find(people: People, written: dict[tuple[str, ...], Written]) -> Iterator[tuple[tuple[str, ...], Finding]]:
    """Find names that are nearly one of the record, each with its parts."""
    told: set[tuple[str, ...]] = set()
    for parts, each in written.items():
        known = _misspelt(people, parts) or _in_the_same_post(people, each)
        if known and not are_two(each, written.get(known.name.parts, Written(known.name.parts))):
            told.add(parts)
            yield from ((parts, finding) for finding in _findings(each.spots, known))
    for parts, finding in _surnames(people, written, told):
        yield parts, finding


def _misspelt(people: People, parts: tuple[str, ...]) -> Known | None:
    """Give the person of the record whose name this nearly is, unless it is somebody's own."""
    if len(parts[0]) == 1 or parts in people.by_parts:
        return None
    if any(same(parts, each.name.parts) for each in people.by_surname.get(parts[-1], ())):
        return None
    return next(
        (each for each in people.known if may_be_near(parts, each.name.parts) and nearly(parts, each.name.parts)), None
    )


def _in_the_same_post(people: People, each: Written) -> Known | None:
    """Give the person of the record whose post or title somebody has who is called much alike: Bess for Beth Hale."""
    parts = each.parts
    if len(parts[0]) == 1 or parts in people.by_parts:
        return None
    for known in people.known:
        own = known.name.parts
        alike = len(own) == len(parts) and all(one[0] == other[0] for one, other in zip(own, parts, strict=True))
        if alike and not same(parts, own) and _letters_apart(parts, own) <= _MOST_APART:
            posts = [re.escape(role) for role in known.roles if role]
            titles = [COUNCILLOR.pattern] if known.name.councillor and parts[-1] == own[-1] else []
            before = rf"(?:{'|'.join([*posts, *titles])}),?\s$"
            after = rf",?\s\(?(?:{'|'.join(posts)})\b" if posts else "(?!)"
            for source, words in each.spots if posts or titles else ():
                head, _words, tail = source.block.text.partition(words)
                if re.search(before, head, re.IGNORECASE) or re.match(after, tail, re.IGNORECASE):
                    return known
    return None


def _letters_apart(one: tuple[str, ...], other: tuple[str, ...]) -> int:
    return sum(OSA.distance(left, right) for left, right in zip(one, other, strict=True))


def may_be_near(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """Whether two names may be nearly one, told quickly for the most that may not."""
    return len(one) == len(other) and one[-1][0] == other[-1][0] and abs(len(one[-1]) - len(other[-1])) <= 2


def _findings(spots: Iterable[tuple[Source, str]], known: Known) -> Iterator[Finding]:
    """Give one finding for each paper."""
    for source, words, times in first_in_each(spots):
        often = f", {counted(times, 'time', 'times')} in this paper," if times > 1 else ""
        yield look(
            RULE,
            source.place(words),
            f"“{words}”{often} is nearly, and not quite, the name of {known.described}.",
            f"The record has {known.person.name}, and nobody who is called {words}.",
            "Correct the spelling; if this is somebody else, say who they are.",
        )


def _surnames(
    people: People, written: dict[tuple[str, ...], Written], told: set[tuple[str, ...]]
) -> Iterator[tuple[tuple[str, ...], Finding]]:
    """Find a surname after a title that is nearly one of the record, and nobody's of the record or the papers."""
    elsewhere = {
        parts[-1] for parts, each in written.items() if each.introduced and parts not in told and len(parts[0]) > 1
    }
    # Where a paper has the whole name misspelt too, it is told already.
    told_in = {(parts[-1], id(source.paper)) for parts in told for source, _words in written[parts].spots}
    spots: dict[Name, list[tuple[Source, str]]] = {}
    for source in people.sources:
        for its, _start in titled(source.block.text):
            if len(its.given) <= 1 and NO_NAMES.isdisjoint(its.parts):
                key = Name(its.parts, its.councillor, its.titled, lone=its.lone)
                spots.setdefault(key, []).append((source, its.words))
    for its, places in spots.items():
        known = _whose(people, its, elsewhere)
        if known:
            left = [
                (source, words)
                for source, words in places
                if (its.surname, id(source.paper)) not in told_in and not _beside(source, words, known)
            ]
            yield from ((its.parts, finding) for finding in _findings(left, known))


def _beside(source: Source, words: str, known: Known) -> bool:
    """Whether a sentence names the person of the record too: "Ms Prouse, and Ms Prowse" are two."""
    return any(
        words in sentence
        and known.surname in {"".join(word.parts) for run in runs(sentence.replace(words, "")) for word in run}
        for sentence in sentences(source.block.text)
    )


def _whose(people: People, its: Name, elsewhere: set[str]) -> Known | None:
    """Give the one person of the record whose surname this nearly is, after the same initial if it has one."""
    surname = "".join(its.parts[1:] if its.given else its.parts)
    bearers = [
        each for each in people.by_surname.get(its.surname, ()) if len(its.parts) == 1 or surname == each.surname
    ]
    # "Councillor Davis", where the record's Davis is an independent member and its Councillor is Davies.
    if bearers and not (its.councillor and all(_independent(each) for each in bearers)):
        return None
    if not bearers and its.surname in elsewhere:
        return None
    alike = [
        each
        for each in people.known
        if each.name.councillor == its.councillor
        and each.name.given.startswith(its.given)
        and near(surname, each.surname)
    ]
    return alike[0] if len(alike) == 1 and len(surname) >= (4 if its.councillor else 5) else None


def _independent(known: Known) -> bool:
    return known.person.member and not known.name.councillor and not known.person.authority
