"""What a supplement brings: the items and papers that differ from what was published, and what they replace. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from panel.packs.contents import DATES, Access, Item, Paper, block_of, plain

WITHDRAWN = "Withdrawn after publication"


@dataclass(frozen=True)
class Before:
    """An agenda as last published."""

    items: Sequence[Mapping[str, Any]]
    """As `kept.keep` wrote them."""
    documents: Mapping[int, int | None]
    """The file with which each paper was last published, by the paper's record; None: drawn from the records."""
    out: frozenset[int] = frozenset()
    """The papers, by record, of which the public still has a page."""


@dataclass(frozen=True)
class Brought:
    """What a supplement prints. `items` hold only the papers that are new."""

    items: tuple[Item, ...]
    changes: tuple[str, ...]
    already_out: tuple[str, ...]
    """Papers that were published to everyone and are marked exempt now: no supplement can take them back."""


def brought(
    now: Sequence[tuple[int, Item]], records: Mapping[str, int], documents: Mapping[int, int | None], before: Before
) -> Brought:
    """Compare an agenda as it stands with what was published; `now` and `records` as in `kept.keep`."""
    was_items = {each["id"]: each for each in before.items}
    was_papers = {paper["id"]: paper for each in before.items for paper in each["papers"]}
    changes: list[str] = []
    out: list[str] = []
    kept: list[Item] = []
    for number, item in now:
        was = was_items.get(number)
        new = []
        for paper in item.papers:
            record = records[paper.key]
            former = was_papers.get(record)
            said = _said(paper, former, documents.get(record), before.documents.get(record, -1))
            if said:
                new.append(paper)
                changes.append(f"{_named(paper)} {said}.")
            if paper.access is Access.EXEMPT and record in before.out:
                out.append(_named(paper))
            if former and former["title"] != paper.title:
                changes.append(f"{_named(paper)} was called {former['title']}.")
        itself = _of_itself(item, was)
        changes += itself
        changes += [
            f"Item {item.number}, {kept_name(paper)} is withdrawn{_its_pages(paper)}."
            for paper in (was["papers"] if was else ())
            if paper["id"] not in {records[each.key] for each in item.papers}
        ]
        kept.append(
            replace(
                item, papers=tuple(new), blocks=item.blocks if itself else (), report=item.report if itself else None
            )
        )
    here = {number for number, _item in now}
    changes += [
        f"Item {each['number']}, {each['title']}, is withdrawn. It keeps its number{_and_pages(each['papers'])}."
        for each in before.items
        if each["id"] not in here and not (each["report"] or "").startswith(WITHDRAWN)
    ]
    touched = [
        bool(item.papers or item.blocks or item.report) or number not in was_items
        for (number, _), item in zip(now, kept, strict=True)
    ]
    return Brought(tuple(_with_those_above(kept, touched)), tuple(changes), tuple(out))


def with_withdrawn(now: Sequence[tuple[int, Item]], before: Before) -> tuple[tuple[int, Item], ...]:
    """Put the items that were taken off since back in their places: each keeps its number, and says so."""
    whole = list(now)
    place = 0
    for each in before.items:
        position = next((at for at, (number, _item) in enumerate(whole) if number == each["id"]), None)
        if position is None:
            papers = [paper["place"] for paper in each["papers"] if paper["place"]]
            where = f"; it was on {pages_in_words((papers[0][0], papers[-1][1]))}" if papers else ""
            report = each["report"] if (each["report"] or "").startswith(WITHDRAWN) else f"{WITHDRAWN}{where}"
            gone = Item(each["number"], each["title"], each["kind"], each["depth"], report=report)
            whole.insert(place, (each["id"], gone))
            position = place
        elif whole[position][1].kind == DATES:
            # The list of later meetings goes on changing; what is out says what was printed.
            whole[position] = (each["id"], replace(whole[position][1], blocks=tuple(map(block_of, each["blocks"]))))
        place = position + 1
    return tuple(whole)


def _said(paper: Paper, former: Mapping[str, Any] | None, document: int | None, published: int | None) -> str:
    if not (paper.source or paper.drawn or paper.access is Access.EXEMPT):
        return ""
    if former is None and published != -1:
        return "is on the agenda again"
    if former is None or (published == -1 and document is not None):
        return "is new"
    if former["access"] == "exempt" and paper.access is Access.PUBLIC:
        return "is open to the public now"
    if former["access"] == "public" and paper.access is Access.EXEMPT:
        return "is not for publication now"
    if published not in (-1, document):
        pages = former["place"]
        return f"replaces {pages_in_words(pages)}" if pages else "replaces an earlier one"
    return ""


def _of_itself(item: Item, was: Mapping[str, Any] | None) -> list[str]:
    if was is None:
        return [f"Item {item.number}, {item.title}, is added to the agenda."]
    if was["title"] != item.title:
        return [f"Item {item.number}, {was['title']}, is now called {item.title}."]
    if item.kind == DATES or (item.papers and was["report"] and not was["papers"]):
        return []  # what was to follow is here: the paper says so itself
    if was["report"] != item.report or was["blocks"] != [plain(block) for block in item.blocks]:
        return [f"The words of item {item.number}, {item.title}, are changed."]
    return []


def _with_those_above(items: Sequence[Item], touched: Sequence[bool]) -> Iterable[Item]:
    """Keep what was touched, and the items under which it stands."""
    for position, item in enumerate(items):
        below = []
        for later, is_touched in zip(items[position + 1 :], touched[position + 1 :], strict=True):
            if later.depth <= item.depth:
                break
            below.append(is_touched)
        if touched[position] or any(below):
            yield item


def _named(paper: Paper) -> str:
    exempt = ", not for publication," if paper.access is Access.EXEMPT else ""
    return f"Item {paper.item}, {paper.name}: {paper.title}{exempt}"


def kept_name(paper: Mapping[str, Any]) -> str:
    """Name a paper of a published agenda: "Appendix A: Letter"."""
    name = f"Appendix {paper['appendix']}" if paper["appendix"] else "Report"
    return f"{name}: {paper['title']}"


def _and_pages(papers: Sequence[Mapping[str, Any]]) -> str:
    return " and its pages" if any(paper["place"] for paper in papers) else ""


def _its_pages(paper: Mapping[str, Any]) -> str:
    return f"; it stays on {pages_in_words(paper['place'])}" if paper["place"] else ""


def pages_in_words(place: Sequence[int]) -> str:
    """Say "page 3" or "pages 3 to 5"."""
    first, last = place
    return f"page {first}" if first == last else f"pages {first} to {last}"
