"""The check as pages: findings that lead to their places."""

from __future__ import annotations

import html
import re
from dataclasses import replace
from datetime import UTC, date, datetime
from urllib.parse import unquote, urlencode

import pytest
from flask import Flask
from flask.testing import FlaskClient

from panel.agendas.models import Item
from panel.checks.finding import Finding, Place, Severity
from panel.checks.models import Answer
from panel.documents.models import DocumentState
from panel.extensions import db
from panel.papers.models import Paper
from tests.accounts.people import send
from tests.builders import a_document, a_meeting, a_paper, an_item
from tests.checks.pages import ITEM, LOOK, LOST, MEETING, MEMBER, NOTICE, STOPS, link_of, raw, words
from tests.officers import the_meeting
from tests.public.records import SECRET_FILE, SECRET_WORDS
from tests.public.site import statements
from tests.readings import mentions


def test_whoever_is_not_signed_in_is_led_to_sign_in(site: Flask):
    for address in ("/desk/check", MEETING, "/desk/papers/1.pdf"):
        answer = site.test_client().get(address)
        assert answer.status_code == 303
        assert answer.location == "/sign-in?" + urlencode({"next": address}, safe="/")
    assert site.test_client().post(MEETING).status_code in (400, 403)


@pytest.mark.parametrize(
    "address",
    [
        "/desk/nowhere/2026-03-19/check",
        "/desk/larkshire/2026-03-20/check",
        "/desk/larkshire/soon/check",
        "/desk/check?year=1900",
        "/desk/papers/4711.pdf",
        "/desk/papers/99999999999999999999.pdf",
    ],
)
def test_a_wrong_address_is_not_found(address: str, officer: FlaskClient):
    assert officer.get(address).status_code == 404


def test_the_meetings_to_check_are_the_coming_ones_and_those_of_a_year(officer: FlaskClient):
    page = raw(officer, "/desk/check")
    assert f'href="{MEETING}"' in page
    assert 'href="/desk/larkshire/2026-02-05/check"' in page
    assert 'href="/desk/larkshire/2025-11-20/check"' not in page
    earlier = raw(officer, "/desk/check?year=2025")
    assert 'href="/desk/larkshire/2025-11-20/check"' in earlier
    assert f'href="{MEETING}"' not in earlier


def test_findings_stand_by_what_they_mean_and_by_item(found: list[Finding], officer: FlaskClient):
    page = words(raw(officer))
    stops, look = "Stops publication (1) Item 3", "To look at (3) Item 1(2)"
    heads = [stops, look, "Item 5: Budget", "The meeting She is", "Item 3"]
    start = 0
    for head in heads:
        start = page.index(head, start) + 1
    assert "Worth knowing (2)" in page
    assert "By the calendar." in page
    assert "What to do Write Thursday." in page


def test_a_meeting_is_checked_by_the_rules_themselves(officer: FlaskClient):
    page = words(raw(officer))
    assert "exempt" in page
    assert "What to do" in page


def test_what_a_paper_says_is_words_and_never_markup(found: list[Finding], officer: FlaskClient):
    page = raw(officer)
    assert "<script>alert" not in page
    assert "&lt;script&gt;alert(1)&lt;/script&gt; &amp; more" in page
    assert "<b>no</b>" not in page


def test_a_finding_leads_to_the_page_of_its_paper(found: list[Finding], officer: FlaskClient):
    page = raw(officer)
    link = link_of(page, STOPS)
    assert re.fullmatch(r"/desk/papers/\d+\.pdf#page=7&search=[^&]+&phrase=true", link)
    assert unquote(link).endswith(f"search={STOPS.place.words}&phrase=true")
    paper = officer.get(link.partition("#")[0])
    assert (paper.status_code, paper.mimetype) == (200, "application/pdf")
    assert mentions(paper.data, SECRET_WORDS)
    assert paper.headers["Cache-Control"] == "no-store"
    assert paper.headers["Content-Disposition"].startswith("inline")
    assert link_of(page, LOOK) not in ("", link)


