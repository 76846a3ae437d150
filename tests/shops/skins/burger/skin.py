"""Everything behind a burger, on both devices: an off-canvas panel whose departments unfold to categories."""

from decimal import Decimal

from msgspec import Struct

from tests.shops.serving import Answer, Asked, told, went_to
from tests.shops.skins.counter import Counter, Line


class Shelf(Struct, frozen=True):
    number: int
    slug: str
    name: str
    department: str


class Good(Struct, frozen=True):
    number: int
    name: str
    price: Decimal
    shelf: Shelf
    stock: int = 6

    @property
    def slug(self) -> str:
        return self.name.lower().replace(" ", "-")


PLANTERS, CANS = Shelf(12, "planters", "Planters", "Indoors"), Shelf(13, "watering-cans", "Watering cans", "Indoors")
SPADES, SEEDS = Shelf(21, "spades-forks", "Spades & forks", "Outdoors"), Shelf(22, "seeds", "Seeds", "Outdoors")
SHELVES = (PLANTERS, CANS, SPADES, SEEDS)
GOODS = tuple(Good(number, name, Decimal(price), shelf, stock) for number, (name, price, shelf, stock) in enumerate((
    ("Terracotta Planter", "14.50", PLANTERS, 9), ("Zinc Window Box", "32.00", PLANTERS, 4), ("Glazed Bowl Planter", "27.90", PLANTERS, 0),
    ("Long Reach Can", "24.00", CANS, 5), ("Brass Mister", "18.25", CANS, 12), ("Copper Indoor Can", "39.00", CANS, 3),
    ("Border Spade", "44.00", SPADES, 7), ("Hand Fork", "12.75", SPADES, 15), ("Digging Fork", "48.50", SPADES, 2),
    ("Sweet Pea Seeds", "2.95", SEEDS, 80), ("Runner Bean Seeds", "3.10", SEEDS, 60),
), 31))
BY_NUMBER = {str(good.number): good for good in GOODS}
SHELF_BY_NUMBER = {str(shelf.number): shelf for shelf in SHELVES}


class Skin(Counter):
    routes = (
        ("/", "GET", "home"),
        (r"/(\d+)-[a-z-]+", "GET", "category"),
        (r"/[a-z-]+/(\d+)-[a-z-]+\.html", "GET", "product"),
        ("/search", "GET", "search"),
        ("/cart", "GET", "basket"),
        ("/cart", "POST", "change"),
        ("/order", "GET", "checkout"),
        ("/order/confirm", "POST", "thanks"),
        ("/img/(.+)", "GET", "picture"),
    )
    ordering = "/order/confirm"
    example_orders = (("POST", "/order/confirm"),)
    departments = tuple({shelf.department: [each for each in SHELVES if each.department == shelf.department] for shelf in SHELVES}.items())

    def home(self, asked: Asked) -> Answer:
        return self.page(asked, "index.html", popular=GOODS[1::3])

    def category(self, asked: Asked, number: str) -> Answer:
        shelf = SHELF_BY_NUMBER.get(number)
        goods = [good for good in GOODS if good.shelf is shelf]
        return self.page(asked, "category.html", heading=shelf.name, goods=goods) if shelf else self.not_found(asked)

    def search(self, asked: Asked) -> Answer:
        words = asked.query.get("s", "").lower().split()
        goods = [good for good in GOODS if words and all(word in good.name.lower() for word in words)]
        return self.page(asked, "category.html", heading="Search results", goods=goods)

    def product(self, asked: Asked, number: str) -> Answer:
        good = BY_NUMBER.get(number)
        others = [other for other in GOODS if other.shelf is good.shelf and other is not good] if good else []
        return self.page(asked, "product.html", good=good, others=others) if good else self.not_found(asked)

    def change(self, asked: Asked) -> Answer:
        """Added by a script, which is told the modal; changed by a form of the cart's page."""
        good = BY_NUMBER[asked.form["id_product"]]
        if "add" in asked.form:
            self.put(asked, asked.form["id_product"], count=int(asked.form["qty"]))
            return told({"modal": self.page(asked, "modal.html", good=good, lines=self.lines(asked)).body.decode()})
        self.set_count(asked, Line(asked.form["id_product"]), int(asked.form["qty"]))
        return went_to("/cart?action=show")

    def basket(self, asked: Asked) -> Answer:
        return self.page(asked, "cart.html", lines=self.lines(asked), total=self.total(asked))

    def checkout(self, asked: Asked) -> Answer:
        return self.page(asked, "order.html", total=self.total(asked)) if self.cart(asked) else went_to("/cart?action=show")

    def lines(self, asked: Asked) -> list[tuple[Good, int]]:
        return [(BY_NUMBER[line.good], count) for line, count in self.cart(asked).items()]

    def total(self, asked: Asked) -> Decimal:
        return sum((good.price * count for good, count in self.lines(asked)), Decimal(0))
