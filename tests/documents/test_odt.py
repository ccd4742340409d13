"""What hides in an OpenDocument text is found, and is not in the copy that is printed."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from panel.documents import fonts, odt
from panel.documents.findings import Finding
from tests.documents import making

HIDING = (
    '<style:style style:name="{name}" style:family="{family}"><style:text-properties text:display="none"/>'
    "</style:style>"
)
CHILD = '<style:style style:name="Child" style:family="text" style:parent-style-name="H"/>'


@pytest.fixture(autouse=True)
def no_fonts(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fonts, "installed", lambda: None)


def scrubbed(data: bytes, tmp_path: Path) -> tuple[dict[str, Finding], bytes]:
    source, out = tmp_path / "paper", tmp_path / "paper.odt"
    source.write_bytes(data)
    findings = odt.scrub(source, out)
    return {each.code: each for each in findings}, out.read_bytes()


def words(package: bytes) -> str:
    return re.sub(r"<[^>]*>", "", making.part(package, "content.xml").decode()).strip()


CHANGES = (
    "<text:tracked-changes>"
    '<text:changed-region text:id="a"><text:deletion><office:change-info><dc:creator>Ada Finch</dc:creator>'
    "</office:change-info><text:p>SECRET</text:p></text:deletion></text:changed-region>"
    '<text:changed-region text:id="b"><text:insertion><office:change-info/></text:insertion></text:changed-region>'
    "</text:tracked-changes>"
)


@pytest.mark.parametrize(
    ("body", "styles", "printed", "code", "told"),
    [
        (
            CHANGES + '<text:p>Was <text:change text:change-id="a"/>here<text:change-start text:change-id="b"/>'
            ', and new' '<text:change-end text:change-id="b"/>.</text:p>',
            "",
            "Was here, and new.",
            "tracked_changes",
            "1 insertion and 1 deletion (“SECRET”)",
        ),
        (
            "<text:p>One<office:annotation><dc:creator>Una Marsh</dc:creator><text:p>SECRET</text:p>"
            "</office:annotation> two<office:annotation-end/> three</text:p>",
            "",
            "One two three",
            "comments",
            "1 comment, by Una Marsh",
        ),
        (
            '<text:p>One <text:span text:style-name="H">SECRET</text:span>two</text:p>',
            HIDING.format(name="H", family="text"),
            "One two",
            "hidden_text",
            "“SECRET”",
        ),
        (
            '<text:p>One <text:span text:style-name="Child">SECRET</text:span>two</text:p>',
            HIDING.format(name="H", family="text") + CHILD,
            "One two",
            "hidden_text",
            "“SECRET”",
        ),
        (
            '<text:p text:style-name="P">SECRET</text:p><text:p>One</text:p>',
            HIDING.format(name="P", family="paragraph"),
            "One",
            "hidden_text",
            "“SECRET”",
        ),
        (
            '<text:section text:name="s" text:display="none"><text:p>SECRET</text:p></text:section>'
            "<text:p>One</text:p>",
            "",
            "One",
            "hidden_text",
            "“SECRET”",
        ),
        (
            '<text:p>SECRET<text:hidden-paragraph text:condition="x" text:is-hidden="true"/></text:p>'
            "<text:p>One</text:p>",
            "",
            "One",
            "hidden_text",
            "“SECRET”",
        ),
        (
            '<text:p>One<text:hidden-text text:condition="x" text:string-value="SECRET" text:is-hidden="true"/>'
            "</text:p>",
            "",
            "One",
            "hidden_text",
            "“SECRET”",
        ),
        (
            '<text:p>On <text:date text:date-value="2026-03-02">2 March</text:date></text:p>',
            "",
            "On 2 March",
            "date_fields",
            "as it was last saved",
        ),
        (
            '<text:p>One<draw:frame><draw:image xlink:href="file:///etc/passwd"/></draw:frame></text:p>',
            "",
            "One",
            "linked",
            "1 picture or object",
        ),
    ],
    ids=["changes", "comment", "span", "inherited", "paragraph", "section", "hidden paragraph", "hidden text", "date",
         "linked picture"],
)  # fmt: skip
def test_what_hides_is_told_and_not_printed(body: str, styles: str, printed: str, code: str, told: str, tmp_path: Path):
    findings, copy = scrubbed(making.odt(body, automatic=styles), tmp_path)
    assert words(copy) == printed
    assert told in findings[code].text
    assert list(findings) == [code]


def test_who_wrote_it_and_its_first_page_are_left_out(tmp_path: Path):
    parts = {"meta_xml": b"<Una-Marsh/>", "Thumbnails__thumbnail_png": b"picture"}
    _, copy = scrubbed(making.odt("<text:p>One</text:p>", **parts), tmp_path)
    assert making.names(copy)[0] == "mimetype"
    assert not {"meta.xml", "Thumbnails/thumbnail.png"} & set(making.names(copy))


def test_its_settings_print_nothing_hidden(tmp_path: Path):
    config = "urn:oasis:names:tc:opendocument:xmlns:config:1.0"
    settings = (
        f'<s xmlns:config="{config}"><config:config-item config:name="PrintHiddenText">true</config:config-item>'
        '<config:config-item config:name="TabsRelativeToIndent">true</config:config-item></s>'
    )
    _, copy = scrubbed(making.odt("<text:p/>", settings_xml=settings.encode()), tmp_path)
    assert re.findall(r">(\w+)<", making.part(copy, "settings.xml").decode()) == ["false", "true"]


def test_its_events_are_removed(tmp_path: Path):
    events = '<office:scripts><script:event-listener xlink:href="vnd.sun.star.script:x"/></office:scripts>'
    body = events + "<text:p>One</text:p>"
    _, copy = scrubbed(making.odt(body), tmp_path)
    assert b"vnd.sun.star.script" not in making.part(copy, "content.xml")


def test_a_font_that_the_server_lacks_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(fonts, "installed", lambda: frozenset({"liberation sans"}))
    automatic = (
        '<style:style style:name="P1" style:family="paragraph"><style:text-properties style:font-name="Gill Sans"/>'
        '</style:style><style:style style:name="P2" style:family="paragraph">'
        '<style:text-properties style:font-name="Never Used"/></style:style>'
    )
    findings, _ = scrubbed(making.odt('<text:p text:style-name="P1">One</text:p>', automatic=automatic), tmp_path)
    assert ": Gill Sans. " in findings["font_missing"].text


def test_a_document_inside_the_document_is_cleaned_too_by_its_own_styles(tmp_path: Path):
    hiding = (
        '<style:style style:name="T1" style:family="text"><style:text-properties text:display="none"/></style:style>'
    )
    body = '<text:p>Shown<text:span text:style-name="T1">HERON</text:span></text:p>'
    inner = making.odt(body, automatic=hiding)
    content = making.part(inner, "content.xml")
    outer = making.odt(
        '<text:p>Kept <text:span text:style-name="T1">here</text:span></text:p>', **{"Object 1/content.xml": content}
    )
    findings, copy = scrubbed(outer, tmp_path)
    assert b"HERON" not in making.part(copy, "Object 1/content.xml")
    assert b"Shown" in making.part(copy, "Object 1/content.xml")
    assert b"here" in making.part(copy, "content.xml")
    assert "hidden_text" in findings
