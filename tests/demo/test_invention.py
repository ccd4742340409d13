"""The invented meeting folder: what it holds, and that its papers are clean."""

from __future__ import annotations

import csv
import hashlib
import io
import re
import tomllib
from collections.abc import Iterator
from datetime import date, datetime
from functools import cache
from pathlib import Path
from typing import Any

import docx
import pypdfium2
import pytest
from docx.table import Table

from panel.demo import cast
from panel.demo.invention import EXEMPT_WORD, invent
from panel.demo.year import year_around
from panel.law.words import day_in_words
from tests.readings import mentions

TODAY = date(2026, 11, 21)
TODAYS = {
    "an ordinary day": TODAY,
    "leap day": date(2024, 2, 29),
    "good friday": date(2022, 4, 15),
    "christmas": date(2029, 12, 25),
}
MONTHS = "January|February|March|April|May|June|July|August|September|October|November|December"
WEEKDAYS = "Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday"


@pytest.fixture(scope="module")
def word(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder as it is where Word can be converted."""
    folder = tmp_path_factory.mktemp("word")
    invent(folder, TODAY, word=True)
    return folder


@pytest.fixture(scope="module", params=TODAYS.values(), ids=TODAYS.keys())
def plain(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, date]:
    """The folder as it is where it cannot, around several days."""
    folder = tmp_path_factory.mktemp("plain")
    invent(folder, request.param, word=False)
    return folder, request.param


def toml(file: Path) -> dict[str, Any]:
    """Read a TOML file."""
    return tomllib.loads(file.read_text(encoding="utf-8"))


def rows(file: Path) -> list[dict[str, str]]:
    """Read a CSV file."""
    return list(csv.DictReader(io.StringIO(file.read_text(encoding="utf-8"))))


def papers(folder: Path) -> Iterator[tuple[dict[str, Any], dict[str, Any], Path]]:
    """Give (item, paper, file) for each paper that has a file."""
    for meeting in sorted(folder.glob("meetings/*/meeting.toml")):
        for item in toml(meeting)["items"]:
            for paper in item.get("papers", ()):
                if "file" in paper:
                    yield item, paper, meeting.parent / "papers" / paper["file"]


@cache
def text_of(file: Path) -> str:
    """Read the words of a paper, lines joined by blanks."""
    if file.suffix == ".docx":
        document = docx.Document(str(file))
        words = []
        for block in document.iter_inner_content():
            cells = (
                [cell.text for row in block.rows for cell in row.cells] if isinstance(block, Table) else [block.text]
            )
            words += cells
        return " ".join(words)
    pdf = pypdfium2.PdfDocument(file)
    return re.sub(r"\s+", " ", " ".join(page.get_textpage().get_text_range() for page in pdf))


def digests(folder: Path) -> dict[str, str]:
    """Give each file's hash by its place."""
    return {
        str(file.relative_to(folder)): hashlib.sha256(file.read_bytes()).hexdigest()
        for file in sorted(folder.rglob("*"))
        if file.is_file()
    }


def test_the_panel_has_the_size_that_was_promised(word: Path) -> None:
    panel = toml(word / "panel.toml")
    independents = [member for member in panel["members"] if member.get("kind") == "independent"]
    open_meetings = [m for m in panel["meetings"] if not m.get("closed") and m.get("status") != "cancelled"]
    assert (len(panel["members"]), len(panel["authorities"]), len(independents)) == (12, 6, 2)
    assert len(panel["working_groups"]) == 2
    assert len(open_meetings) == 6
    assert len(list(papers(word))) == 29
    assert {member["authority"] for member in panel["members"] if "authority" in member} == {
        authority["name"] for authority in panel["authorities"]
    }
    assert [m["office"] for m in panel["members"] if "office" in m] == ["Chair", "Vice-Chair"]


def test_one_meeting_was_moved_one_cancelled_and_one_is_closed(word: Path) -> None:
    meetings = toml(word / "panel.toml")["meetings"]
    assert sum("moved_from" in meeting for meeting in meetings) == 1
    assert sum(meeting.get("status") == "cancelled" for meeting in meetings) == 1
    assert sum(meeting.get("closed", False) for meeting in meetings) == 1


def test_the_next_meeting_has_every_sort_of_paper(word: Path) -> None:
    agenda = toml(word / "meetings" / year_around(TODAY).coming.isoformat() / "meeting.toml")
    listed = [paper for item in agenda["items"] for paper in item.get("papers", ())]
    assert {item["report"] for item in agenda["items"] if "report" in item} == {"verbal", "to follow"}
    assert {paper["drawn"] for paper in listed if "drawn" in paper} == {"work programme", "recommendations log"}
    assert [paper["exempt_paragraphs"] for paper in listed if paper.get("exempt")] == [[3]]
    letters = [paper.get("appendix") for item in agenda["items"][6:7] for paper in item["papers"]]
    assert letters == [None, "A", "A", "B"]
    assert {Path(paper["file"]).suffix for paper in listed if "file" in paper} == {".docx", ".pdf"}


def test_each_file_on_an_agenda_is_there_and_no_other(word: Path, plain: tuple[Path, date]) -> None:
    for folder in (word, plain[0]):
        named = {file for _, _, file in papers(folder)}
        assert named == set(folder.glob("meetings/*/papers/*"))


def test_the_same_day_gives_the_same_bytes(word: Path, tmp_path: Path) -> None:
    invent(tmp_path, TODAY, word=True)
    assert digests(tmp_path) == digests(word)


def test_without_word_every_paper_is_a_pdf(plain: tuple[Path, date]) -> None:
    assert {file.suffix for file in plain[0].glob("meetings/*/papers/*")} == {".pdf"}


def test_a_word_paper_is_written_as_a_careful_officer_would(word: Path) -> None:
    for _, paper, file in papers(word):
        if file.suffix != ".docx":
            continue
        document = docx.Document(str(file))
        titles = [each.text for each in document.paragraphs if each.style.name == "Heading 1"]
        assert titles == [paper["title"]], file.name
        assert document.core_properties.title == paper["title"]
        assert document.core_properties.author in {
            person.name for person in vars(cast).values() if isinstance(person, cast.Officer)
        }
        for table in document.tables:
            assert table.rows[0]._tr.xpath("w:trPr/w:tblHeader"), f"{file.name}: a table without a head"


def test_the_importer_finds_no_mistake(word: Path, plain: tuple[Path, date]) -> None:
    reading = pytest.importorskip("panel.folders.reading")
    for folder in (word, plain[0]):
        assert reading.read(folder)


def test_nothing_is_taken_from_the_real_pack(word: Path, real_pack: Path) -> None:
    panel = toml(real_pack / "panel.toml")
    names = {member["name"].removeprefix("Councillor ") for member in panel["members"]}
    names |= {authority["name"] for authority in panel["authorities"]}
    names |= {panel[key]["name"] for key in ("contact", "proper_officer", "office_holder")}
    names |= {group["name"] for group in panel["working_groups"]}
    names |= {"Warwickshire", "Shire Hall", "Nuneaton", "Stratford", "West Mercia", "KINGFISHER", "Leek Wootton"}
    words = "\n".join([text_of(file) for _, _, file in papers(word)])
    words += "\n".join(file.read_text(encoding="utf-8") for file in word.rglob("*") if file.suffix in (".toml", ".csv"))
    assert [name for name in names if name.casefold() in words.casefold()] == []


def test_the_exempt_word_stands_in_the_exempt_paper_alone(word: Path, plain: tuple[Path, date]) -> None:
    for folder in (word, plain[0]):
        holders = [file for file in folder.rglob("*") if file.is_file() and mentions(file.read_bytes(), EXEMPT_WORD)]
        assert holders == [file for _, paper, file in papers(folder) if paper.get("exempt")]
        assert len(holders) == 1


def test_no_public_paper_speaks_of_being_withheld(word: Path, plain: tuple[Path, date]) -> None:
    marks = re.compile(r"restricted|exempt|not for publication|official.sensitive|confidential", re.IGNORECASE)
    for folder in (word, plain[0]):
        for _, paper, file in papers(folder):
            found = marks.findall(text_of(file))
            assert bool(found) == paper.get("exempt", False), f"{file.name}: {found}"


def test_each_weekday_is_that_of_its_date(plain: tuple[Path, date]) -> None:
    dated = re.compile(rf"({WEEKDAYS}) (\d+) ({MONTHS}) (\d{{4}})")
    seen = 0
    for _, _, file in papers(plain[0]):
        for weekday, *parts in dated.findall(text_of(file)):
            day = datetime.strptime(" ".join(parts), "%d %B %Y").date()  # noqa: DTZ007 - a date has no zone
            assert day_in_words(day).startswith(f"{weekday} "), file.name
            seen += 1
    assert seen > 3


def test_each_day_named_lies_in_the_invented_year(plain: tuple[Path, date]) -> None:
    folder, today = plain
    year = year_around(today)
    known = {value for value in vars(year).values() if isinstance(value, date)} | {
        *year.performance.all(),
        *year.finance.all(),
    }
    for _, _, file in papers(folder):
        for found in re.findall(rf"\b(\d+ (?:{MONTHS}) \d{{4}})", text_of(file)):
            day = datetime.strptime(found, "%d %B %Y").date()  # noqa: DTZ007 - a date has no zone
            assert day in known, f"{file.name}: {found}"


def test_reports_name_the_appendices_that_are_attached(plain: tuple[Path, date]) -> None:
    for meeting in plain[0].glob("meetings/*/meeting.toml"):
        for item in toml(meeting)["items"]:
            listed = item.get("papers", [])
            if item["kind"] == "minutes" or not listed or "file" not in listed[0]:
                continue
            letters = [paper["appendix"] for paper in listed if "appendix" in paper]
            printed = [
                f"{letter}{letters[:place].count(letter) + 1}" if letters.count(letter) > 1 else letter
                for place, letter in enumerate(letters)
            ]
            words = text_of(meeting.parent / "papers" / listed[0]["file"])
            assert re.findall(r"Appendix ([A-Z]\d?) –", words) == printed, item["title"]
            for letter, paper in zip(printed, listed[1:], strict=True):
                assert f"Appendix {letter} – {paper['title']}" in words
                if "file" in paper:
                    assert f"Appendix {letter}" in text_of(meeting.parent / "papers" / paper["file"])


def test_every_report_has_what_a_report_needs(plain: tuple[Path, date]) -> None:
    for item, paper, file in papers(plain[0]):
        words = text_of(file)
        assert paper["title"] in words, file.name
        if item["kind"] == "minutes" or "appendix" in paper:
            continue
        for needed in ("Recommendation", "Background Papers", "Author and Contact", "Report author", ".example"):
            assert needed in words, f"{file.name}: {needed}"
        sections = re.findall(r"(?<![\d.])(\d+\.0) [A-Z]", words)
        assert sections == [f"{number}.0" for number in range(1, len(sections) + 1)], file.name


def test_figures_add_up_wherever_a_share_is_given(plain: tuple[Path, date]) -> None:
    whole = r"\d{1,3}(?:,\d{3})*"
    sums = re.compile(rf"({whole}) offences[^:.]*: ({whole}) in North, ({whole}) in Marlstoke and ({whole}) in Coast")
    checked = 0
    for _, _, file in papers(plain[0]):
        for found in sums.findall(text_of(file)):
            total, *parts = (int(number.replace(",", "")) for number in found)
            assert total == sum(parts), file.name
            checked += 1
    assert checked >= 2


def test_the_commissioner_last_met_the_panel_when_the_record_says(plain: tuple[Path, date]) -> None:
    folder, today = plain
    year = year_around(today)
    words = text_of(folder / "meetings" / year.coming.isoformat() / "papers" / "item-03-commissioner-report.pdf")
    assert f"last met on {day_in_words(year.second, weekday=False)}" in words


def test_the_work_programme_and_the_agenda_agree(plain: tuple[Path, date]) -> None:
    folder, today = plain
    year = year_around(today)
    agenda = toml(folder / "meetings" / year.coming.isoformat() / "meeting.toml")
    titles = {item["title"] for item in agenda["items"]}
    entries = rows(folder / "work_programme.csv")
    due = {entry["item"] for entry in entries if entry["meeting"] == year.coming.isoformat()}
    assert due
    assert due <= titles
    assert {entry["section"] for entry in entries} == {"scheduled", "standing", "to be timetabled"}
    meetings = {meeting["date"].isoformat() for meeting in toml(folder / "panel.toml")["meetings"]}
    assert {entry["meeting"] for entry in entries if entry["meeting"]} <= meetings
    for entry in entries:
        if entry["last_report"] and entry["section"] == "scheduled":
            earlier = toml(folder / "meetings" / entry["last_report"] / "meeting.toml")
            assert entry["item"] in {item["title"] for item in earlier["items"]}


def test_the_actions_log_makes_sense_on_the_day(plain: tuple[Path, date]) -> None:
    folder, today = plain
    entries = rows(folder / "recommendations.csv")
    assert {entry["status"] for entry in entries} == {"in progress", "completed"}
    for entry in entries:
        assert date.fromisoformat(entry["raised"]) < year_around(today).published
        assert entry["progress"]
        assert bool(entry["completed"]) == (entry["status"] == "completed")
        if entry["completed"]:
            assert entry["raised"] < entry["completed"] < year_around(today).published.isoformat()


def test_minutes_record_who_came_and_what_was_resolved(plain: tuple[Path, date]) -> None:
    folder, today = plain
    year = year_around(today)
    members = {member["name"] for member in toml(folder / "panel.toml")["members"]}
    for held in (year.first, year.second):
        minutes = toml(folder / "meetings" / held.isoformat() / "minutes.toml")
        substitutes = {pair["substitute"] for pair in minutes.get("substitutes", ())}
        present, absent = set(minutes["present"]["members"]), set(minutes["apologies"])
        assert substitutes <= present
        assert present - substitutes | absent == members
        assert not present & absent
        items = {item["number"] for item in toml(folder / "meetings" / held.isoformat() / "meeting.toml")["items"]}
        assert {resolution["item"] for resolution in minutes["resolutions"]} <= items
    addressed = [(each["item"], each["number"]) for each in minutes["resolutions"] if each.get("addressee") == "PCC"]
    assert addressed == [("4", "1"), ("4", "2"), ("4", "3")]
    points = [(each["item"], each["resolution"]) for each in minutes["letter"]["recommendations"]]
    assert points == [("4", "1"), ("4", "2(a)"), ("4", "2(b)"), ("4", "3")]


def test_the_minutes_that_were_handed_in_carry_the_items_of_their_agenda(plain: tuple[Path, date]) -> None:
    folder, today = plain
    year = year_around(today)
    agenda = toml(folder / "meetings" / year.first.isoformat() / "meeting.toml")
    handed_in = folder / "meetings" / year.second.isoformat() / "papers" / f"item-01-minutes-{year.first}.pdf"
    words = text_of(handed_in)
    for item in agenda["items"]:
        if "(" not in item["number"]:
            assert f"{item['number']}. {item['title']}" in words


def test_the_last_minutes_are_a_record_and_no_paper(plain: tuple[Path, date]) -> None:
    folder, today = plain
    year = year_around(today)
    confirming = next(
        item
        for item in toml(folder / "meetings" / year.coming.isoformat() / "meeting.toml")["items"]
        if item["kind"] == "minutes"
    )
    assert "papers" not in confirming
    minutes = toml(folder / "meetings" / year.second.isoformat() / "minutes.toml")
    assert {"presided", "began", "rose", "remote", "movements", "exclusions"} <= minutes.keys()
    assert [each["number"] for each in minutes["resolutions"] if each["item"] == "4"] == ["1", "2", "2(a)", "2(b)", "3"]
    assert {each["asked"] for each in minutes["questions_taken"]} == {"answered", "asked"}


def test_votes_by_name_are_of_members_who_were_in_the_room_and_come_to_the_total(plain: tuple[Path, date]) -> None:
    folder, today = plain
    minutes = toml(folder / "meetings" / year_around(today).second.isoformat() / "minutes.toml")
    motion = next(each for each in minutes["motions"] if "votes" in each)
    cast = [name for names in motion["votes"].values() for name in names]
    assert len(cast) == len(set(cast)) == motion["for"] + motion["against"] + motion["abstain"]
    assert set(cast) == set(minutes["present"]["members"]) - set(minutes["remote"])
