"""Addresses that cannot exist, asked for to learn how a shop answers such."""

import hashlib
from collections.abc import Iterable, Iterator
from string import ascii_lowercase
from urllib.parse import urljoin, urlsplit

LETTERS = 20


def nonsense(shop: str) -> str:
    """Twenty letters derived from the shop's host, so that audits agree."""
    digest = hashlib.sha256((urlsplit(shop).hostname or "").encode()).digest()
    return "".join(ascii_lowercase[byte % 26] for byte in digest[:LETTERS])


def beside(addresses: Iterable[str], shop: str) -> Iterator[str]:
    """One address beside the given ones, in their folder; none where they lie in no folder or are told apart by their query."""
    for address in addresses:
        parts = urlsplit(address)
        folder = parts.path.rstrip("/").rpartition("/")[0]
        if folder and not parts.query:
            end = "/" if parts.path.endswith("/") else ""
            yield urljoin(address, f"{folder}/{nonsense(shop)}{end}")
            return
