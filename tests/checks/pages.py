"""Findings for the check's page to show, and how tests read that page."""

from __future__ import annotations

import html
import re

from flask.testing import FlaskClient

from panel.checks.finding import Finding, Place, Severity
from tests.public.records import SECRET_FILE

MEETING = "/desk/larkshire/2026-03-19/check"
STOPS = Finding(
    "exempt without paragraph",
    Severity.STOPS,
    Place("3", SECRET_FILE, 7, "<script>alert(1)</script> & more"),
    "Item 3 is exempt, and <b>no</b> paragraph is stated.",
    "Local Government Act 1972, s.100A(4)",
    "State the paragraph.",
)
LOOK = Finding(
    "weekday does not match",
    Severity.LOOK,
    Place("1(2)", "minutes.docx", 2, "Wednesday 5 February 2026"),
    "“Wednesday 5 February 2026” is a Thursday.",
    "By the calendar.",
    "Write Thursday.",
)
NOTICE = Finding("publication is due", Severity.NOTE, Place(), "It is due.", "Section 100B", "Publish it.")
ITEM = Finding("item without report", Severity.LOOK, Place("5"), "Item 5 has no report.", "Its purpose.", "Attach one.")
MEMBER = Finding("not registered", Severity.LOOK, Place(words="Ada Finch"), "She is late.", "Section 30", "Ask her.")
LOST = Finding("two sections", Severity.NOTE, Place("3", "gone.docx", 2), "Two are 4.2.", "Section 4", "Renumber.")
EVERYTHING = (STOPS, LOOK, ITEM, MEMBER, NOTICE, LOST)


def raw(client: FlaskClient, address: str = MEETING) -> str:
    answer = client.get(address)
    assert answer.status_code == 200
    return answer.get_data(as_text=True)


def words(page: str) -> str:
    """The words of a page's main part."""
    main = page[page.index("<main") : page.index("</main>")]
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", main)).split())


def link_of(page: str, finding: Finding) -> str:
    """Where a finding leads to."""
    of_it = page[page.index(f'id="finding-{finding.key}"') :]
    return html.unescape(re.findall(r'<dt>Where</dt><dd>(?:<a [^>]*href="([^"]+)")?', of_it)[0])
