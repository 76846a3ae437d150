"""Pages explain themselves."""
