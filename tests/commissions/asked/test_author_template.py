"""The Word file that an author begins from: well made, filled with what is known, and taken in as it is."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO
from typing import Any
from zipfile import ZipFile

from docx import Document
from docx.oxml.ns import qn
from flask import Flask
from flask.testing import FlaskClient

from panel.commissions.queries import stages_of
from panel.commissions.template import BASE, filled
from panel.commissions.write_template import base
from panel.documents.models import DocumentState
from panel.documents.operations import receive
from panel.documents.queries import text_of
from panel.documents.store import Settings, Store
from panel.extensions import db
from panel.papers.models import PaperAccess
from panel.procedure.models import BodyKind
from tests.commissions.asked.people import the_commission
from tests.conftest import need_program


def parts(file: bytes) -> dict[str, bytes]:
    with ZipFile(BytesIO(file)) as package:
        return {name: package.read(name) for name in package.namelist()}


def words(document: Any) -> list[str]:
    return [paragraph.text for paragraph in document.paragraphs]


@contextmanager
def made(site: Flask, **paper: Any) -> Iterator[Any]:
    """The file as python-docx reads it."""
    with site.app_context():
        asked = the_commission()
        for name, value in paper.items():
            setattr(asked.paper, name, value)
        yield Document(filled(asked, stages_of(asked.paper.item.meeting)))
        db.session.rollback()


def test_the_file_that_is_shipped_is_the_one_that_its_script_writes():
    assert parts(BASE.read_bytes()) == parts(base()), "run python -m panel.commissions.write_template"


def test_an_author_gets_it_from_their_page(author: FlaskClient):
    answer = author.get("/asked/1/template.docx")
    assert answer.headers["Content-Disposition"] == "attachment; filename=larkshire-2026-06-18-item-4.docx"
    assert answer.headers["Cache-Control"] == "no-store"
    assert "Budget report" in words(Document(BytesIO(answer.data)))


def test_a_body_of_the_longest_name_has_its_file_too(site: Flask, author: FlaskClient):
    with site.app_context():
        the_commission().paper.item.meeting.body.name = "B" * 300
        db.session.commit()
    file = Document(BytesIO(author.get("/asked/1/template.docx").data))
    assert file.core_properties.subject == "B" * 255


def test_what_is_known_stands_in_it(site: Flask):
    with made(site, title="Costs & <benefits> {{ 7 * 7 }}") as document:
        said = words(document)
        assert said[:2] == ["Larkshire Police and Crime Panel", "Costs & <benefits> {{ 7 * 7 }}"]
        assert "Meeting: Thursday 18 June 2026, 10.30am" in said
        assert "Item 4: Budget & spending" in said
        assert "Lead: The Treasurer" in said
        assert "Purpose: To comment." in said
        assert not [line for line in said if not line.strip() or "%" in line], (
            "no gap, and no sign left of how it is made"
        )
        people, days = ([[cell.text for cell in row.cells] for row in table.rows] for table in document.tables)
        assert people == [
            ["Name", "E-mail", "Part"],
            ["Wren Hill", "wren@opcc.example", "Author"],
            ["Finn Cole", "finn@lark.example", "Clears it for Finance"],
            ["Lee Marsh", "lee@lark.example", "Clears it for Legal"],
        ]
        assert days[:2] == [["Stage", "Last day"], ["Draft report", "Tuesday 19 May 2026"]]
        assert document.core_properties.title == "Costs & <benefits> {{ 7 * 7 }}"
        assert document.core_properties.author == "Wren Hill"


def test_it_has_the_headings_of_a_report_in_styles_that_programs_read_aloud(site: Flask):
    with made(site) as document:
        headings = [each.text for each in document.paragraphs if each.style.name == "Heading 1"]
        assert headings == [
            "Recommendations",
            "Background",
            "What the Panel should know",
            "Financial implications",
            "Legal implications",
            "Equality implications",
            "Environmental implications",
            "What happens next",
            "Appendices",
            "Background papers",
            "Who wrote it, and who clears it",
            "Timetable of this report",
        ]
        assert document.paragraphs[1].style.name == "Title"
        assert {each.get(qn("w:val")) for each in document.styles.element.iter(qn("w:lang"))} == {"en-GB"}
        for table in document.tables:
            assert table.rows[0]._tr.trPr.find(qn("w:tblHeader")) is not None


def test_a_public_report_says_nothing_of_exemption_and_an_exempt_one_names_its_paragraph(site: Flask):
    with made(site) as document:
        assert not [line for line in words(document) if "publication" in line]
    with made(site, access=PaperAccess.EXEMPT, exempt_paragraphs=[3]) as document:
        assert words(document)[2].startswith("Not for publication, by virtue of Part 1 of Schedule 12A to the Local")
        assert "(paragraph 3)" in words(document)[2]
    with made(site, access=PaperAccess.EXEMPT) as document:
        assert "the proper officer is still to state the paragraph" in words(document)[2]


def test_an_appendix_and_a_working_groups_report_are_called_so(site: Flask):
    with site.app_context():
        the_commission().paper.item.meeting.body.kind = BodyKind.WORKING_GROUP
        db.session.commit()
    with made(site, appendix="B") as document:
        assert words(document)[1] == "Appendix B: Budget report"
        assert "The Working Group is asked to:" in words(document)


def test_the_filled_file_is_taken_in_and_nothing_is_found_in_it(site: Flask):
    need_program("soffice")
    with site.app_context():
        asked = the_commission()
        file = filled(asked, stages_of(asked.paper.item.meeting)).getvalue()
        document = receive(file, Store.of_app(), Settings.of_app())
        assert (document.state, document.told) == (DocumentState.ACCEPTED, [])
        first = text_of(Store.of_app(), document)[0]
        assert "Budget report" in first
        assert "Recommendations" in first
