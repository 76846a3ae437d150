"""Finds the next thing to press: every candidate is scored against an intent, the best is pressed, the others are kept."""

import re
from collections.abc import Iterable, Iterator
from functools import cached_property
from urllib.parse import urlsplit

from msgspec import Struct
from msgspec.structs import replace

from auditor.facts.lexicon import concepts_named, says, slug_concepts
from spiders.journey.sight import Candidate, Card, Sight
from spiders.journey.wording import small_words

LOWEST = -100.0
SAME_ROW_PX = 6
SHORT_LINE = 60
COUNTERS = frozenset({"cart", "checkout", "login", "logout", "wishlist", "compare"})


class Intent(Struct, frozen=True, dict=True):
    """What is looked for, in points.

    `says`: by the concept that the label names (the best praise counts, and every blame); `other`: naming any other concept;
    `within`: by concepts that stand anywhere in the label; `small`: by the words of small controls;
    `marks`: by what programmers call such a thing, in ids, classes and addresses; `hinted`: leading to an address that the
    crawl knows as this; `cards`: standing in a card (priced, pictured); `folds`: having hidden links beside it; `beside`:
    standing in one row with the cart or the account. `links` takes links alone, `stays` only what does not lead to another
    page. `least` is enough.
    """

    name: str
    least: float
    says: dict[str, float] = {}
    other: float = 0
    within: dict[str, float] = {}
    small: dict[str, float] = {}
    marks: str = ""
    marked: float = 0
    places: str = ""
    placed: float = 0
    regions: dict[str, float] = {}
    cards: tuple[float, float] = (0, 0)
    loose: float = 0
    folds: float = 0
    hinted: float = 0
    beside: float = 0
    links: bool = False
    stays: bool = False

    @cached_property
    def mark(self) -> re.Pattern[str]:
        """How its ids and classes look."""
        return re.compile(self.marks or "(?!)", re.I)

    @cached_property
    def place(self) -> re.Pattern[str]:
        """How its addresses look."""
        return re.compile(self.places or "(?!)", re.I)


CART_PLACE = (
    r"(?:^|[/=.])(?:shopping[-_]?|view[-_]?)?(?:cart|basket|bag|warenkorb|einkaufswagen|panier|carrito|cesta|gouwuche)"
    r"(?:[/?#.&]|$)"
)
CHECKOUT_PLACE = (
    r"(?:^|[/=.])(?:checkouts?|kasse|caisse|commande|order|onepage|jiesuan|shopping/login|finalizar[-\w]*)(?:[/?#.&]|$)"
)
CATEGORY_PLACE = (
    r"/(?:category|categories|collections?|c|cat|kategorien?|categoria|categorie|departments?|product-category|fenlei)/|"
    r"product/category|[?&](?:cPath|path|category|cat|cid|category_id)=|/products/list|/category\.php\?"
)

HOME_PLACE = re.compile(r"(?:^|[/=])(?:home|index|default|start)(?:\.[a-z]{3,5})?/?$", re.I)

