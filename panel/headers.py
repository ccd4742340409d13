"""What every answer of the server says to the browser about safety."""

from __future__ import annotations

import secrets

from flask import Flask, Response, g, request

EVERY_ANSWER = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
}


def csp_nonce() -> str:
    """Give the word that this answer's own scripts carry, so that no other script runs."""
    if "csp_nonce" not in g:
        g.csp_nonce = secrets.token_urlsafe(16)
    return str(g.csp_nonce)


def init_headers(app: Flask) -> None:
    """Put the headers on every answer and the nonce into every template."""
    app.context_processor(lambda: {"csp_nonce": csp_nonce})
    app.after_request(_protect)


def _protect(response: Response) -> Response:
    for name, value in EVERY_ANSWER.items():
        response.headers.setdefault(name, value)
    # Only pages carry the whole policy: browsers show PDFs in a viewer of their own, which it would break.
    policy = ["frame-ancestors 'none'"]
    if response.mimetype == "text/html":
        policy += [
            "default-src 'none'",
            f"script-src 'nonce-{csp_nonce()}' 'strict-dynamic'",
            "style-src 'self'",
            "img-src 'self'",
            "font-src 'self'",
            "connect-src 'self'",
            "form-action 'self'",
            "base-uri 'none'",
        ]
    response.headers.setdefault("Content-Security-Policy", "; ".join(policy))
    if request.is_secure:
        response.headers.setdefault("Strict-Transport-Security", "max-age=31536000")
    return response
