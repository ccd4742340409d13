"""Excluding the public: moved, agreed or lost, out and in again; what is written meanwhile is exempt and stays so."""

from __future__ import annotations

from datetime import date, time
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from panel.audit.models import AuditEntry
from panel.extensions import db
from panel.law.exemptions import Nation
from panel.minute_book.models import Passage
from panel.minutes.belonging import belongs
from panel.minutes.excluding import Excluding, UnderItem, covers, irregular, unsettled
from panel.minutes.models import Action, Cast, Confirmation, Exclusion, Motion, Vote
from panel.papers.models import AccessDecision, Paper, PaperAccess
from tests.builders import a_meeting, an_entry, minutes_of
from tests.officers import the_meeting
from tests.public.records import PUBLISHED
from tests.public.site import statements
from tests.sitting.exempt import ITEM, MARK, plant, public_answers
from tests.sitting.kit import ROOM, sent

PUBLIC, EXEMPT = PaperAccess.PUBLIC, PaperAccess.EXEMPT
MOVED = {
    "slip": "x1",
    "version": 0,
    "item": ITEM,
    "items": ["3"],
    "paragraphs": ["3"],
    "words": "That the public be excluded.",
    "proposer": "Ada Finch",
    "seconder": "Ravi Linnet",
}


def moved(officer: FlaskClient, **fields: Any) -> int:
    """Move the resolution; give its number."""
    number: int = sent(officer, "exclusion", **MOVED | fields).json["number"]
    return number


def step(officer: FlaskClient, number: int, name: str) -> Any:
    """Press one of the buttons of an exclusion."""
    return sent(officer, f"exclusion/{number}/step", step=name, item=ITEM)


def excluded(officer: FlaskClient) -> int:
    """Exclude the public."""
    number = moved(officer)
    step(officer, number, "agreed and out")
    return number


def an_action(officer: FlaskClient, key: str, text: str, **fields: Any) -> Any:
    """Record an action under the item of the exempt paper."""
    return sent(officer, "action", **{"slip": key, "version": 0, "item": "3", "text": text} | fields)


def accesses(app: Flask) -> dict[str, PaperAccess]:
    """Give to which minutes each action belongs."""
    with app.app_context():
        return {row.text: row.access for row in db.session.scalars(select(Action))}


def the_exclusion(app: Flask) -> Exclusion:
    """Give the exclusion on the record."""
    with app.app_context():
        return db.session.scalars(select(Exclusion)).one()


GOOD = Excluding(("8",), (3,), "Ada Finch", "Ravi Linnet", "agreed", left=True)


@pytest.mark.parametrize(
    ("exclusion", "said", "authority"),
    [
        pytest.param(GOOD, None, None, id="in order"),
        pytest.param(Excluding(("8",), (), "A", "B", "agreed"), "No paragraph", "s.100A(4) and (5)", id="no paragraph"),
        pytest.param(Excluding((), (3,), "A", "B", "agreed"), "for which items", "s.100A(4)", id="no item"),
        pytest.param(Excluding(("8",), (3,), "A", "", "agreed"), "seconding", "rules of procedure", id="no seconder"),
        pytest.param(Excluding(("8",), (3,), "", "B", "lost"), "moving", "rules of procedure", id="no mover"),
        pytest.param(
            Excluding(("8",), (3,), "A", "B", left=True), "before a resolution was agreed", "s.100A", id="out before"
        ),
        pytest.param(Excluding(("8",), confidential=True, left=True), None, None, id="confidential information"),
        pytest.param(Excluding(("8",)), None, None, id="only drafted"),
    ],
)
def test_what_is_out_of_order_in_an_exclusion_is_told_with_its_authority(
    exclusion: Excluding, said: str | None, authority: str | None
):
    found = irregular(exclusion)
    if said is None:
        assert found == []
    else:
        assert any(said in each.reason and authority in each.authority for each in found)
        assert not any(found), "each is a warning, not leave"


