"""Compose packs of 50, 200 and 1,000 pages in each way and print a table."""

from __future__ import annotations

import pickle
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from datetime import date
from datetime import time as clock
from pathlib import Path

import pikepdf

from panel.packs.contents import Contact, Contents, Item, MemberLine, Paper
from panel.pdf.canonical import prepare
from panel.pdf.prepared import PreparedFile, page_facts
from tests.benchmarks.papers import make_papers

PACKS = ((50, 6), (200, 18), (1000, 67))
SEED = 20180319
RUNS = 5
KIB_A_MIB = 1024


def contents_of(prepared: list[PreparedFile]) -> Contents:
    """Put papers under the items of an invented agenda, a report and its appendices an item."""
    items = []
    for position in range(0, len(prepared), 6):
        number = str(position // 6 + 1)
        papers = tuple(
            Paper(
                key=number if not part else f"{number}/{chr(64 + part)}",
                item=number,
                title=f"Report on work {number}" if not part else f"Figures, part {part}",
                appendix=None if not part else chr(64 + part),
                source=source,
            )
            for part, source in enumerate(prepared[position : position + 6])
        )
        items.append(Item(number, f"Work {number}", papers=papers))
    members = tuple(MemberLine(f"Councillor {name}", "Borough Council") for name in "ABCDEFGHIJ")
    return Contents(
        body="Police and Crime Panel",
        date=date(2018, 3, 19),
        start=clock(10, 30),
        venue="Council House",
        items=tuple(items),
        membership=(("Councillors", members),),
        contact=Contact("Democratic Services", "democracy@council.example"),
    )


def measure(command: list[str]) -> tuple[float, float]:
    """Run a command; give wall seconds and peak MiB."""
    launcher = [sys.executable, "-S", "-E", str(Path(__file__).with_name("measured.py"))]
    told = subprocess.run([*launcher, *command], stdout=subprocess.PIPE, text=True, check=True).stdout
    seconds, kib, code = told.split()
    if code != "0":
        raise SystemExit(f"{' '.join(command[:4])} … ended with {code}")
    return float(seconds), int(kib) / KIB_A_MIB


def prepare_all(files: list[Path], folder: Path) -> tuple[list[PreparedFile], float]:
    """Prepare papers as at their arrival; give them and the seconds a page."""
    folder = folder / "prepared"
    folder.mkdir(exist_ok=True)
    started = time.perf_counter()
    prepared = []
    for file in files:
        with pikepdf.open(file) as pdf:
            prepared.append(prepare(pdf, folder, file.stem))
    pages = sum(len(page_facts(each)) for each in prepared)
    return prepared, (time.perf_counter() - started) / pages


def run_pack(pages: int, count: int, folder: Path) -> None:
    """Make one pack in every way, in turn, and print its rows."""
    files = make_papers(folder, pages, count, SEED)
    prepared, a_page = prepare_all(files, folder)
    value = folder / "contents.pickle"
    value.write_bytes(pickle.dumps(contents_of(prepared)))
    one_prepared = time.perf_counter()
    prepare_all(files[:1], folder)
    one_prepared = time.perf_counter() - one_prepared
    out = folder / "out.pdf"
    names = [str(file) for file in files]
    way = [sys.executable, "-m", "tests.benchmarks.ways"]
    ways = {
        "reading and writing the same bytes": [*way, "copy", str(out), *names],
        "pikepdf, plain concatenation": [*way, "pikepdf_concatenation", str(out), *names],
        "**Panel, the full job**": [*way, "panel", str(out), str(value)],
        "ReportLab overlay merged by pypdf": [*way, "reportlab_overlay", str(out), *names],
    }
    if shutil.which("qpdf"):
        ways["qpdf command, bare merge"] = ["qpdf", "--empty", "--pages", *names, "--", str(out)]
    results: dict[str, list[tuple[float, float]]] = {name: [] for name in ways}
    for turn in range(RUNS):
        for name, command in ways.items():
            if turn == 0 or "overlay" not in name:
                results[name].append(measure(command))
    base = statistics.median(seconds for seconds, _ in results["pikepdf, plain concatenation"])
    for name, figures in results.items():
        seconds = statistics.median(second for second, _ in figures)
        mib = max(peak for _, peak in figures)
        print(f"| {pages:,} | {name} | {seconds:.2f} | {seconds / base:.2f} | {mib:.0f} |", flush=True)
    print(
        f"| {pages:,} | preparing at arrival: {a_page * 1000:.1f} ms a page; "
        f"replacing one paper prepares that one: {one_prepared:.2f} s | | | |",
        flush=True,
    )


def main() -> None:
    """Print the table."""
    print("| pages | way | seconds | times pikepdf | peak MiB |\n| --- | --- | --- | --- | --- |")
    for pages, count in PACKS:
        with tempfile.TemporaryDirectory(prefix="bench-") as scratch:
            run_pack(pages, count, Path(scratch))


if __name__ == "__main__":
    main()
