"""Read objects of a PDF that may be of any type and hold any bytes."""

from __future__ import annotations

from collections.abc import Iterator

import pikepdf


def name_of(value: object) -> str:
    """A name with its slash, whatever bytes it is made of; empty if it is no name."""
    if not isinstance(value, pikepdf.Name):
        return ""
    return bytes(value).decode("utf-8", "surrogateescape")


def words_of(value: object) -> str:
    """The words of a string; empty if it is none."""
    if not isinstance(value, pikepdf.String):
        return ""
    try:
        return str(value)
    except UnicodeDecodeError:
        return bytes(value).decode("latin-1")


def items(holder: pikepdf.Object) -> Iterator[tuple[str, pikepdf.Object]]:
    """The entries of a dictionary, whatever bytes their names are made of, without empty ones."""
    for key in list(holder.keys()):
        value = holder[key]
        if value is not None:
            yield key, value


def copied(value: object) -> pikepdf.Dictionary:
    """Copy a dictionary one level deep; anything else gives an empty one."""
    copy = pikepdf.Dictionary()
    if isinstance(value, pikepdf.Dictionary):
        for key, item in items(value):
            copy[key] = item
    return copy
