"""Serve the site with its worker, in two processes that end together."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
from copy import copy
from typing import Any

import click
from flask import Flask
from waitress.channel import HTTPChannel
from waitress.parser import HTTPRequestParser
from waitress.server import create_server
from whitenoise import WhiteNoise

from panel import jobs
from panel.access import may_send_files
from panel.paths import STATIC

A_DAY = 86_400
"""Seconds for which a browser may keep a static file; our own carry a digest in their address."""


def serve(app: Flask, port: int) -> None:
    """Serve until SIGTERM or SIGINT; both end the worker too. Port 0 takes any that is free."""
    signal.signal(signal.SIGTERM, _stop)
    try:
        server: Any = create_server(
            with_static_files(app),
            host="127.0.0.1",
            port=port,
            threads=8,
            ident=None,
            # Where proxies of our own are set, the application judges what their headers say.
            clear_untrusted_proxy_headers=not app.config["PROXIES"],
            # The most that anybody may send; the doorkeeper says who may.
            max_request_body_size=app.config["UPLOAD_BYTES"],
        )
        server.channel_class = doorkeeper(app)
    except OSError as error:
        click.echo(
            f"Port {port} cannot be used: {error.strerror}. "
            "Choose another with --port, or --port 0 for any that is free.",
            err=True,
        )
        raise SystemExit(1) from None
    worker = subprocess.Popen(
        [sys.executable, "-m", "panel.cli", "worker", "--instance", app.instance_path], stdin=subprocess.PIPE
    )
    click.echo(f"Panel is at http://127.0.0.1:{server.effective_port}/  (Ctrl+C ends it)", err=True)
    try:
        server.run()
    except (KeyboardInterrupt, SystemExit):
        pass
    finally:
        server.close()
        worker.terminate()
        worker.wait(timeout=30)


def with_static_files(app: Flask) -> WhiteNoise:
    """Put the static files before an application; a browser asks for each of them once a day."""
    return WhiteNoise(
        app.wsgi_app,
        root=str(STATIC),
        prefix="static/",
        max_age=A_DAY,
        allow_all_origins=False,
        add_headers_function=_static_headers,
    )


def doorkeeper(app: Flask) -> type[HTTPChannel]:
    """Judge a request by its head, since the server keeps the body before the application hears of it.

    Else whoever asks could fill the disk, half a gigabyte a request, without being signed in.
    """
    small = app.config["MAX_CONTENT_LENGTH"]

    class Parser(HTTPRequestParser):
        """Reads requests, most of which may be no larger than a form."""

        adj: Any

        def parse_header(self, header_plus: bytes) -> None:
            """Read the head, and set the limit of the body."""
            super().parse_header(header_plus)
            if (self.content_length >= small or self.chunked) and not may_send_files(app, self._asked()):
                self.adj = copy(self.adj)
                self.adj.max_request_body_size = small

        def _asked(self) -> dict[str, Any]:
            secure = app.config["PROXIES"] and self.headers.get("X_FORWARDED_PROTO") == "https"
            return {
                "REQUEST_METHOD": self.command,
                "PATH_INFO": self.path,
                "HTTP_COOKIE": self.headers.get("COOKIE", ""),
                "SERVER_NAME": "localhost",
                "SERVER_PORT": "80",
                "wsgi.url_scheme": "https" if secure else "http",
            }

    class Channel(HTTPChannel):
        """A connection whose requests are read so."""

        parser_class = Parser

    return Channel


def work(app: Flask) -> None:
    """Work the queue until told to stop, or until the server that holds our stdin is gone."""
    if not sys.stdin.isatty():
        threading.Thread(target=_end_with_parent, daemon=True).start()
    jobs.work(app)


def _end_with_parent() -> None:
    sys.stdin.read()
    os.kill(os.getpid(), signal.SIGTERM)


def _static_headers(headers: Any, _path: str, _url: str) -> None:
    headers["X-Content-Type-Options"] = "nosniff"


def _stop(_signal: int, _frame: object) -> None:
    raise SystemExit(0)
