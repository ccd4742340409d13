"""Whose rules and which office-holder a body has on a day."""

from __future__ import annotations

from datetime import date

import pytest

from panel.procedure.models import Body, BodyKind
from panel.procedure.operations import adopt_rules, recognise_office_holder, recognised
from panel.procedure.queries import in_force, office_holder
from tests.builders import RULES, add

DAY = date(2018, 3, 19)


def test_a_working_group_follows_its_panel_until_it_has_rules_of_its_own(panel: Body):
    group = Body(slug="budget", name="Budget Group", kind=BodyKind.WORKING_GROUP, parent_id=panel.id, nation="England")
    add(group)
    adopt_rules(panel, {"quorum": {"count": 5}}, actor="a test")
    adopt_rules(group, {"quorum": {"count": 3}}, actor="a test", since=date(2018, 5, 1))
    assert in_force(group, DAY).quorum_count == 5
    assert in_force(group, date(2018, 5, 1)).quorum_count == 3
    assert in_force(panel, date(2018, 5, 1)).quorum_count == 5


def test_what_the_public_brings_to_a_panel_it_does_not_bring_to_its_working_group(panel: Body):
    group = Body(slug="budget", name="Budget Group", kind=BodyKind.WORKING_GROUP, parent_id=panel.id, nation="England")
    add(group)
    assert in_force(panel, DAY).taking_part(DAY)
    assert not in_force(group, DAY).taking_part(DAY)
    adopt_rules(group, RULES, actor="a test")
    assert in_force(group, DAY).taking_part(DAY)


@pytest.mark.parametrize(
    ("day", "name"),
    [
        pytest.param(DAY, "Una Marsh", id="before"),
        pytest.param(date(2021, 5, 12), "Una Marsh", id="the eve"),
        pytest.param(date(2021, 5, 13), "Ivo Lark", id="the first day"),
    ],
)
def test_a_successor_ends_the_one_before_on_the_eve(panel: Body, day: date, name: str):
    successor = {"title": "Police and Crime Commissioner", "name": "Ivo Lark", "since": date(2021, 5, 13)}
    recognise_office_holder(panel, successor, actor="a test")
    holder = office_holder(panel, day)
    assert holder is not None
    assert holder.name == name
    ends = [each.until for each in recognised(panel)]
    assert ends == [date(2021, 5, 12), None]
