"""Titles, venues and notes are words: no page, feed or printed sheet takes them for commands."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from io import BytesIO

import icalendar
import pikepdf
import pypdfium2
import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from panel.agendas.models import Item
from panel.agendas.wording import Paragraph
from panel.extensions import db
from panel.meetings.models import Meeting
from panel.packs.divider import draw_divider
from panel.packs.front_sheet import draw_front_sheet
from panel.papers.models import Paper
from panel.procedure.models import Body
from tests.packs.agenda import AGENDA, COSTS, EXEMPT, ITEMS, PAGES
from tests.public.records import PUBLISHED

EVIL = (
    '<script>alert(1)</script> {{7*7}} {% x %} <b>bold <a href="http://evil.example">x</a> '
    '<img src="file:///etc/passwd"/> </para> &amp; & %PDF'
)


@pytest.fixture
def evil_site(site: Flask) -> Flask:
    with site.app_context():
        for body in db.session.scalars(select(Body)):
            body.name = body.remit = body.contact_name = EVIL
        for item in db.session.scalars(select(Item)):
            item.title = item.purpose = item.requested_by = EVIL
        for paper in db.session.scalars(select(Paper)):
            paper.title = EVIL
        for meeting in db.session.scalars(select(Meeting)):
            meeting.venue = meeting.note = f"{EVIL}\nEND:VEVENT\nBEGIN:VALARM\nX-EVIL:1"
        db.session.commit()
    return site


@pytest.mark.parametrize(
    "address",
    ["/", "/meetings", "/members", "/meetings/larkshire", PUBLISHED, "/accessibility", "/meetings/x"],
)
def test_a_page_shows_markup_as_it_is_written(address: str, evil_site: Flask):
    page = evil_site.test_client().get(address).text
    for live in ("<script>alert", "<b>bold", 'href="http://evil', "<img src", "</para>"):
        assert live not in page
    if address != "/meetings/x":
        assert "{{7*7}}" in page


def test_a_feed_gains_no_component_and_no_property(evil_site: Flask):
    clean = {"VCALENDAR", "VTIMEZONE", "DAYLIGHT", "STANDARD", "VEVENT"}
    for address in ("/calendar.ics", "/calendar/larkshire.ics", f"{PUBLISHED}/meeting.ics"):
        calendar = icalendar.Calendar.from_ical(evil_site.test_client().get(address).data)
        assert {each.name for each in calendar.walk()} <= clean
        assert not [each for each in calendar.walk() if "X-EVIL" in each]


def test_a_sheet_of_ours_prints_markup_as_it_is_written():
    items = tuple(replace(item, title=EVIL, blocks=(*item.blocks, Paragraph(EVIL))) for item in ITEMS)
    evil = replace(AGENDA, body=EVIL, venue=EVIL, items=items)
    held = replace(EXEMPT, papers=(replace(EXEMPT.papers[0], paper=replace(COSTS, title=EVIL)),))
    for sheet in (draw_front_sheet(evil, PAGES), draw_divider(evil, held, {"4/B": ("E3", "E4")})):
        words = "".join(page.get_textpage().get_text_bounded() for page in pypdfium2.PdfDocument(sheet))
        assert "<script>alert(1)</script>" in words.replace("\r\n", "")
        with pikepdf.open(BytesIO(sheet)) as pdf:
            named = [str(each.get("/URI", "")) for each in pdf.objects if isinstance(each, pikepdf.Dictionary)]
        assert not [uri for uri in named if "evil" in uri or "file:" in uri]


def test_a_moved_meeting_leads_nowhere_but_to_this_site(client: FlaskClient):
    for ending in ("", "/agenda-pack.pdf", "/papers/3/report.pdf", "/papers/evil.example/x.pdf"):
        answer = client.get(f"/meetings/larkshire/{date(2026, 3, 26)}{ending}?next=//evil.example")
        assert answer.status_code == 302
        assert answer.headers["Location"] == f"{PUBLISHED}{ending}"
