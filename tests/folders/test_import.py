"""Moving in: a folder becomes records."""

from __future__ import annotations

from datetime import date, time
from pathlib import Path

import pytest
from sqlalchemy import func, select

from panel.audit.models import AuditEntry
from panel.documents.models import Document
from panel.extensions import db
from panel.folders.keeping_agendas import KEPT_BACK
from panel.folders.mistakes import Mistakes
from panel.meetings import queries
from panel.members.queries import seats
from panel.papers.models import Drawing, PaperAccess
from panel.procedure.models import BodyKind, OfficeHolder
from panel.procedure.queries import in_force
from panel.recommendations.models import Progress, Recommendation
from panel.work_programme.models import ProgrammeItem, Section
from tests.folders.conftest import Arrivals, MoveIn, edit
from tests.folders.records import MEETING, body, items, meeting, papers_of


def test_a_panel_moves_in_with_its_people_and_rules(folder: Path, move_in: MoveIn):
    move_in(folder)
    panel = body()
    assert (panel.name, panel.kind) == ("Larkshire Police and Crime Panel", BodyKind.PANEL)
    assert panel.officer_address == ["County Hall", "Larkford"]
    assert [(seat.member.name, seat.office) for seat in seats(panel, date(2018, 3, 19))] == [
        ("Councillor Ada Finch", "Chair"),
        ("Councillor Bram Teal", ""),
        ("Omar Reed", ""),
    ]
    assert db.session.scalars(select(OfficeHolder)).one().name == "Una Marsh"
    question = in_force(panel, date(2018, 3, 19)).questions(date(2018, 3, 19))
    assert question is not None
    assert (question.deadline.n, question.deadline.at, question.max_per_person) == (3, time(17), 2)


def test_a_working_group_is_a_body_of_the_panel(folder: Path, move_in: MoveIn):
    move_in(folder)
    group = body("larkshire-budget-working-group")
    assert (group.kind, group.parent, group.remit) == (
        BodyKind.WORKING_GROUP,
        body(),
        "Monitoring of the budget",
    )
    assert [(seat.member.name, seat.office) for seat in seats(group, date(2018, 3, 1))] == [
        ("Omar Reed", "Chair"),
        ("Councillor Bram Teal", ""),
    ]
    assert queries.at(group.slug, date(2018, 2, 5)) is not None


def test_a_meeting_joins_what_two_files_say_of_it(folder: Path, move_in: MoveIn):
    move_in(folder)
    found = meeting()
    assert (found.venue, found.start, found.filmed) == ("County Hall", time(10, 30), True)
    assert (found.published, found.published_on) == (True, date(2018, 3, 9))


def test_a_closed_meeting_gets_no_usual_start(folder: Path, move_in: MoveIn):
    move_in(folder)
    assert (meeting(date(2018, 4, 10)).start, meeting(date(2018, 6, 21)).start) == (None, time(10, 30))


def test_papers_lie_under_their_items_with_access_and_drawing(folder: Path, move_in: MoveIn):
    move_in(folder)
    assert [(row.title, row.appendix, row.access, row.exempt_paragraphs) for row in papers_of("2")] == [
        ("Update report", None, PaperAccess.PUBLIC, []),
        ("Figures", "A", PaperAccess.PUBLIC, []),
        ("Answers", "B", PaperAccess.EXEMPT, [7]),
    ]
    (drawn,) = papers_of("3")
    assert (drawn.drawn, drawn.document_id) == (Drawing.WORK_PROGRAMME, None)
    assert papers_of("2")[0].file_name == "update.pdf"


def test_the_report_comes_before_the_appendices_in_whatever_order_they_are_listed(folder: Path, move_in: MoveIn):
    edit(folder, MEETING, '  { file = "update.pdf", title = "Update report" },\n', "")
    edit(
        folder,
        MEETING,
        "exempt_paragraphs = [7] },\n",
        'exempt_paragraphs = [7] },\n{ file = "update.pdf", title = "R" },',
    )
    move_in(folder)
    assert [row.appendix for row in papers_of("2")] == [None, "A", "B"]


