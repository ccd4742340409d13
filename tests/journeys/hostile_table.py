"""What becomes of the files that break programs: `python -m tests.journeys.hostile_table` prints it as a table."""

from __future__ import annotations

import csv
import tempfile
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, time
from enum import StrEnum
from pathlib import Path

from panel.documents.arrival import Arrival, arrive_many
from panel.documents.store import Settings, Store
from panel.packs.compiler import Compiled, compile_edition
from panel.packs.contents import Access, Contents, ExemptPaper, ExemptPart, Item, Paper
from panel.pdf.prepared import PreparedFile
from panel.pdf.told import Code
from tests.conftest import SHARED

FOLDER = SHARED / "hostile-pdfs"

DESCRIPTION = "Information relating to any individual"
PUBLIC_PACKS = 4

KINDS = (
    "needs a password",
    "no pages",
    "beyond qpdf (open)",
    "beyond qpdf (verify-pdfium)",
    "stamp hidden",
    "renders differently after naive merge",
    "XFA form",
    "signed",
    "form",
    "encrypted, empty password",
    "rotated",
    "unbalanced q/Q",
    "undecodable content",
    "named destinations",
    "tagged",
    "qpdf warnings",
    "plain",
)
"""In the order of the folder's own README."""


class Outcome(StrEnum):
    """What became of a file."""

    WHOLE = "accepted whole"
    REPAIRED = "repaired"
    RASTERISED = "rasterised"
    REFUSED = "refused"


@dataclass(frozen=True)
class Hostile:
    """A line of the folder's index."""

    name: str
    """"042"."""
    kinds: tuple[str, ...]
    file: Path


@dataclass(frozen=True)
class Taken:
    """A hostile file after its arrival; `prepared` where it was accepted."""

    hostile: Hostile
    arrival: Arrival
    prepared: PreparedFile | None

    @property
    def name(self) -> str:
        """Of the file, without its ending."""
        return self.hostile.name

    @property
    def outcome(self) -> Outcome:
        """The worst that happened to it."""
        if not self.arrival.accepted:
            return Outcome.REFUSED
        if any("picture of itself" in one.text or "pictures of themselves" in one.text for one in self.arrival.told):
            return Outcome.RASTERISED
        repaired = any(one.code == Code.REPAIRED.value for one in self.arrival.told)
        return Outcome.REPAIRED if repaired else Outcome.WHOLE


@dataclass(frozen=True)
class InPack:
    """Where an accepted file stands in a composed pack; pages count from 1."""

    taken: Taken
    pack: Path
    first_page: int
    last_page: int
    numbers: tuple[str, ...]
    """What its pages must be stamped with: "Page 37", "Page E4"."""
    item: str
    exempt: str | None = None
    """The words at the head of each page."""


def index(folder: Path = FOLDER) -> list[Hostile]:
    """Read which files there are; none where the folder is missing."""
    if not folder.is_dir():
        return []
    with (folder / "index.csv").open(encoding="utf-8", newline="") as lines:
        return [
            Hostile(row["file"].removesuffix(".pdf"), tuple(row["kinds"].split("; ")), folder / row["file"])
            for row in csv.DictReader(lines)
        ]


def take_all(hostile: Sequence[Hostile], instance: Path) -> list[Taken]:
    """Let every file arrive, two at a time, into a store of its own."""
    instance.mkdir(parents=True, exist_ok=True)
    settings = Settings(instance=instance)
    store = Store(settings)
    arrivals = arrive_many([one.file for one in hostile], store, settings)
    return [Taken(one, arrival, _prepared(arrival, store)) for one, arrival in zip(hostile, arrivals, strict=True)]


def _prepared(arrival: Arrival, store: Store) -> PreparedFile | None:
    if arrival.prepared_sha256 is None or arrival.index_sha256 is None:
        return None
    return PreparedFile(store.path(arrival.prepared_sha256), store.path(arrival.index_sha256))


