"""Products are easy to find."""
