"""An instance: the folder that holds one installation's settings, records and files."""

from __future__ import annotations

import logging
from pathlib import Path

from flask import Flask
from sqlalchemy import func, inspect, select, text

from panel import config, create_app
from panel.extensions import db
from panel.procedure.models import Body

MIGRATIONS = Path(__file__).parent / "migrations"
"""The revisions, and in the file HEAD the newest of them."""


class NoInstance(Exception):
    """There is no instance in a folder; the message says how to make one."""


def make(folder: Path) -> Flask:
    """Open the instance in a folder, making it where there is none, and bring its database up to date."""
    folder.mkdir(parents=True, exist_ok=True)
    if not config.is_initialised(folder):
        # Exempt papers will lie here: nobody but the program's own account has business in the folder.
        folder.chmod(0o700)
        config.write_config(folder)
    app = create_app(folder)
    migrate(app)
    return app


def open_existing(folder: Path) -> Flask:
    """Open the instance in a folder; raises NoInstance where there is none."""
    if not config.is_initialised(folder):
        raise NoInstance(
            f"There is no instance in {folder}. Make one with `panel init --instance {folder}`, "
            f"or see the program at work with `panel demo --instance {folder}`."
        )
    app = create_app(folder)
    migrate(app)
    return app


def migrate(app: Flask) -> None:
    """Bring the database of an application up to the newest revision."""
    with app.app_context():
        if _revision() == (MIGRATIONS / "HEAD").read_text().strip():
            return
        # Here, since most commands find the database up to date, and Alembic takes long to import.
        from flask_migrate import Migrate, upgrade

        logging.getLogger("alembic").setLevel(logging.WARNING)
        Migrate(app, db)
        upgrade(directory=str(MIGRATIONS))
        db.session.remove()


def _revision() -> str | None:
    with db.engine.connect() as connection:
        if not inspect(connection).has_table("alembic_version"):
            return None
        return connection.execute(text("SELECT version_num FROM alembic_version")).scalar()


def holds_anything() -> bool:
    """Whether the instance has any body in it."""
    return bool(db.session.scalar(select(func.count()).select_from(Body)))
