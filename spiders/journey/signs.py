"""By which signs a customer knows that something went into the cart, and what a cart shows."""

import re

from auditor.facts.lexicon import concepts_named, folded, says, slug_concepts
from spiders.journey.answers import Answer
from spiders.journey.finders import OPEN_CART, plain_address, rank
from spiders.journey.guard import READING
from spiders.journey.sight import PRICE, Sight

BADGE = "the count or total at the cart changed"
MESSAGE = "a message said so"
DRAWER = "a cart opened over the page"
ANSWER = "the shop's server answered {status}"
REDIRECT = "the cart page opened"
LINE = "the cart lists the product"

SHORT_LINE = 80
DIGITS = re.compile(r"\d[\d.,]*")
ALIKE = 0.7
CART_QUERY = re.compile(r"[?&](?:step|page|view|act|do)=(?:cart|basket|warenkorb|panier|carrito)(?:&|$)", re.I)


def signs_of_adding(before: Sight, after: Sight, answers: list[Answer], product: str) -> list[str]:
    """The signs that are there now and were not before the button was pressed."""
    found = {
        BADGE: cart_figures(after) - cart_figures(before),
        MESSAGE: [text for text in set(after.alerts) - set(before.alerts) if _tells_of_it(text, product)],
        DRAWER: drawers(after, product) and not drawers(before, product),
        REDIRECT: plain_address(after.url) != plain_address(before.url) and is_cart(after),
    }
    answered = next((each.status for each in answers if _is_adding(each) and each.status < 400), None)
    return [sign for sign, there in found.items() if there] + ([ANSWER.format(status=answered)] if answered else [])


def refused_by(answers: list[Answer]) -> Answer | None:
    """The answer by which the shop's server refused to put it into the cart."""
    return next((each for each in answers if (_is_adding(each) or each.kind == "document") and each.status >= 400), None)


def took_in(answers: list[Answer]) -> bool:
    """Whether the shop's server may have put something into the cart."""
    return any(_is_adding(each) and each.status < 400 for each in answers)


def _is_adding(answer: Answer) -> bool:
    return answer.method not in READING or "add_to_cart" in slug_concepts(answer.url)


def _tells_of_it(text: str, product: str) -> bool:
    return mentions(text, product) or bool(says("cart", text) or says("add_to_cart", text))


def cart_figures(sight: Sight) -> set[str]:
    """The short texts about the cart that have figures in them: a badge, a total."""
    names = [each.candidate.name for each in rank(sight, OPEN_CART) if each.candidate.region in ("header", "head", "nav", "main")]
    lines = [line for line in sight.text.splitlines() if len(line) < SHORT_LINE and says("cart", line)]
    return {" ".join(each.split()) for each in [*names, *lines] if DIGITS.search(each)}


def drawers(sight: Sight, product: str) -> list[str]:
    """The texts of what lies over the page and shows the product with its price as a cart does."""
    return [layer.text for layer in sight.layers if mentions(layer.text, product) and PRICE.search(layer.text)
            and _speaks_of_cart(layer.text)]


def _speaks_of_cart(text: str) -> bool:
    """Whether a layer is about the cart and not still about what goes into it."""
    return bool(says("checkout", text) or (says("cart", text) and not says("add_to_cart", text)))


def is_cart(sight: Sight) -> bool:
    """Whether a page is the cart: by its heading, its title or its address."""
    place = _place(sight.url)
    addressed = "cart" in slug_concepts(place) or CART_QUERY.search(place)
    return "cart" in concepts_named(sight.heading) or bool(addressed) or bool(
        says("cart", sight.title.split("|")[0].split(" - ")[0])
    )


def _place(url: str) -> str:
    return re.sub(r"^https?://[^/]+", "", url).partition("#")[0]


def mentions(text: str, product: str) -> bool:
    """Whether a text names the product: in full, by its beginning (carts cut long names), or by most of its words."""
    plain, name = folded(text), folded(product)
    if not name:
        return False
    if name in plain or (len(name) > 24 and name[:20] in plain):
        return True
    words = [word for word in name.split() if len(word) > 2]
    return len(words) >= 3 and sum(word in plain for word in words) / len(words) >= ALIKE


def shows_line(sight: Sight, product: str) -> bool:
    """Whether the cart, as page or as drawer, lists the product with a price."""
    if drawers(sight, product):
        return True
    in_page = mentions(sight.main_text, product) and bool(PRICE.search(sight.main_text))
    return is_cart(sight) and in_page and not says("empty_cart", sight.main_text)


def price_in_line(sight: Sight, product: str) -> str | None:
    """The first price after the product's name in the cart."""
    for text in [*drawers(sight, product), sight.main_text]:
        lines = [line for line in re.split(r"[\n\t]", text) if line.strip()]
        for at, line in enumerate(lines):
            if mentions(line, product):
                found = PRICE.search(" \n".join([line.replace(product, ""), *lines[at + 1:at + 12]]))
                if found:
                    return found[0].strip()
    return None


def names_shipping_cost(text: str) -> bool:
    """Whether a text says what shipping costs, or that it is free."""
    lines = [line.strip() for line in re.split(r"[\n\t]", text) if line.strip()]
    for line, following in zip(lines, [*lines[1:], ""], strict=False):
        if len(line) < 200 and says("free_shipping", line):
            return True
        if len(line) < 200 and says("shipping", line) and (PRICE.search(line) or PRICE.match(following)):
            return True
    return False
