"""Offices and roles that a paper gives to somebody else than the record does."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from panel.agendas.rules import ItemKind
from panel.checks.dossier import Person
from panel.checks.finding import Finding
from panel.checks.reading.dates import dates
from panel.checks.reading.minutes_text import present
from panel.checks.reading.names import TITLE, Name, Word, flat, is_given, name, nearly, runs, same
from panel.checks.rules.minutes import are_minutes
from panel.checks.rules.names.people import People, Source, group_of, look, of_a_group

RULE = "office differs from the record"
_CHAIR = r"(?P<vice>(?:Vice|Deputy)[- ]?)?Chair(?:man|woman|person)?"
_BODY = r"(?:[- ]elect)?(?:\s(?:of|to|for)\s(?:the\s)?(?P<body>[^,;.()]{3,80}))?"
_BEFORE = re.compile(
    rf"(?:(?P<panel>\bPanel['’]?s?\s)|\b(?P<the>[Tt]he\s)|^){_CHAIR}{_BODY}\s?(?:,\s|\(|:\s|\s[-–—]\s)$"
)
"""What stands before a name: "The Chair, " Councillor Finch; "Chair of the Panel: " Councillor Finch."""
_AFTER = re.compile(
    rf"^\s?(?:[-–—,]\s?[A-Z][\w\s-]*?(?:Council|Authority)\s?)?(?:\((?:the\s)?|,\s(?:the\s|as\s|who is\s)?|\s?[-–—]\s)"
    rf"(?:(?P<panel>[\w\s]*Panel['’]?s?\s))?{_CHAIR}(?!\w){_BODY}(?:(?:,|\s[-–—])\s(?P<also>[A-Z][^()]*)\))?"
)
_CHAIRED = re.compile(r"\b(?P<body>[Pp]anel|[Gg]roup)\s(?:is|will be)\s(?P<vice>vice-)?chaired by\s$")
_CHAIRS = re.compile(r"^,?\s(?:who\s|which\s)?(?P<vice>vice-)?chairs\sthe\s(?P<body>[\w\s]*?(?:[Pp]anel|[Gg]roup))\b")
"""What stands after it: Councillor Finch "(Chair)", ", Chair of the Panel", "- Larkshire County Council (Chair)"."""
_UNDER = re.compile(
    rf"^(?:(?P<panel>[\w\s]*(?:Panel|Committee))\s)?{_CHAIR}(?:(?:\sof|,)\s(?:the\s)?(?P<body>[\w\s,&-]*(?:Panel|Committee)))?$"
)
"""The line under a name that closes or heads a letter."""
_THEN = re.compile(
    r"\b(?:former|formerly|previous|previously|then|past|outgoing|retiring|retired|ex-|late|acting|interim|absence|elect(?:ed|s)?|"
    r"appoint(?:ed|s|ment)?|nominat\w+|proposed|took the chair|until|succe\w+|predecessor|by \d{4})\b",
    re.IGNORECASE,
)
_OTHER_BODY = re.compile(
    r"\b(?:board|committee|cabinet|council|partnership|forum|association|group|authority|network|conference|trust|charity|"
    r"commission|scheme|bench|meeting)\b",
    re.IGNORECASE,
)
_NEAR = 150
"""So many characters before a name say what office it has."""
_ANY_PANEL = {"the", "pcp", "panel", "police", "crime"}


@dataclass(frozen=True)
class Holder:
    """Who holds an office of the panel or of one of its groups, as the record has it."""

    person: Person
    body: str

    @property
    def called(self) -> Name:
        """The name, taken apart."""
        return name(self.person.name)


def find(people: People) -> Iterator[Finding]:
    """Find a chair, a vice-chair or an office-holder who is somebody else than the record's."""
    told: set[tuple[str, str, str]] = set()
    before: Source | None = None
    for source in people.sources:
        for finding in (*_chairs(people, source, before), *_office_holder(people, source)):
            key = (finding.place.item, finding.place.paper, finding.place.words)
            if key not in told:
                told.add(key)
                yield finding
        before = source


def _chairs(people: People, source: Source, before: Source | None) -> Iterator[Finding]:
    text = source.block.text
    if "hair" not in text:
        return
    under = _UNDER.match(text)
    of_panel = under and (under["body"] or under["panel"])
    if under and of_panel and before and before.paper is source.paper:
        whole = [its for its in people.named(before.block.text) if its[1] == 0 and its[2] == len(before.block.text)]
        for its, _start, _end in whole:
            yield from _chair(people, before, its, bool(under["vice"]), of_panel, "")
    for its, start, end in people.named(text):
        left = text[max(start - _NEAR, 0) : start]
        found = _CHAIRED.search(left) or _CHAIRS.match(text[end:])
        if found:
            yield from _chair(people, source, its, bool(found["vice"]), found["body"], "")
            continue
        found = _BEFORE.search(left)
        if found:
            clause = re.split(r"[.;:]\s", left)[-1]
            yield from _chair(people, source, its, bool(found["vice"]), found["body"] or found["panel"] or "", clause)
            continue
        found = _AFTER.match(text[end:])
        if found and not TITLE.match(text[end + found.end() :].strip(" )") + " "):
            clause = re.split(r"[.;:]\s", left)[-1] + found[0]
            body = found["body"] or found["also"] or found["panel"] or ""
            yield from _chair(people, source, its, bool(found["vice"]), body, clause)


