"""The page on which a finding of the check is put right: for the check, and for the agenda that tells of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from flask import url_for

from panel.agendas.models import Item
from panel.agendas.rules import ItemKind
from panel.checks.finding import Place
from panel.law.words import slug as slug_of
from panel.meetings.models import Meeting
from panel.papers.models import Paper

Agenda = Sequence[tuple[Item, Sequence[Paper]]]
OF_NOTICE = frozenset(
    {"notice not judged", "published too late", "about to be published too late", "publication is due"}
)
OF_MEMBERS = frozenset({"not registered", "registered late", "dispensation too long", "dispensation ends"})
BY_A_DECISION = frozenset(
    {
        "exempt without paragraph",
        "paragraph of another list",
        "paragraph differs",
        "no public-interest note",
        "ground of another Act",
        "public paper marked restricted",
        "public appendix called restricted",
        "exempt words in a public paper",
    }
)
"""What is put right by deciding who may read a paper."""
BY_TITLE_OR_LETTER = frozenset(
    {"title differs", "appendix not named", "letter given twice", "letter skipped", "filed under another letter"}
)
BY_ANOTHER_PAPER = frozenset(
    {"no paper", "purpose names a paper not attached", "appendix not attached", "attached twice"}
)
BY_ANOTHER_PLACE = frozenset({"not covered by the resolution"})
BY_ANOTHER_DAY = frozenset({"meetings clash", "meeting on a day that is no working day"})
MISSING_ITEMS = frozenset(
    {"accepted question not on the agenda", "programme item not on the agenda", "previous minutes not on the agenda"}
)


@dataclass(frozen=True)
class Way:
    """Where something is put right."""

    words: str
    link: str


@dataclass(frozen=True)
class PutRight:
    """The pages of one meeting on which findings are put right."""

    meeting: Meeting
    agenda: Agenda

    def way(self, rule: str, place: Place) -> Way | None:
        """Give the page for a finding; None where no page of this program can change what it is about."""
        item = next((item for item, _papers in self.agenda if item.number == place.item), None)
        paper = self.paper_at(place)
        if rule in OF_NOTICE or rule == "changed after publication":
            return Way("Pack and publish", self._address("packs.gate"))
        if rule in OF_MEMBERS:
            panel = self.meeting.body.parent or self.meeting.body
            return Way("The panel’s members", url_for("seats.page", slug=panel.slug))
        if rule in BY_ANOTHER_DAY and not place.paper:
            return Way("Move this meeting", self._address("year.move"))
        if rule == "no exclusion resolution":
            return Way("Add the item to exclude the public", self._before(item))
        if rule == "left out of the resolution":
            item, paper = next((row for row, _papers in self.agenda if row.kind is ItemKind.EXCLUSION), item), None
        elif rule in MISSING_ITEMS:
            return self.item(item) if item else Way("Add it to the agenda", self._before(None))
        if paper and rule not in BY_ANOTHER_PAPER:
            return self._of_paper(rule, paper)
        if item is None:
            return None
        if rule in BY_ANOTHER_PAPER or (place.paper and rule != "left out of the resolution"):
            return self.papers(item)  # where the paper stood, if it is gone
        if rule in BY_ANOTHER_PLACE:
            anchor = f"item-{slug_of(item.number)}"
            return Way("Move the item", self._address("agendas.page", _anchor=anchor))
        return self.item(item)

    def paper_at(self, place: Place) -> Paper | None:
        """Give the paper in which a finding stands; None where it is about a record, or where the paper is gone."""
        if not place.paper:
            return None
        named = (paper for item, papers in self.agenda if item.number == place.item for paper in papers)
        return next((paper for paper in named if paper.file_name == place.paper), None)

    def item(self, item: Item) -> Way:
        """Lead to the form of an item."""
        anchor = f"item-{slug_of(item.number)}"
        return Way("Change the item", self._address("agendas.page", edit=item.id, _anchor=anchor))

    def papers(self, item: Item, anchor: str | None = None) -> Way:
        """Lead to the papers of an item."""
        return Way("The item’s papers", self._address("papers.of_item", item=item.id, _anchor=anchor or None))

    def access(self, paper: Paper) -> Way:
        """Lead to the decision who may read a paper."""
        return Way("Decide who may read it", self._address("papers.access", paper=paper.id))

    def file(self, paper: Paper) -> Way:
        """Lead to where a paper's file is handed in, and replaced."""
        words = "Replace its file" if paper.document_id else "Hand in its file"
        return Way(words, self._address("papers.page", paper=paper.id, _anchor="versions"))

    def _of_paper(self, rule: str, paper: Paper) -> Way:
        if rule == "exempt before the resolution":
            return Way(
                "Move it behind the resolution", self._address("papers.access", paper=paper.id, _anchor="agenda")
            )
        if rule == "not cleared yet":
            return Way("See the paper", self._address("papers.page", paper=paper.id))
        if rule in BY_A_DECISION:
            return self.access(paper)
        if rule in BY_TITLE_OR_LETTER:
            return Way("Change title and letter", self._address("papers.page", paper=paper.id, _anchor="naming"))
        return self.file(paper)

    def _before(self, item: Item | None) -> str:
        """Give the address of the form that adds an item before another; None: at the end."""
        items = [row for row, _papers in self.agenda]
        place = items.index(item) if item else len(items)
        after = items[place - 1].id if place else None
        return self._address("agendas.page", add=1, after=after, _anchor="new")

    def _address(self, endpoint: str, **values: Any) -> str:
        return url_for(endpoint, slug=self.meeting.body.slug, day=self.meeting.date.isoformat(), **values)
