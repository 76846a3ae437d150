"""The storefront spider: asks for addresses, keeps every answer as one hop, and writes page, links and new addresses as one."""

import time
from collections.abc import AsyncIterator, Callable, Iterator
from typing import Any
from urllib.parse import urljoin

from msgspec import structs
from scrapy import Request, Spider, signals
from scrapy.crawler import Crawler
from scrapy.exceptions import DontCloseSpider, StopDownload
from scrapy.http import Response
from twisted.python.failure import Failure as TwistedFailure

from auditor.core.records import Failure, LinkKind, Page, PageKind
from auditor.core.store import Role, Store
from auditor.core.store.crawl import Answer, CrawlStore, Waiting, Wanted
from auditor.facts import document, kinds
from auditor.facts.links import links, origin, resolve
from spiders import gate, probes, sitemaps
from spiders.decoding import decode, looks_like_html
from spiders.failures import failure_of
from spiders.gate import Refusal, RobotRules
from spiders.headers import content_type, cookies_set, kept
from spiders.plan import Plan, Progress
from spiders.settings import GUEST_SLOT
from spiders.wanting import want_hop, want_link, want_listed, why_not

REDIRECTS = {301, 302, 303, 307, 308}
MOST_MOVES = 5
TIME_IS_UP = "the time given was up"
LONGEST_TITLE = 500
MOST_LOST = 15
HEAD_ROLES = {Role.IMAGE, Role.EXTERNAL}
PAGE_ROLES = {Role.HOME, Role.PAGE}
MOVING_ROLES = {Role.ROBOTS, Role.SITEMAP}
UNREAD_ROLES = {*PAGE_ROLES, *HEAD_ROLES}
PAGE_TYPES = ("text/html", "application/xhtml", "text/plain", "application/octet-stream")
HEAD_UNSURE = {400, 403, 404, 405, 406, 410, 500, 501, 502}


