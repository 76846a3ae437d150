"""The few lines that end an audit on a terminal."""

from pathlib import Path

import click

from auditor.core.audit import Audit, Score
from reports.html.bands import rated

BAND_WORDS = {"strong": "strong", "good": "good", "fair": "needs work", "poor": "poor"}
WORST = 5


def summarise(audit: Audit, folder: Path) -> str:
    """Score, the worst findings, and where the report is."""
    shop = "" if audit.shop.looks_like_a_shop else "\nThis does not look like a shop: neither a product nor a cart was found."
    limits = [f"Stopped at the limit you set: {limit.name} {limit.value:g}." for limit in audit.limits]
    report = f"Report: {folder / 'report.html'}"
    return "\n".join([f"{printable(audit.shop.url)}: {score_line(audit.score)}{shop}", *limits, *worst(audit), report])


def score_line(score: Score) -> str:
    if score.value is None:
        return f"no score, since none of {score.asked} checks could be made"
    shown = rated(score)  # as the report shows it: halves up
    return f"{shown.value} of 100, {BAND_WORDS[shown.band]}; rests on {score.counted} of {score.asked} checks"


def worst(audit: Audit) -> list[str]:
    """The worst findings, one a check, by what mending the check gains."""
    failed = sorted((check for check in audit.checks if check.outcome == "fail"), key=lambda check: (-check.gain, check.code))
    first = {finding.check: finding for finding in reversed(audit.findings) if finding.outcome == "fail"}
    return [f"  {check.severity:<8} {check.code:<7} {printable(first[check.id].message)}"
            for check in failed[:WORST] if check.id in first]


def printable(text: str) -> str:
    """Text of a shop's, without what a terminal would obey."""
    return "".join(letter if letter.isprintable() else " " for letter in text)


def complain(sentence: str) -> None:
    """Say on standard error what went wrong, or what is to be known; a sentence may quote the shop."""
    click.echo(f"auditor: {printable(sentence)}", err=True)
