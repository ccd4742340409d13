"""Every planted mistake is found where it stands, and nothing else is."""

from __future__ import annotations

import pytest

from panel.checks.judging import FAMILIES
from tests.checks.cases import Case
from tests.checks.scored import all_cases, planted, score, told

CASES = all_cases()


@pytest.mark.parametrize(
    ("family", "case"),
    CASES,
    ids=[f"{family}: {case.name}".encode("ascii", "ignore").decode() for family, case in CASES],
)
def test_what_was_planted_is_found_and_nothing_else(family: str, case: Case):
    scored = score(family, case)
    assert not scored.missed
    assert told(scored.alarms) == []


@pytest.mark.parametrize("family", FAMILIES)
def test_a_family_has_mistakes_and_clean_texts_with_names_of_their_own(family: str):
    cases = planted(family)
    assert len({case.name for case in cases}) == len(cases)
    assert any(case.expects for case in cases)
    assert any(not case.expects for case in cases)


@pytest.mark.parametrize(("family", "case"), [each for each in CASES if each[1].expects][::7], ids=str)
def test_each_finding_says_what_why_and_what_to_do(family: str, case: Case):
    for finding in FAMILIES[family](case.dossier):
        assert finding.what.endswith((".", "”", "…"))
        assert finding.why
        assert finding.do.endswith(".")
