"""The room's page in a real Chromium: what is typed is saved and said to be, whatever happens to the line, the page,
the session or the server; two officers at once; by keyboard, narrow and wide, without scripts."""

from __future__ import annotations

import re
import socket
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, time
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from playwright.sync_api import Browser, Page, expect
from sqlalchemy import delete, select, update

from panel.accounts.models import Session
from panel.extensions import db
from panel.minute_book.models import Passage
from panel.minutes.models import Action, Exclusion
from panel.papers.models import PaperAccess
from panel.procedure.models import Body
from tests.accounts.people import an_officer, sign_in
from tests.browser.pages import Visits, assert_passes_at_both_widths, said_by_the_nu_checker, served_to_an_officer
from tests.browser.slips import go, saved, typed
from tests.builders import an_entry
from tests.officers import signed_in
from tests.papers.pages import token
from tests.public.records import fill
from tests.public.site import make_site
from tests.sitting.full import ROOM, a_full_meeting

pytestmark = pytest.mark.xdist_group("room")

OTHER = "noel.ash@larkshire.example"
PROMISED = "What was promised"
SERVER = """
import sys
from datetime import datetime
from pathlib import Path
import time_machine
from werkzeug.serving import make_server
from panel.serving import with_static_files
from tests.public.site import open_site
time_machine.travel(datetime.fromisoformat(sys.argv[3])).start()
served = with_static_files(open_site(Path(sys.argv[1])))
make_server("127.0.0.1", int(sys.argv[2]), served, threaded=True).serve_forever()
"""


@dataclass(frozen=True)
class Site:
    """Where the site is served, its officer's cookies, and a second officer."""

    app: Flask
    address: str
    cookies: Any
    other: FlaskClient

    def notes(self, item: str, access: PaperAccess = PaperAccess.PUBLIC) -> str:
        """Give the notes of an item as the server has them."""
        with self.app.app_context():
            return db.session.scalars(select(Passage.text).where(Passage.item == item, Passage.access == access)).one()

    def promised(self, words: str) -> list[str]:
        """Give who promised what begins with these words, of each entry that does."""
        with self.app.app_context():
            asked = select(Action.owner).where(Action.text.startswith(words), Action.withdrawn.is_(False))
            return list(db.session.scalars(asked.order_by(Action.position)))

    def written_by_the_other(self, to: str, **fields: Any) -> Any:
        """Let the second officer save something."""
        fields["csrf_token"] = token(self.other, ROOM)
        return self.other.post(f"{ROOM}/{to}", data=fields, headers={"Accept": "application/json"}).json


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory, clock: None, chromium: Browser) -> Iterator[Site]:
    """A site with a full meeting and two officers."""
    app = make_site(tmp_path_factory.mktemp("room"))
    fill(app)
    with app.app_context():
        an_officer(email=OTHER, name="Noel Ash")
        a_full_meeting(db.session.scalars(select(Body).where(Body.slug == "larkshire")).one())
        db.session.commit()
    other = app.test_client()
    assert sign_in(other, email=OTHER).status_code == 303
    with app.app_context():
        an_officer()
        db.session.commit()
    for address, cookies in served_to_an_officer(app, chromium):
        yield Site(app, address, cookies, other)


def at(visits: Visits, site: Site, item: str, width: int = 1280, **options: Any) -> Page:
    """Open the page at an item, in a browser with a shelf of its own."""
    page = visits.page(width, storage_state=site.cookies, **({"locale": "en-GB"} | options))
    address = f"{site.address}{ROOM}?item={item}"
    if options.get("java_script_enabled", True):
        go(page, address)
    else:
        page.goto(address)
    return page


def forget_failures(visits: Visits) -> None:
    """Leave out what the browser says by itself of requests that were refused or found no server."""
    visits.complaints[:] = [each for each in visits.complaints if "Failed to load resource" not in each]


