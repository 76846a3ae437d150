"""The sentence for a shop that keeps us out by a log-in."""

from urllib.parse import urlsplit

import numpy

from auditor.core.store.schema import PAGE_ROLES
from auditor.facts.shop import Shop

GIVE_ACCESS = ": `--access FILE` gives one (see docs/configuration.md)"


def log_in_wall(shop: Shop) -> str:
    """How a log-in kept us out, at the door or, in spite of --access, from more than half of the shop; else ""."""
    host, walled, asked = urlsplit(shop.url).netloc, shop.behind_login, shop.crawled.id_of(shop.url)
    if asked and walled[asked]:
        return f"{host} asks for a log-in{' other than the one that --access gives' if shop.with_access else GIVE_ACCESS}."
    shut = int(walled.sum())
    of = int((shop.crawled.was_asked() & numpy.isin(shop.crawled.every["role"], PAGE_ROLES)).sum())
    if shop.with_access and 2 * shut > of:
        return f"{shut} of {of} addresses of {host} ask for a log-in other than the one that --access gives."
    return ""
