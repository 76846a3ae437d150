"""A server that misbehaves in every way that a test can think of, one way a page."""
