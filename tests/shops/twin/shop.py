"""The twin shop: its pages, with the defects that are switched on, and what it remembers."""

import threading
from collections import Counter
from collections.abc import Mapping
from datetime import date
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from tests.shops.serving import Answer, Asked, told, went_to
from tests.shops.twin.goods import BY_SLUG, GLAZES, SHELF_BY_SLUG, SHELVES, Product, Shelf, found, on_shelf
from tests.shops.twin.markup import article_data, product_data
from tests.shops.twin.seeking import beginning, buried, forgiven
from tests.shops.twin.struck import (
    ABSENT,
    COPIED,
    HIDDEN_SHELF,
    LATE_SHELF,
    ONLY_FROM_HOME,
    ORIGINALS,
    SENT_HOME,
    SHOUTED,
    SOME_ANSWERS,
    STRUCK,
    UNDESCRIBED_SHELF,
)
from tests.shops.twin.words import (
    CROWD,
    HOUSE,
    JOURNAL,
    NAME,
    QUESTIONS,
    SERVICE,
    SPAM,
    TEXTS,
)

HERE = Path(__file__).parent
STYLE = (HERE / "static" / "style.css").read_text()
TEMPLATES = Environment(
    loader=FileSystemLoader(HERE / "templates"), autoescape=True, trim_blocks=True, lstrip_blocks=True, undefined=StrictUndefined)
NAMELESS = "Untitled document"
PER_PAGE, PER_BURIED_PAGE = 6, 3


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

    def basket(self, asked: Asked) -> Counter[str]:
        return self.baskets.get(asked.cookie, Counter())

    @property
    def left_in_baskets(self) -> int:
        return sum(basket.total() for basket in self.baskets.values())

    # ---- pages

    def page(self, asked: Asked, template: str, title: str, *, status: int = 200, delay_s: float = 0, **told) -> Answer:
        """A page in the shop's frame. `told` overrides what the frame takes for granted."""
        frame = {
            "shop": self, "path": asked.path, "title": title if title == NAMELESS else f"{title} | {NAME}", "description": "",
            "hidden": False, "canonical": asked.path, "frameless": False, "searchless": False, "words": "", "style": STYLE,
            "year": date.today().year, "trail": (), "product": None, "late": False, "basket_count": self.basket(asked).total(),
            "menu": self.menu(), "service": self.links(SERVICE, asked.path), "house": self.links(HOUSE, asked.path),
            "delivery_told": not self.has("untold-delivery-cost")}
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
            late=self.has("blank-page") and shelf.slug == LATE_SHELF, searchless=self.has("no-search"),
            endless=self.has("endless-addresses") and shelf.slug == LATE_SHELF)

    def product(self, asked: Asked, slug: str) -> Answer:
        product = BY_SLUG.get(slug)
        if asked.path == SENT_HOME and self.has("sent-home"):
            return went_to("/")
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
            canonical=f"/product/{COPIED}" if self.strikes("wrong-original", product) else asked.path,
            views=self.views(product), returns_linked=not self.has("returns-unlinked"),
            reviewed=not (self.strikes("no-reviews", product) or self.strikes("unshown-rating", product)),
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
        return product_data(
            product, self.url, views=self.views(product), reviewed=not self.strikes("no-reviews", product),
            price=product.price * 2 if self.strikes("two-prices", product) else product.price,
            in_stock=bool(product.stock) != self.strikes("two-stock-states", product),
            description="A lovely piece." if self.strikes("thin-description", product) else " ".join(product.description))

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
        original = ORIGINALS.get(slug, slug) if self.has("copy-of-a-copy") else slug
        title = SHOUTED if self.has("shouted-title") and slug == "the-seven-glazes" else entry.title
        return self.page(asked, "article.html", title, entry=entry, description=entry.description, data=article_data(entry),
                         trail=(("Journal", "/journal"), (entry.title, "")), canonical=f"/journal/{original}")

    def gone_article(self, asked: Asked) -> Answer:
        return self.page(asked, "not_found.html", "Page not found", heading="Page not found", frameless=False, shelves=())

    def search(self, asked: Asked) -> Answer:
        words = asked.query.get("q", "")
        meant = forgiven(words)
        slipped = meant != " ".join(words.casefold().split())
        hits = buried(meant) if self.has("burying-search") else found(meant)
        products = [] if slipped and self.has("strict-search") else hits
        return self.page(
            asked, "search.html", f"Search for {words}", words=words, products=products, shelves=SHELVES, hidden=True)

    def suggest(self, asked: Asked) -> Answer:
        """Names of a few products for what has been typed so far."""
        return told([product.name for product in beginning(asked.query.get("q", ""))])

    def not_found(self, asked: Asked) -> Answer:
        return self.page(asked, "not_found.html", "Not here", status=404, frameless=self.has("bare-error-page"), heading="",
                         shelves=SHELVES, canonical="")
