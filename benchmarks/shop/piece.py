"""All that a product page tells of its product: words, price, particulars, reviews, data for search engines."""

from random import Random
from typing import Any

from msgspec import Struct, structs

from benchmarks.shop.catalogue import Product
from benchmarks.shop.words import ADJECTIVES, MONTHS, NOUNS, PARTICULARS, REVIEWERS, paragraph, sentence
from tests.shops.twin.words import NAME

VIEWS = 4
REVIEWS = 8
VARIANTS = 60
MATERIALS = (("Material", "stoneware, fired at 1260 °C"), ("Care", "safe in the dishwasher"), ("Made in", "Whitby"))


class Piece(Struct, frozen=True):
    """What a page tells of its product.

    `particulars` are (name, value), `book` lines are (date, by, firing, remark), `reviews` are (by, stars, said).
    """

    product: Product
    price: str
    words: tuple[str, ...]
    story: tuple[str, ...]
    particulars: tuple[tuple[str, str], ...]
    book: tuple[tuple[str, str, str, str], ...]
    reviews: tuple[tuple[str, int, str], ...]

    @property
    def stars(self) -> str:
        return f"{sum(stars for _, stars, _ in self.reviews) / len(self.reviews):.1f}"

    @property
    def description(self) -> str:
        return f"{self.product.name}: {self.words[0].partition('. ')[0]}."


class Card(Struct, frozen=True):
    """What a list shows of a product."""

    product: Product
    price: str


def card(product: Product) -> Card:
    return Card(product, price_of(product))


def price_of(product: Product) -> str:
    """Pounds and pence."""
    return f"{12 + product.number * 7 % 83}.{(product.number * 5 % 20) * 5:02}"


def piece(product: Product) -> Piece:
    """The content of a product's page, the same for the same product."""
    random = Random(product.number + 1)
    reviewers = random.sample(REVIEWERS, REVIEWS)
    return Piece(
        product, price_of(product), tuple(paragraph(random, 4) for _ in range(3)), tuple(paragraph(random, 5) for _ in range(4)),
        (*((name, measure(random)) for name in PARTICULARS), *MATERIALS), tuple(entry(random) for _ in range(12)),
        tuple((by, random.choice((4, 5, 5)), paragraph(random, 2)) for by in reviewers))


def measure(random: Random) -> str:
    return f"{random.randint(11, 990)} units, {random.choice(ADJECTIVES)} at the {random.choice(NOUNS)}"


def entry(random: Random) -> tuple[str, str, str, str]:
    """A line of the workshop's book."""
    return (f"{random.randint(1, 28)} {random.choice(MONTHS)}", random.choice(REVIEWERS), f"firing {random.randint(100, 999)}",
            f"{random.choice(ADJECTIVES)} {random.choice(NOUNS)}")


def nearly(original: Piece) -> Piece:
    """The same content but for one sentence."""
    changed = f"{original.words[-1]} {sentence(Random(-original.product.number - 1))}"
    return structs.replace(original, words=(*original.words[:-1], changed))


def data_of(shown: Piece) -> dict[str, Any]:
    """The schema.org Product of a page."""
    product = shown.product
    return {
        "@context": "https://schema.org", "@type": "Product", "name": product.name, "sku": f"TS-{product.number}",
        "url": product.path, "brand": {"@type": "Brand", "name": NAME}, "material": "stoneware", "color": product.glaze,
        "image": [f"/img/{product.slug}-{view}.png" for view in range(1, VIEWS + 1)], "description": " ".join(shown.words),
        "offers": {"@type": "Offer", "url": product.path, "price": shown.price, "priceCurrency": "GBP",
                   "availability": "https://schema.org/InStock"},
        "aggregateRating": {"@type": "AggregateRating", "ratingValue": shown.stars, "reviewCount": len(shown.reviews)},
        "review": [{
            "@type": "Review", "author": {"@type": "Person", "name": by}, "reviewBody": said,
            "reviewRating": {"@type": "Rating", "ratingValue": stars, "bestRating": 5}} for by, stars, said in shown.reviews],
    }


def state_of(shown: Piece) -> dict[str, Any]:
    """What a shop's scripts are told of a product: the part of a page's bytes that nobody reads."""
    random = Random(shown.product.number + 2)
    return {"product": shown.product.slug, "price": shown.price, "variants": [
        {"id": random.getrandbits(48), "sku": f"TS-{shown.product.number}-{at}", "option": random.choice(ADJECTIVES),
         "price": shown.price, "inventory": random.randint(1, 40), "available": True, "requiresShipping": True,
         "media": {"id": random.getrandbits(48), "position": at % VIEWS, "alt": shown.product.name}} for at in range(VARIANTS)]}
