"""The clock at the command line, the wrong way too."""

from __future__ import annotations

import json
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from tests.journeys.conftest import panel, started

RULES = """\
[notice]
clear_days = 5
cut_off = "17:00"

[[participation]]
kind = "question"
from = 2018-01-01
deadline = { count = "working days", n = 3, at = "17:00" }
late = "hold over"
urgent = { at = "10:30", day = "meeting" }

[[participation]]
kind = "petition"
from = 2018-01-01
deadline = { count = "days before publication", n = 7 }
"""
PANEL = """\
name = "Larkshire Police and Crime Panel"
slug = "larkshire"
nation = "England"

[office_holder]
title = "Police and Crime Commissioner"
name = "Una Marsh"

[[members]]
name = "Omar Reed"
kind = "independent"
since = 2018-05-01

[[meetings]]
date = 2018-03-19
[[meetings]]
date = 2018-09-20
status = "cancelled"
[[meetings]]
date = 1999-06-01
"""


@pytest.fixture(scope="module")
def rules(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A rules file."""
    file = tmp_path_factory.mktemp("rules") / "rules.toml"
    file.write_text(RULES, encoding="utf-8")
    return file


@pytest.fixture(scope="module")
def instance(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An instance with a panel whose rules are these."""
    folder = tmp_path_factory.mktemp("deadlines")
    source = folder / "source"
    source.mkdir()
    (source / "panel.toml").write_text(PANEL, encoding="utf-8")
    (source / "rules.toml").write_text(RULES, encoding="utf-8")
    panel("import", source, "--instance", folder / "instance")
    return folder / "instance"


def counted(*arguments: str | Path) -> list[dict[str, Any]]:
    """Run `panel deadlines --json`; stdout holds one array and nothing else."""
    found = json.loads(panel("deadlines", *arguments, "--json").stdout)
    assert isinstance(found, list)
    for each in found:
        assert list(each) == ["what", "kind", "last_moment", "authority", "worked"]
        assert all(isinstance(line, str) and line for line in (each["what"], each["authority"], *each["worked"]))
    return found


def moments(found: list[dict[str, Any]]) -> dict[str, str | None]:
    return {each["kind"]: each["last_moment"] for each in found}


def test_a_rules_file_alone_gives_every_date(rules: Path):
    found = counted("--rules", rules, "--nation", "England", "--meeting", "2018-03-19")
    assert moments(found) == {
        "notice": "2018-03-09T17:00",
        "question": "2018-03-14T17:00",
        "urgent question": "2018-03-19T10:30",
        "contact details": "2019-03-19",
        "background papers": "2022-03-18",
        "minutes": "2024-03-18",
        "petition": None,
    }
    question = next(each for each in found if each["kind"] == "question")
    assert question["worked"] == [
        "Three working days before the meeting, and that day is the last.",
        "Monday 19 March 2018: left out, the meeting's own day",
        "Sunday 18 March 2018: left out, a Sunday",
        "Saturday 17 March 2018: left out, a Saturday",
        "Friday 16 March 2018: working day 1",
        "Thursday 15 March 2018: working day 2",
        "Wednesday 14 March 2018: working day 3",
        "Last moment: Wednesday 14 March 2018, 5pm.",
        "What comes later is held over to the next meeting.",
    ]


@pytest.mark.parametrize(
    ("published", "said", "petition"),
    [
        pytest.param("2018-03-09", "in time, five clear days", "2018-03-02", id="in time"),
        pytest.param("2018-03-12", "four clear days only", "2018-03-05", id="a working day late"),
        pytest.param("2018-03-09T17:01", "which counts as Monday 12 March 2018", "2018-03-02", id="a minute late"),
    ],
)
def test_a_publication_is_judged_and_counted_from(rules: Path, published: str, said: str, petition: str):
    found = counted("--rules", rules, "--nation", "England", "--meeting", "2018-03-19", "--published", published)
    notice = next(each for each in found if each["kind"] == "notice")
    assert said in notice["worked"][-1]
    assert moments(found)["petition"] == petition


def test_a_day_more_is_left_out_by_its_name(rules: Path):
    meeting = ("--rules", rules, "--nation", "England", "--meeting", "2022-09-22")
    without, with_it = counted(*meeting), counted(*meeting, "--extra", "2022-09-20=Local closing")
    assert moments(without)["question"] == "2022-09-16T17:00"
    assert "Monday 19 September 2022: left out, State Funeral of Queen Elizabeth II" in without[0]["worked"]
    assert moments(with_it)["question"] == "2022-09-15T17:00"
    assert "Tuesday 20 September 2022: left out, Local closing (added by the panel)" in with_it[0]["worked"]


def test_a_welsh_body_without_rules_of_its_own_gives_three_clear_days(tmp_path: Path):
    (tmp_path / "empty.toml").write_text("", encoding="utf-8")
    found = counted("--rules", tmp_path / "empty.toml", "--nation", "Wales", "--meeting", "2018-03-19")
    assert moments(found)["notice"] == "2018-03-13"
    assert "Wales" in found[0]["authority"]


def test_the_real_panels_dates_are_those_of_its_agenda(real_pack: Path):
    found = counted("--rules", real_pack / "rules.toml", "--nation", "England", "--meeting", "2018-03-19")
    assert (moments(found)["notice"], moments(found)["question"]) == ("2018-03-09", "2018-03-14")


def test_counting_by_a_rules_file_needs_neither_flask_nor_a_database_nor_an_instance(rules: Path, tmp_path: Path):
    program = (
        "import sys; from panel.cli import main\n"
        "try: main()\n"
        "finally: print(sorted({'flask', 'sqlalchemy', 'holidays'} & set(sys.modules)), file=sys.stderr)"
    )
    arguments = ("deadlines", "--rules", rules, "--nation", "England", "--meeting", "2018-03-19", "--json")
    result = subprocess.run(
        [sys.executable, "-c", program, *map(str, arguments)], cwd=tmp_path, capture_output=True, text=True
    )
    assert result.returncode == 0, result.stderr
    assert result.stderr == "[]\n"
    assert list(tmp_path.iterdir()) == []


def test_a_person_reads_dates_in_words_with_their_working(rules: Path):
    told = started("deadlines", "--rules", rules, "--nation", "England", "--meeting", "2018-03-19").stdout
    assert "Wednesday 14 March 2018, 5pm\n    Receive public questions in writing.\n    Authority: The body’s" in told
    assert "\n      Saturday 17 March 2018: left out, a Saturday\n" in told
    assert "No date yet\n    Receive petitions.\n" in told


FILE = ("--nation", "England", "--meeting", "2018-03-19")


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        pytest.param(("--nation", "Ireland", "--meeting", "2018-03-19"), 2, "'England', 'Wales'", id="no such nation"),
        pytest.param(("--nation", "England"), 2, "--rules needs --nation and --meeting", id="no meeting"),
        pytest.param(("--meeting", "2018-03-19"), 2, "--rules needs --nation and --meeting", id="no nation"),
        pytest.param(
            ("--nation", "England", "--meeting", "2018-02-30"), 2, "2018-02-30' is not a date", id="no such day"
        ),
        pytest.param(("larkshire", *FILE), 2, "takes neither BODY nor --year", id="a body too"),
        pytest.param(("--year", "2018", *FILE), 2, "takes neither BODY nor --year", id="a year too"),
        pytest.param((*FILE, "--published", "noon"), 2, "'noon' is not a date", id="no moment"),
        pytest.param((*FILE, "--published", "2018-03-09T25:00"), 2, "2018-03-09T17:00", id="no such hour"),
        pytest.param((*FILE, "--published", "2018-03-09T17:00Z"), 2, "without a time zone", id="a moment elsewhere"),
        pytest.param((*FILE, "--extra", "2018-03-15"), 2, "has no name", id="an extra day without a name"),
        pytest.param((*FILE, "--extra", "soon=Snow"), 2, "'soon' is not a date", id="an extra day without a day"),
        pytest.param(
            ("--nation", "England", "--meeting", "2040-03-19"), 1, "2000 to 2035", id="beyond the bank holidays"
        ),
        pytest.param(("--nation", "England", "--meeting", "0001-01-01"), 1, "2000 to 2035", id="before the calendar"),
    ],
)
def test_what_is_asked_wrongly_is_answered_with_a_sentence(
    rules: Path, arguments: tuple[str, ...], code: int, said: str
):
    result = panel("deadlines", "--rules", rules, *arguments, "--json", check=False)
    assert (result.exit_code, result.stdout) == (code, "")
    assert said in result.stderr
    assert "Traceback" not in result.stderr


