"""A tiny shop of classic form posts, in three languages, with the oddities that a walk must bear as switches.

It writes down every request. `orders` are those that placed one: a walk that leaves any has failed, whatever else it did.
"""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.cookies import SimpleCookie
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs

from msgspec import Struct

WORDS = {
    "en": {
        "shop": "Lantern & Loaf", "home": "Home", "about": "About us", "contact": "Contact", "login": "Log in", "menu": "Menu",
        "categories": ("Lanterns", "Candles"), "cart": "Basket", "view": "View basket", "add": "Add to basket", "buy": "Buy now",
        "wish": "Add to wish list", "added": "was added to your basket.", "checkout": "Proceed to checkout", "pay": "Pay now",
        "place": "Place order", "remove": "Remove", "empty": "Your basket is empty.", "sold_out": "Sold out", "stock": "In stock",
        "shipping": "Delivery", "email": "E-mail address", "name": "Full name", "street": "Street and number", "city": "City",
        "postcode": "Postcode", "password": "Password", "guest": "Continue as guest", "register": "Create an account",
        "cookies": "We use cookies to measure our audience.", "refuse": "Reject all", "accept": "Accept all", "total": "Total",
        "size": "Size", "choose": "Choose a size", "also": "You may also like", "price": "€{}",
        "goods": ("Storm Lantern", "Ship's Lantern", "Garden Lantern", "Beeswax Candle", "Pillar Candle", "Tea Lights"),
    },
    "de": {
        "shop": "Laterne & Laib", "home": "Startseite", "about": "Über uns", "contact": "Kontakt", "login": "Anmelden",
        "menu": "Menü", "categories": ("Laternen", "Kerzen"), "cart": "Warenkorb", "view": "Zum Warenkorb",
        "add": "In den Warenkorb", "buy": "Jetzt kaufen", "wish": "Auf die Wunschliste",
        "added": "wurde in den Warenkorb gelegt.", "checkout": "Zur Kasse", "pay": "Jetzt bezahlen",
        "place": "Zahlungspflichtig bestellen", "remove": "Entfernen", "empty": "Ihr Warenkorb ist leer.",
        "sold_out": "Ausverkauft", "stock": "Auf Lager", "shipping": "Versand", "email": "E-Mail-Adresse", "name": "Name",
        "street": "Straße und Hausnummer", "city": "Ort", "postcode": "PLZ", "password": "Passwort",
        "guest": "Als Gast bestellen", "register": "Konto anlegen", "cookies": "Wir verwenden Cookies für unsere Statistik.",
        "refuse": "Alle ablehnen", "accept": "Alle akzeptieren", "total": "Summe", "size": "Größe", "choose": "Größe wählen",
        "also": "Das könnte Ihnen gefallen", "price": "{} €",
        "goods": ("Sturmlaterne", "Schiffslaterne", "Gartenlaterne", "Bienenwachskerze", "Stumpenkerze", "Teelichter"),
    },
    "zh": {
        "shop": "灯笼小铺", "home": "首页", "about": "关于我们", "contact": "联系我们", "login": "登录", "menu": "菜单",
        "categories": ("灯笼", "蜡烛"), "cart": "购物车", "view": "查看购物车", "add": "加入购物车", "buy": "立即购买",
        "wish": "收藏",
        "added": "已加入购物车", "checkout": "去结算", "pay": "立即支付", "place": "提交订单", "remove": "删除",
        "empty": "购物车是空的", "sold_out": "已售罄", "stock": "有货", "shipping": "运费", "email": "邮箱", "name": "姓名",
        "street": "地址", "city": "城市", "postcode": "邮编", "password": "密码", "guest": "以访客身份继续", "register": "注册",
        "cookies": "本网站使用 cookie", "refuse": "全部拒绝", "accept": "全部接受", "total": "合计", "size": "尺码",
        "choose": "请选择",
        "also": "猜你喜欢", "price": "¥{}",
        "goods": ("防风灯笼", "航海灯笼", "花园灯笼", "蜂蜡蜡烛", "柱形蜡烛", "茶烛"),
    },
}

