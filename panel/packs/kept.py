"""An agenda as it was published, kept so that its pages and pack never follow later changes of the records."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import date
from pathlib import Path
from typing import Any

from panel.meetings.standing import State
from panel.packs.contents import Access, Contents, Edition, Item, Paper, block_of, plain
from panel.packs.models import Publication
from panel.packs.papers import PaperFacts
from panel.packs.published import Gone, edition_of
from panel.packs.supplement import WITHDRAWN, pages_in_words
from panel.pdf.prepared import PreparedFile
from panel.work_programme.rules import WorkProgramme


def keep(
    items: Sequence[tuple[int, Item]],
    records: Mapping[str, int],
    facts: Mapping[str, PaperFacts],
    places: Mapping[int, tuple[int, int]],
) -> dict[str, Any]:
    """Write an agenda as JSON can keep it.

    `items` come with the numbers of their records, `records` are those of the papers by key, `facts` those of public
    papers' files, `places` the first and last page of each paper in the whole public edition.
    """
    return {
        "items": [
            {
                "id": number,
                "number": item.number,
                "title": item.title,
                "kind": item.kind,
                "depth": item.depth,
                "report": item.report,
                "blocks": [plain(block) for block in item.blocks],
                "papers": [_paper(paper, records[paper.key], facts, places) for paper in item.papers],
            }
            for number, item in items
        ]
    }


def contents_of(publication: Publication) -> Contents:
    """Give a published agenda as the public pages show it; of its files it names the digests only."""
    meeting = publication.meeting
    items = tuple(
        Item(
            number=each["number"],
            title=each["title"],
            kind=each["kind"],
            depth=each["depth"],
            blocks=tuple(map(block_of, each["blocks"])),
            papers=tuple(_paper_of(paper, each["number"]) for paper in each["papers"]),
            report=each["report"],
        )
        for each in publication.agenda["items"]
    )
    return Contents(meeting.body.name, meeting.date, meeting.start, meeting.venue or None, items=items)


def facts_of(publication: Publication, gone: Gone) -> dict[str, PaperFacts]:
    """Give the facts of each public paper's file that is not withdrawn, by the paper's key."""
    without = withdrawn_of(publication, gone)
    return {
        paper["key"]: _facts(paper["file"])
        for paper in _papers(publication)
        if paper["file"] and paper["key"] not in without
    }


def withdrawn_of(publication: Publication, gone: Gone) -> dict[str, date]:
    """Give the day on which each paper was withdrawn from publication, or a part of it, by the paper's key."""
    placed = [(paper["key"], paper["place"]) for paper in _papers(publication) if paper["place"]]
    return {key: day for key, (first, last) in placed if (day := gone.within(first, last))}


@dataclass(frozen=True)
class StillOut:
    """What the public still has of items and papers that may be off the agenda by now, by the number of the record."""

    items: Mapping[int, State]
    papers: Mapping[int, State]
    gone: Mapping[int, date]
    """The day on which a paper's pages, or some of them, were withdrawn from publication."""


def still_out(publication: Publication, gone: Gone) -> StillOut:
    """Say of each item and public paper how it is out: until a supplement says that it is withdrawn, and afterwards."""
    items: dict[int, State] = {}
    listed: set[int] = set()
    for item in publication.agenda["items"]:
        listed |= {paper["id"] for paper in item["papers"]}
        report = item["report"] or ""
        places = [paper["place"] for paper in item["papers"] if paper["place"]]
        items[item["id"]] = (
            State(report, "cross")
            if report.startswith(WITHDRAWN)
            else _published((places[0][0], places[-1][1]) if places else None)
        )
    whole = edition_of(publication.whole, Edition.PUBLIC)
    placed = {each.paper: (each.first, each.last) for each in (whole.papers if whole else ())}
    papers = {
        paper: _published(place)
        if paper in listed
        else State(f"{WITHDRAWN}; it keeps {pages_in_words(place)}", "cross")
        for paper, place in placed.items()
    }
    return StillOut(
        items, papers, {paper: day for paper, place in placed.items() if (day := gone.within(place[0], place[1]))}
    )


def _published(place: tuple[int, int] | None) -> State:
    where = f", on {pages_in_words(place)}" if place else ""
    return State(f"Withdrawn here, still published{where}: the next supplement says so", "triangle")


def sections_of(publication: Publication) -> list[dict[str, Any]]:
    """Say where each public paper stands in the whole public edition, in the order of the agenda."""
    return [
        {
            "item": item["number"],
            "appendix": paper["appendix"],
            "first_page": paper["place"][0],
            "last_page": paper["place"][1],
        }
        for item in publication.agenda["items"]
        for paper in item["papers"]
        if paper["place"]
    ]


def _papers(publication: Publication) -> list[dict[str, Any]]:
    return [paper for item in publication.agenda["items"] for paper in item["papers"]]


def _paper(
    paper: Paper, record: int, facts: Mapping[str, PaperFacts], places: Mapping[int, tuple[int, int]]
) -> dict[str, Any]:
    public = paper.access is Access.PUBLIC
    return {
        "id": record,
        "key": paper.key,
        "title": paper.title,
        "appendix": paper.appendix,
        "part": paper.part,
        "access": paper.access.value,
        "description": paper.description,
        "drawn": paper.drawn is not None,
        "file": _plain_facts(facts[paper.key]) if public and paper.key in facts else None,
        "place": places.get(record) if public else None,
    }


def _plain_facts(facts: PaperFacts) -> dict[str, Any]:
    return {**asdict(facts), "released_on": facts.released_on and facts.released_on.isoformat()}


def _facts(kept: Mapping[str, Any]) -> PaperFacts:
    released = kept["released_on"]
    return PaperFacts(**{**kept, "released_on": date.fromisoformat(released) if released else None})


def _paper_of(kept: Mapping[str, Any], item: str) -> Paper:
    return Paper(
        key=kept["key"],
        item=item,
        title=kept["title"],
        appendix=kept["appendix"],
        part=kept["part"],
        access=Access(kept["access"]),
        description=kept["description"],
        source=PreparedFile(Path(kept["file"]["sha256"]), Path()) if kept["file"] else None,
        # What was drawn is in the pack; the page need only know that it was.
        drawn=WorkProgramme(()) if kept["drawn"] else None,
    )
