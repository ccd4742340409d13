"""Forms, signatures and annotations become part of the page's picture; only links remain."""

from __future__ import annotations

from collections.abc import Callable

import pikepdf
import pytest

from panel.pdf.clean import clean
from tests.pdf.clean_kit import (
    Array,
    Dictionary,
    Name,
    annotation,
    appearance,
    changed,
    differing,
    drawn,
    everything_in,
    field,
    inked,
    text_of,
    told,
)

BOX = "0 0 1 rg 0 0 60 20 re f 1 0 0 rg 0 0 10 10 re f"
Change = Callable[[pikepdf.Pdf], object]


def stamp(pdf: pikepdf.Pdf, **more: object) -> pikepdf.Object:
    return annotation(pdf, "Stamp", (100, 100, 160, 120), AP=appearance(pdf, BOX, (0, 0, 60, 20)), **more)


def turned_appearance(pdf: pikepdf.Pdf) -> None:
    ap = appearance(pdf, BOX, (0, 0, 60, 20), Matrix=Array([0, 1, -1, 0, 0, 0]))
    annotation(pdf, "Stamp", (100, 100, 130, 190), AP=ap)


def stretched_appearance(pdf: pikepdf.Pdf) -> None:
    annotation(pdf, "Stamp", (50, 50, 350, 70), AP=appearance(pdf, BOX, (-5, -5, 60, 20)))


def backwards_rectangle(pdf: pikepdf.Pdf) -> None:
    annotation(pdf, "Stamp", (160, 120, 100, 100), AP=appearance(pdf, BOX, (60, 20, 0, 0)))


def rotated_page(by: int) -> Change:
    def change(pdf: pikepdf.Pdf) -> None:
        pdf.pages[0].obj.Rotate = by
        stamp(pdf)

    return change


def rotated_page_but_not_its_note(by: int) -> Change:
    def change(pdf: pikepdf.Pdf) -> None:
        pdf.pages[0].obj.Rotate = by
        made = stamp(pdf)
        made.F = 4 | 16

    return change


def tick_box(state: str) -> Change:
    def change(pdf: pikepdf.Pdf) -> None:
        on = appearance(pdf, "0 0 1 rg 0 0 20 20 re f", (0, 0, 20, 20)).N
        off = appearance(pdf, "0 G 1 1 18 18 re S", (0, 0, 20, 20)).N
        states = Dictionary(N=Dictionary(Yes=on, Off=off))
        field(pdf, (100, 100, 120, 120), FT=Name.Btn, V=Name(state), AS=Name(state), AP=states)

    return change


def tick_box_in_another_alphabet(pdf: pikepdf.Pdf) -> None:
    tick_box("/Yes")(pdf)
    box = pdf.pages[0].obj.Annots[0]
    odd = pikepdf.Object.parse(b"/J\xe4")
    box.AS = box.V = odd
    box.AP.N = pikepdf.Object.parse(b"<< /J\xe4 null >>")
    box.AP.N["/J\udce4"] = appearance(pdf, BOX, (0, 0, 20, 20)).N


def filled_in_text(pdf: pikepdf.Pdf) -> None:
    ap = appearance(pdf, "/Tx BMC BT /F 12 Tf 2 5 Td (Filled in by hand) Tj ET EMC", (0, 0, 160, 20))
    field(pdf, (100, 100, 260, 120), FT=Name.Tx, V=pikepdf.String("Filled in by hand"), AP=ap)


def text_that_the_reader_must_draw(pdf: pikepdf.Pdf) -> None:
    da = pikepdf.String("/Helv 12 Tf 0 g")
    field(pdf, (100, 100, 260, 120), FT=Name.Tx, V=pikepdf.String("Drawn by the reader"), DA=da)
    pdf.Root.AcroForm.NeedAppearances = True


def highlight_without_a_picture(pdf: pikepdf.Pdf) -> None:
    quad = Array([40, 262, 140, 262, 40, 246, 140, 246])
    annotation(pdf, "Highlight", (40, 246, 140, 262), QuadPoints=quad, C=Array([0, 1, 0]))


def square_without_a_picture(pdf: pikepdf.Pdf) -> None:
    annotation(pdf, "Square", (100, 100, 200, 150), C=Array([1, 0, 0]), IC=Array([0, 1, 0]))


def ink_without_a_picture(pdf: pikepdf.Pdf) -> None:
    strokes = Array([Array([100, 100, 150, 150, 200, 100])])
    annotation(pdf, "Ink", (95, 95, 205, 155), InkList=strokes, C=Array([1, 0, 0]))


