"""New rules written by form: every rule has its field, what is wrong stands there, what the draft says is kept."""

from __future__ import annotations

from datetime import date, time
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from hypothesis import given
from hypothesis import strategies as st
from werkzeug.datastructures import MultiDict
from wtforms import Form

from panel.extensions import db
from panel.folders.form import Listed, Table
from panel.folders.rules_file import judged
from panel.folders.rules_form import PARTICIPATION, RULES
from panel.procedure.asked import GROUPS, OF_THE_PUBLIC, Asked, Kind
from panel.procedure.models import DraftRules, RulesOfProcedure
from panel.procedure.rules import apply_at_once, may_apply, may_last
from panel.procedure.rules_fields import field_of
from tests.accounts.people import send
from tests.builders import RULES as OLD
from tests.desk.pages import text, words
from tests.public.site import statements
from tests.security.test_at_the_same_moment import just_before

NEW = "/desk/larkshire/rules/new"
ENTRY = f"{NEW}/public/2"
PETITION = {
    "kind": "petition",
    "from-day": "1",
    "from-month": "5",
    "from-year": "2026",
    "deadline_count": "clear working days",
    "deadline_n": "5",
}


def keys(form: Table, under: str = "") -> set[str]:
    """Give every key that a table of the rules file may have, lists of tables left out."""
    found = set()
    for key, entry in {**form.required, **form.optional}.items():
        if isinstance(entry, Table):
            found |= keys(entry, f"{under}{key}.")
        elif not (isinstance(entry, Listed) and isinstance(entry.form, Table)):
            found.add(under + key)
    return found


def every(asked: Any) -> set[str]:
    return {key for each in asked for key in (each.key, *(each.key.split(".")[0] + f".{it}" for it in each.beside))}


def draft(app: Flask) -> dict[str, Any]:
    with app.app_context():
        return dict(db.session.query(DraftRules).one().rules)


def said(client: FlaskClient, address: str, **fields: str) -> str:
    answer = send(client, address, **fields)
    assert answer.status_code == 200
    assert "<title>Error: " in answer.text
    return words(answer.text)


def test_every_rule_of_a_rules_file_has_its_field():
    assert every(each for group in GROUPS for each in group.asked) == keys(RULES)
    assert every(OF_THE_PUBLIC) == keys(PARTICIPATION)


def test_a_group_is_written_and_the_others_stay_as_they_were(site: Flask, officer: FlaskClient):
    assert send(officer, f"{NEW}/notice", notice_clear_days="7", notice_cut_off="5pm").location == NEW
    assert draft(site) == {**OLD, "notice": {"clear_days": 7, "cut_off": "17:00"}}
    page = text(officer, NEW)
    assert (
        "at least seven clear days before a meeting. Published after 5pm, it counts as published on the next working "
        "day. The body’s rules of procedure Changed Now in force: The agenda is published at least five clear days"
    ) in page
    assert "Now in force: none." in text(officer, f"{NEW}/notice")
    send(officer, f"{NEW}/notice", notice_clear_days="", notice_cut_off="")
    assert draft(site) == OLD
    assert "Changed" not in text(officer, NEW)


def test_a_share_of_the_members_is_written_in_words(site: Flask, officer: FlaskClient):
    send(officer, f"{NEW}/quorum", quorum_count="", quorum_fraction="a third of the members")
    assert draft(site)["quorum"] == {"fraction": "1/3"}
    assert "A third of the members must be present." in text(officer, NEW)


@pytest.mark.parametrize(
    ("group", "fields", "says"),
    [
        pytest.param("notice", {"notice_clear_days": "five"}, "write a whole number in figures", id="words"),
        pytest.param("notice", {"notice_clear_days": "367"}, "367 is out of bounds. Allowed: 0 to 366.", id="too many"),
        pytest.param("notice", {"notice_clear_days": "-1"}, "write a whole number in figures", id="fewer than none"),
        pytest.param("notice", {"notice_clear_days": "9" * 5000}, "write a whole number in figures", id="absurd"),
        pytest.param("notice", {"notice_cut_off": "soon"}, "must be a time of day", id="no hour"),
        pytest.param("quorum", {"quorum_fraction": "5/4"}, "a share of at most all of them", id="more than all"),
        pytest.param(
            "quorum",
            {"quorum_count": "4", "quorum_fraction": "1/4"},
            "Give a number or a share, not both.",
            id="both",
        ),
        pytest.param("quorum", {"quorum_count": "0"}, "0 is out of bounds", id="nobody"),
        pytest.param("interests", {"interests_registration_days": "0"}, "Allowed: 1 to 366", id="no days"),
    ],
)
def test_a_mistake_stands_at_its_field_and_what_was_typed_is_kept(
    group: str, fields: dict[str, str], says: str, nothing_kept: FlaskClient
):
    page = send(nothing_kept, f"{NEW}/{group}", **fields).get_data(as_text=True)
    assert "<title>Error: " in page
    assert words(page).count(says) == 2
    assert all(f'value="{typed}"' in page for typed in fields.values())


