"""Check what a meeting.toml says beyond its form, find its papers, and turn it into values."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime
from pathlib import Path, PurePosixPath
from typing import Any

from panel.agendas.rules import ItemKind, NoReport, depth
from panel.folders.document import Document, place
from panel.folders.facts import AgendaFacts, ItemFacts, MeetingFacts, MinutesFacts, PaperFacts, QuestionFacts
from panel.folders.form import PATH
from panel.folders.mistakes import nearest
from panel.law.exemptions import PARAGRAPHS, Nation
from panel.law.words import day_in_words
from panel.meetings.models import MeetingStatus
from panel.papers.models import Drawing
from panel.questions.models import QuestionState

JOINED = ("start", "venue", "status", "closed", "filmed", "note", "moved_from")
"""What panel.toml and meeting.toml may both say of a meeting; meeting.toml's word is taken."""


def check(document: Document, meeting: Mapping[str, Any], folder: Path, nation: Nation | None) -> None:
    """Tell what does not fit together in a meeting's agenda and papers."""
    published = meeting.get("published")
    if isinstance(published, date) and "date" in meeting and published > meeting["date"]:
        document.mistake(
            ("published",),
            f"The agenda is published on {published}, after the meeting ({meeting['date']}).",
            "Write the day on which it was published, or true where the day is not recorded.",
        )
    items = meeting.get("items", [])
    _numbers(document, items)
    _questions(document, meeting.get("questions", ()), [item["number"] for item in items if "number" in item])
    for item in items:
        _added(document, item, meeting.get("date"))
        if "resolution" in item and item.get("kind", ItemKind.EXCLUSION) != ItemKind.EXCLUSION:
            document.mistake(
                (*item[PATH], "resolution"),
                f"A resolution to exclude the public stands under an item of kind “{item['kind']}”.",
                f'Write it under the item of kind = "{ItemKind.EXCLUSION}".',
            )
        if "report" in item and document.raw((*item[PATH], "papers")):
            document.mistake(
                (*item[PATH], "report"),
                f"The item has papers, and says “{item['report']}” as if it had none.",
                "Leave out report, or the papers.",
            )
    named = Counter[str]()
    for paper in _papers(items):
        _paper(document, paper, nation)
        if "file" in paper:
            _file(document, paper, folder, (folder / document.file).parent / "papers", named)
    _appendices(document, items)


def paper_name(text: str) -> str | None:
    """Give a paper's name within papers/ in one spelling; None for one that would leave it."""
    path = PurePosixPath(text)
    if path.is_absolute() or ".." in path.parts or "\\" in text or not path.parts:
        return None
    return str(path)


def files_named(meeting: Mapping[str, Any]) -> set[str]:
    """Name the files that an agenda's papers name."""
    return {name for paper in _papers(meeting.get("items", [])) if (name := paper_name(paper.get("file", "")))}


def unused_papers(folder: Path, named: Iterable[str]) -> list[str]:
    """List the files in a papers/ folder that no paper names; hidden files are nobody's papers."""
    known = set(named)
    found = [path.relative_to(folder) for path in folder.rglob("*") if path.is_file()] if folder.is_dir() else []
    return sorted(
        str(path) for path in found if path.as_posix() not in known and not any(p.startswith(".") for p in path.parts)
    )


def joined(entry: Mapping[str, Any] | None, own: Mapping[str, Any] | None, document: Document | None) -> dict[str, Any]:
    """Join what panel.toml and meeting.toml say of a meeting; a difference is told, and meeting.toml's word taken."""
    table = dict(entry or own or {})
    if entry is None or own is None or document is None:
        return table
    for key in JOINED:
        if key in own:
            if key in entry and entry[key] != own[key]:
                document.note(f"its {key} ({own[key]}) is taken; panel.toml says {entry[key]}.")
            table[key] = own[key]
    return table


def meeting_facts(
    table: Mapping[str, Any],
    usual_start: Any,
    agenda: AgendaFacts | None = None,
    minutes: MinutesFacts | None = None,
) -> MeetingFacts:
    """Turn a meeting's table into values; an open meeting begins at the usual time where none is given."""
    closed = table.get("closed", False)
    return MeetingFacts(
        date=table["date"],
        start=table.get("start", None if closed else usual_start),
        venue=table.get("venue", ""),
        status=MeetingStatus(table.get("status", MeetingStatus.SCHEDULED)),
        closed=closed,
        filmed=table.get("filmed"),
        note=table.get("note", ""),
        moved_from=table.get("moved_from"),
        agenda=agenda,
        minutes=minutes,
    )


