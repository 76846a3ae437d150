"""A large *Buy now*, and a wallet, that order at once, beside and above a small *Add to cart*; and again at every turn."""

from decimal import Decimal

from msgspec import Struct

from tests.shops.serving import Answer, Asked, told, went_to
from tests.shops.skins.counter import Counter, Line


class Lamp(Struct, frozen=True):
    """A lamp in its collection; `finishes` are its colours."""

    collection: str
    title: str
    price: Decimal
    finishes: tuple[str, ...] = ("Brass",)
    available: bool = True


COLLECTIONS = {"desk": "Desk lamps", "floor": "Floor lamps", "pendant": "Pendants"}
LAMPS = {
    "arc-desk-lamp": Lamp("desk", "Arc Desk Lamp", Decimal("89.00"), ("Brass", "Black", "Sage")),
    "banker-lamp": Lamp("desk", "Banker Lamp", Decimal("119.00")),
    "clip-reading-light": Lamp("desk", "Clip Reading Light", Decimal("39.00"), ("Black", "White")),
    "tripod-floor-lamp": Lamp("floor", "Tripod Floor Lamp", Decimal("189.00")),
    "reading-pole": Lamp("floor", "Reading Pole", Decimal("149.00"), available=False),
    "paper-moon": Lamp("floor", "Paper Moon", Decimal("99.00"), ("White",)),
    "bell-pendant": Lamp("pendant", "Bell Pendant", Decimal("129.00"), ("Sage", "Rust")),
    "globe-pendant": Lamp("pendant", "Globe Pendant", Decimal("109.00"), ("Opal",)),
    "linear-pendant": Lamp("pendant", "Linear Pendant", Decimal("239.00"), ("Black",)),
}


class Skin(Counter):
    routes = (
        ("/", "GET", "home"),
        ("/collections/([a-z]+)", "GET", "collection"),
        ("/products/([a-z-]+)", "GET", "product"),
        ("/cart", "GET", "bag"),
        ("/cart", "POST", "onward"),
        ("/cart/add.js", "POST", "add"),
        ("/cart/change", "GET", "change"),
        (r"/checkouts/cn/[a-z0-9]+", "GET", "checkout"),
        ("/checkout/one-click", "POST", "thanks"),
        ("/wallets/[a-z]+", "GET|POST", "thanks"),
        (r"/checkouts/cn/[a-z0-9]+/complete", "POST", "thanks"),
        ("/cdn/(.+)", "GET", "picture"),
    )
    ordering = "/checkout/one-click|/wallets/[a-z]+|/checkouts/cn/[a-z0-9]+/complete"
    example_orders = (("POST", "/checkout/one-click"), ("POST", "/wallets/paypal"), ("POST", "/checkouts/cn/c1a5/complete"))
    collections, lamps = COLLECTIONS, LAMPS

    def home(self, asked: Asked) -> Answer:
        return self.page(asked, "home.html", lamps=self.some("banker-lamp", "paper-moon", "bell-pendant"))

    def collection(self, asked: Asked, handle: str) -> Answer:
        lamps = {key: lamp for key, lamp in LAMPS.items() if lamp.collection == handle}
        return self.page(asked, "collection.html", title=COLLECTIONS[handle], lamps=lamps) if lamps else self.not_found(asked)

    def product(self, asked: Asked, handle: str) -> Answer:
        lamp = LAMPS.get(handle)
        if lamp is None:
            return self.not_found(asked)
        return self.page(asked, "product.html", handle=handle, lamp=lamp, lamps=self.some("globe-pendant", "clip-reading-light"))

    def add(self, asked: Asked) -> Answer:
        self.put(asked, asked.json["handle"], asked.json["finish"])
        return told({"title": LAMPS[asked.json["handle"]].title, "item_count": self.cart(asked).total()})

    def change(self, asked: Asked) -> Answer:
        self.set_count(asked, Line(asked.query["handle"], asked.query["finish"]), int(asked.query["quantity"]))
        return went_to("/cart")

    def bag(self, asked: Asked) -> Answer:
        return self.page(asked, "cart.html", total=self.total(asked))

    def onward(self, asked: Asked) -> Answer:
        return went_to("/checkouts/cn/c1a5" if self.cart(asked) else "/cart")

    def checkout(self, asked: Asked) -> Answer:
        return self.page(asked, "checkout.html", total=self.total(asked)) if self.cart(asked) else went_to("/cart")

    def total(self, asked: Asked) -> Decimal:
        return sum((LAMPS[line.good].price * count for line, count in self.cart(asked).items()), Decimal(0))

    def some(self, *handles: str) -> dict[str, Lamp]:
        return {handle: LAMPS[handle] for handle in handles}
