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

from auditor.core.records import Failure, Link, LinkKind, Page, PageKind
from auditor.core.store import Role, Store
from auditor.core.store.crawl import Answer, CrawlStore, Waiting, Wanted
from auditor.facts import document, kinds
from auditor.facts.links import links, normal, origin
from spiders import gate, probes, sitemaps
from spiders.decoding import decode, looks_like_html
from spiders.failures import failure_of
from spiders.gate import Refusal, RobotRules
from spiders.headers import content_type, cookies_set, kept
from spiders.plan import Plan, Progress

REDIRECTS = {301, 302, 303, 307, 308}
MOST_HOPS = 10
LONGEST_TITLE = 500
MOST_LOST = 15
HEAD_ROLES = {Role.IMAGE, Role.EXTERNAL}
UNREAD_ROLES = {Role.HOME, Role.PAGE, *HEAD_ROLES}
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
        self.limits: set[str] = set()
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
            self._keep_rules(url, RobotRules(200 if failure in gate.ABSENT else status, text))
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
        self._pages_asked += waiting.role in (Role.HOME, Role.PAGE)
        return self._request(waiting, "HEAD" if waiting.role in HEAD_ROLES else "GET")

    def _request(self, waiting: Waiting, method: str, again: bool = False) -> Request:
        return Request(waiting.url, method=method, callback=self.answered, errback=self.failed, dont_filter=True,
                       meta={"waiting": waiting, "again": again, "started": time.monotonic(), "handle_httpstatus_all": True})

    def _refusal(self, waiting: Waiting, host: str) -> str | None:
        if waiting.role is Role.ROBOTS:
            return None
        if waiting.role is Role.PAGE and self._has_enough():
            self.limits.add("max-pages")
            return Refusal.PAGES
        return self._rules[host].refusal(waiting.url)

    def _has_enough(self) -> bool:
        most = self.plan.max_pages
        return most is not None and self._pages + self._pages_asked >= most

    def _time_is_up(self) -> bool:
        if self._ends_at is None or time.monotonic() < self._ends_at:
            return False
        self.limits.add("max-time")
        self.stopped = "time"
        return True

    # ---- what came back

    def looked_at_headers(self, headers: Any, request: Request, **_: Any) -> None:
        """Do not take in the body of what is neither a page, a sitemap nor robots.txt."""
        waiting = request.meta.get("waiting")
        kind = content_type(headers).lower()
        if waiting and waiting.role in UNREAD_ROLES and kind and not kind.startswith(PAGE_TYPES):
            raise StopDownload(fail=False)

    def answered(self, response: Response) -> Iterator[Request]:
        """Keep an answer; ask again where HEAD was refused, or where the page only wanted its cookie back."""
        waiting: Waiting = response.meta["waiting"]
        if response.request.method == "HEAD" and response.status in HEAD_UNSURE:
            yield self._request(waiting, "GET", True)
            return
        location = self._location(response)
        if location == waiting.url and not response.meta["again"]:
            yield self._request(waiting, "GET", True).replace(headers={"Cookie": cookies_set(response)})
            return
        self._lost = 0
        with self.store.writing():
            self._keep(waiting, response, location)
        self._finished(waiting)

    def failed(self, failure: TwistedFailure) -> None:
        """Keep the reason why no answer came."""
        waiting: Waiting = failure.request.meta["waiting"]
        reason = failure_of(failure)
        if waiting.role is Role.ROBOTS:
            self._keep_rules(waiting.url, RobotRules(200 if reason in gate.ABSENT else None, ""))
        with self.store.writing():
            self.crawl_store.answered(Answer(waiting.id, failure=reason))
        self._lost += origin(waiting.url) == origin(self.plan.url)
        if self._lost >= MOST_LOST:
            self.stopped = "the shop stopped answering"
        self._finished(waiting)

    def went_wrong(self, failure: TwistedFailure, response: Response, **_: Any) -> None:
        """An answer that we could not read is kept as such."""
        waiting = response.meta.get("waiting")
        if waiting:
            self.logger.error("%s: %s", response.url, failure.getErrorMessage())
            with self.store.writing():
                self.crawl_store.answered(Answer(waiting.id, response.status, Failure.UNREADABLE))
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
        self._pages_asked -= waiting.role in (Role.HOME, Role.PAGE)
        self._done += 1
        self.frontier.done(waiting.id)
        self.tell(Progress(self._pages, self._done, self._known))

    def _location(self, response: Response) -> str | None:
        header = response.headers.get("Location")
        if response.status not in REDIRECTS or not header:
            return None
        try:
            return normal(urljoin(response.url, header.decode("utf-8", "replace").strip()))
        except ValueError:
            return None

    def _keep(self, waiting: Waiting, response: Response, location: str | None) -> None:
        answer = Answer(
            waiting.id, response.status, location=location, content_type=content_type(response.headers), headers=kept(response),
            bytes=len(response.body), took_ms=round(1000 * response.meta.get("download_latency", 0), 1))
        if location:
            self._add(self._hop(waiting, location))
            self.crawl_store.answered(answer)
        elif waiting.role is Role.ROBOTS:
            self._keep_robots(answer, response)
        elif waiting.role is Role.SITEMAP:
            self._keep_sitemap(answer, response)
        elif waiting.role in HEAD_ROLES or not looks_like_html(answer.content_type, response.body):
            self.crawl_store.answered(answer)
        else:
            self._keep_page(waiting, answer, decode(answer.content_type, response.body))

    def _hop(self, waiting: Waiting, location: str) -> Wanted:
        hops = waiting.hops + 1
        why = self._why_not(location, waiting.role)
        if hops > MOST_HOPS:
            why = Failure.TOO_MANY_REDIRECTS
        role = Role.PAGE if waiting.role is Role.HOME else waiting.role
        return Wanted(location, role, waiting.depth, hops, why=why)

    # ---- robots.txt and sitemaps

    def _keep_robots(self, answer: Answer, response: Response) -> None:
        text = response.text if hasattr(response, "text") else response.body.decode("utf-8", "replace")
        rules = RobotRules(response.status, text)
        url = response.meta["waiting"].url
        self.crawl_store.answered(structs.replace(answer, html=text))
        if origin(url) == origin(self.plan.url) and not self.plan.only_home and self.plan.max_pages != 1:
            for sitemap in rules.sitemaps or (urljoin(url, "/sitemap.xml"),):
                address = normal(urljoin(url, sitemap))
                self._add(Wanted(address, Role.SITEMAP, 0, why=self._why_not(address, Role.SITEMAP)))
        self._keep_rules(url, rules)

    def _keep_rules(self, url: str, rules: RobotRules) -> None:
        self._rules[origin(url)] = rules
        self.frontier.release(origin(url))

    def _keep_sitemap(self, answer: Answer, response: Response) -> None:
        listed = sitemaps.read(response.body) if answer.status == 200 else sitemaps.Listed(problem=f"it answered {answer.status}")
        self.crawl_store.add_sitemap(answer.address, len(listed.pages) + len(listed.sitemaps), listed.problem)
        for url in listed.sitemaps:
            self._add(Wanted(url, Role.SITEMAP, 0, why=self._why_not(url, Role.SITEMAP)))
        for url in listed.pages:
            self._add(Wanted(url, Role.PAGE, 1, in_sitemap=True, why=self._why_not(url, Role.PAGE)))
        self.crawl_store.answered(answer)

    # ---- pages

    def _keep_page(self, waiting: Waiting, answer: Answer, html: str) -> None:
        page = Page(url=waiting.url, final_url=waiting.url, status=answer.status or 0, html=html, headers=answer.headers)
        kind, because = kinds.kind_of(page, origin(self.plan.url) if self.plan.only_home else self.plan.url)
        follow = () if self.plan.only_home or waiting.role is Role.PROBE else links(page)
        targets = [(link, self._add(self._wanted(link, kind, waiting.depth + 1)))
                   for link in follow if link.kind is not LinkKind.FORM]
        self._pages += 200 <= page.status < 300 and waiting.role is not Role.PROBE
        title = document.title(page)[:LONGEST_TITLE]
        self.crawl_store.answered(structs.replace(answer, html=html, title=title, kind=kind, because=because), targets)

    def _wanted(self, link: Link, kind: PageKind, depth: int) -> Wanted:
        role = Role.IMAGE if link.kind is LinkKind.IMAGE else Role.PAGE
        if role is Role.PAGE and gate.bare_host(link.url) != gate.bare_host(self.plan.url):
            role = Role.EXTERNAL
        why = self._why_not(link.url, role)
        if not why and gate.forbidden_by_name(link, kind):
            why = Refusal.NAMED
        if not why and role is Role.PAGE and self.plan.max_depth is not None and depth > self.plan.max_depth:
            why = Refusal.DEPTH
            self.limits.add("max-depth")
        return Wanted(link.url, role, depth, why=why)

    def _why_not(self, url: str, role: Role) -> str:
        if role is Role.IMAGE and not (self.plan.images and (self.plan.external or gate.same_owner(url, self.plan.url))):
            return Refusal.OTHER_HOST
        if role is Role.EXTERNAL and not self.plan.external:
            return Refusal.OTHER_HOST
        if role in (Role.PAGE, Role.HOME, Role.SITEMAP, Role.PROBE) and gate.bare_host(url) != gate.bare_host(self.plan.url):
            return Refusal.OTHER_HOST
        return gate.refusal(url)

    def _add(self, wanted: Wanted) -> int:
        address, new = self.crawl_store.add(wanted)
        self._known += new and not wanted.why
        return address
