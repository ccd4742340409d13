"""Find what a file truly is, by its content and never by its name."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path

import olefile
import puremagic

from panel.documents.findings import NotAccepted, Refusal
from panel.documents.package import Package

HEAD = 1024  # bytes: ISO 32000-1, H.3, note 13: readers find a PDF's header anywhere within them

OLE_HEAD = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


class Kind(StrEnum):
    """What an officer calls it."""

    WORD = "Word"
    OPENDOCUMENT = "OpenDocument"
    PDF = "PDF"


class Format(StrEnum):
    """What it is to a program; the value is the suffix by which LibreOffice is told."""

    PDF = "pdf"
    DOCX = "docx"
    DOC = "doc"
    RTF = "rtf"
    ODT = "odt"

    @property
    def kind(self) -> Kind:
        """What an officer calls it. Rich text is what Word saves for other programs."""
        return {Format.PDF: Kind.PDF, Format.ODT: Kind.OPENDOCUMENT}.get(self, Kind.WORD)


OFFICE_DOCUMENT = "/officeDocument"  # end of a relationship's type, the same in both editions of ISO 29500

# Ends of a main part's content type (ISO 29500-1, 15.2 and 11.3), and what such a file is.
OOXML_OTHERS = {
    "spreadsheetml": "an Excel workbook",
    "presentationml": "a PowerPoint presentation",
    "visio": "a Visio drawing",
}
ODF_TEXT = frozenset({"application/vnd.oasis.opendocument.text", "application/vnd.oasis.opendocument.text-template"})
ODF_OTHERS = {
    "spreadsheet": "an OpenDocument spreadsheet",
    "presentation": "an OpenDocument presentation",
    "graphics": "an OpenDocument drawing",
    "text-master": "an OpenDocument master document",
}
OLE_OTHERS = {
    "Workbook": "an Excel workbook",
    "Book": "an Excel workbook",
    "PowerPoint Document": "a PowerPoint presentation",
    "__properties_version1.0": "an Outlook message",
    "VisioDocument": "a Visio drawing",
    "Quill": "a Publisher file",
}
BY_MIME = {
    "image/jpeg": "a JPEG picture",
    "image/png": "a PNG picture",
    "image/gif": "a GIF picture",
    "image/tiff": "a TIFF picture",
    "image/bmp": "a bitmap picture",
    "image/webp": "a WebP picture",
    "image/heic": "a HEIC picture",
    "image/svg+xml": "an SVG drawing",
    "application/postscript": "a PostScript file",
    "application/x-7z-compressed": "a 7-Zip archive",
    "application/gzip": "a gzip archive",
    "application/x-rar": "a RAR archive",
    "application/vnd.rar": "a RAR archive",
    "application/x-dosexec": "a Windows program",
    "application/vnd.microsoft.portable-executable": "a Windows program",
    "text/html": "a web page",
    "text/xml": "an XML file",
    "application/xml": "an XML file",
    "message/rfc822": "an e-mail message",
}
BY_FAMILY = {"image": "a picture", "video": "a video", "audio": "a sound recording"}

WRONG_TYPE = "This is {what}, whatever its name says. Save it as Word, OpenDocument or PDF, and hand in that."


def find_format(path: Path) -> Format:
    """Find a file's format; raises NotAccepted where it is none that is accepted, and says what it is instead."""
    with path.open("rb") as file:
        head = file.read(4096)
        file.seek(max(0, path.stat().st_size - HEAD))
        foot = file.read()
    if not head.strip(b"\0 \t\r\n"):
        raise NotAccepted(Refusal.EMPTY)
    if head.startswith(b"PK\x03\x04"):
        return _in_zip(path)
    if head.startswith(OLE_HEAD):
        return _in_ole(path)
    if head.lstrip().startswith(b"{\\rtf"):
        return Format.RTF
    # A damaged PDF may have lost its header; what its end looks like is enough to let the repairers try.
    if b"%PDF-" in head[:HEAD] or (b"startxref" in foot and b"%%EOF" in foot) or b" obj" in head[:HEAD]:
        return Format.PDF
    raise wrong_type(_other(head, path))


def wrong_type(what: str) -> NotAccepted:
    """Make the refusal of a file that is something else."""
    return NotAccepted(Refusal.WRONG_TYPE, WRONG_TYPE.format(what=what))


def _in_zip(path: Path) -> Format:
    package = Package(path)
    if "[Content_Types].xml" in package:
        return _in_ooxml(package)
    if "mimetype" in package:
        mime = package.read("mimetype", HEAD).decode("ascii", errors="replace").strip()
        return _in_odf(package, mime)
    raise wrong_type("a zip archive")


