"""The real papers of 19 March 2018 become the pack of that meeting."""

from __future__ import annotations

import hashlib
import json
import re
from pathlib import Path

import pikepdf
import pypdfium2
import pytest
from sqlalchemy import select

from panel import create_app
from panel.documents.models import Document, DocumentState
from panel.documents.store import Store
from panel.extensions import db
from panel.papers.models import Paper
from tests.journeys.conftest import MovedIn, move_in, panel

pytestmark = pytest.mark.xdist_group("real-pack")


def text_of(file: Path) -> list[str]:
    document = pypdfium2.PdfDocument(file)
    try:
        return [page.get_textpage().get_text_bounded() for page in document]
    finally:
        document.close()


def flat(text: str) -> str:
    return re.sub(r"\s+", " ", text.replace("\ufffe", "").replace("\u2019", "'"))


def pictures(file: Path, pages: range) -> list[str]:
    document = pypdfium2.PdfDocument(file)
    try:
        return [hashlib.sha256(document[page].render(scale=1).to_pil().tobytes()).hexdigest() for page in pages]
    finally:
        document.close()


def printed_number(text: str) -> list[str]:
    return re.findall(r"Page (E?\d+)", text)


def test_every_paper_arrives_as_what_it_is_with_its_words(moved_in: MovedIn, real_pack: Path):
    files = sorted((real_pack / "meetings" / "2018-03-19" / "papers").iterdir())
    assert len(files) == 14
    with create_app(moved_in.instance).app_context():
        rows = select(Paper.file_name, Document).join(Document, Document.id == Paper.document_id)
        papers = dict(db.session.execute(rows).tuples().all())
        store = Store.of_app()
        made = [papers[file.name] for file in files]
        assert [(each.state, each.reason) for each in made] == [(DocumentState.ACCEPTED, "")] * 14
        assert [each.kind for each in made] == ["Word" if file.suffix == ".docx" else "PDF" for file in files]
        assert all("".join(json.loads(store.read(each.text_sha256))).strip() for each in made)
        told = {finding["code"] for each in made for finding in each.told}
        assert not {"font_missing", "tracked_changes", "hidden_text"} & told
        db.engine.dispose()


def test_json_tells_of_both_editions_and_nothing_else(moved_in: MovedIn):
    assert set(moved_in.editions) == {"public", "restricted"}
    for edition, entry in moved_in.editions.items():
        assert set(entry) == {"edition", "file", "pages", "sha256", "seconds", "sections"}
        file = moved_in.pack(edition)
        assert entry["file"] == str(file)
        assert entry["sha256"] == hashlib.sha256(file.read_bytes()).hexdigest()
        with pikepdf.open(file) as pdf:
            assert entry["pages"] == len(pdf.pages)


def test_the_sections_are_the_papers_that_an_edition_prints_in_agenda_order(moved_in: MovedIn):
    public = moved_in.editions["public"]["sections"]
    assert [(section["item"], section["appendix"]) for section in public] == [
        ("1(4)", None),
        ("4", None),
        ("4", "A1"),
        ("4", "A2"),
        ("4", "B"),
        ("5", None),
        ("5", "A1"),
        ("5", "A2"),
        ("6", None),
        ("6", "A"),
        ("7", None),
        ("7", "A"),
        ("8", None),
        ("8", "A"),
        ("8", "B"),
    ]
    assert {section["access"] for section in public} == {"public"}
    restricted = moved_in.editions["restricted"]["sections"]
    assert restricted[: len(public)] == public
    assert [(section["item"], section["appendix"], section["access"]) for section in restricted[len(public) :]] == [
        ("4", "C", "exempt")
    ]


def test_every_paper_starts_on_a_right_hand_page_and_pages_run_without_a_gap(moved_in: MovedIn):
    for entry in moved_in.editions.values():
        last = 0
        for section in entry["sections"]:
            assert section["first_page"] % 2 == 1
            assert last < section["first_page"] <= section["last_page"] <= entry["pages"]
            last = section["last_page"]


