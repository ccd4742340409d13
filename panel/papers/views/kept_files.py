"""Files that were sent with a form of which something is still missing: kept, so that nobody has to choose them again.

A browser cannot put a file back into its field. So its bytes wait in the store, where they would go anyway, and the
form carries their digests and names, signed for its item and for a day.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from flask import current_app
from itsdangerous import BadSignature, URLSafeTimedSerializer

from panel.agendas.models import Item
from panel.documents.store import Store

A_DAY = 24 * 60 * 60


@dataclass(frozen=True)
class KeptFile:
    """A file that waits in the store."""

    sha256: str
    name: str

    def path(self) -> Path:
        """Give its bytes on disk."""
        return Store.of_app().path(self.sha256)


def written(item: Item, files: Iterable[KeptFile]) -> str:
    """Write files for the form of an item; empty where there are none."""
    plain = [(each.sha256, each.name) for each in files]
    return str(_signed(item).dumps(plain)) if plain else ""


def read(item: Item, sent: str | None) -> list[KeptFile]:
    """Read the files that a form of an item carries; none where it was not written here, or too long ago."""
    try:
        plain = _signed(item).loads(sent or "", max_age=A_DAY)
    except BadSignature:
        return []
    store = Store.of_app()
    return [KeptFile(sha256, name) for sha256, name in plain if store.holds(sha256)]


def _signed(item: Item) -> URLSafeTimedSerializer:
    return URLSafeTimedSerializer(str(current_app.secret_key), salt=f"files for item {item.id}")
