"""A site with records, in front of an officer."""

from __future__ import annotations

from tests.desk.conftest import officer, site

__all__ = ["officer", "site"]
