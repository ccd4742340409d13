"""Minutes are written beside what was recorded; revisions are kept, and two writers are told of each other."""

from __future__ import annotations

from datetime import timedelta

import pytest
import time_machine
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from panel.extensions import db
from panel.minute_book import operations, queries
from panel.minute_book.models import Passage, PassageRevision
from panel.minute_book.operations import WrittenMeanwhile
from panel.minute_book.operations import write as operation
from panel.minutes.queries import record_of
from panel.papers.models import PaperAccess
from panel.public.clock import london_now
from tests.officers import the_meeting
from tests.public.records import TODAY
from tests.public.site import statements
from tests.writing_up.kit import MINUTES, freely, trail, write


def texts(app: Flask) -> list[str]:
    """Give what is written now."""
    with app.app_context():
        return list(db.session.scalars(select(Passage.text).order_by(Passage.id)))


def somebody_else_writes(app: Flask, text: str, seen: int = 0) -> None:
    """Let another officer write the public minutes of item 2."""
    with app.app_context():
        minutes = record_of(the_meeting("2026-02-05"))
        operation(minutes, "2", text, seen=seen, now=london_now(), actor="Ravi Linnet")
        db.session.commit()


def test_beside_each_item_stands_what_the_minutes_print_of_it_by_themselves(officer: FlaskClient):
    page = officer.get(MINUTES).text
    for words in ("That the precept be supported", "Motion put</strong>: 7 for.", "Supports the precept."):
        assert words in page
        assert words in officer.get(f"{MINUTES}/preview").text
    assert "<li>Councillor Ada Finch</li>" in page
    assert "The meeting rose at 12.18pm." in page
    assert '<option value="Councillor Ada Finch">' in page
    assert '<option value="Mr Ivor Penn">' not in page


def test_what_is_saved_stands_there_and_in_the_audit_trail(app: Flask, officer: FlaskClient):
    answer = write(officer, "The panel **debated** it.")
    assert answer.status_code == 303
    assert answer.location.endswith("#part-2-public-narrative")
    assert "The panel **debated** it." in officer.get(MINUTES).text
    assert len(trail(app, "write")) == 1


def test_a_script_is_told_when_it_was_saved_and_from_which_version_to_go_on(app: Flask, officer: FlaskClient):
    first = write(officer, "The panel", script=True).json
    assert first["saved"].startswith("09:00:")
    second = write(officer, "The panel met", script=True, version=first["version"])
    assert second.status_code == 200
    assert texts(app) == ["The panel met"]
    with app.app_context():
        assert db.session.scalars(select(PassageRevision.text)).all() == ["The panel met"]


def test_words_left_out_soon_after_are_kept_in_a_revision(app: Flask, officer: FlaskClient):
    version = write(officer, "A long account of it", script=True).json["version"]
    write(officer, "Short", version=version)
    with app.app_context():
        assert db.session.scalars(select(PassageRevision.text)).all() == ["A long account of it", "Short"]


def test_a_look_at_it_saves_nothing(app: Flask, officer: FlaskClient):
    page = write(officer, "The panel **debated** it.", do="preview").text
    assert "The panel <strong>debated</strong> it." in page
    assert "It is not saved yet" in page
    assert texts(app) == []


def test_what_was_recorded_is_printed_once_and_needs_no_typing(officer: FlaskClient):
    assert "Insert what was recorded" not in officer.get(MINUTES).text
    write(officer, "Debated.", do="insert")
    assert officer.get(f"{MINUTES}/preview").text.count("Supports the precept.") == 1


def test_the_second_writer_is_shown_both_texts_and_nothing_is_lost(app: Flask, officer: FlaskClient):
    somebody_else_writes(app, "Theirs")
    late = write(officer, "Mine")
    assert late.status_code == 409
    for words in (
        "Ravi Linnet wrote here meanwhile",
        "Keep mine",
        "Keep theirs",
        "Keep both",
        "Theirs\n\nMine",
        "Mine",
    ):
        assert words in late.text
    assert texts(app) == ["Theirs"]
    assert write(officer, "Theirs\n\nMine", version=1).status_code == 303
    assert texts(app) == ["Theirs\n\nMine"]


def test_the_script_is_told_of_the_other_writer(app: Flask, officer: FlaskClient):
    somebody_else_writes(app, "Theirs")
    told = write(officer, "Mine", script=True)
    assert (told.status_code, told.json["theirs"]) == (409, {"text": "Theirs", "version": 1, "by": "Ravi Linnet"})


def test_the_same_writer_in_a_second_window_is_told_too(app: Flask, officer: FlaskClient):
    first = write(officer, "One", script=True).json["version"]
    assert write(officer, "One and more", script=True, version=first).status_code == 200
    assert write(officer, "Two", script=True, version=first).status_code == 409
    assert texts(app) == ["One and more"]


