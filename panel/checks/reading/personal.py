"""Find personal data in a text: telephone numbers, home addresses, private e-mail and what identifies a person.

A number or an address of an office is not personal: each reading looks at the words around it.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Final


class Kind(StrEnum):
    """What kind of personal data it is."""

    TELEPHONE = "telephone number"
    ADDRESS = "home address"
    INSURANCE = "National Insurance number"
    EMAIL = "private e-mail address"
    BIRTH = "date of birth"
    ACCOUNT = "bank account"
    IDENTITY = "identity number"


@dataclass(frozen=True)
class Personal:
    """Personal data in a text, its words with single blanks."""

    kind: Kind
    words: str


_WIDE, _CLOSE = 3, 1
"""Lines before in which words of the same sentence or block say whose number it is; after it, one."""
_STOP: Final = re.compile(
    r"[.!?](?<!\bTel.)(?<!\bMob.)(?<!\bNo.)(?<!\bMr.)(?<!\bMrs.)(?<!\bMs.)(?<!\bDr.)(?<!\bCllr.)\s+"
    r"(?=[A-Z]|\d{1,2}\.\d)"
)

_TELEPHONE: Final = re.compile(
    r"(?<![\d.,£/#-])(?:\+44[\s-]{0,2}(?:\(0\)[\s-]?)?|0044[\s-]?|\(?0)(?P<first>[127]\d{1,4})\)?"
    r"(?P<rest>(?:[\s-]{0,2}\d){5,8})(?![\d%]|[.,/-]\d)"
)
_OFFICIAL: Final = re.compile(
    r"\b(?:officers?|press|media|switchboard|help\s?line|hotline|enquir\w+|customer|reception|team|democratic|"
    r"governance|clerk|constabulary|sergeant|inspector|superintendent|constable|commander|P[CS]|PCSO|DCI?|DS|opcc|"
    r"manager|head\s+of|director|co-?ordinator|secretar(?:iat|y)|solicitor|treasurer|executive|author|crimestoppers|"
    r"whats\s?app)\b|contact\s*(?:details|:)|(?:further|more)\s+information|"
    r"@[\w-]+(?:\.[\w-]+)*\.(?:gov|police|nhs|ac|org|example|parliament)\b|@[\w.-]*(?:police|council|pcc|opcc)",
    re.IGNORECASE,
)
"""Words that make a number an officer's, within a few lines: those of a block of contacts."""
_OFFICE: Final = re.compile(
    r"\b(?:office|service|council|committee|police|commissioner|text|sms|ltd|limited|company|charity|trust|support|"
    r"advice|"
    r"hosted|webcast|conference|dial|joining|school|surgery|hospital|centre|venue|hall)\b",
    re.IGNORECASE,
)
"""Words that make a number an office's on the same line or the next."""
_PRIVATE: Final = re.compile(
    r"\b(?:(?:home|private|personal)\s+(?:tel|telephone|phone|number|mobile|landline|contact)\b|at\s+home\s+on\b|"
    r"(?:his|her|their|my)(?:\s(?!office)\w+)?\s(?:number|mobile|telephone|phone)\b|"
    r"\b(?:tel|telephone|phone)\W{1,3}(?:home|private|personal)\b)",
    re.IGNORECASE,
)
_FAR: Final = 300
"""Characters: what stands farther off than this on the lines around says nothing of a number."""
_BESIDE: Final = 80
"""Characters: a number so soon after somebody's home address is theirs."""
_DIGITS: Final = 10
"""Of a telephone number without its nought; a few old ones have nine."""
_STORIES: Final = "7700900"
"""Ofcom keeps these mobile numbers for stories."""

_HONORIFIC: Final = r"\b(?:Mr|Mrs|Ms|Miss|Mx|Dr|Prof|Professor|Rev|Sir|Lady|Dame|Cllr|Councillor)\b\.?"
_NAME: Final = r"(?:[A-Z][\w’'-]*\.?\s+){0,2}[A-Z][\w’'-]+"
_SOMEBODYS: Final = re.compile(
    rf"{_HONORIFIC}\s+{_NAME}[\s,:(–-]*(?:(?:can be \w+ |is )?on\s+|[Tt]el(?:ephone)?\b[\s.:]*|[Pp]hone\b[\s.:]*)?$"
)
"""Whose number follows, where it is a person's."""

