"""The defects that are planted, at known rates, and the truth about each of them."""

from collections.abc import Iterator
from pathlib import Path
from random import Random

import msgspec
from msgspec import Struct

from benchmarks.shop.catalogue import Catalogue, Product
from benchmarks.shop.words import ADJECTIVES, NOUNS
from tests.shops.twin.words import JOURNAL, TEXTS

FILE = "truth.json"
FIXED_PAGES = 3 + len(TEXTS) + len(JOURNAL)
LEAST = 2
RATES = {
    "dead-404": 0.0100,
    "dead-410": 0.0025,
    "server-error": 0.0025,
    "broken-image": 0.0100,
    "broken-fragment": 0.0050,
    "redirect-chain": 0.0050,
    "redirect-loop": 0.0010,
    "single-redirect": 0.0050,
    "sound-fragment": 0.0050,
    "soft-404-text": 0.0025,
    "soft-404-home": 0.0025,
    "orphan": 0.0050,
    "exact-copy": 0.0025,
    "near-copy": 0.0025,
    "canonical-to-404": 0.0010,
    "canonical-to-other": 0.0010,
    "canonical-off-host": 0.0010,
    "canonical-to-noindex": 0.0010,
}
LINKED = {
    "dead-404": "/guide/{slug}",
    "dead-410": "/sold/{slug}",
    "server-error": "/print-room/{slug}",
    "redirect-chain": "/moved/{slug}",
    "redirect-loop": "/round/{slug}",
    "single-redirect": "/renamed/{slug}",
    "soft-404-text": "/note/{slug}",
    "soft-404-home": "/sale/{slug}",
    "broken-fragment": "/product/{slug}#workshop",
    "sound-fragment": "/product/{slug}#particulars",
}
HOME, ELSEWHERE = "/", "https://www.tidewater-stoneware.example"
ONE_MORE_PAGE = ("soft-404-text", "exact-copy", "near-copy", "canonical-to-noindex")


class Planted(Struct, frozen=True, omit_defaults=True):
    """One defect. `target` is the address that a finding should name, `carriers` are the pages that link to it or show it.

    `hops` are the further addresses of a chain or circle. `product` is the number of the product that is struck: the original
    of a copy, the end of a chain, the page with the canonical link. `canonical` is what that page calls its original, `words`
    are the text of the link.
    """

    kind: str
    target: str
    carriers: tuple[str, ...] = ()
    hops: tuple[str, ...] = ()
    product: int | None = None
    canonical: str = ""
    words: str = ""


class Truth(Struct, frozen=True):
    """A shop's size and all that is planted in it. Addresses are paths.

    `pages` counts those that answer HTML with 200 and that a link leads to or the sitemap names. `made_from` is a digest of all
    that the pages were made from.
    """

    seed: int
    pages: int
    products: int
    planted: tuple[Planted, ...]
    made_from: str = ""

    def of(self, *kinds: str) -> list[Planted]:
        return [each for each in self.planted if each.kind in kinds]


def read(folder: Path) -> Truth:
    """The truth that lies beside a shop."""
    return msgspec.json.decode((folder / FILE).read_bytes(), type=Truth)


def how_many(kind: str, pages: int) -> int:
    return max(LEAST, round(RATES[kind] * pages))


def fitting_catalogue(pages: int) -> Catalogue:
    """The largest catalogue whose shop has at most so many pages."""
    other = FIXED_PAGES + sum(how_many(kind, pages) for kind in ONE_MORE_PAGE)
    products, surplus = pages, 1
    while surplus > 0:
        catalogue = Catalogue(products)
        surplus = products + sum(each.list_pages for each in catalogue.categories.values()) + other - pages
        products -= max(1, surplus // 2)
    return catalogue


def planted(catalogue: Catalogue, pages: int, seed: int) -> Truth:
    """A truth for a catalogue: every kind of defect at its rate, no product struck twice, the same for the same seed."""
    random = Random(seed)
    counts = {kind: how_many(kind, pages) for kind in RATES}
    numbers = random.sample(range(catalogue.count), 3 * sum(counts.values()))
    struck = iter([catalogue.product(number) for number in numbers])
    found = [plant(kind, struck, random) for kind, count in counts.items() for _ in range(count)]
    found += [chained(next(struck), each) for each in found if each.kind == "canonical-to-other"]
    whole = catalogue.count + FIXED_PAGES + sum(counts[kind] for kind in ONE_MORE_PAGE)
    return Truth(seed, whole + sum(each.list_pages for each in catalogue.categories.values()), catalogue.count, tuple(found))


def plant(kind: str, struck: Iterator[Product], random: Random) -> Planted:
    """One defect of a kind, on the next products."""
    product = next(struck)
    words = f"The {random.choice(ADJECTIVES)} {random.choice(NOUNS)} of number {1000 + product.number}"
    if kind in LINKED:
        carriers = tuple(next(struck).path for _ in range(random.randint(1, 2)))
        target = LINKED[kind].format(slug=product.slug)
        return Planted(kind, target, carriers, hops(kind, product, random), product.number, words=words)
    if kind == "broken-image":
        return Planted(kind, f"/img/{product.slug}-4.png", (product.path,), product=product.number)
    if kind == "orphan":
        return Planted(kind, product.path, product=product.number)
    if kind in ("exact-copy", "near-copy"):
        target = f"/{kind}/{product.slug}"
        return Planted(kind, target, (product.path, target), product=product.number, words=words)
    return wrong_canonical(kind, product, next(struck), words)


def hops(kind: str, product: Product, random: Random) -> tuple[str, ...]:
    """Where a linked address is sent on to, one address after the other; a circle ends where it began."""
    between = [f"/moved-{step}/{product.slug}" for step in (1, 2, 3)]
    match kind:
        case "redirect-chain":
            return (*between[:random.randint(1, 3)], product.path)
        case "redirect-loop":
            return (*between[:random.randint(1, 2)], LINKED[kind].format(slug=product.slug))
        case "single-redirect":
            return (product.path,)
        case "soft-404-home":
            return (HOME,)
    return ()


def wrong_canonical(kind: str, product: Product, other: Product, words: str) -> Planted:
    """A product page that calls a wrong address its original."""
    named = {
        "canonical-to-404": f"/product/{product.slug}-old", "canonical-to-other": other.path,
        "canonical-off-host": f"{ELSEWHERE}{product.path}", "canonical-to-noindex": f"/story/{product.slug}",
    }[kind]
    linked = (product.path,) if kind == "canonical-to-noindex" else ()
    return Planted(kind, product.path, linked, product=product.number, canonical=named, words=words)


def chained(product: Product, onto: Planted) -> Planted:
    """A product page whose original is a page that names yet another one."""
    return Planted("canonical-chain", product.path, hops=(onto.canonical,), product=product.number, canonical=onto.target)
