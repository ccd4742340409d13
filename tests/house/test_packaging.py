"""An installed Panel is whole: every package is listed, with the pages and files that it serves."""

from __future__ import annotations

import configparser
from pathlib import Path

PROJECT = Path(__file__).parents[2]


def listed() -> set[str]:
    setup = configparser.ConfigParser()
    setup.read(PROJECT / "setup.cfg", encoding="utf-8")
    return set(setup["options"]["packages"].split())


def test_setup_lists_every_package():
    folders = {file.parent.relative_to(PROJECT) for file in (PROJECT / "panel").rglob("*.py")}
    assert listed() - {"panel.templates", "panel.static"} == {".".join(folder.parts) for folder in folders}


def test_setup_lists_the_pages_and_static_files():
    assert {"panel.templates", "panel.static"} <= listed()