def _chair(people: People, source: Source, its: Name, vice: bool, body: str, clause: str) -> Iterator[Finding]:
    """Compare one whom a passage calls chair with the chair of the body that it speaks of."""
    holders = _holders(people, source, vice, body, clause)
    if not holders or any(same(its.parts, holder.called.parts) for holder in holders):
        return
    if any(nearly(its.parts, holder.called.parts) for holder in holders) or _of_old(people, clause + body):
        return
    holder = holders[0]
    if _another_time(people, source, holder):
        return
    office = "Vice-Chair" if vice else "Chair"
    known = people.who(its)
    yield look(
        RULE,
        source.place(its.words),
        f"“{its.words}” is called {office}, and the {office} of the {holder.body} is {holder.person.name}.",
        f"The record has {holder.person.name} as {office}" + (f"; it has {known.described}." if known else "."),
        "Correct the name or the office.",
    )


def _of_old(people: People, clause: str) -> bool:
    """Whether a clause speaks of another time: of who held the office before, or of a year that is past."""
    years = [int(year) for year in re.findall(r"\b(?:19|20)\d\d\b", clause)]
    return bool(_THEN.search(clause)) or any(year < people.dossier.date.year - 1 for year in years)


def _holders(people: People, source: Source, vice: bool, body: str, clause: str) -> list[Holder]:
    """Give those whom the passage may rightly call chair; none where it speaks of another body."""
    dossier = people.dossier
    role = "vice-chair" if vice else "chair"
    panel = [Holder(each, dossier.body) for each in dossier.members if _is(each.role, role)]
    group = group_of(dossier, source.item, source.paper)
    chairs = [Holder(each, group.name) for each in group.members if _is(each.role, role)] if group else []
    if body:
        kind = dossier.body.rpartition(" ")[2].casefold()
        others = {"group", "committee", "panel"} - {kind}
        if kind in body.casefold() and not any(other in body.casefold() for other in others):
            return panel if _is_ours(body, dossier.body) else []
        named = [each for each in dossier.groups if each.name.casefold() in body.casefold()]
        if named:
            return [Holder(each, named[0].name) for each in named[0].members if _is(each.role, role)]
        return chairs if re.search(r"\b(?:working |task )?group\b", body, re.IGNORECASE) else []
    if of_a_group(source.item, source.paper):
        # A group's paper may speak of its own chair or of the panel's.
        return [*chairs, *panel] if chairs or dossier.working_group else []
    if source.paper and are_minutes(source.item, source.paper):
        head = " ".join((source.paper.title, *(block.text for block in source.paper.text.blocks[:5])))
        return panel if source.item.kind is ItemKind.MINUTES or "panel" in head.casefold() else []
    return [] if _OTHER_BODY.search(clause) else panel


def _is(role: str, office: str) -> bool:
    return re.sub(r"(?:man|woman|person)\b", "", role.casefold()).replace(" ", "-").startswith(office)


def _is_ours(body: str, panel: str) -> bool:
    """Whether words that name a panel may mean this one: they add no name that it does not have."""
    words = {word.casefold() for word in re.findall(r"\b[A-Z][\w-]+", body)}
    return words <= {word.casefold() for word in re.findall(r"\w[\w-]+", panel)} | _ANY_PANEL


def _another_time(people: People, source: Source, holder: Holder) -> bool:
    """Whether a passage tells of a day on which somebody else may have held or filled the office."""
    if source.paper is None:
        return False
    head = [source.paper.title, *(block.text for block in source.paper.text.blocks[:8])]
    days = [day for words in head for written in dates(words) if (day := written.first) and day == written.last]
    if holder.person.since and days and min(days) < holder.person.since:
        return True
    if are_minutes(source.item, source.paper):
        lines = present(source.paper.text)
        there = any(holder.called.surname in word.parts for line in lines for run in runs(line.text) for word in run)
        return bool(lines) and not there
    return bool(days) and (people.dossier.date - max(days)).days > 366


