"""What was put into the cart is taken out again, by the cart's own controls, with whatever the shop put in beside it."""

from auditor.facts.lexicon import says
from spiders.journey.ends import Detour
from spiders.journey.finders import OPEN_CART, REMOVE, UPDATE, rank
from spiders.journey.layers import clear, press
from spiders.journey.line import Line, find_line, quantity_field, removers, ways_inside
from spiders.journey.sight import Field, Look, Sight
from spiders.journey.signs import is_cart, mentions, shows_line
from spiders.journey.steps.product import Product
from spiders.journey.trail import Trail
from spiders.journey.walls import error_answered
from spiders.journey.wording import small_words

TRIED = 3
QUANTITY_NAMES = ("qty", "quantity", "menge", "anzahl", "num")


async def empty_cart(trail: Trail, product: Product, cart_url: str | None) -> bool:
    """Whether the cart was seen to be empty at the end."""
    trail.emptying = True
    try:
        seen = await _to_the_cart(trail, product, cart_url)
        line = await find_line(seen, product.name)
        if line and not is_empty(seen.sight, product) and await take_out(trail, seen, line):
            seen = await _look_again(trail, product, cart_url)
        emptied = await _take_out_the_rest(trail, seen, product, cart_url)
        return emptied and not error_answered(trail)
    finally:
        trail.emptying = False


async def _take_out_the_rest(trail: Trail, seen: Look, product: Product, cart_url: str | None) -> bool:
    """Whatever else the cart holds, by any control that takes things out of it."""
    in_vain = 0
    while not is_empty(seen.sight, product):
        ways = rank(seen.sight, REMOVE)
        if in_vain >= min(TRIED, len(ways)):
            return False
        try:
            await press(trail, seen, ways[in_vain].candidate)
            await _confirm(trail, seen.sight)
            seen = await _look_again(trail, product, cart_url)
            in_vain += len(rank(seen.sight, REMOVE)) >= len(ways)
        except Detour:
            in_vain += 1
    return True


async def take_out(trail: Trail, seen: Look, line: Line) -> bool:
    """Takes one line out, by its own control or by the quantity 0; False where it has neither."""
    for way in removers(seen.sight, line)[:TRIED]:
        try:
            await trail.press(seen, way.candidate)
        except Detour:
            continue
        await _confirm(trail, seen.sight)
        return True
    field = quantity_field(seen.sight, line)
    if field is None or field.kind == "select-one":
        return False
    element = await seen.element(field.place)
    await element.fill("0")
    updates = ways_inside(seen.sight, UPDATE, line) or rank(seen.sight, UPDATE)
    if updates:
        await trail.press(seen, updates[0].candidate)
    else:
        await trail.leave(element)
    return True


async def _confirm(trail: Trail, before: Sight) -> None:
    """Says yes where a layer asks whether the line is really to go."""
    seen = await trail.see()
    asked = [place for place, layer in enumerate(seen.sight.layers)
             if layer.modal and says("delete", layer.text) and layer.text not in {each.text for each in before.layers}]
    for candidate in seen.sight.shown:
        if candidate.layer in asked and _says_yes(candidate.name):
            await trail.press(seen, candidate)
            return


def _says_yes(label: str) -> bool:
    small = small_words(label)
    return not small & {"cancel", "refuse", "dismiss"} and bool(small & {"accept", "of_age"} or says("delete", label))


async def _to_the_cart(trail: Trail, product: Product, cart_url: str | None) -> Look:
    await trail.stand_up()
    await trail.go(cart_url or product.url)
    seen = await clear(trail)
    if cart_url is None and not shows_line(seen.sight, product.name):
        ways = rank(seen.sight, OPEN_CART)
        if ways:
            await trail.press(seen, ways[0].candidate)
            seen = await trail.see()
    seen = await trail.see_when(lambda sight: shows_line(sight, product.name) or says_empty(sight), seen)
    return await _to_the_whole_cart(trail, seen, product)


async def _to_the_whole_cart(trail: Trail, seen: Look, product: Product) -> Look:
    """The cart's own page, where what opened over the page leads there and lets nobody take a thing out."""
    ways = [way for way in rank(seen.sight, OPEN_CART) if way.candidate.layer is not None and not way.candidate.covered]
    if not ways or says_empty(seen.sight) or rank(seen.sight, REMOVE):
        return seen
    try:
        await trail.press(seen, ways[0].candidate)
    except Detour:
        return await trail.see()
    return await trail.see_when(lambda sight: shows_line(sight, product.name), await trail.see())


async def _look_again(trail: Trail, product: Product, cart_url: str | None) -> Look:
    """The cart, from the server again where the shop moved us away from it."""
    seen = await trail.see()
    if cart_url and not is_cart(seen.sight):
        await trail.go(cart_url)
        seen = await trail.see()
    elif cart_url is None and not (shows_line(seen.sight, product.name) or is_empty(seen.sight, product)):
        seen = await _to_the_cart(trail, product, None)  # a drawer that shut when the page was loaded anew
    return await trail.see_when(lambda sight: is_empty(sight, product), seen)


def says_empty(sight: Sight) -> bool:
    """Whether the cart says that it is empty. A page that lists quantities all the same is not believed."""
    if any(says("empty_cart", layer.text) for layer in sight.layers):
        return True
    return bool(says("empty_cart", sight.text)) and not any(_is_quantity(field) for field in sight.fields)


def is_empty(sight: Sight, product: Product) -> bool:
    """Whether the cart says that it is empty, or stands there without the product and with nothing else to take out."""
    return says_empty(sight) or (is_gone(sight, product) and not rank(sight, REMOVE))


def is_gone(sight: Sight, product: Product) -> bool:
    """Whether the cart stands there without the product."""
    if says_empty(sight):
        return True
    return is_cart(sight) and not mentions(sight.main_text, product.name) and not shows_line(sight, product.name)


def _is_quantity(field: Field) -> bool:
    named = field.kind == "number" or any(word in field.name.lower() for word in QUANTITY_NAMES)
    return named and field.shown and field.region not in ("header", "footer") and field.value.isdigit()
