"""What a check found as its page shows it: by what it means, then by agenda item. Pure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Container, Iterable
from dataclasses import dataclass, field
from urllib.parse import quote

from panel.checks.finding import Finding, Severity

HEADINGS = {Severity.STOPS: "Stops publication", Severity.LOOK: "To look at", Severity.NOTE: "Worth knowing"}
SHAPES = {Severity.STOPS: "square", Severity.LOOK: "triangle", Severity.NOTE: "circle"}
BEGINNING = 40
"""So many characters of a place's words in the finding's own sentence are enough to know them by."""
SOUGHT = 80
"""So many characters of a place's words are enough to look for them."""


@dataclass(frozen=True)
class Line:
    """A finding with its own place on the page."""

    finding: Finding
    anchor: str
    """"finding-" and its key; numbered from the second of the same key on."""
    open: bool
    """False for one that was answered a moment ago: its line says so, where it stood."""


@dataclass
class Group:
    """The findings of one severity, by the number of the agenda item; "" for those about the meeting."""

    severity: Severity
    items: dict[str, list[Line]] = field(default_factory=dict)

    def open_keys(self, item: str) -> str:
        """Name the open findings of an item, each once, as the form that answers all of them does."""
        return " ".join(dict.fromkeys(line.finding.key for line in self.items[item] if line.open))

    @property
    def count(self) -> int:
        """How many are open."""
        return sum(line.open for lines in self.items.values() for line in lines)


def groups(findings: Iterable[Finding], answered: Container[str], just_answered: str | None) -> list[Group]:
    """Set out the findings whose key was not answered, and the one whose key was answered a moment ago."""
    by_severity = {severity: Group(severity) for severity in Severity}
    seen: Counter[str] = Counter()
    for finding in findings:
        is_open = finding.key not in answered
        if not is_open and (finding.key != just_answered or finding.key in seen):
            continue
        seen[finding.key] += 1
        turn = f"-{seen[finding.key]}" if seen[finding.key] > 1 else ""
        line = Line(finding, f"finding-{finding.key}{turn}", is_open)
        by_severity[finding.severity].items.setdefault(finding.place.item, []).append(line)
    return list(by_severity.values())


def quoted(finding: Finding) -> str:
    """Give the words that a finding is about, unless its own sentence quotes how they begin."""
    words = " ".join(finding.place.words.split())
    sentence = " ".join(finding.what.split())
    return "" if words[:BEGINNING].casefold() in sentence.casefold() else words


def part_of_pdf(finding: Finding) -> str | None:
    """Give the part of an address that opens a PDF at a finding's page; None where it has no page.

    Firefox and Acrobat also look for its words there (PDF Open Parameters, `search`); other programs pass that over.
    """
    if not finding.place.page:
        return None
    words = " ".join(finding.place.words.replace('"', " ").split())
    if len(words) > SOUGHT:
        words = words[:SOUGHT].rpartition(" ")[0] or words[:SOUGHT]
    sought = f"&search={quote(words, safe='')}&phrase=true" if words else ""
    return f"page={finding.place.page}{sought}"
