"""The order is looked after until the end."""
