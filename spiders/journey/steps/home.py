"""The walk begins: the home page opens, and what lies over it is dealt with."""

from auditor.core.records.journey import Reach, Stop
from spiders.journey.ends import Ended
from spiders.journey.layers import clear
from spiders.journey.trail import Trail
from spiders.journey.walls import check_answer


async def arrive(trail: Trail, shop: str) -> None:
    """Opens the shop's address, as typed by the customer."""
    trail.home = shop
    await trail.go(shop)
    took_ms = trail.took_ms
    seen = await trail.see()
    check_answer(trail, seen.sight)
    seen = await clear(trail)
    if not seen.sight.shown:
        raise Ended(Stop.SHOP, f"{shop} shows nothing that can be pressed.")
    trail.home, trail.took_ms = seen.sight.url, took_ms
    trail.arrive(Reach.HOME, "Opened the shop", seen)
