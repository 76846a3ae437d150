"""Of several loads, the one record: medians, how far apart they lay, and what the middle load showed."""

from collections.abc import Sequence
from statistics import median

from auditor.core.records import Spread
from spiders.browser.load import Load

MEASURES = ("ttfb_ms", "fcp_ms", "lcp_ms", "cls", "tbt_ms", "load_ms", "bytes", "requests")
COUNTS = ("bytes", "requests")
DIGITS = {"cls": 4}
OF_THE_MIDDLE = ("final_url", "status", "lcp_element", "cls_element")
OF_THE_LOOK = ("screenshot", "consent_layer", "menu_entries", "scroll_width", "broken_images")


def fields(loads: Sequence[Load]) -> dict:
    """The fields of a Browser record that these loads give. Of loads that failed, only the first tells why."""
    good = [load for load in loads if load.failure is None]
    told = middle(good) if good else loads[0]
    looked = next((load for load in loads if load.seen), told)
    found = {name: getattr(told, name) for name in OF_THE_MIDDLE}
    found |= {name: getattr(looked.seen, name) for name in OF_THE_LOOK if looked.seen}
    found |= {name: of_measure(name, values) for name, values in values_of(good or loads[:1]).items()}
    spread = {name: Spread(neat(name, min(values)), neat(name, max(values))) for name, values in values_of(good).items()}
    return {
        **found, "runs": len(good), "spread": spread, "failure": None if good else told.failure,
        "console_errors": looked.console_errors, "failed_requests": looked.failed_requests,
    }


def middle(loads: Sequence[Load]) -> Load:
    """The load with the median of largest paint, the lower of two in the middle; those without one come last."""
    ordered = sorted(loads, key=lambda load: (load.lcp_ms is None, load.lcp_ms or 0))
    return ordered[(len(ordered) - 1) // 2]


def values_of(loads: Sequence[Load]) -> dict[str, list[float]]:
    """The values seen of each measure; a measure that no load saw is left out."""
    seen = {name: [getattr(load, name) for load in loads] for name in MEASURES}
    known = {name: [value for value in values if value is not None] for name, values in seen.items()}
    return {name: values for name, values in known.items() if values}


def of_measure(name: str, values: Sequence[float]) -> float:
    return neat(name, median(values))


def neat(name: str, value: float) -> float:
    """Without digits that mean nothing: whole bytes and requests, tenths of a millisecond."""
    return round(value) if name in COUNTS else round(value, DIGITS.get(name, 1))
