"""The storefront spider: says what to ask for, when and how, and when there is nothing left to ask; `scribe` writes it down."""

import asyncio
import time
from collections.abc import AsyncIterator, Callable
from contextlib import nullcontext
from typing import Any
from urllib.parse import urljoin

from msgspec import structs
from scrapy import Request, Spider, signals
from scrapy.crawler import Crawler
from scrapy.http import Response
from twisted.python.failure import Failure as TwistedFailure

from auditor.core.patience import OutOfPatience, within
from auditor.core.records import CrawlDelay, Failure
from auditor.core.store import Role, Store
from auditor.core.store.crawl import Waiting, Wanted
from auditor.core.store.schema import PAGE_ROLES
from auditor.facts.links import origin
from spiders import probes, sitemaps
from spiders.client import MOST_BYTES, Client, Got
from spiders.gate import MOST_ROBOTS_BYTES, Refusal, RobotRules
from spiders.headers import cookies_set, is_page_type, location_of
from spiders.pace import Limits, Pace
from spiders.plan import Ears, Plan, Progress
from spiders.reach import Reach
from spiders.rendering.renderer import Renderer
from spiders.scribe import Scribe
from spiders.verifier import Verifier
from spiders.wanting import want_seed, why_not
from spiders.watch import Watch
from spiders.welcome import Welcome, is_refused

MOST_MOVES = 5
TIME_IS_UP = "the time given was up"
MOVING_ROLES = {Role.ROBOTS, Role.SITEMAP}
MOST_BYTES_OF = {Role.SITEMAP: sitemaps.MOST_BYTES, Role.ROBOTS: MOST_ROBOTS_BYTES}
LONGEST_READ_S = 10.0
TICK_S = 0.02
TELL_EVERY_S = 0.3


