"""Open the files of a meeting folder as text and TOML, and tell mistakes with the line on which they stand."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from panel.folders import toml_lines
from panel.folders.mistakes import Findings

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
    if text is None:
        return None
    try:
        values = tomllib.loads(text)
        return Document(file, findings, values, toml_lines.lines(text))
    except RecursionError:
        findings.mistake(file, "", "Lists stand in lists too deeply.", "Write it as the format describes.")
    except ValueError as error:
        found = _AT.match(str(error))
        what = found[1] if found else str(error)
        line, column = (found[2], found[3]) if found else (None, None)
        where = f"line {line}, column {column}" if line else f"line {text.rstrip().count(chr(10)) + 1}"
        findings.mistake(file, where, f"This is not TOML: {what[:1].lower()}{what[1:]}.", _cure(text, line, what))
    return None


def _cure(text: str, line: str | None, what: str) -> str:
    """Say what to do about a line that is not TOML."""
    if what.startswith("Cannot overwrite"):
        return "A key or table stands twice there: keep one of the two."
    if "date" in what:
        return "Write a date that exists as year-month-day, 2018-03-19, and a time as 10:30:00."
    written = text.split("\n")[int(line) - 1].strip() if line else ""
    return f"Correct the line “{written[:60]}”: text stands in quotation marks, a list in [ ], keys as key = value."
