"""Tags survive: each piece of marked content still belongs to its element, in the canonical file and in a pack."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name, String

from panel.pdf.canonical import NO_TAGS, prepare
from panel.pdf.index import load
from tests.pdf.making import add_page, pack_of, run_of

CONTENT = (
    b"/Artifact BMC 0.9 g 0 0 9 9 re f EMC "
    b"/Heading <</MCID 0>> BDC BT /F1 18 Tf 60 400 Td (Heading of %(page)d) Tj ET EMC "
    b"/P <</MCID 1>> BDC BT /F1 12 Tf 60 300 Td (First paragraph) Tj ET EMC "
    b"/P <</MCID 2>> BDC BT /F1 12 Tf 60 200 Td (Second paragraph) Tj ET EMC\n"
)


def tagged(pages: int = 2, content: bytes = CONTENT) -> pikepdf.Pdf:
    """A document with a role map, a class map, an ID, and a table head that is named by a cell."""
    pdf = pikepdf.new()
    root = pdf.make_indirect(Dictionary(Type=Name.StructTreeRoot))
    top = pdf.make_indirect(Dictionary(S=Name.Document, P=root, K=Array()))
    nums = Array()
    for number in range(pages):
        page = add_page(pdf, content.replace(b"%(page)d", b"%d" % number), StructParents=number).obj
        elements = [
            pdf.make_indirect(Dictionary(S=Name("/" + role), P=top, Pg=page, K=mcid))
            for mcid, role in enumerate(("Heading", "Standard", "Standard"))
        ]
        elements[1].C = Name.Wide
        elements[1].ID = String(f"p{number}")
        elements[2].A = Dictionary(O=Name.Table, Headers=Array([String(f"p{number}")]))
        elements[2].ActualText = String("Zweiter Absatz – über")
        top.K.extend(elements)
        nums.extend([number, Array(elements)])
    root.K = top
    root.ParentTree = Dictionary(Nums=nums)
    root.RoleMap = Dictionary(Heading=Name.Deeper, Deeper=Name.H2, Standard=Name.P)
    root.ClassMap = Dictionary(Wide=Dictionary(O=Name.Layout, SpaceAfter=12))
    pdf.Root.StructTreeRoot = root
    pdf.Root.MarkInfo = Dictionary(Marked=True)
    pdf.Root.Lang = String("cy-GB")
    return pdf


def elements(node: pikepdf.Object) -> Iterator[pikepdf.Object]:
    """Every element below a node of the tree."""
    kids = node.get("/K", Array())
    for kid in kids if isinstance(kids, Array) else [kids]:
        if isinstance(kid, Dictionary) and "/S" in kid:
            yield kid
            yield from elements(kid)


def parents(pdf: pikepdf.Pdf) -> dict[int, pikepdf.Object]:
    """The parent tree."""
    found, waiting = {}, [pdf.Root.StructTreeRoot.ParentTree]
    while waiting:
        node = waiting.pop()
        waiting.extend(node.get("/Kids", []))
        nums = list(node.get("/Nums", []))
        found |= dict(zip(nums[::2], nums[1::2], strict=True))
    return found


def marks_of(pdf: pikepdf.Pdf, page: pikepdf.Object) -> dict[int, str]:
    """For each marked piece of a page, in whatever stream it stands, the role of the element that claims it."""
    rows = parents(pdf)
    holders = [page, *page.Resources.get("/XObject", Dictionary()).values()]
    found = {}
    for holder in holders:
        if "/StructParents" not in holder:
            continue
        for mcid, element in enumerate(rows[holder.StructParents]):
            if element is None:
                continue
            assert claims(element, page, holder, mcid), f"the element of piece {mcid} does not claim it"
            found[mcid] = str(element.S)
    return found


def claims(element: pikepdf.Object, page: pikepdf.Object, holder: pikepdf.Object, mcid: int) -> bool:
    kids = element.K if isinstance(element.K, Array) else [element.K]
    for kid in kids:
        if isinstance(kid, int) and kid == mcid and element.Pg.objgen == page.objgen == holder.objgen:
            return True
        if isinstance(kid, Dictionary) and kid.get("/MCID") == mcid and kid.Pg.objgen == page.objgen:
            return kid.get("/Stm", page).objgen == holder.objgen
    return False


ROLES = {0: "/H2", 1: "/P", 2: "/P"}


def test_every_piece_keeps_its_element_in_a_pack(tmp_path: Path) -> None:
    first = prepare(tagged(2), tmp_path, "first")
    second = prepare(tagged(3), tmp_path, "second")
    untagged = pikepdf.new()
    add_page(untagged)
    runs = [
        run_of(first, "1", 1),
        run_of(prepare(untagged, tmp_path, "plain"), "2", 3),
        run_of(second, "3", 4),
        run_of(first, "4", 7),
    ]
    with pack_of(tmp_path / "pack.pdf", *runs) as pack:
        kept = [marks_of(pack, page.obj) for page in pack.pages]
        assert kept == [ROLES, ROLES, {}, ROLES, ROLES, ROLES, ROLES, ROLES]
        assert "/RoleMap" not in pack.Root.StructTreeRoot
        assert pack.Root.MarkInfo.Marked


def test_a_pack_is_a_document_with_a_part_for_each_paper(tmp_path: Path) -> None:
    prepared = prepare(tagged(), tmp_path, "paper")
    with pack_of(tmp_path / "pack.pdf", run_of(prepared, "1"), run_of(prepared, "2", 3)) as pack:
        document = pack.Root.StructTreeRoot.K[0]
        assert (document.S, str(document.Lang)) == ("/Document", "en-GB")
        assert [(part.S, str(part.T), str(part.Lang)) for part in document.K] == [
            ("/Part", "Item 1", "cy-GB"),
            ("/Part", "Item 2", "cy-GB"),
        ]
        assert [top.S for part in document.K for top in part.K] == ["/Sect", "/Sect"]
        every = list(elements(pack.Root.StructTreeRoot))
        spoken = [str(one.ActualText) for one in every if "/ActualText" in one]
        assert spoken == ["Zweiter Absatz – über"] * 4


def test_structure_ids_stay_unique_and_are_still_found(tmp_path: Path) -> None:
    prepared = prepare(tagged(), tmp_path, "paper")
    with pack_of(tmp_path / "pack.pdf", run_of(prepared, "1"), run_of(prepared, "2", 3)) as pack:
        named = [one for one in elements(pack.Root.StructTreeRoot) if "/ID" in one]
        ids = [bytes(one.ID) for one in named]
        assert len(ids) == len(set(ids)) == 4
        tree = {bytes(k): v for kid in pack.Root.StructTreeRoot.IDTree.Kids for k, v in pairs(kid.Names)}
        assert {key: value.objgen for key, value in tree.items()} == {bytes(one.ID): one.objgen for one in named}
        headed = [one for one in elements(pack.Root.StructTreeRoot) if "/A" in one and "/Headers" in one.A]
        assert [bytes(one.A.Headers[0]) for one in headed] == ids, "a cell names the head in its own copy"


def pairs(names: Array) -> Iterator[tuple[pikepdf.Object, pikepdf.Object]]:
    listed = list(names)
    return zip(listed[::2], listed[1::2], strict=True)


def test_classes_become_attributes(tmp_path: Path) -> None:
    with pikepdf.open(prepare(tagged(1), tmp_path, "paper").pdf) as pdf:
        spaced = [one for one in elements(pdf.Root.StructTreeRoot) if "/A" in one and "/SpaceAfter" in one.A]
        assert [one.A.SpaceAfter for one in spaced] == [12]


def test_a_page_put_into_a_form_keeps_its_tags(tmp_path: Path) -> None:
    pdf = tagged(2, CONTENT + b"q q\n")
    with pack_of(tmp_path / "pack.pdf", run_of(prepare(pdf, tmp_path, "paper"))) as pack:
        for page in pack.pages:
            assert "/StructParents" not in page.obj
            assert marks_of(pack, page.obj) == ROLES


def test_a_link_among_the_tags_keeps_its_element(tmp_path: Path) -> None:
    pdf = tagged(1)
    page = pdf.pages[0].obj
    link = pdf.make_indirect(
        Dictionary(
            Type=Name.Annot,
            Subtype=Name.Link,
            Rect=Array([60, 200, 160, 212]),
            StructParent=9,
            A=Dictionary(S=Name.URI, URI=String("https://example.org/")),
            Contents=String("An example"),
        )
    )
    page.Annots = Array([link])
    top = pdf.Root.StructTreeRoot.K
    element = pdf.make_indirect(Dictionary(S=Name.Link, P=top, Pg=page, K=Dictionary(Type=Name.OBJR, Obj=link)))
    top.K.append(element)
    prepared = prepare(pdf, tmp_path, "paper")
    with pack_of(tmp_path / "pack.pdf", run_of(prepared, "1"), run_of(prepared, "2", 2)) as pack:
        for page in pack.pages:
            annotation = page.obj.Annots[0]
            owner = parents(pack)[annotation.StructParent]
            assert owner.S == "/Link"
            assert owner.K.Obj.objgen == annotation.objgen
            assert str(annotation.Contents) == "An example"


def looped(pdf: pikepdf.Pdf) -> None:
    top = pdf.Root.StructTreeRoot.K
    top.K.append(top)


def no_page(pdf: pikepdf.Pdf) -> None:
    for one in pdf.Root.StructTreeRoot.K.K:
        one.Pg = Dictionary(Type=Name.Page)


def bottomless(pdf: pikepdf.Pdf) -> None:
    node = pdf.Root.StructTreeRoot.K
    for _ in range(300):
        node.K = Array([pdf.make_indirect(Dictionary(S=Name.Div, P=node))])
        node = node.K[0]


def words_for_a_tree(pdf: pikepdf.Pdf) -> None:
    pdf.Root.StructTreeRoot = String("tree")


DAMAGE = {
    "a loop": (looped, True, []),
    "pages that are not there": (no_page, False, []),
    "no bottom": (bottomless, False, [NO_TAGS]),
    "no tree at all": (words_for_a_tree, False, []),
}


@pytest.mark.parametrize(("damage", "kept", "told"), DAMAGE.values(), ids=DAMAGE.keys())
def test_damaged_tags_are_mended_or_left_out(tmp_path: Path, damage: object, kept: bool, told: list[str]) -> None:
    pdf = tagged(1)
    damage(pdf)
    prepared = prepare(pdf, tmp_path, "paper")
    assert load(prepared.index).tagged == kept
    assert list(load(prepared.index).told) == told
    with pack_of(tmp_path / "pack.pdf", run_of(prepared)) as pack:
        assert ("/MarkInfo" in pack.Root) == kept
        assert marks_of(pack, pack.pages[0].obj) == (ROLES if kept else {})


@pytest.mark.skipif(shutil.which("pdfinfo") is None, reason="poppler-utils is not installed")
@pytest.mark.parametrize("content", [CONTENT, CONTENT + b"q\n"], ids=["as it is", "as a form"])
def test_poppler_reads_the_text_of_each_element(tmp_path: Path, content: bytes) -> None:
    prepared = prepare(tagged(2, content), tmp_path, "paper")
    pack_of(tmp_path / "pack.pdf", run_of(prepared, "1"), run_of(prepared, "2", 3)).close()
    read = subprocess.run(
        ["pdfinfo", "-struct-text", tmp_path / "pack.pdf"], capture_output=True, check=True, text=True, errors="replace"
    ).stdout
    assert read.count("Heading of 0") == read.count("Heading of 1") == 2
    assert read.count("First paragraph") == 4
    assert "Page 1" not in read, "a stamp is an artifact, not part of the text"
