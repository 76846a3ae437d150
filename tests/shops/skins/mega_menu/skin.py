"""A department store with a mega menu: it opens by hovering on a desktop, by a tap on a telephone, and its departments lead nowhere."""

from decimal import Decimal

from tests.shops.serving import Answer, Asked, told, went_to
from tests.shops.skins.counter import Counter, Line
from tests.shops.twin.goods import BY_SLUG, GLAZES, PRODUCTS, SHELF_BY_SLUG, Product

GLAZE_BY_SLUG = {glaze.slug: glaze for glaze in GLAZES}
DEPARTMENTS = (("Drinking", ("mugs", "teapots")), ("Dining", ("bowls", "plates")), ("Decorating", ("vases",)))


class Skin(Counter):
    routes = (
        ("/", "GET", "home"),
        (r"/([a-z]+)\.html", "GET", "category"),
        (r"/([a-z]+)/([a-z]+)\.html", "GET", "glazed"),
        (r"/([a-z]+-[a-z]+)\.html", "GET", "product"),
        ("/catalogsearch/result/", "GET", "search"),
        ("/checkout/cart/add/", "POST", "add"),
        ("/checkout/cart/", "GET", "basket"),
        ("/checkout/cart/delete/", "POST", "delete"),
        ("/checkout/", "GET", "checkout"),
        ("/checkout/onepage/success/", "POST", "thanks"),
        ("/media/(.+)", "GET", "picture"),
    )
    ordering = "/checkout/onepage/success/"
    example_orders = (("POST", "/checkout/onepage/success/"),)
    departments = tuple((name, tuple(SHELF_BY_SLUG[slug] for slug in slugs)) for name, slugs in DEPARTMENTS)
    glazes = GLAZES

    def home(self, asked: Asked) -> Answer:
        return self.page(asked, "home.html", goods=PRODUCTS[3::8])

    def category(self, asked: Asked, slug: str) -> Answer:
        shelf = SHELF_BY_SLUG.get(slug)
        return self.listing(asked, shelf.name, [good for good in PRODUCTS if good.shelf is shelf]) if shelf else self.not_found(asked)

    def glazed(self, asked: Asked, shelf: str, glaze: str) -> Answer:
        goods = [good for good in PRODUCTS if good.shelf.slug == shelf and good.glaze.slug == glaze]
        return self.listing(asked, f"{GLAZE_BY_SLUG[glaze].name} {shelf}", goods) if goods else self.not_found(asked)

    def search(self, asked: Asked) -> Answer:
        words = asked.query.get("q", "").lower().split()
        goods = [good for good in PRODUCTS if words and all(word in good.name.lower() for word in words)]
        return self.listing(asked, "Search results", goods)

    def listing(self, asked: Asked, heading: str, goods: list[Product]) -> Answer:
        return self.page(asked, "listing.html", heading=heading, goods=goods)

    def product(self, asked: Asked, slug: str) -> Answer:
        good = BY_SLUG.get(slug)
        return self.page(asked, "view.html", good=good, others=PRODUCTS[5::11]) if good else self.not_found(asked)

    def add(self, asked: Asked) -> Answer:
        self.put(asked, asked.form["product"], count=int(asked.form["qty"]))
        return told(self.minicart(asked))

    def delete(self, asked: Asked) -> Answer:
        self.set_count(asked, Line(asked.form["item"]), 0)
        return told(self.minicart(asked)) if "ajax" in asked.form else went_to("/checkout/cart/")

    def minicart(self, asked: Asked) -> dict:
        return {"count": self.cart(asked).total(), "html": self.page(asked, "minicart.html", **self.bill(asked)).body.decode()}

    def basket(self, asked: Asked) -> Answer:
        return self.page(asked, "cart.html", **self.bill(asked))

    def checkout(self, asked: Asked) -> Answer:
        return self.page(asked, "checkout.html", **self.bill(asked)) if self.cart(asked) else went_to("/checkout/cart/")

    def bill(self, asked: Asked) -> dict:
        lines = [(BY_SLUG[line.good], count) for line, count in self.cart(asked).items()]
        return {"lines": lines, "total": sum((good.price * count for good, count in lines), Decimal(0))}
