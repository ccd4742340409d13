"""The real pack, from an empty meeting to its published agenda and a supplement: officer, author and chair, each in a
browser of their own, with a worker behind them and a mail server that takes what is sent."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from zipfile import ZipFile

import pytest
import time_machine
from playwright.sync_api import Browser, Page

from panel.extensions import db
from panel.public.clock import LONDON
from tests.accounts.people import EMAIL, an_officer
from tests.browser.houses import House, press, said, words_of
from tests.browser.pages import Visits, served
from tests.journeys.conftest import panel
from tests.mail.servers import Post, serving, set_server
from tests.officers import the_meeting
from tests.packs.published import answer_everything
from tests.public.site import open_site

pytestmark = pytest.mark.xdist_group("journey")

DAY = "2018-03-19"
DESK = f"/desk/warwickshire/{DAY}"
PUBLIC = f"/meetings/warwickshire/{DAY}"
CHAIR = "chair@warwickshire.example"
SECRET = "kingfisher"
AUTHOR = "wren.hill@opcc.example"
FINANCE = "finn.marsh@opcc.example"
CONSULTATION = "Consultation and Engagement Strategy"
PLANNING = "Planning and Performance Working Group"


@pytest.fixture
def house(tmp_path: Path, real_pack: Path, visits: Visits, chromium: Browser) -> Iterator[House]:
    """The real panel with its year, its log and its work programme; the meeting of 19 March has no agenda."""
    folder = tmp_path / "real-pack"
    shutil.copytree(real_pack, folder)
    shutil.rmtree(folder / "meetings" / DAY)
    instance = tmp_path / "instance"
    panel("import", folder, "--instance", instance)
    post = Post()
    with time_machine.travel(datetime(2018, 2, 5, 9, tzinfo=LONDON)) as clock, serving(post) as port:
        app = open_site(instance)
        set_server(app, port)
        with app.app_context():
            an_officer()
            db.session.commit()
        for address in served(app):
            app.config["SITE_URL"] = address  # a worker has no request to read it from
            yield House(app, address, clock, post, visits, real_pack / "meetings" / DAY / "papers")


def test_officer_author_and_chair_bring_the_real_pack_out(house: House):
    officer = house.enter(EMAIL)
    invite_the_chair(officer, house)
    make_the_agenda(officer, house)
    ask_for_a_report(officer, house)
    hand_in_what_is_there(officer, house)

    house.it_is(12, 2)
    the_author_writes(house)
    house.it_is(21, 2)
    finance_clears(house)

    house.it_is(8, 3)
    officer = house.enter(EMAIL)
    override_one(officer, house)
    publish(officer, house, "the agenda")
    public = house.visits.page()
    public.goto(house.address + PUBLIC)
    assert SECRET not in said(public).casefold()
    assert SECRET not in words_of(public, "Agenda pack")
    the_chair_reads(house)

    house.it_is(15, 3)
    officer = house.enter(EMAIL)
    hand_in(officer, house, "Budget Working Group", "item-07-report.docx", "item-07-appendix-a-minutes.docx")
    publish(officer, house, "supplement 1", "The working group’s figures were agreed on 14 March.")


def invite_the_chair(officer: Page, house: House) -> None:
    """Invite the chair to read their papers here; they follow the link and choose a password."""
    officer.goto(f"{house.address}/desk/people/invite")
    officer.get_by_label("Name", exact=True).fill("Nicola Davies")
    officer.get_by_label("E-mail address").fill(CHAIR)
    officer.get_by_label("Member", exact=True).check()
    officer.get_by_label("Which member are they?").select_option("Councillor Nicola Davies")
    press(officer, "Invite them")
    house.work()
    chair = house.accept_invitation(CHAIR)
    assert "Your papers" in said(chair)


def make_the_agenda(officer: Page, house: House) -> None:
    """Make the agenda of what the records hold, put one item before another, and add what the records cannot know."""
    officer.goto(f"{house.address}{DESK}/agenda/make")
    assert "Work programme: due at this meeting" in said(officer)
    press(officer, "Make this agenda")
    for _each in range(2):
        press(officer, "Up item 5" if _each == 0 else "Up item 4")
    for after, title in (("5", f"{PLANNING} - Report of 15 February 2018"), ("6", "Budget Working Group - Report")):
        item = officer.locator(f"#item-{after}")
        item.get_by_text("More", exact=False).first.click()
        item.get_by_role("link", name="Add an item after it").click()
        officer.get_by_label("Title", exact=True).fill(title)
        officer.get_by_label("Kind").select_option("working group report")
        officer.get_by_label("Where there is no paper").select_option("to follow")
        press(officer, "Add this item")
    titles = officer.locator("h2.panel-agenda__title > span:last-child").all_inner_texts()
    assert titles[1:10] == [
        "Public Question Time",
        "The Alliance Policing Model",
        "Police and Crime Commissioner Update Report",
        "The PCC's Consultation and Engagement Strategy",
        f"{PLANNING} - Report of 15 February 2018",
        "Budget Working Group - Report",
        "Complaints",
        "Work Programme",
        "Dates of Meetings",
    ]


def ask_for_a_report(officer: Page, house: House) -> None:
    """Ask the commissioner's office for its report, which finance is to clear; both are invited."""
    to_papers(officer, house, CONSULTATION)
    officer.get_by_role("button", name="Ask somebody for a paper").click()
    officer.get_by_label("What it is to tell the meeting").fill("What was done since February 2017.")
    officer.get_by_role("button", name="Add somebody who clears it").click()
    officer.get_by_label("What they clear it for").fill("Finance")
    for row, (name, email) in enumerate((("Wren Hill", AUTHOR), ("Finn Marsh", FINANCE))):
        officer.get_by_label("Name", exact=True).nth(row).fill(name)
        officer.get_by_label("E-mail address").nth(row).fill(email)
    press(officer, "Ask for the paper")
    assert "It waits for\nWren Hill: Draft report" in said(officer)
    house.work()


