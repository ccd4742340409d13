"""A file comes in once, and becomes what packs are composed from, or is refused with a reason."""

from __future__ import annotations

import hashlib
import io
import json
import logging
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from PIL import Image

from panel.documents import arrival, sandbox
from panel.documents.arrival import Arrival, Source, arrive, arrive_many
from panel.documents.findings import Refusal
from panel.documents.store import Settings, Store
from panel.pdf.index import load
from tests.conftest import PROJECT, need_program
from tests.documents import making
from tests.documents.making import element, field, run, tracked

Take = Callable[[Source], Arrival]

TOGETHER = pytest.mark.xdist_group("hiding")
"""Of the tests that share what LibreOffice made."""
SECRETS = ("DELETEDWORDS", "HIDDENWORDS", "COMMENTWORDS", "Una Marsh", "CORMORANT")


def words(store: Store, made: Arrival) -> str:
    assert made.text_sha256 is not None
    return "\n".join(json.loads(store.read(made.text_sha256)))


def codes(made: Arrival) -> set[str]:
    return {each.code for each in made.told}


def hiding_docx() -> bytes:
    """A Word file with a comment, tracked changes, hidden text, a date and its file's name."""

    def change(document: Any) -> None:
        document.core_properties.author = "Una Marsh"
        document.core_properties.title = "CORMORANT"
        paragraph = document.add_paragraph("Shown. ")
        paragraph._p.append(tracked("del", run("DELETEDWORDS ", "w:delText")))
        paragraph._p.append(tracked("ins", run("Inserted. ")))
        hidden = paragraph.add_run("HIDDENWORDS ")
        hidden.font.hidden = True
        for each in field(" DATE ", "2 March 2026 "):
            paragraph._p.append(each)
        for each in field(" FILENAME ", "report.docx"):
            paragraph._p.append(each)
        document.add_heading("Background", 1)
        document.add_comment(paragraph.runs[0], text="COMMENTWORDS", author="Una Marsh", initials="UM")

    return making.docx(change=change)


def test_a_pdf_becomes_a_prepared_paper(take: Take, store: Store):
    data = making.pdf("The first page", "The second page")
    made = take(data)
    assert (made.accepted, made.kind, made.pages, made.size) == (True, "PDF", 2, len(data))
    assert made.sha256 == hashlib.sha256(data).hexdigest()
    assert store.read(made.sha256) == data
    assert made.prepared_sha256 is not None
    assert made.index_sha256 is not None
    assert made.thumbnail_sha256 is not None
    assert store.size(made.prepared_sha256) == made.prepared_size
    assert len(load(store.path(made.index_sha256)).leaves) == 2
    assert words(store, made).split("\n") == ["The first page", "The second page"]
    with Image.open(io.BytesIO(store.read(made.thumbnail_sha256))) as picture:
        assert (picture.format, picture.width) == ("PNG", 300)
        assert abs(picture.height / picture.width - 842 / 595) < 0.02
        assert picture.convert("L").getextrema()[0] < 128


def test_a_paper_is_found_by_its_path_too(take: Take, tmp_path: Path):
    path = tmp_path / "Report (final) KINGFISHER.pdf"
    path.write_bytes(making.pdf("Words"))
    assert take(path).accepted


@pytest.fixture(scope="module")
def hiding(tmp_path_factory: pytest.TempPathFactory) -> tuple[Arrival, Store]:
    """That file, taken in, and where."""
    need_program("soffice")
    settings = Settings(tmp_path_factory.mktemp("hiding"))
    return arrive(hiding_docx(), Store(settings), settings), Store(settings)


@TOGETHER
def test_what_hides_in_word_is_told_and_never_printed(hiding: tuple[Arrival, Store]):
    made, store = hiding
    assert (made.accepted, made.kind, made.pages) == (True, "Word", 1)
    text = words(store, made)
    assert "Shown. Inserted. 2 March 2026 report.docx" in text
    assert {"comments", "tracked_changes", "hidden_text", "date_fields"} <= codes(made)
    for digest in (made.prepared_sha256, made.text_sha256):
        assert digest is not None
        assert not [secret for secret in SECRETS if secret.encode() in store.read(digest)]
    assert not [secret for secret in SECRETS if secret in text]