def test_what_is_typed_is_saved_and_said_to_be(visits: Visits, site: Site):
    page = at(visits, site, "1")
    typed(page, " He would write.")
    saved(page)
    assert site.notes("1").endswith(" He would write.")
    typed(page, "One: to write to the Home Office", PROMISED)
    typed(page, "Una Marsh", "Who promised it")
    saved(page)
    expect(page.get_by_role("button", name="Record the next one")).to_be_visible()
    page.keyboard.press("Enter")
    expect(page.get_by_label(PROMISED)).to_be_focused()
    expect(page.get_by_label(PROMISED)).to_have_value("")
    page.keyboard.type("Two: to send the letter")
    page.keyboard.press("Control+Enter")
    expect(page.locator("[data-part=actions]")).to_contain_text("Two: to send the letter")
    assert site.promised("One") == ["Una Marsh"]
    assert site.promised("Two") == [""]
    # Refused, it comes back with what to do.
    typed(page, "Somebody", "Who promised it")
    page.keyboard.press("Enter")
    expect(page.locator("[data-slip=action] [data-said]")).to_have_text("Not saved yet. Write what was promised.")
    expect(page.get_by_label("Who promised it")).to_have_value("Somebody")
    expect(page.get_by_label(PROMISED)).to_be_focused()
    page.get_by_label("Who promised it").fill("")
    saved(page)
    # Closed in mid-sentence: what was typed goes out after the page.
    typed(page, " And more.")
    page.goto("about:blank")
    page.goto(f"{site.address}{ROOM}?item=1")
    saved(page)
    assert site.notes("1").endswith(" And more.")
    assert page.evaluate("localStorage.length") == 0
    forget_failures(visits)


def test_a_lost_line_and_a_closed_page_lose_nothing_and_double_nothing(visits: Visits, site: Site):
    page = at(visits, site, "2")
    context = page.context
    typed(page, " The Chair")
    saved(page)
    context.set_offline(True)
    typed(page, " said that no line")
    typed(page, "Three: to mend the line", PROMISED)
    page.keyboard.press("Control+Enter")
    kept = re.compile(
        r"^Not saved: no connection since \d\d:\d\d:\d\d; 2 things are kept on this computer and go out by"
    )
    expect(page.locator("[data-saved]")).to_have_text(kept)
    page.get_by_role("link", name="Next item").filter(visible=True).click()
    expect(page.locator("#title-3")).to_be_focused()
    typed(page, " And this under item 3.")
    expect(page.locator("[data-saved]")).to_contain_text("3 things")
    page.close()
    context.set_offline(False)
    page = context.new_page()
    page.goto(f"{site.address}{ROOM}?item=9")
    saved(page)
    assert site.notes("2").endswith(" The Chair said that no line")
    assert site.notes("3").endswith(" And this under item 3.")
    assert site.promised("Three") == [""]
    page.reload()
    page.locator("[data-ready]").wait_for()
    assert page.evaluate("localStorage.length") == 0
    assert site.promised("Three") == [""]
    forget_failures(visits)


