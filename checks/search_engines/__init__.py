"""Search engines can find and understand it."""
