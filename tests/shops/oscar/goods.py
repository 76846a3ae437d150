"""The catalogue as plain records, worked out from `data/*.toml`; drawn by lot, always with the same outcome."""

import random
import tomllib
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import NamedTuple

DATA = Path(__file__).parent / "data"
SIZES = ("Small", "Medium", "Large")


class Good(NamedTuple):
    title: str
    shelf: str
    department: str
    product_class: str
    shape: str
    colour: str
    material: str
    maker: str
    measure: str
    description: str
    price: Decimal
    in_stock: int | None  # None: no stock record, so no price either
    views: int
    sizes: tuple[str, ...]
    engraved: bool
    reviews: tuple[tuple[int, str, str, str], ...]  # score, title, body, name


@cache
def read(name: str) -> dict:
    """One of the data files; not to be changed by the reader."""
    return tomllib.loads((DATA / f"{name}.toml").read_text(encoding="utf-8"))


def goods() -> list[Good]:
    catalogue = read("catalogue")
    return [
        _good(title, shelf, department, catalogue)
        for department in catalogue["department"]
        for shelf in department["shelf"]
        for title in shelf["titles"]
    ]


def _good(title: str, shelf: dict, department: dict, catalogue: dict) -> Good:
    chance = random.Random(title)
    material, colour = _material(chance, title, shelf), chance.choice(shelf["colours"])
    maker, town, story = chance.choice(department["makers"])
    measure = f"{chance.randint(8, 42)} × {chance.randint(6, 38)} cm"
    named = {"title": title, "material": material, "maker": maker, "town": town, "measure": measure}
    return Good(
        title=title,
        shelf=shelf["name"],
        department=department["name"],
        product_class=department["product_class"],
        shape=shelf["shape"],
        colour=colour,
        material=material,
        maker=maker,
        measure=measure,
        description=_description(chance, shelf, department, named | {"story": story.format(**named)}),
        price=_price(chance, *shelf["price"]),
        in_stock=_stock(chance, title, catalogue),
        views=0 if title in catalogue["without_picture"] else chance.randint(2, 3),
        sizes=SIZES if title in shelf["titles"][: shelf.get("sizes", 0)] else (),
        engraved=title in catalogue["engraved"],
        reviews=_reviews(chance),
    )


def _material(chance: random.Random, title: str, shelf: dict) -> str:
    """The one that the title speaks of, if it does."""
    words = set(title.lower().replace(",", "").split())
    named = [one for one in shelf["materials"] + shelf.get("named_materials", []) if words & set(one.split())]
    return chance.choice(named or shelf["materials"])


def _description(chance: random.Random, shelf: dict, department: dict, named: dict) -> str:
    """Two paragraphs of HTML, 60 to 150 words, as the dashboard's editor would save them."""
    first = [chance.choice(shelf["openings"]), *chance.sample(shelf["features"], chance.randint(2, 3))]
    second = [
        *chance.sample(shelf["uses"], chance.randint(1, 2)),
        named["story"],
        chance.choice(shelf["care"]),
        "In its box it measures {measure}.",
        chance.choice(department["closings"]),
    ]
    return "\n".join(f"<p>{' '.join(sentences).format(**named)}</p>" for sentences in (first, second))


def _price(chance: random.Random, least: int, most: int) -> Decimal:
    return Decimal(chance.randint(least, most)) + chance.choice([Decimal("0.00"), Decimal("0.50"), Decimal("0.95")])


def _stock(chance: random.Random, title: str, catalogue: dict) -> int | None:
    drawn = chance.randint(3, 80)
    if title in catalogue["without_stock_record"]:
        return None
    return 0 if title in catalogue["sold_out"] else drawn


def _reviews(chance: random.Random) -> tuple[tuple[int, str, str, str], ...]:
    if chance.random() > 0.3:
        return ()
    reviews = read("reviews")
    said = chance.sample(reviews["said"], chance.choice([1, 1, 2, 3, 5]))
    return tuple((*one, name) for one, name in zip(said, chance.sample(reviews["names"], len(said)), strict=True))