@pytest.mark.parametrize(
    ("text", "said"),
    [
        pytest.param(
            "[notice]\nclear_dais = 5\n", ("line 2", "clear_dais", "Allowed:", "clear_days"), id="an unknown key"
        ),
        pytest.param("[notice\n", ("line 1", "This is not TOML"), id="not TOML"),
        pytest.param('[notice]\ncut_off = "25:00"\n', ("line 2", "cut_off", "17:00"), id="no such hour"),
    ],
)
def test_a_mistake_in_the_rules_file_is_told_with_its_line(tmp_path: Path, text: str, said: tuple[str, ...]):
    (tmp_path / "rules.toml").write_text(text, encoding="utf-8")
    result = panel("deadlines", "--rules", tmp_path / "rules.toml", *FILE, "--json", check=False)
    assert (result.exit_code, result.stdout) == (1, "")
    assert all(words in result.stderr for words in ("rules.toml", *said, "nothing was counted"))


@pytest.mark.parametrize("name", ["missing.toml", "."])
def test_a_rules_file_that_is_none_is_told(tmp_path: Path, name: str):
    result = panel("deadlines", "--rules", tmp_path / name, *FILE, check=False)
    assert result.exit_code == 1
    assert "There is no file" in result.stderr or "This is not a file" in result.stderr


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        pytest.param(("larkshire", "--nation", "Wales"), "go with --rules FILE", id="a nation without rules"),
        pytest.param(("larkshire", "2018-03-19", "--year", "2018"), "takes no DATE", id="a day and a year"),
        pytest.param(("--year", "2018"), "lists the dates of a BODY", id="a year of nobody"),
        pytest.param(("larkshire", "--year", "abc"), "'abc' is not a year from 1 to 9999", id="no year"),
        pytest.param(("larkshire", "--year", "0"), "Write it in four figures: 2018.", id="a year that never was"),
    ],
)
def test_options_that_contradict_each_other_are_refused(arguments: tuple[str, ...], said: str):
    result = panel("deadlines", *arguments, check=False)
    assert result.exit_code == 2
    assert said in result.stderr


