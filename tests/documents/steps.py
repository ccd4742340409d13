"""Steps for the sandbox that do what a parser does on a bad day."""

from __future__ import annotations

import ctypes
import os
import socket
import subprocess
import sys
import time
from pathlib import Path
from typing import Any


def answer(folder: Path, **arguments: Any) -> dict[str, Any]:
    return {"folder": str(folder), **arguments}


def surroundings(folder: Path) -> dict[str, Any]:
    return {
        "environment": dict(os.environ),
        "here": str(Path.cwd()),
        "files": [str(Path(f"/proc/self/fd/{number}").resolve()) for number in range(100)],
    }


def crash(folder: Path) -> None:
    ctypes.string_at(0)


def fail(folder: Path) -> None:
    raise ValueError("KINGFISHER was in the paper")


def hang(folder: Path) -> None:
    time.sleep(3600)


def spin(folder: Path) -> None:
    while True:
        pass


def ask_for_more_time(folder: Path) -> str:
    from panel.documents.sandbox import take_longer

    take_longer(20)
    time.sleep(1.5)
    return "done"


def eat_memory(folder: Path) -> None:
    eaten = []
    while True:
        # Not touched: the limit is on what is asked for, and asking is quick.
        eaten.append(bytearray(64 * 1024 * 1024))


def fill_the_disk(folder: Path) -> str:
    try:
        (folder / "large").write_bytes(b"\0" * 2_000_000)
    except OSError:
        return "stopped"
    return "written"


def leave_children(folder: Path) -> list[int]:
    """Start one child in the group, and one that leaves it and lives on."""
    waiting = [sys.executable, "-c", "import time; time.sleep(3600)"]
    daemon = subprocess.Popen(waiting, start_new_session=True)
    child = subprocess.Popen(waiting)
    return [daemon.pid, child.pid]


def leave_children_and_hang(folder: Path) -> None:
    (folder / "children").write_text(" ".join(map(str, leave_children(folder))))
    time.sleep(3600)


def read_elsewhere(folder: Path, path: str) -> str:
    return Path(path).read_text()


def write_elsewhere(folder: Path, path: str) -> None:
    Path(path).write_text("written")


def reach_the_network(folder: Path, port: int) -> str:
    try:
        socket.create_connection(("127.0.0.1", port), timeout=5).close()
    except OSError:
        return "unreachable"
    return "reached"


def signal_outside(folder: Path, number: int) -> str:
    try:
        os.kill(number, 0)
    except PermissionError:
        return "forbidden"
    return "sent"