class Storefront(Spider):
    """One crawl of one shop. Everything it learns goes into the store; `stopped` says why it ended early, if it did."""

    name = "storefront"
    frontier: Any

    def __init__(self, plan: Plan, store: Store, tell: Callable[[Progress], None], **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.plan = plan
        self.store = store
        self.tell = tell
        self.crawl_store = CrawlStore(store)
        self.stopped = ""
        self._rules: dict[str, RobotRules] = {}
        self._pages, self._done, self._known = self.crawl_store.counts()
        self._pages_asked = 0
        self._lost = 0
        self._asked_again = False
        self._ends_at = time.monotonic() + plan.max_time_s if plan.max_time_s else None

    @classmethod
    def from_crawler(cls, crawler: Crawler, *args: Any, **kwargs: Any) -> "Storefront":
        spider = super().from_crawler(crawler, *args, **kwargs)
        crawler.signals.connect(spider.looked_at_headers, signals.headers_received)
        crawler.signals.connect(spider.went_quiet, signals.spider_idle)
        crawler.signals.connect(spider.went_wrong, signals.spider_error)
        return spider

    async def start(self) -> AsyncIterator[Request]:
        """Put the first addresses into the store; the scheduler takes them from there."""
        for url, status, failure, text in self.crawl_store.robots():
            self._keep_rules(url, RobotRules(status, text, failure))
        with self.store.writing():
            self._add(Wanted(self.plan.url, Role.HOME, 0))
            if not self.plan.only_home:
                self._add(Wanted(urljoin(origin(self.plan.url), probes.nonsense(self.plan.url)), Role.PROBE, 0))
        for nothing in ():
            yield nothing

    # ---- what to ask for

    def request_for(self, waiting: Waiting) -> Request | None:
        """The request for an address, or None when it is refused or held back."""
        if self._time_is_up():
            return None
        host = origin(waiting.url)
        if waiting.role is not Role.ROBOTS and host not in self._rules:
            self.frontier.hold(waiting, host)
            with self.store.writing():
                self._add(Wanted(urljoin(host, "/robots.txt"), Role.ROBOTS, 0))
            return None
        if refusal := self._refusal(waiting, host):
            with self.store.writing():
                self.crawl_store.refuse(waiting.id, refusal)
            self.frontier.done(waiting.id)
            return None
        self._pages_asked += waiting.role in PAGE_ROLES
        return self._request(waiting, "HEAD" if waiting.role in HEAD_ROLES else "GET")

    def must_wait(self, waiting: Waiting) -> bool:
        """Whether a page waits until those under way are counted, since they may be as many as were asked for."""
        most = self.plan.max_pages
        return (most is not None and waiting.role is Role.PAGE and self._pages_asked > 0
                and self._pages < most <= self._pages + self._pages_asked)

    def _request(self, waiting: Waiting, method: str, url: str = "", **meta: Any) -> Request:
        address = url or waiting.url
        known = {"waiting": waiting, "handle_httpstatus_all": True, **meta}
        if not gate.is_local(address):
            known["download_slot"] = GUEST_SLOT
        if waiting.role is Role.SITEMAP:
            known["download_maxsize"] = sitemaps.MOST_BYTES
        return Request(address, method=method, callback=self.answered, errback=self.failed, dont_filter=True, meta=known)

    def _refusal(self, waiting: Waiting, host: str) -> str | None:
        if waiting.role is Role.ROBOTS:
            return None
        if waiting.role is Role.PAGE and self.plan.max_pages is not None and self._pages >= self.plan.max_pages:
            return Refusal.PAGES
        return self._rules[host].refusal(waiting.url)

    def _time_is_up(self) -> bool:
        if self._ends_at is None or time.monotonic() < self._ends_at:
            return False
        self.store.put("time_is_up", True)
        self.stopped = TIME_IS_UP
        return True

    # ---- what came back

    def looked_at_headers(self, headers: Any, request: Request, **_: Any) -> None:
        """Do not take in the body of what is neither a page, a sitemap nor robots.txt."""
        waiting = request.meta.get("waiting")
        kind = content_type(headers).lower()
        if waiting and waiting.role in UNREAD_ROLES and kind and not kind.startswith(PAGE_TYPES):
            raise StopDownload(fail=False)

    def answered(self, response: Response) -> Iterator[Request]:
        """Keep an answer, unless it must be asked for in another way first."""
        waiting: Waiting = response.meta["waiting"]
        location = self._location(response)
        if request := self._asked_otherwise(waiting, response, location):
            yield request
            return
        self._lost = 0
        with self.store.writing():
            self._keep(waiting, response, location)
        self._finished(waiting)

    def _asked_otherwise(self, waiting: Waiting, response: Response, location: str | None) -> Request | None:
        """The request to make instead, where HEAD was refused, robots.txt or a sitemap moved, or a page wants its cookie back."""
        if response.request.method == "HEAD" and response.status in HEAD_UNSURE:
            return self._request(waiting, "GET")
        times = response.meta.get("times", 0) + 1
        if location and waiting.role in MOVING_ROLES and times <= MOST_MOVES:
            foreign = waiting.role is Role.SITEMAP and why_not(location, Role.SITEMAP, self.plan)
            return None if foreign else self._request(waiting, "GET", location, times=times)
        if location == waiting.url and times == 1:
            return self._request(waiting, "GET", times=times).replace(headers={"Cookie": cookies_set(response)})
        return None

    def failed(self, failure: TwistedFailure) -> None:
        """Keep the reason why no answer came."""
        waiting: Waiting = failure.request.meta["waiting"]
        reason = failure_of(failure)
        with self.store.writing():
            self.crawl_store.answered(Answer(waiting.id, waiting.role, failure=reason))
        if waiting.role is Role.ROBOTS:
            self._keep_rules(waiting.url, RobotRules(None, failure=reason))
        self._lost += origin(waiting.url) == origin(self.plan.url)
        if self._lost >= MOST_LOST:
            self.stopped = "the shop stopped answering"
        self._finished(waiting)

    def went_wrong(self, failure: TwistedFailure, response: Response, **_: Any) -> None:
        """An answer that we could not read is kept as such."""
        waiting = response.meta.get("waiting")
        if waiting is None:
            return
        self.logger.error("%s: %s", response.url, failure.getErrorMessage())
        self.crawl_store.forget()
        with self.store.writing():
            self.crawl_store.answered(Answer(waiting.id, waiting.role, response.status, Failure.UNREADABLE))
        if waiting.role is Role.ROBOTS:
            self._keep_rules(waiting.url, RobotRules(None))
        self._finished(waiting)

    def went_quiet(self, **_: Any) -> None:
        """When all is fetched, ask again where the server failed, and once per template for an address that cannot be there."""
        if self.plan.only_home or self.stopped:
            return
        with self.store.writing():
            before = self._known
            if not self._asked_again:
                self._asked_again = True
                before -= self.crawl_store.ask_again()
            for kind in (PageKind.PRODUCT, PageKind.CATEGORY):
                for url in probes.beside(self.crawl_store.sample_addresses(kind), self.plan.url):
                    self._add(Wanted(url, Role.PROBE, 0))
        if self._known > before:
            if first := self.frontier.next_request():
                self.crawler.engine.crawl(first)  # else the engine would sleep for seconds before it looks again
            raise DontCloseSpider

    def _finished(self, waiting: Waiting) -> None:
        self._pages_asked -= waiting.role in PAGE_ROLES
        self._done += 1
        self.frontier.done(waiting.id)
        self.tell(Progress(self._pages, self._done, self._known))

    def _location(self, response: Response) -> str | None:
        header = response.headers.get("Location") if response.status in REDIRECTS else None
        resolved = resolve(response.url, header.decode("utf-8", "replace").strip()) if header else None
        return resolved[0] if resolved else None

    # ---- what is kept of it

    def _keep(self, waiting: Waiting, response: Response, location: str | None) -> None:
        answer = Answer(
            waiting.id, waiting.role, response.status, content_type=content_type(response.headers), headers=kept(response),
            bytes=len(response.body), took_ms=round(1000 * response.meta.get("download_latency", 0), 1))
        if waiting.role is Role.ROBOTS:
            self._keep_robots(answer, response)
        elif waiting.role is Role.SITEMAP:
            self._keep_sitemap(answer, response)
        elif location:
            self._add(want_hop(waiting, location, self.plan))
            self.crawl_store.answered(structs.replace(answer, location=location))
        elif waiting.role in HEAD_ROLES or not looks_like_html(answer.content_type, response.body):
            self.crawl_store.answered(answer)
        else:
            self._keep_page(waiting, answer, decode(answer.content_type, response.body))

    def _keep_robots(self, answer: Answer, response: Response) -> None:
        text = response.body.decode("utf-8", "replace")
        rules = RobotRules(response.status, text)
        url = response.meta["waiting"].url
        self.crawl_store.answered(structs.replace(answer, html=text))
        if gate.bare_host(url) == gate.bare_host(self.plan.url) and not self.plan.only_home:
            for named in rules.sitemaps or ("/sitemap.xml",):
                if resolved := resolve(url, named):
                    self._add(Wanted(resolved[0], Role.SITEMAP, 0, why=why_not(resolved[0], Role.SITEMAP, self.plan)))
        self._keep_rules(url, rules)

    def _keep_rules(self, url: str, rules: RobotRules) -> None:
        self._rules[origin(url)] = rules
        self.frontier.release(origin(url))

    def _keep_sitemap(self, answer: Answer, response: Response) -> None:
        listed = sitemaps.read(response.body) if answer.status == 200 else sitemaps.Listed(problem=f"it answered {answer.status}")
        self.crawl_store.add_sitemap(answer.address, len(listed.pages) + len(listed.sitemaps), listed.problem)
        for url in listed.sitemaps:
            self._add(Wanted(url, Role.SITEMAP, 0, why=why_not(url, Role.SITEMAP, self.plan)))
        for url in listed.pages:
            self._add(want_listed(url, self.plan))
        self.crawl_store.answered(answer)

    def _keep_page(self, waiting: Waiting, answer: Answer, html: str) -> None:
        page = Page(url=waiting.url, final_url=waiting.url, status=answer.status or 0, html=html, headers=answer.headers)
        kind, because = kinds.kind_of(page, origin(self.plan.url) if self.plan.only_home else self.plan.url)
        follow = () if waiting.role is Role.PROBE else links(page)
        targets = [(link, self._add(want_link(link, kind, waiting.depth + 1, self.plan)))
                   for link in follow if link.kind is not LinkKind.FORM]
        self._pages += 200 <= page.status < 300 and waiting.role in PAGE_ROLES
        title = document.title(page)[:LONGEST_TITLE]
        self.crawl_store.answered(structs.replace(answer, html=html, title=title, kind=kind, because=because), targets)

    def _add(self, wanted: Wanted) -> int:
        address, new = self.crawl_store.add(wanted)
        self._known += new and not wanted.why
        return address
