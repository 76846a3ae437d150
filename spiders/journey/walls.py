"""Tells a page of the shop from a wall in front of it, and from an error."""

from auditor.core.records.journey import Stop
from auditor.facts.walls import CAPTCHA, SAYS_SO, SHORT
from spiders.journey.ends import Ended
from spiders.journey.guard import Blocked
from spiders.journey.sight import Sight
from spiders.journey.trail import Trail

WALLS = {
    401: "asks for a password", 403: "refuses us", 407: "asks for a password", 429: "asks us to slow down",
    503: "says it is not available now", 999: "refuses us",
}

def check_for_wall(trail: Trail, sight: Sight) -> None:
    """Ends the walk where a wall or an error stands instead of the page."""
    if blocked := trail.kept_back:
        raise kept_back(blocked)
    status = trail.status
    if status in WALLS:
        raise Ended(Stop.WALL, f"{sight.url} {WALLS[status]} (status {status}).")
    if is_bot_wall(sight):
        raise Ended(Stop.WALL, f"{sight.url} shows a check for robots instead of the page.")


def check_answer(trail: Trail, sight: Sight) -> None:
    """The same, and ends it where the shop answers with an error."""
    check_for_wall(trail, sight)
    if error := error_answered(trail):
        raise Ended(Stop.SHOP, f"{sight.url} answered {error}.")


def error_answered(trail: Trail) -> int | None:
    """The status of the document, where it is an error."""
    return trail.status if trail.status and trail.status >= 400 else None


def is_bot_wall(sight: Sight) -> bool:
    """Whether a short page asks for a proof that a person is there."""
    if len(sight.text) > SHORT:
        return False
    words = f"{sight.title} {sight.heading} {sight.text}"
    return bool(SAYS_SO.search(words)) or any(CAPTCHA.search(frame.src) for frame in sight.frames)


def check_for_silence(trail: Trail) -> None:
    """Ends the walk where nothing came of a press because a request of a script was kept back."""
    if blocked := trail.kept_back_silently:
        raise kept_back(blocked)


def kept_back(blocked: Blocked) -> Ended:
    """The end of a walk at a request that the guard kept back."""
    if blocked.why == "robots":
        return Ended(Stop.ROBOTS, f"robots.txt does not allow {blocked.url}, where the way leads on.")
    way = f"{blocked.method} {blocked.url}"
    return Ended(Stop.OURS, f"The way leads on to {way}, an address that orders or pays; the walk kept that request back.")
