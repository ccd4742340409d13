"""The officers' pages of e-mail: what went, what waits, what failed, what is to be handed over."""

from __future__ import annotations

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from panel.audit.models import AuditEntry
from panel.extensions import db
from panel.mail.models import MessageState
from tests.accounts.people import send
from tests.desk.pages import text
from tests.mail.servers import Post, the_message, work
from tests.mail.test_sending import ADA, LINK, write
from tests.public.site import statements

PAGE = "/desk/mail/1"


def written(site: Flask) -> None:
    with site.app_context():
        write()


def worked(site: Flask) -> None:
    with site.app_context():
        work()


def trail(site: Flask) -> list[tuple[str, str, str]]:
    with site.app_context():
        rows = db.session.scalars(select(AuditEntry).order_by(AuditEntry.id)).all()
    return [(row.actor, row.verb, row.subject) for row in rows if "e-mail" in row.verb or "again" in row.verb]


def test_before_anything_went_the_page_says_what_will_stand_there(site: Flask, officer: FlaskClient, post: Post):
    assert "Nothing has been sent yet." in text(officer, "/desk/mail/")
    assert "No mail server is set" not in text(officer, "/desk/mail/")


def test_without_a_mail_server_what_would_have_gone_is_shown_with_its_link(site: Flask, officer: FlaskClient):
    written(site)
    page = text(officer, "/desk/mail/")
    assert "No mail server is set here ( MAIL_SERVER in the settings)" in page
    assert f"To hand over by hand Thursday 12 March 2026, 9am You are invited To {ADA} To hand over" in page
    page = text(officer, PAGE)
    assert f"Give what it says to {ADA}, and to nobody else." in page
    assert LINK in page
    assert "Send" not in page


def test_what_was_handed_over_is_settled_and_forgotten(site: Flask, officer: FlaskClient):
    written(site)
    answer = send(officer, f"{PAGE}/settle", page=PAGE)
    assert answer.status_code == 303
    assert "Settled: “You are invited”" in text(officer, answer.location)
    assert LINK not in text(officer, PAGE)
    assert "What it said is no longer kept" in text(officer, PAGE)
    assert trail(site) == [
        ("Imogen Vale <imogen.vale@larkshire.example>", "settle e-mail", f"account {ADA}"),
    ]
    send(officer, f"{PAGE}/settle", page="/account")
    assert len(trail(site)) == 1


def test_what_failed_stands_at_the_top_of_the_desk_until_it_is_sent_again(
    site: Flask, officer: FlaskClient, post: Post
):
    post.said["RCPT"] = "550 No such person here"
    written(site)
    worked(site)
    assert "An e-mail did not go See why, and send again" in text(officer, "/desk/")
    assert "It needs you" in text(officer, "/desk/mail/")
    assert "The mail server said: 550 No such person here" in text(officer, PAGE)
    post.said.clear()
    answer = send(officer, f"{PAGE}/again", page=PAGE)
    assert answer.status_code == 303
    assert "It is sent again." in text(officer, answer.location)
    assert trail(site) == [("Imogen Vale <imogen.vale@larkshire.example>", "send again", f"account {ADA}")]
    worked(site)
    assert len(post.letters) == 1
    assert "did not go" not in text(officer, "/desk/")
    assert "Sent Thursday 12 March 2026, 9am" in text(officer, PAGE)


def test_send_again_pressed_twice_sends_once(site: Flask, officer: FlaskClient, post: Post):
    post.said["RCPT"] = "550 No such person here"
    written(site)
    worked(site)
    post.said.clear()
    for _ in range(2):
        send(officer, f"{PAGE}/again", page=PAGE)
    worked(site)
    assert len(post.letters) == 1
    answer = send(officer, f"{PAGE}/again", page="/account")
    assert "has gone or is settled" in text(officer, answer.location)


def test_one_that_may_have_gone_asks_to_be_looked_at(site: Flask, officer: FlaskClient, post: Post):
    with site.app_context():
        write().state = MessageState.SENDING
        db.session.commit()
    assert "Being sent" in text(officer, "/desk/mail/")
    worked(site)
    assert "so it may have gone" in text(officer, PAGE)
    assert LINK in text(officer, PAGE)


def test_what_waits_and_what_went_shows_nobody_its_words(site: Flask, officer: FlaskClient, post: Post):
    written(site)
    assert LINK not in text(officer, PAGE)
    worked(site)
    assert LINK not in text(officer, PAGE)


def test_what_is_tried_again_says_when(site: Flask, officer: FlaskClient, post: Post):
    post.said["DATA"] = "451 Busy"
    written(site)
    worked(site)
    assert "Tried once; again at 9.01am on Thursday 12 March 2026." in text(officer, "/desk/mail/")


@pytest.mark.parametrize("number", ["2", "0", "99999999999999999999"])
def test_an_e_mail_that_is_not_there_is_not_found(site: Flask, number: str, officer: FlaskClient):
    written(site)
    assert officer.get(f"/desk/mail/{number}").status_code == 404


def test_the_page_asks_the_database_as_often_for_many_as_for_one(site: Flask, officer: FlaskClient):
    asked = []
    for _ in range(2):
        written(site)
        officer.get("/desk/mail/")
        with statements(site) as said:
            officer.get("/desk/mail/")
        asked.append(len(said))
        for _ in range(5):
            written(site)
    assert asked[0] == asked[1]
    with site.app_context():
        assert the_message().state is MessageState.BY_HAND
