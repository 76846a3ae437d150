"""The exit codes, the first that fits."""

from enum import IntEnum

from auditor.core.audit import Audit
from auditor.core.config import Gate
from auditor.core.severity import SEVERITIES


class Exit(IntEnum):
    """How a command ends."""

    FINE = 0
    GATE = 1
    MISTAKE = 2
    INCOMPLETE = 3


def exit_of(audit: Audit, gate: Gate) -> Exit:
    """The code an audit ends with: incomplete before a failed gate before fine."""
    if not audit.complete or (gate.fail_under is not None and audit.score.value is None):
        return Exit.INCOMPLETE
    return Exit.GATE if gate_failure(audit, gate) else Exit.FINE


def gate_failure(audit: Audit, gate: Gate) -> str:
    """The sentence that says why a gate failed, or ""."""
    if gate.fail_under is not None and audit.score.value is not None and audit.score.value < gate.fail_under:
        return f"The score of {audit.score.value:g} is under {gate.fail_under:g}."
    if gate.fail_on:
        severe = SEVERITIES[:SEVERITIES.index(gate.fail_on) + 1]
        failed = [finding for finding in audit.findings if finding.outcome == "fail" and finding.severity in severe]
        if failed:
            return f"{len(failed)} findings are of severity {gate.fail_on} or worse."
    return ""
