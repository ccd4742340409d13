"""Read how a paper marks itself: restricted, exempt, not for publication, OFFICIAL-SENSITIVE.

A marking is a label at the head or foot of a page, the answer of a form's field, or a sentence that begins by saying
so of this very paper. Prose that speaks of confidentiality, a list of appendices that calls one restricted, and
OFFICIAL alone are none.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

_HEAD = 8
"""Lines of the first page among which a title page carries its label."""
_EDGE = 2
"""Lines at the head and foot of each page."""
_LONG = 120
"""Characters: a longer line is prose."""

_SENSITIVE: Final = r"OFFICIAL\s*[-–—:/(\[\s]\s*SENSITIVE[)\]]?"
_STRONG: Final = (
    rf"(?:{_SENSITIVE}|(?:STRICTLY\s+)?PRIVATE\s*(?:AND|&|/)\s*CONFIDENTIAL|"
    r"NOT\s+FOR\s+(?:PUBLICATION|DISCLOSURE|PUBLIC\s+(?:RELEASE|DISCLOSURE|VIEW|INSPECTION)))"
)
_PLAIN: Final = (
    rf"(?:{_STRONG}|(?:(?:STRICTLY\s+)?CONFIDENTIAL(?!ITY)|RESTRICTED)(?:\s+(?:DRAFT|DOCUMENT|REPORT|PAPER|ITEM|"
    r"APPENDIX|ANNEX|MINUTES|BRIEFING|COPY))?|(?:TOP\s+)?SECRET|"
    r"EXEMPT(?:\s+(?:INFORMATION|ITEM|REPORT|APPENDIX|ANNEX|PAPER|MINUTES|FROM\s+PUBLICATION))?(?:\s+(?:[A-Z]|"
    r"\d{1,2})\b)?)"
)
_ALONE: Final = re.compile(rf"^\W*{_PLAIN}\W*$", re.IGNORECASE)
"""A line that is nothing but the label, in any case of letters."""
_LEADS: Final = re.compile(rf"^\W*{_PLAIN}\s*(?:[-–—:|(\[]|(?:BY\s+VIRTUE|UNDER|UNTIL|AS\s+DEFINED)\b)")
_TRAILS: Final = re.compile(rf"(?:[-–—:|(\[]\s*|^(?:PART|Part)\s+(?:2|II|B)\W+){_PLAIN}[)\]\s.]*$")
_CAPITALS: Final = re.compile(rf"^(?=[^a-z]*$).*\b{_STRONG}")
_AMID: Final = re.compile(
    rf"[,;:|–—-]\s*NOT\s+FOR\s+(?:PUBLICATION|DISCLOSURE)\b|"
    rf"[,;:|–—-]\s*{_SENSITIVE}[\s.,|]*(?:(?:Page\s+)?\d{{1,3}}(?:\s+of\s+\d{{1,3}})?)?$"
)
"""A label behind the name of the paper or of its author."""
_ANYWHERE: Final = re.compile(rf"^\W*{_SENSITIVE}\W*(?:[A-Z /&-]+)?$|^\W*Official\s*[-–—:]\s*Sensitive\W*$")
_NOT: Final = re.compile(r"\b(?:not?|un|never|none|without)[\s-]+(?:\w+\s+){0,2}$|\bnon-$", re.IGNORECASE)
_NOT_MARKED: Final = re.compile(
    r"\bnot\s+(?:protectively\s+marked|restricted|exempt|confidential)|\bnon-exempt|\bno\s+exempt|\?\s*$", re.IGNORECASE
)

_ANSWERED: Final = re.compile(r"(?:yes|no|none|n/?a|nil|not\s+applicable)\b", re.IGNORECASE)
"""After a line that only asks."""

_FIELD: Final = re.compile(
    r"\b(?i:(?:government\s+)?(?:security|protective|document|gsc)\s+(?:classification|marking)|classification|"
    r"protective(?:ly)?\s+marked|marking)[ \t]*(?:(?:[:|–-]|\n)\s*(?:Official\s*[-–—:(]\s*Sensitive|Restricted|"
    rf"Confidential|Secret|Exempt)\b|[\s:|–-]*(?:{_SENSITIVE}|RESTRICTED|CONFIDENTIAL|SECRET|EXEMPT|PROTECT)(?!\w))"
)
_ANSWER: Final = re.compile(
    r"(?im)^[^\w\n]*+(?:is\s+(?:this|the)\s+(?:report|paper|item|appendix)\s+|contains?\s+|does\s+this\s+\w+\s+contain\s+)?"
    r"(?:part\s+2\s+)?(?:confidential|exempt|restricted)(?:\s*(?:/|or|and)\s*(?:confidential|exempt|restricted))?"
    r"(?:\s+(?:information|report|item|paper|appendix))?\s*[?:–|-]*\s+Yes\b(?![ \t]*/|[ \t]*\d)(?P<rest>[^\n]*)"
)
_SAYS: Final = re.compile(
    r"^(?:(?:This\s+(?:report|paper|document|appendix|annex|item|briefing|note|letter)|"
    r"(?:The\s+)?(?:contents?|information|details)\s+(?:of|in|contained\s+in)\s+this\s+(?:report|paper|document|"
    r"appendix|annex))"
    r"(?:\s+and\s+its\s+appendi(?:x|ces))?\s+(?:"
    r"(?:is|are|must\s+be\s+treated\s+as|(?:is|has\s+been)\s+(?:marked|classified)(?:\s+as)?|"
    r"is\s+to\s+be\s+treated\s+as)\s+"
    rf"(?:considered\s+|deemed\s+|strictly\s+)?(?i:exempt|confidential|restricted|not\s+for\s+publication|{_SENSITIVE}|"
    r"private\s+and\s+confidential)\b(?!\s+(?:to|by|in)\b|\s+from\s+(?!publication|disclosure|the\s+p|inspection|"
    r"being\s+p))|(?:contains?|includes?)\s+(?i:exempt|confidential|restricted)(?:\s+(?:or|and)\s+(?:exempt|"
    r"confidential))?\s+"
    r"(?:information|material|details|data))|The\s+(?:report|paper|document)\s+is\s+(?i:restricted|exempt|"
    r"confidential)(?:\s+and|,)\s+(?:is\s+)?not\s+for\s+publication|"
    r"(?:NOT|Not)\s+(?:FOR|for)\s+(?:PUBLICATION|publication|DISCLOSURE|disclosure)\b|"
    r"(?:EXEMPT|Exempt|CONFIDENTIAL|Confidential|RESTRICTED|Restricted)(?:\s+(?i:information|report|item))?\W+"
    r"(?i:by\s+virtue\s+of|under\s+(?:paragraph|schedule|section|category)|within\s+the\s+meaning|as\s+defined)|"
    r"(?i:by\s+virtue\s+of)\s+(?i:paragraphs?|categor\w+)\s+\d)"
)
_ANOTHER: Final = re.compile(
    r"\b(?:appendi(?:x|ces)|annex(?:es)?|enclosures?)\s*(?P<which>[A-Z]\b|\d{1,2}\b)?", re.IGNORECASE
)
_WITHHELD: Final = r"(?:restricted|exempt|confidential|not\s+for\s+publication|official[-\s–]+sensitive)"
_CALLED: Final = (
    *(
        re.compile(rf"\b(?i:appendix|annex)\s+(?P<letter>[A-Z]|\d{{1,2}})\b{rest}", re.MULTILINE)
        for rest in (
            # "Appendix C (restricted)", "Appendix C - RESTRICTED - x", but not "Appendix C - Confidential hotline".
            rf"\s*[(\[]\s*(?i:strictly\s+)?(?i:{_WITHHELD})\b\s*(?:[)\],:–-]|(?i:by|under|information|item)\b)",
            r"\s*(?:[-–—:,]\s*)?(?:RESTRICTED|EXEMPT|CONFIDENTIAL|NOT\s+FOR\s+PUBLICATION|OFFICIAL[-\s–]+SENSITIVE)\b",
            rf"\s*[-–—:,]\s*(?i:{_WITHHELD})\s*(?:[-–—:)]|$|(?i:by|under|information|item)\b)",
            rf"\s+(?:is|are|remains|which\s+is)\s+(?i:{_WITHHELD})\b(?!\s+(?:to|from\s+(?!publication|disclosure)))",
            rf"[^.\n]{{1,70}}[-–—(\[]\s*(?i:{_WITHHELD})\s*(?:[)\]]|$)",
        )
    ),
    re.compile(r"\b(?i:restricted|exempt|confidential)\s+(?i:appendix|annex)\s+(?P<letter>[A-Z]|\d{1,2})\b"),
)


@dataclass(frozen=True)
class Marking:
    """Words with which a paper marks itself, and the page on which they stand."""

    words: str
    page: int


def markings(pages: Sequence[str], sentences: Sequence[tuple[str, int]], appendix: str = "") -> Iterator[Marking]:
    """Find them in a paper's pages and in its sentences (each with its page), every wording once."""
    seen: set[str] = set()
    for marking in (*_labels(pages, appendix), *_fields(pages), *_sayings(sentences, appendix)):
        key = re.sub(r"[\W\d]+", " ", marking.words).casefold().strip()
        if not any(key in other or other in key for other in seen):
            seen.add(key)
            yield marking


