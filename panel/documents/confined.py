"""Hold one job in a process of its own, within limits, and leave nothing of it behind.

Run as a script by `panel.documents.sandbox`, with a request as JSON on stdin. Standard library only, so that it
starts fast and forks while it has no threads: forking the web server or the worker, which have some, could copy a
lock that nobody will ever release. A fresh interpreter for every file (some 0.1 s) also means that what one
hostile file left in memory never meets the next file.

Two processes: the holder waits with a clock; the job gives up its rights and does the work. Whatever the job
starts, the holder inherits (it is a subreaper) and kills, also when the program that asked is itself killed.
"""

from __future__ import annotations

import contextlib
import ctypes
import importlib
import json
import os
import resource
import signal
import struct
import sys
import traceback
from collections.abc import Callable, Iterable
from pathlib import Path
from types import FrameType
from typing import Any

PR_SET_PDEATHSIG = 1
PR_SET_CHILD_SUBREAPER = 36
PR_SET_NO_NEW_PRIVS = 38
CLONE_NEWUSER = 0x10000000
CLONE_NEWNET = 0x40000000

# Landlock, the kernel's own file sandbox; the same numbers on every architecture (linux/landlock.h).
LANDLOCK_CREATE_RULESET = 444
LANDLOCK_ADD_RULE = 445
LANDLOCK_RESTRICT_SELF = 446
LANDLOCK_RULE_PATH_BENEATH = 1
EXECUTE, WRITE_FILE, READ_FILE, READ_DIR = 1 << 0, 1 << 1, 1 << 2, 1 << 3
REMOVE_FILE, MAKE_SOCKET = 1 << 5, 1 << 9
RIGHTS_BY_VERSION = ((1, (1 << 13) - 1), (2, (1 << 14) - 1), (3, (1 << 15) - 1))
ON_FILES = EXECUTE | WRITE_FILE | READ_FILE | 1 << 14
READ = EXECUTE | READ_FILE | READ_DIR
CAPABILITY_VERSION = 0x20080522
NETWORK_VERSION, BIND_AND_CONNECT = 4, 3
SCOPED_VERSION, SCOPE_SOCKETS_AND_SIGNALS = 6, 3

RESULT = "result.json"


class _TimeUp(Exception):
    """The job has had its time, or nobody waits for it any more."""


def main() -> None:
    """Read the request, hold the job, and say on stdout how it ended: how and with which number."""
    request = json.load(sys.stdin)
    signal.signal(signal.SIGTERM, _time_up)
    signal.signal(signal.SIGALRM, _time_up)
    job = 0
    end = {"how": "time", "number": 0}
    try:
        _prctl(PR_SET_CHILD_SUBREAPER, 1)
        # Sent when the thread that started this process ends; that thread waits for it, so never too early.
        _prctl(PR_SET_PDEATHSIG, signal.SIGTERM)
        if os.getppid() != request["parent"]:
            return
        job = os.fork()
        if job == 0:
            _be_the_job(request)
        signal.setitimer(signal.ITIMER_REAL, request["longest"])
        _, status = os.waitpid(job, 0)
        signal.setitimer(signal.ITIMER_REAL, 0)
        code = os.waitstatus_to_exitcode(status)
        end = {"how": "signal", "number": -code} if code < 0 else {"how": "exit", "number": code}
    except _TimeUp:
        pass
    finally:
        signal.signal(signal.SIGTERM, signal.SIG_IGN)
        _end_what_is_left(job)
    sys.stdout.write(json.dumps(end))


def _time_up(_number: int, _frame: FrameType | None) -> None:
    raise _TimeUp


def _end_what_is_left(job: int) -> None:
    """Kill the job's group and all that it left, until this process has no child any more."""
    if job:
        with contextlib.suppress(ProcessLookupError, PermissionError):
            os.killpg(job, signal.SIGKILL)
    while True:
        for child in _children():
            with contextlib.suppress(ProcessLookupError, PermissionError):
                os.kill(child, signal.SIGKILL)
        try:
            os.waitpid(-1, 0)
        except ChildProcessError:
            return


def _children() -> Iterable[int]:
    """Find this process's children in /proc; where there is none, the group was all that could be killed."""
    own = os.getpid()
    for entry in Path("/proc").glob("[0-9]*"):
        with contextlib.suppress(OSError, ValueError):
            # "pid (name) state parent ...", where the name may hold anything.
            fields = (entry / "stat").read_text(errors="replace").rpartition(")")[2].split()
            if int(fields[1]) == own:
                yield int(entry.name)


def _be_the_job(request: dict[str, Any]) -> None:
    """Give up what the job does not need, then do the work. Never returns."""
    code = 70
    try:
        signal.signal(signal.SIGTERM, signal.SIG_DFL)
        signal.signal(signal.SIGALRM, signal.SIG_DFL)
        _prctl(PR_SET_PDEATHSIG, signal.SIGKILL)
        os.setsid()
        os.umask(0o077)
        folder = Path(request["folder"])
        os.chdir(folder)
        nothing = os.open(os.devnull, os.O_RDWR)
        for number in (0, 1, 2):
            # What a parser prints may quote the paper: it goes nowhere.
            os.dup2(nothing, number)
        os.close(nothing)
        _leave_the_network()
        _keep_to_the_folder(folder, request["readable"], request["listable"])
        _drop_capabilities()
        _set_limits(request)
        if "program" in request:
            os.execv(request["program"][0], request["program"])  # noqa: S606 - a list of arguments, and no shell
        code = _do_step(folder, request)
    finally:
        os._exit(code)


