"""A real panel moves in, and real files arrive."""

from __future__ import annotations

from collections import Counter
from datetime import date
from io import BytesIO
from pathlib import Path

import pikepdf
import pytest
from sqlalchemy import func, select

from panel import create_app
from panel.agendas.models import Item
from panel.documents.models import Document
from panel.documents.store import Settings, Store
from panel.extensions import db
from panel.folders.mistakes import Mistakes
from panel.folders.operations import import_folder
from panel.folders.report import ImportReport
from panel.meetings import queries
from panel.meetings.models import Meeting
from panel.members.models import Appointment, Member
from panel.minutes.models import Presence
from panel.minutes.queries import minutes_of
from panel.papers.models import Paper, PaperAccess
from panel.procedure.models import Body
from panel.recommendations.queries import letters_until
from tests.folders.conftest import FILES, Arrivals, MoveIn, edit, everything


def test_the_real_panel_moves_in_whole_and_once(real_pack: Path, move_in: MoveIn):
    report = move_in(real_pack)
    counts = {
        model.__name__: db.session.scalar(select(func.count()).select_from(model))
        for model in (Body, Member, Appointment, Meeting, Item, Paper, Document)
    }
    assert counts == {
        "Body": 3,
        "Member": 12,
        "Appointment": 20,
        "Meeting": 17,
        "Item": 16,
        "Paper": 16,
        "Document": 14,
    }
    meeting = queries.at("warwickshire", date(2018, 3, 19))
    assert meeting is not None
    assert meeting is queries.moved_from("warwickshire", date(2018, 4, 26))
    assert report.published == [meeting]
    exempt = db.session.scalars(select(Paper).where(Paper.access == PaperAccess.EXEMPT)).one()
    assert (exempt.item.number, exempt.appendix) == ("4", "C")
    before = everything()
    assert move_in(real_pack).nothing_changed
    assert everything() == before


def test_the_real_minutes_and_letter_say_what_was_recorded(real_pack: Path, move_in: MoveIn):
    move_in(real_pack)
    held = queries.at("warwickshire", date(2018, 2, 1))
    assert held is not None
    minutes = minutes_of(held)
    assert minutes is not None
    there = Counter((row.circle, row.presence) for row in minutes.attendance)
    assert there == {
        ("members", Presence.PRESENT): 10,
        ("opcc", Presence.PRESENT): 6,
        ("officers", Presence.PRESENT): 3,
        ("members", Presence.APOLOGIES): 1,
        ("members", Presence.ABSENT): 1,
        ("members", Presence.NOT_RECORDED): 1,
    }
    (substitute,) = (row for row in minutes.attendance if row.substitute_for)
    assert (substitute.name, substitute.substitute_for, substitute.member) == (
        "Councillor Holland",
        "Councillor Neil Dirveiks",
        None,
    )
    assert all(row.member for row in minutes.attendance if row.circle == "members" and row is not substitute)
    assert [row.number for row in minutes.resolutions] == ["1", "2", "2(a)", "2(b)", "2(c)", "3", "1", "2"]
    (letter,) = letters_until(held.body, date(2018, 3, 19))
    assert (letter.kind, letter.answered) == ("precept report", date(2018, 2, 28))
    assert [row.resolution for row in letter.recommendations] == [None] * 7


def a_pdf(words: str) -> bytes:
    """Make a PDF with a page of its own."""
    pdf = pikepdf.new()
    page = pdf.add_blank_page(page_size=(595, 842))
    page.Contents = pdf.make_stream(f"% {words}\n50 50 100 100 re f".encode())
    file = BytesIO()
    pdf.save(file, static_id=True)
    return file.getvalue()


def test_a_paper_that_is_refused_at_its_arrival_leaves_no_row_in_the_database_file(tmp_path: Path):
    folder = tmp_path / "folder"
    for name, text in FILES.items():
        file = folder / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(text.encode() if name.endswith((".toml", ".csv")) else a_pdf(name))
    edit(folder, "meetings/2018-03-19/meeting.toml", "answers.docx", "answers.pdf")
    papers = folder / "meetings/2018-03-19/papers"
    (papers / "answers.docx").rename(papers / "answers.pdf")
    right = (papers / "figures.pdf").read_bytes()
    (papers / "figures.pdf").write_text("These are only words, not a paper.")
    app = create_app(tmp_path / "instance")
    Path(app.instance_path).mkdir()
    with app.app_context():
        db.create_all()
        settings = Settings.of(app.config)
        store = Store(settings)
        with pytest.raises(Mistakes) as caught:
            import_folder(folder, store, settings, actor="a test")
        db.session.commit()
        (mistake,) = caught.value.mistakes
        assert mistake.file == "meetings/2018-03-19/papers/figures.pdf"
        assert mistake.do
        assert {name: rows for name, rows in everything().items() if rows} == {}

        (papers / "figures.pdf").write_bytes(right)
        steps: list[tuple[int, int]] = []
        import_folder(folder, store, settings, actor="a test", progress=lambda *step: steps.append(step))
        db.session.commit()
        assert steps[-1] == (3, 3)
        before = everything()
        assert len(before["document"]) == 3
        assert import_folder(folder, store, settings, actor="a test").nothing_changed
        db.session.commit()
        assert everything() == before
        db.session.remove()
        db.engine.dispose()


def test_a_failure_in_the_middle_leaves_nothing(folder: Path, move_in: MoveIn, monkeypatch: pytest.MonkeyPatch):
    def break_down(*_: object, **__: object) -> None:
        raise RuntimeError("the disk is full")

    monkeypatch.setattr("panel.papers.operations.record", break_down)
    with pytest.raises(RuntimeError):
        move_in(folder)
    assert {name: rows for name, rows in everything().items() if rows} == {}


def test_a_panel_moves_in_and_changes_on_postgresql(
    folder: Path, tmp_path: Path, postgresql_database: str, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setenv("PANEL_DATABASE_URL", postgresql_database)
    app = create_app(tmp_path / "instance")
    settings = Settings.of(app.config)
    with app.app_context():
        db.create_all()

        def move_in() -> ImportReport:
            report = import_folder(folder, Store(settings), settings, actor="a test", take=Arrivals())
            db.session.commit()
            return report

        assert not move_in().nothing_changed
        before = everything()
        assert move_in().nothing_changed
        assert everything() == before
        edit(folder, "panel.toml", "date = 2018-06-21", "date = 2018-06-28\nmoved_from = 2018-06-21")
        edit(folder, "meetings/2018-03-19/meeting.toml", '"figures.pdf", appendix = "A"', '"figures.pdf"')
        assert len(move_in().changed) == 2
        db.session.remove()
        db.engine.dispose()