_EMAIL: Final = re.compile(
    r"(?<![\w.+-])(?P<who>[A-Za-z0-9][\w.+'-]*)@(?P<domain>(?:gmail|googlemail|hotmail|outlook|live|msn|yahoo|ymail|"
    r"rocketmail|btinternet|btopenworld|icloud|me|mac|aol|sky|talktalk|virginmedia|virgin|ntlworld|blueyonder|tiscali|"
    r"plus|protonmail|proton|pm|gmx|mail|fsmail|orange|o2|tesco|freeserve|hushmail|tutanota|fastmail|lineone|uwclub|"
    r"supanet|onetel|talk21|wanadoo|mypostoffice)\.(?:com|net|me|co\.uk|uk|org|fr|de))(?![\w-]|\.\w)",
    re.IGNORECASE,
)
_POSTS: Final = frozenset(
    {
        "info",
        "contact",
        "enquiries",
        "enquiry",
        "clerk",
        "theclerk",
        "office",
        "admin",
        "secretary",
        "chair",
        "chairman",
    }
    | {"treasurer", "press", "hello", "mail", "email", "bookings", "support", "team", "help"}
)
"""A mailbox of one of these is an organisation's, whoever carries it."""
_GROUPS: Final = re.compile(
    r"watch|council|parish|police|assoc|communit|charity|society|trust|(?<![a-z])(?:panel|forum|group|club|clerk|"
    r"office)(?![a-z])",
    re.IGNORECASE,
)

_INSURANCE: Final = re.compile(
    r"(?<![A-Za-z0-9])(?P<prefix>[A-CEGHJ-PR-TW-Z][A-CEGHJ-NPR-TW-Z]|"
    r"QQ)(?P<digits>[\s-]?\d\d[\s-]?\d\d[\s-]?\d\d[\s-]?)"
    r"(?P<suffix>[A-D])(?![A-Za-z0-9])"
)
_NEVER_GIVEN: Final = frozenset({"BG", "GB", "KN", "NK", "NT", "TN", "ZZ"})
_INSURANCE_NAMED: Final = re.compile(
    r"\b(?:national\s+insurance|N\.?I\.?(?:\s+(?:no|number|num)\b)|NINO)\b", re.IGNORECASE
)
_REFERENCE: Final = re.compile(
    r"\b(?:ref(?:erence)?|crime|incident|case|order|invoice|licen[cs]e|log|file|contract|serial|asset|model|part)\b"
    r"[\s.:#]*(?:no\.?|number|num\.?)?[\s.:#]*$",
    re.IGNORECASE,
)

_DATE: Final = (
    r"(?:\d{1,2}(?:st|nd|rd|th)?(?:\s+of)?\s+(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|"
    r"Dec)[a-z]*,?\s+(?P<long>\d{4})|\d{1,2}[/.-]\d{1,2}[/.-](?P<short>\d{4}|\d\d))(?!\d)"
)
_BIRTH: Final = re.compile(
    rf"\b(?:date\s+of\s+birth|D\.?O\.?B\.?|[Bb]orn(?:\s+on)?)(?!\w)[\s:,(–-]*(?:(?:is|was|the|of)\s+){{0,2}}{_DATE}",
    re.IGNORECASE,
)
_LIVING: Final = 1910
"""Whoever was born before is dead."""
_SCHEME: Final = re.compile(
    r"\b(?:service|scheme|project|idea|force|unit|partnership|initiative|panel|organisation|charity|campaign)\b"
    r"(?:[\s,]+\w+){0,2}[\s,]*$",
    re.IGNORECASE,
)

