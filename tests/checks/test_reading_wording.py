"""The wording around figures, and what figures make, but for rounding."""

from __future__ import annotations

import re
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from panel.checks.reading.figures import figures, masked
from panel.checks.rules.figures.arithmetic import adds_up, differ_by
from panel.checks.rules.figures.shape import F, Shape, joined, shape, words


def wording(text: str) -> Shape:
    return shape(masked(text), figures(text))


def test_a_figure_becomes_one_sign_and_a_date_an_underscore():
    held = wording("On 1 February 2018 there were 1,204 Calls, or 15%.")
    assert re.fullmatch(rf"on _ there were {F} calls, or {F}\.", held.text)
    assert [held.figure(sign).words for sign in re.findall(F, held.text)] == ["1,204", "15%"]


def test_a_part_of_the_wording_is_found_again_in_the_sentence():
    text = "In May 2024 there were 96 thefts, leaving 40 in hand."
    held = wording(text)
    told = re.search(rf"{F}{words(20)}, leaving {F}", held.text)
    assert told is not None
    start, end = held.span(told.start(), told.end())
    assert text[start:end] == "96 thefts, leaving 40"


def test_two_sentences_together_keep_their_figures_apart():
    both = joined(wording("There were 12."), wording("Then 14 came."))
    assert [both.figure(sign).words for sign in re.findall(F, both.text)] == ["12", "14"]
    assert both.span(0, len(both.text))[0] == 0


@given(st.lists(st.integers(min_value=2, max_value=9_999), min_size=2, max_size=6), st.integers(-9, 9))
def test_counts_add_up_only_to_their_sum(parts: list[int], off: int):
    total, *rest = figures("; ".join(f"{number:,}" for number in (sum(parts) + 20 + off, 20, *parts)))
    rounded = any(one.step for one in (total, *rest))
    assert adds_up(total, rest) == (off == 0) or rounded


@given(st.lists(st.decimals(min_value=1, max_value=90, places=3), min_size=2, max_size=4))
def test_amounts_in_millions_add_up_however_they_were_rounded(parts: list[Decimal]):
    total, *rest = figures(", ".join(f"£{round(part, 1)}m" for part in (sum(parts, Decimal(0)), *parts)))
    missed = abs(sum((one.value for one in rest), Decimal(0)) - total.value)
    assert adds_up(total, rest) == (missed <= 10**5 * max(Decimal(1), Decimal("0.35") * (len(parts) + 1)))


WRITTEN_OUT = {
    "a round total of finer parts": ("£600,000, £125,000 and £375,000", False),
    "one that is right": ("£600,000, £225,000 and £375,000", True),
}


@pytest.mark.parametrize(("text", "right"), WRITTEN_OUT.values(), ids=WRITTEN_OUT)
def test_an_amount_written_out_is_as_fine_as_those_beside_it(text: str, right: bool):
    total, *parts = figures(text)
    assert adds_up(total, parts) is right


def test_months_are_counted_and_percentages_rounded():
    nine, fourteen, four = figures("nine months, 14 months and four months")
    assert not differ_by(nine, fourteen, four)
    low, high, apart = figures("69%, 73% and 5 percentage points")
    assert differ_by(low, high, apart)
