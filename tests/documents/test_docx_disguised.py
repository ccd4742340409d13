"""What a Word file hides stays hidden however the file names, declares or spells its parts."""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest

from panel.documents import docx
from panel.documents.arrival import Arrival, Source
from panel.documents.findings import Finding, NotAccepted, Refusal
from panel.documents.store import Store
from tests.documents import making
from tests.documents.making import W, element, run, tracked

RELATIONSHIPS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
SECRETS = ("KINGFISHER", "AVOCET", "WHIMBREL", "DUNLIN", "GANNET", "CORMORANT", "PLOVER")
STORIES = ("document", "header1", "footnotes")

FOOTNOTES = f"""<w:footnotes xmlns:w="{W}">
<w:footnote w:type="separator" w:id="-1"><w:p><w:r><w:separator/></w:r></w:p></w:footnote>
<w:footnote w:type="continuationSeparator" w:id="0"><w:p><w:r><w:continuationSeparator/></w:r></w:p></w:footnote>
<w:footnote w:id="1"><w:p><w:r><w:t>Gone with its mark: CORMORANT</w:t></w:r></w:p></w:footnote>
<w:footnote w:id="2"><w:p><w:r><w:t>Noted. </w:t></w:r>
<w:del w:id="9" w:author="Una Marsh"><w:r><w:delText>GANNET</w:delText></w:r></w:del></w:p></w:footnote>
</w:footnotes>"""

TEXT_BOX = """<w:r xmlns:w="{w}" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"
 xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"
 xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"
 xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" xmlns:v="urn:schemas-microsoft-com:vml">
<mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wp:inline distT="0" distB="0" distL="0" distR="0">
<wp:extent cx="2880000" cy="720000"/><wp:docPr id="7" name="Box"/><a:graphic>
<a:graphicData uri="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"><wps:wsp><wps:cNvSpPr txBox="1"/>
<wps:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="2880000" cy="720000"/></a:xfrm><a:prstGeom prst="rect"/></wps:spPr>
<wps:txbx><w:txbxContent>{content}</w:txbxContent></wps:txbx><wps:bodyPr/></wps:wsp></a:graphicData></a:graphic>
</wp:inline></w:drawing></mc:Choice><mc:Fallback><w:pict><v:shape style="width:227pt;height:57pt"><v:textbox>
<w:txbxContent>{content}</w:txbxContent></v:textbox></v:shape></w:pict></mc:Fallback></mc:AlternateContent></w:r>"""


def text_box(content: str) -> Any:
    """Make a run with a box of text, once for newer and once for older programs, as Word writes it."""
    return making.parsed(TEXT_BOX.format(w=W, content=content))


def hiding() -> bytes:
    """A Word file that hides words in its text, a header, a note and a box."""

    def change(document: Any) -> None:
        paragraph = document.add_paragraph("Seen ")
        paragraph._p.append(tracked("del", run("KINGFISHER", "w:delText")))
        paragraph.add_run("AVOCET").font.hidden = True
        document.add_comment(paragraph.runs[0], text="WHIMBREL", author="Una Marsh", initials="UM")
        header = document.sections[0].header.paragraphs[0]
        header.add_run("Headed ")
        header._p.append(tracked("del", run("DUNLIN", "w:delText")))
        boxed = '<w:p><w:del w:id="5" w:author="Una Marsh"><w:r><w:delText>PLOVER</w:delText></w:r></w:del></w:p>'
        paragraph._p.append(text_box(boxed.replace("<w:p>", "<w:p><w:r><w:t>Boxed </w:t></w:r>")))
        paragraph._p.append(tracked("del", element("w:r", element("w:footnoteReference", id="1"))))
        paragraph._p.append(element("w:r", element("w:footnoteReference", id="2")))

    data = making.docx(change=change)
    rels = making.part(data, "word/_rels/document.xml.rels").decode()
    types = making.part(data, "[Content_Types].xml").decode()
    note = f'<Relationship Id="rIdNotes" Type="{RELATIONSHIPS}/footnotes" Target="footnotes.xml"/></Relationships>'
    kind = "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"
    declared = f'<Override PartName="/word/footnotes.xml" ContentType="{kind}"/></Types>'
    return making.with_parts(
        data,
        {
            "word/footnotes.xml": FOOTNOTES.encode(),
            "word/_rels/document.xml.rels": rels.replace("</Relationships>", note).encode(),
            "[Content_Types].xml": types.replace("</Types>", declared).encode(),
        },
    )


def rewritten(data: bytes, change: Callable[[str, str], str], names: Mapping[str, str] = {}) -> bytes:
    """Rewrite each XML part by its name and text, and rename parts."""
    parts: dict[str, bytes | None] = {}
    for name in making.names(data):
        content = making.part(data, name)
        if name.endswith((".xml", ".rels")):
            content = change(name, content.decode()).encode()
        parts[name] = None
        parts[names.get(name, name)] = content
    return making.with_parts(data, parts)


