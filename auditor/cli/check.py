"""`auditor check`: single checks, fetching only what they need."""

import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import click

from auditor.cli import browsing, phases
from auditor.cli.exits import exit_of, gate_failure
from auditor.cli.options import (
    ACCESS,
    CONFIG,
    CRAWLING,
    GATES,
    JSON,
    LOOKING,
    QUIET,
    configured,
    credentials,
    options,
    shop_address,
)
from auditor.cli.progress import Voice, voice
from auditor.cli.summary import complain, printable
from auditor.core.audit import Audit, to_json
from auditor.core.check import Check
from auditor.core.config import Config
from auditor.core.errors import Incomplete
from auditor.core.registry import find_checks
from auditor.core.store import Store
from auditor.facts.shop import Shop
from spiders.browser.sample import Target
from spiders.credentials import Credentials


@click.command("check")
@click.argument("url")
@click.argument("names", nargs=-1, required=True, metavar="CHECK...")
@options(CONFIG, ACCESS, QUIET, JSON, CRAWLING, LOOKING, GATES)
def command(
        url: str, names: tuple[str, ...], config_file: Path | None, access_file: Path | None, quiet: bool, as_json: bool,
        **flags: Any) -> int:
    """Run single checks, named by id or code, on URL, and fetch only what they need."""
    address, config, checks = shop_address(url), configured(config_file, flags), find_checks(names)
    keys = credentials(access_file, address)
    with tempfile.TemporaryDirectory(prefix="auditor-") as folder:
        audit = run(phases.begin(Path(folder), address, config, keys), config, checks, voice(quiet or as_json), keys)
    click.echo(to_json(audit) if as_json else "\n".join(told(audit)), nl=not as_json)
    if sentence := gate_failure(audit, config.gate):
        complain(sentence)
    return exit_of(audit, config.gate)


def run(store: Store, config: Config, checks: Sequence[Check], speaking: Voice, keys: Credentials) -> Audit:
    """Look at what the checks need, judge with them alone. Raises Incomplete when the address gave no page."""
    needs = {need for check in checks for need in check.needs}
    try:
        phases.look(store, config, checks, speaking, keys, only_home="site" not in needs)
        if because := store.get("incomplete_because", ""):
            raise Incomplete(because)
        shop = Shop(store)
        if "browser" in needs:
            home = shop.home
            browsing.measure_targets(store, config, [Target(home.url, shop.kind(home.id))], speaking, keys)
        if "journey" in needs:
            browsing.walk_shop(store, shop, config, speaking, keys)
        phases.judge(store, config, checks, speaking)
        return phases.told_audit(store, checks, config)
    finally:
        speaking.close()
        store.close()


def told(audit: Audit) -> list[str]:
    """A line for each check, and one for each of its findings."""
    lines = []
    for check in audit.checks:
        lines.append(f"{check.outcome.replace('_', ' '):<15} {check.code:<7} {printable(check.reason or check.title)}")
        lines += [f"    {printable(one.message)}  {printable(one.url)}" for one in audit.findings if one.check == check.id]
        if check.outcome == "fail":
            lines.append(f"    How to mend it: {check.how}")
    return lines
