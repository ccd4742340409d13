"""Compare the meetings that papers speak of with the record: last met, previous and next meeting, lists of meetings."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date
from itertools import pairwise

from panel.checks.dossier import Dossier
from panel.checks.finding import Finding, Place, Severity
from panel.checks.reading.dates import Precision, Written, dates
from panel.checks.rules.dates.bodies import Bodies
from panel.checks.rules.dates.standing import Kind, Passage, Reading, drawn_item, in_words
from panel.law.words import day_in_words

_LAST = re.compile(
    r"\b(?:(?:last|previously|most recently) (?:formally )?met(?: formally| together| again| in public| in private)*"
    r"(?: on| in)?|(?:last|previous|most recent|preceding) "
    r"(?:public |ordinary |regular |formal |full )?(?:[A-Z][\w ]{0,50})?meetings?"
    r"(?: of (?:the |this |its )?[\w &]{3,70}?)?,?(?: (?:was|were|which was))?(?: (?:held|which took place))?"
    r"(?: on| of)?)\s*(?:the )?$"
)
_PLAIN = re.compile(r"\b(?:ordinary|regular|formal|full|public)\b", re.IGNORECASE)
"""Of a kind of meeting: a special one may have come after it."""
_WE = re.compile(r"\b(?:we|it)\s$", re.IGNORECASE)
_WE_MEET = re.compile(r"\b[Ww]e\b")
_IT_MET = re.compile(r"\bIt (?:has )?(?:also |then |first )?met\b")
_WE_MET = re.compile(r"\b[Ww]e (?:have )?(?:also |then |first )?met\b")
_NEXT = re.compile(
    r"\b(?:next|following|forthcoming) (?:public |ordinary |formal |full |scheduled )?(?:[A-Z][\w ]{0,50})?"
    r"meets?(?:ings?)?\b(?: of (?:the |this |its )?[\w &]{3,70}?)?"
    r"(?: (?:is|was|will be|would be|to be|will take place|takes place))?(?: (?:now|currently|due to be|to be|being))?"
    r"(?: (?:held|scheduled|planned|arranged|set|due|fixed|take place))?"
    r"(?: (?:for|on|of|will be on|to be held on))?\s*(?:the )?$|"
    r"\b(?:meets? (?:again|next)|(?:will|shall|is to|are to) (?:next |then )?"
    r"meet(?: again| next)?),?(?: on)?\s*(?:the )?$"
)
_MEETS = re.compile(
    r"\b(?:meets?|(?:will|shall|is to|are to)(?: next| then)? meet)(?: again| next)?,?(?: on)?\s*(?:the )?$"
)
_MEETING = re.compile(
    r"\b(?:meetings?(?: of (?:the |this |its )?[\w ,&]{3,70}?)?,?(?: (?:was|were|which was|that was))?"
    r"(?: (?:also|last))?(?: (?:held|took place|convened|which took place))?(?: on| of)|"
    r"(?<!last )(?<!previously )met(?: again| formally| in public| once|"
    r" (?:twice|[\w-]+ times)(?: in \d{4}[\d/–-]*)?)?,? on|"
    r"[Mm]inutes,?(?: of| for| from)?|(?P<report>Report of)|(?:Panel|PCP|[Gg]roup|[Cc]ommittee) (?:on|of)|"
    r"(?:Panel|PCP|[Gg]roup|[Cc]ommittee|Commission|Forum) (?:(?:last|first|also|then|next|previously) )?"
    r"(?P<taken>considered|resolved|scrutinised|debated|voted|discussed|endorsed|questioned|reviewed|examined|approved|agreed|"
    r"noted|heard|supported|(?:received|had|saw|took) (?:a|an|the|its) (?:[\w-]+ ){0,2}"
    r"(?:report|update|presentation|briefing|paper))"
    r"(?: (?!that\b|for\b(?! (?:the )?(?:year )?20\d\d)|to\b|from\b|which\b|would\b)[\w'’&/-]+){0,8} on)\s*(?:the )?$"
)
_AND = re.compile(r",?\s*(?:and|&|,)?\s*(?:on\s+)?(?:the\s+)?")
"""Between dates of a list."""
_NOT_HELD = re.compile(
    r"\b(?:to have (?:met|been)|cancel|postpone|reschedul|moved|originally|instead|abandon|inquorate|not held)",
    re.IGNORECASE,
)
_SENT = re.compile(
    r"\b(?:letter|e-?mail|sent|wrote|written|circulat|received|issued|published|joined|left|appointed)", re.I
)
_OTHER = re.compile(
    r"\b(?:informal|pre-?|briefing|training|private|special|public|community|weekly|monthly|regular|seminar|conference|"
    r"visit|development|catch-up|holding to account|board)[\w\s-]{0,25}$",
    re.IGNORECASE,
)
_OWN = re.compile(r"\b(?:its|their|our|the) (?:[a-z]+ )?(?:meetings?|minutes)\b")
_LIST = re.compile(
    r"\b(?:dates? of (?:the )?(?:future |next |forthcoming |panel |committee )*meetings?|"
    r"(?:future|forthcoming|next|upcoming|scheduled) (?:panel |committee )?meetings?(?: dates?)?|meeting dates|"
    r"(?:calendar|schedule|programme) of meetings|following meetings are|"
    r"meetings (?:have been |are )(?:scheduled|arranged))",
    re.IGNORECASE,
)
_SEASON = 50
"""Days: what the body considered, it considered at a meeting, and meets so often."""
_LISTED = 12
"""A list of meetings has no more rows than this."""


def find(dossier: Dossier, bodies: Bodies, readings: Sequence[Reading], rows: Sequence[Passage]) -> Iterator[Finding]:
    """Find meetings of the panel and its groups that the record does not have."""
    for reading in readings:
        for said, passage in pairwise((None, *reading.passages)):
            if passage:
                yield from _spoken_of(dossier, bodies, passage, said.text if said else "")
        yield from _listed(dossier, bodies, reading)
    for passage in rows:
        yield from _spoken_of(dossier, bodies, passage)
    yield from _planned(dossier, bodies)


def _spoken_of(dossier: Dossier, bodies: Bodies, passage: Passage, said: str = "") -> Iterator[Finding]:
    """Compare each day that a sentence gives for a meeting with the record of that body; `said` stands before it."""
    previous, listed = 0, ""
    for written in _of_years(passage):
        head = passage.text[previous : written.start]
        before = passage.text[: written.start]
        previous = written.end
        day = _day(written)
        if listed and _AND.fullmatch(head):
            if day is not None:
                yield from _unknown(bodies, passage, written, day, listed)
            continue
        listed = ""
        if day is None:
            continue
        own = passage.standing.body or (bodies.panel if passage.standing.kind is not Kind.RECORD else "")
        if last := _LAST.search(before):
            # "The Chairs last met on": without a body of its own, only "we last met" is the panel's.
            whose = "" if "met" in last[0].split() and not _WE.search(before[: last.start()]) else own
            body = bodies.nearest(head, own) or ("" if bodies.names_any(head) else whose)
            sequence = last[0].startswith(("previous", "preceding")) and "since" not in before
            known = day in bodies.days(body) and (sequence or _ordinary(bodies, passage, said, day, last[0], body))
            yield from _last(bodies, passage, written, day, "" if known else body)
        elif _NEXT.search(before):
            # "It will meet next on": without a body of its own the sentence may go on about another's.
            meets = _MEETS.search(before)
            its = own if not meets or _WE_MEET.search(before) or (own and bodies.nearest(said, own) == own) else ""
            body = bodies.nearest(before, own) or ("" if bodies.names_any(before) else its)
            yield from _next(dossier, bodies, passage, written, day, body)
        elif (match := _MEETING.search(before)) and not _OTHER.search(before[: match.start()]):
            if _NOT_HELD.search(passage.text) or (
                "meeting" not in match[0] and "met" not in match[0] and _SENT.search(head)
            ):
                continue
            if match["report"] and not (passage.standing.kind is Kind.AGENDA and passage.standing.body):
                continue
            named = bodies.nearest(before, own)
            minutes_of = passage.standing.kind in (Kind.MINUTES, Kind.AGENDA) and match[0].lower().startswith(
                ("minutes", "meeting")
            )
            its_own = minutes_of or _OWN.search(before) or ("met" in match[0].split() and _met_itself(passage, before))
            listed = named or (own if not bodies.names_any(before) and its_own else "")
            yield from _unknown(bodies, passage, written, day, listed, _SEASON if match["taken"] else None)


def _met_itself(passage: Passage, before: str) -> bool:
    """Whether a paper says of its own body that it met: "we met", or, in a group's report, "it met"."""
    return bool(_WE_MET.search(before) or (passage.standing.body and _IT_MET.search(before)))


