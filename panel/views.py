"""Every page, registered in one place."""

from __future__ import annotations

import importlib

from flask import Flask

OF_SIGNING_IN = ("council_views", "factor_views", "passkey_views")
"""Modules whose pages hang on the blueprint of accounts."""


def register(app: Flask) -> None:
    """Hang each room's pages on the application."""
    from panel.accounts.views import accounts
    from panel.agendas.order_views import orders
    from panel.agendas.views import agendas
    from panel.briefing.views import briefing
    from panel.calendars.views import calendars
    from panel.calling.desk_views import answers
    from panel.calling.views import calling
    from panel.checks.views import checks
    from panel.commissions.desk_views import commissions
    from panel.commissions.timetable_views import timetables
    from panel.commissions.views import asked
    from panel.desk.views import desk
    from panel.despatch.recipient_views import recipients
    from panel.despatch.views import despatch
    from panel.interests.views import interests
    from panel.mail.views import mail
    from panel.meetings.desk_views import year
    from panel.meetings.views import meetings
    from panel.members.desk_views import seats
    from panel.members.views import members
    from panel.minute_book.circulation_views import circulation
    from panel.minute_book.confirming_views import confirmations
    from panel.minute_book.link_views import drafts_read
    from panel.minute_book.print_views import printed
    from panel.minute_book.writing_views import writing
    from panel.packs.views import packs
    from panel.papers.views import papers
    from panel.people.views import people
    from panel.procedure.desk_views import rules
    from panel.procedure.draft_views import drafts
    from panel.procedure.views import bodies
    from panel.public.views import init_pages, public
    from panel.readers.views import readers
    from panel.sitting.irregular_views import irregular_acts
    from panel.sitting.views import sitting

    importlib.import_module("panel.packs.withdraw_views")
    importlib.import_module("panel.sitting.election_views")
    importlib.import_module("panel.sitting.motion_views")
    from panel.sheets.views import sheets

    importlib.import_module("panel.sitting.resolving_views")
    importlib.import_module("panel.sitting.rising_views")
    importlib.import_module("panel.sitting.urgent_views")
    for of_the_room in ("question_views", "exclusion_views"):
        importlib.import_module(f"panel.sitting.{of_the_room}")
    for pages in OF_SIGNING_IN:
        importlib.import_module(f"panel.accounts.{pages}")
    for blueprint in (
        accounts,
        agendas,
        answers,
        asked,
        bodies,
        briefing,
        calendars,
        calling,
        checks,
        circulation,
        commissions,
        confirmations,
        desk,
        despatch,
        drafts,
        interests,
        irregular_acts,
        drafts_read,
        mail,
        meetings,
        members,
        orders,
        packs,
        papers,
        people,
        printed,
        public,
        readers,
        recipients,
        rules,
        seats,
        sheets,
        sitting,
        timetables,
        writing,
        year,
    ):
        app.register_blueprint(blueprint)
    init_pages(app)
