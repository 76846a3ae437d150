"""The built-in checks: one principle a folder, one check a file."""
