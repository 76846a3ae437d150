"""Whether a page has clearly more in a browser than as the server sends it: links to the shop's own pages, words of main text."""

from collections.abc import Sequence

from msgspec import Struct

from auditor.core.records import Comparison, LinkKind, Page
from auditor.facts.links import links
from auditor.facts.text import main_text, words_in
from spiders.gate import bare_host

# Below these lies what scripts add to pages that need none: a way to the account, a counter in the cart, one more like this.
LEAST_LINKS = 5
LEAST_SHARE = 0.2
LEAST_WORDS = 30
LEAST_TIMES = 2


class Contents(Struct, frozen=True):
    """What a page holds: the distinct own addresses that a customer can press, and the number of words in its main part."""

    links: frozenset[str]
    words: int


Pair = tuple[Contents, Contents]


def contents(url: str, html: str) -> Contents:
    """The contents of a page."""
    page = Page(url=url, final_url=url, status=200, html=html)
    own = frozenset(link.url for link in links(page) if link.kind is LinkKind.ANCHOR and bare_host(link.url) == bare_host(url))
    return Contents(own, words_in(main_text(page)))


def has_more(sent: Contents, shown: Contents) -> bool:
    """Whether the browser shows clearly more than was sent."""
    added = len(shown.links - sent.links)
    more_links = added >= LEAST_LINKS and added >= LEAST_SHARE * len(sent.links)
    return more_links or (shown.words >= LEAST_TIMES * sent.words and shown.words - sent.words >= LEAST_WORDS)


def comparison(template: str, pairs: Sequence[Pair], failed: int) -> Comparison:
    """What the sampled pages of a template tell."""
    return Comparison(
        template, len(pairs), failed,
        links_sent=sum(len(sent.links) for sent, _ in pairs), links_shown=sum(len(shown.links) for _, shown in pairs),
        words_sent=sum(sent.words for sent, _ in pairs), words_shown=sum(shown.words for _, shown in pairs),
        needed=any(has_more(sent, shown) for sent, shown in pairs))
