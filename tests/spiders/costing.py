"""Worlds in which a page named *costly* costs too much. Processes that are made for it read this module, so it reads little."""

import os
import signal
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial

from auditor.cli import phases, readers
from auditor.cli.readers import Task
from auditor.core.records import Page
from auditor.facts.reading import Reading, read
from spiders import storefront


@contextmanager
def little_patience_of_the_crawl() -> Iterator[None]:
    storefront.LONGEST_READ_S = 0.4
    yield


def read_for_ever(page: Page) -> Reading:
    """As a parser in C would that comes to no end: it hears no signal."""
    return sum(range(10 ** 12)) if page.url.endswith("/costly") else read(page)


def begin_for_ever(task: Task) -> None:
    readers.read = read_for_ever
    readers.begin(task)


@contextmanager
def little_patience_of_readers() -> Iterator[None]:
    """The kernel ends a reader after eight tenths of a second of a processor's time for one page."""
    readers.ENOUGH, readers.begin = 1, begin_for_ever
    phases.Task = partial(Task, longest_s=0.4)
    yield


def read_and_die(page: Page) -> Reading:
    if page.url.endswith("/costly"):
        os.kill(os.getpid(), signal.SIGKILL)
    return read(page)


def begin_to_die(task: Task) -> None:
    readers.read = read_and_die
    readers.begin(task)
