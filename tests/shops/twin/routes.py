"""Who in the twin answers which address."""

import re
from collections.abc import Callable

from tests.shops.serving import Answer, Asked
from tests.shops.twin import files, till
from tests.shops.twin.shop import Shop
from tests.shops.twin.words import TEXTS

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
    ("/search/words", "GET", Shop.suggest),
    ("/basket", "GET", till.show_basket),
    ("/basket/add", "POST", till.add),
    ("/basket/change", "POST", till.change),
    ("/basket/remove", "POST", till.remove),
    ("/basket/advice", "GET", till.advice),
    ("/checkout", "GET", till.checkout),
    ("/checkout/(?:wrapping|care)", "GET", till.between),
    ("/checkout/place|/contact|/track|/login", "POST", till.thanked),
    ("/cups|/mugs", "GET", files.moved),
    ("/robots.txt", "GET", files.robots),
    ("/sitemap.xml", "GET", files.sitemap),
    ("/static/([a-z]+\\.(?:css|js))", "GET", files.static),
    ("/media/([a-z0-9-]+)\\.(?:jpg|png)", "GET", files.media),
    ("/favicon.ico", "GET", files.icon),
)


def answer(shop: Shop, asked: Asked) -> Answer:
    """The answer to a request, which the shop writes down."""
    shop.log.append((asked.method, asked.path))
    if asked.path.startswith("/checkout/place"):
        shop.orders.append(asked)
    for pattern, method, handler in ROUTES:
        match = re.fullmatch(pattern, asked.path)
        if match and method == ("GET" if asked.method == "HEAD" else asked.method):
            return handler(shop, asked, *match.groups())
    return shop.not_found(asked)