def _office_holder(people: People, source: Source) -> Iterator[Finding]:
    """Find somebody else called by the office-holder's title."""
    dossier = people.dossier
    text = source.block.text
    titles = [title for title in (dossier.office_title, dossier.office_abbreviation) if title and title in text]
    holder = next((each for each in dossier.people if each.role == dossier.office_title), None)
    if not titles or not holder or _another_time(people, source, Holder(holder, dossier.body)):
        return
    for found in re.finditer(rf"\b(?:{'|'.join(map(re.escape, titles))})\b", text):
        left, right = text[: found.start()], text[found.end() :]
        if not _of_this_area(left, right, dossier.body) or _of_old(people, re.split(r"[.;:]\s", left)[-1]):
            continue
        for words in (_follows(people, right, found.end()), _precedes(people, left, right)):
            if words is None:
                continue
            its, start = words
            called = name(holder.name)
            if same(its.parts, called.parts) or nearly(its.parts, called.parts):
                continue
            known = people.who(its)
            yield look(
                RULE,
                source.place(text[start : start + len(its.words)]),
                f"“{its.words}” is called {found[0]}, and the {dossier.office_title} is {holder.name}.",
                f"The record has {holder.name} as {dossier.office_title}"
                + (f", and {known.described}." if known and known.roles else "."),
                "Correct the name or the office.",
            )


_DEPUTY = re.compile(r"\b(?:Deputy|Assistant|Acting|Former|Interim|Shadow|Candidate|OP|D|[A-Z][\w’'-]+)[\s-]?$")
_AREA = re.compile(r"^\s?(?:\([A-Z]+\)\s?)?(?:for|of|in)\s(?:the\s)?(?P<area>[A-Z][\w-]+)")


def _of_this_area(left: str, right: str, panel: str) -> bool:
    """Whether a title stands for this panel's own office-holder: no deputy's, no neighbour's, no predecessor's."""
    before = _DEPUTY.search(left)
    if before:
        word = re.sub(r"['’]s?$", "", before[0].strip())
        if word not in ("The", "Our", "Your", "Dear", "As", "And") and word.casefold() not in panel.casefold():
            return False
    area = _AREA.match(right)
    return not area or area["area"].casefold() in panel.casefold()


def _follows(people: People, right: str, offset: int) -> tuple[Name, int] | None:
    """Read a name after the title: ", Una Marsh," or " Una Marsh said"."""
    lead = re.match(r"(?:\s\([A-Z]{2,5}\))?(?:\sfor\s[A-Z]\w+)?(?:,\s|\s|:\s|\s[-–]\s)", right)
    if not lead:
        return None
    rest = right[lead.end() :]
    run = next(iter(runs(rest[:60])), ())
    its = _person(people, rest, run) if run and run[0].start == 0 else None
    if its is None:
        return None
    after = rest[len(its.words) :]
    area = _AREA.match(after)
    if area and area["area"].casefold() not in people.dossier.body.casefold():
        return None
    # "the Commissioner, Rob Hale and ..." counts people up; an apposition ends with a comma, a stop or the verb.
    if lead[0].endswith(", ") and not re.match(r"(?:\s(?:OBE|MBE|CBE|TD|QPM|MP))?(?:,\s(?!and\b)|[.;)]|$)", after):
        return None
    return its, offset + lead.end()


def _precedes(people: People, left: str, right: str) -> tuple[Name, int] | None:
    """Read a name before the title: "Una Marsh, " or "Una Marsh ("; "(PCC, Merseyside)" is another area's."""
    if re.match(r",\s[A-Z][\w\s]*\)", right):
        return None
    lead = re.search(r"(?:,\s(?:the\s|our\s|your\s)?(?:[A-Z]\w+['’]s\s)?|\s\((?:the\s)?|\s[-–]\s)$", left)
    if not lead:
        return None
    all_runs = runs(left[: lead.start()])
    run = all_runs[-1] if all_runs else ()
    if not run or run[-1].end != lead.start():
        return None
    for first in range(len(run) - 1):
        its = _person(people, left[run[first].start : lead.start()], _moved(run[first:]))
        if its is not None and len(its.words) == lead.start() - run[first].start:
            return its, run[first].start
    return None


def _moved(run: tuple[Word, ...]) -> tuple[Word, ...]:
    by = run[0].start
    return tuple(Word(word.text, word.start - by, word.end - by, word.parts, word.possessive) for word in run)


def _person(people: People, text: str, run: tuple[Word, ...]) -> Name | None:
    """Read a full name at the head of a run: one of the record, or one whose given name is known as such."""
    for last in range(min(len(run), 4) - 1, 0, -1):
        parts = flat(run[: last + 1])
        if parts in people.by_parts:
            return Name(parts, words=text[: run[last].end])
    if len(run) in (2, 3) and is_given(run[0].parts[0]) and not run[0].text.isupper():
        end = 2 if len(run) == 2 or run[2].text.isupper() else 3
        parts = flat(run[:end])
        return Name(parts, words=re.sub(r"['’][sS]?$", "", text[: run[end - 1].end]))
    return None
