"""How the twin's search forgives a slip and suggests, and how it buries what was looked for where it is switched to."""

from difflib import get_close_matches

from tests.shops.twin.goods import PRODUCTS, Product, found, indexed

SUGGESTED = 5
ALIKE = 0.65
WORDS = sorted({word for product in PRODUCTS for word in indexed(product).split()})


def forgiven(words: str) -> str:
    """The words, each that stands nowhere replaced by the one most like it."""
    return " ".join(word if any(word in known for known in WORDS) else (get_close_matches(word, WORDS, 1, ALIKE) or [word])[0]
                    for word in words.casefold().split())


def buried(words: str) -> list[Product]:
    """All products that have any of the words, those that have most of them last."""
    asked = words.casefold().split()
    hits = [(sum(word in indexed(product) for word in asked), product) for product in PRODUCTS]
    return [product for count, product in sorted(hits, key=lambda hit: hit[0]) if count]


def beginning(words: str) -> list[Product]:
    return [product for product in found(words) if product.name.casefold().startswith(words.casefold())][:SUGGESTED]
