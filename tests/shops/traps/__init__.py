"""Shops that make many addresses of few pages. Each is a function of path and query, as `tests.serving.serving` takes it."""
