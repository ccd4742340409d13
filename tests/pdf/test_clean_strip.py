"""What acts, what is attached and what tells of its author does not come through."""

from __future__ import annotations

from collections.abc import Callable
from io import BytesIO

import pikepdf
import pytest
from PIL import Image

from panel.pdf.clean import clean
from panel.pdf.clean_jpeg import without_particulars
from tests.pdf.clean_kit import (
    ACTIVE,
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
    told,
)

Change = Callable[[pikepdf.Pdf], object]
SCRIPT = "app.alert('KINGFISHER')"


def script(pdf: pikepdf.Pdf | None = None) -> pikepdf.Object:
    action = Dictionary(S=Name.JavaScript, JS=pikepdf.String(SCRIPT))
    return pdf.make_indirect(action) if pdf else action


def action(pdf: pikepdf.Pdf, **entries: object) -> pikepdf.Object:
    return annotation(pdf, "Link", (40, 240, 200, 260), A=Dictionary(entries))


def on_opening(pdf: pikepdf.Pdf) -> None:
    pdf.Root.OpenAction = script(pdf)


def in_the_names(pdf: pikepdf.Pdf) -> None:
    pdf.Root.Names = Dictionary(JavaScript=Dictionary(Names=Array([pikepdf.String("a"), script(pdf)])))


def on_turning_the_page(pdf: pikepdf.Pdf) -> None:
    pdf.pages[0].obj.AA = Dictionary(O=script(), C=script(pdf))


def on_closing(pdf: pikepdf.Pdf) -> None:
    pdf.Root.AA = Dictionary(WC=script(pdf))


def in_a_field(pdf: pikepdf.Pdf) -> None:
    field(pdf, (40, 40, 90, 60), FT=Name.Tx, AA=Dictionary(K=script()), A=script(pdf))


def in_a_bookmark(pdf: pikepdf.Pdf) -> None:
    outline = pdf.make_indirect(Dictionary(Type=Name.Outlines))
    item = pdf.make_indirect(Dictionary(Title=pikepdf.String("Press here"), Parent=outline, A=script(pdf)))
    outline.First = outline.Last = item
    pdf.Root.Outlines = outline


def after_a_link(pdf: pikepdf.Pdf) -> None:
    address = pikepdf.String("https://www.example.org/")
    action(pdf, **{"/S": Name.URI, "/URI": address, "/Next": Array([script(), script(pdf)])})


def in_a_tag(pdf: pikepdf.Pdf) -> None:
    root = pdf.make_indirect(Dictionary(Type=Name.StructTreeRoot))
    attached = Array([Dictionary(Type=Name.Filespec, EF=Dictionary(F=pdf.make_stream(SCRIPT.encode())))])
    root.K = Array([pdf.make_indirect(Dictionary(S=Name.Document, P=root, AF=attached))])
    pdf.Root.StructTreeRoot = root


def launching(pdf: pikepdf.Pdf) -> None:
    action(pdf, **{"/S": Name.Launch, "/F": pikepdf.String("KINGFISHER.exe")})


def sending(pdf: pikepdf.Pdf) -> None:
    where = Dictionary(FS=Name.URL, F=pikepdf.String("https://KINGFISHER.example/"))
    field(pdf, (40, 40, 90, 60), FT=Name.Btn, Ff=1 << 16, A=Dictionary(S=Name.SubmitForm, F=where))


def to_another_file(pdf: pikepdf.Pdf) -> None:
    action(pdf, **{"/S": Name.GoToR, "/F": pikepdf.String("KINGFISHER.pdf"), "/D": Array([0, Name.Fit])})


def to_a_drive(pdf: pikepdf.Pdf) -> None:
    action(pdf, **{"/S": Name.URI, "/URI": pikepdf.String("file:///H:/KINGFISHER/draft.docx")})


def by_a_script_address(pdf: pikepdf.Pdf) -> None:
    action(pdf, **{"/S": Name.URI, "/URI": pikepdf.String(f"javascript:{SCRIPT}")})


def attached(pdf: pikepdf.Pdf) -> None:
    pdf.attachments["KINGFISHER.txt"] = b"KINGFISHER"


def attached_to_the_page(pdf: pikepdf.Pdf) -> None:
    file = Dictionary(
        Type=Name.Filespec,
        F=pikepdf.String("KINGFISHER.txt"),
        EF=Dictionary(F=pdf.make_stream(b"KINGFISHER")),
    )
    icon = appearance(pdf, "0 0 20 20 re f", (0, 0, 20, 20))
    annotation(pdf, "FileAttachment", (40, 40, 60, 60), FS=pdf.make_indirect(file), AP=icon)


