"""Pages that bring domains together for everyone."""
