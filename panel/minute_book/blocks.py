"""What minutes are made of, and Markdown turned into it. Pure: page, PDF and Word file are set from the same blocks."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from markdown_it import MarkdownIt
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


def from_markdown(text: str) -> tuple[Block, ...]:
    """Turn what somebody wrote into blocks; HTML in it is words like any others, a picture is its description."""
    reader = MarkdownIt("commonmark", {"html": False}).enable("table")
    return tuple(_blocks(SyntaxTreeNode(reader.parse(visible_lines(text))).children))


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
                runs = tuple(_runs(node.children))
                if any(run.text.strip() for run in runs):
                    yield Paragraph(runs)
            case "heading":
                yield Heading("".join(run.text for run in _runs(node.children)))
            case "bullet_list" | "ordered_list":
                yield _listed(node)
            case "blockquote":
                yield Quotation(tuple(_blocks(node.children)))
            case "table":
                rows = [row for part in node.children for row in part.children]
                cells = [tuple(tuple(_runs(cell.children)) for cell in row.children) for row in rows]
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


def _runs(nodes: Sequence[SyntaxTreeNode], look: Run | None = None) -> Iterator[Run]:
    look = look or Run("")
    for node in nodes:
        match node.type:
            case "text" | "code_inline":
                yield replace(look, text=node.content)
            case "softbreak":
                yield replace(look, text=" ")
            case "hardbreak":
                yield replace(look, text="\n")
            case "strong":
                yield from _runs(node.children, replace(look, bold=True))
            case "em":
                yield from _runs(node.children, replace(look, italic=True))
            case "link":
                to = str(node.attrs.get("href", ""))
                yield from _runs(node.children, replace(look, to=to if _LEADS.fullmatch(to) else ""))
            case _:
                yield from _runs(node.children, look)
