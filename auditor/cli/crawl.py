"""`auditor crawl`: look, and no more."""

from pathlib import Path
from typing import Any

import click

from auditor.cli import browsing, phases
from auditor.cli.audit import refuse_to_replace
from auditor.cli.exits import Exit
from auditor.cli.options import (
    ACCESS,
    CONFIG,
    CRAWLING,
    FORCE,
    LOOKING,
    OUT,
    QUIET,
    configured,
    credentials,
    folder_of,
    options,
    shop_address,
)
from auditor.cli.progress import voice
from auditor.cli.summary import complain
from auditor.core.store.store import locked
from auditor.facts.shop import Shop


@click.command("crawl")
@click.argument("url")
@options(OUT, FORCE, CONFIG, ACCESS, QUIET, CRAWLING, LOOKING)
def command(
        url: str, folder: Path | None, force: bool, config_file: Path | None, access_file: Path | None, quiet: bool,
        **flags: Any) -> int:
    """Look at the shop at URL: crawl it, measure pages, walk to the checkout. `judge` and `report` go on from there."""
    address, config = shop_address(url), configured(config_file, flags)
    folder, keys = folder_of(folder, address), credentials(access_file, address)
    with locked(folder):
        refuse_to_replace(folder, force)
        store, speaking = phases.begin(folder, address, config, keys), voice(quiet)
        try:
            phases.look(store, config, (), speaking, keys)
            if phases.may_look(store):
                shop = Shop(store)
                browsing.measure_pages(store, shop, config, speaking, keys)
                browsing.walk_shop(store, shop, config, speaking, keys)
        finally:
            speaking.close()
        because = store.get("incomplete_because", "")
        store.close()
    if because:
        complain(because)
        return Exit.INCOMPLETE
    if not quiet:
        click.echo(f"Seen: {folder}. `auditor judge {folder}` goes on.")
    return Exit.FINE
