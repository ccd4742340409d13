"""Reduce a document's layers to what is shown and what is not, so that merging cannot reveal a hidden one."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import pikepdf


@dataclass(frozen=True)
class Layers:
    """The layers of a document, and which of them are hidden."""

    groups: tuple[pikepdf.Object, ...] = ()
    hidden: frozenset[tuple[int, int]] = frozenset()


def settle(pdf: pikepdf.Pdf) -> Layers:
    """Work out which layers are shown on opening, and leave only that said, in the document too.

    A layer that either the standard's rules or PDFium's reading of its Usage would hide is hidden: what is
    hidden anywhere must not come to light.
    """
    properties = pdf.Root.get("/OCProperties")
    if not isinstance(properties, pikepdf.Dictionary):
        if "/OCProperties" in pdf.Root:
            del pdf.Root["/OCProperties"]
        return Layers()
    groups = {group.objgen: group for group in _dictionaries(properties.get("/OCGs")) if group.is_indirect}
    config = properties.get("/D")
    if not isinstance(config, pikepdf.Dictionary):
        config = pikepdf.Dictionary()
    hidden = set(groups) if config.get("/BaseState") == "/OFF" else set()
    hidden -= {group.objgen for group in _dictionaries(config.get("/ON"))}
    hidden |= {group.objgen for group in _dictionaries(config.get("/OFF"))} & set(groups)
    for rule in _dictionaries(config.get("/AS")):
        if rule.get("/Event") == "/View":
            _apply(rule, hidden, set(groups))
    for key, group in groups.items():
        if _state(group, "/View") == "/OFF":
            hidden.add(key)
    for group in groups.values():
        # Usage would go on being read by some viewers; what it says has been settled here.
        if "/Usage" in group:
            del group["/Usage"]
    off = pikepdf.Array([group for key, group in groups.items() if key in hidden])
    every = pikepdf.Array(list(groups.values()))
    pdf.Root["/OCProperties"] = pikepdf.Dictionary(
        {"/OCGs": every, "/D": pikepdf.Dictionary({"/OFF": off, "/Order": every})}
    )
    return Layers(tuple(groups.values()), frozenset(hidden))


def _apply(rule: pikepdf.Object, hidden: set[tuple[int, int]], known: set[tuple[int, int]]) -> None:
    """Follow one usage rule of the configuration, for viewing."""
    listed = rule.get("/Category")
    categories = [str(one) for one in listed] if isinstance(listed, pikepdf.Array) else []
    for group in _dictionaries(rule.get("/OCGs")):
        states = {state for category in categories if (state := _state(group, category))}
        if group.objgen not in known:
            continue
        if "/OFF" in states:
            hidden.add(group.objgen)
        elif "/ON" in states:
            hidden.discard(group.objgen)


def _state(group: pikepdf.Object, category: str) -> str | None:
    """What a layer's Usage says for "/View", "/Print" or "/Export"."""
    usage = group.get("/Usage")
    entry = usage.get(category) if isinstance(usage, pikepdf.Dictionary) else None
    state = entry.get(f"{category}State") if isinstance(entry, pikepdf.Dictionary) else None
    return str(state) if isinstance(state, pikepdf.Name) else None


def _dictionaries(value: pikepdf.Object | None) -> Iterator[pikepdf.Object]:
    if isinstance(value, pikepdf.Array):
        for one in value:
            if isinstance(one, pikepdf.Dictionary):
                yield one
