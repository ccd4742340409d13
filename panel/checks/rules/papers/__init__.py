"""Find what is wrong with the papers under an item: missing, not what was promised, without what a report must have."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import takewhile
from typing import Final

from panel.agendas.rules import ItemKind
from panel.checks.dossier import Dossier, Item, Paper
from panel.checks.finding import Finding, Place, Severity
from panel.checks.reading.blocks import MOST_LINES
from panel.checks.reading.structure import Built, built, heading
from panel.checks.reading.titles import plain
from panel.checks.rules.papers import appendices, clearing, heads, left, sections, titles
from panel.checks.rules.papers.kinds import addressed, head_lines, named, report_of

_WITH_REPORT: Final = frozenset({ItemKind.REPORT, ItemKind.WORKING_GROUP_REPORT, ItemKind.WORK_PROGRAMME})
_WITH_PAPER: Final = _WITH_REPORT | {ItemKind.MINUTES, ItemKind.COMPLAINTS}
_PROMISE: Final = re.compile(
    r"\b(?:to )?(?:consider|receive|note|review|approve|confirm|agree|discuss|scrutinise|endorse|adopt|have|sign)\s+"
    r"(?:and\s+\w+\s+)?"
    r"(?:(?!verbal|oral)[\w’'-]+\s+){0,6}?(?:reports?|briefing|minutes|letter|papers?|statement|response)\b",
    re.IGNORECASE,
)
_ENCLOSED: Final = re.compile(r"\b(?:attached|enclosed|appended|herewith|copy (?:attached|enclosed))\b", re.IGNORECASE)
_MARKED: Final = re.compile(
    r"\b(?:verbal(?:ly)?|oral(?:ly)?|to follow|tabled|circulated|no report|withdrawn|deferred)\b", re.IGNORECASE
)
_SPOKEN: Final = re.compile(
    r"\b(?:presentation|presented|discussion|demonstration|question and answer)\b", re.IGNORECASE
)
_NEEDS_NONE: Final = re.compile(
    r"^(?:election|appointment of (?:the )?(?:a )?(?:vice[- ])?chair|dates?\b|next meeting|any other|urgent|welcome|"
    r"apologies|declarations?|exclusion|public (?:questions?|participation)|questions?|chair|close|matters arising|"
    r"membership|items? for)",
    re.IGNORECASE,
)
_KIND_NAMED: Final = {
    "minutes": re.compile(r"\bminutes\b|\bnotes of\b", re.IGNORECASE),
    "letter": re.compile(r"\b(?:letter|response|reply|answer|correspondence|dear)\b", re.IGNORECASE),
}
_NAMES_PAPER: Final = re.compile(
    r"\b(?:receive|consider|note|confirm|approve|sign)\b[^.;]{0,40}?\b(?P<kind>minutes|letter)\b", re.IGNORECASE
)
_ASKS: Final = re.compile(
    r"^[^\w\n]*+(?:\d[\d.]*+\)?\s*+)?recommend|\b(?:(?:is|are) (?:asked|invited|requested|recommended) to|"
    r"recommendations?\s*:|recommendations? (?:is|are)(?: as follows|:| that|\s*$)|it is recommended|recommended that|"
    r"report is for (?:information|noting))|"
    r"^[^\w\n]*+(?:for (?:information|noting)\b|(?:decision|action)s? (?:required|requested|sought))",
    re.IGNORECASE | re.MULTILINE,
)
_HEADING_ALONE: Final = re.compile(r"^[^\w\n]*+(?:\d[\d.]*+\W*+)?recommendations?\W*$", re.IGNORECASE | re.MULTILINE)
_ASKED: Final = re.compile(
    r"\b(?:that|to|asked|invited|recommend\w*|requested|(?:agree|note|approve|endorse|consider|comment|support|resolve|"
    r"delegate|receive|scrutinise|adopt|confirm|thank|accept|reject|defer|appoint|elect|refer)(?:s|d|ed)?|none|"
    r"information|"
    r"decision)\b",
    re.IGNORECASE,
)
_WRITTEN_BY: Final = re.compile(
    r"^[^\w\n]*+(?i:(?:report\s+)?authors?|(?:officer\s+)?contacts?(?:\s+(?:officers?|details|information|points?|name))?|"
    r"prepared by|written by|presented by|report(?:ing)? (?:officer|by|from)|(?:lead|responsible) officers?|"
    r"further information|for (?:further|more) information[^.]{0,40}contact|name\s+contact)"
    r"(?=\s*:|\s*$|\s+[A-Z-])|(?<![\w.])[\w.]+@\s?[\w-]+\.|"
    r"^[^\w\n]*+(?i:report of) (?:the )?(?:[A-Z][\w-]+ )+(?:Officer|Director|Treasurer|Executive|Clerk|Solicitor|"
    r"Secretariat|Manager)",
    re.MULTILINE,
)
_OFFICE: Final = re.compile(
    r"\b(?:Officer|Director|Manager|Executive|Treasurer|Clerk|Solicitor|Head of [A-Z]\w+)\s*$|"
    r"\b(?:Tel|Telephone|Ext)\b[.:]?\s*\d",
    re.MULTILINE,
)
_REACHED: Final = re.compile(
    r"(?<![\w.])[\w.]+@\s?(?!(?:gmail|hotmail|outlook|yahoo|icloud|btinternet|aol)\.)[\w-]+\.|"
    r"\(?\b0(?!7)\d{2,4}\)?[\s-]?\d{3}[\s-]?\d{3,4}\b|^[^\w\n]*+contacts?\b|\b(?:further|more) information\b",
    re.IGNORECASE | re.MULTILINE,
)
"""A way to reach somebody about a report."""
_BACKGROUND: Final = re.compile(
    r"\bbackground (?:papers?|documents?|reading)\b|\b(?:section|s\.?)\s?100D\b|"
    r"\baccess to information\b|\bsupporting (?:papers|documents)\b",
    re.IGNORECASE,
)
_OTHER_DOCUMENT: Final = re.compile(
    r"\b(?:plan|strategy|presentation|slides|annual report|statement of accounts|inspection|framework|policy|"
    r"questions?|protocol|terms of reference|guidance|leaflet|newsletter|survey|data pack|"
    r"dashboard|agenda|statement|precept)\b",
    re.IGNORECASE,
)
_SLIDES: Final = re.compile(r"\b(?:presentation|slides)\b", re.IGNORECASE)
_PARTS = 3
"""What a report has at its foot and head: a recommendation, an author, its background papers."""
_FEW = 6
"""Blocks under the heading of the recommendations that are looked at."""
_SOME = 40
"""A report has more words than this."""


def find(dossier: Dossier) -> Iterator[Finding]:
    """Find them."""
    contacts = _contacts_are_given(dossier)
    for item in dossier.items:
        yield from _promised(dossier, item)
        yield from _purpose(item)
        yield from _parts(dossier, item, contacts=contacts)
        yield from _unreadable(item)
    yield from appendices.find(dossier)
    yield from titles.find(dossier)
    yield from heads.find(dossier)
    for item, paper in dossier.read_papers():
        yield from sections.find_in(item, paper)
        yield from left.find_in(item, paper)
    yield from _attached_twice(dossier)
    yield from clearing.find(dossier)


def _promised(dossier: Dossier, item: Item) -> Iterator[Finding]:
    """Find an item that promises a paper and has none."""
    if item.papers or item.report or any(each.number.startswith(f"{item.number}(") for each in dossier.items):
        return
    words_of = f"{item.title} {item.purpose}"
    encloses = _ENCLOSED.search(words_of)
    said = _PROMISE.search(item.purpose) if item.kind in _WITH_PAPER else None
    if not encloses and (_MARKED.search(words_of) or (_SPOKEN.search(words_of) and not said)):
        return
    if not (encloses or said or (item.kind in _WITH_REPORT and not _NEEDS_NONE.match(item.title))):
        return
    words = said[0] if said else encloses[0] if encloses else item.title
    yield Finding(
        "no paper",
        Severity.LOOK,
        Place(item.number, "", None, words),
        f"Item {item.number}, “{item.title}”, promises a paper (“{words}”), but none is attached."
        if words != item.title
        else f"Item {item.number}, “{item.title}”, has no paper.",
        "It is not marked “to follow” or “verbal”. Reports are open to inspection with the agenda: Local Government "
        "Act 1972, s.100B.",
        "Attach the paper, or mark the item “to follow” or “verbal”.",
    )


def _purpose(item: Item) -> Iterator[Finding]:
    """Find a purpose that names minutes or a letter which is not among the item's papers."""
    if not item.papers or _MARKED.search(item.purpose):
        return
    for match in _NAMES_PAPER.finditer(item.purpose):
        kind = match["kind"].casefold()
        there = _KIND_NAMED[kind]
        texts = (text for paper in item.papers for text in (paper.title, paper.file_name, *head_lines(paper)))
        if any(there.search(text.replace("-", " ")) for text in texts):
            continue
        yield Finding(
            "purpose names a paper not attached",
            Severity.LOOK,
            Place(item.number, "", None, match[0]),
            f"Item {item.number} says “{match[0]}”, but its papers hold no {kind}.",
            "Its papers: " + "; ".join(named(paper) for paper in item.papers) + ".",
            "Attach what the item names, or change its words.",
        )


