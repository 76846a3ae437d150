"""Products are described fully and honestly."""
