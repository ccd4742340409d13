"""Minutes are composed from their records: two documents of one record, in the words of the field."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime

import pytest
from flask import Flask
from sqlalchemy import select

from panel.extensions import db
from panel.minute_book.blocks import Block, Grid, Heading, Listed, Paragraph, Quotation, from_markdown
from panel.minute_book.composing import compose
from panel.minute_book.models import LaterCorrection, Passage, Signature
from panel.minute_book.printed import Printed, attended, extract
from panel.minute_book.rules import State
from panel.minutes.models import Confirmation, Exclusion, Minutes, Resolution
from panel.papers.models import PaperAccess
from panel.procedure.models import Body
from tests.builders import a_meeting, add, an_entry, an_item, minutes_of
from tests.officers import an_officers_site, the_meeting
from tests.printed.a_meeting import DAY, SECRET, a_full_meeting
from tests.public.site import statements


def said(blocks: tuple[Block, ...]) -> str:
    """Give the words of blocks."""
    lines = []
    for block in blocks:
        match block:
            case Paragraph():
                lines.append(block.text)
            case Heading():
                lines.append(block.text)
            case Listed():
                lines += [f"{entry.label} {said(entry.blocks)}" for entry in block.entries]
            case Grid():
                lines += [" | ".join("".join(run.text for run in cell) for cell in row) for row in block.rows]
            case Quotation():
                lines.append(said(block.blocks))
            case _:
                lines.append(f"{block.heading}: {said(block.blocks)}")
    return "\n".join(lines)


@pytest.fixture(scope="module")
def both(tmp_path_factory: pytest.TempPathFactory) -> tuple[Printed, Printed]:
    """Compose the public and the exempt minutes of one meeting, once: they are values."""
    with an_officers_site(tmp_path_factory.mktemp("minutes")) as app, app.app_context():
        made = a_full_meeting(db.session.scalars(select(Body).where(Body.slug == "larkshire")).one())
        return compose(made), compose(made, PaperAccess.EXEMPT)


@pytest.fixture(scope="module")
def public(both: tuple[Printed, Printed]) -> Printed:
    """The public minutes."""
    return both[0]


@pytest.fixture(scope="module")
def exempt(both: tuple[Printed, Printed]) -> Printed:
    """The exempt minutes."""
    return both[1]


@pytest.fixture
def minutes(app: Flask) -> Iterator[Minutes]:
    """The minutes of a meeting with something of every kind, in a site of their own."""
    with app.app_context():
        made = a_full_meeting(db.session.scalars(select(Body).where(Body.slug == "larkshire")).one())
        db.session.commit()
        yield made


def item(printed: Printed, number: str) -> str:
    return next(said(each.blocks) for each in printed.items if each.number == number)


def test_the_public_minutes_hold_nothing_that_was_recorded_without_the_public(public: Printed):
    assert SECRET not in repr(public)
    assert "Kingfisher" not in repr(public)
    assert "Kit Falcon" not in repr(public)
    told = item(public, "7")
    assert "Taken with the public excluded." in told
    assert "paragraph 3 of Part 1" in told
    assert "Summary: The Panel discussed a contract." in told


def test_the_exempt_minutes_hold_what_the_public_ones_leave_out_and_nothing_else(exempt: Printed):
    assert [each.number for each in exempt.items] == ["7"]
    assert SECRET in item(exempt, "7")
    assert "Kit Falcon" in repr(exempt)
    assert exempt.marks == ("Not for publication", "Draft, to be confirmed")
    assert "Supports the precept" not in repr(exempt)


def test_resolutions_are_numbered_and_nested_with_who_is_asked_and_by_when(public: Printed):
    assert (
        "Resolved: 1. Supports the precept.\n"
        "2. Recommends to the Commissioner that he:\n"
        "To: PCC, who is asked to answer by Sunday 1 March 2026.\n"
        "(a) Consults more widely.\n"
        "(b) Publishes the answer."
    ) in item(public, "3")


@pytest.mark.parametrize(
    ("number", "words"),
    [
        ("1(2)", "Councillor Ravi Linnet, item 3, disclosable pecuniary interest: Owns land at Larkford."),
        ("1(2)", "It is not in the register yet. The member took no part in the item."),
        ("1(3)", "The minutes of the meeting held on 20 November 2025 were confirmed as a correct record."),
        ("2", "Question from Ida Thrush. How many officers are there?"),
        ("2", "Answer by The Commissioner. There are 926."),
        ("3", "Motion: Precept. Proposed by Councillor Ada Finch and seconded by Councillor Jay Moor:"),
        ("3", "Amendment lost."),
        ("3", "Motion agreed: 2 for, 1 against, 0 abstained, the Chair gave a casting vote for."),
        ("3", "Against: Councillor Jay Moor"),
        ("3", "Adjournment. Adjourned at 11.05am (A fire alarm) and resumed at 11.15am."),
        ("2", "Question from Noor Wren. What does it cost?"),
        ("2", "The question was asked, and was not answered at the meeting."),
        ("2", "The Commissioner owes a written answer by Thursday 26 February 2026."),
        ("3", "To send the figures | Una Marsh | 2 March 2026"),
        ("4", "Councillor Jay Moor was elected Vice-Chair."),
        ("5", "The special circumstances: It happened yesterday."),
        ("6", "The public left at 11.30am and were let in again at 11.50am."),
    ],
)
def test_what_was_recorded_is_told_in_sentences_under_its_item(public: Printed, number: str, words: str):
    assert words in item(public, number)


def test_who_was_there_is_told_by_circle_with_role_and_times(public: Printed):
    assert [circle.title for circle in public.present] == [
        "Members of the Panel",
        "Office of the Police and Crime Commissioner",
        "Officers of the council",
    ]
    linnet = public.present[0].people[1]
    assert linnet.notes == ("joined remotely", "arrived during item 3 at 10.52am")
    assert public.substitutes == ("Councillor Jay Moor for Councillor Eve Sparrow",)
    assert [each.name for each in public.apologies] == ["Omar Reed"]
    assert public.ended == "The meeting rose at 12.18pm."


def test_how_exempt_minutes_were_amended_is_told_in_the_exempt_minutes_alone(minutes: Minutes):
    later = minutes_of(the_meeting("2026-03-19"))
    an_entry(Confirmation, later, earlier=DAY, access=PaperAccess.EXEMPT, item="8", amendments=f"{SECRET} now.")
    told = repr(compose(later))
    assert "exempt minutes of the meeting held on 12 February 2026 were confirmed with amendments" in told
    assert SECRET not in told
    assert SECRET in repr(compose(later, PaperAccess.EXEMPT))
    assert SECRET not in repr(compose(minutes))
    assert compose(minutes, PaperAccess.EXEMPT).settled.amendments == f"{SECRET} now."


def test_for_confidential_information_the_public_is_excluded_without_a_motion(minutes: Minutes):
    an_item(minutes.meeting, "9", "A government circular")
    an_entry(Exclusion, minutes, item="9", items=["9"], paragraphs=[], confidential=True)
    told = item(compose(minutes), "9")
    assert "Taken with the public excluded." in told
    assert "confidential information would be disclosed (Local Government Act 1972, s.100A(2))" in told
    assert "moved" not in told


def test_an_extract_has_one_item_and_the_attendance_in_a_line(public: Printed):
    part = extract(public, "3")
    assert part is not None
    assert [each.number for each in part.items] == ["3"]
    assert (
        part.title == "Larkshire Police and Crime Panel: extract from the minutes, Thursday 12 February 2026 (item 3)"
    )
    assert "Councillor Ada Finch, Councillor Ravi Linnet" in attended(part).text
    assert extract(public, "99") is None


def test_minutes_say_by_which_meeting_they_were_confirmed_who_signed_and_what_was_corrected_later(minutes: Minutes):
    later = minutes_of(the_meeting("2026-03-19"))
    assert compose(minutes).settled.state is State.DRAFT
    an_entry(Confirmation, later, earlier=DAY, amendments="In item 3, for 926 read 927.")
    assert compose(minutes).settled.state is State.CONFIRMED
    facts = {"day": date(2026, 3, 19), "by": "Imogen Vale", "at": datetime(2026, 3, 19, 12, tzinfo=UTC)}
    add(Signature(minutes_id=minutes.id, meeting_id=later.meeting_id, name="Councillor Jay Moor", **facts))
    add(LaterCorrection(minutes_id=minutes.id, item="3", text="The figure was 928.", **facts))
    printed = compose(minutes)
    assert printed.standing == (
        "Confirmed on Thursday 19 March 2026, as amended, and signed by Councillor Jay Moor on 19 March 2026."
    )
    assert printed.marks == ()
    assert [each.text for each in printed.later] == ["The figure was 928."]


def test_minutes_without_an_agenda_take_their_items_and_titles_from_what_is_written(app: Flask):
    with app.app_context():
        minutes = minutes_of(the_meeting("2025-11-20"))
        add(Passage(minutes_id=minutes.id, item="10", text="# Any other business\n\nThere was none."))
        an_entry(Resolution, minutes, item="2", number="1", text="Notes it.")
        printed = compose(minutes)
    assert [(each.number, each.title) for each in printed.items] == [("2", "Item 2"), ("10", "Any other business")]


def test_composing_asks_the_same_questions_however_much_is_recorded(app: Flask, minutes: Minutes):
    compose(minutes)
    with statements(app) as few:
        compose(minutes)
    for number in range(20):
        an_entry(Resolution, minutes, item="3", number=str(number + 3), text="More.")
        add(Passage(minutes_id=minutes.id, item=str(number + 30), text="More."))
    with statements(app) as many:
        compose(minutes)
    assert len(many) == len(few)


@pytest.mark.parametrize(
    "written",
    ["<b>bold</b>", "<script>alert(1)</script>", "[here](javascript:alert(1))", "![a picture](http://x.example/p.png)"],
)
def test_what_is_written_becomes_words_and_never_html_or_a_script(written: str):
    blocks = from_markdown(written)
    paragraphs = [block for block in blocks if isinstance(block, Paragraph)]
    assert len(paragraphs) == len(blocks)
    assert all(not run.to for paragraph in paragraphs for run in paragraph.runs)


def test_a_meeting_of_another_body_confirms_nothing(minutes: Minutes):
    group = db.session.scalars(select(Body).where(Body.slug == "larkshire-budget")).one()
    other = minutes_of(a_meeting(group, date(2026, 3, 20)))
    an_entry(Confirmation, other, earlier=DAY)
    assert compose(minutes).settled.state is State.DRAFT
