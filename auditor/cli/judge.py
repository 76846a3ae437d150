"""`auditor judge`: judge again what was seen, without asking the shop anything."""

from pathlib import Path

import click

from auditor.cli import phases
from auditor.cli.exits import Exit
from auditor.cli.kept import held, kept_in
from auditor.cli.options import CONFIG, FOLDER, QUIET, options
from auditor.cli.progress import voice
from auditor.cli.summary import complain
from auditor.core.config import Config, load
from auditor.core.registry import all_checks
from auditor.core.store import Store


@click.command("judge")
@FOLDER
@options(CONFIG, QUIET)
def command(folder: Path, config_file: Path | None, quiet: bool) -> int:
    """Judge what was seen in DIR with the thresholds of today's configuration; the shop is not asked again."""
    with kept_in(folder), held(folder) as store:
        speaking, config = voice(quiet), load(config_file)
        phases.needs_crawl(store)
        try:
            phases.judge(store, config, all_checks(), speaking)
        finally:
            speaking.close()
        store.put("judged_with", config)
        because = store.get("incomplete_because", "")
        store.close()
    if because:
        complain(because)
        return Exit.INCOMPLETE
    return Exit.FINE


def judged_with(store: Store) -> Config:
    """The configuration of the last judging, else that of the audit."""
    return phases.config_of(store, "judged_with") or phases.config_of(store, "options") or Config()
