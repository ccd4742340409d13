"""Words that are in the file but not in the picture are found; ordinary pages raise no alarm."""

from __future__ import annotations

from collections.abc import Callable
from io import BytesIO

import pikepdf
import pytest
from PIL import Image
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen import canvas

from panel.pdf.clean import clean
from panel.pdf.hidden import hidden
from panel.pdf.told import Code
from tests.pdf.clean_kit import Array, Dictionary, Name, annotation, changed, drawn, told

SENTENCE = "The complaint of Rowan Heather was upheld"
Draw = Callable[[canvas.Canvas], None]


def photograph(colour: str = "navy", alpha: int = 255) -> ImageReader:
    out = BytesIO()
    Image.new("RGBA", (60, 40), (0, 0, 128, alpha)).save(out, "PNG")
    return ImageReader(out)


def box_over_a_name(sheet: canvas.Canvas) -> None:
    sheet.drawString(40, 200, SENTENCE)
    start = 40 + sheet.stringWidth("The complaint of ")
    sheet.rect(start - 1, 196, sheet.stringWidth("Rowan Heather") + 2, 14, fill=1, stroke=0)


def white_box(sheet: canvas.Canvas) -> None:
    sheet.drawString(40, 200, SENTENCE)
    sheet.setFillGray(1)
    sheet.rect(38, 196, 300, 14, fill=1, stroke=0)


def white_box_typed_over(sheet: canvas.Canvas) -> None:
    white_box(sheet)
    sheet.setFillGray(0)
    sheet.drawString(40, 200, "Withheld from publication")


def picture_over(sheet: canvas.Canvas) -> None:
    sheet.drawString(40, 200, SENTENCE)
    sheet.drawImage(photograph(), 38, 190, 300, 30)


def thick_line(sheet: canvas.Canvas) -> None:
    sheet.drawString(40, 200, SENTENCE)
    sheet.setLineWidth(14)
    sheet.line(38, 203, 340, 203)


def box_in_a_form(sheet: canvas.Canvas) -> None:
    sheet.beginForm("inner")
    sheet.drawString(0, 4, SENTENCE)
    sheet.rect(-2, 0, 300, 16, fill=1)
    sheet.endForm()
    sheet.translate(60, 120)
    sheet.scale(0.8, 0.8)
    sheet.doForm("inner")


def turned_text(sheet: canvas.Canvas) -> None:
    sheet.translate(100, 40)
    sheet.rotate(90)
    sheet.drawString(0, 0, SENTENCE)
    sheet.rect(-2, -4, 250, 16, fill=1)


def beyond_the_edge(sheet: canvas.Canvas) -> None:
    sheet.drawString(40, 200, "Seen by all")
    sheet.drawString(410, 200, SENTENCE)


def running_off_the_edge(sheet: canvas.Canvas) -> None:
    sheet.drawString(300, 200, "Seen until here: " + SENTENCE)


def invisible(sheet: canvas.Canvas) -> None:
    text = sheet.beginText(40, 200)
    text.setTextRenderMode(3)
    text.textOut(SENTENCE)
    sheet.drawText(text)


def scan_with_a_box(sheet: canvas.Canvas) -> None:
    scan_read_off(sheet)
    start = 40 + sheet.stringWidth("The complaint of ")
    sheet.rect(start - 1, 196, sheet.stringWidth("Rowan Heather") + 2, 14, fill=1, stroke=0)


def white_on_white(sheet: canvas.Canvas) -> None:
    sheet.setFillGray(1)
    sheet.drawString(40, 200, SENTENCE)


def grey_on_grey(sheet: canvas.Canvas) -> None:
    sheet.setFillGray(0.5)
    sheet.rect(30, 190, 340, 30, fill=1, stroke=0)
    sheet.drawString(40, 200, SENTENCE)


HIDING: dict[str, tuple[Draw, Code, str]] = {
    "a box over a name": (box_over_a_name, Code.COVERED_TEXT, "“Rowan Heather”"),
    "a white box": (white_box, Code.COVERED_TEXT, SENTENCE),
    "a white box typed over": (white_box_typed_over, Code.COVERED_TEXT, SENTENCE),
    "a picture laid over": (picture_over, Code.COVERED_TEXT, SENTENCE),
    "a thick line": (thick_line, Code.COVERED_TEXT, SENTENCE),
    "a box within a form": (box_in_a_form, Code.COVERED_TEXT, SENTENCE),
    "turned text under a box": (turned_text, Code.COVERED_TEXT, SENTENCE),
    "text beyond the edge": (beyond_the_edge, Code.TEXT_OFF_PAGE, f"“{SENTENCE}”"),
    "text that runs off the edge": (running_off_the_edge, Code.TEXT_OFF_PAGE, "was upheld"),
    "text that is not drawn": (invisible, Code.INVISIBLE_TEXT, SENTENCE),
    "a box on a scan, whose words were read off": (scan_with_a_box, Code.COVERED_TEXT, "“Rowan Heather”"),
    "white on white": (white_on_white, Code.TEXT_AS_BACKGROUND, SENTENCE),
    "grey on grey": (grey_on_grey, Code.TEXT_AS_BACKGROUND, SENTENCE),
}


