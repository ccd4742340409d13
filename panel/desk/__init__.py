"""The officer's desk: what is due, and by when."""
