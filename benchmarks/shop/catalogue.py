"""What the shop sells: products by number, in ten departments whose trees get deeper as the shop grows."""

from bisect import bisect_right
from collections.abc import Iterator
from itertools import pairwise
from random import Random

from msgspec import Struct

from benchmarks.shop.words import DEPARTMENTS, GLAZES, LINES, MOTIFS, STYLES

LISTED = 48
LEAF_MOST = 2 * LISTED
BRANCHES = 15


class Category(Struct, frozen=True):
    """A list of the categories `children`, or of the products from number `first` up to, not including, `last`."""

    name: str
    above: tuple[str, ...]
    first: int
    last: int
    children: tuple[str, ...] = ()

    @property
    def path(self) -> str:
        return path_of(self.name)

    @property
    def list_pages(self) -> int:
        return 1 if self.children else -(-(self.last - self.first) // LISTED)


class Product(Struct, frozen=True):
    """One piece; its `number` begins at 0."""

    number: int
    name: str
    piece: str
    glaze: str
    department: str

    @property
    def slug(self) -> str:
        return self.name.lower().replace(" ", "-")

    @property
    def path(self) -> str:
        return f"/product/{self.slug}"


class Catalogue:
    """The goods of a shop of `count` products."""

    def __init__(self, count: int) -> None:
        self.count = count
        self.categories = {category.name: category for at in range(len(DEPARTMENTS)) for category in department(at, count)}
        self.leaves = sorted((each for each in self.categories.values() if not each.children), key=lambda leaf: leaf.first)
        self.firsts = [leaf.first for leaf in self.leaves]

    def product(self, number: int) -> Product:
        random = Random(number)
        name = self.leaf(number).name.split()[-1]
        glaze, piece = random.choice(GLAZES), name.removesuffix("s")
        return Product(number, f"{glaze} {random.choice(MOTIFS)} {piece} {1000 + number}", piece, glaze, name)

    def leaf(self, number: int) -> Category:
        """The category that lists a product."""
        return self.leaves[bisect_right(self.firsts, number) - 1]


def path_of(name: str) -> str:
    """The address of a category."""
    return f"/category/{name.lower().replace(' ', '-')}"


def department(at: int, products: int) -> Iterator[Category]:
    """A department and all that is below it, in a shop of so many products."""
    name = DEPARTMENTS[at]
    first, last = edges(0, products, len(DEPARTMENTS))[at:at + 2]
    leaves = max(1, -(-(last - first) // LEAF_MOST))
    if leaves == 1:
        yield Category(name, (), first, last)
    elif leaves <= BRANCHES:
        yield from branch(name, (), STYLES, edges(first, last, leaves))
    else:
        halves = edges(first, last, -(-leaves // BRANCHES))
        yield Category(name, (), first, last, tuple(f"{line} {name}" for line, _ in zip(LINES, halves[1:], strict=False)))
        for line, (low, high) in zip(LINES, pairwise(halves), strict=False):
            yield from branch(f"{line} {name}", (name,), STYLES, edges(low, high, -(-(high - low) // LEAF_MOST)))


def branch(name: str, above: tuple[str, ...], prefixes: tuple[str, ...], cuts: list[int]) -> Iterator[Category]:
    """A category of categories that lie between the cuts, and these."""
    names = [f"{prefix} {name}" for prefix, _ in zip(prefixes, cuts[1:], strict=False)]
    yield Category(name, above, cuts[0], cuts[-1], tuple(names))
    yield from (Category(each, (*above, name), low, high) for each, (low, high) in zip(names, pairwise(cuts), strict=True))


def edges(first: int, last: int, parts: int) -> list[int]:
    """The cuts that part a range into so many even parts, with both its ends."""
    return [first + (last - first) * part // parts for part in range(parts + 1)]
