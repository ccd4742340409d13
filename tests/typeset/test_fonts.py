"""The typeface: what it can draw, what stands in for the rest, and that the files are those described."""

from __future__ import annotations

import hashlib
import re

import pytest
from fontTools.ttLib import TTFont

from panel.paths import FONTS
from panel.typeset import fonts

CUTS = (fonts.REGULAR, fonts.BOLD, fonts.ITALIC, fonts.BOLD_ITALIC, fonts.TABULAR)


@pytest.mark.parametrize("cut", CUTS)
def test_a_cut_has_outlines_that_reportlab_can_embed(cut: str):
    with TTFont(FONTS / f"{cut}.ttf") as font:
        assert "glyf" in font
        assert font["OS/2"].fsType == 0
        assert font["name"].getDebugName(6) == cut


@pytest.mark.parametrize("cut", CUTS)
def test_a_cut_draws_what_councils_write(cut: str):
    with TTFont(FONTS / f"{cut}.ttf") as font:
        known = font.getBestCmap()
    assert [c for c in "Aa09é’‘“”–—£€•·…½²ŵŷŴŶâêîôûïœłş‹›" if ord(c) not in known] == []


def test_figures_for_columns_have_one_width():
    def widths(cut: str) -> set[int]:
        with TTFont(FONTS / f"{cut}.ttf") as font:
            return {font["hmtx"][font.getBestCmap()[ord(figure)]][0] for figure in "0123456789"}

    assert len(widths(fonts.TABULAR)) == 1
    assert len(widths(fonts.REGULAR)) > 1


def test_the_files_are_those_that_the_manifest_describes():
    told = dict(re.findall(r"^\| (\S+\.(?:ttf|woff2)) \| `(\w{64})` \|$", (FONTS / "README.md").read_text(), re.M))
    found = {
        path.name: hashlib.sha256(path.read_bytes()).hexdigest()
        for path in FONTS.iterdir()
        if path.suffix in {".ttf", ".woff2"}
    }
    assert told == found


def test_the_licence_lies_beside_the_typeface():
    assert "SIL OPEN FONT LICENSE Version 1.1" in (FONTS / "LICENSE").read_text()


@pytest.mark.parametrize(
    ("text", "drawn"),
    [
        pytest.param("Cyngor Tŷ’r Dŵr – £5", "Cyngor Tŷ’r Dŵr – £5", id="as it stands"),
        pytest.param("Cafe\u0301", "Café", id="an accent written apart"),
        pytest.param("one\n  two\u00a0three\t", "one two three", id="white space"),
        pytest.param("co\u2011opted", "co-opted", id="non-breaking hyphen"),
        pytest.param("\ufb01re", "fire", id="a ligature"),
        pytest.param("a\x00b\u200bc", "abc", id="control characters"),
        pytest.param("\u1e90", "Z", id="an accent that is not to be had"),
        pytest.param("警察", "??", id="another script"),
    ],
)
def test_what_the_typeface_lacks_is_drawn_as_its_nearest_kin(text: str, drawn: str):
    assert fonts.drawable(text) == drawn


def test_characters_that_nothing_stands_in_for_are_told():
    assert fonts.undrawable("Why? 警察 – café, \ufb01re \u2011") == ("察", "警")


def test_markup_in_a_text_is_drawn_as_text():
    assert fonts.markup("<b>R&D</b>") == "&lt;b&gt;R&amp;D&lt;/b&gt;"