class Storefront(Spider):
    """One crawl of one shop. All that comes back goes to the scribe; `stopped` says why it ended early, if it did."""

    name = "storefront"
    frontier: Any

    def __init__(self, plan: Plan, limits: Limits, store: Store, ears: Ears, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.plan = plan
        self.store = store
        self.ears = ears
        self.scribe = Scribe(plan, store, self._keep_rules)
        self.crawl_store = self.scribe.crawl_store
        self.reach = Reach(plan.url, plan.allow_private)
        self.client = Client(Pace(limits, plan.url), plan.user_agent, plan.credentials, self.reach, plan.timeout_s)
        self.verifier = Verifier(self, limits.concurrency)
        self.renderer = Renderer(self)
        self.welcome = Welcome(self)
        self.stopped = ""
        self.is_ending = False
        self.ended_by = ""
        self.watch = Watch(self)
        self._rules: dict[str, RobotRules] = {}
        self._rules_came = asyncio.Event()
        self._under_way = self._pages_asked = 0
        self._tell_at = 0.0
        self._ends_at = time.monotonic() + plan.max_time_s if plan.max_time_s else None

    @classmethod
    def from_crawler(cls, crawler: Crawler, *args: Any, **kwargs: Any) -> "Storefront":
        spider = super().from_crawler(crawler, *args, **kwargs)
        crawler.signals.connect(spider.went_wrong, signals.spider_error)
        return spider

    async def start(self) -> AsyncIterator[Request]:
        """The whole crawl: what links lead to, then once more where the server failed, then pages as a browser shows them with
        what they lead to, then addresses that cannot be there.

        Scrapy takes its requests from the frontier meanwhile, and does not end before this does.
        """
        with self.watch:
            for url, status, failure, text in self.crawl_store.robots():
                self._keep_rules(url, RobotRules(status, text, failure))
            await self._do(self._begin)
            await self._do(self._ask_again)
            await self.renderer.run()
            await self._do(self._probe)
        for nothing in ():
            yield nothing

    def closed(self, reason: str) -> None:
        """Scrapy says why it ended: "finished", or "shutdown" where someone interrupted it; nothing where that was done twice."""
        self.ended_by = reason

    async def shut(self) -> None:
        """Let what is under way end, and the connections go."""
        self.is_ending = True
        self._rules_came.set()
        await self.verifier.end()
        self.welcome.end()
        self._tell()
        await self.client.close()

    # ---- the course of a crawl

    async def _do(self, step: Callable[[], None]) -> None:
        """Take a step, and wait until nothing of it is left."""
        with self.store.writing():
            step()
        await self.settled()

    def _begin(self) -> None:
        self.scribe.add(Wanted(self.plan.url, Role.HOME, 0))
        if not self.plan.only_home:
            self.scribe.add(Wanted(urljoin(origin(self.plan.url), probes.nonsense(self.plan.url)), Role.PROBE, 0))
        for url in self.plan.seeds:
            self.scribe.add(self.scribe.spelled(want_seed(url, self.plan)))

    def _ask_again(self) -> None:
        self.scribe.done -= self.crawl_store.ask_again()

    def _probe(self) -> None:
        for url in () if self.plan.only_home else probes.beside(self.crawl_store.page_addresses(), self.plan.url):
            self.scribe.add(Wanted(url, Role.PROBE, 0))

    async def settled(self) -> None:
        """Wait until nothing is under way and nothing waits."""
        while not self.stopped and self._is_busy():
            self.verifier.begin()
            if not self._under_way and (first := self.frontier.next_request()):
                self.crawler.engine.crawl(first)  # else the engine would sleep for seconds before it looks again
            await asyncio.sleep(TICK_S)
            if time.monotonic() > self._tell_at:
                self._tell()
        await self.verifier.end()
        self._tell()

    def _is_busy(self) -> bool:
        return bool(self._under_way or self.welcome.proof or self.frontier.has_pending_requests() or self.verifier.is_busy)

    def _tell(self) -> None:
        """Commit, and say what was kept since."""
        self._tell_at = time.monotonic() + TELL_EVERY_S
        if self.watch.error:
            return
        self.store.commit()
        self.ears.kept(self.scribe.fresh())
        self.ears.tell(Progress(self.scribe.pages, self.scribe.done, self.scribe.known))

    # ---- what to ask for

    def request_for(self, waiting: Waiting) -> Request | None:
        """The request for an address, or None when it is refused or held back."""
        if self.time_is_up():
            return None
        if waiting.role is not Role.ROBOTS and self._rules_of(origin(waiting.url)) is None:
            self.frontier.hold(waiting, origin(waiting.url))
            return None
        if refusal := self._refusal(waiting):
            self._refuse(waiting, refusal)
            return None
        self._count(waiting, 1)
        return self._request(waiting)

    def must_wait(self, waiting: Waiting) -> bool:
        """Whether a page waits until those under way are counted, since they may be as many as were asked for."""
        most = self.plan.max_pages
        return (most is not None and waiting.role is Role.PAGE and self._pages_asked > 0
                and self.scribe.pages < most <= self.scribe.pages + self._pages_asked)

    def _rules_of(self, host: str) -> RobotRules | None:
        """The rules of a host, None while they are not known; then they are asked for."""
        if host not in self._rules:
            with self.store.writing():
                self.scribe.add(Wanted(urljoin(host, "/robots.txt"), Role.ROBOTS, 0))
        return self._rules.get(host)

    def forbids(self, url: str) -> bool:
        """Whether robots.txt keeps us from an address of a host whose rules are known."""
        return self._rules[origin(url)].refusal(url) is not None

    def _refuse(self, waiting: Waiting, why: str) -> None:
        with self.store.writing():
            self.crawl_store.refuse(waiting, why)
        self.frontier.done(waiting.id)

    def _request(self, waiting: Waiting, url: str = "", times: int = 0, headers: dict[str, str] | None = None) -> Request:
        asked = {"most_bytes": MOST_BYTES_OF.get(waiting.role, MOST_BYTES), "cut": waiting.role is Role.ROBOTS,
                 "wish": None if waiting.role in MOVING_ROLES else is_page_type, "headers": headers}
        return Request(url or waiting.url, callback=self.answered, dont_filter=True,
                       meta={"waiting": waiting, "ask": asked, "times": times})

    def _refusal(self, waiting: Waiting) -> str | None:
        if waiting.role is Role.ROBOTS:
            return None
        if waiting.role is Role.PAGE and self.plan.max_pages is not None and self.scribe.pages >= self.plan.max_pages:
            return Refusal.PAGES
        if refusal := self._host_refusal(waiting.url):
            return refusal
        return Refusal.TRAP if waiting.role is Role.PAGE and not self.scribe.traps.admits(waiting.url) else None

    def _host_refusal(self, url: str) -> str | None:
        """Why the host of an address is not asked for it: its rules, or that it was asked too much."""
        host = origin(url)
        return Refusal.BUSY if self.welcome.is_busy(host) else self._rules[host].refusal(url)

    def time_is_up(self) -> bool:
        """Whether the crawl must end now; then it is remembered why."""
        if self._ends_at is None or time.monotonic() < self._ends_at:
            return False
        self.store.put("time_is_up", True)
        self.stopped = TIME_IS_UP
        return True

    async def verify(self, waiting: Waiting) -> None:
        """Ask for an address to see whether it is there; of a sheet, also for what it names."""
        while self._rules_of(origin(waiting.url)) is None:
            if self.is_ending or self.stopped:
                return
            self._rules_came.clear()
            await self._rules_came.wait()
        if self.time_is_up():
            return
        if refusal := self._host_refusal(waiting.url):
            self._refuse(waiting, refusal)
            return
        got = await (self.client.ask(waiting.url) if waiting.role is Role.SHEET else self.client.knock(waiting.url))
        self._keep(waiting, got, location_of(waiting.url, got.status, got.headers))

    # ---- what came back

    def answered(self, response: Response) -> Request | None:
        """Keep an answer, unless it must be asked for in another way first. Rules are, or what waits for them would for ever."""
        waiting, got = response.meta["waiting"], response.meta["got"]
        if got.refusal not in (None, Refusal.OVER) and waiting.role is Role.ROBOTS:
            got = Got(failure=Failure.NOT_ALLOWED if response.url == waiting.url else Failure.UNREADABLE)
        self._count(waiting, -1)
        location = location_of(response.url, got.status, got.headers)
        if request := self._asked_otherwise(waiting, got, location, response.meta["times"] + 1):
            self._count(waiting, 1)
            return request
        with self.watch:
            self._keep(waiting, got, location)
        return None

    def _count(self, waiting: Waiting, more: int) -> None:
        self._under_way += more
        self._pages_asked += more * (waiting.role in PAGE_ROLES)

    def _asked_otherwise(self, waiting: Waiting, got: Got, location: str | None, times: int) -> Request | None:
        """The request to make instead, where robots.txt or a sitemap moved, or a page wants its cookie back."""
        if location and waiting.role in MOVING_ROLES and times <= MOST_MOVES:
            foreign = waiting.role is Role.SITEMAP and why_not(location, Role.SITEMAP, self.plan)
            return None if foreign else self._request(waiting, location, times)
        if location == waiting.url and times == 1:
            return self._request(waiting, times=times, headers={"Cookie": cookies_set(got.headers)})
        return None

    def went_wrong(self, failure: TwistedFailure, response: Response | None, **_: Any) -> None:
        """An answer that we could not read is kept as such; where the course itself went wrong, the crawl stops and says so."""
        if self.watch.heard(failure.value):
            return
        if response is None:
            self.stopped = f"the auditor itself made a mistake ({failure.getErrorMessage()})"
            return
        waiting: Waiting = response.meta["waiting"]
        self.logger.error("%s: %s", response.url, failure.getErrorMessage())
        self.scribe.forget()
        self._keep(waiting, Got(failure=Failure.UNREADABLE), None)

    def _keep(self, waiting: Waiting, got: Got, location: str | None) -> None:
        """Write an answer, with all that follows from it, unless it was not asked for after all, or we are not wanted."""
        if got.refusal is Refusal.OVER or (self.welcome.turned_away and is_refused(got)):
            self.frontier.done(waiting.id)
            return
        if got.refusal:
            self._refuse(waiting, got.refusal)
            return
        try:
            with self.store.writing(), within(LONGEST_READ_S) if got.body or location else nullcontext():
                self.scribe.write(waiting, got, location)
        except OutOfPatience:
            self.scribe.forget()
            with self.store.writing():
                self.scribe.write(waiting, Got(failure=Failure.TOO_SLOW), None)
        self.scribe.done += 1
        self.welcome.heard(waiting, structs.replace(got, status=None, failure=Failure.WALL) if self.scribe.met_wall else got)
        self.frontier.done(waiting.id)

    def _keep_rules(self, url: str, rules: RobotRules) -> None:
        self._rules[origin(url)] = rules
        self.client.pace.heed(url, rules.delay_s)
        if rules.delay_s and origin(url) == origin(self.plan.url):
            self.store.put("crawl_delay", CrawlDelay(rules.delay_s, self.client.pace.least_s(url)))
        self.frontier.release(origin(url))
        self._rules_came.set()
