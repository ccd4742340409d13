"""Find the line on which each key of a TOML text stands; tomllib, which reads the values, does not tell.

The text must be valid TOML: tomllib has read it before, so this only has to know where things begin and end.
"""

from __future__ import annotations

import re
import tomllib
from bisect import bisect_right

Path = tuple[str | int, ...]
"""Keys, and positions in lists counted from 0: ("items", 3, "papers", 1, "appendix")."""

_BLANK = re.compile(r"(?:[ \t\n]+|#[^\n]*)*")
_SPACE = re.compile(r"[ \t]*")
_KEY = re.compile(r"""[A-Za-z0-9_-]+|"(?:[^"\\]|\\.)*"|'[^']*'""")
_STRING = re.compile(
    r'"""(?:[^"\\]|\\[\s\S]|"{1,2}(?!"))*"{3,5}'
    r"|'''(?:[^']|'{1,2}(?!'))*'{3,5}"
    r'|"(?:[^"\\]|\\.)*"'
    r"|'[^'\n]*'"
)
_PLAIN = re.compile(r"[^,\]}#\n]+")
_PIECE = re.compile(rf"(?P<string>{_STRING.pattern})|#[^\n]*|(?P<dot>\.)|(?P<end>[=,{{}}\[\]\n])|(?P<open>[\"'])")
"""What a text falls into as far as the dots of its keys go; `open` is a quotation mark that nothing closes."""


def lines(text: str) -> dict[Path, int]:
    """Map the path of each table, list entry and key to its line, counted from 1. Line ends are plain newlines."""
    return _Walk(text).found


def line_of_long_key(text: str, most: int) -> int | None:
    """Give the line of the first key with more than so many dots, None where there is none.

    The text need not be valid TOML: this is asked before tomllib reads it, which takes the square of the dots. Each
    letter is looked at a few times at most.
    """
    dots = 0
    for piece in _PIECE.finditer(text):
        if piece["open"]:
            return None  # tomllib gives up here
        if piece["end"]:
            dots = 0
        elif piece["dot"]:
            dots += 1
        if dots > most:
            return text.count("\n", 0, piece.start()) + 1
    return None


class _Walk:
    def __init__(self, text: str) -> None:
        self.text = text
        self.at = 0
        self.found: dict[Path, int] = {}
        self.tables: dict[Path, int] = {}
        """How many tables each list of tables has so far."""
        self.starts = [0, *(match.end() for match in re.finditer("\n", text))]
        self.document()

    def line(self) -> int:
        return bisect_right(self.starts, self.at)

    def skip(self, pattern: re.Pattern[str]) -> str:
        match = pattern.match(self.text, self.at)
        if match is None:
            raise ValueError(f"not TOML at line {self.line()}")
        self.at = match.end()
        return match.group()

    def next_is(self, opening: str) -> bool:
        return self.text.startswith(opening, self.at)

    def document(self) -> None:
        table: Path = ()
        while self.skip(_BLANK) is not None and self.at < len(self.text):
            if self.next_is("["):
                table = self.header()
            else:
                self.pair(table)

    def header(self) -> Path:
        line = self.line()
        many = self.next_is("[[")
        self.at += 2 if many else 1
        names = self.key()
        self.at += 2 if many else 1
        path: Path = ()
        for name in names[:-1]:
            self.found.setdefault((*path, name), line)
            path = self.entered((*path, name))
        path = (*path, names[-1])
        self.found.setdefault(path, line)
        if not many:
            return path
        self.tables[path] = self.tables.get(path, 0) + 1
        path = self.entered(path)
        self.found[path] = line
        return path

    def entered(self, path: Path) -> Path:
        """Step into the latest table where a path leads to a list of them."""
        return (*path, self.tables[path] - 1) if path in self.tables else path

    def pair(self, table: Path) -> None:
        line = self.line()
        path = table
        for name in self.key():
            path = (*path, name)
            self.found.setdefault(path, line)
        self.at += 1  # the equals sign
        self.skip(_SPACE)
        self.value(path)

    def key(self) -> list[str]:
        names = []
        while True:
            self.skip(_SPACE)
            raw = self.skip(_KEY)
            names.append(next(iter(tomllib.loads(f"{raw} = 0"))))
            self.skip(_SPACE)
            if not self.next_is("."):
                return names
            self.at += 1

    def value(self, path: Path) -> None:
        self.found.setdefault(path, self.line())
        if self.next_is("["):
            self.listed(path)
        elif self.next_is("{"):
            self.inline(path)
        elif self.next_is('"') or self.next_is("'"):
            self.skip(_STRING)
        else:
            self.skip(_PLAIN)

    def listed(self, path: Path) -> None:
        self.at += 1
        position = 0
        while True:
            self.skip(_BLANK)
            if self.next_is("]"):
                break
            self.value((*path, position))
            position += 1
            self.skip(_BLANK)
            if self.next_is(","):
                self.at += 1
        self.at += 1

    def inline(self, path: Path) -> None:
        self.at += 1
        while True:
            self.skip(_BLANK)
            if self.next_is("}"):
                break
            self.pair(path)
            self.skip(_BLANK)
            if self.next_is(","):
                self.at += 1
        self.at += 1
