"""Personal data is respected."""
