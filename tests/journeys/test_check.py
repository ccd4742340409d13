"""`panel check` on a real pack, on the invented one, and as officers use it."""

from __future__ import annotations

import json
import sqlite3
from pathlib import Path
from typing import Any

import pytest

from panel.checks.judging import FAMILIES
from tests.checks.scored import real
from tests.journeys.conftest import MovedIn, panel, started

pytestmark = pytest.mark.xdist_group("real-pack")


@pytest.fixture(scope="module")
def found(moved_in: MovedIn) -> list[dict[str, Any]]:
    """What the check finds in the real pack."""
    told = started("check", "warwickshire", "2018-03-19", "--json", "--instance", moved_in.instance)
    return json.loads(told.stdout)


@pytest.fixture(scope="module")
def listed(moved_in: MovedIn) -> str:
    """The same as officers read it, with the keys to answer by."""
    return panel("check", "warwickshire", "2018-03-19", "--instance", moved_in.instance).stdout


def findings(instance: Path) -> list[dict[str, Any]]:
    return json.loads(panel("check", "warwickshire", "2018-03-19", "--json", "--instance", instance).stdout)


def words_of(finding: dict[str, Any]) -> str:
    return " ".join(((finding["place"]["words"] or "") + " " + finding["what"]).split())


def test_every_finding_has_the_keys_that_programs_read(found: list[dict[str, Any]]):
    assert found
    for finding in found:
        assert list(finding) == ["severity", "place", "what", "why", "do"]
        assert list(finding["place"]) == ["item", "paper", "page", "words"]
        assert finding["severity"] in ("stops", "look", "note")
        assert finding["what"]
        assert finding["why"]
        assert finding["do"]


@pytest.mark.parametrize(
    ("paper", "words"),
    [
        ("item-01-minutes-2018-02-01.docx", "Wednesday 22 November 2018"),
        (None, "30 November 2018"),
        ("item-06-report.docx", "6.0"),
        ("item-04-pcc-report.pdf", "Q3 performance report Q2 2017/18"),
        ("item-04-pcc-report.pdf", "3rd February 2018"),
    ],
    ids=["weekday", "last report in the future", "section twice", "two periods", "last met on"],
)
def test_the_mistakes_that_the_pack_is_known_for_are_found(found: list[dict[str, Any]], paper: str | None, words: str):
    assert [each for each in found if each["place"]["paper"] == paper and words in words_of(each)]


def test_every_finding_on_the_real_pack_is_one_that_somebody_has_judged_true(found: list[dict[str, Any]]):
    true = {(paper or None, words) for family in FAMILIES for _rule, paper, words in real(family)}
    told = {(each["place"]["paper"], each["place"]["words"] or "") for each in found}
    assert told - true == set()
    assert true - told == set()


def test_a_past_meeting_without_a_recorded_publication_is_not_judged_for_notice(found: list[dict[str, Any]]):
    assert not [each for each in found if "clear days" in each["what"]]


def test_every_page_that_is_named_holds_the_words(found: list[dict[str, Any]], moved_in: MovedIn):
    texts = texts_of(moved_in.instance)
    for each in found:
        place = each["place"]
        if place["page"] and place["words"]:
            pages = texts[place["paper"]]
            here = "".join("".join(pages[place["page"] - 1 : place["page"] + 1]).split())
            assert place["page"] <= len(pages)
            assert "".join(place["words"].split())[:20] in plain(here), each


def plain(text: str) -> str:
    return text.replace("\x02", "-").replace("\uf0b7", "").replace("<i>", "").replace("</i>", "")


def texts_of(instance: Path) -> dict[str, list[str]]:
    with sqlite3.connect(instance / "panel.sqlite") as database:
        rows = database.execute(
            "SELECT paper.file_name, document.text_sha256 FROM paper JOIN document ON document.id = paper.document_id"
        ).fetchall()
    stored = {f"{path.parent.name}{path.name}": path for path in (instance / "documents").glob("*/*")}
    return {name: json.loads(stored[sha256].read_text(encoding="utf-8")) for name, sha256 in rows}


def test_an_answered_finding_does_not_come_back_for_the_same_words(
    moved_in: MovedIn, listed: str, found: list[dict[str, Any]]
):
    key = key_of(listed, "LOOK")
    answer = ("--answer", key, "--instance", moved_in.instance)
    told = panel("check", "warwickshire", "2018-03-19", *answer, "--reason", "The minutes are confirmed as they are.")
    assert "Answered" in told.stderr
    assert len(findings(moved_in.instance)) == len(found) - 1
    again = panel("check", "warwickshire", "2018-03-19", *answer, check=False)
    assert again.exit_code == 1
    assert "No open finding has the key" in again.stderr
    forget_answers(moved_in.instance)


def test_what_stops_is_overridden_only_with_a_reason_which_is_kept(moved_in: MovedIn, listed: str):
    answer = (
        "check",
        "warwickshire",
        "2018-03-19",
        "--answer",
        key_of(listed, "STOPS"),
        "--instance",
        moved_in.instance,
    )
    refused = panel(*answer, check=False)
    assert refused.exit_code == 1
    assert "Give the reason" in refused.stderr
    panel(*answer, "--reason", "The monitoring officer has the paragraph.")
    with sqlite3.connect(moved_in.instance / "panel.sqlite") as database:
        kept = database.execute('SELECT reason, "by", at FROM check_answer').fetchall()
        trail = database.execute("SELECT actor FROM audit_entry WHERE verb = 'answer finding'").fetchall()
    assert [(reason, by) for reason, by, at in kept if at] == [
        ("The monitoring officer has the paragraph.", "the command line")
    ]
    assert ("the command line",) in trail
    forget_answers(moved_in.instance)


def key_of(listed: str, severity: str) -> str:
    line = next(line for line in listed.splitlines() if severity in line)
    return line.rsplit("[", 1)[1].rstrip("]")


def forget_answers(instance: Path) -> None:
    with sqlite3.connect(instance / "panel.sqlite") as database:
        database.execute("DELETE FROM check_answer")


def test_a_reason_without_an_answer_is_told_how_to_give_one(moved_in: MovedIn):
    told = panel("check", "warwickshire", "2018-03-19", "--reason", "x", "--instance", moved_in.instance, check=False)
    assert told.exit_code == 2
    assert "--answer KEY" in told.stderr
