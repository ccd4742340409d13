"""A site for tests: an application over a fresh database, and what its pages ask of that database."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from flask import Flask
from sqlalchemy import event

from panel import create_app
from panel.extensions import db


@cache
def empty_database() -> sqlite3.Connection:
    """Make the tables once; each site takes a copy."""
    with TemporaryDirectory() as folder:
        app = create_app(folder)
        with app.app_context():
            db.create_all()
            db.engine.dispose()
        made = sqlite3.connect(":memory:", check_same_thread=False)
        with sqlite3.connect(Path(folder) / "panel.sqlite") as source:
            source.backup(made)
        source.close()
    return made


def make_site(folder: Path) -> Flask:
    """Make an application whose database is empty."""
    with sqlite3.connect(folder / "panel.sqlite") as target:
        empty_database().backup(target)
    target.close()
    return open_site(folder)


def open_site(folder: Path) -> Flask:
    """Make an application over what is in a folder; a failure is answered as it is to readers."""
    return create_app(folder, TESTING=True, PROPAGATE_EXCEPTIONS=False)


@contextmanager
def statements(app: Flask) -> Iterator[list[str]]:
    """Record each statement that the database is asked."""
    asked: list[str] = []

    def note(_connection: object, _cursor: object, statement: str, *_rest: object) -> None:
        asked.append(statement)

    with app.app_context():
        engine = db.engine
    event.listen(engine, "before_cursor_execute", note)
    yield asked
    event.remove(engine, "before_cursor_execute", note)
