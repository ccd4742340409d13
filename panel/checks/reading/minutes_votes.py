"""Read how votes fell: counted out in a sentence, or recorded name by name."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from panel.checks.reading.blocks import Text
from panel.checks.reading.minutes_text import NAME
from panel.checks.reading.names import TITLE, Name, name

_SMALL = {
    "no": 0, "nil": 0, "none": 0, "zero": 0, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7,
    "eight": 8, "nine": 9, "ten": 10, "eleven": 11, "twelve": 12, "thirteen": 13, "fourteen": 14, "fifteen": 15,
}  # fmt: skip
_COUNT = rf"(?:\d{{1,2}}|{'|'.join(_SMALL)})"
_FOR, _AGAINST, _ABSTAINED = (rf"\b(?P<{side}>{_COUNT})" for side in ("for", "against", "abstained"))
_VOTED = r"(?:\s+(?:votes?|members?|councillors?))?(?:\s+(?:were|voted|voting))?\s+"
_ABSTENTIONS = rf"(?:[^.]{{0,40}}?{_ABSTAINED}\s+(?:members?\s+|councillors?\s+)?abst\w*)?"
_CARRIED = r"(?:carried|agreed|approved|adopted)"
_LOST = r"(?:lost|defeated|rejected)"
_TO = r"\s?(?:[-–:]|\bto\b)\s?"
_WINNER_FIRST = (
    # "carried by six votes to three"; "lost by five votes to four"
    re.compile(rf"\bby\s+{_FOR}\s+votes?\s+to\s+{_AGAINST}\b{_ABSTENTIONS}", re.IGNORECASE),
    # "carried 6-3"
    re.compile(rf"\b(?:carried|{_LOST})\s+(?:by\s+)?{_FOR}{_TO}{_AGAINST}\b(?!\s*[-–/%\d])", re.IGNORECASE),
)
_FOR_FIRST = (
    # "six votes for, three against and one abstention"
    re.compile(
        rf"{_FOR}{_VOTED}(?:in\s+favour|for)\b[^.]{{0,40}}?{_AGAINST}{_VOTED}against{_ABSTENTIONS}", re.IGNORECASE
    ),
    # "six members voted for it, against it three, and one abstained"
    re.compile(
        rf"{_FOR}{_VOTED}(?:in\s+favour|for)\b[^.\d]{{0,40}}?\bagainst(?:\s+(?:it|the\s+\w+|were|was))?\s+{_AGAINST}\b"
        rf"(?!\s+(?:votes?\s+)?against){_ABSTENTIONS}",
        re.IGNORECASE,
    ),
    # "voted six to three in favour"
    re.compile(
        rf"\bvoted\s+(?:by\s+)?{_FOR}(?:\s+(?:votes?\s+)?to\s+|\s?[-–]\s?){_AGAINST}\s+in\s+favour{_ABSTENTIONS}",
        re.IGNORECASE,
    ),
    # "There voted for the motion six members, against it three, and one abstained"
    re.compile(
        rf"\bvoted\s+for\s+(?:it|the\s+\w+)\s+{_FOR}\b[^.\d]{{0,20}}?\bagainst(?:\s+(?:it|the\s+\w+))?\s+{_AGAINST}\b"
        rf"{_ABSTENTIONS}",
        re.IGNORECASE,
    ),
    # "For: 6, Against: 3, Abstentions: 1"
    re.compile(
        r"(?:\bvot(?:es?|ed)\s+|^|[(.:;]\s?)"
        rf"(?:for|in\s+favour)\s?[:–-]?\s*{_FOR}\b[^.]{{0,20}}?\bagainst\s?[:–-]?\s*{_AGAINST}\b"
        rf"(?:[^.]{{0,20}}?\babst\w*\s?[:–-]?\s*{_ABSTAINED}\b)?",
        re.IGNORECASE,
    ),
)
_TALLIES = (*_FOR_FIRST, *_WINNER_FIRST)
_LOST_BY = re.compile(rf"\b{_LOST}\b", re.IGNORECASE)
_ELSEWHERE = re.compile(
    r"\b(?:survey|consultation|respon\w+|residents?|households?|poll|referendum|petition|public|"
    r"(?:Council|Cabinet|Parliament|Commons|Lords|Authority|Board)(?:\shad)?\svoted)\b"
)
"""Who votes here is not the panel."""
_THEN_OUTCOME = re.compile(
    rf"^(?:The|This|That|It|RESOLVED|Resolved)\b.{{0,60}}\b(?:{_CARRIED}|{_LOST}|fell)\b|^(?:{_CARRIED}|{_LOST})\W*$",
    re.IGNORECASE,
)
"""A sentence that says how the vote fell that the sentence before it counts."""
_SIDE = re.compile(
    r"""^(?i:(?:(?:those|members|councillors)\s)?(?:(?:who\s)?vot(?:ed|ing)\s)?
        (?P<side>for|in\sfavour|against|abstain(?:ed|ing)?|abstentions?)
        (?:\s(?:of\s)?the\s(?:motion|amendment|recommendation|proposal))?)
    \s*(?:\((?P<count>\d{1,2})\)|[-–]\s?(?P<dashed>\d{1,2})\b)?\s*[:–-]\s*
    (?P<names>[A-Z].*?)(?:\s\((?P<ending>\d{1,2})\))?\.?$""",
    re.VERBOSE,
)  # fmt: skip
_NEXT_SIDE = re.compile(r"(?<=\S)\s+(?=(?:Against|Abstain(?:ed|ing)|Abstentions)\s*(?:\(\d+\)|[-–:]))")
"""Where the next side begins that extraction has joined to the line before it."""


@dataclass(frozen=True)
class Vote:
    """How a vote fell, as minutes count it."""

    votes_for: int
    against: int
    abstained: int
    page: int
    words: str
    told: str
    """All that is said of it: the sentence, and the next where that says what came of it."""

    @property
    def total(self) -> int:
        """Votes and abstentions."""
        return self.votes_for + self.against + self.abstained


@dataclass(frozen=True)
class Side:
    """Those who voted one way, by name."""

    side: str
    """ "for", "against" or "abstained"."""
    count: int | None
    """How many it says they are."""
    names: tuple[Name, ...]
    page: int
    words: str


def votes(text: Text) -> Iterator[Vote]:
    """Give every vote of the body that is counted out."""
    told = [(each.text, each.page) for each in text.sentences]
    for (sentence, page), (following, _page) in zip(told, [*told[1:], ("", 0)], strict=False):
        found = next((found for tally in _TALLIES if (found := tally.search(sentence))), None)
        if found is None or _ELSEWHERE.search(sentence):
            continue
        counts = {side: _count(number or "0") for side, number in found.groupdict().items()}
        # Of a motion that is lost by five votes to four, the five are against.
        if found.re in _WINNER_FIRST and _LOST_BY.search(sentence[: found.end()]):
            counts["for"], counts["against"] = sorted((counts["for"], counts["against"]))
        then = _THEN_OUTCOME.match(following) and not any(tally.search(following) for tally in _TALLIES)
        said = f"{sentence} {following}" if then else sentence
        yield Vote(counts["for"], counts["against"], counts.get("abstained", 0), page, found[0].lstrip("(.:; "), said)


def _count(word: str) -> int:
    return int(word) if word.isdigit() else _SMALL[word.lower()]


def recorded_votes(text: Text) -> Iterator[tuple[Side, ...]]:
    """Give every vote that is recorded name by name, its sides together."""
    sides: list[Side] = []
    for part, page in ((part, block.page) for block in text.blocks for part in _NEXT_SIDE.split(block.text)):
        side = _side(part, page)
        if sides and (side is None or side.side in {each.side for each in sides}):
            yield tuple(sides)
            sides = []
        if side is not None:
            sides.append(side)
    if sides:
        yield tuple(sides)


def _side(text: str, page: int) -> Side | None:
    """Read "For (3): Councillors Finch, Boone and Hall"; None where it is anything else than a list of people."""
    found = _SIDE.match(text)
    if found is None or not (TITLE.match(found["names"]) or "," in found["names"]):
        return None
    pieces = [each for each in re.split(r"\s*(?:[,;&]|\band\b)\s*", re.sub(r"\(.*?\)", "", found["names"])) if each]
    if not all(re.fullmatch(NAME, each.strip()) for each in pieces):
        return None
    stated = found["count"] or found["dashed"] or found["ending"]
    label = found["side"].casefold()
    return Side(
        "abstained" if label.startswith("abst") else "against" if label == "against" else "for",
        int(stated) if stated else None,
        tuple(name(each.strip()) for each in pieces),
        page,
        text,
    )
