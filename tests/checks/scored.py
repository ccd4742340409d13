"""How well the check finds: each planted mistake found or not, each clean text and its alarms."""

from __future__ import annotations

import importlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from panel.checks.finding import Finding
from panel.checks.judging import FAMILIES
from tests.checks.cases import Case

Expected = tuple[str, str]
"""The rule, and words of the place or of the sentence."""


@dataclass(frozen=True)
class Scored:
    """What one case gave."""

    family: str
    case: Case
    found: tuple[Expected, ...]
    missed: tuple[Expected, ...]
    alarms: tuple[Finding, ...]
    """Findings that nobody planted."""


def planted(family: str) -> tuple[Case, ...]:
    """Give the cases of a family."""
    module = importlib.import_module(f"tests.checks.planted.{family.replace('-', '_')}")
    return tuple(module.CASES)


def real(family: str) -> tuple[tuple[str, str, str], ...]:
    """Give the true findings of a family on the real pack, each as (rule, file name, words)."""
    module = importlib.import_module(f"tests.checks.planted.{family.replace('-', '_')}")
    return tuple(module.REAL)


def score(family: str, case: Case) -> Scored:
    """Let a family look at a case; each finding answers for one expectation."""
    left = list(FAMILIES[family](case.dossier))
    found, missed = [], []
    for expected in case.expects:
        finding = next((each for each in left if meets(each, expected)), None)
        if finding is None:
            missed.append(expected)
        else:
            found.append(expected)
            left.remove(finding)
    return Scored(family, case, tuple(found), tuple(missed), tuple(left))


def meets(finding: Finding, expected: Expected) -> bool:
    """Whether a finding is what was expected."""
    rule, words = expected
    return finding.rule == rule and (words in finding.place.words or words in finding.what)


def told(findings: Iterable[Finding]) -> list[str]:
    """Write findings for a failing test."""
    return [f"{finding.rule}: {finding.what} [{finding.place.words}]" for finding in findings]


def all_cases() -> Sequence[tuple[str, Case]]:
    """Give every case with its family."""
    return [(family, case) for family in FAMILIES for case in planted(family)]
