"""Addresses that cannot exist, asked for to learn how a shop answers such."""

import hashlib
from collections import Counter
from collections.abc import Iterable, Iterator
from string import ascii_lowercase
from urllib.parse import urljoin, urlsplit

LETTERS = 20
MOST_FOLDERS = 2


def nonsense(shop: str) -> str:
    """Twenty letters derived from the shop's host, so that audits agree."""
    digest = hashlib.sha256((urlsplit(shop).hostname or "").encode()).digest()
    return "".join(ascii_lowercase[byte % 26] for byte in digest[:LETTERS])


def beside(addresses: Iterable[str], shop: str) -> Iterator[str]:
    """An address beside the pages of each of the largest folders; pages told apart by their query lie in none."""
    folders: Counter[tuple[str, bool]] = Counter()
    for address in addresses:
        parts = urlsplit(address)
        folder = parts.path.rstrip("/").rpartition("/")[0]
        if folder and not parts.query:
            folders[urljoin(address, f"{folder}/"), parts.path.endswith("/")] += 1
    for folder, slash in sorted(folders, key=lambda one: (-folders[one], one))[:MOST_FOLDERS]:
        yield f"{folder}{nonsense(shop)}{'/' if slash else ''}"
