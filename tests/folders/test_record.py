"""The whole record of a meeting moves in, is printed as the real minutes have it, and is closed once confirmed."""

from __future__ import annotations

import re
from datetime import date, time
from io import BytesIO
from pathlib import Path

import docx
from pypdf import PdfReader
from sqlalchemy import select

from panel.extensions import db
from panel.minute_book.composing import compose
from panel.minute_book.models import Passage
from panel.minute_book.on_paper import draw_minutes
from panel.minutes.models import Cast, Confirmation, InterestKind, Minutes, Motion, Moving, Outcome, Resolution
from panel.minutes.queries import record_of
from panel.papers.models import PaperAccess
from panel.recommendations.models import Letter
from tests.builders import an_entry, minutes_of
from tests.folders.conftest import MoveIn, edit
from tests.folders.planting import MINUTES
from tests.folders.records import meeting

RECORD = """
[[items]]
item = "3"
title = "The precept"
text = "The Commissioner spoke of:\\n\\n- reserves\\n- officers"
[[items]]
item = "7"
text = "The contract was ended."
summary = "A contract was discussed."
access = "exempt"
[[movements]]
name = "Omar Reed"
moving = "arrived"
item = "3"
at = 10:52:00
[[elections]]
item = "4"
office = "Vice-Chair"
ballot = true
elected = "Councillor Wade"
nominations = [{ name = "Councillor Wade", proposer = "Councillor Ada Finch", votes = 2 }]
[[exclusions]]
item = "6"
items = ["7"]
paragraphs = [3]
outcome = "agreed"
out_at = 11:30:00
[[questions_taken]]
name = "Ida Thrush"
asked = "not reached"
owed_by = "Una Marsh"
owed_until = 2018-02-08
"""


def fuller(folder: Path) -> None:
    """Write the whole record into the folder's minutes."""
    edit(folder, MINUTES, "rose = 12:18:00", 'rose = 12:18:00\nbegan = 10:30:00\npresided = "Councillor Ada Finch"')
    edit(folder, MINUTES, "public_questions = 0", 'public_questions = 1\nremote = ["Councillor Wade"]')
    lease = 'item = "3", interest = "Lease"'
    more = 'kind = "disclosable pecuniary", registered = false, took_no_part = true, left_at = 10:55:00, shown = "yes"'
    edit(folder, MINUTES, lease, f"{lease}, {more}")
    edit(
        folder,
        MINUTES,
        "abstain = 1",
        'abstain = 1\nvotes = { for = ["Councillor Ada Finch"], abstained = ["Omar Reed"] }',
    )
    edit(folder, MINUTES, 'addressee = "PCC"', 'addressee = "PCC"\nanswer_due = 2018-03-01')
    path = folder / MINUTES
    path.write_text(path.read_text(encoding="utf-8").replace("[letter]", f"{RECORD}\n[letter]"), encoding="utf-8")


def the_record() -> Minutes:
    found = record_of(meeting(date(2018, 2, 1)))
    assert found is not None
    return found


def test_the_whole_record_moves_in_once_and_is_printed(folder: Path, move_in: MoveIn):
    fuller(folder)
    move_in(folder)
    record = the_record()
    assert (record.began, record.presided) == (time(10, 30), "Councillor Ada Finch")
    assert [row.name for row in record.attendance if row.remote] == ["Councillor Wade"]
    lease = next(row for row in record.disclosures if row.name == "Omar Reed")
    assert (lease.kind, lease.registered, lease.took_no_part) == (InterestKind.PECUNIARY, False, True)
    assert (lease.left_at, lease.details) == (time(10, 55), {"shown": "yes"})
    assert [(row.name, row.moving, row.at) for row in record.movements] == [("Omar Reed", Moving.ARRIVED, time(10, 52))]
    assert record.motions[0].named
    assert [(row.name, row.cast) for row in record.votes] == [
        ("Councillor Ada Finch", Cast.FOR),
        ("Omar Reed", Cast.ABSTAINED),
    ]
    assert [(row.name, row.votes) for row in record.nominations] == [("Councillor Wade", 2)]
    assert [(row.items, row.paragraphs, row.outcome) for row in record.exclusions] == [(["7"], [3], Outcome.AGREED)]
    assert [row.owed_until for row in record.questions_taken] == [date(2018, 2, 8)]
    assert [row.answer_due for row in record.resolutions] == [None, date(2018, 3, 1), None]
    public = repr(compose(record))
    assert "A contract was discussed." in public
    assert "The contract was ended." not in public
    assert "The contract was ended." in repr(compose(record, PaperAccess.EXEMPT))
    assert move_in(folder).nothing_changed


EXEMPT = """
[[motions]]
item = "7"
text = "That the kingfisher contract be ended"
access = "exempt"
votes = { for = ["Councillor Ada Finch"] }
[[motions]]
item = "7"
text = "To end the kingfisher contract in May"
amends = "That the kingfisher contract be ended"
access = "exempt"
[[resolutions]]
item = "7"
number = "1"
text = "Ends the kingfisher contract."
access = "exempt"
[[actions]]
item = "7"
text = "To write to Kingfisher"
access = "exempt"
[[movements]]
name = "Kingfisher’s agent"
moving = "left"
access = "exempt"
[[elections]]
item = "7"
office = "Member"
nominations = [{ name = "Mr Kingfisher" }]
access = "exempt"
[[questions_taken]]
name = "Kingfisher’s agent"
asked = "absent"
access = "exempt"
"""


