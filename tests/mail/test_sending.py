"""An e-mail is written with the change that asks for it, and goes once."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
import time_machine
from flask import Flask
from sqlalchemy import select, text

from panel import mail
from panel.extensions import db
from panel.jobs import Job
from panel.law.ruling import Refused
from panel.mail.delivery import PAUSES
from panel.mail.models import Message, MessageState
from panel.mail.operations import send_again, settle, settle_about
from panel.mail.sealing import opened
from tests.mail.servers import Post, free_port, serving, set_server, the_message, work

pytestmark = pytest.mark.usefixtures("inside")

ADA = "ada.finch@larkshire.example"
LINK = "https://panel.example/invitation/KINGFISHER"


def write(to: str = ADA, subject: str = "You are invited", name: str = "Ada Finch") -> Message:
    message = mail.send(
        to, subject, "invitation", f"account {to}", name=name, link=LINK, until="Thursday 19 March 2026"
    )
    db.session.commit()
    return message


def test_an_e_mail_goes_as_text_and_html_from_the_sender_that_is_set(post: Post):
    write()
    work()
    (letter,) = post.letters
    assert letter["From"] == "Democratic Services <democracy@larkshire.example>"
    assert (letter["To"], letter["Subject"]) == (ADA, "You are invited")
    assert letter["Auto-Submitted"] == "auto-generated"
    assert letter["Message-ID"] == the_message().message_id
    text_part, html_part = letter.get_body(("plain",)), letter.get_body(("html",))
    assert "Ada Finch, you are invited" in text_part.get_content()
    assert LINK in text_part.get_content()
    assert f'href="{LINK}"' in html_part.get_content()
    assert (the_message().state, the_message().attempts) == (MessageState.SENT, 1)
    assert the_message().sent_at is not None


def test_what_people_are_called_is_no_markup_in_html_and_itself_in_text(post: Post):
    write(name="O’Hara <b>& Sons")
    work()
    (letter,) = post.letters
    assert "O’Hara <b>& Sons, you" in letter.get_body(("plain",)).get_content()
    assert "O’Hara &lt;b&gt;&amp; Sons, you" in letter.get_body(("html",)).get_content()


def test_a_change_that_is_rolled_back_sends_nothing(site: Flask, post: Post):
    mail.send(ADA, "You are invited", "invitation", "account", name="", link=LINK, until="")
    db.session.rollback()
    work()
    assert post.letters == []
    assert db.session.scalars(select(Message)).all() == []


def test_who_reads_the_database_can_follow_no_link_before_it_is_sent_or_after(site: Flask, post: Post):
    write()
    for _ in range(2):
        rows = (
            db.session.execute(text("select * from message")).all()
            + db.session.execute(text("select * from job")).all()
        )
        assert "KINGFISHER" not in str(rows)
        db.session.rollback()
        work()
    assert len(post.letters) == 1
    assert the_message().sealed == ""


@pytest.mark.parametrize(
    "subject",
    [
        "A subject\r\nBcc: eve@elsewhere.example",
        "A subject\nBcc: eve@elsewhere.example",
        "A subject\x0b\x85\u2028Bcc: eve",
    ],
)
def test_a_line_end_in_a_subject_makes_no_header(subject: str, post: Post):
    write(subject=subject)
    work()
    (letter,) = post.letters
    assert letter["Bcc"] is None
    assert letter["Subject"].startswith("A subject")
    assert letter["To"] == ADA


@pytest.mark.parametrize(
    "to",
    ["nobody", "", "ada@larkshire.example, eve@elsewhere.example", "ada@larkshire.example\nBcc: eve@elsewhere.example"],
)
def test_an_address_that_is_none_has_failed_and_stops_no_change(to: str, post: Post):
    write(to=to)
    work()
    assert post.letters == []
    assert the_message().state is MessageState.FAILED
    assert "is not an address that e-mail can be sent to" in the_message().error


def test_without_a_mail_server_it_waits_to_be_handed_over(site: Flask):
    message = write()
    assert message.state is MessageState.BY_HAND
    assert LINK in opened(message.sealed).text
    assert db.session.scalars(select(Job)).all() == []


@pytest.mark.parametrize("step", ["RCPT", "DATA"])
def test_what_the_server_refuses_for_good_has_failed_with_its_words(step: str, post: Post):
    post.said[step] = "550 5.1.1 No such person here"
    write()
    work()
    assert the_message().state is MessageState.FAILED
    assert the_message().error == "The mail server said: 550 5.1.1 No such person here"
    assert (the_message().attempts, the_message().next_at) == (1, None)


@pytest.mark.parametrize("step", ["RCPT", "DATA"])
def test_what_the_server_refuses_for_now_is_tried_again_after_pauses_that_grow(
    step: str, post: Post, clock: time_machine.Traveller
):
    post.said[step] = "451 4.7.1 Come back later"
    write()
    work()
    for tries, pause in enumerate(PAUSES, start=1):
        assert (the_message().state, the_message().attempts) == (MessageState.QUEUED, tries)
        assert "Come back later" in the_message().error
        clock.shift(pause - timedelta(seconds=5))
        work()
        assert the_message().attempts == tries, "it waits for the whole pause"
        clock.shift(timedelta(seconds=10))
        work()
    assert (the_message().state, the_message().attempts) == (MessageState.FAILED, len(PAUSES) + 1)
    assert post.letters == []


def test_it_goes_once_the_server_takes_it(post: Post, clock: time_machine.Traveller):
    post.said["RCPT"] = "451 4.7.1 Come back later"
    write()
    work()
    post.said.clear()
    clock.shift(PAUSES[0] + timedelta(seconds=5))
    work()
    assert len(post.letters) == 1
    assert (the_message().state, the_message().error, the_message().next_at) == (MessageState.SENT, "", None)


def test_a_server_out_of_reach_is_tried_again(site: Flask):
    set_server(site, free_port())
    write()
    work()
    assert the_message().state is MessageState.QUEUED
    assert the_message().error.startswith("The mail server 127.0.0.1 could not be reached: ")


def test_a_server_without_encryption_is_not_used_where_encryption_is_asked_for(site: Flask, post: Post):
    site.config["MAIL_TLS"] = "starttls"
    write()
    work()
    assert post.letters == []
    assert "STARTTLS" in the_message().error


class BreakingOff(Post):
    """A server that is handed an e-mail and breaks the line instead of an answer."""

    async def reached(self, step: str, server: Any) -> None:
        """Break the line once the words are here."""
        if step == "DATA":
            server.transport.abort()


def test_a_line_that_breaks_while_the_server_takes_it_is_told_and_nothing_is_sent_twice(site: Flask):
    post = BreakingOff()
    with serving(post) as port:
        set_server(site, port)
        write()
        work()
        work()
    assert len(post.letters) == 1
    assert the_message().state is MessageState.UNSURE
    assert "it may have gone" in the_message().error


def test_a_worker_that_finds_one_half_handed_over_tells_instead_of_sending(post: Post):
    message = write()
    message.state = MessageState.SENDING
    db.session.commit()
    work()
    assert post.letters == []
    assert the_message().state is MessageState.UNSURE


def test_one_that_failed_is_sent_again_under_the_same_name(post: Post):
    post.said["RCPT"] = "550 No such person here"
    name = write().message_id
    work()
    post.said.clear()
    send_again(the_message())
    send_again(the_message())
    db.session.commit()
    work()
    assert [letter["Message-ID"] for letter in post.letters] == [name]


def test_one_that_has_gone_or_is_settled_cannot_be_sent_again(post: Post):
    write()
    work()
    with pytest.raises(Refused, match="has gone or is settled"):
        send_again(the_message())
    settle(the_message())
    assert the_message().state is MessageState.SENT


def test_without_a_server_nothing_can_be_sent_again(site: Flask):
    with pytest.raises(Refused, match="No mail server is set"):
        send_again(write())


def test_what_is_settled_is_forgotten_and_never_goes(post: Post):
    write()
    settle_about(f"account {ADA}")
    db.session.commit()
    work()
    assert post.letters == []
    assert (the_message().state, the_message().sealed) == (MessageState.SETTLED, "")


def test_words_under_a_key_that_was_changed_are_not_sent_as_nonsense(site: Flask, post: Post):
    write()
    site.config["SECRET_KEY"] = "another key, set since"
    work()
    assert post.letters == []
    assert the_message().state is MessageState.FAILED
    assert "SECRET_KEY was changed" in the_message().error
