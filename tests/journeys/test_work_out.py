"""Dates worked out from a day alone, as a person asks for them."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.conftest import PROJECT
from tests.journeys.conftest import panel, started


@pytest.mark.parametrize(
    ("arguments", "dates"),
    [
        pytest.param(["hearing", "2018-03-01"], {"confirmation report": "2018-03-21"}, id="a hearing"),
        pytest.param(
            ["hearing", "2021-05-04", "--left-out", "2021-05-06..2021-05-12", "--post", "deputy"],
            {"confirmation report": "2021-05-31"},
            id="a hearing over an election",
        ),
        pytest.param(["registration", "2018-03-01"], {"registration": "2018-03-28"}, id="a registration"),
        pytest.param(["registration", "2018-03-01", "--days", "14"], {"registration": "2018-03-14"}, id="a body's own"),
        pytest.param(["answer", "2018-03-26", "--by", "2018-04-30"], {"answer": "2018-04-30"}, id="an answer by a day"),
        pytest.param(["answer", "2018-03-26", "--days", "14"], {"answer": "2018-04-09"}, id="an answer within days"),
        pytest.param(["answer", "2018-03-26"], {"answer": None}, id="an answer without a day"),
        pytest.param(
            ["precept", "2018"],
            {
                "precept notification": "2018-02-01",
                "precept report": "2018-02-08",
                "revised precept": "2018-02-15",
                "second precept report": "2018-02-22",
                "final precept response": "2018-03-01",
            },
            id="a precept",
        ),
    ],
)
def test_a_date_is_one_json_array_with_its_authority_and_its_working(
    arguments: list[str], dates: dict[str, str | None]
):
    entries = json.loads(panel("work-out", *arguments, "--json").stdout)
    assert {entry["kind"]: entry["last_moment"] for entry in entries} == dates
    for entry in entries:
        assert set(entry) == {"what", "kind", "last_moment", "authority", "worked"}
        assert entry["authority"]
        assert entry["worked"]


def test_a_person_reads_the_day_its_authority_and_every_day_counted():
    told = started("work-out", "hearing", "2021-05-04", "--left-out", "2021-05-06..2021-05-12").stdout.splitlines()
    assert told[0] == "Monday 31 May 2021"
    assert told[1].strip() == "Hold the confirmation hearing of the proposed chief constable in public, and report."
    assert told[2].strip() == "Authority: Police Reform and Social Responsibility Act 2011, Sch 8 para 4"
    assert "      Saturday 8 May 2021: left out, in a post-election period" in told
    assert told[-1].strip() == "Monday 31 May 2021: day 21"


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        pytest.param(["hearing", "1 March"], "Write it as year-month-day", id="a date as said"),
        pytest.param(["hearing", "2018-03-01", "--left-out", "2018-03-05"], "first and last day", id="half a period"),
        pytest.param(
            ["hearing", "2018-03-01", "--left-out", "2018-03-09..2018-03-05"], "ends before it begins", id="backwards"
        ),
        pytest.param(["hearing", "9999-12-31"], "beyond the calendar", id="the end of the calendar"),
        pytest.param(["answer", "9999-12-31", "--days", "2"], "beyond the calendar", id="an answer after its end"),
        pytest.param(
            ["answer", "2018-03-26", "--by", "2018-04-30", "--days", "3"], "not both", id="a day and a number"
        ),
        pytest.param(["answer", "2018-03-26", "--by", "2018-03-01"], "cannot be asked for", id="a day gone by"),
        pytest.param(["precept", "2012"], "known from 2013 on", id="before commissioners"),
    ],
)
def test_what_cannot_be_worked_out_is_told_in_a_sentence(arguments: list[str], told: str):
    result = panel("work-out", *arguments, check=False)
    assert result.exit_code != 0
    assert told in result.stderr
    assert "Traceback" not in result.stderr
    assert result.stdout == ""


def test_no_instance_is_needed_and_none_is_made(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("tests.journeys.conftest.PROJECT", tmp_path)
    panel("work-out", "precept", "2018", PYTHONPATH=str(PROJECT))
    assert list(tmp_path.iterdir()) == []
