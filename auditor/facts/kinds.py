"""What a page is for: guessed from its address, its markup and its words, always with the reason."""

import re
from collections.abc import Callable
from urllib.parse import parse_qsl, urlsplit

from auditor.core.records import Page, PageKind
from auditor.facts import document, lexicon, offers, structured
from auditor.facts.tree import tree

Guess = tuple[PageKind, str]

BY_CONCEPT = {
    "cart": PageKind.CART, "checkout": PageKind.CHECKOUT, "login": PageKind.ACCOUNT, "wishlist": PageKind.ACCOUNT,
    "search": PageKind.SEARCH, "tracking": PageKind.TRACKING, "privacy": PageKind.PRIVACY, "terms": PageKind.TERMS,
    "returns": PageKind.RETURNS, "withdrawal": PageKind.RETURNS, "shipping": PageKind.SHIPPING, "faq": PageKind.FAQ,
    "contact": PageKind.CONTACT, "imprint": PageKind.IMPRINT, "about": PageKind.ABOUT,
}
POLICIES = {
    PageKind.PRIVACY, PageKind.TERMS, PageKind.RETURNS, PageKind.SHIPPING, PageKind.FAQ, PageKind.CONTACT, PageKind.IMPRINT,
    PageKind.ABOUT, PageKind.TRACKING,
}
FUNCTIONS = {PageKind.CART, PageKind.CHECKOUT, PageKind.ACCOUNT, PageKind.SEARCH}
CATEGORY_PATH = re.compile(r"/(?:collections?|category|categories|product-category|kategorie|categorie|categoria)(?:/|$)", re.I)
SEARCH_KEYS = {"q", "s", "search", "keyword", "keywords", "wd", "search_query", "query"}
LISTED_LEAST = 3
ORDERING = {"cart", "checkout"}
LABEL_PARTS = re.compile(r"\s[|–—:·-]\s")
ARTICLE_TYPES = ("Article", "BlogPosting", "NewsArticle")


def kind_of(page: Page, home: str) -> Guess:
    """The kind of a page and why; `home` is the shop's first address. `other` when nothing speaks for any."""
    return next((guess for rule in RULES if (guess := rule(page, home))), (PageKind.OTHER, "nothing told what it is for"))


def is_ordering(page: Page) -> bool:
    """Whether a page may be a cart or a checkout, by its address, title or heading: there, more words must not be followed."""
    parts = urlsplit(page.final_url)
    heading = tree(page).find(".//h1")
    labels = (document.title(page), "" if heading is None else " ".join(heading.itertext())[:document.LONGEST_WORDS])
    named = {concept for label in labels for part in LABEL_PARTS.split(label) for concept in lexicon.concepts_named(part)}
    return bool(ORDERING & (named | set(lexicon.slug_concepts(f"{parts.path}?{parts.query}"))))


def by_home(page: Page, home: str) -> Guess | None:
    one, other = urlsplit(page.final_url), urlsplit(home)
    same = (one.path.rstrip("/"), one.query) == (other.path.rstrip("/"), other.query)
    return (PageKind.HOME, "the address that was asked for") if same else None


def by_function(page: Page, home: str) -> Guess | None:
    """Carts, checkouts, accounts, searches and lists of reviews are known by their addresses."""
    parts = urlsplit(page.final_url)
    if SEARCH_KEYS & {key for key, _ in parse_qsl(parts.query)} and not structured.of_type(page, "Product"):
        return PageKind.SEARCH, "its address asks for words"
    if "reviews" in lexicon.slug_concepts(parts.path):
        return PageKind.OTHER, "its address says reviews"
    return by_address(page, FUNCTIONS)


def by_address(page: Page, kinds: set[PageKind]) -> Guess | None:
    parts = urlsplit(page.final_url)
    for concept in lexicon.slug_concepts(f"{parts.path}?{parts.query}"):
        if BY_CONCEPT.get(concept) in kinds:
            return BY_CONCEPT[concept], f"its address says {concept}"
    return None


def by_product_markup(page: Page, home: str) -> Guess | None:
    """One product's markup makes a product page; where several stand, a list's."""
    products = structured.of_type(page, "Product") or structured.of_type(page, "ProductGroup")
    if len(products) == 1 and not structured.of_type(page, "ItemList"):
        return PageKind.PRODUCT, "its markup describes one product"
    graph = open_graph_type(page)
    return (PageKind.PRODUCT, "its Open Graph type is product") if graph in ("product", "og:product", "product.item") else None


def by_buying(page: Page, home: str) -> Guess | None:
    """A price and a way to buy (or the word that it is sold out) beside one heading, apart from any list."""
    offer = offers.offer(page)
    if not offer or not document.first_heading(page):
        return None
    if offer.price is None:
        return None
    if offer.add_to_cart is not None:
        return PageKind.PRODUCT, "it has one price and a way to buy"
    return (PageKind.PRODUCT, "it has one price and tells its stock") if offer.availability is not None else None


def by_list(page: Page, home: str) -> Guess | None:
    """Several products side by side make a category."""
    cards = len(offers.product_cards(page))
    if cards >= LISTED_LEAST:
        return PageKind.CATEGORY, f"it lists {cards} products"
    if CATEGORY_PATH.search(urlsplit(page.final_url).path):
        return PageKind.CATEGORY, "its address is a category's"
    return None


def by_words(page: Page, home: str) -> Guess | None:
    """Policies and service pages name themselves in their heading or title."""
    heading = document.first_heading(page)
    for label in (heading.text if heading else "", document.title(page)):
        for part in LABEL_PARTS.split(label):
            for concept in lexicon.concepts_named(part):
                if concept in BY_CONCEPT:
                    return BY_CONCEPT[concept], f"its heading says {concept}"
    return None


def by_article(page: Page, home: str) -> Guess | None:
    if any(structured.of_type(page, name) for name in ARTICLE_TYPES) or open_graph_type(page) == "article":
        return PageKind.ARTICLE, "its markup says article"
    return None


RULES: tuple[Callable[[Page, str], Guess | None], ...] = (
    by_home, by_function, by_product_markup, by_buying, lambda page, home: by_address(page, POLICIES), by_list, by_words,
    by_article)


def open_graph_type(page: Page) -> str:
    found = (meta.get("content") for meta in tree(page).iter("meta") if meta.get("property") == "og:type")
    return next((content.lower() for content in found if content is not None), "")


def template_of(page: Page) -> str:
    """The group of pages made by one template: the kind, and for pages of no known kind the first folder of their address."""
    if page.kind is not PageKind.OTHER:
        return page.kind
    return f"{page.kind}:{urlsplit(page.final_url).path.strip('/').split('/')[0]}"
