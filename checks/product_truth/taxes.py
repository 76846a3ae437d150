"""Rates of value added and sales tax, by which two prices of one product may differ for a good reason."""

from decimal import Decimal

TAX_PER_MILLE = (50, 55, 60, 70, 77, 80, 81, 90, 100, 130, 190, 200, 210, 220, 230, 240, 250, 270)
TOLERANCE_PER_MILLE = 2


def by_tax(one: Decimal, other: Decimal) -> bool:
    """Whether a rate of tax may lie between the two."""
    low, high = sorted((one, other))
    return low > 0 and any(abs(high / low * 1000 - 1000 - rate) < TOLERANCE_PER_MILLE for rate in TAX_PER_MILLE)
