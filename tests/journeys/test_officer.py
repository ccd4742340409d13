"""An officer before the real meeting: invited, told what is due and why, and what is wrong with the papers."""

from __future__ import annotations

import html
import json
import re
import shutil
from collections.abc import Iterator
from datetime import date, datetime
from io import BytesIO
from pathlib import Path
from urllib.parse import unquote

import pypdfium2
import pytest
import time_machine
from flask.testing import FlaskClient
from icalendar import Calendar

from panel.public.clock import LONDON
from tests.accounts.people import send, set_up_app
from tests.journeys.conftest import MovedIn, panel, started
from tests.public.site import open_site

pytestmark = pytest.mark.xdist_group("real-pack")

MEETING = "/desk/warwickshire/2018-03-19"
WEDNESDAY = "Wednesday 22 November 2018"


@pytest.fixture(scope="module")
def instance(tmp_path_factory: pytest.TempPathFactory, moved_in: MovedIn) -> Path:
    """A copy of the instance with the real pack, for an officer to work in."""
    folder = tmp_path_factory.mktemp("officer") / "instance"
    shutil.copytree(moved_in.instance, folder)
    return folder


@pytest.fixture(scope="module")
def officer(instance: Path) -> Iterator[FlaskClient]:
    """The officer's browser on Monday 12 March 2018, after the link of the invitation was followed."""
    invited = started("user", "invite", "officer@warwickshire.example", "--role", "officer", "--instance", instance)
    link = re.search(r"/invitation/\S+", invited.stdout + invited.stderr)
    assert link
    with time_machine.travel(datetime(2018, 3, 12, 9, tzinfo=LONDON)):
        client = open_site(instance).test_client()
        taken_up = send(client, link[0], name="Imogen Vale", password="gravel-oboe-lantern")
        assert (taken_up.status_code, taken_up.location) == (303, "/sign-in/authenticator")
        assert 'href="/desk/"' in set_up_app(client, taken_up.location).get_data(as_text=True)
        yield client


def page(client: FlaskClient, address: str) -> str:
    """A page's words."""
    answer = client.get(address)
    assert answer.status_code == 200
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", answer.get_data(as_text=True))).split())


def findings(instance: Path) -> list[str]:
    """What the command says that the check finds."""
    run = panel("check", "warwickshire", "2018-03-19", "--json", "--instance", instance)
    return [finding["what"] for finding in json.loads(run.stdout)]


def test_the_morning_begins_with_what_is_due(officer: FlaskClient):
    desk = page(officer, "/desk/")
    assert "Monday 12 March 2018 Dates" in desk
    assert "By Wednesday 14 March 2018" in desk
    assert "In two days" in desk
    counted = page(officer, f"{MEETING}/dates/question")
    assert "Wednesday 14 March 2018 working day 3" in counted


def test_a_calendar_program_has_the_same_date(officer: FlaskClient):
    address = re.search(r"/desk/dates/[^<\s\"]+\.ics", officer.get("/account").get_data(as_text=True))
    assert address
    events = Calendar.from_ical(officer.get(address[0]).data).walk("VEVENT")
    due = [
        event for event in events if "Receive public questions" in event["summary"] and "19 March" in event["summary"]
    ]
    assert [event.decoded("dtstart") for event in due] == [date(2018, 3, 14)]


def test_a_wrong_weekday_leads_to_its_page_and_is_answered_until_undone(officer: FlaskClient, instance: Path):
    shown = officer.get(f"{MEETING}/check").get_data(as_text=True)
    block = next(part for part in shown.split('<li class="panel-finding') if f"“{WEDNESDAY}” is a Thursday" in part)
    link = re.search(r'href="(/desk/papers/\d+\.pdf)#page=(\d+)&amp;search=([^&]+)', block)
    key = re.search(r'name="key" value="(\w+)"', block)
    assert link
    assert key
    paper = pypdfium2.PdfDocument(BytesIO(officer.get(link[1]).data))
    words = paper[int(link[2]) - 1].get_textpage().get_text_bounded()
    paper.close()
    assert WEDNESDAY in " ".join(words.split())
    assert unquote(link[3]) == WEDNESDAY

    answered = send(officer, f"{MEETING}/check", key=key[1], reason="The minutes are quoted as they were confirmed.")
    after = officer.get(answered.location).get_data(as_text=True)
    assert f'name="key" value="{key[1]}"' not in after
    assert not any(WEDNESDAY in what for what in findings(instance))
    number = re.search(r'name="take_back" value="(\d+)"', after)
    assert number
    send(officer, f"{MEETING}/check", take_back=number[1])
    assert any(WEDNESDAY in what for what in findings(instance))


def test_the_exempt_paper_is_for_the_officer_alone(officer: FlaskClient):
    shown = officer.get(f"{MEETING}/check").get_data(as_text=True)
    link = re.search(r'href="(/desk/papers/\d+\.pdf)[^"]*">[^<]*RESTRICTED', shown)
    assert link
    assert officer.get(link[1]).status_code == 200
    assert officer.application.test_client().get(link[1]).status_code == 303
