"""Check a meeting: every family of rules over one dossier."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from functools import lru_cache
from typing import Final

from panel.checks.dossier import Dossier, Paper
from panel.checks.finding import Finding, Severity
from panel.checks.rules import dates, exemption, figures, follow_up, interests, minutes, names, notice, papers

Rule = Callable[[Dossier], Iterable[Finding]]
FAMILIES: Final[dict[str, Rule]] = {
    "notice": notice.find,
    "exemption": exemption.find,
    "papers": papers.find,
    "dates": dates.find,
    "figures": figures.find,
    "names": names.find,
    "minutes": minutes.find,
    "follow-up": follow_up.find,
    "interests": interests.find,
}
_ORDER = list(Severity)


@lru_cache(maxsize=8)
def judge(dossier: Dossier) -> tuple[Finding, ...]:
    """Give every finding once, the gravest first, then in the order of the agenda.

    What was judged a moment ago is remembered: an officer who works through a page of findings asks for the same
    again with each answer.
    """
    places = {item.number: position for position, item in enumerate(dossier.items)}
    papers = {(item.number, paper.file_name): paper for item, paper in dossier.read_papers()}
    found = dict.fromkeys(_on_its_page(finding, papers) for find in FAMILIES.values() for finding in find(dossier))
    return tuple(
        sorted(
            found,
            key=lambda finding: (
                _ORDER.index(finding.severity),
                places.get(finding.place.item, len(places)),
                finding.place.paper,
                finding.place.page or 0,
            ),
        )
    )


def _on_its_page(finding: Finding, papers: Mapping[tuple[str, str], Paper]) -> Finding:
    """Correct the page of words that a paragraph has which begins on the page before."""
    place = finding.place
    paper = papers.get((place.item, place.paper))
    if paper is None or place.page is None:
        return finding
    return replace(finding, place=replace(place, page=paper.text.page_of(place.words, place.page)))
