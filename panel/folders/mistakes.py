"""What is wrong with a meeting folder, told so that the one who wrote it can put it right."""

from __future__ import annotations

import difflib
from collections.abc import Iterable
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Mistake:
    """One mistake. Nothing is imported while there is any."""

    file: str
    """Relative to the folder; empty for the folder itself."""
    place: str
    """"line 12, [[items]] 4, papers 2, key appendix"; "row 3, column raised"; empty for the whole file."""
    what: str
    do: str

    def __str__(self) -> str:
        where = ", ".join(filter(None, (self.file, self.place)))
        return " ".join(filter(None, (f"{where}:" if where else "", self.what, self.do)))


class Mistakes(Exception):
    """A folder that cannot be imported, with every mistake in it, in the order of its files."""

    def __init__(self, mistakes: Iterable[Mistake]) -> None:
        self.mistakes = tuple(mistakes)
        super().__init__("\n".join(map(str, self.mistakes)))


@dataclass
class Findings:
    """What reading a folder brings to light: mistakes, which stop an import, and notes, which do not."""

    mistakes: list[Mistake] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)

    def mistake(self, file: str, place: str, what: str, do: str) -> None:
        """Keep a mistake."""
        self.mistakes.append(Mistake(file, place, what, do))


def allowed(names: Iterable[str], given: str = "") -> str:
    """List what may stand somewhere, and which of it was probably meant."""
    known = list(names)
    listed = f"Allowed: {', '.join(known)}."
    near = nearest(given, known)
    return f"{listed} Did you mean “{near}”?" if near else listed


def nearest(given: str, names: Iterable[str]) -> str | None:
    """Give the name that looks most like another; None where none does."""
    known = {name.casefold(): name for name in names}
    near = difflib.get_close_matches(given.casefold(), known, n=1, cutoff=0.6) if given else []
    return known[near[0]] if near else None
