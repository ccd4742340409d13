"""The recommendations and actions log."""
