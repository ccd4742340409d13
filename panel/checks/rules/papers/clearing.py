"""Find papers that those asked to clear them have not cleared, or have sent back."""

from __future__ import annotations

from collections.abc import Iterator

from panel.checks.dossier import Dossier
from panel.checks.finding import Finding, Place, Severity
from panel.checks.rules.papers.kinds import named


def find(dossier: Dossier) -> Iterator[Finding]:
    """Find them: only papers of which somebody asked for a change, or which somebody was asked to clear."""
    for item, paper in dossier.papers():
        if paper.waits is None:
            continue
        names = " and ".join(paper.waits.of)
        said = (
            f"{names} asked for a change"
            if paper.waits.change
            else f"{names} {'has' if len(paper.waits.of) == 1 else 'have'} not cleared it"
        )
        yield Finding(
            "not cleared yet",
            Severity.LOOK,
            Place(item.number, paper.file_name),
            f"Item {item.number}, {named(paper)}: {said}.",
            "It was sent back to its author, and nothing was cleared since."
            if paper.waits.change
            else "They were asked to clear it before it is final.",
            "Wait until it is cleared, or clear it yourself on its page; or answer with the reason why it goes out so.",
            about=f"{said} {paper.waits.file}",
        )
