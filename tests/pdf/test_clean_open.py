"""Opening what was handed in: repaired, decrypted, or refused with a reason that says what to do."""

from __future__ import annotations

import zlib
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

import pikepdf
import pytest

from panel.pdf.clean import MAX_PAGES, clean, guard
from panel.pdf.told import Code, RefusalCode, Refused
from tests.pdf.clean_kit import (
    Array,
    Dictionary,
    Name,
    annotation,
    appearance,
    changed,
    differing,
    drawn,
    text_of,
    told,
)


def protected(user: str) -> bytes:
    return changed(drawn(), lambda pdf: None, encryption=pikepdf.Encryption(owner="owner", user=user))


def without_pages() -> bytes:
    out = BytesIO()
    with pikepdf.new() as pdf:
        pdf.save(out)
    return out.getvalue()


def xfa(kind: str) -> bytes:
    def change(pdf: pikepdf.Pdf) -> None:
        stream = pdf.make_stream(b"<xdp/>")
        parts = stream if kind == "stream" else Array([pikepdf.String("template"), stream])
        pdf.Root.AcroForm = Dictionary(Fields=Array(), XFA=parts)

    return changed(drawn(), change)


def portfolio() -> bytes:
    def change(pdf: pikepdf.Pdf) -> None:
        pdf.Root.Collection = Dictionary(Type=Name.Collection)
        pdf.attachments["budget.pdf"] = drawn()

    return changed(drawn(), change)


def unknown_protection() -> bytes:
    return protected("").replace(b"/Filter /Standard", b"/Filter /Unknowns")


REFUSED = {
    "nothing at all": (lambda: b"", RefusalCode.EMPTY, "again"),
    "only blanks": (lambda: b" \r\n" * 20, RefusalCode.EMPTY, "again"),
    "plain text": (
        lambda: b"Dear clerk, here is the report.",
        RefusalCode.NOT_PDF,
        "Save the paper as PDF",
    ),
    "a PDF cut off in its head": (lambda: drawn()[:40], RefusalCode.DAMAGED, "save it as PDF again"),
    "a password is needed": (lambda: protected("secret"), RefusalCode.PASSWORD, "without"),
    "no pages": (without_pages, RefusalCode.NO_PAGES, "save it as PDF again"),
    "an XFA form in one stream": (lambda: xfa("stream"), RefusalCode.XFA, "print it to PDF"),
    "an XFA form in parts": (lambda: xfa("parts"), RefusalCode.XFA, "print it to PDF"),
    "a portfolio's cover sheet": (portfolio, RefusalCode.PORTFOLIO, "one by one"),
}


@pytest.mark.parametrize("kind", REFUSED)
def test_what_cannot_be_used_is_refused_with_a_reason_that_says_what_to_do(kind: str) -> None:
    make, code, advice = REFUSED[kind]
    with pytest.raises(Refused) as refused:
        clean(make())
    assert refused.value.code is code
    assert advice in refused.value.reason
    assert refused.value.reason.endswith(".")


def test_a_sound_paper_is_neither_repaired_nor_changed() -> None:
    data = drawn()
    cleaned = clean(data)
    assert told(cleaned.told).keys() <= {Code.METADATA_REMOVED}
    assert differing(data, cleaned.data) == 0
    assert text_of(cleaned.data) == text_of(data)


def test_a_paper_is_read_from_its_path(tmp_path: Path) -> None:
    paper = tmp_path / "paper.pdf"
    paper.write_bytes(drawn())
    assert len(clean(paper).pdf.pages) == 1


def test_protection_that_needs_no_password_is_lifted_and_told() -> None:
    data = protected("")
    cleaned = clean(data)
    assert "decrypted" in told(cleaned.told)
    assert not cleaned.pdf.is_encrypted
    assert b"/Encrypt" not in cleaned.data
    assert text_of(cleaned.data) == text_of(data)


def test_a_lost_table_of_contents_is_rebuilt_and_told() -> None:
    whole = drawn()
    broken = whole[: whole.rindex(b"xref") - 6]
    cleaned = clean(broken)
    assert "repaired" in told(cleaned.told)
    assert text_of(cleaned.data) == text_of(whole)


def test_a_file_without_its_size_can_be_written_again() -> None:
    broken = drawn().replace(b"/Size", b"/Sixe")
    assert text_of(clean(broken).data) == text_of(drawn())


def test_a_paper_of_too_many_pages_is_refused() -> None:
    out = BytesIO()
    with pikepdf.new() as pdf:
        pdf.add_blank_page()
        page = pdf.pages[0].obj
        pages = [pdf.make_indirect(Dictionary(page)) for _ in range(MAX_PAGES + 1)]
        pdf.Root.Pages.Kids = Array(pages)
        pdf.Root.Pages.Count = len(pages)
        pdf.save(out)
    with pytest.raises(Refused) as refused:
        clean(out.getvalue())
    assert refused.value.code is RefusalCode.TOO_MANY_PAGES
    assert "5,001" in refused.value.reason


def test_equal_files_give_equal_bytes() -> None:
    assert clean(protected("")).data == clean(protected("")).data


def test_a_portfolio_with_pages_of_its_own_keeps_them_and_tells() -> None:
    def change(pdf: pikepdf.Pdf) -> None:
        pdf.Root.Collection = Dictionary(Type=Name.Collection)
        pdf.attachments["budget.pdf"] = drawn()
        pdf.add_blank_page()

    cleaned = clean(changed(drawn(), change))
    assert {"portfolio", "files_removed"} <= told(cleaned.told).keys()
    assert len(cleaned.pdf.pages) == 2


@pytest.fixture
def small_limits(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    with monkeypatch.context() as patched:
        patched.setattr("panel.pdf.clean.MAX_STREAM", 1_000_000)
        yield
    guard()


@pytest.mark.usefixtures("small_limits")
def test_content_that_unpacks_without_end_is_not_unpacked() -> None:
    def change(pdf: pikepdf.Pdf) -> None:
        bomb = pdf.make_stream(zlib.compress(b" " * 50_000_000), Filter=Name.FlateDecode)
        pdf.pages[0].contents_add(bomb)
        annotation(pdf, "Stamp", (9, 9, 69, 29), AP=appearance(pdf, "0 0 60 20 re f", (0, 0, 60, 20)))

    data = changed(drawn(), change, compress_streams=False, stream_decode_level=pikepdf.StreamDecodeLevel.none)
    assert len(data) < 100_000
    assert len(clean(data).data) < 100_000
