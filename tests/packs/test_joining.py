"""The whole pack: every publication in it begins on a right-hand page, under the numbers that it has alone."""

from __future__ import annotations

from datetime import date, time
from pathlib import Path

import pikepdf
import pypdfium2
import pytest
from flask import Flask

from panel.documents.store import Store
from panel.packs.compiler import compile_edition
from panel.packs.contents import Access, Contents, Edition, ExemptPaper, ExemptPart, Item, Paper, Supplement
from panel.packs.divider import BLANK, draw_blank
from panel.packs.drafting import Part, join, parts_of
from panel.packs.layout import to_right_hand
from panel.packs.models import Publication
from panel.packs.published import File
from panel.pdf.canonical import prepare_own

SECRET = Paper("1", "1", "Offers", access=Access.EXEMPT, description="Information")


@pytest.mark.parametrize(("pages", "before"), [(0, 0), (1, 2), (13, 14), (14, 14)])
def test_what_follows_begins_on_an_odd_number(pages: int, before: int):
    assert to_right_hand(pages) == before


def composed(folder: Path, store: Store, supplement: Supplement | None, *, exempt: bool) -> tuple[File, ...]:
    """Compose a publication of a single page, and of an exempt part of three where there is one."""
    items = (Item("1", "Sale", papers=(SECRET,) if exempt else ()),)
    contents = Contents("A Panel", date(2026, 3, 19), time(10), "Hall", items=items, supplement=supplement)
    parts = [None]
    if exempt:
        parts.append(ExemptPart((ExemptPaper(SECRET, prepare_own(draw_blank(), folder, "exempt")),)))
    made = [compile_edition(contents, folder / "edition.pdf", exempt=part) for part in parts[:1]]
    files = [File(Edition.PUBLIC, store.put(folder / "edition.pdf"), made[0].size, made[0].pages, ())]
    if exempt:
        full = compile_edition(contents, folder / "edition.pdf", exempt=parts[1])
        files.append(File(Edition.RESTRICTED, store.put(folder / "edition.pdf"), full.size, full.pages, ()))
    return tuple(files)


def published(number: int, files: tuple[File, ...], before: int, before_exempt: int) -> Publication:
    return Publication(
        number=number,
        files=[file.plain() for file in files],
        last_page=before + files[0].pages,
        last_exempt_page=before_exempt + files[-1].pages - files[0].pages,
    )


def labels(store: Store, file: File) -> list[str]:
    with pikepdf.open(store.path(file.sha256)) as pdf:
        assert len(pdf.pages) == file.pages
        return [str(page.label) for page in pdf.pages]


def test_a_blank_page_stands_between_where_the_last_page_is_odd(app: Flask, tmp_path: Path):
    store = Store.of_app()
    agenda = composed(tmp_path, store, None, exempt=True)
    first = published(0, agenda, 0, 0)
    assert (first.last_page, first.last_exempt_page) == (2, 3), "an exempt part follows on a right-hand page"
    one = Supplement(1, to_right_hand(2), to_right_hand(3), ("Something is new.",))
    second = published(1, composed(tmp_path, store, one, exempt=False), 2, 4)
    assert second.last_page == 3
    two = Supplement(2, to_right_hand(3), to_right_hand(4), ("More is new.",))
    alone = composed(tmp_path, store, two, exempt=False)
    parts = [*parts_of([first, second], two), Part(two.name, alone)]
    public = join(Edition.PUBLIC, parts, "A Panel", store, tmp_path)
    assert labels(store, public) == ["1", "2", "3", "4", "5"]
    assert labels(store, alone[0]) == ["5"]
    full = join(Edition.RESTRICTED, parts, "A Panel", store, tmp_path)
    assert labels(store, full) == ["1", "2", "E1", "E2", "E3", "E4", "3", "4", "5"]
    with pypdfium2.PdfDocument(store.path(public.sha256)) as pdf:
        blank = pdf[3].get_textpage().get_text_bounded()
    assert BLANK in blank
    assert "Page 4" in blank
    with pikepdf.open(store.path(public.sha256)) as pdf, pdf.open_outline() as outline:
        assert [entry.title for entry in outline.root] == ["Agenda", "Supplement 1", "Supplement 2"]


def test_what_was_published_without_a_blank_keeps_its_numbers(app: Flask, tmp_path: Path):
    agenda = (File(Edition.PUBLIC, "a" * 64, 1000, 13, ()),)
    supplement = (File(Edition.PUBLIC, "b" * 64, 1000, 4, ()),)
    parts = parts_of([published(0, agenda, 0, 0), published(1, supplement, 13, 0)], Supplement(2, 18, 0, ()))
    assert [part.blanks for part in parts] == [(), ("18",)]
