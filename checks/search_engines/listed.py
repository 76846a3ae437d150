"""The pages that stand in search results, and those that share something: read as often as needed, never held all at once."""

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterator
from typing import TypeVar

from auditor.core.records import PageSummary, Site
from checks.search_engines.addresses import is_listed, plain

Key = TypeVar("Key", bound=Hashable)


def listed(site: Site) -> Iterator[PageSummary]:
    """The pages that search engines are asked to list; of the addresses of one page the first."""
    known: set[int] = set()
    for page in filter(is_listed, site.pages):
        if (name := hash(plain(page.final_url))) not in known:
            known.add(name)
            yield page


def shared(site: Site, key: Callable[[PageSummary], Key | None]) -> dict[Key, list[PageSummary]]:
    """The listed pages by key, where two and more have it; None is no key."""
    once: set[int] = set()
    again: set[int] = set()
    for page in listed(site):
        if (found := key(page)) is not None:
            (again if hash(found) in once else once).add(hash(found))
    groups: dict[Key, list[PageSummary]] = defaultdict(list)
    for page in listed(site) if again else ():
        if (found := key(page)) is not None and hash(found) in again:
            groups[found].append(page)
    return {found: pages for found, pages in groups.items() if len(pages) > 1}
