"""Find exempt papers that cannot be withheld as they stand, resolutions that do not cover them, and what leaks.

"a resolution ... shall identify the proceedings, or the part of the proceedings, to which it applies, and state the
description, in terms of Schedule 12A" (Local Government Act 1972, s.100A(5)).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Final

from panel.agendas.rules import ItemKind
from panel.checks.dossier import Dossier, Item, Paper
from panel.checks.finding import Finding, Place, Severity
from panel.checks.rules.exemption import handed_in, personal_data, text
from panel.checks.rules.exemption.text import paragraphs_in, stated_paragraphs
from panel.law.exemptions import PARAGRAPHS, PART, RESOLUTION_AUTHORITY, Nation
from panel.law.words import counted

_EXCLUSION: Final = re.compile(
    r"\b(?:exclu(?:sion|de|ding)\s+(?:of\s+)?(?:the\s+)?(?:members\s+of\s+the\s+)?(?:public|press)\b|(?:reports?|"
    r"items?|business)\s+containing\s+(?:confidential|exempt))",
    re.IGNORECASE,
)
_READMISSION: Final = re.compile(
    r"\b(?:re-?admission|re-?admit\w*|return\s+to\s+(?:open|public)|public\s+session|open\s+session|re-?open\w*)\b",
    re.IGNORECASE,
)
_IF_NEEDED: Final = re.compile(
    r"\bif\s+(?:any|required|necessary|needed)\b|\bwhere\s+(?:required|necessary)\b|\bany\b", re.IGNORECASE
)
_INTEREST: Final = re.compile(
    r"public\s+interest\b[^.;]{0,120}\boutweigh|outweigh\w*[^.;]{0,80}\bpublic\s+interest|"
    r"public\s+interest\s+(?:test|in\s+(?:maintaining|withholding))",
    re.IGNORECASE,
)
_NAMED_ITEMS: Final = re.compile(
    r"\b(?:agenda\s+)?items?\s*(?:nos?\.?\s*|numbers?\s*)?(?P<list>\d+[A-Z]?(?:\(\w+\))*(?:\s*(?:,|and|&|to|"
    r"[-–])\s*(?:items?\s+)?\d+[A-Z]?(?:\(\w+\))*)*)",
    re.IGNORECASE,
)
_PRIVILEGE_IN_WALES: Final = 16
"""Its public-interest test leaves legal privilege out (Schedule 12A, Part 5, paragraph 21)."""
_REMAINING: Final = re.compile(
    r"\b(?:remain(?:ing|der)|rest\s+of\s+the|items?\s+(?:that|which)\s+follow|subsequent\s+items?)\b", re.IGNORECASE
)
_FOLLOWING: Final = re.compile(r"\b(?:following|next)\s+(?:agenda\s+)?(?:items?|business)\b", re.IGNORECASE)
_DESCRIBES: Final = re.compile(
    r"\b(?:paragraphs?|category|categories)\s+\d|information\s+relating\s+to|likely\s+to\s+reveal|"
    r"legal\s+professional\s+privilege|information\s+which\s+reveals|paragraphs?\b[^.;]{0,80}\b(?:shown|stated|"
    r"specified|indicated|identified|"
    r"set\s+out)\b",
    re.IGNORECASE,
)


def find(dossier: Dossier) -> Iterator[Finding]:
    """Find them: in the records, in the texts, in what was handed in."""
    yield from find_in_records(dossier)
    yield from text.find(dossier)
    yield from personal_data.find(dossier)
    yield from handed_in.find(dossier)


def find_in_records(dossier: Dossier) -> Iterator[Finding]:
    """Find what the agenda and the papers' own records show."""
    for item, paper in dossier.papers():
        if paper.exempt:
            yield from _paragraphs(dossier, item, paper)
    if not (dossier.closed or dossier.working_group):
        yield from _resolutions(dossier)