def test_a_finding_about_a_record_leads_to_the_records_page(found: list[Finding], officer: FlaskClient):
    page = raw(officer)
    assert link_of(page, NOTICE) == "/desk/larkshire/2026-03-19/dates/notice"
    assert link_of(page, ITEM) == "/desk/larkshire/2026-03-19/agenda#item-5"
    assert link_of(page, MEMBER) == "/members"
    assert link_of(page, LOST) == ""
    for link in (link_of(page, each).partition("#")[0] for each in (NOTICE, ITEM, MEMBER)):
        assert officer.get(link).status_code == 200
    assert 'id="item-5"' in raw(officer, "/desk/larkshire/2026-03-19/")


def place_to_put_right(page: str, finding: Finding) -> str:
    """Where a finding is put right; empty where no page of the program does that."""
    of_it = page[page.index(f'id="finding-{finding.key}"') :]
    found = re.search(r'panel-finding__way" href="([^"]+)"', of_it[: of_it.index("</dl>")])
    return html.unescape(found[1]) if found else ""


def test_a_finding_leads_to_where_it_is_put_right(found: list[Finding], site: Flask, officer: FlaskClient):
    with site.app_context():
        paper = db.session.query(Paper).filter_by(title="Force responses").one()
        minutes = db.session.query(Paper).filter_by(file_name="minutes.docx").one().id
        secret, update = paper.id, paper.item_id
        exclusion = db.session.query(Item).filter_by(title="Exclusion of the public").one()
        last = exclusion.id
        budget = db.session.query(Item).filter_by(title="Budget monitoring").one().id
        db.session.commit()
    day = "/desk/larkshire/2026-03-19"
    at_secret, at_budget = Place("3", SECRET_FILE), Place("5")
    wanted = {
        STOPS: f"{day}/papers/{secret}/access",
        LOOK: f"{day}/papers/{minutes}#versions",
        ITEM: f"{day}/agenda?edit={budget}#item-5",
        NOTICE: f"{day}/publish",
        MEMBER: "/desk/larkshire/members",
        LOST: f"{day}/agenda/{update}/papers",
    }
    wanted |= {
        Finding(rule, Severity.LOOK, replace(place, words=rule), f"{rule}.", "", ""): link
        for rule, place, link in (
            ("exempt before the resolution", at_secret, f"{day}/papers/{secret}/access#agenda"),
            ("no exclusion resolution", at_secret, f"{day}/agenda?add=1&after={update - 1}#new"),
            ("left out of the resolution", at_secret, f"{day}/agenda?edit={last}#item-8"),
            ("title differs", at_secret, f"{day}/papers/{secret}#naming"),
            ("no paper", at_budget, f"{day}/agenda/{budget}/papers"),
            ("not covered by the resolution", at_budget, f"{day}/agenda#item-5"),
            ("programme item not on the agenda", Place(), f"{day}/agenda?add=1&after={last}#new"),
            ("meetings clash", Place(), f"{day}/move"),
            ("answer overdue and not on the log", Place(), ""),
        )
    }
    found[:] = list(wanted)
    page = raw(officer)
    assert {finding.rule: place_to_put_right(page, finding) for finding in wanted} == {
        finding.rule: link for finding, link in wanted.items()
    }
    for link in {link.partition("#")[0] for link in wanted.values() if link}:
        assert officer.get(link).status_code == 200


def test_a_finding_about_a_draft_leads_to_its_item_too(found: list[Finding], site: Flask, officer: FlaskClient):
    with site.app_context():
        the_meeting("2026-03-19").published = False
        db.session.commit()
    assert link_of(raw(officer), ITEM) == "/desk/larkshire/2026-03-19/agenda#item-5"
    assert 'id="item-5"' in raw(officer, "/desk/larkshire/2026-03-19/")


def test_two_findings_of_the_same_words_have_a_place_each_and_one_answer(found: list[Finding], officer: FlaskClient):
    twice = replace(LOOK, place=replace(LOOK.place, page=9))
    found.append(twice)
    page = raw(officer)
    assert f'id="finding-{LOOK.key}"' in page
    assert f'id="finding-{LOOK.key}-2"' in page
    assert "To look at (4)" in words(page)
    answered = send(officer, MEETING, key=LOOK.key, reason="So printed.")
    page = raw(officer, answered.location)
    assert "To look at (2)" in words(page)
    assert page.count(f'id="finding-{LOOK.key}') == 1


