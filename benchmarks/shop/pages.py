"""The pages of the shop as HTML, by address."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path
from random import Random
from typing import Any

from jinja2 import ChoiceLoader, Environment, FileSystemLoader, StrictUndefined

from benchmarks.shop.catalogue import LISTED, Catalogue, Category, Product, path_of
from benchmarks.shop.piece import Card, Piece, card, data_of, nearly, piece, state_of
from benchmarks.shop.planted import Planted, Truth
from benchmarks.shop.words import DEPARTMENTS, paragraph
from tests.shops import twin
from tests.shops.twin.markup import article_data
from tests.shops.twin.words import HOUSE, JOURNAL, QUESTIONS, SERVICE, TEXTS

HERE, TWIN = Path(__file__).parent, Path(twin.__file__).parent
TEMPLATES = Environment(
    loader=ChoiceLoader([FileSystemLoader(HERE / "templates"), FileSystemLoader(TWIN / "templates")]), autoescape=True,
    trim_blocks=True, lstrip_blocks=True, undefined=StrictUndefined)
BADGES = ("Visa", "Mastercard", "Bank transfer", "Royal Mail", "DPD", "Climate fund")
RELATED, SPARE, BESIDE = 8, 4, 16
Page = tuple[str, str]


class Sound:
    """The twin's templates ask which defects are switched on: here none is."""

    def has(self, switch: str) -> bool:
        return False


