"""Old tables under new layers: consent, a choice of country, a newsletter that comes late, and an app banner on small screens.

Each layer comes back on every page until it was dealt with once; the browser keeps that, not the shop.
"""

from decimal import Decimal

from tests.shops.serving import Answer, Asked, went_to
from tests.shops.skins.counter import Counter, Line
from tests.shops.twin.goods import PRODUCTS, SHELVES, found, on_shelf

BY_NUMBER = {product.number.removeprefix("TS-"): product for product in PRODUCTS}
POSTAGE = Decimal("4.50")


class Skin(Counter):
    routes = (
        ("/", "GET", "home"),
        ("/index\\.php", "GET", "category"),
        ("/product_info\\.php", "GET", "product"),
        ("/product_info\\.php", "POST", "add"),
        ("/advanced_search_result\\.php", "GET", "search"),
        ("/shopping_cart\\.php", "GET", "cart_page"),
        ("/shopping_cart\\.php", "POST", "change"),
        ("/checkout_shipping\\.php", "GET", "checkout"),
        ("/checkout_process\\.php", "GET|POST", "thanks"),
        ("/images/(.+)", "GET", "picture"),
    )
    ordering = "/checkout_process\\.php"
    example_orders = (("POST", "/checkout_process.php"), ("GET", "/checkout_process.php"))
    shelves = tuple(enumerate(SHELVES, 21))

    def home(self, asked: Asked) -> Answer:
        return self.page(asked, "home.html", goods=PRODUCTS[4::8])

    def category(self, asked: Asked) -> Answer:
        shelf = dict(self.shelves).get(int(asked.query.get("cPath") or 0))
        return self.page(asked, "list.html", heading=shelf.name, goods=on_shelf(shelf)) if shelf else self.home(asked)

    def product(self, asked: Asked) -> Answer:
        good = BY_NUMBER.get(asked.query.get("products_id", ""))
        return self.page(asked, "product.html", good=good) if good else self.not_found(asked)

    def search(self, asked: Asked) -> Answer:
        words = asked.query.get("keywords", "")
        return self.page(asked, "list.html", heading="Products meeting the search criteria", goods=found(words))

    def add(self, asked: Asked) -> Answer:
        good = BY_NUMBER[asked.form["products_id"]]
        if good.stock:
            self.put(asked, asked.form["products_id"])
        return went_to("/shopping_cart.php")

    def change(self, asked: Asked) -> Answer:
        for line in list(self.cart(asked)):
            count = 0 if f"delete_{line.good}" in asked.form else int(asked.form[f"quantity_{line.good}"] or 0)
            self.set_count(asked, Line(line.good), count)
        return went_to("/shopping_cart.php")

    def cart_page(self, asked: Asked) -> Answer:
        return self.page(asked, "cart.html", **self.bill(asked))

    def checkout(self, asked: Asked) -> Answer:
        return self.page(asked, "checkout.html", **self.bill(asked)) if self.cart(asked) else went_to("/shopping_cart.php")

    def bill(self, asked: Asked) -> dict:
        lines = [(line.good, BY_NUMBER[line.good], count) for line, count in self.cart(asked).items()]
        goods = sum((good.price * count for _, good, count in lines), Decimal(0))
        return {"lines": lines, "goods_total": goods, "postage": POSTAGE, "total": goods + POSTAGE}
