"""Help is within reach."""
