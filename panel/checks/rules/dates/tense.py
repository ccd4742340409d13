"""Find a past event spoken of as to come, a deadline that is over, and a future one told as past."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from typing import Final

from panel.checks.finding import Finding, Severity
from panel.checks.reading.dates import Precision, Written
from panel.checks.rules.dates import past
from panel.checks.rules.dates.calendar import far_off
from panel.checks.rules.dates.past import PERIODS
from panel.checks.rules.dates.standing import Kind, Passage
from panel.checks.rules.dates.verbs import ADVERB, AT, FIRST, PART, PHRASE, SPAN, UNSURE, VERB, stands

_GAP: Final = r"(?P<gap>(?:[\w'’“”\"()&£%/-]+ ){0,8}?)"
_THEN_WILL = re.compile(r"^,? (?:[\w'’&-]+ ){1,6}?(?P<verb>(?:will|shall|is to|are to) (?:be |also |now )?[a-z]+)\b")
_DATED_ACT: Final = (
    "launch|hold|conduct|undertake|start|open|begin|move|join|leave|publish|introduce|present|implement|complete|"
    "retire|commence|close|submit|finish|recruit|consult|run|sign|appoint"
)
_AGAIN: Final = r"do (?:so|this|it|the same)(?: again)?|happen|occur|return"
_PASSIVE_OR_ACT: Final = (
    rf"be {ADVERB}(?P<done>{VERB})(?: out| up| off| down)?|"
    rf"be {ADVERB}(?P<doing>launching|holding|conducting|undertaking|starting|opening|beginning|moving|joining|"
    r"leaving|publishing|introducing|presenting|implementing|completing|retiring|commencing|closing|submitting|"
    r"finishing|recruiting|consulting|running|signing|appointing|attending|visiting|hosting|taking up|rolling out)|"
    rf"(?P<act>{_DATED_ACT}|{_AGAIN}|be(?= (?:on|in|from) )|take place|"
    r"go live|come into force|come into effect|be available|be in place|be ready|meet|"
    r"report back|take up|roll out|receive|visit|attend|end|expire)"
)
_COMING: Final = re.compile(
    rf"\b(?:(?P<modal>will|shall|would) (?:{ADVERB})(?:{_PASSIVE_OR_ACT})|"
    r"(?:is|are|was|were)? ?(?P<due>due (?:to be \w+|to \w+|for \w+|back)?|scheduled (?:to \w+(?: \w+ed| place)?|for)?|"
    rf"planned (?:to \w+(?: \w+ed)?|for)?|expected (?:to \w+(?: \w+ed)?)?)|(?P<tobe>to be {VERB}))"
    rf" ?{_GAP}(?P<at>{AT}|by|from|until|for|by the end of) ?(?:the )?{PART}$"
)
_COMING_GAP = re.compile(
    r"\b(?:(?!red\b|need\b|speed\b|shed\b|feed\b|bed\b|hundred\b)[a-z]{3,}ed|held|begun|given|made|taken|sent|which|"
    r"that|who|whom|whose|since|as|than|after|following|compared|against|with those|level|levels|baseline|figures?|"
    r"rate|last|previous|because|if|when|where|so|from|out|minutes|letter|and|but|while|first|used|based|dated|rise|"
    r"increase|"
    r"decrease|reduction|position|elections?|in place|on|about|regarding|concerning)\b"
)
_RECALLED = re.compile(r"^(?:recalled|remembered|noted|aware|seen|compared|known|reminded|measured|based|remember\w*)$")
_ONCE = re.compile(r"\b(?:was|were|been|had|have|originally|previously|initially|once|not|asked|requested|wanted) ?$")
_NOUN = 3
"""So many words may stand between what somebody will do and its date: more are a noun that has a date of its own."""
_NOW = re.compile(
    rf"(?<!which )(?<!that )(?P<verb>takes? place|goes live|opens|launches) (?:at [\w' ,’]{{3,40}} )?"
    rf"(?:on|in) (?:the )?{PART}$"
)
"""What is told in the present of a day that is over."""
_MOVED = re.compile(
    r"\b(?:moved|postponed|rescheduled|cancelled|brought forward|deferred|put back|replaced)\b", re.IGNORECASE
)
_EVERY = re.compile(r"\b(?:every|each|annual\w*|usually|normally|always)\b", re.IGNORECASE)
_DEADLINE = re.compile(
    r"\b(?:(?:closes|(?<!to )close|will close|ends|runs|is open|are open|remains open|"
    r"closing date(?: for [\w ]{3,40})? is|deadline(?: for [\w ]{3,60}?)? is)(?: (?:on|until|till|to|at))?|"
    r"(?:should|must|(?:is|are) to|needs? to|(?:has|have) to) (?:please )?"
    r"(?:be (?:received|submitted|sent|returned|made|lodged|given|e-?mailed|with)|reach|arrive|respond|reply|apply|"
    r"register|send|submit|return|give|let|tell|contact|book|notify|e-?mail|write) "
    r"(?:[\w@.'’-]+ ){0,8}?(?:by|before|no later than|on or before)|"
    r"(?:comments|responses|replies|answers|views|questions|bids|applications|nominations|entries|submissions|forms|"
    r"contributions) (?:[\w@.'’-]+ ){0,8}?(?:are|is) (?:due|invited|sought|welcome|requested|accepted|needed|wanted)"
    r"(?: in writing| back| in)?(?: (?:by|until|before|no later than|on))|"
    r"(?:please|(?:is|are) (?:now )?(?:invited|asked|requested|encouraged|urged|recommended) to) (?:[\w'’-]+ ){1,14}?"
    r"(?:by|before|no later than|on or before))"
    r"(?: (?:midday|noon|midnight|5pm|12 noon|close of (?:play|business)|the end of)(?: on)?)? ?(?:the )?$",
    re.IGNORECASE,
)
_BARE_YEAR = re.compile(r"(?<=\bin )(?:20)\d\d(?![\d/–-])")


def find(passage: Passage) -> Iterator[Finding]:
    """Judge each date of a passage by the time from which it speaks."""
    for written in _with_years(passage):
        if written.last is None or written.first is None or far_off(passage, written):
            continue
        before = SPAN.sub(" on ", passage.text[: written.start])
        if written.first > passage.standing.latest:
            yield from past.find(passage, written)
        elif (
            passage.standing.earliest and written.last < passage.standing.earliest and written.precision not in PERIODS
        ):
            yield from _coming(passage, written, before, passage.standing.earliest)


def _with_years(passage: Passage) -> Iterator[Written]:
    yield from passage.dates
    taken = [(each.start, each.end) for each in passage.dates]
    for match in _BARE_YEAR.finditer(passage.text):
        if not any(start <= match.start() < end for start, end in taken):
            yield Written(match[0], match.start(), match.end(), Precision.YEAR, int(match[0]))


def _coming(passage: Passage, written: Written, before: str, day: date) -> Iterator[Finding]:
    if (deadline := _DEADLINE.search(before)) and written.precision is Precision.DAY:
        phrase = passage.text[deadline.start() : written.end]
        yield Finding(
            "deadline has passed",
            Severity.LOOK,
            passage.place(phrase if len(phrase) < PHRASE else written.words),
            f"“{phrase}” asks for what could no longer be done in time.",
            f"{stands(passage, day)}.",
            "Give a date that is still to come, or say what came of it.",
        )
        return
    if FIRST.match(before) and (then := _THEN_WILL.match(passage.text[written.end :])):
        if not _RECALLED.match(then["verb"].split()[-1]):
            yield _still_to_come(passage, written, passage.text[: written.end + then.end()], day)
        return
    if (
        (match := _NOW.search(before))
        and written.precision is Precision.DAY
        and passage.standing.kind is not Kind.RECORD
    ):
        if not UNSURE.search(before) and not _EVERY.search(passage.text):
            yield _still_to_come(passage, written, passage.text[match.start() : written.end], day)
        return
    match = None if _MOVED.search(passage.text) else _COMING.search(before)
    if match and _means_to_come(match, before, passage.standing.kind):
        yield _still_to_come(passage, written, passage.text[match.start() : written.end].strip(), day)


def _means_to_come(match: re.Match[str], before: str, kind: Kind) -> bool:
    """Whether the words put the date itself into the future, and not something else that they name."""
    gap, told_then = match["gap"], before[: match.start()] + match[0][: len(match[0]) - len(match[0].lstrip())]
    if _COMING_GAP.search(gap) or _RECALLED.match(match["done"] or ""):
        return False
    # "will publish data for January", "will receive an update on the pilot in January": the date is the noun's.
    if match["at"] in ("from", "until", "for") and (gap or match["at"] == "for") and not match["due"]:
        return False
    if match["act"] and len(gap.split()) > _NOUN:
        return False
    if match["modal"] == "would":
        return kind is Kind.MINUTES
    if match["modal"]:
        return True
    # Minutes tell what was due then; "was to be published", "had been expected" tell it anywhere.
    if kind is Kind.MINUTES or re.match(r" ?(?:was|were) ", match[0]) or _ONCE.search(told_then):
        return False
    return bool(match["due"] or kind is Kind.RECORD or re.search(r"\b(?:is|are) $", told_then))


def _still_to_come(passage: Passage, written: Written, phrase: str, day: date) -> Finding:
    return Finding(
        "future event in the past",
        Severity.LOOK,
        passage.place(phrase if len(phrase) < PHRASE else written.words),
        f"“{phrase}” tells as still to come what lies in the past.",
        f"{stands(passage, day)}, after {written.words}.",
        "Correct the date, most likely its year, or say what came of it.",
    )
