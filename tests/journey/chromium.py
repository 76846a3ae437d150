"""Chromium that stays open from test to test, for those that try a part of the walk: to start it takes longer than most of them."""

import asyncio
from collections.abc import Awaitable, Callable
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

from playwright.async_api import Browser, async_playwright

from spiders.browser.chromium import launch
from spiders.journey.guard import Guard
from spiders.journey.walk import everything

Found = TypeVar("Found")


class Kept:
    """A browser, with a guard or without, on a thread and an event loop of its own. It starts with the first that is done in it."""

    def __init__(self, guard: Guard | None) -> None:
        self.guard = guard
        self._thread, self._runner = ThreadPoolExecutor(1), asyncio.Runner()
        self._browser: Browser | None = None

    def run(self, do: Callable[[Browser], Awaitable[Found]]) -> Found:
        """What `do` comes to. The contexts that it opens are its own to close."""
        return self._thread.submit(lambda: self._runner.run(self._do(do))).result()

    async def _do(self, do: Callable[[Browser], Awaitable[Found]]) -> Found:
        if self._browser is None or not self._browser.is_connected():
            self._browser = await launch(await async_playwright().start(), loopback_only=True)
            if self.guard:
                await self.guard.stand(self._browser)
        if self.guard:
            self.guard.allowed = everything
            self.guard.blocked.clear()
        return await do(self._browser)


GUARDED, UNGUARDED = Kept(Guard(everything)), Kept(None)
