"""Runs the spider to its end and says how it ended."""

import gc
import signal

from msgspec import Struct, structs
from scrapy.crawler import AsyncCrawlerProcess
from scrapy.settings import Settings

from auditor.core.records import RenderMode
from auditor.core.store import Store
from spiders import gate, pace, settings
from spiders.gate import Refusal
from spiders.pace import Limits
from spiders.plan import Ears, Plan
from spiders.storefront import TIME_IS_UP, Storefront

LIMITS = {"max-pages": Refusal.PAGES, "max-depth": Refusal.DEPTH}
INTERRUPTED = "interrupted"
SELDOM = 10_000  # next to nothing here goes in circles: looking for such every 700 objects costs two parts in a hundred


class End(Struct, frozen=True):
    """How a crawl ended: `stopped` is empty when it came to its end, `limits` are those of the user's that were reached.

    `turned_away` where it stopped because the shop wants no more visits for now.
    """

    stopped: str
    limits: tuple[str, ...]
    turned_away: bool = False


def crawl(plan: Plan, limits: Limits, store: Store, ears: Ears) -> End:
    """Crawl a shop into a store. Blocks until the end; may be called once per process.

    One interrupt lets it end in order; KeyboardInterrupt is raised after two, and the store's own error where it broke.
    """
    gc.freeze()  # what was read so far stays to the end: it need not be looked through again and again
    gc.set_threshold(SELDOM)
    process = AsyncCrawlerProcess(scrapy_settings(plan, limits))
    crawler = process.create_crawler(Storefront)
    process.crawl(crawler, plan=plan, limits=limits, store=store, ears=ears)
    before = signal.signal(signal.SIGINT, signal.SIG_IGN)
    process.start(install_signal_handlers=True)
    signal.signal(signal.SIGINT, before)  # Scrapy leaves its own behind
    spider = crawler.spider
    if spider.watch.error:
        raise spider.watch.error
    store.put("traps", spider.scribe.traps.traps())
    store.commit()
    if not spider.ended_by:
        raise KeyboardInterrupt
    if spider.ended_by != "finished":
        return End(INTERRUPTED, ())
    met = spider.crawl_store.reasons()
    reached = [name for name, why in LIMITS.items() if why in met]
    stopped = "" if spider.stopped == TIME_IS_UP else spider.stopped
    return End(stopped, (*reached, "max-time") if store.get("time_is_up") else tuple(reached), spider.welcome.turned_away)


def limits_for(url: str, concurrency: int | None, rate: float | None, own_shop: bool = False) -> Limits:
    """Full speed on this machine, elsewhere as a guest; `concurrency` and `rate` (requests a second) as told.

    A rate that is told stands, whatever robots.txt asks for, on this machine and in an own shop.
    """
    limits = pace.LOCAL if gate.is_local(url) else pace.GUEST
    if concurrency:
        limits = structs.replace(limits, concurrency=concurrency)
    return structs.replace(limits, delay_s=1 / rate, firm=own_shop or gate.is_local(url)) if rate else limits


def scrapy_settings(plan: Plan, limits: Limits) -> Settings:
    """The settings for one crawl."""
    every = Settings()
    every.setmodule(settings)
    if plan.rendering.mode is not RenderMode.NEVER:
        every.set("DOWNLOAD_HANDLERS", settings.RENDERING_HANDLERS)
    every.update({"CONCURRENT_REQUESTS": limits.concurrency, "CONCURRENT_REQUESTS_PER_DOMAIN": limits.concurrency})
    return every
