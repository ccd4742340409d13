"""Tries to sign in at the same moment."""

from __future__ import annotations

from flask import Flask

from panel.accounts import attempts
from panel.extensions import db


def test_a_try_is_judged_though_somebody_who_got_in_took_all_tries_off_the_count(app: Flask):
    with app.app_context():
        mine = attempts.begin("imogen.vale@larkshire.example", "192.0.2.7")
        db.session.commit()
        attempts.forget("imogen.vale@larkshire.example")
        db.session.commit()
        assert not attempts.too_many(mine)
