"""A crawl in memory: breadth first, as the spider's frontier does it, with the trap guard in its place."""

from collections import deque
from collections.abc import Callable

from msgspec import Struct, field

from auditor.core.records import LinkKind, Page, PageKind, Trap, TrapCause
from auditor.facts import kinds
from auditor.facts.document import headline
from auditor.facts.links import links
from auditor.facts.tree import tree
from spiders.fingerprint import fingerprint
from spiders.traps import Traps
from tests.serving import Answer

HOME = "https://shop.example/"


class Crawl(Struct):
    """What a crawl did: rows as they go into the store, what was met, the headings of the products found."""

    traps: Traps = field(default_factory=Traps)
    rows: list[tuple[str, int, int]] = field(default_factory=list)
    met: dict[str, None] = field(default_factory=dict)
    products: set[str] = field(default_factory=set)
    ended: bool = True

    @property
    def fetched(self) -> list[str]:
        return [url for url, _, _ in self.rows]

    def trap(self, cause: TrapCause) -> Trap:
        """The trap of this cause; fails where it was not named."""
        return next(one for one in self.traps.traps() if one.cause is cause)


def crawl(shop: Callable[[str], Answer | None], most: int, in_flight: int = 8) -> Crawl:
    """Ask a shop for everything the guard admits, `most` pages at the utmost; `in_flight` are asked for before the first is learnt."""
    done = Crawl(met={HOME: None})
    waiting, flying = deque([HOME]), deque()
    while waiting or flying:
        while waiting and len(flying) < in_flight:
            url = waiting.popleft()
            if done.traps.admits(url):
                flying.append(url)
        if not flying:
            continue
        if len(done.rows) >= most:
            done.ended = False
            return done
        learn(done, shop, flying.popleft(), waiting)
    return done


def learn(done: Crawl, shop: Callable[[str], Answer | None], url: str, waiting: deque[str]) -> None:
    answer = shop("/" + url.removeprefix(HOME))
    page = Page(url=url, final_url=url, status=answer.status if answer else 404, html=answer.body.decode() if answer else "")
    kind, _ = kinds.kind_of(page, HOME)
    found = dict.fromkeys(done.traps.spell(link.url) for link in links(page) if link.kind is LinkKind.ANCHOR)
    new = [other for other in found if other not in done.met]
    row = (url, fingerprint(tree(page), kind) if answer else 0, done.traps.fresh(url, new))
    done.traps.learned(*row)
    done.rows.append(row)
    done.met |= dict.fromkeys(new)
    waiting.extend(new)
    if kind is PageKind.PRODUCT:
        done.products.add(headline(page))
