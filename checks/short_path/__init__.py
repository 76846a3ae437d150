"""Few steps to buy."""