def agenda_facts(document: Document, meeting: Mapping[str, Any], folder: Path) -> AgendaFacts:
    """Turn a meeting.toml into values."""
    published = meeting.get("published", False)
    papers = (folder / document.file).parent / "papers"
    return AgendaFacts(
        published=bool(published),
        published_on=published if isinstance(published, date) else None,
        items=tuple(_item(document, item, papers) for item in meeting.get("items", [])),
        questions=tuple(map(_question, meeting.get("questions", ()))),
    )


def _question(entry: Mapping[str, Any]) -> QuestionFacts:
    received = entry["received"]
    timed = isinstance(received, datetime)
    state = QuestionState.RECEIVED
    if "accepted" in entry:
        state = QuestionState.ACCEPTED if entry["accepted"] else QuestionState.REFUSED
    return QuestionFacts(
        name=entry["name"],
        text=entry["text"],
        received=received.date() if timed else received,
        received_at=received.time() if timed else None,
        state=state,
        item=entry.get("item"),
    )


def _item(document: Document, item: Mapping[str, Any], folder: Path) -> ItemFacts:
    papers = [_paper_facts(document, paper, folder) for paper in item.get("papers", ())]
    return ItemFacts(
        number=item["number"],
        title=item["title"],
        kind=ItemKind(item["kind"]),
        purpose=item.get("purpose", ""),
        report=NoReport(item["report"]) if "report" in item else None,
        requested_by=item.get("requested_by", ""),
        added=item.get("added"),
        urgent_reason=item.get("urgent_reason", ""),
        resolution=item.get("resolution", ""),
        papers=tuple(sorted(papers, key=_order)),
    )


def _order(paper: PaperFacts) -> tuple[bool, bool, int, str]:
    """Sort the report before appendices, and these by letter; the parts of one stay in their order."""
    letter = paper.appendix or ""
    return (bool(letter), letter.isdigit(), len(letter), letter)


def _paper_facts(document: Document, paper: Mapping[str, Any], folder: Path) -> PaperFacts:
    name = paper_name(paper.get("file", "")) or ""
    line = document.lines.get(paper[PATH])
    return PaperFacts(
        title=paper["title"],
        appendix=paper.get("appendix"),
        exempt=paper.get("exempt", False),
        paragraphs=tuple(sorted(set(paper.get("exempt_paragraphs", ())))),
        public_interest=paper.get("public_interest", ""),
        drawn=Drawing(paper["drawn"]) if "drawn" in paper else None,
        file=folder / name if name else None,
        name=name,
        source=document.file,
        place=", ".join(filter(None, (f"line {line}" if line else "", place(paper[PATH])))),
    )


def _papers(items: Iterable[Mapping[str, Any]]) -> Iterator[Mapping[str, Any]]:
    for item in items:
        yield from item.get("papers", ())


def _numbers(document: Document, items: Iterable[Mapping[str, Any]]) -> None:
    """Tell numbers that stand twice, and sub-items away from their item."""
    seen: set[str] = set()
    every = {item["number"] for item in items if "number" in item}
    open_items: list[str] = []
    for item in items:
        number = item.get("number")
        if number is None:
            continue
        at = (*item[PATH], "number")
        if number in seen:
            document.mistake(at, f"There are two items {number}.", "Give one of them another number.")
        seen.add(number)
        deep = depth(number)
        parent = number[: number.rindex("(")] if deep else ""
        if deep and (len(open_items) < deep or open_items[deep - 1] != parent):
            if parent in every:
                what, do = (
                    f"Item {number} does not stand under item {parent}.",
                    f"Move it to follow item {parent}.",
                )
            else:
                what, do = (
                    f"Item {number} has no item {parent} above it.",
                    f"Add item {parent}, or renumber this one.",
                )
            document.mistake(at, what, do)
        open_items[deep:] = [number] if len(open_items) >= deep else []


def _added(document: Document, item: Mapping[str, Any], meeting: date | None) -> None:
    if "added" in item and meeting and item["added"] > meeting:
        document.mistake(
            (*item[PATH], "added"),
            f"The item is added on {item['added']}, after the meeting ({meeting}).",
            "Write the day on which it was added to the published agenda.",
        )


def _questions(document: Document, questions: Iterable[Mapping[str, Any]], numbers: Sequence[str]) -> None:
    """Tell questions about an item that is not on the agenda."""
    for question in questions:
        if "item" in question and question["item"] not in numbers:
            document.mistake(
                (*question[PATH], "item"),
                f"There is no item {question['item']} on this agenda.",
                f"Allowed: {', '.join(numbers)}." if numbers else "Leave the key out, or list the [[items]].",
            )


