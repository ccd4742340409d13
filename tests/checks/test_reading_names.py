"""Names are read with their titles, initials and particles; like names are told from the same and from another."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from panel.checks.reading.names import bare, listed, name, near, near_given, nearly, runs, same, same_given, titled


@pytest.mark.parametrize(
    ("written", "parts", "councillor"),
    [
        ("Councillor Ada Finch", ("ada", "finch"), True),
        ("Cllr. Mrs. Ada Finch", ("ada", "finch"), True),
        ("Sir Julian Thwaite KBE", ("julian", "thwaite"), False),
        ("Siân ap Rhys", ("sian", "rhys"), False),
        ("Jocelyn Pemberton-Wright OBE", ("jocelyn", "pemberton", "wright"), False),
        ("Councillor Robert (Bob) Ackroyd", ("robert", "ackroyd"), True),
        ("Councillor Robert “Bob” Ackroyd", ("robert", "ackroyd"), True),
        ("Finch, Ada", ("ada", "finch"), False),
        ("Liam O’Hare", ("liam", "ohare"), False),
    ],
)
def test_a_recorded_name_is_taken_apart(written: str, parts: tuple[str, ...], councillor: bool):
    assert name(written).parts == parts
    assert name(written).councillor is councillor


def test_a_name_without_its_title_keeps_its_spelling():
    assert bare("Councillor Siân ap Rhys (Chair)") == "Siân ap Rhys"


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Councillor Finch and Mr O. Reed agreed.", ["Councillor Finch", "Mr O. Reed"]),
        ("Councillors Finch, Boone and M Younis", ["Councillors Finch", "Boone", "M Younis"]),
        ("Cllrs Bowen-Price (Chair), S. ap Gwilym and Hall", ["Cllrs Bowen-Price", "S. ap Gwilym", "Hall"]),
        ("Councillor Robert (Bob) Ackroyd (Chair)", ["Councillor Robert (Bob) Ackroyd"]),
        ("Councillor Finch (Chair) Larkshire", ["Councillor Finch"]),
        ("Cllr M.Younis", ["Cllr M.Younis"]),
        ("Councillor Finch’s question", ["Councillor Finch"]),
        ("a councillor from Larkford", []),
    ],
)
def test_names_after_a_title_are_found_as_they_stand(text: str, found: list[str]):
    assert [its.words for its, _start in titled(text)] == found


@pytest.mark.parametrize(
    ("line", "people"),
    [
        ("Ada Finch (Chair) Larkshire County Council", [("ada", "finch")]),
        ("Councillor Ada Finch Larkshire County Council", [("ada", "finch")]),
        ("Una Marsh, Police and Crime Commissioner; Neil Hale, Treasurer", [("una", "marsh"), ("neil", "hale")]),
        ("The Estates Working Group", []),
        ("Vacancy Larkford Borough Council", []),
    ],
)
def test_a_line_of_a_list_gives_its_people_and_no_bodies(line: str, people: list[tuple[str, ...]]):
    assert [its.parts for its in listed(line)] == people


def test_a_nickname_in_brackets_parts_no_name_and_an_office_does():
    assert [len(run) for run in runs("Robert (Bob) Ackroyd")] == [2]
    assert [len(run) for run in runs("Ada Finch (Chair) Larkshire")] == [2, 1, 1]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Ada Finch", "Finch"),
        ("Rebecca Parsons", "Becky Parsons"),
        ("Philip Seccombe", "P Seccombe"),
        ("Jocelyn Pemberton-Wright", "Pemberton-Wright"),
        ("Brian John McAllister", "Brian McAllister"),
        ("Brian John McAllister", "Brian J McAllister"),
    ],
)
def test_two_forms_may_be_one_person(one: str, other: str):
    assert same(name(one).parts, name(other).parts)
    assert same(name(other).parts, name(one).parts)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("David Lyle", "Diane Lyle"),
        ("Ada Finch", "Ada Fynch"),
        ("Catherine Browne", "Colin Brown"),
        ("Thomas Witby-Clarke", "Thomas Whitby-Clarke"),
    ],
)
def test_other_names_are_not_the_same(one: str, other: str):
    assert not same(name(one).parts, name(other).parts)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Philip Seccombe", "Philip Secombe"),
        ("Lesley Prowse", "Lesly Prowse"),
        ("Zeynab Gamielien", "Zaynab Gamielien"),
        ("Thomas Witby-Clarke", "Thomas Whitby-Clarke"),
        ("Kathryn Doyle", "Katherine Doyle"),
        ("Callum Ruddersby", "Callum Rudderbsy"),
        ("Mohammed Younis", "Mohamed Yunis"),
        ("Brian McAllister", "B McAlister"),
    ],
)
def test_a_name_spelt_in_another_way_is_nearly_the_same(one: str, other: str):
    assert nearly(name(one).parts, name(other).parts)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Philip Seccombe", "Philip Seccombe"),
        ("Becky Parsons", "Rebecca Parsons"),
        ("Paul Quill", "Paula Quill"),
        ("Jane Obi", "June Obi"),
        ("Ada Finch", "Ada Marsh"),
        ("Diane Lyle", "David Lyle"),
    ],
)
def test_the_same_name_and_another_are_not_nearly_one(one: str, other: str):
    assert not nearly(name(one).parts, name(other).parts)


def test_short_forms_are_one_given_name_and_other_spellings_are_near():
    assert same_given("becky", "rebecca")
    assert same_given("p", "philip")
    assert not same_given("sara", "sarah")
    assert near_given("sara", "sarah")
    assert not near_given("andrew", "andrea")
    assert near("swinburne", "swinbourne")
    assert not near("hall", "hill")


NAMES = st.lists(st.sampled_from(["ada", "a", "finch", "fynch", "boone", "ann", "anne"]), min_size=1, max_size=3)


@given(NAMES, NAMES)
def test_whether_two_names_are_one_does_not_depend_on_their_order(one: list[str], other: list[str]):
    first, second = tuple(one), tuple(other)
    assert same(first, second) == same(second, first)
    assert nearly(first, second) == nearly(second, first)
    assert not (same(first, second) and nearly(first, second))
