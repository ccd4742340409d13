"""A site with a composed pack and people to whom it goes; one on which it is published, made once and copied."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient

from panel.accounts.rules import Role
from panel.despatch.models import Recipient
from panel.despatch.rules import Circle, Way
from panel.extensions import db
from panel.members.models import Member
from panel.packs.contents import Edition
from panel.people.models import MemberAccount
from tests.accounts.people import an_officer
from tests.builders import add
from tests.mail.servers import Post, serving, set_server
from tests.officers import signed_in
from tests.packs.published import publish, ready_site

ADA = "ada.finch@larkshire.example"
OMAR = "omar.reed@larkshire.example"
OFFICE = "office@larkshire-pcc.example"


def the_member(name: str) -> Member:
    """A member by name."""
    return db.session.query(Member).filter_by(name=name).one()


def an_account(email: str, name: str) -> None:
    """Give a member an account."""
    user = an_officer(email=email, name=name, role=Role.MEMBER, serves_all=False)
    add(MemberAccount(user_id=user.id, member_id=the_member(name).id))


@pytest.fixture(scope="module")
def with_people(ready: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The composed site with two members' accounts, and two outside the panel who are sent its agendas."""
    with ready_site(ready, tmp_path_factory.mktemp("with-people")) as app:
        with app.app_context():
            an_account(ADA, "Councillor Ada Finch")
            an_account(OMAR, "Omar Reed")
            body = the_member("Omar Reed").panel_id
            add(Recipient(body_id=body, name="Commissioner’s office", circle=Circle.OFFICE_HOLDER, email=OFFICE))
            add(
                Recipient(
                    body_id=body,
                    name="Monitoring officer",
                    circle=Circle.AUTHORITY,
                    copies=2,
                    way=Way.HAND,
                    edition=Edition.RESTRICTED,
                    entitled="Advises the panel",
                )
            )
            db.session.commit()
        return Path(app.instance_path)


@pytest.fixture(scope="module")
def sent_out(with_people: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The same with the agenda published, and so sent out; no mail server was set."""
    with ready_site(with_people, tmp_path_factory.mktemp("sent-out")) as app:
        assert publish(signed_in(app), app).status_code == 303
        return Path(app.instance_path)


@pytest.fixture
def before(with_people: Path, tmp_path: Path) -> Iterator[Flask]:
    """The site before publication."""
    with ready_site(with_people, tmp_path) as app:
        yield app


@pytest.fixture
def app(sent_out: Path, tmp_path: Path) -> Iterator[Flask]:
    """The site after publication."""
    with ready_site(sent_out, tmp_path) as app:
        yield app


@pytest.fixture
def officer(app: Flask) -> FlaskClient:
    """A browser in which its officer is signed in."""
    return signed_in(app)


@pytest.fixture
def post() -> Iterator[Post]:
    """A mail server; `posts` tells a site of it."""
    post = Post()
    with serving(post) as port:
        post.port = port
        yield post


def posts(app: Flask, post: Post) -> None:
    """Tell a site which server takes its e-mail."""
    set_server(app, post.port)
