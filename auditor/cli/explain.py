"""`auditor explain`: all about one check."""

import textwrap

import click

from auditor.core.check import Check
from auditor.core.principles import PRINCIPLES
from auditor.core.registry import find_check


@click.command("explain")
@click.argument("check")
def command(check: str) -> None:
    """Tell what CHECK (an id or a code) asks, why, how to mend what it finds, and what it rests on."""
    click.echo(explained(find_check(check)))


def explained(check: Check) -> str:
    """The check's documentation as plain text."""
    kinds = ", ".join(sorted(check.on)) or "every page"
    rows = [f"{check.code}  {check.id}", check.doc.title, "",
            f"Principle: {PRINCIPLES[check.principle].title}. Severity: {check.severity}. For: {check.team}.",
            f"Looks at: {' and '.join(check.needs)} ({kinds})."]
    rows += [f"Option {name} = {value!r}" for name, value in check.options.items()]
    for name, text in (("Why it matters", check.doc.why), ("How to fix", check.doc.how)):
        rows += ["", name, textwrap.fill(text, 96, initial_indent="  ", subsequent_indent="  ")]
    for name, text in (("Fails", check.doc.bad), ("Passes", check.doc.good)):
        rows += ["", name, textwrap.indent(text, "  ")]
    return "\n".join([*rows, "", f"Rests on: {check.doc.rests_on}", f"References: {check.doc.references}"])