def _paragraphs(dossier: Dossier, item: Item, paper: Paper) -> Iterator[Finding]:
    """Judge the description under which a paper is withheld."""
    place = Place(item.number, paper.file_name, None, paper.title)
    named = _named(item, paper)
    part = PART[dossier.nation]
    listed = PARAGRAPHS[dossier.nation]
    stated, words, page = stated_paragraphs(paper)
    if not paper.exempt_paragraphs:
        says = f" Its text says “{words}”." if words else ""
        yield Finding(
            "exempt without paragraph",
            Severity.STOPS,
            place,
            f"{named} is exempt, and no paragraph of Schedule 12A is stated.",
            f"{RESOLUTION_AUTHORITY}: the resolution states the description in terms of Schedule 12A.{says}",
            f"State which paragraph of {part} of Schedule 12A applies ({min(listed)} to {max(listed)})."
            " Otherwise make it public.",
        )
        return
    foreign = [number for number in paper.exempt_paragraphs if number not in listed]
    if foreign:
        yield Finding(
            "paragraph of another list",
            Severity.STOPS,
            place,
            f"{named} is exempt under {_numbers(foreign)}, which {_list_of(foreign[0], dossier.nation)}.",
            f"Local Government Act 1972, Schedule 12A, {part}: {dossier.nation.value} has paragraphs {min(listed)} to "
            f"{max(listed)}.",
            f"State the paragraph of {part} that applies.",
            about=f"{paper.title} {paper.exempt_paragraphs}",
        )
    elif stated and set(stated) != set(paper.exempt_paragraphs):
        yield Finding(
            "paragraph differs",
            Severity.LOOK,
            Place(item.number, paper.file_name, page, words),
            f"{named} is recorded as exempt under {_numbers(paper.exempt_paragraphs)}, and its text says “{words}”.",
            f"{RESOLUTION_AUTHORITY}: the resolution and every copy state the same description.",
            "Put right the record or the paper.",
        )
    weighed = paper.public_interest.strip() or any(_INTEREST.search(each.text.whole) for each in item.papers)
    if not weighed and not (dossier.nation is Nation.WALES and set(paper.exempt_paragraphs) == {_PRIVILEGE_IN_WALES}):
        yield Finding(
            "no public-interest note",
            Severity.LOOK,
            place,
            f"{named} is exempt under {_numbers(paper.exempt_paragraphs)}, and nothing says why the public interest in "
            "withholding it outweighs that in disclosing it.",
            f"Local Government Act 1972, Schedule 12A, {_test_of(dossier.nation)}.",
            "Record the reason with the paper.",
        )


def _resolutions(dossier: Dossier) -> Iterator[Finding]:
    """Judge the items against the resolutions to exclude the public."""
    exempt = [(item, paper) for item, paper in dossier.papers() if paper.exempt]
    places = [place for place, item in enumerate(dossier.items) if _excludes(item)]
    if not places:
        if exempt:
            yield _no_resolution(exempt)
        return
    first = places[0]
    yield from _second(dossier, places)
    for place in places:
        yield from _wording(dossier, dossier.items[place], [paper for _item, paper in exempt])
    if not exempt:
        yield from _nothing_exempt(dossier, first)
        return
    for item in dossier.items[:first]:
        yield from _before(item, dossier.items[first])
    yield from _after(dossier, first)
    yield from _unnamed(dossier, first, exempt)


def _excludes(item: Item) -> bool:
    return item.kind is ItemKind.EXCLUSION or bool(_EXCLUSION.search(item.title))


def _no_resolution(exempt: Sequence[tuple[Item, Paper]]) -> Finding:
    item, paper = exempt[0]
    others = f", and {counted(len(exempt) - 1, 'other paper', 'other papers')}" if len(exempt) > 1 else ""
    return Finding(
        "no exclusion resolution",
        Severity.STOPS,
        Place(item.number, paper.file_name, None, paper.title),
        f"{_named(item, paper)} is exempt{others}, and the agenda has no item to exclude the public.",
        f"{RESOLUTION_AUTHORITY}: the public may be excluded by resolution only.",
        "Place an item for the resolution before the first exempt one.",
        about=" ".join(paper.title for _item, paper in exempt),
    )


