"""A trail on a page of ours, for trying one part of the walk alone."""

from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import TypeVar

from playwright.async_api import async_playwright

from spiders.browser.chromium import launch
from spiders.browser.profiles import PROFILES, context_options
from spiders.journey.guard import Guard
from spiders.journey.trail import Place, Trail
from spiders.journey.walk import QUIET, everything
from tests.running import run_async

Found = TypeVar("Found")


def on_the_trail(url: str, folder: Path, do: Callable[[Trail], Awaitable[Found]]) -> Found:
    """What `do` finds on a trail that begins at an address, at a desk."""
    async def run() -> Found:
        async with async_playwright() as playwright:
            browser = await launch(playwright, loopback_only=True)
            guard = Guard(everything)
            await guard.stand(browser)
            context = await browser.new_context(**context_options(PROFILES["desktop"], "Mozilla/5.0 Chrome"))
            await guard.watch(context)
            await context.add_init_script(QUIET)
            trail = Trail(context, await context.new_page(), guard, Place("desktop", folder))
            trail.home = url
            await trail.go(url)
            found = await do(trail)
            await browser.close()
            return found
    return run_async(run())
