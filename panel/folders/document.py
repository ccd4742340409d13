"""Open the files of a meeting folder as text and TOML, and tell mistakes with the line on which they stand."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from panel.folders import toml_lines
from panel.folders.mistakes import Findings

MOST_BYTES = 10_000_000
"""Of one text: a hundred times what a long meeting takes, and read within seconds."""
_MOST_FIGURES = 4300
"""What Python reads of one whole number."""
_AT = re.compile(r"^(.*?) \(at (?:line (\d+), column (\d+)|end of document)\)$", re.DOTALL)


@dataclass(frozen=True)
class Document:
    """A TOML file of the folder, its values and where each stands."""

    file: str
    findings: Findings
    values: dict[str, Any] = field(default_factory=dict)
    lines: dict[toml_lines.Path, int] = field(default_factory=dict)

    def mistake(self, path: toml_lines.Path, what: str, do: str, key: str = "") -> None:
        """Tell a mistake at a path; `key` names one that is missing from the table there."""
        at = path
        while at and at not in self.lines:
            at = at[:-1]
        line = f"line {self.lines[at]}" if at else ("" if path else "line 1")
        self.findings.mistake(self.file, ", ".join(filter(None, (line, place(path, key)))), what, do)

    def raw(self, path: toml_lines.Path) -> Any:
        """Give what stands at a path, right or wrong; None where nothing does."""
        value: Any = self.values
        for step in path:
            if isinstance(value, dict) and isinstance(step, str):
                value = value.get(step)
            elif isinstance(value, list) and isinstance(step, int):
                value = value[step]
            else:
                return None
        return value

    def note(self, text: str) -> None:
        """Tell something that is not a mistake."""
        self.findings.notes.append(f"{self.file}: {text}")


def place(path: toml_lines.Path, missing: str = "") -> str:
    """Write a path as people read it: "[[items]] 4, papers 2, key appendix"."""
    names: list[str] = []
    for step in path:
        if isinstance(step, int):
            names[-1] += f" {step + 1}"
        else:
            names.append(step)
    if not names:
        return f"key {missing}" if missing else ""
    if len(path) > 1:
        names[0] = re.sub(r"^(\S+)", r"[[\1]]" if isinstance(path[1], int) else r"[\1]", names[0])
    if missing:
        if len(path) == 1:
            names[0] = f"[{names[0]}]"
        names.append(f"key {missing}")
    elif isinstance(path[-1], str):
        names[-1] = f"key {names[-1]}"
    return ", ".join(names)


def read_text(folder: Path, file: str, findings: Findings) -> str | None:
    """Read a file of the folder as UTF-8, with or without a byte order mark; None where that is a mistake.

    Line ends become plain newlines.
    """
    path = folder / file
    if not path.resolve().is_relative_to(folder.resolve()):
        findings.mistake(file, "", "This is a link that leads out of the folder.", "Put the file itself in its place.")
        return None
    if not path.is_file():
        findings.mistake(file, "", "This is not a file.", "Put a text file in its place, or take it away.")
        return None
    try:
        if (size := path.stat().st_size) > MOST_BYTES:
            what = f"It holds {size // 1_000_000} MB, and no text of a meeting folder is that long."
            findings.mistake(file, "", what, f"Write it with {MOST_BYTES // 1_000_000} MB at most.")
            return None
        raw = path.read_bytes()
    except OSError as error:
        findings.mistake(file, "", f"It cannot be read: {error.strerror}.", "Make it readable, then import again.")
        return None
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        findings.mistake(file, f"line {line}", "This is not UTF-8 text.", "Save the file as UTF-8.")
        return None
    return text.replace("\r\n", "\n")


def read_toml(folder: Path, file: str, findings: Findings) -> Document | None:
    """Read a TOML file of the folder; None where it cannot be read, which is a mistake."""
    text = read_text(folder, file, findings)
    return None if text is None else toml_document(text, file, findings)


def toml_document(text: str, file: str, findings: Findings) -> Document | None:
    """Read a TOML text with plain newlines, which mistakes call `file`; None where it cannot be read."""
    try:
        values = tomllib.loads(text)
        return Document(file, findings, values, toml_lines.lines(text))
    except RecursionError:
        findings.mistake(file, "", "Lists stand in lists too deeply.", "Write it as the format describes.")
    except ValueError as error:
        findings.mistake(file, *_not_toml(text, str(error)))
    return None


def _not_toml(text: str, error: str) -> tuple[str, str, str]:
    """Say (place, what, do) of a text that is not TOML, by the reader's own words."""
    found = _AT.match(error)
    if not found and (figures := re.search(rf"\d[\d_]{{{_MOST_FIGURES},}}", text)):
        what = f"A number there has more than {_MOST_FIGURES} figures."
        return f"line {text.count(chr(10), 0, figures.start()) + 1}", what, "Write a smaller one."
    what = found[1] if found else error
    place, line = f"line {text.rstrip().count(chr(10)) + 1}", ""
    if found and found[2]:
        place, line = f"line {found[2]}, column {found[3]}", text.split("\n")[int(found[2]) - 1]
        if day := _no_day(line, int(found[3]) - 1):
            key, written = day
            return (
                f"line {found[2]}, key {key}" if key else place,
                f"{written} is no date of the calendar, or no time of day.",
                'Write a date that exists as year-month-day, 2018-03-19, and a time as 10:30:00; in rules as "17:00".',
            )
    shown = "".join(letter if letter.isprintable() else " " for letter in line.strip()[:60])
    do = f"Correct the line “{shown}”: text stands in quotation marks, a list in [ ], keys as key = value."
    if what.startswith("Cannot declare"):
        what = "Cannot declare a table twice"
    if what.startswith(("Cannot overwrite", "Cannot declare")):
        do = "A key or table stands twice there: keep one of the two."
    return place, f"This is not TOML: {what[:1].lower()}{what[1:]}.", do


def _no_day(line: str, at: int) -> tuple[str, str] | None:
    """Give (key, what is written) where a date or time is what cannot be read; the key may be on an earlier line."""
    for found in re.finditer(r"\d+(?:-\d+-\d+|:\d+)[-:\d.TZ+]*", line):
        if found.start() <= at <= found.end():
            key = re.search(r"([A-Za-z0-9_-]+)\s*=\s*$", line[: found.start()])
            return (key[1] if key else "", found[0])
    return None
