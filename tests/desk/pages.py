"""How tests read the officer's pages."""

from __future__ import annotations

import html
import re

from flask.testing import FlaskClient

from panel.extensions import db
from panel.procedure.models import Body

MEETING = "/desk/larkshire/2026-03-19"


def text(client: FlaskClient, address: str, status: int = 200) -> str:
    """Give the words of a page's main part."""
    answer = client.get(address, follow_redirects=True)
    assert answer.status_code == status
    return words(answer.get_data(as_text=True))


def words(page: str) -> str:
    """Give the words of a page's main part."""
    main = page[page.index("<main") : page.index("</main>")]
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", main)).split())


def the_panel() -> Body:
    """The panel of the site."""
    return db.session.query(Body).filter_by(slug="larkshire").one()
