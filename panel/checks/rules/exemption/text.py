"""Find in the text of papers what their access does not agree with: markings, grounds of another Act, leaked words."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from panel.checks.dossier import Dossier, Item, Paper
from panel.checks.finding import Finding, Place, Severity
from panel.checks.reading.markings import called_restricted, markings
from panel.law.exemptions import MARKING_AUTHORITY, PART, RESOLUTION_AUTHORITY

SHARED = 12
"""Words: an exempt paper and a public one that share so long a phrase share it by no accident."""
_MOST = 5
"""Phrases that are told of a pair of papers."""

_TITLED: Final = re.compile(
    r"[(\[]\s*(?:strictly\s+)?(?:restricted|exempt|confidential|not\s+for\s+publication|"
    r"official[-\s–]+sensitive)\b[^)\]]*[)\]]|"
    r"[-–—:]\s*(?:restricted|exempt|confidential|not\s+for\s+publication|official[-\s–]+sensitive)\s*$|"
    r"^\W*exempt\s+(?:minutes|report|appendix|annex|paper|information|item)\b|^\W*(?:not\s+for\s+publication|"
    r"restricted\s*[-–—:])",
    re.IGNORECASE,
)
_NAMED: Final = re.compile(
    r"(?:^|[-_ .(])(?:RESTRICTED|EXEMPT|CONFIDENTIAL|(?i:not[-_ ]for[-_ ]publication|official[-_ ]?sensitive))"
    r"(?=[-_ .)]|$)|[-_ (](?i:restricted|exempt|confidential)\)?\.\w{2,4}$"
)

_ACT: Final = (
    r"(?:Freedom\s+of\s+Information(?:\s+Act)?(?:\s+2000)?|FOIA?\b|F\.O\.I\.?|"
    r"Environmental\s+Information\s+Regulations(?:\s+2004)?|EIR\b)"
)
_SECTION: Final = r"(?:\b[sS]s?\.?|\b[Ss]ections?)\s?(?:2[1-9]|3\d|4[0-4])\b(?:\s?\(\w{1,3}\)){0,3}"
_KEPT: Final = (
    r"(?:\b[Ee]xempt(?:ed|ion)?\b|\bEXEMPT(?:ION)?\b|\b[Ww]ith(?:held|hold|holding)\b|\bWITHHELD\b|\b[Rr]edacted\b|"
    r"\b[Nn]ot\s+(?:for\s+publication|published|disclosed)\b|\bNOT\s+FOR\s+PUBLICATION\b)"
)
_MARKED: Final = rf"(?:{_KEPT}|\b[Rr]estricted\b|\bRESTRICTED\b|\b[Cc]onfidential\b|\bCONFIDENTIAL\b)"
_FOI_GROUND: Final = re.compile(
    rf"{_MARKED}(?!\s+from\s+(?:the\s+)?{_ACT})[^.;?]{{0,90}}?(?:{_SECTION}[^.;?]{{0,60}}?)?{_ACT}(?:[\s,:(]+{_SECTION})?|"
    rf"{_ACT}[^.;?]{{0,30}}?(?:{_SECTION})?[^.;?]{{0,30}}?{_MARKED}(?:[^.;?]{{0,20}}{_SECTION})?|"
    rf"{_SECTION}[^.;?]{{0,30}}?{_ACT}[^.;?]{{0,50}}?{_MARKED}|"
    rf"{_KEPT}[^.;?]{{0,60}}?{_SECTION}|{_SECTION}[^.;?]{{0,40}}?{_KEPT}"
)
_OTHER_ACT: Final = re.compile(
    r"\b(?!Information\b)(?:[A-Z]\w+|\d{4})(?:\s+(?:and|of|[A-Z]\w+|\([^)]*\)))*\s+(?:Act|Regulations|Order)\b"
)
_OF_A_PAPER: Final = re.compile(r"\s+(?:of|to|in|above|below)\b(?!\s+(?:the\s+)?Freedom)")
_NO_GROUND: Final = re.compile(
    r"\b(?:requests?|requesters?|applicants?|ICO|tribunal|publication\s+scheme|responses?\s+to|refus\w+|"
    r"subject\s+access|not\s+(?:\w+\s+)?(?:exempt|withheld|redacted)|non-exempt|no\s+(?:\w+\s+)?exempt\w*|(?:may|"
    r"might|could|would|can)\s+(?:\w+\s+)?be|"
    r"VAT|tax|training|policy|policies)\b",
    re.IGNORECASE,
)
"""Sentences that speak of the Act and withhold nothing: of requests for information, of what may be, of policy."""
_NONE: Final = re.compile(r"\b(?:no|not|none|nothing|neither)\b(?:\s+[\w’']+){0,4}\s*$", re.IGNORECASE)
_PARAGRAPHS: Final = re.compile(
    r"\bpara(?:graph)?s?\.?\s*(?P<numbers>\d{1,2}(?:\s*(?:,|and|&|or|to|[-–])\s*\d{1,2})*)\b(?!\s*(?:of|"
    r"in)\s+Part\s+(?:2|II|5|V)\b)",
    re.IGNORECASE,
)
_WORD: Final = re.compile(r"[^\W_]+(?:[’'.,/-][^\W_]+)*")
_SMALL_WORD: Final = re.compile(r"\b[a-z]+\b")
_CUT: Final = re.compile(r"redact|public\s+(?:version|copy)|\bpart\s+(?:1|i|a)\b|open\s+version", re.IGNORECASE)
"""A public paper that says it is another with parts left out."""
_COMMON: Final = re.compile(
    r"schedule\s+12a|public\s+interest|local\s+government|^that\s+(?:the|it)\b|freedom\s+of\s+information|"
    r"data\s+protection",
    re.IGNORECASE,
)
"""Sentences that any exempt paper and its report may share: of the law, and what is recommended."""


def find(dossier: Dossier) -> Iterator[Finding]:
    """Find them."""
    for item in dossier.items:
        for paper in item.papers:
            if not paper.exempt:
                yield from _marked(item, paper)
            yield from _foi(dossier, item, paper)
        yield from _called_restricted(item)
    yield from _shared(dossier)


def paragraphs_in(text: str) -> tuple[int, ...]:
    """Give the paragraphs of Schedule 12A's lists that a text states; those of the public-interest test are none."""
    numbers: set[int] = set()
    for found in _PARAGRAPHS.finditer(text):
        numbers.update(int(number) for number in re.findall(r"\d+", found["numbers"]))
        for start, end in re.findall(r"(\d+)\s*(?:to|[-–])\s*(\d+)", found["numbers"]):
            numbers.update(range(int(start), int(end) + 1))
    return tuple(sorted(numbers))


