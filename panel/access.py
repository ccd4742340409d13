"""Who may see and do what: decided here, for every page, feed, pack and file.

A view declares its audience, and answers everybody as that audience. What it shows depends on the view alone, never
on who asks: a public page is composed with the public's eyes for a signed-in officer too, and cannot leak. A view that
declares nothing opens to nobody.

    @open_to(Audience.PUBLIC)      everybody; who they are is not even looked up
    @open_to(Audience.OFFICER)     officers who are signed in; others are asked to sign in
    @open_to(Audience.KEYHOLDER)   whoever has a private address: the route takes <key>, and a wrong key is not found
"""

from __future__ import annotations

from collections.abc import Callable
from enum import StrEnum
from typing import TypeVar

from flask import Flask, Response, abort, current_app, g, has_request_context, redirect, request, url_for
from flask.typing import ResponseReturnValue


class Audience(StrEnum):
    """A circle of people who see the same."""

    PUBLIC = "public"
    KEYHOLDER = "keyholder"
    """A calendar program, and the service behind it, that was given an officer's private address."""
    OFFICER = "officer"


_View = TypeVar("_View", bound=Callable[..., object])
_DECLARED = "panel_open_to"
_WHO = "panel_who"
_CACHING = {Audience.OFFICER: "no-store", Audience.KEYHOLDER: "private, no-cache"}


def init_access(
    app: Flask, *, role_of_session: Callable[[], str | None], role_of_key: Callable[[str], str | None], sign_in: str
) -> None:
    """Guard every view of an application, and keep what is not public out of shared caches.

    The room that knows who is signed in lies above this one, so what it knows comes in as functions; `sign_in` is the
    endpoint where a person can.
    """
    app.extensions[_WHO] = (role_of_session, role_of_key, sign_in)
    app.before_request(guard)
    app.after_request(_keep_private)


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
    """Say with whose eyes this is composed: the view's audience, once the guard let it pass; else the public's."""
    return g.get("viewer", Audience.PUBLIC) if has_request_context() else Audience.PUBLIC


def sees_agenda(audience: Audience, *, published: bool, closed: bool) -> bool:
    """Whether an audience may have a meeting's agenda and public papers: once published, unless it is closed."""
    return audience is Audience.OFFICER or (published and not closed)


def sees_details(audience: Audience, *, closed: bool) -> bool:
    """Whether an audience may know more of a meeting than that it takes place."""
    return audience is not Audience.PUBLIC or not closed


def papers_seen(audience: Audience) -> frozenset[str]:
    """Name the kinds of access ("public", "exempt") of the papers whose files an audience may have.

    That an exempt paper exists (its item, letter, title and description) is for everybody. A private address is given
    to calendar services, so it leads to dates and never to papers.
    """
    return frozenset({"public", "exempt"} if audience is Audience.OFFICER else {"public"})


def guard() -> ResponseReturnValue | None:
    """Refuse, before each request, a view that is not open to the one who asks."""
    g.viewer = Audience.PUBLIC
    if request.endpoint is None:
        return None
    if "\0" in request.path:
        abort(404)  # no record has one in its address, and PostgreSQL cannot even be asked
    audience = audience_of_view(current_app, request.endpoint)
    if audience is Audience.PUBLIC:
        return None
    role_of_session, role_of_key, sign_in = current_app.extensions[_WHO]
    if audience is Audience.KEYHOLDER:
        if role_of_key((request.view_args or {}).get("key", "")) != Audience.OFFICER:
            abort(404)
    elif audience is Audience.OFFICER:
        role = role_of_session()
        if role is None and request.method in ("GET", "HEAD"):
            return redirect(url_for(sign_in, next=request.full_path.rstrip("?")), 303)
        if role is None:
            abort(403)
        if role != audience:
            abort(404)
    else:
        abort(404)
    g.viewer = audience
    return None


def _keep_private(response: Response) -> Response:
    """Let nobody keep an officer's page, and only its owner's program a private feed, whatever the view said."""
    audience = audience_of_view(current_app, request.endpoint) if request.endpoint else None
    if audience in _CACHING:
        response.headers["Cache-Control"] = _CACHING[audience]
    return response
