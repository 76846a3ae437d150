"""A shop of Taiwan on a hired platform: addresses in Chinese, a drawer whose button leads to the cart, a guest door beside the log-in."""

from urllib.parse import unquote

from msgspec import Struct

from tests.shops.serving import Answer, Asked, told, went_to
from tests.shops.skins.counter import Counter, Line


class Good(Struct, frozen=True):
    """`place` is the last part of its address; prices are whole dollars."""

    place: str
    shelf: str
    name: str
    price: int
    was: int | None
    stock: int
    words: str


SHELVES = ("手沖咖啡", "茶席選物", "日用布品")
GOODS = {each.place: each for each in (
    Good("陶瓷濾杯-白", "手沖咖啡", "陶瓷錐形濾杯 02", 680, 780, 14, "鶯歌窯燒，內壁螺旋導流，一次沖兩杯剛剛好。"),
    Good("細口壺-600ml", "手沖咖啡", "不鏽鋼細口手沖壺 600ml", 1280, None, 0, "壺嘴水流穩定，握把隔熱。"),
    Good("耐熱分享壺", "手沖咖啡", "耐熱玻璃分享壺 400ml", 520, None, 33, "刻度清楚，可直火微波。"),
    Good("手搖磨豆機", "手沖咖啡", "手搖磨豆機 六角鋼芯", 1680, 1980, 7, "外調刻度，粗細自在。"),
    Good("側把壺", "茶席選物", "岩礦側把壺 180ml", 1450, None, 5, "台灣岩礦土手拉坯，耐冷熱。"),
    Good("竹編茶則", "茶席選物", "竹編茶則", 290, None, 40, "南投孟宗竹，老師傅手編。"),
    Good("聞香杯組", "茶席選物", "聞香杯對組", 480, None, 0, "品茗杯與聞香杯各一。"),
    Good("亞麻擦手巾", "日用布品", "亞麻擦手巾", 250, None, 60, "越洗越軟，吸水快乾。"),
    Good("手染桌旗", "日用布品", "藍染桌旗 30×180cm", 890, None, 9, "三峽藍染，每條花紋皆不同。"),
)}


class Skin(Counter):
    routes = (
        ("/", "GET", "home"),
        ("/categories/(.+)", "GET", "category"),
        ("/products/(.+)", "GET", "product"),
        ("/cart", "GET", "cart_page"),
        (r"/cart\.js", "GET", "drawer"),
        ("/api/merchants/items", "POST", "add"),
        ("/api/merchants/items", "PATCH", "change"),
        ("/checkout", "GET", "door"),
        ("/checkout/guest", "GET", "checkout"),
        ("/checkout/order", "POST", "thanks"),
        ("/media/(.+)", "GET", "picture"),
    )
    ordering = "/checkout/order|/checkout/linepay|/express_checkout/.+"
    example_orders = (("POST", "/checkout/order"), ("GET", "/express_checkout/耐熱分享壺"))
    shelves, goods = SHELVES, GOODS

    def home(self, asked: Asked) -> Answer:
        return self.page(asked, "home.html", fresh=list(GOODS.values())[::2])

    def category(self, asked: Asked, place: str) -> Answer:
        name = unquote(place)
        listed = [good for good in GOODS.values() if good.shelf == name]
        return self.page(asked, "category.html", name=name, goods=listed) if listed else self.not_found(asked)

    def product(self, asked: Asked, place: str) -> Answer:
        good = GOODS.get(unquote(place))
        others = [GOODS["亞麻擦手巾"], GOODS["竹編茶則"], GOODS["手搖磨豆機"]]
        return self.page(asked, "product.html", good=good, others=others) if good else self.not_found(asked)

    def add(self, asked: Asked) -> Answer:
        good = GOODS[asked.json["place"]]
        if not good.stock:
            return told({"message": "商品已售完"}, 422)
        self.put(asked, good.place, count=int(asked.json["quantity"]))
        return told({"count": self.cart(asked).total()})

    def change(self, asked: Asked) -> Answer:
        self.set_count(asked, Line(asked.json["place"]), int(asked.json["quantity"]))
        return told({})

    def bill(self, asked: Asked) -> dict:
        lines = [(GOODS[line.good], count) for line, count in self.cart(asked).items()]
        return {"lines": lines, "goods_total": sum(good.price * count for good, count in lines)}

    def drawer(self, asked: Asked) -> Answer:
        return self.page(asked, "drawer.html", **self.bill(asked))

    def cart_page(self, asked: Asked) -> Answer:
        return self.page(asked, "cart.html", **self.bill(asked))

    def door(self, asked: Asked) -> Answer:
        return self.page(asked, "door.html") if self.cart(asked) else went_to("/cart")

    def checkout(self, asked: Asked) -> Answer:
        return self.page(asked, "checkout.html", **self.bill(asked)) if self.cart(asked) else went_to("/cart")
