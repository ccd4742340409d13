"""Who may see and do what: decided here, for every page, feed, pack and file.

A view declares its audience, and answers everybody as that audience. What it shows depends on the view alone, never
on who asks: a public page is composed with the public's eyes for a signed-in officer too, and cannot leak. A view that
declares nothing opens to nobody.

    @open_to(Audience.PUBLIC)      everybody; who they are is not even looked up
    @open_to(Audience.ACCOUNT)     whoever is signed in, for what is theirs; others are asked to sign in
    @open_to(Audience.OFFICER)     officers who are signed in; where the route takes <slug>, those who serve that body
    @open_to(Audience.MEMBER)      members who are signed in
    @open_to(Audience.ENTERING)    whoever has shown a password here, the second step still to come or already taken
    @open_to(Audience.KEYHOLDER)   whoever has a private address: the route takes <key>, and a wrong key is not found
"""

from __future__ import annotations

from collections.abc import Callable, Collection
from enum import StrEnum
from typing import Any, TypeVar

from flask import Flask, Response, abort, current_app, g, has_request_context, redirect, request, url_for
from flask.typing import ResponseReturnValue
from werkzeug.exceptions import HTTPException


class Audience(StrEnum):
    """A circle of people who see the same."""

    PUBLIC = "public"
    KEYHOLDER = "keyholder"
    """A calendar program, and the service behind it, that was given an officer's private address."""
    ACCOUNT = "account"
    """Whoever is signed in, for what belongs to themselves alone: their account, and the papers that they were asked to
    write or to clear. Anybody may be asked, an officer, a member, or a contributor, who has no other pages."""
    OFFICER = "officer"
    MEMBER = "member"
    ENTERING = "entering"
    """Somebody on the way in, for whom only the pages of signing in are. They see with the public's eyes."""


_View = TypeVar("_View", bound=Callable[..., object])
_DECLARED = "panel_open_to"
_FILES = "panel_takes_files"
_WHO = "panel_who"
_SERVES = "panel_serves"
_ENTERING = "panel_entering"
SIGNED_IN = frozenset({Audience.ACCOUNT, Audience.OFFICER, Audience.MEMBER})
_CACHING = dict.fromkeys((*SIGNED_IN, Audience.ENTERING), "no-store") | {Audience.KEYHOLDER: "private, no-cache"}


def _nobody_serves(_slug: str) -> bool:
    return False


def init_access(
    app: Flask,
    *,
    role_of_session: Callable[[], str | None],
    role_of_key: Callable[[str], str | None],
    sign_in: str,
    serves: Callable[[str], bool] = _nobody_serves,
    entering: Callable[[], bool] = lambda: False,
) -> None:
    """Guard every view of an application, and keep what is not public out of shared caches.

    The room that knows who is signed in lies above this one, so what it knows comes in as functions; `sign_in` is the
    endpoint where a person can, and `serves` says whether the officer who asks serves the body of a name in addresses.
    `role_of_session` gives a role to nobody whose second step is still to come; `entering` says whether a password was
    shown at all.
    """
    app.extensions[_WHO] = (role_of_session, role_of_key, sign_in)
    app.extensions[_SERVES] = serves
    app.extensions[_ENTERING] = entering
    app.before_request(guard)
    app.after_request(_keep_private)


def open_to(audience: Audience) -> Callable[[_View], _View]:
    """Declare whom a view is for."""

    def declare(view: _View) -> _View:
        setattr(view, _DECLARED, audience)
        return view

    return declare


def takes_files(view: _View) -> _View:
    """Declare that a view takes files: whoever may reach it may send as much as files need (UPLOAD_BYTES)."""
    setattr(view, _FILES, True)
    return view


def may_send_files(app: Flask, environ: dict[str, Any]) -> bool:
    """Say of a request, by its head alone, whether it goes to a view that takes files, from one who may reach that."""
    with app.request_context(environ):
        try:
            return guard() is None and request.max_content_length == app.config["UPLOAD_BYTES"]
        except HTTPException:
            return False


