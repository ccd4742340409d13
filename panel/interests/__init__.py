"""Members' registrations of interests and dispensations."""
