"""Who is in the room, and who counts there, follows from who came, who went and who stepped out."""

from __future__ import annotations

from datetime import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from panel.law.exemptions import Nation
from panel.law.ruling import Ruling
from panel.minutes.presence import (
    Lost,
    Person,
    Step,
    bars,
    every_step,
    in_order,
    in_the_room,
    lost_since,
    may_have_taken_part,
    notification_due,
    stepped_out,
    who_counts,
)
from panel.minutes.rules import InterestKind, Moving

NAMES = ("Finch", "Linnet", "Reed", "Wren")
EVERYBODY = [Person(name) for name in NAMES]
ARRIVED, LEFT, RETURNED = Moving
PECUNIARY, OTHER = InterestKind
NO = Ruling(False, "in person", "EWHC")
times = st.times().map(lambda at: at.replace(second=0, microsecond=0))
steps = st.lists(
    st.builds(Step, st.sampled_from(NAMES), st.sampled_from(Moving), st.none() | times, st.sampled_from(("", "3"))),
    max_size=8,
)
people = st.lists(st.builds(Person, st.sampled_from(NAMES), st.booleans()), unique_by=lambda each: each.name)


def at(written: str) -> time:
    return time.fromisoformat(written)


@pytest.mark.parametrize(
    ("moved", "names"),
    [
        pytest.param([], {"Finch", "Linnet"}, id="nobody moved"),
        pytest.param([Step("Finch", LEFT)], {"Linnet"}, id="left"),
        pytest.param([Step("Finch", LEFT), Step("Finch", RETURNED)], {"Finch", "Linnet"}, id="returned"),
        pytest.param([Step("Finch", ARRIVED, at("10:50"))], {"Finch", "Linnet"}, id="arrived late"),
        pytest.param(
            [Step("Finch", RETURNED, at("11:20")), Step("Finch", LEFT, at("11:00"))],
            {"Finch", "Linnet"},
            id="written down in the wrong order",
        ),
        pytest.param(
            every_step([Step("Finch", RETURNED, at("11:20"))], list(stepped_out("Finch", "3", at("11:00"), None))),
            {"Finch", "Linnet"},
            id="back from an interest",
        ),
        pytest.param(list(stepped_out("Finch", "3", at("11:00"), None)), {"Linnet"}, id="out for an interest"),
    ],
)
def test_the_last_step_decides(moved: list[Step], names: set[str]):
    assert {each.name for each in in_the_room(EVERYBODY[:2], moved)} == names


def test_one_who_arrives_late_was_not_there_before():
    moved = [Step("Finch", ARRIVED, at("10:50"))]
    assert in_the_room(EVERYBODY[:1], moved, at("10:40")) == []
    assert in_the_room(EVERYBODY[:1], moved, at("10:50")) == EVERYBODY[:1]


@settings(max_examples=30)
@given(people, steps)
def test_everybody_present_is_in_the_room_or_out_of_it_with_a_reason(present: list[Person], moved: list[Step]):
    counting, out = who_counts(present, moved, NO)
    assert sorted([each.name for each in counting] + [each.name for each in out]) == sorted(
        each.name for each in present
    )
    assert all(each.why for each in out)
    assert not any(each.remote for each in counting)


@settings(max_examples=30)
@given(people, steps)
def test_whether_remote_members_count_changes_nothing_for_those_in_person(present: list[Person], moved: list[Step]):
    without = {each.name for each in who_counts(present, moved, NO)[0]}
    with_them = {each.name for each in who_counts(present, moved, Ruling(True))[0]}
    assert without <= with_them
    assert all(each.remote for each in present if each.name in with_them - without)


@settings(max_examples=30)
@given(people, steps, st.sampled_from(NAMES))
def test_one_who_leaves_last_of_all_is_out_and_one_who_returns_is_in(
    present: list[Person], moved: list[Step], name: str
):
    here = {each.name for each in in_the_room(present, [*moved, Step(name, LEFT, time.max)])}
    assert name not in here
    back = {each.name for each in in_the_room(present, [*moved, Step(name, RETURNED, time.max)])}
    assert (name in back) is any(each.name == name for each in present)


@settings(max_examples=30)
@given(steps)
def test_the_order_of_time_keeps_every_step_and_what_has_no_time_in_its_place(moved: list[Step]):
    ordered = in_order(moved)
    assert sorted(map(repr, ordered)) == sorted(map(repr, moved))
    timed = [each.at for each in ordered if each.at]
    assert timed == sorted(timed)