def stated_paragraphs(paper: Paper) -> tuple[tuple[int, ...], str, int | None]:
    """Give the paragraphs that a paper's own text states of Schedule 12A, the words and their page."""
    for sentence in paper.text.sentences:
        schedule = re.search(r"Schedule\s+12A", sentence.text, re.IGNORECASE)
        stated = _PARAGRAPHS.search(sentence.text)
        if schedule and stated:
            return paragraphs_in(sentence.text), stated[0], sentence.page
    return (), "", None


def _marked(item: Item, paper: Paper) -> Iterator[Finding]:
    sentences = [(sentence.text, sentence.page) for sentence in paper.text.sentences]
    found = list(markings(paper.text.plain_pages, sentences, paper.appendix))
    for marking in found:
        yield _marked_finding(Place(item.number, paper.file_name, marking.page, marking.words), paper, "marks itself")
    if not found and _TITLED.search(paper.title):
        yield _marked_finding(Place(item.number, paper.file_name, None, paper.title), paper, "is titled")
    elif not found and _NAMED.search(paper.file_name):
        yield _marked_finding(Place(item.number, paper.file_name, None, paper.file_name), paper, "has a file named")


def _marked_finding(place: Place, paper: Paper, verb: str) -> Finding:
    return Finding(
        "public paper marked restricted",
        Severity.STOPS,
        place,
        f"“{paper.title}” is public, but {verb} “{place.words}”.",
        f"{MARKING_AUTHORITY}: only what is withheld is marked so.",
        "Make the paper exempt and state its paragraph of Schedule 12A, or have its author take the marking off.",
    )


def _called_restricted(item: Item) -> Iterator[Finding]:
    """Find public appendices that a paper of their item calls restricted."""
    letters = {paper.appendix for paper in item.papers if paper.appendix}
    public = letters - {paper.appendix for paper in item.papers if paper.exempt}
    if not public:
        return
    told: set[str] = set()
    for paper in item.papers:
        for page, text in enumerate(paper.text.plain_pages, start=1):
            for letter, words in called_restricted(text):
                if letter in public - told - {paper.appendix}:
                    told.add(letter)
                    yield Finding(
                        "public appendix called restricted",
                        Severity.STOPS,
                        Place(item.number, paper.file_name, page, words),
                        f"{paper.file_name} calls it “{words}”, but Appendix {letter} of item {item.number} is public.",
                        f"{MARKING_AUTHORITY}: what is not open is withheld and marked, what is open is not.",
                        f"Make Appendix {letter} exempt, or have the words put right.",
                    )


