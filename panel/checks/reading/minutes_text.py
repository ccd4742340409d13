"""Read minutes as they are written: who was present, who sent apologies, who came for whom, who moved what."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass, replace

from panel.checks.reading.blocks import Block, Text, sentences
from panel.checks.reading.names import NO_NAMES, TITLES, Name, listed, name, near, same

_TITLED = rf"(?:{'|'.join(TITLES)})\b\.?"
_PARTICLE = r"(?:ap|van|de|der|den|von|la|le|du|di|da|del|bin|al|ter)"
_WORD = rf"(?:{_PARTICLE}\s)?[A-Z\u00c0-\u00de][\w'’]*+(?:-\w[\w'’]*+)*+"
NAME = rf"(?<!\w)(?:{_TITLED}\s+){{0,2}}{_WORD}(?:(?:(?<=\b[A-Z])\.)?\s+(?!{_TITLED}\s){_WORD}){{0,2}}"
"""A person's name as it may stand in a list, with or without a title."""
_REFERENCE = r"(?:[A-Z]{2,}[/\d.-]*\d\s+)?"
""" "PCP/26/11" before a heading."""
_PRESENT = re.compile(
    rf"^{_REFERENCE}(?i:(?:Panel |Committee )?(?:Members )?"
    r"(?:Present|In attendance|Attendance|Attendees|Those present)\b)"
)
_AWAY = re.compile(
    rf"^{_REFERENCE}(?i:Apolog(?:y|ies)(?: for (?:absence|non-attendance))?|Absent(?: without apolog(?:y|ies))?|"
    r"Not present)\b(?!\s(?:for|from|during)\b)"
)
_INLINE = re.compile(
    r"(?<=\S)\s+(?=(?:Present|(?:Also )?[Ii]n [Aa]ttendance|Also [Pp]resent|Apologies(?: for [Aa]bsence)?|Absent|"
    r"Officers|Observers|Substitutes?)\s?:|[A-Z]{2,}/\d+/\d+\s[A-Z]{3})"
)
"""Where a line of the attendance or a heading begins that extraction has joined to the line before it."""
_NO_LIST = re.compile(
    rf"^{_REFERENCE}(?i:declarations?|disclosures?|minutes|welcome|introductions?|public|membership|for|against)\b|"
    r"\b(?:that|said|asked|noted|agreed|moved|seconded|resolved|would|will|welcomed|thanked|received|reported|explained|"
    r"confirmed|RESOLVED)\b"
)
"""The next heading, or what no list of those present holds: a verb of the debate."""
_OTHERS = re.compile(
    r"\b(?:office of|opcc|officers?|officials?|also (?:present|in attendance)|in attendance|observers?|public|press|"
    r"police|constabulary|invited|guests?|others?)\b",
    re.IGNORECASE,
)
_MEMBERS = re.compile(r"\b(?:members?|councillors?|cllrs|co-?opted|independents?|panel|working group)\b", re.IGNORECASE)
_STAYED_AWAY = re.compile(r"\b(?:[Aa]pologies|[Aa]bsent)$")
"""The last column of a table of attendance."""
_APOLOGY = re.compile(r"\bapolog(?:y|ies)\b", re.IGNORECASE)
_NO_ABSENCE = re.compile(
    r"""\b(?:no\sapologies|there\swere\snone|^none\b|nil\b
    |late(?:ness)?\b|late\sarrival|arriving\slate|leav\w+\searly|left\searly
    |apolog(?:y|ies)\sfor\s(?!(?:his\s|her\s|their\s|the\s)?
        (?:absence|non-attendance|inability|not\sattending|being\sunable|today)))""",
    re.IGNORECASE | re.VERBOSE,
)
_SENT = re.compile(r"\b(?:sent|gave|given|submitted|tendered|offered|conveyed)\b[^.]{0,30}\bapolog", re.IGNORECASE)
_ON_BEHALF = re.compile(
    r"\b(?:from|behalf of|by|for|absence)\b:?\s+(?=[A-Z])|[:–—-]\s+(?=[A-Z])|^Apologies\s+(?=[A-Z])"
)
_NOT_THEM = re.compile(r"\s?\((?!Chair|Vice).*?\)|\s(?:at|of|from)\s(?:the\s)?[A-Z].*?(?=,\s|\sand\s[A-Z]|$)")
_ABSENT, _SUBSTITUTE = rf"(?P<absent>{NAME})", rf"(?P<substitute>{NAME})"
_CAME = r"(?:(?:was\s+in\s+attendance|was|were|attended|attending|acted|acting|present|sat)\s+)?"
_SUBSTITUTED = (
    # "Councillor Boone was substituted by Councillor Bell"; "Councillor Boone, represented by ..."
    re.compile(rf"{_ABSENT}(?:\s+(?:was|is|had\sbeen)|,)\s+(?:substituted|replaced|represented)\s+by\s+{_SUBSTITUTE}"),
    # "Councillor Boone, for whom Councillor Bell attended"
    re.compile(rf"{_ABSENT}[,\s(]+(?:for\s+whom|in\s+whose\s+place)\s+{_SUBSTITUTE}\s+(?:attended|sat|substituted)"),
    # "Councillor Boone (substitute: Councillor Bell)"
    re.compile(
        rf"{_ABSENT}\s*\(\s*(?i:(?:his\s+|her\s+)?(?:substituted\s+by|substitute(?:\s+was)?:?|sub:?))\s+(?!for)"
        rf"{_SUBSTITUTE}\s*\)"
    ),
    # "Councillor Boone (Councillor Bell substituting)"
    re.compile(rf"{_ABSENT}\s*\(\s*{_SUBSTITUTE}\s+(?:substitut|deputi[sz])ing\s*\)"),
    # "Councillor Bell (substitute for Councillor Boone)"; "Councillor Bell attended as substitute for ..."
    re.compile(
        rf"{_SUBSTITUTE}\s*(?:\(|,\s*)?\s*{_CAME}(?:as\s+)?(?:a\s+|the\s+)?"
        rf"(?:substitut(?:e|ed|ing)|deputi[sz](?:ed|ing)|subbing|sub\.?)\s+for\s+{_ABSENT}"
    ),
    # "Councillor Bell attended in place of Councillor Boone"
    re.compile(
        rf"{_SUBSTITUTE}\s*(?:\(|,\s*)?\s*{_CAME}"
        rf"(?:in\s+(?:the\s+)?(?:place|stead)\s+of|in\s+lieu\s+of|on\s+behalf\s+of)\s+{_ABSENT}"
    ),
    # "Substitutes: Councillor Bell for Councillor Boone"
    re.compile(rf"\b[Ss]ubstitutes?:\s+{_SUBSTITUTE}\s+\(?for\s+{_ABSENT}"),
)
_SUBSTITUTING = re.compile(
    r"\b(?:[Ss]ub|subbing|[Ss]ubstitut\w+|deputi[sz]\w+|replaced|represented|place|stead|lieu|behalf|whom)\b"
)
_MOVED = re.compile(
    rf"\b(?:[Pp]roposed|[Mm]oved|[Ss]econded)(?: by|:) (?:the Chair, |the Vice-Chair, )?(?P<by>{NAME})|"
    rf"(?P<who>{NAME}) (?:proposed|moved|seconded)"
    r"(?=,? (?:that|and|the (?:motion|recommendation|amendment|proposal)|an? |this|seconded))"
)
_BEFORE_NOW = re.compile(r"^ (?:in [A-Z]\w+|in 20\d\d|on \d|at (?:the|its) (?:last|previous|earlier))\b")
"""What was moved at another meeting."""


