"""`auditor checks`: what is asked of a shop."""

import click
import msgspec

from auditor.core.principles import PRINCIPLES
from auditor.core.registry import all_checks

NAMES = ("id", "code", "principle", "severity", "needs")


@click.command("checks")
@click.option("--json", "as_json", is_flag=True, help="Print an array of objects.")
def command(as_json: bool) -> None:
    """List every check: code, severity, id and what it needs."""
    if as_json:
        rows = [{name: getattr(check, name) for name in NAMES} for check in all_checks()]
        click.echo(msgspec.json.format(msgspec.json.encode(rows)))
        return
    for principle in PRINCIPLES.values():
        mine = [check for check in all_checks() if check.principle == principle.id]
        if mine:
            click.secho(f"\n{principle.title}", bold=True)
        for check in mine:
            click.echo(f"  {check.code:<7} {check.severity:<8} {check.id:<46} {', '.join(check.needs)}")
