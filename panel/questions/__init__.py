"""What the public asks at a meeting."""
