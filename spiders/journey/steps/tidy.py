"""What was put into the cart is taken out again, by the cart's own controls, with whatever the shop put in beside it."""

from auditor.facts.lexicon import says
from spiders.journey.ends import Detour
from spiders.journey.finders import OPEN_CART, REMOVE, UPDATE, rank
from spiders.journey.layers import clear, press
from spiders.journey.sight import Field, Look, Sight
from spiders.journey.signs import is_cart, mentions, shows_line
from spiders.journey.steps.product import Product
from spiders.journey.trail import Trail

TRIED = 3
QUANTITY_NAMES = ("qty", "quantity", "menge", "anzahl", "num")


async def empty_cart(trail: Trail, product: Product, cart_url: str | None) -> bool:
    """Whether the cart is empty at the end."""
    trail.emptying = True
    seen = await _to_the_cart(trail, product, cart_url)
    in_vain = 0
    while not _is_empty(seen.sight, product):
        ways = rank(seen.sight, REMOVE)
        if in_vain >= min(TRIED, len(ways)):
            return await _set_to_none(trail, seen, product, cart_url)
        try:
            await press(trail, seen, ways[in_vain].candidate)
            seen = await _look_again(trail, product, cart_url)
            in_vain += len(rank(seen.sight, REMOVE)) >= len(ways)
        except Detour:
            in_vain += 1
    return True


async def _to_the_cart(trail: Trail, product: Product, cart_url: str | None) -> Look:
    await trail.go(cart_url or product.url)
    seen = await clear(trail)
    if cart_url is None and not shows_line(seen.sight, product.name):
        ways = rank(seen.sight, OPEN_CART)
        if ways:
            await trail.press(seen, ways[0].candidate)
            seen = await trail.see()
    seen = await trail.see_when(lambda sight: shows_line(sight, product.name) or _says_empty(sight), seen)
    return await _to_the_whole_cart(trail, seen, product)


async def _to_the_whole_cart(trail: Trail, seen: Look, product: Product) -> Look:
    """The cart's own page, where what opened over the page leads there and lets nobody take a thing out."""
    ways = [way for way in rank(seen.sight, OPEN_CART) if way.candidate.layer is not None]
    if not ways or rank(seen.sight, REMOVE):
        return seen
    await trail.press(seen, ways[0].candidate)
    return await trail.see_when(lambda sight: shows_line(sight, product.name), await trail.see())


async def _look_again(trail: Trail, product: Product, cart_url: str | None) -> Look:
    """The cart, from the server again where the shop moved us away from it."""
    seen = await trail.see()
    if cart_url and not is_cart(seen.sight):
        await trail.go(cart_url)
        seen = await trail.see()
    elif cart_url is None and not (shows_line(seen.sight, product.name) or _is_empty(seen.sight, product)):
        seen = await _to_the_cart(trail, product, None)  # a drawer that shut when the page was loaded anew
    return await trail.see_when(lambda sight: _is_empty(sight, product), seen)


def _says_empty(sight: Sight) -> bool:
    if any(says("empty_cart", layer.text) for layer in sight.layers):
        return True
    return bool(says("empty_cart", sight.text)) and not any(_is_quantity(field) for field in sight.fields)


def _is_empty(sight: Sight, product: Product) -> bool:
    """Whether the cart says that it is empty, or stands there without the product and with nothing else to take out."""
    if _says_empty(sight):
        return True
    gone = is_cart(sight) and not mentions(sight.main_text, product.name) and not shows_line(sight, product.name)
    return gone and not rank(sight, REMOVE)


def _is_quantity(field: Field) -> bool:
    named = field.kind == "number" or any(word in field.name.lower() for word in QUANTITY_NAMES)
    return named and field.shown and field.region not in ("header", "footer") and field.value.isdigit()


async def _set_to_none(trail: Trail, seen: Look, product: Product, cart_url: str | None) -> bool:
    """The other way: the quantity 0, and the button that updates the cart."""
    quantity = next((field for field in seen.sight.fields if _is_quantity(field)), None)
    if quantity is None:
        return False
    element = await seen.element(quantity.place)
    await element.fill("0")
    updates = rank(seen.sight, UPDATE)
    if updates:
        await trail.press(seen, updates[0].candidate)
    else:
        await trail.leave(element)
    return _is_empty((await _look_again(trail, product, cart_url)).sight, product)
