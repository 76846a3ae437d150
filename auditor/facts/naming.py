"""What a shop calls itself."""

from collections import Counter
from collections.abc import Iterable
from urllib.parse import urlsplit

from auditor.core.records import Page
from auditor.facts.document import metas
from auditor.facts.structured import of_type, text_value
from auditor.facts.summary import PARTS

SHARE = 0.5
FEWEST_TITLES = 3
LONGEST = 60


def own_name(page: Page) -> str:
    """The shop's name as the home page's data says it: Open Graph, else its organisation or web site; "" where none does."""
    told = metas(page).get("og:site_name", "")
    named = [text_value(item, "name") for kind in ("Organization", "OnlineStore", "WebSite") for item in of_type(page, kind)]
    return next((name.strip()[:LONGEST] for name in (told, *named) if name.strip()), "")


def common_name(titles: Iterable[str]) -> str:
    """The part that more than half of the titles share; of several, the one that stands first."""
    split = [[part.strip() for part in PARTS.split(title) if part.strip()] for title in titles]
    if len(split) < FEWEST_TITLES:
        return ""
    counted = Counter(part for parts in split for part in dict.fromkeys(parts))
    shared = [part for parts in split for part in parts if counted[part] > SHARE * len(split)]
    return shared[0][:LONGEST] if shared else ""


def host_name(url: str) -> str:
    """The host, for a shop that does not say its name."""
    return (urlsplit(url).hostname or "").removeprefix("www.")
