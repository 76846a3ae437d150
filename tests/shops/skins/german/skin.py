"""A German shop in the manner of the country's own software: two boxes to tick in the cart, and a button that binds to pay."""

from msgspec import Struct

from tests.shops.serving import Answer, Asked, went_to
from tests.shops.skins.counter import Counter, Line

DELIVERY_CENTS = 490


class Good(Struct, frozen=True):
    """Prices in cents."""

    number: int
    shelf: int
    name: str
    slug: str
    cents: int
    stock: int
    words: str


SHELVES = {2: ("Bürsten & Besen", "buersten-besen"), 3: ("Küchenhelfer", "kuechenhelfer"), 6: ("Seifen", "seifen")}
GOODS = {each.number: each for each in (
    Good(14, 2, "Spülbürste aus Buche", "spuelbuerste-buche", 690, 120, "Fibreborsten, auswechselbarer Kopf."),
    Good(15, 2, "Zimmerbesen Rosshaar", "zimmerbesen-rosshaar", 3450, 18, "Für glatte Böden, mit Stiel aus Esche."),
    Good(17, 2, "Flaschenbürste lang", "flaschenbuerste", 890, 0, "Naturborsten für enge Hälse."),
    Good(18, 2, "Kehrschaufel Metall", "kehrschaufel", 1990, 25, "Pulverbeschichtet, mit Gummilippe."),
    Good(21, 3, "Nudelholz Ahorn", "nudelholz-ahorn", 2490, 40, "Aus einem Stück gedreht."),
    Good(22, 3, "Eierkocher Emaille", "eierkocher", 2990, 6, "Für vier Eier, induktionsgeeignet."),
    Good(25, 3, "Sparschäler Pendel", "sparschaeler", 790, 77, "Klinge aus Karbonstahl."),
    Good(31, 6, "Gallseife am Stück", "gallseife", 390, 200, "Gegen Flecken, ohne Duft."),
    Good(33, 6, "Olivenölseife 300 g", "olivenoelseife", 850, 0, "Sechs Monate gereift."),
)}


def euros(cents: int) -> str:
    return f"{cents // 100},{cents % 100:02d} €"


class Skin(Counter):
    routes = (
        ("/", "GET", "home"),
        (r"/[a-z-]+-c(\d+)\.html", "GET", "category"),
        (r"/[a-z-]+-p(\d+)\.html", "GET", "product"),
        (r"/warenkorb\.php", "GET", "basket"),
        (r"/warenkorb\.php", "POST", "change"),
        (r"/kasse\.php", "GET|POST", "checkout"),
        (r"/kasse_abschluss\.php", "POST", "thanks"),
        ("/bilder/(.+)", "GET", "picture"),
    )
    ordering = r"/kasse_abschluss\.php|/paypal_express\.php"
    example_orders = (("POST", "/kasse_abschluss.php"), ("GET", "/paypal_express.php"))
    shelves = SHELVES
    euros = staticmethod(euros)

    def home(self, asked: Asked) -> Answer:
        return self.page(asked, "home.html", goods=[GOODS[15], GOODS[22], GOODS[31]])

    def category(self, asked: Asked, number: str) -> Answer:
        listed = [good for good in GOODS.values() if good.shelf == int(number)]
        return self.page(asked, "category.html", name=SHELVES[int(number)][0], goods=listed) if listed else self.not_found(asked)

    def product(self, asked: Asked, number: str) -> Answer:
        good = GOODS.get(int(number))
        return self.page(asked, "product.html", good=good, also=[GOODS[21], GOODS[25], GOODS[14]]) if good else self.not_found(asked)

    def change(self, asked: Asked) -> Answer:
        """Puts in (`rein`), changes (`menge`) or takes out (`raus`)."""
        if good := GOODS.get(int(asked.form.get("rein", 0))):
            self.put(asked, str(good.number), count=int(asked.form["menge"]))
        elif number := asked.form.get("raus"):
            self.set_count(asked, Line(number), 0)
        else:
            self.set_count(asked, Line(asked.form["artikel"]), int(asked.form["menge"]))
        return went_to("/warenkorb.php")

    def bill(self, asked: Asked) -> dict:
        lines = [(GOODS[int(line.good)], count) for line, count in self.cart(asked).items()]
        goods = sum(good.cents * count for good, count in lines)
        return {"lines": lines, "goods_total": goods, "delivery": DELIVERY_CENTS, "total": goods + DELIVERY_CENTS}

    def basket(self, asked: Asked) -> Answer:
        return self.page(asked, "basket.html", **self.bill(asked))

    def checkout(self, asked: Asked) -> Answer:
        if not self.cart(asked) or (asked.method == "POST" and not {"agb", "datenschutz"} <= set(asked.form)):
            return went_to("/warenkorb.php?fehler=agb")
        return self.page(asked, "checkout.html", **self.bill(asked))