class Pages:
    """Renders the pages of a shop. Each method yields (address, HTML)."""

    def __init__(self, catalogue: Catalogue, truth: Truth, year: int) -> None:
        self.catalogue = catalogue
        self.truth = truth
        self.orphans = {each.product for each in truth.of("orphan")}
        self.canonicals = {each.product: each.canonical for each in truth.planted if each.canonical}
        self.copies = {each.product: each for each in truth.of("exact-copy", "near-copy")}
        self.notes = notes_of(truth)
        menu = [(name, path_of(name)) for name in DEPARTMENTS]
        self.frame = {
            "shop": Sound(), "menu": menu, "service": links(SERVICE), "house": links(HOUSE), "badges": BADGES, "stories": JOURNAL,
            "year": year, "style": (TWIN / "static" / "style.css").read_text(), "description": "", "trail": (), "words": "",
            "hidden": False, "frameless": False, "shelves": [catalogue.categories[name] for name in DEPARTMENTS]}

    def page(self, path: str, template: str, title: str, **told: Any) -> Page:
        own = {"path": path, "canonical": path, "title": title}
        return path, TEMPLATES.get_template(template).render(self.frame | own | told)

    def products(self, numbers: range) -> Iterator[Page]:
        """Product pages, and the copies of them that are planted."""
        for number in numbers:
            product = self.catalogue.product(number)
            shown, copy = piece(product), self.copies.get(number)
            yield self.product(shown, product.path, self.canonicals.get(number, product.path), "")
            if copy:
                same = shown if copy.kind == "exact-copy" else nearly(shown)
                yield self.product(same, copy.target, copy.target, f" {copy.kind}")

    def product(self, shown: Piece, path: str, canonical: str, edition: str) -> Page:
        product, leaf = shown.product, self.catalogue.leaf(shown.product.number)
        trail = [*((name, path_of(name)) for name in (*leaf.above, leaf.name)), (product.name, "")]
        return self.page(
            path, "product.html", f"{product.name}{edition}", canonical=canonical, description=f"{shown.description}{edition}",
            trail=trail, piece=shown, data=data_of(shown), state=state_of(shown), notes=self.notes.get(product.path, ()),
            related=self.related(product)[:RELATED], beside=self.beside(product, leaf),
            siblings=[(name, path_of(name)) for name in self.siblings(leaf)])

    def related(self, product: Product) -> list[Card]:
        """Products of the department, at random."""
        root = self.catalogue.categories[product.department]
        among = range(root.first, root.last)
        return self.cards(Random(-product.number - 1).sample(among, min(RELATED + SPARE, len(among))), product.number)

    def beside(self, product: Product, leaf: Category) -> list[Card]:
        """The products that follow on the same shelf."""
        on = range(leaf.first, leaf.last)
        return self.cards([on[(product.number - leaf.first + step) % len(on)] for step in range(1, BESIDE + 1)], product.number)

    def cards(self, numbers: Iterable[int], but: int = -1) -> list[Card]:
        """Cards of the products, without orphans, which no list may show, and without one number."""
        return [card(self.catalogue.product(number)) for number in numbers if number not in self.orphans and number != but]

    def siblings(self, leaf: Category) -> tuple[str, ...]:
        return self.catalogue.categories[leaf.above[-1]].children if leaf.above else ()

    def others(self) -> Iterator[Page]:
        """All pages but those of products."""
        yield from self.fixed()
        for category in self.catalogue.categories.values():
            yield from self.category(category)
        for each in self.truth.of("soft-404-text"):
            yield self.page(each.target, "note.html", "Page not found", told=("Sorry, this page is no longer here.",))
        for each in self.truth.of("canonical-to-noindex"):
            yield self.note(each)

    def note(self, each: Planted) -> Page:
        random = Random(each.product)
        return self.page(each.canonical, "note.html", each.words, hidden=True, description=f"{each.words}, from the workshop.",
                         told=[paragraph(random, 4) for _ in range(4)])

    def fixed(self) -> Iterator[Page]:
        """Home, basket, search, journal and the pages of service; the answer to what is not there."""
        fresh = range(0, self.catalogue.count, self.catalogue.count // 12)
        shelves = [each for each in self.catalogue.categories.values() if len(each.above) < 2]
        yield self.page("/", "home.html", "Handmade stoneware from Whitby", fresh=self.cards(fresh), shelves=shelves,
                        description="Mugs, bowls, plates, teapots and vases, thrown by hand above the harbour of Whitby.")
        yield self.page("/basket", "basket.html", "Your basket", lines=(), hidden=True)
        yield self.page("/search", "search.html", "Search", products=(), hidden=True)
        for path, text in TEXTS.items():
            yield self.page(path, "page.html", text.heading, heading=text.heading, description=text.description,
                            questions=QUESTIONS, trail=((text.heading, ""),))
        yield self.page("/journal", "journal.html", "Journal of the workshop", journal=JOURNAL, trail=(("Journal", ""),),
                        description="Notes from our workshop: firing, clay, glazes, and how to care for stoneware.")
        for entry in JOURNAL:
            yield self.page(f"/journal/{entry.slug}", "article.html", entry.title, entry=entry, description=entry.description,
                            data=article_data(entry), trail=(("Journal", "/journal"), (entry.title, "")))

    def absent(self) -> str:
        """The answer to an address that is not there."""
        shelves = [{"slug": path.rpartition("/")[2], "name": name} for name, path in self.frame["menu"]]
        return self.page("/absent", "not_found.html", "Not here", heading="", shelves=shelves, canonical="")[1]

    def category(self, category: Category) -> Iterator[Page]:
        """The pages of a list; a category of categories shows the first few of its products."""
        for number in range(1, category.list_pages + 1):
            first = category.first + (number - 1) * LISTED
            shown = range(first, min(category.last, first + (12 if category.children else LISTED)))
            words, tail = paragraph(Random(f"{category.name} {number}"), 3), f", page {number}" if number > 1 else ""
            trail = [*((name, path_of(name)) for name in category.above), (category.name, "")]
            yield self.page(
                category.path + (f"/page/{number}" if number > 1 else ""), "category.html",
                f"{category.name} of handmade stoneware{tail}", description=words.partition(". ")[0],
                category=category, number=number, last=category.list_pages, words=words, trail=trail, goods=self.cards(shown),
                total=category.last - category.first, children=[self.catalogue.categories[name] for name in category.children])


def links(texts: dict[str, Any]) -> list[tuple[str, str]]:
    return [(text.label, path) for path, text in texts.items()]


def notes_of(truth: Truth) -> dict[str, list[tuple[str, str]]]:
    """The links (words, address) that stand on a product page for the sake of a defect."""
    notes = defaultdict(list)
    for each in truth.planted:
        for carrier in each.carriers if each.words else ():
            notes[carrier].append((each.words, each.target if each.kind != "canonical-to-noindex" else each.canonical))
    return notes