@TOGETHER
def test_word_becomes_tagged_pdf_with_bookmarks(hiding: tuple[Arrival, Store]):
    made, store = hiding
    assert made.prepared_sha256 is not None
    with pikepdf.open(store.path(made.prepared_sha256)) as document:
        assert "/StructTreeRoot" in document.Root
        with document.open_outline() as outline:
            assert [item.title for item in outline.root] == ["Background"]
        assert "/Info" not in document.trailer
        assert "/Metadata" not in document.Root


@pytest.mark.parametrize("form", ["doc", "rtf", "odt"])
def test_older_word_rich_text_and_opendocument_hide_nothing_either(
    form: str, take: Take, store: Store, soffice: str, tmp_path: Path
):
    source = tmp_path / "source.docx"
    source.write_bytes(hiding_docx())
    subprocess.run(
        [soffice, f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}", "--headless", "--convert-to", form,
         "--outdir", str(tmp_path), str(source)],
        check=True,
        capture_output=True,
        timeout=120,
    )  # fmt: skip
    made = take(tmp_path / f"source.{form}")
    assert (made.reason, made.kind) == ("", "OpenDocument" if form == "odt" else "Word")
    text = words(store, made)
    assert "Shown. Inserted." in text
    assert not [secret for secret in SECRETS if secret in text]
    assert {"comments", "tracked_changes", "hidden_text"} <= codes(made)


@TOGETHER
def test_two_conversions_give_equal_bytes(hiding: tuple[Arrival, Store], tmp_path: Path):
    """Also between two instances, under two names, on two days."""
    first, store = hiding
    path = tmp_path / "another.docx"
    path.write_bytes(store.read(first.sha256))
    settings = Settings(tmp_path / "another")
    assert first.accepted
    assert arrive(path, Store(settings), settings) == first


@pytest.mark.parametrize(
    ("data", "code", "kind"),
    [
        (b"", "empty", ""),
        (making.picture("JPEG"), "wrong_type", ""),
        (making.with_parts(making.docx("x"), {"word/vbaProject.bin": b"macro"}), "macros", ""),
        (making.ole(EncryptedPackage=b"secret"), "password", ""),
        (making.locked_pdf("secret"), "password", "PDF"),
        (b"%PDF-1.7\nnothing else", "damaged", "PDF"),
        (making.with_parts(making.docx("x"), {"word/document.xml": b"<w:document"}), "damaged", "Word"),
    ],
    ids=["empty", "picture", "macros", "locked Word", "locked PDF", "damaged PDF", "damaged Word"],
)
def test_what_cannot_be_used_is_refused_and_kept(data: bytes, code: str, kind: str, take: Take, store: Store):
    made = take(data)
    assert (made.accepted, made.code, made.kind) == (False, code, kind)
    assert made.reason.endswith(".")
    assert store.read(made.sha256) == data
    assert made.prepared_sha256 is None


def test_a_pdf_without_a_question_for_its_password_is_unlocked(take: Take):
    made = take(making.locked_pdf(""))
    assert made.accepted
    assert "decrypted" in codes(made)


def test_a_word_file_named_pdf_is_taken_for_what_it_is(take: Take, tmp_path: Path, soffice: str):
    path = tmp_path / "report.pdf"
    path.write_bytes(making.docx("A report"))
    made = take(path)
    assert (made.kind, made.accepted) == ("Word", True)


def test_a_file_over_the_limit_is_refused_unread_and_kept(tmp_path: Path):
    settings = Settings(tmp_path / "instance", max_paper_bytes=1024 * 1024)
    store = Store(settings)
    data = b"%PDF-1.7" + b"\0" * (2 * 1024 * 1024)
    made = arrive(data, store, settings)
    assert made.code == Refusal.TOO_LARGE
    assert "has 2.0 MB, and at most 1 MB are accepted" in made.reason
    assert store.read(made.sha256) == data


