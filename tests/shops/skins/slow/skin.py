"""An old, slow shop: every page takes three seconds, and products open in a new tab."""

from decimal import Decimal

import msgspec

from tests.shops.serving import Answer, Asked, went_to
from tests.shops.skins.counter import Counter, Line
from tests.shops.twin.goods import PRODUCTS, SHELVES, found

BY_NUMBER = {good.number[3:]: good for good in PRODUCTS}
QUICK_S = 0.05


class Skin(Counter):
    routes = (
        (r"/index\.php", "GET", "home"),
        ("/", "GET", "home"),
        (r"/list\.php", "GET", "category"),
        (r"/goods\.php", "GET", "product"),
        (r"/find\.php", "GET", "search"),
        (r"/flow\.php", "GET", "flow"),
        (r"/flow\.php", "POST", "change"),
        (r"/done\.php", "POST", "thanks"),
        ("/pics/(.+)", "GET", "picture"),
    )
    ordering = r"/done\.php"
    example_orders = (("POST", "/done.php"),)
    delay_s = 3.0
    shelves = SHELVES

    def picture(self, asked: Asked, name: str) -> Answer:
        return msgspec.structs.replace(super().picture(asked, name), delay_s=QUICK_S)

    def home(self, asked: Asked) -> Answer:
        return self.page(asked, "index.html", goods=PRODUCTS[4::12])

    def category(self, asked: Asked) -> Answer:
        number = asked.query.get("cat", "")
        shelf = SHELVES[int(number) - 1] if number in ("1", "2", "3", "4", "5") else None
        goods = [good for good in PRODUCTS if good.shelf is shelf]
        return self.page(asked, "list.html", heading=shelf.name, goods=goods) if shelf else self.not_found(asked)

    def search(self, asked: Asked) -> Answer:
        return self.page(asked, "list.html", heading="Search", goods=found(asked.query.get("k", "")))

    def product(self, asked: Asked) -> Answer:
        good = BY_NUMBER.get(asked.query.get("id", ""))
        return self.page(asked, "goods.html", good=good) if good else self.not_found(asked)

    def flow(self, asked: Asked) -> Answer:
        if asked.query.get("step") == "consignee":
            guest = "direct" in asked.query
            return self.page(asked, "consignee.html", guest=guest) if self.cart(asked) else went_to("/flow.php?step=cart")
        lines = [(BY_NUMBER[line.good], count) for line, count in self.cart(asked).items()]
        return self.page(asked, "flow.html", lines=lines, total=sum((good.price * count for good, count in lines), Decimal(0)))

    def change(self, asked: Asked) -> Answer:
        if "drop" in asked.form:
            self.set_count(asked, Line(asked.form["id"]), 0)
        else:
            self.put(asked, asked.form["id"], count=int(asked.form["number"]))
        return went_to("/flow.php?step=cart")
