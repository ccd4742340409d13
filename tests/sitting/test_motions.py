"""Motions on the page of a running meeting: moved, amended, voted on in figures and by name, decided."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from panel.audit.models import AuditEntry
from panel.extensions import db
from panel.members.models import Member
from panel.minutes.models import Confirmation, Disclosure, InterestKind, Minutes, Motion, Presence, Vote
from panel.minutes.rules import Cast
from tests.builders import an_entry, minutes_of, somebody_there
from tests.officers import the_meeting
from tests.public.site import statements
from tests.sitting.kit import ROOM, sent

FINCH, LINNET, REED = "Councillor Ada Finch", "Councillor Ravi Linnet", "Omar Reed"
TEXT = "That the precept be supported"


def moved(officer: FlaskClient, to: str = "motion", **fields: Any) -> Any:
    """Send a motion, as the script does."""
    said = {"slip": "m1", "version": 0, "item": "3", "text": TEXT, "proposer": FINCH, "seconder": LINNET} | fields
    return sent(officer, to, **said)


def there(app: Flask, *names: str, absent: tuple[str, ...] = ()) -> None:
    """Record who is present, and who is absent."""
    with app.app_context():
        minutes = minutes_of(the_meeting("2026-03-19"), rose=None)
        of = {member.name: member.id for member in db.session.scalars(select(Member))}
        for name in names:
            somebody_there(minutes, name, member_id=of.get(name))
        for name in absent:
            somebody_there(minutes, name, Presence.ABSENT, member_id=of.get(name))
        db.session.commit()


def the_motion(app: Flask) -> Motion:
    """Give the only motion on the record."""
    with app.app_context():
        return db.session.scalars(select(Motion)).one()


def keys(app: Flask) -> dict[str, str]:
    """Give the names of the fields in which members vote."""
    with app.app_context():
        return {member.name: f"cast-m{member.id}" for member in db.session.scalars(select(Member))}


def test_what_was_moved_stands_on_the_page_with_mover_and_seconder(app: Flask, officer: FlaskClient):
    answer = moved(officer)
    assert answer.status_code == 200
    part = answer.json["parts"]["motions"]
    assert TEXT in part
    assert f"Moved by {FINCH}, seconded by {LINNET}" in part
    assert "Open" in part
    assert moved(officer, version=answer.json["version"]).json["number"] == answer.json["number"]
    with app.app_context():
        trail = db.session.scalars(select(AuditEntry.verb).where(AuditEntry.subject.startswith("motion"))).all()
        assert trail == ["enter"]


@pytest.mark.parametrize(
    ("votes", "outcome"),
    [
        pytest.param({"votes_for": 2, "votes_against": 1}, "agreed", id="a majority"),
        pytest.param({"votes_for": 1, "votes_against": 2}, "lost", id="no majority"),
        pytest.param({"votes_for": 1, "votes_against": 1}, "lost", id="equal votes"),
        pytest.param({"votes_for": 1, "votes_against": 1, "casting": "for"}, "agreed", id="the casting vote"),
        pytest.param({"votes_for": 2, "votes_against": 0, "outcome": "withdrawn"}, "withdrawn", id="the officer says"),
        pytest.param({"votes_for": 2, "votes_against": 0, "veto": "precept"}, "agreed", id="two of three veto"),
        pytest.param({"votes_for": 1, "votes_against": 0, "veto": "precept"}, "lost", id="one of three does not"),
        pytest.param({}, "", id="open without votes"),
        pytest.param({"outcome": "agreed"}, "agreed", id="agreed without a vote"),
    ],
)
def test_the_outcome_follows_from_the_votes_unless_the_officer_says_otherwise(
    app: Flask, officer: FlaskClient, votes: dict[str, Any], outcome: str
):
    assert moved(officer, **votes).status_code == 200
    assert the_motion(app).outcome == outcome


def test_an_outcome_that_the_votes_gave_follows_them_when_they_are_corrected(app: Flask, officer: FlaskClient):
    number = moved(officer, votes_for=2, votes_against=1).json["number"]
    page = officer.get(f"{ROOM}?item=3&change=motion-{number}").text
    assert '<option value="" selected>As the votes say' in page
    moved(officer, f"motion/{number}", version=1, votes_for=1, votes_against=2)
    assert the_motion(app).outcome == "lost"


def test_more_votes_than_members_present_are_refused_at_the_field(app: Flask, officer: FlaskClient):
    there(app, FINCH, LINNET, absent=(REED,))
    answer = moved(officer, votes_for=2, votes_against=1)
    assert answer.status_code == 422
    assert answer.json["errors"] == {
        "votes_for": "Three votes cannot be: two members are recorded as present. "
        "Correct the votes, or the attendance first."
    }
    page = sent(officer, "motion", script=False, slip="m1", version=0, item="3", text=TEXT, votes_for=3)
    assert page.status_code == 422
    assert 'value="3"' in page.text
    assert "Three votes cannot be" in page.text
    assert moved(officer, votes_for=1, votes_against=1).status_code == 200


def test_without_attendance_votes_are_refused_above_the_membership(officer: FlaskClient):
    assert "no attendance is recorded" in moved(officer, votes_for=4).json["errors"]["votes_for"]
    assert moved(officer, votes_for=3).status_code == 200


@pytest.mark.parametrize("typed", ["-1", "two", "1.5", "9" * 40, "²"])
def test_a_number_of_votes_that_is_none_is_refused_at_its_field(officer: FlaskClient, typed: str):
    answer = moved(officer, votes_against=typed)
    assert answer.status_code == 422
    assert "must be a number from 0 to 999" in answer.json["errors"]["votes_against"]


def test_votes_by_name_are_counted_and_nobody_has_two(app: Flask, officer: FlaskClient):
    there(app, FINCH, LINNET, REED)
    cast = keys(app)
    by_name = {cast[FINCH]: "for", cast[LINNET]: "against", cast[REED]: "for"}
    first = moved(officer, **by_name)
    assert "2 for, 1 against, 0 abstained, by name" in first.json["parts"]["motions"]
    assert moved(officer, **by_name).status_code == 200
    number, again = first.json["number"], {**by_name, cast[REED]: "abstained", cast[FINCH]: ""}
    assert moved(officer, f"motion/{number}", version=first.json["version"], **again).status_code == 200
    with app.app_context():
        votes = db.session.scalars(select(Vote).where(Vote.withdrawn.is_(False)).order_by(Vote.id)).all()
        assert [(vote.name, vote.cast) for vote in votes] == [(LINNET, Cast.AGAINST), (REED, Cast.ABSTAINED)]
    assert moved(officer, f"motion/{number}", version=2, **by_name).status_code == 200
    with app.app_context():
        assert len(db.session.scalars(select(Vote)).all()) == 3


def test_a_second_officer_is_told_that_somebody_changed_who_voted_how(app: Flask, officer: FlaskClient):
    cast = keys(app)
    made = moved(officer, **{cast[FINCH]: "for", cast[LINNET]: "against"}).json
    at = f"motion/{made['number']}"
    assert moved(officer, at, version=1, **{cast[FINCH]: "against", cast[LINNET]: "for"}).status_code == 200
    late = moved(officer, at, version=1, **{cast[FINCH]: "for", cast[REED]: "against"})
    assert late.status_code == 409


def test_the_vote_of_somebody_recorded_as_absent_is_kept_and_warned_of(app: Flask, officer: FlaskClient):
    there(app, FINCH, LINNET, absent=(REED,))
    answer = moved(officer, **{keys(app)[REED]: "for"})
    assert answer.status_code == 200
    assert f"{REED} voted, but is not recorded among the members present." in answer.json["parts"]["motions"]
    assert "1 act for the monitoring officer" in answer.json["parts"]["irregular"]


def test_who_declared_an_interest_is_not_offered_but_can_be_recorded_with_a_warning(app: Flask, officer: FlaskClient):
    there(app, FINCH, LINNET, REED)
    with app.app_context():
        minutes = db.session.scalars(select(Minutes)).one()
        an_entry(Disclosure, minutes, name=LINNET, item="3", details={}).kind = InterestKind.PECUNIARY
        db.session.commit()
    offered = officer.get(f"{ROOM}?item=3").text.split('<datalist id="may-take-part"')[1].split("</datalist>")[0]
    assert f'<option value="{LINNET}">' not in offered
    assert f'<option value="{REED}">' in offered
    offered = officer.get(f"{ROOM}?item=4").text.split('<datalist id="may-take-part"')[1].split("</datalist>")[0]
    assert f'<option value="{LINNET}">' in offered
    part = moved(officer).json["parts"]["motions"]
    assert f"{LINNET} seconded the motion, having declared an interest" in part
    assert "Localism Act 2011, s.31(4)" in part


def test_a_motion_without_a_mover_is_recorded_warned_of_and_marked(officer: FlaskClient):
    assert "Irregular" not in moved(officer, proposer="", seconder="").json["parts"]["motions"]
    answer = moved(officer, proposer="", seconder="", outcome="agreed", version=1)
    assert "nobody is recorded as moving it" in answer.json["parts"]["motions"]
    assert "The body’s rules of procedure" in answer.json["parts"]["motions"]
    page = officer.get("/desk/larkshire/2026-03-19/irregular").text
    assert "nobody is recorded as moving it" in page


def test_a_motion_is_agreed_without_a_vote_by_one_button_and_open_again(app: Flask, officer: FlaskClient):
    number = moved(officer).json["number"]
    said = sent(officer, f"motion/{number}/agreed")
    assert "Agreed without a vote" in said.json["parts"]["motions"]
    assert sent(officer, f"motion/{number}/agreed", script=False).status_code == 303
    assert "Put it back" in officer.get(ROOM).text
    assert sent(officer, f"motion/{number}/agreed?back=1").status_code == 200
    assert the_motion(app).outcome == ""
    moved(officer, f"motion/{number}", version=3, votes_for=0, votes_against=1)
    assert "recorded as lost already" in sent(officer, f"motion/{number}/agreed").json["refused"]


def test_a_carried_amendment_changes_nothing_until_its_words_are_taken_over(app: Flask, officer: FlaskClient):
    first = moved(officer).json["number"]
    page = officer.get(f"{ROOM}?item=3&amends={first}").text
    assert f'<option value="{first}" selected>' in page
    amended = "That the precept be supported with regret"
    second = moved(officer, slip="m2", amends_id=first, text=amended, outcome="agreed").json["number"]
    with app.app_context():
        assert db.session.get_one(Motion, first).text == TEXT
    assert sent(officer, f"motion/{second}/take-over").status_code == 200
    with app.app_context():
        assert db.session.get_one(Motion, first).text == amended
    assert sent(officer, f"motion/{second}/take-over?back=1").status_code == 200
    with app.app_context():
        assert db.session.get_one(Motion, first).text == TEXT


def test_an_amendment_that_was_lost_is_not_taken_over(officer: FlaskClient):
    first = moved(officer).json["number"]
    second = moved(officer, slip="m2", amends_id=first, outcome="lost").json["number"]
    assert "was not carried" in sent(officer, f"motion/{second}/take-over").json["refused"]
    assert sent(officer, f"motion/{first}/take-over").status_code == 422
    assert sent(officer, "motion/9999/take-over").status_code == 404


def test_the_threshold_of_a_veto_is_shown_before_the_vote(officer: FlaskClient):
    page = officer.get(ROOM).text
    assert "It takes two of the three who are members on 19 March 2026 (two thirds of them)." in page
    assert "Police Reform and Social Responsibility Act 2011, Sch 5 para 4(4)" in page


def test_a_motion_in_confirmed_minutes_is_not_changed(app: Flask, officer: FlaskClient):
    number = moved(officer).json["number"]
    with app.app_context():
        later = minutes_of(the_meeting("2026-06-18"))
        an_entry(Confirmation, later, earlier=date(2026, 3, 19))
        db.session.commit()
    answer = moved(officer, f"motion/{number}", version=1, text="Something else")
    assert "were confirmed on" in answer.json["refused"]
    assert "were confirmed on" in sent(officer, f"motion/{number}/agreed").json["refused"]


def test_the_page_asks_no_more_of_the_database_for_more_motions(app: Flask, officer: FlaskClient):
    def asked() -> int:
        with statements(app) as said:
            officer.get(f"{ROOM}?item=3")
        return len(said)

    moved(officer)
    one = asked()
    for number in range(2, 6):
        moved(officer, slip=f"m{number}", outcome="agreed")
    assert asked() == one
