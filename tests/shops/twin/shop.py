"""The twin shop: an answer for every request, with the defects that are switched on."""

import re
import secrets
import threading
from collections import Counter
from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal
from pathlib import Path
from xml.sax.saxutils import escape

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from msgspec import Struct, field

from tests.shops.twin import pictures
from tests.shops.twin.goods import BY_SLUG, GLAZES, PRODUCTS, SHELF_BY_SLUG, SHELVES, Product, Shelf, found, on_shelf
from tests.shops.twin.words import (
    BETWEEN,
    CROWD,
    HOUSE,
    JOURNAL,
    MANY_STEPS,
    MORE_FIELDS,
    QUESTIONS,
    SERVICE,
    SPAM,
    STEPS,
    TEXTS,
    Entry,
)

HERE = Path(__file__).parent
STYLE = (HERE / "static" / "style.css").read_text()
TEMPLATES = Environment(
    loader=FileSystemLoader(HERE / "templates"), autoescape=True, trim_blocks=True, lstrip_blocks=True, undefined=StrictUndefined)
NAME, NAMELESS = "Tidewater Stoneware", "Untitled document"
PER_PAGE, PER_BURIED_PAGE = 6, 3
DELIVERY, FREE_FROM = Decimal("3.95"), Decimal("60.00")
SLOW_PAGE_S, SLOW_PICTURE_S, NEVER_S = 1.1, 5.0, 120.0
HOUR = "max-age=3600"

# The one product that each defect of a product strikes; none of them is the first of its shelf.
STRUCK = {
    "price-without-currency": "chalk-bowl", "thin-description": "moss-bowl", "no-product-data": "ember-bowl",
    "two-prices": "slate-plate", "no-stock-state": "dune-plate", "two-stock-states": "heather-vase", "orphan": "moss-vase", "one-picture": "dune-bowl", "no-reviews": "moss-teapot",
    "unshown-rating": "harbour-vase",
}
COPIED = "slate-bowl"
HIDDEN_SHELF, UNDESCRIBED_SHELF, LATE_SHELF = "plates", "vases", "bowls"
REDIRECTS = {"/cups": "/mugs", "/mugs": "/category/mugs"}
ABSENT = {"no-tracking": ("/track",), "nobody-behind-it": ("/about", "/imprint")}
ONLY_FROM_HOME = {
    "privacy-unlinked": ("/privacy",), "delivery-unlinked": ("/delivery",), "returns-unlinked": ("/returns",),
    "contact-unlinked": ("/contact", "/imprint"), "questions-unlinked": ("/help",),
}
SOME_ANSWERS = 3
DATA_TYPES = {".css": "text/css; charset=utf-8", ".js": "text/javascript; charset=utf-8"}


class Asked(Struct, frozen=True):
    """A request."""

    method: str
    path: str
    query: Mapping[str, str]
    form: Mapping[str, str]
    cookie: str
    agent: str


class Answer(Struct, frozen=True):
    """What the server sends, `delay_s` later."""

    body: bytes = b""
    status: int = 200
    kind: str = "text/html; charset=utf-8"
    headers: dict[str, str] = field(default_factory=dict)
    delay_s: float = 0


def went_to(place: str, **headers: str) -> Answer:
    return Answer(status=302, headers={"Location": place, **headers})


