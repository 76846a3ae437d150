"""`auditor audit`: crawl, measure, walk, judge and report, in a row."""

from pathlib import Path
from typing import Any

import click

from auditor.cli import phases
from auditor.cli.exits import exit_of, gate_failure
from auditor.cli.options import (
    ACCESS,
    CONFIG,
    CRAWLING,
    FORCE,
    GATES,
    JSON,
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
from auditor.cli.summary import complain, summarise
from auditor.core.audit import Audit, to_json
from auditor.core.config import Config, Gate
from auditor.core.errors import AuditorError
from auditor.core.registry import all_checks
from auditor.core.store import FILE, Store
from auditor.core.store.store import locked
from spiders.credentials import Credentials


@click.command("audit")
@click.argument("url")
@options(OUT, FORCE, CONFIG, ACCESS, QUIET, JSON, CRAWLING, LOOKING, GATES)
def command(
        url: str, folder: Path | None, force: bool, config_file: Path | None, access_file: Path | None, quiet: bool,
        as_json: bool, **flags: Any) -> int:
    """Audit the shop at URL and leave audit.sqlite, audit.json, report.html and screens/ in a folder."""
    address, config = shop_address(url), configured(config_file, flags)
    folder, keys = folder_of(folder, address), credentials(access_file, address)
    with locked(folder):
        refuse_to_replace(folder, force)
        return finish(phases.begin(folder, address, config, keys), config, keys, quiet, as_json)


def refuse_to_replace(folder: Path, force: bool) -> None:
    """A folder with an audit in it is only used again when asked to."""
    if force or not (folder / FILE).exists():
        return
    store = Store.open(folder)
    finished = phases.is_finished(store)
    store.close()
    if finished:
        raise AuditorError(f"{folder} holds a finished audit: give another --out, or --force to replace it.")
    raise AuditorError(f"{folder} holds an unfinished audit: `auditor resume {folder}` goes on with it, --force begins anew.")


def finish(store: Store, config: Config, keys: Credentials, quiet: bool, as_json: bool) -> int:
    """Do whatever is left of an audit, tell of it, and return the exit code."""
    speaking = voice(quiet or as_json)
    try:
        audit = phases.everything(store, config, all_checks(), speaking, keys)
    finally:
        speaking.close()
    store.close()
    return ended(audit, config.gate, store.folder, quiet, as_json)


def ended(audit: Audit, gate: Gate, folder: Path, quiet: bool, as_json: bool) -> int:
    """Print what was asked for and return the exit code."""
    if as_json:
        click.echo(to_json(audit), nl=False)
    elif not quiet:
        click.echo(summarise(audit, folder))
    for sentence in (audit.incomplete_because, gate_failure(audit, gate)):
        if sentence:
            complain(sentence)
    return exit_of(audit, gate)