def test_the_log_and_the_programme_move_in(folder: Path, move_in: MoveIn):
    move_in(folder)
    log = db.session.scalars(select(Recommendation).order_by(Recommendation.position)).all()
    assert [(row.status, row.completed) for row in log] == [
        (Progress.IN_PROGRESS, None),
        (Progress.COMPLETED, date(2018, 2, 20)),
    ]
    programme = db.session.scalars(select(ProgrammeItem).order_by(ProgrammeItem.position)).all()
    assert [(row.section, row.item, row.timing) for row in programme] == [
        (Section.SCHEDULED, "Rural crime", ""),
        (Section.STANDING, "Complaints", ""),
        (Section.TO_BE_TIMETABLED, "Estates", "TBC"),
    ]


def test_every_record_that_moves_in_is_in_the_audit_trail(folder: Path, move_in: MoveIn):
    move_in(folder)
    trail = {(entry.actor, entry.verb, entry.subject) for entry in db.session.scalars(select(AuditEntry))}
    for verb, subject in (
        ("establish", "body larkshire"),
        ("enrol", "member of larkshire: Omar Reed"),
        ("schedule", "meeting larkshire 2018-03-19"),
        ("publish", "meeting larkshire 2018-03-19"),
        ("place on agenda", "item 1(1) of larkshire 2018-03-19"),
        ("lodge", "paper 2/B of larkshire 2018-03-19"),
        ("adopt rules", "body larkshire"),
    ):
        assert ("a test", verb, subject) in trail


def test_two_papers_with_the_same_bytes_are_one_document(folder: Path, move_in: MoveIn):
    (folder / "meetings/2018-03-19/papers/figures.pdf").write_text("update")
    move_in(folder)
    assert db.session.scalar(select(func.count()).select_from(Document)) == 2


def test_progress_is_told_for_every_paper(folder: Path, move_in: MoveIn, arrivals: Arrivals):
    move_in(folder)
    assert arrivals.taken == 3


def test_what_was_done_to_a_paper_is_told_once(folder: Path, move_in: MoveIn, arrivals: Arrivals):
    arrivals.told.append({"code": "repaired", "text": "It was repaired.", "pages": [], "quotes": False})
    names = "update.pdf (item 2), figures.pdf (item 2), answers.docx (item 2)"
    assert f"Paper: {names}: It was repaired." in move_in(folder).lines()
    assert move_in(folder).told == []


def test_no_word_of_an_exempt_paper_is_told(folder: Path, move_in: MoveIn, arrivals: Arrivals):
    found = {"code": "comments", "text": "A comment by Ann Heron: “HERON ” and”.", "pages": [1], "quotes": True}
    arrivals.told.append(found)
    told = move_in(folder).told
    assert ("answers.docx (item 2)", KEPT_BACK) in told
    assert ("update.pdf (item 2)", found["text"]) in told
    assert not any("HERON" in text.upper() for name, text in told if name.startswith("answers"))


def test_a_file_that_is_exempt_on_record_is_not_published_by_another_meeting(folder: Path, move_in: MoveIn):
    move_in(folder)
    later = folder / "meetings" / "2018-06-21"
    (later / "papers").mkdir(parents=True)
    (later / "papers" / "report.docx").write_bytes((folder / "meetings/2018-03-19/papers/answers.docx").read_bytes())
    (later / "meeting.toml").write_text(
        'date = 2018-06-21\npublished = true\n[[items]]\nnumber = "1"\ntitle = "Report"\nkind = "report"\n'
        'papers = [{ file = "report.docx", title = "Report" }]\n'
    )
    with pytest.raises(Mistakes) as told:
        move_in(folder)
    assert "the very file that is exempt at" in str(told.value.mistakes[0])
    # Nor once the meeting that withholds it has left the folder.
    (folder / "meetings/2018-03-19/meeting.toml").unlink()
    with pytest.raises(Mistakes) as told:
        move_in(folder)
    assert "the very file that is exempt at item 2 of" in str(told.value.mistakes[0])


