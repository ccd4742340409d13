"""Keep the words of an e-mail under the instance's key while it waits."""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING

from flask import current_app

if TYPE_CHECKING:
    from cryptography.fernet import Fernet


@dataclass(frozen=True)
class Words:
    """What an e-mail says, for programs that show HTML and for those that do not."""

    text: str
    html: str
    attached: str = ""
    """The name of the PDF that comes with it; empty where none does."""
    file: str = ""
    """That PDF, in Base64."""


class Unreadable(Exception):
    """The words were sealed under another key."""


def sealed(words: Words) -> str:
    """Seal the words of an e-mail."""
    return _fernet().encrypt(json.dumps(asdict(words)).encode()).decode()


def opened(token: str) -> Words:
    """Give sealed words back. Raises Unreadable."""
    from cryptography.fernet import InvalidToken

    try:
        return Words(**json.loads(_fernet().decrypt(token)))
    except InvalidToken:
        raise Unreadable from None


def _fernet() -> Fernet:
    from cryptography.fernet import Fernet  # here, since it takes 40 ms and most commands seal nothing

    key = hmac.new(str(current_app.secret_key).encode(), b"words of e-mail", hashlib.sha256).digest()
    return Fernet(base64.urlsafe_b64encode(key))