_SORT_CODE: Final = re.compile(
    r"\bsort\s*code[\s:]*(?:no\.?|number)?[\s:]*(?P<code>\d\d[\s-]?\d\d[\s-]?\d\d)(?!\d)", re.IGNORECASE
)
_IBAN: Final = re.compile(r"\bGB\d\d\s?[A-Z]{4}(?:\s?\d){14}(?!\d)")
_ACCOUNT: Final = re.compile(
    r"\b(?:account|acct?\.?|a/c)\s*(?:no\.?|number|num\.?)?[\s:]*(?P<number>\d{8})(?!\d)", re.IGNORECASE
)
_ORGANISATION: Final = re.compile(
    r"\b(?:council|authority|commissioner|opcc|police|force|limited|ltd|plc|charity|trust|payable\s+to)\b",
    re.IGNORECASE,
)

_IDENTITY: Final = re.compile(
    r"\b(?:NHS\s+(?:no\.?|number)\W*(?:is\s+|was\s+)?\d{3}[\s-]?\d{3}[\s-]?\d{4}|"
    r"[Pp]assport\s+(?:no\.?|number)\W*(?:is\s+|was\s+)?(?:[A-Z]{1,2}\d{7}|\d{9})|"
    r"[Dd]riving\s+licence\s+(?:no\.?|number)\W*(?:is\s+|was\s+)?[A-Z9]{5}\s?\d{6}\s?[A-Z9]{2}\w{3})(?!\w)"
)

_STREET: Final = (
    r"(?:Street|St|Road|Rd|Avenue|Ave|Lane|Ln|Close|Drive|Crescent|Court|Way|Gardens?|Place|Terrace|Grove|Rise|Mews|"
    r"Walk|Row|Hill|View|Green|Square|Parade|Crofts?|Cottages?|Meadows?|Fields?|Gate|Park|Drove|Path|Orchard|Paddocks?)"
)
_POSTCODE: Final = r"[A-Z]{1,2}\d[A-Z\d]?\s?\d[A-Z]{2}\b"
_HOUSE: Final = re.compile(
    r"\b(?P<address>(?:(?:Flat|Apartment|Apt|Unit)\s+\d{1,3}[A-Za-z]?,?\s+)?\d{1,4}(?:/\d{1,2}|[A-Za-z])?,?\s+"
    rf"(?:(?:[A-Z][\w’'-]+\s+){{1,4}}?{_STREET}\b(?!\s+(?:Police|Station|School|Surgery|Community|Day))|"
    # A street of Wales begins with what it is.
    r"(?:Heol|Stryd|Ffordd|Rhodfa|Rhiw|Clos|Cwrt|Llys|Maes|Lôn|Parc|Cae|Bryn|Tan|Min)(?:\s+(?:[A-Z][\w’'-]+|y|yr|ar|nan|na)){1,3}|"
    # A street of another tongue, or of a name of its own, is known by the postcode behind it.
    r"[A-Z][\w’'-]+(?:\s+(?:[A-Z][\w’'-]+|y|yr|ar|the|of|nan|na)){0,4}"
    rf"(?=(?:,\s+[A-Z][\w’' -]+){{1,4}}?[,\s]+{_POSTCODE})))"
    rf"(?P<town>(?:[,\s]+[A-Z][\w’'-]+){{0,5}}?[,\s]+{_POSTCODE})?|"
    r"\b(?:[A-Z][\w’'-]+\s+){0,2}(?:Cottage|Farm|Farmhouse|Lodge|Bungalow|Barn|Villa|Croft)"
    rf"(?:[,\s]+[A-Z][\w’'-]+){{1,5}}?[,\s]+{_POSTCODE}"
)
_AT_HOME: Final = re.compile(
    r"(?:\bhome\s+address(?:\s+(?:is|was|given\s+as|of))?|\bmy\s+address(?:\s+is)?|\b(?:his|her|their|private|personal|"
    r"residential)\s+address(?:\s+(?:is|was|as))?|\b(?:live[sd]?|living|resid(?:es?|ed|ing)|"
    r"dwell(?:s|ing)?)\s+(?:\w+\s+)?(?:at|in|on)|\b(?:resident|(?:occupier|householder|tenant|"
    r"owner-occupier)s?)\s+(?:of|at)|"
    r"\b(?:my|his|her|their)\s+(?:family\s+)?(?:home|house|flat)(?:\s+(?:is\s+)?at)?|"
    r"\bat\s+home,|"
    r"\b(?:to|visit|call on|reach|contact)\s+"
    r"(?:him|her|me)\s+at)(?:\s+(?:[A-Z][\w’'-]+\s+){0,2}[A-Z][\w’'-]+,)?[\s,:(–-]*$",
    re.IGNORECASE,
)
_OF: Final = re.compile(
    rf"(?:{_HONORIFIC}\s+{_NAME}(?:,?\s+(?:of|at)|,)?|"
    rf"\b(?:[Qq]uestion|[Pp]etition|[Ll]etter|[Ss]tatement|[Cc]omplaint|[Oo]bjection|[Ss]ubmission)s?\s+"
    rf"(?:from|by)\s+{_NAME}"
    r"(?:,?\s+of|,)|\b(?P<first>[A-Z][a-z’'-]+)\s+(?P<last>[A-Z][a-z’'-]+),?\s+of)[\s,:(–-]*$"
)
_NOBODY: Final = re.compile(
    r"^(?:Sale|Purchase|Disposal|Lease|Leasing|Letting|Acquisition|Refurbishment|Office|Offices|Owners?|Services|Group|"
    r"Council|Police|Trust|Centre|Partners|Solutions|Systems|Consulting|Homes|Housing|Estates?|Holdings|The|Future|Use|"
    r"Ltd|Limited|plc|PLC|LLP|CIC|Company|Inc|Association|Society|Authority|Board|Club|School|Church|Chapel|Hotel|"
    r"Inn|Hall|College|Hospital|Library|Agency|Charity|Foundation|Union|Bank)$"
)
"""Words that look like a name's and are a company's or a deed's."""
_STATED: Final = re.compile(
    r"\b(?i:home|private|residential)\s+(?i:address(?:es)?)\s*(?:is|was|:|[-–])\s*"
    r"(?P<address>[^.;\d][^.;]{4,90}?\b[A-Z]{1,2}\d[A-Z\d]?\s?\d[A-Z]{2})\b"
)
_LABELLED: Final = re.compile(r"\bAddress\s*[:–-]?\s*$", re.IGNORECASE)
_NAMED_FORM: Final = re.compile(
    r"\b(?:Name|Full name|Questioner|Petitioner|Complainant|Applicant)\s*[:–-]", re.IGNORECASE
)
_PREMISES: Final = re.compile(
    r"\b(?:council|police|headquarters|hq|hall|station|office|centre|center|building|limited|ltd|plc|company|charity|"
    r"trust|chambers|opcc|registered|house|library|court house|church|school|college|hospital)\b",
    re.IGNORECASE,
)