@dataclass(frozen=True)
class Named:
    """Somebody whom minutes name, and where."""

    name: Name
    page: int
    words: str
    """The line or sentence."""
    member: bool = False
    """Whether the list stands under a heading for members, or for nobody in particular."""

    def may_be(self, its: Name) -> bool:
        """Whether this may be the person of a name; a councillor's surname alone is no officer's."""
        if not same(its.parts, self.name.parts):
            return False
        return bool(its.given and self.name.given) or self.member or self.name.councillor or not its.councillor

    def may_be_meant_by(self, its: Name, known: Collection[str]) -> bool:
        """Whether this may be the person of a name, misspelt in one of the places; two known surnames are two."""
        if self.may_be(its) or same(its.parts, self.name.parts):
            return True
        return not {its.surname, self.name.surname} <= {*known} and near(its.surname, self.name.surname)


def present(text: Text) -> tuple[Block, ...]:
    """Give the lines under "Present", up to the next heading or the debate; nothing where there is no such list."""
    lines: list[Block] = []
    listing = False
    for block in _lines(text):
        if listing and _ends_list(block):
            break
        if listing:
            lines.append(block)
        elif _PRESENT.match(block.text):
            listing = True
            if len(block.text.split()) > 3:
                lines.append(block)
    return tuple(lines)


