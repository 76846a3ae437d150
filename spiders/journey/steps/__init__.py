"""One station of the walk a file."""
