"""The server keeps what is sent on the disk before the application hears of it: so it judges by the head alone."""

from __future__ import annotations

import socket
import threading
from collections.abc import Iterator

import pytest
from flask import Flask
from flask.testing import FlaskClient
from waitress.server import create_server

from panel.serving import doorkeeper
from tests.papers.pages import MEETING

MUCH = 50_000_000


@pytest.fixture
def port(site: Flask) -> Iterator[int]:
    """Where the site is served as it is in earnest."""
    server = create_server(site, host="127.0.0.1", port=0, threads=1, max_request_body_size=site.config["UPLOAD_BYTES"])
    server.channel_class = doorkeeper(site)
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    yield server.effective_port
    server.trigger.pull_trigger(server.close)  # by its own thread, which ends when nothing is left to watch
    thread.join(5)


def answered(port: int, address: str, cookie: str = "", chunked: bool = False) -> str:
    """Announce a large body and send only its beginning; give the first line of the answer, "" for none in time."""
    size = "Transfer-Encoding: chunked" if chunked else f"Content-Length: {MUCH}"
    head = f"POST {address} HTTP/1.1\r\nHost: localhost\r\n{size}\r\nCookie: {cookie}\r\n\r\n"
    with socket.create_connection(("127.0.0.1", port), timeout=5) as connection:
        connection.sendall(head.encode())
        if chunked:
            connection.sendall(b"%x\r\n" % 400_000 + b"0" * 400_000)
        connection.settimeout(0.4 if cookie else 5)
        try:
            return connection.recv(100).split(b"\r\n")[0].decode()
        except TimeoutError:
            return ""


def test_only_an_officer_may_send_more_than_a_form_and_only_where_files_are_taken(
    port: int, officer: FlaskClient, under: str
):
    kept = officer.get_cookie("panel")
    assert kept
    cookie = f"panel={kept.value}"
    refused = "HTTP/1.1 413 Request Entity Too Large"
    assert answered(port, under, cookie) == ""
    assert answered(port, under) == refused
    assert answered(port, under, chunked=True) == refused
    assert answered(port, under, "panel=made-up") == refused
    assert answered(port, f"{MEETING}/check", cookie) == refused
    assert answered(port, "/sign-in", cookie) == refused
    assert answered(port, "/no/such/page", cookie) == refused
