"""`python -m benchmarks.shop --pages 2000 --out DIR`: write a shop to disk."""

from pathlib import Path

import click

from benchmarks.shop.build import SEED, build


@click.command()
@click.option("--pages", type=click.IntRange(200), default=2000, show_default=True)
@click.option("--seed", type=int, default=SEED, show_default=True)
@click.option("--out", "folder", type=click.Path(path_type=Path), required=True)
def main(pages: int, seed: int, folder: Path) -> None:
    """Write a shop of so many pages, with its truth beside it."""
    truth = build(folder, pages, seed)
    click.echo(f"{truth.pages} pages, {truth.products} products, {len(truth.planted)} planted: {folder}")


main()
