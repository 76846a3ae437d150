"""A wish list that looks like the bag, and extras: a protection that is asked for, and a gift wrap that is added uninvited."""

from decimal import Decimal

from msgspec import Struct

from tests.shops.serving import Answer, Asked, told, went_to
from tests.shops.skins.counter import Counter, Line

GIFT_WRAP, PROTECTION = "gift-wrap", "protection"
EXTRAS = {GIFT_WRAP: ("Gift wrap", Decimal("2.50")), PROTECTION: ("Two-year protection", Decimal("4.99"))}


class Piece(Struct, frozen=True):
    """Something woven, in its sizes."""

    shelf: int
    name: str
    price: Decimal
    sizes: tuple[str, ...] = ("130 × 170 cm", "150 × 200 cm")
    left: int = 5


SHELVES = {1: "Blankets", 2: "Scarves", 3: "Cushions"}
PIECES = {
    7: Piece(1, "Harris Check Blanket", Decimal("98.00")),
    8: Piece(1, "Lambswool Herringbone Throw", Decimal("84.00")),
    9: Piece(1, "Undyed Merino Blanket", Decimal("112.00"), left=0),
    10: Piece(1, "Picnic Rug with Strap", Decimal("59.00"), ("140 × 180 cm",)),
    17: Piece(2, "Fisherman's Rib Scarf", Decimal("42.00"), ("Short", "Long")),
    18: Piece(2, "Cashmere Mix Wrap", Decimal("79.00"), ("One size",)),
    27: Piece(3, "Tweed Cushion", Decimal("36.00"), ("40 cm", "50 cm")),
    28: Piece(3, "Felted Bolster", Decimal("44.00"), ("60 cm",)),
}


class Skin(Counter):
    routes = (
        ("/|/index.php", "GET", "home"),
        ("/shelf.php", "GET", "shelf"),
        ("/goods.php", "GET", "goods"),
        ("/list.php", "POST", "remember"),
        ("/bag.php", "POST", "add"),
        ("/bag.php", "GET", "bag"),
        ("/take_out.php", "GET", "take_out"),
        ("/counter.php", "GET", "door"),
        ("/address.php", "GET", "address"),
        ("/order_done.php", "POST", "thanks"),
        ("/pic/(.+)", "GET", "picture"),
    )
    ordering = "/order_done.php"
    example_orders = (("POST", "/order_done.php"),)
    shelves, pieces, delivery = SHELVES, PIECES, Decimal("3.95")

    def home(self, asked: Asked) -> Answer:
        return self.page(asked, "shelf.html", heading="New from the loom", pieces=self.some(8, 17, 27))

    def shelf(self, asked: Asked) -> Answer:
        number = int(asked.query.get("s", "0"))
        pieces = {key: piece for key, piece in PIECES.items() if piece.shelf == number}
        return self.page(asked, "shelf.html", heading=SHELVES[number], pieces=pieces) if pieces else self.not_found(asked)

    def goods(self, asked: Asked) -> Answer:
        number = int(asked.query.get("id", "0"))
        if number not in PIECES:
            return self.not_found(asked)
        return self.page(asked, "goods.html", number=number, piece=PIECES[number], pieces=self.some(28, 10))

    def remember(self, asked: Asked) -> Answer:
        return told({"list": 1})

    def add(self, asked: Asked) -> Answer:
        """With the piece goes what is ticked in the form, and the gift wrap is ticked beforehand."""
        if "extra" in asked.form:
            self.put(asked, asked.form["extra"])
        else:
            self.put(asked, asked.form["id"], asked.form["size"])
            if "wrap" in asked.form:
                self.put(asked, GIFT_WRAP)
        return told({"bag": self.cart(asked).total()})

    def bag(self, asked: Asked) -> Answer:
        lines = [(line, count, *self.priced(line)) for line, count in self.cart(asked).items()]
        total = sum((price * count for _, count, _, price in lines), Decimal(0))
        return self.page(asked, "bag.html", lines=lines, total=total)

    def take_out(self, asked: Asked) -> Answer:
        self.set_count(asked, Line(asked.query["id"], asked.query.get("size", "")), 0)
        return went_to("/bag.php")

    def door(self, asked: Asked) -> Answer:
        return self.page(asked, "door.html") if self.cart(asked) else went_to("/bag.php")

    def address(self, asked: Asked) -> Answer:
        return self.page(asked, "address.html") if self.cart(asked) else went_to("/bag.php")

    def priced(self, line: Line) -> tuple[str, Decimal]:
        if line.good in EXTRAS:
            return EXTRAS[line.good]
        piece = PIECES[int(line.good)]
        return piece.name, piece.price

    def some(self, *numbers: int) -> dict[int, Piece]:
        return {number: PIECES[number] for number in numbers}
