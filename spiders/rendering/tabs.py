"""Shows pages in Chromium: scrapy-playwright's download handler with our browser, our guard, and a fresh context a page."""

import asyncio
import logging
from contextlib import AsyncExitStack, suppress
from functools import cached_property
from itertools import count
from typing import Any, Self

from playwright.async_api import Browser, BrowserContext, Error, Page, Playwright, async_playwright
from playwright.async_api import TimeoutError as TooLate
from scrapy import Request
from scrapy.crawler import Crawler
from scrapy.http import HtmlResponse, Response
from scrapy_playwright.handler import Config, ScrapyPlaywrightDownloadHandler

from auditor.core.errors import AuditorError
from spiders import client
from spiders.browser import chromium as finder
from spiders.browser.profiles import PROFILES, context_options
from spiders.browser.proxy import proxy_for
from spiders.browser.visit import CLOSE_WITHIN_S, NO_SERVICE_WORKERS
from spiders.browser.visit import guard as keep_calm
from spiders.browser.world import NoAnswer, World
from spiders.rendering.guard import RenderGuard
from spiders.rendering.options import NotShownError, RenderOptions

ANSWER_WITHIN_S = 30.0
QUIET_WITHIN_S = 8.0  # what a page shows later than that, few customers wait for
LAYER_WITHIN_S = 2.0
SHOWN_WITHIN_S = 15.0  # all of it, from the answer on: whoever takes longer has hung
STARTED_WITHIN_S = 15.0
TAKE_AWAY = "layer => layer.remove()"

logging.getLogger("scrapy-playwright").addHandler(logging.NullHandler())  # a page that fails is no news for standard error


class Provider:
    """Starts the browser that measures, when the first page needs it, and sets the guard up in it."""

    def __init__(self, tabs: "Tabs") -> None:
        self._tabs = tabs
        self._playwright: Playwright | None = None
        self._browser: Browser | None = None
        self._proxy_port: int | None = None
        self._opened = AsyncExitStack()

    async def start(self) -> None:
        """Nothing yet: most crawls need no browser."""

    async def launch_browser(self) -> Browser:
        options = self._tabs.options
        self._browser = await finder.launch(
            await self._driver(), chromium=self._tabs.chromium, sandbox=options.sandbox, loopback_only=options.loopback_only,
            proxy_port=self._proxy_port)
        await self._tabs.guard.stand(self._browser)
        return self._browser

    async def end_browser(self) -> None:
        """End a browser that does not answer; the next page starts another."""
        with suppress(Error, TimeoutError):
            await asyncio.wait_for(self._browser.close(), CLOSE_WITHIN_S)

    async def _driver(self) -> Playwright:
        if self._playwright is None:
            proxy = await self._opened.enter_async_context(proxy_for(self._tabs.reach, self._tabs.options.loopback_only))
            self._proxy_port = proxy and proxy.port
            try:
                self._playwright = await async_playwright().start()
            except Exception as error:  # Playwright's own is no narrower
                raise AuditorError(finder.NO_DRIVER.format(because=str(error).rpartition("libraries: ")[2].strip())) from error
        return self._playwright

    async def launch_persistent_context(self, context_kwargs: dict) -> BrowserContext:
        raise NotImplementedError

    async def close(self) -> None:
        if self._playwright:
            await self._playwright.stop()
        await self._opened.aclose()


class Tabs(ScrapyPlaywrightDownloadHandler):
    """Answers a request with the page's markup once its scripts came to rest, without a layer that asks for consent.

    Raises AuditorError where no Chromium starts; any other error costs this page alone.
    """

    def __init__(self, crawler: Crawler) -> None:
        super().__init__(crawler)
        self.options: RenderOptions = crawler.spider.plan.rendering
        self.credentials = crawler.spider.plan.credentials
        self.reach = crawler.spider.reach
        self.guard = RenderGuard(crawler.spider.plan.url, self.credentials)
        self.browser_provider_cls = self._provider
        self.process_request_headers = None  # the browser's own headers are as they should be
        self.config.target_closed_max_retries = 0
        self.config.download_timeout_secs = 0.1  # a download is refused; to wait for it is in vain
        self._numbers = count()

    def _provider(self, config: Config) -> Provider:
        return Provider(self)

    @cached_property
    def chromium(self) -> finder.Chromium:
        """The browser to use; AuditorError where there is none."""
        found = finder.find()
        if found is None:
            raise AuditorError(finder.NOT_FOUND)
        return found

    async def download_request(self, request: Request) -> Response:
        request.meta.update(
            playwright_include_page=True, playwright_context=f"page {next(self._numbers)}",
            playwright_context_kwargs=self._context_options(), playwright_page_init_callback=prepare,
            playwright_page_goto_kwargs={"wait_until": "commit", "timeout": 1000 * ANSWER_WITHIN_S})
        try:
            async with asyncio.timeout(STARTED_WITHIN_S + ANSWER_WITHIN_S) as request.meta["clock"]:
                with self.guard.expecting(request.url):
                    answer = await super().download_request(request)
                html = await shown(request.meta["playwright_page"], request.meta["world"])
        finally:
            await self._close_context(request.meta["playwright_context"])
        return HtmlResponse(answer.url, answer.status, answer.headers, html.encode("utf-8", "replace"), encoding="utf-8",
                            request=request)

    def _context_options(self) -> dict[str, Any]:
        agent = finder.user_agent(self.chromium.version, contact=self.options.contact)
        return context_options(PROFILES["desktop"], agent, locale="en") | self.credentials.storage_state()

    async def _close_context(self, name: str) -> None:
        """Let a page go, whatever it is at."""
        if name not in self.context_wrappers:
            return
        try:
            await asyncio.wait_for(self.context_wrappers[name].context.close(), CLOSE_WITHIN_S)
        except TimeoutError:
            await self.browser_provider.end_browser()
        except Error:
            self.context_wrappers.pop(name, None)  # it went with its browser


async def prepare(page: Page, request: Request) -> None:
    """Before it goes anywhere: nothing it does may stop the clock, and our probes are in it."""
    clock = request.meta["clock"]
    page.once("response", lambda _: clock.reschedule(asyncio.get_running_loop().time() + SHOWN_WITHIN_S))
    keep_calm(page.context, page)
    await page.add_init_script(NO_SERVICE_WORKERS)
    request.meta["world"] = await World.open(page.context, page)


async def shown(page: Page, world: World) -> str:
    """The page's markup, once half a second passed without a request, at last when its time is up."""
    with suppress(TooLate):
        await page.wait_for_load_state("networkidle", timeout=1000 * QUIET_WITHIN_S)
    with suppress(NoAnswer, Error):
        if layer := await world.ask("consentLayer()", LAYER_WITHIN_S):
            await page.locator(layer).first.evaluate(TAKE_AWAY, timeout=1000 * LAYER_WITHIN_S)
    return await page.content()


class Handler(client.Handler):
    """Scrapy's way to both: what is marked `playwright` is rendered, all else goes to the client."""

    def __init__(self, crawler: Crawler) -> None:
        super().__init__(crawler)
        self._tabs = Tabs(crawler)

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        return cls(crawler)

    async def download_request(self, request: Request) -> Response:
        if not request.meta.get("playwright"):
            return await super().download_request(request)
        try:
            return await self._tabs.download_request(request)
        except Error as error:
            raise NotShownError(error.message) from error

    async def close(self) -> None:
        await super().close()
        await self._tabs.close()