def _contacts_are_given(dossier: Dossier) -> bool:
    """Whether all of this meeting's reports but one say how to reach somebody about them."""
    given = [
        bool(_REACHED.search("\n".join(report.text.pages)))
        for item in dossier.items
        if item.kind in _WITH_REPORT and (report := report_of(item)) and _a_report(dossier, report, 0)
    ]
    return len(given) > _PARTS - 1 and sum(given) == len(given) - 1


def _parts(dossier: Dossier, item: Item, *, contacts: bool) -> Iterator[Finding]:
    """Find a report without recommendation, author and contact, or background papers."""
    report = report_of(item)
    if not report or item.kind not in _WITH_REPORT:
        return
    text = "\n".join(report.text.pages)
    paper_built = built(report.text)
    missing = [
        name
        for name, there in (
            ("recommendation", _recommends(paper_built) or _ASKS.search(_HEADING_ALONE.sub("", text))),
            ("author and contact", "author" in paper_built.parts or _WRITTEN_BY.search(text) or _signed(text)),
            ("list of background papers", "background" in paper_built.parts or _BACKGROUND.search(text)),
        )
        if not there
    ]
    if contacts and "author and contact" not in missing and not _REACHED.search(text):
        missing.append("contact")
    if not missing or not _a_report(dossier, report, len(missing)):
        return
    own = heading(paper_built)
    words = own.text if own else report.title
    law = " Each report has a list of its background papers: Local Government Act 1972, s.100D."
    holder = _office_holders(dossier, report, paper_built)
    yield Finding(
        "report lacks a part",
        Severity.NOTE if holder else Severity.LOOK,
        Place(item.number, report.file_name, 1, words),
        f"The report “{report.title}” has no {_listed(missing)}.",
        "Its headings and its last page were looked at."
        + (law if "list of background papers" in missing else "")
        + (" Some commissioners’ offices leave these out of their own updates." if holder else ""),
        "Add what is missing; where there are no background papers, write “None”.",
        about=", ".join(missing),
    )


