"""The officers' pages of a meeting lead to each other, in one order."""

from __future__ import annotations

import re

import pytest
from flask.testing import FlaskClient

HERE = "/desk/larkshire/2026-06-18"
WAYS = [
    (f"{HERE}/", "Dates"),
    (f"{HERE}/agenda", "Agenda"),
    (f"{HERE}/commissions", "Papers asked for"),
    (f"{HERE}/check", "Check"),
    (f"{HERE}/publish", "Pack and publish"),
    (f"{HERE}/despatch", "Despatch"),
    (f"{HERE}/answers", "Answers"),
    (f"{HERE}/brief", "Chair’s brief"),
    (f"{HERE}/room", "In the room"),
    (f"{HERE}/sheet", "Decision sheet"),
    (f"{HERE}/minutes", "Minutes"),
    ("/meetings/larkshire/2026-06-18", "Public page"),
]


TIMES = ("Before", "At", "After")


@pytest.mark.parametrize(("address", "name"), WAYS[:-1], ids=[name for _address, name in WAYS[:-1]])
def test_each_page_of_a_meeting_has_the_same_ways_and_says_which_it_is(address: str, name: str, officer: FlaskClient):
    page = officer.get(address).text
    steps = re.search(r'<ul class="panel-steps">(.*?Public page.*?</ul>)', page, re.DOTALL)
    assert steps
    ways = re.findall(r'href="([^"]*)"( aria-current="page")?>([^<]*)<', steps[1])
    assert [words for _link, _current, words in ways][: len(WAYS)] == [words for _link, words in WAYS]
    assert [words for _link, current, words in ways if current] == [name]
    assert re.findall(r'panel-steps__when">([^<]*)<', steps[1]) == [f"{when} the meeting" for when in TIMES]
    assert (address, name) in [(link, words) for link, _current, words in ways]
