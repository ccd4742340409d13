"""The Flask application, which writes nobody's key into its log and believes its own proxies only."""

from __future__ import annotations

from collections.abc import Iterable
from types import TracebackType
from typing import TYPE_CHECKING

from flask import Flask, request
from werkzeug.middleware.proxy_fix import ProxyFix

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIEnvironment

SECRET = frozenset({"key", "token"})
"""Parts of an address that open something to whoever has them."""


class Application(Flask):
    """Flask's own, but for who is believed to have asked, and for what the log is told of a request that failed."""

    def wsgi_app(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        """Believe what so many servers of our own added of who asked: whoever asks can write the rest."""
        proxies = self.config["PROXIES"]
        return ProxyFix(super().wsgi_app, x_for=proxies, x_proto=proxies)(environ, start_response)

    def log_exception(
        self,
        exc_info: tuple[type, BaseException, TracebackType | None] | tuple[None, None, None],
    ) -> None:
        """Name the page; where its address is a secret, by the pattern of such addresses."""
        rule = request.url_rule
        page = rule.rule if rule and SECRET & rule.arguments else request.path
        self.logger.error("Exception on %s [%s]", page, request.method, exc_info=exc_info)
