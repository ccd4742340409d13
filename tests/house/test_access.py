"""A view that declares nothing opens to nobody, and no view has forgotten to declare."""

from __future__ import annotations

from pathlib import Path

import pytest

from panel import create_app, instance
from panel.access import Audience, audience_of_view, papers_seen, sees_agenda, sees_details


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


def test_of_a_closed_meeting_the_public_knows_only_that_it_takes_place():
    assert not sees_details(Audience.PUBLIC, closed=True)
    assert sees_details(Audience.PUBLIC, closed=False)


def test_the_public_has_the_files_of_public_papers_only():
    assert papers_seen(Audience.PUBLIC) == {"public"}
