"""The phases of an audit that look in Chromium: measuring a sample of pages, and walking towards the checkout.

What drives it is loaded where it is needed: it takes 15 MB and a third of a second, and many audits go without.
"""

import asyncio
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING
from urllib.parse import urljoin

import msgspec

from auditor.cli.progress import Voice
from auditor.core.config import Config
from auditor.core.errors import AuditorError
from auditor.core.records import CrawlDelay, PageKind
from auditor.core.store import Store
from auditor.core.store.crawl import CrawlStore
from auditor.facts.shop import Shop
from spiders.browser import sample
from spiders.credentials import NONE, Credentials
from spiders.gate import RobotRules
from spiders.reach import Reach

if TYPE_CHECKING:
    from spiders.journey.walk import Hints

HINTS = 50
LONGEST_PAUSE_S = 5.0  # between two pages of the walk, which goes at a customer's pace
ON = {"mobile": "on a phone", "desktop": "at a desk"}


def measure_pages(store: Store, shop: Shop, config: Config, voice: Voice, keys: Credentials = NONE) -> None:
    """Measure a sample of pages in Chromium, those that are not measured yet."""
    if not config.browser.measure or shop.home is None:
        leave_out(store, "browser", config.browser.measure)
        return
    pages = [(shop.crawled.url(address), shop.kind(address)) for address in shop.page_ids]
    measured = Counter(record.url for record in store.browsers() if record.runs)
    targets = [target for target in sample.choose(pages, config.browser.pages) if measured[target.url] < len(config.devices)]
    with browser_needed(store):
        measure_targets(store, config, targets, voice, keys)
        store.done("browser")


def measure_targets(
        store: Store, config: Config, targets: list[sample.Target], voice: Voice, keys: Credentials = NONE) -> None:
    from spiders.browser.measure import MeasureOptions, measure
    options = MeasureOptions(
        devices=config.devices, runs=config.browser.runs, contact=config.crawl.contact,
        sandbox=None if config.browser.sandbox else False, loopback_only=config.browser.loopback_only, credentials=keys,
        reach=Reach(store.get("url"), config.crawl.allow_private), pause_s=pause_s(store))
    voice.phase("Measuring", f"{len(targets)} pages, {where(config)}, {times(config.browser.runs)} each")

    async def run() -> None:
        async for record in measure(targets, store.folder, options, voice.line):
            store.add_browser(keys.masked_record(record))

    asyncio.run(run())


def walk_shop(store: Store, shop: Shop, config: Config, voice: Voice, keys: Credentials = NONE) -> None:
    """Walk towards the checkout, once a device."""
    if not config.journey.walk or shop.home is None:
        leave_out(store, "journey", config.journey.walk)
        return
    from spiders.journey.walk import WalkOptions, walk
    voice.phase("Walking", f"home, category, product, cart, to the door of the checkout, {where(config)}")
    options = WalkOptions(
        devices=config.devices, allowed=robots_allow(store, shop.home.url), own_shop=config.journey.own_shop,
        fill_checkout=config.journey.fill_checkout, contact=config.crawl.contact,
        sandbox=None if config.browser.sandbox else False, loopback_only=config.browser.loopback_only,
        credentials=keys, reach=Reach(store.get("url"), config.crawl.allow_private),
        pause_s=min(LONGEST_PAUSE_S, pause_s(store)))
    with browser_needed(store):
        for journey in asyncio.run(walk(shop.home.url, hints_of(shop), store.folder, options)):
            store.add_journey(keys.masked_record(journey))
        store.done("journey")


def pause_s(store: Store) -> float:
    """The seconds that were left between requests because robots.txt asks for it."""
    return msgspec.convert(store.get("crawl_delay", {}), CrawlDelay).kept_s


def where(config: Config) -> str:
    return " and ".join(ON[device] for device in config.devices)


def times(count: int) -> str:
    return "once" if count == 1 else f"{count} times"


@contextmanager
def browser_needed(store: Store) -> Iterator[None]:
    """Where no browser starts, what was crawled is still judged: the audit is incomplete, and `resume` tries again."""
    try:
        yield
    except AuditorError as error:
        store.put("incomplete_because", str(error))
        store.commit()


def leave_out(store: Store, phase: str, wanted: bool) -> None:
    if not wanted:
        store.put("left_out", [*store.get("left_out", []), phase])
    store.done(phase)


def hints_of(shop: Shop) -> "Hints":
    """Categories and products that the crawl found, those nearest to home first, and how deep its pages lie."""
    from spiders.journey.walk import Hints

    def nearest(kind: PageKind) -> tuple[str, ...]:
        found = [address for address in shop.ids_of_kind(kind) if shop.depth[address] >= 0]  # in order of address
        return tuple(shop.crawled.url(address) for address in sorted(found, key=lambda address: shop.depth[address])[:HINTS])

    def depth_of(url: str) -> int | None:
        address = shop.crawled.id_of(url)
        return None if address is None else shop.depth_of(shop.crawled.final[address])

    return Hints(nearest(PageKind.CATEGORY), nearest(PageKind.PRODUCT), depth_of)


def robots_allow(store: Store, home: str):
    """Whether the shop's robots.txt allows an address."""
    known = {url: RobotRules(status, text, failure) for url, status, failure, text in CrawlStore(store).robots()}
    rules = known.get(urljoin(home, "/robots.txt"), RobotRules(404))
    return lambda url: rules.refusal(url) is None