def unclosed_state(pdf: pikepdf.Pdf) -> None:
    page = pdf.pages[0]
    page.contents_add(pdf.make_stream(b"q 0.5 0 0 0.5 50 50 cm q 1 0 0 rg 0 0 30 30 re f BT"), prepend=False)
    stamp(pdf)


def too_often_restored_state(pdf: pikepdf.Pdf) -> None:
    content = b"0.5 0 0 0.5 50 50 cm Q Q 1 0 0 rg 0 0 30 30 re f"
    pdf.pages[0].obj.Contents = pdf.make_stream(content)
    stamp(pdf)


def picture_without_an_end(pdf: pikepdf.Pdf) -> None:
    content = b"1 0 0 rg 10 10 50 50 re f\nBI /W 4 /H 4 /BPC 8 /CS /G ID \x01\x02\x03"
    pdf.pages[0].obj.Contents = pdf.make_stream(content)
    stamp(pdf)


def shared_resources(pdf: pikepdf.Pdf) -> None:
    pdf.pages.append(pdf.pages[0])
    shared = pdf.make_indirect(Dictionary(pdf.pages[0].obj.Resources))
    for page in pdf.pages:
        page.obj.Resources = shared
    stamp(pdf)


def page_without_content(pdf: pikepdf.Pdf) -> None:
    del pdf.pages[0].obj["/Contents"]
    stamp(pdf)


def signature(pdf: pikepdf.Pdf) -> None:
    ap = appearance(pdf, "BT /F 10 Tf 2 5 Td (Signed by the officer) Tj ET", (0, 0, 120, 20))
    value = Dictionary(Type=Name.Sig, Filter=Name("/Adobe.PPKLite"), Contents=pikepdf.String("x"))
    field(pdf, (100, 100, 220, 120), FT=Name.Sig, V=pdf.make_indirect(value), AP=ap)


def still_of_a_film(pdf: pikepdf.Pdf) -> None:
    annotation(pdf, "Screen", (100, 100, 160, 120), AP=appearance(pdf, BOX, (0, 0, 60, 20)))


def without_annotations(pdf: pikepdf.Pdf) -> None:
    for page in pdf.pages:
        page.obj["/Annots"] = Array()


PICTURES: dict[str, tuple[Change, set[str]]] = {
    "a stamp": (stamp, {"annotations_flattened"}),
    "a turned appearance": (turned_appearance, {"annotations_flattened"}),
    "a stretched appearance": (stretched_appearance, {"annotations_flattened"}),
    "a rectangle written backwards": (backwards_rectangle, {"annotations_flattened"}),
    **{f"a page rotated by {by}": (rotated_page(by), {"annotations_flattened"}) for by in (90, 180, 270, -90)},
    **{
        f"a note that does not turn with a page rotated by {by}": (
            rotated_page_but_not_its_note(by),
            {"annotations_flattened"},
        )
        for by in (90, 180, 270)
    },
    "a ticked box": (tick_box("/Yes"), {"form_flattened"}),
    "a box not ticked": (tick_box("/Off"), {"form_flattened"}),
    "a ticked box in another alphabet": (tick_box_in_another_alphabet, {"form_flattened"}),
    "a filled-in text": (filled_in_text, {"form_flattened"}),
    "a text that the reader must draw": (text_that_the_reader_must_draw, {"form_flattened"}),
    "a highlight without a picture": (highlight_without_a_picture, {"annotations_flattened"}),
    "a square without a picture": (square_without_a_picture, {"annotations_flattened"}),
    "an ink line without a picture": (ink_without_a_picture, {"annotations_flattened"}),
    "content that leaves its state open": (unclosed_state, {"annotations_flattened"}),
    "content that closes too often": (too_often_restored_state, {"annotations_flattened"}),
    "content with a picture without an end": (picture_without_an_end, {"annotations_flattened"}),
    "resources that two pages share": (shared_resources, {"annotations_flattened"}),
    "a page without content": (page_without_content, {"annotations_flattened"}),
    "a signature that shows": (signature, {"signature_invalid"}),
    "the still of a film": (still_of_a_film, {"media_removed"}),
}


