"""The meeting of 1 February 2018, taken live in the room, from attendance to when it rose, through a lost connection;
then its minutes: written up, corrected, proposed to the meeting of 19 March, confirmed and signed there, and sealed."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import pytest
import time_machine
from playwright.sync_api import Browser, Page, expect

from panel.agendas.rules import ItemKind
from panel.extensions import db
from panel.meetings.rules import MeetingStatus
from panel.public.clock import LONDON
from tests.accounts.people import EMAIL, an_officer
from tests.browser.houses import House, press, said, words_of
from tests.browser.pages import Visits, served
from tests.browser.slips import go, move, opened, record, resolve, saved, seat, slip, turn, typed
from tests.builders import an_item
from tests.journeys.conftest import panel
from tests.mail.servers import Post, serving, set_server
from tests.officers import the_meeting
from tests.packs.published import answer_everything
from tests.public.site import open_site

pytestmark = pytest.mark.xdist_group("journey2")

DAY = "2018-02-01"
NEXT = "2018-03-19"
PUBLIC = f"/meetings/warwickshire/{DAY}"
CHAIR = "chair@warwickshire.example"
DESK = f"/desk/warwickshire/{DAY}"
ROOM = f"{DESK}/room"
AGENDA = (
    ("1", "General", ItemKind.HEADING),
    ("1(1)", "Apologies", ItemKind.APOLOGIES),
    ("1(2)", "Members’ Disclosures of Interests", ItemKind.DISCLOSURES),
    ("1(3)", "Chair’s Announcements", ItemKind.ANNOUNCEMENTS),
    ("1(4)", "Minutes of the Previous Meetings", ItemKind.MINUTES),
    ("2", "Public Question Time", ItemKind.PUBLIC_QUESTIONS),
    ("3", "Proposed Local Police Precept 2018/19", ItemKind.REPORT),
    ("4", "Work Programme", ItemKind.WORK_PROGRAMME),
    ("5", "Dates of Meetings", ItemKind.DATES_OF_MEETINGS),
)
NEXT_AGENDA = (
    ("1", "Minutes of the Previous Meeting", ItemKind.MINUTES),
    ("2", "Work Programme", ItemKind.WORK_PROGRAMME),
)
PRESENT = (
    *("Richard Chattaway", "Mark Cargill", "Nicola Davies", "Tony Jefferson", "Gwynne Pomfrett", "Derek Poole"),
    *("Andrew Thompson", "Adrian Warwick", "Andy Davis", "Bob Malloy"),
)
OTHERS = (
    ("Neil Hewison", "Chief Executive", "Office-holder’s office"),
    ("Elizabeth Hall", "Treasurer", "Office-holder’s office"),
    ("John Betts", "Head of Finance", "Officers"),
)
PRECEPT = "That the proposal to raise the Local Policing Precept by £12 per Band D property (6.25%) be supported"
RESOLVED = (
    ("Supports the Commissioner’s proposal to raise the Local Policing Precept by £12.", "Next number", "", ""),
    ("Recommends to the Police and Crime Commissioner that he:", "Next number", "Recommendation", "PCC"),
    ("Provide more clarity in future precept consultations.", "Part of the one before", "", ""),
    ("Considers revising future consultations.", "Part of the one before", "", ""),
    ("Engages with the public more widely.", "Part of the one before", "", ""),
)
"""What was resolved of the precept, but for the last: its words, its place, what it is, and of whom it asks it."""
LAST = "Requests written detail on the current number of Police Officers."
THANKS = "That the Commissioner be thanked for the open way in which he informed the Panel"
SEALED = (
    "These minutes were confirmed on Monday 19 March 2018, so the record is closed. "
    "Enter a later correction instead: it is dated, and stands beside them."
)


@pytest.fixture
def house(tmp_path: Path, real_pack: Path, visits: Visits, chromium: Browser) -> Iterator[House]:
    """The real panel on the morning of 1 February 2018, with the agenda of that day, and nothing recorded yet."""
    folder = tmp_path / "real-pack"
    shutil.copytree(real_pack, folder)
    shutil.rmtree(folder / "meetings")
    instance = tmp_path / "instance"
    post = Post()
    with time_machine.travel(datetime(2018, 2, 1, 10, 25, tzinfo=LONDON)) as clock, serving(post) as port:
        panel("import", folder, "--instance", instance)
        app = open_site(instance)
        set_server(app, port)
        with app.app_context():
            an_officer()
            for day, items in ((DAY, AGENDA), (NEXT, NEXT_AGENDA)):
                the_meeting(day).status = MeetingStatus.SCHEDULED  # the pack was written when both had been held
                for number, title, kind in items:
                    an_item(the_meeting(day), number, title, kind)
            db.session.commit()
        for address in served(app):
            app.config["SITE_URL"] = address  # a worker has no request to read it from
            yield House(app, address, clock, post, visits, real_pack / "meetings")


def test_the_meeting_of_1_february_is_taken_and_its_minutes_are_confirmed_signed_and_sealed(house: House):
    room = house.enter(EMAIL)
    go(room, house.address + ROOM)
    take_attendance(room)
    declare_an_interest(room)
    take_question_time(room)
    move_and_vote(room)
    resolve_through_a_lost_connection(room, house)
    go_through_the_rest(room)
    rise(room, house)
    house.it_is(2, 2)
    officer = house.enter(EMAIL)
    write_up_and_circulate(officer, house)
    a_member_corrects(house)
    answer_the_correction(officer, house)
    house.it_is(8, 3)
    officer = house.enter(EMAIL)
    publish_the_next_agenda(officer, house)
    house.it_is(19, 3, 11)
    officer = house.enter(EMAIL)
    room, minutes = officer.context.new_page(), officer.context.new_page()
    go(room, house.address + ROOM)
    minutes.goto(f"{house.address}{DESK}/minutes")
    confirm_and_sign(officer, house)
    nothing_can_be_changed(room, minutes)
    complaints = house.visits.complaints  # of requests that were refused or found no line
    complaints[:] = [each for each in complaints if "Failed to load resource" not in each]
    the_public_reads_them(house)


def take_attendance(room: Page) -> None:
    """Who is there, who sent apologies, who stands in for whom, who else came."""
    opening = slip(room, "opening")
    expect(opening.get_by_label("Who presides")).to_have_value("Councillor Nicola Davies")
    opening.get_by_label("Began at").fill("10.30am")
    for name in PRESENT:
        seat(room, name).get_by_label("Present").check()
    seat(room, "Patrick Davey").get_by_label("Apologies").check()
    seat(room, "Neil Dirveiks").get_by_label("Apologies").check()
    stand_in = opened(room, "stand-in", "A substitute whom nobody announced")
    stand_in.get_by_label("Who stands in").fill("Councillor Holland")
    stand_in.get_by_label("For whom").fill("Councillor Neil Dirveiks")
    record(stand_in)
    other = opened(room, "other", "Somebody else who is there")
    for name, role, circle in OTHERS:
        other.get_by_label("Name", exact=True).fill(name)
        other.get_by_label("Role").fill(role)
        other.get_by_label(circle).check()
        record(other)
    saved(room)
    expect(room.locator("[data-part=quorum]")).to_contain_text("11")
    expect(room.locator("[data-part=others]")).to_contain_text("Councillor Holland")


def declare_an_interest(room: Page) -> None:
    """A member declares an interest in the precept, and does not leave it alone afterwards."""
    turn(room, "1(2)")
    declaration = opened(room, "declaration", "Record a declaration")
    declaration.get_by_label("Member", exact=True).fill("Councillor Derek Poole")
    declaration.get_by_label("In which item").select_option("3")
    declaration.get_by_label("Disclosable pecuniary").check()
    declaration.get_by_label("Its nature").fill("His wife is employed by Warwickshire Police.")
    declaration.get_by_label("Took no part").check()
    record(declaration)
    expect(room.locator("[data-part=declarations]")).to_contain_text("May not move, second or vote on it")


def take_question_time(room: Page) -> None:
    """Nobody asks anything."""
    turn(room, "2")
    typed(room, "There were no public questions.")


def move_and_vote(room: Page) -> None:
    """The precept is moved, an amendment falls, and what was irregular is recorded, warned of and marked."""
    turn(room, "3")
    typed(room, "The Chair invited the Commissioner to present his proposal.")
    move(room, PRECEPT, "Councillor Adrian Warwick", "Councillor Mark Cargill")
    motions = room.locator("[data-part=motions]")
    motions.get_by_role("button", name="Agreed without a vote").click()
    expect(motions).to_contain_text("Moved by Councillor Adrian Warwick, seconded by Councillor Mark Cargill.")
    # An interest was declared by who seconds, and more vote than are there.
    form = move(room, "That the rise be £10", "Councillor Andrew Thompson", "Councillor Derek Poole", "3", "9")
    too_many = "Not saved yet. 12 votes cannot be: 11 members are recorded as present."
    expect(form.locator("[data-said]")).to_contain_text(too_many)
    form.get_by_label("Against", exact=True).first.fill("8")
    record(form)
    expect(motions).to_contain_text("3 for, 8 against")
    # Nobody moved it.
    move(room, THANKS, "", "Andy Davis")
    expect(motions).to_contain_text("No mover yet")
    motions.locator("li", has_text=THANKS).get_by_role("button", name="Agreed without a vote").click()
    saved(room)
    expect(motions).to_contain_text("Councillor Derek Poole seconded the motion, having declared an interest")
    expect(motions).to_contain_text("but nobody is recorded as moving it")
    expect(room.get_by_role("link", name="2 acts for the monitoring officer")).to_be_visible()


def resolve_through_a_lost_connection(room: Page, house: House) -> None:
    """The line is lost in the middle of what was resolved; what is typed goes on, and stands once when it is back."""
    for words, place, kind, of_whom in RESOLVED:
        resolve(room, words, place, kind, of_whom)
    saved(room)
    room.context.set_offline(True)
    resolve(room, LAST, "Next number", "Request", "PCC", "1/3/2018")
    typed(room, " He would have 850 officers by this time next year.")
    turn(room, "4")
    typed(room, "The work programme was looked through.")
    expect(room.locator("[data-saved]")).to_contain_text("Not saved: no connection since")
    room.context.set_offline(False)
    saved(room)
    in_order = room.locator("[data-part=resolutions] section").filter(has_text="Item 3")
    expect(in_order.locator(".panel-resolved__number")).to_have_text(["1", "2", "2(a)", "2(b)", "2(c)", "3"])


def go_through_the_rest(room: Page) -> None:
    """The work programme is noted, and somebody promises something."""
    resolve(room, "Notes its work programme.", "Next number")
    resolve(room, "Includes the police estate in its future work programme.", "Next number")
    turn(room, "3")
    action = slip(room, "action")
    action.get_by_label("What was promised").fill("To tell the Panel what the Local Criminal Justice Board said")
    action.get_by_label("Who promised it").fill("Neil Hewison")
    room.keyboard.press("Control+Enter")
    expect(room.locator("[data-part=actions]")).to_contain_text("Neil Hewison")
    saved(room)


def rise(room: Page, house: House) -> None:
    """The meeting rises at 12.18pm; its sheet goes out, and what was resolved is public from then."""
    house.clock.move_to(datetime(2018, 2, 1, 12, 18, tzinfo=LONDON))
    press(room, "The meeting rises now")
    press(room, "Close the meeting")
    assert "The meeting rose at 12.18pm, and is closed." in said(room)
    press(room, "Send the sheet")
    house.work()
    public = house.visits.page()
    public.goto(house.address + PUBLIC)
    for words in ("What was resolved holds already", "2(c)", RESOLVED[0][0], LAST, "To tell the Panel what"):
        assert words in said(public), said(public)
    assert "Read the draft minutes" not in said(public)


def write_up_and_circulate(officer: Page, house: House) -> None:
    """The narrative is written on from the notes; the draft goes to the chair, for corrections until 9 February."""
    officer.goto(f"{house.address}{DESK}/minutes")
    narrative = officer.get_by_label("Public minutes of item 3", exact=True)
    expect(narrative).to_have_value(re.compile("by this time next year.$"))
    narrative.press("Control+End")
    narrative.press_sequentially(" The freeze was possible because of a **£9m** subsidy from the reserves.")
    saved(officer)
    officer.goto(f"{house.address}{DESK}/minutes/circulate")
    officer.get_by_label("Others, one on a line").fill(f"Councillor Nicola Davies, {CHAIR}")
    for label, number in (("Day", "9"), ("Month", "2"), ("Year", "2018")):
        officer.get_by_label(label, exact=True).fill(number)
    press(officer, "Send the draft")
    house.work()


def a_member_corrects(house: House) -> None:
    """The chair follows her link and asks for a correction."""
    chair = house.visits.page()
    chair.goto(re.findall(r"http\S+/draft-minutes/\S+", house.letters(CHAIR))[-1])
    assert "You can ask for corrections until Friday 9 February 2018" in said(chair)
    chair.get_by_text("Ask for a correction of item 3").click()
    chair.get_by_label("What should it say instead?").filter(visible=True).fill("It was £7m, not £9m.")
    chair.get_by_role("button", name="Send it to the officer").filter(visible=True).click()
    chair.get_by_text("Your correction has reached the officer.").wait_for()


def answer_the_correction(officer: Page, house: House) -> None:
    """The officer puts it right and says so."""
    officer.goto(f"{house.address}{DESK}/minutes")
    officer.get_by_role("link", name="1 correction waits for an answer").click()
    assert "It was £7m, not £9m." in said(officer)
    officer.get_by_role("link", name="See what the draft says").click()
    narrative = officer.get_by_label("Public minutes of item 3", exact=True)
    narrative.fill(narrative.input_value().replace("£9m", "£7m"))
    saved(officer)
    officer.goto(f"{house.address}{DESK}/minutes/corrections")
    officer.get_by_label("Yes, the draft is changed").check()
    officer.get_by_label("Answer", exact=True).fill("So it was: £7m.")
    press(officer, "Answer, and send it")
    house.work()
    assert "So it was: £7m." in house.letters(CHAIR)


def publish_the_next_agenda(officer: Page, house: House) -> None:
    """The minutes stand on the agenda of 19 March by themselves, and the public has the draft from then."""
    public = house.visits.page()
    assert public.request.get(f"{house.address}{PUBLIC}/minutes").status == 404
    officer.goto(f"{house.address}/desk/warwickshire/{NEXT}/publish")
    press(officer, "Compose the pack")
    house.work()
    with house.app.app_context():
        answer_everything(the_meeting(NEXT))
    officer.goto(f"{house.address}/desk/warwickshire/{NEXT}/publish")
    press(officer, "Publish the agenda")
    public.goto(f"{house.address}/meetings/warwickshire/{NEXT}")
    assert "Minutes of the meeting held on 1 February 2018" in said(public)
    public.goto(house.address + PUBLIC)
    public.get_by_role("link", name="Read the draft minutes").click()
    assert "Draft, to be confirmed" in said(public)
    assert "draft, to be confirmed" in words_of(public, "Minutes as PDF")
    assert "£7m" in said(public)


def confirm_and_sign(officer: Page, house: House) -> None:
    """The meeting of 19 March confirms them as they are, from its room; who presides signs."""
    go(officer, f"{house.address}/desk/warwickshire/{NEXT}/room")
    slip(officer, "opening").get_by_label("Began at").fill("10.30am")
    record(slip(officer, "opening"))
    saved(officer)
    officer.get_by_role("link", name="Confirm, as they are or amended").first.click()
    officer.get_by_label("Proposed by").fill("Councillor Adrian Warwick")
    press(officer, "Record that they are confirmed")
    officer.get_by_text("are confirmed as they are, and closed").wait_for()
    officer.get_by_role("link", name="They were signed").first.click()
    expect(officer.get_by_label("Who presided, and signed")).to_have_value("Councillor Nicola Davies")
    press(officer, "Note the signature")
    officer.get_by_text("are signed by Councillor Nicola Davies").wait_for()


def nothing_can_be_changed(room: Page, minutes: Page) -> None:
    """In windows that were open before, each way to change what is sealed is refused with the reason."""
    turn(room, "3")
    typed(room, " And more.")
    slip(room, "action").get_by_label("What was promised").fill("Something more")
    record(slip(room, "action"))
    for noted in ("notes", "action"):
        expect(slip(room, noted).locator("[data-said]")).to_have_text(f"Not saved yet. {SEALED}")
    resolutions = room.locator("[data-part=resolutions]")
    resolutions.get_by_role("button", name="Take back resolution 3 of item 3").click()
    expect(resolutions.get_by_text(f"Not done: {SEALED}")).to_be_visible()
    minutes.get_by_label("Public minutes of item 3", exact=True).fill("Something else.")
    minutes.get_by_role("button", name="Save Public minutes of item 3").click()
    minutes.get_by_role("heading", name="Not saved").wait_for()
    assert SEALED in said(minutes)
    assert "Something else." not in minutes.locator(".panel-prose").all_inner_texts()


def the_public_reads_them(house: House) -> None:
    """They are public as confirmed, and their PDF has every page numbered, and the signature."""
    public = house.visits.page()
    public.goto(house.address + PUBLIC)
    public.get_by_role("link", name="Read the minutes").click()
    assert "to be confirmed" not in said(public)
    words = words_of(public, "Minutes as PDF")
    for each in (
        "the meeting began at 10.30am, with councillor nicola davies presiding.",
        "confirmed on monday 19 march 2018 as a correct record, and signed by councillor nicola davies",
        "councillor holland substitute for councillor neil dirveiks",
        "there were no public questions.",
        "£7m",
        "the meeting rose at 12.18pm.",
        "signed: councillor nicola davies, who presided",
        "minutes, page 3 initials:",
    ):
        assert each in words
    assert "and more" not in words