@pytest.mark.parametrize(
    ("item", "exclusions", "said"),
    [
        pytest.param(UnderItem("8", True, False, True), (GOOD,), None, id="under the item that it covers"),
        pytest.param(UnderItem("8(1)", True, False, True), (GOOD,), None, id="under a part of it"),
        pytest.param(UnderItem("9", said_exempt=True), (GOOD,), "must be let in again", id="the next item"),
        pytest.param(UnderItem("9", said_exempt=True), (), "while the public was let in", id="the public is there"),
        pytest.param(UnderItem("9", True, True), (), "without a resolution", id="an exempt paper in public"),
        pytest.param(UnderItem("9", True), (), None, id="an exempt paper that was not reached"),
        pytest.param(
            UnderItem("9", True, True),
            (Excluding(("9",), (3,), "A", "B", "lost", instead="deferred"),),
            None,
            id="deferred",
        ),
    ],
)
def test_what_was_said_on_the_wrong_side_of_the_door_is_told(
    item: UnderItem, exclusions: tuple[Excluding, ...], said: str | None
):
    found = unsettled([item], exclusions)
    assert [said in each.reason for each in found] == ([True] if said else [])


def test_item_1_does_not_cover_item_11():
    assert not covers(["1"], "11")


def test_the_resolution_is_drafted_from_the_exempt_papers(officer: FlaskClient):
    page = " ".join(officer.get(f"{ROOM}?item={ITEM}").text.split())
    assert "That the public be excluded from the meeting" in page
    assert "Item 3, Appendix B: Force responses" in page
    assert "3: Information relating to the financial or business affairs" in page
    assert 'name="paragraphs" value="3" checked' in page
    assert 'name="items" value="3" checked' in page


def test_in_wales_the_paragraphs_are_those_of_part_4(app: Flask, officer: FlaskClient):
    with app.app_context():
        the_meeting("2026-03-19").body.nation = Nation.WALES
        for paper in db.session.scalars(select(Paper).where(Paper.access == EXEMPT)):
            paper.exempt_paragraphs = [14]
        db.session.commit()
    page = officer.get(f"{ROOM}?item={ITEM}").text
    assert 'value="14" checked' in page
    assert "Part 4 of Schedule 12A" in page
    assert sent(officer, "exclusion", **MOVED).status_code == 422, "paragraph 3 is England’s"
    assert sent(officer, "exclusion", **MOVED | {"paragraphs": ["14"]}).status_code == 200


def test_while_the_public_is_excluded_the_page_says_so_and_everything_is_exempt(app: Flask, officer: FlaskClient):
    an_action(officer, "k1", "Before")
    number = excluded(officer)
    page = officer.get(f"{ROOM}?item=3").text
    assert "The public is excluded since 9am" in page
    assert "Exempt notes, for the exempt minutes only" in page
    an_action(officer, "k2", "Meanwhile")
    sent(officer, "notes", item="3", version=0, access="exempt", text="Meanwhile")
    step(officer, number, "in")
    an_action(officer, "k3", "After")
    assert accesses(app) == {"Before": PUBLIC, "Meanwhile": EXEMPT, "After": PUBLIC}
    assert "The public is excluded since" not in officer.get(f"{ROOM}?item=3").text
    row = the_exclusion(app)
    assert (row.access, row.out_at, row.in_at) == (PUBLIC, time(9), time(9))
    with app.app_context():
        assert db.session.scalars(select(Passage.access)).all() == [EXEMPT]
        trail = select(AuditEntry.verb).where(AuditEntry.subject.startswith("exclusion"))
        assert db.session.scalars(trail).all() == ["enter", "amend", "amend"]


def test_each_button_counts_once_and_can_be_undone(app: Flask, officer: FlaskClient):
    number = excluded(officer)
    version = the_exclusion(app).version
    step(officer, number, "agreed and out")
    assert the_exclusion(app).version == version
    step(officer, number, "in")
    step(officer, number, "not in")
    assert the_exclusion(app).lasts
    step(officer, number, "not out")
    assert the_exclusion(app).out_at is None
    assert step(officer, number, "everybody out").status_code == 404
    assert step(officer, 999, "in").status_code == 404


def test_words_from_a_page_that_is_older_than_the_exclusion_are_not_saved_as_public(app: Flask, officer: FlaskClient):
    made = an_action(officer, "k1", "Before").json
    number = excluded(officer)
    stale = sent(officer, "notes", item="3", version=0, access="public", text=MARK)
    assert stale.status_code == 422
    assert "while the public was excluded" in stale.json["refused"]
    at = f"action/{made['number']}"
    changed = sent(officer, at, version=made["version"], item="3", text=MARK)
    assert "while the public was excluded" in changed.json["refused"]
    meant = sent(officer, at, version=made["version"], item="3", text="Before, in full", meant_public="y")
    assert meant.status_code == 200
    assert sent(officer, "notes", item="3", version=0, text="Public", meant_public="y").status_code == 200
    assert accesses(app) == {"Before, in full": PUBLIC}
    assert stale.json["held"] is True
    step(officer, number, "in")
    again = sent(officer, "notes", item="4", version=0, access="public", text=MARK, held="y")
    assert again.status_code == 422, "the page sends it once more, and it may be public no more than before"