def compose_public(taken: Sequence[Taken], folder: Path) -> list[InPack]:
    """Compose all accepted files into a few public packs, each file an item's report."""
    accepted = [one for one in taken if one.prepared is not None]
    size = -(-len(accepted) // PUBLIC_PACKS)
    found: list[InPack] = []
    for number, start in enumerate(range(0, len(accepted), size), start=1):
        part = accepted[start : start + size]
        made = compile_edition(_contents(part, exempt=False), folder / f"public-{number}.pdf")
        found += _places(part, made, before=0)
    return found


def sample(taken: Iterable[Taken]) -> list[Taken]:
    """The first two accepted files of each kind."""
    chosen: dict[str, Taken] = {}
    listed = [one for one in taken if one.prepared is not None]
    for kind in KINDS:
        for one in [one for one in listed if kind in one.hostile.kinds][:2]:
            chosen[one.name] = one
    return [chosen[name] for name in sorted(chosen)]


def compose_restricted(taken: Sequence[Taken], folder: Path) -> list[InPack]:
    """Compose some accepted files as exempt papers of one restricted edition."""
    contents = _contents(taken, exempt=True)
    held = tuple(
        ExemptPaper(paper, one.prepared)
        for paper, one in zip(contents.papers(), taken, strict=True)
        if one.prepared is not None
    )
    public = compile_edition(contents, folder / "restricted-public.pdf")
    made = compile_edition(contents, folder / "restricted.pdf", exempt=ExemptPart(held))
    return _places(taken, made, before=public.pages, exempt=f"Not for publication: {DESCRIPTION}")


def _contents(taken: Sequence[Taken], *, exempt: bool) -> Contents:
    return Contents(
        body="Northmere Police and Crime Panel",
        date=date(2018, 3, 19),
        start=time(10, 30),
        venue="The Guildhall, Northmere",
        items=tuple(
            Item(one.name, f"File {one.name}", papers=(_paper(one, exempt=exempt),)) for one in taken if one.prepared
        ),
    )


def _paper(taken: Taken, *, exempt: bool) -> Paper:
    title = f"Paper {taken.name}"
    if exempt:
        return Paper(taken.name, taken.name, title, access=Access.EXEMPT, description=DESCRIPTION)
    return Paper(taken.name, taken.name, title, source=taken.prepared)


def _places(taken: Sequence[Taken], made: Compiled, *, before: int, exempt: str | None = None) -> list[InPack]:
    """Pair files with sections; `before`: pages of the public series, after which the exempt one counts from E1."""
    series = "E" if exempt else ""
    return [
        InPack(
            one,
            made.file,
            section.first_page,
            section.last_page,
            tuple(f"Page {series}{page - before}" for page in range(section.first_page, section.last_page + 1)),
            f"Item {one.name}",
            exempt,
        )
        for one, section in zip(taken, made.sections, strict=True)
    ]


def table(taken: Sequence[Taken]) -> str:
    """Say in Markdown, by kind, what became of the files. A file of several kinds counts in each of them."""
    lines = [
        "| kind | files | accepted whole | repaired | rasterised | refused and why |",
        "| --- | ---: | ---: | ---: | ---: | --- |",
    ]
    lines += [_line(kind, [one for one in taken if kind in one.hostile.kinds]) for kind in KINDS]
    return "\n".join([*lines, _line("**all files**", taken)])


def _line(kind: str, taken: Sequence[Taken]) -> str:
    counts = [sum(one.outcome is outcome for one in taken) for outcome in list(Outcome)[:3]]
    cells = [kind, str(len(taken)), *(str(count) if count else "" for count in counts), _refusals(taken)]
    return f"| {' | '.join(cells)} |"


def _refusals(taken: Sequence[Taken]) -> str:
    reasons: dict[str, int] = {}
    for one in taken:
        if one.outcome is Outcome.REFUSED:
            reason = one.arrival.reason.partition(".")[0]
            reasons[reason] = reasons.get(reason, 0) + 1
    told = sorted(reasons.items(), key=lambda entry: (-entry[1], entry[0]))
    return "; ".join(f"{count}: {reason[0].lower()}{reason[1:]}" for reason, count in told)


def main() -> None:
    """Print the table."""
    hostile = index()
    if not hostile:
        raise SystemExit(f"The hostile PDFs are not here: {FOLDER} is missing.")
    with tempfile.TemporaryDirectory(prefix="hostile-") as folder:
        print(table(take_all(hostile, Path(folder))))


if __name__ == "__main__":
    main()
