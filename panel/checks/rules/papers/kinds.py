"""Tell which paper under an item is its report, and which are minutes or letters."""

from __future__ import annotations

import re

from panel.checks.dossier import Dossier, Item, Paper
from panel.checks.reading.titles import plain

_MINUTES = re.compile(r"\bminutes\b|\bnotes of (?:the|a) (?:meeting|workshop)", re.IGNORECASE)
_REPORT = re.compile(r"\breport\b", re.IGNORECASE)
_LETTER = re.compile(r"^Dear\s|^(?:By )?E-?mail to\b", re.MULTILINE)
_TO_PANEL = re.compile(r"\bto (?:the )?(?:\w+ ){0,6}(?:panel|committee|group)\b")
_HEAD_LINES = 14


def head_lines(paper: Paper) -> tuple[str, ...]:
    """Give the first lines of a paper, running head included, single blanks throughout."""
    lines = (" ".join(line.split()) for line in (paper.text.pages or ("",))[0].splitlines())
    return tuple([line for line in lines if line][:_HEAD_LINES])


def minutes(paper: Paper) -> bool:
    """Whether a paper is the minutes of a meeting, by its title or its first lines."""
    titles = (paper.title, *head_lines(paper)[:4])
    return any(_MINUTES.search(title) for title in titles) and not _REPORT.search(paper.title)


def letter(paper: Paper) -> bool:
    """Whether a paper is a letter."""
    return bool(_LETTER.search((paper.text.pages or ("",))[0]))


def report_of(item: Item) -> Paper | None:
    """Give the paper that is the item's report: the first without a letter, if it can be read and is one."""
    for paper in item.papers:
        if not paper.appendix:
            return paper if paper.text and not minutes(paper) and not letter(paper) else None
    return None


def addressed(dossier: Dossier, paper: Paper) -> bool:
    """Whether a paper was written for this body: its head names it, or says that it is a report to a panel."""
    lines = plain(" ".join(head_lines(paper)))
    return plain(dossier.body) in lines or bool(_TO_PANEL.search(lines))


def named(paper: Paper) -> str:
    """Name a paper in a sentence: "Appendix B, “Q3 performance”", "“Work Programme”"."""
    return f"Appendix {paper.appendix}, “{paper.title}”" if paper.appendix else f"“{paper.title}”"
