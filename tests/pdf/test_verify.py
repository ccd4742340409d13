"""What was prepared is compared with what was handed in; what cannot be made the same is pictured, or refused."""

from __future__ import annotations

from pathlib import Path

import pikepdf
import pypdfium2
import pytest
from pikepdf import Name

from panel.pdf import canonical, content, verify
from panel.pdf.content import is_sound_content
from panel.pdf.index import load
from panel.pdf.prepared import page_facts
from panel.pdf.verify import Unusable, prepare_verified, same_picture
from tests.pdf.making import SIGN, document, drawn, pack_of, run_of, strip, words_on
from tests.pdf.test_tags import tagged

SOUND = {
    "empty": (b"", True),
    "balanced": (b"q 1 0 0 1 0 0 cm Q", True),
    "strings within strings": (b"BT (a (b) \\) c) Tj ET", True),
    "arrays": (b"BT [(a) -20.5 <AB CD>] TJ ET [] 0 d", True),
    "dictionaries": (b"/P <</MCID 0 /A [1 null true] /B <</C (d)>> >> BDC EMC", True),
    "comments": (b"q % Q Q Q\nQ", True),
    "unclosed q": (b"q", False),
    "Q before q": (b"Q q", False),
    "unclosed string": (b"(abc", False),
    "unclosed array": (b"[ 1 2", False),
    "unclosed dictionary": (b"<< /A 1 q Q", False),
    "unknown operator": (b"q foo Q", False),
    "inline image": (b"BI /W 1 /H 1 /BPC 8 /CS /G ID a EI", False),
    "text within text": (b"BT BT ET ET", False),
    "a name with a null": (b"/A#00 gs", False),
    "half a number": (b"1.2.3 w", False),
}


@pytest.mark.parametrize(("content", "sound"), SOUND.values(), ids=SOUND.keys())
def test_content_is_sound_when_nothing_is_left_open(content: bytes, sound: bool) -> None:
    assert is_sound_content(content) == sound


def test_a_sound_page_is_taken_as_it_is(tmp_path: Path) -> None:
    prepared, told = prepare_verified(document(SIGN, SIGN + b"q"), tmp_path, "paper")
    assert told == []
    with pikepdf.open(prepared.pdf) as pdf:
        assert ["/XObject" in page.obj.Resources for page in pdf.pages] == [False, True]
        assert pdf.check_pdf_syntax() == []
    assert sorted(path.name for path in tmp_path.iterdir()) == ["paper.index.json", "paper.pdf"]


def spoil(monkeypatch: pytest.MonkeyPatch, wrapped_too: bool) -> None:
    """Let preparing draw page 2 wrongly: always, or only when it is not put into a form."""
    prepare = canonical.prepare

    def wrong(pdf: pikepdf.Pdf, *arguments: object, **keys: object) -> object:
        page = pdf.pages[min(1, len(pdf.pages) - 1)].obj
        if "wrap" in keys and "/PnlPicture" not in page and (wrapped_too or 1 not in keys["wrap"]):
            page.Contents = pdf.make_stream(SIGN + b"0 g 200 200 90 90 re f")
        return prepare(pdf, *arguments, **keys)

    monkeypatch.setattr(canonical, "prepare", wrong)


def test_a_page_that_differs_is_tried_as_a_form(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    spoil(monkeypatch, wrapped_too=False)
    prepared, told = prepare_verified(document(SIGN, SIGN, SIGN), tmp_path, "paper")
    assert told == []
    with pikepdf.open(prepared.pdf) as pdf:
        assert ["/XObject" in page.obj.Resources for page in pdf.pages] == [False, True, False]


@pytest.mark.parametrize("rotation", [0, 90, 270])
def test_a_page_that_still_differs_becomes_a_picture_with_its_words(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, rotation: int
) -> None:
    pdf = document(SIGN, SIGN, SIGN, Rotate=rotation, box=(-20, 30, 380, 530))
    pdf.save(tmp_path / "before.pdf")
    size = (400, 500) if rotation == 0 else (500, 400)
    spoil(monkeypatch, wrapped_too=True)
    prepared, told = prepare_verified(pdf, tmp_path, "paper")
    assert told == [
        "Page 2 could not be taken as it stands and was replaced by a picture of itself. Compare it with the original."
    ]
    with pypdfium2.PdfDocument(tmp_path / "before.pdf") as before, pypdfium2.PdfDocument(prepared.pdf) as after:
        assert all(same_picture(before[number], after[number], size) for number in range(3))
    with pack_of(tmp_path / "pack.pdf", run_of(prepared)):
        words = words_on(tmp_path / "pack.pdf", 1)
        assert "Upright" in words
        assert "Page 2" in words
        assert strip(drawn(tmp_path / "pack.pdf", 1, size)).convert("L").getextrema()[0] < 100


def test_a_pictured_page_lets_go_of_its_tags(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    spoil(monkeypatch, wrapped_too=True)
    prepared, _ = prepare_verified(tagged(3), tmp_path, "paper")
    index = load(prepared.index)
    assert index.tagged
    assert [leaf.key is not None for leaf in index.leaves] == [True, False, True]


def test_what_never_looks_the_same_is_refused_and_leaves_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(verify, "_alike", lambda *_: False)
    with pytest.raises(Unusable, match=r"Pages 1 and 2 cannot be printed as handed in\. Print the file to PDF"):
        prepare_verified(document(SIGN, SIGN), tmp_path, "paper")
    assert list(tmp_path.iterdir()) == []


def test_a_hidden_stamp_is_noticed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(content, "is_sound", lambda _: True)
    pdf = document(SIGN + b"0 50 400 400 re W n q")
    prepared, _ = prepare_verified(pdf, tmp_path, "paper")
    with pikepdf.open(prepared.pdf) as made:
        assert "/XObject" in made.pages[0].obj.Resources, "the stamp was clipped away, so the page was put into a form"


def test_content_that_cannot_be_decoded_becomes_a_picture(tmp_path: Path) -> None:
    pdf = document(SIGN, SIGN)
    pdf.pages[1].obj.Contents.write(b"not LZW at all", filter=Name.LZWDecode)
    prepared, told = prepare_verified(pdf, tmp_path, "paper")
    assert told[0].startswith("Page 2 could not be taken as it stands")
    with pack_of(tmp_path / "pack.pdf", run_of(prepared)):
        assert "Page 2" in words_on(tmp_path / "pack.pdf", 1)


def test_pictures_tell_pages_apart(tmp_path: Path) -> None:
    pdf = document(SIGN, SIGN.replace(b"Upright", b"Upwards"), SIGN)
    pdf.save(tmp_path / "pages.pdf")
    with pypdfium2.PdfDocument(tmp_path / "pages.pdf") as pages:
        assert same_picture(pages[0], pages[2], (400, 500))
        assert not same_picture(pages[0], pages[1], (400, 500))


def test_the_ink_is_that_of_the_document_as_handed_in(tmp_path: Path) -> None:
    prepared, _ = prepare_verified(document(SIGN), tmp_path, "paper")
    assert page_facts(prepared)[0].ink == pytest.approx((60, 120, 260, 420), abs=1.01)
