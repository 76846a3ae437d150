"""What a crawl is told, and what it tells while it runs."""

from msgspec import Struct

from spiders import gate


class Plan(Struct, frozen=True):
    """What to crawl and how far. No limit where None; `max_time_s` in seconds. `only_home` fetches one page and no link of it."""

    url: str
    max_pages: int | None = None
    max_time_s: float | None = None
    max_depth: int | None = None
    external: bool = False
    only_home: bool = False
    user_agent: str = gate.AGENT


class Progress(Struct, frozen=True):
    """How far the crawl is: HTML pages fetched, addresses answered, addresses known."""

    pages: int
    done: int
    known: int
