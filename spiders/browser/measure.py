"""Measures the sample in Chromium, page by page and never two at once: side by side they would spoil each other's times."""

from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import suppress
from pathlib import Path

from msgspec import Struct
from playwright.async_api import Browser as Chromium
from playwright.async_api import Error, Playwright, async_playwright

from auditor.core.records import Browser, Profile
from auditor.core.records.page import Failure
from spiders.browser import chromium as finder
from spiders.browser.doorman import Doorman
from spiders.browser.load import BREAKS_THE_BROWSER, KEEPS_OUT, Load, load
from spiders.browser.look import picture_of
from spiders.browser.median import fields
from spiders.browser.profiles import PROFILES, context_options, unthrottled
from spiders.browser.proxy import Proxy, proxy_for
from spiders.browser.sample import Target
from spiders.browser.visit import Conditions
from spiders.browser.world import World
from spiders.credentials import NONE, Credentials
from spiders.pace import Pauses
from spiders.reach import ANYWHERE, Reach

BENCHMARK_WITHIN_S = 20.0
MOST_REFUSED = 3


def everything(url: str) -> bool:
    return True


class MeasureOptions(Struct, frozen=True):
    """How to measure. `allowed` says of a target whether it may be asked for at all; `timeout_s` is the most one load may take.

    `pause_s` are left between two loads, as robots.txt asks. `contact` goes into the user agent, `credentials` to the
    shop alone. `sandbox` None leaves Chromium's on unless running as root. `reach` says where pages may lead the browser.
    """

    runs: int = 3
    devices: tuple[str, ...] = tuple(PROFILES)
    throttled: bool = True
    timeout_s: float = 45.0
    locale: str | None = None
    contact: str = ""
    sandbox: bool | None = None
    loopback_only: bool = False
    allowed: Callable[[str], bool] = everything
    pause_s: float = 0.0
    credentials: Credentials = NONE
    reach: Reach = ANYWHERE


class Bench:
    """One Chromium for all measuring; a new one takes its place when a page broke it."""

    def __init__(self, playwright: Playwright, options: MeasureOptions, proxy: Proxy | None) -> None:
        self.playwright = playwright
        self.options = options
        self.proxy = proxy
        self.running: Chromium | None = None
        self.version = ""
        self.cpu_index = 0.0
        self.pauses = Pauses(options.pause_s)

    async def chromium(self) -> Chromium:
        """The running browser, started if there is none. AuditorError where none can be."""
        if self.running is None or not self.running.is_connected():
            self.running = await finder.launch(
                self.playwright, sandbox=self.options.sandbox, loopback_only=self.options.loopback_only,
                proxy_port=self.proxy and self.proxy.port)
            await Doorman(self.options.credentials).stand(self.running)
        return self.running

    async def stamp(self) -> None:
        """Learn which Chromium this is, and how fast the machine runs scripts."""
        chromium = await self.chromium()
        self.version = chromium.version
        context = await chromium.new_context()
        world = await World.open(context, await context.new_page())
        self.cpu_index = await world.ask("cpuIndex()", BENCHMARK_WITHIN_S)
        await context.close()

    async def close(self) -> None:
        if self.running is not None:
            with suppress(Error):
                await self.running.close()
        self.running = None


async def measure(
    targets: Sequence[Target], folder: Path, options: MeasureOptions, tell: Callable[[str], None] = lambda line: None,
) -> AsyncIterator[Browser]:
    """Yield a record per target and device. Screens go to `folder`/screens; `tell` is told what is being measured.

    It ends early where the shop keeps the browser out several times in a row.
    A page that fails, hangs or crashes is a record with its `failure`. Only a Chromium that cannot start raises AuditorError.
    """
    profiles = [PROFILES[device] if options.throttled else unthrottled(PROFILES[device]) for device in options.devices]
    refused = 0
    pairs = [(target, profile) for target in targets for profile in profiles]
    async with async_playwright() as playwright, proxy_for(options.reach, options.loopback_only) as proxy:
        bench = Bench(playwright, options, proxy)
        try:
            await bench.stamp()
            for number, (target, profile) in enumerate(pairs, 1):
                tell(f"measuring {number} of {len(pairs)}: {target.page_kind} on {profile.device}, {target.url}")
                loads = await runs(bench, target, profile, folder)
                yield record(bench, target, profile, loads)
                refused = refused + 1 if loads[-1].status in KEEPS_OUT else 0
                if refused >= MOST_REFUSED:
                    return
        finally:
            await bench.close()


async def runs(bench: Bench, target: Target, profile: Profile, folder: Path) -> list[Load]:
    """The loads of one page on one device; the first that works is looked at as well, and after a failure there is no other."""
    options = bench.options
    if not options.allowed(target.url):
        return [Load(failure=Failure.NOT_ALLOWED)]
    loads: list[Load] = []
    while len(loads) < options.runs and not (loads and loads[-1].failure):
        picture = None if loads else picture_of(target, profile.device, folder)
        loads.append(await one_run(bench, target, profile, picture))
    return loads


async def one_run(bench: Bench, target: Target, profile: Profile, picture: Path | None) -> Load:
    chromium = await bench.chromium()
    options = bench.options
    agent = finder.user_agent(chromium.version, mobile=profile.device == "mobile", contact=options.contact)
    context = context_options(profile, agent, options.locale) | options.credentials.storage_state()
    conditions = Conditions(
        profile=profile, context=context, timeout_s=options.timeout_s,
        reachable=reachable(options, bench.proxy), picture=picture, proxy=bench.proxy)
    await bench.pauses.wait()
    bench.pauses.asked()
    done = await load(chromium, target.url, conditions)
    if done.failure in BREAKS_THE_BROWSER:
        await bench.close()
    return done


def reachable(options: MeasureOptions, proxy: Proxy | None) -> Callable[[str], bool]:
    """Whether the browser may ask a host at all: what it is kept from looks broken, and is not."""
    if options.loopback_only:
        return lambda host: host in finder.LOOPBACK_HOSTS or host == "::1"
    return lambda host: not (proxy and proxy.keeps_from(host))


def record(bench: Bench, target: Target, profile: Profile, loads: Sequence[Load]) -> Browser:
    return Browser(
        url=target.url, page_kind=target.page_kind, device=profile.device, profile=profile,
        chromium=bench.version, cpu_index=bench.cpu_index, proxied=bench.proxy is not None, **fields(loads))