CATEGORY = Intent(
    "a category", 0.5, other=-8, small={"elsewhere": -5, "tongue": -9, "refuse": -9, "accept": -9, "dismiss": -9, "menu": 0.5},
    places=CATEGORY_PLACE, placed=1.5, hinted=6, beside=-0.5, links=True, cards=(-5, 1),
    regions={"nav": 2, "header": 1.5, "aside": 1.5, "main": 0, "footer": -4, "breadcrumb": -9, "pagination": -9, "dialog": 0.5},
)
SUBCATEGORY = replace(CATEGORY, name="a category of this one", least=0.5, regions=CATEGORY.regions | {"main": 1, "aside": 1})
PRODUCT = Intent(
    "a product", 3, says={"sold_out": -4}, other=-8, small={"tongue": -9}, hinted=4, links=True, cards=(4, 1.5),
    places=r"/(?:products?|produkte?|produit|producto|item|goods|p|dp|detail)/|product_id=|products_id=", placed=1,
    regions={"main": 1, "aside": -0.5, "nav": -3, "header": -3, "footer": -6, "breadcrumb": -9, "pagination": -9},
)
ADD = Intent(
    "the button that adds to the cart", 4,
    says={"add_to_cart": 7, "wishlist": -9, "compare": -9, "buy_now": -9, "place_order": -20, "sold_out": -6, "checkout": -6,
          "on_request": -9, "delete": -9},
    marks=r"add[-_]?(?:product[-_]?)?to[-_]?(?:cart|basket|bag)|addtocart|button-cart|btn-cart|single_add|product-form__submit",
    marked=3, places=r"/(?:cart|basket|bag)/add|add[-_]?to[-_]?(?:cart|basket)|action=add_product|add_cart", placed=2,
    regions={"main": 1, "dialog": 0.5, "header": -4, "nav": -6, "footer": -6}, cards=(-6, -6),
)
OPEN_CART = Intent(
    "the way to the cart", 3,
    says={"cart": 5, "add_to_cart": -12, "checkout": -3, "wishlist": -9, "empty_cart": 0, "delete": -12, "login": -6,
          "shipping": -5, "coupon": -5},
    marks=r"(?:^|[\s_-])(?:mini[-_]?)?(?:cart|basket|bag|warenkorb)(?:$|[\s_-])|shopping[-_]?(?:cart|bag|basket)"
    r"|icon-?(?:cart|bag|basket)", marked=2,
    places=CART_PLACE, placed=3, cards=(-8, -4),
    regions={"head": 1, "dialog": 2, "header": 1, "nav": 1, "main": 0.5, "footer": -3, "breadcrumb": -9},
)
CHECKOUT = Intent(
    "the way to the checkout", 4,
    says={"checkout": 7, "guest_checkout": 6, "place_order": -20, "buy_now": -20, "cart": -3, "add_to_cart": -20, "login": -5,
          "coupon": -6, "delete": -20, "shipping": -4, "payment_info": -4},
    small={"order": -20}, marks=r"checkout|kasse|btn-proceed", marked=2, places=CHECKOUT_PLACE, placed=3, cards=(-6, -6),
    regions={"dialog": 1, "main": 1, "aside": 0.5, "header": -1, "nav": -2, "footer": -5, "breadcrumb": -9},
)
REMOVE = Intent(
    "what takes it out of the cart", 3,
    within={"delete": 6}, says={"wishlist": -9, "coupon": -6, "cart": 0, "checkout": -9, "logout": -20},
    marks=r"remove|delete|trash|(?:^|[\s_-])bin(?:$|[\s_-])|(?:^|[\s_-])del(?:$|[\s_-])|cart[-_]?item.*close", marked=4,
    places=r"remove|delete", placed=2,
    regions={"main": 1, "dialog": 1, "aside": 0.5, "header": -2, "footer": -6, "nav": -4},
)
GUEST = Intent(
    "the way on as a guest", 5,
    says={"guest_checkout": 6, "place_order": -20, "buy_now": -20, "login": -4, "delete": -20, "add_to_cart": -20},
    marks=r"guest|gast", marked=1, regions={"header": -4, "nav": -6, "footer": -9, "breadcrumb": -9},
)
ONWARD = Intent(
    "the way on through the checkout", 4,
    says={"checkout": 4, "next_page": 5, "place_order": -20, "buy_now": -20, "add_to_cart": -20, "delete": -20, "login": -9,
          "coupon": -9, "search": -9, "cart": -9, "contact": -9, "wishlist": -9, "compare": -9},
    small={"onward": 6, "review": 5, "update": -6, "order": -20, "dismiss": -6, "tongue": -9},
    marks=r"continue|next|weiter|proceed", marked=1.5,
    regions={"main": 1, "dialog": 1, "header": -6, "nav": -6, "footer": -6, "breadcrumb": -9, "pagination": -9}, cards=(-6, -6),
)
UPDATE = Intent("what updates the cart", 3, says={"checkout": -9, "place_order": -20, "coupon": -9, "add_to_cart": -9},
                small={"update": 5}, marks=r"update", marked=3, regions={"main": 1, "dialog": 1, "footer": -6})
