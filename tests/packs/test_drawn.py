"""Appendices that are set from the records: tables that read well, and words where there is nothing."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pikepdf
import pytest

from panel.packs.drawn import draw_recommendations_log, draw_work_programme
from panel.recommendations.rules import LogEntry, RecommendationsLog
from panel.work_programme.rules import ProgrammeEntry, WorkProgramme
from tests.typeset import reading

BODY = "Northmere Police and Crime Panel"
JUNE = "21 June 2018, Shire Hall"
PROGRAMME = WorkProgramme(
    (
        (
            "Scheduled",
            (
                ProgrammeEntry(JUNE, "Road safety", ("To review it.",), date(2017, 9, 14)),
                ProgrammeEntry(JUNE, "Annual report", ("To hold to account:", "plan", "budget"), None),
                ProgrammeEntry("TBC", "Estate", (), None),
            ),
        ),
        ("Standing items", (ProgrammeEntry("", "Complaints", ("To consider any.",), None),)),
        ("Items to be timetabled", ()),
    )
)
ENTRY = LogEntry(date(2017, 11, 30), "Wider engagement", "PCC", "30 November 2017", "Due in March")
BARE = LogEntry(date(2018, 2, 1), "A letter to the Minister", "", "", "")
LOG = RecommendationsLog(
    (ENTRY, BARE),
    (LogEntry(date(2017, 9, 14), "A report", "Officer", "", "Sent", date(2018, 1, 15)), BARE),
    6,
)


def programme(value: WorkProgramme = PROGRAMME) -> bytes:
    return draw_work_programme(value, body=BODY, heading_title="Work Programme 2018/19", appendix="A")


def log(value: RecommendationsLog = LOG) -> bytes:
    return draw_recommendations_log(value, body=BODY, heading_title="Actions Log", appendix="B")


def table(data: bytes, number: int) -> list[list[str]]:
    """A table's rows as read."""
    found = reading.structure(data).find("Table")[number]
    return [[cell.words for cell in row.children] for row in found.find("TR")]


@pytest.mark.parametrize("data", [programme(), log()], ids=["work programme", "log"])
def test_a_drawn_appendix_is_tagged_throughout_with_column_heads(data: bytes, tmp_path: Path):
    reading.sound(data, tmp_path)
    heads = reading.structure(data).find("TH")
    assert heads
    assert {head.scope for head in heads} == {"Column"}


def test_the_head_names_the_body_the_appendix_and_the_title():
    tree = reading.structure(programme())
    assert [(node.tag, node.words) for node in tree.find("H1", "H2", "H3")] == [
        ("H1", f"{BODY} · Appendix A Work Programme 2018/19"),
        ("H2", "Scheduled"),
        ("H2", "Standing items"),
        ("H2", "Items to be timetabled"),
    ]


def test_without_a_letter_the_head_names_no_appendix():
    data = draw_work_programme(PROGRAMME, body=BODY, heading_title="Work Programme", appendix=None)
    assert "Appendix" not in reading.all_words(data)


def test_items_of_one_meeting_share_its_date():
    assert table(programme(), 0) == [
        ["When", "Item", "What the meeting is asked to do", "Last report"],
        [JUNE, "Road safety", "To review it.", "14 September 2017"],
        ["Annual report", "To hold to account: • plan • budget", "None"],
        ["TBC", "Estate", "None", "None"],
    ]
    spans = [cell.rows for cell in reading.structure(programme()).find("TD") if cell.words == JUNE]
    assert spans == [2]


def test_standing_items_have_no_date_and_no_column_for_one():
    assert table(programme(), 1) == [
        ["Item", "What the meeting is asked to do", "Last report"],
        ["Complaints", "To consider any.", "None"],
    ]


def test_a_log_says_in_words_what_there_is_not():
    assert table(log(), 0) == [
        ["Raised", "Recommendation or action", "Lead", "Panel update", "Progress"],
        ["30 November 2017", "Wider engagement", "PCC", "30 November 2017", "Due in March"],
        ["1 February 2018", "A letter to the Minister", "Not assigned", "None", "None recorded"],
    ]
    assert table(log(), 1) == [
        ["Raised", "Recommendation or action", "Lead", "Panel update", "Progress", "Completed"],
        ["14 September 2017", "A report", "Officer", "None", "Sent", "15 January 2018"],
        [
            "1 February 2018",
            "A letter to the Minister",
            "Not assigned",
            "None",
            "None recorded",
            "Date not recorded",
        ],
    ]


@pytest.mark.parametrize(
    ("data", "sentences"),
    [
        pytest.param(programme(WorkProgramme(())), ["The work programme is empty."], id="no programme"),
        pytest.param(programme(), ["Nothing stands under this heading."], id="an empty section"),
        pytest.param(
            log(RecommendationsLog((), (), 6)),
            [
                "Nothing is in progress.",
                "Completed in the past 6 months",
                "Nothing was completed in the past 6 months.",
            ],
            id="an empty log",
        ),
        pytest.param(
            log(RecommendationsLog((), (), 1)),
            ["Nothing was completed in the past month."],
            id="a single month",
        ),
    ],
)
def test_an_empty_state_is_a_sentence(data: bytes, sentences: list[str], tmp_path: Path):
    reading.sound(data, tmp_path)
    words = reading.all_words(data)
    assert [sentence for sentence in sentences if sentence not in words] == []


def test_a_long_log_runs_on_over_landscape_pages_under_its_heads(tmp_path: Path):
    many = tuple(
        LogEntry(date(2017, 11, 30), f"Number {n}. " + "To engage. " * (n % 30), "PCC", "", "Due. " * (n % 50))
        for n in range(60)
    )
    data = log(RecommendationsLog(many, (), 6))
    reading.sound(data, tmp_path)
    texts = reading.page_texts(data)
    assert len(texts) > 5
    assert all("Panel update" in text for text in texts[:-1])
    words = " ".join(" ".join(texts).split())
    assert all(f"Number {n}." in words for n in range(60))
    with pikepdf.open(tmp_path / "checked.pdf") as pdf:
        assert all(page.mediabox[2] > page.mediabox[3] for page in pdf.pages)


def test_a_meeting_over_two_pages_is_named_on_both(tmp_path: Path):
    rows = tuple(ProgrammeEntry(JUNE, f"Item {n}", ("To review it. " * 30,), None) for n in range(12))
    data = programme(WorkProgramme((("Scheduled", rows),)))
    reading.sound(data, tmp_path)
    texts = [" ".join(text.split()) for text in reading.page_texts(data)]
    assert len(texts) > 1
    assert all("21 June" in text for text in texts)
    assert [row[0] for row in table(data, 0)].count(JUNE) == 1


def test_equal_records_give_equal_bytes():
    assert programme() == programme()
    assert log() == log()