@pytest.mark.parametrize("kind", HIDING)
def test_words_that_cannot_be_seen_are_found_and_quoted(kind: str) -> None:
    draw, code, words = HIDING[kind]
    (found,) = hidden(drawn(draw))
    assert found.code is code
    assert found.pages == (1,)
    assert words in found.text
    assert found.code.quotes_the_paper


@pytest.mark.parametrize("turn", [90, 180, 270])
@pytest.mark.parametrize("cut", [False, True], ids=["whole", "cropped"])
def test_a_box_is_found_however_the_page_lies(turn: int, cut: bool) -> None:
    def change(pdf: pikepdf.Pdf) -> None:
        page = pdf.pages[0].obj
        page.Rotate = turn
        if cut:
            page.CropBox = Array([30, 100, 380, 290])

    (found,) = hidden(changed(drawn(box_over_a_name), change))
    assert "“Rowan Heather”" in found.text


def test_what_a_crop_box_cuts_away_is_off_the_page() -> None:
    def crop(pdf: pikepdf.Pdf) -> None:
        pdf.pages[0].obj.CropBox = Array([0, 0, 400, 190])

    (found,) = hidden(changed(drawn(box_over_a_name), crop))
    assert found.code is Code.TEXT_OFF_PAGE
    assert SENTENCE in found.text


def header_row(sheet: canvas.Canvas) -> None:
    sheet.setFillGray(0.2)
    sheet.rect(38, 196, 300, 16, fill=1, stroke=0)
    sheet.setFillGray(1)
    sheet.drawString(40, 200, "Date, item and officer")


def striped_rows(sheet: canvas.Canvas) -> None:
    for row in range(8):
        sheet.setFillGray(0.9 if row % 2 else 1)
        sheet.rect(38, 30 + row * 20, 300, 20, fill=1, stroke=0)
        sheet.setFillGray(0)
        sheet.drawString(40, 36 + row * 20, f"Row {row} of the table")


def see_through_highlight(sheet: canvas.Canvas) -> None:
    sheet.drawString(40, 200, SENTENCE)
    sheet.setFillColorRGB(1, 1, 0, alpha=0.4)
    sheet.rect(38, 196, 300, 14, fill=1, stroke=0)


def see_through_picture(sheet: canvas.Canvas) -> None:
    sheet.drawString(40, 200, SENTENCE)
    sheet.drawImage(photograph(alpha=30), 38, 190, 300, 30, mask="auto")


def underlined(sheet: canvas.Canvas) -> None:
    sheet.drawString(40, 200, SENTENCE)
    sheet.rect(40, 198, 300, 1, fill=1, stroke=0)


def shadow(sheet: canvas.Canvas) -> None:
    sheet.setFillGray(0.7)
    sheet.drawString(41, 199, SENTENCE)
    sheet.setFillGray(0)
    sheet.drawString(40, 200, SENTENCE)


def scan_read_off(sheet: canvas.Canvas) -> None:
    sheet.drawImage(photograph(), 0, 0, 400, 300)
    invisible(sheet)


def scan_laid_over_what_was_read_off(sheet: canvas.Canvas) -> None:
    sheet.drawString(40, 200, SENTENCE)
    sheet.drawImage(photograph(), 0, 0, 400, 150)
    sheet.drawImage(photograph(), 0, 150, 400, 150)


def scan_with_a_highlight(sheet: canvas.Canvas) -> None:
    out = BytesIO()
    Image.effect_noise((400, 300), 90).save(out, "PNG")
    sheet.drawImage(ImageReader(out), 0, 0, 400, 300)
    invisible(sheet)
    sheet.setFillColorRGB(1, 1, 0, alpha=0.4)
    sheet.rect(38, 196, 300, 14, fill=1, stroke=0)


def caption_on_a_photograph(sheet: canvas.Canvas) -> None:
    sheet.drawImage(photograph(), 40, 40, 200, 100)
    sheet.setFillGray(1)
    sheet.drawString(50, 50, "A caption in white")


def white_mark(sheet: canvas.Canvas) -> None:
    sheet.setFillGray(1)
    sheet.drawString(40, 200, ". –")


