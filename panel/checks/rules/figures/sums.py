"""Sums that are stated in words and do not add up."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final

from panel.checks.finding import Finding
from panel.checks.reading.figures import MONEY, PERCENT, Figure
from panel.checks.rules.figures.arithmetic import adds_up, near, same_unit
from panel.checks.rules.figures.parts import not_the_sum
from panel.checks.rules.figures.read import Said

_TOTAL_AFTER: Final = re.compile(
    r"(?:\b(?:making|giving|bringing|for|is|was|gives|makes)\s(?:it\s)?an?\s(?:\w+\s)?total\sof|\btotall?ing|"
    r"\ba\s(?:combined\s|grand\s|overall\s)?total\sof)\s$",
    re.IGNORECASE,
)
_TOTAL_ENDS: Final = re.compile(
    r"\s(?:[a-z]+\s){0,2}?(?:in total|in all|altogether|together|combined)\b", re.IGNORECASE
)
_IN_ADDITION: Final = re.compile(
    r"[^.;]{0,70}?\b(?:in addition to|plus|together with|and|added to|as well as)\b[^.;]{0,45}?$", re.IGNORECASE
)
_COMES_TO: Final = re.compile(
    r"\b(?:come|comes|came|amounts?|amounted|adds?) (?:up )?to\b|\b(?:total|sum)", re.IGNORECASE
)
_FURTHER: Final = re.compile(r"\b(?:a further|another|a remaining|the remaining|a final)\s$", re.IGNORECASE)
_VOTED: Final = re.compile(
    r"\b(?P<yes>\d{1,2})\svotes\sto\s(?P<no>\d{1,2})\b|"
    r"\b(?P<for>\d{1,2})\s(?:votes?\s|members?\s)?(?:voted\s)?(?:for|in "
    r"favour)\b[^.;]{0,20}?\b(?P<against>\d{1,2})\s(?:votes?\s|"
    r"voted\s|members?\s)*against(?:[^.;]{0,12}?\b(?P<kept>\d{1,2})\s(?:abst\w+|members? abst\w+))?",
    re.IGNORECASE,
)
_VOTERS: Final = re.compile(
    r"\b(?P<all>\d{1,2})\s(?:\w+\s){0,2}?(?:members?\s)?(?:present and voting|voting|voted|cast (?:a vote|their "
    r"votes)|votes (?:were )?cast)\b",
    re.IGNORECASE,
)


def find(said: Said) -> Iterator[Finding]:
    """Find the sums of a sentence that do not add up."""
    yield from _of_these(said)
    yield from _concluded(said)
    yield from _votes(said)


def _of_these(said: Said) -> Iterator[Finding]:
    """Find "Of these 845 were helped by telephone, and the remaining 353 in person"."""
    opening = re.match(r"(?:Of|Out of) (?:these|those|them|whom|which)\b", said.text)
    if not opening or said.before is None:
        return
    wholes = [
        figure for figure in said.before.plain if not said.before.changes(figure) and not said.before.refers(figure)
    ]
    parts = [figure for figure in said.figures if figure.unit != PERCENT]
    if len(wholes) != 1 or len(parts) < 2 or not all(part.plain and same_unit(part, wholes[0]) for part in parts):
        return
    rest = re.search(r"\b(?:remaining|rest|other|others|remainder)\b", said.masked[parts[-2].end : parts[-1].end + 20])
    spread = "0.35" if rest else "0.15"
    if (rest or len(parts) >= 3) and not adds_up(wholes[0], parts) and near(wholes[0], parts, spread):
        yield not_the_sum(said, said.cut(opening.start(), parts[-1].end), wholes[0], parts)


def _concluded(said: Said) -> Iterator[Finding]:
    """Find "£2.4m …, in addition to £0.5m …, £3.1m in total" and "45 and 52, making a total of 98"."""
    for position, total in enumerate(said.figures):
        ends = _TOTAL_ENDS.match(said.masked[total.end :])
        leads = _TOTAL_AFTER.search(said.upto(total))
        if not (ends or leads) or not total.plain or said.changes(total) or total.unit == PERCENT:
            continue
        earlier = said.figures[:position]
        parts = [figure for figure in earlier if same_unit(figure, total)]
        if len(parts) < 2 or not all(part.plain and not said.changes(part) and not said.refers(part) for part in parts):
            continue
        span = said.masked[parts[0].end : total.start]
        if re.search(r"\b(?:since|over|years|each|per|of which|including|compared|average)\b|[;]", span):
            continue
        if not re.search(r"\b(?:and|plus|in addition|as well as|together with)\b", span):
            continue
        if not adds_up(total, parts) and near(total, parts, "0.35"):
            yield not_the_sum(said, said.cut(total.start, total.end), total, parts)
        return
    yield from _bracketed(said)


def _bracketed(said: Said) -> Iterator[Finding]:
    """Find "£2.4m …, in addition to … £0.5m …. … all of this (£3.1m)"."""
    source = said.before
    for position, total in enumerate(said.plain):
        before = said.upto(total).rstrip()
        if total.unit != MONEY or not before.endswith("(") or said.masked[total.end : total.end + 1] != ")":
            continue
        if not re.search(r"\b(?:all|total|sum|whole|combined|both)\b[^.;]{0,40}\($", before):
            continue
        parts = [figure for figure in said.plain[:position] if figure.unit == MONEY]
        owner = said
        if not parts and source:
            parts, owner = [figure for figure in source.plain if figure.unit == MONEY], source
        if len(parts) != 2 or not _IN_ADDITION.fullmatch(owner.masked[parts[0].end : parts[1].start]):
            continue
        if not adds_up(total, parts) and near(total, parts, "0.35"):
            yield not_the_sum(said, said.cut(total.start, total.end), total, parts)


def _votes(said: Said) -> Iterator[Finding]:
    """Find votes that are more than those who voted."""
    for vote in _VOTED.finditer(said.text):
        voters = _VOTERS.search(said.text) or (_VOTERS.search(said.before.text) if said.before else None)
        if not voters:
            continue
        cast = int(vote["for"] or vote["yes"]) + int(vote["against"] or vote["no"])
        if int(voters["all"]) not in (cast, cast + int(vote["kept"] or 0)):
            words = said.cut(vote.start(), vote.end())
            yield said.finding(
                "sum does not add up",
                words,
                f"“{words}” makes {cast + int(vote['kept'] or 0)}, not {voters['all']}.",
                f"The paper says “{voters[0]}”.",
                "Correct the votes.",
            )


def paragraphs(sentences: Sequence[Said]) -> Iterator[Finding]:
    """Find a total whose parts follow in the next sentences, as "£0.6m was for …, and a further £13.5m for …"."""
    for position, said in enumerate(sentences):
        totals = [figure for figure in said.figures if figure.unit == MONEY]
        if len(totals) != 1 or not totals[0].plain or said.changes(totals[0]):
            continue
        parts: list[Figure] = []
        further = 0
        last = said
        for other in sentences[position + 1 : position + 5]:
            amounts = [figure for figure in other.figures if figure.unit == MONEY]
            if other.position - last.position > 1 or not amounts or other.section != said.section:
                break
            if not all(figure.plain and not other.changes(figure) for figure in amounts):
                parts = []
                break
            further += sum(bool(_FURTHER.search(other.upto(figure))) for figure in amounts)
            parts.extend(amounts)
            last = other
        if len(parts) >= 3 and further and not adds_up(totals[0], parts) and near(totals[0], parts, "0.1"):
            yield not_the_sum(said, said.cut(totals[0].start, totals[0].end), totals[0], parts)


def bullets(sentences: Sequence[Said]) -> Iterator[Finding]:
    """Find a list of counts that all but makes a number of the sentence before it."""
    for position, said in enumerate(sentences):
        if not said.bullet or (position and sentences[position - 1].bullet and _next(sentences[position - 1], said)):
            continue
        run = [said]
        while position + len(run) < len(sentences) and _next(run[-1], sentences[position + len(run)]):
            if not sentences[position + len(run)].bullet:
                break
            run.append(sentences[position + len(run)])
        yield from _amounts(sentences[position - 1] if position else None, run)
        counts = [[figure for figure in other.figures if figure.unit == ""] for other in run]
        if len(run) < 3 or not all(len(found) == 1 and found[0].plain for found in counts):
            continue
        parts = [found[0] for found in counts]
        intro = [other for other in sentences[max(0, position - 3) : position] if said.position - other.position <= 3]
        totals = [figure for other in intro for figure in other.plain if figure.unit == "" and figure.value >= 20]
        if any(adds_up(total, parts) for total in totals):
            continue
        close = [
            (other, figure)
            for other in intro
            for figure in other.plain
            if figure in totals and near(figure, parts, "0.03")
        ]
        if len(close) == 1:
            other, total = close[0]
            yield not_the_sum(other, other.cut(total.start, total.end), total, parts)


def _amounts(lead: Said | None, run: Sequence[Said]) -> Iterator[Finding]:
    """Find "The schemes come to £15.2m:" where the amounts of the list make another sum."""
    if lead is None or not lead.text.rstrip().endswith(":") or len(run) < 2 or run[0].position - lead.position != 1:
        return
    totals = [figure for figure in lead.figures if figure.unit == MONEY]
    amounts = [[figure for figure in said.figures if figure.unit == MONEY] for said in run]
    if len(totals) != 1 or not totals[0].plain or lead.changes(totals[0]) or not _COMES_TO.search(lead.upto(totals[0])):
        return
    parts = [held[0] for held in amounts if held]
    if any(len(held) != 1 for held in amounts) or not all(part.plain for part in parts):
        return
    if not adds_up(totals[0], parts) and near(totals[0], parts, "0.15"):
        yield not_the_sum(lead, lead.cut(totals[0].start, totals[0].end), totals[0], parts)


def _next(said: Said, other: Said) -> bool:
    return other.position - said.position == 1
