"""*Pay now* and wallets on the cart's page, above *Checkout*; behind one of them a 307 leads to an address that orders."""

from decimal import Decimal

from msgspec import Struct

from tests.shops.serving import Answer, Asked, told, went_to
from tests.shops.skins.counter import Counter, Line

DELIVERY = Decimal("4.50")


class Item(Struct, frozen=True):
    """A piece of gear; `group` is the number of its category."""

    group: int
    slug: str
    name: str
    price: Decimal
    stock: int = 9


GROUPS = {3: ("rucksacks", "Rucksacks"), 6: ("tents", "Tents"), 9: ("lights", "Lights")}
ITEMS = {
    12: Item(3, "ridge-daypack-22", "Ridge Daypack 22", Decimal("65.00")),
    13: Item(3, "fell-pack-45", "Fell Pack 45", Decimal("119.00")),
    14: Item(3, "commuter-roll-top", "Commuter Roll-Top", Decimal("84.00"), stock=0),
    15: Item(3, "summit-sling", "Summit Sling", Decimal("38.00")),
    21: Item(6, "one-pole-shelter", "One-Pole Shelter", Decimal("149.00")),
    22: Item(6, "tunnel-tent-for-two", "Tunnel Tent for Two", Decimal("229.00")),
    31: Item(9, "head-torch-300", "Head Torch 300", Decimal("34.00")),
    32: Item(9, "camp-lantern", "Camp Lantern", Decimal("29.00")),
}


class Skin(Counter):
    routes = (
        ("/", "GET", "home"),
        (r"/(\d+)-[a-z-]+", "GET", "category"),
        (r"/[a-z]+/(\d+)-[a-z0-9-]+\.html", "GET", "product"),
        ("/cart", "POST", "add"),
        ("/cart", "GET", "summary"),
        ("/order", "GET", "checkout"),
        ("/checkout/fast-lane", "POST", "fast_lane"),
        ("/order/(?:pay|confirmation)|/module/[a-z]+/payment", "GET|POST", "thanks"),
        ("/img/(.+)", "GET", "picture"),
    )
    ordering = "/order/(?:pay|confirmation)|/module/[a-z]+/payment"
    example_orders = (("POST", "/order/pay"), ("POST", "/order/confirmation"), ("GET", "/module/applepay/payment"))
    groups, items = GROUPS, ITEMS

    def home(self, asked: Asked) -> Answer:
        return self.page(asked, "list.html", heading="Popular products", items=self.some(22, 12, 31))

    def category(self, asked: Asked, number: str) -> Answer:
        items = {key: item for key, item in ITEMS.items() if item.group == int(number)}
        return self.page(asked, "list.html", heading=GROUPS[int(number)][1], items=items) if items else self.not_found(asked)

    def product(self, asked: Asked, number: str) -> Answer:
        item = ITEMS.get(int(number))
        if item is None:
            return self.not_found(asked)
        return self.page(asked, "product.html", number=int(number), item=item, items=self.some(15, 32))

    def add(self, asked: Asked) -> Answer:
        number = int(asked.form["id_product"])
        self.put(asked, asked.form["id_product"], count=int(asked.form["qty"]))
        window = self.page(asked, "window.html", number=number, item=ITEMS[number], total=self.total(asked))
        return told({"modal": window.body.decode(), "count": self.cart(asked).total()})

    def summary(self, asked: Asked) -> Answer:
        if "delete" in asked.query:
            self.set_count(asked, Line(asked.query["id_product"]), 0)
            return went_to("/cart?action=show")
        return self.page(asked, "cart.html", total=self.total(asked), delivery=DELIVERY)

    def checkout(self, asked: Asked) -> Answer:
        if not self.cart(asked):
            return went_to("/cart?action=show")
        return self.page(asked, "order.html", total=self.total(asked) + DELIVERY, delivery=DELIVERY)

    def fast_lane(self, asked: Asked) -> Answer:
        return went_to("/order/confirmation", 307)

    def total(self, asked: Asked) -> Decimal:
        return sum((ITEMS[int(line.good)].price * count for line, count in self.cart(asked).items()), Decimal(0))

    def some(self, *numbers: int) -> dict[int, Item]:
        return {number: ITEMS[number] for number in numbers}

    def path(self, number: int) -> str:
        item = ITEMS[number]
        return f"/{GROUPS[item.group][0]}/{number}-{item.slug}.html"
