"""The Flask application, which writes nobody's key into its log."""

from __future__ import annotations

from types import TracebackType

from flask import Flask, request

SECRET = frozenset({"key", "token"})
"""Parts of an address that open something to whoever has them."""


class Application(Flask):
    """Flask's own, but for what the log is told of a request that failed."""

    def log_exception(
        self,
        exc_info: tuple[type, BaseException, TracebackType | None] | tuple[None, None, None],
    ) -> None:
        """Name the page; where its address is a secret, by the pattern of such addresses."""
        rule = request.url_rule
        page = rule.rule if rule and SECRET & rule.arguments else request.path
        self.logger.error("Exception on %s [%s]", page, request.method, exc_info=exc_info)
