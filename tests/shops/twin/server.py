"""Opens the twin."""

from collections.abc import Iterator
from contextlib import contextmanager

from tests.shops.serving import serving
from tests.shops.twin.routes import answer
from tests.shops.twin.shop import Shop
from tests.shops.twin.switches import EDITIONS, SWITCHES


@contextmanager
def running(switches: frozenset[str] = frozenset(), edition: str = "well", port: int = 0) -> Iterator[Shop]:
    """The twin in an edition ("well" or "ill") with more switches on; its address is `shop.url`."""
    unknown = switches - set(SWITCHES)
    if unknown:
        raise ValueError(f"The twin has no switch {', '.join(sorted(unknown))}.")
    shop = Shop(EDITIONS[edition] | switches)
    with serving(shop, lambda asked: answer(shop, asked), port) as opened:
        yield opened
