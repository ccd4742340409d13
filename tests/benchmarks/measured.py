"""Run a command from this small process and print its wall seconds and peak KiB: a large parent's memory would count.

Run as `python -S -E measured.py COMMAND...`.
"""

import os
import sys
import time

if __name__ == "__main__":
    started = time.perf_counter()
    child = os.spawnvp(os.P_NOWAIT, sys.argv[1], sys.argv[1:])  # noqa: S606 - the benchmark's own commands
    _, status, usage = os.wait4(child, 0)
    print(time.perf_counter() - started, usage.ru_maxrss, os.waitstatus_to_exitcode(status))
