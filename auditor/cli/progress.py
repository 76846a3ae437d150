"""What is told while an audit runs: a live line on a terminal, plain lines elsewhere, nothing when asked to be quiet."""

import time
from typing import Protocol

from rich.console import Console
from rich.markup import escape
from rich.progress import Progress as Bar
from rich.progress import SpinnerColumn, TextColumn, TimeElapsedColumn

from auditor.cli.summary import printable
from spiders.plan import Progress

PLAIN_EVERY_S = 10.0


class Voice(Protocol):
    """Whoever tells how far an audit is."""

    def phase(self, name: str, about: str) -> None: ...
    def crawled(self, progress: Progress) -> None: ...
    def judged(self, number: int, of: int) -> None: ...
    def line(self, text: str) -> None: ...
    def close(self) -> None: ...


class Quiet:
    """Tells nothing."""

    def phase(self, name: str, about: str) -> None:
        """A phase begins."""

    def crawled(self, progress: Progress) -> None:
        """An address was answered."""

    def judged(self, number: int, of: int) -> None:
        """A page was judged."""

    def line(self, text: str) -> None:
        """Something was begun that takes a while."""

    def close(self) -> None:
        """The audit ended."""


class Plain(Quiet):
    """Plain lines on standard error: each phase, and how far it is every ten seconds."""

    def __init__(self) -> None:
        self._console = Console(stderr=True, highlight=False, soft_wrap=True)
        self._told_at = self._began_at = time.monotonic()

    def phase(self, name: str, about: str) -> None:
        self._console.print(printable(f"{name}: {about}"), markup=False)
        self._told_at = self._began_at = time.monotonic()

    def crawled(self, progress: Progress) -> None:
        self._now_and_then(crawl_line(progress, time.monotonic() - self._began_at))

    def judged(self, number: int, of: int) -> None:
        self._now_and_then(f"{number} of {of} pages")

    def line(self, text: str) -> None:
        self._now_and_then(text)

    def _now_and_then(self, text: str) -> None:
        if time.monotonic() - self._told_at > PLAIN_EVERY_S:
            self._console.print(printable(f"  {text}"), markup=False)
            self._told_at = time.monotonic()


class Live(Quiet):
    """One line on the terminal that is rewritten as the audit goes on."""

    def __init__(self) -> None:
        columns = (SpinnerColumn(), TextColumn("{task.description}"), TimeElapsedColumn())
        self._bar = Bar(*columns, console=Console(stderr=True), transient=True)
        self._task = self._bar.add_task("")
        self._name = ""
        self._began_at = time.monotonic()
        self._bar.start()

    def phase(self, name: str, about: str) -> None:
        self._name, self._began_at = name, time.monotonic()
        self.line(about)

    def crawled(self, progress: Progress) -> None:
        self.line(crawl_line(progress, time.monotonic() - self._began_at))

    def judged(self, number: int, of: int) -> None:
        self.line(f"{number} of {of} pages")

    def line(self, text: str) -> None:
        self._bar.update(self._task, description=f"[bold]{self._name}[/bold]  {escape(printable(text))}")

    def close(self) -> None:
        self._bar.stop()


def crawl_line(progress: Progress, seconds: float) -> str:
    """Pages fetched, addresses answered of those known, the rate, and the time left at that rate."""
    rate = progress.done / seconds if seconds > 0 else 0.0
    left = (progress.known - progress.done) / rate if rate else 0.0
    return (f"{progress.pages} pages, {progress.done} of {progress.known} addresses, {rate:.0f} a second, "
            f"about {time.strftime('%H:%M:%S' if left >= 3600 else '%M:%S', time.gmtime(left))} left")


def voice(quiet: bool) -> Voice:
    """The voice that suits where standard error goes."""
    if quiet:
        return Quiet()
    return Live() if Console(stderr=True).is_terminal else Plain()
