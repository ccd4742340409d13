"""Page numbers: right-hand starts, blanks, and a public series that exempt papers never touch."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from panel.packs.layout import Piece, lay_out, total

PIECES = st.lists(st.integers(min_value=1, max_value=40), min_size=1, max_size=30).map(
    lambda counts: [Piece(f"piece {position}", pages) for position, pages in enumerate(counts)]
)


def test_an_odd_paper_is_followed_by_a_blank_so_that_the_next_starts_on_a_right_hand_page():
    places = lay_out([Piece("front", 3), Piece("4", 9), Piece("4/A", 2), Piece("4/B", 1)], pad_end=False)
    assert [(place.key, place.first, place.last, place.blank_after) for place in places] == [
        ("front", 1, 3, True),
        ("4", 5, 13, True),
        ("4/A", 15, 16, False),
        ("4/B", 17, 17, False),
    ]


def test_the_end_is_padded_only_where_something_follows():
    assert total(lay_out([Piece("front", 3)], pad_end=False)) == 3
    assert total(lay_out([Piece("front", 3)], pad_end=True)) == 4
    assert total(lay_out([Piece("front", 4)], pad_end=True)) == 4


@given(PIECES, st.booleans())
def test_every_piece_starts_on_an_odd_page_and_no_page_is_lost(pieces: list[Piece], pad_end: bool):
    places = lay_out(pieces, pad_end=pad_end)
    expected = 1
    for piece, place in zip(pieces, places, strict=True):
        assert place.first == expected
        assert place.first % 2 == 1
        assert place.last - place.first + 1 == piece.pages
        expected = place.last + 1 + place.blank_after
    assert total(places) == expected - 1
    assert not pad_end or total(places) % 2 == 0


@given(PIECES, PIECES)
def test_what_is_added_at_the_end_moves_no_page_number(pieces: list[Piece], more: list[Piece]):
    before = lay_out(pieces, pad_end=False)
    after = lay_out([*pieces, *more], pad_end=False)
    assert [(place.first, place.last) for place in before] == [
        (place.first, place.last) for place in after[: len(pieces)]
    ]
