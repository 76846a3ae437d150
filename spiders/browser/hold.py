"""Holds every request of a whole browser until it was looked at: whatever tab, frame, worker or redirect it comes from."""

import asyncio
from contextlib import suppress

from playwright.async_api import Browser, CDPSession, Error

from spiders.credentials import NONE, Credentials

EVERY = [{"urlPattern": "*", "requestStage": "Request"}]


class Hold:
    """Lets a request go unless `objection` has one, to the shop with `credentials`. The others fail with DevTools' `error`."""

    error = "BlockedByClient"

    def __init__(self, credentials: Credentials = NONE) -> None:
        self._credentials = credentials
        self._session: CDPSession | None = None
        self._deciding: set[asyncio.Task] = set()

    async def stand(self, browser: Browser) -> None:
        """Begins; nothing has been asked of the shop before."""
        if patterns := self.patterns():
            self._session = await browser.new_browser_cdp_session()
            self._session.on("Fetch.requestPaused", self._hear)
            await self._session.send("Fetch.enable", {"patterns": patterns})

    def patterns(self) -> list[dict[str, str]]:
        """Which requests are held, as DevTools names them."""
        return EVERY

    def objection(self, request: dict, kind: str) -> str | None:
        """Why a request must not leave, None where it may. `request` and `kind` are DevTools' request and resource type."""
        raise NotImplementedError

    def _hear(self, paused: dict) -> None:
        task = asyncio.ensure_future(self._decide(paused))
        self._deciding.add(task)
        task.add_done_callback(self._deciding.discard)

    async def _decide(self, paused: dict) -> None:
        why = self.objection(paused["request"], paused["resourceType"])
        with suppress(Error):  # the page may be gone by now, and its request with it
            if why is None:
                await self._session.send("Fetch.continueRequest", self._credentials.let_go(paused))
            else:
                await self._session.send("Fetch.failRequest", {"requestId": paused["requestId"], "errorReason": self.error})
