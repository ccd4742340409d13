"""The council's own sign-in (OpenID Connect): who it says is there, and whose account here that is."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from authlib.common.errors import AuthlibBaseError
from authlib.integrations.flask_client import OAuth
from flask import current_app
from flask.typing import ResponseReturnValue
from joserfc.errors import JoseError
from requests import RequestException
from sqlalchemy import select

from panel.accounts.models import CouncilIdentity, User
from panel.accounts.operations import NOBODY, named, subject
from panel.accounts.queries import user_addressed
from panel.accounts.rules import council_lets_in, saw_second_step
from panel.audit.operations import record
from panel.extensions import db
from panel.law.ruling import Refused
from panel.law.words import one_line

SECONDS = 10
"""How long the council's server may take over an answer."""
NAME_LENGTH = 100
_CLIENT = "panel_council"


class NotSaid(Exception):
    """The council's sign-in did not say who is there: it cannot be reached, was left, or its answer is not for us."""


@dataclass(frozen=True)
class Visitor:
    """Somebody as the council's sign-in describes them."""

    issuer: str
    subject: str
    email: str
    """Empty where the council has not verified it."""
    name: str
    second_step: bool


def leave(back: str) -> ResponseReturnValue:
    """Lead a browser to the council's sign-in; what comes back must match what is kept here. Raises NotSaid."""
    try:
        led: ResponseReturnValue = _client().authorize_redirect(back)
    except (AuthlibBaseError, RequestException, RuntimeError, ValueError) as error:
        raise NotSaid from error
    return led


def returned() -> Visitor:
    """Give whom the council's sign-in vouches for in this request (state, nonce and PKCE checked). Raises NotSaid."""
    issuer, client = str(current_app.config["OIDC_ISSUER"]).rstrip("/"), _client()
    must = {
        "iss": {"essential": True, "values": [issuer, f"{issuer}/"]},
        "aud": {"essential": True, "value": client.client_id},
    }
    try:
        token = client.authorize_access_token(claims_options=must)
        said = dict(token["userinfo"])
        if "email" not in said:
            more = client.userinfo(token=token)
            # What belongs to somebody else must not be mixed in (OpenID Connect Core, 5.3.2).
            said = {**more, **said} if more.get("sub") == said["sub"] else said
    except (AuthlibBaseError, JoseError, RequestException, RuntimeError, ValueError, KeyError) as error:
        raise NotSaid from error
    return Visitor(
        issuer=str(said["iss"]),
        subject=str(said["sub"]),
        email=str(said.get("email", "")) if said.get("email_verified") is True else "",
        name=one_line(str(said.get("name", "")))[:NAME_LENGTH],
        second_step=saw_second_step(said.get("amr"), said.get("acr")),
    )


def account_of(visitor: Visitor, address: str) -> User:
    """Give the account of a visitor: theirs from before, else the one with their e-mail address. Raises Refused."""
    known = db.session.scalar(
        select(CouncilIdentity).where(
            CouncilIdentity.issuer == visitor.issuer, CouncilIdentity.subject == visitor.subject
        )
    )
    user = known.user if known else user_addressed(visitor.email)
    theirs = user and db.session.scalar(select(CouncilIdentity).where(CouncilIdentity.user_id == user.id))
    ruling = council_lets_in(
        email=visitor.email,
        recognised=known is not None,
        has_account=user is not None,
        is_somebody_elses=theirs is not known,
        disabled=user is not None and user.disabled,
    )
    if user is None or not ruling:
        account = subject(user) if user else "an unknown account"
        record(NOBODY, "failed sign-in", account, address=address, by="council")
        raise Refused(ruling)
    if known is None:
        db.session.add(
            CouncilIdentity(
                user_id=user.id, issuer=visitor.issuer, subject=visitor.subject, created_at=datetime.now(UTC)
            )
        )
        record(named(user), "connect council sign-in", subject(user), issuer=visitor.issuer)
    user.name = user.name or visitor.name or user.email
    return user


def _client() -> Any:
    """Give the client of this application; it reads what the provider says of itself once."""
    known, settings = current_app.extensions, current_app.config
    if _CLIENT not in known:
        known[_CLIENT] = OAuth(current_app).register(
            "council",
            client_id=settings["OIDC_CLIENT_ID"],
            client_secret=settings["OIDC_CLIENT_SECRET"],
            server_metadata_url=str(settings["OIDC_ISSUER"]).rstrip("/") + "/.well-known/openid-configuration",
            client_kwargs={
                "scope": "openid email profile",
                "code_challenge_method": "S256",
                "default_timeout": SECONDS,
            },
        )
    return known[_CLIENT]