MENU = Intent(
    "the menu", 4, says={"cart": -9, "login": -9, "search": -9, "wishlist": -9, "add_to_cart": -20},
    small={"menu": 4, "tongue": -9}, cards=(-8, -8),
    marks=r"burger|(?:menu|nav|navbar|navigation|drawer|offcanvas)[-_]{0,2}(?:toggle|trigger|opener|open|button|btn|icon)",
    marked=3,
    regions={"header": 1, "nav": 1, "footer": -6, "breadcrumb": -9}, loose=1.5, stays=True,
)
DEPARTMENT = Intent(
    "a department that unfolds", 3, other=-8, small={"tongue": -9, "elsewhere": -5, "refuse": -9, "accept": -9, "dismiss": -9},
    regions={"nav": 2, "header": 1.5, "aside": 1.5, "dialog": 1, "footer": -6, "breadcrumb": -9, "pagination": -9},
    cards=(-8, -8), loose=1.5, folds=2.5, stays=True,
)

OPEN_SEARCH = Intent(
    "what opens or sends the search", 4,
    says={"search": 5, "cart": -9, "login": -9, "add_to_cart": -20, "wishlist": -9, "contact": -5, "tracking": -9},
    other=-6, marks=r"search|magnif|loupe|lupe|(?:^|[\s_-])(?:suche|recherche|buscar)(?:$|[\s_-])", marked=4,
    regions={"head": 1, "header": 1, "nav": 1, "dialog": 1, "main": -0.5, "footer": -6, "breadcrumb": -9},
    cards=(-8, -8), loose=0.5,
)


class Scored(Struct, frozen=True):
    """A candidate with its points for an intent, and what they were given for."""

    candidate: Candidate
    points: float
    because: tuple[str, ...]


def plain_address(url: str) -> str:
    """An address for comparing: without scheme, fragment and closing slash."""
    parts = urlsplit(url)
    return f"{parts.netloc.lower()}{parts.path.rstrip('/')}{'?' + parts.query if parts.query else ''}"


def same_shop(one: str, other: str) -> bool:
    """Whether two addresses belong to one host, `www.` or not."""
    return urlsplit(one).netloc.lower().removeprefix("www.") == urlsplit(other).netloc.lower().removeprefix("www.")


def is_offer(card: Card) -> bool:
    """Whether a card offers something: it has a price, or says that the price is told on request."""
    return card.priced or asks_for_price(card.lines) is not None


def is_advert(card: Card) -> bool:
    """Whether a card says of itself, in a line of its own, that it is an advertisement."""
    return any("advert" in small_words(line) for line in card.lines.splitlines())


def rank(sight: Sight, intent: Intent, known: frozenset[str] = frozenset(), *, hidden: bool = False) -> list[Scored]:
    """The candidates that have enough points, the best first, in reading order among equals. `known` are plain addresses."""
    among = sight.candidates if hidden else sight.shown
    scored = (score(candidate, intent, sight, known) for candidate in among if _eligible(candidate, intent, sight))
    enough = [each for each in scored if each.points >= intent.least]
    return sorted(enough, key=lambda each: (-each.points, each.candidate.box.y, each.candidate.box.x))


def score(candidate: Candidate, intent: Intent, sight: Sight, known: frozenset[str] = frozenset()) -> Scored:
    """The points of one candidate for one intent."""
    given = [(what, points) for what, points in _points(candidate, intent, sight, known) if points]
    return Scored(candidate, sum(points for _, points in given), tuple(f"{what} {points:+g}" for what, points in given))


