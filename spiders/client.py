"""Asks for one address, by whichever path: Scrapy's pages and the addresses that are merely verified share this client."""

import asyncio
import time
from collections.abc import Callable
from typing import Any, Self

from aiohttp import ClientResponse, ClientSession, ClientTimeout, TCPConnector
from msgspec import Struct
from multidict import CIMultiDict, CIMultiDictProxy
from scrapy import Request
from scrapy.core.downloader.handlers.base import BaseDownloadHandler
from scrapy.crawler import Crawler
from scrapy.http import Response
from yarl import URL

from auditor.core.records import Failure
from spiders.credentials import Credentials
from spiders.failures import FAULTS, failure_of
from spiders.gate import Refusal
from spiders.headers import retry_after_s
from spiders.pace import MOST_REST_S, ClosedError, Pace
from spiders.reach import PrivateAddressError, Reach, Resolver

TIMEOUT_S = 30.0
LOOKED_UP_FOR_S = 300
MOST_BYTES = 16 * 1024 * 1024
LONGEST_HEADER = 64 * 1024
MOST_HEADERS = 500
HEADERS = {"Accept": "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8", "Accept-Language": "en"}
TRIED_AGAIN = frozenset({500, 502, 504, 522, 524, 408})
HEAD_UNSURE = {400, 403, 404, 405, 406, 410, 500, 501, 502}
HEAD_MISHEARD = {Failure.UNREADABLE, Failure.RESET, Failure.CUT_SHORT, Failure.TIMED_OUT}  # some send a body, some never answer
FAILED_AGAIN = frozenset({Failure.TIMED_OUT, Failure.RESET, Failure.CUT_SHORT, Failure.REFUSED})
NO_HEADERS: CIMultiDictProxy[str] = CIMultiDictProxy(CIMultiDict())

Wish = Callable[[CIMultiDictProxy[str]], bool]


class Got(Struct, frozen=True):
    """What came back: `failure` says why nothing did, and then `status` is None. `took_ms` runs to the answer's headers.

    `refusal` where the address was not asked after all, once its host was looked up. `rest_s` is for how long the host, being
    busy, wants to be left alone.
    """

    status: int | None = None
    headers: Any = NO_HEADERS
    body: bytes = b""
    took_ms: float | None = None
    failure: Failure | None = None
    refusal: Refusal | None = None
    rest_s: float | None = None

    @property
    def may_pass(self) -> bool:
        """Whether this may have been a passing fault."""
        told_to_wait = self.rest_s and self.rest_s <= MOST_REST_S
        return bool(told_to_wait) or self.status in TRIED_AGAIN or self.failure in FAILED_AGAIN


class TooLargeError(Exception):
    """A body is larger than what was asked for."""


