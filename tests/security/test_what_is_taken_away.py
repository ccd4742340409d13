"""What an officer withholds is gone at once: at its old address, in the pack and for a reader who kept a copy."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from panel.agendas.models import Item
from panel.extensions import db
from panel.meetings.models import Meeting
from panel.papers.models import Paper, PaperAccess
from tests.public.records import PUBLISHED
from tests.readings import mentions

PACK = f"{PUBLISHED}/agenda-pack.pdf"
REPLY = f"{PUBLISHED}/papers/3/appendix-a2.pdf"
MINUTES = f"{PUBLISHED}/papers/1-2/report.pdf"
FILES = (PACK, MINUTES, f"{PUBLISHED}/papers/3/report.pdf", f"{PUBLISHED}/papers/3/appendix-a1.pdf", REPLY)


def paper(title: str) -> Paper:
    return db.session.scalars(select(Paper).where(Paper.title == title)).one()


def meeting() -> Meeting:
    return db.session.scalars(select(Meeting).where(Meeting.date == date(2026, 3, 19))).one()


def make_exempt() -> None:
    paper("The Commissioner’s reply").access = PaperAccess.EXEMPT


def withdraw_paper() -> None:
    paper("The Commissioner’s reply").withdrawn = True


def withdraw_item() -> None:
    db.session.scalars(select(Item).where(Item.number == "3")).one().withdrawn = True


@pytest.mark.parametrize("take_away", [make_exempt, withdraw_paper, withdraw_item])
def test_a_paper_that_is_taken_away_is_served_no_more(take_away: Callable[[], None], site: Flask, client: FlaskClient):
    kept = client.get(PACK)
    assert mentions(kept.data, "reply")
    assert client.get(REPLY).status_code == 200
    with site.app_context():
        take_away()
        db.session.commit()
    assert client.get(REPLY).status_code == 404
    pack = client.get(PACK, headers={"If-None-Match": kept.headers["ETag"]})
    assert pack.status_code == 200
    # The agenda may still name it; the words of its file are those of `a_file`.
    texts = [how for how in mentions(pack.data, "reply") if how.startswith("text of page")]
    assert len(texts) < len([how for how in mentions(kept.data, "reply") if how.startswith("text of page")])


@pytest.mark.parametrize(
    "columns", [{"published": False, "published_on": None}, {"closed": True}], ids=["taken back", "closed"]
)
def test_an_agenda_that_is_taken_back_leaves_nothing_behind(columns: dict[str, bool], site: Flask, client: FlaskClient):
    assert [client.get(address).status_code for address in FILES] == [200] * len(FILES)
    with site.app_context():
        for name, value in columns.items():
            setattr(meeting(), name, value)
        db.session.commit()
    assert [client.get(address).status_code for address in FILES] == [404] * len(FILES)
    for address in (PUBLISHED, "/", "/meetings", "/members", "/calendar.ics", f"{PUBLISHED}/meeting.ics"):
        answer = client.get(address)
        assert answer.status_code == 200
        for words in (
            "Update from the Commissioner",
            "Force responses",
            "Work programme 2026",
            "Agenda and papers",
        ):
            assert words not in answer.text, address


def test_a_range_or_a_kept_copy_opens_nothing_that_is_withheld(client: FlaskClient):
    exempt, nothing = f"{PUBLISHED}/papers/3/appendix-b.pdf", f"{PUBLISHED}/papers/3/appendix-q.pdf"
    for headers in (
        {},
        {"Range": "bytes=0-9"},
        {"If-None-Match": "*"},
        {"If-Modified-Since": "Sat, 01 Jan 2050"},
    ):
        answers = [client.get(address, headers=headers) for address in (exempt, nothing)]
        assert [answer.status_code for answer in answers] == [404, 404]
        assert len(answers[0].data) == len(answers[1].data)
        assert set(answers[0].headers.keys()) == set(answers[1].headers.keys())
