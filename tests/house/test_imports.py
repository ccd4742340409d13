"""The house's import rules (setup.cfg) hold."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

PROJECT = Path(__file__).parents[2]


def test_every_import_contract_is_kept():
    linter = Path(sys.executable).with_name("lint-imports")
    result = subprocess.run([linter], cwd=PROJECT, capture_output=True, text=True)
    assert result.returncode == 0, result.stdout + result.stderr


def test_composing_needs_neither_flask_nor_a_database():
    code = "import sys, panel.packs.compiler; print([name for name in ('flask', 'sqlalchemy') if name in sys.modules])"
    result = subprocess.run([sys.executable, "-c", code], cwd=PROJECT, capture_output=True, text=True)
    assert result.stdout.strip() == "[]", result.stderr
