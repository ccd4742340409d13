"""Find appendices that are named and not attached, attached and not named, or lettered wrongly."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from panel.checks.dossier import Dossier, Item, Paper
from panel.checks.finding import Finding, Place, Severity
from panel.checks.reading.structure import Listed, built
from panel.checks.reading.titles import other_subject, subject
from panel.checks.rules.papers.kinds import head_lines, letter, minutes, report_of

_ID = r"(?:[A-Z]\d{0,2}|\d{1,2}[A-Za-z]?|[IVX]{2,4})(?![\w’'])"
_REFERENCE: Final = re.compile(
    rf"\b(?:[Aa]ppendi(?:x|ces)|APPENDI(?:X|CES)|[Aa]nnex(?:e|es)?|"
    rf"ANNEX(?:ES)?)\s+(?P<letters>{_ID}(?:(?:\s*[,&–-]\s*|\s+(?:and|or|to)\s+){_ID})*)"
)
# "Appendix B to the Police and Crime Plan" is that paper's own, "its Appendix B" too.
_ELSEWHERE_AFTER: Final = re.compile(
    r"^[\s,)]*(?:of|to|in|from)\s+(?!(?:this|the)\s+(?:report|paper)\b(?!\s+(?:of|to|on|dated|considered|presented|"
    r"submitted)))"
    r"(?!follow)(?:the|that|its|their|his|her|our|last|each|[A-Z])"
)
_ELSEWHERE_BEFORE: Final = re.compile(r"(?:\b(?:its|their|his|her|whose)|\w['’]s|s['’])\s*$")
_NEAR = 40
"""So many characters before a reference say whose appendix it is."""
_EXCUSED: Final = re.compile(
    r"\bto follow\b|\btabled\b|\bcirculated (?:separately|at the meeting|previously|to members)|"
    r"\bpreviously circulated|\bon request\b|\bavailable (?:at|from|on|online)\b|\bon the (?:\w+ ){0,3}website\b|"
    r"\bhard cop|\bunder separate cover|\bnot (?:attached|included|reproduced|published)\b|\bwithheld\b|https?:|www\.",
    re.IGNORECASE,
)
_ATTACHED: Final = re.compile(
    r"\b(?:attached|enclosed|appended|annexed|accompanying|append(?:ix|ices))\b", re.IGNORECASE
)
_OTHERWISE: Final = re.compile(rf"\b(?:Attachment|Enclosure|Schedule|Exhibit|App\.?|Document)\s+(?P<letter>{_ID})")
_OWN_LETTER: Final = re.compile(
    rf"^(?:.*[·|•]\s*)?(?:APPENDIX|Appendix|ANNEXE?|Annexe?)\s+(?P<letter>{_ID})\s*(?:$|[-–—:·|])"
)


@dataclass(frozen=True)
class Named:
    """An appendix as a text names it."""

    letter: str
    words: str
    paper: Paper | None
    page: int | None


def find_in(item: Item, before: Sequence[str]) -> Iterator[Finding]:
    """Find them under one item; before are the letters of the item before it."""
    report = report_of(item)
    listed = built(report.text).listed if report else ()
    attached = [paper for paper in item.papers if paper.appendix]
    moved = dict(_moved(item, report, listed, attached))
    yield from moved.values()
    names = list(_names(item, report))
    taken = {finding.about for finding in moved.values()}
    yield from _not_attached(item, report, [name for name in names if name.letter not in taken], attached)
    if report:
        yield from _not_named(item, report, names, [paper for paper in attached if id(paper) not in moved])
        yield from _given_twice(item, report, listed)
    yield from _own_letters(item, [paper for paper in attached if id(paper) not in moved])
    yield from _skipped(item, attached, {name.letter for name in names}, before)


def letters(item: Item) -> tuple[str, ...]:
    """Give the letters of an item's appendices in order."""
    return tuple(dict.fromkeys(paper.appendix.upper() for paper in item.papers if paper.appendix))


def _names(item: Item, report: Paper | None) -> Iterator[Named]:
    """Give the appendices that the report or the item names, leaving out those of other papers."""
    for text in (item.title, item.purpose):
        yield from _named_in(text, None, None)
    if not report:
        return
    for sentence in report.text.sentences:
        yield from _named_in(sentence.text, report, sentence.page)


def _named_in(text: str, paper: Paper | None, page: int | None) -> Iterator[Named]:
    excused = _EXCUSED.search(text)
    for match in _REFERENCE.finditer(text):
        if _ELSEWHERE_AFTER.match(text[match.end() :]) or _ELSEWHERE_BEFORE.search(
            text, max(match.start() - _NEAR, 0), match.start()
        ):
            continue
        # Named all the same: an attached one needs no second mention.
        page = None if excused else page
        for one in _expanded(match["letters"]):
            yield Named(one, match[0], paper, page)


