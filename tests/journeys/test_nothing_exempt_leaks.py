"""The word KINGFISHER stands in the exempt paper alone. Nothing that the public can reach may hold it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html.parser import HTMLParser
from io import BytesIO
from urllib.parse import urljoin, urlsplit

import pikepdf
import pytest
from flask.testing import FlaskClient

from panel import create_app
from panel.extensions import db
from tests.journeys.conftest import MovedIn
from tests.readings import mentions

pytestmark = pytest.mark.xdist_group("real-pack")

WORD = "KINGFISHER"
FILE = "item-04-appendix-c-RESTRICTED"


@pytest.fixture(scope="module")
def client(moved_in: MovedIn) -> Iterator[FlaskClient]:
    app = create_app(moved_in.instance)
    yield app.test_client()
    with app.app_context():
        db.session.remove()
        db.engine.dispose()


class Links(HTMLParser):
    """Collects every address that a page names."""

    def __init__(self) -> None:
        super().__init__()
        self.found: set[str] = set()

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        self.found |= {value for name, value in attributes if name in ("href", "src", "content") and value}


def crawl(client: FlaskClient, *starts: str) -> dict[str, bytes]:
    """Fetch everything that can be reached from some addresses, headers included."""
    waiting, answers = list(starts), {}
    while waiting:
        address = waiting.pop()
        if address in answers:
            continue
        response = client.get(address)
        answers[address] = str(response.headers).encode() + response.data
        if response.status_code in (301, 302, 303, 307, 308):
            waiting.append(urlsplit(urljoin(address, response.headers["Location"])).path)
        if response.mimetype == "text/html":
            links = Links()
            links.feed(response.text)
            for link in links.found:
                parts = urlsplit(urljoin(address, link))
                if parts.netloc in ("", "localhost") and parts.path.startswith("/"):
                    waiting.append(parts.path)
    return answers


def test_the_word_is_found_by_the_readings_that_prove_its_absence(moved_in: MovedIn):
    """Else the other tests could not fail: compressed, in two bytes, in pieces, in a Word file."""
    restricted = moved_in.pack("restricted").read_bytes()
    assert mentions(restricted, WORD)
    original = next(
        file
        for file in moved_in.instance.rglob("documents/**/*")
        if file.is_file() and file.read_bytes()[:4] == b"PK\x03\x04" and mentions(file.read_bytes(), WORD)
    )
    assert original
    made = pikepdf.new()
    made.add_blank_page()
    made.Root.Hidden = pikepdf.Array([pikepdf.String("KING"), pikepdf.String("FISHER")])
    made.Root.Wide = pikepdf.Stream(made, "kingfisher".encode("utf-16-be"))
    data = BytesIO()
    made.save(data)
    assert {"strings of an array, joined"} <= set(mentions(data.getvalue(), WORD))
    assert any("utf-16" in how for how in mentions(data.getvalue(), WORD))


def test_the_public_pack_does_not_hold_it(moved_in: MovedIn):
    assert mentions(moved_in.pack("public").read_bytes(), WORD) == []
    assert mentions(moved_in.pack("public").read_bytes(), FILE) == []


def test_nothing_that_the_site_serves_holds_it(client: FlaskClient):
    answers = crawl(
        client,
        "/",
        "/meetings",
        "/members",
        "/meetings/warwickshire/2018-03-19",
        "/meetings/warwickshire/2018-03-19/agenda-pack.pdf",
        "/calendar.ics",
        "/calendar/warwickshire.ics",
        "/nowhere",
    )
    papers = [address for address in answers if "2018-03-19" in address and address.endswith(".pdf")]
    assert len(papers) >= 14  # 13 public files, and the pack
    for address, answer in answers.items():
        assert mentions(answer, WORD) == [], address
        assert mentions(answer, FILE) == [], address


def test_the_agenda_names_the_exempt_paper_and_nothing_more_of_it(client: FlaskClient, moved_in: MovedIn):
    page = client.get("/meetings/warwickshire/2018-03-19").text
    assert "Force Responses to OPCC Questions" in page
    about = re.search(r"Force Responses to OPCC Questions.{0,400}", page, re.DOTALL)
    assert about is not None
    with pikepdf.open(moved_in.pack("restricted")) as pdf:
        assert len(pdf.pages) > moved_in.editions["public"]["pages"]
    for file in moved_in.instance.rglob("documents/**/*"):
        if file.is_file() and mentions(file.read_bytes(), WORD):
            digest = file.name
            assert digest not in page
    assert "RESTRICTED" not in page


def test_what_the_commands_print_does_not_hold_it(moved_in: MovedIn):
    assert mentions(moved_in.log.encode(), WORD) == []


def test_addresses_of_the_exempt_paper_answer_as_if_nothing_were_there(client: FlaskClient):
    nothing = client.get("/meetings/warwickshire/2018-03-19/papers/4/no-such-paper.pdf")
    for address in (
        "/meetings/warwickshire/2018-03-19/papers/4/c.pdf",
        "/meetings/warwickshire/2018-03-19/papers/4/C.pdf",
        "/meetings/warwickshire/2018-03-19/papers/4/appendix-c.pdf",
        "/meetings/warwickshire/2018-03-19/papers/item-04-appendix-c-RESTRICTED.docx",
        "/meetings/warwickshire/2018-03-19/restricted.pdf",
        "/meetings/warwickshire/2018-03-19/2018-03-19-agenda-pack-restricted.pdf",
        "/meetings/warwickshire/2018-03-19/agenda-pack-restricted.pdf",
    ):
        answer = client.get(address)
        assert answer.status_code == nothing.status_code == 404
        assert mentions(answer.data, "Force Responses") == []
