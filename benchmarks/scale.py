"""`python -m benchmarks.scale`: what a page costs in shops of 200 to 200,000 pages."""

import signal

import click

from benchmarks.crawl import SHOPS, keep, machine
from benchmarks.shop.build import build
from benchmarks.subjects import chosen
from benchmarks.table import markdown
from benchmarks.trial import Trial, trial

SIZES = (200, 2_000, 20_000, 200_000)
BASE = 2_000
HEAD = ("tool", "pages", "s", "ms/page", "×", "CPU ms/page", "×", "peak MB", "MB per million URLs", "disk KB/page")


@click.command()
@click.option("--size", "sizes", type=click.IntRange(200), multiple=True, default=SIZES, show_default=True, help="Sizes.")
@click.option("--only", type=click.Choice(["crawl", "audit"]), help="Run only this verb of ours.")
@click.option("--limit", "limit_s", type=float, default=7200, show_default=True, help="Seconds after which a run is ended.")
def main(sizes: tuple[int, ...], only: str | None, limit_s: float) -> None:
    """Measure crawl and audit on shops of growing size. Each × is the ratio to the shop of 2,000 pages."""
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    trials: dict[tuple[str, int], Trial] = {}
    for pages in sizes:
        build(SHOPS / str(pages), pages)
        for subject in chosen("none", only):
            trials[(subject.name, pages)] = trial(subject, SHOPS / str(pages), limit_s)
            click.echo(f"{subject.name} of {pages} pages is over.", err=True)
    keep("scale", {"machine": machine(), "trials": list(trials.values())})
    click.echo(markdown(HEAD, [row(each, trials.get((name, BASE))) for (name, _), each in sorted(trials.items())]))


def row(each: Trial, base: Trial | None) -> list[str]:
    """A line of the table."""
    stopped = " (stopped)" if each.usage.timed_out else ""
    addresses = each.pages + each.pictures
    return [
        each.name + stopped, str(each.pages), f"{each.usage.wall_s:.0f}",
        *against(1000 / each.pages_a_second, base and 1000 / base.pages_a_second),
        *against(each.cpu_ms_a_page, base and base.cpu_ms_a_page), f"{each.peak_mb:.0f}", f"{each.peak_mb / addresses * 1e6:.0f}",
        f"{each.disk / each.pages / 1000:.1f}" if each.disk else "–"]


def against(value: float, base: float | None) -> tuple[str, str]:
    return f"{value:.1f}", f"{value / base:.2f}" if base else "–"


if __name__ == "__main__":
    main()
