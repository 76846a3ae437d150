"""A French shop where every page says *Retour*, the cart says *Passer la commande*, and the last button binds to pay."""

from decimal import Decimal

from msgspec import Struct

from tests.shops.serving import Answer, Asked, told, went_to
from tests.shops.skins.counter import Counter, Line

DELIVERY = Decimal("4.90")


class Good(Struct, frozen=True):
    number: int
    shelf: str
    name: str
    slug: str
    price: Decimal
    stock: int
    words: str


SHELVES = {"theieres": "Théières", "tasses-et-bols": "Tasses et bols", "epicerie-fine": "Épicerie fine"}
GOODS = {each.number: each for each in (
    Good(34, "theieres", "Théière en fonte 0,8 L", "theiere-fonte", Decimal("59.00"), 12, "Émaillée à l'intérieur, filtre en inox."),
    Good(35, "theieres", "Théière en grès bleu", "theiere-gres", Decimal("42.50"), 0, "Tournée à la main en Puisaye."),
    Good(36, "theieres", "Théière en verre", "theiere-verre", Decimal("27.90"), 30, "Borosilicate, avec panier à infuser."),
    Good(41, "tasses-et-bols", "Bol breton à oreilles", "bol-breton", Decimal("16.00"), 50, "Faïence peinte à la main."),
    Good(42, "tasses-et-bols", "Tasse à café et soucoupe", "tasse-cafe", Decimal("12.40"), 64, "Porcelaine de Limoges."),
    Good(45, "tasses-et-bols", "Mug en grès moucheté", "mug-gres", Decimal("18.00"), 0, "Passe au lave-vaisselle."),
    Good(51, "epicerie-fine", "Thé noir aux agrumes, 100 g", "the-agrumes", Decimal("9.80"), 200, "Assemblé à Nantes."),
    Good(52, "epicerie-fine", "Miel de châtaignier, 250 g", "miel-chataignier", Decimal("8.50"), 90, "Récolté dans les Cévennes."),
)}


class Skin(Counter):
    routes = (
        ("/", "GET", "home"),
        ("/rayon/([a-z-]+)", "GET", "shelf"),
        (r"/rayon/[a-z-]+/(\d+)-[a-z-]+\.html", "GET", "product"),
        ("/panier", "GET", "basket"),
        ("/panier/ajouter", "POST", "add"),
        ("/panier/modifier", "POST", "change"),
        ("/commande", "GET", "checkout"),
        ("/commande/engagement", "POST", "thanks"),
        (r"/img/(.+)\.jpg", "GET", "picture"),
    )
    ordering = "/commande/engagement|/achat-express/.+"
    example_orders = (("POST", "/commande/engagement"), ("GET", "/achat-express/34"))
    shelves = SHELVES

    @staticmethod
    def euros(price: Decimal) -> str:
        return f"{price:.2f}".replace(".", ",") + " €"

    def home(self, asked: Asked) -> Answer:
        return self.page(asked, "home.html", goods=[GOODS[34], GOODS[41], GOODS[51], GOODS[52]])

    def shelf(self, asked: Asked, slug: str) -> Answer:
        listed = [good for good in GOODS.values() if good.shelf == slug]
        return self.page(asked, "shelf.html", name=SHELVES[slug], goods=listed) if listed else self.not_found(asked)

    def product(self, asked: Asked, number: str) -> Answer:
        good = GOODS.get(int(number))
        return self.page(asked, "product.html", good=good, also=[GOODS[42], GOODS[36], GOODS[52]]) if good else self.not_found(asked)

    def add(self, asked: Asked) -> Answer:
        good = GOODS[int(asked.form["id_produit"])]
        if not good.stock:
            return told({"erreur": "Produit indisponible"}, 409)
        self.put(asked, str(good.number), count=int(asked.form.get("qte", 1)))
        return told({"modale": self.page(asked, "modal.html", good=good).body.decode(), "nombre": self.cart(asked).total()})

    def change(self, asked: Asked) -> Answer:
        self.set_count(asked, Line(asked.form["id_produit"]), int(asked.form.get("qte", 0)))
        return went_to("/panier")

    def bill(self, asked: Asked) -> dict:
        lines = [(GOODS[int(line.good)], count) for line, count in self.cart(asked).items()]
        goods = sum((good.price * count for good, count in lines), Decimal(0))
        return {"lines": lines, "goods_total": goods, "delivery": DELIVERY, "total": goods + DELIVERY}

    def basket(self, asked: Asked) -> Answer:
        return self.page(asked, "basket.html", **self.bill(asked))

    def checkout(self, asked: Asked) -> Answer:
        return self.page(asked, "checkout.html", **self.bill(asked)) if self.cart(asked) else went_to("/panier")
