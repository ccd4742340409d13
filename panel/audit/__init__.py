"""Append-only: who did what, when, to what."""
