"""What a file truly is, whatever its name says."""

from __future__ import annotations

import io
import struct
import zipfile
from pathlib import Path

import pytest

from panel.documents import package
from panel.documents.findings import NotAccepted, Refusal
from panel.documents.kinds import Format, Kind, find_format
from tests.documents import making

DOCX = making.docx("A report")
MAIN = b"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
WORD_97 = b"\xec\xa5\xc1\x00" + b"\0" * 8


def retyped(main: bytes) -> bytes:
    """A Word file whose main part claims another type."""
    return making.with_parts(
        DOCX, {"[Content_Types].xml": making.part(DOCX, "[Content_Types].xml").replace(MAIN, main)}
    )


def kept_as(tmp_path: Path, data: bytes, name: str = "paper") -> Path:
    path = tmp_path / name
    path.write_bytes(data)
    return path


@pytest.mark.parametrize(
    ("data", "form", "kind"),
    [
        (making.pdf("Words"), Format.PDF, Kind.PDF),
        (b"junk before the header\n" * 20 + making.pdf("Words"), Format.PDF, Kind.PDF),
        (b"1 0 obj\n<< >>\nendobj\nstartxref\n0\n%%EOF", Format.PDF, Kind.PDF),
        (DOCX, Format.DOCX, Kind.WORD),
        (retyped(MAIN.replace(b".document.main", b".template.main")), Format.DOCX, Kind.WORD),
        (making.odt("<text:p>Words</text:p>"), Format.ODT, Kind.OPENDOCUMENT),
        (making.ole(WordDocument=WORD_97), Format.DOC, Kind.WORD),
        (b"{\\rtf1\\ansi Words}", Format.RTF, Kind.WORD),
    ],
    ids=["pdf", "header later", "pdf without header", "docx", "template", "odt", "doc", "rtf"],
)
def test_what_is_accepted_is_known_by_its_content(data: bytes, form: Format, kind: Kind, tmp_path: Path):
    assert find_format(kept_as(tmp_path, data, "paper.jpg")) is form
    assert form.kind is kind


@pytest.mark.parametrize(
    ("data", "what"),
    [
        (making.picture("JPEG"), "a JPEG picture"),
        (making.picture("PNG"), "a PNG picture"),
        (making.picture("TIFF"), "a TIFF picture"),
        (b"<!DOCTYPE html><title>Panel</title>", "a web page"),
        (b"\xef\xbb\xbfThe Panel met at County Hall.", "plain text"),
        (b"MIME-Version: 1.0\nSubject: Papers\n\nPlease find", "an e-mail message"),
        (b"\x93\x1f\xf0\xee" * 300, "no document that is known here"),
        (making.zipped(report=b"words"), "a zip archive"),
        (retyped(b"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"), "an Excel workbook"),
        (
            retyped(b"application/vnd.openxmlformats-officedocument.presentationml.presentation.main+xml"),
            "a PowerPoint presentation",
        ),
        (
            making.zipped(mimetype=b"application/vnd.oasis.opendocument.spreadsheet"),
            "an OpenDocument spreadsheet",
        ),
        (making.zipped(mimetype=b"application/epub+zip"), "an e-book"),
        (making.ole(Workbook=b"cells"), "an Excel workbook"),
        (making.ole(__properties_version1=b"x"), "an older Office file"),
        (b'<?xml version="1.0"?><?mso-application progid="Word.Document"?><w/>', "a Word 2003 XML file"),
    ],
    ids=["jpeg", "png", "tiff", "html", "text", "e-mail", "noise", "zip", "xlsx", "pptx", "ods", "epub", "xls", "ole",
         "word 2003"],
)  # fmt: skip
def test_a_wrong_type_is_named(data: bytes, what: str, tmp_path: Path):
    with pytest.raises(NotAccepted) as refused:
        find_format(kept_as(tmp_path, data, "report.pdf"))
    assert refused.value.code is Refusal.WRONG_TYPE
    assert refused.value.reason.startswith(f"This is {what}, whatever its name says.")


