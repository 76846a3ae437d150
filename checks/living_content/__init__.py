"""Content is substantial, current and worth a visit."""
