"""What differs between a full paper and its public copy, and what was taken out in vain."""

from __future__ import annotations

import time
from io import BytesIO
from pathlib import Path

import pikepdf
import pytest
from hypothesis import given
from hypothesis import strategies as st

from panel.papers.comparing import Piece, compare
from panel.pdf.beside import words_beside
from tests.documents.making import pdf

FULL = "The contract with Kingfisher Limited is worth 4,125,000 pounds over three years."


@pytest.mark.parametrize(
    ("public", "gone", "still"),
    [
        pytest.param(
            "The contract with [redacted] is worth [redacted] pounds over three years.",
            ["Kingfisher Limited", "4,125,000"],
            (),
            id="taken out",
        ),
        pytest.param(
            "The contract with [redacted] is worth 4,125,000 pounds over three years. Kingfisher Limited bid.",
            ["Kingfisher Limited"],
            ("Kingfisher Limited",),
            id="the passage stands elsewhere",
        ),
        pytest.param(
            "The contract with [redacted] is worth 4,125,000 pounds over three years. Kingfisher’s bid, KINGFISHER.",
            ["Kingfisher Limited"],
            ("Kingfisher",),
            id="the name stands elsewhere",
        ),
        pytest.param(
            "contract with Kingfisher Limited is worth 4,125,000 pounds over three years. The",
            ["The"],
            (),
            id="a common word tells nothing",
        ),
        pytest.param(
            "The contract with Kingfisher Limited is worth 4,125,000 pounds. Over: Years.",
            ["pounds over three years."],
            ("years",),
            id="a name in the copy alone",
        ),
        pytest.param(FULL, [], (), id="nothing taken out"),
    ],
)
def test_what_was_taken_out_is_shown_and_looked_for_in_the_rest(public: str, gone: list[str], still: tuple[str, ...]):
    found = compare([FULL], [public])
    assert [piece.words for page in found.pages for piece in page.pieces if piece.kind == "gone"] == gone
    assert found.still_there == still
    assert found.took_out is bool(gone)


def test_what_stands_beside_the_text_is_looked_through_too():
    public = "The contract with [redacted] is worth [redacted] pounds over three years."
    assert compare([FULL], [public], ["Report on Kingfisher Limited"]).still_there == ("Kingfisher Limited",)


def test_a_page_that_is_the_same_is_not_shown_and_a_long_one_is_cut():
    long = " ".join(f"word{number}" for number in range(100))
    found = compare([long, f"{long} Kingfisher {long}"], [long, f"{long} {long}"])
    (page,) = found.pages
    assert page.page == 2
    assert [piece.kind for piece in page.pieces] == ["gap", "same", "gone", "same", "gap"]
    assert len(page.pieces[1].words.split()) == 12


def test_a_page_that_was_left_out_is_told_at_its_place():
    pages = [f"page {number} " + f"alpha{number} " * 30 for number in range(1, 5)]
    found = compare(pages, [pages[0], pages[1], pages[3]])
    assert [page.page for page in found.pages] == [3]
    assert "alpha3" in " ".join(piece.words for piece in found.pages[0].pieces if piece.kind == "gone")


@given(st.lists(st.text(max_size=60), max_size=4), st.lists(st.text(max_size=60), max_size=4))
def test_texts_are_the_same_or_differ_somewhere(full: list[str], public: list[str]):
    found = compare(full, public)
    same = " ".join(full).split() == " ".join(public).split()
    if len(full) == len(public):
        same = [page.split() for page in full] == [page.split() for page in public]
    assert bool(found.pages) is not same
    shown = [piece.words.split() for page in found.pages for piece in page.pieces if piece.kind == "gone"]
    assert all(word in " ".join(full).split() for words in shown for word in words)


def test_hostile_texts_are_compared_in_time():
    began = time.process_time()
    found = compare(["a b " * 40_000], ["b a " * 40_000])
    assert not found.whole
    compare(["a b " * 40_000, "x"], ["b a " * 40_000])
    assert time.process_time() - began < 20


def test_titles_bookmarks_and_descriptions_are_read(tmp_path: Path):
    with pikepdf.open(BytesIO(pdf("A report"))) as made:
        made.docinfo["/Title"] = "Kingfisher"
        with made.open_outline() as outline:
            outline.root.append(pikepdf.OutlineItem("Heron", 0))
        made.Root.StructTreeRoot = made.make_indirect(pikepdf.Dictionary(K=[pikepdf.Dictionary(Alt="A plover")]))
        said = b"/Span <</ActualText (Osprey)>> BDC EMC"
        made.pages[0].contents_add(pikepdf.Stream(made, said), prepend=True)
        made.save(tmp_path / "paper.pdf")
    assert {"Kingfisher", "Heron", "A plover", "Osprey"} <= set(words_beside(tmp_path / "paper.pdf"))
    (tmp_path / "broken.pdf").write_bytes(b"%PDF nothing")
    assert words_beside(tmp_path / "broken.pdf") == []


def test_a_piece_is_a_plain_value():
    assert Piece("same", "a") == Piece("same", "a")