def associated(pdf: pikepdf.Pdf) -> None:
    stream = pdf.make_stream(b"KINGFISHER", Type=Name.EmbeddedFile)
    file = Dictionary(Type=Name.Filespec, EF=Dictionary(F=stream), AFRelationship=Name.Source)
    pdf.Root.AF = pdf.pages[0].obj.AF = Array([pdf.make_indirect(file)])


def film(pdf: pikepdf.Pdf) -> None:
    asset = Dictionary(Names=Array([pikepdf.String("a"), Dictionary(F=pikepdf.String("KINGFISHER.mp4"))]))
    annotation(pdf, "RichMedia", (40, 40, 90, 90), RichMediaContent=Dictionary(Assets=asset))


def author(pdf: pikepdf.Pdf) -> None:
    pdf.docinfo["/Author"] = "KINGFISHER"
    with pdf.open_metadata() as meta:
        meta["dc:creator"] = ["KINGFISHER"]


def particulars_of_a_drawing(pdf: pikepdf.Pdf) -> None:
    form = pdf.make_stream(
        b"0 0 5 5 re f",
        Type=Name.XObject,
        Subtype=Name.Form,
        BBox=Array([0, 0, 5, 5]),
        PieceInfo=Dictionary(
            Maker=Dictionary(LastModified=pikepdf.String("D:2018"), Private=pikepdf.String("KINGFISHER"))
        ),
        LastModified=pikepdf.String("KINGFISHER"),
        Metadata=pdf.make_stream(b"<x>KINGFISHER</x>", Type=Name.Metadata, Subtype=Name.XML),
        Ref=Dictionary(F=pikepdf.String("KINGFISHER.pdf"), Page=0),
    )
    pdf.pages[0].obj.Resources.XObject = Dictionary(Drawing=form)


def thumbnail(pdf: pikepdf.Pdf) -> None:
    pdf.pages[0].obj.Thumb = pdf.make_stream(b"KINGFISHER", Width=1, Height=1)


def data_elsewhere(pdf: pikepdf.Pdf) -> None:
    form = pdf.make_stream(
        b"",
        Type=Name.XObject,
        Subtype=Name.Form,
        BBox=Array([0, 0, 5, 5]),
        F=pikepdf.String("KINGFISHER.bin"),
    )
    pdf.pages[0].obj.Resources.XObject = Dictionary(X=form)


def beads(pdf: pikepdf.Pdf) -> None:
    thread = pdf.make_indirect(Dictionary(I=Dictionary(Title=pikepdf.String("KINGFISHER"))))
    pdf.Root.Threads = Array([thread])
    pdf.pages[0].obj.B = Array([pdf.make_indirect(Dictionary(T=thread))])


REMOVED: dict[str, tuple[Change, str | None]] = {
    "a script on opening": (on_opening, "active_removed"),
    "a script by name": (in_the_names, "active_removed"),
    "a script on turning the page": (on_turning_the_page, "active_removed"),
    "a script on closing": (on_closing, "active_removed"),
    "a script in a field": (in_a_field, "active_removed"),
    "a script in a bookmark": (in_a_bookmark, "active_removed"),
    "a script after a link": (after_a_link, "active_removed"),
    "a file at a tag": (in_a_tag, None),
    "a program to start": (launching, "active_removed"),
    "a button that sends": (sending, "active_removed"),
    "a link to another file": (to_another_file, "links_removed"),
    "a link to somebody's drive": (to_a_drive, "links_removed"),
    "an address that is a script": (by_a_script_address, "links_removed"),
    "an attached file": (attached, "files_removed"),
    "a file attached to the page": (attached_to_the_page, "files_removed"),
    "an associated file": (associated, None),
    "a film": (film, "media_removed"),
    "the author's name": (author, "metadata_removed"),
    "the particulars of a drawing": (particulars_of_a_drawing, None),
    "a thumbnail": (thumbnail, None),
    "data in a file elsewhere": (data_elsewhere, None),
    "an article's thread": (beads, None),
}


@pytest.mark.parametrize("kind", REMOVED)
def test_it_is_removed_and_told(kind: str) -> None:
    change, code = REMOVED[kind]
    cleaned = clean(changed(drawn(), change))
    left = everything_in(cleaned.data)
    assert b"KINGFISHER" not in left
    assert not ACTIVE.search(left)
    assert b"/Metadata" not in left
    assert "/Info" not in cleaned.pdf.trailer
    assert code is None or code in told(cleaned.told)
    assert "KINGFISHER" not in " ".join(one.text for one in cleaned.told)


def test_pictures_may_have_any_name() -> None:
    def change(pdf: pikepdf.Pdf) -> None:
        form = pdf.make_stream(b"9 9 50 50 re f", Type=Name.XObject, Subtype=Name.Form, BBox=Array([0, 0, 99, 99]))
        names = ["/AF", "/AA", "/JS", "/Metadata", "/PieceInfo", "/A", "/Next", "/Launch"]
        pdf.pages[0].obj.Resources.XObject = pdf.make_indirect(Dictionary(dict.fromkeys(names, form)))
        pdf.pages[0].contents_add(pdf.make_stream(b" ".join(f"1 0 0 1 30 0 cm {n} Do".encode() for n in names)))

    data = changed(drawn(), change)
    cleaned = clean(data)
    assert differing(data, cleaned.data) == 0
    assert len(cleaned.pdf.pages[0].obj.Resources.XObject) == 8


