"""Panel: agendas, packs and records of police and crime panels and council committees."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from flask import Flask


def create_app(instance: Path | str | None = None, **overrides: Any) -> Flask:
    """Make the application of an instance: the one place that knows every domain.

    `instance` defaults to PANEL_INSTANCE, then to ./instance. Imports stand inside so that rooms such as
    `panel.packs.compiler` need neither Flask nor a database.
    """

    from panel import access, config, headers, models, views
    from panel.accounts import sessions
    from panel.application import Application
    from panel.extensions import csrf, db, prepare_sqlite
    from panel.paths import STATIC, TEMPLATES
    from panel.people.queries import serves

    folder = Path(instance or os.environ.get("PANEL_INSTANCE", "instance")).resolve()
    app = Application(
        "panel",
        instance_path=str(folder),
        template_folder=str(TEMPLATES),
        static_folder=str(STATIC),
    )
    app.config.from_mapping(config.load(folder))
    app.config.update(overrides)
    models.register()
    db.init_app(app)
    with app.app_context():
        if db.engine.dialect.name == "sqlite":
            prepare_sqlite(db.engine)
    sessions.init_sessions(app)
    access.init_access(
        app,
        role_of_session=sessions.role_of_session,
        role_of_key=sessions.role_of_key,
        sign_in="accounts.sign_in",
        serves=serves,
        entering=sessions.entering,
    )
    csrf.init_app(app)  # after the guard: it reads what was sent, and of a stranger's nothing is read
    headers.init_headers(app)
    views.register(app)
    return app
