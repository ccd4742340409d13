"""The officers' page of people: invitations, new links, closing and opening, each written down."""

from __future__ import annotations

import re
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select
from werkzeug.datastructures import MultiDict

from panel.accounts.models import User
from panel.accounts.queries import user_addressed
from panel.accounts.rules import Role
from panel.audit.models import AuditEntry
from panel.extensions import db
from panel.law.ruling import Refused
from panel.members.models import Member
from panel.people import operations
from panel.people.queries import bodies_served_by, member_of, served_by
from panel.people.rules import Reach
from panel.procedure.models import Body
from tests.accounts.people import PASSWORD, an_officer, send, set_up_app, sign_in
from tests.desk.pages import text, words
from tests.mail.servers import Post, work
from tests.people.conftest import LARK
from tests.public.site import statements

PEOPLE = "/desk/people/"
INVITE = "/desk/people/invite"
ADA = "ada.finch@larkshire.example"
RUFUS = "rufus.thorne@larkshire.example"


def number(site: Flask, email: str) -> int:
    with site.app_context():
        return user_addressed(email).id


def member(site: Flask, name: str = "Councillor Ada Finch") -> str:
    with site.app_context():
        return str(db.session.scalars(select(Member.id).where(Member.name == name)).one())


def body(site: Flask, slug: str) -> str:
    with site.app_context():
        return str(db.session.scalars(select(Body.id).where(Body.slug == slug)).one())


def invited(client: FlaskClient, **fields: Any):
    return send(client, INVITE, **{"name": "Rufus Thorne", "email": RUFUS, "role": "officer", "bodies": "all"} | fields)


def trail(site: Flask, email: str) -> list[tuple[str, dict[str, Any]]]:
    with site.app_context():
        rows = db.session.scalars(
            select(AuditEntry).where(AuditEntry.subject == f"account {email}").order_by(AuditEntry.id)
        )
        return [(row.verb, row.detail) for row in rows]


def the_link(words: str) -> str:
    return re.search(r"https?://\S+(/invitation/\S+)", words)[1]


def test_an_invited_officer_gets_an_e_mail_whose_link_opens_the_account(site: Flask, officer: FlaskClient, post: Post):
    answer = invited(officer)
    assert answer.status_code == 303
    assert f"A link goes to {RUFUS}." in text(officer, answer.location)
    with site.app_context():
        work()
    (letter,) = post.letters
    assert letter["To"] == RUFUS
    path = the_link(letter.get_body(("plain",)).get_content())
    client = site.test_client()
    answer = send(client, path, name="Rufus Thorne", password=PASSWORD)
    assert answer.status_code == 303
    set_up_app(client, answer.location)
    assert "Rufus Thorne Officer: Every body rufus.thorne@larkshire.example Active" in text(client, PEOPLE).replace(
        " (you)", ""
    )
    assert trail(site, RUFUS)[:2] == [("invite", {"role": "officer"}), ("let serve", {"bodies": "every body"})]


def test_without_a_mail_server_the_link_is_there_to_hand_over(site: Flask, officer: FlaskClient):
    page = text(officer, invited(officer).location)
    assert f"Give what it says to {RUFUS}, and to nobody else." in page
    assert site.test_client().get(the_link(page)).status_code == 200


def test_a_member_is_invited_as_somebody_who_is_recorded(site: Flask, officer: FlaskClient):
    invited(officer, email=ADA, name="Ada Finch", role="member", member=member(site))
    with site.app_context():
        user = user_addressed(ADA)
        assert (user.role, user.serves_all) == (Role.MEMBER, False)
        assert member_of(user).name == "Councillor Ada Finch"
    assert "Ada Finch Member: Councillor Ada Finch" in text(officer, PEOPLE)
    assert "Councillor Ada Finch" not in text(officer, INVITE), "she has an account now"
    assert trail(site, ADA)[1] == ("name member", {"member": "Councillor Ada Finch"})


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"name": ""}, "Enter their name."),
        ({"name": "x" * 101}, "at most 100 characters"),
        ({"email": ""}, "Enter their e-mail address."),
        ({"email": "rufus"}, "Enter an e-mail address, such as"),
        ({"email": "rufus\x00@larkshire.example\nBcc: eve@elsewhere.example"}, "Enter an e-mail address, such as"),
        ({"role": ""}, "Choose what they will be here."),
        ({"role": "usher"}, "Choose what they will be here."),
        ({"role": "contributor"}, "Choose what they will be here."),
        ({"bodies": []}, "Choose the bodies that they serve."),
        ({"bodies": "999"}, "not a valid choice"),
        ({"role": "member"}, "Choose the member whose account it is."),
        ({"role": "member", "member": "999"}, "Choose the member whose account it is."),
        ({"email": LARK}, f"{LARK} has an account already."),
    ],
)
def test_what_is_wrong_with_an_invitation_stands_at_its_field(
    fields: dict[str, str], said: str, site: Flask, officer: FlaskClient
):
    answer = invited(officer, **fields)
    assert answer.status_code == 200
    assert "<title>Error: " in answer.text
    assert words(answer.text).count(said) == 2, "in the summary and at the field"
    with site.app_context():
        assert user_addressed(RUFUS) is None
    if "name" not in fields:
        assert 'value="Rufus Thorne"' in answer.text


