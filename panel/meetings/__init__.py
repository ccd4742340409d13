"""Meetings: when, where, and whether they take place."""