@pytest.mark.parametrize("kind", PICTURES)
def test_the_page_looks_the_same_and_nothing_is_left_to_click(kind: str) -> None:
    change, expected = PICTURES[kind]
    data = changed(drawn(), change)
    bare = changed(data, without_annotations)
    assert differing(bare, data) > 0
    cleaned = clean(data)
    # Turned about its corner, an edge may fall on the next pixel.
    assert differing(data, cleaned.data) <= (150 if "does not turn" in kind else 0)
    assert told(cleaned.told).keys() - {"metadata_removed"} == expected
    assert all("/Annots" not in page.obj for page in cleaned.pdf.pages)
    assert "/AcroForm" not in cleaned.pdf.Root


def test_what_was_filled_in_can_be_read_and_found() -> None:
    assert "Filled in by hand" in text_of(clean(changed(drawn(), filled_in_text)).data)
    assert "Drawn by the reader" in text_of(clean(changed(drawn(), text_that_the_reader_must_draw)).data)


UNSEEN = {
    "a hidden stamp": lambda pdf: stamp(pdf).__setattr__("F", 2),
    "a stamp that is not for viewing": lambda pdf: stamp(pdf).__setattr__("F", 4 | 32),
    "a pop-up": lambda pdf: annotation(pdf, "Popup", (100, 100, 200, 150), Open=True),
}


@pytest.mark.parametrize("kind", UNSEEN)
def test_what_did_not_show_does_not_show_afterwards(kind: str) -> None:
    data = changed(drawn(), UNSEEN[kind])
    cleaned = clean(data)
    assert differing(drawn(), cleaned.data) == 0
    assert "annotations_flattened" not in told(cleaned.told)
    assert b"/Popup" not in everything_in(cleaned.data)
    assert b"0 0 60 20 re" not in everything_in(cleaned.data)


def test_the_words_of_a_note_go_and_are_quoted_apart() -> None:
    def change(pdf: pikepdf.Pdf) -> None:
        annotation(pdf, "Text", (300, 250, 320, 270), Contents=pikepdf.String("Do not tell the press"))

    cleaned = clean(changed(drawn(), change))
    assert told(cleaned.told)["annotations_removed"] == (1,)
    assert "press" not in " ".join(one.text for one in cleaned.told)
    assert [one.text for one in cleaned.notes] == ["A note beside the text says: “Do not tell the press”"]
    assert all(one.code.quotes_the_paper for one in cleaned.notes)
    assert b"press" not in everything_in(cleaned.data)
    assert differing(drawn(), cleaned.data) == 0


def test_a_long_note_is_quoted_in_part_and_on_one_line() -> None:
    def change(pdf: pikepdf.Pdf) -> None:
        annotation(pdf, "Text", (300, 250, 320, 270), Contents=pikepdf.String("one\r\ntwo " * 60))

    (note,) = clean(changed(drawn(), change)).notes
    assert "one two one" in note.text
    assert "\n" not in note.text
    assert len(note.text) < 130


def test_a_comment_without_any_picture_is_told_as_not_drawn() -> None:
    def change(pdf: pikepdf.Pdf) -> None:
        annotation(pdf, "FreeText", (40, 40, 200, 60), Contents=pikepdf.String("See over"), DA=pikepdf.String("0 g"))

    cleaned = clean(changed(drawn(), change))
    assert told(cleaned.told)["not_drawn"] == (1,)
    assert "See over" in cleaned.notes[0].text


def test_a_passage_marked_for_redaction_is_told() -> None:
    def change(pdf: pikepdf.Pdf) -> None:
        annotation(pdf, "Redact", (40, 245, 200, 262), AP=appearance(pdf, "1 0 0 RG 0 0 60 20 re S", (0, 0, 60, 20)))

    assert told(clean(changed(drawn(), change)).notes) == {"redaction_not_applied": (1,)}


def test_each_page_is_named() -> None:
    def change(pdf: pikepdf.Pdf) -> None:
        for page in (1, 3):
            annotation(pdf, "Stamp", (9, 9, 69, 29), page, AP=appearance(pdf, BOX, (0, 0, 60, 20)))

    paper = drawn(*[lambda sheet: sheet.drawString(40, 250, "A page")] * 4)
    assert told(clean(changed(paper, change)).told)["annotations_flattened"] == (2, 4)


def test_a_signature_without_a_place_on_any_page_is_told() -> None:
    def change(pdf: pikepdf.Pdf) -> None:
        value = Dictionary(Type=Name.Sig, Contents=pikepdf.String("x"))
        one = Dictionary(FT=Name.Sig, T=pikepdf.String("s"), V=pdf.make_indirect(value))
        pdf.Root.AcroForm = Dictionary(Fields=Array([pdf.make_indirect(one)]), SigFlags=3)

    assert told(clean(changed(drawn(), change)).told)["signature_invalid"] == ()