def test_pages_between_papers_say_that_they_are_left_blank(moved_in: MovedIn):
    for edition, entry in moved_in.editions.items():
        texts = text_of(moved_in.pack(edition))
        covered = {
            page for section in entry["sections"] for page in range(section["first_page"], section["last_page"] + 1)
        }
        front = min(section["first_page"] for section in entry["sections"])
        between = [page for page in range(front, entry["pages"] + 1) if page not in covered]
        assert between
        for page in between:
            assert "intentionally left blank" in texts[page - 1] or "Not for publication" in texts[page - 1], page


def test_every_page_is_stamped_with_its_number_which_is_also_its_label(moved_in: MovedIn):
    for edition in ("public", "restricted"):
        texts = text_of(moved_in.pack(edition))
        document = pypdfium2.PdfDocument(moved_in.pack(edition))
        labels = [document.get_page_label(page) for page in range(len(document))]
        document.close()
        for label, text in zip(labels, texts, strict=True):
            assert label in printed_number(text), (edition, label)
    public = moved_in.editions["public"]["pages"]
    assert labels[:public] == [str(number) for number in range(1, public + 1)]
    assert labels[public:] == [f"E{number}" for number in range(1, len(labels) - public + 1)]


def test_the_restricted_edition_is_the_public_one_page_for_page(moved_in: MovedIn):
    public, restricted = moved_in.pack("public"), moved_in.pack("restricted")
    pages = range(moved_in.editions["public"]["pages"])
    assert text_of(restricted)[: len(pages)] == text_of(public)
    assert pictures(restricted, pages) == pictures(public, pages)
    divider = text_of(restricted)[len(pages)]
    assert "Not for publication" in divider
    assert "Force Responses to OPCC Questions" in flat(divider)


def test_exempt_pages_say_so_and_hold_the_exempt_paper(moved_in: MovedIn):
    section = moved_in.editions["restricted"]["sections"][-1]
    texts = text_of(moved_in.pack("restricted"))[section["first_page"] - 1 : section["last_page"]]
    assert all("Not for publication" in text for text in texts)
    assert any("KINGFISHER" in text for text in texts)


