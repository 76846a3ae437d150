"""The shop builds a lasting relationship."""
