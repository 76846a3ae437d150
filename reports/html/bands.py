"""The bands that scores fall into, and how a score is shown: number, band, and on how much it rests."""

import math

from msgspec import Struct

from auditor.core.audit import Score

BANDS = (("strong", 90), ("good", 75), ("fair", 50), ("poor", 0))
SURE_FROM = 0.6


class Rated(Struct, frozen=True):
    """A score as it is shown. `unsure` when fewer than six in ten checks could be made."""

    value: int | None
    band: str
    counted: int
    asked: int
    unsure: bool = False


def whole(points: float) -> int:
    """A score without decimals, halves rounded up as readers do."""
    return math.floor(round(points, 2) + 0.5)


def band_of(value: float | None) -> str:
    """The band of a score as it is shown, without decimals; "none" where there is none."""
    if value is None:
        return "none"
    return next(name for name, least in BANDS if whole(value) >= least)


def rated(score: Score) -> Rated:
    value = None if score.value is None else whole(score.value)
    unsure = value is not None and score.counted < SURE_FROM * score.asked
    return Rated(value, band_of(value), score.counted, score.asked, unsure)