def test_a_slip_begun_while_the_public_was_out_is_exempt_though_it_arrives_after_its_return(
    app: Flask, officer: FlaskClient
):
    step(officer, excluded(officer), "in")
    late = an_action(officer, "k1", "Late", access="exempt").json
    sent(officer, f"action/{late['number']}", version=late["version"], item="3", text="Late, changed")
    assert accesses(app) == {"Late, changed": EXEMPT}


def test_an_entry_goes_into_the_other_minutes_and_into_the_public_ones_only_when_sure(app: Flask, officer: FlaskClient):
    number = an_action(officer, "k1", "One").json["number"]
    assert "stands in the public minutes" in officer.get(f"{ROOM}?change=action-{number}").text
    sent(officer, f"action/{number}/access", access="exempt")
    assert accesses(app) == {"One": EXEMPT}
    unsure = sent(officer, f"action/{number}/access", access="public")
    assert "Tick the box" in unsure.json["refused"]
    assert accesses(app) == {"One": EXEMPT}
    sent(officer, f"action/{number}/access", access="public", sure="y")
    assert accesses(app) == {"One": PUBLIC}


def test_the_votes_and_amendments_of_a_motion_go_with_it(app: Flask):
    with app.app_context():
        minutes = minutes_of(the_meeting("2026-03-19"))
        motion = an_entry(Motion, minutes, item="3", text="That it be agreed")
        amendment = an_entry(Motion, minutes, item="3", text="That it be not", amends_id=motion.id)
        votes = [an_entry(Vote, minutes, motion_id=each.id, name="A", cast=Cast.FOR) for each in (motion, amendment)]
        belongs(motion, EXEMPT, actor="Imogen Vale")
        assert {each.access for each in (motion, amendment, *votes)} == {EXEMPT}


def test_nothing_joins_exempt_minutes_that_were_confirmed(app: Flask, officer: FlaskClient):
    number = an_action(officer, "k1", "One").json["number"]
    with app.app_context():
        later = minutes_of(a_meeting(the_meeting("2026-03-19").body, date(2026, 7, 2)))
        an_entry(Confirmation, later, earlier=date(2026, 3, 19), access=EXEMPT)
        db.session.commit()
    assert "confirmed" in sent(officer, f"action/{number}/access", access="exempt").json["refused"]


def test_lost_and_taken_in_public_its_papers_are_released_once_the_officer_says_so(app: Flask, officer: FlaskClient):
    number = moved(officer)
    step(officer, number, "lost")
    assert "Take it in public" in officer.get(f"{ROOM}?item=3").text
    said = {"decided_by": "Rufus Thorne", "reason": "The meeting did not agree to exclude the public."}
    with app.app_context():
        paper = db.session.scalars(select(Paper).where(Paper.access == EXEMPT)).one().id
    seen = {f"seen-{paper}": 0}
    assert "Tick the box" in sent(officer, f"exclusion/{number}/public", **said, **seen).json["refused"]
    nobody = sent(officer, f"exclusion/{number}/public", **said | {"decided_by": " "}, **seen, sure="y")
    assert "proper officer" in nobody.json["refused"]
    with app.app_context():
        assert db.session.get_one(Paper, paper).access is EXEMPT, "nothing becomes public silently"
    assert sent(officer, f"exclusion/{number}/public", **said, **seen, sure="y").status_code == 200
    assert the_exclusion(app).instead == "taken in public"
    with app.app_context():
        assert db.session.get_one(Paper, paper).access is PUBLIC
        decision = db.session.scalars(select(AccessDecision)).one()
        assert (decision.access, decision.decided_by) == (PUBLIC, "Rufus Thorne")
        assert decision.by.startswith("Imogen Vale")
    assert sent(officer, f"exclusion/{number}/public", **said, **seen, sure="y").status_code == 200, "pressed twice"


