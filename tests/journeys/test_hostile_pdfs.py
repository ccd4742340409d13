"""The files that break programs arrive, and stand in composed packs: looked at as pictures, page by page."""

from __future__ import annotations

import subprocess
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from contextlib import closing
from dataclasses import dataclass
from multiprocessing import get_context
from pathlib import Path
from typing import Any

import pikepdf
import pypdf
import pypdfium2
import pytest

from tests.conftest import need_program
from tests.journeys.hostile_pictures import PageSeen, look
from tests.journeys.hostile_table import (
    DESCRIPTION,
    KINDS,
    PUBLIC_PACKS,
    InPack,
    Outcome,
    Taken,
    compose_public,
    compose_restricted,
    index,
    sample,
    table,
    take_all,
)

pytestmark = pytest.mark.xdist_group("hostile")

HOSTILE = index()
LEFT_OUT = pytest.param("", marks=pytest.mark.skip("../shared/hostile-pdfs is not here"))
FILES = [one.name for one in HOSTILE] or [LEFT_OUT]
PACKS = [*(f"public-{number + 1}" for number in range(PUBLIC_PACKS)), "restricted-public", "restricted"]

REFUSED = {
    "needs a password": {"password"},
    "no pages": {"no_pages"},
    "XFA form": {"xfa"},
    "beyond qpdf (open)": {"damaged", "wrong_type", ""},
    "beyond qpdf (verify-pdfium)": {"damaged", "unusable", ""},
}
"""With which code a file of these kinds may be refused (empty: accepted); of any other kind none is."""

SAVED_BY_PDFIUM = {"002", "007", "024", "029", "037", "071"}
"""Of those beyond qpdf."""

ADVICE = ("Ask the author", "save it as PDF", "Save it as Word", "hand in", "Save the paper as PDF")

ACTIVE = {
    *("/JavaScript", "/JS", "/Launch", "/OpenAction", "/AA", "/SubmitForm", "/ImportData", "/GoToR", "/GoToE"),
    *("/EmbeddedFile", "/EmbeddedFiles", "/EF", "/Filespec", "/RichMedia", "/Movie", "/Sound", "/Rendition"),
    *("/AcroForm", "/XFA", "/Widget"),
}


@dataclass(frozen=True)
class Run:
    """One arrival of everything, and the packs composed of it."""

    folder: Path
    taken: dict[str, Taken]
    public: dict[str, InPack]
    restricted: dict[str, InPack]
    seen: dict[tuple[str, bool], Future[list[PageSeen]]]
    """What was seen of a file, as a public paper and (True) as an exempt one."""

    def pages(self, paper: InPack) -> list[PageSeen]:
        """What was seen of a paper's pages; raises what went wrong with it."""
        pages = self.seen[paper.taken.name, paper.exempt is not None].result(timeout=120)
        assert len(pages) == paper.taken.arrival.pages == len(paper.numbers) > 0
        return pages


@pytest.fixture(scope="session")
def run(tmp_path_factory: pytest.TempPathFactory, hostile_pdfs: Path) -> Iterator[Run]:
    folder = tmp_path_factory.mktemp("hostile")
    taken = take_all(index(hostile_pdfs), folder / "instance")
    public = compose_public(taken, folder)
    restricted = compose_restricted(sample(taken), folder)
    with ProcessPoolExecutor(2, mp_context=get_context("spawn")) as pool:
        seen = {(one.taken.name, one.exempt is not None): pool.submit(look, one) for one in (*public, *restricted)}
        yield Run(
            folder,
            {one.name: one for one in taken},
            {one.taken.name: one for one in public},
            {one.taken.name: one for one in restricted},
            seen,
        )
        pool.shutdown(cancel_futures=True)


@pytest.fixture(params=FILES)
def taken(request: pytest.FixtureRequest, run: Run) -> Taken:
    return run.taken[request.param]


@pytest.fixture
def papers(taken: Taken, run: Run) -> list[InPack]:
    """Where an accepted file stands: as a public paper, and those of the sample as an exempt one too."""
    if not taken.arrival.accepted:
        assert taken.name not in run.public
        return []
    found = [run.public[taken.name]]
    return [*found, run.restricted[taken.name]] if taken.name in run.restricted else found


def faults(papers: Sequence[InPack], run: Run, wrong: Callable[[InPack, PageSeen, str], Any]) -> list[tuple[str, Any]]:
    """Name every page of which `wrong` tells something."""
    return [
        (number, told)
        for paper in papers
        for page, number in zip(run.pages(paper), paper.numbers, strict=True)
        if (told := wrong(paper, page, number))
    ]


