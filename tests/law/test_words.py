"""Dates, times and numbers are written one way."""

from __future__ import annotations

from datetime import date, time

import pytest

from panel.law.words import counted, day_in_words, one_line, ordinal_in_words, time_in_words, visible


@pytest.mark.parametrize(
    ("moment", "words"),
    [
        pytest.param(time(10, 30), "10.30am", id="half past ten"),
        pytest.param(time(17), "5pm", id="five in the afternoon"),
        pytest.param(time(12), "noon", id="noon"),
        pytest.param(time(0, 5), "12.05am", id="just after midnight"),
        pytest.param(time(12, 1), "12.01pm", id="just after noon"),
    ],
)
def test_a_time_reads_as_people_say_it(moment: time, words: str):
    assert time_in_words(moment) == words


def test_the_weekday_is_derived_from_the_date():
    assert day_in_words(date(2018, 11, 22)) == "Thursday 22 November 2018"


def test_numbers_below_ten_are_words():
    assert counted(1, "question", "questions") == "one question"
    assert counted(2, "question", "questions") == "two questions"
    assert counted(12, "question", "questions") == "12 questions"


@pytest.mark.parametrize(
    ("number", "words"),
    [(2, "second"), (9, "ninth"), (11, "11th"), (12, "12th"), (13, "13th"), (20, "20th"), (21, "21st"), (103, "103rd")],
)
def test_ordinals(number: int, words: str):
    assert ordinal_in_words(number) == words


def test_what_is_no_character_is_not_kept():
    assert one_line("Budget\ufffe \ud800report\uffff\x00") == "Budget report"
    assert visible("Lines\nstay\u202e") == "Lines\nstay "
