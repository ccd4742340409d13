"""Figures read from sentences and from tables."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from panel.checks.reading.figures import Figure, dates_in, figures, masked, number

VALUES = {
    "whole pounds": ("£12", "12", "£"),
    "millions with a decimal": ("£2.4m", "2400000", "£"),
    "millions in a word": ("£26.1 million", "26100000", "£"),
    "billions": ("£1.6bn", "1600000000", "£"),
    "thousands": ("£54,000", "54000", "£"),
    "a percentage": ("6.25%", "6.25", "%"),
    "per cent in words": ("70.9 per cent", "70.9", "%"),
    "a count with a comma": ("1,501", "1501", ""),
    "a count without": ("1501 responses", "1501", ""),
    "a word": ("twelve officers", "12", ""),
    "two words": ("twenty-one officers", "21", ""),
    "a share of ten": ("8 in every 10", "80", "%"),
    "a share in words": ("two out of five", "40", "%"),
    "half": ("half of them", "50", "%"),
    "a plus": ("+3.2", "3.2", ""),
    "a minus": ("-4%", "-4", "%"),
    "minutes and seconds": ("13 mins 06 seconds", "786", "seconds"),
    "hours": ("2 hours", "7200", "seconds"),
    "days": ("12 days", "12", "days"),
    "points": ("5 percentage points", "5", "%"),
}


@pytest.mark.parametrize(("text", "value", "unit"), VALUES.values(), ids=VALUES)
def test_a_figure_is_read_as_its_value_and_unit(text: str, value: str, unit: str):
    (figure,) = figures(f"It came to {text} in all.")
    assert (figure.value, figure.unit) == (Decimal(value), unit)


NO_FIGURES = {
    "a date": "It met on Thursday 1 February 2018.",
    "a date with an ordinal": "It met on 21st June 2018 and on the 22nd.",
    "a month and a year": "From Mar-17 to Jun-17, and in March 2018.",
    "a year": "The survey of 2016 was repeated in 2017.",
    "a financial year": "The budget for 2018/19 and the plan for 2016-2021.",
    "a time": "It began at 10.30am and closed at 11:15am.",
    "a numbered paragraph": "Paragraph 3.2, section 40(2), Schedule 6 and appendix 2 apply.",
    "an option and a quarter": "Option 1 was chosen in Quarter 3 and in Q2.",
    "a telephone number": "Telephone 01926 412322.",
    "a postcode": "Shire Hall, Warwick, CV34 4RL.",
    "the number of a service": "Calls on the 999 system and calls to 101.",
    "a decision’s reference": "Decision WPCC20034 was made.",
    "a rank": "It was ranked 6th.",
    "an age": "Those aged 30-59 and the under-25s.",
    "a rate’s base": "The rate per 1,000 population.",
    "an address": "See https://www.example.org/2018/5 or write to desk5@example.org.",
}


@pytest.mark.parametrize("text", NO_FIGURES.values(), ids=NO_FIGURES)
def test_what_only_looks_like_a_figure_is_left_out(text: str):
    assert [figure.words for figure in figures(text)] == []


STEPS = {
    "two decimals": ("6.25%", "6.245", "6.255"),
    "a whole per cent": ("21%", "20.5", "21.5"),
    "a decimal of a million": ("£2.4m", "2350000", "2450000"),
    "a million": ("£4m", "3500000", "4500000"),
    "an exact count": ("1,501", "1501", "1501"),
    "a round count": ("1,500", "1450", "1550"),
    "a small round count": ("60", "60", "60"),
}


@pytest.mark.parametrize(("text", "low", "high"), STEPS.values(), ids=STEPS)
def test_a_figure_stands_for_all_that_rounds_to_it(text: str, low: str, high: str):
    (figure,) = figures(f"It came to {text}.")
    assert (figure.low, figure.high) == (Decimal(low), Decimal(high))


@given(st.decimals(min_value=0, max_value=99_999, places=4), st.integers(min_value=0, max_value=3))
def test_a_value_lies_within_what_its_rounding_stands_for(value: Decimal, places: int):
    written = f"{round(value, places):,.{places}f}%"
    (figure,) = figures(f"It was {written}.")
    assert figure.low <= value <= figure.high


@given(st.integers(min_value=0, max_value=10**9))
def test_a_count_is_read_as_it_is_written(count: int):
    (figure,) = figures(f"There were {count:,} of them.")
    assert figure.value == count


def test_a_figure_knows_where_it_stands():
    text = "Costs rose from £1.2m to £1.4m (16.7%)."
    assert [text[figure.start : figure.end] for figure in figures(text)] == ["£1.2m", "£1.4m", "16.7%"]


def plain(text: str) -> list[str]:
    return [figure.words for figure in figures(text) if figure.plain]


def test_a_range_an_open_number_and_one_that_is_only_about_right_are_not_calculated_with():
    assert plain("A 20 – 30% fall, 10+ offences, about 45 people and nearly £3m, but 12 calls.") == ["12"]


def test_a_hedge_is_kept():
    (figure,) = figures("It fell by approximately 22%.")
    assert isinstance(figure, Figure)
    assert figure.hedge == "approximately"


def test_masking_keeps_every_place():
    text = "On 1 February 2018 there were 12."
    assert len(masked(text)) == len(text)
    assert masked(text).index("12") == text.index("12", 10)


def test_dates_are_listed_as_written():
    assert dates_in("From 1 April 2017 to March 2018 under Option 2.") == {"1april2017", "march2018", "option2"}


NUMBERS = {
    "digits": ("1,204", 1204),
    "a word": ("Seven", 7),
    "two words": ("forty-two", 42),
    "no number": ("many", None),
}


@pytest.mark.parametrize(("word", "value"), NUMBERS.values(), ids=NUMBERS)
def test_a_number_in_words_is_a_number(word: str, value: int | None):
    assert number(word) == value


AFTER_A_WORD = {
    "a month and a share": ("In August 83.9% came in time.", ["83.9%"]),
    "a month and a whole share": ("In May 79% came in time.", ["79%"]),
    "minutes and seconds": ("It took 3 minutes 12 seconds.", ["3 minutes 12 seconds"]),
    "minutes and seconds, cut short": ("It took 2 min 44 s.", ["2 min 44 s"]),
    "the number of a minute": ("Minute 12 of the last meeting.", []),
}


@pytest.mark.parametrize(("text", "words"), AFTER_A_WORD.values(), ids=AFTER_A_WORD)
def test_a_figure_after_a_month_or_a_time_is_read_whole(text: str, words: list[str]):
    assert [figure.words for figure in figures(text)] == words


def test_one_that_stands_for_a_thing_is_no_number():
    assert [
        figure.words for figure in figures("The old one closed; one of the 40 vans went, and this one stayed.")
    ] == [
        "one",
        "40",
    ]


COMPARED = {
    "after a figure": ("It is six more than 18.", "18"),
    "before the": ("It is below the 3.5% of last year.", "3.5%"),
}


@pytest.mark.parametrize(("text", "words"), COMPARED.values(), ids=COMPARED)
def test_a_word_that_compares_makes_no_figure_vague(text: str, words: str):
    *_others, last = figures(text)
    assert (last.words, last.hedge) == (words, "")


def test_more_than_alone_makes_a_figure_vague():
    (figure,) = figures("More than 18 came.")
    assert figure.hedge == "more than"


def test_what_a_year_had_is_no_section():
    assert [figure.words for figure in figures("It beat last year’s 212, under s 40 and ss. 12 to 14.")] == ["212"]


def test_pence_are_hundredths_of_a_pound():
    (figure,) = figures("It is 45p a mile.")
    assert (figure.value, figure.unit) == (Decimal("0.45"), "£")


def test_a_part_in_words_is_read_after_by_and_of_and_a_quarter_of_the_year_is_none():
    text = "It fell by half, then by a third, a fall of a quarter, by a third party."
    assert [figure.words for figure in figures(text)] == ["half", "a third", "a quarter"]


def test_twelve_is_exact_and_about_twelve_is_not():
    assert [figure.exact for figure in figures("Twelve came, and about twelve left.")] == [True, False]
