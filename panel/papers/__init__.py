"""Papers under an agenda item: reports and their appendices."""