def personal_data(text: str) -> Iterator[Personal]:
    """Find it in a page's text, in the order of kinds; line breaks count as blanks."""
    for find in _READINGS:
        for kind, found in find(text):
            yield Personal(kind, " ".join(found.split()))


def _telephones(text: str) -> Iterator[tuple[Kind, str]]:
    """Find mobile numbers beside which no office stands, and others that are said to be a person's own."""
    homes = [match.end() for match in _homes(text)]
    for match in _TELEPHONE.finditer(text):
        digits = re.sub(r"\D", "", match["first"] + match["rest"])
        mobile = (digits[0] == "7" and len(match["first"]) > 2 and digits[1] not in "06") or digits.startswith(_STORIES)
        if len(digits) != _DIGITS and (mobile or len(digits) != _DIGITS - 1):
            continue
        if digits[0] == "7" and not mobile:
            continue
        before, after = _lines_before(text, match.start(), _WIDE), _lines_after(text, match.end())
        official = _OFFICIAL.search(f"{before} | {after}")
        official = official or _OFFICE.search(f"{_lines_before(text, match.start(), _CLOSE)} | {after}")
        private = _PRIVATE.search(before[-70:]) or _beside(text, homes, match.start())
        if private or (not official and (mobile or _SOMEBODYS.search(before))):
            yield Kind.TELEPHONE, match[0].strip(" (")


def _beside(text: str, homes: Sequence[int], number: int) -> bool:
    """Whether a number stands so soon behind the end of the last of the homes before it that it is theirs."""
    before = bisect_right(homes, number)
    if not before or number - homes[before - 1] >= _BESIDE:
        return False
    between = text[homes[before - 1] : number]
    return not _STOP.search(between) and not _OFFICIAL.search(between)


