"""A parser may crash, hang or eat memory: one paper is lost, and nothing else."""

from __future__ import annotations

import json
import os
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest

from panel.documents import sandbox
from panel.documents.sandbox import Fate, Limits, Lost
from tests.conftest import PROJECT

TESTS = PROJECT / "tests"
QUICK = Limits(memory=sandbox.GIB, cpu=10, wall=20, longest=60)


def step(name: str, folder: Path, limits: Limits = QUICK, **arguments: Any) -> Any:
    return sandbox.run_step(f"tests.documents.steps:{name}", folder, limits, arguments, readable=[TESTS])


def is_alive(number: int) -> bool:
    try:
        state = Path(f"/proc/{number}/stat").read_text().rpartition(")")[2].split()[0]
    except (FileNotFoundError, ProcessLookupError):
        return False
    return state not in "ZX"


def confines_files() -> bool:
    """Whether this kernel has Landlock."""
    import ctypes

    return ctypes.CDLL(None).syscall(444, None, 0, 1) > 0


def can_leave_the_network() -> bool:
    """Whether this system lets its user make a network, directly or in a user namespace."""
    ways = (["unshare", "-n", "true"], ["unshare", "-rn", "true"])
    return any(subprocess.run(way, capture_output=True, check=False).returncode == 0 for way in ways)


def test_a_step_answers(tmp_path: Path):
    assert step("answer", tmp_path, words="Item 4", pages=[1, 2]) == {
        "folder": str(tmp_path),
        "words": "Item 4",
        "pages": [1, 2],
    }