LANGUAGE_TAGS = {"en": "en-GB", "de": "de-DE", "zh": "zh-CN"}
PRICES = ("12.50", "34.00", "21.90", "9.80", "7.40", "5.00")
PICTURE = (
    "data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg' width='160' height='160'%3E"
    "%3Crect width='160' height='160' fill='%23c9b28f'/%3E%3Ccircle cx='80' cy='80' r='46' fill='%23784f2a'/%3E%3C/svg%3E"
)
STYLE = """
body{font:16px/1.5 sans-serif;margin:0;color:#222} header{background:#eee;padding:8px 16px}
footer{padding:32px 16px;background:#ddd}
nav a,header a{margin-right:14px} main{padding:16px;max-width:900px} button,.button{padding:10px 18px;font:inherit}
.goods{display:grid;grid-template-columns:repeat(auto-fill,minmax(160px,1fr));gap:16px;list-style:none;padding:0}
.layer{position:fixed;left:0;right:0;bottom:0;background:#fff;border-top:2px solid #333;padding:24px}
.drawer{position:fixed;right:0;top:0;bottom:0;width:320px;background:#fff;padding:16px;box-shadow:0 0 9px #333}
.price{font-size:24px} .message{background:#dfd;padding:8px} .burger{display:none}
@media(max-width:700px){.folds nav{display:none} .folds nav.open{display:block} .folds .burger{display:inline-block}}
"""


class Switches(Struct, frozen=True):
    """The shop's language and what is odd about it. `way_on` is another name for the cart's link to the checkout."""

    language: str = "en"
    sold_out_first: bool = False
    burger: bool = False
    add_fails: bool = False
    login_wall: bool = False
    buy_now: bool = False
    pay_on_cart: bool = False
    no_checkout: bool = False
    place_redirect: bool = False
    script_orders: bool = False
    card_frame: bool = False
    consent: bool = False
    drawer: bool = False
    sizes: bool = False
    forgets: bool = False
    wall: bool = False
    way_on: str = ""


