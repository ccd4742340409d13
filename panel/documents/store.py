"""Files, kept by their sha256: in a local folder, in an S3 bucket, or in memory."""

from __future__ import annotations

import contextlib
import hashlib
import os
import re
import tempfile
import uuid
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

import obstore
from obstore.store import LocalStore, ObjectStore, from_url

CHUNK = 1024 * 1024  # bytes
INCOMING = "incoming"
"""Where a file lies in a local store until it is whole and on the disk."""

_SHA256 = re.compile("[0-9a-f]{64}")


@dataclass(frozen=True)
class Settings:
    """What this room needs to know of the installation; needs no Flask."""

    instance: Path
    document_store: str = ""
    """Address of the store ("s3://bucket/prefix", "memory:///"); empty: the folder documents/ of the instance.
    An S3 store reads its key, region and endpoint from the usual AWS_ environment variables."""
    max_paper_bytes: int = 100 * 1024 * 1024
    soffice: str = ""
    """The LibreOffice to use; empty: the one on the PATH."""

    @classmethod
    def of(cls, config: Mapping[str, Any]) -> Settings:
        """Read the settings of an application."""
        return cls(
            instance=Path(config["INSTANCE"]),
            document_store=config.get("DOCUMENT_STORE") or "",
            max_paper_bytes=int(config.get("MAX_PAPER_MB") or 100) * 1024 * 1024,
            soffice=config.get("SOFFICE") or "",
        )

    @classmethod
    def of_app(cls) -> Settings:
        """Read the settings of the current application."""
        from flask import current_app

        return cls.of(current_app.config)


class Store:
    """Bytes by their sha256. What was put is on the disk (or with the bucket) when `put` returns."""

    def __init__(self, settings: Settings) -> None:
        """Open the store, making its local folder where there is none."""
        url = settings.document_store
        self._folder: Path | None = None
        self._cache = settings.instance / "cache"
        if not url or urlsplit(url).scheme == "file":
            self._folder = Path(unquote(urlsplit(url).path)) if url else settings.instance / "documents"
            # Exempt papers lie here too: nobody but the program's own account has business in the folder.
            self._folder.mkdir(parents=True, exist_ok=True, mode=0o700)
            _sync(self._folder.parent)
            self._files: ObjectStore = LocalStore(self._folder)
        else:
            self._files = from_url(url)

    @classmethod
    def of_app(cls) -> Store:
        """Give the current application's store."""
        from flask import current_app

        extensions = current_app.extensions
        if "panel-store" not in extensions:
            extensions["panel-store"] = cls(Settings.of(current_app.config))
        store: Store = extensions["panel-store"]
        return store

    def put(self, source: Path | bytes) -> str:
        """Keep a file and give its sha256. A file that is kept already is not written again."""
        digest = sha256_of(source)
        if self.holds(digest):
            return digest
        if self._folder is None:
            obstore.put(self._files, _key(digest), source)
            return digest
        # Written, synced, and only then named by its digest: so whatever has its name is whole, also after a
        # power cut. obstore's own local put renames before the bytes are on the disk.
        staged = f"{INCOMING}/{uuid.uuid4().hex}"
        try:
            obstore.put(self._files, staged, source)
            _sync(self._folder / staged)
            obstore.rename(self._files, staged, _key(digest))
        except BaseException:
            with contextlib.suppress(FileNotFoundError):
                obstore.delete(self._files, staged)
            raise
        _sync((self._folder / _key(digest)).parent)
        _sync(self._folder)
        return digest

    def holds(self, sha256: str) -> bool:
        """Whether a file is kept."""
        try:
            self.size(sha256)
        except FileNotFoundError:
            return False
        return True

    def size(self, sha256: str) -> int:
        """Give a file's size in bytes; raises FileNotFoundError where it is not kept."""
        return int(obstore.head(self._files, _key(sha256))["size"])

    def read(self, sha256: str) -> bytes:
        """Read a whole file; raises FileNotFoundError where it is not kept."""
        return bytes(obstore.get(self._files, _key(sha256)).bytes())

    def read_range(self, sha256: str, start: int, end: int) -> bytes:
        """Read the bytes from `start` up to, not including, `end`."""
        if start >= end:
            return b""
        return bytes(obstore.get_range(self._files, _key(sha256), start=start, end=end))

    def stream(self, sha256: str) -> Iterator[bytes]:
        """Read a file piece by piece."""
        for piece in obstore.get(self._files, _key(sha256)).stream(min_chunk_size=CHUNK):
            yield bytes(piece)

    def path(self, sha256: str) -> Path:
        """Give a file's place on this machine, fetching it once where the store is elsewhere."""
        if self._folder is not None:
            path = self._folder / _key(sha256)
            if not path.is_file():
                raise FileNotFoundError(f"the store holds no file {sha256}")
            return path
        path = self._cache / _key(sha256)
        if not path.is_file():
            self._fetch(sha256, path)
        return path

    def _fetch(self, sha256: str, path: Path) -> None:
        self._cache.mkdir(parents=True, exist_ok=True, mode=0o700)
        path.parent.mkdir(exist_ok=True)
        digest = hashlib.sha256()
        handle, name = tempfile.mkstemp(dir=path.parent)
        try:
            with os.fdopen(handle, "wb") as file:
                for piece in self.stream(sha256):
                    digest.update(piece)
                    file.write(piece)
            if digest.hexdigest() != sha256:
                raise OSError(f"the store gave other bytes than were put under {sha256}")
            _sync(Path(name))
            Path(name).replace(path)
        except BaseException:
            Path(name).unlink(missing_ok=True)
            raise


def sha256_of(source: Path | bytes) -> str:
    """Compute the sha256 of a file or of bytes."""
    if isinstance(source, bytes):
        return hashlib.sha256(source).hexdigest()
    with source.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _key(sha256: str) -> str:
    """Give a file's place in the store. Nothing but a digest is ever a place."""
    if not _SHA256.fullmatch(sha256):
        raise FileNotFoundError("that is not the sha256 of a file")
    return f"{sha256[:2]}/{sha256[2:]}"


def _sync(path: Path) -> None:
    """Force a file or a folder onto the disk."""
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
