"""Files for tests: Word, OpenDocument, PDF and others, with what they should not hold."""

from __future__ import annotations

import io
import struct
import zipfile
from collections.abc import Mapping
from typing import Any

import pikepdf
from docx import Document
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import qn
from docx.text.paragraph import Paragraph
from lxml import etree
from PIL import Image
from reportlab.pdfgen.canvas import Canvas

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
ODF_TEXT = "application/vnd.oasis.opendocument.text"
ODF = " ".join(
    f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
    for name in ("office", "text", "style", "table", "draw", "script", "meta")
)
ODF += (
    ' xmlns:fo="urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0"'
    ' xmlns:svg="urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0"'
    ' xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:xlink="http://www.w3.org/1999/xlink"'
)


def element(name: str, *children: Any, text: str | None = None, **attributes: str) -> Any:
    """Make an element of WordprocessingML: element("w:del", element("w:r"), author="Ada Finch")."""
    made = OxmlElement(name)
    for key, value in attributes.items():
        made.set(qn(f"w:{key}"), value)
    if text is not None:
        made.text = text
        made.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
    for child in children:
        made.append(child)
    return made


def parsed(xml: str | bytes) -> Any:
    """Make elements of XML; what has no declaration of WordprocessingML within it must declare it."""
    return parse_xml(xml)


def serialised(root: Any, encoding: str) -> bytes:
    """Write a part in an encoding."""
    return bytes(etree.tostring(root, xml_declaration=True, encoding=encoding))


def run(text: str, name: str = "w:t") -> Any:
    """Make a run of text."""
    return element("w:r", element(name, text=text))


def tracked(kind: str, *content: Any) -> Any:
    """Make a tracked change."""
    return element(f"w:{kind}", *content, id="1", author="Ada Finch", date="2026-03-02T09:00:00Z")


def field(instruction: str, result: str) -> list[Any]:
    """Make a field of several runs, as Word writes them."""
    return [
        element("w:r", element("w:fldChar", fldCharType="begin")),
        run(instruction, "w:instrText"),
        element("w:r", element("w:fldChar", fldCharType="separate")),
        run(result),
        element("w:r", element("w:fldChar", fldCharType="end")),
    ]


def docx(*paragraphs: str, change: Any = None) -> bytes:
    """Make a Word file of paragraphs; `change` is called with the document before it is saved."""
    document = Document()
    for words in paragraphs:
        document.add_paragraph(words)
    if change is not None:
        change(document)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def docx_of(*content: Any) -> bytes:
    """Make a Word file with one paragraph of given elements."""

    def change(document: Any) -> None:
        paragraph: Paragraph = document.add_paragraph()
        for each in content:
            paragraph._p.append(each)

    return docx(change=change)


def with_parts(package: bytes, parts: Mapping[str, bytes | None]) -> bytes:
    """Replace, add or leave out parts of a zip."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(package)) as source, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as target:
        for name in dict.fromkeys([*source.namelist(), *parts]):
            data = parts[name] if name in parts else source.read(name)
            if data is not None:
                target.writestr(name, data)
    return out.getvalue()


def part(package: bytes, name: str) -> bytes:
    """Read a part of a zip."""
    with zipfile.ZipFile(io.BytesIO(package)) as source:
        return source.read(name)


def odt(body: str, *, styles: str = "", automatic: str = "", **parts: bytes) -> bytes:
    """Make an OpenDocument text; `parts` are further parts, with __ for / and _ for . in their names."""
    content = (
        f'<office:document-content {ODF} office:version="1.3"><office:automatic-styles>{automatic}'
        f"</office:automatic-styles><office:body><office:text>{body}</office:text></office:body>"
        "</office:document-content>"
    )
    style = (
        f'<office:document-styles {ODF} office:version="1.3"><office:styles>{styles}</office:styles>'
        "</office:document-styles>"
    )
    manifest = (
        '<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0" manifest:version="1.3">'
        f'<manifest:file-entry manifest:full-path="/" manifest:media-type="{ODF_TEXT}"/>'
        '<manifest:file-entry manifest:full-path="content.xml" manifest:media-type="text/xml"/>'
        '<manifest:file-entry manifest:full-path="styles.xml" manifest:media-type="text/xml"/></manifest:manifest>'
    )
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as target:
        target.writestr("mimetype", ODF_TEXT)
        target.writestr("content.xml", content)
        target.writestr("styles.xml", style)
        target.writestr("META-INF/manifest.xml", parts.pop("manifest", manifest.encode()))
        for name, data in parts.items():
            target.writestr(name.replace("__", "/").replace("_", "."), data)
    return out.getvalue()


def pdf(*pages: str) -> bytes:
    """Make a PDF, a page a text."""
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=(595, 842), invariant=1)
    for words in pages:
        canvas.drawString(72, 700, words)
        canvas.showPage()
    canvas.save()
    return out.getvalue()


def locked_pdf(user: str) -> bytes:
    """Make a PDF that is encrypted; an empty user password opens without asking."""
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(pdf("Locked"))) as document:
        document.save(out, encryption=pikepdf.Encryption(owner="owner", user=user))
    return out.getvalue()


def picture(form: str) -> bytes:
    """Make a picture file."""
    out = io.BytesIO()
    Image.new("RGB", (40, 40), "teal").save(out, form)
    return out.getvalue()


def zipped(**parts: bytes) -> bytes:
    """Make a plain zip."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as target:
        for name, data in parts.items():
            target.writestr(name, data)
    return out.getvalue()


def ole(**streams: bytes) -> bytes:
    """Make a compound file ([MS-CFB]) with streams of at least 4,096 bytes, all in sectors of 512."""
    end, free, own = 0xFFFFFFFE, 0xFFFFFFFF, 0xFFFFFFFD
    names = sorted(streams, key=lambda name: (len(name), name.upper()))
    directory = (len(names) + 1 + 3) // 4
    fat = [own] + [1 + index + 1 for index in range(directory - 1)] + [end]
    body, starts = b"", {}
    for name in names:
        data = streams[name].ljust(4096, b"\0")
        data += b"\0" * (-len(data) % 512)
        starts[name] = (len(fat), len(data))
        fat += [len(fat) + 1 + index for index in range(len(data) // 512 - 1)] + [end]
        body += data
    assert len(fat) <= 128
    entries = [_entry("Root Entry", 5, child=1, start=end, size=0)]
    for number, name in enumerate(names, start=1):
        following = number + 1 if number < len(names) else free
        entries.append(_entry(name, 2, right=following, start=starts[name][0], size=starts[name][1]))
    head = struct.pack(
        "<8s16sHHHHH6sIIIIIIIIII", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"", 0x3E, 3, 0xFFFE, 9, 6, b"",
        0, 1, 1, 0, 4096, end, 0, end, 0, 0,
    )  # fmt: skip
    table = struct.pack("<128I", *fat, *[free] * (128 - len(fat)))
    head += struct.pack("<108I", *[free] * 108)
    return head.ljust(512, b"\xff") + table + b"".join(entries).ljust(directory * 512, b"\0") + body


def _entry(name: str, kind: int, *, right: int = 0xFFFFFFFF, child: int = 0xFFFFFFFF, start: int, size: int) -> bytes:
    text = (name + "\0").encode("utf-16-le")
    return struct.pack(
        "<64sHBBIII16sIQQIQ", text, len(text), kind, 1, 0xFFFFFFFF, right, child, b"", 0, 0, 0, start, size
    )


def names(package: bytes) -> list[str]:
    """List the parts of a zip."""
    with zipfile.ZipFile(io.BytesIO(package)) as source:
        return source.namelist()
