"""Every table, imported in one place, so that the metadata is whole for migrations."""

from __future__ import annotations

import importlib

ROOMS = (
    "mail",
    "audit",
    "accounts",
    "documents",
    "procedure",
    "members",
    "people",
    "meetings",
    "calling",
    "agendas",
    "papers",
    "commissions",
    "interests",
    "questions",
    "minutes",
    "minute_book",
    "recommendations",
    "work_programme",
    "checks",
    "packs",
    "despatch",
    "sheets",
)


def register() -> None:
    """Import each room's models."""
    importlib.import_module("panel.jobs")
    for room in ROOMS:
        importlib.import_module(f"panel.{room}.models")
