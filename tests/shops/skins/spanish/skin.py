"""A Spanish clothes shop: sizes as swatches, a small cart that drops down, *Tramitar pedido*, and a door that lets guests in."""

from msgspec import Struct

from tests.shops.serving import Answer, Asked, told, went_to
from tests.shops.skins.counter import Counter, Line

DELIVERY_CENTS = 395


class Good(Struct, frozen=True):
    """Prices in cents; `sizes` with how many there are of each."""

    id: int
    shelf: str
    name: str
    cents: int
    was: int | None
    sizes: dict[str, int]


SHELVES = {"mujer": "Mujer", "hombre": "Hombre", "alpargatas": "Alpargatas"}
GOODS = {each.id: each for each in (
    Good(301, "mujer", "Vestido de lino", 4995, 5995, {"S": 0, "M": 4, "L": 7}),
    Good(302, "mujer", "Blusa bordada", 3250, None, {"S": 3, "M": 0, "L": 2}),
    Good(305, "mujer", "Falda plisada", 3995, None, {"S": 0, "M": 0, "L": 0}),
    Good(401, "hombre", "Camisa de popelina", 3595, None, {"M": 9, "L": 6, "XL": 1}),
    Good(402, "hombre", "Pantalón chino", 4250, None, {"40": 5, "42": 0, "44": 8}),
    Good(501, "alpargatas", "Alpargata de cuña", 4500, 5500, {"37": 0, "38": 6, "39": 6}),
    Good(502, "alpargatas", "Alpargata plana", 2900, None, {"38": 10, "40": 12, "42": 4}),
    Good(503, "alpargatas", "Alpargata de rayas", 2900, None, {"38": 0, "40": 0, "42": 0}),
)}


class Skin(Counter):
    routes = (
        ("/", "GET", "home"),
        (r"/index\.php", "GET", "dispatch"),
        ("/api/cesta", "POST", "add"),
        ("/api/cesta/quitar", "POST", "change"),
        ("/pedido/identificacion", "GET", "door"),
        ("/pedido/datos", "GET|POST", "data"),
        ("/pedido/finalizar", "POST", "thanks"),
        ("/fotos/(.+)", "GET", "picture"),
    )
    ordering = "/pedido/(?:finalizar|bizum)"
    example_orders = (("POST", "/pedido/finalizar"), ("GET", "/pedido/bizum"))
    shelves = SHELVES

    @staticmethod
    def euros(cents: int) -> str:
        return f"{cents // 100},{cents % 100:02d} €"

    def home(self, asked: Asked) -> Answer:
        return self.page(asked, "home.html", goods=[GOODS[301], GOODS[501], GOODS[401]])

    def dispatch(self, asked: Asked) -> Answer:
        """One address for all: `ver` says what is shown."""
        shown = {"seccion": self.section, "articulo": self.article, "cesta": self.basket}.get(asked.query.get("ver", ""))
        return shown(asked) if shown else self.not_found(asked)

    def section(self, asked: Asked) -> Answer:
        slug = asked.query.get("nombre", "")
        listed = [good for good in GOODS.values() if good.shelf == slug]
        return self.page(asked, "section.html", name=SHELVES[slug], goods=listed) if listed else self.not_found(asked)

    def article(self, asked: Asked) -> Answer:
        good = GOODS.get(int(asked.query.get("ref", 0)))
        return self.page(asked, "article.html", good=good, also=[GOODS[302], GOODS[502], GOODS[402]]) if good else self.not_found(asked)

    def add(self, asked: Asked) -> Answer:
        good, size = GOODS[asked.json["ref"]], asked.json["talla"]
        if not good.sizes.get(size):
            return told({"error": "Selecciona una talla disponible"}, 400)
        self.put(asked, str(good.id), size)
        return told({"html": self.page(asked, "mini.html", **self.bill(asked)).body.decode(), "unidades": self.cart(asked).total()})

    def change(self, asked: Asked) -> Answer:
        self.set_count(asked, Line(asked.form["ref"], asked.form["talla"]), int(asked.form.get("unidades", 0)))
        return went_to("/index.php?ver=cesta")

    def bill(self, asked: Asked) -> dict:
        lines = [(GOODS[int(line.good)], line.chosen, count) for line, count in self.cart(asked).items()]
        goods = sum(good.cents * count for good, _, count in lines)
        return {"lines": lines, "goods_total": goods, "delivery": DELIVERY_CENTS, "total": goods + DELIVERY_CENTS}

    def basket(self, asked: Asked) -> Answer:
        return self.page(asked, "basket.html", **self.bill(asked))

    def door(self, asked: Asked) -> Answer:
        return self.page(asked, "door.html") if self.cart(asked) else went_to("/index.php?ver=cesta")

    def data(self, asked: Asked) -> Answer:
        return self.page(asked, "data.html", **self.bill(asked)) if self.cart(asked) else went_to("/index.php?ver=cesta")
