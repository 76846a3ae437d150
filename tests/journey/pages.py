"""A few pages written in a test, served to a walk under way: for trying one step of the walk alone."""

from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any, TypeVar

from playwright.async_api import Browser

from auditor.core.records.journey import Journey, Reach
from spiders.browser.profiles import PROFILES, context_options
from spiders.journey.trail import Place, Trail
from spiders.journey.walk import QUIET, Errand, Hints, WalkOptions, everything, walk_in
from tests.journey.chromium import GUARDED
from tests.shops.serving import Answer, Asked, serving

PAGE = '<!doctype html><html lang="en"><meta charset="utf-8"><link rel="icon" href="data:,"><title>{title}</title>{html}</html>'

Found = TypeVar("Found")


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


def on_the_trail(url: str, folder: Path, do: Callable[[Trail], Awaitable[Found]], *, device: str = "desktop",
                 allowed: Callable[[str], bool] = everything) -> Found:
    """What `do` finds on a trail that begins at an address."""
    async def run(browser: Browser) -> Found:
        guard = GUARDED.guard
        guard.allowed = allowed
        context = await browser.new_context(**context_options(PROFILES[device], "Mozilla/5.0 Chrome"))
        try:
            await guard.watch(context)
            await context.add_init_script(QUIET)
            trail = Trail(context, await context.new_page(), guard, Place(device, folder))
            trail.home = url
            await trail.go(url)
            return await do(trail)
        finally:
            await context.close()

    return GUARDED.run(run)


def on(pages: Pages, folder: Path, step: Callable[[Trail], Awaitable[Any]], **options: Any) -> Any:
    """What a step of the walk makes of the page at `/`. `options` are those of `on_the_trail`."""
    async def arrived(trail: Trail) -> Any:
        trail.arrive(Reach.PRODUCT, "Opened a page", await trail.see())
        return await step(trail)

    with serving(pages, pages.answer):
        return on_the_trail(f"{pages.url}/", folder, arrived, **options)


def walked(url: str, folder: Path, device: str = "desktop", hints: Hints | None = None) -> Journey:
    """A whole journey from an address on, on one device."""
    errand = Errand(url, hints or Hints(), folder, WalkOptions(loopback_only=True))
    return GUARDED.run(lambda browser: walk_in(browser, GUARDED.guard, device, errand))
