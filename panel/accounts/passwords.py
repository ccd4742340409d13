"""Passwords, kept as Argon2id hashes."""

from __future__ import annotations

import unicodedata
from functools import cache

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from panel.accounts.rules import PASSWORD_LIMIT

# OWASP's first recommendation for Argon2id: 19 MiB a try, so that eight threads at once stay within a small server.
_hasher = PasswordHasher(time_cost=2, memory_cost=19_456, parallelism=1)


def hashed(password: str) -> str:
    """Hash a password as it is kept."""
    return _hasher.hash(_plain(password))


def matches(kept: str, password: str) -> bool:
    """Whether a password is the one that is kept; takes as long where none is kept.

    Nobody has one beyond the limit, and to normalise a long text can take minutes (its time grows with the square).
    """
    if len(password) > PASSWORD_LIMIT:
        return False
    try:
        return _hasher.verify(kept or _of_nobody(), _plain(password)) and bool(kept)
    except (VerificationError, InvalidHashError):
        return False


def outdated(kept: str) -> bool:
    """Whether a hash was made with other parameters than today's."""
    return _hasher.check_needs_rehash(kept)


def _plain(password: str) -> str:
    """Give the same letters the same code, whichever keyboard they come from (NIST SP 800-63B, 5.1.1.2)."""
    return unicodedata.normalize("NFKC", password)


@cache
def _of_nobody() -> str:
    return _hasher.hash("nobody has this password")
