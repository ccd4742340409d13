"""Who sits on a body on a day, and the thresholds that follow."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select

from panel.extensions import db
from panel.law.exemptions import Nation
from panel.law.functions import SPECIAL, Discharger
from panel.members.models import Appointment, Authority, MemberKind
from panel.members.queries import membership_on
from panel.members.rules import membership
from panel.procedure.models import Body, BodyKind, RulesOfProcedure
from tests.builders import RULES, a_body, a_member, add
from tests.public.site import make_site

DAY = date(2018, 3, 19)


@pytest.fixture
def body(tmp_path: Path) -> Iterator[Body]:
    """A panel of ten councillors of six authorities and two co-opted members."""
    with make_site(tmp_path).app_context():
        body = a_body()
        for number in range(6):
            add(Authority(body_id=body.id, name=f"Council {number}", position=number))
        for number in range(10):
            a_member(body, f"Councillor {number}", number)
        for number in range(10, 12):
            a_member(body, f"Member {number}", number, kind=MemberKind.INDEPENDENT)
        yield body
        db.session.remove()


def adopt(body: Body, since: date | None = None, **rules: Any) -> None:
    add(RulesOfProcedure(body_id=body.id, since=since, rules=RULES | rules))


def seat_of(name: str) -> Appointment:
    return next(seat for seat in db.session.scalars(select(Appointment)) if seat.member.name == name)


def test_a_panel_has_its_veto_and_its_composition(body: Body):
    found = membership_on(body, DAY)
    assert (found.members, found.councillors, found.co_opted, found.authorities) == (12, 10, 2, 6)
    assert found.veto is not None
    assert found.veto.needed == 8
    assert all(found.composition)
    assert found.reserved == ()


def test_a_member_who_left_counts_until_the_last_day(body: Body):
    seat_of("Councillor 3").until = DAY
    db.session.flush()
    for day, members, needed, complete in ((DAY, 12, 8, True), (date(2018, 3, 20), 11, 8, False)):
        found = membership_on(body, day)
        assert found.members == members
        assert found.veto is not None
        assert found.veto.needed == needed
        assert found.veto.reason.startswith(f"Eight of the {members} who are members on")
        assert found.composition[0].allowed is complete


def test_a_member_counts_from_the_first_day_and_a_seat_recorded_in_error_never(body: Body):
    seat_of("Councillor 3").since = date(2018, 3, 20)
    seat_of("Councillor 4").withdrawn = True
    db.session.flush()
    assert membership_on(body, DAY).councillors == 8
    assert membership_on(body, date(2018, 3, 20)).councillors == 9


def test_a_member_with_two_seats_at_once_counts_once(body: Body):
    member = seat_of("Councillor 3").member
    add(Appointment(body_id=body.id, member_id=member.id, office="Chair", position=1, since=date(2018, 1, 1)))
    assert membership_on(body, DAY).members == 12


def test_the_quorum_is_that_of_the_rules_in_force_on_the_day(body: Body):
    assert membership_on(body, DAY).quorum is None
    adopt(body, date(2018, 1, 1), quorum={"count": 4})
    adopt(body, date(2019, 1, 1), quorum={"fraction": "2/5"})
    needed = []
    for day in (date(2017, 12, 31), DAY, date(2019, 1, 1)):
        quorum = membership_on(body, day).quorum
        needed.append(quorum and quorum.needed)
    assert needed == [None, 4, 5]


def test_a_working_group_has_its_own_membership_its_panel_s_rules_and_no_veto(body: Body):
    adopt(body, date(2018, 1, 1), quorum={"fraction": "1/2"})
    group = add(
        Body(
            slug="larkshire-budget",
            name="Budget Working Group",
            kind=BodyKind.WORKING_GROUP,
            parent_id=body.id,
            nation=Nation.ENGLAND,
        )
    )
    for name in ("Councillor 1", "Councillor 2", "Member 10"):
        add(Appointment(body_id=group.id, member_id=seat_of(name).member_id, position=1))
    found = membership_on(group, DAY)
    assert (found.councillors, found.co_opted, found.authorities) == (2, 1, 6)
    assert found.quorum is not None
    assert found.quorum.reason == "Two of the three who are members on 19 March 2018 (1/2 of them, rounded up)."
    assert found.veto is None
    assert found.composition == ()
    assert len(found.reserved) == len(SPECIAL)
    assert not any(found.reserved)


def test_a_body_with_nobody_on_it_has_no_thresholds_and_fails_its_composition():
    found = membership(Discharger.PANEL, DAY, 0, 0, 6, quorum_count=4)
    assert found.quorum is None
    assert found.veto is None
    assert [ruling.allowed for ruling in found.composition] == [False, False, True]


def test_a_welsh_panel_is_judged_by_the_welsh_paragraph():
    assert "para 13" in membership(Discharger.PANEL, DAY, 10, 2, 4, Nation.WALES).composition[0].authority
