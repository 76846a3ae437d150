"""Pages seen through Chromium."""
