"""A real provider of OpenID Connect (npm oidc-provider), as a council runs one, in a process of its own."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import need_program

BROWSER = Path(__file__).parents[1] / "browser"
CLIENT = {"client_id": "panel", "client_secret": "a-secret-of-the-tests"}
"""What the site is to it, besides where it sends people back."""


@contextmanager
def a_provider(back: str, accounts: dict[str, Any]) -> Iterator[str]:
    """Run a provider that knows some accounts and sends them back to one address; give where it is, or skip."""
    node = need_program("node")
    if not (BROWSER / "node_modules" / "oidc-provider").is_dir():
        pytest.skip("oidc-provider is not installed: run npm ci --ignore-scripts in tests/browser")
    told = json.dumps({"client": {**CLIENT, "redirect_uris": [back]}, "accounts": accounts})
    run = subprocess.Popen(
        [node, BROWSER / "provider.mjs", told], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
    )
    assert run.stdout
    try:
        yield next(line.strip() for line in run.stdout if line.startswith("http"))
    finally:
        run.terminate()
        run.wait()


def registered(issuer: str) -> dict[str, str]:
    """Give the settings of a site that is registered there."""
    return {
        "OIDC_ISSUER": issuer,
        "OIDC_CLIENT_ID": CLIENT["client_id"],
        "OIDC_CLIENT_SECRET": CLIENT["client_secret"],
        "OIDC_NAME": "Larkshire Council",
    }