def _of_years(passage: Passage) -> list[Written]:
    """Give its dates, those of a list with the year that stands at its end."""
    found = list(passage.dates)
    for place in range(len(found) - 2, -1, -1):
        one, following = found[place], found[place + 1]
        if (
            one.year is None
            and following.year
            and one.precision is following.precision is Precision.DAY
            and _AND.fullmatch(passage.text[one.end : following.start])
        ):
            later = (one.month or 0, one.day or 0) > (following.month or 0, following.day or 0)
            found[place] = one.in_year(following.year - later)
    return found


def _day(written: Written) -> date | None:
    """Give the day that a date with a year names, unless its weekday already contradicts it."""
    if written.precision is not Precision.DAY or written.impossible or not written.weekday_holds:
        return None
    return written.first


def _ordinary(bodies: Bodies, passage: Passage, said: str, day: date, last: str, body: str) -> bool:
    """Whether "its last ordinary meeting" leaves a special one out, or the one that followed has been named before."""
    named = {each.first for text in (said, passage.text) for each in dates(text)}
    later = any(day < each <= passage.standing.latest for each in named & {*bodies.days(body)} if each)
    return later or bool(_PLAIN.search(last) or re.search(r"\b(?:special|extraordinary|additional)\b", said))


def _last(bodies: Bodies, passage: Passage, written: Written, day: date, body: str) -> Iterator[Finding]:
    """Compare "last met on" with the last meeting before the paper's own day."""
    known = bodies.days(body)
    if not body or not known or day > passage.standing.latest:
        return
    as_of = passage.standing.earliest or passage.standing.latest
    if passage.standing.told is None and passage.standing.kind is Kind.REPORT:
        as_of = bodies.dossier.date
    expected = bodies.last_before(body, as_of if passage.standing.kind is Kind.MINUTES else max(as_of, day))
    if expected is None or day < min(known):
        return
    if day in known and (day >= expected or passage.standing.kind is Kind.LETTER):
        return
    if day in known and passage.standing.earliest is None:
        return
    yield Finding(
        "last meeting does not match",
        Severity.LOOK,
        passage.place(written.words),
        f"The {body} is said to have last met on “{written.words}”, and it did not."
        if day not in known
        else f"The {body} has met since “{written.words}”, which is given as its last meeting.",
        f"The record has its last meeting before then on {in_words(expected)}.",
        f"Write {day_in_words(expected, weekday=False)}, or correct the record.",
    )


