"""Excluding the public: the resolution as drafted from the exempt papers, and what is to be said of it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from wtforms import BooleanField, SelectField, SelectMultipleField
from wtforms.fields.choices import SelectChoice

from panel.agendas import wording
from panel.agendas.models import Item
from panel.agendas.rules import ItemKind
from panel.agendas.wording import ExemptLine, Quotation
from panel.fields import HourField
from panel.law.exemptions import PARAGRAPHS, description
from panel.law.ruling import Ruling
from panel.minutes import operations
from panel.minutes.excluding import Excluding, UnderItem, covers, irregular, unsettled
from panel.minutes.models import (
    Action,
    Election,
    Exclusion,
    Minutes,
    Motion,
    Outcome,
    QuestionTaken,
    Resolution,
)
from panel.minutes.operations import AnyEntry
from panel.papers.models import Paper, PaperAccess
from panel.procedure.forms import line, lines
from panel.sitting.facts import Sitting
from panel.sitting.slips import Slip, SlipForm

INSTEAD = ("taken in public", "deferred")


class ExclusionForm(SlipForm):
    """A resolution to exclude the public."""

    items = SelectMultipleField("For which items")
    paragraphs = SelectMultipleField("Paragraphs of Schedule 12A", coerce=int)
    words = lines("The resolution")
    proposer = line("Moved by")
    seconder = line("Seconded by")
    outcome = SelectField(
        "What came of it",
        choices=[
            SelectChoice("", "Not decided yet"),
            *(SelectChoice(each.value, each.value.capitalize()) for each in Outcome),
        ],
        default="",
    )
    instead = SelectField(
        "If it was lost",
        choices=[SelectChoice("", "Not decided yet"), *(SelectChoice(each, each.capitalize()) for each in INSTEAD)],
        default="",
    )
    remained = line("Who was asked to remain", most=1000)
    out_at = HourField("The public left at")
    in_at = HourField("The public was let in again at")
    confidential = BooleanField("For confidential information, which needs no resolution")

    def __init__(self, sitting: Sitting, **settings: Any) -> None:
        super().__init__(**settings)
        described = PARAGRAPHS[sitting.meeting.body.nation]
        self.items.choices = [SelectChoice(each.number, f"{each.number} {each.title}") for each in sitting.items]
        self.paragraphs.choices = [SelectChoice(number, f"{number}: {words}") for number, words in described.items()]


def exclusion_form(sitting: Sitting, **settings: Any) -> ExclusionForm:
    """Make the form of an exclusion; one that is begun says what the exempt papers ask for."""
    if "obj" not in settings:
        settings = {"data": drafted(sitting), **settings}
    return ExclusionForm(sitting, **settings)


def exempt_papers(sitting: Sitting) -> list[tuple[Item, Paper]]:
    """Give the exempt papers of the agenda, each with its item."""
    return [(item, paper) for item, papers in sitting.agenda for paper in papers if paper.access is PaperAccess.EXEMPT]


def drafted(sitting: Sitting) -> dict[str, Any]:
    """Draft the resolution from the exempt papers; the officer's own words of the agenda stand in the place of ours."""
    papers, nation = exempt_papers(sitting), sitting.meeting.body.nation
    own = next((item.resolution for item in sitting.items if item.kind is ItemKind.EXCLUSION), "")
    named = [
        ExemptLine(item.number, paper.appendix, paper.title, description(nation, paper.exempt_paragraphs))
        for item, paper in papers
    ]
    said = [block for block in wording.exclusion(named, nation, own) if isinstance(block, Quotation)]
    return {
        "items": list(dict.fromkeys(item.number for item, _paper in papers)),
        "paragraphs": sorted({number for _item, paper in papers for number in paper.exempt_paragraphs}),
        "words": wording.plain(said),
    }


def concerns(sitting: Sitting, item: Item) -> list[Exclusion]:
    """Give the exclusions that an item's place on the page shows: those moved under it, and those that cover it."""
    every = sitting.minutes.exclusions if sitting.minutes else ()
    return [row for row in every if row.item == item.number or covers(row.items, item.number)]


def told(row: Exclusion) -> Excluding:
    """Give an exclusion as its rules judge it."""
    return Excluding(
        items=tuple(row.items),
        paragraphs=tuple(row.paragraphs),
        proposer=row.proposer,
        seconder=row.seconder,
        outcome=row.outcome,
        confidential=row.confidential,
        left=row.out_at is not None,
        instead=row.instead,
    )


def warnings(sitting: Sitting) -> list[Ruling]:
    """Tell what is out of order in the exclusions of a meeting, for the officer and for the monitoring officer."""
    rows = [told(row) for row in sitting.minutes.exclusions] if sitting.minutes else []
    return [*(each for row in rows for each in irregular(row)), *unsettled(_under_items(sitting), rows)]


def _under_items(sitting: Sitting) -> Sequence[UnderItem]:
    said: set[tuple[str, PaperAccess]] = set()
    if sitting.minutes:
        minutes = sitting.minutes
        entries: tuple[Motion | Resolution | Action | Election | QuestionTaken, ...] = (
            *minutes.motions,
            *minutes.resolutions,
            *minutes.actions,
            *minutes.elections,
            *minutes.questions_taken,
        )
        said = {(row.item, row.access) for row in entries}
        said |= {(row.item, row.access) for row in sitting.passages if row.text}
    exempt = {item.number for item, _paper in exempt_papers(sitting)}
    return [
        UnderItem(
            number=item.number,
            exempt_papers=item.number in exempt,
            said_in_public=(item.number, PaperAccess.PUBLIC) in said,
            said_exempt=(item.number, PaperAccess.EXEMPT) in said,
        )
        for item in sitting.items
    ]


def keep_exclusion(_sitting: Sitting, minutes: Minutes, row: Any, form: ExclusionForm, actor: str) -> AnyEntry:
    """Keep an exclusion. That the public was excluded is public, though it may be excluded while this is written."""
    if row is None:
        return operations.enter(Exclusion, minutes, {"slip": form.slip.data or None, **form.columns}, actor=actor)
    operations.amend(row, form.columns, actor=actor)
    kept: AnyEntry = row
    return kept


EXCLUSION = Slip("exclusion", "Exclusion", Exclusion, exclusion_form, ("excluded",), keep_exclusion, open=True)