@settings(max_examples=30)
@given(people, steps, st.integers(1, 4))
def test_quorum_is_lost_only_where_too_few_are_left(present: list[Person], moved: list[Step], needed: int):
    if lost_since(present, moved, NO, needed) is not None:
        assert len(who_counts(present, moved, NO)[0]) < needed


@pytest.mark.parametrize(
    ("moved", "lost"),
    [
        pytest.param([], None, id="enough"),
        pytest.param([Step("Finch", LEFT, at("11:00"), "3")], Lost(at("11:00"), "3"), id="one left"),
        pytest.param(
            [Step("Finch", LEFT, at("11:00"), "3"), Step("Reed", LEFT, at("11:05"), "4")],
            Lost(at("11:00"), "3"),
            id="since the first",
        ),
        pytest.param(
            [
                Step("Finch", LEFT, at("11:00"), "3"),
                Step("Finch", RETURNED, at("11:05"), "3"),
                Step("Reed", LEFT, at("11:30"), "5"),
            ],
            Lost(at("11:30"), "5"),
            id="lost twice: since the second time",
        ),
        pytest.param([Step("Finch", LEFT), Step("Finch", RETURNED)], None, id="found again"),
    ],
)
def test_quorum_is_lost_since_the_step_that_left_too_few(moved: list[Step], lost: Lost | None):
    assert lost_since(EVERYBODY[:3], moved, NO, 3) == lost


def test_a_quorum_that_never_was_is_not_lost():
    assert lost_since(EVERYBODY[:1], [Step("Finch", LEFT, at("11:00"))], NO, 3) is None


def test_a_substitute_does_not_count_beside_the_member():
    present = [Person("Finch"), Person("Wren", in_place_of="Finch")]
    counting, [out] = who_counts(present, [], NO)
    assert ([each.name for each in counting], out.name) == (["Finch"], "Wren")
    assert [each.name for each in who_counts(present, [Step("Finch", LEFT)], NO)[0]] == ["Wren"]


@pytest.mark.parametrize(
    ("kind", "dispensed", "took_no_part", "barred", "lawful"),
    [
        pytest.param(PECUNIARY, False, None, True, True, id="pecuniary"),
        pytest.param(PECUNIARY, False, True, True, True, id="pecuniary, took no part"),
        pytest.param(PECUNIARY, False, False, True, False, id="pecuniary, took part all the same"),
        pytest.param(PECUNIARY, True, None, False, True, id="with a dispensation"),
        pytest.param(PECUNIARY, True, False, False, True, id="with a dispensation, took part"),
        pytest.param(PECUNIARY, True, True, True, True, id="with a dispensation, took no part"),
        pytest.param(OTHER, False, None, False, True, id="other"),
        pytest.param(OTHER, False, True, True, True, id="other, took no part"),
        pytest.param(None, False, None, False, True, id="kind not recorded"),
        pytest.param(None, False, True, True, True, id="kind not recorded, took no part"),
    ],
)
def test_an_interest_bars_by_law_or_by_the_members_own_word(
    kind: InterestKind | None, dispensed: bool, took_no_part: bool | None, barred: bool, lawful: bool
):
    assert bool(bars(kind, dispensed=dispensed, took_no_part=took_no_part)) is barred
    assert bool(may_have_taken_part(kind, dispensed=dispensed, took_no_part=took_no_part)) is lawful


@pytest.mark.parametrize(
    ("kind", "registered", "nation", "due"),
    [
        pytest.param(PECUNIARY, False, Nation.ENGLAND, True, id="pecuniary"),
        pytest.param(PECUNIARY, True, Nation.ENGLAND, False, id="registered"),
        pytest.param(PECUNIARY, None, Nation.ENGLAND, False, id="not said"),
        pytest.param(None, False, Nation.ENGLAND, True, id="kind not recorded"),
        pytest.param(OTHER, False, Nation.ENGLAND, False, id="other: no law of it"),
        pytest.param(OTHER, False, Nation.WALES, True, id="Wales has one kind"),
    ],
)
def test_an_interest_that_is_not_registered_is_notified(
    kind: InterestKind, registered: bool | None, nation: Nation, due: bool
):
    assert notification_due(kind, registered, nation) is due
