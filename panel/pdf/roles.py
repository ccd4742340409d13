"""Bring the roles of tags down to the standard ones of PDF 1.7, so that papers' role maps need no joining."""

from __future__ import annotations

import pikepdf

_WORDS = (
    "Document Part Art Sect Div BlockQuote Caption TOC TOCI Index NonStruct Private H H1 H2 H3 H4 H5 H6 P L LI Lbl "
    "LBody Table TR TH TD THead TBody TFoot Span Quote Note Reference BibEntry Code Link Annot Ruby RB RT RP Warichu "
    "WT WP Figure Formula Form"
)
STANDARD = frozenset(_WORDS.split())
"""The roles that PDF 1.7 knows."""

# The roles that PDF 2.0 adds, by the nearest that 1.7 has.
_NEWER = {
    "DocumentFragment": "Sect",
    "Aside": "Div",
    "Title": "H1",
    "FENote": "Note",
    "Sub": "Span",
    "Em": "Span",
    "Strong": "Span",
    "Artifact": "NonStruct",
}
_LONGEST_CHAIN = 16


class Roles:
    """The role map of one document, and those of its namespaces."""

    def __init__(self, root: pikepdf.Object) -> None:
        self._map = _names(root.get("/RoleMap"))
        self._spaces: dict[tuple[int, int], dict[str, str]] = {}

    def standard(self, element: pikepdf.Object, *, uppermost: bool) -> str:
        """The standard role of an element. A document within a pack is a section of it."""
        role = element.get("/S")
        name = str(role)[1:] if isinstance(role, pikepdf.Name) else "NonStruct"
        space = element.get("/NS")
        if isinstance(space, pikepdf.Dictionary):
            name = self._of_space(space).get(name, name)
        for _ in range(_LONGEST_CHAIN):
            if name in STANDARD or name not in self._map:
                break
            name = self._map[name]
        if name[:1] == "H" and name[1:].isdigit() and name not in STANDARD:
            name = "H6"
        name = _NEWER.get(name, name)
        if name not in STANDARD:
            name = "NonStruct"
        return "Sect" if name == "Document" or (uppermost and name == "Part") else name

    def _of_space(self, space: pikepdf.Object) -> dict[str, str]:
        if space.objgen not in self._spaces:
            self._spaces[space.objgen] = _names(space.get("/RoleMapNS"))
        return self._spaces[space.objgen]


def _names(mapping: pikepdf.Object | None) -> dict[str, str]:
    """A role map as plain names; a target in another namespace is [name namespace]."""
    found: dict[str, str] = {}
    if isinstance(mapping, pikepdf.Dictionary):
        for key, value in mapping.items():
            target = value[0] if isinstance(value, pikepdf.Array) and len(value) else value
            if isinstance(target, pikepdf.Name):
                found[key[1:]] = str(target)[1:]
    return found
