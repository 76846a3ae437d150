"""Every customer can use it, on every device."""
