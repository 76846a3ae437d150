"""`python -m benchmarks.crawl`: ourselves and our peers on one shop, one after the other, in rounds."""

import os
import platform
import signal
from pathlib import Path

import click
import msgspec

from benchmarks.bars import bars
from benchmarks.shop.build import build
from benchmarks.subjects import HERE, chosen
from benchmarks.table import Round, medians, recalled
from benchmarks.trial import trial

SHOPS, RESULTS = HERE / ".shops", HERE / "results"


@click.command()
@click.option("--pages", type=click.IntRange(200), default=2000, show_default=True, help="Size of the shop.")
@click.option("--peers", default="all", show_default=True, help="all, none, or names with commas.")
@click.option("--runs", type=click.IntRange(1), default=3, show_default=True, help="Rounds; everyone runs once in each.")
@click.option("--only", type=click.Choice(["crawl", "audit"]), help="Run only this verb of ours.")
@click.option("--limit", "limit_s", type=float, default=900, show_default=True, help="Seconds after which a run is ended.")
def main(pages: int, peers: str, runs: int, only: str | None, limit_s: float) -> None:
    """Measure the crawl and the static audit beside tools that crawl, or that check links."""
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    subjects, shop = chosen(peers, only), SHOPS / str(pages)
    build(shop, pages)
    rounds: list[Round] = []
    for number in range(runs):
        # Each round begins with another one, so that nobody is always the first or always behind the same.
        order = subjects[number % len(subjects):] + subjects[:number % len(subjects)]
        found = {subject.name: trial(subject, shop, limit_s) for subject in order}
        rounds.append([found[subject.name] for subject in subjects])
        click.echo(f"Round {number + 1} of {runs} is over.", err=True)
    keep(f"crawl-{pages}", {"pages": pages, "machine": machine(), "rounds": rounds})
    click.echo(f"{medians(rounds)}\n\n{bars(rounds)}")
    for each in rounds[-1]:
        if each.recall:
            click.echo(f"\n{recalled(each.recall)}")


def machine() -> dict[str, str | int | None]:
    return {"cores": os.cpu_count(), "system": platform.system(), "python": platform.python_version()}


def keep(name: str, results: object) -> Path:
    """Write results as JSON, and return the file."""
    RESULTS.mkdir(exist_ok=True)
    file = RESULTS / f"{name}.json"
    file.write_bytes(msgspec.json.format(msgspec.json.encode(results), indent=1) + b"\n")
    return file


if __name__ == "__main__":
    main()
