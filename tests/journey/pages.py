"""A few pages written in a test, served to a walk under way: for trying one step of the walk alone."""

from collections.abc import AsyncIterator, Callable, Coroutine
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

from playwright.async_api import async_playwright

from auditor.core.records.journey import Reach
from spiders.browser.chromium import launch
from spiders.browser.profiles import PROFILES, context_options
from spiders.journey.guard import Guard
from spiders.journey.trail import Place, Trail
from spiders.journey.walk import QUIET, everything
from tests.running import run_async
from tests.shops.serving import Answer, Asked, serving

PAGE = '<!doctype html><html lang="en"><meta charset="utf-8"><link rel="icon" href="data:,"><title>{title}</title>{html}</html>'


class Pages:
    """Pages by path; `page` writes one for each request that none of them is there for. `asked` keeps every request."""

    def __init__(self, pages: dict[str, str], page: Callable[[Asked], str | None] = lambda asked: None):
        self.pages, self.page = pages, page
        self.asked: list[tuple[str, str]] = []
        self.url = ""

    def answer(self, asked: Asked) -> Answer:
        query = "&".join(f"{key}={value}" for key, value in asked.query.items())
        self.asked.append((asked.method, asked.path + (f"?{query}" if query else "")))
        html = self.pages.get(asked.path) or self.page(asked)
        return Answer(status=404) if html is None else Answer(PAGE.format(title="Lanterns", html=html).encode())


@asynccontextmanager
async def under_way(url: str, folder: Path, device: str, allowed: Callable[[str], bool]) -> AsyncIterator[Trail]:
    """A walk that stands on a page."""
    async with async_playwright() as playwright:
        browser = await launch(playwright, loopback_only=True)
        guard = Guard(allowed)
        await guard.stand(browser)
        context = await browser.new_context(**context_options(PROFILES[device], "Test", None))
        await context.add_init_script(QUIET)
        trail = Trail(context, await context.new_page(), guard, Place(device, folder))
        trail.home = url
        await trail.go(url)
        trail.arrive(Reach.PRODUCT, "Opened a page", await trail.see())
        yield trail
        await browser.close()


def on(pages: Pages, folder: Path, step: Callable[[Trail], Coroutine[Any, Any, Any]], *, device: str = "desktop",
       allowed: Callable[[str], bool] = everything) -> Any:
    """What a step of the walk makes of the page at `/`."""

    async def run() -> Any:
        async with under_way(f"{pages.url}/", folder, device, allowed) as trail:
            return await step(trail)

    with serving(pages, pages.answer):
        return run_async(run())
