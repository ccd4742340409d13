"""Find what is wrong with how a paper is built: empty sections, numbers used twice, a contents list that is off."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise

from panel.checks.dossier import Item, Paper
from panel.checks.finding import Finding, Place, Severity
from panel.checks.reading.blocks import Block
from panel.checks.reading.contents import Entry
from panel.checks.reading.structure import Built, Numbered, Section, built
from panel.checks.reading.titles import plain, subject
from panel.law.words import counted

_ROW = 4
"""A line of so many words may be a table's row."""


def find_in(item: Item, paper: Paper) -> Iterator[Finding]:
    """Find them in one paper."""
    paper_built = built(paper.text)
    yield from _empty(item, paper, paper_built)
    yield from _twice(item, paper, paper_built.sections, "sections")
    # A row of a table may begin with a figure; a paragraph has more words.
    paragraphs = tuple(one for one in paper_built.paragraphs if len(one.words.split()) > _ROW)
    yield from _twice(item, paper, paragraphs, "paragraphs")
    yield from _skipped(item, paper, paper_built)
    yield from _contents(item, paper, paper_built)


def _empty(item: Item, paper: Paper, paper_built: Built) -> Iterator[Finding]:
    sections = paper_built.sections
    found = {
        section.words: section.page
        for position, section in enumerate(sections)
        # A whole page between two headings may hold a picture, which has no words.
        if not section.filled
        and section.next_page <= section.page + 1
        # Short points one behind the other are a list.
        and all(
            each.filled or "." in each.number
            for each in sections[max(position - 1, 0) : position + 2]
            if each is not section
        )
    }
    parts = {}
    for block in paper_built.empty_parts:
        words = f"{block.mark} {block.text}" if block.mark else block.text
        found.setdefault(words, block.page)
        parts[words] = "recommendation" in block.text.casefold()
    for words, page in found.items():
        without = ": the paper has no recommendation" if parts.get(words) else ""
        yield Finding(
            "empty section",
            Severity.LOOK,
            Place(item.number, paper.file_name, page, words),
            f"“{words}” has nothing under it{without}.",
            "The next heading, or the end of the paper, follows at once.",
            "Write the section, write “None”, or take its heading out.",
        )


def _twice(item: Item, paper: Paper, found: tuple[Section, ...] | tuple[Numbered, ...], what: str) -> Iterator[Finding]:
    first: dict[tuple[int, str], Section | Numbered] = {}
    for one in found:
        before = first.setdefault((one.run, one.number), one)
        if before is one or before.words == one.words:
            continue
        yield Finding(
            "number used twice",
            Severity.LOOK,
            Place(item.number, paper.file_name, one.page, _short(one.words)),
            f"Two {what} have the number {one.number}: “{_short(before.words)}” and “{_short(one.words)}”.",
            f"The first stands on page {before.page}, the second on page {one.page}.",
            "Number them again, and look at what refers to them.",
        )


def _skipped(item: Item, paper: Paper, paper_built: Built) -> Iterator[Finding]:
    sections = paper_built.sections
    for before, section in pairwise(sections):
        missing = before.position + 1
        if section.run != before.run or section.position != before.position + 2 or len(sections) < 4:
            continue
        # A heading that could not be read as one still begins a paragraph with its number.
        begins = re.compile(rf"{missing}(?:[.) ]|$)")
        if any(begins.match(block.printed) for block in paper_built.body[before.at + 1 : section.at]):
            continue
        yield Finding(
            "number skipped",
            Severity.NOTE,
            Place(item.number, paper.file_name, section.page, section.words),
            f"There is no section {missing}: “{section.words}” follows “{before.words}”.",
            f"“{before.words}” stands on page {before.page}, “{section.words}” on page {section.page}.",
            "Look whether a section is missing, or number them again.",
        )


def _short(words: str) -> str:
    parts = words.split()
    return " ".join(parts[:10])


