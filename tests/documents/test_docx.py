"""What hides in a Word file is found, and is not in the copy that is printed."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

from panel.documents import docx, fonts
from panel.documents.findings import Finding, NotAccepted, Refusal
from tests.documents import making
from tests.documents.making import element, field, run, tracked


def scrubbed(data: bytes, tmp_path: Path) -> tuple[dict[str, Finding], bytes]:
    """Scrub a file; give the findings by code, and the copy."""
    source, out = tmp_path / "paper", tmp_path / "paper.docx"
    source.write_bytes(data)
    findings = docx.scrub(source, out)
    return {each.code: each for each in findings}, out.read_bytes()


def words(package: bytes) -> str:
    """All text of the main part, paragraphs divided by a stroke."""
    xml = making.part(package, "word/document.xml").decode()
    xml = re.sub(r"</w:p>", "|", xml)
    return re.sub(r"<[^>]*>", "", xml).replace("\n", "").strip("|")


@pytest.mark.parametrize(
    ("content", "printed", "told"),
    [
        (
            [run("Was "), tracked("del", run("SECRET", "w:delText")), run("here")],
            "Was here",
            "1 deletion (“SECRET”)",
        ),
        ([run("Was "), tracked("ins", run("added"))], "Was added", "1 insertion"),
        (
            [tracked("moveFrom", run("SECRET")), tracked("moveTo", run("moved"))],
            "moved",
            "1 insertion and 1 deletion (“SECRET”)",
        ),
        (
            [tracked("ins", run("kept "), tracked("del", run("SECRET", "w:delText")))],
            "kept ",
            "1 insertion and 1 deletion (“SECRET”)",
        ),
        (
            [element("w:r", element("w:rPr", tracked("rPrChange", element("w:rPr"))), element("w:t", text="bold"))],
            "bold",
            "1 change of formatting",
        ),
    ],
    ids=["deletion", "insertion", "move", "deletion in an insertion", "formatting"],
)
def test_tracked_changes_are_printed_as_accepted(content: Sequence[Any], printed: str, told: str, tmp_path: Path):
    findings, copy = scrubbed(making.docx_of(*content), tmp_path)
    assert words(copy) == printed
    assert told in findings["tracked_changes"].text
    assert findings["tracked_changes"].quotes
    assert not re.search(rb"<w:(ins|del|move|\w+Change)\b", making.part(copy, "word/document.xml"))


def test_a_paragraph_whose_end_was_deleted_joins_the_next(tmp_path: Path):
    def change(document: Any) -> None:
        first, second = document.add_paragraph("One "), document.add_paragraph("two")
        first._p.insert(0, element("w:pPr", element("w:rPr", tracked("del"))))
        second.style = "Heading 1"

    _, copy = scrubbed(making.docx(change=change), tmp_path)
    assert words(copy) == "One two"
    assert b'<w:pStyle w:val="Heading1"/>' in making.part(copy, "word/document.xml")


def test_a_deleted_row_goes_and_a_table_of_such_rows_goes_whole(tmp_path: Path):
    def change(document: Any) -> None:
        for rows, deleted in ((2, 1), (1, 1)):
            table = document.add_table(rows, 1)
            for number in range(rows):
                table.cell(number, 0).text = f"row {number} of {rows}"
            for number in range(deleted):
                table.rows[number]._tr.insert(0, element("w:trPr", tracked("del")))

    findings, copy = scrubbed(making.docx("Before", change=change), tmp_path)
    assert words(copy) == "Before|row 1 of 2"
    assert making.part(copy, "word/document.xml").count(b"<w:tbl>") == 1
    assert "2 deletions" in findings["tracked_changes"].text


def test_a_cell_whose_words_were_deleted_keeps_a_paragraph(tmp_path: Path):
    """Word calls a file with an empty cell damaged (ISO 29500-1, 17.4.65)."""

    def change(document: Any) -> None:
        cell = document.add_table(1, 1).cell(0, 0)
        for paragraph in list(cell._tc.iterchildren("{*}p")):
            cell._tc.remove(paragraph)
        cell._tc.append(tracked("del", element("w:p", run("SECRET", "w:delText"))))

    _, copy = scrubbed(making.docx(change=change), tmp_path)
    assert re.search(rb"<w:p\s*/></w:tc>", making.part(copy, "word/document.xml"))


def test_comments_are_counted_with_their_authors_and_removed(tmp_path: Path):
    def change(document: Any) -> None:
        first, second = document.add_paragraph("One").runs[0], document.add_paragraph("Two").runs[0]
        document.add_comment(first, text="SECRET", author="Una Marsh", initials="UM")
        document.add_comment(second, text="SECRET again", author="Ada Finch", initials="AF")

    findings, copy = scrubbed(making.docx(change=change), tmp_path)
    assert findings["comments"].text == "It holds 2 comments, by Ada Finch and Una Marsh. Comments are not printed."
    assert not re.search(rb"<w:comment", making.part(copy, "word/document.xml"))
    assert b"omments" not in making.part(copy, "[Content_Types].xml")
    assert b"omments" not in making.part(copy, "word/_rels/document.xml.rels")
    with pytest.raises(KeyError):
        making.part(copy, "word/comments.xml")


def style(name: str, kind: str, based_on: str = "", hidden: str = "") -> Any:
    made = element("w:style", element("w:name", val=name), type=kind, styleId=name)
    if based_on:
        made.append(element("w:basedOn", val=based_on))
    if hidden:
        made.append(element("w:rPr", element("w:vanish", val=hidden)))
    return made


def run_in(character: str = "", own: str = "") -> Any:
    properties = element("w:rPr")
    if character:
        properties.append(element("w:rStyle", val=character))
    if own:
        properties.append(element("w:vanish", val=own))
    return element("w:r", properties, element("w:t", text="SECRET"))


@pytest.mark.parametrize(
    ("paragraph", "character", "own", "hidden"),
    [
        ("", "", "1", True),
        ("", "", "true", True),
        ("", "", "0", False),
        ("", "Note", "", True),
        ("", "NoteChild", "", True),
        ("", "Note", "0", False),
        ("Memo", "", "", True),
        ("Memo", "Note", "", False),
        ("Memo", "Plain", "", True),
        ("Ring", "", "", False),
    ],
    ids=["direct", "direct true", "direct off", "style", "inherited", "style, own off", "paragraph's style",
         "both styles: off again", "one style", "ring of styles"],
)  # fmt: skip
def test_hidden_text_is_found_by_the_rules_of_word(
    paragraph: str, character: str, own: str, hidden: bool, tmp_path: Path
):
    def change(document: Any) -> None:
        for each in (
            style("Note", "character", hidden="1"),
            style("NoteChild", "character", based_on="Note"),
            style("Plain", "character"),
            style("Memo", "paragraph", hidden="on"),
            style("Ring", "paragraph", based_on="Ring2"),
            style("Ring2", "paragraph", based_on="Ring"),
        ):
            document.styles.element.append(each)
        made = document.add_paragraph("Shown ")
        made.runs[0]._r.insert(0, element("w:rPr", element("w:vanish", val="0")))
        if paragraph:
            made._p.insert(0, element("w:pPr", element("w:pStyle", val=paragraph)))
        made._p.append(run_in(character, own))

    findings, copy = scrubbed(making.docx(change=change), tmp_path)
    assert words(copy) == ("Shown " if hidden else "Shown SECRET")
    assert ("hidden_text" in findings) is hidden
    if hidden:
        assert "“SECRET”" in findings["hidden_text"].text
        assert findings["hidden_text"].quotes


def test_hidden_marks_of_a_field_do_not_tear_it(tmp_path: Path):
    """Word hides the whole of an index entry, marks included."""
    runs = field("PAGE", "7")
    for each in (runs[0], runs[1]):
        each.insert(0, element("w:rPr", element("w:vanish")))
    _, copy = scrubbed(making.docx_of(*runs), tmp_path)
    assert making.part(copy, "word/document.xml").count(b"w:fldChar ") == 3


def test_a_hidden_row_goes(tmp_path: Path):
    def change(document: Any) -> None:
        table = document.add_table(2, 1)
        table.cell(0, 0).text, table.cell(1, 0).text = "SECRET", "shown"
        table.rows[0]._tr.insert(0, element("w:trPr", element("w:hidden")))

    findings, copy = scrubbed(making.docx(change=change), tmp_path)
    assert words(copy) == "shown"
    assert "SECRET" in findings["hidden_text"].text


def test_headers_footers_and_notes_are_cleaned_too(tmp_path: Path):
    def change(document: Any) -> None:
        document.sections[0].header.paragraphs[0]._p.append(tracked("del", run("SECRET", "w:delText")))

    findings, copy = scrubbed(making.docx("Shown", change=change), tmp_path)
    assert "SECRET" in findings["tracked_changes"].text
    assert b"SECRET" not in b"".join(making.part(copy, name) for name in making.names(copy) if "header" in name)


@pytest.mark.parametrize(
    ("instruction", "kept_as_field"),
    [
        ("DATE \\@ dd", False),
        ("FILENAME \\p", False),
        ("AUTHOR", False),
        ("INCLUDETEXT /etc/passwd", False),
        ("DDEAUTO cmd", False),
        ("PAGE", True),
        ("REF _Toc1", True),
        ("HYPERLINK http://example.org", True),
    ],
    ids=["date", "file name", "author", "included file", "dde", "page", "reference", "link"],
)
def test_a_field_that_would_change_or_fetch_is_printed_as_last_saved(
    instruction: str, kept_as_field: bool, tmp_path: Path
):
    simple = element("w:fldSimple", run("as saved"), instr=f" {instruction} ")
    for content in (field(f" {instruction} ", "as saved"), [simple]):
        findings, copy = scrubbed(making.docx_of(*content), tmp_path)
        xml = making.part(copy, "word/document.xml")
        assert b"as saved" in xml
        assert (instruction.split()[0].encode() in xml) is kept_as_field
        assert ("date_fields" in findings) is instruction.startswith("DATE")


def test_what_a_field_holds_in_its_instruction_is_not_printed(tmp_path: Path):
    outer = field(" INCLUDETEXT ", "result")
    content = [*outer[:2], *field(" PAGE ", "SECRET"), *outer[2:]]
    _, copy = scrubbed(making.docx_of(*content), tmp_path)
    assert words(copy) == "result"


def related(data: bytes, kind: str, target: str) -> bytes:
    """Add a relationship that leads out of the file."""
    relationship = (
        f'<Relationship Id="rIdOut" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/{kind}" '
        f'Target="{target}" TargetMode="External"/></Relationships>'
    )
    name = "word/_rels/document.xml.rels"
    xml = making.part(data, name).replace(b"</Relationships>", relationship.encode())
    return making.with_parts(data, {name: xml})


@pytest.mark.parametrize(
    ("kind", "target", "kept", "told"),
    [
        ("image", "http://example.org/spy.png", False, True),
        ("image", "file:///etc/passwd", False, True),
        ("oleObject", "\\\\server\\share\\book.xlsx", False, True),
        ("attachedTemplate", "http://example.org/evil.dotm", False, False),
        ("hyperlink", "https://example.org/", True, False),
    ],
    ids=["picture", "local file", "object", "template", "link"],
)
def test_nothing_leads_out_of_the_file_but_links(kind: str, target: str, kept: bool, told: bool, tmp_path: Path):
    findings, copy = scrubbed(related(making.docx("Words"), kind, target), tmp_path)
    assert (target.encode() in making.part(copy, "word/_rels/document.xml.rels")) is kept
    assert ("linked" in findings) is told


@pytest.mark.parametrize("kind", ["aFChunk", "subDocument"])
def test_a_document_inside_the_document_is_refused(kind: str, tmp_path: Path):
    with pytest.raises(NotAccepted) as refused:
        scrubbed(related(making.docx("Words"), kind, "chunk.html"), tmp_path)
    assert refused.value.code is Refusal.NESTED


def test_files_inside_the_file_are_told(tmp_path: Path):
    data = making.with_parts(making.docx("Words"), {"word/embeddings/Workbook1.xlsx": b"cells"})
    findings, _ = scrubbed(data, tmp_path)
    assert "another file inside it" in findings["embedded"].text


@pytest.mark.parametrize(
    ("named", "told"),
    [
        ("Gill Sans MT", True),
        ("Calibri", False),
        ("Arial", False),
        ("Atkinson Hyperlegible Next", False),
    ],
    ids=["lacking", "twin", "another twin", "present"],
)
def test_a_font_that_the_server_lacks_is_told(named: str, told: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    present = frozenset({"carlito", "liberation sans", "caladea", "atkinson hyperlegible next"})
    monkeypatch.setattr(fonts, "installed", lambda: present)

    def change(document: Any) -> None:
        document.styles["Normal"].font.name = "Arial"
        document.add_paragraph().add_run("Words").font.name = named

    findings, _ = scrubbed(making.docx(change=change), tmp_path)
    assert ("font_missing" in findings) is told
    if told:
        assert f": {named}. " in findings["font_missing"].text


def test_a_font_that_prints_nothing_is_not_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(fonts, "installed", lambda: frozenset({"cambria", "calibri"}))

    def change(document: Any) -> None:
        document.add_paragraph().add_run("  ").font.name = "Gill Sans MT"

    findings, _ = scrubbed(making.docx(change=change), tmp_path)
    assert "font_missing" not in findings


def test_a_plain_file_tells_nothing_and_keeps_its_words(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(fonts, "installed", lambda: None)
    findings, copy = scrubbed(making.docx("One", "Two"), tmp_path)
    assert findings == {}
    assert words(copy) == "One|Two"


def test_equal_files_give_equal_copies(tmp_path: Path):
    data = making.docx("One", "Two")
    assert scrubbed(data, tmp_path)[1] == scrubbed(data, tmp_path)[1]