def test_a_new_link_takes_the_place_of_the_one_from_before(site: Flask, officer: FlaskClient, post: Post):
    invited(officer)
    again = f"{PEOPLE}{number(site, RUFUS)}"
    assert send(officer, f"{again}/link", page=again).status_code == 303
    with site.app_context():
        work()
    (letter,) = post.letters
    path = the_link(letter.get_body(("plain",)).get_content())
    assert site.test_client().get(path).status_code == 200
    assert [verb for verb, _detail in trail(site, RUFUS)] == ["invite", "let serve", "invite"]


def test_whoever_forgot_a_password_gets_a_link_for_a_new_one(site: Flask, officer: FlaskClient, post: Post):
    page = f"{PEOPLE}{number(site, LARK)}"
    send(officer, f"{page}/link", page=page)
    with site.app_context():
        work()
    (letter,) = post.letters
    assert letter["Subject"] == "Choose a new password for Panel"
    assert trail(site, LARK)[-1][0] == "reset password"
    path = the_link(letter.get_body(("plain",)).get_content())
    send(site.test_client(), path, name="Lark Song", password="walnut-harbour-tin")
    assert sign_in(site.test_client(), email=LARK, password="walnut-harbour-tin").status_code == 303


def test_a_closed_account_is_signed_out_at_once_and_opened_again_by_undo(
    site: Flask, officer: FlaskClient, lark: FlaskClient
):
    page = f"{PEOPLE}{number(site, LARK)}"
    answer = send(officer, f"{page}/close", page=page)
    assert "The account is closed, and signed out everywhere. Undo" in text(officer, answer.location)
    assert lark.get("/desk/").status_code == 303
    send(officer, f"{page}/close", page=page)
    send(officer, f"{page}/open", page=page)
    assert sign_in(site.test_client(), email=LARK).status_code == 303
    verbs = [verb for verb, _detail in trail(site, LARK) if verb.endswith("able account")]
    assert verbs == ["disable account", "enable account"]


def test_a_closed_account_is_given_no_link(site: Flask, officer: FlaskClient):
    page = f"{PEOPLE}{number(site, LARK)}"
    send(officer, f"{page}/close", page=page)
    answer = send(officer, f"{page}/link", page=page)
    assert "This account is closed. Open it first." in text(officer, answer.location)


def test_nobody_closes_their_own_account_or_changes_what_they_serve(site: Flask, officer: FlaskClient):
    page = f"{PEOPLE}{number(site, 'imogen.vale@larkshire.example')}"
    assert "This is you." in text(officer, page)
    answer = send(officer, f"{page}/close", page=INVITE)
    assert "Ask another officer" in text(officer, answer.location)
    shown = words(send(officer, page, page=INVITE, bodies=body(site, "wrenshire")).text)
    assert "Every body" in shown
    with site.app_context():
        assert user_addressed("imogen.vale@larkshire.example").serves_all


def test_which_bodies_an_officer_serves_is_changed_and_counts_at_once(
    site: Flask, officer: FlaskClient, lark: FlaskClient
):
    page = f"{PEOPLE}{number(site, LARK)}"
    answer = send(officer, page, bodies=body(site, "wrenshire"))
    assert "Saved. It counts from now on." in text(officer, answer.location)
    assert lark.get("/desk/larkshire/2026-03-19/").status_code == 404
    assert lark.get("/desk/wrenshire/2026-03-19/").status_code == 200
    assert trail(site, LARK)[-1] == ("let serve", {"bodies": ["wrenshire"]})
    shown = text(officer, send(officer, page, bodies="all").location)
    assert "Saved. It counts from now on. Undo" in shown
    assert "For Every body" in shown
    send(officer, page, bodies=body(site, "wrenshire"))
    before = len(trail(site, LARK))
    answer = send(officer, page, bodies=body(site, "wrenshire"))
    assert "Nothing was changed." in text(officer, answer.location)
    assert len(trail(site, LARK)) == before