def _expanded(words: str) -> Iterator[str]:
    """Give each letter of "A, B and C" or "A to D"."""
    ids = re.findall(_ID, words)
    yield from (each.upper() for each in ids)
    for start, end in re.findall(r"\b([A-Z]|\d{1,2})\s*(?:to|[-–])\s*([A-Z]|\d{1,2})\b", words):
        if start.isdigit() and end.isdigit() and int(start) < int(end) < int(start) + 27:
            yield from (str(number) for number in range(int(start) + 1, int(end)))
        elif start.isalpha() and end.isalpha():
            yield from (chr(code) for code in range(ord(start) + 1, ord(end)))


def _base(letter_: str) -> str:
    """Give the letter of a part: "A" for "A2"."""
    return re.sub(r"(?<=[A-Z])\d+$", "", letter_)


def _there(name: str, attached: Sequence[Paper], parts_named: Mapping[str, set[str]]) -> bool:
    """Whether an appendix is attached, as itself, as a part of one, or as one whose parts are attached."""
    own = [paper.appendix.upper() for paper in attached]
    titled = [match["letter"].upper() for paper in attached if (match := _OWN_LETTER.match(paper.title))]
    if name in own or name in titled or any(_base(each) == name for each in own):
        return True
    parts = own.count(_base(name))
    number = name.removeprefix(_base(name))
    return bool(number) and parts > 0 and (len(parts_named[_base(name)]) == 1 or int(number) <= parts)


def _not_attached(
    item: Item, report: Paper | None, names: Sequence[Named], attached: Sequence[Paper]
) -> Iterator[Finding]:
    within = built(report.text).within if report else frozenset()
    excused = {name.letter for name in names if name.paper and name.page is None}
    parts_named: dict[str, set[str]] = defaultdict(set)
    for name in names:
        if name.letter != _base(name.letter):
            parts_named[_base(name.letter)].add(name.letter)
    said = set()
    for name in names:
        if (
            name.letter in said
            or name.letter in excused
            or name.letter in within
            or _there(name.letter, attached, parts_named)
        ):
            continue
        if not name.paper and item.report:
            continue
        said.add(name.letter)
        where = f"The report “{name.paper.title}”" if name.paper else f"Item {item.number}"
        have = ", ".join(letters(item))
        yield Finding(
            "appendix not attached",
            Severity.LOOK,
            Place(item.number, name.paper.file_name if name.paper else "", name.page, name.words),
            f"{where} names Appendix {name.letter}, which is not among the papers of item {item.number}.",
            f"Attached under item {item.number}: Appendix {have}." if have else f"Item {item.number} has no appendix.",
            "Attach it, mark it “to follow”, or take the reference out.",
        )


def _not_named(item: Item, report: Paper, names: Sequence[Named], attached: Sequence[Paper]) -> Iterator[Finding]:
    known = {name.letter for name in names} | {_base(name.letter) for name in names}
    known |= {match["letter"].upper() for match in _OTHERWISE.finditer(report.text.whole)}
    speaks = [text for text in (item.purpose, *(each.text for each in report.text.sentences)) if _ATTACHED.search(text)]
    papers: dict[str, list[Paper]] = {}
    for paper in attached:
        papers.setdefault(paper.appendix.upper(), []).append(paper)
    for each, parts in papers.items():
        if each in known or _base(each) in known:
            continue
        # With one appendix "the attached statement" is enough; with more its title must be near.
        if speaks and (len(papers) == 1 or any(subject(part.title) & subject(one) for part in parts for one in speaks)):
            continue
        paper = parts[0]
        yield Finding(
            "appendix not named",
            Severity.LOOK,
            Place(item.number, paper.file_name, None, paper.title),
            f"Appendix {each}, “{paper.title}”, is attached under item {item.number}, but the report does not name it.",
            f"Neither “{report.title}” nor the item mentions an Appendix {each}.",
            "Name it in the report and its list of appendices, or take it off the item.",
        )


def _titled(paper: Paper, report: Paper) -> bool:
    """Whether a report has the words of a paper's title in one line: in a list without letters."""
    words = subject(paper.title)
    return len(words) > 1 and any(words <= subject(block.text) for block in report.text.blocks)


