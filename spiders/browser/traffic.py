"""What a page asks for, what fails, and what it complains of, from its first request on."""

import asyncio
import time
from collections.abc import Callable, Iterable
from urllib.parse import urlsplit

import tldextract
from playwright.async_api import ConsoleMessage, Page, Request, Response

from auditor.core.records import FailedRequest
from spiders.browser.proxy import Proxy

MOST_CONSOLE_ERRORS = 20
LONGEST_TEXT = 300
CHROMIUM_REPORTS_A_REQUEST = "Failed to load resource:"
UNHEARD = ("net::ERR_ABORTED", "net::ERR_BLOCKED_BY_CLIENT")
NEVER_ENDING = ("eventsource", "websocket", "ping", "media")
NO_CONTENT = 204

registrable = tldextract.TLDExtract(suffix_list_urls=(), cache_dir=None)


def party(url: str) -> str:
    """Who answers for an address: the registrable domain of its host, or the host where it has none."""
    host = urlsplit(url).hostname or ""
    return registrable(host).top_domain_under_public_suffix or host


class Traffic:
    """Listens to one page. `reachable` says of a host whether this machine lets the browser ask it at all.

    `lost` is the last address at which the page itself could not be had.
    """

    def __init__(self, page: Page, reachable: Callable[[str], bool], proxy: Proxy | None = None) -> None:
        self.reachable = reachable
        self.proxy = proxy
        self.lost = ""
        self.requests = 0
        self.in_flight: set[Request] = set()
        self.idle_since = time.monotonic()
        self.document: Response | None = None
        self.finished: list[Request] = []
        self.failed: dict[str, tuple[int | None, str]] = {}
        self.answers: dict[str, int] = {}
        self.complaints: dict[str, None] = {}
        page.on("request", self._started)
        page.on("requestfinished", self._finished)
        page.on("requestfailed", self._failed)
        page.on("response", self._answered)
        page.on("console", self._said)
        page.on("pageerror", lambda error: self._complained(f"{error.name}: {error.message}"))

    async def bytes(self) -> int:
        """What went over the wire for the requests finished so far, headers included."""
        sizes = await asyncio.gather(*(request.sizes() for request in self.finished))
        return sum(size["responseBodySize"] + size["responseHeadersSize"] for size in sizes)

    def idle_s(self) -> float:
        """For how long no request has been on its way; streams and the like do not count."""
        return 0.0 if self.in_flight else time.monotonic() - self.idle_since

    def failures(self, page_url: str) -> tuple[FailedRequest, ...]:
        """The requests that failed, sorted by address. What the page itself called off is none."""
        return tuple(
            FailedRequest(url, status, reason, first_party=party(url) == party(page_url))
            for url, (status, reason) in sorted(self.failed.items()) if self._is_real(url))

    def console_errors(self) -> tuple[str, ...]:
        return tuple(self.complaints)[:MOST_CONSOLE_ERRORS]

    def truly_broken(self, images: Iterable[str]) -> tuple[str, ...]:
        """Of images that showed nothing, those that should have shown something: not counting pixels, nor hosts kept from us."""
        return tuple(url for url in images if self.answers.get(url) != NO_CONTENT and self._is_real(url))

    def _is_real(self, url: str) -> bool:
        return self.reachable(urlsplit(url).hostname or "")

    def _started(self, request: Request) -> None:
        if not request.url.startswith("http"):
            return
        self.requests += 1
        if request.resource_type not in NEVER_ENDING:
            self.in_flight.add(request)

    def _ended(self, request: Request) -> None:
        self.in_flight.discard(request)
        self.idle_since = time.monotonic()

    def _finished(self, request: Request) -> None:
        self._ended(request)
        if request.url.startswith("http"):
            self.finished.append(request)

    def _failed(self, request: Request) -> None:
        self._ended(request)
        reason = request.failure or ""
        if self.proxy:
            reason = self.proxy.plainly(reason, request.url)
        if is_page(request):
            self.lost = request.url
        elif request.url.startswith("http") and reason not in UNHEARD:
            self.failed.setdefault(request.url, (None, reason.removeprefix("net::")))

    def _answered(self, response: Response) -> None:
        self.answers[response.url] = response.status
        if is_page(response.request):
            self.document = response
        elif response.status >= 400:
            self.failed.setdefault(response.url, (response.status, response.status_text))

    def _said(self, message: ConsoleMessage) -> None:
        if message.type == "error" and not message.text.startswith(CHROMIUM_REPORTS_A_REQUEST):
            self._complained(message.text)

    def _complained(self, text: str) -> None:
        words = " ".join(text.split())
        self.complaints.setdefault(words if len(words) <= LONGEST_TEXT else words[:LONGEST_TEXT - 1] + "…")


def is_page(request: Request) -> bool:
    """Whether the request is for the page itself, whose status is told elsewhere."""
    return request.is_navigation_request() and request.frame.parent_frame is None