def _contents(item: Item, paper: Paper, paper_built: Built) -> Iterator[Finding]:
    if not paper_built.contents:
        return
    body = [(plain(block.text), plain(block.printed), block) for block in paper_built.body]
    places = [(entry, _heading(entry, body)) for entry in paper_built.contents]
    found = [(entry, block) for entry, block in places if block]
    # A list that mostly leads elsewhere is another paper's.
    if len(found) * 2 < len(places):
        return
    for entry, block in places:
        if block is None:
            yield _differs(
                item, paper, entry, f"the contents list has “{entry.title}”, which is no heading of the paper"
            )
        elif entry.number and plain(block.text) != plain(entry.title) and subject(block.text) != subject(entry.title):
            yield _differs(
                item, paper, entry,
                f"the contents list has “{entry.title}”, but the heading on page {block.page} is “{block.text}”",
            )  # fmt: skip
    yield from _left_out(item, paper, paper_built)
    yield from _pages(item, paper, found)


def _differs(item: Item, paper: Paper, entry: Entry, what: str) -> Finding:
    return Finding(
        "contents differ",
        Severity.LOOK,
        Place(item.number, paper.file_name, entry.page, entry.words),
        what[0].upper() + what[1:] + ".",
        "A contents list gives the headings as they stand.",
        "Make the list again from the headings.",
    )


def _left_out(item: Item, paper: Paper, paper_built: Built) -> Iterator[Finding]:
    listed = {entry.number.removesuffix(".0") for entry in paper_built.contents if entry.number}
    titles = {plain(entry.title) for entry in paper_built.contents}
    tops = [section for section in paper_built.sections if section.run == 0]
    if sum(str(section.position) in listed for section in tops) * 2 < len(tops) or not listed:
        return
    for section in tops:
        if str(section.position) not in listed and plain(section.title) not in titles:
            yield Finding(
                "contents differ",
                Severity.LOOK,
                Place(item.number, paper.file_name, section.page, section.words),
                f"The contents list leaves out “{section.words}”.",
                f"It lists other numbered sections; this one stands on page {section.page}.",
                "Make the list again from the headings.",
            )


def _pages(item: Item, paper: Paper, found: list[tuple[Entry, Block]]) -> Iterator[Finding]:
    """Find one wrong page of a list: pages that are all off by as many are numbered from another page, as in a pack."""
    off = [(entry.at - block.page, entry, block) for entry, block in found if entry.at]
    if len(off) < 3 or len(paper.pages) < 2:
        return
    usual, _times = Counter(each for each, _entry, _block in off).most_common(1)[0]
    wrong = [(entry, block) for each, entry, block in off if each != usual]
    if not wrong:
        return
    entry, block = max(wrong, key=lambda pair: abs(pair[0].at - pair[1].page - usual))
    more = f" {len(wrong) - 1} more of its pages are wrong." if len(wrong) > 1 else ""
    ahead = "ahead of" if usual > 0 else "behind"
    pages = counted(abs(usual), "page", "pages")
    most = f" Most of the list is {pages} {ahead} this file’s." if usual else ""
    yield Finding(
        "contents page wrong",
        Severity.LOOK,
        Place(item.number, paper.file_name, entry.page, entry.words),
        f"The contents list gives page {entry.at} for “{entry.title}”, which stands on page {block.page}.{more}",
        f"The heading is on page {block.page} of {len(paper.pages)} of this file.{most}",
        "Make the list again when the paper is finished.",
    )


def _heading(entry: Entry, body: Sequence[tuple[str, str, Block]]) -> Block | None:
    """Find the heading that a line of the list leads to, given each block with its plain words, and with its number."""
    title = plain(entry.title)
    number = entry.number.removesuffix(".0")
    exact = [block for words, numbered, block in body if title in (words, numbered)]
    if exact:
        return next((block for block in exact if block.number.removesuffix(".0") == number), exact[0])
    if not number:
        # A heading may have been read with its text, and the line with a running head before it.
        return next(
            (
                block
                for words, _numbered, block in body
                if words.startswith(f"{title} ") or (block.heading and len(words) > 7 and title.endswith(f" {words}"))
            ),
            None,
        )
    mine = subject(entry.title)
    return next(
        (
            block
            for _words, _numbered, block in body
            if block.heading and block.number.removesuffix(".0") == number and subject(block.text) & mine
        ),
        None,
    )
