"""Put a picture in the place of a page that cannot be used as it is; its words stay, unseen, to be searched."""

from __future__ import annotations

import zlib
from io import BytesIO

import pikepdf
import pypdfium2
from PIL import Image

from panel.pdf.frame import literal
from panel.pdf.geometry import cm, inverse, number
from panel.pdf.ink import has_colour, picture
from panel.pdf.pages import page_geometry
from panel.pdf.tags import PICTURE_KEY

# 200 dots an inch: enough for small print, a tenth of a megabyte for a page of text.
_SCALE = 200 / 72
_MOST_TEXT_PIECES = 5000


def replace_with_picture(pdf: pikepdf.Pdf, index: int, drawn: pypdfium2.PdfPage) -> None:
    """Replace the content of page `index` by what PDFium draws of `drawn`; boxes, rotation and links stay."""
    page = pdf.pages[index].obj
    geometry = page_geometry(page)
    image = picture(drawn, geometry.width, geometry.height, _SCALE)
    stream = _image(pdf, image)
    data = b"q %b%b 0 0 %b 0 0 cm /Im Do Q\n" % (
        cm(inverse(geometry.matrix)),
        number(geometry.width).encode(),
        number(geometry.height).encode(),
    )
    page["/Contents"] = pdf.make_stream(data + _words(drawn))
    font = {"/Type": pikepdf.Name.Font, "/Subtype": pikepdf.Name.Type1, "/BaseFont": pikepdf.Name.Helvetica}
    font["/Encoding"] = pikepdf.Name.WinAnsiEncoding
    page["/Resources"] = pikepdf.Dictionary(
        {
            "/XObject": pikepdf.Dictionary({"/Im": stream}),
            "/Font": pikepdf.Dictionary({"/Words": pikepdf.Dictionary(font)}),
        }
    )
    page[PICTURE_KEY] = True
    if "/Group" in page:
        del page["/Group"]


def _image(pdf: pikepdf.Pdf, image: Image.Image) -> pikepdf.Stream:
    coloured = has_colour(image)
    kept = image if coloured else image.convert("L")
    exact = zlib.compress(kept.tobytes(), 9)
    jpeg = BytesIO()
    kept.save(jpeg, "JPEG", quality=88)
    # Text is smaller, and sharper, without JPEG; photographs are not.
    lossless = len(exact) < 2 * jpeg.tell()
    stream = pdf.make_stream(b"")
    stream.write(
        exact if lossless else jpeg.getvalue(),
        filter=pikepdf.Name.FlateDecode if lossless else pikepdf.Name.DCTDecode,
    )
    stream["/Type"] = pikepdf.Name.XObject
    stream["/Subtype"] = pikepdf.Name.Image
    stream["/Width"] = image.width
    stream["/Height"] = image.height
    stream["/BitsPerComponent"] = 8
    stream["/ColorSpace"] = pikepdf.Name.DeviceRGB if coloured else pikepdf.Name.DeviceGray
    return stream


def _words(page: pypdfium2.PdfPage) -> bytes:
    """The page's words as PDFium reads them, written invisibly over their places."""
    try:
        read = page.get_textpage()
    except pypdfium2.PdfiumError:
        return b""
    lines = [b"q 3 Tr\n"]
    for at in range(min(read.count_rects(), _MOST_TEXT_PIECES)):
        left, bottom, right, top = read.get_rect(at)
        text = " ".join(read.get_text_bounded(left, bottom, right, top).split())
        size = top - bottom
        if not text or size <= 0 or right <= left:
            continue
        # Half an em is about what a letter of Helvetica takes: the line is stretched to its place.
        stretch = min(max(100 * (right - left) / (0.5 * size * len(text)), 5.0), 1000.0)
        lines.append(
            b"BT /Words %b Tf %b Tz %b %b Td %b Tj ET\n"
            % (
                *(number(one).encode() for one in (size, stretch, left, bottom)),
                literal(text.encode("cp1252", "replace")),
            )
        )
    read.close()
    return b"".join(lines) + b"Q\n"
