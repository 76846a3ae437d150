"""`auditor report`: write audit.json and report.html anew from what was judged."""

from pathlib import Path
from typing import Any

import click
import msgspec

from auditor.cli import phases
from auditor.cli.audit import ended
from auditor.cli.judge import judged_with
from auditor.cli.kept import held, kept_in
from auditor.cli.options import CONFIG, FOLDER, GATES, JSON, QUIET, configured, options
from auditor.cli.progress import voice
from auditor.core.errors import AuditorError
from auditor.core.registry import all_checks
from auditor.core.store.results import tallies


@click.command("report")
@FOLDER
@options(CONFIG, QUIET, JSON, GATES)
def command(folder: Path, config_file: Path | None, quiet: bool, as_json: bool, **flags: Any) -> int:
    """Write audit.json and report.html of DIR, which must have been judged."""
    gate = configured(config_file, flags).gate
    with kept_in(folder), held(folder) as store:
        if not tallies(store):
            raise AuditorError(f"{folder} is not judged yet: `auditor judge {folder}` first.")
        config = msgspec.structs.replace(judged_with(store), gate=gate)
        audit = phases.tell(store, config, all_checks(), voice(True))
        store.close()
    return ended(audit, gate, folder, quiet, as_json)
