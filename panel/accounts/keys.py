"""Secrets that are only recognised again, those that must be read again, and private calendar addresses."""

from __future__ import annotations

import base64
import hashlib
import hmac
import secrets

from cryptography.fernet import Fernet, InvalidToken
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from flask import current_app
from itsdangerous import BadSignature, URLSafeSerializer

from panel.accounts.models import User
from panel.extensions import db


def new_key() -> str:
    """Make a secret that nobody can guess: 256 bits, safe in addresses and cookies."""
    return secrets.token_urlsafe(32)


def digest(key: str) -> str:
    """Give what is kept of such a secret."""
    return hashlib.sha256(key.encode()).hexdigest()


def disguised(text: str) -> str:
    """Give a digest of something that could be guessed, which only this instance can compute."""
    return hmac.new(str(current_app.secret_key).encode(), text.encode(), hashlib.sha256).hexdigest()


def sealed(text: str) -> str:
    """Encrypt a secret that must be read again, with this instance's key."""
    return _box().encrypt(text.encode()).decode()


def opened(text: str) -> str | None:
    """Give back a secret that was sealed; None where the instance has another key now."""
    try:
        return _box().decrypt(text.encode()).decode()
    except InvalidToken:
        return None


def _box() -> Fernet:
    key = HKDF(SHA256(), length=32, salt=None, info=b"secrets of authenticator apps")
    return Fernet(base64.urlsafe_b64encode(key.derive(str(current_app.secret_key).encode())))


def feed_key(user: User) -> str:
    """Give the key in a person's private calendar address; it is the same each time until it is renewed."""
    return str(_signer().dumps([user.id, user.feed_number]))


def user_of_feed_key(key: str) -> User | None:
    """Give the person whose key this is; None for a key that was replaced or never given, and for a closed account."""
    try:
        number, feed_number = _signer().loads(key)
    except (BadSignature, TypeError, ValueError):
        return None
    user = db.session.get(User, number)
    return user if user and user.feed_number == feed_number and not user.disabled else None


def _signer() -> URLSafeSerializer:
    return URLSafeSerializer(
        str(current_app.secret_key), salt="private calendar address", signer_kwargs={"digest_method": hashlib.sha256}
    )