def test_the_member_of_an_account_is_put_right(site: Flask, officer: FlaskClient):
    invited(officer, email=ADA, name="Ada Finch", role="member", member=member(site))
    page = f"{PEOPLE}{number(site, ADA)}"
    send(officer, page, member=member(site, "Omar Reed"), bodies="all")
    with site.app_context():
        user = user_addressed(ADA)
        assert member_of(user).name == "Omar Reed"
        assert not user.serves_all, "a member serves nothing, whatever is sent"


def test_an_officer_of_one_panel_sees_and_reaches_nobody_beyond_it(
    site: Flask, lark: FlaskClient, officer: FlaskClient
):
    invited(officer, bodies=body(site, "wrenshire"))
    page = text(lark, PEOPLE)
    assert "Lark Song" in page
    for name in ("Imogen Vale", "Rufus Thorne"):
        assert name not in page
    for email in (RUFUS, "imogen.vale@larkshire.example"):
        address = f"{PEOPLE}{number(site, email)}"
        assert lark.get(address).status_code == 404
        for verb in ("link", "close", "open"):
            assert send(lark, f"{address}/{verb}", page=INVITE).status_code == 404


def test_an_officer_of_one_panel_gives_no_more_than_that(site: Flask, lark: FlaskClient):
    form = text(lark, INVITE)
    assert "Every body" not in form
    for beyond in ("Wrenshire", "Wren Jay"):
        assert beyond not in form
    for fields in (
        {"bodies": "all"},
        {"bodies": body(site, "wrenshire")},
        {"role": "member", "member": member(site, "Councillor Wren Jay")},
    ):
        assert invited(lark, **fields).status_code == 200
        with site.app_context():
            assert user_addressed(RUFUS) is None
    assert invited(lark, bodies=[body(site, "larkshire-budget")]).status_code == 303
    with site.app_context():
        user = user_addressed(RUFUS)
        assert [each.slug for each in bodies_served_by([user])[user.id]] == ["larkshire-budget"]


def test_an_invitation_of_another_panels_officer_is_not_taken_over(
    site: Flask, lark: FlaskClient, officer: FlaskClient
):
    invited(officer, bodies=body(site, "wrenshire"))
    answer = invited(lark, bodies=body(site, "larkshire"))
    assert "is invited already, for bodies that you do not serve" in words(answer.text)
    with site.app_context():
        user = user_addressed(RUFUS)
        assert [each.slug for each in bodies_served_by([user])[user.id]] == ["wrenshire"]


def test_whoever_serves_a_panel_serves_its_working_groups_and_nobody_serves_by_default(site: Flask):
    with site.app_context():
        panel, group = int(body(site, "larkshire")), int(body(site, "larkshire-budget"))
        assert served_by(user_addressed(LARK)).bodies == {panel, group}
        nobody = an_officer(email="new@larkshire.example", serves_all=False)
        assert not served_by(nobody).bodies
        assert not served_by(nobody).everything
        assert not served_by(None).everything
        author = an_officer(email="author@larkshire.example", role=Role.CONTRIBUTOR, serves_all=True)
        assert not served_by(author).everything


def test_the_list_asks_the_database_as_often_for_many_as_for_few(site: Flask, officer: FlaskClient, lark: FlaskClient):
    for client in (officer, lark):
        asked = []
        for turn in range(2):
            client.get(PEOPLE)
            with statements(site) as said:
                client.get(PEOPLE)
            asked.append(len(said))
            with site.app_context():
                for each in range(10):
                    db.session.add(
                        User(
                            email=f"{client is lark}{turn}{each}@larkshire.example",
                            role=Role.OFFICER,
                            created_at=db.session.scalars(select(User.created_at)).first(),
                        )
                    )
                db.session.commit()
        assert asked[0] == asked[1]


def test_of_two_who_name_the_same_member_the_second_is_told(site: Flask, officer: FlaskClient):
    invited(officer, email=ADA, name="Ada Finch", role="member", member=member(site))
    with site.app_context():
        taken, own = db.session.get_one(Member, int(member(site))), Reach(everything=True)
        with pytest.raises(Refused, match="Councillor Ada Finch has an account already"):
            operations.invite(RUFUS, Role.MEMBER, "", (), taken, own=own, actor="a test")


def test_what_was_changed_of_an_account_is_undone(site: Flask, officer: FlaskClient):
    page = f"{PEOPLE}{number(site, LARK)}"
    answer = send(officer, page, bodies=[body(site, "wrenshire"), body(site, "larkshire-budget")])
    banner = officer.get(answer.location).text.split("govuk-notification-banner__heading")[1].split("</form>")[0]
    fields = re.findall(r'name="(\w+)" value="([^"]*)"', banner)
    assert officer.post(page, data=MultiDict(fields)).status_code == 303
    with site.app_context():
        lark = user_addressed(LARK)
        assert [each.slug for each in bodies_served_by([lark])[lark.id]] == ["larkshire"]
