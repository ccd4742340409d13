"""People who stand beside one post and are called much alike, and offices in signatures."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from itertools import combinations, pairwise

from rapidfuzz.distance import OSA

from panel.agendas.rules import ItemKind
from panel.checks.finding import Finding
from panel.checks.reading.names import NO_NAMES, Name, flat, name, runs, same_given, titled
from panel.checks.rules.names.people import POSTS, People, Source, look, stands
from panel.checks.rules.names.spelling import RULE

_POST = (
    rf"(?:[A-Z][\w’'&-]*\s(?:(?:of|and|for|the)\s)?){{0,5}}{POSTS}\b"
    r"(?:(?:\s(?:of|for)|,)(?:\s(?:the|and|[A-Z][\w’'&-]*)){1,4})?"
)
_AFTER = re.compile(rf"^(?:,\s(?:the\s|our\s)?|\s\((?:the\s)?|\s[-–—]\s)(?P<post>{_POST})")
_MOST_APART = 3
"""So many letters may differ between two surnames, or two given names, of one in the same post."""

_Spot = tuple[Source, str, tuple[str, ...]]
"""Where a name stands, its words and its parts."""


def find(people: People, told: Collection[tuple[str, ...]]) -> Iterator[Finding]:
    """Find them; told: what is nearly a name of the record already."""
    posts: dict[str, list[_Spot]] = {}
    for source in people.sources:
        for post, spot in _in_posts(source):
            if spot[2] not in told:
                posts.setdefault(post, []).append(spot)
    for spots in posts.values():
        yield from _alike(people, spots)
    yield from _questioners(people)


def _in_posts(source: Source) -> Iterator[tuple[str, _Spot]]:
    """Give everybody behind whose full name a post of two words or more stands."""
    text = source.block.text
    if not re.search(rf"\b{POSTS}\b", text):
        return
    for run in runs(text):
        found = _AFTER.match(text[run[-1].end :])
        parts = flat(run[-2:])
        if found and len(run) > 1 and len(parts) == 2 and NO_NAMES.isdisjoint(parts) and len(parts[0]) > 1:
            post = " ".join(re.findall(r"[a-z]+", found["post"].casefold()))
            if " " in post:
                yield post, (source, text[run[-2].start : run[-1].end], parts)


def _alike(people: People, spots: list[_Spot]) -> Iterator[Finding]:
    """Find two names of one post that have the given name or the surname in common: the rarer is the wrong one."""
    named: dict[tuple[str, ...], list[_Spot]] = {}
    for spot in spots:
        named.setdefault(spot[2], []).append(spot)
    for one, other in combinations(named, 2):
        if not _one_person(one, other) or {one, other} <= people.by_parts.keys():
            continue
        order = sorted((one, other), key=lambda parts: (parts in people.by_parts, len(named[parts])))
        wrong, right = order
        at, called, _parts = named[right][0]
        seen = set()
        for source, words, _wrong in named[wrong]:
            where = (source.item.number, source.paper.file_name if source.paper else "")
            if where not in seen:
                seen.add(where)
                yield _two_ways(source, words, called, stands(at))


def _one_person(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    if one[-1] == other[-1]:
        return not same_given(one[0], other[0]) and _near(one[0], other[0])
    return one[0] == other[0] and _near(one[-1], other[-1])


def _near(one: str, other: str) -> bool:
    return one[0] == other[0] and OSA.distance(one, other) <= min(_MOST_APART, max(len(one), len(other)) - 1)


def _two_ways(source: Source, words: str, called: str, where: str) -> Finding:
    return look(
        RULE,
        source.place(words),
        f"“{words}” and “{called}” have one post, and look like one person, spelt two ways.",
        f"{where[0].upper()}{where[1:]}, says “{called}”.",
        "Ask how the name is spelt, and use that throughout.",
    )


def _questioners(people: People) -> Iterator[Finding]:
    """Find a name under public questions that is nearly, and not quite, that of somebody who asked."""
    asked = [(name(question.name), question.name) for question in people.dossier.questions if question.name]
    own = {its.parts for its, _words in asked} | people.by_parts.keys()
    told = set()
    for source in people.sources:
        if source.item.kind is not ItemKind.PUBLIC_QUESTIONS:
            continue
        for its, _start in titled(source.block.text):
            if len(its.parts) < 2 or its.parts in own or its.lone:
                continue
            for who, words in asked:
                if len(who.parts) == len(its.parts) and _one_of(who, its) and (its.parts, source.paper) not in told:
                    told.add((its.parts, source.paper))
                    yield look(
                        RULE,
                        source.place(its.words),
                        f"“{its.words}” is nearly, and not quite, the name of {words}, who asked a question.",
                        f"The record of questions has {words}.",
                        "Correct the spelling; if this is somebody else, say who they are.",
                    )


def _one_of(who: Name, its: Name) -> bool:
    alike = sum(one == other for one, other in zip(who.parts, its.parts, strict=True))
    return alike == len(who.parts) - 1 and all(
        one[0] == other[0] and not (place == 0 and same_given(one, other))
        for place, (one, other) in enumerate(zip(who.parts, its.parts, strict=True))
        if one != other
    )


def signed(people: People) -> Iterator[tuple[Source, tuple[str, ...]]]:
    """Give each line under one that is nothing but the name of somebody of the record, and the parts of the name."""
    for above, below in pairwise(people.sources):
        if above.paper is None or above.paper is not below.paper or len(above.block.text.split()) > 5:
            continue
        its = name(above.block.text.rstrip(","))
        if its.parts in people.by_parts:
            yield below, its.parts
