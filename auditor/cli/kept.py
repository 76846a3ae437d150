"""Reading an audit back, for the verbs that go on with one."""

import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import click

from auditor.core.errors import AuditorError, Incomplete
from auditor.core.store import FILE, Store
from auditor.core.store.store import existing, locked, told

OWN_WORDS = (AuditorError, click.ClickException, click.exceptions.Exit, click.Abort)


@contextmanager
def kept_in(folder: Path) -> Iterator[None]:
    """Say what is wrong with an audit's file, also where what it holds merely makes no sense, as after a flipped bit.

    Whether such is the file's fault or the auditor's nobody can tell: the sentence names both.
    """
    try:
        yield
    except OWN_WORDS:
        raise
    except sqlite3.DatabaseError as error:
        raise told(folder, error) from error
    except Exception as error:
        if os.environ.get("AUDITOR_DEBUG"):
            raise
        what = f"{type(error).__name__}: {error}"
        raise Incomplete(f"{folder / FILE} cannot be understood ({what}): it is damaged, or the auditor itself failed; set "
                         "AUDITOR_DEBUG=1 to see where.") from error


@contextmanager
def held(folder: Path) -> Iterator[Store]:
    """The store of an audit, for this process alone, and examined before anything is written into it."""
    existing(folder)
    with locked(folder):
        store = Store.open(folder)
        store.examine()
        yield store
