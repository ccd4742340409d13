"""What a paper says, before it is set as Word or PDF: headings, paragraphs, lists, tables.

The texts are written in a plain notation: a blank line parts blocks, "# " and "## " begin headings, "- " list
entries, and a line "[name]" stands for a table or chart given beside the text.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace


@dataclass(frozen=True)
class Heading:
    """A heading; level 1 is the paper's title."""

    words: str
    level: int = 2


@dataclass(frozen=True)
class Para:
    """A paragraph, its number hanging to the left where it has one."""

    words: str
    number: str = ""


@dataclass(frozen=True)
class Points:
    """A list of short entries."""

    entries: tuple[str, ...]


@dataclass(frozen=True)
class Table:
    """A table with one head row; `widths` are shares of the measure, columns from `figures` on hold numbers."""

    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    widths: tuple[float, ...]
    figures: int | None = None
    total: bool = False
    """Whether the last row adds the others up."""


@dataclass(frozen=True)
class Bars:
    """A chart whose figures a table of the same paper gives in full: groups of bars, one for each series."""

    title: str
    groups: tuple[str, ...]
    series: tuple[tuple[str, tuple[int, ...]], ...]


Block = Heading | Para | Points | Table | Bars


@dataclass(frozen=True)
class Sheet:
    """A whole paper."""

    title: str
    blocks: tuple[Block, ...]
    over: tuple[str, ...] = ()
    """Lines above the title: the body, the date, the appendix."""
    author: str = ""
    landscape: bool = False
    letterhead: str = ""
    """Who sends it under a head of their own: the commissioner's office, the force."""


def read(text: str, **given: Block) -> tuple[Block, ...]:
    """Read the plain notation. Raises KeyError for a [name] that was not given."""
    blocks: list[Block] = []
    for part in text.strip().split("\n\n"):
        lines = [line.strip() for line in part.strip().split("\n")]
        while lines and lines[0].startswith("#"):
            marks, words = lines.pop(0).split(" ", 1)
            blocks.append(Heading(words, len(marks) + 1))
        if not lines:
            continue
        if lines[0].startswith("- "):
            blocks.append(Points(_entries(lines)))
        elif lines[0].startswith("[") and lines[0].endswith("]"):
            blocks.append(given[lines[0][1:-1]])
        else:
            blocks.append(Para(" ".join(lines)))
    return tuple(blocks)


def _entries(lines: Sequence[str]) -> tuple[str, ...]:
    entries: list[str] = []
    for line in lines:
        if line.startswith("- "):
            entries.append(line[2:])
        else:
            entries[-1] += f" {line}"
    return tuple(entries)


def numbered(blocks: Sequence[Block]) -> tuple[Block, ...]:
    """Number sections "1.0" and their paragraphs "1.1", each number once."""
    made: list[Block] = []
    section = paragraph = 0
    for block in blocks:
        if isinstance(block, Heading) and block.level == 2:
            section, paragraph = section + 1, 0
            made.append(replace(block, words=f"{section}.0 {block.words}"))
        elif isinstance(block, Para) and section:
            paragraph += 1
            made.append(replace(block, number=f"{section}.{paragraph}"))
        else:
            made.append(block)
    return tuple(made)