def test_all_hundred_and_seventy_three_files_arrived(run: Run):
    assert len(run.taken) == 173
    assert {kind for one in run.taken.values() for kind in one.hostile.kinds} == set(KINDS)


def test_every_file_has_an_outcome_and_a_refused_one_a_reason_that_says_what_to_do(taken: Taken):
    arrival = taken.arrival
    if arrival.accepted:
        assert arrival.reason == ""
        assert arrival.pages
        assert arrival.prepared_sha256
        assert arrival.thumbnail_sha256
        return
    assert arrival.code not in {"crashed", "out_of_time", "out_of_memory"}
    assert arrival.pages is None
    assert arrival.prepared_sha256 is None
    assert arrival.reason.endswith(".")
    assert any(words in arrival.reason for words in ADVICE), arrival.reason
    assert taken.name not in arrival.reason


def test_a_file_is_refused_only_for_what_its_kind_demands(taken: Taken):
    demanded = [codes for kind, codes in REFUSED.items() if kind in taken.hostile.kinds]
    assert taken.arrival.code in (demanded[0] if demanded else {""})
    if any(kind.startswith("beyond qpdf") for kind in taken.hostile.kinds):
        assert taken.arrival.accepted is (taken.name in SAVED_BY_PDFIUM)


def test_what_was_done_is_told(taken: Taken):
    told = {one.code for one in taken.arrival.told}
    if taken.outcome is Outcome.RASTERISED:
        assert "Compare it with the original" in " ".join(one.text for one in taken.arrival.told)
    if taken.arrival.accepted and "encrypted, empty password" in taken.hostile.kinds:
        assert "decrypted" in told or not is_encrypted(taken.hostile.file)
    if taken.arrival.accepted and "beyond qpdf (open)" in taken.hostile.kinds:
        assert "repaired" in told


def is_encrypted(file: Path) -> bool:
    with pikepdf.open(file) as pdf:
        return pdf.is_encrypted


def test_every_page_bears_its_number_and_its_item_in_words_and_in_ink(papers: list[InPack], run: Run):
    def unmarked(paper: InPack, page: PageSeen, number: str) -> str:
        words = f" {' '.join(page.words.split())} "
        return "" if page.inked and f" {number} " in words and f" {paper.item} " in words else repr(page.words)

    assert faults(papers, run, unmarked) == []


def test_strips_and_what_lies_beside_a_scaled_page_show_the_stamp_and_nothing_else(papers: list[InPack], run: Run):
    assert faults(papers, run, lambda paper, page, number: page.beside) == []


def test_no_ink_that_was_handed_in_lies_where_a_stamp_is(papers: list[InPack], run: Run):
    assert faults(papers, run, lambda paper, page, number: page.reach) == []


def test_each_page_looks_as_it_was_handed_in_and_nothing_hidden_came_to_light(papers: list[InPack], run: Run):
    assert faults(papers, run, lambda paper, page, number: page.changed) == []


def test_an_exempt_page_says_so_at_its_head(papers: list[InPack], run: Run):
    def unsaid(paper: InPack, page: PageSeen, number: str) -> bool:
        return (f"Not for publication: {DESCRIPTION}" in page.head) is (paper.exempt is None)

    assert faults(papers, run, unsaid) == []


def test_of_each_kind_that_is_accepted_some_were_exempt_papers_too(run: Run):
    accepted = {kind for one in run.taken.values() if one.arrival.accepted for kind in one.hostile.kinds}
    assert {kind for one in run.restricted.values() for kind in one.taken.hostile.kinds} == accepted


def test_named_destinations_come_through(taken: Taken, run: Run):
    if "named destinations" not in taken.hostile.kinds or not taken.arrival.accepted:
        return
    names = usable_names(taken.hostile.file)
    paper = run.public[taken.name]
    with pikepdf.open(paper.pack) as pdf:
        targets = {str(name): place for name, place in pikepdf.NameTree(pdf.Root.Names.Dests).items()}
        pages = {page.objgen: number for number, page in enumerate(pdf.pages, start=1)}
        for name, page in names.items():
            # A name that another paper of the pack has too is kept under the paper's own.
            found = [targets[key] for key in (f"{taken.name}/{name}", name) if key in targets]
            assert any(pages[place[0].objgen] == paper.first_page + page for place in found), name


