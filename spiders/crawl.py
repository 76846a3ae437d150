"""Runs the spider to its end and says how it ended."""

import signal
from collections.abc import Callable
from typing import Any

from msgspec import Struct
from scrapy.crawler import AsyncCrawlerProcess
from scrapy.settings import Settings

from auditor.core.store import Store
from spiders import gate, settings
from spiders.gate import Refusal
from spiders.plan import Plan, Progress
from spiders.storefront import TIME_IS_UP, Storefront

LIMITS = {"max-pages": Refusal.PAGES, "max-depth": Refusal.DEPTH}


class Pace(Struct, frozen=True):
    """How fast to ask: at most `concurrency` at once and `rate` a second. None means what suits the address."""

    concurrency: int | None = None
    rate: float | None = None


class End(Struct, frozen=True):
    """How a crawl ended: `stopped` is empty when it came to its end, `limits` are those of the user's that were reached."""

    stopped: str
    limits: tuple[str, ...]


def crawl(plan: Plan, pace: Pace, store: Store, tell: Callable[[Progress], None]) -> End:
    """Crawl a shop into a store. Blocks until the end; may be called once per process."""
    process = AsyncCrawlerProcess(scrapy_settings(plan, pace))
    crawler = process.create_crawler(Storefront)
    process.crawl(crawler, plan=plan, store=store, tell=tell)
    before = signal.signal(signal.SIGINT, signal.SIG_IGN)
    process.start(install_signal_handlers=True)
    # Scrapy leaves its handler behind, and Python turns such a one into sudden death as it ends: a late interrupt is not heard.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    spider = crawler.spider
    store.commit()
    if crawler.stats.get_value("finish_reason") != "finished":
        return End("interrupted", ())
    signal.signal(signal.SIGINT, before)
    met = spider.crawl_store.reasons()
    limits = [name for name, why in LIMITS.items() if why in met]
    stopped = "" if spider.stopped == TIME_IS_UP else spider.stopped
    return End(stopped, (*limits, "max-time") if store.get("time_is_up") else tuple(limits))


def scrapy_settings(plan: Plan, pace: Pace) -> Settings:
    """Full speed on this machine; elsewhere as a guest, unless told."""
    chosen: dict[str, Any] = dict(settings.LOCAL if gate.is_local(plan.url) else settings.GUEST)
    if pace.concurrency:
        chosen |= {"CONCURRENT_REQUESTS": pace.concurrency, "CONCURRENT_REQUESTS_PER_DOMAIN": pace.concurrency}
    if pace.rate:
        chosen |= {"DOWNLOAD_DELAY": 1 / pace.rate}
    if not gate.is_local(plan.url):
        slot = {"concurrency": chosen["CONCURRENT_REQUESTS"], "delay": chosen["DOWNLOAD_DELAY"], "randomize_delay": False}
        chosen |= {"DOWNLOAD_SLOTS": {settings.GUEST_SLOT: slot}}
    every = Settings()
    every.setmodule(settings)
    every.update({**chosen, "USER_AGENT": plan.user_agent})
    return every
