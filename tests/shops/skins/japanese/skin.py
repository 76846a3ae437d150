"""A Japanese shop in the manner of EC-CUBE: a dialog after adding, 買い物かご, and a form that asks for the reading of names."""

from msgspec import Struct

from tests.shops.serving import Answer, Asked, told, went_to
from tests.shops.skins.counter import Counter, Line

DELIVERY = 660
FIRST_KIND = 40


class Good(Struct, frozen=True):
    """Prices in yen with tax. `kinds` are what its one required choice is made from."""

    number: int
    shelf: int
    name: str
    price: int
    stock: int
    kinds: tuple[str, ...]
    words: str


SHELVES = {2: "うつわ", 5: "台所道具", 7: "てぬぐい"}
GOODS = {each.number: each for each in (
    Good(11, 2, "粉引の飯碗", 2640, 0, ("大", "小"), "毎日のごはんに。やわらかな白のうつわです。"),
    Good(12, 2, "染付の豆皿", 1320, 24, ("千鳥", "唐草", "青海波"), "薬味や箸置きにちょうどよい大きさ。"),
    Good(13, 2, "片口の鉢", 3960, 5, ("飴釉", "灰釉"), "盛り鉢にも酒器にも使えます。"),
    Good(14, 2, "湯のみ 鎬", 2200, 18, ("白", "黒"), "手におさまる鎬の湯のみ。"),
    Good(21, 5, "銅の玉子焼き器", 8250, 4, ("関東型", "関西型"), "職人が一枚の銅板から打ち出しました。"),
    Good(22, 5, "竹のざる", 1980, 30, ("21cm", "24cm"), "水切れのよい国産の竹。"),
    Good(24, 5, "木曽さわらの飯台", 7700, 0, ("27cm", "30cm"), "酢飯がおいしく仕上がります。"),
    Good(31, 7, "注染てぬぐい 朝顔", 1100, 60, ("藍", "紅"), "一枚ずつ手で染めています。"),
    Good(32, 7, "注染てぬぐい 豆しぼり", 990, 80, ("藍", "墨"), "昔ながらの柄。"),
)}


class Skin(Counter):
    routes = (
        ("/", "GET", "home"),
        ("/products/list", "GET", "listing"),
        (r"/products/detail/(\d+)", "GET", "detail"),
        (r"/products/add_cart/(\d+)", "POST", "add"),
        ("/cart", "GET", "basket"),
        (r"/cart/(up|down|remove)/(\d+)/(\d)", "POST", "change"),
        ("/cart/buystep/main", "GET", "buystep"),
        ("/shopping/nonmember", "GET", "nonmember"),
        ("/shopping/checkout", "POST", "thanks"),
        ("/html/upload/(.+)", "GET", "picture"),
    )
    ordering = "/shopping/(?:confirm|checkout)"
    example_orders = (("POST", "/shopping/checkout"), ("POST", "/shopping/confirm"))
    shelves, first_kind = SHELVES, FIRST_KIND

    def home(self, asked: Asked) -> Answer:
        return self.page(asked, "home.html", goods=[GOODS[21], GOODS[31], GOODS[13]])

    def listing(self, asked: Asked) -> Answer:
        shelf = int(asked.query.get("category_id", 0))
        listed = [good for good in GOODS.values() if good.shelf == shelf]
        return self.page(asked, "list.html", name=SHELVES[shelf], goods=listed) if listed else self.not_found(asked)

    def detail(self, asked: Asked, number: str) -> Answer:
        good = GOODS.get(int(number))
        return self.page(asked, "detail.html", good=good, related=[GOODS[22], GOODS[32], GOODS[14]]) if good else self.not_found(asked)

    def add(self, asked: Asked, number: str) -> Answer:
        good, kind = GOODS[int(number)], asked.form.get("classcategory_id1")
        if not good.stock or kind is None:
            return told({"done": False, "messages": ["規格を選択してください。"]}, 400)
        self.put(asked, number, good.kinds[int(kind) - FIRST_KIND], int(asked.form["quantity"]))
        return told({"done": True, "messages": ["カートに追加しました。"]})

    def change(self, asked: Asked, how: str, number: str, kind: str) -> Answer:
        line = Line(number, GOODS[int(number)].kinds[int(kind)])
        self.set_count(asked, line, {"up": self.cart(asked)[line] + 1, "down": self.cart(asked)[line] - 1, "remove": 0}[how])
        return went_to("/cart")

    def bill(self, asked: Asked) -> dict:
        lines = [(GOODS[int(line.good)], line.chosen, count) for line, count in self.cart(asked).items()]
        total = sum(good.price * count for good, _, count in lines)
        return {"lines": lines, "subtotal": total, "delivery": DELIVERY, "total": total + DELIVERY}

    def basket(self, asked: Asked) -> Answer:
        return self.page(asked, "cart.html", **self.bill(asked))

    def buystep(self, asked: Asked) -> Answer:
        return went_to("/shopping/nonmember" if self.cart(asked) else "/cart")

    def nonmember(self, asked: Asked) -> Answer:
        return self.page(asked, "nonmember.html", **self.bill(asked)) if self.cart(asked) else went_to("/cart")
