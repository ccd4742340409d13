"""Migrations go up and down on both databases, with data in them."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from flask import Flask
from flask_migrate import Migrate, downgrade, upgrade
from sqlalchemy import inspect, select, text

from panel import create_app
from panel.extensions import Base, db
from tests.builders import a_meeting_with_papers
from tests.traces import a_trace_of_use

FOLDER = Path(__file__).parents[2] / "panel" / "migrations"

NEXT = """
import sqlalchemy as sa
from alembic import op

revision = "next"
down_revision = "{head}"


def anew():
    return "always" if op.get_bind().dialect.name == "sqlite" else "never"


def upgrade():
    with op.batch_alter_table("body", recreate=anew()) as table:
        table.add_column(sa.Column("motto", sa.String(), nullable=True))


def downgrade():
    with op.batch_alter_table("body", recreate=anew()) as table:
        table.drop_column("motto")
"""


@pytest.fixture(params=["sqlite", "postgresql"])
def app(request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Flask]:
    """An application over an empty database of each kind."""
    if request.param == "postgresql":
        monkeypatch.setenv("PANEL_DATABASE_URL", request.getfixturevalue("postgresql_database"))
    app = create_app(tmp_path)
    Migrate(app, db)
    with app.app_context():
        yield app
        db.session.remove()
        db.engine.dispose()


def tables() -> set[str]:
    return set(inspect(db.engine).get_table_names()) - {"alembic_version"}


def count_rows() -> dict[str, int]:
    with db.engine.connect() as connection:
        return {table.name: len(connection.execute(select(table)).all()) for table in Base.metadata.sorted_tables}


def test_the_head_is_the_one_that_is_pinned():
    heads = ScriptDirectory(str(FOLDER)).get_heads()
    assert heads == [(FOLDER / "HEAD").read_text().strip()]


def test_the_newest_revision_has_the_tables_that_the_models_say(app: Flask):
    upgrade(directory=str(FOLDER))
    with db.engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        assert compare_metadata(context, Base.metadata) == []


def fill() -> None:
    """Put a row into every table."""
    a_trace_of_use(a_meeting_with_papers())
    db.session.commit()
    db.session.remove()
    assert [name for name, rows in count_rows().items() if not rows] == []


def test_migrations_go_up_and_down_with_data_in_them(app: Flask):
    upgrade(directory=str(FOLDER))
    fill()
    downgrade(directory=str(FOLDER), revision="base")
    assert tables() == set()
    upgrade(directory=str(FOLDER))
    assert tables() == set(Base.metadata.tables)
    fill()


@pytest.mark.parametrize("revision", ["0001"])
def test_an_older_revision_keeps_its_rows_and_takes_them_up_again(revision: str, app: Flask):
    upgrade(directory=str(FOLDER))
    fill()
    before = count_rows()
    downgrade(directory=str(FOLDER), revision=revision)
    older = tables()
    upgrade(directory=str(FOLDER))
    assert older < set(before)
    assert count_rows() == {name: rows if name in older else 0 for name, rows in before.items()}


def test_rebuilding_a_parent_table_keeps_its_childrens_rows(app: Flask, tmp_path: Path):
    """SQLite drops and makes a table anew to change it; children must not go with it."""
    upgrade(directory=str(FOLDER))
    fill()
    before = count_rows()
    more = tmp_path / "more"
    more.mkdir()
    (more / "next.py").write_text(NEXT.format(head=(FOLDER / "HEAD").read_text().strip()))
    with_more = app.extensions["migrate"].migrate
    with_more.configure_callbacks.append(
        lambda config: (
            config.set_main_option("version_locations", f"{FOLDER / 'versions'} {more}"),
            config.set_main_option("path_separator", "space"),
            config,
        )[-1]
    )
    try:
        upgrade(directory=str(FOLDER))
        assert "motto" in {column["name"] for column in inspect(db.engine).get_columns("body")}
        assert count_rows() == before
        downgrade(directory=str(FOLDER), revision="-1")
        assert count_rows() == before
    finally:
        with_more.configure_callbacks.pop()


def test_sqlite_refuses_a_row_that_points_to_nothing(tmp_path: Path):
    app = create_app(tmp_path)
    Migrate(app, db)
    with app.app_context():
        upgrade(directory=str(FOLDER))
        insert = text(
            "INSERT INTO meeting (uid, sequence, body_id, date, venue, status, closed, note, published)"
            " VALUES ('x', 0, 999, '2018-03-19', '', 'scheduled', 0, '', 0)"
        )
        with pytest.raises(Exception, match="FOREIGN KEY"):
            db.session.execute(insert)
        db.session.remove()
        db.engine.dispose()
