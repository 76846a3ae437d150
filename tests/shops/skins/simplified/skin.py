"""A mall of the mainland: the specification is chosen in a sheet that rises from the bottom, the cart has a box to tick a line."""

from decimal import Decimal

from msgspec import Struct

from tests.shops.serving import Answer, Asked, told, went_to
from tests.shops.skins.counter import Counter, Line


class Good(Struct, frozen=True):
    """`looks` and `kinds` are what its specification is chosen from."""

    number: int
    shelf: int
    name: str
    price: Decimal
    sold: int
    stock: int
    looks: tuple[str, ...]
    kinds: tuple[str, ...]


SHELVES = {3: "茶具茶器", 5: "餐厨用具", 8: "收纳整理"}
GOODS = {each.number: each for each in (
    Good(1021, 3, "汝窑开片盖碗 家用功夫茶具", Decimal("68.00"), 3208, 96, ("天青", "月白"), ("单只", "一碗四杯")),
    Good(1022, 3, "粗陶手抓壶 复古防烫", Decimal("89.00"), 860, 0, ("柴烧褐",), ("180ml", "260ml")),
    Good(1024, 3, "玻璃公道杯 加厚耐热", Decimal("29.90"), 5120, 310, ("透明", "茶色"), ("200ml", "350ml")),
    Good(1027, 3, "竹制茶盘 小号储水式", Decimal("118.00"), 430, 22, ("原竹", "碳化"), ("小号", "中号")),
    Good(1103, 5, "铸铁炒锅 无涂层不粘", Decimal("199.00"), 1502, 45, ("黑色",), ("30cm", "32cm")),
    Good(1105, 5, "樱桃木饭勺", Decimal("19.80"), 2044, 500, ("原木",), ("长柄", "短柄")),
    Good(1106, 5, "日式手绘面碗 8英寸", Decimal("36.00"), 760, 61, ("蓝草", "红绘"), ("单只", "两只装")),
    Good(1301, 8, "棉麻收纳筐 可折叠", Decimal("45.00"), 980, 130, ("米白", "浅灰"), ("中号", "大号")),
    Good(1302, 8, "抽屉分隔盒 自由组合", Decimal("25.50"), 6400, 700, ("白色",), ("四件套", "八件套")),
    Good(1304, 8, "透明鞋盒 加硬翻盖", Decimal("15.90"), 8870, 0, ("透明",), ("女款", "男款")),
)}


class Skin(Counter):
    routes = (
        ("/", "GET", "home"),
        (r"/category\.php", "GET", "category"),
        (r"/goods\.php", "GET", "goods"),
        (r"/flow\.php", "GET", "flow"),
        (r"/ajax/add_cart\.php", "POST", "add"),
        (r"/ajax/change_cart\.php", "POST", "change"),
        (r"/flow_done\.php", "POST", "thanks"),
        (r"/images/(.+)\.svg", "GET", "picture"),
    )
    ordering = r"/flow_done\.php|/buy_now\.php"
    example_orders = (("POST", "/flow_done.php"), ("GET", "/buy_now.php"))
    shelves, goods_listed = SHELVES, GOODS

    def home(self, asked: Asked) -> Answer:
        return self.page(asked, "home.html", hot=[GOODS[1302], GOODS[1024], GOODS[1021], GOODS[1105]])

    def category(self, asked: Asked) -> Answer:
        shelf = int(asked.query.get("id", 0))
        listed = [good for good in GOODS.values() if good.shelf == shelf]
        return self.page(asked, "category.html", name=SHELVES[shelf], goods=listed) if listed else self.not_found(asked)

    def goods(self, asked: Asked) -> Answer:
        good = GOODS.get(int(asked.query.get("id", 0)))
        others = [GOODS[1105], GOODS[1106], GOODS[1301]]
        return self.page(asked, "goods.html", good=good, others=others) if good else self.not_found(asked)

    def add(self, asked: Asked) -> Answer:
        good = GOODS[asked.json["id"]]
        if not good.stock:
            return told({"error": 1, "message": "商品库存不足"})
        self.put(asked, str(good.number), asked.json["spec"], asked.json["number"])
        return told({"error": 0, "count": self.cart(asked).total()})

    def change(self, asked: Asked) -> Answer:
        self.set_count(asked, Line(asked.json["id"], asked.json["spec"]), asked.json["number"])
        return told({"error": 0})

    def flow(self, asked: Asked) -> Answer:
        lines = [(GOODS[int(line.good)], line.chosen, count) for line, count in self.cart(asked).items()]
        total = sum((good.price * count for good, _, count in lines), Decimal(0))
        if asked.query.get("step") == "checkout":
            return self.page(asked, "checkout.html", lines=lines, total=total) if lines else went_to("/flow.php?step=cart")
        return self.page(asked, "cart.html", lines=lines)
