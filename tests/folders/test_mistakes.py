"""Mistakes: each names the file, the place, what is wrong and what to do, and nothing is changed."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from panel.folders.mistakes import Mistake, Mistakes
from tests.folders.conftest import MEETING as MEETING_TEXT
from tests.folders.conftest import PANEL, MoveIn, edit, everything
from tests.folders.planted_meeting import IN_MEETING
from tests.folders.planted_others import IN_OTHERS
from tests.folders.planted_panel import IN_PANEL
from tests.folders.planted_records import IN_RECORDS
from tests.folders.planting import LOG, MEETING, PANEL_FILE, RULES, Planted

PLANTED = {**IN_PANEL, **IN_MEETING, **IN_OTHERS, **IN_RECORDS}


def told(move_in: MoveIn, folder: Path) -> list[Mistake]:
    with pytest.raises(Mistakes) as caught:
        move_in(folder)
    return list(caught.value.mistakes)


@pytest.mark.parametrize("planted", PLANTED.values(), ids=PLANTED.keys())
def test_a_mistake_names_file_place_what_and_do_and_changes_nothing(folder: Path, moved_in: MoveIn, planted: Planted):
    before = everything()
    edit(folder, planted.file, planted.before, planted.after)
    (mistake,) = told(moved_in, folder)
    assert (mistake.file, mistake.place) == (planted.file, planted.place), str(mistake)
    for words in planted.says:
        assert words in f"{mistake.what} {mistake.do}"
    assert mistake.what.endswith(".")
    assert mistake.do.endswith((".", "?"))
    assert everything() == before


def test_a_file_that_one_meeting_withholds_and_publishes_is_told(folder: Path, move_in: MoveIn):
    edit(folder, "meetings/2018-03-19/papers/figures.pdf", "figures", "answers")
    (mistake,) = told(move_in, folder)
    assert (mistake.file, mistake.place) == (MEETING, "line 20, [[items]] 3, papers 2")
    assert f"the very file that is exempt at {MEETING}, line 21, [[items]] 3, papers 3" in mistake.what


def test_every_mistake_is_told_at_once(folder: Path, move_in: MoveIn):
    edit(folder, PANEL_FILE, "usual_start", "usual_time")
    edit(folder, PANEL_FILE, 'kind = "independent"', 'kind = "co-opted"')
    edit(folder, MEETING, 'kind = "apologies"', 'kind = "appologies"')
    edit(folder, MEETING, '"figures.pdf"', '"figure.pdf"')
    edit(folder, RULES, "clear_days", "cleardays")
    edit(folder, LOG, "in progress", "under way")
    edit(folder, LOG, "2018-02-20", "20 February 2018")
    assert [(mistake.file, mistake.place.split(",")[0]) for mistake in told(move_in, folder)] == [
        (PANEL_FILE, "line 5"),
        (PANEL_FILE, "line 28"),
        (MEETING, "line 12"),
        (MEETING, "line 20"),
        (RULES, "line 2"),
        (LOG, "row 2"),
        (LOG, "row 3"),
    ]


def test_a_folder_without_panel_toml_is_told_what_a_meeting_folder_is(folder: Path, move_in: MoveIn):
    (folder / PANEL_FILE).unlink()
    (mistake,) = told(move_in, folder)
    assert mistake.file == PANEL_FILE
    assert "A meeting folder holds panel.toml" in mistake.do


def test_the_folder_above_or_below_is_pointed_at(folder: Path, move_in: MoveIn):
    for near in (folder.parent, folder / "meetings", folder / "meetings/2018-03-19"):
        assert f"Did you mean {folder}?" in told(move_in, near)[0].do


def test_a_file_that_is_not_utf8_names_the_line(folder: Path, move_in: MoveIn):
    path = folder / LOG
    path.write_bytes(path.read_bytes().replace(b"survey", b"surv\xe9y"))
    (mistake,) = told(move_in, folder)
    assert (mistake.file, mistake.place) == (LOG, "line 3")
    assert "UTF-8" in mistake.do


def test_a_meeting_folder_with_another_name_than_a_date_is_told(folder: Path, move_in: MoveIn):
    (folder / "meetings/19 March").mkdir()
    (folder / "meetings/20180402").mkdir()
    assert [mistake.file for mistake in told(move_in, folder)] == ["meetings/19 March", "meetings/20180402"]


def test_a_link_that_leads_out_of_the_folder_is_told(folder: Path, move_in: MoveIn, tmp_path: Path):
    outside = tmp_path / "secret.txt"
    outside.write_text("HERON")
    paper = folder / "meetings/2018-03-19/papers/figures.pdf"
    paper.unlink()
    paper.symlink_to(outside)
    (folder / LOG).unlink()
    (folder / LOG).symlink_to(outside)
    mistakes = told(move_in, folder)
    assert [mistake.file for mistake in mistakes] == [MEETING, LOG]
    assert all("leads out of the folder" in mistake.what for mistake in mistakes)
    assert "HERON" not in "".join(map(str, mistakes))


def test_a_pipe_in_the_place_of_a_file_is_not_waited_for(folder: Path, move_in: MoveIn):
    paper = folder / "meetings/2018-03-19/papers/figures.pdf"
    for place in (paper, folder / RULES):
        place.unlink()
        os.mkfifo(place)
    assert [mistake.what.split("“")[0].strip() for mistake in told(move_in, folder)] == [
        "There is no file",
        "This is not a file.",
    ]


def test_an_address_that_another_panel_has_is_told(folder: Path, move_in: MoveIn):
    move_in(folder)
    before = everything()
    edit(folder, PANEL_FILE, "Larkshire Police and Crime Panel", "Larkshire Scrutiny Board")
    (mistake,) = told(move_in, folder)
    assert (mistake.file, mistake.place) == (PANEL_FILE, "key slug")
    assert "Larkshire Police and Crime Panel" in mistake.what
    assert everything() == before


def test_a_mistake_reads_as_one_line(folder: Path, move_in: MoveIn):
    edit(folder, MEETING, "purpose = ", "pupose = ")
    (mistake,) = told(move_in, folder)
    assert str(mistake) == (
        "meetings/2018-03-19/meeting.toml, line 17, [[items]] 3, key pupose: The key “pupose” is not known here. "
        "Allowed: number, title, kind, purpose, report, requested_by, added, urgent_reason, resolution, papers. "
        "Did you mean “purpose”?"
    )


@pytest.mark.parametrize(
    "text",
    [
        "",
        "a = " + "[" * 100_000,
        "a = " + "9" * 5000,
        "\x00",
        "[[members]]\n" * 3,
        "members = 3\nmeetings = [1, [2]]\nworking_groups = [{ members = [3], meetings = [{}] }]",
        "[meetings]\ndate = 1",
        PANEL.replace("=", "= ["),
        PANEL.replace('"', "'"),
        MEETING_TEXT,
    ],
    ids=[
        "empty",
        "deep",
        "long number",
        "nul",
        "bare",
        "types",
        "table for list",
        "brackets",
        "quotes",
        "other file",
    ],
)
@pytest.mark.parametrize("file", [PANEL_FILE, RULES, MEETING, "plan.toml", "meetings/2018-03-19/minutes.toml"])
def test_toml_however_odd_is_read_or_told_with_its_file_and_a_remedy(
    folder: Path, move_in: MoveIn, file: str, text: str
):
    (folder / file).write_text(text)
    found: tuple[Mistake, ...] = ()
    try:
        move_in(folder)
    except Mistakes as mistakes:
        found = mistakes.mistakes
    assert not found or file in {mistake.file for mistake in found}
    assert all(mistake.what and mistake.do for mistake in found)
