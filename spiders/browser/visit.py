"""A customer's first visit in Chromium: nothing kept from before, device and line as the profile says, no interruptions."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager, suppress
from pathlib import Path

from msgspec import Struct
from playwright.async_api import Browser, BrowserContext, CDPSession, Dialog, Error, Page

from auditor.core.records import Profile
from spiders.browser.profiles import network_conditions, unthrottled
from spiders.browser.proxy import Proxy
from spiders.browser.traffic import Traffic
from spiders.browser.world import World

CLOSE_WITHIN_S = 5.0

# A registration that never comes to pass, instead of the empty answer of a blocked one, on which sound scripts stumble.
NO_SERVICE_WORKERS = "if (navigator.serviceWorker) navigator.serviceWorker.register = () => new Promise(() => {});"


class Conditions(Struct, frozen=True):
    """What a visit is made under. `context` are Playwright's options; `picture` is where the first screen goes, if anywhere.

    `reachable` says of a host whether the browser may ask it at all, `proxy` is its way out where it has one.
    """

    profile: Profile
    context: dict
    timeout_s: float
    reachable: Callable[[str], bool]
    picture: Path | None = None
    proxy: Proxy | None = None


class Visit(Struct, frozen=True):
    """An open page, our probes in it, and what it sends over the line."""

    page: Page
    world: World
    traffic: Traffic

    async def at_full_speed(self, profile: Profile) -> None:
        """Take the brakes off, once everything is timed."""
        await brake(self.world.session, unthrottled(profile))


@asynccontextmanager
async def visit(chromium: Browser, conditions: Conditions) -> AsyncIterator[Visit]:
    """A blank page in a fresh context, ready to go; closed with everything it opened."""
    context = await chromium.new_context(**conditions.context)
    try:
        page = await context.new_page()
        guard(context, page)
        await context.add_init_script(NO_SERVICE_WORKERS)
        world = await World.open(context, page)
        await brake(world.session, conditions.profile)
        yield Visit(page, world, Traffic(page, conditions.reachable, conditions.proxy))
    finally:
        with suppress(Error, TimeoutError):
            await asyncio.wait_for(context.close(), CLOSE_WITHIN_S)


def guard(context: BrowserContext, page: Page) -> None:
    """Nothing the page does stops the clock: its dialogs are dismissed, its other windows shut."""

    async def dismiss(dialog: Dialog) -> None:
        with suppress(Error):
            await dialog.dismiss()

    page.on("dialog", dismiss)
    context.on("page", shut)


def keep_few(context: BrowserContext, most: int) -> None:
    """Shut every window that is opened beyond so many: no page fills the machine with them."""

    async def look(other: Page) -> None:
        if len(context.pages) > most:
            await shut(other)

    context.on("page", look)


async def shut(page: Page) -> None:
    with suppress(Error):
        await page.close()


async def brake(session: CDPSession, profile: Profile) -> None:
    """Slow the page's line and processor down to the profile's."""
    await session.send("Network.enable")
    await session.send("Network.emulateNetworkConditions", network_conditions(profile))
    await session.send("Emulation.setCPUThrottlingRate", {"rate": profile.cpu})