def test_what_was_recorded_without_the_public_moves_in_as_exempt(folder: Path, move_in: MoveIn):
    path = folder / MINUTES
    before, letter, after = path.read_text().partition("[letter]")
    path.write_text(before + EXEMPT + letter + after)
    move_in(folder)
    move_in(folder)
    minutes = the_record()
    assert "ingfisher" not in repr(compose(minutes))
    exempt = repr(compose(minutes, PaperAccess.EXEMPT))
    for words in ("contract be ended", "in May", "Ends the", "To write", "Mr Kingfisher", "agent left"):
        assert words in exempt
    motion, amendment = (row for row in minutes.motions if row.item == "7")
    assert (motion.amends_id, amendment.amends_id) == (None, motion.id)
    assert [row.access for row in minutes.votes] == [PaperAccess.EXEMPT]


def test_what_a_folder_leaves_out_stays_as_the_room_recorded_it(folder: Path, moved_in: MoveIn):
    record = the_record()
    record.began = time(10, 30)
    an_entry(Motion, record, item="4", text="x").withdrawn = True
    record.attendance[0].remote = True
    db.session.commit()
    assert moved_in(folder).nothing_changed
    assert (the_record().began, the_record().attendance[0].remote) == (time(10, 30), True)


def test_minutes_that_were_confirmed_stay_whole_and_the_report_says_why(folder: Path, moved_in: MoveIn):
    later = minutes_of(meeting(date(2018, 3, 19)))
    an_entry(Confirmation, later, earlier=date(2018, 2, 1))
    db.session.commit()
    edit(folder, MINUTES, "answered = 2018-02-28", "answered = 2018-02-27")
    edit(folder, MINUTES, 'text = "Supports the precept."', 'text = "Opposes the precept."')
    edit(folder, MINUTES, 'apologies = ["Omar Reed"]', 'apologies = ["Omar Reed"]\nremote = ["Councillor Wade"]')
    report = moved_in(folder)
    assert any(
        "The minutes of the meeting of 1 February 2018 and their letter stay as they are" in note
        and "These minutes were confirmed on Monday 19 March 2018, so the record is closed." in note
        for note in report.notes
    )
    assert not [entry for entry in report.changed if "1 February" in entry.sentence]
    words = db.session.scalars(select(Resolution.text).where(Resolution.item == "3", Resolution.number == "1")).all()
    assert words == ["Supports the precept."]
    assert not any(row.remote for row in the_record().attendance)
    assert db.session.scalars(select(Letter.answered)).all() == [date(2018, 2, 28)]
    assert db.session.scalars(select(Passage)).all() == []


def words(text: str) -> str:
    """Give words as both papers must have them: one kind of apostrophe and dash, single spaces."""
    return " ".join(text.replace("’", "'").replace("–", "-").split())


def test_the_printed_form_agrees_with_the_real_minutes(real_pack: Path, move_in: MoveIn):
    move_in(real_pack)
    paper = docx.Document(str(real_pack / "meetings/2018-03-19/papers/item-01-minutes-2018-02-01.docx"))
    cells = [cell.text for table in paper.tables for row in table.rows for cell in row.cells]
    real = words("\n".join([*(line.text for line in paper.paragraphs), *cells]))
    record = record_of(meeting(date(2018, 2, 1), "warwickshire"))
    assert record is not None
    printed = compose(record)
    ours = words("\n".join(page.extract_text() for page in PdfReader(BytesIO(draw_minutes(printed))).pages))
    present = [person.name for circle in printed.present for person in circle.people]
    assert len(present) == 19
    for name in present:
        assert name in ours
        assert name.rpartition(" ")[2] in real
    assert [each.name for each in printed.apologies] == ["Councillor Patrick Davey"]
    assert "Apologies for absence were received on behalf of Councillor Davey." in real
    assert printed.substitutes == ("Councillor Holland for Councillor Neil Dirveiks",)
    assert "Councillor Dirveiks was substituted by Councillor Holland." in real
    (motion,) = record.motions
    assert "raise the Local Policing Precept by £12 per Band D property (6.25%) for 2018/19" in motion.text
    assert words(motion.text.partition(" the ")[2].partition(" for 20")[0]) in words(ours)
    assert re.search(r"Councillor Warwick proposed that .*? This was seconded by Councillor Cargill\.", real)
    assert "Proposed by Councillor Adrian Warwick and seconded by Councillor Mark Cargill" in ours
    beginnings = [(row.number, words(row.text)[:60]) for row in record.resolutions]
    assert len(beginnings) == 8
    for _number, beginning in beginnings:
        assert beginning in ours
    for number, beginning in beginnings:
        # The toml writes "the Commissioner" where the minutes name the office in full.
        short = beginning.partition(" the Commissioner")[0].partition(" the Police")[0][:40]
        assert short in real, number
    assert "The meeting rose at 12:18" in real
    assert "The meeting rose at 12.18pm." in ours
    for access in ("minutes", "exempt minutes"):
        assert f"The {access} of the meeting held on 30 November 2017 were confirmed as a correct record." in ours
    assert "The public minutes, and exempt minutes, of the meetings held on 30 November 2017 were confirmed" in real