def _eligible(candidate: Candidate, intent: Intent, sight: Sight) -> bool:
    if intent.stays:
        return not candidate.href.startswith("http") or "#" in candidate.href
    if not intent.links:
        return not candidate.href or candidate.href.startswith("javascript") or same_shop(candidate.href, sight.url)
    if candidate.tile:
        return True
    elsewhere = plain_address(candidate.href) != plain_address(sight.url)
    return candidate.href.startswith("http") and elsewhere and same_shop(candidate.href, sight.url)


def _points(candidate: Candidate, intent: Intent, sight: Sight, known: frozenset[str]) -> Iterator[tuple[str, float]]:
    yield from _label_points(candidate, intent)
    if intent.mark.search(candidate.marks):
        yield "marked so", intent.marked
    if candidate.target and intent.place.search(_path(candidate.target)):
        yield "leads there", intent.placed
    if intent.links and COUNTERS.intersection(slug_concepts(_path(candidate.href))):
        yield "leads to one of the shop's counters", intent.other
    if candidate.href and plain_address(candidate.href) in known:
        yield "known by the crawl", intent.hinted
    yield f"in {candidate.region}", intent.regions.get(candidate.region, 0)
    if intent.beside and any(abs(each.box.y - candidate.box.y) < SAME_ROW_PX for each in sight.counters):
        yield "beside the cart or the account", intent.beside
    yield from _card_points(candidate, intent, sight)
    if candidate.popup or candidate.expanded == "false":
        yield "opens something", intent.loose
    if candidate.folds:
        yield "hides links", intent.folds
    if candidate.disabled:
        yield "disabled", -2
    if candidate.covered:
        yield "covered by a layer", -3
    if "sponsored" in candidate.rel:
        yield "an advertisement", -6


def _label_points(candidate: Candidate, intent: Intent) -> Iterator[tuple[str, float]]:
    said = {*concepts_named(candidate.name), *concepts_named(candidate.title)}
    praise = max((intent.says.get(concept, 0) for concept in said), default=0)
    yield "named so", max(praise, 0)
    yield "named otherwise", sum(min(intent.says.get(concept, 0), 0) for concept in said)
    if said - intent.says.keys():
        yield "names something else", intent.other
    yield "speaks of it", sum(points for concept, points in intent.within.items() if says(concept, candidate.name))
    yield from (("says so", intent.small.get(word, 0)) for word in small_words(candidate.name))
    if intent.links and not candidate.name:
        yield "has no name", -1


def _card_points(candidate: Candidate, intent: Intent, sight: Sight) -> Iterator[tuple[str, float]]:
    if candidate.card is None:
        return
    card = sight.cards[candidate.card]
    yield "in a card", intent.cards[0] if is_offer(card) else intent.cards[1]
    if is_advert(card):
        yield "an advertisement", -6
    if intent.says.get("sold_out") and says("sold_out", card.text):
        yield "its card says sold out", intent.says["sold_out"]


def leads_home(url: str) -> bool:
    """Whether an address is by its form another one of the home page (`/index.php`, `?route=common/home`)."""
    return bool(HOME_PLACE.search(_path(url)))


def asks_for_price(text: str) -> str | None:
    """The line of a text that says that the price is on request ("Price on request", "Preis auf Anfrage")."""
    lines = (line.strip() for line in text.splitlines())
    return next((line for line in lines if 1 < len(line) <= SHORT_LINE and "on_request" in concepts_named(line)), None)


def _path(url: str) -> str:
    parts = urlsplit(url)
    return parts.path + ("?" + parts.query if parts.query else "")


def runners_up(ranked: Iterable[Scored], chosen: Candidate, most: int = 3) -> tuple[str, ...]:
    """The next best, as evidence: name and points, each name once."""
    others = dict.fromkeys(
        f"{each.candidate.name or each.candidate.href or each.candidate.tag} ({each.points:g})"
        for each in ranked if each.candidate.place != chosen.place and each.candidate.target != (chosen.target or None)
    )
    return tuple(others)[:most]