class Shop:
    """The shop's state: who has what in the cart, and what was asked of it."""

    def __init__(self, switches: Switches):
        self.on, self.words = switches, WORDS[switches.language]
        self.requests: list[tuple[str, str]] = []
        self.carts: dict[str, list[int]] = {}
        self.added = 0
        self.url = ""

    @property
    def orders(self) -> list[tuple[str, str]]:
        """The requests that placed an order or paid."""
        return [request for request in self.requests if request[1].startswith(("/checkout/place", "/orders", "/pay", "/buy"))]

    @property
    def left_in_carts(self) -> int:
        """How many things are still in anybody's cart."""
        return sum(map(len, self.carts.values()))

    # ---- pages

    def page(self, title: str, body: str, cart: list[int], message: str = "") -> str:
        words, on = self.words, self.on
        menu = "".join(f'<a href="/c/{at}/">{name}</a>' for at, name in enumerate(words["categories"]))
        burger = (
            f'<button class="burger" aria-expanded="false" onclick="document.querySelector(\'nav\').classList.toggle(\'open\')">'
            f'{words["menu"]}</button>'
        ) if on.burger else ""
        consent = (
            f'<div class="layer" id="consent"><p>{words["cookies"]}</p>'
            f'<button onclick="document.cookie=\'seen=1;path=/\';this.parentNode.remove()">{words["accept"]}</button> '
            f'<button onclick="document.cookie=\'seen=1;path=/\';this.parentNode.remove()">{words["refuse"]}</button></div>'
            "<script>if(document.cookie.includes('seen=1'))document.getElementById('consent').remove()</script>"
        ) if on.consent else ""
        said = f'<p class="message" role="status">{message}</p>' if message else ""
        return (
            f'<!doctype html><html lang="{LANGUAGE_TAGS[on.language]}"><head><title>{title} | {words["shop"]}</title>'
            f'<meta name="viewport" content="width=device-width"><link rel="icon" href="data:,"><style>{STYLE}</style></head>'
            f'<body class="{"folds" if on.burger else ""}"><header><a href="/">{words["shop"]}</a>{burger}<nav>{menu}'
            f'<a href="/about">{words["about"]}</a></nav><a href="/login">{words["login"]}</a>'
            f'<a href="/cart">{words["cart"]} ({len(cart)})</a></header><main><h1>{title}</h1>{said}{body}</main>'
            f'<footer><a href="/about">{words["about"]}</a> <a href="/contact">{words["contact"]}</a></footer>'
            f"{consent}</body></html>"
        )

    def price(self, good: int) -> str:
        return self.words["price"].format(PRICES[good])

    def sold_out(self, good: int) -> bool:
        return self.on.sold_out_first and good % 3 == 0

    def listing(self, goods: Iterator[int]) -> str:
        return '<ul class="goods">' + "".join(
            f'<li><a href="/p/{good}/"><img src="{PICTURE}" alt=""><br>{self.words["goods"][good]}</a><br>'
            f"<span>{self.price(good)}</span></li>" for good in goods
        ) + "</ul>"

    def product(self, good: int) -> str:
        words = self.words
        facts = f'<img src="{PICTURE}" alt="{words["goods"][good]}"><p class="price">{self.price(good)}</p>'
        also = f'<h2>{words["also"]}</h2>{self.listing(other for other in range(6) if other not in (good, 0))}'
        if self.sold_out(good):
            return f'{facts}<p>{words["sold_out"]}</p>{also}'
        size = (
            f'<label>{words["size"]} <select name="size" required><option value="">{words["choose"]}</option>'
            "<option>S</option><option>M</option></select></label>"
        ) if self.on.sizes else ""
        buy = f'<button formaction="/buy/{good}" class="primary">{words["buy"]}</button>' if self.on.buy_now else ""
        act = 'onsubmit="return drawer(this)"' if self.on.drawer else ""
        return (
            f'{facts}<p>{words["stock"]}</p><form method="post" action="/cart/add/{good}" {act}>{size}{buy}'
            f'<button>{words["add"]}</button></form>'
            f'<form method="post" action="/wish/{good}"><button>{words["wish"]}</button></form>'
            f"{self.drawer(good) if self.on.drawer else ''}{also}"
        )

    def drawer(self, good: int) -> str:
        words = self.words
        inside = (
            f'<h2>{words["cart"]}</h2><p>{words["goods"][good]}</p><p>1 × {self.price(good)}</p>'
            f'<a class="button" href="/cart">{words["view"]}</a> <a class="button" href="/checkout">{words["checkout"]}</a>'
        )
        return (
            "<script>function drawer(form){fetch(form.action,{method:'POST'}).then(()=>setTimeout(()=>{"
            "const box=document.createElement('div');box.className='drawer';box.setAttribute('role','dialog');"
            f"box.innerHTML={inside!r};document.body.append(box)}},300));return false}}</script>"
        )

    def cart(self, cart: list[int]) -> str:
        words = self.words
        if not cart:
            return f'<p>{words["empty"]}</p>'
        rows = "".join(
            f'<tr><td><a href="/p/{good}/">{words["goods"][good]}</a></td><td>1</td><td>{self.price(good)}</td><td>'
            f'<form method="post" action="/cart/remove/{good}"><button>{words["remove"]}</button></form></td></tr>'
            for good in cart
        )
        pay = f'<form method="post" action="/pay"><button>{words["pay"]}</button></form>' if self.on.pay_on_cart else ""
        on = "" if self.on.no_checkout else f'<a class="button" href="/checkout">{self.on.way_on or words["checkout"]}</a>'
        if self.on.script_orders:
            on = f"<button onclick=\"fetch('/orders',{{method:'POST'}})\">{words['checkout']}</button>"
        shipping = f'<p>{words["shipping"]}: {words["price"].format("4.90")}</p>'
        return f"<table>{rows}</table>{shipping}{pay}{on}"

    def checkout(self) -> str:
        words = self.words
        if self.on.login_wall:
            return (
                f'<form method="post" action="/login"><label>{words["email"]} <input type="email" name="email"></label>'
                f'<label>{words["password"]} <input type="password" name="password"></label>'
                f'<button>{words["login"]}</button></form>'
                f'<a href="/register">{words["register"]}</a>'
            )
        fields = "".join(
            f'<p><label>{words[name]} <input name="{name}"></label></p>'
            for name in ("email", "name", "street", "city", "postcode")
        )
        card = '<iframe src="https://js.stripe.com/v3/elements" width="300" height="90"></iframe>' if self.on.card_frame else ""
        return f'<form method="post" action="/checkout/place">{fields}{card}<button>{words["place"]}</button></form>'


