"""Check what the records of a meeting alone show: the rules that need no paper's text, for pages that ask often."""

from __future__ import annotations

from typing import Final

from panel.checks.dossier import Dossier
from panel.checks.finding import Finding
from panel.checks.rules import exemption, notice
from panel.checks.rules.papers import clearing

OF_RECORDS: Final = frozenset(
    {
        "notice not judged",
        "published too late",
        "about to be published too late",
        "publication is due",
        "exempt without paragraph",
        "no exclusion resolution",
        "second exclusion",
        "nothing to exclude for",
        "exempt before the resolution",
        "not covered by the resolution",
        "left out of the resolution",
        "resolution without description",
        "not cleared yet",
    }
)
"""The rules that find the same whether or not a paper's text was read."""


def judge_records(dossier: Dossier) -> list[Finding]:
    """Give what the whole check would find by these rules, with the same keys, so that answers count for both."""
    found = (*notice.find(dossier), *exemption.find_in_records(dossier), *clearing.find(dossier))
    return [finding for finding in found if finding.rule in OF_RECORDS]
