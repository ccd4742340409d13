"""Which fonts the server has: a paper set in another one breaks its lines and pages elsewhere."""

from __future__ import annotations

import subprocess
from collections.abc import Iterable

from panel.documents.findings import Finding, listed

# Fonts of the same widths, under other names: nothing moves.
TWINS = {
    "arial": ("liberation sans", "arimo", "helvetica"),
    "helvetica": ("liberation sans", "arimo", "nimbus sans"),
    "times new roman": ("liberation serif", "tinos"),
    "times": ("liberation serif", "tinos", "nimbus roman"),
    "courier new": ("liberation mono", "cousine"),
    "courier": ("liberation mono", "cousine", "nimbus mono ps"),
    "arial narrow": ("liberation sans narrow",),
    "calibri": ("carlito",),
    "cambria": ("caladea",),
    "georgia": ("gelasio",),
    "symbol": ("opensymbol",),
    "wingdings": ("opensymbol",),
    "wingdings 2": ("opensymbol",),
    "wingdings 3": ("opensymbol",),
    "webdings": ("opensymbol",),
    "cambria math": ("caladea",),
}


def installed() -> frozenset[str] | None:
    """List the families of the server in lower case; None where it cannot be asked."""
    try:
        told = subprocess.run(["fc-list", ":", "family"], capture_output=True, text=True, timeout=10, check=True).stdout
    except (OSError, subprocess.SubprocessError):
        return None
    return frozenset(name.strip().lower() for line in told.splitlines() for name in line.split(","))


def lacking(named: Iterable[str], present: frozenset[str] | None) -> list[Finding]:
    """Tell which of the fonts that a paper uses are not on the server, nor a twin of them."""
    if present is None:
        return []
    missing = sorted({name.strip() for name in named if name.strip() and not _has(name, present)}, key=str.lower)
    if not missing:
        return []
    is_or_are = "is" if len(missing) == 1 else "are"
    what = "a font that" if len(missing) == 1 else "fonts that"
    return [
        Finding(
            "font_missing",
            f"It names {what} {is_or_are} not installed on this server: {listed(missing)}. Its lines and pages may "
            "break elsewhere than its author saw; a PDF made by the author keeps them.",
        )
    ]


def _has(name: str, present: frozenset[str]) -> bool:
    plain = name.strip().strip("'\"").lower()
    return plain in present or any(twin in present for twin in TWINS.get(plain, ()))
