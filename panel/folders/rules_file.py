"""Read a rules file: a body's rules of procedure."""

from __future__ import annotations

import datetime
from collections.abc import Mapping, Sequence
from fractions import Fraction
from itertools import combinations
from pathlib import Path
from typing import Any

from panel.folders.document import Document, read_text, toml_document
from panel.folders.form import PATH
from panel.folders.mistakes import Findings
from panel.folders.rules_form import FRACTION, RULES
from panel.folders.toml_lines import line_of_long_key
from panel.law.words import day_in_words
from panel.procedure.rules import apply_at_once

MOST_LETTERS, MOST_DOTS = 64_000, 8
"""Of a rules file, and of a key in it."""


def read_rules(folder: Path, file: str, findings: Findings) -> dict[str, Any] | None:
    """Read a rules file of a folder, every mistake told; dates come in ISO form. None where it is not TOML."""
    text = read_text(folder, file, findings)
    return None if text is None else _read(text, file, findings)


def read_rules_text(text: str, findings: Findings) -> dict[str, Any] | None:
    """Read rules that somebody typed, every mistake told; dates come in ISO form. None where it is not TOML."""
    return _read(text.replace("\r\n", "\n"), "", findings)


def _read(text: str, file: str, findings: Findings) -> dict[str, Any] | None:
    """Read rules, unless the text is such that reading it would take long."""
    if len(text) > MOST_LETTERS:
        what = f"It holds {len(text) // 1000},000 characters, and no rules of procedure are that long."
        findings.mistake(file, "", what, f"Write them with {MOST_LETTERS // 1000},000 at most.")
        return None
    if line := line_of_long_key(text, MOST_DOTS):
        what = f"A key there has more than {MOST_DOTS} dots, and no rule has such a key."
        findings.mistake(file, f"line {line}", what, "Write it as the format describes: key = value.")
        return None
    return _rules(toml_document(text, file, findings))


def judged(rules: Mapping[str, Any]) -> dict[str, str]:
    """Judge rules as kept, as a file that says the same would be; give what is wrong by its place."""
    findings = Findings()
    entries = [
        {key: datetime.date.fromisoformat(value) if key in ("from", "until") else value for key, value in entry.items()}
        for entry in rules.get("participation", ())
    ]
    values = {**rules, "participation": entries} if entries else dict(rules)
    _rules(Document("", findings, values))
    return {each.place: f"{each.what} {each.do}" for each in findings.mistakes}


def _rules(document: Document | None) -> dict[str, Any] | None:
    if document is None:
        return None
    read = RULES.read(document, (), document.values)
    _quorum(document, read.get("quorum", {}))
    _periods(document, read.get("participation", ()))
    return dict(_plain(read))


def _quorum(document: Document, quorum: dict[str, Any]) -> None:
    if "count" in quorum and "fraction" in quorum:
        document.mistake(
            ("quorum", "fraction"),
            "The quorum is given twice.",
            "Keep either count or fraction, the number or the share, not both.",
        )
    if "fraction" in quorum and Fraction(quorum["fraction"]) > 1:
        document.mistake(("quorum", "fraction"), f"{quorum['fraction']} is more than all members.", FRACTION.written)


def _periods(document: Document, entries: Sequence[dict[str, Any]]) -> None:
    """Refuse a period that ends before it begins, and two of one kind that overlap."""
    dated = [entry for entry in entries if "kind" in entry and "from" in entry]
    for entry in dated:
        if "until" in entry and entry["until"] < entry["from"]:
            document.mistake(
                (*entry[PATH], "until"),
                f"It ends ({entry['until']}) before it begins ({entry['from']}).",
                "Write the last day on which it applies.",
            )
    for one, other in combinations(sorted(dated, key=lambda entry: entry["from"]), 2):
        ends = one.get("until")
        if one["kind"] == other["kind"] and apply_at_once((one["from"], ends), (other["from"], other.get("until"))):
            eve = other["from"] - datetime.timedelta(days=1)
            later = max(one[PATH], other[PATH])
            document.mistake(
                (*later, "from"),
                f"Two entries of kind “{one['kind']}” apply at once: [[participation]] {one[PATH][1] + 1} "
                f"from {one['from']}{f' until {ends}' if ends else ''} and [[participation]] "
                f"{other[PATH][1] + 1} from {other['from']}.",
                f"End the earlier one: until = {eve.isoformat()} ({day_in_words(eve)}), or change from."
                if one["from"] < other["from"]
                else "Keep one of the two, or change from.",
            )


def _plain(value: Any) -> Any:
    """Turn what was read into what a JSON column keeps: dates in ISO form, no paths."""
    match value:
        case dict():
            return {key: _plain(entry) for key, entry in value.items() if key != PATH}
        case list():
            return [_plain(entry) for entry in value]
        case datetime.date():
            return value.isoformat()
        case _:
            return value
