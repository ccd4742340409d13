"""One instance into which the real pack was moved, shared by the journeys of a worker."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from panel.cli import main
from tests.conftest import PROJECT, need_program


def panel(*arguments: str | Path, check: bool = True, **environment: str) -> Result:
    """Give the panel command some words, in this process; what it does not handle itself fails the test."""
    result = CliRunner(env=environment).invoke(main, list(map(str, arguments)), catch_exceptions=False)
    if check:
        assert result.exit_code == 0, result.output
    return result


def started(*arguments: str | Path, check: bool = True, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run the panel command as a person does, in a process of its own, which takes a second to start."""
    result = subprocess.run(
        [sys.executable, "-m", "panel.cli", *map(str, arguments)],
        cwd=PROJECT,
        capture_output=True,
        text=True,
        env={**os.environ, **environment},
    )
    if check:
        assert result.returncode == 0, result.stdout + result.stderr
    return result


@dataclass(frozen=True)
class MovedIn:
    """An instance with the real pack in it, and the pack composed from it."""

    instance: Path
    out: Path
    told: str
    """What `panel import` said."""
    log: str
    """What every command printed."""
    editions: dict[str, dict[str, Any]]

    def pack(self, edition: str) -> Path:
        return self.out / f"2018-03-19-agenda-pack-{edition}.pdf"


def move_in(folder: Path, real_pack: Path) -> MovedIn:
    """Import the real pack into a fresh instance and compose both editions."""
    need_program("soffice")
    instance, out = folder / "instance", folder / "out"
    imported = started("import", real_pack, "--instance", instance)
    compiled = started("compile", "warwickshire", "2018-03-19", "--out", out, "--json", "--instance", instance)
    return MovedIn(
        instance,
        out,
        imported.stderr,
        imported.stdout + imported.stderr + compiled.stderr,
        {entry["edition"]: entry for entry in json.loads(compiled.stdout)},
    )


@pytest.fixture(scope="session")
def moved_in(tmp_path_factory: pytest.TempPathFactory, real_pack: Path) -> MovedIn:
    """The real pack, moved in and composed."""
    return move_in(tmp_path_factory.mktemp("moved-in"), real_pack)
