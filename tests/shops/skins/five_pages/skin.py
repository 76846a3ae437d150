"""A department store with departments over shelves, and a guest checkout in five pages, the first for the e-mail."""

from decimal import Decimal

from msgspec import Struct

from tests.shops.serving import Answer, Asked, went_to
from tests.shops.skins.counter import Counter, Line

PAGES = ("email", "address", "delivery", "payment", "review")
DEPARTMENTS = {20: "Kitchen", 30: "Bed & Bath", 40: "Garden"}
SHELVES = {  # by number: the department, the name
    21: (20, "Pans"), 22: (20, "Knives"), 23: (20, "Boards"), 31: (30, "Towels"), 32: (30, "Blankets"), 41: (40, "Planters"),
}
BY_ROUTE = {
    "common/home": "home", "product/category": "category", "product/product": "product", "product/search": "search",
    "checkout/cart": "cart_page", "checkout/cart/add": "add", "checkout/cart/edit": "edit",
}


class Good(Struct, frozen=True):
    """One piece of household stuff."""

    id: int
    name: str
    price: Decimal
    shelf: int
    stock: int = 7

    @property
    def path(self) -> str:
        return f"/index.php?route=product/product&path={SHELVES[self.shelf][0]}_{self.shelf}&product_id={self.id}"


GOODS = tuple(Good(number, name, Decimal(price), shelf, stock) for number, (name, price, shelf, stock) in enumerate((
    ("Carbon Steel Skillet", "39.00", 21, 7), ("Copper Saucepan", "84.00", 21, 3), ("Enamel Casserole", "65.00", 21, 0),
    ("Paring Knife", "18.00", 22, 9), ("Bread Knife", "26.00", 22, 9),
    ("Elm Board", "31.00", 23, 4), ("Olive Board", "37.00", 23, 4),
    ("Waffle Towel", "14.00", 31, 30), ("Linen Towel", "22.00", 31, 8), ("Lambswool Blanket", "95.00", 32, 2),
    ("Moss Stitch Throw", "70.00", 32, 0), ("Zinc Planter", "48.00", 41, 6), ("Terracotta Trough", "35.00", 41, 6),
), 101))
BY_ID = {str(good.id): good for good in GOODS}


class Skin(Counter):
    routes = (
        ("/", "GET", "home"),
        ("/index\\.php", "GET|POST", "route"),
        ("/checkout/(email|address|delivery|payment|review)", "GET|POST", "checkout"),
        ("/checkout/review/send", "POST", "thanks"),
        ("/image/cache/(.+)", "GET", "picture"),
    )
    ordering = "/checkout/review/send"
    example_orders = (("POST", "/checkout/review/send"),)
    departments, shelves, pages = DEPARTMENTS, SHELVES, PAGES

    def route(self, asked: Asked) -> Answer:
        """The shop's own routes, which stand in the query."""
        handler = BY_ROUTE.get(asked.query.get("route", ""))
        return getattr(self, handler)(asked) if handler else self.not_found(asked)

    def home(self, asked: Asked) -> Answer:
        return self.page(asked, "home.html", goods=GOODS[1::4])

    def category(self, asked: Asked) -> Answer:
        department, _, shelf = asked.query.get("path", "").partition("_")
        if shelf.isdigit() and int(shelf) in SHELVES:
            goods = [good for good in GOODS if good.shelf == int(shelf)]
            return self.page(asked, "list.html", heading=SHELVES[int(shelf)][1], goods=goods)
        if department.isdigit() and int(department) in DEPARTMENTS:
            return self.page(asked, "department.html", number=int(department), heading=DEPARTMENTS[int(department)])
        return self.not_found(asked)

    def product(self, asked: Asked) -> Answer:
        good = BY_ID.get(asked.query.get("product_id", ""))
        return self.page(asked, "product.html", good=good, others=GOODS[3:7]) if good else self.not_found(asked)

    def search(self, asked: Asked) -> Answer:
        words = asked.query.get("search", "").casefold().split()
        goods = [good for good in GOODS if words and all(word in good.name.casefold() for word in words)]
        return self.page(asked, "list.html", heading=f"Search - {' '.join(words)}", goods=goods)

    def add(self, asked: Asked) -> Answer:
        good = BY_ID.get(asked.form.get("product_id", ""))
        if good is None or not good.stock:
            return self.not_found(asked)
        self.put(asked, str(good.id), count=int(asked.form.get("quantity") or 1))
        return went_to("/index.php?route=checkout/cart")

    def edit(self, asked: Asked) -> Answer:
        key = asked.form.get("remove") or asked.form["key"]
        self.set_count(asked, Line(key), 0 if "remove" in asked.form else int(asked.form["quantity"] or 0))
        return went_to("/index.php?route=checkout/cart")

    def cart_page(self, asked: Asked) -> Answer:
        return self.page(asked, "cart.html", **self.bill(asked))

    def checkout(self, asked: Asked, page: str) -> Answer:
        """One of the five pages; what is posted to one leads to the next."""
        if not self.cart(asked):
            return went_to("/index.php?route=checkout/cart")
        if asked.method == "POST":
            return went_to(f"/checkout/{PAGES[min(PAGES.index(page) + 1, len(PAGES) - 1)]}", 303)
        return self.page(asked, "checkout.html", page=page, at=PAGES.index(page), **self.bill(asked))

    def bill(self, asked: Asked) -> dict:
        lines = [(BY_ID[line.good], count) for line, count in self.cart(asked).items()]
        return {"lines": lines, "total": sum((good.price * count for good, count in lines), Decimal(0))}
