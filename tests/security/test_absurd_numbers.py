"""Numbers that nobody means, in addresses, in what is asked behind them, in every field of every form."""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import quote

import pytest
from flask import Flask
from flask.testing import FlaskClient
from lxml import html
from werkzeug.routing import Rule

from panel.access import Audience, audience_of_view
from tests.house.test_access import KNOWN, address
from tests.officers import an_officers_site, private_key, signed_in

ABSURD = {
    "5,000 digits": "9" * 5000,
    "more than a row's": str(2**31),
    "more than a database's": str(2**63),
    "below nothing": "-1",
    "another script's": "٣",
    "endless": "1e999",
}
ARGUMENT = re.compile(r"<(?:\w+(?:\([^)]*\))?:)?(?P<name>\w+)>")
QUESTIONS = ("year", "page", "pages", "from", "until", "day", "number", "n", "body", "only", "answered", "days")


@pytest.fixture(scope="module")
def officer(tmp_path_factory: pytest.TempPathFactory) -> Iterator[FlaskClient]:
    """An officer of a site with records, whose forms need no token."""
    with an_officers_site(tmp_path_factory.mktemp("absurd")) as app:
        client = signed_in(app)
        app.config["WTF_CSRF_ENABLED"] = False
        yield client


def routes(app: Flask) -> list[Rule]:
    """Give the routes that show something."""
    return [rule for rule in app.url_map.iter_rules() if "GET" in (rule.methods or ())]


def pages(client: FlaskClient) -> Iterator[str]:
    """Give the address of a page of every route."""
    app = client.application
    for rule in routes(app):
        if audience_of_view(app, rule.endpoint) is not Audience.KEYHOLDER:
            yield address(app, rule)


@pytest.mark.parametrize("number", ABSURD.values(), ids=ABSURD)
def test_an_address_with_an_absurd_number_is_answered(number: str, officer: FlaskClient):
    app, key = officer.application, private_key(officer.application)
    for rule in routes(app):
        known = {name: str({**KNOWN, "key": key}.get(name, 1)) for name in rule.arguments}
        for name in rule.arguments - {"filename"}:
            values = {**known, name: quote(number)}
            path = ARGUMENT.sub(lambda found, values=values: values[found["name"]], rule.rule)
            assert officer.get(path).status_code < 500, path[:200]


def test_a_question_with_an_absurd_number_is_answered(officer: FlaskClient):
    asked = dict.fromkeys(QUESTIONS, ABSURD["more than a database's"])  # of more digits than Python reads: no number
    for path in pages(officer):
        assert officer.get(path, query_string=asked).status_code < 500, path


def test_every_field_of_every_form_takes_an_absurd_number(officer: FlaskClient):
    sent = 0
    for path in pages(officer):
        answer = officer.get(path)
        if answer.status_code != 200 or answer.mimetype != "text/html":
            continue
        for form in html.fromstring(answer.data).forms:
            if (form.action or "").startswith(("/sign-out", "/account")):
                continue  # whoever changes their password or leaves is signed out
            fields = {each.name for each in form.inputs if each.name}
            typed = {
                each.name for each in form.inputs if each.name and each.get("type") not in ("hidden", "submit", "radio")
            }
            sent += bool(typed)
            kept = {name: str(form.fields[name] or "") for name in fields - typed if name in form.fields}
            for number in (ABSURD["5,000 digits"], ABSURD["more than a database's"]) if typed else ():
                body = {**kept, **dict.fromkeys(typed, number)}
                posted = officer.open(
                    form.action or path,
                    method=form.method or "GET",
                    **({"data": body} if form.method == "POST" else {"query_string": body}),
                )
                assert posted.status_code < 500, (path, form.action)
    assert officer.get("/desk/").status_code == 200
    assert sent > 30, sent
