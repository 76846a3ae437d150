"""Classic form posts: every press is a new page, and not one script."""

from decimal import Decimal

from tests.shops.serving import Answer, Asked, went_to
from tests.shops.skins.counter import Counter, Line
from tests.shops.twin.goods import BY_SLUG, PRODUCTS, SHELF_BY_SLUG, SHELVES, found, on_shelf

DELIVERY = Decimal("3.95")


class Skin(Counter):
    routes = (
        ("/", "GET", "home"),
        ("/c/([a-z]+)", "GET", "category"),
        ("/p/([a-z-]+)", "GET", "product"),
        ("/find", "GET", "search"),
        ("/basket", "GET", "basket"),
        ("/basket/add", "POST", "add"),
        ("/basket/change", "POST", "change"),
        ("/checkout", "GET", "checkout"),
        ("/checkout/place", "POST", "thanks"),
        ("/pictures/(.+)", "GET", "picture"),
    )
    shelves = SHELVES

    def home(self, asked: Asked) -> Answer:
        return self.page(asked, "home.html", fresh=PRODUCTS[::9])

    def category(self, asked: Asked, slug: str) -> Answer:
        shelf = SHELF_BY_SLUG.get(slug)
        return self.page(asked, "list.html", heading=shelf.name, goods=on_shelf(shelf)) if shelf else self.not_found(asked)

    def product(self, asked: Asked, slug: str) -> Answer:
        good = BY_SLUG.get(slug)
        return self.page(asked, "product.html", good=good) if good else self.not_found(asked)

    def search(self, asked: Asked) -> Answer:
        words = asked.query.get("words", "")
        return self.page(asked, "list.html", heading=f"Found for “{words}”", goods=found(words))

    def add(self, asked: Asked) -> Answer:
        good = BY_SLUG.get(asked.form.get("good", ""))
        if good is None or not good.stock:
            return self.not_found(asked)
        self.put(asked, good.slug, count=int(asked.form["count"]))
        return went_to(f"/p/{good.slug}?added=1")

    def change(self, asked: Asked) -> Answer:
        self.set_count(asked, Line(asked.form["good"]), int(asked.form["count"]))
        return went_to("/basket")

    def basket(self, asked: Asked) -> Answer:
        return self.page(asked, "basket.html", **self.bill(asked))

    def checkout(self, asked: Asked) -> Answer:
        return self.page(asked, "checkout.html", **self.bill(asked)) if self.cart(asked) else went_to("/basket")

    def bill(self, asked: Asked) -> dict:
        lines = [(BY_SLUG[line.good], count) for line, count in self.cart(asked).items()]
        goods = sum((good.price * count for good, count in lines), Decimal(0))
        return {"lines": lines, "delivery": DELIVERY, "total": goods + DELIVERY}
