"""The twin's basket and checkout."""

import secrets
from collections import Counter
from decimal import Decimal

from tests.shops.serving import Answer, Asked, went_to
from tests.shops.twin.goods import BY_SLUG, SHELVES
from tests.shops.twin.shop import Shop
from tests.shops.twin.words import BETWEEN, MANY_STEPS, MORE_FIELDS, SERVICE, STEPS, WAYS_TO_PAY

DELIVERY, FREE_FROM = Decimal("3.95"), Decimal("60.00")
DEARER_BY = Decimal("3.00")
SLOW_PAGE_S = 1.1


def show_basket(shop: Shop, asked: Asked) -> Answer:
    added = BY_SLUG.get(shop.last_added.pop(asked.cookie, ""))
    slow = SLOW_PAGE_S if shop.has("slow-server") and "Mobile" in asked.agent else 0
    return shop.page(
        asked, "basket.html", "Your basket", hidden=True, added=added.name if added else "", delay_s=slow,
        door=BETWEEN[0][0] if shop.has("pages-between") else "/checkout", **bill(shop, asked))


def bill(shop: Shop, asked: Asked) -> dict:
    """What is in the basket, and what it comes to."""
    more = DEARER_BY if shop.has("dearer-basket") else Decimal(0)
    held = [(BY_SLUG[slug], quantity) for slug, quantity in shop.basket(asked).items()]
    lines = [(product, quantity, product.price + more) for product, quantity in held]
    goods = sum((price * quantity for _, quantity, price in lines), Decimal(0))
    delivery = DELIVERY if goods < FREE_FROM else Decimal(0)
    return {"lines": lines, "delivery": delivery, "total": goods + delivery}


def add(shop: Shop, asked: Asked) -> Answer:
    product = BY_SLUG.get(asked.form.get("product", ""))
    if shop.has("broken-adding") or product is None or not product.stock:
        return shop.page(asked, "not_found.html", "Something went wrong", status=500, heading="Something went wrong", shelves=())
    session = asked.cookie or secrets.token_hex(8)
    quantity = asked.form.get("quantity", "1")
    with shop.remembering:
        shop.added += 1
        shop.baskets.setdefault(session, Counter())[product.slug] += int(quantity) if quantity.isdigit() else 1
        shop.last_added[session] = product.slug
    return went_to("/basket", **{"Set-Cookie": f"session={session}; Path=/; HttpOnly; SameSite=Lax"})


def change(shop: Shop, asked: Asked) -> Answer:
    """Sets how many of a product there are; none takes it out."""
    slug, quantity = asked.form.get("product", ""), asked.form.get("quantity", "")
    if shop.has("stubborn-basket") or slug not in shop.basket(asked) or not quantity.isdigit():
        return went_to("/basket")
    if int(quantity) == 0:
        return remove(shop, asked)
    with shop.remembering:
        shop.basket(asked)[slug] = int(quantity)
    return went_to("/basket")


def advice(shop: Shop, asked: Asked) -> Answer:
    """What the basket asks for by a script, in vain."""
    return shop.page(asked, "not_found.html", "Something went wrong", status=500, heading="Something went wrong", shelves=())


def remove(shop: Shop, asked: Asked) -> Answer:
    with shop.remembering:
        shop.basket(asked).pop(asked.form.get("product", ""), None)
    return went_to("/basket")


def between(shop: Shop, asked: Asked) -> Answer:
    step = next((step for step in BETWEEN if step[0] == asked.path), None)
    if step is None or not shop.has("pages-between"):
        return shop.not_found(asked)
    _, heading, told, onward = step
    return shop.page(asked, "between.html", heading, heading=heading, told=told, onward=onward, hidden=True)


def checkout(shop: Shop, asked: Asked) -> Answer:
    if shop.has("forgetful-checkout"):
        shop.basket(asked).clear()
    if not shop.basket(asked):
        return went_to("/basket")
    return shop.page(
        asked, "checkout.html", "Checkout", hidden=True, steps=MANY_STEPS if shop.has("many-steps") else STEPS,
        more_fields=MORE_FIELDS if shop.has("many-fields") else (),
        ways=WAYS_TO_PAY[2:] if shop.has("one-way-to-pay") else WAYS_TO_PAY,
        service=() if shop.has("helpless-checkout") else shop.links(SERVICE, asked.path), **bill(shop, asked))


def thanked(shop: Shop, asked: Asked) -> Answer:
    """What any other form is answered with, the order's too."""
    return shop.page(asked, "not_found.html", "Thank you", heading="Thank you, we have received that", shelves=SHELVES)