class Handler(BaseHTTPRequestHandler):
    """Answers for the shop of its server."""

    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        shop, path = self.server.shop, self.path.partition("?")[0]
        shop.requests.append(("GET", self.path))
        words, cart = shop.words, self.cart()
        parts = path.strip("/").split("/")
        if shop.on.wall:
            return self.answer(403, "<h1>Forbidden</h1>")
        if path == "/":
            return self.page(words["shop"], f'<p>{words["about"]}</p>', cart)
        if parts[0] == "c":
            first = int(parts[1]) * 3
            return self.page(words["categories"][int(parts[1])], shop.listing(range(first, first + 3)), cart)
        if parts[0] == "p":
            good = int(parts[1])
            message = f'{words["goods"][good]} {words["added"]}' if "added" in self.path else ""
            return self.page(words["goods"][good], shop.product(good), cart, message)
        if path == "/cart":
            return self.page(words["cart"], shop.cart(cart), cart)
        if path == "/checkout" and shop.on.place_redirect:
            return self.move("/checkout/place", 307)
        if path == "/checkout":
            return self.page(words["checkout"], shop.checkout(), cart)
        return self.page(words["about"], "<p>…</p>", cart)

    def do_POST(self) -> None:
        shop = self.server.shop
        parse_qs(self.rfile.read(int(self.headers.get("Content-Length") or 0)))
        shop.requests.append(("POST", self.path))
        parts = self.path.strip("/").split("/")
        cart = self.cart()
        if parts[:2] == ["cart", "add"]:
            if shop.on.add_fails:
                return self.answer(500, "<h1>Server error</h1>")
            shop.added += 1
            if not shop.on.forgets:
                cart.append(int(parts[2]))
            return self.move(f"/p/{parts[2]}/?added")
        if parts[:2] == ["cart", "remove"]:
            cart.remove(int(parts[2]))
            return self.move("/cart")
        return self.page(self.path, "<p>Thank you</p>", cart)

    def cart(self) -> list[int]:
        given = SimpleCookie(self.headers.get("Cookie", ""))
        self.session = given["session"].value if "session" in given else str(len(self.server.shop.carts) + 1)
        return self.server.shop.carts.setdefault(self.session, [])

    def page(self, title: str, body: str, cart: list[int], message: str = "") -> None:
        self.answer(200, self.server.shop.page(title, body, cart, message))

    def move(self, to: str, status: int = 302) -> None:
        self.send_response(status)
        self.send_header("Location", to)
        self._finish(b"")

    def answer(self, status: int, html: str) -> None:
        self.send_response(status)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self._finish(html.encode())

    def _finish(self, body: bytes) -> None:
        self.send_header("Content-Length", str(len(body)))
        if hasattr(self, "session"):
            self.send_header("Set-Cookie", f"session={self.session}; Path=/")
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_args) -> None:
        pass


@contextmanager
def running(**switches) -> Iterator[Shop]:
    """The shop with these switches on, while it runs on a free port of this machine."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    server.shop = Shop(Switches(**switches))
    server.shop.url = f"http://127.0.0.1:{server.server_port}/"
    thread = threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True)
    thread.start()
    try:
        yield server.shop
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