def _second(dossier: Dossier, places: Sequence[int]) -> Iterator[Finding]:
    for earlier, later in pairwise(places):
        between = dossier.items[earlier + 1 : later]
        if not any(_READMISSION.search(item.title) for item in between):
            item = dossier.items[later]
            yield Finding(
                "second exclusion",
                Severity.LOOK,
                Place(item=item.number, words=item.title),
                f"Item {item.number}, “{item.title}”, excludes the public a second time; item "
                f"{dossier.items[earlier].number} did before.",
                f"{RESOLUTION_AUTHORITY}. Nothing between them lets the public in again.",
                "Keep one resolution that names every exempt paper, or place the return of the public between them.",
            )


def _nothing_exempt(dossier: Dossier, first: int) -> Iterator[Finding]:
    item = dossier.items[first]
    if _IF_NEEDED.search(f"{item.title} {item.purpose}"):
        return
    if dossier.items[first + 1 :]:
        yield from _after(dossier, first)
        return
    yield Finding(
        "nothing to exclude for",
        Severity.NOTE,
        Place(item=item.number, words=item.title),
        f"Item {item.number}, “{item.title}”, asks for a resolution, and no paper of the meeting is exempt.",
        f"{RESOLUTION_AUTHORITY}: the resolution identifies the proceedings to which it applies.",
        "Withdraw the item, or mark the papers that it is for as exempt.",
    )


def _before(item: Item, exclusion: Item) -> Iterator[Finding]:
    """Find exempt papers of an item that is taken while the public is still there."""
    for paper in item.papers:
        if paper.exempt:
            whole = all(each.exempt for each in item.papers)
            yield Finding(
                "exempt before the resolution",
                Severity.STOPS if whole else Severity.LOOK,
                Place(item.number, paper.file_name, None, paper.title),
                f"{_named(item, paper)} is exempt, and item {item.number} stands before the resolution to exclude the "
                f"public, item {exclusion.number}.",
                f"{RESOLUTION_AUTHORITY}: until the resolution is passed the public is there.",
                f"Move the exempt business after item {exclusion.number}, or take the resolution before item "
                f"{item.number}.",
            )


def _after(dossier: Dossier, first: int) -> Iterator[Finding]:
    """Find items taken while the public is out that have no exempt paper and are not named by the resolution."""
    resolution = _words_of(dossier.items[first])
    covered = _items_named(resolution)
    for item in dossier.items[first + 1 :]:
        if _READMISSION.search(item.title):
            return
        if item.kind in (ItemKind.HEADING, ItemKind.EXCLUSION) or _excludes(item):
            continue
        if any(paper.exempt for paper in item.papers) or _is_covered(item, covered, resolution):
            continue
        yield Finding(
            "not covered by the resolution",
            Severity.LOOK,
            Place(item=item.number, words=item.title),
            f"Item {item.number}, “{item.title}”, stands after the resolution to exclude the public, item "
            f"{dossier.items[first].number}, which does not cover it.",
            f"{RESOLUTION_AUTHORITY}: the resolution reaches only the proceedings that it identifies.",
            f"Move item {item.number} before item {dossier.items[first].number}, or name it in the resolution with its "
            "description.",
        )


def _unnamed(dossier: Dossier, first: int, exempt: Sequence[tuple[Item, Paper]]) -> Iterator[Finding]:
    """Find exempt papers that a resolution in the body's own words leaves out; the drafted one names each."""
    resolutions = [_words_of(item) for item in dossier.items if _excludes(item)]
    if not all(resolutions):
        return
    whole = " ".join(resolutions)
    covered = _items_named(whole)
    after = dossier.items[first + 1 :]
    for item, paper in exempt:
        if _is_covered(item, covered, whole if item in after else "") or paper.title.casefold() in whole.casefold():
            continue
        yield Finding(
            "left out of the resolution",
            Severity.STOPS,
            Place(item.number, paper.file_name, None, paper.title),
            f"{_named(item, paper)} is exempt; the resolution of item {dossier.items[first].number} leaves it out.",
            f"{RESOLUTION_AUTHORITY}: the resolution identifies the proceedings to which it applies.",
            f"Name item {item.number} in the resolution, with its description.",
        )