def test_what_the_public_brings_is_added_changed_and_taken_out(site: Flask, officer: FlaskClient):
    more = {"min_signatures": "1,000", "refuse_if": "Vexatious\r\n\r\n outside the remit ", "urgent_at": "9am"}
    assert send(officer, ENTRY, **PETITION, **more).location == NEW
    added = {
        "kind": "petition",
        "from": "2026-05-01",
        "deadline": {"count": "clear working days", "n": 5},
        "min_signatures": 1000,
        "refuse_if": ["Vexatious", "outside the remit"],
        "urgent": {"at": "09:00", "day": "meeting"},
    }
    assert draft(site)["participation"] == [*OLD["participation"], added]
    page = text(officer, NEW)
    assert "Petitions, from 1 May 2026 Received by the day that leaves five clear working days" in page
    assert "on the day of the meeting. Refused where: Vexatious, outside the remit. New" in page
    send(officer, ENTRY, **PETITION, late="refuse", refuse_if="")
    assert draft(site)["participation"][1] == {
        **{key: added[key] for key in ("kind", "from", "deadline")},
        "late": "refuse",
    }
    for _ in range(2):  # a double click takes nothing else out
        send(officer, f"{NEW}/public/1", which="question 2018-01-01")
    assert [each["kind"] for each in draft(site)["participation"]] == ["petition"]
    assert "In force now, and not in the draft Questions, from 1 January 2018" in text(officer, NEW)


@pytest.mark.parametrize(
    ("typed", "says"),
    [
        pytest.param({"kind": ""}, "Choose what the public brings.", id="no kind"),
        pytest.param({"kind": "song"}, "Choose what the public brings.", id="no such kind"),
        pytest.param({"from-day": "", "from-month": "", "from-year": ""}, "Enter the first day", id="no day"),
        pytest.param({"from-day": "31", "from-month": "2"}, "First meeting day must be a real date", id="no such day"),
        pytest.param({"from-year": "1066"}, "The year 1066 cannot be meant.", id="no such year"),
        pytest.param({"deadline_n": ""}, "Enter how many days.", id="no number"),
        pytest.param({"deadline_n": "400"}, "400 is out of bounds", id="too many days"),
        pytest.param({"deadline_count": "moons"}, "Choose how the days are counted.", id="no such count"),
        pytest.param({"late": "shout"}, "Choose one of these.", id="no such answer"),
        pytest.param(
            {"until-day": "1", "until-month": "4", "until-year": "2026"},
            "before the first meeting day",
            id="ends early",
        ),
        pytest.param({"kind": "question"}, "Questions have rules from Monday 1 January 2018 already", id="twice"),
        pytest.param({"who": "x" * 201}, "at most 200 characters", id="long"),
    ],
)
def test_a_mistake_in_what_the_public_brings_is_told(typed: dict[str, str], says: str, nothing_kept: FlaskClient):
    assert says in said(nothing_kept, ENTRY, **PETITION | typed)


def test_the_second_of_two_who_save_a_group_is_told_what_the_first_wrote(site: Flask, officer: FlaskClient):
    page = officer.get(f"{NEW}/quorum").get_data(as_text=True)
    seen = page.split('name="seen"')[1].split('value="')[1].split('"')[0].replace("&#34;", '"')
    send(officer, f"{NEW}/quorum", quorum_count="4")
    told = said(officer, f"{NEW}/quorum", seen=seen, quorum_count="5")
    assert "Somebody else has changed this meanwhile. Now it says: 4. Save again to keep yours." in told
    assert draft(site)["quorum"] == {"count": 4}


def test_rules_that_the_draft_does_not_have_are_not_found(nothing_kept: FlaskClient):
    for number in ("0", "3", "51", "9" * 5000):
        assert nothing_kept.get(f"{NEW}/public/{number}").status_code == 404


def test_the_draft_asks_the_database_as_often_however_much_it_holds(site: Flask, officer: FlaskClient):
    asked = []
    for number in (2, 3, 4):
        assert send(officer, f"{NEW}/public/{number}", **PETITION | {"kind": KINDS[number]}).status_code == 303
        with statements(site) as recorded:
            assert officer.get(NEW).status_code == 200
        asked.append(len(recorded))
    assert len(set(asked)) == 1


KINDS = {2: "petition", 3: "statement", 4: "deputation"}


def field(kind: Kind, typed: str) -> Any:
    """Read what is typed into a field of a kind."""

    class One(Form):
        it = field_of(Asked("it", kind, "It"))

    form = One(MultiDict({"it": typed}))
    return form.it.data if form.validate() else form.it.errors


