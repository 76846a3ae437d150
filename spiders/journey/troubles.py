"""What fails behind a walk: the shop's own scripts, and requests to the shop's own addresses."""

import re
from collections.abc import Callable
from urllib.parse import urlsplit

from playwright.async_api import BrowserContext, Error, Request, Response

from spiders.browser.proxy import NOT_CONNECTED

MOST = 20
LONGEST = 200
# What we keep back ourselves; of what the proxy did not connect to it is not told here whether that was ours to refuse.
OURS = ("net::ERR_ABORTED", "net::ERR_BLOCKED_BY_CLIENT", f"net::{NOT_CONNECTED}")
ADDRESS = re.compile(r"https?://[^\s)]+")


class Troubles:
    """The failures of one walk, each told once. `is_own` says whether an address is the shop's."""

    def __init__(self, is_own: Callable[[str], bool]):
        self._is_own = is_own
        self._told: dict[str, None] = {}

    def listen(self, context: BrowserContext) -> None:
        """Hears what fails in any tab from now on."""
        context.on("weberror", lambda failed: self._script_failed(failed.error))
        context.on("response", self._answered)
        context.on("requestfailed", self._not_answered)

    @property
    def told(self) -> tuple[str, ...]:
        """In the order in which they came."""
        return tuple(self._told)

    def _tell(self, trouble: str) -> None:
        if len(self._told) < MOST:
            self._told.setdefault(trouble[:LONGEST])

    def _script_failed(self, error: Error) -> None:
        source = ADDRESS.search(error.stack or "")
        if source and error.message and self._is_own(source[0]):
            self._tell(f"A script failed: {error.message.splitlines()[0]}")

    def _answered(self, response: Response) -> None:
        if response.status >= 400 and self._is_own(response.url):
            self._tell(f"{response.request.method} {_path(response.url)} answered {response.status}")

    def _not_answered(self, request: Request) -> None:
        if self._is_own(request.url) and request.failure not in OURS:
            self._tell(f"{request.method} {_path(request.url)} failed: {request.failure}")


def _path(url: str) -> str:
    parts = urlsplit(url)
    return parts.path + (f"?{parts.query}" if parts.query else "")
