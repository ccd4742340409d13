"""The usual forms of a paper: a report to the panel, an appendix, a letter, minutes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from panel.demo.cast import AREA, BODY, CHIEF_EXECUTIVE, CONTACT, OFFICE, PROPER_OFFICER, Officer
from panel.demo.content import Block, Heading, Para, Points, Sheet, Table, numbered, read
from panel.demo.year import on

HOST = (CONTACT, PROPER_OFFICER)
COMMISSIONERS = (CHIEF_EXECUTIVE,)
LETTERHEAD = f"{OFFICE} for {AREA}"


@dataclass(frozen=True)
class Named:
    """An appendix as a report lists it: its letter as printed, and its title."""

    letter: str
    title: str


def report(
    day: date,
    title: str,
    recommendations: Sequence[str],
    text: str,
    *,
    appendices: Sequence[Named] = (),
    background: Sequence[str] = (),
    authors: Sequence[Officer] = HOST,
    letterhead: str = "",
    **given: Block,
) -> Sheet:
    """Make a report: recommendation, numbered sections, appendices, background papers, authors."""
    blocks: list[Block] = []
    if len(recommendations) == 1:
        blocks += [Heading("Recommendation"), Para(f"That the Panel {recommendations[0]}")]
    else:
        blocks += [Heading("Recommendations"), Para("That the Panel:")]
        blocks += [Para(words, f"({index})") for index, words in enumerate(recommendations, 1)]
    blocks += numbered(read(text, **given))
    if appendices:
        blocks.append(Heading("Appendices"))
        blocks.append(Points(tuple(f"Appendix {each.letter} – {each.title}" for each in appendices)))
    blocks.append(Heading("Background Papers"))
    blocks.append(Points(tuple(background)) if background else Para("None."))
    blocks.append(Heading("Author and Contact"))
    blocks.append(_authors(authors))
    over = (BODY, on(day))
    return Sheet(title, tuple(blocks), over, author=authors[0].name, letterhead=letterhead)


def appendix(
    title: str,
    letter: str,
    text: str,
    *,
    day: date | None = None,
    author: str = CONTACT.name,
    landscape: bool = False,
    letterhead: str = "",
    sections: bool = False,
    **given: Block,
) -> Sheet:
    """Make an appendix under its letter; `sections` numbers it as a report is numbered."""
    blocks = read(text, **given)
    over = (BODY if not letterhead else f"To the {BODY}", *((on(day),) if day else ()), f"Appendix {letter}")
    return Sheet(
        title,
        numbered(blocks) if sections else blocks,
        over,
        author=author,
        landscape=landscape,
        letterhead=letterhead,
    )


def _authors(authors: Sequence[Officer]) -> Table:
    titles = ("Report author", "Responsible officer")
    rows = tuple(
        (title, officer.name, officer.role, officer.email) for title, officer in zip(titles, authors, strict=False)
    )
    return Table(("Capacity", "Name", "Role", "E-mail"), rows, (17, 18, 24, 41))
