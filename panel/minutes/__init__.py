"""What happened at a meeting: who was there, what was moved and resolved."""
