"""What minutes are made of, and Markdown turned into it. Pure: page, PDF and Word file are set from the same blocks."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from markdown_it import MarkdownIt
from markdown_it.token import Token
from markdown_it.tree import SyntaxTreeNode

from panel.law.words import visible

_LEADS = re.compile(r"(https?://|mailto:)\S+", re.IGNORECASE)
BULLET = "\u2022"


@dataclass(frozen=True)
class Run:
    """Words of one look. "\n" in them is a new line."""

    text: str
    bold: bool = False
    italic: bool = False
    to: str = ""
    """Where they lead: an http, https or mailto address; empty where nowhere."""


@dataclass(frozen=True)
class Paragraph:
    """A paragraph."""

    runs: tuple[Run, ...]

    @property
    def text(self) -> str:
        """Give its words alone."""
        return "".join(run.text for run in self.runs)


@dataclass(frozen=True)
class Heading:
    """A heading within an item."""

    text: str


@dataclass(frozen=True)
class Entry:
    """An entry of a list, with its bullet or number as printed."""

    label: str
    blocks: tuple[Block, ...]


@dataclass(frozen=True)
class Listed:
    """A list."""

    entries: tuple[Entry, ...]


@dataclass(frozen=True)
class Grid:
    """A table; its first row is the head."""

    head: tuple[tuple[Run, ...], ...]
    rows: tuple[tuple[tuple[Run, ...], ...], ...]
    shares: tuple[int, ...] = ()
    """How wide its columns are to one another; empty: by what they hold."""


@dataclass(frozen=True)
class Quotation:
    """Words that are somebody else's, set in."""

    blocks: tuple[Block, ...]


@dataclass(frozen=True)
class SetApart:
    """What is set apart under a heading of its own: what was resolved."""

    heading: str
    blocks: tuple[Block, ...]


Block = Paragraph | Heading | Listed | Grid | Quotation | SetApart


def paragraph(*words: str | Run) -> Paragraph:
    """Make a paragraph of plain words and runs."""
    return Paragraph(tuple(each if isinstance(each, Run) else Run(each) for each in words if each))


def bullets(entries: Sequence[str]) -> Listed:
    """Make a list of plain lines."""
    return Listed(tuple(Entry(BULLET, (paragraph(each),)) for each in entries))


def in_lines(grid: Grid) -> Listed:
    """Write a table that has no room for its columns in lines: of each row its cells, each after its head."""
    rows = []
    for row in grid.rows:
        cells = [
            (Run("".join(run.text for run in head) + ": ", bold=True), *cell, Run("\n"))
            for head, cell in zip(grid.head, row, strict=False)
        ]
        rows.append(Entry(BULLET, (Paragraph(tuple(run for cell in cells for run in cell)[:-1]),)))
    return Listed(tuple(rows))


def from_markdown(text: str) -> tuple[Block, ...]:
    """Turn what somebody wrote into blocks; HTML in it is words like any others, a picture is its description."""
    reader = MarkdownIt("commonmark", {"html": False}).enable("table")
    tokens = reader.parse(visible_lines(text))
    for token in tokens:
        if token.type == "inline":
            # Blocks nest twenty deep at most; emphasis nests without end, and no tree is made of it.
            token.meta["runs"], token.children = tuple(_runs(token.children or ())), None
    return tuple(_blocks(SyntaxTreeNode(tokens).children))


def visible_lines(text: str) -> str:
    """Give a text without what nobody sees of it, its lines kept."""
    return "\n".join(visible(line) for line in text.splitlines())


def titled(text: str) -> tuple[str, str]:
    """Part what is written of an item from the title that stands above it as a first heading ("# Title")."""
    first, _, rest = text.lstrip().partition("\n")
    return (first[2:].strip(), rest.lstrip("\n")) if first.startswith("# ") else ("", text)


def _blocks(nodes: Sequence[SyntaxTreeNode]) -> Iterator[Block]:
    for node in nodes:
        match node.type:
            case "paragraph":
                runs = _written(node)
                if any(run.text.strip() for run in runs):
                    yield Paragraph(runs)
            case "heading":
                yield Heading("".join(run.text for run in _written(node)))
            case "bullet_list" | "ordered_list":
                yield _listed(node)
            case "blockquote":
                yield Quotation(tuple(_blocks(node.children)))
            case "table":
                rows = [row for part in node.children for row in part.children]
                cells = [tuple(map(_written, row.children)) for row in rows]
                yield Grid(cells[0], tuple(cells[1:]))
            case "fence" | "code_block":
                yield paragraph(node.content.rstrip("\n"))


def _listed(node: SyntaxTreeNode) -> Listed:
    first = int(node.attrs.get("start", 1)) if node.type == "ordered_list" else 0
    entries = []
    for index, entry in enumerate(node.children):
        label = f"{first + index}." if node.type == "ordered_list" else BULLET
        entries.append(Entry(label, tuple(_blocks(entry.children))))
    return Listed(tuple(entries))


def _written(node: SyntaxTreeNode) -> tuple[Run, ...]:
    return tuple(run for part in node.children for run in part.meta["runs"])


def _runs(tokens: Sequence[Token]) -> Iterator[Run]:
    bold, italic, to = 0, 0, ""
    left = list(reversed(tokens))
    while left:
        token = left.pop()
        match token.type:
            case "text" | "code_inline" if token.content:
                yield Run(token.content, bold > 0, italic > 0, to)
            case "softbreak":
                yield Run(" ", bold > 0, italic > 0, to)
            case "hardbreak":
                yield Run("\n", bold > 0, italic > 0, to)
            case "strong_open" | "strong_close":
                bold += token.nesting
            case "em_open" | "em_close":
                italic += token.nesting
            case "link_open":
                leads = _LEADS.fullmatch(str(token.attrs.get("href", "")))
                to = leads[0] if leads else ""
            case "link_close":
                to = ""
            case "image":
                left += reversed(token.children or ())
