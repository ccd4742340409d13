"""What is vendored is what it says, and the council's colours stay readable."""

from __future__ import annotations

import re
from hashlib import sha256
from importlib.metadata import version
from itertools import product

import pytest

from panel.paths import STATIC

GOVUK = STATIC / "vendor" / "govuk-frontend"
THEME = (STATIC / "css" / "theme.css").read_text(encoding="utf-8")
READABLE = 4.5
"""The least contrast of words with what they stand on (WCAG 2.2, 1.4.3)."""


def test_the_vendored_files_are_those_of_the_manifest():
    listed = dict(reversed(line.split()) for line in (GOVUK / "SHA256SUMS").read_text().splitlines())
    assert listed == {
        file.name: sha256(file.read_bytes()).hexdigest()
        for file in GOVUK.iterdir()
        if file.name not in ("SHA256SUMS", "README.md")
    }


def test_the_vendored_version_is_the_one_that_its_readme_and_stylesheet_name():
    vendored = (GOVUK / "VERSION").read_text().strip()
    assert f"`govuk-frontend` {vendored}" in (GOVUK / "README.md").read_text()
    assert f'--govuk-frontend-version:"{vendored}"' in (GOVUK / "govuk-frontend.min.css").read_text()
    assert version("govuk-frontend-jinja").split(".")[0] == "4"


@pytest.mark.parametrize("name", ["govuk-frontend.min.css", "govuk-frontend.min.js"])
@pytest.mark.parametrize(
    "barred",
    ["GDS Transport", "@font-face", "sourceMappingURL", "crest", "crown", "url(", "Margaret Calvert"],
)
def test_nothing_that_belongs_to_govuk_alone_is_vendored(name: str, barred: str):
    assert barred.lower() not in (GOVUK / name).read_text(encoding="utf-8").lower()


def test_our_stylesheets_fetch_nothing_from_elsewhere():
    for file in (STATIC / "css").glob("*.css"):
        assert "url(" not in file.read_text(encoding="utf-8")
        assert "@import" not in file.read_text(encoding="utf-8")


def colours() -> dict[str, tuple[int, ...]]:
    found = re.findall(r"--panel-(\w+): #([0-9a-f]{6});", THEME)
    return {name: tuple(bytes.fromhex(value)) for name, value in found}


def luminance(colour: tuple[float, ...]) -> float:
    parts = [part / 255 for part in colour]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: tuple[float, ...], other: tuple[float, ...]) -> float:
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def mixed(one: tuple[int, ...], share: float, other: tuple[int, ...]) -> tuple[float, ...]:
    return tuple(share * a + (1 - share) * b for a, b in zip(one, other, strict=True))


def test_the_council_sets_four_colours():
    assert set(colours()) == {"ink", "paper", "accent", "exempt"}


@pytest.mark.parametrize(("words", "ground"), list(product(("ink", "quiet", "accent"), ("paper", "shade"))))
def test_words_are_readable_on_the_page(words: str, ground: str):
    known = colours()
    known["quiet"] = mixed(known["ink"], 0.76, known["paper"])
    known["shade"] = mixed(known["accent"], 0.06, known["paper"])
    assert contrast(known[words], known[ground]) >= READABLE


def test_words_are_readable_on_the_pink_of_exempt_papers():
    known = colours()
    assert contrast(known["ink"], known["exempt"]) >= READABLE


def test_the_mixed_colours_are_those_that_are_checked():
    sheet = (STATIC / "css" / "panel.css").read_text(encoding="utf-8")
    assert "--panel-quiet: color-mix(in srgb, var(--panel-ink) 76%, var(--panel-paper));" in sheet
    assert "--panel-shade: color-mix(in srgb, var(--panel-accent) 6%, var(--panel-paper));" in sheet


def test_sortablejs_is_vendored_unchanged_and_in_the_version_that_it_says():
    folder = STATIC / "vendor" / "sortablejs"
    listed = dict(reversed(line.split()) for line in (folder / "SHA256SUMS").read_text().splitlines())
    assert listed == {
        file.name: sha256(file.read_bytes()).hexdigest()
        for file in folder.iterdir()
        if file.name not in ("SHA256SUMS", "README.md")
    }
    vendored = (folder / "VERSION").read_text().strip()
    assert f"`sortablejs` {vendored}" in (folder / "README.md").read_text()
    assert f"Sortable {vendored}" in (folder / "sortable.core.esm.js").read_text(encoding="utf-8")
