"""Ends a crawl in order where the audit's own file fails under it: the disk is full, the file damaged."""

from __future__ import annotations

import sqlite3
from types import TracebackType
from typing import TYPE_CHECKING

from auditor.core.errors import AuditorError

if TYPE_CHECKING:
    from spiders.storefront import Storefront


class Watch:
    """Entered wherever a crawl reads or writes its store. `error` is what the file said first, None while all is well.

    Nothing more is asked for then, since nothing could be kept.
    """

    def __init__(self, spider: Storefront) -> None:
        self._spider = spider
        self.error: Exception | None = None

    def __enter__(self) -> None:
        """Begin to watch."""

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> bool:
        return self.heard(error)

    def heard(self, error: BaseException | None) -> bool:
        """Whether an error is the file's; then the crawl stops. What is wrong with one row alone is not."""
        of_the_file = isinstance(error, (sqlite3.OperationalError, AuditorError)) or type(error) is sqlite3.DatabaseError
        if of_the_file:
            self.error, self._spider.stopped = self.error or error, str(error)
        return of_the_file
