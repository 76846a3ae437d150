"""`auditor links`: every broken target, with the pages that link to it."""

from pathlib import Path

import click
import msgspec

from auditor.cli.kept import kept_in
from auditor.cli.summary import printable
from auditor.core.store import Store
from auditor.facts.shop import Shop
from auditor.facts.targets import dead_ends


@click.command("links")
@click.argument("folder", type=click.Path(path_type=Path), metavar="DIR")
@click.option("--json", "as_json", is_flag=True, help="Print an array of objects.")
def command(folder: Path, as_json: bool) -> None:
    """List every broken link and picture of the audit in DIR, and the pages that name it."""
    with kept_in(folder):
        store = Store.look(folder)
        targets = dead_ends(Shop(store))
        store.close()
    if as_json:
        click.echo(msgspec.json.format(msgspec.json.encode(targets)))
        return
    for target in targets:
        click.echo(printable(f"{target.status or target.failure or '-'}  {target.target}"))
        for source in target.sources:
            click.echo(printable(f"      {source.url}  ({source.region}: {source.text})"))
