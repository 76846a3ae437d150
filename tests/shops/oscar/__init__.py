"""The real shop: django-oscar with its own templates, a seeded catalogue and a real WSGI server, on loopback."""

from contextlib import AbstractContextManager
from pathlib import Path

from tests.shops.keeping import served_by


def running(folder: Path | None = None) -> AbstractContextManager[str]:
    """The shop's address, such as `http://127.0.0.1:40123/`, while it runs; `folder` keeps the prepared shop."""
    return served_by("tests.shops.oscar.serve", folder)