def test_an_agenda_that_left_the_folder_stays_published_and_that_is_told(folder: Path, move_in: MoveIn):
    move_in(folder)
    (folder / "meetings/2018-03-19/meeting.toml").unlink()
    assert any("stays published as it was" in note for note in move_in(folder).notes)


@pytest.mark.parametrize(
    ("file", "text", "note"),
    [
        ("recomendations.csv", "", "recomendations.csv: not used. Did you mean recommendations.csv?"),
        ("notes.txt", "", "notes.txt: not used."),
        (
            "meetings/2018-03-19/papers/spare.pdf",
            "spare",
            "meetings/2018-03-19/papers/spare.pdf: not used, since no item names it.",
        ),
        ("plan.toml", 'title = "Plan"\n', "plan.toml: checked for form; what it says is not kept yet."),
        (
            "measures.csv",
            "measure,area,month,value,unit\nRobbery,North,2017-10,21,count\n",
            "measures.csv: checked for form; what it says is not kept yet.",
        ),
    ],
    ids=["misspelt", "unknown", "paper not named", "plan", "measures"],
)
def test_what_is_not_used_or_not_yet_kept_is_named(folder: Path, move_in: MoveIn, file: str, text: str, note: str):
    (folder / file).parent.mkdir(exist_ok=True)
    (folder / file).write_text(text)
    assert note in move_in(folder).notes


@pytest.mark.parametrize("day", ["2019-5-1", "2019-02-30", "new", ""])
def test_rules_in_a_file_whose_name_is_no_date_are_refused(folder: Path, move_in: MoveIn, day: str):
    (folder / f"rules-{day}.toml").write_text("[quorum]\ncount = 4\n")
    with pytest.raises(Mistakes) as told:
        move_in(folder)
    assert f"“{day}” is not a date" in str(told.value)
    assert "rules-2019-05-01.toml" in str(told.value)


def test_decisions_are_named_as_not_yet_kept(folder: Path, move_in: MoveIn):
    edit(folder, "panel.toml", "[[meetings]]", '[[decisions]]\nref = "D1"\ntitle = "A decision"\n[[meetings]]')
    assert "panel.toml: [[decisions]] checked for form; what it says is not kept yet." in move_in(folder).notes


def test_line_ends_and_a_byte_order_mark_do_not_matter(folder: Path, move_in: MoveIn):
    move_in(folder)
    for file in ("panel.toml", "rules.toml", MEETING, "work_programme.csv", "recommendations.csv"):
        path = folder / file
        path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes().replace(b"\n", b"\r\n"))
    assert move_in(folder).nothing_changed


def test_optional_files_may_be_missing(folder: Path, move_in: MoveIn):
    for file in ("rules.toml", "work_programme.csv", "recommendations.csv"):
        (folder / file).unlink()
    move_in(folder)
    assert items()


def test_a_meeting_that_only_meeting_toml_names_is_scheduled(folder: Path, move_in: MoveIn):
    edit(
        folder,
        "panel.toml",
        '[[meetings]]\ndate = 2018-03-19\nvenue = "County Hall"\nmoved_from = 2018-03-26\n',
        "",
    )
    move_in(folder)
    assert meeting().start == time(10, 30)


def test_where_two_files_differ_the_meeting_s_own_is_taken_and_told(folder: Path, move_in: MoveIn):
    edit(folder, MEETING, "filmed = true", 'filmed = true\nvenue = "Guildhall"')
    report = move_in(folder)
    assert meeting().venue == "Guildhall"
    assert f"{MEETING}: its venue (Guildhall) is taken; panel.toml says County Hall." in report.notes
