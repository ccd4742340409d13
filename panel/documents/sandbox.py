"""Do what touches an untrusted file in a process of its own, with limits. `confined.py` tells how."""

from __future__ import annotations

import json
import os
import resource
import signal
import site
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Any

from panel import paths
from panel.documents import confined

GIB = 1024**3
MOST_ANSWERED = 64 * 1024 * 1024  # bytes
GRACE = 15  # seconds until the holder itself is given up

ETC = tuple(
    f"/etc/{name}"
    for name in (
        "alternatives",
        "fonts",
        "group",
        "ld.so.cache",
        "ld.so.conf",
        "ld.so.conf.d",
        "libreoffice",
        "locale.alias",
        "localtime",
        "nsswitch.conf",
        "passwd",
        "ssl/openssl.cnf",
    )
)
"""What programs read there; passwords and keys are not among it."""
SYSTEM = ("/usr", "/bin", "/sbin", "/lib", "/lib32", "/lib64", *ETC, "/proc", "/sys", "/var/cache/fontconfig", "/nix")
"""Where programs, their libraries and fonts lie."""


@dataclass(frozen=True)
class Limits:
    """What one job may take: bytes and seconds. A step may call `take_longer`, up to `longest`."""

    memory: int = 2 * GIB
    cpu: int = 20
    wall: int = 30
    longest: int = 300
    file_size: int = GIB


class Fate(StrEnum):
    """How a job was lost."""

    CRASHED = "crashed"
    OUT_OF_TIME = "out of time"
    OUT_OF_MEMORY = "out of memory"


class Lost(Exception):
    """A job that gave no answer. `detail` tells a programmer where; it never quotes the paper."""

    def __init__(self, fate: Fate, detail: str) -> None:
        super().__init__(f"{fate.value}: {detail}")
        self.fate = fate
        self.detail = detail


def run_step(
    step: str,
    folder: Path,
    limits: Limits,
    arguments: dict[str, Any] | None = None,
    readable: Sequence[Path] = (),
) -> Any:
    """Call the function "module:name" with (folder, **arguments) in a process of its own; give its answer (JSON).

    The folder is all that it may write to. Raises `Lost`.
    """
    answer = folder / confined.RESULT
    answer.unlink(missing_ok=True)
    request = {"step": step, "arguments": arguments or {}, "paths": _search_path()}
    how, number = _hold(request, folder, limits, readable)
    if how != "exit" or number != 0 or not answer.is_file():
        raise _lost(how, number)
    if answer.stat().st_size > MOST_ANSWERED:
        raise Lost(Fate.OUT_OF_MEMORY, "the answer is too long")
    told = json.loads(answer.read_text(encoding="utf-8"))
    answer.unlink()
    if "answer" in told:
        return told["answer"]
    if "memory" in told:
        raise Lost(Fate.OUT_OF_MEMORY, step)
    raise Lost(Fate.CRASHED, str(told.get("fault", "no answer")))


def run_program(program: Sequence[str], folder: Path, limits: Limits, readable: Sequence[Path] = ()) -> int:
    """Run a program in a process of its own; give its exit code. Raises `Lost`."""
    how, number = _hold({"program": list(program)}, folder, limits, readable)
    if how != "exit":
        raise _lost(how, number)
    return number


def take_longer(seconds: float) -> None:
    """Extend the time of the step that calls this, both of its clocks, up to the longest that its limits allow."""
    _, hard = resource.getrlimit(resource.RLIMIT_CPU)
    whole = int(seconds)
    resource.setrlimit(resource.RLIMIT_CPU, (whole if hard == resource.RLIM_INFINITY else min(whole, hard), hard))
    signal.setitimer(signal.ITIMER_REAL, seconds)


def _hold(request: dict[str, Any], folder: Path, limits: Limits, readable: Sequence[Path]) -> tuple[str, int]:
    """Start the holder with a clean environment and wait; give how the job ended and with which number."""
    folder = folder.resolve()
    request |= {
        "parent": os.getpid(),
        "folder": str(folder),
        "memory": limits.memory,
        "cpu": limits.cpu,
        "wall": limits.wall,
        "longest": max(limits.longest, limits.wall),
        "file_size": limits.file_size,
        "readable": [*_readable(), *(str(path.resolve()) for path in readable)],
        # The folder above the package is only listed, to find the package: an instance often lies in it.
        "listable": _search_path(),
    }
    environment = {
        "PATH": "/usr/local/bin:/usr/bin:/bin",
        "HOME": str(folder),
        "TMPDIR": str(folder),
        "LANG": "C.UTF-8",
        "LC_ALL": "C.UTF-8",
        "TZ": "UTC",
    }
    try:
        ended = subprocess.run(
            [sys.executable, "-I", str(Path(confined.__file__).resolve())],
            input=json.dumps(request).encode(),
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env=environment,
            cwd=folder,
            timeout=request["longest"] + GRACE,
            check=False,
        )
        end = json.loads(ended.stdout)
    except subprocess.TimeoutExpired:
        return "time", 0
    except ValueError:
        raise Lost(Fate.CRASHED, "the process that holds the job was lost") from None
    return str(end["how"]), int(end["number"])


def _search_path() -> list[str]:
    """List where this program finds its modules, this package in any case."""
    above = str(Path(paths.__file__).resolve().parent.parent)
    return [*(entry for entry in sys.path if entry and entry != above), above]


def _readable() -> list[str]:
    """List what a job may read: programs, libraries, fonts, this package. No instance lies in any of them."""
    python = [sys.prefix, sys.base_prefix, *site.getsitepackages(), str(Path(sys.executable).resolve().parent)]
    package = Path(paths.__file__).resolve().parent
    return [*SYSTEM, *python, str(package), str(paths.STATIC.resolve())]


def _lost(how: str, number: int) -> Lost:
    if how == "time" or (how == "signal" and number in (signal.SIGALRM, signal.SIGXCPU)):
        return Lost(Fate.OUT_OF_TIME, "stopped by its clock")
    if how == "signal" and number == signal.SIGKILL:
        return Lost(Fate.OUT_OF_MEMORY, "killed by the system")
    return Lost(Fate.CRASHED, f"ended by {how} {number}")
