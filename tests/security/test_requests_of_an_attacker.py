"""Requests that nobody makes in good faith get a plain answer, and nothing else."""

from __future__ import annotations

import pytest
from flask.testing import FlaskClient

from panel.documents.store import Store
from tests.public.records import PUBLISHED


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "PATCH", "TRACE", "BREW"])
@pytest.mark.parametrize("address", ["/", "/meetings", PUBLISHED, f"{PUBLISHED}/agenda-pack.pdf", "/calendar.ics"])
def test_nothing_can_be_sent_to_the_site(method: str, address: str, client: FlaskClient):
    assert client.open(address, method=method).status_code in (400, 405)


@pytest.mark.parametrize(
    "address",
    [
        "/meetings/../../etc/passwd",
        "/meetings/larkshire%2F..%2F/2026-03-19",
        "/meetings/larkshire/2026-03-19%00",
        "/meetings/larkshire/0000-00-00",
        "/meetings/larkshire/٢٠٢٦-٠٣-١٩",
        "/meetings/LARKSHIRE/2026-03-19",
        "/meetings/' OR 1=1 --/2026-03-19",
        "/meetings/%25/2026-03-19",
        "/calendar/%0d%0aSet-Cookie:x.ics",
        f"{PUBLISHED}/papers/3/..%2F..%2Freport.pdf",
        f"{PUBLISHED}/papers/3/appendix-b.pdf",
        f"{PUBLISHED}/restricted.pdf",
        "/documents/",
        "/instance/panel.sqlite",
        "/static/../panel/config.py",
        "/static/%2e%2e/setup.cfg",
    ],
)
def test_an_address_that_was_tampered_with_is_not_found(address: str, client: FlaskClient):
    answer = client.get(address)
    assert answer.status_code == 404
    assert "Traceback" not in answer.text


@pytest.mark.parametrize(
    "asked",
    [
        "bytes=" + ",".join(["0-"] * 1000),
        "bytes=0-0,2-2",
        "bytes=9-1",
        "bytes=x",
        "bytes=99999999999-",
        "pages=1-2",
    ],
    ids=["a thousand", "two", "backwards", "not a number", "beyond the end", "another unit"],
)
def test_ranges_never_make_an_answer_larger_than_the_file(asked: str, client: FlaskClient):
    address = f"{PUBLISHED}/agenda-pack.pdf"
    whole = client.get(address).data
    answer = client.get(address, headers={"Range": asked})
    assert answer.status_code in (200, 416)
    assert len(answer.data) <= len(whole)


def test_no_page_sets_a_cookie_or_lets_a_foreign_script_run(client: FlaskClient):
    for address in ("/", "/meetings", PUBLISHED, "/members", "/nowhere"):
        answer = client.get(address)
        assert "Set-Cookie" not in answer.headers
        policy = answer.headers["Content-Security-Policy"]
        assert "unsafe" not in policy
        assert "default-src 'none'" in policy


@pytest.mark.parametrize("place", ["../../etc/passwd", "ab/../cd", "", "A" * 64, "0" * 63 + "\n"])
def test_only_a_digest_names_a_file_in_the_store(place: str, site: object, client: FlaskClient):
    with client.application.app_context(), pytest.raises(FileNotFoundError):
        Store.of_app().path(place)
