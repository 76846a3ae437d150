"""Audits a shop of the tests, and says what was found."""

from auditor.core.audit import Audit, from_json
from auditor.core.registry import all_checks
from tests.running import auditor

CHECKS = all_checks()
LONGEST_S = 600


def audited(*arguments: str) -> Audit:
    """The audit that `auditor ARGUMENTS --json` prints."""
    run = auditor(*arguments, "--json", timeout_s=LONGEST_S)
    assert run.code == 0, f"auditor {' '.join(arguments)} ended with {run.code}: {run.err}"
    return from_json(run.out.encode())


def trippers(audit: Audit) -> set[str]:
    """The codes of the checks that failed, or that ask a person to look."""
    return {finding.code for finding in audit.findings}
