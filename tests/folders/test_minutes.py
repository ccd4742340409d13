"""Minutes and letters move in, change, and are withdrawn."""

from __future__ import annotations

from datetime import date, time
from pathlib import Path

from sqlalchemy import event, select

from panel.audit.models import AuditEntry
from panel.extensions import db
from panel.meetings.models import MeetingStatus
from panel.minutes.models import Attendance, Minutes, Presence
from panel.minutes.queries import minutes_of, minutes_until
from panel.papers.models import PaperAccess
from panel.recommendations.models import Letter
from panel.recommendations.queries import letters_until
from tests.folders.conftest import MoveIn, edit, everything
from tests.folders.planting import MINUTES, PANEL_FILE
from tests.folders.records import body, meeting

DAY = date(2018, 2, 1)


def minutes(day: date = DAY) -> Minutes:
    found = minutes_of(meeting(day))
    assert found is not None
    return found


def letter() -> Letter:
    return letters_until(body(), date(2018, 3, 19))[0]


def test_who_was_there_moves_in_as_it_was_recorded(folder: Path, move_in: MoveIn):
    move_in(folder)
    assert (minutes().rose, minutes().public_questions) == (time(12, 18), 0)
    assert [
        (row.name, row.circle, row.presence, row.substitute_for, row.member.name if row.member else None)
        for row in minutes().attendance
    ] == [
        ("Councillor Ada Finch", "members", Presence.PRESENT, "", "Councillor Ada Finch"),
        ("Councillor Wade", "members", Presence.PRESENT, "Councillor Bram Teal", None),
        ("Una Marsh", "opcc", Presence.PRESENT, "", None),
        ("Omar Reed", "members", Presence.APOLOGIES, "", "Omar Reed"),
        ("Councillor Bram Teal", "members", Presence.ABSENT, "", "Councillor Bram Teal"),
    ]


def test_what_was_done_moves_in(folder: Path, move_in: MoveIn):
    move_in(folder)
    record = minutes()
    assert [(row.earlier, row.access) for row in record.confirmations] == [
        (date(2017, 11, 30), PaperAccess.PUBLIC),
        (date(2017, 11, 30), PaperAccess.EXEMPT),
    ]
    assert [(row.name, row.item, row.text) for row in record.disclosures] == [
        ("", "", "Councillor Ada Finch: owns land at Larkford"),
        ("Omar Reed", "3", "Lease"),
    ]
    (motion,) = record.motions
    assert (motion.votes_for, motion.votes_against, motion.votes_abstained) == (2, 0, 1)
    assert [(row.item, row.number, row.kind) for row in record.resolutions] == [
        ("3", "1", ""),
        ("3", "2(a)", "recommendation"),
        ("4", "1", ""),
    ]
    assert [(row.owner, row.due) for row in record.actions] == [("Una Marsh", date(2018, 3, 1)), ("", None)]


def test_a_letter_says_what_each_recommendation_rests_on(folder: Path, move_in: MoveIn):
    move_in(folder)
    assert (letter().sent, letter().answer_due, letter().answered) == (
        date(2018, 2, 7),
        date(2018, 3, 1),
        date(2018, 2, 28),
    )
    assert [
        (row.text, row.resolution.number if row.resolution else None, row.delegated) for row in letter().recommendations
    ] == [
        ("Publishes the answer", None, ""),
        ("Consults more widely", "2(a)", ""),
        ("Keeps reserves under review", None, "to the Chair, 1 February 2018"),
    ]


def test_a_changed_vote_changes_that_motion_alone_and_is_told(folder: Path, moved_in: MoveIn):
    before = everything()
    edit(folder, MINUTES, "for = 2", "for = 4")
    report = moved_in(folder)
    after = everything()
    assert {name for name in before if before[name] != after[name]} == {"minutes_motion", "audit_entry"}
    assert report.lines() == [
        "Changed: motion in the minutes of the meeting of 1 February 2018: The precept: votes for (2 became 4)."
    ]


def test_a_name_that_becomes_a_member_s_is_the_member_from_then_on(folder: Path, moved_in: MoveIn):
    edit(folder, PANEL_FILE, "[[members]]", '[[members]]\nname = "Councillor Wade"\nkind = "independent"\n[[members]]')
    report = moved_in(folder)
    row = db.session.scalars(select(Attendance).where(Attendance.name == "Councillor Wade")).one()
    assert row.member is not None
    assert any(line.endswith("Councillor Wade: which member it is.") for line in report.lines())


def test_a_substitute_who_is_not_among_those_present_is_kept_as_named_only(folder: Path, moved_in: MoveIn):
    edit(folder, MINUTES, '"Councillor Ada Finch", "Councillor Wade"', '"Councillor Ada Finch"')
    moved_in(folder)
    (row,) = (row for row in minutes().attendance if row.name == "Councillor Wade")
    assert (row.presence, row.substitute_for) == (Presence.NOT_RECORDED, "Councillor Bram Teal")


