"""Runs the auditor's command line in a process of its own, forked from one that has read the program already.

Scrapy's reactor runs once per process, so that every audit needs its own; reading the program again for each would take longer
than auditing a small shop does.
"""

import os
import sys
import tempfile
from multiprocessing import get_context
from pathlib import Path

from auditor.cli.main import main
from auditor.core.audit import Audit, from_json
from auditor.core.registry import all_checks

CHECKS = all_checks()
FORKING = get_context("forkserver")
FORKING.set_forkserver_preload([__name__])


def audited(*arguments: str) -> Audit:
    """The audit that `auditor ARGUMENTS --json` prints."""
    with tempfile.TemporaryDirectory() as folder:
        printed = Path(folder) / "audit.json"
        process = FORKING.Process(target=_print, args=(printed, arguments))
        process.start()
        process.join()
        assert process.exitcode == 0, f"auditor {' '.join(arguments)} ended with {process.exitcode}"
        return from_json(printed.read_bytes())


def _print(printed: Path, arguments: tuple[str, ...]) -> None:
    with printed.open("wb") as file:
        os.dup2(file.fileno(), sys.__stdout__.fileno())
    sys.argv = ["auditor", *arguments, "--json"]
    main()


def trippers(audit: Audit) -> set[str]:
    """The codes of the checks that failed, or that ask a person to look."""
    return {finding.code for finding in audit.findings}