def _given_twice(item: Item, report: Paper, listed: Sequence[Listed]) -> Iterator[Finding]:
    first: dict[str, Listed] = {}
    for one in listed:
        before = first.setdefault(one.letter, one)
        if before is one or not one.title or not before.title:
            continue
        if sum(paper.appendix.upper() == one.letter for paper in item.papers) > 1 or subject(one.title) & subject(
            before.title
        ):
            continue
        yield Finding(
            "letter given twice",
            Severity.LOOK,
            Place(item.number, report.file_name, one.page, one.words),
            f"The report calls two different papers Appendix {one.letter}: “{before.title}” and “{one.title}”.",
            f"The first stands on page {before.page}, the second on page {one.page}.",
            "Give each appendix a letter of its own.",
        )


def _moved(
    item: Item, report: Paper | None, listed: Sequence[Listed], attached: Sequence[Paper]
) -> Iterator[tuple[int, Finding]]:
    """Find a paper filed under one letter that the report's list gives another."""
    letters_listed = [one.letter for one in listed]
    for paper in attached:
        mine = [one for one in listed if _base(one.letter) == _base(paper.appendix.upper())]
        if not report or any(not other_subject(one.title, [paper.title], least=1) for one in mine):
            continue
        others = [
            one
            for one in listed
            if _base(one.letter) != _base(paper.appendix.upper())
            and letters_listed.count(one.letter) == 1
            and len(subject(one.title) & subject(paper.title)) * 2 > len(subject(one.title) | subject(paper.title))
            and not any(
                each is not paper
                and _base(each.appendix) == _base(one.letter)
                and subject(each.title) & subject(one.title)
                for each in attached
            )
        ]
        if len(others) == 1:
            one = others[0]
            yield id(paper), _filed(item, paper, one.letter, one.words, report, one.page)


def _filed(item: Item, paper: Paper, other: str, words: str, where: Paper, page: int | None) -> Finding:
    said = "its own head says" if where is paper else f"the report “{where.title}” says"
    return Finding(
        "filed under another letter",
        Severity.LOOK,
        Place(item.number, where.file_name, page, words),
        f"“{paper.title}” is filed as Appendix {paper.appendix}, but {said} “{words}”.",
        f"The papers of item {item.number} give it the letter {paper.appendix}.",
        "Make the letters agree.",
        about=other,
    )


def _own_letters(item: Item, attached: Sequence[Paper]) -> Iterator[Finding]:
    """Find a paper that prints another letter at its own head."""
    for paper in attached:
        if letter(paper) and not minutes(paper):
            continue
        for line in head_lines(paper)[:8]:
            match = _OWN_LETTER.match(line)
            if not match:
                continue
            own = match["letter"].upper()
            if _base(own) != _base(paper.appendix.upper()):
                words = line[line.casefold().index(match[0].split()[0].casefold()) :] if "·" not in line else line
                yield _filed(item, paper, own, words, paper, 1)
            break


def _skipped(item: Item, attached: Sequence[Paper], named: set[str], before: Sequence[str]) -> Iterator[Finding]:
    own = letters(item)
    # "I" alone, or with "II" named, is a Roman one.
    if own == ("I",):
        return
    numbers = [_position(each) for each in own]
    if not own or any(number is None for number in numbers) or len({each.isdigit() for each in own}) > 1:
        return
    places = sorted(number for number in numbers if number)
    earlier = [_position(each) or 0 for each in before]
    # Some panels letter their appendices through the whole agenda.
    first = max(earlier) + 1 if earlier and places[0] == max(earlier) + 1 else 1
    digits = own[0].isdigit()
    for missing in range(first, places[-1]):
        name = str(missing) if digits else chr(64 + missing)
        if missing in places or name in named or any(_base(each) == name for each in named):
            continue
        after = next(paper for paper in attached if (_position(paper.appendix.upper()) or 0) > missing)
        yield Finding(
            "letter skipped",
            Severity.NOTE,
            Place(item.number, after.file_name, None, f"Appendix {after.appendix}"),
            f"Item {item.number} has an Appendix {after.appendix} but no Appendix {name}.",
            f"Attached: Appendix {', '.join(own)}. Nothing names an Appendix {name}.",
            "Look whether a paper is missing, or letter them again.",
        )
        return


def _position(name: str) -> int | None:
    name = _base(name)
    if name.isdigit():
        return int(name)
    return ord(name) - 64 if len(name) == 1 and name.isalpha() else None


def find(dossier: Dossier) -> Iterator[Finding]:
    """Find them under every item."""
    before: list[str] = []
    for item in dossier.items:
        yield from find_in(item, before)
        before.extend(letters(item))
