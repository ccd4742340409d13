"""The commands as a person runs them, the wrong way too."""

from __future__ import annotations

import json
import os
import re
import signal
import sqlite3
import stat
import subprocess
import sys
import threading
import time
import urllib.request
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pikepdf
import pytest

from tests.conftest import PROJECT
from tests.journeys.conftest import panel, started

pytestmark = pytest.mark.xdist_group("commands")

TODAY = "2026-11-21"


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str]:
    """An invented instance made where LibreOffice is missing, and what was said."""
    folder = tmp_path_factory.mktemp("demo") / "instance"
    nowhere = tmp_path_factory.mktemp("no-programs")
    told = started("demo", "--no-serve", "--today", TODAY, "--instance", folder, PATH=str(nowhere)).stderr
    return folder, told


def records(instance: Path) -> dict[str, int]:
    with closing(sqlite3.connect(instance / "panel.sqlite")) as database:
        tables = [name for (name,) in database.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        return {name: database.execute(f'SELECT count(*) FROM "{name}"').fetchone()[0] for name in tables}  # noqa: S608


def test_the_demo_invents_a_year_and_composes_both_editions_of_the_next_pack(demo: tuple[Path, str]):
    folder, told = demo
    packs = sorted(file.name for file in (folder / "packs").iterdir())
    assert len(packs) == 2
    for name in packs:
        assert re.fullmatch(r"2026-\d\d-\d\d-agenda-pack-(public|restricted)\.pdf", name)
        assert str(folder / "packs" / name) in told
    assert packs[0][:10] > TODAY
    with pikepdf.open(folder / "packs" / packs[0]) as public, pikepdf.open(folder / "packs" / packs[1]) as restricted:
        assert len(restricted.pages) > len(public.pages) > 20
    kept = records(folder)
    assert kept["member"] == 12
    assert kept["authority"] == 6
    assert kept["body"] == 3
    assert kept["document"] == 31
    assert kept["programme_item"] > 0
    assert kept["recommendation"] > 0


def test_the_demo_says_that_papers_are_pdfs_where_libreoffice_is_missing(demo: tuple[Path, str]):
    folder, told = demo
    assert "LibreOffice is not installed here" in told
    with closing(sqlite3.connect(folder / "panel.sqlite")) as database:
        assert {kind for (kind,) in database.execute("SELECT kind FROM document")} == {"PDF"}


def test_a_second_demo_changes_nothing(demo: tuple[Path, str]):
    folder, _ = demo
    before = records(folder)
    packs = {file.name: file.stat().st_mtime_ns for file in (folder / "packs").iterdir()}
    told = panel("demo", "--no-serve", "--instance", folder).stderr
    assert "already holds records; nothing was changed" in told
    assert records(folder) == before
    assert {file.name: file.stat().st_mtime_ns for file in (folder / "packs").iterdir()} == packs


def test_the_invented_packs_have_nothing_to_put_right(demo: tuple[Path, str]):
    with closing(sqlite3.connect(demo[0] / "panel.sqlite")) as database:
        days = [day for (day,) in database.execute("SELECT date FROM meeting WHERE published ORDER BY date")]
    assert len(days) >= 3
    for day in days[-3:]:
        told = panel("check", "brackenshire", day, "--json", "--instance", demo[0]).stdout
        assert (day, json.loads(told)) == (day, [])


class Served:
    """A running `panel serve` or `panel demo`, with its address."""

    def __init__(self, *arguments: str) -> None:
        self.process = subprocess.Popen(
            [sys.executable, "-m", "panel.cli", *arguments], cwd=PROJECT, stderr=subprocess.PIPE, text=True
        )
        self.said: list[str] = []
        self._address = threading.Event()
        threading.Thread(target=self._listen, daemon=True).start()
        assert self._address.wait(60), "".join(self.said)

    def _listen(self) -> None:
        assert self.process.stderr is not None
        for line in self.process.stderr:
            self.said.append(line)
            if found := re.search(r"http://\S+", line):
                self.address = found.group()
                self._address.set()

    def children(self) -> list[int]:
        pids = Path(f"/proc/{self.process.pid}/task/{self.process.pid}/children").read_text().split()
        return [int(pid) for pid in pids]

    def get(self, path: str) -> bytes:
        with urllib.request.urlopen(self.address.rstrip("/") + path, timeout=30) as answer:
            return answer.read()


def gone(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return True
    return "Z" in Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()[0]


@pytest.fixture
def served(demo: tuple[Path, str]) -> Iterator[Served]:
    running = Served("serve", "--port", "0", "--instance", str(demo[0]))
    yield running
    if running.process.poll() is None:
        running.process.kill()
        running.process.wait()


def test_serving_shows_the_site_and_sigterm_ends_it_with_its_worker(served: Served):
    assert b"Brackenshire" in served.get("/")
    assert served.get("/static/css/panel.css")
    workers = served.children()
    assert len(workers) == 1
    served.process.send_signal(signal.SIGTERM)
    assert served.process.wait(30) == 0
    assert all(gone(pid) for pid in workers)


def test_the_worker_ends_when_its_server_is_killed(served: Served):
    (worker,) = served.children()
    served.process.kill()
    served.process.wait()
    deadline = time.monotonic() + 30
    while not gone(worker):
        assert time.monotonic() < deadline
        time.sleep(0.05)


def test_a_port_in_use_is_told_with_what_to_do(served: Served, demo: tuple[Path, str]):
    port = served.address.rstrip("/").rsplit(":", 1)[1]
    result = started("serve", "--port", port, "--instance", demo[0], check=False)
    assert result.returncode == 1
    assert "--port" in result.stderr
    assert "Traceback" not in result.stderr


def test_without_body_and_date_the_next_meeting_is_compiled(demo: tuple[Path, str], tmp_path: Path):
    out = json.loads(panel("compile", "--json", "--edition", "public", "--out", tmp_path, "--instance", demo[0]).stdout)
    today = time.strftime("%Y-%m-%d")
    assert Path(out[0]["file"]).name[:10] >= today


def test_the_print_room_gets_a4_files_with_the_exempt_part_by_itself(demo: tuple[Path, str], tmp_path: Path):
    next_pack = next((demo[0] / "packs").iterdir()).name[:10]
    told = panel("compile", "brackenshire", next_pack, "--print-room", "--out", tmp_path, "--instance", demo[0]).stdout
    assert sorted(file.name for file in tmp_path.iterdir()) == [
        f"{next_pack}-print-exempt.pdf",
        f"{next_pack}-print-public.pdf",
    ]
    for file in tmp_path.iterdir():
        with pikepdf.open(file) as pdf:
            for page in pdf.pages:
                assert [round(float(side)) for side in page.mediabox[2:]] == [595, 842]
    colours = re.findall(r"Pages in colour: (.*)", told)
    assert len(colours) == 2
    with pikepdf.open(tmp_path / f"{next_pack}-print-exempt.pdf") as exempt:
        everything = ", ".join(str(number) for number in range(1, len(exempt.pages) + 1))
    assert colours[1] == everything  # the pink edge is colour


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        pytest.param(["compile", "nowhere", "2027-01-01"], "There are: brackenshire", id="an unknown body"),
        pytest.param(["compile", "brackenshire", "2027-01-02"], "Its meetings: ", id="a day without a meeting"),
        pytest.param(["compile", "brackenshire", "19/03/2027"], "Write it as year-month-day", id="a date as typed"),
        pytest.param(["compile", "--edition", "secret"], "'public', 'restricted', 'both'", id="an unknown edition"),
        pytest.param(["compile", "--json", "--print-room"], "choose one of them", id="two kinds of output"),
        pytest.param(
            ["compile", "--out", "/dev/null"], "cannot be written to /dev/null", id="a file in place of a folder"
        ),
        pytest.param(["import", "/no/such/folder"], "does not exist", id="a folder that is not there"),
    ],
)
def test_wrong_input_is_told_in_a_sentence(arguments: list[str], told: str, demo: tuple[Path, str]):
    result = panel(*arguments, "--instance", demo[0], check=False)
    assert result.exit_code != 0
    assert told in result.stderr
    assert "Traceback" not in result.stderr
    assert result.stdout == ""


