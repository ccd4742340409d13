"""Files as they arrive: kept by sha256, opened, converted, measured and read in a sandboxed process."""
