"""`auditor pages`: every page seen."""

from pathlib import Path

import click
import msgspec

from auditor.cli.kept import kept_in
from auditor.cli.summary import printable
from auditor.core.store import Store
from auditor.facts.shop import Shop


@click.command("pages")
@click.argument("folder", type=click.Path(path_type=Path), metavar="DIR")
@click.option("--json", "as_json", is_flag=True, help="Print an array of objects.")
def command(folder: Path, as_json: bool) -> None:
    """List every page that was asked for: status, kind, clicks from home, address, title."""
    with kept_in(folder):
        store = Store.look(folder)
        listed = list(Shop(store).listings())
        store.close()
    if as_json:
        click.echo(msgspec.json.format(msgspec.json.encode(listed)))
        return
    for page in listed:
        depth = "-" if page.depth is None else page.depth
        words = page.title or page.failure or ""
        click.echo(printable(f"{page.status or '-':>4}  {page.kind:<9} {depth:>3}  {page.url}  {words}"))
