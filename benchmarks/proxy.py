"""What the browser's proxy costs: `python -m benchmarks.proxy DIR` loads a product page with it and without it, in turns.

DIR is a shop that `benchmarks.shop` wrote. One browser for each way, started once; each load has an empty cache, as in an audit.
"""

import asyncio
from collections.abc import Iterator
from itertools import product
from pathlib import Path
from statistics import median

import click
from playwright.async_api import Browser as Chromium
from playwright.async_api import async_playwright

from auditor.core.records import Profile
from benchmarks.nginx import served
from spiders.browser.chromium import launch
from spiders.browser.load import Load, load
from spiders.browser.profiles import PROFILES, context_options, unthrottled
from spiders.browser.proxy import Proxy
from spiders.browser.visit import Conditions
from spiders.reach import Reach

MEASURES = ("ttfb_ms", "fcp_ms", "lcp_ms", "tbt_ms", "load_ms")
LINES = {"as measured": lambda profile: profile, "not throttled": unthrottled}
Loads = dict[tuple[str, str], tuple[list[Load], list[Load]]]


async def loads(url: str, rounds: int) -> Loads:
    """By device and line, the loads without the proxy and those with it."""
    proxy = Proxy(Reach(url))
    done: Loads = {(device, line): ([], []) for device, line in product(PROFILES, LINES)}
    async with await proxy.open(), async_playwright() as playwright:
        browsers = [await launch(playwright), await launch(playwright, proxy_port=proxy.port)]
        for _ in range(rounds + 1):  # the first round only warms up
            for (device, line), ways in done.items():
                for browser, way in zip(browsers, ways, strict=True):
                    way.append(await one(browser, url, LINES[line](PROFILES[device])))
        await proxy.close()
    return done


async def one(browser: Chromium, url: str, profile: Profile) -> Load:
    """One load; a failed one is a mistake of the benchmark."""
    conditions = Conditions(profile, context_options(profile, "Benchmark"), 45, lambda host: True)
    done = await load(browser, url, conditions)
    assert done.failure is None, done.failure
    return done


def rows(done: Loads) -> Iterator[str]:
    """Lines of a table: the median of each measure without the proxy and with it, and the ratio of the two."""
    yield "| device | line | measure | without, ms | with, ms | ratio |\n|---|---|---|---|---|---|"
    for (device, line), ways in done.items():
        for name in MEASURES:
            without, through = (median(getattr(one, name) for one in way[1:]) for way in ways)
            ratio = f"{through / without:.2f}" if without else "–"
            yield f"| {device} | {line} | {name.removesuffix('_ms')} | {without:.0f} | {through:.0f} | {ratio} |"


@click.command()
@click.argument("folder", type=click.Path(exists=True, path_type=Path))
@click.option("--rounds", default=15, show_default=True, help="Loads of each kind.")
def main(folder: Path, rounds: int) -> None:
    """Measure the proxy on the first product of the shop in FOLDER."""
    file = min((folder / "site" / "product").rglob("*.html"))
    with served(folder) as address:
        url = f"{address}/{file.relative_to(folder / 'site').with_suffix('')}"
        print(url, *rows(asyncio.run(loads(url, rounds))), sep="\n")


if __name__ == "__main__":
    main()
