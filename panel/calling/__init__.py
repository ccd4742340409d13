"""Calling members to a meeting, and what they answer."""