KEPT = {
    "the web": (
        {"/S": Name.URI, "/URI": pikepdf.String("https://www.example.org/a?b=c")},
        "https://www.example.org/a?b=c",
    ),
    "a mailbox": (
        {"/S": Name.URI, "/URI": pikepdf.String("mailto:clerk@example.org")},
        "mailto:clerk@example.org",
    ),
    "the web, without its scheme": (
        {"/S": Name.URI, "/URI": pikepdf.String("www.example.org/agenda")},
        "http://www.example.org/agenda",
    ),
}


@pytest.mark.parametrize("kind", KEPT)
def test_a_link_to_the_world_stays(kind: str) -> None:
    entries, address = KEPT[kind]
    cleaned = clean(changed(drawn(), lambda pdf: action(pdf, **entries)))
    (link,) = cleaned.pdf.pages[0].obj.Annots
    assert str(link.A.URI) == address
    assert "links_removed" not in told(cleaned.told)


def test_links_within_the_paper_and_bookmarks_stay() -> None:
    def change(pdf: pikepdf.Pdf) -> None:
        page = pdf.pages[0].obj
        annotation(pdf, "Link", (40, 240, 200, 260), Dest=Array([page, Name.Fit]), NM=pikepdf.String("x"), M="D:2018")
        annotation(pdf, "Link", (40, 200, 200, 220), A=Dictionary(S=Name.GoTo, D=pikepdf.String("top")))
        names = Array([pikepdf.String("top"), Array([page, Name.Fit])])
        pdf.Root.Names = Dictionary(Dests=Dictionary(Names=names))
        with pdf.open_outline() as outline:
            outline.root.append(pikepdf.OutlineItem("Chapter", 0))

    cleaned = clean(changed(drawn(), change))
    first, second = cleaned.pdf.pages[0].obj.Annots
    assert first.Dest[0].objgen == cleaned.pdf.pages[0].obj.objgen
    assert "/NM" not in first
    assert str(second.A.D) == "top"
    assert str(cleaned.pdf.Root.Names.Dests.Names[0]) == "top"
    assert str(cleaned.pdf.Root.Outlines.First.Title) == "Chapter"


def test_a_link_that_is_hidden_goes() -> None:
    cleaned = clean(changed(drawn(), lambda pdf: action(pdf, **KEPT["the web"][0]).__setitem__("/F", 2)))
    assert "/Annots" not in cleaned.pdf.pages[0].obj


def test_a_photograph_keeps_its_picture_and_loses_where_it_was_taken() -> None:
    photograph = Image.new("RGB", (60, 40), "teal")
    exif = Image.Exif()
    exif[0x010E] = "KINGFISHER"
    jpeg = BytesIO()
    photograph.save(jpeg, "JPEG", exif=exif, comment=b"KINGFISHER", icc_profile=b"profile")

    def change(pdf: pikepdf.Pdf) -> None:
        image = pdf.make_stream(
            jpeg.getvalue(),
            Type=Name.XObject,
            Subtype=Name.Image,
            Width=60,
            Height=40,
            BitsPerComponent=8,
            ColorSpace=Name.DeviceRGB,
            Filter=Name.DCTDecode,
        )
        pdf.pages[0].obj.Resources.XObject = Dictionary(Im=image)
        pdf.pages[0].contents_add(pdf.make_stream(b"q 60 0 0 40 40 40 cm /Im Do Q"))

    data = changed(drawn(), change)
    cleaned = clean(data)
    (image,) = cleaned.pdf.pages[0].obj.Resources.XObject.as_dict().values()
    assert b"KINGFISHER" in data
    assert b"KINGFISHER" not in image.read_raw_bytes()
    assert b"profile" in image.read_raw_bytes()
    assert "metadata_removed" in told(cleaned.told)
    assert differing(data, cleaned.data) == 0


@pytest.mark.parametrize(
    "jpeg",
    [
        b"",
        b"GIF89a",
        b"\xff\xd8\xff\xe1\xff\xff",
        b"\xff\xd8\x00\x00\x00\x00",
        b"\xff\xd8\xff\xda\x00\x02..\xff\xd9",
    ],
    ids=["nothing", "another kind", "cut off", "no marker", "nothing to remove"],
)
def test_what_is_no_jpeg_or_has_no_particulars_is_left_alone(jpeg: bytes) -> None:
    assert without_particulars(jpeg) is None
