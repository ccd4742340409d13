"""Minutes are read as councils write them: attendance, apologies, substitutes, movers and votes."""

from __future__ import annotations

import pytest

from panel.checks.reading.blocks import Text
from panel.checks.reading.minutes_text import attendance, movers, present, stayed_away, substitutes
from panel.checks.reading.minutes_votes import recorded_votes, votes

HEAD = "Minutes of the Larkshire Panel, 5 February 2026\n\n"


def _text(words: str) -> Text:
    return Text([HEAD + words])


@pytest.mark.parametrize(
    ("words", "members", "others"),
    [
        ("Present:\n\nCllr Ada Finch\n\nOfficers\n\nNeil Hale Treasurer\n\n1. Minutes", ["finch"], ["hale"]),
        ("PRESENT\n\nCllrs Finch, Boone and Hall\n\nPCP/26/11 APOLOGIES\n\nCllr Bell", ["finch", "boone", "hall"], []),
        ("Present: Cllrs Finch and Boone In attendance: Una Marsh Apologies: Cllr Hall", ["finch", "boone"], ["marsh"]),
        ("Present:\n\nCllr Finch\n\nCllr Bell (substitute for Cllr Boone)\n\n1. Minutes", ["finch", "bell"], []),
        ("Present:\n\nCllr Finch\n\nThe Chair welcomed Cllr Boone.\n\nCllr Hall", ["finch"], []),
        ("Nobody came.", [], []),
    ],
)
def test_those_present_are_listed_up_to_the_next_heading(words: str, members: list[str], others: list[str]):
    there = list(attendance(_text(words)))
    assert [each.name.surname for each in there if each.member] == members
    assert [each.name.surname for each in there if not each.member] == others


def test_a_heading_with_a_reference_opens_and_ends_a_list():
    lines = present(_text("PCP/26/1 PRESENT\n\nCllr Finch\n\nPCP/26/2 MINUTES\n\nCllr Boone"))
    assert [line.text for line in lines] == ["Cllr Finch"]


@pytest.mark.parametrize(
    ("words", "away"),
    [
        ("Apologies for absence were received from Cllr Boone and Omar Reed.", ["boone", "reed"]),
        ("Apologies: Cllrs Boone and Hall", ["boone", "hall"]),
        ("PCP/26/11 APOLOGIES\n\nCllrs Boone and Hall, and Cllr Wil Garmon. Others came.", ["boone", "hall", "garmon"]),
        (
            "Apologies\n\n• Cllr Boone (Larkford Borough Council)\n\n• Dr P Raman\n\n2. Minutes\n\nCllr Hall",
            ["boone", "raman"],
        ),
        ("Absent: Cllr Boone", ["boone"]),
        ("Cllr Boone had sent his apologies.", ["boone"]),
        ("Apologies were received from Cllr Boone (substituted by Cllr Bell).", ["boone"]),
        ("Apologies: None", []),
        ("Apologies were received from the Estates Working Group.", []),
        ("Cllr Boone gave apologies for the delay.", []),
        ("Cllr Boone was absent for item 6.", []),
        ("Cllr Boone gave apologies for arriving late.", []),
    ],
)
def test_those_who_stayed_away_are_read_from_lists_and_sentences(words: str, away: list[str]):
    assert [each.name.surname for each in stayed_away(_text(words))] == away


@pytest.mark.parametrize(
    "words",
    [
        "Cllr Boone was substituted by Cllr Bell.",
        "Cllr Boone (substitute: Cllr Bell)",
        "Cllr Boone (his substitute was Cllr Bell)",
        "Cllr Boone (Cllr Bell substituting)",
        "Cllr Boone, represented by Cllr Bell",
        "Cllr Bell attended as a substitute for Cllr Boone.",
        "Cllr Bell (sub for Cllr Boone)",
        "Cllr Bell attended in place of Cllr Boone.",
        "Substitutes: Cllr Bell for Cllr Boone",
        "Cllr Boone was substituted by Cllr Bell.\n\nCllr Bell (substitute for Cllr Boone)",
    ],
)
def test_a_substitution_is_read_once_however_it_is_told(words: str):
    pairs = [(absent.name.surname, substitute.name.surname) for absent, substitute in substitutes(_text(words))]
    assert pairs == [("boone", "bell")]


def test_movers_are_those_with_a_title_or_a_full_name():
    text = _text(
        "Proposed by Cllr Boone and seconded by Omar Reed.\n\n"
        "Cllr Hall moved, and Cllr Bell seconded, that it be noted."
        "\n\nIt was moved by the Panel. Cllr Finch moved to Larkford."
    )
    assert [each.name.surname for each in movers(text)] == ["boone", "reed", "hall", "bell"]


@pytest.mark.parametrize(
    ("words", "counts"),
    [
        ("It was carried with six votes for, three against and one abstention.", (6, 3, 1)),
        ("There voted for 2 and against 4.", (2, 4, 0)),
        ("Carried by 5 votes to 2.", (5, 2, 0)),
        ("The motion was lost by five votes to four.", (4, 5, 0)),
        ("The motion was carried 4-3.", (4, 3, 0)),
        ("Members voted 5 to 2 in favour.", (5, 2, 0)),
        ("Voting: For 3, Against 2, Abstentions 1.", (3, 2, 1)),
        ("In favour: 5; against: nil", (5, 0, 0)),
    ],
)
def test_a_vote_is_read_with_its_sides(words: str, counts: tuple[int, int, int]):
    (vote,) = votes(_text(words))
    assert (vote.votes_for, vote.against, vote.abstained) == counts
    assert vote.words in words


@pytest.mark.parametrize(
    "words",
    [
        "In the survey 41 were in favour and 22 against.",
        "The Council voted 30 for and 12 against the budget.",
        "There were 26 complaints for and 14 reports against officers.",
        "Agreed: 3 to 4 weeks.",
        "It was carried over 2017-18.",
    ],
)
def test_other_figures_are_no_vote(words: str):
    assert list(votes(_text(words))) == []


def test_the_outcome_in_the_next_sentence_belongs_to_the_vote():
    (vote,) = votes(_text("Three voted in favour and four against. The motion was lost. Cllr Finch spoke."))
    assert vote.told.endswith("The motion was lost.")


def test_a_recorded_vote_is_read_name_by_name():
    (sides,) = recorded_votes(_text("For (2): Cllrs Aled Morgan, ap Rhys\n\nAgainst: Dr Raman (1)\n\nAbstained (0)"))
    assert [(each.side, each.count, [its.surname for its in each.names]) for each in sides] == [
        ("for", 2, ["morgan", "rhys"]),
        ("against", 1, ["raman"]),
    ]


@pytest.mark.parametrize("words", ["For: information", "Against: the report was late", "For Cllrs Finch and Boone"])
def test_lines_that_name_nobody_are_no_recorded_vote(words: str):
    assert list(recorded_votes(_text(words))) == []
