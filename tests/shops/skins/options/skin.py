"""Jackets with required options: the colour says which sizes there are, and nothing goes into the bag before all are chosen."""

from decimal import Decimal

from msgspec import Struct

from tests.shops.serving import Answer, Asked, told, went_to
from tests.shops.skins.counter import Counter, Line

SIZES = ("XS", "S", "M", "L", "XL")
COLOURS = {"Ink": "#22304a", "Rust": "#a4492a", "Sage": "#7d8f72"}
ENGRAVINGS = {"none": ("No engraving", 0), "initials": ("Initials on the zip", 6), "name": ("Full name on the zip", 9)}


class Jacket(Struct, frozen=True):
    """A good; `sizes` are those in stock, by colour."""

    key: str
    name: str
    price: Decimal
    shelf: str
    sizes: dict[str, tuple[str, ...]]

    @property
    def stock(self) -> dict[str, tuple[str, ...]]:
        return {colour: self.sizes.get(colour, ()) for colour in COLOURS}


MOST = {"Ink": ("M", "L", "XL"), "Rust": ("S", "M"), "Sage": ("L",)}
SHELVES = {"womens-jackets": "Women's Jackets", "mens-jackets": "Men's Jackets", "overshirts": "Overshirts"}
JACKETS = tuple(Jacket(name.casefold().replace(" ", "-"), name, Decimal(price), shelf, sizes) for name, price, shelf, sizes in (
    ("Tarn Shell", "189.00", "womens-jackets", {}),
    ("Fell Runner", "145.00", "womens-jackets", MOST),
    ("Scree Down", "220.00", "womens-jackets", MOST),
    ("Beck Windproof", "99.00", "womens-jackets", MOST),
    ("Crag Parka", "260.00", "mens-jackets", {}),
    ("Ridge Softshell", "155.00", "mens-jackets", MOST),
    ("Moor Waxed", "210.00", "mens-jackets", MOST),
    ("Quarry Overshirt", "85.00", "overshirts", MOST),
    ("Kiln Overshirt", "79.00", "overshirts", MOST),
))
BY_KEY = {jacket.key: jacket for jacket in JACKETS}


class Skin(Counter):
    routes = (
        ("/", "GET", "home"),
        ("/([a-z-]+)\\.html", "GET", "shelf_or_jacket"),
        ("/catalogsearch/result/", "GET", "search"),
        ("/bag", "GET", "bag"),
        ("/bag/add", "POST", "add"),
        ("/bag/item", "POST", "change"),
        ("/checkout/", "GET", "checkout"),
        ("/rest/V1/guest-carts/order", "POST", "thanks"),
        ("/media/catalog/(.+)", "GET", "picture"),
    )
    ordering = "/rest/V1/guest-carts/order"
    example_orders = (("POST", "/rest/V1/guest-carts/order"),)
    shelves, sizes, colours, engravings = SHELVES, SIZES, COLOURS, ENGRAVINGS

    def home(self, asked: Asked) -> Answer:
        return self.page(asked, "home.html", jackets=JACKETS[2::3])

    def shelf_or_jacket(self, asked: Asked, key: str) -> Answer:
        if key in SHELVES:
            return self.page(asked, "shelf.html", heading=SHELVES[key], jackets=[each for each in JACKETS if each.shelf == key])
        return self.page(asked, "jacket.html", jacket=BY_KEY[key]) if key in BY_KEY else self.not_found(asked)

    def search(self, asked: Asked) -> Answer:
        words = asked.query.get("q", "").casefold().split()
        jackets = [jacket for jacket in JACKETS if words and all(word in jacket.name.casefold() for word in words)]
        return self.page(asked, "shelf.html", heading=f"Search results for: '{' '.join(words)}'", jackets=jackets)

    def add(self, asked: Asked) -> Answer:
        jacket, colour, size = BY_KEY[asked.json["sku"]], asked.json.get("colour"), asked.json.get("size")
        if asked.json.get("engraving") not in ENGRAVINGS or size not in jacket.stock.get(colour, ()):
            return told({"message": "You need to choose options for your item."}, 400)
        self.put(asked, jacket.key, f"{colour} / {size} / {ENGRAVINGS[asked.json['engraving']][0]}")
        return told({"count": self.cart(asked).total()})

    def change(self, asked: Asked) -> Answer:
        self.set_count(asked, Line(asked.form["sku"], asked.form["chosen"]), int(asked.form["qty"]))
        return went_to("/bag")

    def bag(self, asked: Asked) -> Answer:
        return self.page(asked, "bag.html", **self.bill(asked))

    def checkout(self, asked: Asked) -> Answer:
        return self.page(asked, "checkout.html", **self.bill(asked)) if self.cart(asked) else went_to("/bag")

    def bill(self, asked: Asked) -> dict:
        lines = [(BY_KEY[line.good], line.chosen, self.price(line), count) for line, count in self.cart(asked).items()]
        return {"lines": lines, "total": sum((price * count for _, _, price, count in lines), Decimal(0))}

    @staticmethod
    def price(line: Line) -> Decimal:
        """The jacket's with what was chosen: XL and engravings cost more."""
        _, size, engraving = line.chosen.split(" / ")
        more = next(more for name, more in ENGRAVINGS.values() if name == engraving)
        return BY_KEY[line.good].price + more + (10 if size == "XL" else 0)