@pytest.fixture
def server(site: Site) -> Iterator[Any]:
    """Serve the same site by a process of its own; give what starts it, at the same port each time."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    started: list[subprocess.Popen[bytes]] = []

    def start() -> subprocess.Popen[bytes]:
        arguments = [sys.executable, "-c", SERVER, site.app.instance_path, str(port), datetime.now(UTC).isoformat()]
        root = Path(__file__).parents[2]
        started.append(subprocess.Popen(arguments, cwd=root, stderr=subprocess.DEVNULL))
        while socket.socket().connect_ex(("127.0.0.1", port)):
            assert started[-1].poll() is None
        return started[-1]

    yield port, start
    for each in started:
        each.kill()
        each.wait()


def test_a_server_that_is_killed_and_comes_back_has_everything_once(
    visits: Visits, site: Site, server: tuple[int, Any]
):
    port, start = server
    first = start()
    page = visits.page(locale="en-GB")
    cookie = {**site.cookies["cookies"][0], "domain": "localhost"}
    page.context.add_cookies([cookie])
    go(page, f"http://localhost:{port}{ROOM}?item=4")
    typed(page, " One sentence.")
    saved(page)
    first.kill()
    first.wait()
    typed(page, " Another one.")
    typed(page, "Four: to look after the server", PROMISED)
    page.keyboard.press("Control+Enter")
    expect(page.locator("[data-saved]")).to_contain_text("Not saved: no connection since")
    start()
    page.evaluate("dispatchEvent(new Event('online'))")
    saved(page)
    assert site.notes("4").endswith(" One sentence. Another one.")
    assert site.promised("Four") == [""]
    forget_failures(visits)


def test_two_officers_at_once_see_what_the_other_wrote_and_choose(visits: Visits, site: Site):
    page = at(visits, site, "5")
    site.written_by_the_other("notes", item="5", version=1, text="Noel’s words.")
    typed(page, " Mine.")
    clash = page.locator("[data-clash]")
    expect(clash).to_contain_text("Noel Ash")
    expect(clash).to_contain_text("Noel’s words.")
    expect(page.locator("[data-saved]")).to_contain_text("Not saved: 1 thing needs you")
    assert site.notes("5") == "Noel’s words."
    page.get_by_role("button", name="Keep both, theirs first").click()
    saved(page)
    assert site.notes("5").startswith("Noel’s words.\n\nThe Commissioner")
    assert site.notes("5").endswith(" Mine.")

    typed(page, "Five: to send the plan", PROMISED)
    saved(page)
    with site.app.app_context():
        action = db.session.scalars(select(Action).where(Action.text.startswith("Five"))).one()
        number, version = action.id, action.version
    site.written_by_the_other(f"action/{number}", version=version, item="5", text="Five: to burn the plan")
    typed(page, " by Monday", PROMISED)
    expect(clash).to_contain_text("Five: to burn the plan")
    page.get_by_role("button", name="Keep mine").click()
    saved(page)
    assert site.promised("Five: to send the plan by Monday") == [""]
    forget_failures(visits)


def test_a_session_that_ended_keeps_everything_and_goes_on_after_signing_in_again(visits: Visits, site: Site):
    page = at(visits, site, "6")
    with site.app.app_context():
        db.session.execute(delete(Session).where(Session.user_id == 2))
        db.session.commit()
    typed(page, " Before the session ended?")
    expect(page.locator("[data-saved]")).to_contain_text(
        "Not saved: you are signed out. 1 thing is kept on this computer"
    )
    expect(page.get_by_role("link", name="Sign in (opens a new tab)")).to_be_visible()
    again = signed_in(site.app).get_cookie("panel")
    assert again
    site.cookies["cookies"][0]["value"] = again.value
    page.context.add_cookies(site.cookies["cookies"])
    page.evaluate("dispatchEvent(new Event('focus'))")
    saved(page)
    assert site.notes("6").endswith(" Before the session ended?")
    forget_failures(visits)


def test_the_page_is_worked_by_keyboard(visits: Visits, site: Site):
    page = at(visits, site, "7")
    page.keyboard.press("F8")
    expect(page.locator("#title-8")).to_be_focused()
    page.keyboard.press("Shift+F8")
    page.keyboard.press("F2")
    page.keyboard.type("12")
    page.keyboard.press("Enter")
    expect(page.locator("#title-12")).to_be_focused()
    page.keyboard.press("F2")
    page.keyboard.type("n")
    expect(page.locator("#notes-12")).to_be_focused()
    page.keyboard.press("F1")
    expect(page.get_by_role("heading", name="Keys")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.locator("#notes-12")).to_be_focused()
    page.keyboard.press("F9")
    page.keyboard.type("Six: to try the keys")
    page.keyboard.press("Control+Enter")
    part = page.locator("[data-part=actions]")
    entry = part.locator("li").filter(has_text="Six: to try the keys")
    entry.get_by_role("link", name="Change").press("Enter")
    changed = entry.get_by_label(PROMISED)
    expect(changed).to_be_focused()
    changed.press_sequentially("Yes. ")
    expect(part.locator("li").filter(has_text="Yes. Six: to try the keys")).to_be_visible()
    expect(part.get_by_label(PROMISED)).to_be_focused()
    page.keyboard.press("Escape")
    expect(entry.get_by_role("link", name="Change")).to_be_focused()
    entry.get_by_role("button", name="Take back").press("Enter")
    expect(part).not_to_contain_text("Six: to try the keys")
    undo = part.get_by_role("button", name="Put it back")
    expect(undo).to_be_focused()
    undo.press("Enter")
    expect(part).to_contain_text("Six: to try the keys")
    assert page.url.endswith("?item=12")


def test_a_full_meeting_passes_axe_and_fits_every_window(visits: Visits, site: Site, tmp_path: Path):
    page = at(visits, site, "10")
    sent = page.request.get(f"{site.address}{ROOM}?item=10").body()
    for width in (768, 1600, 640):  # the last is 1280 at 200 %
        page.set_viewport_size({"width": width, "height": 900})
        assert page.evaluate("document.documentElement.scrollWidth") == width
        expect(page.locator(".panel-sitting__bar")).to_be_in_viewport()
    assert_passes_at_both_widths(page)
    page.keyboard.press("F2")
    assert_passes_at_both_widths(page)
    assert said_by_the_nu_checker([sent], tmp_path) == []


def test_without_scripts_each_form_has_its_button(visits: Visits, site: Site):
    page = at(visits, site, "11", java_script_enabled=False)
    site.written_by_the_other("notes", item="11", version=1, text="Noel was first.")
    page.get_by_label("Notes", exact=True).filter(visible=True).fill("Mine came second.")
    page.get_by_role("button", name="Save the notes").filter(visible=True).click()
    expect(page.locator("#clash")).to_contain_text("Noel was first.")
    page.get_by_role("button", name="Keep both, theirs first").click()
    expect(page.get_by_text("Notes of item 11 saved.")).to_be_visible()
    assert site.notes("11") == "Noel was first.\n\nMine came second."
    forget_failures(visits)


def test_what_is_kept_is_asked_about_at_sign_out_and_never_shown_to_another(visits: Visits, site: Site):
    page = at(visits, site, "13")
    page.context.set_offline(True)
    typed(page, " Only I may see this.")
    page.get_by_role("button", name="Sign out", exact=True).click()
    asked = page.get_by_role("dialog", name="Not everything is saved")
    expect(asked).to_contain_text("1 thing could not be saved.")
    asked.get_by_role("button", name="Stay signed in").click()
    expect(asked).to_be_hidden()
    page.close()
    context = page.context
    context.set_offline(False)
    mine = context.cookies()
    theirs = site.other.get_cookie("panel")
    assert theirs
    context.add_cookies([{**site.cookies["cookies"][0], "value": theirs.value}])
    page = context.new_page()
    go(page, f"{site.address}{ROOM}?item=13")
    expect(page.locator("[data-saved]")).to_have_text("Nothing to save")
    assert "Only I may see this." not in page.locator("#notes-13").input_value()
    context.add_cookies(mine)
    page.reload()
    saved(page)
    assert site.notes("13").endswith(" Only I may see this.")
    forget_failures(visits)


def test_the_page_turns_to_exempt_notes_when_the_public_is_excluded(visits: Visits, site: Site):
    page = at(visits, site, "14")
    with site.app.app_context():
        minutes = db.session.scalars(select(Passage).where(Passage.item == "14")).one().minutes
        facts = {"item": "14", "items": ["14"], "paragraphs": [3], "outcome": "agreed", "out_at": time(11, 30)}
        exclusion = an_entry(Exclusion, minutes, **facts)
        db.session.commit()
        number = exclusion.id
    typed(page, " Then they left.")
    expect(page.get_by_text("Exempt: the public is excluded")).to_be_visible()
    assert not site.notes("14").endswith(" Then they left.")
    page.get_by_label("The public was excluded when this was sent, and it may be public").filter(visible=True).check()
    saved(page)
    exempt = page.get_by_label("Exempt notes, for the exempt minutes only").filter(visible=True)
    exempt.press_sequentially("The informant")
    saved(page)
    assert site.notes("14", PaperAccess.EXEMPT) == "The informant"
    assert site.notes("14").endswith(" Then they left.")
    with site.app.app_context():
        db.session.execute(update(Exclusion).where(Exclusion.id == number).values(in_at=time(11, 50)))
        db.session.commit()
    exempt.press_sequentially(" spoke")
    expect(page.get_by_text("Exempt: the public is excluded")).to_be_hidden()
    assert site.notes("14", PaperAccess.EXEMPT) == "The informant spoke"
    visits.complaints.clear()  # the browser says of the refusal that it has status 422
