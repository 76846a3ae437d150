"""Lighthouse's score curves: how good a measured time, shift or weight is, from 0 to 1.

Every curve is the complement of a log-normal distribution, fixed by two points: a value at `p10` scores 0.9, one at
`median` 0.5. Numbers and formula are those of Lighthouse 13.4; for the server's answer (`ttfb_ms`), which Lighthouse does
not grade so, the two points are the web-vitals library's limits of good and poor. Metrics bear the names of the fields of a
Browser record.
"""

from math import erf, floor, log

from msgspec import Struct

from auditor.core.records import Browser

KIB = 1024
INVERSE_ERFC_OF_A_FIFTH = 0.9061938024368232
BELOW_GOOD = 0.8999999999999999
BELOW_MEDIAN = 0.49999999999999994


class Curve(Struct, frozen=True):
    """The two points that fix a curve, in the unit of the metric."""

    p10: float
    median: float


CURVES = {
    "mobile": {
        "fcp_ms": Curve(1800, 3000),
        "lcp_ms": Curve(2500, 4000),
        "tbt_ms": Curve(200, 600),
        "cls": Curve(0.1, 0.25),
        "speed_index_ms": Curve(3387, 5800),
        "ttfb_ms": Curve(800, 1800),
        "bytes": Curve(2667 * KIB, 4000 * KIB),
    },
    "desktop": {
        "fcp_ms": Curve(934, 1600),
        "lcp_ms": Curve(1200, 2400),
        "tbt_ms": Curve(150, 350),
        "cls": Curve(0.1, 0.25),
        "speed_index_ms": Curve(1311, 2300),
        "ttfb_ms": Curve(800, 1800),
        "bytes": Curve(2667 * KIB, 4000 * KIB),
    },
}

# Lighthouse's weights. Its Speed Index wants a film of the load, which is not taken yet: the others then weigh more.
WEIGHTS = {"fcp_ms": 10, "lcp_ms": 25, "tbt_ms": 30, "cls": 25, "speed_index_ms": 10}


def metric_score(metric: str, value: float, device: str) -> float:
    """The score of one measured value, 0 to 1, on `device` ("mobile" or "desktop"). KeyError for a metric without a curve."""
    return curve_score(CURVES[device][metric], value)


def curve_score(curve: Curve, value: float) -> float:
    """Where `value` lies on the curve: 0.9 and more up to `p10`, at least 0.5 up to `median`."""
    if value <= 0:
        return 1.0
    spread = -log(curve.p10 / curve.median) / INVERSE_ERFC_OF_A_FIFTH
    share = (1 - erf(log(value / curve.median) / spread)) / 2
    if value <= curve.p10:
        return max(0.9, share)
    if value <= curve.median:
        return min(max(0.5, share), BELOW_GOOD)
    return min(share, BELOW_MEDIAN)


def performance_score(measured: Browser) -> float | None:
    """Lighthouse's performance score, 0 to 100, over the metrics that were seen; None when none was."""
    values = {metric: getattr(measured, metric, None) for metric in WEIGHTS}
    seen = {metric: value for metric, value in values.items() if value is not None}
    if not seen:
        return None
    scores = {metric: lighthouse_rounded(metric_score(metric, value, measured.device)) for metric, value in seen.items()}
    mean = sum(scores[metric] * WEIGHTS[metric] for metric in seen) / sum(WEIGHTS[metric] for metric in seen)
    return float(floor(100 * mean + 0.5))


def lighthouse_rounded(score: float) -> float:
    """A score as Lighthouse shows it: cut to two digits, after a lift above 0.9 that lets the best reach 1."""
    lifted = score + 0.05 * max(0.0, score - 0.9)
    return floor(100 * lifted) / 100
