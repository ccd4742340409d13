"""How papers mark themselves."""

from __future__ import annotations

from panel.checks.reading.markings import markings


def test_a_page_without_words_marks_nothing():
    assert [marking.words for marking in markings(("OFFICIAL-SENSITIVE\nCalls", "", " \n"), ())] == [
        "OFFICIAL-SENSITIVE"
    ]
    assert list(markings(("",), ())) == []


def test_only_what_a_sentence_says_of_this_very_paper_marks_it():
    said = (("The report is restricted and not for publication.", 2), ("The report is restricted to two pages.", 2))
    assert [marking.words for marking in markings(("", ""), said)] == [
        "The report is restricted and not for publication"
    ]


def test_a_label_behind_a_name_at_the_foot_of_each_page_marks_the_paper():
    foot = "Norbrook Fire Service, NOT FOR PUBLICATION: Q1"
    assert [each.words for each in markings((f"Calls\nThey fell.\n{foot}", f"Costs\n{foot}"), ())] == [foot]
