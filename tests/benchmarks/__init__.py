"""How long composing a pack takes, beside what somebody would use instead.

Run it with `.venv/bin/python -m tests.benchmarks`; it prints the table that the README shows.
"""
