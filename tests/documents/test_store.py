"""Files are kept by their sha256, whole, and on the disk when `put` returns."""

from __future__ import annotations

import hashlib
import os
from pathlib import Path

import obstore
import pytest

from panel.documents.store import Settings, Store

WORDS = b"The Panel met at County Hall. " * 9_000
DIGEST = hashlib.sha256(WORDS).hexdigest()


@pytest.fixture(params=["folder", "memory", "bucket"])
def any_store(request: pytest.FixtureRequest, tmp_path: Path) -> Store:
    """Each kind of store: a local folder, memory, a real S3 server."""
    address = {
        "folder": lambda: "",
        "memory": lambda: "memory:///",
        "bucket": lambda: request.getfixturevalue("bucket"),
    }
    return Store(Settings(tmp_path / "instance", address[request.param]()))


def test_what_was_put_is_given_back(any_store: Store):
    assert any_store.put(WORDS) == DIGEST
    assert any_store.holds(DIGEST)
    assert any_store.size(DIGEST) == len(WORDS)
    assert any_store.read(DIGEST) == WORDS
    assert b"".join(any_store.stream(DIGEST)) == WORDS
    assert any_store.read_range(DIGEST, 4, 9) == b"Panel"
    assert any_store.read_range(DIGEST, 9, 9) == b""
    assert any_store.path(DIGEST).read_bytes() == WORDS


def test_a_file_is_put_by_its_path_as_by_its_bytes(any_store: Store, tmp_path: Path):
    path = tmp_path / "paper"
    path.write_bytes(WORDS + b"path")
    assert any_store.read(any_store.put(path)) == WORDS + b"path"


@pytest.mark.parametrize(
    "key", ["0" * 64, "../../etc/passwd", "incoming", ""], ids=["unknown", "above", "staging", "empty"]
)
def test_what_is_not_kept_is_not_found(any_store: Store, key: str):
    assert not any_store.holds(key)
    with pytest.raises(FileNotFoundError):
        any_store.read(key)
    with pytest.raises(FileNotFoundError):
        any_store.path(key)


def test_the_same_bytes_are_written_once(store: Store, monkeypatch: pytest.MonkeyPatch):
    store.put(WORDS)
    monkeypatch.setattr(obstore, "put", lambda *_: pytest.fail("written again"))
    assert store.put(WORDS) == DIGEST


def test_a_file_is_on_the_disk_before_it_has_its_name(
    store: Store, settings: Settings, monkeypatch: pytest.MonkeyPatch
):
    """The file is synced under a passing name, then named, then its folder is synced."""
    events: list[str] = []
    documents = settings.instance / "documents"
    real_sync, real_rename = os.fsync, obstore.rename

    def sync(handle: int) -> None:
        place = Path(f"/proc/self/fd/{handle}").resolve().relative_to(documents)
        events.append(f"sync {place.parts[0] if place.parts else '.'}")
        real_sync(handle)

    def rename(files: obstore.store.ObjectStore, old: str, new: str) -> None:
        events.append(f"name {new[:2]}")
        real_rename(files, old, new)

    monkeypatch.setattr(os, "fsync", sync)
    monkeypatch.setattr(obstore, "rename", rename)
    store.put(WORDS)
    assert events == ["sync incoming", f"name {DIGEST[:2]}", f"sync {DIGEST[:2]}", "sync ."]


def test_a_put_that_breaks_leaves_nothing(store: Store, settings: Settings, monkeypatch: pytest.MonkeyPatch):
    def full(_handle: int) -> None:
        raise OSError("no space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(OSError, match="no space"):
        store.put(WORDS)
    assert not store.holds(DIGEST)
    assert [path for path in (settings.instance / "documents").rglob("*") if path.is_file()] == []


def test_only_the_program_may_look_into_the_folder(store: Store, settings: Settings):
    assert (settings.instance / "documents").stat().st_mode & 0o077 == 0


def test_a_file_from_elsewhere_is_fetched_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    store = Store(Settings(tmp_path / "instance", "memory:///"))
    store.put(WORDS)
    path = store.path(DIGEST)
    monkeypatch.setattr(obstore, "get", lambda *_: pytest.fail("fetched again"))
    assert store.path(DIGEST) == path


def test_other_bytes_from_elsewhere_are_not_believed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    store = Store(Settings(tmp_path / "instance", "memory:///"))
    store.put(WORDS)
    monkeypatch.setattr(Store, "stream", lambda *_: iter([b"something else"]))
    with pytest.raises(OSError, match="other bytes"):
        store.path(DIGEST)
    assert [path for path in (tmp_path / "instance").rglob("*") if path.is_file()] == []


def test_a_file_from_elsewhere_is_on_the_disk_before_it_has_its_name(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    store = Store(Settings(tmp_path / "instance", "memory:///"))
    store.put(WORDS)
    synced: list[bytes] = []
    monkeypatch.setattr(os, "fsync", lambda handle: synced.append(Path(f"/proc/self/fd/{handle}").read_bytes()))
    path = store.path(DIGEST)
    assert synced == [path.read_bytes()]
