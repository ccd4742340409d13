"""Find what hides in a file that was handed in: words under a box, comments, tracked changes, hidden text.

What the arrival told of a file says what was removed: notes and comments are, words drawn under a box are not.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from panel.checks.dossier import Dossier, Paper, Told
from panel.checks.finding import Finding, Place, Severity


@dataclass(frozen=True)
class _Hiding:
    """How a thing that was told of a public paper is judged."""

    rule: str
    severity: Severity
    why: str
    do: str
    for_members: bool = False
    """Whether it is worth a look in an exempt paper too, which only its members read."""


_STILL_THERE: Final = "Whoever opens the published file can copy the words out of it"
_REDACT: Final = "Have the author take the words out and save the paper anew, and hand in that."
_HIDING: Final = {
    "covered_text": _Hiding("redaction that hides nothing", Severity.STOPS, _STILL_THERE, _REDACT, True),
    "redaction_not_applied": _Hiding(
        "redaction that hides nothing",
        Severity.STOPS,
        _STILL_THERE,
        "Have the author apply the redaction in the program that marked it, and hand in the result.",
        True,
    ),
    "text_as_background": _Hiding("hidden text", Severity.LOOK, _STILL_THERE, _REDACT),
    "text_on_hidden_layer": _Hiding("hidden text", Severity.LOOK, _STILL_THERE, _REDACT),
    "text_off_page": _Hiding("hidden text", Severity.LOOK, _STILL_THERE, _REDACT),
    "invisible_text": _Hiding("hidden text", Severity.LOOK, _STILL_THERE, _REDACT),
    "hidden_text": _Hiding(
        "hidden text",
        Severity.LOOK,
        "It was taken out of the copy that is published; the file as handed in still has it",
        "Ask the author whether the paper is complete without it.",
    ),
    "tracked_changes": _Hiding(
        "tracked changes",
        Severity.LOOK,
        "The published copy reads as if every change were accepted, and holds none of the deleted words",
        "Ask the author for the final text, with every change accepted or rejected.",
        True,
    ),
    "comments": _Hiding(
        "comments",
        Severity.LOOK,
        "They were taken out of the copy that is published; somebody may still wait for an answer to them",
        "Ask the author whether this is the final text.",
        True,
    ),
    "authors_notes": _Hiding(
        "comments",
        Severity.LOOK,
        "Notes beside the text are not published, unless another line here says that they were made part of the page",
        "Ask the author whether this is the final text.",
        True,
    ),
    "annotations_flattened": _Hiding(
        "comments",
        Severity.NOTE,
        "They are printed, and everybody who opens the published file sees them",
        "Ask the author for a copy without them, unless they are meant to be read.",
        True,
    ),
}
"""By the code with which the arrival tells it. Other codes hide nothing: a form that was flattened, fonts, metadata."""
_QUOTED: Final = re.compile(r"“([^”]*)”")


def find(dossier: Dossier) -> Iterator[Finding]:
    """Find them in every paper that was handed in."""
    for item, paper in dossier.papers():
        for told in paper.told:
            hiding = _HIDING.get(told.code)
            if hiding and (hiding.for_members or not paper.exempt):
                yield _finding(item.number, paper, told, hiding)


def _finding(item: str, paper: Paper, told: Told, hiding: _Hiding) -> Finding:
    severity = Severity.LOOK if paper.exempt else hiding.severity
    quoted = _QUOTED.search(told.text)
    words = quoted[1].rstrip("…").strip() if quoted and told.code != "comments" else ""
    return Finding(
        hiding.rule,
        severity,
        Place(item, paper.file_name, told.pages[0] if told.pages else None, words),
        f"{paper.file_name}{_pages(told.pages)}: {told.text}",
        f"{hiding.why}.",
        hiding.do,
        about=f"{told.code} {told.text}",
    )


def _pages(pages: tuple[int, ...]) -> str:
    if not pages:
        return ""
    if len(pages) == 1:
        return f", page {pages[0]}"
    return f", pages {', '.join(map(str, pages[:-1]))} and {pages[-1]}"
