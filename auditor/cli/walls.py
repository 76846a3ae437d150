"""The sentences for a shop that keeps us out: by a log-in, a check for robots, or a plain no."""

from urllib.parse import urlsplit

import numpy

from auditor.core.records import Failure
from auditor.core.store.reading import NUMBER_OF_FAILURE
from auditor.core.store.schema import PAGE_ROLES
from auditor.facts.document import nofollow
from auditor.facts.shop import Shop
from spiders.gate import Refusal

GIVE_ACCESS = ": `--access FILE` gives one (see docs/configuration.md)"


LET_IN = ("Where the shop is yours, let the user agent StorefrontAuditor through, or give a session by `--access FILE` "
          "(see docs/configuration.md).")
KEEPS_OUT = (403, 407, 429, 503, 999)


def kept_out(host: str, status: int | None) -> str:
    """How a shop keeps us out at the door, and what its owner can do."""
    answer = f"answered {status}" if status else "showed a check for robots"
    return f"{host} {answer} instead of its home page, so nothing of it is known. {LET_IN}"


def robot_wall(shop: Shop) -> str:
    """How a check for robots kept us out from more than half of the shop; else ""."""
    pages = numpy.isin(shop.crawled.every["role"], PAGE_ROLES)
    shut = int((pages & (shop.crawled.every["failure"] == NUMBER_OF_FAILURE[Failure.WALL])).sum())
    of = int((pages & shop.crawled.was_asked()).sum())
    host = urlsplit(shop.url).netloc
    return f"{shut} of {of} addresses of {host} showed a check for robots. {LET_IN}" if 2 * shut > of else ""


def not_followed(shop: Shop) -> str:
    """How the home page's own word keeps us from the shop's pages; else ""."""
    left = shop.crawled.refused(Refusal.NOFOLLOW)
    if not left or not nofollow(shop.page(shop.home.id)):
        return ""
    return (f"The home page of {urlsplit(shop.url).netloc} asks robots to follow no link (nofollow); addresses that were not "
            f"asked for: {left}. Where the shop is yours, `--own-shop` lets them be.")


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