def test_exempt_pages_are_pink_at_their_edge(moved_in: MovedIn):
    document = pypdfium2.PdfDocument(moved_in.pack("restricted"))
    public = moved_in.editions["public"]["pages"]
    for number in range(len(document)):
        picture = document[number].render(scale=1).to_pil().convert("RGB")
        red, green, blue = picture.getpixel((2, picture.height // 2))
        assert (red > green + 15 and red > blue) is (number >= public), number
    document.close()


@pytest.mark.parametrize(
    "words",
    [
        "Warwickshire Police and Crime Panel",
        "Monday 19 March 2018",
        "10.30am",
        "Stratford District Council Offices",
        "Thursday 22 November 2018",
        "Thursday 20 September 2018",
        "Thursday 21 June 2018",
        "within 28 days of their appointment",
        "leave the room until the matter has been dealt with",
        "Up to 30 minutes are set aside for questions",
        "two questions and speak for up to three minutes",
        "at least three working days before the meeting",
        "Item 4, Appendix C: Force Responses to OPCC Questions (no description in Schedule 12A is stated)",
        "Councillor Nicola Davies",
        "Co-opted independent members",
        "hassanhafiz@warwickshire.gov.uk",
        "David Carter",
        "Joint Managing Director",
        "Verbal report",
        "Requested by the Planning and Performance Working Group",
        "To consider a briefing on the implementation of the new Alliance Policing Model.",
    ],
)
def test_the_front_sheet_prints(words: str, moved_in: MovedIn):
    first = moved_in.editions["public"]["sections"][0]["first_page"]
    pages = text_of(moved_in.pack("public"))[: first - 1]
    # A sentence may run on over the stamp at the foot of a page.
    front = flat(" ".join(re.sub(r"Agenda\s+Page \d+\s*$|Page \d+\s+Agenda\s*$", "", page) for page in pages))
    assert flat(words) in front


def test_the_front_sheet_links_each_paper_to_its_page(moved_in: MovedIn):
    sections = moved_in.editions["public"]["sections"]
    document = pypdfium2.PdfDocument(moved_in.pack("public"))
    with pikepdf.open(moved_in.pack("public")) as pdf:
        first = sections[0]["first_page"]
        numbers = {page.objgen: number for number, page in enumerate(pdf.pages, start=1)}
        names = pikepdf.NameTree(pdf.Root.Names.Dests)
        targets = set()
        for page in pdf.pages[: first - 1]:
            for annotation in page.get("/Annots", []):
                destination = annotation.get("/Dest") or annotation.get("/A", {}).get("/D")
                if isinstance(destination, pikepdf.String):
                    destination = names[str(destination)]
                if isinstance(destination, pikepdf.Dictionary):
                    destination = destination.D
                if destination is not None:
                    targets.add(numbers[destination[0].objgen])
    document.close()
    assert {section["first_page"] for section in sections} <= targets


def test_the_outline_leads_to_every_paper(moved_in: MovedIn):
    for edition, entry in moved_in.editions.items():
        document = pypdfium2.PdfDocument(moved_in.pack(edition))
        marks = [(mark.get_title(), mark.get_dest().get_index() + 1) for mark in document.get_toc()]
        document.close()
        for section in entry["sections"]:
            assert any(section["title"] in title and page == section["first_page"] for title, page in marks), section


def test_the_drawn_appendices_come_from_the_records(moved_in: MovedIn):
    sections = {(section["item"], section["appendix"]): section for section in moved_in.editions["public"]["sections"]}
    texts = text_of(moved_in.pack("public"))

    def words(key: tuple[str, str]) -> str:
        section = sections[key]
        return flat(" ".join(texts[section["first_page"] - 1 : section["last_page"]]))

    programme, log = words(("8", "A")), words(("8", "B"))
    assert "Restorative Justice" in programme
    assert "Transformation Programme" in programme
    assert "21 June 2018, Shire Hall" in programme
    assert "early release of burglary offenders" in log
    assert "Circulated 20 September 2017" in log


@pytest.mark.parametrize("edition", ["public", "restricted"])
def test_the_file_is_titled_tagged_in_english_and_holds_nothing_active(edition: str, moved_in: MovedIn):
    with pikepdf.open(moved_in.pack(edition)) as pdf:
        assert str(pdf.Root.Lang) == "en-GB"
        assert pdf.Root.MarkInfo.Marked
        assert "Monday 19 March 2018" in str(pdf.docinfo["/Title"])
        assert "/Author" not in pdf.docinfo
        assert "/OpenAction" not in pdf.Root
        assert "/AA" not in pdf.Root
        assert "/EmbeddedFiles" not in pdf.Root.get("/Names", {})
        assert "/JavaScript" not in pdf.Root.get("/Names", {})
        kinds = {str(annotation.Subtype) for page in pdf.pages for annotation in page.get("/Annots", [])}
        assert kinds <= {"/Link"}


def test_a_fresh_instance_makes_the_same_bytes(moved_in: MovedIn, real_pack: Path, tmp_path: Path):
    again = move_in(tmp_path, real_pack)
    for edition in ("public", "restricted"):
        assert again.editions[edition]["sha256"] == moved_in.editions[edition]["sha256"]


def test_importing_twice_changes_nothing_and_says_so(moved_in: MovedIn, real_pack: Path):
    told = panel("import", real_pack, "--instance", moved_in.instance).stderr
    assert "nothing" in told.lower()


def test_what_is_not_yet_kept_is_named(moved_in: MovedIn):
    for name in ("plan.toml", "measures.csv", "decisions"):
        assert name in moved_in.told
    assert "minutes.toml" not in moved_in.told


def test_stdout_holds_the_json_alone(moved_in: MovedIn, tmp_path: Path):
    result = panel(
        "compile",
        "warwickshire",
        "2018-03-19",
        "--edition",
        "public",
        "--json",
        "--out",
        tmp_path,
        "--instance",
        moved_in.instance,
    )
    assert [entry["edition"] for entry in json.loads(result.stdout)] == ["public"]
    assert [file.name for file in tmp_path.iterdir()] == ["2018-03-19-agenda-pack-public.pdf"]