def called_restricted(text: str) -> Iterator[tuple[str, str]]:
    """Find the appendices that a text calls restricted or exempt: their letter, and the words."""
    for pattern in _CALLED:
        for match in pattern.finditer(text):
            if not _NOT.search(text[max(0, match.start() - 30) : match.start()]):
                yield match["letter"], " ".join(match[0].split())


def _labels(pages: Sequence[str], appendix: str) -> Iterator[Marking]:
    lines = [[" ".join(line.split()) for line in page.split("\n") if line.strip()] for page in pages]
    edges = Counter(line for page in lines for line in {*page[:_EDGE], *page[-_EDGE:]})
    for number, page in enumerate(lines, start=1):
        for position, (line, following) in enumerate(zip(page, [*page[1:], ""], strict=False)):
            if _ANSWERED.match(following):
                continue
            title = number == 1 and position < _HEAD
            edge = title or position < _EDGE or position >= len(page) - _EDGE
            marked = (edge and _labelled(line, title=title or edges[line] > 1)) or _ANYWHERE.search(line)
            if marked and len(line) <= _LONG and not _NOT_MARKED.search(line) and not _of_another(line, appendix):
                yield Marking(line, number)


def _labelled(line: str, *, title: bool) -> bool:
    """Whether a line at a page's edge is a label; on a title page or as a running head small letters count too."""
    if _ALONE.match(line):
        return title or line.isupper()
    if _LEADS.search(line) or _CAPITALS.search(line) or _AMID.search(line):
        return True
    return title and bool(_TRAILS.search(line))


def _fields(pages: Sequence[str]) -> Iterator[Marking]:
    for number, page in enumerate(pages, start=1):
        for match in _FIELD.finditer(page):
            yield Marking(" ".join(match[0].split()), number)
        for match in _ANSWER.finditer(page):
            if not _ANOTHER.search(match["rest"]):
                yield Marking(" ".join(match[0].split()), number)


def _sayings(sentences: Sequence[tuple[str, int]], appendix: str) -> Iterator[Marking]:
    for sentence, page in sentences:
        found = _SAYS.match(sentence)
        if not found:
            continue
        rest = sentence[found.end() :]
        if not _of_another(rest, appendix):
            yield Marking(" ".join(found[0].split()), page)


def _of_another(line: str, appendix: str) -> bool:
    """Whether a line speaks of an appendix that is not this paper."""
    found = _ANOTHER.search(line)
    if found is None:
        return False
    return not found["which"] or found["which"].casefold() != appendix.casefold()
