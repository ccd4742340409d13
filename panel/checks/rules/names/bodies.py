"""Names of the panel, its authorities and the office that it scrutinises, misspelt or used for another."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from rapidfuzz.distance import OSA

from panel.checks.finding import Finding
from panel.checks.rules.names.people import People, Source, look

RULE = "body's name misspelt"
ABBREVIATION = "abbreviation of another office"
_WORD = re.compile(r"[A-Za-z\u00c0-\u024f][\w’'-]*|&")
_CAPITAL = re.compile(r"(?<![\w’'-])[A-Z\u00c0-\u00de][\w’'-]{3,}")
_SMALL = frozenset(("and", "of", "the", "for", "on", "upon", "in"))
_AREA_ENDS = re.compile(
    r"\s(?:Police|Policing)\b.*$|\s(?:County|City|Borough|District|Metropolitan)?\s?(?:Borough\s)?Council$"
)
_SWAPPED = {"borough": "district", "district": "borough"}


def find(people: People) -> Iterator[Finding]:
    """Find words that are nearly the name of a body of the record, and abbreviations of another office."""
    names = _Names(_bodies(people))
    told = set()
    for source in people.sources:
        for finding in (*_phrases(source, names), *_abbreviations(people, source)):
            key = (finding.place.item, finding.place.paper, finding.place.words)
            if key not in told:
                told.add(key)
                yield finding


def _bodies(people: People) -> list[tuple[str, tuple[str, ...]]]:
    """List the record's bodies, each with its words in small letters."""
    dossier = people.dossier
    area = _AREA_ENDS.sub("", dossier.body)
    named = [dossier.body, *dossier.authorities, *(group.name for group in dossier.groups)]
    named += [f"{area} Police"] if area != dossier.body else []
    if dossier.office_title:
        named += [dossier.office_title, f"Office of the {dossier.office_title}"]
    found = [(body, tuple(_plain(word) for word in _WORD.findall(body))) for body in dict.fromkeys(named)]
    return [(body, parts) for body, parts in found if len(parts) > 1]


@lru_cache(maxsize=8192)
def _plain(word: str) -> str:
    return "and" if word == "&" else re.sub(r"['’]s?$", "", word).casefold()


class _Names:
    """The names of bodies, and which of their words another word may be, misspelt."""

    def __init__(self, bodies: list[tuple[str, tuple[str, ...]]]) -> None:
        self.at: dict[str, list[tuple[str, tuple[str, ...], int]]] = {}
        for body, parts in bodies:
            for position, part in enumerate(parts):
                if len(part) >= 4 and part not in _SMALL:
                    self.at.setdefault(part, []).append((body, parts, position))
        self.right = {part for _body, parts in bodies for part in parts}
        self._meant: dict[str, tuple[str, ...]] = {}

    def meant(self, word: str) -> tuple[str, ...]:
        """Give the words that this one may be, misspelt or of another kind of council; a plural is neither."""
        if word not in self._meant:
            swapped = [_SWAPPED[word]] if _SWAPPED.get(word) in self.at else []
            misspelt = [] if word in self.right else [right for right in self.at if _misspelt(word, right)]
            self._meant[word] = (*swapped, *misspelt)
        return self._meant[word]


def _misspelt(word: str, right: str) -> bool:
    if word[0] != right[0] or word.rstrip("s") == right.rstrip("s"):
        return False
    distance = OSA.distance(word, right, score_cutoff=2)
    return distance == 1 or (distance == 2 and min(len(word), len(right)) >= 9)


def _phrases(source: Source, names: _Names) -> Iterator[Finding]:
    """Find a body's name with one word of it misspelt, all the others being right."""
    text = source.block.text
    found: list[re.Match[str]] | None = None
    for match in _CAPITAL.finditer(text):
        for right in names.meant(_plain(match[0])):
            found = found or list(_WORD.finditer(text))
            here = next(at for at, each in enumerate(found) if each.start() >= match.start())
            # Of two names that hold the word, as an office and "Office of" it, the longer is meant.
            for body, parts, position in sorted(names.at[right], key=lambda each: -len(each[1])):
                words = _written(text, found, here - position, parts, position)
                if words and (_SWAPPED.get(right) != _plain(match[0]) or parts[-1] == "council"):
                    yield look(
                        RULE,
                        source.place(words),
                        f"“{words}” is not quite the name of the {body}.",
                        f"The record has the {body}.",
                        "Correct the name.",
                    )
                    break


def _written(text: str, found: list[re.Match[str]], first: int, parts: tuple[str, ...], wrong: int) -> str:
    """Give the words that stand for a name, if all but the wrong one are its own; empty if they are not."""
    window = found[max(first, 0) : first + len(parts)]
    if first < 0 or len(window) < len(parts):
        return ""
    if any(_plain(each[0]) != parts[at] for at, each in enumerate(window) if at != wrong):
        return ""
    words = text[window[0].start() : window[-1].end()]
    return "" if re.search(r"[.,;:()]", words) else words


def _abbreviations(people: People, source: Source) -> Iterator[Finding]:
    """Find an abbreviation behind the title of another office: the deputy's behind the office-holder's."""
    title, short = people.dossier.office_title, people.dossier.office_abbreviation
    if not title or not short or short not in source.block.text:
        return
    for found in re.finditer(
        rf"(?P<deputy>[Dd]eputy\s)?{re.escape(title)}\s\((?P<short>D?{re.escape(short)})\)", source.block.text
    ):
        means_deputy = found["short"] != short
        if means_deputy != bool(found["deputy"]):
            said = "the deputy" if means_deputy else f"the {title}"
            yield look(
                ABBREVIATION,
                source.place(found[0]),
                f"“{found['short']}” stands for {said}, and here for somebody else.",
                f"“{short}” is the abbreviation of {title} in the record.",
                "Correct the abbreviation or the title.",
            )