@pytest.mark.parametrize(
    ("kind", "typed", "read"),
    [
        (Kind.NUMBER, " 1,500 ", 1500),
        (Kind.NUMBER, "007", 7),
        (Kind.NUMBER, "", None),
        (Kind.HOUR, "noon", time(12)),
        (Kind.SHARE, "1/4", "1/4"),
        (Kind.SHARE, " 2 / 3 ", "2/3"),
        (Kind.SHARE, "Two-thirds", "2/3"),
        (Kind.SHARE, "half of the members", "1/2"),
        (Kind.LIST, "name\raddress", ["name", "address"]),
        (Kind.LINE, " a \x00 line ", "a line"),
    ],
)
def test_what_is_typed_is_read_as_people_write_it(kind: Kind, typed: str, read: Any):
    assert field(kind, typed) == read


@pytest.mark.parametrize("typed", ["٣", "1_000", "1e3", "½", "0x5", "+5", "5.0"])
def test_what_only_machines_call_a_number_is_none(typed: str):
    assert isinstance(field(Kind.NUMBER, typed), (list, tuple))


def put(asked: Asked, value: Any) -> dict[str, Any]:
    kept: dict[str, Any] = {}
    asked.put(kept, value)
    return kept


VALUES = {
    Kind.NUMBER: st.integers(0, 100),
    Kind.HOUR: st.times().map(lambda each: each.replace(second=0, microsecond=0, fold=0)),
    Kind.DAY: st.dates(date(1900, 1, 1), date(2199, 12, 31)),
    Kind.YES: st.booleans(),
    Kind.LINE: st.sampled_from(["", "the chair"]),
    Kind.LIST: st.lists(st.sampled_from(["name", "address"])),
    Kind.SHARE: st.sampled_from(["", "1/4"]),
}


@given(st.data())
def test_what_a_field_holds_is_kept_and_read_again(data: st.DataObject):
    asked = data.draw(st.sampled_from([*OF_THE_PUBLIC, *(each for group in GROUPS for each in group.asked)]))
    value = data.draw(VALUES.get(asked.kind, st.sampled_from(list(asked.choices) or [""])))
    assert asked.of(put(asked, value)) == value


def test_rules_as_kept_are_judged_as_a_file_is():
    assert judged(OLD) == {}
    assert judged({**OLD, "quorum": {"count": 4, "fraction": "1/4"}}).keys() == {"[quorum], key fraction"}


MAY, JUNE, JULY = date(2026, 5, 1), date(2026, 6, 1), date(2026, 7, 1)


@pytest.mark.parametrize(
    ("one", "other", "at_once"),
    [
        ((MAY, None), (JUNE, None), True),
        ((MAY, JUNE), (JUNE, None), True),
        ((MAY, date(2026, 5, 31)), (JUNE, None), False),
        ((JUNE, JULY), (MAY, None), True),
        ((JULY, None), (MAY, JUNE), False),
        ((MAY, None), (MAY, MAY), True),
    ],
)
def test_two_periods_share_a_day_or_not(one: Any, other: Any, at_once: bool):
    assert apply_at_once(one, other) is at_once
    assert apply_at_once(other, one) is at_once


def test_one_kind_has_one_set_of_rules_a_day():
    ended = {"kind": "question", "from": "2018-01-01", "until": "2026-04-30"}
    assert may_apply({"kind": "question", "from": "2026-05-01"}, [ended])
    assert may_apply({"kind": "petition", "from": "2026-04-30"}, [ended])
    ruling = may_apply({"kind": "question", "from": "2026-04-30"}, [ended])
    assert ruling.reason == (
        "Questions have rules from Monday 1 January 2018 until Thursday 30 April 2026 already: "
        "end those before, or change them."
    )
    assert may_last(ended)
    assert not may_last({"from": "2026-05-02", "until": "2026-05-01"})


@pytest.mark.parametrize("does", ["drop", "adopt"])
def test_a_draft_that_somebody_wrote_more_of_in_this_moment_is_neither_dropped_nor_adopted(
    does: str, site: Flask, officer: FlaskClient
):
    day = {"since-day": "1", "since-month": "5", "since-year": "2026", "minute": "Minute 4"}
    assert send(officer, f"{NEW}/when", **day).location == NEW
    send(officer, f"{NEW}/notice", notice_clear_days="7")
    seen = officer.get(f"{NEW}/changes").text.split('name="seen"')[1].split('value="')[1].split('"')[0]

    def write() -> None:
        with site.app_context():
            db.session.query(DraftRules).one().minute = "Minute 5"
            db.session.commit()

    with just_before("do_orm_execute", write):
        answer = send(officer, NEW) if does == "drop" else send(officer, f"{NEW}/changes", seen=seen)
    assert answer.location == NEW
    assert "Somebody else has changed the draft meanwhile." in text(officer, NEW)
    assert draft(site)["notice"] == {"clear_days": 7}
    with site.app_context():
        assert not db.session.query(RulesOfProcedure).filter_by(minute="Minute 4").all()
