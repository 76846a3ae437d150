"""A server that fails whenever something is to go into the cart. All routes stand in the query, as some shop software has them."""

from msgspec import Struct

from tests.shops.serving import Answer, Asked, told
from tests.shops.skins.counter import Counter

FAILURE = {"error": "Call to a member function getSubTotal() on null", "file": "system/library/cart.php", "line": 214}
SHELVES = {20: "Kettles", 24: "Saucepans", 33: "Bakeware", 41: "Knives & Boards"}


class Good(Struct, frozen=True):
    """`shelf` is the number of its category, `was` the price before a reduction."""

    shelf: int
    name: str
    price: str
    was: str = ""
    sold_out: bool = False


GOODS = {
    28: Good(20, "Enamel Hob Kettle 1.8 l", "$42.00"),
    29: Good(20, "Gooseneck Pour-Over Kettle", "$58.00", "$69.00"),
    30: Good(20, "Whistling Steel Kettle", "$36.50"),
    31: Good(20, "Copper Kettle No. 4", "$129.00", sold_out=True),
    40: Good(24, "Milk Pan 14 cm", "$24.00"),
    41: Good(24, "Three-Ply Saucepan 18 cm", "$64.00"),
    42: Good(24, "Lidded Stockpot 5 l", "$72.00", "$80.00"),
    50: Good(33, "Loaf Tin 2 lb", "$14.50"),
    51: Good(33, "Springform Tin 23 cm", "$19.00"),
    52: Good(33, "Muffin Tray for Twelve", "$17.00"),
    60: Good(41, "Paring Knife 9 cm", "$22.00"),
    61: Good(41, "End-Grain Chopping Board", "$55.00"),
}
PLACES = {
    "common/home": "home", "product/category": "category", "product/product": "product", "product/search": "search",
    "checkout/cart": "cart_page", "checkout/cart.add": "add",
}


class Skin(Counter):
    routes = (
        ("/", "GET", "front"),
        ("/index.php", "GET|POST", "front"),
        ("/image/(.+)", "GET", "picture"),
        ("/order/confirm", "POST", "thanks"),
    )
    ordering = "/order/confirm"
    example_orders = (("POST", "/order/confirm"),)
    shelves = SHELVES

    def front(self, asked: Asked) -> Answer:
        place = PLACES.get(asked.query.get("route", "common/home"), "not_found")
        return getattr(self, place)(asked)

    def home(self, asked: Asked) -> Answer:
        return self.page(asked, "grid.html", heading="", goods={number: GOODS[number] for number in (41, 29, 52, 61)})

    def category(self, asked: Asked) -> Answer:
        number = int(asked.query.get("path", "0"))
        goods = {key: good for key, good in GOODS.items() if good.shelf == number}
        return self.page(asked, "grid.html", heading=SHELVES[number], goods=goods) if goods else self.not_found(asked)

    def search(self, asked: Asked) -> Answer:
        words = asked.query.get("search", "")
        goods = {key: good for key, good in GOODS.items() if words and words.casefold() in good.name.casefold()}
        return self.page(asked, "grid.html", heading=f"Search - {words}", goods=goods)

    def product(self, asked: Asked) -> Answer:
        number = int(asked.query.get("product_id", "0"))
        others = {key: GOODS[key] for key in (50, 60, 30) if key != number}
        if number not in GOODS:
            return self.not_found(asked)
        return self.page(asked, "product.html", number=number, good=GOODS[number], goods=others)

    def add(self, asked: Asked) -> Answer:
        return told(FAILURE, 500)

    def cart_page(self, asked: Asked) -> Answer:
        return self.page(asked, "cart.html")