def _in_ooxml(package: Package) -> Format:
    main = content_type_of_main(package)
    if "wordprocessingml" in main or "ms-word" in main:
        macros = any(Path(name).name.lower() in ("vbaproject.bin", "vbadata.xml") for name in package.names)
        if macros or "macroenabled" in main:
            raise NotAccepted(Refusal.MACROS)
        return Format.DOCX
    for part, what in OOXML_OTHERS.items():
        if part in main or (part == "spreadsheetml" and "ms-excel" in main):
            raise wrong_type(what)
    if "ms-powerpoint" in main:
        raise wrong_type("a PowerPoint presentation")
    raise wrong_type("a zip archive")


def content_type_of_main(package: Package) -> str:
    """Give the content type of an Office file's main part, in lower case (RFC 2045, 5.1); empty where it has none."""
    if "_rels/.rels" not in package:
        raise NotAccepted(Refusal.DAMAGED)
    targets = [
        relationship.get("Target", "")
        for relationship in package.xml("_rels/.rels").iterchildren("{*}Relationship")
        if relationship.get("Type", "").endswith(OFFICE_DOCUMENT)
    ]
    main = "/" + targets[0].lstrip("/") if targets else ""
    types = package.xml("[Content_Types].xml")
    for override in types.iterchildren("{*}Override"):
        if override.get("PartName", "").lower() == main.lower():
            return str(override.get("ContentType", "")).lower()
    for default in types.iterchildren("{*}Default"):
        if main.lower().endswith("." + default.get("Extension", "").lower()):
            return str(default.get("ContentType", "")).lower()
    return ""


def _in_odf(package: Package, mime: str) -> Format:
    if mime in ODF_TEXT:
        if "META-INF/manifest.xml" in package:
            manifest = package.xml("META-INF/manifest.xml")
            if next(manifest.iter("{*}encryption-data", "{*}encrypted-key"), None) is not None:
                raise NotAccepted(Refusal.PASSWORD)
        if any(_is_odf_macro(name) for name in package.names):
            raise NotAccepted(Refusal.MACROS)
        return Format.ODT
    for part, what in ODF_OTHERS.items():
        if mime.startswith(f"application/vnd.oasis.opendocument.{part}"):
            raise wrong_type(what)
    raise wrong_type("an e-book" if "epub" in mime else "a zip archive")


def _is_odf_macro(name: str) -> bool:
    """Whether a part is a macro; every file that LibreOffice saves may list its (empty) libraries."""
    folder, _, file = name.rpartition("/")
    if folder.startswith("Scripts"):
        return True
    return folder.startswith("Basic/") and file not in ("script-lb.xml", "script-lc.xml", "dialog-lb.xml")


def _in_ole(path: Path) -> Format:
    try:
        with olefile.OleFileIO(path) as ole:
            if ole.exists("EncryptedPackage"):
                raise NotAccepted(Refusal.PASSWORD)
            if not ole.exists("WordDocument"):
                found = (what for stream, what in OLE_OTHERS.items() if ole.exists(stream))
                raise wrong_type(next(found, "an older Office file"))
            # [MS-DOC] 2.5.2: bits of the file information block at offset 10; 0x0100 says encrypted.
            base = ole.openstream("WordDocument").read(12)
            if len(base) == 12 and base[11] & 0x01:
                raise NotAccepted(Refusal.PASSWORD)
            if ole.exists("Macros") or ole.exists("_VBA_PROJECT_CUR"):
                raise NotAccepted(Refusal.MACROS)
    except NotAccepted:
        raise
    except (OSError, ValueError, IndexError, TypeError, AttributeError, KeyError) as error:
        raise NotAccepted(Refusal.DAMAGED) from error
    return Format.DOC


def _other(head: bytes, path: Path) -> str:
    """Say what a file is that is nothing which is accepted."""
    start = head.lstrip(b"\xef\xbb\xbf \t\r\n")[:512].lower()
    if start.startswith((b"<!doctype html", b"<html")):
        return "a web page"
    if start.startswith((b"mime-version:", b"received:")) or b"\nmessage-id:" in head.lower():
        return "an e-mail message"
    if start.startswith(b"mz") and b"this program" in head.lower():
        return "a Windows program"
    if start.startswith(b"<?xml") and b"word.document" in start:
        return "a Word 2003 XML file"
    if start.startswith(b"<?xml") and b"office:document" in head:
        return "a flat OpenDocument file"
    if start.startswith(b"<?xml"):
        return "an XML file"
    try:
        mime = str(puremagic.magic_string(head)[0].mime_type)
    except (puremagic.PureError, ValueError, IndexError):
        mime = ""
    if mime in BY_MIME:
        return BY_MIME[mime]
    if mime.partition("/")[0] in BY_FAMILY:
        return BY_FAMILY[mime.partition("/")[0]]
    try:
        head.decode("utf-8")
    except UnicodeDecodeError as error:
        if error.start < len(head) - 4:
            return "no document that is known here"
    return "plain text" if b"\0" not in head else "no document that is known here"