def in_types(change: Callable[[str], str]) -> Callable[[bytes], bytes]:
    return lambda data: rewritten(data, lambda name, text: change(text) if name == "[Content_Types].xml" else text)


def by_default(data: bytes) -> bytes:
    """Declare the stories by their extension only."""
    kind = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"

    def change(text: str) -> str:
        for story in STORIES:
            start = text.index(f'<Override PartName="/word/{story}.xml"')
            text = text[:start] + text[text.index("/>", start) + 2 :]
        return text.replace(
            '<Default Extension="xml" ContentType="application/xml"/>',
            f'<Default Extension="xml" ContentType="{kind}"/>',
        )

    return in_types(change)(data)


def by_odd_names(data: bytes) -> bytes:
    """Give the stories the extensions of other things."""
    odd = {"document": "document.dat", "header1": "header1.png", "footnotes": "FootNotes"}

    def change(name: str, text: str) -> str:
        if name.endswith(".rels") or name == "[Content_Types].xml":
            for story, new in odd.items():
                text = text.replace(f"{story}.xml", new)
        return text

    names = {f"word/{story}.xml": f"word/{new}" for story, new in odd.items()}
    return rewritten(data, change, names | {"word/_rels/document.xml.rels": "word/_rels/document.dat.rels"})


def strict(data: bytes) -> bytes:
    """Use the namespaces of the strict edition (ISO 29500-1)."""
    return rewritten(
        data,
        lambda _, text: (
            text.replace(W, "http://purl.oclc.org/ooxml/wordprocessingml/main")
            .replace(RELATIONSHIPS, "http://purl.oclc.org/ooxml/officeDocument/relationships")
            .replace("http://schemas.openxmlformats.org/drawingml/2006/", "http://purl.oclc.org/ooxml/drawingml/")
        ),
    )


def in_utf_16(data: bytes) -> bytes:
    """Write the stories in two bytes a letter."""
    parts: dict[str, bytes | None] = {}
    for story in STORIES:
        root = making.parsed(making.part(data, f"word/{story}.xml"))
        parts[f"word/{story}.xml"] = making.serialised(root, "UTF-16")
    return making.with_parts(data, parts)


DISGUISES: dict[str, Callable[[bytes], bytes]] = {
    "override": lambda data: data,
    "default": by_default,
    "upper case": in_types(lambda text: text.replace("wordprocessingml", "WordProcessingML").replace("+xml", "+XML")),
    "parameters": in_types(lambda text: text.replace('+xml"', '+xml; charset=utf-8"')),
    "odd extension": by_odd_names,
    "strict": strict,
    "utf-16": in_utf_16,
    "header undeclared": in_types(lambda text: text.replace("header1.xml", "nothing.xml")),
}


def scrubbed(data: bytes, tmp_path: Path) -> tuple[dict[str, Finding], bytes]:
    source, out = tmp_path / "paper", tmp_path / "paper.docx"
    source.write_bytes(data)
    findings = docx.scrub(source, out)
    return {each.code: each for each in findings}, out.read_bytes()


def everything(package: bytes) -> str:
    """All text of all parts."""
    with zipfile.ZipFile(io.BytesIO(package)) as source:
        return "\n".join(source.read(name).replace(b"\0", b"").decode("latin-1") for name in source.namelist())


@pytest.mark.parametrize("disguise", DISGUISES.values(), ids=DISGUISES.keys())
@pytest.mark.parametrize(
    ("secret", "code", "told"),
    [
        ("KINGFISHER", "tracked_changes", "“KINGFISHER”"),
        ("DUNLIN", "tracked_changes", "deletions"),
        ("GANNET", "tracked_changes", "deletions"),
        ("PLOVER", "tracked_changes", "“PLOVER”"),
        ("CORMORANT", "tracked_changes", "deletions"),
        ("AVOCET", "hidden_text", "“AVOCET”"),
        ("WHIMBREL", "comments", "1 comment, by Una Marsh"),
    ],
    ids=["deleted", "deleted in a header", "deleted in a note", "deleted in a box", "note of a deleted mark", "hidden",
         "comment"],
)  # fmt: skip
def test_no_disguise_of_a_part_lets_its_secrets_through(
    disguise: Callable[[bytes], bytes], secret: str, code: str, told: str, tmp_path: Path
):
    findings, copy = scrubbed(disguise(hiding()), tmp_path)
    assert secret not in everything(copy)
    assert told in findings[code].text
    assert findings[code].quotes


