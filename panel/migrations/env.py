"""Run migrations on the application's database.

SQLite rebuilds a table to change it; with foreign keys on, dropping the old one deletes its children's rows. So they
are off while migrations run (they can only be switched outside a transaction), and checked at the end.
"""

from __future__ import annotations

from typing import Any, Literal

from alembic import context
from flask import current_app
from sqlalchemy import create_engine, text
from sqlalchemy.pool import NullPool

from panel.extensions import Base, UTCDateTime


def run() -> None:
    """Migrate in one transaction."""
    engine = create_engine(current_app.config["SQLALCHEMY_DATABASE_URI"], poolclass=NullPool)
    sqlite = engine.dialect.name == "sqlite"
    with engine.connect() as connection:
        if sqlite:
            connection.exec_driver_sql("PRAGMA foreign_keys=OFF")
            connection.commit()
        context.configure(
            connection=connection,
            target_metadata=Base.metadata,
            render_as_batch=True,
            compare_type=True,
            render_item=_render,
            process_revision_directives=_no_empty_revision,
        )
        with context.begin_transaction():
            context.run_migrations()
            if sqlite and (broken := connection.execute(text("PRAGMA foreign_key_check")).all()):
                raise RuntimeError(f"the migration would leave rows that point to nothing: {broken[:5]}")
        connection.commit()
    engine.dispose()


def _render(kind: str, item: Any, _context: Any) -> str | Literal[False]:
    """Write our own column type as revisions import it."""
    return "extensions.UTCDateTime()" if kind == "type" and isinstance(item, UTCDateTime) else False


def _no_empty_revision(_context: Any, _revision: Any, directives: list[Any]) -> None:
    if directives and directives[0].upgrade_ops.is_empty():
        directives[:] = []


run()