def test_a_paper_that_was_refused_cannot_be_opened(site: Flask, officer: FlaskClient):
    with site.app_context():
        item = an_item(the_meeting("2026-06-18"), "1", "Report")
        refused = a_document("refused", state=DocumentState.REFUSED, prepared_sha256=None)
        numbers = [a_paper(item, "Refused", refused).id, a_paper(item, "Nothing").id]
        db.session.commit()
    for number in numbers:
        assert officer.get(f"/desk/papers/{number}.pdf").status_code == 404


def test_one_kind_of_finding_is_shown_by_a_link(found: list[Finding], officer: FlaskClient):
    page = words(raw(officer, f"{MEETING}?only=stops"))
    assert STOPS.what in page
    assert LOOK.what not in page
    assert "To look at (3)" in page
    assert words(raw(officer, f"{MEETING}?only=nonsense")) == words(raw(officer))


def test_a_clean_meeting_says_so_well(found: list[Finding], officer: FlaskClient):
    found.clear()
    page = words(raw(officer))
    assert "Nothing to put right was found. The records and every paper of this meeting were read." in page
    empty = words(raw(officer, "/desk/larkshire/2026-06-18/check"))
    assert "There is no agenda yet: check again when papers come in." in empty


def test_a_kind_of_which_nothing_is_left_says_so(found: list[Finding], officer: FlaskClient):
    found.remove(STOPS)
    assert "Nothing of this kind is open. Show everything" in words(raw(officer, f"{MEETING}?only=stops"))


def test_many_findings_can_be_reached_by_item(found: list[Finding], officer: FlaskClient):
    page = raw(officer)
    assert "Item 1(2) (1) Item 5 (1) The meeting (1)" in words(page)
    for anchor in re.findall(r'href="#([^"]+)"', page):
        assert f'id="{anchor}"' in page


@pytest.mark.parametrize(
    ("quotes", "shown"),
    [
        pytest.param("“Wednesday 5 February 2026” is a Thursday.", False, id="quoted"),
        pytest.param("“wednesday  5\nFebruary 2026” is a Thursday.", False, id="but for its case and spaces"),
        pytest.param("This weekday is another.", True, id="not quoted"),
    ],
)
def test_the_words_of_a_place_are_shown_unless_the_finding_quotes_them(
    quotes: str, shown: bool, found: list[Finding], officer: FlaskClient
):
    found[:] = [replace(LOOK, what=quotes)]
    assert ("<blockquote" in raw(officer)) is shown


def test_a_closed_meeting_is_checked_too(found: list[Finding], officer: FlaskClient):
    page = raw(officer, "/desk/larkshire/2026-02-26/check")
    assert STOPS.what in words(page)
    assert link_of(page, ITEM) == "/desk/larkshire/2026-02-26/"  # item 5 is not on its agenda


def test_a_meetings_old_address_leads_to_its_check(officer: FlaskClient):
    answer = officer.get("/desk/larkshire/2026-03-26/check")
    assert (answer.status_code, answer.location) == (302, MEETING)


def test_the_page_asks_the_database_as_often_however_much_was_found(
    found: list[Finding], site: Flask, officer: FlaskClient
):
    def count() -> int:
        officer.get(MEETING)
        with statements(site) as asked:
            assert officer.get(MEETING).status_code == 200
        return len(asked)

    few = count()
    with site.app_context():
        meeting = the_meeting("2026-03-19")
        for number in range(30, 40):
            item = an_item(meeting, str(number), "A report")
            a_paper(item, "A report", a_document(f"{number}"), file_name=f"{number}.docx")
            found.append(
                Finding("a rule", Severity.LOOK, Place(str(number), f"{number}.docx", 1), f"{number}.", "Why", "Do")
            )
        for each in found[:3]:
            db.session.add(
                Answer(
                    meeting=meeting,
                    key=each.key,
                    severity=each.severity,
                    what=each.what,
                    reason="",
                    by="A test",
                    at=datetime(2026, 3, 10, 9, tzinfo=UTC),
                )
            )
        db.session.commit()
    assert count() == few


def test_the_meetings_to_check_ask_the_database_as_often_however_many_there_are(site: Flask, officer: FlaskClient):
    asked = []
    for days in ((7,), (8, 9, 10)):
        with site.app_context():
            for day in days:
                for month in (1, 8):
                    a_meeting(the_meeting("2026-03-19").body, date(2026, month, day))
            db.session.commit()
        with statements(site) as recorded:
            assert officer.get("/desk/check").status_code == 200
        asked.append(len(recorded))
    assert asked[0] == asked[1]
