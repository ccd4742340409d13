"""People whom the record does not know, spelt two ways in the papers: in full, or by the given name alone."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from itertools import islice

from panel.checks.finding import Finding
from panel.checks.reading.names import Name, flat, name, near_given, nearly, runs
from panel.checks.rules.names.people import People, Source, look, stands
from panel.checks.rules.names.spelling import RULE, may_be_near
from panel.checks.rules.names.written import DOES, MOST_WORDS, Written, are_two

_ACTS = re.compile(rf"^\s(?:{DOES}|also|and\s(?:her|his|their))\b")
_MOST_NAMES = 2000
"""So many different names are compared with each other."""
_AWAY = 2
"""A given name alone means the person of that name who was named at most so many paragraphs before."""


def find(
    people: People, written: dict[tuple[str, ...], Written], told: Collection[tuple[str, ...]]
) -> Iterator[Finding]:
    """Find two spellings of somebody; told: what is nearly a name of the record already."""
    yield from _full_names(people, written, set(told))
    yield from _given_names(people, written)


def _full_names(
    people: People, written: dict[tuple[str, ...], Written], told: set[tuple[str, ...]]
) -> Iterator[Finding]:
    """Find two full names that are nearly one: the rarer is the wrong one."""
    left = {
        parts: each
        for parts, each in written.items()
        if parts not in told and people.who(Name(parts)) is None and len(parts) < MOST_WORDS and len(parts[0]) > 1
    }
    left = dict(islice(left.items(), _MOST_NAMES))
    order = {parts: position for position, parts in enumerate(left)}
    alike: dict[tuple[int, str], list[tuple[str, ...]]] = {}
    for parts in left:
        alike.setdefault((len(parts), parts[-1][0]), []).append(parts)
    asked = {name(question.name).parts for question in people.dossier.questions if question.name}
    for parts in [parts for parts, each in left.items() if each.introduced]:
        for other in alike[len(parts), parts[-1][0]]:
            if parts in told or other in told or not may_be_near(parts, other) or not nearly(parts, other):
                continue
            if asked & {parts, other} or are_two(left[parts], left[other]):
                continue
            # Of two spellings that are as frequent, the later is taken for the wrong one.
            right, wrong = sorted((parts, other), key=lambda each: (-len(left[each].spots), order[each]))
            told.add(wrong)
            at, called = left[right].spots[0]
            for source, words, _times in left[wrong].by_paper():
                yield _finding(source, words, at, called)


def _finding(source: Source, words: str, at: Source, called: str) -> Finding:
    where = stands(at)
    return look(
        RULE,
        source.place(words),
        f"“{words}” and “{called}” look like one person, spelt two ways.",
        f"{where[0].upper()}{where[1:]}, says “{called}”.",
        "Ask how the name is spelt, and use that throughout.",
    )


def _given_names(people: People, written: dict[tuple[str, ...], Written]) -> Iterator[Finding]:
    """Find a given name alone that is nearly that of the person of whom the passage speaks."""
    known = {each.name.given for each in people.known}
    recent: list[tuple[int, tuple[str, ...], Source, str]] = []
    before: Source | None = None
    small: set[str] | None = None
    for position, source in enumerate(people.sources):
        if before is None or before.paper is not source.paper:
            recent = []
        before = source
        text = source.block.text
        recent = [each for each in recent if position - each[0] <= _AWAY]
        for run in runs(text):
            parts = flat(run)
            each = written.get(parts)
            if len(run) > 1 and each and (each.introduced or parts in people.by_parts):
                recent.append((position, parts, source, text[run[0].start : run[-1].end]))
            if len(run) != 1 or len(parts) != 1 or len(parts[0]) < 5 or parts[0] in known:
                continue
            word = run[0]
            if not (word.possessive or _ACTS.match(text[word.end :])):
                continue
            for _position, full, at, words in recent:
                if parts[0] in full or not near_given(parts[0], full[0]):
                    continue
                small = small or _small_words(people)
                if parts[0] in small:
                    continue
                yield _finding(source, re.sub(r"['’][sS]?$", "", word.text), at, words)
                break


def _small_words(people: People) -> set[str]:
    """Every word that the papers write in small letters: no name."""
    return {word for source in people.sources for word in re.findall(r"\b[a-z]{4,}\b", source.block.text)}
