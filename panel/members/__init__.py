"""Members, the authorities that appoint them, and the offices that they hold."""