def test_lost_and_deferred_the_item_is_marked_so(app: Flask, officer: FlaskClient):
    number = moved(officer)
    step(officer, number, "lost")
    step(officer, number, "deferred")
    assert "Deferred" in officer.get(f"{ROOM}?item=3").text
    with app.app_context():
        assert db.session.scalars(select(Paper.access).where(Paper.appendix == "B")).all() == [EXEMPT]


def test_confidential_information_excludes_the_public_without_a_resolution(app: Flask, officer: FlaskClient):
    for _ in range(2):
        assert sent(officer, "exclusion/confidential", slip="c1", item="4").status_code == 200
    row = the_exclusion(app)
    assert (row.confidential, row.items, row.outcome) == (True, ["4"], "")
    page = officer.get(f"{ROOM}?item=4").text
    assert "The public is excluded since" in page
    assert "for the monitoring officer" not in page
    assert sent(officer, "exclusion/confidential", slip="c2", item="99").status_code == 404


def test_what_no_database_can_keep_is_asked_for_nothing(app: Flask, officer: FlaskClient):
    assert sent(officer, "exclusion/confidential", slip="c\0", item="4").status_code == 200
    assert the_exclusion(app).slip is None
    number = moved(officer)
    step(officer, number, "lost")
    said = {"decided_by": "Rufus\0 Thorne", "reason": "It was\0 lost.", "sure": "y"}
    with app.app_context():
        said[f"seen-{db.session.scalars(select(Paper.id).where(Paper.access == EXEMPT)).one()}"] = "0"
    assert sent(officer, f"exclusion/{number}/public", **said).status_code == 200
    with app.app_context():
        decision = db.session.scalars(select(AccessDecision)).one()
        assert (decision.decided_by, decision.reason) == ("Rufus Thorne", "It was  lost.")


def test_the_page_warns_of_what_is_out_of_order_and_records_it_all_the_same(officer: FlaskClient):
    number = moved(officer, paragraphs=[], seconder="")
    step(officer, number, "agreed and out")
    an_action(officer, "k1", "Under another item", item="4")
    page = " ".join(officer.get(f"{ROOM}?item=4").text.split())
    assert "No paragraph of Schedule 12A is named for item 3" in page
    assert "Nobody is recorded as seconding" in page
    assert "Item 4 was recorded while the public was excluded for item 3" in page
    assert "the resolution does not cover this item" in page
    assert "Local Government Act 1972, s.100A(4) and (5)" in page


def test_an_exempt_paper_discussed_in_public_without_a_resolution_is_told_of(officer: FlaskClient):
    sent(officer, "notes", item="3", version=0, text="The Commissioner spoke.")
    page = " ".join(officer.get(f"{ROOM}?item=3").text.split())
    assert "Item 3 has an exempt paper and was discussed without a resolution" in page


def test_nothing_that_is_exempt_reaches_a_public_page_feed_or_file(app: Flask, officer: FlaskClient):
    with app.app_context():
        plant(the_meeting("2026-03-19"))
        db.session.commit()
    number = excluded(officer)
    an_action(officer, "k1", f"{MARK} 30", owner=f"{MARK} 31")
    sent(officer, "notes", item="3", version=0, access="exempt", text=f"{MARK} 32")
    sent(officer, "question", slip="q1", version=0, item="2", name=f"{MARK} 33", asked="asked", text=f"{MARK} 34")
    step(officer, number, "in")
    assert MARK in officer.get(f"{ROOM}?item=3").text, "the officer has it"
    answers = dict(public_answers(app, "2026-03-19"))
    assert {PUBLISHED, f"{PUBLISHED}/meeting.ics", "/", "/members"} <= set(answers), "the public pages were read"
    assert [at for at, said in answers.items() if MARK.encode() in said] == []


def test_the_exclusion_asks_the_database_no_more_however_many_items_there_are(app: Flask, officer: FlaskClient):
    excluded(officer)
    with app.app_context():
        plant(the_meeting("2026-03-19"), db.session.scalars(select(Exclusion)).one().minutes)
        db.session.commit()
    officer.get(ROOM)
    with statements(app) as few:
        officer.get(ROOM)
    with app.app_context():
        minutes = db.session.scalars(select(Exclusion)).first().minutes
        for number in range(10):
            an_entry(Exclusion, minutes, item=ITEM, items=[str(number)], paragraphs=[3], outcome="agreed")
            an_entry(Action, minutes, item="3", text=f"Action {number}")
        db.session.commit()
    with statements(app) as many:
        officer.get(ROOM)
    assert len(many) == len(few)
