"""Days that officers add, and the rules of several bodies read at once."""

from __future__ import annotations

from datetime import date

import pytest
from flask import Flask
from sqlalchemy import select

from panel.audit.models import AuditEntry
from panel.extensions import db
from panel.law.ruling import Refused
from panel.procedure.models import Body, BodyKind, ExtraDay, RulesOfProcedure
from panel.procedure.operations import close_day, reopen_day
from panel.procedure.queries import in_force_for, in_force_on
from panel.procedure.working_days import working_days
from tests.builders import a_body, add
from tests.public.site import statements

DAY = date(2018, 3, 15)


def told() -> list[tuple[str, str, dict[str, str]]]:
    return [(entry.verb, entry.subject, entry.detail) for entry in db.session.scalars(select(AuditEntry))]


def test_a_day_that_the_panel_adds_does_not_count(panel: Body):
    close_day(panel, DAY, " Day of  mourning ", actor="a test")
    assert working_days(panel).left_out(DAY) == "Day of mourning (added by the panel)"
    assert told() == [("close day", "body larkshire", {"day": "2018-03-15", "name": "Day of mourning"})]


def test_a_working_group_keeps_its_panels_days_and_not_the_other_way_round(panel: Body):
    group = a_body(slug="budget", name="Budget Group", kind=BodyKind.WORKING_GROUP, parent_id=panel.id)
    other = a_body(slug="wren", name="Wren Panel")
    close_day(panel, DAY, "Snow", actor="a test")
    close_day(group, date(2018, 3, 16), "Away day", actor="a test")
    assert not working_days(group)(DAY)
    assert not working_days(group)(date(2018, 3, 16))
    assert working_days(panel)(date(2018, 3, 16))
    assert working_days(other)(DAY)


def test_a_day_that_is_closed_twice_takes_the_later_name(panel: Body):
    close_day(panel, DAY, "Snow", actor="a test")
    close_day(panel, DAY, "Snow", actor="a test")
    close_day(panel, DAY, "Heavy snow", actor="a test")
    assert working_days(panel).closed == {DAY: "Heavy snow"}
    assert [detail["name"] for _verb, _subject, detail in told()] == ["Snow", "Heavy snow"]


def test_a_day_that_is_taken_back_counts_again(panel: Body):
    close_day(panel, DAY, "Snow", actor="a test")
    reopen_day(panel, DAY, actor="a test")
    assert working_days(panel)(DAY)
    assert db.session.query(ExtraDay).count() == 0
    assert told()[-1] == ("reopen day", "body larkshire", {"day": "2018-03-15", "name": "Snow"})


def test_what_was_never_added_cannot_be_taken_back(panel: Body):
    close_day(panel, DAY, "Snow", actor="a test")
    with pytest.raises(Refused, match=r"No extra day was added on Friday 16 March 2018\. Added: 2018-03-15\."):
        reopen_day(panel, date(2018, 3, 16), actor="a test")


def test_a_day_without_a_reason_is_refused_and_nothing_is_kept(panel: Body):
    with pytest.raises(Refused, match="Say why"):
        close_day(panel, DAY, "   ", actor="a test")
    assert working_days(panel)(DAY)
    assert told() == []


def test_the_extra_days_of_many_bodies_are_read_with_their_rules(app: Flask):
    panels = [a_body(slug=f"panel-{number}", name=f"Panel {number}") for number in range(6)]
    group = a_body(slug="group", name="Group", kind=BodyKind.WORKING_GROUP, parent_id=panels[0].id)
    close_day(panels[0], DAY, "Snow", actor="a test")
    db.session.commit()
    bodies = db.session.scalars(select(Body)).all()
    with statements(app) as asked:
        in_force_for(dict.fromkeys(bodies, DAY))
        counting = [working_days(body)(DAY) for body in bodies]
    assert counting == [body not in (panels[0], group) for body in bodies]
    assert len(asked) == 2


def test_a_panel_without_rules_has_extra_days_all_the_same(app: Flask):
    body = add(Body(slug="wren", name="Wren Panel", kind=BodyKind.PANEL, nation="England"))
    close_day(body, DAY, "Snow", actor="a test")
    db.session.commit()
    with statements(app) as asked:
        rules = in_force_on(body, [DAY])[DAY]
        assert not working_days(body)(DAY)
    assert rules.participation == ()
    # The body itself is read again after the commit.
    assert len(asked) <= 3


def test_each_day_has_the_rules_that_were_in_force_on_it(panel: Body):
    add(RulesOfProcedure(body_id=panel.id, since=date(2019, 1, 1), rules={"notice": {"clear_days": 7}}))
    rules = in_force_on(panel, [date(2018, 12, 31), date(2019, 1, 1)])
    assert [each.notice_clear_days for each in rules.values()] == [None, 7]
