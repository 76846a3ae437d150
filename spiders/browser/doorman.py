"""Gives the shop's own requests the headers that open it. Other requests are not even held."""

import asyncio
from contextlib import suppress

from playwright.async_api import Browser, CDPSession, Error

from spiders.credentials import Credentials


class Doorman:
    """Holds each request of a browser to the shop's host for as long as it takes to add headers."""

    def __init__(self, credentials: Credentials) -> None:
        self._credentials = credentials
        self._session: CDPSession | None = None
        self._at_work: set[asyncio.Task[None]] = set()

    async def stand(self, browser: Browser) -> None:
        """Begin, where any header is to be added."""
        if patterns := self._credentials.patterns():
            self._session = await browser.new_browser_cdp_session()
            self._session.on("Fetch.requestPaused", self._hear)
            await self._session.send("Fetch.enable", {"patterns": patterns})

    def _hear(self, paused: dict) -> None:
        task = asyncio.ensure_future(self._let_go(paused))
        self._at_work.add(task)
        task.add_done_callback(self._at_work.discard)

    async def _let_go(self, paused: dict) -> None:
        with suppress(Error):  # the page may be gone by now, and its request with it
            await self._session.send("Fetch.continueRequest", self._credentials.let_go(paused))
