"""Keep a tagged paper's tags true while its annotations are drawn into the pages."""

from __future__ import annotations

import re

import pikepdf

from panel.pdf.clean_objects import name_of

_PLAIN_NAME = re.compile(r"/[A-Za-z][A-Za-z0-9_]*")
_MCID = re.compile(rb"/MCID\s+(\d{1,9})")


class Tags:
    """The structure tree of one paper; does nothing where there is none."""

    def __init__(self, pdf: pikepdf.Pdf) -> None:
        self._pdf = pdf
        root = pdf.Root.get("/StructTreeRoot")
        self._root = root if isinstance(root, pikepdf.Dictionary) else None
        self._tree: pikepdf.NumberTree | None = None
        parents = self._root.get("/ParentTree") if self._root is not None else None
        if isinstance(parents, pikepdf.Dictionary) and parents.is_indirect:
            self._tree = pikepdf.NumberTree(parents)
        self._next: dict[tuple[int, int], int] = {}

    @property
    def present(self) -> bool:
        """Whether the paper is tagged."""
        return self._root is not None

    def marked(
        self, page: pikepdf.Page, annotation: pikepdf.Object, content: bytes, written: bytes, *, stays: bool
    ) -> bytes:
        """Mark drawn content as what its annotation was tagged as, or as decoration.

        `written` is the page's content so far, whose marks must not be used twice; an annotation that `stays`
        keeps its own tag.
        """
        if self._root is None:
            return content
        element = None if stays else self._element_of(annotation)
        row = self._row(page, written) if element is not None else None
        if element is None or row is None:
            return b"/Artifact BMC\n" + content + b"\nEMC"
        array, mcid = row
        if not self._hang(element, annotation, page, mcid):
            return b"/Artifact BMC\n" + content + b"\nEMC"
        while len(array) < mcid:
            array.append(None)
        array.append(element)
        self._next[page.obj.objgen] = mcid + 1
        name = name_of(element.get("/S"))
        tag = name if _PLAIN_NAME.fullmatch(name) else "/Span"
        return f"{tag} <</MCID {mcid}>> BDC\n".encode() + content + b"\nEMC"

    def _element_of(self, annotation: pikepdf.Object) -> pikepdf.Dictionary | None:
        key = annotation.get("/StructParent")
        if self._tree is None or not isinstance(key, int):
            return None
        try:
            element = self._tree[key]
        except (KeyError, pikepdf.PdfError, RuntimeError, ValueError, TypeError):
            return None
        return element if isinstance(element, pikepdf.Dictionary) and element.is_indirect else None

    def _row(self, page: pikepdf.Page, written: bytes) -> tuple[pikepdf.Array, int] | None:
        """The page's own row in the parent tree, and the next number free in it."""
        tree = self._tree
        if tree is None or self._root is None:
            return None
        given: object = page.obj.get("/StructParents")
        try:
            if isinstance(given, int):
                key = given
            else:
                key = max(list(tree), default=-1) + 1
                tree[key] = self._pdf.make_indirect(pikepdf.Array())
                page.obj["/StructParents"] = key
                self._root["/ParentTreeNextKey"] = key + 1
            array = tree[key]
        except (KeyError, pikepdf.PdfError, RuntimeError, ValueError, TypeError):
            return None
        if not isinstance(array, pikepdf.Array):
            return None
        used = max((int(found) for found in _MCID.findall(written)), default=-1) + 1
        if used > 100_000:
            return None
        return array, max(len(array), used, self._next.get(page.obj.objgen, 0))

    def _hang(self, element: pikepdf.Dictionary, annotation: pikepdf.Object, page: pikepdf.Page, mcid: int) -> bool:
        """Put the marked content where the element pointed at the annotation."""
        content = pikepdf.Dictionary(Type=pikepdf.Name.MCR, Pg=page.obj, MCID=mcid)
        kids = element.get("/K")
        if isinstance(kids, pikepdf.Array):
            for place, kid in enumerate(kids):
                if _refers_to(kid, annotation):
                    kids[place] = content
                    return True
        elif _refers_to(kids, annotation):
            element["/K"] = content
            return True
        return False

    def forget_what_is_gone(self) -> None:
        """Take references to annotations that are no longer on any page out of the tree."""
        if self._root is None:
            return
        kept = {
            one.objgen
            for page in self._pdf.pages
            for one in (page.get("/Annots") or ())
            if isinstance(one, pikepdf.Dictionary)
        }
        for one in self._pdf.objects:
            if isinstance(one, pikepdf.Stream) or not isinstance(one, pikepdf.Dictionary):
                continue
            kids = one.get("/K")
            if isinstance(kids, pikepdf.Array):
                gone = [place for place, kid in enumerate(kids) if _is_gone(kid, kept)]
                for place in reversed(gone):
                    del kids[place]
            elif _is_gone(kids, kept):
                del one["/K"]
        self._forget_rows(kept)

    def _forget_rows(self, kept: set[tuple[int, int]]) -> None:
        """Drop rows of the parent tree whose annotation is gone: a row that is an element, not an array."""
        if self._tree is None:
            return
        used = {
            one.get("/StructParent")
            for page in self._pdf.pages
            for one in (page.get("/Annots") or ())
            if isinstance(one, pikepdf.Dictionary)
        }
        try:
            rows = [key for key, row in self._tree.items() if isinstance(row, pikepdf.Dictionary) and key not in used]
            streams = self._keys_of_streams() if rows else set()
            for key in rows:
                if key not in streams:
                    del self._tree[key]
        except (KeyError, pikepdf.PdfError, RuntimeError, ValueError, TypeError):
            return

    def _keys_of_streams(self) -> set[object]:
        return {one.get("/StructParent") for one in self._pdf.objects if isinstance(one, pikepdf.Stream)}


def _refers_to(kid: object, annotation: pikepdf.Object) -> bool:
    if not isinstance(kid, pikepdf.Dictionary) or kid.get("/Type") != pikepdf.Name.OBJR:
        return False
    target = kid.get("/Obj")
    return isinstance(target, pikepdf.Dictionary) and target.is_indirect and target.objgen == annotation.objgen


def _is_gone(kid: object, kept: set[tuple[int, int]]) -> bool:
    if not isinstance(kid, pikepdf.Dictionary) or kid.get("/Type") != pikepdf.Name.OBJR:
        return False
    target = kid.get("/Obj")
    if isinstance(target, pikepdf.Stream):
        return False
    return not isinstance(target, pikepdf.Dictionary) or target.objgen not in kept