def _wording(dossier: Dossier, item: Item, exempt: Sequence[Paper]) -> Iterator[Finding]:
    """Judge a resolution in the body's own words by the description that it states."""
    words = _words_of(item)
    if not words:
        return
    place = Place(item=item.number, words=" ".join(words.split())[:120])
    known = {number for paper in exempt for number in paper.exempt_paragraphs}
    stated = set(paragraphs_in(words))
    foreign = sorted(stated - set(PARAGRAPHS[dossier.nation]))
    if foreign:
        yield Finding(
            "paragraph of another list",
            Severity.STOPS,
            place,
            f"The resolution of item {item.number} states {_numbers(foreign)}, which "
            f"{_list_of(foreign[0], dossier.nation)}.",
            f"Local Government Act 1972, Schedule 12A, {PART[dossier.nation]}.",
            f"State the paragraph of {PART[dossier.nation]} that applies.",
        )
    elif stated and known - stated:
        missing = sorted(known - stated)
        yield Finding(
            "paragraph differs",
            Severity.LOOK,
            place,
            f"The resolution of item {item.number} states {_numbers(sorted(stated))}, and papers are exempt under "
            f"{_numbers(missing)}.",
            f"{RESOLUTION_AUTHORITY}: the resolution states the description of what it covers.",
            "State every description in the resolution, or put right the papers’ record.",
        )
    elif not stated and not _DESCRIBES.search(words):
        yield Finding(
            "resolution without description",
            Severity.STOPS,
            place,
            f"The resolution of item {item.number} states no description of Schedule 12A.",
            f"{RESOLUTION_AUTHORITY}: it states, in terms of Schedule 12A, the description of the information.",
            "State the paragraph and its description for each exempt paper.",
        )


def _words_of(item: Item) -> str:
    return item.resolution or (item.purpose if re.search(r"12A|\bbe\s+excluded\b", item.purpose) else "")


def _items_named(resolution: str) -> set[str]:
    """Give the numbers of the items that a resolution names; a range stands for all of it."""
    found: set[str] = set()
    for match in _NAMED_ITEMS.finditer(resolution):
        numbers = re.findall(r"\d+[A-Z]?(?:\(\w+\))*", match["list"])
        found.update(numbers)
        for start, end in re.findall(r"\b(\d+)\s*(?:to|[-–])\s*(?:items?\s+)?(\d+)\b", match["list"]):
            found.update(str(number) for number in range(int(start), min(int(end), int(start) + 50) + 1))
    return found


def _is_covered(item: Item, numbers: set[str], resolution: str) -> bool:
    """Whether a resolution names an item by its number or title, or everything that follows."""
    if item.number in numbers or re.sub(r"\(.*", "", item.number) in numbers:
        return True
    if item.title.casefold() in resolution.casefold() or _REMAINING.search(resolution):
        return True
    return not numbers and bool(_FOLLOWING.search(resolution))


def _named(item: Item, paper: Paper) -> str:
    where = f"Item {item.number}" + (f", Appendix {paper.appendix}" if paper.appendix else "")
    return f"{where}, “{paper.title}”,"


def _numbers(paragraphs: Sequence[int]) -> str:
    numbers = [str(number) for number in paragraphs]
    joined = ", ".join(numbers[:-1]) + " and " + numbers[-1] if len(numbers) > 1 else numbers[0]
    return f"paragraph{'s' if len(numbers) > 1 else ''} {joined}"


def _list_of(paragraph: int, nation: Nation) -> str:
    other = Nation.WALES if nation is Nation.ENGLAND else Nation.ENGLAND
    if paragraph in PARAGRAPHS[other]:
        return f"stands in {PART[other]} of Schedule 12A, for {other.value}"
    return "Schedule 12A’s list of descriptions does not have"


def _test_of(nation: Nation) -> str:
    return "Part 2, paragraph 10" if nation is Nation.ENGLAND else "Part 5, paragraph 21"