def test_an_annotation_on_a_hidden_layer_stays_hidden() -> None:
    def change(pdf: pikepdf.Pdf) -> None:
        layer = pdf.make_indirect(Dictionary(Type=Name.OCG, Name=pikepdf.String("Draft")))
        stamp(pdf, OC=layer)
        pdf.Root.OCProperties = Dictionary(OCGs=Array([layer]), D=Dictionary(OFF=Array([layer]), Order=Array()))

    data = changed(drawn(), change)
    cleaned = clean(data)
    assert differing(drawn(), cleaned.data) == 0

    def show(pdf: pikepdf.Pdf) -> None:
        del pdf.Root.OCProperties.D["/OFF"]

    assert inked(changed(cleaned.data, show)) > inked(drawn())


def test_an_appearance_that_two_boxes_share_is_drawn_twice_and_kept_once() -> None:
    def change(pdf: pikepdf.Pdf) -> None:
        shared = appearance(pdf, BOX, (0, 0, 60, 20))
        for left in (20, 120, 220):
            annotation(pdf, "Stamp", (left, 100, left + 60, 120), AP=shared)

    data = changed(drawn(), change)
    cleaned = clean(data)
    assert differing(data, cleaned.data) == 0
    assert len(cleaned.pdf.pages[0].obj.Resources.XObject) == 1


NO_ANNOTATIONS = {
    "a number": 7,
    "names": Array([1, None, Name.Nothing]),
    "nothing in it": Array([Dictionary()]),
}


@pytest.mark.parametrize("annotations", NO_ANNOTATIONS.values(), ids=NO_ANNOTATIONS)
def test_annotations_that_are_none_do_no_harm(annotations: object) -> None:
    data = changed(drawn(), lambda pdf: pdf.pages[0].obj.__setitem__("/Annots", annotations))
    assert differing(drawn(), clean(data).data) == 0


def tagged(change: Change) -> bytes:
    """A tagged page whose one element is a form field or a note, as an author's program tags it."""

    def build(pdf: pikepdf.Pdf) -> None:
        page = pdf.pages[0].obj
        page.Contents = pdf.make_stream(b"/P <</MCID 0>> BDC BT /F1 12 Tf 40 250 Td (Name) Tj ET EMC")
        page.StructParents = 0
        root = pdf.make_indirect(Dictionary(Type=Name.StructTreeRoot, ParentTreeNextKey=2))
        paragraph = pdf.make_indirect(Dictionary(S=Name.P, P=root, Pg=page, K=0))
        made = change(pdf)
        made.StructParent = 1
        reference = Dictionary(Type=Name.OBJR, Obj=made, Pg=page)
        form = pdf.make_indirect(Dictionary(S=Name.Form, P=root, Pg=page, K=Array([reference])))
        root.K = Array([paragraph, form])
        row = pdf.make_indirect(Array([paragraph]))
        root.ParentTree = pdf.make_indirect(Dictionary(Nums=Array([0, row, 1, form])))
        pdf.Root.StructTreeRoot = root
        pdf.Root.MarkInfo = Dictionary(Marked=True)

    return changed(drawn(), build)


def test_a_tagged_field_stays_tagged_where_it_was() -> None:
    def text_field(pdf: pikepdf.Pdf) -> pikepdf.Object:
        filled_in_text(pdf)
        return pdf.pages[0].obj.Annots[0]

    data = tagged(text_field)
    cleaned = clean(data)
    assert differing(data, cleaned.data) == 0
    root = cleaned.pdf.Root.StructTreeRoot
    form = root.K[1]
    assert Name.Form == form.S
    assert form.K[0].Type == Name.MCR
    assert form.K[0].MCID == 1
    assert root.ParentTree.Nums[1][1].objgen == form.objgen
    content = b"".join(stream.read_bytes() for stream in cleaned.pdf.pages[0].obj.Contents)
    assert b"/Form <</MCID 1>> BDC" in content
    assert 1 not in list(root.ParentTree.Nums)[::2]


def test_a_note_that_goes_leaves_nothing_in_the_tags() -> None:
    def note(pdf: pikepdf.Pdf) -> pikepdf.Object:
        return annotation(pdf, "Text", (300, 250, 320, 270), Contents=pikepdf.String("Do not tell"))

    cleaned = clean(tagged(note))
    assert b"/OBJR" not in everything_in(cleaned.data)
    assert b"Do not tell" not in everything_in(cleaned.data)