def _lines_before(text: str, place: int, lines: int) -> str:
    """Give what stands before on the same line and so many above it, from the last stop on."""
    start = place
    for _line in range(lines + 1):
        start = text.rfind("\n", 0, start)
        if start < 0:
            break
    return _STOP.split(text[max(start + 1, place - _FAR) : place])[-1]


def _lines_after(text: str, place: int) -> str:
    """Give what stands after on the same line and the next, up to a stop."""
    end = text.find("\n", text.find("\n", place) + 1)
    return _STOP.split(text[place : min(end, place + _FAR) if end > place else place + _FAR])[0]


def _emails(text: str) -> Iterator[tuple[Kind, str]]:
    for match in _EMAIL.finditer(text):
        if match["who"].casefold() not in _POSTS and not _GROUPS.search(match["who"]):
            yield Kind.EMAIL, match[0]


def _insurance(text: str) -> Iterator[tuple[Kind, str]]:
    """Find National Insurance numbers; the prefixes that HMRC never gives, and QQ of its examples, only where named."""
    for match in _INSURANCE.finditer(text):
        before = text[max(0, match.start() - 80) : match.start()]
        named = _INSURANCE_NAMED.search(before)
        if (match["prefix"] == "QQ" or match["prefix"] in _NEVER_GIVEN) and not named:
            continue
        if not named and _REFERENCE.search(before):
            continue
        yield Kind.INSURANCE, match[0]


def _births(text: str) -> Iterator[tuple[Kind, str]]:
    """Find days of birth of people who may live, not of schemes that were "born"."""
    for match in _BIRTH.finditer(text):
        historic = match["long"] and int(match["long"]) < _LIVING
        if not historic and not _SCHEME.search(text[max(0, match.start() - 60) : match.start()]):
            yield Kind.BIRTH, match[0]


def _accounts(text: str) -> Iterator[tuple[Kind, str]]:
    for match in _IBAN.finditer(text):
        if not _ORGANISATION.search(_lines_before(text, match.start(), _CLOSE)):
            yield Kind.ACCOUNT, match[0]
    for match in _SORT_CODE.finditer(text):
        near = _lines_before(text, match.start(), _CLOSE) + match[0] + _lines_after(text, match.end())
        if _ACCOUNT.search(near) and not _ORGANISATION.search(near):
            yield Kind.ACCOUNT, match[0]


def _identities(text: str) -> Iterator[tuple[Kind, str]]:
    for match in _IDENTITY.finditer(text):
        yield Kind.IDENTITY, match[0]


def _addresses(text: str) -> Iterator[tuple[Kind, str]]:
    for match in _homes(text):
        yield Kind.ADDRESS, match[0]
    for stated in _STATED.finditer(text):
        if not _HOUSE.search(stated[0]):
            yield Kind.ADDRESS, stated["address"]


def _homes(text: str) -> Iterator[re.Match[str]]:
    """Find street addresses that words say to be somebody's home, not those of offices."""
    for match in _HOUSE.finditer(text):
        before = " ".join(text[max(0, match.start() - 90) : match.start()].split()) + " "
        if _AT_HOME.search(before) or _names_somebody(before) or _stands_in_a_form(text, match, before):
            yield match


def _names_somebody(before: str) -> bool:
    found = _OF.search(before)
    return found is not None and not any(_NOBODY.match(found[part] or "") for part in ("first", "last"))


def _stands_in_a_form(text: str, match: re.Match[str], before: str) -> bool:
    """Whether the address is the answer in a form that begins with a person's name."""
    if not _LABELLED.search(before):
        return False
    labels = list(_NAMED_FORM.finditer(text, max(0, match.start() - 160), match.start()))
    return bool(labels) and not _PREMISES.search(text[labels[-1].end() : match.end()])


_READINGS: Final[tuple[Callable[[str], Iterator[tuple[Kind, str]]], ...]] = (
    _telephones,
    _addresses,
    _insurance,
    _emails,
    _births,
    _accounts,
    _identities,
)