class Client:
    """Asks through `pace`, which all requests share. Follows no redirect, keeps no cookie, never raises.

    `credentials` are shown to the shop, and masked in whatever comes back. `reach` says where it may ask. `timeout_s` is for one
    answer, to its last byte.
    """

    def __init__(self, pace: Pace, user_agent: str, credentials: Credentials, reach: Reach, timeout_s: float = TIMEOUT_S) -> None:
        self.pace = pace
        self._reach = reach
        self._timeout = ClientTimeout(total=timeout_s)
        self._credentials = credentials
        self._headers = {**HEADERS, "User-Agent": user_agent}
        self._session: ClientSession | None = None

    async def ask(self, url: str, method: str = "GET", most_bytes: int = MOST_BYTES, wish: Wish | None = None,
                  headers: dict[str, str] | None = None, cut: bool = False) -> Got:
        """Ask, and once more where that may have been a passing fault, after a busy host's rest.

        A body that `wish` does not want is not taken in. Of one larger than `most_bytes` nothing is taken, or, with `cut`, so
        many bytes.
        """
        got = await self._once(url, method, most_bytes, wish, headers, cut)
        if got.may_pass:
            got = await self._once(url, method, most_bytes, wish, headers, cut)
        return got

    async def knock(self, url: str) -> Got:
        """Ask whether an address is there: by HEAD, and by GET without its body where HEAD is not to be trusted."""
        got = await self.ask(url, "HEAD")
        if got.status in HEAD_UNSURE or got.failure in HEAD_MISHEARD:
            return await self.ask(url, wish=lambda _: False)
        return got

    async def _once(self, url: str, *how: Any) -> Got:
        try:
            return await self._answer(url, *how)
        except ClosedError:
            return Got(refusal=Refusal.OVER)

    async def _answer(self, url: str, method: str, most_bytes: int, wish: Wish | None, headers: dict[str, str] | None,
                      cut: bool) -> Got:
        sent = {**(headers or {}), **self._credentials.headers_for(url)}
        async with self.pace.turn(url) as turn:
            began = time.monotonic()
            try:
                async with self.session.request(method, URL(url, encoded=True), headers=sent, allow_redirects=False) as answer:
                    took_s = time.monotonic() - began
                    turn.answered(took_s, answer.status, answer.headers)
                    wanted = method != "HEAD" and (wish is None or wish(answer.headers))
                    body = await body_of(answer, most_bytes, cut) if wanted else left(answer, method)
                    return Got(answer.status, self._credentials.masked_headers(answer.headers), self._credentials.masked(body),
                               round(1000 * took_s, 1), rest_s=retry_after_s(answer.status, answer.headers))
            except TooLargeError:
                return Got(failure=Failure.TOO_LARGE)
            except FAULTS as error:
                if isinstance(getattr(error, "os_error", None), PrivateAddressError):
                    return Got(refusal=Refusal.PRIVATE)
                turn.failed()
                return Got(failure=failure_of(error))

    @property
    def session(self) -> ClientSession:
        """The session, made when first needed, since it belongs to the loop that runs then."""
        if self._session is None:
            self._session = ClientSession(
                connector=connector(self._reach), cookie_jar=self._credentials.jar, headers=self._headers,
                timeout=self._timeout, max_line_size=LONGEST_HEADER, max_field_size=LONGEST_HEADER, max_headers=MOST_HEADERS)
        return self._session

    async def close(self) -> None:
        """Let all connections go."""
        if self._session is not None:
            await self._session.close()
            await asyncio.sleep(0)


def connector(reach: Reach) -> TCPConnector:
    """Connects to where `reach` permits: names are judged as they are looked up, all else as it is connected to."""
    return TCPConnector(
        limit=0, ttl_dns_cache=LOOKED_UP_FOR_S, resolver=Resolver(reach), socket_factory=reach.open_socket)


async def body_of(answer: ClientResponse, most_bytes: int, cut: bool = False) -> bytes:
    """The whole body, unpacked. Of a larger one the first `most_bytes` where it may be `cut`, else TooLargeError at once."""
    if (answer.content_length or 0) > most_bytes and not cut:
        answer.close()
        raise TooLargeError
    parts, size = [], 0
    async for part in answer.content.iter_any():
        parts.append(part)
        size += len(part)
        if size > most_bytes:
            answer.close()
            if cut:
                break
            raise TooLargeError
    return b"".join(parts)[:most_bytes]


def left(answer: ClientResponse, method: str) -> bytes:
    """No body: what nobody wants is not waited for, at the price of the connection."""
    if method != "HEAD":
        answer.close()
    return b""


class Handler(BaseDownloadHandler):
    """Scrapy's way to the client: the answer travels as `got` in the request's meta, and no failure is raised."""

    lazy = False

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        return cls(crawler)

    async def download_request(self, request: Request) -> Response:
        asked = request.meta["ask"]
        request.meta["got"] = await self.crawler.spider.client.ask(request.url, **asked)
        return Response(request.url, status=request.meta["got"].status or 0, request=request)

    async def close(self) -> None:
        await self.crawler.spider.shut()
