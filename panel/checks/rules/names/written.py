"""Every name that the papers write, gathered once: where it stands, and whether it is surely a person's."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from panel.checks.reading.blocks import sentences
from panel.checks.reading.minutes_text import present
from panel.checks.reading.names import NO_NAMES, TITLE, Word, flat, is_given, runs, titled
from panel.checks.rules.names.people import POSTS, People, Source

MOST_WORDS = 4
DOES = (
    r"(?:said|says|asked|explained|added|confirmed|advised|noted|reported|highlighted|presented|introduced|proposed|"
    r"seconded|thanked|suggested|joined|joins|replaces|replaced|leads|chairs|chaired|attended|commented|referred|"
    r"(?:has|have|had|was|is|will|would|who)\b)"
)
_OFFICE = rf",\s(?:the\s|our\s|my\s)?(?:[A-Z][\w’'-]*\s(?:(?:of|and|for)\s)?){{0,5}}(?:{POSTS}|Chair|Chairman|PA)\b"
_IS_SOMEBODY = re.compile(rf"^(?:\s{DOES}|,\s(?:who\b|an?\s[a-z])|{_OFFICE})")
"""What is said of people, and now and then of a place: "Una Marsh has", "Una Marsh, Head of Media"."""
_APPOINTED = re.compile(
    r"^(?:\s(?:has|have|had|was|is|will|would)(?:\salso)?\s(?:been\s|be\s)?"
    r"(?:appointed|joined|joining|leaving|left|retired|retiring|promoted|succeeded|replaced)\b"
    rf"|\s(?:joined|joins|replaces|replaced|retired)\b|{_OFFICE})"
)
"""What is said of people alone: who it is said of is one, even of a given name that no list has."""
_RANKS = frozenset("sergeant sgt inspector insp superintendent supt constable pc pcso dci dcc acc pi di ds dc".split())
_TWO = re.compile(
    r"\b(?:twins?|brothers?|sisters?|siblings?|husband|wife|father|mother|sons?|daughters?|cousins?|no relation|"
    r"not related|unrelated|not to be confused|namesakes?)\b",
    re.IGNORECASE,
)
"""What is said of two people who have like names."""


@dataclass
class Written:
    """One way in which a name is written, and where."""

    parts: tuple[str, ...]
    spots: list[tuple[Source, str]] = field(default_factory=list)
    """(passage, words)."""
    introduced: bool = False
    """Whether a title, an office or what they do says that a person is meant."""

    def by_paper(self) -> Iterable[tuple[Source, str, int]]:
        """Give the first place in each paper, with how often the paper has the name."""
        return first_in_each(self.spots)


def first_in_each(spots: Iterable[tuple[Source, str]]) -> Iterable[tuple[Source, str, int]]:
    """Give the first spot of each paper, with how many it has."""
    found: dict[tuple[str, str], tuple[Source, str, int]] = {}
    for source, words in spots:
        key = (source.item.number, source.paper.file_name if source.paper else "")
        first = found.get(key, (source, words, 0))
        found[key] = (first[0], first[1], first[2] + 1)
    return found.values()


def written(people: People) -> dict[tuple[str, ...], Written]:
    """Collect every run of two to four words with capitals, as names may be."""
    found: dict[tuple[str, ...], Written] = {}
    for source in people.sources:
        text = source.block.text
        for run in runs(text):
            for first in range(len(run) - 1):
                if TITLE.match(f"{run[first].text} "):
                    continue
                parts: tuple[str, ...] = run[first].parts
                for last in range(first + 1, min(len(run), first + MOST_WORDS)):
                    parts = parts + run[last].parts
                    each = found.setdefault(parts, Written(parts))
                    words = text[run[first].start : run[last].end]
                    each.spots.append((source, re.sub(r"['’][sS]?$", "", words)))
                    if not each.introduced and last == len(run) - 1:
                        ranked = first > 0 and run[first - 1].parts[-1] in _RANKS
                        at_head = first + last < MOST_WORDS
                        each.introduced = (ranked and NO_NAMES.isdisjoint(parts)) or (
                            at_head and _introduced(parts, text[run[last].end :])
                        )
        for its, _start in titled(text):
            if len(its.parts) > 1 and its.parts in found:
                found[its.parts].introduced = True
    return found


def _introduced(parts: tuple[str, ...], after: str) -> bool:
    """Whether what follows says that these words are a person's name."""
    if not NO_NAMES.isdisjoint(parts):
        return False
    return bool(_APPOINTED.match(after)) or (is_given(parts[0]) and bool(_IS_SOMEBODY.match(after)))


def are_two(one: Written, other: Written) -> bool:
    """Whether like names are two people's: one list or sentence has both, or a sentence says so."""
    papers = {id(source.paper): source.paper for source, _words in (*one.spots, *other.spots) if source.paper}
    for paper in papers.values():
        there = {parts for block in present(paper.text) for run in runs(block.text) for parts in _windows(run)}
        if one.parts in there and other.parts in there:
            return True
    said = [set(_sentences(each)) for each in (one, other)]
    if said[0] & said[1] or any(_TWO.search(sentence) for sentence in said[0] | said[1]):
        return True
    # "John Smyth, a resident": who is introduced like this is nobody of the record.
    return any(re.search(rf"{re.escape(words)},\san?\s[a-z]", source.block.text) for source, words in one.spots)


def _sentences(each: Written) -> Iterator[str]:
    """Give the sentences that hold a name."""
    for source, words in each.spots:
        yield from (sentence for sentence in sentences(source.block.text) if words in sentence)


def _windows(run: tuple[Word, ...]) -> Iterator[tuple[str, ...]]:
    for first in range(len(run)):
        for last in range(first + 1, min(len(run), first + MOST_WORDS)):
            yield flat(run[first : last + 1])