@pytest.mark.parametrize("command", ["init", "serve", "demo", "compile"])
def test_a_setting_that_cannot_be_used_is_told_by_every_command(command: str, demo: tuple[Path, str]):
    result = started(command, "--instance", demo[0], check=False, PANEL_MAX_PAPER_MB="large")
    assert result.returncode == 1
    assert "MAX_PAPER_MB" in result.stderr
    assert "Traceback" not in result.stderr


def test_only_its_owner_can_read_a_file_with_exempt_pages(demo: tuple[Path, str]):
    public, restricted = sorted((demo[0] / "packs").iterdir())
    assert stat.S_IMODE(restricted.stat().st_mode) == 0o600
    assert stat.S_IMODE(public.stat().st_mode) == 0o644


def test_compiling_without_an_instance_says_how_to_make_one(tmp_path: Path):
    result = panel("compile", "--instance", tmp_path / "empty", check=False)
    assert result.exit_code == 1
    assert "panel init" in result.stderr
    assert not (tmp_path / "empty").exists()


def test_init_makes_an_empty_instance_once(tmp_path: Path):
    folder = tmp_path / "new"
    told = started("init", "--instance", folder).stderr
    assert "Made an instance" in told
    assert "`panel user invite EMAIL --role officer`" in told
    assert "in the browser" in told
    key = (folder / "config.py").read_text()
    assert "already holds an instance" in panel("init", "--instance", folder).stderr
    assert (folder / "config.py").read_text() == key
    assert records(folder)["body"] == 0
    result = panel("compile", "--instance", folder, check=False)
    assert result.exit_code == 1
    assert "No coming meeting" in result.stderr