@pytest.mark.parametrize(
    "data",
    [
        making.with_parts(DOCX, {"word/vbaProject.bin": b"macro"}),
        retyped(b"application/vnd.ms-word.document.macroEnabled.main+xml"),
        retyped(b"application/vnd.ms-word.template.macroEnabledTemplate.main+xml"),
        making.ole(WordDocument=WORD_97, Macros=b"macro"),
        making.odt("<text:p/>", Basic__Standard__Module1_xml=b"<module/>"),
        making.odt("<text:p/>", Scripts__python__run_py=b"print()"),
    ],
    ids=["vbaProject", "docm", "dotm", "doc", "odt basic", "odt python"],
)
def test_macros_are_refused(data: bytes, tmp_path: Path):
    with pytest.raises(NotAccepted) as refused:
        find_format(kept_as(tmp_path, data))
    assert refused.value.code is Refusal.MACROS
    assert ".docx" in refused.value.reason


def test_the_empty_libraries_that_libreoffice_lists_are_no_macros(tmp_path: Path):
    data = making.odt(
        "<text:p/>", **{"Basic__script-lc_xml": b"<libraries/>", "Basic__Standard__script-lb_xml": b"<l/>"}
    )
    assert find_format(kept_as(tmp_path, data)) is Format.ODT


def encrypted_zip() -> bytes:
    """A Word file whose entries are marked as encrypted."""
    data = bytearray(DOCX)
    for signature, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        at = data.find(signature)
        while at >= 0:
            struct.pack_into("<H", data, at + offset, struct.unpack_from("<H", data, at + offset)[0] | 1)
            at = data.find(signature, at + 4)
    return bytes(data)


ENCRYPTED_MANIFEST = (
    b'<m:manifest xmlns:m="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0">'
    b'<m:file-entry m:full-path="content.xml"><m:encryption-data/></m:file-entry></m:manifest>'
)


@pytest.mark.parametrize(
    "data",
    [
        making.ole(EncryptedPackage=b"secret", EncryptionInfo=b"how"),
        making.ole(WordDocument=WORD_97[:11] + b"\x01"),
        making.odt("<text:p/>", manifest=ENCRYPTED_MANIFEST),
        encrypted_zip(),
    ],
    ids=["docx", "doc", "odt", "zip"],
)
def test_a_password_is_asked_for(data: bytes, tmp_path: Path):
    with pytest.raises(NotAccepted) as refused:
        find_format(kept_as(tmp_path, data))
    assert refused.value.code is Refusal.PASSWORD


@pytest.mark.parametrize("data", [b"", b"\0" * 5000, b" \r\n\t"], ids=["nothing", "zeros", "spaces"])
def test_an_empty_file_is_refused(data: bytes, tmp_path: Path):
    with pytest.raises(NotAccepted) as refused:
        find_format(kept_as(tmp_path, data))
    assert refused.value.code is Refusal.EMPTY


def twice_the_same_part() -> bytes:
    out = io.BytesIO(DOCX)
    with zipfile.ZipFile(out, "a") as target, pytest.warns(UserWarning, match="Duplicate name"):
        target.writestr("word/document.xml", b"<other/>")
    return out.getvalue()


@pytest.mark.parametrize(
    "data",
    [
        DOCX[:3000],
        making.with_parts(DOCX, {"[Content_Types].xml": b"<Types"}),
        making.with_parts(DOCX, {"_rels/.rels": None}),
        making.with_parts(DOCX, {"[Content_Types].xml": b'<!DOCTYPE a [<!ENTITY x "y">]><Types>&x;</Types>'}),
        making.ole(WordDocument=WORD_97)[:600],
    ],
    ids=["cut short", "broken XML", "no relationships", "document type", "cut short doc"],
)
def test_a_damaged_file_is_refused(data: bytes, tmp_path: Path):
    with pytest.raises(NotAccepted) as refused:
        find_format(kept_as(tmp_path, data))
    assert refused.value.code is Refusal.DAMAGED


def test_two_parts_of_one_name_are_refused(tmp_path: Path):
    with pytest.raises(NotAccepted) as refused:
        find_format(kept_as(tmp_path, twice_the_same_part()))
    assert refused.value.code is Refusal.DAMAGED


def test_a_zip_that_unpacks_without_end_is_stopped(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(package, "MOST_UNPACKED", 10_000)
    with pytest.raises(NotAccepted) as refused:
        find_format(kept_as(tmp_path, making.with_parts(DOCX, {"[Content_Types].xml": b" " * 20_000})))
    assert refused.value.code is Refusal.OUT_OF_MEMORY
