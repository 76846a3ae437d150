"""A bought cart in a frame: over the page on wide windows, in a page of its own on narrow ones; the checkout breaks out of it."""

from decimal import Decimal

from msgspec import Struct

from tests.shops.serving import Answer, Asked, went_to
from tests.shops.skins.counter import Counter, Line


class Print(Struct, frozen=True):
    number: int
    name: str
    price: Decimal
    room: str
    left: int = 10


ROOMS = {"birds": "Birds", "harbours": "Harbours", "letters": "Letters"}
PRINTS = tuple(Print(number, name, Decimal(price), room, left) for number, (name, price, room, left) in enumerate((
    ("Heron at Dusk", "24.00", "birds", 8), ("Three Swifts", "19.00", "birds", 2), ("Night Owl", "28.00", "birds", 0),
    ("Low Tide", "32.00", "harbours", 5), ("Crane and Cargo", "36.00", "harbours", 4), ("Fog Signal", "30.00", "harbours", 9),
    ("Ampersand", "15.00", "letters", 40), ("The Whole Alphabet", "44.00", "letters", 6),
), 101))
BY_NUMBER = {str(each.number): each for each in PRINTS}


class Skin(Counter):
    routes = (
        ("/", "GET", "home"),
        ("/gallery", "GET", "gallery"),
        ("/print", "GET", "product"),
        ("/cart", "GET", "own_page"),
        ("/ecart/show", "GET", "framed"),
        ("/ecart/add", "POST", "add"),
        ("/ecart/drop", "GET", "drop"),
        ("/ecart/letter", "GET", "letter"),
        ("/secure/checkout", "GET", "checkout"),
        ("/secure/checkout/pay", "POST", "thanks"),
        ("/pic/(.+)", "GET", "picture"),
    )
    ordering = "/secure/checkout/pay"
    example_orders = (("POST", "/secure/checkout/pay"),)
    rooms = ROOMS

    def home(self, asked: Asked) -> Answer:
        return self.page(asked, "start.html", prints=PRINTS[::3])

    def gallery(self, asked: Asked) -> Answer:
        room, words = asked.query.get("room", ""), asked.query.get("words", "").lower().split()
        prints = [each for each in PRINTS if each.room == room or (words and all(word in each.name.lower() for word in words))]
        return self.page(asked, "gallery.html", heading=ROOMS.get(room, "Found"), prints=prints)

    def product(self, asked: Asked) -> Answer:
        each = BY_NUMBER.get(asked.query.get("no", ""))
        return self.page(asked, "print.html", it=each, prints=[other for other in PRINTS if other is not each][:3]) if each else self.not_found(asked)

    def own_page(self, asked: Asked) -> Answer:
        return self.page(asked, "cart.html")

    def framed(self, asked: Asked) -> Answer:
        lines = [(BY_NUMBER[line.good], count) for line, count in self.cart(asked).items()]
        return self.page(asked, "ecart.html", lines=lines, total=sum((each.price * count for each, count in lines), Decimal(0)))

    def letter(self, asked: Asked) -> Answer:
        return self.page(asked, "letter.html")

    def add(self, asked: Asked) -> Answer:
        self.put(asked, asked.form["no"])
        return went_to("/cart" if "page" in asked.form else "/ecart/show")

    def drop(self, asked: Asked) -> Answer:
        self.set_count(asked, Line(asked.query["no"]), 0)
        return went_to("/ecart/show")

    def checkout(self, asked: Asked) -> Answer:
        return self.page(asked, "checkout.html") if self.cart(asked) else went_to("/")
