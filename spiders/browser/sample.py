"""Chooses the few pages that are measured: every kind that matters to a customer, and always the same of the same pages."""

from collections.abc import Iterable
from itertools import zip_longest

from msgspec import Struct

from auditor.core.records import PageKind

SERVICE = (
    PageKind.PRIVACY, PageKind.RETURNS, PageKind.SHIPPING, PageKind.TERMS, PageKind.FAQ, PageKind.CONTACT, PageKind.ABOUT,
    PageKind.IMPRINT, PageKind.TRACKING,
)

# How many of which kinds; a group's pages usually come from one template, so its first kind that exists stands for it.
# Checkout is not here: its door is for the walk, and with an empty cart it shows another page.
WANTED: tuple[tuple[tuple[PageKind, ...], int], ...] = (
    ((PageKind.HOME,), 1),
    ((PageKind.CATEGORY,), 2),
    ((PageKind.PRODUCT,), 3),
    ((PageKind.SEARCH,), 1),
    ((PageKind.CART,), 1),
    (SERVICE, 1),
    ((PageKind.ARTICLE,), 1),
    ((PageKind.ACCOUNT,), 1),
    ((PageKind.OTHER,), 1),
)
AT_MOST = 10


class Target(Struct, frozen=True):
    """A page to measure."""

    url: str
    page_kind: PageKind


def choose(pages: Iterable[tuple[str, PageKind]], at_most: int = AT_MOST) -> list[Target]:
    """The pages to measure, in the order of a customer's way. Each group gets one before any gets its second."""
    by_kind: dict[PageKind, set[str]] = {}
    for url, kind in pages:
        by_kind.setdefault(PageKind(kind), set()).add(url)
    chosen = [of_group(kinds, number, by_kind) for kinds, number in WANTED]
    rounds = [target for turn in zip_longest(*chosen) for target in turn if target][:at_most]
    return [target for group in chosen for target in group if target in rounds]


def of_group(kinds: Iterable[PageKind], number: int, by_kind: dict[PageKind, set[str]]) -> list[Target]:
    kind = next((kind for kind in kinds if kind in by_kind), None)
    return [Target(url, kind) for url in spread(by_kind[kind], number)] if kind else []


def spread(urls: Iterable[str], number: int) -> list[str]:
    """So many of them from all over: plain addresses before those with a query, and evenly apart in alphabetical order."""
    ordered = sorted(urls)
    plain = [url for url in ordered if "?" not in url]
    known = plain if len(plain) >= number else ordered
    if len(known) <= number:
        return known
    return [known[index * (len(known) - 1) // max(1, number - 1)] for index in range(number)]