@pytest.mark.parametrize("disguise", DISGUISES.values(), ids=DISGUISES.keys())
def test_no_disguise_of_a_part_gets_its_secrets_printed(
    disguise: Callable[[bytes], bytes], take: Callable[[Source], Arrival], store: Store, soffice: str
):
    made = take(disguise(hiding()))
    assert made.text_sha256 is not None, made.code
    text = "\n".join(json.loads(store.read(made.text_sha256)))
    assert "Seen" in text
    assert not [secret for secret in SECRETS if secret in text]
    assert {"comments", "tracked_changes", "hidden_text"} <= {each.code for each in made.told}


@pytest.mark.parametrize("name", ["document.xml", "header1.xml", "footnotes.xml"])
@pytest.mark.parametrize(
    "damage",
    [
        lambda text: text[: len(text) // 2],
        lambda text: b"",
        lambda text: b'<!DOCTYPE w [<!ENTITY e "KINGFISHER">]>' + text[text.index(b"?>") + 2 if b"?>" in text else 0 :],
    ],
    ids=["cut", "empty", "document type"],
)
def test_a_story_that_cannot_be_read_is_refused(name: str, damage: Callable[[bytes], bytes], tmp_path: Path):
    data = hiding()
    with pytest.raises(NotAccepted) as refused:
        scrubbed(making.with_parts(data, {f"word/{name}": damage(making.part(data, f"word/{name}"))}), tmp_path)
    assert refused.value.code is Refusal.DAMAGED


def test_a_damaged_story_is_refused_even_where_only_a_picture_is_named(tmp_path: Path):
    """LibreOffice follows the identifier of a header's relationship and not its type."""
    data = rewritten(hiding(), lambda name, text: text.replace("relationships/header", "relationships/image"))
    cut = making.part(data, "word/header1.xml")[:-20]
    with pytest.raises(NotAccepted) as refused:
        scrubbed(making.with_parts(data, {"word/header1.xml": cut}), tmp_path)
    assert refused.value.code is Refusal.DAMAGED


def test_a_main_part_that_is_no_word_document_is_refused(tmp_path: Path):
    with pytest.raises(NotAccepted) as refused:
        scrubbed(making.with_parts(making.docx("Words"), {"word/document.xml": b"<html>Words</html>"}), tmp_path)
    assert refused.value.code is Refusal.DAMAGED


def two_styles(data: bytes) -> bytes:
    second = f'<Relationship Id="rIdTwo" Type="{RELATIONSHIPS}/styles" Target="other.xml"/></Relationships>'
    rels = making.part(data, "word/_rels/document.xml.rels").decode().replace("</Relationships>", second)
    styles = f'<w:styles xmlns:w="{W}"/>'.encode()
    return making.with_parts(data, {"word/other.xml": styles, "word/_rels/document.xml.rels": rels.encode()})


def two_mains(data: bytes) -> bytes:
    second = (
        f'<Relationship Id="rIdTwo" Type="{RELATIONSHIPS}/officeDocument" Target="word/other.xml"/></Relationships>'
    )
    rels = making.part(data, "_rels/.rels").decode().replace("</Relationships>", second)
    main = making.part(data, "word/document.xml")
    return making.with_parts(data, {"word/other.xml": main, "_rels/.rels": rels.encode()})


def two_of_one_name(data: bytes) -> bytes:
    return making.with_parts(data, {"word/Document.xml": making.part(data, "word/document.xml")})


@pytest.mark.parametrize("doubled", [two_styles, two_mains, two_of_one_name])
def test_a_file_that_may_be_read_in_two_ways_is_refused(doubled: Callable[[bytes], bytes], tmp_path: Path):
    with pytest.raises(NotAccepted) as refused:
        scrubbed(doubled(making.docx("Words")), tmp_path)
    assert refused.value.code is Refusal.DAMAGED


def test_notes_stand_in_the_order_of_their_marks(tmp_path: Path):
    """LibreOffice takes them by their place."""
    data = hiding()
    notes = making.part(data, "word/document.xml").replace(
        b'<w:footnoteReference w:id="2"/>', b'<w:footnoteReference w:id="2"/><w:footnoteReference w:id="1"/>'
    )
    _, copy = scrubbed(making.with_parts(data, {"word/document.xml": notes}), tmp_path)
    kept = making.part(copy, "word/footnotes.xml")
    assert kept.index(b"Noted. ") < kept.index(b"CORMORANT")


def test_a_drawing_with_a_document_type_and_other_xml_are_left_alone(tmp_path: Path):
    others = {
        "word/media/image1.svg": b'<!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "svg11.dtd"><svg/>',
        "customXml/item1.xml": b"<data><del>kept</del><comments>kept</comments></data>",
        "word/media/odd.bin": b"<\xff\xfe no markup",
    }
    findings, copy = scrubbed(making.with_parts(making.docx("Words"), others), tmp_path)
    assert "tracked_changes" not in findings
    assert {name: making.part(copy, name) for name in others} == others


MATH = f'xmlns:w="{W}" xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"'
DRAWN = 'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"'


@pytest.mark.parametrize(
    ("xml", "code"),
    [
        (f"<m:oMath {MATH}><m:r><w:del w:id='1'/><m:t>SECRET</m:t></m:r></m:oMath>", "tracked_changes"),
        (f"<m:oMath {MATH}><w:del w:id='1'><m:r><m:t>SECRET</m:t></m:r></w:del></m:oMath>", "tracked_changes"),
        (f"<w:r {MATH}><w:delText>SECRET</w:delText></w:r>", "tracked_changes"),
        (f"<m:oMath {MATH}><m:r><w:rPr><w:vanish/></w:rPr><m:t>SECRET</m:t></m:r></m:oMath>", "hidden_text"),
        (f"<w:r {MATH}><w:rPr><w:specVanish/></w:rPr><w:t>SECRET</w:t></w:r>", "hidden_text"),
        (
            f"<w:r {MATH}><w:rPr><w:vanish/></w:rPr><w:ruby><w:rt/><w:rubyBase><w:r><w:t>SECRET</w:t></w:r>"
            "</w:rubyBase></w:ruby></w:r>",
            "hidden_text",
        ),
        (
            f'<w:r {MATH}><w:drawing><wp:inline {DRAWN}><wp:docPr id="1" name="x" hidden="1"/><w:txbxContent><w:p><w:r>'
            "<w:t>SECRET</w:t></w:r></w:p></w:txbxContent></wp:inline></w:drawing></w:r>",
            "hidden_text",
        ),
        (
            f'<w:r {MATH}><w:pict><v:shape xmlns:v="urn:schemas-microsoft-com:vml" style="top:9; Visibility: hidden">'
            "<v:textbox><w:txbxContent><w:p><w:r><w:t>SECRET</w:t></w:r></w:p></w:txbxContent></v:textbox></v:shape>"
            "</w:pict></w:r>",
            "hidden_text",
        ),
        (
            f'<w:r {MATH} xmlns:s="http://purl.oclc.org/ooxml/wordprocessingml/main"><w:rPr><w:rStyle s:val="Veiled"/>'
            "</w:rPr><w:t>SECRET</w:t></w:r>",
            "hidden_text",
        ),
    ],
    ids=["deleted formula run", "formula run in a deletion", "deleted text alone", "hidden formula run",
         "always hidden", "ruby", "hidden drawing", "hidden shape", "namespaces of both editions"],
)  # fmt: skip
def test_less_usual_ways_to_hide_are_found(xml: str, code: str, tmp_path: Path):
    def change(document: Any) -> None:
        veiled = element("w:style", element("w:rPr", element("w:vanish")), type="character", styleId="Veiled")
        document.styles.element.append(veiled)
        document.add_paragraph("Seen")._p.append(making.parsed(xml))

    findings, copy = scrubbed(making.docx(change=change), tmp_path)
    assert "SECRET" not in everything(copy)
    assert "“SECRET”" in findings[code].text


def test_what_is_hidden_only_on_the_web_is_printed(tmp_path: Path):
    """Word's own tables of contents do so with their page numbers."""
    shown = element("w:r", element("w:rPr", element("w:webHidden")), element("w:t", text="37"))
    findings, copy = scrubbed(making.docx_of(shown), tmp_path)
    assert ">37<" in making.part(copy, "word/document.xml").decode()
    assert "hidden_text" not in findings


def test_a_table_style_hides_its_text(tmp_path: Path):
    def change(document: Any) -> None:
        document.styles.element.append(
            element("w:style", element("w:rPr", element("w:vanish")), type="table", styleId="Veiled")
        )
        table = document.add_table(1, 1)
        table.cell(0, 0).text = "SECRET"
        for old in table._tbl.tblPr.findall("{*}tblStyle"):
            table._tbl.tblPr.remove(old)
        table._tbl.tblPr.insert(0, element("w:tblStyle", val="Veiled"))

    findings, copy = scrubbed(making.docx(change=change), tmp_path)
    assert "SECRET" not in everything(copy)
    assert "SECRET" in findings["hidden_text"].text


def test_a_moved_paragraph_leaves_no_empty_one(tmp_path: Path):
    def change(document: Any) -> None:
        gone = document.add_paragraph()
        gone._p.append(element("w:pPr", element("w:rPr", tracked("moveFrom"))))
        gone._p.append(tracked("moveFrom", run("SECRET")))
        document.add_paragraph("Next")

    _, copy = scrubbed(making.docx(change=change), tmp_path)
    assert making.part(copy, "word/document.xml").count(b"<w:p>") == 1
