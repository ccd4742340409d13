"""Take pages out of a finished edition, and leave notices under the same numbers. Runs in the sandbox.

Nothing of a page that is taken out may stay: neither what is drawn on it, nor its words in the tags, nor its bookmarks,
nor the names that lead to it. What nothing leads to any more is not written.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, NameTree, NumberTree, Object, OutlineItem

from panel.documents import sandbox
from panel.packs.looking import EDITION, SECONDS, SECONDS_A_PAGE

NOTICES, REDACTED = "notices.pdf", "redacted.pdf"
OF_THE_PAGE = ("/Annots", "/StructParents", "/Group", "/Tabs", "/Thumb", "/Metadata", "/PieceInfo", "/AA", "/B")
WORDS = ("/ActualText", "/Alt", "/E", "/T")
"""Where a tag repeats words of the page."""
Key = tuple[int, int]


def take_out(folder: Path, pages: list[int]) -> dict[str, Any]:
    """Put the pages of NOTICES, in order, in the place of pages of EDITION, counted from 1; write REDACTED."""
    with pikepdf.open(folder / EDITION) as pdf, pikepdf.open(folder / NOTICES) as notices:
        sandbox.take_longer(SECONDS + SECONDS_A_PAGE * len(pdf.pages))
        gone = {pdf.pages[number - 1].obj.objgen for number in pages}
        _bookmarks(pdf, gone)
        _names(pdf, gone)
        _tags(pdf, gone)
        for number, notice in zip(pages, notices.pages, strict=True):
            page, new = pdf.pages[number - 1].obj, pdf.copy_foreign(notice.obj)
            for key in OF_THE_PAGE:
                if key in page:
                    del page[key]
            for key in ("/Contents", "/Resources", "/MediaBox"):
                page[key] = new[key]
        pdf.save(folder / REDACTED, deterministic_id=True)
    return {"size": (folder / REDACTED).stat().st_size}


def _bookmarks(pdf: pikepdf.Pdf, gone: set[Key]) -> None:
    names = _dests(pdf)
    with pdf.open_outline() as outline:
        outline.root[:] = list(_kept(outline.root, names, gone))


def _kept(entries: list[OutlineItem], names: dict[str, Object], gone: set[Key]) -> Iterator[OutlineItem]:
    """Keep the bookmarks that lead to pages that stay; what hung below one that goes moves up."""
    for entry in entries:
        below = list(_kept(entry.children, names, gone))
        page = _page_of(entry.destination, names)
        if page is None or page in gone:
            yield from below
        else:
            entry.children[:] = below
            yield entry


def _page_of(destination: object, names: dict[str, Object]) -> Key | None:
    """Give the page that a destination means; None where that cannot be told."""
    if isinstance(destination, pikepdf.String | str):
        destination = names.get(str(destination))
    if isinstance(destination, Dictionary):
        destination = destination.get("/D")
    if isinstance(destination, Array) and len(destination) and isinstance(destination[0], Dictionary):
        return destination[0].objgen
    return None


def _dests(pdf: pikepdf.Pdf) -> dict[str, Object]:
    names = pdf.Root.get("/Names", Dictionary())
    return {str(name): target for name, target in NameTree(names.Dests).items()} if "/Dests" in names else {}


def _names(pdf: pikepdf.Pdf, gone: set[Key]) -> None:
    """Drop the names that lead to pages that go: they are a paper's own words. Links lead to the page itself then."""
    names = _dests(pdf)
    dropped = {name for name, destination in names.items() if _page_of(destination, names) in gone}
    if not dropped:
        return
    tree = NameTree(pdf.Root.Names.Dests)
    for page in pdf.pages:
        for annotation in page.obj.get("/Annots", Array()):
            holder = annotation.get("/A", annotation)
            key = "/D" if holder is not annotation else "/Dest"
            name = holder.get(key)
            if isinstance(name, pikepdf.String) and str(name) in dropped:
                target = next(each for each in pdf.pages if each.obj.objgen == _page_of(name, names))
                holder[key] = Array([target.obj, pikepdf.Name.Fit])
    for each in dropped:
        del tree[each]


def _tags(pdf: pikepdf.Pdf, gone: set[Key]) -> None:
    if "/StructTreeRoot" not in pdf.Root:
        return
    root = pdf.Root.StructTreeRoot
    pruned: set[Key] = set()
    _prune(root, gone, pruned)
    if "/ParentTree" in root:
        tree = NumberTree(root.ParentTree)
        for number, value in list(tree.items()):
            if isinstance(value, Array):
                for position, element in enumerate(value):
                    if isinstance(element, Dictionary) and element.objgen in pruned:
                        value[position] = None
            elif isinstance(value, Dictionary) and value.objgen in pruned:
                del tree[number]
    if "/IDTree" in root:
        ids = NameTree(root.IDTree)
        for name, element in list(ids.items()):
            if isinstance(element, Dictionary) and element.objgen in pruned:
                del ids[name]


def _prune(element: Object, gone: set[Key], pruned: set[Key]) -> tuple[bool, bool]:
    """Take what stands on pages that go out of a tag; say whether anything is left of it, and whether anything went."""
    kids = element.get("/K")
    if kids is None:
        return False, True  # it says on no page that stays that it stands there
    listed = list(kids) if isinstance(kids, Array) else [kids]
    page = element.get("/Pg")
    own = page.objgen if isinstance(page, Dictionary) else None
    left, went = [], own in gone
    for kid in listed:
        if not isinstance(kid, Dictionary):
            stays = own not in gone  # the number of marks on the tag's own page
        elif kid.get("/Type") in (pikepdf.Name.MCR, pikepdf.Name.OBJR):
            there = kid.get("/Pg", page)
            stays = not isinstance(there, Dictionary) or there.objgen not in gone
        else:
            stays, went_below = _prune(kid, gone, pruned)
            went = went or went_below
            if not stays:
                pruned.add(kid.objgen)
        if stays:
            left.append(kid)
    went = went or len(left) < len(listed)
    if went:
        # Also a tag far above repeats what it holds.
        for key in WORDS:
            if key in element:
                del element[key]
        element["/K"] = Array(left)
    if own in gone:
        del element["/Pg"]
    return bool(left), went