def test_without_libreoffice_word_is_refused_and_pdf_is_not(tmp_path: Path):
    settings = Settings(tmp_path / "instance", soffice=str(tmp_path / "nowhere" / "soffice"))
    store = Store(settings)
    made = arrive(making.docx("A report"), store, settings)
    assert (made.code, made.kind) == (Refusal.OFFICE_MISSING, "Word")
    assert "LibreOffice" in made.reason
    assert arrive(making.pdf("Words"), store, settings).accepted


@pytest.mark.parametrize(
    ("script", "code"),
    [
        ("exit 0", Refusal.NOT_CONVERTED),
        ("kill -SEGV $$", Refusal.CRASHED),
        ("sleep 3600", Refusal.OUT_OF_TIME),
    ],
    ids=["makes nothing", "crashes", "hangs"],
)
def test_a_libreoffice_that_fails_loses_one_paper(
    script: str, code: Refusal, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    program = tmp_path / "soffice"
    program.write_text(f"#!/bin/sh\n{script}\n")
    program.chmod(0o755)
    monkeypatch.setattr("panel.documents.office.LIMITS", sandbox.Limits(wall=2, longest=2))
    settings = Settings(tmp_path / "instance", soffice=str(program))
    made = arrive(making.docx("A report"), Store(settings), settings)
    assert (made.code, made.accepted) == (code, False)


@pytest.mark.parametrize(
    ("step", "limits", "code"),
    [
        ("crash", arrival.LIMITS, Refusal.CRASHED),
        ("fail", arrival.LIMITS, Refusal.CRASHED),
        ("hang", sandbox.Limits(wall=1), Refusal.OUT_OF_TIME),
        ("eat_memory", sandbox.Limits(memory=sandbox.GIB), Refusal.OUT_OF_MEMORY),
    ],
    ids=["crash", "exception", "hang", "memory"],
)
def test_a_parser_that_breaks_down_loses_one_paper(
    step: str,
    limits: sandbox.Limits,
    code: Refusal,
    store: Store,
    settings: Settings,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
):
    real = sandbox.run_step

    def broken(_step: str, folder: Path, limits: sandbox.Limits, arguments: Any = None) -> Any:
        return real(f"tests.documents.steps:{step}", folder, limits, arguments, readable=[PROJECT / "tests"])

    data = making.pdf("KINGFISHER")
    with monkeypatch.context() as patch, caplog.at_level(logging.DEBUG):
        patch.setattr(sandbox, "run_step", broken)
        made = arrive(data, store, settings, limits)
    assert (made.accepted, made.code) == (False, code)
    assert store.read(made.sha256) == data
    assert "KINGFISHER" not in caplog.text
    assert made.sha256[:12] in caplog.text
    assert arrive(data, store, settings).accepted


def test_several_files_come_back_in_their_order(store: Store, settings: Settings):
    sources = [making.pdf(f"Paper {number}") for number in range(5)]
    done: list[int] = []
    made = list(arrive_many(sources, store, settings, done.append))
    assert [words(store, each) for each in made] == [f"Paper {number}" for number in range(5)]
    assert done == [1, 2, 3, 4, 5]


def test_an_arrival_leaves_nothing_in_the_temporary_folder(
    take: Take, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, soffice: str
):
    scratch = tmp_path / "scratch"
    scratch.mkdir()
    monkeypatch.setattr("tempfile.tempdir", str(scratch))
    assert take(making.docx("A report")).accepted
    assert list(scratch.iterdir()) == []


def test_a_linked_file_of_the_server_is_not_printed(take: Take, store: Store, tmp_path: Path, soffice: str):
    """A Word file asks for another paper's text by its place on the server."""
    other = tmp_path / "other.txt"
    other.write_text("KINGFISHER")
    content = [*field(f' INCLUDETEXT "{other}" ', "as saved"), element("w:r", element("w:t", text=" Shown"))]
    made = take(making.docx_of(*content))
    assert made.accepted
    assert words(store, made).strip() == "as saved Shown"
