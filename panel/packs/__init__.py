"""Agenda packs: contents as a plain value, layout, composition, editions."""
