"""A site with a composed pack, ready to be published, in front of an officer."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient

from tests.officers import signed_in, the_meeting
from tests.packs.published import DAY, LATE, answer_everything, publish, ready_site


@pytest.fixture
def in_time(ready: Path, tmp_path: Path) -> Iterator[Flask]:
    """The site on 9 March, when notice can still be given."""
    with ready_site(ready, tmp_path) as app:
        yield app


@pytest.fixture
def officer(in_time: Flask) -> FlaskClient:
    """A browser in which its officer is signed in."""
    return signed_in(in_time)


@pytest.fixture
def late(ready: Path, tmp_path: Path) -> Iterator[Flask]:
    """The same, three days later, with what the check says then answered too."""
    with ready_site(ready, tmp_path, LATE) as app:
        with app.app_context():
            answer_everything(the_meeting(DAY))
        yield app


@pytest.fixture
def published(in_time: Flask) -> Flask:
    """The site with its agenda published."""
    publish(signed_in(in_time), in_time)
    return in_time
