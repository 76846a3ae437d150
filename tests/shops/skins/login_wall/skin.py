"""A tea merchant who sells to members alone: adding opens a window over the page, and the checkout is a log-in."""

from decimal import Decimal

from msgspec import Struct

from tests.shops.serving import Answer, Asked, told, went_to
from tests.shops.skins.counter import Counter, Line


class Tea(Struct, frozen=True):
    """A good; its address is made of `id` and `slug`."""

    id: int
    slug: str
    name: str
    price: Decimal
    category: str
    left: int = 40

    @property
    def path(self) -> str:
        return f"/{self.category}/{self.id}-{self.slug}.html"


CATEGORIES = {
    3: ("black-tea", "Black tea"), 4: ("green-tea", "Green tea"), 5: ("herbal", "Herbal infusions"), 6: ("pots", "Pots & cups"),
}
TEAS = tuple(Tea(number, name.casefold().replace(" ", "-"), name, Decimal(price), category, left)
             for number, (name, price, category, left) in enumerate((
    ("Assam Second Flush", "8.90", "black-tea", 0),
    ("Keemun Grey Label", "11.20", "black-tea", 40),
    ("Darjeeling Margaret's Hope", "14.50", "black-tea", 12),
    ("Dragon Well Spring", "16.00", "green-tea", 12),
    ("Sencha Kagoshima", "12.40", "green-tea", 40),
    ("Gunpowder Temple", "6.80", "green-tea", 40),
    ("Chamomile Whole Flower", "5.60", "herbal", 40),
    ("Rooibos Cape Orange", "6.10", "herbal", 40),
    ("Glass Teapot Ada", "29.00", "pots", 5),
    ("Porcelain Cup Ilse", "9.50", "pots", 0),
), 31))
BY_ID = {str(tea.id): tea for tea in TEAS}


class Skin(Counter):
    routes = (
        ("/", "GET", "home"),
        ("/(\\d+)-[a-z-]+", "GET", "category"),
        ("/[a-z-]+/(\\d+)-.+\\.html", "GET", "product"),
        ("/search", "GET", "search"),
        ("/cart", "GET", "cart_page"),
        ("/cart", "POST", "add"),
        ("/order", "GET", "order"),
        ("/order/confirm", "POST", "thanks"),
        ("/login", "GET|POST", "login"),
        ("/img/p/(.+)", "GET", "picture"),
    )
    ordering = "/order/confirm"
    example_orders = (("POST", "/order/confirm"),)
    categories = CATEGORIES

    def home(self, asked: Asked) -> Answer:
        return self.page(asked, "home.html", teas=TEAS[1::3])

    def category(self, asked: Asked, number: str) -> Answer:
        if int(number) not in CATEGORIES:
            return self.not_found(asked)
        slug, name = CATEGORIES[int(number)]
        return self.page(asked, "list.html", heading=name, teas=[tea for tea in TEAS if tea.category == slug])

    def product(self, asked: Asked, number: str) -> Answer:
        tea = BY_ID.get(number)
        return self.page(asked, "product.html", tea=tea, others=TEAS[3:7]) if tea else self.not_found(asked)

    def search(self, asked: Asked) -> Answer:
        words = asked.query.get("s", "").casefold().split()
        teas = [tea for tea in TEAS if words and all(word in tea.name.casefold() for word in words)]
        return self.page(asked, "list.html", heading="Search results", teas=teas)

    def add(self, asked: Asked) -> Answer:
        tea, count = BY_ID.get(asked.form.get("id_product", "")), int(asked.form.get("qty") or 1)
        if tea is None or not tea.left:
            return told({"hasError": True, "errors": ["There are not enough products in stock"]}, 400)
        self.put(asked, str(tea.id), count=count)
        count, total = self.cart(asked).total(), str(self.total(asked))
        return told({"name": tea.name, "price": str(tea.price), "count": count, "total": total})

    def cart_page(self, asked: Asked) -> Answer:
        if "delete" in asked.query:
            self.set_count(asked, Line(asked.query["id_product"]), 0)
            return went_to("/cart?action=show")
        if "set" in asked.query:
            self.set_count(asked, Line(asked.query["id_product"]), int(asked.query["set"] or 0))
            return went_to("/cart?action=show")
        lines = [(BY_ID[line.good], count) for line, count in self.cart(asked).items()]
        return self.page(asked, "cart.html", lines=lines, total=self.total(asked))

    def order(self, asked: Asked) -> Answer:
        return went_to("/login?back=order" if self.cart(asked) else "/cart?action=show")

    def login(self, asked: Asked) -> Answer:
        return self.page(asked, "login.html", failed=asked.method == "POST")

    def total(self, asked: Asked) -> Decimal:
        return sum((BY_ID[line.good].price * count for line, count in self.cart(asked).items()), Decimal(0))
