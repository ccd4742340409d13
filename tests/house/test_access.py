"""A view that declares nothing opens to nobody, and no view has forgotten to declare."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
import time_machine
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import delete, select
from werkzeug.routing import Rule

from panel import create_app, instance
from panel.access import (
    Audience,
    audience_of_view,
    init_access,
    open_to,
    opens_asked,
    papers_seen,
    sees_agenda,
    sees_details,
    viewer,
)
from panel.accounts.keys import digest, feed_key, new_key
from panel.accounts.models import Session, User
from panel.accounts.rules import Role
from panel.commissions.models import Approver, Commission
from panel.extensions import db
from panel.members.models import Member
from panel.papers.models import Paper, PaperVersion
from panel.people.models import MemberAccount, Serving
from tests.accounts.people import EMAIL, an_officer
from tests.builders import a_body, add
from tests.public.records import TODAY, fill
from tests.public.site import make_site

HOUR = timedelta(hours=1)


def test_every_view_declares_whom_it_is_for(tmp_path: Path):
    app = create_app(tmp_path)
    undeclared = [rule.endpoint for rule in app.url_map.iter_rules() if audience_of_view(app, rule.endpoint) is None]
    assert undeclared == []


def test_a_view_that_declares_nothing_opens_to_nobody(tmp_path: Path):
    app = instance.make(tmp_path)
    app.add_url_rule("/forgotten", "forgotten", lambda: "secret")
    answer = app.test_client().get("/forgotten")
    assert answer.status_code == 404
    assert b"secret" not in answer.data


@pytest.mark.parametrize(
    ("published", "closed", "seen"),
    [
        pytest.param(True, False, True, id="published and open"),
        pytest.param(False, False, False, id="not yet published"),
        pytest.param(True, True, False, id="closed, though published"),
        pytest.param(False, True, False, id="closed"),
    ],
)
def test_the_public_has_an_agenda_once_it_is_published_unless_the_meeting_is_closed(
    published: bool, closed: bool, seen: bool
):
    assert sees_agenda(Audience.PUBLIC, published=published, closed=closed) is seen


def test_a_member_has_what_is_published_and_exempt_papers_and_closed_meetings_where_they_sit():
    assert sees_agenda(Audience.MEMBER, published=True, closed=True, sits=True)
    assert sees_details(Audience.MEMBER, closed=True, sits=True)
    assert papers_seen(Audience.MEMBER, sits=True) == {"public", "exempt"}


def test_a_member_has_no_draft_and_elsewhere_what_everybody_has():
    assert not sees_agenda(Audience.MEMBER, published=False, closed=False, sits=True)
    assert not sees_agenda(Audience.MEMBER, published=True, closed=True)
    assert not sees_details(Audience.MEMBER, closed=True)
    assert papers_seen(Audience.MEMBER) == {"public"}


@pytest.mark.parametrize("audience", [Audience.PUBLIC, Audience.KEYHOLDER, Audience.ACCOUNT])
def test_to_sit_somewhere_is_a_members_alone(audience: Audience):
    assert not sees_agenda(audience, published=True, closed=True, sits=True)
    assert papers_seen(audience, sits=True) == {"public"}


def test_of_a_closed_meeting_the_public_knows_only_that_it_takes_place():
    assert not sees_details(Audience.PUBLIC, closed=True)
    assert sees_details(Audience.PUBLIC, closed=False)


def test_the_public_has_the_files_of_public_papers_only():
    assert papers_seen(Audience.PUBLIC) == {"public"}


def test_an_officer_sees_everything():
    assert sees_agenda(Audience.OFFICER, published=False, closed=True)
    assert sees_details(Audience.OFFICER, closed=True)
    assert papers_seen(Audience.OFFICER) == {"public", "exempt"}


def test_a_private_address_leads_to_dates_and_never_to_papers():
    assert sees_details(Audience.KEYHOLDER, closed=True)
    assert papers_seen(Audience.KEYHOLDER) == {"public"}
    assert not sees_agenda(Audience.KEYHOLDER, published=False, closed=False)
    assert not sees_agenda(Audience.KEYHOLDER, published=True, closed=True)


@pytest.fixture(scope="module")
def walked(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Flask]:
    """A site with records and somebody in every role; its forms need no token, so that only the guard stands."""
    with time_machine.travel(TODAY):
        app = make_site(tmp_path_factory.mktemp("walked"))
        fill(app)
        with app.app_context():
            an_officer()
            an_officer(email=EMAILS["an officer who was disabled"], disabled=True)
            elsewhere = an_officer(email=EMAILS["an officer of another body"], serves_all=False)
            add(Serving(user_id=elsewhere.id, body_id=a_body(slug="elsewhere", name="Elsewhere Panel").id))
            member = an_officer(email=EMAILS["a member"], role=Role.MEMBER, serves_all=False)
            sits = db.session.scalars(select(Member).where(Member.name == "Councillor Ada Finch")).one()
            add(MemberAccount(user_id=member.id, member_id=sits.id))
            an_officer(email=EMAILS["a contributor"], role=Role.CONTRIBUTOR, serves_all=False)
            db.session.commit()
        app.config["WTF_CSRF_ENABLED"] = False
        yield app
    with app.app_context():
        db.session.remove()
        db.engine.dispose()


EMAILS = {
    "an officer": EMAIL,
    "an officer of another body": "elsewhere@larkshire.example",
    "an officer who was disabled": "left@larkshire.example",
    "a member": "ada.finch@larkshire.example",
    "a contributor": "author@larkshire.example",
    "an officer with a password only": EMAIL,
}
PEOPLE = ("nobody", *EMAILS)
SIGNED_IN = ("an officer", "an officer of another body", "a member", "a contributor")
KNOWN = {
    "slug": "larkshire",
    "group": "notice",
    "day": "2026-03-19",
    "item": "3",
    "name": "report",
    "filename": "css/panel.css",
}
ROUTES = [
    pytest.param(rule, method, id=f"{method} {rule.rule}")
    for rule in sorted(create_app("/nowhere").url_map.iter_rules(), key=lambda rule: rule.rule)
    for method in sorted((rule.methods or set()) & {"GET", "POST", "PUT", "PATCH", "DELETE"})
]


def user(who: str) -> User:
    return db.session.scalars(select(User).where(User.email == EMAILS[who])).one()


def browser(app: Flask, who: str) -> FlaskClient:
    """A browser in which somebody is signed in."""
    client = app.test_client()
    if who == "nobody":
        return client
    key, now = new_key(), datetime.now(UTC)
    with app.app_context():
        db.session.add(
            Session(
                user=user(who),
                key_hash=digest(key),
                created_at=now,
                seen_at=now,
                expires_at=now + HOUR,
                browser="",
                let_in_at=None if who == "an officer with a password only" else now,
                second_step_at=now,
            )
        )
        db.session.commit()
    with client.session_transaction() as cookie:
        cookie["key"] = key
    return client


def address(app: Flask, rule: Rule, key: str = "") -> str:
    """Give an address of a route: of something that is recorded, where the test knows it."""
    values = {name: key if name == "key" else KNOWN.get(name, 1) for name in rule.arguments}
    return app.url_map.bind("localhost").build(rule.endpoint, values)


@pytest.mark.parametrize("who", PEOPLE)
@pytest.mark.parametrize(("rule", "method"), ROUTES)
def test_every_route_answers_every_role_as_it_declares(rule: Rule, method: str, who: str, walked: Flask):
    client = browser(walked, who)
    with walked.app_context():
        key = "made-up" if who == "nobody" else feed_key(user(who))
    answer = client.open(address(walked, rule, key), method=method)
    asked_to_sign_in = answer.status_code == 303 and answer.location.startswith("/sign-in?")
    match audience_of_view(walked, rule.endpoint), who:
        case Audience.PUBLIC, _:
            assert answer.status_code not in (403, 500)
            assert not asked_to_sign_in
        case Audience.OFFICER, "an officer of another body" if "slug" in rule.arguments:
            assert answer.status_code == 404
        case (
            (Audience.OFFICER, "an officer" | "an officer of another body")
            | (Audience.MEMBER, "a member")
            | (Audience.ACCOUNT, "an officer" | "an officer of another body" | "a member" | "a contributor")
        ):
            assert answer.status_code not in (403, 500)
            assert not asked_to_sign_in
            assert answer.headers["Cache-Control"] == "no-store"
        case ((Audience.OFFICER | Audience.MEMBER), _) if who in SIGNED_IN:
            assert answer.status_code == 404
        case Audience.ENTERING, ("nobody" | "an officer who was disabled"):
            assert asked_to_sign_in if method == "GET" else answer.status_code == 403
        case Audience.ENTERING, _:
            assert answer.status_code not in (403, 500)
            assert not asked_to_sign_in
            assert answer.headers["Cache-Control"] == "no-store"
        case ((Audience.OFFICER | Audience.MEMBER | Audience.ACCOUNT), _):
            assert asked_to_sign_in if method == "GET" else answer.status_code == 403
        case Audience.KEYHOLDER, ("an officer" | "an officer with a password only" | "an officer of another body"):
            assert answer.status_code == 200
            assert answer.headers["Cache-Control"] == "private, no-cache"
        case Audience.KEYHOLDER, _:
            assert answer.status_code == 404
        case _:
            pytest.fail(f"{rule.endpoint} declares nothing")


BY_NUMBER = {
    "checks.paper",
    "mail.again",
    "mail.attached",
    "mail.message",
    "mail.settle",
    "people.close",
    "people.link",
    "people.open_again",
    "people.person",
}
"""Officers' views that take a row's number and no body: each looks by itself whether the officer serves its body."""


def test_every_officers_view_of_a_body_takes_its_name_so_that_the_guard_sees_whether_it_is_served():
    app = create_app("/nowhere")
    officers = (rule for rule in app.url_map.iter_rules() if audience_of_view(app, rule.endpoint) is Audience.OFFICER)
    assert {rule.endpoint for rule in officers if rule.arguments and "slug" not in rule.arguments} == BY_NUMBER


@pytest.mark.parametrize(("rule", "method"), [route for route in ROUTES if route.values[1] == "GET"])
def test_a_public_page_is_the_same_for_an_officer_as_for_everybody(rule: Rule, method: str, walked: Flask):
    if audience_of_view(walked, rule.endpoint) is not Audience.PUBLIC or rule.endpoint.startswith("accounts."):
        return
    seen = {
        re.sub(rb'nonce="[^"]+"', b"", browser(walked, who).get(address(walked, rule)).data)
        for who in ("nobody", "an officer")
    }
    assert len(seen) == 1


@pytest.fixture
def guarded() -> Flask:
    """An application with a view for each audience, which answer with whose eyes they see."""
    app = Flask(__name__)
    init_access(
        app,
        role_of_session=lambda: app.config["ROLE"],
        role_of_key={"k": "officer"}.get,
        sign_in="door",
        serves=lambda slug: slug == "larkshire",
    )
    for audience in Audience:
        app.add_url_rule(f"/{audience}", audience.value, open_to(audience)(lambda **_: viewer().value))
        app.add_url_rule(f"/{audience}/<slug>", f"{audience} of a body", open_to(audience)(lambda **_: viewer().value))
    app.add_url_rule("/calendar/<key>", "calendar", open_to(Audience.KEYHOLDER)(lambda key: viewer().value))
    app.add_url_rule("/door", "door", open_to(Audience.PUBLIC)(lambda: ""))
    app.add_url_rule("/forgotten", "forgotten", lambda: "secret", methods=["GET", "POST"])
    return app


@pytest.mark.parametrize(
    ("asked", "role", "status", "said"),
    [
        pytest.param("/public", None, 200, "public", id="everybody sees a public view as the public"),
        pytest.param("/public", "officer", 200, "public", id="an officer too"),
        pytest.param("/officer", "officer", 200, "officer", id="an officer sees an officer's view as an officer"),
        pytest.param("/officer", "member", 404, None, id="another role does not learn that it is there"),
        pytest.param("/officer/larkshire", "officer", 200, "officer", id="an officer has the pages of a body served"),
        pytest.param("/officer/elsewhere", "officer", 404, None, id="and not those of another"),
        pytest.param("/member", "member", 200, "member", id="a member sees a member's view as a member"),
        pytest.param("/member", "officer", 404, None, id="an officer is no member"),
        pytest.param(
            "/member/elsewhere", "member", 200, "member", id="of a member the view itself asks where they sit"
        ),
        pytest.param("/account", "contributor", 200, "account", id="whoever is signed in has an account"),
        pytest.param("/account", None, 303, None, id="who is not signed in is asked to for it"),
        pytest.param("/entering", None, 303, None, id="who has not shown a password is asked to sign in"),
        pytest.param("/officer?a=b", None, 303, None, id="who is not signed in is asked to"),
        pytest.param("/calendar/k", None, 200, "keyholder", id="whoever has the key"),
        pytest.param("/calendar/x", "officer", 404, None, id="a wrong key, though signed in"),
        pytest.param("/keyholder", "officer", 404, None, id="a private feed that forgot to take a key"),
        pytest.param("/forgotten", "officer", 404, None, id="a view that declares nothing"),
    ],
)
def test_a_view_sees_with_the_eyes_that_it_declares(
    asked: str, role: str | None, status: int, said: str | None, guarded: Flask
):
    guarded.config["ROLE"] = role
    answer = guarded.test_client().get(asked)
    assert answer.status_code == status
    assert said is None or answer.text == said
    if status == 303:
        assert answer.location == "/door?next=" + asked.replace("=", "%3D")


@pytest.mark.parametrize(
    ("account", "called_back", "opens"),
    [
        pytest.param(1, False, True, id="the author"),
        pytest.param(2, False, True, id="who clears it first"),
        pytest.param(3, False, True, id="who clears it later"),
        pytest.param(4, False, False, id="who is asked for something else"),
        pytest.param(1, True, False, id="the author, once it is called back"),
        pytest.param(2, True, False, id="an approver, once it is called back"),
    ],
)
def test_a_paper_that_was_asked_for_opens_to_those_who_are_asked(account: int, called_back: bool, opens: bool):
    assert opens_asked(account, author=1, approvers={2, 3}, called_back=called_back) is opens


@pytest.mark.parametrize("who", PEOPLE)
@pytest.mark.parametrize("asked", ["to write", "to clear", "nothing"])
def test_whoever_is_asked_opens_it_whatever_they_are_here_and_nobody_else(who: str, asked: str, walked: Flask):
    nobody = who in ("nobody", "an officer who was disabled", "an officer with a password only")
    with walked.app_context():
        other = db.session.scalars(select(User.id).where(User.email == "stranger@larkshire.example")).first()
        other = other or an_officer(email="stranger@larkshire.example", role=Role.CONTRIBUTOR, serves_all=False).id
        mine = other if who == "nobody" else user(who).id
        paper = db.session.scalars(select(Paper).where(Paper.title == "Force responses")).one()
        kept = Commission(
            paper_id=paper.id, author_id=mine if asked == "to write" else other, by="A test", at=datetime.now(UTC)
        )
        add(kept)
        clears = mine if asked == "to clear" else other
        add(Approver(commission_id=kept.id, position=1, what="Legal", user_id=clears))
        add(PaperVersion(paper_id=paper.id, number=1, document_id=paper.document_id, file_name="", by="", at=kept.at))
        number, page = paper.id, f"/asked/{kept.id}"
        db.session.commit()
    client = browser(walked, who)
    try:
        for address in (page, f"{page}/papers/{number}/versions/1.pdf"):
            answer = client.get(address)
            assert answer.status_code == (303 if nobody else 404 if asked == "nothing" else 200)
            assert b"RESTRICTED" not in answer.data or answer.status_code == 200
    finally:
        with walked.app_context():
            for table in (Approver, Commission, PaperVersion):
                db.session.execute(delete(table))
            db.session.commit()


def test_outside_a_request_everything_is_composed_for_the_public(guarded: Flask):
    with guarded.app_context():
        assert viewer() is Audience.PUBLIC
