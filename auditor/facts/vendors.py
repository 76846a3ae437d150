"""Outside services that a page uses or links to, told by their hosts (`lexicons/vendors.toml`)."""

import tomllib
from functools import lru_cache
from pathlib import Path
from urllib.parse import urlsplit

from lxml import etree

from auditor.core.records import Page
from auditor.facts.document import base_url
from auditor.facts.fact import fact
from auditor.facts.links import resolve
from auditor.facts.tree import tree

HOSTS: dict[str, dict[str, list[str]]] = tomllib.loads(
    (Path(__file__).parent / "lexicons" / "vendors.toml").read_text(encoding="utf-8")
)
KNOWN = {
    host.partition("/")[0]: () for vendors in HOSTS.values() for hosts in vendors.values() for host in hosts
}
LOADED = etree.XPath("//script[@src]/@src | //iframe[@src]/@src | //link[@href and @rel!='canonical']/@href | //img[@src]/@src",
                     smart_strings=False)
LINKED = etree.XPath("//a[@href]/@href", smart_strings=False)


def _matches(host: str, path: str, known: str) -> bool:
    name, slash, start = known.partition("/")
    return (host == name or host.endswith(f".{name}")) and (not slash or path.startswith(f"/{start}"))


@lru_cache(maxsize=1 << 14)
def vendors_at(url: str) -> tuple[tuple[str, str], ...]:
    """The vendors at an absolute address, as (kind of service, vendor): ("chat", "tawk")."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return ()
    host = parts.hostname or ""
    labels = host.split(".")
    if not any(".".join(labels[at:]) in KNOWN for at in range(len(labels))):
        return ()
    return tuple(
        (kind, vendor) for kind, vendors in HOSTS.items() for vendor, hosts in vendors.items()
        if any(_matches(host, parts.path, known) for known in hosts)
    )


def _absolute(page: Page, hrefs: list[str]) -> tuple[str, ...]:
    found = (resolve(base_url(page), href.strip()) for href in hrefs if "//" in href)
    return tuple(dict.fromkeys(target[0] for target in found if target))


@fact
def loaded_addresses(page: Page) -> tuple[str, ...]:
    """The absolute addresses of scripts, frames, styles and pictures on other hosts or written in full."""
    return _absolute(page, LOADED(tree(page)))


@fact
def linked_addresses(page: Page) -> tuple[str, ...]:
    """The absolute addresses of the links that are written in full."""
    return _absolute(page, LINKED(tree(page)))


def vendors_loaded(page: Page, kind: str) -> frozenset[str]:
    """The vendors of a kind of service whose files the page loads: `vendors_loaded(page, "chat")`."""
    return frozenset(vendor for url in loaded_addresses(page) for known, vendor in vendors_at(url) if known == kind)


def vendors_linked(page: Page, kind: str) -> frozenset[str]:
    """The vendors of a kind of service that the page links to."""
    return frozenset(vendor for url in linked_addresses(page) for known, vendor in vendors_at(url) if known == kind)
