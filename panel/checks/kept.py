"""What a check found, in short, as it is kept for the pages that do not check themselves. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any

from panel.checks.finding import Finding, Place, Severity


@dataclass(frozen=True)
class Kept:
    """A finding without its evidence."""

    key: str
    rule: str
    severity: Severity
    item: str
    """The agenda item's number; empty for one about the meeting."""
    paper: str
    page: int | None
    what: str

    @classmethod
    def of(cls, finding: Finding) -> Kept:
        """Take what is kept of a finding."""
        place = finding.place
        return cls(finding.key, finding.rule, finding.severity, place.item, place.paper, place.page, finding.what)

    @classmethod
    def read(cls, plain: Mapping[str, Any]) -> Kept:
        """Read what `plain` gave."""
        return cls(**{**plain, "severity": Severity(plain["severity"])})

    def plain(self) -> dict[str, Any]:
        """Give it as JSON can keep it."""
        return {**asdict(self), "severity": self.severity.value}

    @property
    def place(self) -> Place:
        """Where it stands."""
        return Place(self.item, self.paper, self.page)
