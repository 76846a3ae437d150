"""What a crawl is told, and what it tells while it runs."""

from collections.abc import Callable

from msgspec import Struct

from spiders import gate
from spiders.credentials import NONE, Credentials
from spiders.rendering.options import RenderOptions


class Plan(Struct, frozen=True):
    """What to crawl and how far. No limit where None; `max_time_s` in seconds. `only_home` fetches one page and no link of it.
    An answer must be there in `timeout_s`, to its last byte.

    `seeds` are addresses to ask for though no link may lead there. `credentials` are shown to the shop alone. `allow_private`
    lets a public shop lead to private addresses. `own_shop` where it is the user's own.
    """

    url: str
    max_pages: int | None = None
    max_time_s: float | None = None
    max_depth: int | None = None
    external: bool = False
    only_home: bool = False
    user_agent: str = gate.AGENT
    seeds: tuple[str, ...] = ()
    credentials: Credentials = NONE
    rendering: RenderOptions = RenderOptions()
    allow_private: bool = False
    timeout_s: float = 30.0
    own_shop: bool = False


class Progress(Struct, frozen=True):
    """How far the crawl is: HTML pages fetched, addresses answered, addresses known."""

    pages: int
    done: int
    known: int


class Ears(Struct, frozen=True):
    """Who listens to a crawl: `tell` hears how far it is, `kept` the ids of pages whose answers were committed since.

    `read` returns when all pages are read, `say` hears what is being done where that takes long.
    """

    tell: Callable[[Progress], None]
    kept: Callable[[list[int]], None] = lambda _: None
    read: Callable[[], None] = lambda: None
    say: Callable[[str], None] = lambda _: None
