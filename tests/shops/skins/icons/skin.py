"""Icons without a word: cart, menu, search, add, remove and the way to the checkout are drawings with an aria-label or a title."""

from decimal import Decimal

from msgspec import Struct

from tests.shops.serving import Answer, Asked, told, went_to
from tests.shops.skins.counter import Counter, Line


class Part(Struct, frozen=True):
    slug: str
    name: str
    price: Decimal
    group: str
    stock: int = 5


GROUPS = {"lights": "Lights", "locks": "Locks", "pumps": "Pumps", "bells": "Bells"}
PARTS = tuple(Part(name.lower().replace(" ", "-"), name, Decimal(price), group, stock) for name, price, group, stock in (
    ("Dusk Front Light", "34.90", "lights", 0), ("Ridge Front Light", "49.00", "lights", 7), ("Ember Rear Light", "22.50", "lights", 11),
    ("Twin Light Set", "69.00", "lights", 3), ("Fold Lock", "79.90", "locks", 4), ("Chain Lock", "45.00", "locks", 9),
    ("Track Pump", "39.00", "pumps", 6), ("Pocket Pump", "18.90", "pumps", 14), ("Brass Bell", "16.00", "bells", 20), ("Ding Bell", "9.50", "bells", 30),
))
BY_SLUG = {part.slug: part for part in PARTS}


class Skin(Counter):
    routes = (
        ("/", "GET", "home"),
        ("/product-category/([a-z]+)/", "GET", "category"),
        ("/product/([a-z-]+)/", "GET", "product"),
        ("/add", "POST", "add"),
        ("/basket/", "GET", "basket"),
        ("/basket/", "POST", "change"),
        ("/checkout/", "GET", "checkout"),
        ("/checkout/submit", "POST", "thanks"),
        ("/uploads/(.+)", "GET", "picture"),
    )
    ordering = "/checkout/submit"
    example_orders = (("POST", "/checkout/submit"),)
    groups = GROUPS

    def home(self, asked: Asked) -> Answer:
        words = asked.query.get("s", "").lower().split()
        if words:
            return self.page(asked, "archive.html", heading="Found", parts=[part for part in PARTS if all(word in part.name.lower() for word in words)])
        return self.page(asked, "front.html", parts=PARTS[1::3])

    def category(self, asked: Asked, group: str) -> Answer:
        parts = [part for part in PARTS if part.group == group]
        return self.page(asked, "archive.html", heading=GROUPS[group], parts=parts) if parts else self.not_found(asked)

    def product(self, asked: Asked, slug: str) -> Answer:
        part = BY_SLUG.get(slug)
        return self.page(asked, "single.html", part=part, parts=PARTS[2::4]) if part else self.not_found(asked)

    def add(self, asked: Asked) -> Answer:
        self.put(asked, asked.form["product_id"])
        return told({"count": self.cart(asked).total()})

    def change(self, asked: Asked) -> Answer:
        line = Line(asked.form["product_id"])
        self.set_count(asked, line, self.cart(asked)[line] + int(asked.form["step"]) if "step" in asked.form else 0)
        return went_to("/basket/")

    def basket(self, asked: Asked) -> Answer:
        return self.page(asked, "basket.html", **self.bill(asked))

    def checkout(self, asked: Asked) -> Answer:
        return self.page(asked, "checkout.html", **self.bill(asked)) if self.cart(asked) else went_to("/basket/")

    def bill(self, asked: Asked) -> dict:
        lines = [(BY_SLUG[line.good], count) for line, count in self.cart(asked).items()]
        return {"lines": lines, "total": sum((part.price * count for part, count in lines), Decimal(0))}
