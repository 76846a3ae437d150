"""What a page may ask for while it is rendered: what its text and links are made of, and nothing that changes anything."""

import re
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from urllib.parse import unquote, urlsplit

from spiders import gate
from spiders.browser.hold import Hold
from spiders.changes import changes_something
from spiders.credentials import NONE, Credentials
from spiders.journey.guard import READING, ordering

# Neither text nor links come of these. Reports and pings tell others of a visit that no customer makes.
NOT_LOADED = frozenset({"Image", "Media", "Font", "TextTrack", "Prefetch", "Ping", "CSPViolationReport", "Manifest"})
MUTATION = re.compile(r"\bmutation\b\s*+\w*+\s*+[({@]")  # GraphQL's word for what changes something
# What is sent to such a place changes something about the visitor or the shop, whatever else its address says.
WRITTEN_TO = re.compile(
    r"cart|basket|wish|compar|order|checkout|(?:log|sign)[-_]?(?:in|up)|regist|account|customer|newsletter|subscri|review|vote",
    re.I)
LONGEST_BODY = 50_000


class RenderGuard(Hold):
    """Lets pages be rendered as a guest does it. `shop` is the shop's address.

    Of documents only those pass that were asked for, once each: frames, other windows and whatever a script sends the page on to
    are addresses of their own, which wait for their turn elsewhere. "Aborted" leaves the page there that wanted to go on.
    """

    error = "Aborted"

    def __init__(self, shop: str, credentials: Credentials = NONE) -> None:
        super().__init__(credentials)
        self._shop = shop
        self._expected: Counter[str] = Counter()

    @contextmanager
    def expecting(self, url: str) -> Iterator[None]:
        """Let one document at this address pass meanwhile."""
        key = unquote(url)
        self._expected[key] += 1
        try:
            yield
        finally:
            self._expected -= Counter({key: 1})

    def objection(self, request: dict, kind: str) -> str | None:
        method, url, body = request["method"], request["url"], request.get("postData", "")
        if kind == "Document":
            return self._unexpected(url)
        if kind in NOT_LOADED:
            return "not needed"
        if ordering(method, url, kind, body) or changes_something(url) or MUTATION.search(body[:LONGEST_BODY]):
            return "changes something"
        if method in READING:
            return None
        if WRITTEN_TO.search(unquote(urlsplit(url).path)):
            return "changes something"
        return None if gate.same_owner(url, self._shop) else "sends something elsewhere"

    def _unexpected(self, url: str) -> str | None:
        key = unquote(url)
        if not self._expected[key]:
            return "another page"
        self._expected[key] -= 1
        return None