def test_a_step_sees_nothing_of_the_program_that_asks(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("PANEL_SECRET_KEY", "secret")
    with (tmp_path / "open").open("w") as file:
        os.set_inheritable(file.fileno(), True)
        seen = step("surroundings", tmp_path)
    assert set(seen["environment"]) == {"PATH", "HOME", "TMPDIR", "LANG", "LC_ALL", "TZ"}
    assert seen["here"] == str(tmp_path)
    assert str(tmp_path / "open") not in seen["files"]


@pytest.mark.parametrize(
    ("name", "limits", "fate"),
    [
        ("crash", QUICK, Fate.CRASHED),
        ("fail", QUICK, Fate.CRASHED),
        ("hang", Limits(wall=1), Fate.OUT_OF_TIME),
        ("spin", Limits(cpu=1), Fate.OUT_OF_TIME),
        ("hang", Limits(wall=1000, longest=1), Fate.OUT_OF_TIME),
        ("eat_memory", QUICK, Fate.OUT_OF_MEMORY),
        ("missing", QUICK, Fate.CRASHED),
    ],
    ids=["crash", "exception", "hang", "spin", "holder's clock", "memory", "no such step"],
)
def test_a_step_that_gives_no_answer_is_lost(name: str, limits: Limits, fate: Fate, tmp_path: Path):
    if limits.longest == 1:
        limits = Limits(wall=1, longest=1)
    with pytest.raises(Lost) as lost:
        step(name, tmp_path, limits)
    assert lost.value.fate is fate
    assert "KINGFISHER" not in str(lost.value)
    assert step("answer", tmp_path) == {"folder": str(tmp_path)}


def test_a_step_may_earn_more_time(tmp_path: Path):
    assert step("ask_for_more_time", tmp_path, Limits(wall=1, longest=60)) == "done"


def test_a_step_may_not_earn_more_than_the_longest(tmp_path: Path):
    with pytest.raises(Lost, match="out of time"):
        step("ask_for_more_time", tmp_path, Limits(wall=1, longest=1))


def test_a_file_may_not_grow_beyond_its_limit(tmp_path: Path):
    assert step("fill_the_disk", tmp_path, Limits(file_size=1_000_000)) == "stopped"
    assert step("fill_the_disk", tmp_path, Limits(file_size=9_000_000)) == "written"


def test_a_job_leaves_no_children(tmp_path: Path):
    children = step("leave_children", tmp_path)
    assert [number for number in children if is_alive(number)] == []


def test_a_job_that_is_stopped_leaves_no_children(tmp_path: Path):
    with pytest.raises(Lost, match="out of time"):
        step("leave_children_and_hang", tmp_path, Limits(wall=3))
    children = [int(number) for number in (tmp_path / "children").read_text().split()]
    assert len(children) == 2
    assert [number for number in children if is_alive(number)] == []


def test_a_job_ends_with_the_program_that_asked_for_it(tmp_path: Path):
    """The worker is killed with -9 in the middle of a paper."""
    code = (
        "from pathlib import Path; from tests.documents.test_sandbox import step, Limits; "
        f"step('leave_children_and_hang', Path({str(tmp_path)!r}), Limits(wall=100))"
    )
    asker = subprocess.Popen([sys.executable, "-c", code], cwd=PROJECT)
    wait_for(lambda: (tmp_path / "children").is_file() and len((tmp_path / "children").read_text().split()) == 2)
    children = [int(number) for number in (tmp_path / "children").read_text().split()]
    asker.send_signal(signal.SIGKILL)
    asker.wait()
    wait_for(lambda: not any(is_alive(number) for number in children))
    assert [number for number in children if is_alive(number)] == []


def wait_for(done: Any) -> None:
    until = time.monotonic() + 60
    while not done():
        assert time.monotonic() < until, "it never happened"
        time.sleep(0.05)


def test_a_job_reaches_no_network(tmp_path: Path):
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = server.getsockname()[1]
        if not can_leave_the_network():
            pytest.skip("this system lets nobody make a network of their own")
        assert step("reach_the_network", tmp_path, port=port) == "unreachable"
        socket.create_connection(("127.0.0.1", port)).close()


@pytest.mark.skipif(not confines_files(), reason="this kernel has no Landlock")
class TestConfinement:
    """A job keeps to its folder."""

    def test_it_reads_no_other_paper(self, tmp_path: Path):
        folder, other = tmp_path / "job", tmp_path / "other"
        folder.mkdir()
        other.write_text("KINGFISHER")
        with pytest.raises(Lost, match="PermissionError"):
            step("read_elsewhere", folder, path=str(other))
        (folder / "own").write_text("own")
        assert step("read_elsewhere", folder, path=str(folder / "own")) == "own"

    def test_it_reads_no_instance_beside_the_program(self, tmp_path: Path):
        with pytest.raises(Lost, match="PermissionError"):
            step("read_elsewhere", tmp_path, path=str(PROJECT / "setup.cfg"))

    def test_it_writes_nowhere_else(self, tmp_path: Path):
        folder = tmp_path / "job"
        folder.mkdir()
        with pytest.raises(Lost, match="PermissionError"):
            step("write_elsewhere", folder, path=str(tmp_path / "leak"))
        assert not (tmp_path / "leak").exists()

    def test_it_signals_nobody(self, tmp_path: Path):
        import ctypes

        if ctypes.CDLL(None).syscall(444, None, 0, 1) < 6:
            pytest.skip("this kernel's Landlock knows nothing of signals")
        assert step("signal_outside", tmp_path, number=os.getpid()) == "forbidden"


def test_a_program_gives_its_code(tmp_path: Path):
    assert sandbox.run_program(["/bin/sh", "-c", "exit 3"], tmp_path, QUICK) == 3


def test_a_program_that_hangs_is_ended(tmp_path: Path):
    with pytest.raises(Lost, match="out of time"):
        sandbox.run_program(["/bin/sh", "-c", "sleep 3600"], tmp_path, Limits(wall=1, longest=1))


def test_an_answer_that_was_written_before_is_not_taken(tmp_path: Path):
    (tmp_path / "result.json").write_text(json.dumps({"answer": "old"}))
    with pytest.raises(Lost):
        step("crash", tmp_path)
