"""`auditor resume`: finish what a killed command began."""

from pathlib import Path

import click

from auditor.cli import phases
from auditor.cli.audit import finish
from auditor.cli.exits import Exit
from auditor.cli.kept import held, kept_in
from auditor.cli.options import ACCESS, FOLDER, JSON, QUIET, credentials, options
from auditor.core.config import Config
from auditor.core.errors import AuditorError


@click.command("resume")
@FOLDER
@options(ACCESS, QUIET, JSON)
def command(folder: Path, access_file: Path | None, quiet: bool, as_json: bool) -> int:
    """Finish the audit in DIR with the options it was begun with, up to its report."""
    with kept_in(folder), held(folder) as store:
        if not store.get("url"):
            raise AuditorError(f"The audit in {folder} was cut short before it began: start it anew with --force.")
        if phases.is_finished(store):
            complete = not store.get("incomplete_because")
            store.close()
            click.echo(f"The audit in {folder} is finished; its report is {folder / 'report.html'}.", err=quiet or as_json)
            return Exit.FINE if complete else Exit.INCOMPLETE
        keys = credentials(access_file, store.get("url"))
        if store.get("with_access") and not keys.given:
            raise AuditorError(f"The audit in {folder} was begun with --access: give it to `auditor resume {folder}`, too.")
        return finish(store, phases.config_of(store, "options") or Config(), keys, quiet, as_json)
