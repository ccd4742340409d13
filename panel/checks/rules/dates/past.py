"""Find what is told as done on a day that still lies ahead."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from panel.checks.finding import Finding, Severity
from panel.checks.reading.dates import Precision, Written
from panel.checks.rules.dates.standing import Kind, Passage
from panel.checks.rules.dates.verbs import ADVERB, AT, FIRST, PART, PHRASE, SPAN, UNSURE, VERB, stands

PERIODS: Final = (Precision.QUARTER, Precision.FINANCIAL_YEAR)
# What is planned, due or moved may well lie ahead, and what is agreed or asked for may be for later.
_AHEAD: Final = (
    r"(?:planned|scheduled|proposed|expected|intended|booked|arranged|timetabled|fixed|postponed|rescheduled|moved|"
    r"deferred|extended|requested|anticipated|projected|forecasted|estimated|required|budgeted|asked|invited|added|"
    r"assigned|allocated|committed|referred|programmed|delayed|recommended|targeted|confirmed|needed|contracted|"
    r"advised|informed|reminded|brought forward|put|set up|cancelled|abolished|supposed|based|earmarked|carried|"
    r"profiled|assumed|identified|designed|aimed|commissioned|determined|left|limited|tasked|indicated|promised|"
    r"pledged|tabled|due)"
)
_GAP: Final = r"(?P<gap>(?:(?!(?:that|had|has|have|which)\b)[\w'’“”\"()&£%/-]+ ){0,8}?)"
"""What is said or noted to have happened has a verb of its own behind it."""
_ACTED: Final = (
    "met|took place|took up|took over|took office|went live|came into force|came into effect|was held|were held|held|"
    "attended|published|launched|visited|received|opened|closed|retired|joined|started|began|ended|concluded|finished|"
    "ran|signed|wrote|completed|approved|appointed|announced|hosted|presented|welcomed|left|commenced|spoke|rose|fell"
)
_DID: Final = (
    "recovered|seized|arrested|charged|convicted|sentenced|caught|searched|delivered|secured|recruited|trained|"
    "installed|issued|submitted|responded|replied|answered|introduced|won|bought|sold|sent|paid|spent|gave|dropped|"
    "increased|decreased|reached|produced|reported|carried out|toured|inspected|rated|graded|consulted|surveyed|"
    "interviewed|sat|voted|debated|considered|reviewed|discussed|agreed|resolved|decided|noted|scrutinised|endorsed|"
    "questioned|examined|adopted|resigned|died|returned|merged|built|repaired|replaced|dealt with|took part|went to|"
    "came to"
)
"""What somebody did; the same words may stand with a noun: "bids submitted in November"."""
_GLAD: Final = r"(?:pleased|delighted|honoured|privileged|proud|fortunate|able)"
_PLEASED: Final = (
    rf"(?:was|were) {_GLAD} to (?:attend|open|visit|join|meet|welcome|speak|host|launch|take part|present|see|receive)"
)
_PAST: Final = re.compile(
    rf"\b(?:(?:was|were|has been|have been|had been|had) {ADVERB}(?!{_GLAD})(?P<passive>{VERB})|"
    rf"(?P<active>{_ACTED}|{_PLEASED})|(?P<did>{_DID})) {_GAP}(?:{AT}|between) (?:the )?{PART}$"
)
_LASTED: Final = re.compile(
    r"\b(?:(?:ran|lasted|took place|(?:was|were) (?:held|open|closed|carried out)) (?:from|between)|"
    r"(?:stood at|totalled|amounted to|numbered) [\w£.,%]+(?: \w+){0,3} (?:as )?(?:at|on)) (?:the )?(?:end of )?"
    rf"{PART}$"
)
_THEN: Final = re.compile(
    rf"^,? (?:(?:[\w'’&-]+ (?!which|that|who)){{1,6}}?(?P<verb>{_ACTED}|"
    rf"(?:was|were|has been|have been) {ADVERB}{VERB})|"
    rf"(?:it|he|she|they|we|I) {ADVERB}(?P<told>{_DID}|[a-z]{{3,}}ed|had)|"
    rf"(?:[\w'’&-]+ ){{1,5}}?(?P<made>{_DID}|there (?:was|were)|[a-z]{{3,}}ed) "
    r"(?:£?\d|a |an |the |its |his |her |their |our |some |all |more |over |nearly |almost ))"
)
_THERE: Final = re.compile(r"^,? (?P<verb>there (?:was|were))\b")
_ITSELF: Final = re.compile(
    rf"(?:^|[;:] |,? (?:and|but) )(?:(?:[Tt]he|[Aa]n?|[Ii]ts|[Hh]is|[Hh]er|[Tt]heir|[Oo]ur) (?:[\w'’-]+ ){{0,3}}?|"
    rf"(?:he|she|it|they|we|I) )(?:(?:also|then|first|later|finally|only) )?(?P<did>{_DID}) (?:on|in) (?:the )?{PART}$"
)
"""A clause that has no other verb, and ends with its date: "and the buyer paid on 9 May"."""
_HE: Final = re.compile(
    rf"\b(?:[Hh]e|[Ss]he|[Ii]t|[Tt]hey|[Ww]e|I) {ADVERB}(?P<did>{VERB}) (?P<gap>(?:[\w'’&£%-]+ ){{0,4}}?)"
    rf"(?:{AT}) (?:the )?{PART}$"
)
_OF_LATER: Final = (
    r"(?:included|contained|covered|invited|announced|agreed|approved|arranged|offered|wanted|received|gave|given|made|"
    r"fixed|booked|found|put|held back|mentioned|noted|named|welcomed|supported|raised|listed|showed|"
    r"suggested|saw|read)"
)
"""What one does to something that may have a day of its own: "it included a session on 4 May"."""
_MOVED: Final = re.compile(
    r"\b(?:was|were) (?:\w+ly |then |also |first )?(?P<moved>moved|postponed|rescheduled|deferred|cancelled|referred|"
    r"requested|asked|invited|advised|informed|reminded|commissioned|abolished|pledged|promised|recommended|delayed|"
    r"extended|tabled|added) on (?:the )?$"
)
"""What was moved "on" a day was moved then; what was planned "on" it may lie ahead."""
_LAID: Final = re.compile(r"before (?!(?:it|they|he|she|we|being)\b)")
"""Where something is brought, not when."""
_STATE: Final = re.compile(r"^(?:As )?[Aa]t (?:the )?(?:end of )?$")
_WAS: Final = re.compile(r"^,? (?:[\w'’&£.-]+ ){1,6}?(?P<verb>was|were|stood|totalled|numbered|had)\b")
_BY: Final = re.compile(rf"^By (?:the )?(?:(?:end|start|beginning) of )?(?:the )?{PART}$")
_HAD: Final = re.compile(r"^,? (?:[\w'’&-]+ ){1,5}?(?P<verb>had (?:\w+ly |also |already )?[a-z]+)\b")
_SINCE: Final = re.compile(rf"\b[Ss]ince (?:the )?{PART}$")
_PERFECT: Final = re.compile(r"\b(?:has|have)(?: (?:been|not|also|now))? [a-z]+(?:ed|en|wn|ught)\b|\bwas\b|\bwere\b")
_FINITE: Final = re.compile(
    r"\b(?:is|are|was|were|be|been|has|have|had|do|does|must|can|any|every|each|for|of|from|to)\b"
)
"""Before "bids submitted in November", and what follows it: the verb is not told of somebody."""
_THEY: Final = re.compile(r"^,? (?:are|is|will|shall|may|must|should|have|has|can|could|would|were|was|might)\b")
"""What follows "officers appointed in November": the verb before the date was none."""
_PAST_GAP: Final = re.compile(
    r"\b(?:to (?!the\b|its\b|his\b|her\b|our\b|their\b|a\b|an\b|all\b|each\b|members\b|every\b|[A-Z])|that|for|"
    r"which|will|would|until|till|due|planned|scheduled|next|expected|ready|proposed|ahead|before|than|compared|"
    r"with effect|commencing|starting|beginning|ending|expiring|take place|held|be|and|but|while|or|how|what|whether|"
    r"from|forward|was|were|has|have)\b"
)
_EVENT: Final = re.compile(
    r"\b(?:visits?|inspections?|events?|meetings?|elections?|launch|opening|closure|move|changes?|conference|hearing|"
    r"trial|exercise|consultation|tour|start|workshop|training|notice|letters? about)\b"
)
"""What may have a date of its own, unless the verb is of holding or seeing it."""
_HOLDS: Final = re.compile(
    r"(?:.* )?(?:held|hosted|attended|ran|opened|closed|launched|started|began|begun|ended|concluded|finished|"
    r"completed|carried|undertaken|visited|commenced|cancelled|presented|given|made|joined)"
)
_BY_ITSELF: Final = re.compile(
    r"(?:sat|voted|resigned|died|returned|merged|decreased|increased|dropped|responded|replied|agreed)"
)
"""What needs no object; of the others, "those trained in November" tells of somebody."""
_INFINITIVE: Final = re.compile(r"\bto (?:have )?(?:\w+ly )?$")
_LATER_NOTE: Final = re.compile(
    r"\b(?:subsequent\w*|since the meeting|post[- ]meeting|after the meeting|note[: ]|following the)", re.IGNORECASE
)
_BROUGHT: Final = frozenset({"laid", "brought", "placed", "heard", "tabled"})
_SHORT = 4
"""So many words may stand between what somebody did and its date: more may be something that has a date of its own."""


@dataclass(frozen=True)
class _Done:
    """Words that tell of something done: where they begin and end, their verb, and what stands before the date."""

    start: int
    end: int
    verb: str = ""
    gap: str = ""


def find(passage: Passage, written: Written) -> Iterator[Finding]:
    """Judge a date that lies ahead of its passage."""
    if passage.standing.kind is Kind.MINUTES and _LATER_NOTE.search(passage.text):
        return
    before, after = SPAN.sub(" from ", passage.text[: written.start]), passage.text[written.end :]
    done = _opens(passage, written, before, after)
    if done is None and written.precision not in PERIODS:
        done = _ends(passage, written, before, after)
    if done is None:
        return
    gap = _LAID.sub("", done.gap, count=1) if done.verb in _BROUGHT else done.gap
    if _PAST_GAP.search(gap):
        return
    if re.fullmatch(_AHEAD, done.verb) and not done.gap.startswith("out "):
        return
    phrase = passage.text[done.start : done.end]
    yield Finding(
        "past event in the future",
        Severity.LOOK,
        passage.place(phrase if len(phrase) < PHRASE else written.words),
        f"“{phrase}” tells as done what lies in the future.",
        f"{stands(passage, passage.standing.latest)}, before {written.words}.",
        "Correct the date, most likely its year, or say that it is still to come.",
    )


def _opens(passage: Passage, written: Written, before: str, after: str) -> _Done | None:
    """Read a clause that begins with its date: "In May it won", "As at 1 May, nine were", "By May she had"."""
    period = written.precision in PERIODS
    for opening, then, rest in (
        (FIRST, _THERE if period else _THEN, passage.text),
        (_STATE, _WAS, passage.text),
        (_BY, _HAD, after),
    ):
        if period and opening is not FIRST:
            break
        if (first := opening.search(before)) and (told := then.match(after)):
            if UNSURE.search(rest):
                return None
            verb = told.lastgroup or "verb"
            start = first.end() - len(first[0].lstrip(";:–, "))
            return _Done(start, written.end + told.end(verb), told[verb].split()[-1])
    return None


def _ends(passage: Passage, written: Written, before: str, after: str) -> _Done | None:
    """Read a clause that ends with its date: "was opened in May", "stood at 9 at 1 May", "since May it has been so"."""
    if lasted := _LASTED.search(before):
        return None if UNSURE.search(before) else _Done(lasted.start(), written.end)
    if _SINCE.search(before) and _PERFECT.search(passage.text):
        return None if UNSURE.search(passage.text) else _Done(before.lower().rindex("since"), written.end)
    last = max((each.end for each in passage.dates if each.end < written.start), default=0)
    clause = before[last:]
    if written.precision is Precision.DAY and not UNSURE.search(clause):
        if moved := _MOVED.search(clause):
            return _Done(last + moved.start(), written.end)
        itself = _ITSELF.search(clause)
        if itself and re.match(r"[.;,]?$|[.;] |, (?:and|but|which|when|after)\b", after):
            return _Done(last + itself.start("did"), written.end, itself["did"])
        he = _HE.search(clause)
        if (
            he
            and not re.fullmatch(_OF_LATER, he["did"])
            and len(he["gap"].split()) <= _SHORT
            and not _EVENT.search(he["gap"])
        ):
            return _Done(last + he.start(), written.end, he["did"], he["gap"])
    match = _PAST.search(before)
    if match and not match["passive"] and before[: match.start()].endswith(" be "):
        return None
    if not match or _INFINITIVE.search(before[: match.start()]):
        return None
    if UNSURE.search(clause) or (not match["passive"] and _THEY.match(after)):
        return None
    gap = match["gap"]
    verb = match["passive"] or match["active"] or match["did"]
    if _EVENT.search(gap) and not _HOLDS.fullmatch(verb):
        return None
    if match["did"] and not gap and not _BY_ITSELF.fullmatch(verb):
        return None
    if match["did"] and (
        len(gap.split()) > _SHORT or _FINITE.search(before[: match.start()]) or _FINITE.match(after[1:])
    ):
        return None
    return _Done(match.start(), written.end, verb, gap)
