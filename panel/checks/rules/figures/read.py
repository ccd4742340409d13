"""The sentences of a meeting's papers with their figures, and what stands around a figure."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from typing import Final

from panel.checks.dossier import Dossier, Item, Paper
from panel.checks.finding import Finding, Place, Severity
from panel.checks.reading.figures import Figure, dates_in, figures, masked
from panel.checks.rules.figures.shape import Shape, joined, shape

UP: Final = (
    r"(?:increas(?:e|es|ed|ing)|rise|rises|rose|risen|rising|raised|grew|grown|growth|climbed|gained?|uplift|"
    r"up(?= by\b| from\b| on\b))"
)
DOWN: Final = (
    r"(?:decreas(?:e|es|ed|ing)|reduc(?:tion|tions|ed|es|ing)|fall|falls|fell|fallen|falling|drop|drops|dropped|"
    r"declin(?:e|es|ed|ing)|down(?= by\b| from\b| on\b))"
)
DIRECTION: Final = re.compile(rf"\b(?:(?P<up>{UP})|(?P<down>{DOWN}))\b", re.IGNORECASE)
_CHANGE_BEFORE: Final = re.compile(
    rf"\b(?:by|up|down|(?:{UP}|{DOWN}|change|difference|variance|overspend|underspend|saving|cut)s?\s(?:of|in|is|was))"
    r"\s+(?:an?\s|the\s|about\s|around\s|approximately\s|some\s|just\s|over\s|nearly\s|almost\s|a\sfurther\s)*\(?$",
    re.IGNORECASE,
)
_CHANGE_AFTER: Final = re.compile(
    rf"^(?:\)|\s*(?:of\s)?(?:[a-z-]+\s)?)\s*(?:{UP}|{DOWN}|improvement|underspend|overspend|saving)\b|"
    r"^\)?(?:,?\sor\s[\d.]{1,6}\s?(?:%|per cent),?)?\s*(?:of\s)?(?:(?:[a-z]+\s)?(?:lower|higher|more|fewer|"
    r"less) than|lower|higher|fewer|less|above|below|over|"
    r"under|up|down|better|worse)\b",
    re.IGNORECASE,
)
_WORDED: Final = re.compile(r"[^\W\d_]{2}")
_MOST_FIGURES = 40
"""What holds more is a table whose rows have run together, and no sentence."""
_YARDSTICK = r"(?:average|target|aspiration|threshold|limit|baseline|budget)"
_TIME = r"(?:quarter|month|year|week|period|figure|total)"
_REFERENCE: Final = re.compile(
    rf"(?:\b(?:compared|comparable|similar|relative)\s(?:to|with)|\bagainst|\bfrom|\bthan|\bin line with|"
    rf"\b(?:on|over|since)(?=\s(?:[\w'’-]+\s){{0,3}}{_TIME}\b)|\bprevious|\bpreceding|\bprior|"
    rf"\b(?:above|below|than|with|to|under|over|meets?|met|exceed(?:s|ed|ing)?|"
    rf"on)\s(?:[\w'’-]+\s){{0,4}}{_YARDSTICK})\b"
    r"(?:\s[\w'’/&-]+){0,7}\s?\(?$",
    re.IGNORECASE,
)


@dataclass(frozen=True, eq=False)
class Said:
    """A sentence with figures, and where it stands."""

    item: Item
    paper: Paper
    text: str
    page: int
    section: str
    """The nearest heading above it."""
    position: int
    """Its place among the paper's sentences."""
    bullet: bool
    figures: tuple[Figure, ...]
    masked: str = field(repr=False)
    """Its text with dates and the like blanked out."""
    before: Said | None = field(repr=False)
    """The sentence before it in the same paragraph or section."""

    @cached_property
    def dates(self) -> frozenset[str]:
        """The dates, years and references in it."""
        return dates_in(self.text)

    @cached_property
    def plain(self) -> tuple[Figure, ...]:
        """The figures that can be calculated with."""
        return tuple(figure for figure in self.figures if figure.plain)

    @cached_property
    def shape(self) -> Shape:
        """Its wording, each figure one sign."""
        return shape(self.masked, self.figures)

    @cached_property
    def led(self) -> Shape:
        """Its wording after that of the sentence before, where there is one."""
        return joined(self.before.shape, self.shape) if self.before else self.shape

    def upto(self, figure: Figure, start: int = 0) -> str:
        """Give what stands before a figure."""
        return self.masked[start : figure.start]

    def changes(self, figure: Figure) -> bool:
        """Say whether a figure is the size of a change: "a fall of 55 (0.5%)", "37% increase", "12 above"."""
        before = self.upto(figure)
        if _CHANGE_BEFORE.search(before) or _CHANGE_AFTER.search(self.masked[figure.end :]):
            return True
        bracketed = before.rstrip().endswith("(")
        return bracketed and any(
            other.end >= len(before.rstrip()) - 2 and _CHANGE_BEFORE.search(self.upto(other))
            for other in self.figures
            if other.end <= figure.start
        )

    def refers(self, figure: Figure) -> bool:
        """Say whether a figure is what another is compared with: "the previous quarter (227)", "from 853"."""
        before = re.split(r"[.;:]\s|,\s(?!compared)", self.upto(figure))[-1]
        return bool(_REFERENCE.search(before))

    def cut(self, start: int, end: int) -> str:
        """Give its words from one place to another, with the bracket that closes."""
        words = self.text[start:end]
        if words.count("(") > words.count(")") and self.text[end : end + 1] == ")":
            words += ")"
        return words.strip(" ,;:–-")

    def finding(self, rule: str, words: str, what: str, why: str, do: str) -> Finding:
        """Make a finding at this sentence."""
        return found(self.item, self.paper, self.page, rule, words, what, why, do)


def found(item: Item, paper: Paper, page: int, rule: str, words: str, what: str, why: str, do: str) -> Finding:
    """Make a finding."""
    return Finding(rule, Severity.LOOK, Place(item.number, paper.file_name, page, words), what, why, do)


def read(dossier: Dossier) -> list[list[Said]]:
    """Read every paper's sentences that hold figures, a list a paper; each knows the sentence before it."""
    return [list(_of(item, paper)) for item, paper in dossier.read_papers()]


def _of(item: Item, paper: Paper) -> Iterator[Said]:
    section = ""
    before: Said | None = None
    blocks = paper.text.sentences
    for position, block in enumerate(blocks):
        readable = masked(block.text)
        held = figures(block.text, readable)
        if len(held) > _MOST_FIGURES:
            before = None
            continue
        if block.heading and not held:
            following = blocks[position + 1].text if position + 1 < len(blocks) else ""
            # The label of a table's row, its months and "Signs of improvement:" head no section.
            if re.search(r"[A-Za-z]{3}", readable) and re.search("[A-Za-z]", following) and block.text[-1] != ":":
                section = block.text
            before = None
            continue
        said = Said(item, paper, block.text, block.page, section, position, block.bullet, held, readable, before)
        before = said
        if held and _WORDED.search(readable):
            yield said
