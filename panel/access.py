"""Who may see and do what: decided here, for every page, feed, pack and file.

Until people can sign in, everybody is the public. A view that declares nothing opens to nobody.
"""

from __future__ import annotations

from collections.abc import Callable
from enum import StrEnum
from typing import TypeVar

from flask import Flask, abort, current_app, request


class Audience(StrEnum):
    """A circle of people who see the same."""

    PUBLIC = "public"


_View = TypeVar("_View", bound=Callable[..., object])
_DECLARED = "panel_open_to"


def open_to(audience: Audience) -> Callable[[_View], _View]:
    """Declare whom a view is for."""

    def declare(view: _View) -> _View:
        setattr(view, _DECLARED, audience)
        return view

    return declare


def audience_of_view(app: Flask, endpoint: str) -> Audience | None:
    """Say whom a view is open to; None where it declares nothing. Static files are everybody's."""
    if endpoint == "static":
        return Audience.PUBLIC
    return getattr(app.view_functions.get(endpoint), _DECLARED, None)


def viewer() -> Audience:
    """Say in which circle the person behind this request is."""
    return Audience.PUBLIC


def sees_agenda(audience: Audience, *, published: bool, closed: bool) -> bool:
    """Whether an audience may have a meeting's agenda and public papers: once published, unless it is closed."""
    return published and not closed


def sees_details(audience: Audience, *, closed: bool) -> bool:
    """Whether an audience may know more of a meeting than that it takes place."""
    return not closed


def papers_seen(audience: Audience) -> frozenset[str]:
    """Name the kinds of access ("public", "exempt") of the papers whose files an audience may have.

    That an exempt paper exists (its item, letter, title and description) is for everybody.
    """
    return frozenset({"public"})


def guard() -> None:
    """Refuse, before each request, a view that is not open to the one who asks."""
    if request.endpoint is None:
        return
    if audience_of_view(current_app, request.endpoint) != viewer():
        abort(404)
