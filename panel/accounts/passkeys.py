"""Passkeys (WebAuthn, level 2): a device signs a challenge of ours after its owner has unlocked it.

The challenge stands in the row of the session and is taken from there when something comes back, right or wrong, so
that nothing can be signed in advance or sent twice.
"""

from __future__ import annotations

import secrets
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import select, update
from webauthn import (
    base64url_to_bytes,
    generate_authentication_options,
    generate_registration_options,
    options_to_json,
    verify_authentication_response,
    verify_registration_response,
)
from webauthn.helpers import (
    bytes_to_base64url,
    parse_authentication_credential_json,
    parse_registration_credential_json,
)
from webauthn.helpers.exceptions import WebAuthnException
from webauthn.helpers.structs import (
    AuthenticatorSelectionCriteria,
    PublicKeyCredentialDescriptor,
    ResidentKeyRequirement,
    UserVerificationRequirement,
)

from panel.accounts.factors import make_recovery_codes, noted
from panel.accounts.keys import disguised
from panel.accounts.models import Passkey, Session, User
from panel.accounts.operations import named, subject
from panel.accounts.queries import factors_of
from panel.accounts.rules import Place
from panel.audit.operations import record
from panel.extensions import db
from panel.law.ruling import Refused, Ruling

CHALLENGE_BYTES = 32
NOT_ADDED = "The passkey was not added. Try again, and unlock your device when the browser asks you to."


def options_to_add(session: Session, place: Place, site_name: str) -> str:
    """Give what a browser needs to make a passkey, as JSON."""
    user = session.user
    return options_to_json(
        generate_registration_options(
            rp_id=place.name,
            rp_name=site_name,
            # Devices keep it, and may show it to others: it tells nothing.
            user_id=bytes.fromhex(disguised(f"passkeys of {user.id}")),
            user_name=user.email,
            user_display_name=user.name or user.email,
            challenge=_new_challenge(session),
            authenticator_selection=AuthenticatorSelectionCriteria(
                resident_key=ResidentKeyRequirement.PREFERRED, user_verification=UserVerificationRequirement.REQUIRED
            ),
            exclude_credentials=_known(user),
        )
    )


def add(session: Session, place: Place, name: str, credential: str) -> list[str]:
    """Keep a passkey that a browser made; give recovery codes where the person had none left. Raises Refused."""
    user = session.user
    try:
        made = verify_registration_response(
            credential=parse_registration_credential_json(credential),
            expected_challenge=_take_challenge(session),
            expected_rp_id=place.name,
            expected_origin=place.origin,
            require_user_verification=True,
        )
    except (WebAuthnException, ValueError):
        raise Refused(Ruling(False, NOT_ADDED)) from None
    number = bytes_to_base64url(made.credential_id)
    if db.session.scalar(select(Passkey).where(Passkey.credential == number)):
        raise Refused(Ruling(False, NOT_ADDED))
    db.session.add(
        Passkey(
            user_id=user.id,
            name=name,
            credential=number,
            public_key=bytes_to_base64url(made.credential_public_key),
            uses=made.sign_count,
            created_at=datetime.now(UTC),
        )
    )
    record(named(user), "add passkey", subject(user), name=name)
    return [] if factors_of(user).codes_left else make_recovery_codes(user)


def options_to_show(session: Session, place: Place) -> str:
    """Give what a browser needs to ask for one of a person's passkeys, as JSON."""
    return options_to_json(
        generate_authentication_options(
            rp_id=place.name,
            challenge=_new_challenge(session),
            allow_credentials=_known(session.user),
            user_verification=UserVerificationRequirement.REQUIRED,
        )
    )


def show(session: Session, place: Place, credential: str, address: str) -> bool:
    """Whether a browser sent what one of the person's passkeys signed of the challenge of this session."""
    user = session.user
    try:
        challenge = _take_challenge(session)
        sent = parse_authentication_credential_json(credential)
        # Not every passkey that is ours: this person's.
        passkey = next(each for each in factors_of(user).passkeys if each.credential == sent.id)
        shown = verify_authentication_response(
            credential=sent,
            expected_challenge=challenge,
            expected_rp_id=place.name,
            expected_origin=place.origin,
            credential_public_key=base64url_to_bytes(passkey.public_key),
            credential_current_sign_count=passkey.uses,
            require_user_verification=True,
        )
    except (WebAuthnException, ValueError, StopIteration):
        return noted(user, False, "passkey", address)
    passkey.uses, passkey.used_at = shown.new_sign_count, datetime.now(UTC)
    return noted(user, True, "passkey", address)


def _known(user: User) -> list[PublicKeyCredentialDescriptor]:
    return [PublicKeyCredentialDescriptor(id=base64url_to_bytes(each.credential)) for each in factors_of(user).passkeys]


def _new_challenge(session: Session) -> bytes:
    challenge = secrets.token_bytes(CHALLENGE_BYTES)
    session.challenge = bytes_to_base64url(challenge)
    return challenge


def _take_challenge(session: Session) -> bytes:
    """Give the challenge of a session and take it out of its row; raises ValueError where there is none."""
    waiting = session.challenge
    # Of two who send something at the same moment, the database lets one have it.
    taken: Any = db.session.execute(
        update(Session).where(Session.id == session.id, Session.challenge == waiting).values(challenge="")
    )
    if not waiting or not taken.rowcount:
        raise ValueError("no challenge is waiting")
    return base64url_to_bytes(waiting)