def _recommends(paper_built: Built) -> bool:
    """Whether something is asked under the heading of the recommendations, which may stand in one line with them."""
    heading_ = paper_built.parts.get("recommendation")
    if heading_ is None:
        return False
    place = paper_built.body.index(heading_)
    following = min((section.at for section in paper_built.sections if section.at > place), default=place + 1 + _FEW)
    under = takewhile(lambda block: not block.heading or block.number, paper_built.body[place + 1 : following][:_FEW])
    said = " ".join(block.text for block in under)
    return not said or bool(_ASKED.search(said))


def _signed(text: str) -> bool:
    """Whether an office stands in the last lines, as under a name."""
    return bool(_OFFICE.search("\n".join(text.rstrip().splitlines()[-6:])))


def _listed(words: list[str]) -> str:
    return words[0] if len(words) == 1 else f"{', no '.join(words[:-1])} and no {words[-1]}"


def _a_report(dossier: Dossier, report: Paper, missing: int) -> bool:
    """Whether a paper is a report to the panel, rather than a plan, an inspection or slides sent with the agenda."""
    if len(report.text.whole.split()) < _SOME or _SLIDES.search(report.title):
        return False
    return addressed(dossier, report) or (missing < _PARTS and not _OTHER_DOCUMENT.search(report.title))


def _office_holders(dossier: Dossier, report: Paper, paper_built: Built) -> bool:
    """Whether the office-holder gives the report: their name, or their office's, stands in its letterhead."""
    head = plain(" ".join(head_lines(report)))
    names = [person.name for person in dossier.people if dossier.office_title and person.role == dossier.office_title]
    if any(plain(name) in head for name in names) or "recommendation" in paper_built.parts:
        return any(plain(name) in head for name in names)
    office = plain(dossier.office_title)
    return bool(office) and (f"office of the {office}" in head or f"report of the {office}" in head)


def _unreadable(item: Item) -> Iterator[Finding]:
    for paper in item.papers:
        if paper.pages and not any(page.strip() for page in paper.pages) and not paper.drawn:
            yield Finding(
                "no text",
                Severity.NOTE,
                Place(item.number, paper.file_name, 1, paper.title),
                f"{named(paper)} has no text: it looks like a scan, which cannot be searched or read aloud.",
                f"Its {len(paper.pages)} pages hold no words." if len(paper.pages) > 1 else "Its page holds no words.",
                "Ask for the file that it was printed from, or have its text read.",
            )
        elif paper.text.too_long:
            yield Finding(
                "too long to check",
                Severity.NOTE,
                Place(item.number, paper.file_name, 1, paper.title),
                f"{named(paper)} has more than {MOST_LINES:,} lines; those behind are not checked.",
                "A text without end would hold up the check of the whole meeting.",
                "Hand it in as several files, or read the rest yourself.",
            )


def _attached_twice(dossier: Dossier) -> Iterator[Finding]:
    seen: dict[str, tuple[Item, Paper]] = {}
    for item, paper in dossier.read_papers():
        text = " ".join("".join(paper.text.pages).split())
        if len(text) < 200:
            continue
        before, other = seen.setdefault(text, (item, paper))
        if other is paper:
            continue
        yield Finding(
            "attached twice",
            Severity.LOOK,
            Place(item.number, paper.file_name, 1, paper.title),
            f"{named(paper)} under item {item.number} is the same paper as {named(other)} under item {before.number}.",
            "Their texts are the same, word for word.",
            "Look whether the wrong file was handed in, and attach it once.",
        )