def _next(
    dossier: Dossier, bodies: Bodies, passage: Passage, written: Written, day: date, body: str
) -> Iterator[Finding]:
    """Compare "the next meeting" with the meetings to come."""
    days = bodies.days(body)
    if not body or day < dossier.day:
        return
    if day in days:
        status = days[day][0]
        if status in ("cancelled", "postponed") and passage.standing.kind is not Kind.MINUTES:
            yield Finding(
                "meeting is not in the record",
                Severity.LOOK,
                passage.place(written.words),
                f"“{written.words}” is given as a meeting of the {body}; it is {status}.",
                f"The record has that meeting as {status}.",
                "Give the date that holds, or correct the record.",
            )
        return
    to_come = sorted(each for each, (status, _) in days.items() if each > dossier.day and status == "scheduled")
    if to_come:
        yield _absent(passage, written, body, bodies.meant(body, day) or to_come[0])


def _unknown(
    bodies: Bodies, passage: Passage, written: Written, day: date, body: str, few: int | None = None
) -> Iterator[Finding]:
    """Find a meeting that the record has not, where it has another that was probably meant."""
    if not body or day in bodies.days(body) or not bodies.reaches(body, day):
        return
    if near := bodies.meant(body, day) or (few and day < bodies.dossier.day and bodies.meant(body, day, few)):
        yield _absent(passage, written, body, near)


def _absent(passage: Passage, written: Written, body: str, near: date) -> Finding:
    return Finding(
        "meeting is not in the record",
        Severity.LOOK,
        passage.place(written.words),
        f"“{written.words}” is given as a meeting of the {body}; the record has none on that day.",
        f"The record has one on {in_words(near)}.",
        f"Write {day_in_words(near, weekday=False)} if that is meant, or put the meeting into the record.",
    )


def _listed(dossier: Dossier, bodies: Bodies, reading: Reading) -> Iterator[Finding]:
    """Compare a list of meetings with the record, for those still to come."""
    blocks = reading.paper.text.blocks
    for position, block in enumerate(blocks):
        heading = _LIST.search(block.text)
        if not heading or not (block.heading or block.text.rstrip().endswith(":")):
            continue
        body = bodies.nearest(block.text, reading.standing.body) or reading.standing.body or bodies.panel
        days = bodies.days(body)
        known = [each for each in days if each > dossier.day]
        for row in blocks[position + 1 : position + 1 + _LISTED]:
            passage = Passage(row.text, reading.item.number, reading.paper.file_name, row.page, reading.standing, row)
            first = next(iter(passage.dates), None)
            if first is None or first.start > 2:
                if row.heading and not first:
                    break
                continue
            day = _day(first)
            # What the row says of another body, or of a session that is no meeting, is none of this list's.
            if day is None or day <= dossier.day or day in days or not known or bodies.names_any(row.text):
                continue
            yield _absent(passage, first, body, bodies.meant(body, day) or min(known, key=lambda each: abs(each - day)))


def _planned(dossier: Dossier, bodies: Bodies) -> Iterator[Finding]:
    """Find a work programme row, or an entry of the log, dated to a meeting that is none."""
    days = bodies.days(dossier.body)
    for row in dossier.programme:
        if row.meeting and row.meeting >= dossier.day and row.meeting not in days:
            words = day_in_words(row.meeting, weekday=False)
            near = bodies.meant(dossier.body, row.meeting)
            coming = f" The nearest is on {in_words(near)}." if near else ""
            yield Finding(
                "meeting is not in the record",
                Severity.LOOK,
                Place(drawn_item(dossier, "work programme"), words=words),
                f"The work programme puts “{row.item}” to {words}, when the panel has no meeting.",
                f"The record of meetings has none on that day.{coming}",
                "Put the row to a meeting that is in the record, or put the meeting there.",
                about=f"{row.item} {words}",
            )