def test_somebody_who_is_listed_as_present_and_as_absent_is_kept_as_both(folder: Path, moved_in: MoveIn):
    edit(folder, MINUTES, 'apologies = ["Omar Reed"]', 'apologies = ["Omar Reed", "Councillor Ada Finch"]')
    moved_in(folder)
    assert [row.presence for row in minutes().attendance if row.name == "Councillor Ada Finch"] == [
        Presence.PRESENT,
        Presence.APOLOGIES,
    ]


def test_one_substitute_for_two_members_leaves_both_absent(folder: Path, moved_in: MoveIn):
    edit(
        folder,
        MINUTES,
        "substitutes = [",
        'substitutes = [{ absent = "Councillor X", substitute = "Councillor Wade" }, ',
    )
    moved_in(folder)
    assert [row.name for row in minutes().attendance if row.presence is Presence.ABSENT] == [
        "Councillor X",
        "Councillor Bram Teal",
    ]


def test_minutes_that_leave_the_folder_are_withdrawn_with_their_letter_and_come_back(folder: Path, moved_in: MoveIn):
    text = (folder / MINUTES).read_text()
    (folder / MINUTES).unlink()
    report = moved_in(folder)
    assert [entry.sentence for entry in report.withdrawn] == [
        "minutes of the meeting of 1 February 2018",
        "letter to Police and Crime Commissioner of 2018-02-07",
    ]
    assert minutes_of(meeting(DAY)) is None
    assert letters_until(body(), date(2018, 3, 19)) == []
    assert moved_in(folder).nothing_changed
    (folder / MINUTES).write_text(text)
    report = moved_in(folder)
    assert [entry.kind for entry in report.added] == ["minutes", "letter"]
    assert len(minutes().resolutions) == 3
    assert len(letter().recommendations) == 3


def test_what_leaves_the_minutes_is_withdrawn_and_stays_on_record(folder: Path, moved_in: MoveIn):
    counts = {name: len(rows) for name, rows in everything().items()}
    edit(folder, MINUTES, '[[actions]]\ntext = "To circulate the survey"\n', "")
    report = moved_in(folder)
    assert [entry.sentence for entry in report.withdrawn] == [
        "action in the minutes of the meeting of 1 February 2018: To circulate the survey"
    ]
    assert len(minutes().actions) == 1
    after = {name: len(rows) for name, rows in everything().items()}
    assert {name for name in counts if counts[name] != after[name]} == {"audit_entry"}


def test_minutes_alone_make_a_meeting_that_was_held(folder: Path, move_in: MoveIn):
    edit(folder, PANEL_FILE, '[[meetings]]\ndate = 2018-02-01\nstatus = "held"\n', "")
    move_in(folder)
    assert meeting(DAY).status is MeetingStatus.HELD


def test_the_minutes_before_a_meeting_are_those_of_the_last_one_that_has_any(folder: Path, move_in: MoveIn):
    move_in(folder)
    assert list(minutes_until(body(), DAY)) == [minutes()]
    assert list(minutes_until(body(), date(2018, 1, 31))) == []


def test_every_entry_of_the_minutes_is_in_the_audit_trail(folder: Path, move_in: MoveIn):
    move_in(folder)
    trail = {(entry.verb, entry.subject.split(" in ")[-1]) for entry in db.session.scalars(select(AuditEntry))}
    assert ("open minutes", "minutes of larkshire 2018-02-01") in trail
    assert ("enter", "minutes of larkshire 2018-02-01") in trail
    assert ("send", "letter of larkshire sent 2018-02-07") in trail


def test_reading_minutes_asks_as_many_questions_of_the_database_for_many_as_for_one(folder: Path, moved_in: MoveIn):
    def asked() -> int:
        db.session.expunge_all()
        panel = body()
        questions: list[str] = []

        def note(_connection: object, _cursor: object, statement: str, *_: object) -> None:
            questions.append(statement)

        event.listen(db.engine, "before_cursor_execute", note)
        for each in minutes_until(panel, date(2018, 12, 31)):
            _ = each.meeting.date, [row.member and row.member.name for row in each.attendance], each.actions
            _ = each.confirmations, each.disclosures, each.motions, each.resolutions
        for sent in letters_until(panel, date(2018, 12, 31)):
            _ = sent.meeting.date, [row.resolution and row.resolution.text for row in sent.recommendations]
        event.remove(db.engine, "before_cursor_execute", note)
        return len(questions)

    one = asked()
    for day in ("2018-04-10", "2018-06-21"):
        (folder / "meetings" / day).mkdir()
        text = (folder / MINUTES).read_text().replace("date = 2018-02-01", f"date = {day}", 1)
        text = text.replace("sent = 2018-02-07", "sent = 2018-02-08")
        (folder / "meetings" / day / "minutes.toml").write_text(text)
    moved_in(folder)
    assert len(minutes_until(body(), date(2018, 12, 31))) == 3
    assert asked() == one
