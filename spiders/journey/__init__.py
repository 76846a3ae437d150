"""The customer's walk: home, category, product, cart, and the door of the checkout."""
