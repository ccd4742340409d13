"""The files that the public may have."""

from __future__ import annotations

import re
from datetime import date

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from panel.access import Audience, audience_of_view
from panel.extensions import db
from panel.meetings.models import Meeting
from panel.packs.models import PackEdition
from tests.public.records import PUBLISHED

PACK = f"{PUBLISHED}/agenda-pack.pdf"
PAPER = f"{PUBLISHED}/papers/3/appendix-a1.pdf"
FILES = pytest.mark.parametrize("address", [PACK, PAPER], ids=["pack", "paper"])


@FILES
def test_a_reader_who_has_a_file_is_told_so(address: str, client: FlaskClient):
    first = client.get(address)
    assert first.status_code == 200
    for condition in (
        {"If-None-Match": first.headers["ETag"]},
        {"If-Modified-Since": first.headers["Last-Modified"]},
    ):
        again = client.get(address, headers=condition)
        assert (again.status_code, again.data) == (304, b"")
    assert client.get(address, headers={"If-None-Match": '"another"'}).status_code == 200


@FILES
def test_a_range_of_a_file_can_be_asked_for(address: str, client: FlaskClient):
    whole = client.get(address).data
    part = client.get(address, headers={"Range": "bytes=5-20"})
    assert (part.status_code, part.data) == (206, whole[5:21])
    assert part.headers["Content-Range"] == f"bytes 5-20/{len(whole)}"
    assert client.get(address, headers={"Range": f"bytes={len(whole)}-"}).status_code == 416
    stale = client.get(address, headers={"Range": "bytes=5-20", "If-Range": '"another"'})
    assert (stale.status_code, stale.data) == (200, whole)


@FILES
def test_the_head_of_a_file_can_be_asked_for(address: str, client: FlaskClient):
    whole = client.get(address)
    head = client.head(address)
    assert (head.status_code, head.data) == (200, b"")
    assert head.headers["Content-Length"] == str(len(whole.data))


@pytest.mark.parametrize(
    ("address", "name"),
    [(PACK, "larkshire-2026-03-19-agenda-pack.pdf"), (PAPER, "larkshire-2026-03-19-item-3-appendix-a1.pdf")],
    ids=["pack", "paper"],
)
def test_a_file_opens_in_the_browser_and_saves_under_a_good_name(address: str, name: str, client: FlaskClient):
    headers = client.get(address).headers
    assert headers["Content-Disposition"] == f"inline; filename={name}"
    assert headers["Content-Type"] == "application/pdf"
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert "no-cache" in headers["Cache-Control"]


def test_the_pack_is_composed_once(site: Flask, client: FlaskClient):
    first = client.get(PACK)
    with site.app_context():
        made = db.session.scalars(select(PackEdition)).one().composed_at
    assert client.get(PACK).data == first.data
    with site.app_context():
        assert db.session.scalars(select(PackEdition)).one().composed_at == made


def plain(answer: bytes) -> str:
    """Leave out what differs between any two answers."""
    return re.sub(r'nonce="[^"]*"', "", answer.decode())


@pytest.mark.parametrize(
    "rest",
    ["papers/3/appendix-b.pdf", "papers/3/appendix-b1.pdf", "papers/4/appendix-a.pdf", "papers/9/report.pdf"],
)
def test_an_exempt_paper_is_as_absent_as_one_that_never_was(rest: str, client: FlaskClient):
    answer = client.get(f"{PUBLISHED}/{rest}")
    nothing = client.get(f"{PUBLISHED}/papers/99/appendix-z.pdf")
    assert (answer.status_code, nothing.status_code) == (404, 404)
    assert plain(answer.data) == plain(nothing.data)
    assert set(answer.headers.keys()) == set(nothing.headers.keys())


@pytest.mark.parametrize(("published", "closed"), [(False, False), (True, True)], ids=["unpublished", "closed"])
def test_a_meeting_that_is_not_open_gives_no_files(published: bool, closed: bool, site: Flask, client: FlaskClient):
    with site.app_context():
        meeting = db.session.scalar(select(Meeting).where(Meeting.date == date(2026, 3, 19)))
        meeting.published, meeting.closed = published, closed
        db.session.commit()
    for address in (PACK, PAPER):
        assert client.get(address).status_code == 404
    page = client.get(PUBLISHED).get_data(as_text=True)
    for hidden in ("Commissioner’s update", "agenda-pack.pdf", "papers/"):
        assert hidden not in page


@pytest.mark.parametrize("name", ["../../../panel.sqlite", "..%2f..%2fconfig", "report.pdf%00", "REPORT"])
def test_no_other_file_can_be_reached_through_an_address(name: str, client: FlaskClient):
    assert client.get(f"{PUBLISHED}/papers/3/{name}.pdf").status_code == 404


def test_the_public_can_change_nothing(site: Flask, client: FlaskClient):
    for rule in site.url_map.iter_rules():
        reads_only = rule.methods <= {"GET", "HEAD", "OPTIONS"}
        signs_in = rule.endpoint in ("accounts.sign_in", "accounts.sign_out", "accounts.invitation")
        known = (Audience.ENTERING, Audience.OFFICER, Audience.ACCOUNT, Audience.MEMBER)
        asks_who = audience_of_view(site, rule.endpoint) in known
        has_a_link = rule.endpoint in ("calling.answer", "drafts_read.ask")
        assert reads_only or signs_in or asks_who or has_a_link, rule
    for method in ("POST", "PUT", "DELETE", "PATCH"):
        assert client.open(PUBLISHED, method=method).status_code in (400, 405)
