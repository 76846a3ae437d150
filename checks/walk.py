"""What the checks of the walk share: where it ended, what to tell of it, and how to grade a count."""

from itertools import pairwise
from typing import Any

from auditor.core.records import REACHES, Journey, Query, Reach, Stop
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


def at(journey: Journey, reach: Reach, key: str) -> dict[str, Any]:
    """What a finding tells of one station of the walk: the device and the station's picture. `key` tells it from the others."""
    told: dict[str, Any] = {"device": device_word(journey.device), "key": key}
    station = next((step for step in reversed(journey.steps) if step.reach is reach), None)
    return told if station is None else {**told, "shot": station.screenshot, "step": station.action, "address": station.url}


def asked_for(journey: Journey, kind: str) -> Query | None:
    """What came of looking for this kind of words (name, number, typo, nonsense); None where they were not looked for."""
    queries = journey.search.queries if journey.search else ()
    return next((query for query in queries if query.kind == kind), None)


def searched(journey: Journey, query: Query, key: str) -> dict[str, Any]:
    """What a finding tells of a search: the device, what was typed, and the page of results."""
    return {"device": device_word(journey.device), "key": key, "words": query.words, "shot": query.screenshot}
