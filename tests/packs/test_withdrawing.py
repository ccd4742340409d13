"""Withdrawing from publication: out of every public copy at once, notices under the same numbers, the original kept."""

from __future__ import annotations

import re
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from threading import Thread
from typing import Any

import pikepdf
import pypdfium2
import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from panel import jobs
from panel.audit.models import AuditEntry
from panel.documents import sandbox
from panel.extensions import db
from panel.jobs import Job
from panel.packs.looking import EDITION
from panel.packs.published import publications
from panel.packs.taking_out import NOTICES, REDACTED, take_out
from panel.packs.withdrawing import REDACT, redact_job
from panel.papers.models import Paper, PaperAccess
from tests.accounts.people import send
from tests.builders import a_paper
from tests.officers import signed_in, the_meeting
from tests.packs.published import (
    DAY,
    GATE,
    PUBLIC,
    answer_everything,
    compose,
    publish,
    ready_site,
    the_item,
)
from tests.public.records import a_file
from tests.public.site import statements

pytestmark = pytest.mark.xdist_group("publishing")

WITHDRAW = f"/desk/larkshire/{DAY}/withdraw"
PACK = f"{PUBLIC}/agenda-pack.pdf"
LETTER = f"{PUBLIC}/papers/3/appendix-a1.pdf"


