"""Links, bookmarks and named destinations lead to the same place in a pack as in their paper."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name, String

from panel.pdf.assemble import OutlineEntry, PageRun, Stamp, assemble
from panel.pdf.canonical import prepare, prepare_own
from panel.pdf.geometry import IDENTITY, destination, inverse, move_destination, move_point, multiply, upright
from panel.pdf.index import load
from panel.pdf.placement import place
from panel.pdf.prepared import page_facts
from tests.pdf.making import FULL, SIGN, document, pack_of, run_of

TARGET = (120.0, 430.0)
"""Where links lead on a page: the corner of the sign's dot."""


def link(pdf: pikepdf.Pdf, page: int, rect: tuple[float, ...] = (60, 300, 160, 320), **keys: Any) -> pikepdf.Object:
    made = pdf.make_indirect(Dictionary(Type=Name.Annot, Subtype=Name.Link, Rect=Array(list(rect)), **keys))
    holder = pdf.pages[page].obj
    if "/Annots" not in holder:
        holder.Annots = Array()
    holder.Annots.append(made)
    return made


def numbers(array: pikepdf.Object) -> list[float | None]:
    return [None if one is None else float(one) for one in array]


@pytest.mark.parametrize("rotation", [0, 90, 180, 270])
@pytest.mark.parametrize("content", [SIGN, FULL], ids=["as it is", "scaled to make room"])
def test_a_link_moves_and_leads_with_its_page(tmp_path: Path, rotation: int, content: bytes) -> None:
    pdf = document(content, content, box=(10, 20, 410, 520), Rotate=rotation)
    rect = (60, 300, 160, 320)
    link(pdf, 0, rect, Dest=Array([pdf.pages[1].obj, Name.XYZ, *TARGET, 0]))
    prepared = prepare(pdf, tmp_path, "paper")
    with pack_of(tmp_path / "pack.pdf", run_of(prepared, "1"), run_of(prepared, "2", 3)) as pack:
        matrix = multiply(upright((10, 20, 410, 520), rotation // 90), place(page_facts(prepared)[0]).matrix)
        assert (matrix[0] ** 2 + matrix[1] ** 2 < 1) == (content == FULL)
        for first in (0, 2):
            annotation = pack.pages[first].obj.Annots[0]
            corners = sorted([move_point(matrix, 60, 300), move_point(matrix, 160, 320)])
            left, right = sorted(x for x, _ in corners)
            bottom, top = sorted(y for _, y in corners)
            assert numbers(annotation.Rect) == pytest.approx([left, bottom, right, top], abs=0.01)
            assert annotation.Dest[0].objgen == pack.pages[first + 1].objgen, "it leads into its own copy"
            x, y = move_point(matrix, *TARGET)
            assert numbers(annotation.Dest[2:4]) == pytest.approx([x, y], abs=0.01)


def test_a_link_by_name_leads_to_what_the_name_means(tmp_path: Path) -> None:
    pdf = document(SIGN, SIGN, SIGN)
    where = Array([pdf.pages[2].obj, Name.FitH, 400])
    leaf = pdf.make_indirect(Dictionary(Names=Array([String("chapter"), Dictionary(D=where)]), Limits=Array()))
    pdf.Root.Names = Dictionary(Dests=Dictionary(Kids=Array([leaf])))
    pdf.Root.Dests = Dictionary(old=Array([pdf.pages[1].obj, Name.Fit]))
    link(pdf, 0, Dest=String("chapter"))
    link(pdf, 0, A=Dictionary(S=Name.GoTo, D=Name.old))
    link(pdf, 0, Dest=String("nowhere"))
    with pack_of(tmp_path / "pack.pdf", run_of(prepare(pdf, tmp_path, "paper"))) as pack:
        found = [one.Dest for one in pack.pages[0].obj.Annots]
        assert [one[0].objgen for one in found] == [pack.pages[2].objgen, pack.pages[1].objgen]
        assert [str(one[1]) for one in found] == ["/FitH", "/Fit"]


ACTIONS = {
    "a web page": (
        lambda: Dictionary(S=Name.URI, URI=String("https://example.org/a?b=(c)#d")),
        "https://example.org/a?b=(c)#d",
    ),
    "mail": (lambda: Dictionary(S=Name.URI, URI=String("MAILTO:clerk@example.org")), "MAILTO:clerk@example.org"),
    "letters beyond ASCII": (lambda: Dictionary(S=Name.URI, URI=String("https://example.org/ŵy")), None),
    "a script": (lambda: Dictionary(S=Name.URI, URI=String("javascript:alert(1)")), None),
    "a file": (lambda: Dictionary(S=Name.URI, URI=String("file:///etc/passwd")), None),
    "JavaScript": (lambda: Dictionary(S=Name.JavaScript, JS=String("app.alert(1)")), None),
    "a program": (lambda: Dictionary(S=Name.Launch, F=String("calc.exe")), None),
    "another document": (lambda: Dictionary(S=Name.GoToR, F=String("other.pdf"), D=Array([0, Name.Fit])), None),
    "printing": (lambda: Dictionary(S=Name.Named, N=Name.Print), None),
}


@pytest.mark.parametrize(("action", "kept"), ACTIONS.values(), ids=ACTIONS.keys())
def test_only_links_to_the_web_and_to_mail_leave_the_pack(tmp_path: Path, action: Any, kept: str | None) -> None:
    pdf = document()
    link(pdf, 0, A=action())
    with pack_of(tmp_path / "pack.pdf", run_of(prepare(pdf, tmp_path, "paper"))) as pack:
        found = [str(one.A.URI) for one in pack.pages[0].obj.get("/Annots", [])]
    if kept is None:
        assert all(one.startswith("https://example.org/") and one.isascii() for one in found)
    else:
        assert found == [kept]


def test_nothing_but_links_is_taken_over(tmp_path: Path) -> None:
    pdf = document()
    page = pdf.pages[0].obj
    page.Annots = Array(
        [
            Dictionary(Type=Name.Annot, Subtype=Name(f"/{kind}"), Rect=Array([0, 0, 9, 9]))
            for kind in ("Widget", "Text", "Movie")
        ]
    )
    page.AA = Dictionary(O=Dictionary(S=Name.JavaScript, JS=String("KINGFISHER")))
    page.PieceInfo = Dictionary(Word=Dictionary(Private=String("KINGFISHER")))
    page.Metadata = pdf.make_stream(b"KINGFISHER")
    page.Resources.Font.F1.Metadata = pdf.make_stream(b"KINGFISHER")
    page.Resources.Font.F1.AF = Array([pdf.make_indirect(Dictionary(Type=Name.Filespec, F=String("KINGFISHER")))])
    page.Resources.KINGFISHER = Dictionary()
    page.Group = Dictionary(S=Name.Transparency, Owner=String("KINGFISHER"))
    pdf.Root.OpenAction = Dictionary(S=Name.JavaScript, JS=String("KINGFISHER"))
    pdf.Root.AcroForm = Dictionary(Fields=Array(), XFA=String("KINGFISHER"))
    pdf.docinfo["/Author"] = "KINGFISHER"
    pdf.attachments["KINGFISHER.txt"] = b"KINGFISHER"
    prepared = prepare(pdf, tmp_path, "paper")
    pack_of(tmp_path / "pack.pdf", run_of(prepared)).close()
    for path in (prepared.pdf, prepared.index, tmp_path / "pack.pdf"):
        assert b"KINGFISHER" not in path.read_bytes()
    for path in (prepared.pdf, tmp_path / "pack.pdf"):
        with pikepdf.open(path) as made:
            streams = [one.read_bytes() for one in made.objects if isinstance(one, pikepdf.Stream)]
            assert not any(b"KINGFISHER" in data for data in streams)


def bookmarked() -> pikepdf.Pdf:
    pdf = document(FULL, SIGN)
    with pdf.open_outline() as outline:
        chapter = pikepdf.OutlineItem("Chapter – one", Array([pdf.pages[0].obj, Name.XYZ, 50, 300, 0]))
        chapter.children.append(pikepdf.OutlineItem("Section", Array([pdf.pages[1].obj, Name.FitH, 200])))
        outline.root.extend([chapter, pikepdf.OutlineItem("Last", 1)])
    return pdf


def test_a_papers_bookmarks_hang_below_its_own(tmp_path: Path) -> None:
    prepared = prepare(bookmarked(), tmp_path, "paper")
    runs = [run_of(prepared, "1"), run_of(prepared, "2", 3)]
    appendix = OutlineEntry("Appendix A", 1, page=1)
    entries = [
        OutlineEntry("Item 1", 0),
        OutlineEntry("Reports", None, children=(OutlineEntry("Item 2", 1, children=(appendix,), own_bookmarks=True),)),
    ]
    with pack_of(tmp_path / "pack.pdf", *runs, outline=entries) as pack, pack.open_outline() as outline:
        first, reports = outline.root
        assert (first.title, first.children) == ("Item 1", [])
        assert reports.destination is None
        (second,) = reports.children
        assert [one.title for one in second.children] == ["Chapter – one", "Last", "Appendix A"]
        chapter = second.children[0]
        scale = place(page_facts(prepared)[0]).matrix[0]
        assert chapter.destination[0].objgen == pack.pages[2].objgen
        assert float(chapter.destination[3]) == pytest.approx(300 * scale + 32, abs=0.01)
        section = chapter.children[0]
        assert (section.destination[0].objgen, numbers(section.destination[2:])) == (pack.pages[3].objgen, [200.0])
        assert second.children[2].destination[0].objgen == pack.pages[3].objgen


def test_bookmarks_that_go_round_in_circles_end(tmp_path: Path) -> None:
    pdf = bookmarked()
    first = pdf.Root.Outlines.First
    first.Next.Next = first
    first.First.First = first
    prepared = prepare(pdf, tmp_path, "paper")
    assert [mark.title for mark in load(prepared.index).outline] == ["Chapter – one", "Last"]


def test_names_are_kept_and_get_their_papers_name_only_where_they_collide(tmp_path: Path) -> None:
    pdf = document(SIGN, SIGN)
    pdf.Root.Names = Dictionary(
        Dests=Dictionary(
            Names=Array(
                [
                    String("2"), Array([pdf.pages[1].obj, Name.Fit]),
                    String("summary"), Array([pdf.pages[1].obj, Name.XYZ, None, 400, None]),
                    String("süd"), Array([pdf.pages[0].obj, Name.Fit]),
                ]
            )
        )
    )  # fmt: skip
    prepared = prepare(pdf, tmp_path, "paper")
    with pack_of(tmp_path / "pack.pdf", run_of(prepared, "2"), run_of(prepared, "4/A1", 3)) as pack:
        tree = pikepdf.NameTree(pack.Root.Names.Dests)
        found = {
            name: next(n for n, page in enumerate(pack.pages) if page.objgen == tree[name][0].objgen) for name in tree
        }
        assert found == {
            "2": 0, "2/2": 1, "4/A1": 2, "4/A1/2": 3, "summary": 1, "4/A1/summary": 3, "süd": 0, "4/A1/süd": 2,
        }  # fmt: skip
        assert numbers(tree["summary"][2:]) == [None, 400.0, None]


def test_our_own_pages_lead_into_the_pack(tmp_path: Path) -> None:
    pdf = document()
    link(pdf, 0, Dest=String("panel:4/A1"))
    pdf.save(tmp_path / "sheet.pdf")
    sheet = prepare_own((tmp_path / "sheet.pdf").read_bytes(), tmp_path, "sheet")
    paper = prepare(document(FULL), tmp_path, "paper")
    with pack_of(tmp_path / "pack.pdf", run_of(sheet, "front"), run_of(paper, "4/A1", 2)) as pack:
        annotation = pack.pages[0].obj.Annots[0]
        assert annotation.Dest[0].objgen == pack.pages[1].objgen
    with pytest.raises(ValueError, match="4/A1, which is not in the pack"):
        assemble([run_of(sheet, "front")], tmp_path / "other.pdf", title="Pack", outline=[])
    assert not (tmp_path / "other.pdf").exists()


def test_a_paper_from_outside_cannot_lead_into_the_pack_by_our_names(tmp_path: Path) -> None:
    pdf = document()
    link(pdf, 0, Dest=String("panel:4/A1"))
    with pack_of(tmp_path / "pack.pdf", run_of(prepare(pdf, tmp_path, "paper"), "4/A1")) as pack:
        assert "/Annots" not in pack.pages[0].obj


@pytest.mark.parametrize(
    ("place_before", "quarter_turns", "after"),
    [
        ((0, "XYZ", (10.0, 20.0, 1.5)), 0, (0, "XYZ", (10.0, 20.0, 1.5))),
        ((0, "XYZ", (None, 20.0, None)), 1, (0, "XYZ", (20.0, None, None))),
        ((0, "XYZ", (10.0, None, None)), 3, (0, "XYZ", (None, 10.0, None))),
        ((0, "FitH", (20.0,)), 2, (0, "FitH", (480.0,))),
        ((0, "FitH", (20.0,)), 1, (0, "XYZ", (20.0, None, None))),
        ((0, "FitV", (10.0,)), 1, (0, "XYZ", (None, 390.0, None))),
        ((0, "FitR", (10.0, 20.0, 30.0, 50.0)), 1, (0, "FitR", (20.0, 370.0, 50.0, 390.0))),
        ((0, "Fit", ()), 1, (0, "Fit", ())),
    ],
    ids=str,
)
def test_a_destination_turns_with_its_page(place_before: Any, quarter_turns: int, after: Any) -> None:
    assert move_destination(place_before, upright((0, 0, 400, 500), quarter_turns)) == after


def test_a_destination_that_says_too_little_is_completed() -> None:
    assert destination(3, "/XYZ", [5.0]) == (3, "XYZ", (5.0, None, None))
    assert destination(3, "/FitR", [5.0]) == (3, "Fit", ())
    assert destination(3, "/Sideways", [5.0]) == (3, "Fit", ())
    assert destination(3, "/XYZ", [float(10**9), 1.0]) == (3, "XYZ", (None, 1.0, None))


def test_a_matrix_and_its_inverse_cancel() -> None:
    matrix = (0.5, 0.1, -0.2, 2.0, 30.0, -40.0)
    assert multiply(matrix, inverse(matrix)) == pytest.approx(IDENTITY)


def test_a_run_that_does_not_fit_its_paper_is_refused(tmp_path: Path) -> None:
    prepared = prepare(document(SIGN, SIGN), tmp_path, "paper")
    short = PageRun(prepared, (Stamp("Page 1", "Item 1"),), ("1",), "1", "Item 1")
    with pytest.raises(ValueError, match="2 pages"):
        assemble([short], tmp_path / "pack.pdf", title="Pack", outline=[])
