"""What the checks of the walk share: where it ended, and how to grade a count."""

from itertools import pairwise
from typing import Any

from auditor.core.records import REACHES, Journey, Reach, Stop
from checks.words import device_word

Points = tuple[tuple[float, float], ...]


def got_to(journey: Journey, reach: Reach) -> bool:
    return journey.reached is not None and REACHES.index(journey.reached) >= REACHES.index(reach)


def stopped_by_shop(journey: Journey, *at: Reach) -> bool:
    """Whether the walk ended at one of these stations for a reason that is the shop's."""
    return journey.stop is Stop.SHOP and journey.reached in at


def said(journey: Journey) -> dict[str, Any]:
    """What every finding tells of its walk: the device, the last station, and its picture."""
    told: dict[str, Any] = {"device": device_word(journey.device), "key": journey.device}
    if journey.steps:
        last = journey.steps[-1]
        told |= {"shot": last.screenshot, "box": last.box, "step": last.action, "address": last.url}
    return told


def because(journey: Journey) -> str:
    return journey.stopped_because.rstrip(".") or "nothing told why"


def along(points: Points, value: float) -> float:
    """The height of a broken line at `value`; level before its first point and after its last."""
    for (left, high), (right, low) in pairwise(points):
        if value <= left:
            return high
        if value < right:
            return high + (low - high) * (value - left) / (right - left)
    return points[-1][1]
