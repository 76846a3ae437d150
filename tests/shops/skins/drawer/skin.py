"""Lamps, in custom elements: adding is a fetch, the cart a drawer without an address, and the checkout a page of its own."""

from decimal import Decimal

from msgspec import Struct

from tests.shops.serving import Answer, Asked, told, went_to
from tests.shops.skins.counter import Counter, Line


class Lamp(Struct, frozen=True):
    """A good; `id` is what the shop's scripts call it."""

    id: int
    handle: str
    title: str
    price: Decimal
    collection: str
    stock: int = 9


COLLECTIONS = {"desk-lamps": "Desk Lamps", "floor-lamps": "Floor Lamps", "pendants": "Pendants"}
LAMPS = (
    Lamp(41201, "cinder-desk-lamp", "Cinder Desk Lamp", Decimal("64.00"), "desk-lamps"),
    Lamp(41202, "wren-clip-lamp", "Wren Clip Lamp", Decimal("38.50"), "desk-lamps"),
    Lamp(41203, "ludlow-task-lamp", "Ludlow Task Lamp", Decimal("92.00"), "desk-lamps", stock=0),
    Lamp(41204, "heron-floor-lamp", "Heron Floor Lamp", Decimal("148.00"), "floor-lamps"),
    Lamp(41205, "tripod-ash-floor-lamp", "Tripod Ash Floor Lamp", Decimal("175.00"), "floor-lamps"),
    Lamp(41206, "bell-pendant", "Bell Pendant", Decimal("79.00"), "pendants"),
    Lamp(41207, "cone-pendant", "Cone Pendant", Decimal("69.00"), "pendants"),
    Lamp(41208, "paper-moon-pendant", "Paper Moon Pendant", Decimal("45.00"), "pendants"),
)
BY_HANDLE = {lamp.handle: lamp for lamp in LAMPS}
BY_ID = {str(lamp.id): lamp for lamp in LAMPS}


class Skin(Counter):
    routes = (
        ("/", "GET", "home"),
        ("/collections/([a-z-]+)", "GET", "collection"),
        ("/products/([a-z-]+)", "GET", "product"),
        ("/search", "GET", "search"),
        ("/cart.js", "GET", "told_cart"),
        ("/cart/add.js", "POST", "add"),
        ("/cart/change.js", "POST", "change"),
        ("/cart", "POST", "leave"),
        ("/checkouts/cn/Z2NwLWV1/information", "GET", "information"),
        ("/checkouts/cn/Z2NwLWV1/pay", "POST", "thanks"),
        ("/cdn/shop/files/(.+)", "GET", "picture"),
    )
    ordering = "/checkouts/cn/[A-Za-z0-9]+/pay"
    example_orders = (("POST", "/checkouts/cn/Z2NwLWV1/pay"),)
    collections = COLLECTIONS

    def home(self, asked: Asked) -> Answer:
        return self.page(asked, "home.html", lamps=LAMPS[1::2])

    def collection(self, asked: Asked, handle: str) -> Answer:
        lamps = [lamp for lamp in LAMPS if lamp.collection == handle]
        return self.page(asked, "collection.html", heading=COLLECTIONS[handle], lamps=lamps) if lamps else self.not_found(asked)

    def product(self, asked: Asked, handle: str) -> Answer:
        lamp = BY_HANDLE.get(handle)
        return self.page(asked, "product.html", lamp=lamp, others=LAMPS[4:8]) if lamp else self.not_found(asked)

    def search(self, asked: Asked) -> Answer:
        words = asked.query.get("q", "").casefold().split()
        lamps = [lamp for lamp in LAMPS if words and all(word in lamp.title.casefold() for word in words)]
        return self.page(asked, "collection.html", heading=f"{len(lamps)} results for “{' '.join(words)}”", lamps=lamps)

    def told_cart(self, asked: Asked) -> Answer:
        lines = [(BY_ID[line.good], count) for line, count in self.cart(asked).items()]
        items = [{"id": lamp.id, "title": lamp.title, "handle": lamp.handle, "price": str(lamp.price * count), "quantity": count}
                 for lamp, count in lines]
        total = sum((lamp.price * count for lamp, count in lines), Decimal(0))
        return told({"item_count": sum(count for _, count in lines), "items": items, "total": str(total)})

    def add(self, asked: Asked) -> Answer:
        lamp = BY_ID.get(str(asked.json.get("id")))
        if lamp is None or not lamp.stock:
            return told({"status": 422, "description": "This product is already sold out."}, 422)
        self.put(asked, str(lamp.id), count=int(asked.json.get("quantity", 1)))
        return self.told_cart(asked)

    def change(self, asked: Asked) -> Answer:
        self.set_count(asked, Line(str(asked.json["id"])), int(asked.json["quantity"]))
        return self.told_cart(asked)

    def leave(self, asked: Asked) -> Answer:
        return went_to("/checkouts/cn/Z2NwLWV1/information" if self.cart(asked) else "/")

    def information(self, asked: Asked) -> Answer:
        if not self.cart(asked):
            return went_to("/")
        lines = [(BY_ID[line.good], count) for line, count in self.cart(asked).items()]
        total = sum((lamp.price * count for lamp, count in lines), Decimal(0))
        return self.page(asked, "checkout.html", lines=lines, total=total)