def usable_names(file: Path) -> dict[str, int]:
    """The names of a file that lead to one of its pages, counted from 0."""
    with pikepdf.open(file) as pdf:
        pages = {page.objgen: number for number, page in enumerate(pdf.pages)}
        names = pdf.Root.get("/Names", {}).get("/Dests")
        entries = list(pikepdf.NameTree(names).items()) if isinstance(names, pikepdf.Dictionary) else []
        entries += list(pdf.Root.get("/Dests", {}).items())
        found = {}
        for name, place in entries:
            place = place.get("/D") if isinstance(place, pikepdf.Dictionary) else place
            if isinstance(place, pikepdf.Array) and len(place) and isinstance(place[0], pikepdf.Dictionary):
                found[str(name).removeprefix("/")] = pages.get(place[0].objgen, -1)
        return {name: page for name, page in found.items() if page >= 0}


def test_tags_come_through(taken: Taken, run: Run):
    if "tagged" not in taken.hostile.kinds or not taken.arrival.accepted:
        return
    with pikepdf.open(taken.hostile.file) as handed_in:
        tags = sorted(tags_below(handed_in.Root.StructTreeRoot))
    paper = run.public[taken.name]
    with pikepdf.open(paper.pack) as pdf:
        (document,) = pdf.Root.StructTreeRoot.K
        parts = [one for one in document.K if str(one.T) == f"Paper {taken.name}"]
        kept = sorted(tag for part in parts for tag in tags_below(part))
    assert bool(kept) is bool(tags)
    assert len(kept) >= len(tags)


def tags_below(top: pikepdf.Object) -> list[str]:
    """The kinds of the elements that hold something to be read."""
    found, waiting, met = [], [top], set()
    while waiting:
        one = waiting.pop()
        if isinstance(one, pikepdf.Array):
            waiting += list(one)
        elif isinstance(one, pikepdf.Dictionary):
            if one.is_indirect:
                if one.objgen in met:
                    continue
                met.add(one.objgen)
            kids = one.get("/K")
            if holds_content(kids) and "/S" in one:
                found.append(str(one.S))
            if kids is not None:
                waiting.append(kids)
    return found


def holds_content(kids: object) -> bool:
    if isinstance(kids, pikepdf.Array):
        return any(holds_content(kid) for kid in kids)
    return isinstance(kids, int) or (isinstance(kids, pikepdf.Dictionary) and kids.get("/Type") == "/MCR")


@pytest.fixture(params=PACKS)
def pack(request: pytest.FixtureRequest, run: Run) -> Path:
    return run.folder / f"{request.param}.pdf"


def test_a_composed_pack_passes_qpdf(pack: Path):
    checked = subprocess.run([need_program("qpdf"), "--check", str(pack)], capture_output=True, text=True)
    assert checked.returncode == 0, checked.stdout[-500:] + checked.stderr[-2000:]


def test_a_composed_pack_opens_in_every_library_and_each_has_the_same_pages(pack: Path):
    with pikepdf.open(pack) as pdf:
        pages = len(pdf.pages)
    with closing(pypdfium2.PdfDocument(pack)) as document:
        labels = [document.get_page_label(number) for number in range(len(document))]
    reader = pypdf.PdfReader(pack, strict=True)
    assert [reader.pages[number].mediabox.lower_left for number in range(len(reader.pages))] == [(0, 0)] * pages
    assert len(labels) == len(reader.pages) == pages
    assert reader.page_labels == labels


def test_a_composed_pack_holds_nothing_active_no_files_and_no_form(pack: Path):
    with pikepdf.open(pack) as pdf:
        found = {word for one in pdf.objects for word in words_in(one)}
        assert "/Author" not in pdf.docinfo
    assert found & ACTIVE == set()
    assert {"/Page", "/Catalog", "/Outlines"} <= found


def words_in(thing: pikepdf.Object) -> Iterator[str]:
    """Every key and every name in an object, however deep."""
    if isinstance(thing, pikepdf.Name):
        yield str(thing)
    elif isinstance(thing, pikepdf.Dictionary | pikepdf.Stream):
        yield from thing.keys()
        for value in (thing.stream_dict if isinstance(thing, pikepdf.Stream) else thing).values():
            if not (isinstance(value, pikepdf.Object) and value.is_indirect):
                yield from words_in(value)
    elif isinstance(thing, pikepdf.Array):
        for value in thing:
            if not (isinstance(value, pikepdf.Object) and value.is_indirect):
                yield from words_in(value)


def test_the_table_counts_every_file_of_every_kind_once(run: Run):
    lines = [line.split(" | ") for line in table(list(run.taken.values())).splitlines()[2:]]
    assert [line[0].removeprefix("| ") for line in lines] == [*KINDS, "**all files**"]
    for line in lines:
        refused = sum(int(one.split(":")[0]) for one in line[5].removesuffix(" |").split("; ") if ":" in one)
        assert sum(int(cell or 0) for cell in line[2:5]) + refused == int(line[1])
    assert lines[-1][1] == "173"
