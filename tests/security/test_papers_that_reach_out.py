"""A paper is what was handed in: it pulls in no file of this machine, runs nothing and leads to no other file."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name, String

from panel.documents.arrival import Arrival, Source, arrive
from panel.documents.store import Settings, Store
from tests.conftest import need_program
from tests.documents.making import docx, docx_of, field, odt, with_parts
from tests.readings import mentions

LOCAL = "file:///etc/passwd"
SIGN = "root:x:"
"""What stands in that file on any machine on which the sandbox lets it be read."""

Take = Callable[[Source], Arrival]


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return Store(Settings(tmp_path / "instance"))


@pytest.fixture
def take(tmp_path: Path, store: Store) -> Take:
    return lambda source: arrive(source, store, Settings(tmp_path / "instance"))


REACHING = {
    "rich text": (
        rb"{\rtf1 Words {\field\flddirty{\*\fldinst INCLUDETEXT " + b'"' + LOCAL.encode() + b'"' + rb"}"
        rb"{\fldrslt saved}}\par}"
    ),
    "word": docx_of(*field(f'INCLUDETEXT "{LOCAL}"', "saved"), *field(f'LINK Word.Document.8 "{LOCAL}"', "saved")),
    "opendocument": odt(
        f'<text:p>Words</text:p><text:section text:name="S"><text:section-source xlink:href="{LOCAL}" '
        'text:filter-name="Text"/><text:p>saved</text:p></text:section>'
    ),
}


@pytest.mark.parametrize("paper", REACHING.values(), ids=REACHING)
def test_what_a_paper_links_to_is_never_read(paper: bytes, take: Take, store: Store):
    need_program("soffice")
    arrival = take(paper)
    assert arrival.accepted
    assert arrival.prepared_sha256 is not None
    assert arrival.text_sha256 is not None
    assert "saved" in store.read(arrival.text_sha256).decode()
    assert mentions(store.read(arrival.prepared_sha256), SIGN) == []


LAUGHS = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 9))
DOCTYPES = {
    "a local file": f'<!DOCTYPE a [<!ENTITY x SYSTEM "{LOCAL}">]><a>&x;</a>',
    "a billion laughs": f'<!DOCTYPE a [<!ENTITY l0 "ha">{LAUGHS}]><a>&l8;</a>',
}


@pytest.mark.parametrize("part", ["word/document.xml", "word/styles.xml", "word/_rels/document.xml.rels"])
@pytest.mark.parametrize("doctype", DOCTYPES.values(), ids=DOCTYPES)
def test_a_word_file_that_defines_entities_is_refused(part: str, doctype: str, take: Take):
    assert take(with_parts(docx("Words"), {part: doctype.encode()})).code == "damaged"


def test_a_zip_that_unpacks_without_end_is_refused(take: Take):
    bomb = with_parts(docx("Words"), {"word/document.xml": b" " * (200 * 1024 * 1024)})
    assert len(bomb) < 1_000_000
    assert take(bomb).code == "out_of_memory"


def test_a_link_of_a_pdf_leads_to_web_and_mail_only(take: Take, store: Store, tmp_path: Path):
    pdf = pikepdf.new()
    pdf.add_blank_page()
    bad = (
        LOCAL,
        "javascript:alert(1)",
        " JavaScript:alert(1)",
        "java\nscript:alert(1)",
        "data:text/html,evil",
    )
    bad += (
        "//evil.example/share",
        "\\\\evil.example\\share",
        "smb://evil.example/s",
        "ms-word:ofe|u|http://evil",
    )
    actions = [
        Dictionary(S=Name.URI, URI=String(each)) for each in (*bad, "https://good.example/", "mailto:a@good.example")
    ]
    actions += [
        Dictionary(S=Name.Launch, F=String("evil.exe")),
        Dictionary(S=Name.GoToR, F=String("//evil.example/x.pdf"), D=String("evil")),
        Dictionary(
            S=Name.URI,
            URI=String("https://good.example/2"),
            Next=Dictionary(S=Name.JavaScript, JS=String("evil")),
        ),
    ]
    pdf.pages[0].Annots = Array(
        [
            pdf.make_indirect(Dictionary(Type=Name.Annot, Subtype=Name.Link, Rect=Array([9, 9, 99, 99]), A=action))
            for action in actions
        ]
    )
    pdf.save(tmp_path / "links.pdf")
    arrival = take(tmp_path / "links.pdf")
    assert arrival.prepared_sha256 is not None
    made = store.read(arrival.prepared_sha256)
    assert mentions(made, "https://good.example/2")
    assert mentions(made, "mailto:a@good.example")
    for word in ("evil", "script:", "file:", "data:", "smb:", "ms-word"):
        assert mentions(made, word) == [], word