def audience_of_view(app: Flask, endpoint: str) -> Audience | None:
    """Say whom a view is open to; None where it declares nothing. Static files are everybody's."""
    if endpoint == "static":
        return Audience.PUBLIC
    return getattr(app.view_functions.get(endpoint), _DECLARED, None)


def viewer() -> Audience:
    """Say with whose eyes this is composed: the view's audience, once the guard let it pass; else the public's."""
    return g.get("viewer", Audience.PUBLIC) if has_request_context() else Audience.PUBLIC


def sees_agenda(audience: Audience, *, published: bool, closed: bool, sits: bool = False) -> bool:
    """Whether an audience may have a meeting's agenda and public papers: once published, unless it is closed.

    `sits`: the one who asks was a member of the body on the day of the meeting, or is the named substitute of one, and
    so may attend a closed one.
    """
    return audience is Audience.OFFICER or (published and (not closed or (audience is Audience.MEMBER and sits)))


def sees_details(audience: Audience, *, closed: bool, sits: bool = False) -> bool:
    """Whether an audience may know more of a meeting than that it takes place."""
    return not closed or audience in (Audience.OFFICER, Audience.KEYHOLDER) or (audience is Audience.MEMBER and sits)


def papers_seen(audience: Audience, *, sits: bool = False) -> frozenset[str]:
    """Name the kinds of access ("public", "exempt") of the papers whose files an audience may have.

    That an exempt paper exists (its item, letter, title and description) is for everybody. A member has the exempt ones
    of the meetings at which they sit. A private address is given to calendar services, so it leads to dates and never
    to papers.
    """
    every = audience is Audience.OFFICER or (audience is Audience.MEMBER and sits)
    return frozenset({"public", "exempt"} if every else {"public"})


def sees_minutes(
    audience: Audience, *, exempt: bool, closed: bool, confirmed: bool, proposed: bool, opened: bool
) -> bool:
    """Whether an audience may have a meeting's written minutes.

    Confirmed ones are everybody's. A draft is from the publication of the agenda that proposes it on (`proposed`), and
    earlier only where the body's rules or an officer opened it. Those of a closed meeting, and exempt ones, never are.
    """
    if audience is Audience.OFFICER:
        return True
    return not exempt and not closed and (confirmed or proposed or opened)


def opens_asked(account: int, *, author: int, approvers: Collection[int], called_back: bool) -> bool:
    """Whether an account may open a paper that was asked for, with its versions and what came with it.

    Its author and those who clear it may, an exempt paper too and whatever they are here otherwise, and approvers also
    before their turn. Once it is called back, or withdrawn from the agenda, neither may. An officer who was asked
    nothing has the officers' pages of it, and not these.
    """
    return not called_back and (account == author or account in approvers)


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
    elif audience is Audience.ENTERING:
        return None if current_app.extensions[_ENTERING]() else _ask_to_sign_in(sign_in)
    elif audience in SIGNED_IN:
        role = role_of_session()
        if role is None:
            return _ask_to_sign_in(sign_in)
        if audience not in (Audience.ACCOUNT, role):
            abort(404)
        slug = (request.view_args or {}).get("slug")
        if audience is Audience.OFFICER and slug is not None and not current_app.extensions[_SERVES](slug):
            abort(404)
    else:
        abort(404)
    g.viewer = audience
    if getattr(current_app.view_functions[request.endpoint], _FILES, False):
        # Nobody has read the body yet, and whoever may not reach the view did not come so far.
        request.max_content_length = current_app.config["UPLOAD_BYTES"]
    return None


def _ask_to_sign_in(sign_in: str) -> ResponseReturnValue:
    if request.method not in ("GET", "HEAD"):
        abort(403)
    return redirect(url_for(sign_in, next=request.full_path.rstrip("?")), 303)


def _keep_private(response: Response) -> Response:
    """Let nobody keep a page of those who are signed in, and only its owner's program a private feed."""
    audience = audience_of_view(current_app, request.endpoint) if request.endpoint else None
    if audience in _CACHING:
        response.headers["Cache-Control"] = _CACHING[audience]
    return response