HARMLESS = (
    header_row,
    striped_rows,
    see_through_highlight,
    see_through_picture,
    underlined,
    shadow,
    scan_read_off,
    scan_laid_over_what_was_read_off,
    scan_with_a_highlight,
    caption_on_a_photograph,
    white_mark,
)


@pytest.mark.parametrize("draw", HARMLESS, ids=[draw.__name__ for draw in HARMLESS])
def test_an_ordinary_page_raises_no_alarm(draw: Draw) -> None:
    assert hidden(drawn(draw)) == ()


def test_the_papers_of_a_real_meeting_raise_no_alarm(real_pack: object) -> None:
    from pathlib import Path

    papers = sorted(Path(str(real_pack)).rglob("*.pdf"))
    assert papers
    for paper in papers:
        assert hidden(paper) == (), paper.name


def layered(*, shown: bool) -> bytes:
    def change(pdf: pikepdf.Pdf) -> None:
        page = pdf.pages[0]
        layer = pdf.make_indirect(Dictionary(Type=Name.OCG, Name=pikepdf.String("Draft")))
        page.obj.Resources.Properties = Dictionary(Draft=layer)
        page.contents_add(pdf.make_stream(b"/OC /Draft BDC"), prepend=True)
        page.contents_add(pdf.make_stream(b"EMC"))
        settings = Dictionary(Order=Array([layer]))
        settings["/ON" if shown else "/OFF"] = Array([layer])
        pdf.Root.OCProperties = Dictionary(OCGs=Array([layer]), D=settings)

    return changed(drawn(lambda sheet: sheet.drawString(40, 200, SENTENCE)), change)


def test_words_on_a_layer_that_is_off_are_found_and_those_on_one_that_is_on_are_not() -> None:
    (found,) = hidden(layered(shown=False))
    assert found.code is Code.TEXT_ON_HIDDEN_LAYER
    assert SENTENCE in found.text
    assert hidden(layered(shown=True)) == ()


def test_fonts_that_the_paper_only_names_are_told_and_the_standard_ones_are_not() -> None:
    def rename(pdf: pikepdf.Pdf) -> None:
        (font,) = pdf.pages[0].obj.Resources.Font.as_dict().values()
        font.BaseFont = Name("/ABCDEF+CouncilSans-Bold")

    (found,) = hidden(changed(drawn(), rename))
    assert found.code is Code.FONT_NOT_EMBEDDED
    assert "CouncilSans-Bold" in found.text
    assert "ABCDEF" not in found.text
    assert hidden(drawn()) == ()


def square_over_a_name(pdf: pikepdf.Pdf) -> None:
    """Cover words as an officer does who means to redact: with a drawing from the comments toolbar."""
    annotation(pdf, "Square", (38, 196, 340, 212), C=Array([0, 0, 0]), IC=Array([0, 0, 0]))


def test_a_square_drawn_with_the_comments_is_found_after_cleaning() -> None:
    paper = drawn(lambda sheet: sheet.drawString(40, 200, SENTENCE))
    found = hidden(clean(changed(paper, square_over_a_name)))
    assert [(one.code, one.pages) for one in found] == [(Code.COVERED_TEXT, (1,))]
    assert SENTENCE in found[0].text


def test_notes_are_told_of_a_cleaned_paper_and_of_one_left_as_it_is() -> None:
    def change(pdf: pikepdf.Pdf) -> None:
        annotation(pdf, "Text", (300, 250, 320, 270), Contents=pikepdf.String("Ask the treasurer"))

    data = changed(drawn(), change)
    for found in (hidden(data), hidden(clean(data))):
        assert told(found) == {"authors_notes": (1,)}
        assert "“Ask the treasurer”" in found[0].text


def test_the_pages_are_counted_from_one() -> None:
    found = hidden(drawn(lambda sheet: sheet.drawString(40, 200, "Open"), box_over_a_name, white_box))
    assert [one.pages for one in found] == [(2,), (3,)]


def test_many_findings_are_not_all_quoted() -> None:
    found = hidden(drawn(*[white_box] * 70))
    assert len(found) == 61
    assert found[-1].pages == tuple(range(61, 71))
    assert SENTENCE not in found[-1].text


def test_what_there_was_no_time_for_is_told_as_not_searched() -> None:
    (found,) = hidden(drawn(white_box, white_box), seconds=-1)
    assert (found.code, found.pages) == (Code.NOT_READ, (1, 2))


def test_what_is_no_pdf_is_told_as_not_searched() -> None:
    assert told(hidden(b"no PDF")) == {"not_read": ()}
