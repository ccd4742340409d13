"""The work programme: what is planned, standing, or waits for a date."""
