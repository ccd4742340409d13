"""People who sign in, their roles."""
