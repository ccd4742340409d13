"""Lists of people against the record: who is a member, for which authority, who was there."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from panel.checks.dossier import Item, Paper, Person
from panel.checks.finding import Finding, Place
from panel.checks.reading.blocks import Block, sentences
from panel.checks.reading.dates import dates
from panel.checks.reading.minutes_text import attendance, present
from panel.checks.reading.names import TITLE, Name, bare, listed, name, nearly, same
from panel.checks.rules.minutes import are_minutes, records_here
from panel.checks.rules.names.people import Known, People, Source, among, group_of, look, of_a_group, record_of
from panel.law.words import day_in_words

MEMBERSHIP = "membership differs from the record"
ATTENDANCE = "attendance differs from the record"
_KINDS = r"(?:County|City|Borough|District|Metropolitan|Unitary)"
_HEADING = re.compile(
    r"""^(?:
      (?:(?:current|the|panel|committee|working\sgroup|task\sgroup)\s)*member(?:ship|s)\b(?!['’])
        (?:\s(?:of|for|list|20\d\d|in)\b.*)?
      |[\w\s-]*\b(?:panel|working\sgroup|committee|group)\smember(?:ship|s)\b(?:\s20\d\d(?:[/-]\d+)?)?
    )\s*:?$""",
    re.IGNORECASE | re.VERBOSE,
)
_COMPRISES = re.compile(
    r"""\b(?:members(?:\sof\s[^.;:]{3,80}?)?\s(?:are|were)|membership\s(?:is|comprises|consists\sof|currently\scomprises)
      |comprises|consists\sof|is\smade\sup\sof|has\sthe\sfollowing\smembers)\b:?""",
    re.IGNORECASE | re.VERBOSE,
)
_IS_A_MEMBER = re.compile(
    r"^,\s(?:a|an?\s(?:independent|co-opted|lay)|our)\smember\sof\s(?:the|this|our)\s(?P<body>Panel|[\w\s-]+?Panel)(?![\w-])"
)
""" "Councillor Finch, a member of the Panel"."""
_MAY_LIST = re.compile(r"[Mm]ember|omprises|onsists|made up")
_LEAD = re.compile(
    r"\s?(?:\((?:Vice-|Deputy )?(?:Chair|Co-?opted)[^)]*\)\s?)?(?:[-–—,(:|]|of|from|representing|for)?\s?(?:the\s)?"
)
_AS_GUEST = re.compile(r"\b(?:substitut|observ|invit|guest|also|deputi[sz]|in place of|on behalf of)", re.IGNORECASE)
_MOST_LINES = 40
_LONG = 130


@dataclass(frozen=True)
class _Listed:
    """A list of members in a paper."""

    head: Source
    words: str
    """The heading, or the words that say that a list follows."""
    people: tuple[tuple[Source, Name], ...]


def find(people: People) -> Iterator[Finding]:
    """Find members under a wrong authority, and lists of members and of those present that differ."""
    for record in records_here(people.dossier):
        held = day_in_words(record.date, weekday=False)
        for person in record.present:
            left = _left_before(people, name(person.name), record.date) if person.member else None
            if left:
                yield _gone(Place(words=person.name), f"{person.name} is recorded as present on {held}", left)
    yield from _authorities(people)
    yield from _called_members(people)
    for item, paper in people.dossier.read_papers():
        if are_minutes(item, paper):
            yield from _attendance(people, item, paper)
            yield from _strangers(people, item, paper)
        else:
            yield from _memberships(people, item, paper)


def _authorities(people: People) -> Iterator[Finding]:
    """Find a member who stands beside another of the panel's authorities than their own."""
    own = [
        (each, _as_written(people, each))
        for each in people.known
        if each.person.member and each.person.authority and not each.former
    ]
    forms = {authority: _forms(authority) for authority in people.dossier.authorities}
    told = set()
    for source in people.sources:
        text = source.block.text
        if "Counc" not in text and not re.search(r"\b[CBDM]{1,2}C\b", text):
            continue
        for known, pattern in own:
            for found in pattern.finditer(text):
                rest = text[found.end() :]
                lead = _LEAD.match(rest)
                start = lead.end() if lead else 0
                named = [authority for authority, form in forms.items() if form.match(rest[start:])]
                if not named or known.person.authority in named:
                    continue
                form = forms[named[0]].match(rest[start:])
                words = text[found.start() : found.end() + start + (form.end() if form else 0)]
                words += ")" if "(" in words and ")" not in words and f"{words})" in text else ""
                key = (source.item.number, source.paper.file_name if source.paper else "", words)
                if key not in told:
                    told.add(key)
                    yield look(
                        MEMBERSHIP,
                        source.place(words),
                        f"“{words}”: {known.person.name} sits for another authority.",
                        f"The record has {known.person.name} as a member for {known.person.authority}.",
                        "Correct the authority, or the record if the seat has changed.",
                    )


def _called_members(people: People) -> Iterator[Finding]:
    """Find somebody who is called a member of the panel and is none."""
    members = [name(person.name) for person in (*people.dossier.members, *people.dossier.former)]
    for source in people.sources:
        if "ember of " not in source.block.text or people.dossier.working_group:
            continue
        for its, _start, end in people.named(source.block.text):
            said = _IS_A_MEMBER.match(source.block.text[end:])
            ours = said and (said["body"] == "Panel" or said["body"] in people.dossier.body)
            if ours and not among(its, members) and not any(nearly(its.parts, each.parts) for each in members):
                yield look(
                    MEMBERSHIP,
                    source.place(its.words),
                    f"“{its.words}” is called a member, and is none of the {people.dossier.body}.",
                    f"The record of the {people.dossier.body} has no such member.",
                    "Correct the name, or add the member to the record.",
                )


def _as_written(people: People, known: Known) -> re.Pattern[str]:
    """Make a pattern of a recorded name, in full or, where nobody shares it, of the surname after its title."""
    full = r"\s".join(re.escape(word) for word in bare(known.person.name).split())
    alone = len(people.by_surname[known.name.surname]) == 1 and known.name.councillor
    first = known.name.given[:1]
    initials = rf"(?:{first}\.?\s?)?"
    short = rf"|(?:Councillor|Cllr\.?)\s{initials}{re.escape(bare(known.person.name).split()[-1])}" if alone else ""
    return re.compile(rf"\b(?:(?:{TITLE.pattern}\s)?{full}{short})(?![\w-])", re.IGNORECASE)


def _forms(authority: str) -> re.Pattern[str]:
    """Make a pattern of an authority's name, in full or in a short form: "Stratford District Council", "Rugby BC"."""
    kind = re.search(rf"\s{_KINDS}(?:\sBorough)?\sCouncil$|\sCouncil$", authority)
    head = authority[: kind.start()] if kind else authority
    words = re.escape(head).replace(r"\ and\ ", r"\s(?:and|&)\s").replace(r"\ ", r"[\s-]").replace(r"\-", r"[\s-]")
    short = re.escape(re.split(r"[-\s](?:on|upon|under|in)[-\s]", head)[0])
    initials = "".join(word[0] for word in kind[0].split()) if kind else ""
    named = kind[0].strip().replace(" ", r"\s").replace("Council", "Counci(?:l|llor)") if kind else ""
    return re.compile(rf"(?:{words}|{short})\s(?:{named}|{initials or 'Council'})(?![a-z])")


def _attendance(people: People, item: Item, paper: Paper) -> Iterator[Finding]:
    """Compare the members listed as present with the record of that meeting."""
    record = record_of(people, paper)
    if record is None or of_a_group(item, paper) != people.dossier.working_group:
        return
    there = [each for each in attendance(paper.text) if each.member]
    recorded = [person for person in record.present if person.member]
    names = [each.name for each in there]
    if len([each for each in recorded if among(name(each.name), names)]) < max(2, len(recorded) / 2):
        return
    held = day_in_words(record.date, weekday=False)
    heading = present(paper.text)[0]
    for person in recorded:
        its = name(person.name)
        if not among(its, names) and not any(nearly(its.parts, each.parts) for each in names):
            page, words = _head_of_list(paper, heading)
            yield look(
                ATTENDANCE,
                Place(item.number, paper.file_name, page, words),
                f"The list of those present leaves out {person.name}.",
                f"The record has {person.name} among those present on {held}.",
                "Add the member, or correct the record of attendance.",
            )
    others = [name(person.name) for person in (*record.present, *people.dossier.people)]
    members = [name(person.name) for person in (*people.dossier.members, *people.dossier.former)]
    absent = [name(each) for each in record.apologies]
    for each in there:
        if not among(each.name, members) and not among(each.name, absent):
            continue
        if among(each.name, [name(person.name) for person in recorded]) or any(
            nearly(each.name.parts, its.parts) for its in others
        ):
            continue
        yield look(
            ATTENDANCE,
            Place(item.number, paper.file_name, each.page, each.words),
            f"“{each.words}” is listed as present.",
            f"The record does not have {each.name.words} among those present on {held}.",
            "Take the member out of the list, or correct the record of attendance.",
        )


def _left_before(people: People, its: Name, day: date) -> Person | None:
    """Give the former member of a name whose seat had ended by a day."""
    current = {person.name for person in people.dossier.people}
    return next(
        (
            person
            for person in people.dossier.former
            if person.until and person.until < day and person.name not in current
            if its.given and name(person.name).given and same(its.parts, name(person.name).parts)
        ),
        None,
    )


def _gone(place: Place, what: str, left: Person) -> Finding:
    until = day_in_words(left.until, weekday=False) if left.until else ""
    return look(
        ATTENDANCE,
        place,
        f"{what}, after leaving.",
        f"The record has {left.name} until {until}.",
        "Correct the name, the attendance or the day on which the seat ended.",
    )


def _strangers(people: People, item: Item, paper: Paper) -> Iterator[Finding]:
    """Find who is listed as present after leaving, or as a member of a working group that has others."""
    head = [paper.title, *(block.text for block in paper.text.blocks[:5])]
    days = [day for words in head for written in dates(words) if (day := written.first) and day == written.last]
    there = [each for each in attendance(paper.text) if each.member and each.name.given]
    if not days or not there:
        return
    group = group_of(people.dossier, item, paper)
    own = [name(person.name) for person in group.members] if group else []
    others = [each for each in there if not among(each.name, own)]
    for each in others:
        place = Place(item.number, paper.file_name, each.page, each.name.words)
        left = _left_before(people, each.name, min(days))
        if left:
            yield _gone(place, f"“{each.name.words}” is listed as present", left)
        elif (
            group
            and len(others) == 1
            and len(there) - 1 >= max(2, len(own) / 2)
            and among(each.name, [name(person.name) for person in people.dossier.members])
            and not _AS_GUEST.search(each.words)
        ):
            yield look(
                ATTENDANCE,
                place,
                f"“{each.name.words}” is listed as present, and is no member of the {group.name}.",
                f"The record of the {group.name} has no such member.",
                "Say in what capacity they were there, or correct the name or the record.",
            )


def _head_of_list(paper: Paper, first: Block) -> tuple[int, str]:
    """Give the page and the words of the heading over a list, or its first line."""
    blocks = paper.text.blocks
    position = next((at for at, block in enumerate(blocks) if block is first), 0)
    head = blocks[position - 1] if position and len(first.text) < _LONG else first
    return head.page, head.text


def _memberships(people: People, item: Item, paper: Paper) -> Iterator[Finding]:
    """Compare every list of members in a paper with the record."""
    for found in _lists(item, paper):
        body, members = _whose(people, found)
        if len(members) < 3:
            continue
        recorded = [name(person.name) for person in members]
        names = [its for _source, its in found.people]
        if len([its for its in recorded if among(its, names)]) < max(2, len(recorded) / 2):
            continue
        for person, its in zip(members, recorded, strict=True):
            if not among(its, names) and not any(nearly(its.parts, each.parts) for each in names):
                yield look(
                    MEMBERSHIP,
                    found.head.place(found.words),
                    f"The list of members leaves out {person.name}.",
                    f"The record has {person.name} as a member of the {body}.",
                    "Add the member, or correct the record.",
                )
        for source, each in found.people:
            strange = not among(each, recorded) and not any(nearly(each.parts, its.parts) for its in recorded)
            if strange and (each.councillor or each.given):
                left = next((p for p in people.dossier.former if same(each.parts, name(p.name).parts)), None)
                ended = f", until {day_in_words(left.until, weekday=False)}" if left and left.until else ""
                yield look(
                    MEMBERSHIP,
                    source.place(each.words),
                    f"“{each.words}” is listed as a member, and is none of the {body}.",
                    f"The record has {left.name} as a former member{ended}."
                    if left
                    else f"The record of the {body} has no such member.",
                    "Take the name out, or add the member to the record.",
                )


def _whose(people: People, found: _Listed) -> tuple[str, list[Person]]:
    """Give the body whose members a list names, with those whom the record has."""
    dossier = people.dossier
    group = next((each for each in dossier.groups if each.name.casefold() in found.head.block.text.casefold()), None)
    said = re.search(r"\bpanel\b", found.words, re.IGNORECASE)
    group = group or (None if said else group_of(dossier, found.head.item, found.head.paper))
    if group:
        return group.name, list(group.members)
    if of_a_group(found.head.item, found.head.paper) or re.search(r"\bgroup\b", found.words, re.IGNORECASE):
        return "", []
    # Of a group that ended the members are on record, of the panel of another day they are not.
    return ("", []) if found.words.startswith("members were") else (dossier.body, list(dossier.members))


def _lists(item: Item, paper: Paper) -> Iterator[_Listed]:
    """Find lists of members: under a heading, or told in a sentence."""
    blocks = paper.text.blocks
    for position, block in enumerate(blocks):
        source = Source(item, paper, block)
        said = _COMPRISES.search(block.text) if _MAY_LIST.search(block.text) else None
        if said:
            people = list(listed(next(sentences(block.text[said.end() :].lstrip()), "")))
            first = people[0].words if people else ""
            words = block.text[said.start() : block.text.find(first, said.end()) + len(first)]
            yield _Listed(source, words, tuple((source, its) for its in people))
        elif len(block.text) < _LONG and _HEADING.match(block.text):
            yield _Listed(
                source, block.text, tuple(_entries(item, paper, blocks[position + 1 : position + _MOST_LINES]))
            )


def _entries(item: Item, paper: Paper, lines: Sequence[Block]) -> Iterator[tuple[Source, Name]]:
    """Give the names under a heading, up to the first line that is none of a list."""
    begun = False
    for line in lines:
        names = list(listed(line.text))
        if not names and (len(line.text) > _LONG or line.number or line.text.endswith(".")):
            break
        if not names and begun and not _subheading(line):
            break
        begun = begun or bool(names)
        yield from ((Source(item, paper, line), its) for its in names)


def _subheading(line: Block) -> bool:
    """Whether a line parts a list: "Councillors:", "Co-opted Independent Members", "Member Authority"."""
    return len(line.text) < 60 and bool(
        re.search(r"\b(?:members?|councillors?|independents?|co-?opted|authority|name)\b", line.text, re.IGNORECASE)
    )