def test_words_that_only_go_on_after_a_lost_answer_are_kept(app: Flask, officer: FlaskClient):
    write(officer, "The panel", script=True)
    assert write(officer, "The panel met", script=True, version=0).status_code == 200
    assert texts(app) == ["The panel met"]


def test_a_revision_can_be_read_compared_and_put_back(app: Flask, officer: FlaskClient):
    write(officer, "It was agreed by ten")
    with time_machine.travel(TODAY + timedelta(hours=1)):
        write(officer, "It was agreed by eleven", version=1)
        with app.app_context():
            passage = db.session.scalars(select(Passage)).one()
            first, number, version = queries.revisions(passage)[0].number, passage.id, passage.version
        page = officer.get(f"{MINUTES}/passages/{number}").text
        assert "[left out: </span>ten" in page
        assert "[added: </span>eleven" in page
        told = officer.post(f"{MINUTES}/passages/{number}", data={"revision": first, "version": version})
        assert told.status_code == 303
    assert texts(app) == ["It was agreed by ten"]
    with app.app_context():
        every = [row.text for row in queries.revisions(db.session.scalars(select(Passage)).one())]
    assert every == ["It was agreed by ten", "It was agreed by eleven", "It was agreed by ten"]


def test_putting_back_over_somebody_elses_words_is_refused(app: Flask, officer: FlaskClient):
    write(officer, "First")
    somebody_else_writes(app, "Second", seen=1)
    with app.app_context():
        number = db.session.scalars(select(Passage.id)).one()
    page = officer.post(f"{MINUTES}/passages/{number}", data={"revision": 1, "version": 1}, follow_redirects=True).text
    assert "Not put back. Ravi Linnet wrote here meanwhile" in page
    assert texts(app) == ["Second"]


def test_a_passage_that_two_begin_at_once_is_one(app: Flask, monkeypatch: pytest.MonkeyPatch):
    with app.app_context():
        minutes = record_of(the_meeting("2026-02-05"))
        operation(minutes, "2", "Theirs", seen=0, now=london_now(), actor="Ravi Linnet")
        held, calls = operations._held, []

        def not_yet(*given):
            calls.append(given)
            return None if len(calls) == 1 else held(*given)

        monkeypatch.setattr(operations, "_held", not_yet)
        with pytest.raises(WrittenMeanwhile):
            operation(minutes, "2", "Mine", seen=0, now=london_now(), actor="Imogen Vale")


def test_a_summary_is_offered_where_an_item_has_only_exempt_words(app: Flask, officer: FlaskClient):
    assert "Public summary of what is exempt, item 3" in officer.get(MINUTES).text
    assert "Public summary of what is exempt, item 2" not in officer.get(MINUTES).text
    write(officer, "A response was read.", item="3", what="summary")
    with app.app_context():
        assert db.session.scalars(select(Passage.access)).all() == [PaperAccess.PUBLIC]


@pytest.mark.parametrize(
    "fields",
    [{"item": "99"}, {"access": "secret"}, {"what": "poem"}, {"item": "2", "what": "summary", "access": "exempt"}],
    ids=["item", "access", "kind", "an exempt summary"],
)
def test_what_the_meeting_has_not_is_not_found(officer: FlaskClient, fields: dict):
    assert write(officer, "x", **fields).status_code == 404


def test_a_passage_without_end_is_refused_and_kept_in_its_field(officer: FlaskClient):
    answer = write(officer, "x" * 20_001)
    assert answer.status_code == 422
    assert "20,000 characters at most" in answer.text
    assert "x" * 20_001 in answer.text


def test_a_passage_of_another_meeting_is_not_found(app: Flask, officer: FlaskClient):
    write(officer, "x")
    with app.app_context():
        number = db.session.scalars(select(Passage.id)).one()
    assert officer.get(f"/desk/larkshire/2026-03-19/minutes/passages/{number}").status_code == 404


def test_the_desk_and_the_meetings_hub_say_how_far_the_minutes_are(officer: FlaskClient):
    write(officer, "x")
    assert "Minutes of Thursday 5 February 2026" in officer.get("/desk/").text
    hub = officer.get("/desk/larkshire/2026-02-05/").text
    assert "Circulate the draft for corrections." in hub
    with time_machine.travel(TODAY + timedelta(days=365)):
        assert "Minutes of Thursday 5 February 2026" not in freely(officer.application).get("/desk/").text


def test_the_page_asks_no_more_questions_however_much_is_written(app: Flask, officer: FlaskClient):
    write(officer, "x")
    with statements(app) as few:
        officer.get(MINUTES)
    for item in ("", "1", "3"):
        write(officer, "y", item=item)
    with statements(app) as many:
        officer.get(MINUTES)
    assert len(many) == len(few)
