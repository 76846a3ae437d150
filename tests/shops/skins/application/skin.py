"""A single-page application: one empty document for every address, everything else is fetched and painted by a script."""

from pathlib import Path

import msgspec

from tests.shops.serving import Answer, Asked, told
from tests.shops.skins.counter import Counter, Line
from tests.shops.twin.goods import BY_SLUG, PRODUCTS, SHELF_BY_SLUG, SHELVES, Product, found, on_shelf

SCRIPT = (Path(__file__).parent / "static" / "app.js").read_bytes()
FETCHING_S = 0.4
ADDING_S = 0.25


class Skin(Counter):
    routes = (
        ("/assets/app.js", "GET", "script"),
        ("/api/home", "GET", "home"),
        ("/api/shelves/([a-z]+)", "GET", "shelf"),
        ("/api/pieces/([a-z-]+)", "GET", "piece"),
        ("/api/search", "GET", "search"),
        ("/api/bag", "GET", "bag"),
        ("/api/bag", "POST", "add"),
        ("/api/bag/([a-z-]+)", "PATCH|DELETE", "change"),
        ("/api/orders", "POST", "thanks"),
        ("/images/(.+)", "GET", "picture"),
        ("/|/range/[a-z]+|/piece/[a-z-]+|/search|/bag|/checkout|/about", "GET", "document"),
    )
    ordering = "/api/orders"
    example_orders = (("POST", "/api/orders"),)

    def document(self, asked: Asked) -> Answer:
        return self.page(asked, "index.html")

    def script(self, asked: Asked) -> Answer:
        return Answer(SCRIPT, kind="text/javascript")

    def home(self, asked: Asked) -> Answer:
        shelves = [{"slug": shelf.slug, "name": shelf.name} for shelf in SHELVES]
        return self.late({"shelves": shelves, "pieces": [self.card(good) for good in PRODUCTS[2::10]], "count": self.cart(asked).total()})

    def shelf(self, asked: Asked, slug: str) -> Answer:
        shelf = SHELF_BY_SLUG.get(slug)
        if shelf is None:
            return self.late({"error": "unknown shelf"}, 404)
        return self.late({"name": shelf.name, "pieces": [self.card(good) for good in on_shelf(shelf)]})

    def search(self, asked: Asked) -> Answer:
        words = asked.query.get("q", "")
        return self.late({"name": f"“{words}”", "pieces": [self.card(good) for good in found(words)]})

    def piece(self, asked: Asked, slug: str) -> Answer:
        good = BY_SLUG.get(slug)
        if good is None:
            return self.late({"error": "unknown piece"}, 404)
        others = [self.card(other) for other in on_shelf(good.shelf) if other is not good][:4]
        return self.late({**self.card(good), "words": good.description, "stock": good.stock, "others": others})

    def bag(self, asked: Asked) -> Answer:
        lines = [{**self.card(BY_SLUG[line.good]), "count": count} for line, count in self.cart(asked).items()]
        total = sum(BY_SLUG[line.good].price * count for line, count in self.cart(asked).items())
        return self.late({"lines": lines, "total": str(total)})

    def add(self, asked: Asked) -> Answer:
        self.put(asked, asked.json["piece"], count=asked.json["count"])
        return self.late({"count": self.cart(asked).total()}, 201, ADDING_S)

    def change(self, asked: Asked, slug: str) -> Answer:
        self.set_count(asked, Line(slug), asked.json["count"] if asked.method == "PATCH" else 0)
        return self.bag(asked)

    def late(self, data: dict, status: int = 200, delay_s: float = FETCHING_S) -> Answer:
        return msgspec.structs.replace(told(data, status), delay_s=delay_s)

    @staticmethod
    def card(good: Product) -> dict:
        return {"slug": good.slug, "name": good.name, "price": str(good.price), "sold_out": not good.stock}