def _do_step(folder: Path, request: dict[str, Any]) -> int:
    """Call the step; its answer, or where it broke, is written to a file."""
    sys.path.extend(entry for entry in request["paths"] if entry not in sys.path)
    answer: dict[str, Any]
    try:
        module, _, name = request["step"].partition(":")
        step: Callable[..., Any] = getattr(importlib.import_module(module), name)
        answer = {"answer": step(folder, **request["arguments"])}
    except MemoryError:
        answer = {"memory": True}
    except BaseException as error:
        # The kind of the fault and its place; never its message, which may quote the paper.
        place = traceback.extract_tb(error.__traceback__)[-1]
        answer = {"fault": f"{type(error).__name__} at {Path(place.filename).name}:{place.lineno}"}
    (folder / RESULT).write_text(json.dumps(answer), encoding="utf-8")
    return 0


def _set_limits(request: dict[str, Any]) -> None:
    """Set limits on memory, time and files; a step may extend its time up to the longest."""
    limits = {
        resource.RLIMIT_AS: (request["memory"], request["memory"]),
        resource.RLIMIT_CPU: (request["cpu"], max(request["cpu"], request["longest"])),
        resource.RLIMIT_FSIZE: (request["file_size"], request["file_size"]),
        resource.RLIMIT_CORE: (0, 0),
        resource.RLIMIT_NOFILE: (1024, 1024),
    }
    for which, (soft, hard) in limits.items():
        most = resource.getrlimit(which)[1]
        if most != resource.RLIM_INFINITY:
            soft, hard = min(soft, most), min(hard, most)
        resource.setrlimit(which, (soft, hard))
    signal.setitimer(signal.ITIMER_REAL, request["wall"])


def _libc() -> ctypes.CDLL:
    return ctypes.CDLL(None, use_errno=True)


def _prctl(option: int, value: int) -> None:
    """Set a property of this process, where the system has such."""
    with contextlib.suppress(AttributeError, OSError):
        _libc().prctl(option, value, 0, 0, 0)


def _leave_the_network() -> None:
    """Move to a network of one's own, which reaches nothing; as an ordinary user by way of a user namespace."""
    with contextlib.suppress(AttributeError, OSError):
        libc = _libc()
        user, group = os.getuid(), os.getgid()
        # A user namespace first, also for root: in it no right over other processes is left.
        if libc.unshare(CLONE_NEWUSER | CLONE_NEWNET) != 0:
            libc.unshare(CLONE_NEWNET)
            return
        Path("/proc/self/setgroups").write_text("deny")
        Path("/proc/self/uid_map").write_text(f"{user} {user} 1")
        Path("/proc/self/gid_map").write_text(f"{group} {group} 1")


def _drop_capabilities() -> None:
    """Give up what root may do beyond any user; a program started later cannot get it back."""
    with contextlib.suppress(AttributeError, OSError):
        header = struct.pack("=Ii", CAPABILITY_VERSION, 0)
        _libc().capset(header, bytes(24))


def _keep_to_the_folder(folder: Path, readable: list[str], listable: list[str]) -> None:
    """Let the job write in its folder only, and read only programs and fonts: no other paper, no database.

    Needs Linux 5.13 with Landlock; where it is missing the other limits hold alone.
    """
    with contextlib.suppress(AttributeError, OSError):
        libc = _libc()
        version = libc.syscall(LANDLOCK_CREATE_RULESET, None, 0, 1)
        if version < 1:
            return
        every = max(rights for since, rights in RIGHTS_BY_VERSION if version >= since)
        handled = [every]
        if version >= NETWORK_VERSION:
            handled.append(BIND_AND_CONNECT)  # and no rule that allows any: also where there is no namespace
        if version >= SCOPED_VERSION:
            handled.append(SCOPE_SOCKETS_AND_SIGNALS)
        attributes = struct.pack(f"={len(handled)}Q", *handled)
        ruleset = libc.syscall(LANDLOCK_CREATE_RULESET, attributes, len(attributes), 0)
        if ruleset < 0:
            return
        _allow(libc, ruleset, every, [str(folder)])
        _allow(libc, ruleset, READ & every, readable)
        _allow(libc, ruleset, READ_DIR & every, listable)
        _allow(libc, ruleset, (READ | WRITE_FILE) & every, ["/dev"])
        # LibreOffice's own socket lies here, whatever TMPDIR says.
        _allow(libc, ruleset, MAKE_SOCKET | REMOVE_FILE, ["/tmp"])  # noqa: S108 - no file is written there
        _prctl(PR_SET_NO_NEW_PRIVS, 1)
        libc.syscall(LANDLOCK_RESTRICT_SELF, ruleset, 0)
        os.close(ruleset)


def _allow(libc: ctypes.CDLL, ruleset: int, rights: int, paths: Iterable[str]) -> None:
    for path in paths:
        try:
            handle = os.open(path, os.O_PATH | os.O_CLOEXEC)
        except OSError:
            continue
        allowed = rights if Path(path).is_dir() else rights & ON_FILES
        rule = struct.pack("=Qi", allowed, handle)
        libc.syscall(LANDLOCK_ADD_RULE, ruleset, LANDLOCK_RULE_PATH_BENEATH, rule, 0)
        os.close(handle)


if __name__ == "__main__":
    main()