def _paper(document: Document, paper: Mapping[str, Any], nation: Nation | None) -> None:
    path = paper[PATH]
    given = {key for key in ("file", "drawn") if document.raw((*path, key))}
    if len(given) == 2:
        document.mistake(path, "The paper has a file and is drawn as well.", "Keep either file or drawn.")
    if not given:
        document.mistake(
            path,
            "The paper has neither a file nor is it drawn.",
            'Add file = "…", its name in papers/, or drawn = "work programme" or "recommendations log".',
            "file",
        )
    exempt = paper.get("exempt", False)
    if "drawn" in paper and exempt:
        document.mistake(
            (*path, "exempt"),
            "An appendix that is drawn from the records is public.",
            "Leave out exempt or drawn.",
        )
    paragraphs = paper.get("exempt_paragraphs", [])
    if paragraphs and not exempt:
        document.mistake(
            (*path, "exempt_paragraphs"),
            "Paragraphs of Schedule 12A are stated for a paper that is not exempt.",
            "Add exempt = true, or leave the paragraphs out.",
        )
    if "public_interest" in paper and not exempt:
        document.mistake(
            (*path, "public_interest"),
            "Reasons for an exemption are stated for a paper that is not exempt.",
            "Add exempt = true, or leave public_interest out.",
        )
    wrong = [number for number in paragraphs if nation and number not in PARAGRAPHS[nation]]
    if nation and wrong:
        known = sorted(PARAGRAPHS[nation])
        document.mistake(
            (*path, "exempt_paragraphs"),
            f"Paragraph {', '.join(map(str, wrong))} is not one of Schedule 12A's for {nation}.",
            f"Allowed: {known[0]} to {known[-1]}.",
        )


def _file(document: Document, paper: Mapping[str, Any], folder: Path, papers: Path, named: Counter[str]) -> None:
    at = (*paper[PATH], "file")
    name = paper_name(paper["file"])
    outside = "Put the file into the meeting’s papers/ and write its name only."
    if name is None:
        document.mistake(at, f"“{paper['file']}” does not lie in papers/.", outside)
        return
    named[name] += 1
    if named[name] == 2:
        document.mistake(at, f"“{name}” is listed twice.", "List each file once.")
    path = papers / name
    try:
        inside = path.resolve().is_relative_to(folder.resolve())
        there = path.is_file()
    except (OSError, RuntimeError):  # a name too long, or links in a circle
        inside, there = True, False
    if not inside:
        document.mistake(at, f"“{name}” is a link that leads out of the folder.", outside)
    elif not there:
        near = nearest(name, [found.name for found in papers.iterdir()]) if papers.is_dir() else None
        document.mistake(
            at,
            f"There is no file “{name}” in {papers.relative_to(folder).as_posix()}/.",
            f"Did you mean “{near}”?" if near else 'Put it there, or write report = "to follow" instead of papers.',
        )
    elif not os.access(path, os.R_OK):
        document.mistake(at, f"“{name}” cannot be read.", "Make it readable, then import again.")


def _appendices(document: Document, items: Iterable[Mapping[str, Any]]) -> None:
    """Tell an appendix that would be printed like a part of another: "A1" beside two papers under A."""
    for item in items:
        letters = Counter(paper["appendix"] for paper in item.get("papers", ()) if "appendix" in paper)
        printed = Counter(
            f"{letter}{part}" if times > 1 else letter
            for letter, times in letters.items()
            for part in range(1, times + 1)
        )
        for name, times in printed.items():
            if times > 1:
                document.mistake(
                    (*item[PATH], "papers"),
                    f"Two papers of item {item.get('number', '')} would be printed as Appendix {name}.",
                    "Give all parts of an appendix its letter alone, or another letter to one of them.",
                )


def day_of_folder(name: str) -> date | None:
    """Read the date that a meeting's folder is named by; None for another name."""
    try:
        day = date.fromisoformat(name)
    except ValueError:
        return None
    return day if day.isoformat() == name else None


def check_day(document: Document, table: Mapping[str, Any], day: date) -> None:
    """Tell a date that differs from the folder's name."""
    if "date" in table and table["date"] != day:
        document.mistake(
            ("date",),
            f"The date, {table['date']}, differs from the folder’s name, {day}.",
            f"Write date = {day}, or rename the folder; {day_in_words(day)} and "
            f"{day_in_words(table['date'])} are meant apart.",
        )
