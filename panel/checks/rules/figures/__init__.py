"""What is wrong with the figures of a meeting's papers: sums, comparisons, percentages, figures given twice."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import chain

from panel.checks.dossier import Dossier
from panel.checks.finding import Finding
from panel.checks.reading.number_tables import lines_of, tables
from panel.checks.rules.figures import (
    averages,
    balances,
    changes,
    clocks,
    comparisons,
    gaps,
    growth,
    leaning,
    lists,
    means,
    named,
    parts,
    portions,
    products,
    repeated,
    row_claims,
    sections,
    shares,
    sums,
    table_sums,
    targets,
    turned,
    workings,
)
from panel.checks.rules.figures.changes import Change
from panel.checks.rules.figures.read import Said, read


def find(dossier: Dossier) -> Iterator[Finding]:
    """Find every figure that another contradicts."""
    papers = read(dossier)
    compared = {said: tuple(changes.compared(said)) for sentences in papers for said in sentences}
    for sentences in papers:
        for said in sentences:
            yield from _once(_of_sentence(said, compared[said]))
        yield from shares.lists(sentences)
        yield from shares.increases(sentences)
        yield from sums.paragraphs(sentences)
        yield from sums.bullets(sentences)
        yield from lists.magnitudes(sentences)
    read_tables = []
    for (item, paper), sentences in zip(dossier.read_papers(), papers, strict=True):
        lines = lines_of(paper.text.pages)
        found = tables(lines)
        read_tables.append((item, paper, found))
        yield from table_sums.find(item, paper, found)
        yield from table_sums.months(item, paper, found, lines)
        yield from sections.find(item, paper, sentences, compared, found)
        yield from lists.find(item, paper)
        yield from _once(row_claims.find(sentences, found))
    yield from _once(
        chain(
            repeated.find(papers),
            repeated.rows(read_tables),
            named.find(papers),
            named.rows(read_tables, papers),
            turned.find(papers, read_tables),
        )
    )


def _of_sentence(said: Said, compared: Sequence[Change]) -> Iterator[Finding]:
    yield from comparisons.find(said)
    yield from changes.find(said, compared)
    yield from shares.find(said)
    yield from sums.find(said)
    yield from parts.find(said)
    yield from balances.find(said)
    yield from products.find(said)
    yield from gaps.find(said)
    yield from growth.find(said)
    yield from portions.find(said)
    yield from means.find(said)
    yield from averages.find(said)
    yield from targets.find(said)
    yield from leaning.find(said)
    yield from clocks.find(said)
    yield from workings.find(said)


def _once(findings: Iterable[Finding]) -> Iterator[Finding]:
    """Leave out what is found in the same words of a paper by two rules."""
    told: list[tuple[str, str]] = []
    for finding in findings:
        paper, words = finding.place.paper, finding.place.words
        if not any(paper == other and (words in its or its in words) for other, its in told):
            told.append((paper, words))
            yield finding
