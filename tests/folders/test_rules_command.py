"""`panel rules` writes what `panel import` reads."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from panel.cli import main
from panel.documents.store import Settings, Store
from panel.extensions import db
from panel.folders.operations import import_folder
from panel.instance import make
from tests.folders.conftest import FILES, RULES, Arrivals

LATER = "[notice]\nclear_days = 7\n"


@pytest.fixture(scope="module")
def instance(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An instance with rules from the beginning and from May 2019."""
    folder = tmp_path_factory.mktemp("folder")
    for name, text in {**FILES, "rules-2019-05-01.toml": LATER}.items():
        file = folder / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
    place = tmp_path_factory.mktemp("rules") / "instance"
    app = make(place)
    with app.app_context():
        settings = Settings.of(app.config)
        import_folder(folder, Store(settings), settings, actor="a test", take=Arrivals())
        db.session.commit()
        db.session.remove()
        db.engine.dispose()
    return place


def rules(instance: Path, *arguments: str) -> Result:
    return CliRunner().invoke(main, ["rules", *arguments, "--instance", str(instance)])


def test_the_rules_in_force_on_a_day_go_to_stdout_equal_to_what_came_in(instance: Path):
    result = rules(instance, "larkshire", "--on", "2019-04-30")
    assert result.exit_code == 0, result.output
    assert tomllib.loads(result.stdout) == tomllib.loads(RULES)
    later = rules(instance, "larkshire", "--on", "2019-05-01").stdout
    assert later.startswith("# The rules of procedure of Larkshire Police and Crime Panel from 1 May 2019\n")
    assert tomllib.loads(later) == tomllib.loads(LATER)


def test_without_a_day_the_rules_of_today_are_meant(instance: Path):
    assert tomllib.loads(rules(instance, "larkshire").stdout) == tomllib.loads(LATER)


def test_a_working_group_without_rules_of_its_own_gives_its_panel_s(instance: Path):
    group = rules(instance, "larkshire-budget-working-group", "--on", "2018-03-19")
    assert tomllib.loads(group.stdout) == tomllib.loads(RULES)


def test_the_rules_go_to_a_file_and_nothing_to_stdout(instance: Path, tmp_path: Path):
    file = tmp_path / "out.toml"
    result = rules(instance, "larkshire", "--on", "2018-03-19", "--out", str(file))
    assert result.stdout == ""
    assert str(file) in result.stderr
    assert tomllib.loads(file.read_text(encoding="utf-8")) == tomllib.loads(RULES)


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (("wren",), "There is no body named 'wren' here. There are: larkshire"),
        (("larkshire", "--out", "/nowhere/rules.toml"), "cannot be written to /nowhere/rules.toml"),
        (("larkshire", "--on", "19 March"), "Write it as year-month-day: 2018-03-19."),
    ],
    ids=["body", "file", "day"],
)
def test_a_slip_of_the_hand_is_told(instance: Path, arguments: tuple[str, ...], says: str):
    result = rules(instance, *arguments)
    assert result.exit_code != 0
    assert says in result.stderr
