"""`auditor doctor`: what is missing on this machine, and how to get it."""

import asyncio
import platform
import shutil
import subprocess
from collections.abc import Iterator

import click

from auditor.cli.exits import Exit
from auditor.core.errors import AuditorError
from auditor.core.registry import all_checks

FONTS = (("zh", "Chinese", "fonts-noto-cjk"), ("ja", "Japanese", "fonts-noto-cjk"))


@click.command("doctor")
def command() -> int:
    """Say what is missing on this machine and how to get it."""
    findings = list(examined())
    for well, sentence in findings:
        click.echo(f"{'ok     ' if well else 'missing'}  {sentence}")
    return Exit.FINE if all(well for well, _ in findings) else Exit.INCOMPLETE


def examined() -> Iterator[tuple[bool, str]]:
    """Each thing an audit needs: whether it is well, and a sentence."""
    from spiders.browser import chromium  # 15 MB, which the other verbs go without

    yield True, f"Python {platform.python_version()}"
    yield True, f"{len(all_checks())} checks"
    try:
        found = asyncio.run(chromium.trial())
        yield True, f"Chromium {found.version} at {found.path} starts and opens a page"
    except AuditorError as error:
        yield False, str(error)
    for code, name, package in FONTS:
        well = has_font(code)
        yield well, f"fonts for {name}" + ("" if well else f": screenshots will lack its letters; install {package}")


def has_font(language: str) -> bool:
    if not shutil.which("fc-list"):
        return False
    answer = subprocess.run(["fc-list", f":lang={language}", "family"], capture_output=True, text=True, check=False)
    return bool(answer.stdout.strip())
