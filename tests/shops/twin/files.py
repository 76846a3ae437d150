"""What the twin serves beside pages: robots.txt, sitemap, styles, scripts, pictures, addresses that moved."""

from collections.abc import Callable
from xml.sax.saxutils import escape

from tests.shops.serving import Answer, Asked
from tests.shops.twin import pictures
from tests.shops.twin.goods import BY_SLUG, PRODUCTS, SHELVES
from tests.shops.twin.shop import HERE, Shop
from tests.shops.twin.struck import REDIRECTS
from tests.shops.twin.words import JOURNAL, TEXTS

SLOW_PICTURE_S, NEVER_S = 5.0, 120.0
HOUR = "max-age=3600"
DATA_TYPES = {".css": "text/css; charset=utf-8", ".js": "text/javascript; charset=utf-8"}


def robots(shop: Shop, asked: Asked) -> Answer:
    absent = f"Sitemap: {shop.url}/sitemap-news.xml\n" if shop.has("absent-sitemap") else ""
    return Answer(f"User-agent: *\nDisallow: /checkout/place\n\nSitemap: {shop.url}/sitemap.xml\n{absent}".encode(), kind="text/plain")


def sitemap(shop: Shop, asked: Asked) -> Answer:
    paths = ["/", "/journal", *(f"/category/{shelf.slug}" for shelf in SHELVES), *(product.path for product in PRODUCTS),
             *(f"/journal/{entry.slug}" for entry in JOURNAL), *sorted(set(TEXTS) - shop.absent)]
    rows = "".join(f"<url><loc>{escape(shop.url + path)}</loc></url>" for path in paths)
    return Answer(f'<?xml version="1.0" encoding="UTF-8"?><urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">{rows}'
                  "</urlset>".encode(), kind="application/xml")


def static(shop: Shop, asked: Asked, name: str) -> Answer:
    if name == "late.css":
        return Answer(kind="text/css", delay_s=NEVER_S if "Mobile" in asked.agent else 0)
    file = HERE / "static" / name
    if not file.is_file():
        return shop.not_found(asked)
    return Answer(file.read_bytes(), kind=DATA_TYPES[file.suffix], headers={"Cache-Control": HOUR})


def media(shop: Shop, asked: Asked, name: str) -> Answer:
    """A picture; where only its head is asked for, it is not drawn."""
    slug, _, view = name.rpartition("-")
    drawings: dict[str, Callable[[], bytes]] = {"banner": pictures.banner, "giant": pictures.giant}
    if slug in BY_SLUG and view in ("1", "2", "3"):
        drawings[name] = lambda: pictures.picture(BY_SLUG[slug], int(view) - 1)
    if name not in drawings:
        return shop.not_found(asked)
    slow = SLOW_PICTURE_S if name == "banner" and shop.has("slow-picture") and asked.method == "GET" else 0
    body = b"" if asked.method == "HEAD" else drawings[name]()
    return Answer(body, kind="image/png" if name == "giant" else "image/jpeg", headers={"Cache-Control": HOUR}, delay_s=slow)


def icon(shop: Shop, asked: Asked) -> Answer:
    return Answer(pictures.icon(), kind="image/png", headers={"Cache-Control": HOUR})


def moved(shop: Shop, asked: Asked) -> Answer:
    known = shop.has("chain-of-redirects") and asked.path in REDIRECTS
    return Answer(status=301, headers={"Location": REDIRECTS[asked.path]}) if known else shop.not_found(asked)