class Shop:
    """The shop and what it remembers: baskets by session, every request, and orders, of which there must be none."""

    def __init__(self, switches: frozenset[str]) -> None:
        self.switches = switches
        self.url = ""
        self.log: list[tuple[str, str]] = []
        self.orders: list[Asked] = []
        self.added = 0
        self.baskets: dict[str, Counter[str]] = {}
        self.last_added: dict[str, str] = {}
        self.remembering = threading.Lock()

    def has(self, switch: str) -> bool:
        return switch in self.switches

    @property
    def left_in_baskets(self) -> int:
        return sum(basket.total() for basket in self.baskets.values())

    def answer(self, asked: Asked) -> Answer:
        """The answer to a request."""
        self.log.append((asked.method, asked.path))
        if asked.path.startswith("/checkout/place"):
            self.orders.append(asked)
        for pattern, method, handler in ROUTES:
            match = re.fullmatch(pattern, asked.path)
            if match and method == ("GET" if asked.method == "HEAD" else asked.method):
                return handler(self, asked, *match.groups())
        return self.not_found(asked)

    # ---- pages

    def page(self, asked: Asked, template: str, title: str, *, status: int = 200, delay_s: float = 0, **told) -> Answer:
        """A page in the shop's frame. `told` overrides what the frame takes for granted."""
        frame = {
            "shop": self, "path": asked.path, "title": title if title == NAMELESS else f"{title} | {NAME}", "description": "", "hidden": False, "canonical": asked.path,
            "frameless": False, "searchless": False, "words": "", "style": STYLE, "year": date.today().year, "trail": (), "product": None, "late": False,
            "basket_count": self.basket(asked).total(), "menu": self.menu(), "service": self.links(SERVICE, asked.path),
            "house": self.links(HOUSE, asked.path), "delivery_told": not self.has("untold-delivery-cost")}
        html = TEMPLATES.get_template(template).render(frame | told)
        return Answer(html.encode(), status, delay_s=delay_s)

    def menu(self) -> list[tuple[str, str]]:
        shelves = [(shelf.name, f"/category/{shelf.slug}") for shelf in SHELVES]
        goods = [("Shop", "/#categories")] if self.has("one-word-menu") else shelves
        crowd = [(label, "/journal") for label in CROWD] if self.has("crowded-menu") else []
        return [*goods, ("Journal", "/journal"), *crowd]

    def links(self, texts: Mapping, path: str) -> list[tuple[str, str]]:
        """The links of the footer: to all pages that are there, and that are linked from this one."""
        hidden = {to for switch, paths in ONLY_FROM_HOME.items() if self.has(switch) and path != "/" for to in paths}
        return [(text.label, to) for to, text in texts.items() if to not in hidden | self.absent]

    @property
    def absent(self) -> set[str]:
        return {path for switch, paths in ABSENT.items() if self.has(switch) for path in paths}

    def home(self, asked: Asked) -> Answer:
        fresh = [BY_SLUG[slug] for slug in ("harbour-mug", "heather-teapot", "dune-vase", "chalk-plate")]
        return self.page(
            asked, "home.html", "Handmade stoneware from Whitby", shelves=SHELVES, fresh=fresh, journal=JOURNAL, spam=SPAM,
            description="Mugs, bowls, plates, teapots and vases, thrown by hand above the harbour of Whitby.")

    def category(self, asked: Asked, slug: str) -> Answer:
        if slug == "jugs" and self.has("empty-shelf"):
            return self.shelf_page(asked, Shelf("jugs", "Jugs", "Jug", 0, "Jugs for milk, water and cider.", "", ()), [])
        shelf = SHELF_BY_SLUG.get(slug)
        return self.shelf_page(asked, shelf, self.shown(shelf, asked.query)) if shelf else self.not_found(asked)

    def shown(self, shelf: Shelf, query: Mapping[str, str]) -> list[Product]:
        """The products of a shelf, filtered and sorted as asked."""
        orphan = STRUCK["orphan"] if self.has("orphan") else ""
        kept = [each for each in on_shelf(shelf) if each.slug != orphan and query.get("glaze", "") in ("", each.glaze.slug)]
        return sorted(kept, key=lambda each: each.price) if query.get("sort") == "price" else kept

    def shelf_page(self, asked: Asked, shelf: Shelf, products: list[Product]) -> Answer:
        size = PER_BURIED_PAGE if self.has("buried-products") else PER_PAGE
        last = max(1, -(-len(products) // size))
        number = int(asked.query["page"]) if asked.query.get("page", "").isdigit() else 1
        if not 1 <= number <= last:
            return self.not_found(asked)
        tail = f", page {number}" if number > 1 else ""
        undescribed = self.has("no-description") and shelf.slug == UNDESCRIBED_SHELF
        return self.page(
            asked, "category.html", f"{shelf.name} of handmade stoneware{tail}", shelf=shelf, glazes=GLAZES, total=len(products),
            products=products[(number - 1) * size:number * size], number=number, last=last, trail=((shelf.name, ""),),
            description="" if undescribed else shelf.words, canonical=asked.path + (f"?page={number}" if number > 1 else ""),
            hidden=self.has("hidden-shelf") and shelf.slug == HIDDEN_SHELF,
            late=self.has("blank-page") and shelf.slug == LATE_SHELF, searchless=self.has("no-search"))

    def product(self, asked: Asked, slug: str) -> Answer:
        product = BY_SLUG.get(slug)
        return self.product_page(asked, product) if product else self.not_found(asked)

    def print_copy(self, asked: Asked, slug: str) -> Answer:
        """The page of a product under a second address."""
        if slug != COPIED or not self.has("print-copies"):
            return self.not_found(asked)
        return self.product_page(asked, BY_SLUG[slug], "to print")

    def product_page(self, asked: Asked, product: Product, edition: str = "") -> Answer:
        title = f"{product.shelf.piece} to give away" if self.shares_title(product) else product.name
        return self.page(
            asked, "product.html", f"{title} {edition}".strip(), product=product, data=self.data_of(product),
            description=f"{product.name}{' ' + edition if edition else ''}: {product.glaze.look}",
            trail=((product.shelf.name, f"/category/{product.shelf.slug}"), (product.name, "")), related=self.related(product),
            bare=self.strikes("price-without-currency", product), stateless=self.strikes("no-stock-state", product),
            thin=self.strikes("thin-description", product),
            views=self.views(product), reviewed=not (self.strikes("no-reviews", product) or self.strikes("unshown-rating", product)), returns_linked=not self.has("returns-unlinked"),
            delivery_told=not (self.has("untold-delivery-cost") or self.strikes("price-without-currency", product)),
            searchless=self.has("no-search"))

    def strikes(self, switch: str, product: Product) -> bool:
        return self.has(switch) and STRUCK[switch] == product.slug

    def shares_title(self, product: Product) -> bool:
        return self.has("shared-titles") and product.shelf.slug == "teapots"

    def related(self, product: Product) -> list[Product]:
        """The three products that stand next to a product on its shelf."""
        shelf = self.shown(product.shelf, {})
        at = shelf.index(product) if product in shelf else 0
        return [shelf[(at + step) % len(shelf)] for step in (1, 2, 3)] if not self.has("buried-products") else []

    def data_of(self, product: Product) -> dict | None:
        """The Product data for search engines."""
        if self.strikes("no-product-data", product):
            return None
        price = product.price * 2 if self.strikes("two-prices", product) else product.price
        there = bool(product.stock) != self.strikes("two-stock-states", product)
        return {
            "@context": "https://schema.org", "@type": "Product", "name": product.name, "sku": product.number,
            "url": self.url + product.path, "brand": {"@type": "Brand", "name": NAME}, "material": "stoneware",
            "color": product.glaze.name, "image": [f"{self.url}/media/{product.slug}-{view}.jpg" for view in self.views(product)],
            "description": "A lovely piece." if self.strikes("thin-description", product) else " ".join(product.description),
            "offers": {
                "@type": "Offer", "url": self.url + product.path, "price": str(price), "priceCurrency": "GBP",
                "availability": f"https://schema.org/{'InStock' if there else 'OutOfStock'}"},
            **({} if self.strikes("no-reviews", product) else review_data(product))}

    def views(self, product: Product) -> tuple[int, ...]:
        return (1,) if self.strikes("one-picture", product) else (1, 2, 3)

    def text(self, asked: Asked) -> Answer:
        text = TEXTS[asked.path]
        if asked.path in self.absent:
            return self.not_found(asked)
        nameless = self.has("nameless-page") and asked.path == "/terms"
        return self.page(
            asked, "page.html", NAMELESS if nameless else text.heading, heading=text.heading, description=text.description,
            questions=QUESTIONS[:SOME_ANSWERS] if self.has("few-answers") else QUESTIONS, trail=((text.heading, ""),))

    def journal(self, asked: Asked) -> Answer:
        return self.page(asked, "journal.html", "Journal of the workshop", journal=JOURNAL, trail=(("Journal", ""),),
                         description="Notes from our workshop: firing, clay, glazes, and how to care for stoneware.")

    def article(self, asked: Asked, slug: str) -> Answer:
        entry = next((entry for entry in JOURNAL if entry.slug == slug), None)
        if entry is None:
            return self.gone_article(asked) if slug == "the-old-kiln" and self.has("soft-404") else self.not_found(asked)
        return self.page(asked, "article.html", entry.title, entry=entry, description=entry.description, data=article_data(entry),
                         trail=(("Journal", "/journal"), (entry.title, "")))

    def gone_article(self, asked: Asked) -> Answer:
        return self.page(asked, "not_found.html", "Page not found", heading="Page not found", frameless=False, shelves=())

    def search(self, asked: Asked) -> Answer:
        words = asked.query.get("q", "")
        return self.page(asked, "search.html", f"Search for {words}", words=words, products=found(words), hidden=True)

    def not_found(self, asked: Asked) -> Answer:
        return self.page(asked, "not_found.html", "Not here", status=404, frameless=self.has("bare-error-page"), heading="",
                         shelves=SHELVES, canonical="")

    # ---- basket and checkout

    def basket(self, asked: Asked) -> Counter[str]:
        return self.baskets.get(asked.cookie, Counter())

    def show_basket(self, asked: Asked) -> Answer:
        added = BY_SLUG.get(self.last_added.pop(asked.cookie, ""))
        slow = SLOW_PAGE_S if self.has("slow-server") and "Mobile" in asked.agent else 0
        return self.page(
            asked, "basket.html", "Your basket", hidden=True, added=added.name if added else "", delay_s=slow,
            door=BETWEEN[0][0] if self.has("pages-between") else "/checkout", **self.bill(asked))

    def bill(self, asked: Asked) -> dict:
        """What is in the basket, and what it comes to."""
        lines = [(BY_SLUG[slug], quantity) for slug, quantity in self.basket(asked).items()]
        goods = sum((product.price * quantity for product, quantity in lines), Decimal(0))
        delivery = DELIVERY if goods < FREE_FROM else Decimal(0)
        return {"lines": lines, "delivery": delivery, "total": goods + delivery}

    def add(self, asked: Asked) -> Answer:
        product = BY_SLUG.get(asked.form.get("product", ""))
        if self.has("broken-adding") or product is None or not product.stock:
            return self.page(asked, "not_found.html", "Something went wrong", status=500, heading="Something went wrong", shelves=())
        session = asked.cookie or secrets.token_hex(8)
        quantity = asked.form.get("quantity", "1")
        with self.remembering:
            self.added += 1
            self.baskets.setdefault(session, Counter())[product.slug] += int(quantity) if quantity.isdigit() else 1
            self.last_added[session] = product.slug
        return went_to("/basket", **{"Set-Cookie": f"session={session}; Path=/; HttpOnly; SameSite=Lax"})

    def remove(self, asked: Asked) -> Answer:
        with self.remembering:
            self.basket(asked).pop(asked.form.get("product", ""), None)
        return went_to("/basket")

    def between(self, asked: Asked) -> Answer:
        step = next((step for step in BETWEEN if step[0] == asked.path), None)
        if step is None or not self.has("pages-between"):
            return self.not_found(asked)
        _, heading, told, onward = step
        return self.page(asked, "between.html", heading, heading=heading, told=told, onward=onward, hidden=True)

    def checkout(self, asked: Asked) -> Answer:
        if self.has("forgetful-checkout"):
            self.basket(asked).clear()
        if not self.basket(asked):
            return went_to("/basket")
        return self.page(
            asked, "checkout.html", "Checkout", hidden=True, steps=MANY_STEPS if self.has("many-steps") else STEPS,
            more_fields=MORE_FIELDS if self.has("many-fields") else (), **self.bill(asked))

    def thanked(self, asked: Asked) -> Answer:
        """What any other form is answered with, the order's too."""
        return self.page(asked, "not_found.html", "Thank you", heading="Thank you, we have received that", shelves=SHELVES)

    # ---- for machines

    def robots(self, asked: Asked) -> Answer:
        absent = f"Sitemap: {self.url}/sitemap-news.xml\n" if self.has("absent-sitemap") else ""
        return Answer(f"User-agent: *\nDisallow: /checkout/place\n\nSitemap: {self.url}/sitemap.xml\n{absent}".encode(), kind="text/plain")

    def sitemap(self, asked: Asked) -> Answer:
        paths = ["/", "/journal", *(f"/category/{shelf.slug}" for shelf in SHELVES), *(product.path for product in PRODUCTS),
                 *(f"/journal/{entry.slug}" for entry in JOURNAL), *sorted(set(TEXTS) - self.absent)]
        rows = "".join(f"<url><loc>{escape(self.url + path)}</loc></url>" for path in paths)
        return Answer(f'<?xml version="1.0" encoding="UTF-8"?><urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">{rows}'
                      "</urlset>".encode(), kind="application/xml")

    def static(self, asked: Asked, name: str) -> Answer:
        if name == "late.css":
            return Answer(kind="text/css", delay_s=NEVER_S if "Mobile" in asked.agent else 0)
        file = HERE / "static" / name
        if not file.is_file():
            return self.not_found(asked)
        return Answer(file.read_bytes(), kind=DATA_TYPES[file.suffix], headers={"Cache-Control": HOUR})

    def media(self, asked: Asked, name: str) -> Answer:
        """A picture; where only its head is asked for, it is not drawn."""
        slug, _, view = name.rpartition("-")
        drawings: dict[str, Callable[[], bytes]] = {"banner": pictures.banner, "giant": pictures.giant}
        if slug in BY_SLUG and view in ("1", "2", "3"):
            drawings[name] = lambda: pictures.picture(BY_SLUG[slug], int(view) - 1)
        if name not in drawings:
            return self.not_found(asked)
        slow = SLOW_PICTURE_S if name == "banner" and self.has("slow-picture") and asked.method == "GET" else 0
        body = b"" if asked.method == "HEAD" else drawings[name]()
        return Answer(body, kind="image/png" if name == "giant" else "image/jpeg", headers={"Cache-Control": HOUR}, delay_s=slow)

    def icon(self, asked: Asked) -> Answer:
        return Answer(pictures.icon(), kind="image/png", headers={"Cache-Control": HOUR})

    def moved(self, asked: Asked) -> Answer:
        known = self.has("chain-of-redirects") and asked.path in REDIRECTS
        return Answer(status=301, headers={"Location": REDIRECTS[asked.path]}) if known else self.not_found(asked)


def review_data(product: Product) -> dict:
    return {
        "aggregateRating": {"@type": "AggregateRating", "ratingValue": f"{product.stars:.1f}", "reviewCount": len(product.reviews)},
        "review": [{
            "@type": "Review", "author": {"@type": "Person", "name": review.by}, "reviewBody": review.said,
            "reviewRating": {"@type": "Rating", "ratingValue": review.stars, "bestRating": 5},
        } for review in product.reviews]}


def article_data(entry: Entry) -> dict:
    return {"@context": "https://schema.org", "@type": "BlogPosting", "headline": entry.title, "datePublished": entry.date,
            "author": {"@type": "Person", "name": "Nora Pickering"}}


SLUG = "([a-z-]+)"
ROUTES: tuple[tuple[str, str, Callable[..., Answer]], ...] = (
    ("/", "GET", Shop.home),
    (f"/category/{SLUG}", "GET", Shop.category),
    (f"/product/{SLUG}", "GET", Shop.product),
    (f"/print/{SLUG}", "GET", Shop.print_copy),
    ("|".join(TEXTS), "GET", Shop.text),
    ("/journal", "GET", Shop.journal),
    (f"/journal/{SLUG}", "GET", Shop.article),
    ("/search", "GET", Shop.search),
    ("/basket", "GET", Shop.show_basket),
    ("/basket/add", "POST", Shop.add),
    ("/basket/remove", "POST", Shop.remove),
    ("/checkout", "GET", Shop.checkout),
    ("/checkout/(?:wrapping|care)", "GET", Shop.between),
    ("/checkout/place|/contact|/track|/login", "POST", Shop.thanked),
    ("/cups|/mugs", "GET", Shop.moved),
    ("/robots.txt", "GET", Shop.robots),
    ("/sitemap.xml", "GET", Shop.sitemap),
    ("/static/([a-z]+\\.(?:css|js))", "GET", Shop.static),
    ("/media/([a-z0-9-]+)\\.(?:jpg|png)", "GET", Shop.media),
    ("/favicon.ico", "GET", Shop.icon),
)
