"""Print how well the check finds: `python -m tests.checks [INSTANCE]`.

INSTANCE holds the real pack (`panel import ../shared/real-pack --instance INSTANCE`); without it the planted cases
are scored alone. Recall is the share of mistakes that were found, precision the share of findings that are mistakes.
The time that the check takes is told beside that of merely reading the same pages' text out of their PDFs.
"""

from __future__ import annotations

import statistics
import sys
import time
from collections.abc import Callable
from contextlib import closing
from datetime import date
from pathlib import Path

import pypdfium2
from sqlalchemy import Select, select

from panel.agendas.models import Item
from panel.checks.judging import FAMILIES, judge
from panel.documents.models import Document
from panel.extensions import db
from panel.meetings.models import Meeting
from panel.papers.models import Paper
from tests.checks.scored import planted, real, score

RUNS = 5
ROW = "{:<11} {:>8} {:>6} {:>7} {:>12} {:>7} {:>10} {:>7}"


def main() -> None:
    """Print the table of planted cases, each miss and alarm, then the real pack."""
    print(ROW.format("family", "mistakes", "found", "missed", "clean texts", "alarms", "precision", "recall"))
    sums = [0, 0, 0, 0]
    remarks = []
    for family in FAMILIES:
        scored = [score(family, case) for case in planted(family)]
        mistakes = sum(len(each.case.expects) for each in scored)
        found = sum(len(each.found) for each in scored)
        clean = sum(not each.case.expects for each in scored)
        alarms = sum(len(each.alarms) for each in scored)
        print(_row(family, mistakes, found, clean, alarms))
        sums = [old + new for old, new in zip(sums, (mistakes, found, clean, alarms), strict=True)]
        for each in scored:
            remarks += [f"missed  {family}: {each.case.name}: {rule}, {words}" for rule, words in each.missed]
            remarks += [f"alarm   {family}: {each.case.name}: {finding.what}" for finding in each.alarms]
    print(_row("all", *sums))
    print("\n".join(remarks))
    if len(sys.argv) > 1:
        _real_pack(Path(sys.argv[1]))


def _row(family: str, mistakes: int, found: int, clean: int, alarms: int) -> str:
    precision = found / (found + alarms) if found + alarms else 1
    recall = found / mistakes if mistakes else 1
    return ROW.format(family, mistakes, found, mistakes - found, clean, alarms, f"{precision:.1%}", f"{recall:.1%}")


def _real_pack(instance: Path) -> None:
    from panel import create_app
    from panel.checks.gathering import dossier_of
    from panel.documents.store import Store
    from panel.meetings.queries import at
    from panel.public.clock import london_today

    app = create_app(instance)
    with app.app_context():
        meeting = at("warwickshire", date(2018, 3, 19))
        if meeting is None:
            raise SystemExit(f"The real pack is not in {instance}.")
        store, today = Store.of_app(), london_today()
        dossier = dossier_of(meeting, store, today)
        checking = _seconds(lambda: judge.__wrapped__(dossier_of(meeting, store, today)))
        files = [store.path(sha256) for sha256 in db.session.scalars(_prepared_of(meeting))]
    print("\nThe real pack of 19 March 2018")
    print(ROW.format("family", "true", "found", "missed", "", "alarms", "precision", "recall"))
    for family, find in FAMILIES.items():
        findings = {(each.rule, each.place.paper, each.place.words) for each in find(dossier)}
        true = set(real(family))
        print(_row(family, len(true), len(true & findings), 0, len(findings - true)))
        for rule, paper, words in sorted(true - findings):
            print(f"  missed  {rule}: {paper}, {words}")
        for rule, paper, words in sorted(findings - true):
            print(f"  alarm   {rule}: {paper}, {words}")
    reading = _seconds(lambda: [_read(file) for file in files])
    pages = sum(len(paper.pages) for _item, paper in dossier.papers())
    print(
        f"\n{pages} pages gathered and checked in {checking:.2f} s; their text read out of the PDFs by PDFium, with "
        f"nothing checked, in {reading:.2f} s: {checking / reading:.1f} times that."
    )


def _prepared_of(meeting: Meeting) -> Select[tuple[str]]:
    return (
        select(Document.prepared_sha256)
        .join(Paper, Paper.document_id == Document.id)
        .join(Item)
        .where(Item.meeting_id == meeting.id, Paper.withdrawn.is_(False), Document.prepared_sha256.is_not(None))
    )


def _read(file: Path) -> list[str]:
    with closing(pypdfium2.PdfDocument(file)) as pdf:
        return [page.get_textpage().get_text_bounded() for page in pdf]


def _seconds(work: Callable[[], object]) -> float:
    """Give the median of several runs."""
    taken = []
    for _ in range(RUNS):
        started = time.perf_counter()
        work()
        taken.append(time.perf_counter() - started)
    return statistics.median(taken)


if __name__ == "__main__":
    main()