def _foi(dossier: Dossier, item: Item, paper: Paper) -> Iterator[Finding]:
    """Find what is withheld on a ground of the Freedom of Information Act, which is no description of Schedule 12A."""
    part = PART[dossier.nation]
    for text, page in ((paper.title, None), *((sentence.text, sentence.page) for sentence in paper.text.sentences)):
        found = _FOI_GROUND.search(text)
        if not found or _NO_GROUND.search(text) or _NONE.search(text[: found.start()]):
            continue
        words = found[0].strip()
        after = text[found.end() : found.end() + 60]
        if not re.search(_ACT, words) and (_OTHER_ACT.search(words + after) or _OF_A_PAPER.match(after)):
            continue
        yield Finding(
            "ground of another Act",
            Severity.STOPS if paper.exempt and not paper.exempt_paragraphs else Severity.LOOK,
            Place(item.number, paper.file_name, page, words),
            f"“{words}” names a ground of the Freedom of Information Act, which is no description of Schedule 12A.",
            f"{RESOLUTION_AUTHORITY}; Schedule 12A, {part}: the public may be kept from a paper or its debate on those "
            "descriptions alone.",
            f"State the paragraph of {part} of Schedule 12A that applies, or confirm that the panel withholds nothing.",
        )


def _shared(dossier: Dossier) -> Iterator[Finding]:
    """Find long phrases that a public paper shares with an exempt one."""
    hidden: _Hidden = {}
    for item, paper in dossier.read_papers():
        if paper.exempt:
            for passage in _passages(paper):
                words = [word.casefold() for word, _start, _end in passage.words]
                for start in range(len(words) - SHARED + 1):
                    hidden.setdefault(tuple(words[start : start + SHARED]), (item, paper))
    if not hidden:
        return
    known = " ".join(f"{item.title} {item.purpose}" for item in dossier.items).casefold()
    for item, paper in dossier.read_papers():
        if paper.exempt or _CUT.search(f"{paper.title} {paper.file_name}"):
            continue
        runs = (run for passage in _passages(paper) for run in _runs(passage, hidden))
        told = [
            run for run in runs if run[0].casefold() not in known and len(_SMALL_WORD.findall(run[0])) >= SHARED // 2
        ]
        for phrase, page, source in told[:_MOST]:
            yield _leak(Place(item.number, paper.file_name, page, phrase), paper, *source)


@dataclass(frozen=True)
class _Passage:
    """A passage of a paper, with each word and where it stands in it."""

    text: str
    page: int
    words: tuple[tuple[str, int, int], ...]


_Hidden = dict[tuple[str, ...], tuple[Item, Paper]]
"""Phrases of so many words, and the exempt paper in which each stands."""


def _passages(paper: Paper) -> Iterator[_Passage]:
    """Give the passages that are long enough and no common form."""
    for block in paper.text.blocks:
        if not block.heading and not _COMMON.search(block.text):
            words = tuple((found[0], found.start(), found.end()) for found in _WORD.finditer(block.text))
            if len(words) >= SHARED:
                yield _Passage(block.text, block.page, words)


def _runs(passage: _Passage, hidden: _Hidden) -> Iterator[tuple[str, int, tuple[Item, Paper]]]:
    """Give each longest run of words that an exempt paper has too: the words, their page, and that paper."""
    words = [word.casefold() for word, _start, _end in passage.words]
    position = 0
    while position + SHARED <= len(words):
        source = hidden.get(tuple(words[position : position + SHARED]))
        if source is None:
            position += 1
            continue
        last = position + SHARED
        while last < len(words) and tuple(words[last - SHARED + 1 : last + 1]) in hidden:
            last += 1
        yield passage.text[passage.words[position][1] : passage.words[last - 1][2]], passage.page, source
        position = last


def _leak(place: Place, paper: Paper, item: Item, source: Paper) -> Finding:
    return Finding(
        "exempt words in a public paper",
        Severity.STOPS,
        place,
        f"“{place.words}” stands in the public paper {paper.file_name} and in the exempt “{source.title}” of item "
        f"{item.number}, word for word.",
        "A paper is withheld so that its words are not open to inspection (Local Government Act 1972, s.100B(2)).",
        "Take the words out of the public paper, or confirm that they are no part of what is exempt.",
    )