def test_a_recorded_meeting_has_the_dates_of_its_rules_file(instance: Path, rules: Path):
    recorded = counted("larkshire", "2018-03-19", "--instance", instance)
    assert recorded == counted("--rules", rules, *FILE)


def test_a_year_lists_its_meetings_the_precept_and_new_members(instance: Path):
    found = counted("larkshire", "--year", "2018", "--instance", instance)
    assert {"notice", "question", "precept report", "registration"} <= {each["kind"] for each in found}
    assert not any("20 September 2018" in each["what"] for each in found)
    known = [each["last_moment"][:10] for each in found if each["last_moment"]]
    assert known == sorted(known)


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        pytest.param(("larkshire", "2018-03-20"), "Its meetings: 1999-06-01, 2018-03-19", id="no meeting that day"),
        pytest.param(("wren", "2018-03-19"), "There are: larkshire.", id="no such body"),
        pytest.param(("wren", "--year", "2018"), "There are: larkshire.", id="a year of no such body"),
        pytest.param((), "No coming meeting is recorded", id="no meeting to come"),
        pytest.param(("larkshire", "1999-06-01"), "2000 to 2035", id="before the bank holidays that are known"),
        pytest.param(("larkshire", "--year", "1999"), "2000 to 2035", id="a year before them"),
    ],
)
def test_records_that_give_no_dates_are_told(instance: Path, arguments: tuple[str, ...], said: str):
    result = panel("deadlines", *arguments, "--json", "--instance", instance, check=False)
    assert (result.exit_code, result.stdout) == (1, "")
    assert said in result.stderr
    assert "Traceback" not in result.stderr


@pytest.mark.parametrize("year", ["1998", "2012"])
def test_a_year_without_dates_says_why(instance: Path, year: str):
    result = panel("deadlines", "larkshire", "--year", year, "--json", "--instance", instance)
    assert json.loads(result.stdout) == []
    assert f"No date falls in {year}" in result.stderr
    assert "from 2013 on" in result.stderr


def test_a_cancelled_meeting_has_no_dates_and_says_why(instance: Path):
    result = panel("deadlines", "larkshire", "2018-09-20", "--json", "--instance", instance)
    assert json.loads(result.stdout) == []
    assert "This meeting is cancelled" in result.stderr


def test_an_officer_adds_a_day_sees_it_counted_and_takes_it_back(instance: Path):
    before = counted("larkshire", "2018-03-19", "--instance", instance)
    added = started("holidays", "larkshire", "--add", "2018-03-15", "--name", "Day of mourning", "--instance", instance)
    assert "Thursday 15 March 2018: Day of mourning (added)" in added.stdout
    shown = panel("holidays", "larkshire", "--year", "2018", "--instance", instance).stdout
    assert "Friday 30 March 2018: Good Friday\n" in shown
    assert "Day of mourning" in shown
    during = counted("larkshire", "2018-03-19", "--instance", instance)
    assert moments(during)["question"] == "2018-03-13T17:00"
    assert "Thursday 15 March 2018: left out, Day of mourning (added by the panel)" in during[0]["worked"]
    panel("holidays", "larkshire", "--remove", "2018-03-15", "--instance", instance)
    assert counted("larkshire", "2018-03-19", "--instance", instance) == before
    with closing(sqlite3.connect(instance / "panel.sqlite")) as database:
        verbs = database.execute("SELECT verb, actor FROM audit_entry WHERE verb LIKE '%day'").fetchall()
    assert verbs == [("close day", "the command line"), ("reopen day", "the command line")]


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        pytest.param(("--add", "2018-03-15"), 2, "--add takes a --name", id="no name"),
        pytest.param(("--name", "Snow"), 2, "--add takes a --name", id="no day"),
        pytest.param(("--add", "2018-03-15", "--name", " "), 1, "Say why the day does not count", id="an empty name"),
        pytest.param(("--remove", "2018-03-16"), 1, "No extra day was added on Friday 16 March 2018", id="never added"),
        pytest.param(("--year", "1999"), 2, "'1999' is not a year from 2000 to 2035", id="a year beyond the table"),
        pytest.param(("--year", "soon"), 2, "Write it in four figures: 2018.", id="no year"),
    ],
)
def test_a_day_added_wrongly_is_refused(instance: Path, arguments: tuple[str, ...], code: int, said: str):
    result = panel("holidays", "larkshire", *arguments, "--instance", instance, check=False)
    assert result.exit_code == code
    assert said in result.stderr