def the_author_writes(house: House) -> None:
    """The author follows the invitation, takes the Word file, and hands the report in with its appendices."""
    author = house.accept_invitation(AUTHOR)
    author.get_by_role("link", name=CONSULTATION).click()
    assert "What was done since February 2017." in said(author)
    with author.expect_download() as word:
        author.get_by_role("link", name="Word file to begin from").click()
    with ZipFile(word.value.path()) as opened:
        assert CONSULTATION in opened.read("word/document.xml").decode()
    files = ("item-05-report.docx", "item-05-appendix-a1-progress.pdf", "item-05-appendix-a2-strategy.pdf")
    author.get_by_label("Files", exact=True).set_input_files([house.papers / file for file in files])
    author.get_by_role("button", name="Hand in").click()
    author.locator("#arriving").get_by_text(files[-1]).wait_for()
    house.work()
    author.locator("#papers").get_by_text("Appendix B").wait_for()


def finance_clears(house: House) -> None:
    """Who clears it for finance never came in: a reminder brings a new link; they read the report, and clear it."""
    house.work()
    assert "/asked/" in house.letters(FINANCE)
    finance = house.accept_invitation(FINANCE)
    finance.get_by_role("link", name=CONSULTATION).click()
    press(finance, "Clear it")
    assert "Everybody has cleared it" in said(finance)
    house.work()
    assert "cleared" in house.letters(AUTHOR)


def hand_in_what_is_there(officer: Page, house: House) -> None:
    """Hand the papers in as their authors sent them, and record why one of them is exempt."""
    hand_in(officer, house, "Minutes of the Previous", "item-01-minutes-2018-02-01.docx")
    update = "Commissioner Update Report"
    letters = ("item-04-appendix-a1-panel-letter.pdf", "item-04-appendix-a2-pcc-response.pdf")
    hand_in(officer, house, update, "item-04-pcc-report.pdf", *letters, "item-04-appendix-b-performance-q3.pdf")
    hand_in(officer, house, update, "item-04-appendix-c-RESTRICTED.docx", access="Not for publication")
    officer.get_by_role("link", name="Record the decision").click()
    officer.get_by_label("Information relating to any action taken or to be taken in connection with").check()
    officer.get_by_label("Why the public interest is in keeping it exempt").fill("Operations are still going on.")
    press(officer, "Record the decision")
    assert "cannot be discussed before that resolution is passed" in said(officer)
    group = ("item-06-report.docx", "item-06-appendix-a-minutes.docx")
    hand_in(officer, house, PLANNING, *group)
    hand_in(officer, house, "Work Programme", "item-08-report.docx")


def hand_in(officer: Page, house: House, item: str, *files: str, access: str = "Everybody") -> None:
    """Hand files in under an item, and wait until they are papers."""
    to_papers(officer, house, item)
    officer.get_by_label("Files", exact=True).set_input_files([house.papers / file for file in files])
    officer.get_by_label(access).check()
    officer.get_by_role("button", name="Hand them in").click()
    officer.locator("#arriving").get_by_text(files[-1]).wait_for()
    house.work()
    officer.goto(officer.url.split("#")[0])
    for file in files:
        assert file in said(officer)


def override_one(officer: Page, house: House) -> None:
    """Say of a finding that stops publication why it stands; the others are answered in the same way."""
    officer.goto(f"{house.address}{DESK}/check")
    officer.get_by_text("Override, with a reason").first.click()
    officer.get_by_label("Why the agenda is published in spite of this").first.fill("Seen, and left as it is.")
    press(officer, "Override with this reason")


def to_papers(officer: Page, house: House, item: str) -> None:
    """Go to the papers of an item."""
    officer.goto(f"{house.address}{DESK}/agenda")
    line = officer.locator(".panel-arranged__head").filter(has_text=item)
    line.get_by_role("link", name="Papers").click()


def publish(officer: Page, house: House, what: str, short_notice: str = "") -> None:
    """Compose the pack, look it through, and publish what was looked at."""
    with house.app.app_context():
        answer_everything(the_meeting(DAY))
    officer.goto(f"{house.address}{DESK}/publish")
    if short_notice:
        officer.get_by_label("Why is it published with less notice?").fill(short_notice)
    press(officer, "Compose the pack")
    house.work()
    officer.get_by_role("heading", name=re.compile(r"Page \d+ of the pack")).wait_for()
    officer.goto(f"{house.address}{DESK}/publish")
    press(officer, f"Publish {what}")
    assert f"{what.removeprefix('the ').capitalize()} published at" in said(officer)


def the_chair_reads(house: House) -> None:
    """The chair is told that the agenda is out, and reads the whole pack, the exempt paper included."""
    house.work()
    told = house.letters(CHAIR)
    assert "/papers/warwickshire/2018-03-19/" in told
    assert SECRET not in told.casefold()
    chair = house.enter(CHAIR)
    chair.get_by_role("link", name="Monday 19 March 2018").click()
    assert SECRET in words_of(chair, "Your whole pack")