def _ends_list(block: Block) -> bool:
    if block.number or _AWAY.match(block.text) or _NO_LIST.search(block.text):
        return True
    return block.text.endswith(".") and not any(listed(block.text))


def _lines(text: Text) -> Iterator[Block]:
    """Give the blocks, parted where a line of the attendance begins: "Present: ... Apologies: ..." are two."""
    for block in text.blocks:
        for part in _INLINE.split(block.text):
            yield block if part == block.text else replace(block, text=part)


def attendance(text: Text) -> Iterator[Named]:
    """Give everybody listed as present, each with whether the list is one of members."""
    member = True
    for block in present(text):
        people = [] if _STAYED_AWAY.search(block.text) else list(listed(_without(block.text, "absent")))
        head = block.text.partition(":")[0]
        others = bool(_OTHERS.search(head)) and head != block.text and not _MEMBERS.search(head)
        for its in people:
            yield Named(its, block.page, block.text, member and not others)
        # A heading between the lists: "Members of the Panel", "Officers", "Larkshire County Council".
        if not people and len(block.text) < 80 and not block.text.startswith("("):
            member = bool(_MEMBERS.search(block.text)) and not _OTHERS.search(block.text)


def stayed_away(text: Text) -> Iterator[Named]:
    """Give those who sent apologies or are listed as absent; who came in their place is not among them."""
    under = False
    for block in _lines(text):
        label = _AWAY.match(block.text)
        under = bool(label) or (under and not block.number)
        for sentence in sentences(block.text):
            words = sentence[label.end() :].lstrip(" :–—-") if label and block.text.startswith(sentence) else sentence
            if under and _is_list(words):
                who = words
            elif not words and label:
                continue
            else:
                under = False
                who = _apologising(sentence)
            # Neither who came in their place nor what follows "at" and "of" is meant.
            people = listed(_NOT_THEM.sub("", _without(who, "substitute")))
            yield from (Named(its, block.page, sentence) for its in people)


def _is_list(text: str) -> bool:
    """Whether a line only names people: nothing is left without them but brackets and marks."""
    left = re.sub(rf"{NAME}|\(.*?\)|\band\b|[,;&.-]", " ", text)
    return not left.split() and any(listed(text))


def _apologising(sentence: str) -> str:
    """Give the part of a sentence that says who sent apologies; empty where nobody did for being away."""
    if not _APOLOGY.search(sentence) or _NO_ABSENCE.search(sentence):
        return ""
    sent = _SENT.search(sentence)
    begun = _ON_BEHALF.search(sentence)
    return sentence[: sent.start()] if sent else sentence[begun.end() :] if begun else ""


def _without(words: str, role: str) -> str:
    """Leave out the absent or the substitute where one is named beside the other."""
    kept = "substitute" if role == "absent" else "absent"
    for pattern in _SUBSTITUTED:
        words = pattern.sub(lambda found: found[kept], words)
    return words


def substitutes(text: Text) -> Iterator[tuple[Named, Named]]:
    """Give (absent, substitute) for everybody who came in another's place, once however often it is told."""
    told = set()
    for block in text.blocks:
        if not _SUBSTITUTING.search(block.text):
            continue
        for found in (found for pattern in _SUBSTITUTED for found in pattern.finditer(block.text)):
            absent, substitute = (
                next(listed(found[role]), None) or name(found[role]) for role in ("absent", "substitute")
            )
            if not all(each.parts and NO_NAMES.isdisjoint(each.parts) for each in (absent, substitute)):
                continue
            pair = (absent.surname, substitute.surname)
            if pair not in told:
                told.add(pair)
                words = found[0] + ")" if found[0].count("(") > found[0].count(")") else found[0]
                words = words if words in block.text else found[0]
                yield Named(absent, block.page, words), Named(substitute, block.page, words)


def movers(text: Text) -> Iterator[Named]:
    """Give everybody who is said to have moved or seconded something, where a title or a full name says who."""
    for block in text.blocks:
        for found in _MOVED.finditer(block.text):
            its = next(listed(found["by"] or found["who"]), None)
            if its and not _BEFORE_NOW.match(block.text[found.end() :]) and (its.titled or its.given):
                yield Named(its, block.page, found[0])
