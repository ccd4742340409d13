"""What a panel's members make of a quorum, a veto and the Schedule's numbers, asked at the command line."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

import pytest

from tests.journeys.conftest import panel, started

pytestmark = pytest.mark.xdist_group("thresholds")

COUNCILS = ("Larkshire County Council", "Larkford Borough Council")


@pytest.fixture(scope="module")
def instance(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A panel of ten councillors of two councils and two others, and its working group of three, moved in."""
    source = tmp_path_factory.mktemp("larkshire")
    councillors = "".join(
        f'[[members]]\nname = "Councillor {number}"\nauthority = "{COUNCILS[number % 2]}"\n' for number in range(10)
    )
    others = "".join(f'[[members]]\nname = "Member {number}"\nkind = "independent"\n' for number in range(2))
    (source / "panel.toml").write_text(
        'name = "Larkshire Police and Crime Panel"\nslug = "larkshire"\nnation = "England"\n'
        '[office_holder]\ntitle = "Police and Crime Commissioner"\nname = "Una Marsh"\n'
        + "".join(f'[[authorities]]\nname = "{council}"\n' for council in COUNCILS)
        + councillors
        + others
        + '[[working_groups]]\nname = "Budget Working Group"\n'
        + 'members = ["Councillor 0", "Councillor 1", "Member 0"]\n'
    )
    (source / "rules.toml").write_text('[quorum]\nfraction = "1/3"\n')
    folder = tmp_path_factory.mktemp("moved-in") / "instance"
    panel("import", source, "--instance", folder)
    return folder


def told(instance: Path, *arguments: str) -> dict[str, Any]:
    return json.loads(panel("thresholds", *arguments, "--json", "--instance", instance).stdout)


def test_a_panel_s_thresholds_are_of_its_members_that_day(instance: Path):
    found = told(instance, "larkshire", "2018-03-19")
    assert (found["members"], found["councillors"], found["co_opted"], found["authorities"]) == (12, 10, 2, 2)
    assert found["day"] == "2018-03-19"
    assert found["quorum"]["needed"] == 4
    assert found["quorum"]["reason"] == "Four of the 12 who are members on 19 March 2018 (1/3 of them)."
    assert found["veto"]["needed"] == 8
    assert [ruling["allowed"] for ruling in found["composition"]] == [True, True, True]
    assert found["reserved"] == []
    assert found["quorate"] is None


@pytest.mark.parametrize(("withdrawn", "quorate"), [("0", True), ("1", False)])
def test_a_meeting_stops_being_quorate_when_a_member_withdraws(withdrawn: str, quorate: bool, instance: Path):
    found = told(instance, "larkshire", "2018-03-19", "--present", "4", "--withdrawn", withdrawn)
    assert found["quorate"]["allowed"] is quorate


def test_a_working_group_has_no_veto_and_what_it_may_not_discharge(instance: Path):
    found = told(instance, "larkshire-budget-working-group", "2018-03-19")
    assert (found["members"], found["quorum"]["needed"], found["veto"]) == (3, 1, None)
    assert len(found["reserved"]) == 5
    assert not any(ruling["allowed"] for ruling in found["reserved"])


def test_a_person_reads_each_threshold_with_its_authority(instance: Path):
    result = started("thresholds", "larkshire", "2018-03-19", "--present", "3", "--instance", instance)
    assert "Larkshire Police and Crime Panel, Monday 19 March 2018" in result.stderr
    lines = result.stdout.splitlines()
    assert lines[0] == "12 members: 10 councillors and two co-opted."
    assert "Present: Four are needed and three are present. The meeting is not quorate." in lines
    veto = lines.index("Veto: Eight of the 12 who are members on 19 March 2018 (two thirds of them).")
    assert lines[veto + 1].strip().startswith("Police Reform and Social Responsibility Act 2011, Sch 5 para 4(4)")


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        pytest.param(["nowhere"], "There are: larkshire", id="an unknown body"),
        pytest.param(["larkshire", "--present", "13"], "13 cannot be present of 12 members", id="too many present"),
        pytest.param(["larkshire", "--withdrawn", "1"], "more cannot withdraw", id="withdrawn from nowhere"),
        pytest.param(["larkshire", "2018-02-30"], "Write it as year-month-day", id="no such date"),
    ],
)
def test_wrong_input_is_told_in_a_sentence(arguments: list[str], words: str, instance: Path):
    result = panel("thresholds", *arguments, "--instance", instance, check=False)
    assert result.exit_code != 0
    assert words in result.stderr
    assert "Traceback" not in result.stderr
    assert result.stdout == ""


def test_the_real_panel_of_twelve_vetoes_with_eight_and_its_rules_set_no_quorum(real_pack: Path, tmp_path: Path):
    source = tmp_path / "warwickshire"
    source.mkdir()
    for file in ("panel.toml", "rules.toml"):
        shutil.copy(real_pack / file, source)
    instance = tmp_path / "instance"
    panel("import", source, "--instance", instance)
    found = told(instance, "warwickshire", "2018-03-19")
    assert (found["councillors"], found["co_opted"], found["authorities"]) == (10, 2, 6)
    assert found["veto"]["reason"] == "Eight of the 12 who are members on 19 March 2018 (two thirds of them)."
    assert found["quorum"] is None
    assert all(ruling["allowed"] for ruling in found["composition"])


def test_without_an_instance_the_answer_says_how_to_make_one(tmp_path: Path):
    result = panel("thresholds", "larkshire", "--instance", tmp_path / "empty", check=False)
    assert result.exit_code == 1
    assert "panel init" in result.stderr
    assert not (tmp_path / "empty").exists()
