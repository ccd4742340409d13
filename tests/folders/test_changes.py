"""A folder that comes again: the same changes nothing, a changed one changes what differs."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import select

from panel.agendas.models import Item
from panel.extensions import db
from panel.interests.models import Dispensation, Registration
from panel.law.words import day_in_words
from panel.meetings import queries
from panel.meetings.models import Meeting, MeetingStatus
from panel.members.models import Appointment, Member
from panel.members.queries import seats
from panel.minutes.models import Action, Attendance, Confirmation, Disclosure, Minutes, Motion, Resolution
from panel.papers.models import Paper, PaperAccess
from panel.procedure.models import Body, OfficeHolder
from panel.procedure.queries import in_force
from panel.questions.models import Question
from panel.recommendations.models import Letter, LetterRecommendation, Recommendation
from panel.work_programme.models import ProgrammeItem
from tests.folders.conftest import MINUTES as MINUTES_TEXT
from tests.folders.conftest import MoveIn, edit, everything
from tests.folders.planting import MINUTES
from tests.folders.records import MEETING, body, items, meeting, papers_of


def test_the_same_folder_twice_changes_nothing_and_says_so(folder: Path, move_in: MoveIn):
    assert not move_in(folder).nothing_changed
    before = everything()
    report = move_in(folder)
    assert everything() == before
    assert report.nothing_changed
    assert report.published == ()
    assert report.lines() == [
        "Nothing has changed: the records of Larkshire Police and Crime Panel say what the folder says."
    ]


def test_the_meetings_whose_packs_may_have_changed_are_named(folder: Path, move_in: MoveIn):
    assert [row.date for row in move_in(folder).published] == [date(2018, 3, 19)]
    edit(folder, "panel.toml", "Imogen Vale", "Ines Vale")
    assert [row.date for row in move_in(folder).published] == [date(2018, 3, 19)]


def test_a_changed_title_changes_that_row_alone_and_is_told(folder: Path, moved_in: MoveIn):
    before = everything()
    edit(folder, MEETING, 'title = "Update"', 'title = "Update of spring"')
    report = moved_in(folder)
    after = everything()
    assert {name for name in before if before[name] != after[name]} == {"agenda_item", "audit_entry"}
    assert len(after["audit_entry"]) == len(before["audit_entry"]) + 1
    assert report.lines() == [
        "Changed: item 2, “Update of spring”, of the meeting of 19 March 2018: "
        "title (“Update” became “Update of spring”)."
    ]


def test_a_new_paper_is_added_and_the_others_stay_the_same_rows(folder: Path, moved_in: MoveIn):
    before = {row.title: row.id for row in papers_of("2")}
    (folder / "meetings/2018-03-19/papers/map.pdf").write_text("map")
    edit(
        folder,
        MEETING,
        '{ file = "answers.docx"',
        '{ file = "map.pdf", appendix = "A", title = "Map" },\n{ file = "answers.docx"',
    )
    report = moved_in(folder)
    assert [(row.title, row.id) for row in papers_of("2") if row.title != "Map"] == list(before.items())
    assert [row.title for row in papers_of("2")] == ["Update report", "Figures", "Map", "Answers"]
    assert "Added: “Map” (item 2, Appendix A) of the meeting of 19 March 2018." in report.lines()


def test_another_file_under_the_same_name_replaces_the_paper_s_document(folder: Path, moved_in: MoveIn):
    (row,) = (row for row in papers_of("2") if row.title == "Figures")
    number, document = row.id, row.document_id
    (folder / "meetings/2018-03-19/papers/figures.pdf").write_text("better figures")
    report = moved_in(folder)
    (row,) = (row for row in papers_of("2") if row.title == "Figures")
    assert row.id == number
    assert row.document_id != document
    assert any("another file" in line for line in report.lines())


def test_a_paper_made_exempt_is_exempt_from_then_on(folder: Path, moved_in: MoveIn):
    edit(
        folder,
        MEETING,
        'appendix = "A", title = "Figures"',
        'appendix = "A", title = "Figures", exempt = true',
    )
    moved_in(folder)
    assert [row.access for row in papers_of("2")] == [
        PaperAccess.PUBLIC,
        PaperAccess.EXEMPT,
        PaperAccess.EXEMPT,
    ]


def test_what_is_gone_from_the_folder_is_withdrawn_and_never_deleted(folder: Path, moved_in: MoveIn):
    counts = {name: len(rows) for name, rows in everything().items()}
    edit(
        folder,
        MEETING,
        '[[items]]\nnumber = "4"\ntitle = "Complaints"\nkind = "complaints"\nreport = "verbal"\n',
        "",
    )
    edit(folder, MEETING, '  { file = "figures.pdf", appendix = "A", title = "Figures" },\n', "")
    edit(folder, "work_programme.csv", "to be timetabled,,TBC,Estates,,\n", "")
    edit(
        folder,
        "recommendations.csv",
        "2018-02-01,Publish the response times,PCC,,Under way,in progress,\n",
        "",
    )
    edit(folder, "panel.toml", '"Omar Reed (Chair)", "Councillor Bram Teal"', '"Omar Reed (Chair)"')
    report = moved_in(folder)
    assert [entry.sentence for entry in report.withdrawn] == [
        "Councillor Bram Teal on Budget Working Group",
        "work programme, “Estates”",
        "log entry “Publish the response times”",
        "item 4, “Complaints”, of the meeting of 19 March 2018",
        "“Figures” (item 2, Appendix A) of the meeting of 19 March 2018",
    ]
    assert [row.number for row in items()] == ["1", "1(1)", "2", "3"]
    after = {name: len(rows) for name, rows in everything().items()}
    assert {name for name in counts if counts[name] != after[name]} == {"audit_entry"}
    assert [seat.member.name for seat in seats(body("larkshire-budget-working-group"), date(2018, 3, 1))] == [
        "Omar Reed"
    ]


def test_what_comes_back_takes_up_its_old_record(folder: Path, moved_in: MoveIn):
    rows = (folder / "recommendations.csv").read_text()
    numbers = set(db.session.scalars(select(Recommendation.id)))
    edit(
        folder,
        "recommendations.csv",
        "2018-02-01,Circulate the survey,Una Marsh,,,completed,2018-02-20\n",
        "",
    )
    moved_in(folder)
    (folder / "recommendations.csv").write_text(rows)
    report = moved_in(folder)
    assert [entry.sentence for entry in report.added] == ["log entry “Circulate the survey”"]
    assert set(db.session.scalars(select(Recommendation.id).where(~Recommendation.withdrawn))) == numbers


@pytest.mark.parametrize(
    "change",
    [
        pytest.param([(MEETING, 'title = "Update"', 'title = "Spring"')], id="title"),
        pytest.param([(MEETING, 'number = "4"', 'number = "5"')], id="number"),
        pytest.param(
            [(MEETING, '{ file = "figures.pdf", appendix = "A"', '{ file = "figures.pdf", appendix = "C"')],
            id="letter",
        ),
        pytest.param([("panel.toml", 'office = "Chair"\n', "")], id="office"),
        pytest.param([("rules.toml", "n = 3", "n = 4")], id="rules"),
        pytest.param([("work_programme.csv", "Rural crime", "Rural and heritage crime")], id="programme"),
        pytest.param([("recommendations.csv", "2018-02-01,Publish", "2018-01-31,Publish")], id="log"),
        pytest.param([(MEETING, "published = 2018-03-09\n", "")], id="publication"),
        pytest.param([(MINUTES, "for = 2", "for = 3")], id="votes"),
        pytest.param([(MINUTES, '"Councillor Ada Finch", "Councillor Wade"', '"Councillor Ada Finch"')], id="presence"),
        pytest.param([(MINUTES, 'resolution = "2(a)"', 'resolution = "1", item = "4"')], id="what a letter rests on"),
        pytest.param([(MINUTES, 'number = "2(a)"', 'number = "2"'), (MINUTES, '"2(a)"', '"2"')], id="resolution"),
        pytest.param([(MINUTES, MINUTES_TEXT, "date = 2018-02-01\n")], id="all that the minutes say"),
        pytest.param([("panel.toml", "ends = 2019-01-14", "ends = 2018-12-31")], id="dispensation"),
        pytest.param([("panel.toml", 'office = "Chair"', "registered = 2017-05-20")], id="registration"),
        pytest.param([(MEETING, "accepted = true", "accepted = false")], id="question"),
        pytest.param([(MEETING, "exempt_paragraphs = [7]", 'public_interest = "It is."')], id="public interest"),
        pytest.param([(MEETING, 'report = "verbal"', 'urgent_reason = "A flood."')], id="urgent reason"),
    ],
)
def test_a_folder_changed_and_changed_back_leaves_the_records_as_they_were(
    folder: Path, moved_in: MoveIn, change: list[tuple[str, str, str]]
):
    before = seen()
    texts = {file: (folder / file).read_text() for file, _, _ in change}
    for file, old, new in change:
        edit(folder, file, old, new)
    assert not moved_in(folder).nothing_changed
    assert seen() != before
    for file, text in texts.items():
        (folder / file).write_text(text)
    moved_in(folder)
    assert seen() == before


def seen() -> list[tuple[object, ...]]:
    """Read what everyone would see: records that are not withdrawn, without numbers or what counts changes."""
    rows: list[tuple[object, ...]] = []
    for model in (
        Body,
        Member,
        Appointment,
        Meeting,
        Item,
        Paper,
        Recommendation,
        ProgrammeItem,
        OfficeHolder,
        Registration,
        Dispensation,
        Question,
        Minutes,
        Attendance,
        Confirmation,
        Disclosure,
        Motion,
        Resolution,
        Action,
        Letter,
        LetterRecommendation,
    ):
        for row in db.session.scalars(select(model)):
            columns = {
                column.key: getattr(row, column.key)
                for column in model.__table__.columns
                if column.key not in ("id", "item_id", "sequence", "uid", "version")
            }
            if not columns.get("withdrawn"):
                rows.append((model.__name__, *sorted((key, str(value)) for key, value in columns.items())))
    panel = body()
    rows.append(("rules", str(in_force(panel, date(2018, 3, 19)))))
    return sorted(rows, key=str)


def test_a_meeting_moved_before_it_came_here_knows_its_first_day(folder: Path, moved_in: MoveIn):
    assert queries.at("larkshire", date(2018, 3, 26)) is None
    found = queries.moved_from("larkshire", date(2018, 3, 26))
    assert found is meeting()
    assert found.sequence >= 1


def test_a_meeting_that_moves_keeps_its_identity_and_its_old_address(folder: Path, moved_in: MoveIn):
    row = meeting(date(2018, 6, 21))
    number, uid, sequence = row.id, row.uid, row.sequence
    edit(folder, "panel.toml", "date = 2018-06-21", "date = 2018-06-28\nmoved_from = 2018-06-21")
    report = moved_in(folder)
    row = meeting(date(2018, 6, 28))
    assert (row.id, row.uid, row.sequence) == (number, uid, sequence + 1)
    assert queries.moved_from("larkshire", date(2018, 6, 21)) is row
    assert queries.at("larkshire", date(2018, 6, 21)) is None
    assert [entry.sentence for entry in report.changed] == [
        "the meeting of 28 June 2018, Larkshire Police and Crime Panel: moved from Thursday 21 June 2018"
    ]


def test_a_meeting_that_moves_twice_leads_from_both_days(folder: Path, moved_in: MoveIn):
    uid = meeting(date(2018, 6, 21)).uid
    edit(folder, "panel.toml", "date = 2018-06-21", "date = 2018-06-28\nmoved_from = 2018-06-21")
    moved_in(folder)
    edit(folder, "panel.toml", "date = 2018-06-28", "date = 2018-07-05")
    moved_in(folder)
    row = meeting(date(2018, 7, 5))
    assert row.uid == uid
    assert [move.moved_from for move in row.moves] == [date(2018, 6, 21), date(2018, 6, 28)]


def test_every_instance_gives_a_meeting_the_same_identity(folder: Path, moved_in: MoveIn):
    assert meeting().uid == "b2e654a7-9893-5e47-b347-d741db917f4c"


def test_a_cancelled_meeting_tells_calendars(folder: Path, moved_in: MoveIn):
    before = meeting(date(2018, 6, 21)).sequence
    edit(folder, "panel.toml", "date = 2018-06-21", 'date = 2018-06-21\nstatus = "cancelled"')
    moved_in(folder)
    row = meeting(date(2018, 6, 21))
    assert (row.status, row.sequence) == (MeetingStatus.CANCELLED, before + 1)


def test_a_meeting_that_the_folder_forgets_stays_on_record_and_is_told(folder: Path, moved_in: MoveIn):
    before = everything()
    edit(folder, "panel.toml", "[[meetings]]\ndate = 2018-06-21\n", "")
    report = moved_in(folder)
    assert everything() == before
    assert any(day_in_words(date(2018, 6, 21)) in note for note in report.notes)


def test_an_agenda_that_is_published_on_an_unrecorded_day_is_published(folder: Path, move_in: MoveIn):
    edit(folder, MEETING, "published = 2018-03-09", "published = true")
    move_in(folder)
    assert (meeting().published, meeting().published_on) == (True, None)


def test_an_agenda_without_the_word_published_is_a_draft(folder: Path, move_in: MoveIn):
    edit(folder, MEETING, "published = 2018-03-09\n", "")
    assert move_in(folder).published == []
    assert not meeting().published


def test_a_new_office_holder_with_a_first_day_follows_the_one_before(folder: Path, moved_in: MoveIn):
    edit(folder, "panel.toml", 'name = "Una Marsh"', 'name = "Piers Lowe"\nsince = 2018-05-10')
    moved_in(folder)
    rows = db.session.execute(select(OfficeHolder.name, OfficeHolder.since, OfficeHolder.until)).all()
    assert [tuple(row) for row in rows] == [
        ("Una Marsh", None, date(2018, 5, 9)),
        ("Piers Lowe", date(2018, 5, 10), None),
    ]


def test_a_member_s_last_day_ends_the_seat(folder: Path, move_in: MoveIn):
    edit(folder, "panel.toml", 'kind = "independent"', 'kind = "independent"\nuntil = 2018-04-30')
    move_in(folder)
    assert len(seats(body(), date(2018, 4, 30))) == 3
    assert len(seats(body(), date(2018, 5, 1))) == 2
