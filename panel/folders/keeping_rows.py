"""Bring the rows of a list to what the folder lists, whatever it is a list of."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Generic, Protocol, TypeVar

from panel.audit.changes import Changes
from panel.folders.pairing import Likenesses, pair
from panel.folders.report import Entry, ImportReport


class _Withdrawable(Protocol):
    withdrawn: Any


Fact = TypeVar("Fact")
Row = TypeVar("Row", bound=_Withdrawable)
Columns = Mapping[str, Any]


@dataclass(frozen=True)
class Rows(Generic[Fact, Row]):
    """A kind of rows: how one is known again, what it is called, and the verbs of its room."""

    kind: str
    """"item", "log entry"."""
    likenesses: Likenesses[Fact, Row]
    columns: Callable[[Fact, int], Columns]
    """Of a fact and its position counted from 1."""
    name: Callable[[Row], str]
    add: Callable[[Columns], Row]
    amend: Callable[[Row, Columns], Changes]
    withdraw: Callable[[Row], None]

    def keep(self, facts: Sequence[Fact], rows: Sequence[Row], report: ImportReport) -> list[Row]:
        """Keep the facts, the rows that are there being in the order in which they are to be tried; give their rows."""
        paired = pair(facts, rows, self.likenesses)
        kept = []
        for position, (fact, row) in enumerate(paired.pairs, start=1):
            columns = {**self.columns(fact, position), "withdrawn": False}
            if row is None:
                row = self.add(columns)
                report.added.append(Entry(self.kind, self.name(row)))
            else:
                back = row.withdrawn
                changes = self.amend(row, columns)
                if back:
                    # A record that came back after it was withdrawn counts as added.
                    report.added.append(Entry(self.kind, self.name(row)))
                else:
                    report.note_change(self.kind, self.name(row), changes)
            kept.append(row)
        for row in paired.gone:
            self.drop(row, report)
        return kept

    def drop(self, row: Row, report: ImportReport) -> None:
        """Withdraw a row, unless that was done before."""
        if not row.withdrawn:
            self.withdraw(row)
            report.withdrawn.append(Entry(self.kind, self.name(row)))
