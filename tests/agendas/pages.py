"""How tests read and work on an agenda through its page."""

from __future__ import annotations

import html
import re
from typing import Any

from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select
from werkzeug.test import TestResponse

from panel.agendas.models import Item
from panel.agendas.rules import ItemKind
from panel.audit.models import AuditEntry
from panel.extensions import db
from tests.builders import an_item
from tests.officers import the_meeting

DRAFT = "/desk/larkshire/2026-06-18/agenda"
"""Of a meeting whose agenda is not published."""
PUBLISHED = "/desk/larkshire/2026-03-19/agenda"


def an_agenda(site: Flask, *titles: str, day: str = "2026-06-18") -> None:
    """Put items on a meeting's agenda; "1(1) Apologies" is a part."""
    with site.app_context():
        meeting = the_meeting(day)
        for each in titles:
            number, _space, title = each.partition(" ")
            an_item(meeting, number, title, ItemKind.REPORT)
        db.session.commit()


def on_it(site: Flask, day: str = "2026-06-18") -> list[str]:
    """The items of an agenda in order: "1(1) Apologies"; withdrawn ones in brackets."""
    with site.app_context():
        rows = db.session.scalars(select(Item).where(Item.meeting_id == the_meeting(day).id).order_by(Item.position))
        return [f"({row.number} {row.title})" if row.withdrawn else f"{row.number} {row.title}" for row in rows]


def item(site: Flask, title: str, name: str = "id") -> Any:
    """What the record says of the latest item of that title: its number in the records, unless told otherwise."""
    with site.app_context():
        found = db.session.scalars(select(Item).where(Item.title == title).order_by(Item.id.desc())).first()
        assert found, f"no item is called {title}"
        return getattr(found, name)


def read(client: FlaskClient, address: str) -> str:
    """A page as it is sent."""
    answer = client.get(address)
    assert answer.status_code == 200
    return answer.get_data(as_text=True)


def words(page: str) -> str:
    """The words of a page's main part."""
    main = page[page.index("<main") : page.index("</main>")]
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", main)).split())


def fields(page: str, *holding: str) -> dict[str, str]:
    """What the first form that holds all of these would send if nobody touched it; boxes that are not ticked stay."""
    form = next(
        found
        for found in re.findall(r"<form.*?</form>", page[page.index("<main") :], re.S)
        if all(each in found for each in holding)
    )
    sent = {}
    for tag in re.findall(r"<input[^>]*>", form):
        named = dict(re.findall(r'([\w-]+)="([^"]*)"', tag))
        if "name" in named and (named.get("type") != "checkbox" or " checked" in tag):
            sent[named["name"]] = html.unescape(named.get("value", ""))
    for name, typed in re.findall(r'<textarea[^>]*name="([^"]+)"[^>]*>(.*?)</textarea>', form, re.S):
        sent[name] = html.unescape(typed)
    for name, options in re.findall(r'<select[^>]*name="([^"]+)"[^>]*>(.*?)</select>', form, re.S):
        chosen = re.search(r'<option value="([^"]*)" selected', options) or re.search(r'value="([^"]*)"', options)
        sent[name] = html.unescape(chosen[1]) if chosen else ""
    return sent


def press(client: FlaskClient, address: str, page: str, *holding: str, **typed: Any) -> TestResponse:
    """Send a form as a page shows it, with what is typed."""
    sent = {**fields(page, *holding), **{name: str(value) for name, value in typed.items()}}
    return client.post(address.partition("?")[0].partition("#")[0], data=sent)


def trail(site: Flask, verb: str) -> list[tuple[str, str, dict[str, Any]]]:
    """What the trail tells of a verb: who, to what, and the details."""
    with site.app_context():
        rows = db.session.scalars(select(AuditEntry).where(AuditEntry.verb == verb).order_by(AuditEntry.id))
        return [(row.actor, row.subject, row.detail) for row in rows]
