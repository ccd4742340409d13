"""What became of a file is kept once, by its bytes."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import func, select

from panel import instance
from panel.documents import operations, queries
from panel.documents.arrival import Arrival
from panel.documents.findings import CIRCUMSTANCES, Finding
from panel.documents.models import Document, DocumentState
from panel.documents.store import Settings, Store
from panel.extensions import db
from tests.documents import making


@pytest.fixture
def app(tmp_path: Path) -> Iterator[Flask]:
    app = instance.make(tmp_path / "instance")
    with app.app_context():
        yield app
        db.session.remove()
        db.engine.dispose()


@pytest.fixture
def store(app: Flask) -> Store:
    return Store.of_app()


@pytest.fixture
def settings(app: Flask) -> Settings:
    return Settings.of_app()


def count() -> int:
    return db.session.scalar(select(func.count()).select_from(Document)) or 0


def test_a_file_is_taken_once(store: Store, settings: Settings, monkeypatch: pytest.MonkeyPatch):
    data = making.pdf("Words", "More words")
    first = operations.receive(data, store, settings)
    assert (first.state, first.kind, first.pages, first.code, first.reason) == (
        DocumentState.ACCEPTED, "PDF", 2, "", "",
    )  # fmt: skip
    monkeypatch.setattr(operations, "arrive", lambda *_: pytest.fail("taken again"))
    assert operations.receive(data, store, settings) is first
    assert count() == 1


def test_nothing_is_committed(store: Store, settings: Settings):
    operations.receive(making.pdf("Words"), store, settings)
    db.session.rollback()
    assert count() == 0


def test_what_it_became_is_found_again(store: Store, settings: Settings):
    document = operations.receive(making.pdf("Words", "More words"), store, settings)
    db.session.commit()
    prepared = queries.prepared_file(store, document)
    assert prepared.pdf.read_bytes().startswith(b"%PDF-")
    assert prepared.index.is_file()
    assert [page.strip() for page in queries.text_of(store, document)] == ["Words", "More words"]
    picture = queries.thumbnail_of(store, document)
    assert picture is not None
    assert picture.startswith(b"\x89PNG")


def test_a_refused_file_has_no_prepared_form(store: Store, settings: Settings):
    document = operations.receive(making.picture("PNG"), store, settings)
    assert (document.state, document.code) == (DocumentState.REFUSED, "wrong_type")
    assert document.reason.startswith("This is a PNG picture")
    with pytest.raises(FileNotFoundError):
        queries.prepared_file(store, document)
    assert queries.text_of(store, document) == []
    assert queries.thumbnail_of(store, document) is None


ARRIVAL = Arrival("", 9, "Word", pages=1, told=(Finding("comments", "It holds 1 comment.", (1, 2), quotes=True),))


@pytest.mark.parametrize(
    ("code", "again"),
    [*((code.value, True) for code in sorted(CIRCUMSTANCES)), ("macros", False), ("password", False), ("xfa", False)],
)
def test_only_what_failed_by_circumstance_is_tried_again(
    code: str, again: bool, store: Store, settings: Settings, monkeypatch: pytest.MonkeyPatch
):
    data = b"a paper"
    sha256 = store.put(data)
    refused = operations.keep(replace(ARRIVAL, sha256=sha256, code=code, reason="Because."))
    monkeypatch.setattr(operations, "arrive", lambda *_: replace(ARRIVAL, sha256=sha256))
    document = operations.receive(data, store, settings)
    assert document is refused
    assert document.state is (DocumentState.ACCEPTED if again else DocumentState.REFUSED)
    assert document.reason == ("" if again else "Because.")
    assert count() == 1


def test_a_store_that_lost_a_file_gets_it_back(store: Store, settings: Settings):
    data = making.pdf("Words")
    document = operations.receive(data, store, settings)
    assert document.prepared_sha256 is not None
    store.path(document.prepared_sha256).unlink()
    operations.receive(data, store, settings)
    assert queries.prepared_file(store, document).pdf.is_file()


def test_what_is_told_comes_back_as_it_was(app: Flask):
    document = operations.keep(replace(ARRIVAL, sha256="a" * 64))
    db.session.commit()
    db.session.expire_all()
    assert queries.findings_of(document) == list(ARRIVAL.told)


def test_a_row_that_another_process_wrote_meanwhile_is_used(app: Flask, monkeypatch: pytest.MonkeyPatch):
    first = operations.keep(replace(ARRIVAL, sha256="a" * 64, code="crashed", reason="Because."))
    db.session.commit()
    real, seen = operations._row, []

    def late(sha256: str) -> Document | None:
        seen.append(sha256)
        return None if len(seen) == 1 else real(sha256)

    monkeypatch.setattr(operations, "_row", late)
    assert operations.keep(replace(ARRIVAL, sha256="a" * 64)) is first
    assert first.state is DocumentState.ACCEPTED
    assert count() == 1


def test_several_files_are_taken_in_their_order_each_once(
    store: Store, settings: Settings, monkeypatch: pytest.MonkeyPatch
):
    one, two, three = (making.pdf(words) for words in ("One", "Two", "Three"))
    known = operations.receive(two, store, settings)
    taken: list[int] = []
    real = operations.arrive_many

    def counting(sources: list[bytes], *rest: object) -> Iterator[Arrival]:
        taken.append(len(sources))
        return real(sources, *rest)

    monkeypatch.setattr(operations, "arrive_many", counting)
    steps: list[tuple[int, int]] = []
    documents = operations.take_many(
        [three, two, one, three], store, settings, lambda done, of: steps.append((done, of))
    )
    assert [queries.text_of(store, document)[0].strip() for document in documents] == ["Three", "Two", "One", "Three"]
    assert documents[1] is known
    assert documents[0] is documents[3]
    assert taken == [2]
    assert steps == [(2, 4), (3, 4), (4, 4)]
    assert operations.take_many([one, two, three], store, settings) == [documents[2], known, documents[0]]
    assert taken == [2, 0]
