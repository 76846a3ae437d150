"""Paying is safe and offers a choice."""
