"""Advertisements among the products: of other shops, of the shop's own landing page, and a product of the day that is gone."""

from decimal import Decimal

from msgspec import Struct

from tests.shops.serving import Answer, Asked, went_to
from tests.shops.skins.counter import Counter, Line


class Thing(Struct, frozen=True):
    """Something for the garden."""

    number: int
    category: str
    name: str
    price: Decimal
    stock: int = 20


CATEGORIES = {"tools": "Hand tools", "pots": "Pots & planters", "seeds": "Seeds"}
THINGS = {
    "hand-trowel": Thing(101, "tools", "Hand Trowel, Ash Handle", Decimal("18.50")),
    "japanese-hoe": Thing(102, "tools", "Japanese Hoe", Decimal("32.00")),
    "bypass-secateurs": Thing(103, "tools", "Bypass Secateurs", Decimal("45.00"), 0),
    "dibber": Thing(104, "tools", "Dibber with Marks", Decimal("12.00")),
    "long-tom": Thing(201, "pots", "Long Tom Pot", Decimal("9.50")),
    "zinc-trough": Thing(202, "pots", "Zinc Trough", Decimal("54.00")),
    "seed-pan": Thing(203, "pots", "Terracotta Seed Pan", Decimal("11.00"), 0),
    "sweet-peas": Thing(301, "seeds", "Sweet Pea ‘Matucana’", Decimal("3.20")),
    "kale": Thing(302, "seeds", "Black Kale", Decimal("2.80")),
    "marrow": Thing(303, "seeds", "Marrow ‘Bush Baby’", Decimal("2.60")),
}
BY_NUMBER = {str(thing.number): slug for slug, thing in THINGS.items()}
OF_THE_DAY = {"tools": "bypass-secateurs", "pots": "seed-pan", "seeds": "bypass-secateurs"}
DELIVERY = Decimal("4.20")


class Skin(Counter):
    routes = (
        ("/", "GET", "home"),
        ("/product-category/([a-z]+)/", "GET", "category"),
        ("/garden/([a-z-]+)/", "GET|POST", "product"),
        ("/basket/", "GET", "basket"),
        ("/checkout/", "GET", "checkout"),
        ("/checkout/order-received/", "POST", "thanks"),
        ("/summer/", "GET", "landing"),
        ("/leaving/", "GET", "leaving"),
        ("/uploads/(.+)", "GET", "picture"),
    )
    ordering = "/checkout/order-received/"
    example_orders = (("POST", "/checkout/order-received/"),)
    categories, things = CATEGORIES, THINGS

    @property
    def elsewhere(self) -> str:
        """Another host, as far as a browser knows."""
        return self.url.replace("127.0.0.1", "localhost")

    def home(self, asked: Asked) -> Answer:
        if number := asked.query.get("add-to-cart"):
            self.put(asked, BY_NUMBER[number])
            return went_to("/basket/")
        return self.page(asked, "home.html", shown=self.some("sweet-peas", "hand-trowel", "zinc-trough"))

    def category(self, asked: Asked, slug: str) -> Answer:
        if slug not in CATEGORIES:
            return self.not_found(asked)
        shown = {key: thing for key, thing in THINGS.items() if thing.category == slug}
        day = OF_THE_DAY[slug]
        return self.page(asked, "category.html", heading=CATEGORIES[slug], shown=shown, day=day, of_the_day=THINGS[day])

    def product(self, asked: Asked, slug: str) -> Answer:
        thing = THINGS.get(slug)
        if thing is None:
            return self.not_found(asked)
        bought = asked.form.get("add-to-cart") if thing.stock else None
        if bought:
            self.put(asked, slug, count=int(asked.form["quantity"]))
        return self.page(asked, "product.html", slug=slug, thing=thing, bought=bought, shown=self.some("dibber", "long-tom", "kale"))

    def basket(self, asked: Asked) -> Answer:
        if "remove_item" in asked.query:
            self.set_count(asked, Line(BY_NUMBER[asked.query["remove_item"]]), 0)
            return went_to("/basket/")
        return self.page(asked, "basket.html", total=self.total(asked), delivery=DELIVERY)

    def checkout(self, asked: Asked) -> Answer:
        if not self.cart(asked):
            return went_to("/basket/")
        return self.page(asked, "checkout.html", total=self.total(asked), delivery=DELIVERY)

    def landing(self, asked: Asked) -> Answer:
        return self.page(asked, "landing.html")

    def leaving(self, asked: Asked) -> Answer:
        return self.page(asked, "leaving.html")

    def total(self, asked: Asked) -> Decimal:
        return sum((THINGS[line.good].price * count for line, count in self.cart(asked).items()), Decimal(0))

    def some(self, *slugs: str) -> dict[str, Thing]:
        return {slug: THINGS[slug] for slug in slugs}