@pytest.fixture(scope="module")
def made(ready: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    with ready_site(ready, tmp_path_factory.mktemp("out")) as app:
        publish(signed_in(app), app)
        return Path(app.instance_path)


@pytest.fixture
def app(made: Path, tmp_path: Path) -> Iterator[Flask]:
    """A site with a published agenda."""
    with ready_site(made, tmp_path) as app:
        yield app


@pytest.fixture
def officer(app: Flask) -> FlaskClient:
    return signed_in(app)


@pytest.fixture
def public(app: Flask) -> FlaskClient:
    return app.test_client()


def worker(app: Flask) -> None:
    """Do what the worker is asked."""
    with app.app_context():
        number = db.session.scalars(select(Job.id).where(Job.name == REDACT).order_by(Job.id.desc())).first()
        assert number is not None
        jobs.run(number)
        db.session.expire_all()
        assert db.session.get_one(Job, number).state is jobs.JobState.DONE


def texts(data: bytes) -> list[str]:
    with pypdfium2.PdfDocument(data) as pdf:
        return [page.get_textpage().get_text_bounded() for page in pdf]


def where(data: bytes, words: str) -> list[int]:
    return [number for number, text in enumerate(texts(data), start=1) if words in text]


def withdraw(officer: FlaskClient, what: str = "Letter to the Commissioner", **fields: str):
    """Withdraw a paper by its title, or what the page calls otherwise."""
    shown = officer.get(WITHDRAW).text
    found = what and re.search(rf'value="(\d+)"[^>]*>\s*<label[^>]*>\s*Item [^<]*: {re.escape(what)}', shown)
    given = {"what": found[1] if found else what, "reason": "It names a witness.", "confirm": "1"}
    return send(officer, WITHDRAW, **given | fields)


def test_a_paper_is_out_of_every_public_copy_at_once(app: Flask, officer: FlaskClient, public: FlaskClient):
    before = public.get(PACK).data
    (page,) = where(before, "letter")
    assert public.get(LETTER).status_code == 200
    assert withdraw(officer).status_code == 303
    assert public.get(LETTER).status_code == 404
    waiting = public.get(PACK)
    assert waiting.status_code == 503
    assert b"letter" not in waiting.data
    assert "Withdrawn from publication on Monday 9 March 2026" in public.get(PUBLIC).text
    worker(app)
    after = public.get(PACK).data
    assert len(texts(after)) == len(texts(before))
    assert "This page was withdrawn from publication on 9 March 2026" in texts(after)[page - 1]
    assert f"Page {page}" in texts(after)[page - 1]
    assert [text for number, text in enumerate(texts(after), 1) if number != page] == [
        text for number, text in enumerate(texts(before), 1) if number != page
    ]


def test_nothing_of_the_page_stays_in_the_file(app: Flask, officer: FlaskClient, public: FlaskClient):
    (page,) = where(public.get(PACK).data, "letter")
    withdraw(officer)
    worker(app)
    with pikepdf.open(BytesIO(public.get(PACK).data)) as pdf:
        plain = BytesIO()
        pdf.save(
            plain, compress_streams=False, stream_decode_level=pikepdf.StreamDecodeLevel.generalized,
            object_stream_mode=pikepdf.ObjectStreamMode.disable,
        )  # fmt: skip
        assert b"(letter)" not in plain.getvalue()
        with pdf.open_outline() as outline:
            assert "Appendix A1" not in str([child.title for entry in outline.root for child in entry.children])
        assert pdf.pages[page - 1].label == str(page)
        assert "/Annots" not in pdf.pages[page - 1].obj


def test_who_withdrew_what_and_why_is_kept_and_the_public_is_not_told_why(
    app: Flask, officer: FlaskClient, public: FlaskClient
):
    withdraw(officer)
    with app.app_context():
        (entry,) = db.session.scalars(select(AuditEntry).where(AuditEntry.verb == "withdraw from publication"))
        assert entry.actor == "Imogen Vale <imogen.vale@larkshire.example>"
        assert entry.detail["what"] == "Item 3, Appendix A1: Letter to the Commissioner"
        assert entry.detail["reason"] == "It names a witness."
    page = officer.get(WITHDRAW).text
    assert page.index("Withdrawn until now") < page.index("witness") < page.index("Look at what goes")
    gate = officer.get(f"/desk/larkshire/{DAY}/publish").text
    assert "Item 3, Appendix A1: Letter to the Commissioner withdrawn" in gate
    assert f'href="{WITHDRAW}#withdrawn"' in gate
    assert "witness" not in public.get(PUBLIC).text
    original = officer.get(f"/desk/larkshire/{DAY}/published/0/public.pdf").data
    assert where(original, "letter")


@pytest.mark.parametrize(
    ("fields", "count"),
    [({"what": "whole"}, None), ({"what": "pages", "first": "2", "last": "3"}, 2)],
    ids=["the whole pack", "pages"],
)
def test_the_whole_pack_or_any_pages_can_be_withdrawn(
    fields: dict[str, str], count: int | None, app: Flask, officer: FlaskClient, public: FlaskClient
):
    pages = len(texts(public.get(PACK).data))
    assert withdraw(officer, **fields).status_code == 303
    worker(app)
    assert len(where(public.get(PACK).data, "withdrawn from publication")) == (count or pages)


@pytest.mark.parametrize(
    ("fields", "told"),
    [
        ({"what": ""}, "Choose what to withdraw."),
        ({"reason": " "}, "Give the reason."),
        ({"what": "pages"}, "Give the first and the last page as whole numbers."),
        ({"what": "pages", "first": "9", "last": "3"}, "the first before the last"),
        ({"what": "pages", "first": "1", "last": "999"}, "Give pages between 1 and"),
    ],
    ids=["nothing", "no reason", "no pages", "backwards", "too many"],
)
def test_wrong_input_is_told_and_nothing_is_withdrawn(
    fields: dict[str, str], told: str, officer: FlaskClient, public: FlaskClient
):
    answer = withdraw(officer, **fields)
    assert answer.status_code == 200
    assert told in answer.text
    assert public.get(PACK).status_code == 200


def test_what_was_withdrawn_stays_out_of_the_supplements_that_follow(
    app: Flask, officer: FlaskClient, public: FlaskClient
):
    withdraw(officer)
    worker(app)
    with app.app_context():
        a_paper(the_item("5"), "Budget monitoring", a_file("budget", 2))
        db.session.commit()
        answer_everything(the_meeting(DAY))
    compose(officer, app)
    assert publish(officer, app).status_code == 303
    assert public.get(PACK).status_code == 503
    worker(app)
    whole = public.get(PACK).data
    assert where(whole, "letter") == []
    assert where(whole, "budget")
    assert public.get(f"{PUBLIC}/supplement-1.pdf").status_code == 200


def test_a_meeting_that_was_not_published_here_has_nothing_to_withdraw(officer: FlaskClient):
    assert officer.get("/desk/larkshire/2026-06-18/withdraw").status_code == 404
    assert "Withdraw something" in officer.get(GATE).text


def test_the_page_of_a_meeting_asks_no_more_for_more_withdrawals(app: Flask, officer: FlaskClient, public: FlaskClient):
    def asked() -> int:
        with statements(app) as told:
            assert public.get(PUBLIC).status_code == 200
        return len(told)

    before = asked()
    withdraw(officer)
    withdraw(officer, what="The Commissioner’s reply")
    withdraw(officer, what="pages", first="1", last="2")
    assert asked() == before


def test_a_replaced_paper_is_withdrawn_from_every_publication(app: Flask, officer: FlaskClient, public: FlaskClient):
    with app.app_context():
        letter = db.session.scalars(select(Paper).where(Paper.title == "Letter to the Commissioner")).one()
        letter.document_id = a_file("another letter", 1).id
        db.session.commit()
        answer_everything(the_meeting(DAY))
    compose(officer, app)
    assert publish(officer, app).status_code == 303
    assert len(where(public.get(PACK).data, "letter")) == 2
    withdraw(officer)
    worker(app)
    assert where(public.get(PACK).data, "letter") == []
    assert where(public.get(f"{PUBLIC}/agenda.pdf").data, "letter") == []


def test_what_is_out_cannot_be_made_exempt_by_taking_it_off_and_putting_it_back(app: Flask, officer: FlaskClient):
    def change(**columns: object) -> None:
        with app.app_context():
            report = db.session.scalars(select(Paper).where(Paper.title == "Update from the Commissioner")).one()
            for name, value in columns.items():
                setattr(report, name, value)
            db.session.commit()
            answer_everything(the_meeting(DAY))

    change(withdrawn=True)
    compose(officer, app)
    assert publish(officer, app).status_code == 303
    change(withdrawn=False, access=PaperAccess.EXEMPT, exempt_paragraphs=[3])
    compose(officer, app)
    assert "was published to everyone" in publish(officer, app).text
    withdraw(officer, what="Update from the Commissioner")
    compose(officer, app)
    assert publish(officer, app).status_code == 303


def test_what_is_withdrawn_while_the_worker_takes_pages_out_goes_too_and_twice_comes_to_the_same(
    app: Flask, officer: FlaskClient, public: FlaskClient
):
    withdraw(officer)
    waiting = [Thread(target=withdraw, args=(officer, "The Commissioner’s reply"))]

    def meanwhile(_done: int, _words: str) -> None:
        while waiting:  # a thread of its own: a request inside a job would share its session
            other = waiting.pop()
            other.start()
            other.join()

    def redacted() -> list[dict[str, Any]]:
        with app.app_context():
            redact_job(meanwhile, the_meeting(DAY).id)
            db.session.commit()
            return [row.redacted for row in publications(the_meeting(DAY))]

    once = redacted()
    assert waiting == []
    whole = public.get(PACK).data
    assert where(whole, "letter") == []
    assert where(whole, "reply") == [2], "the agenda names it still"
    assert len(where(whole, "withdrawn from publication")) == 2
    assert redacted() == once


def a_tagged_file(folder: Path) -> None:
    """Write an edition of two pages whose tags repeat their words in every way."""
    with pikepdf.new() as pdf:
        for _ in range(2):
            pdf.add_blank_page()
        first, second = (page.obj for page in pdf.pages)

        def tag(kind: str, **more: object) -> pikepdf.Object:
            keys = {f"/{key}": value for key, value in more.items()}
            return pdf.make_indirect(pikepdf.Dictionary({"/S": pikepdf.Name(f"/{kind}"), **keys}))

        figure = tag("Figure", Alt=pikepdf.String("secret picture"))
        inner = tag("Span", Pg=first, K=0)
        other = tag("P", Pg=second, K=0, ActualText=pikepdf.String("open words"))
        paragraph = tag("P", K=pikepdf.Array([inner]))
        above = tag("Sect", K=pikepdf.Array([paragraph]), ActualText=pikepdf.String("secret words"))
        document = tag("Document", K=pikepdf.Array([figure, above, other]))
        root = pikepdf.Dictionary(Type=pikepdf.Name.StructTreeRoot, K=pikepdf.Array([document]))
        pdf.Root.StructTreeRoot = pdf.make_indirect(root)
        pdf.save(folder / EDITION)
    with pikepdf.new() as pdf:
        page = pdf.add_blank_page()
        page.obj.Contents = pdf.make_stream(b"")
        page.obj.Resources = pikepdf.Dictionary()
        pdf.save(folder / NOTICES)


def test_no_tag_repeats_words_of_a_page_that_was_taken_out(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(sandbox, "take_longer", lambda _seconds: None)
    a_tagged_file(tmp_path)
    take_out(tmp_path, [1])
    with pikepdf.open(tmp_path / REDACTED) as pdf:
        plain = BytesIO()
        pdf.save(plain, compress_streams=False, object_stream_mode=pikepdf.ObjectStreamMode.disable)
    assert b"secret" not in plain.getvalue()
    assert b"open words" in plain.getvalue()
