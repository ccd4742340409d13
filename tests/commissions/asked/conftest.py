"""A site on which a report is asked for, in front of its author and those who clear it."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path

import pytest
import time_machine
from flask import Flask
from flask.testing import FlaskClient

from panel.extensions import db
from tests.accounts.people import EMAIL, sign_in
from tests.commissions.asked.people import FINN, LEE, ROBIN, WREN, fill_in
from tests.mail.servers import Post, serving, set_server, work
from tests.officers import an_officers_site
from tests.public.records import TODAY
from tests.public.site import open_site

Prepared = tuple[Path, dict[str, str]]


@pytest.fixture(scope="session")
def asked_site(tmp_path_factory: pytest.TempPathFactory) -> Prepared:
    """A folder with a site on which a report is asked for, made once; the cookies of everybody who is signed in."""
    folder, cookies = tmp_path_factory.mktemp("asked"), {}
    with an_officers_site(folder) as app:
        fill_in(app)
        for email in (EMAIL, WREN, FINN, LEE, ROBIN):
            client = app.test_client()
            assert sign_in(client, email=email).status_code == 303
            cookie = client.get_cookie("panel")
            assert cookie
            cookies[email] = cookie.value
    return folder, cookies


@pytest.fixture
def site(asked_site: Prepared, tmp_path: Path) -> Iterator[Flask]:
    """A site on which a report is asked for, on Thursday 12 March 2026."""
    shutil.copytree(asked_site[0], tmp_path, dirs_exist_ok=True)
    # Later than they signed in: a cookie from the future is none.
    with time_machine.travel(TODAY + timedelta(seconds=40)):
        app = open_site(tmp_path)
        yield app
    with app.app_context():
        db.session.remove()
        db.engine.dispose()


@pytest.fixture
def browser(site: Flask, asked_site: Prepared) -> Callable[[str], FlaskClient]:
    """Give a browser in which somebody is signed in."""

    def of(email: str) -> FlaskClient:
        client = site.test_client()
        client.set_cookie("panel", asked_site[1][email])
        return client

    return of


@pytest.fixture
def author(browser: Callable[[str], FlaskClient]) -> FlaskClient:
    """The author's browser."""
    return browser(WREN)


@pytest.fixture
def finance(browser: Callable[[str], FlaskClient]) -> FlaskClient:
    """The browser of whoever clears it first."""
    return browser(FINN)


@pytest.fixture
def legal(browser: Callable[[str], FlaskClient]) -> FlaskClient:
    """The browser of whoever clears it last."""
    return browser(LEE)


@pytest.fixture
def post(site: Flask) -> Iterator[Post]:
    """A mail server, which the site uses."""
    taken = Post()
    with serving(taken) as port:
        set_server(site, port)
        yield taken


@pytest.fixture
def worker(site: Flask) -> Callable[[], None]:
    """Let a worker do what waits, and what that asks for."""

    def go() -> None:
        with site.app_context():
            work()
            work()
            db.session.remove()

    return go
