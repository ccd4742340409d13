"""What the gate asks of the check."""

from __future__ import annotations

import pytest

from panel.checks.finding import Severity
from panel.packs.rules import answered


@pytest.mark.parametrize(
    ("kinds", "open_", "said"),
    [
        pytest.param({}, True, "put right or answered.", id="nothing"),
        pytest.param({Severity.NOTE: 1}, True, "answered. One note is worth knowing.", id="a note stops nothing"),
        pytest.param({Severity.LOOK: 2, Severity.NOTE: 1}, False, "Open in the check: two to look at. Put", id="look"),
        pytest.param({Severity.STOPS: 1}, False, "one stops publication", id="stops"),
    ],
)
def test_a_finding_to_look_at_wants_an_answer_and_a_note_wants_none(kinds: dict[Severity, int], open_: bool, said: str):
    ruling = answered(kinds)
    assert bool(ruling) is open_
    assert said in ruling.reason
