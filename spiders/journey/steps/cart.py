"""The product goes into the cart, and the cart shows it."""

import asyncio
import time

from msgspec import Struct

from auditor.core.records.journey import Reach, Stop
from auditor.facts.lexicon import says
from spiders.journey.choosing import answer, choose, says_choose, ways_to_buy
from spiders.journey.ends import Detour, Ended
from spiders.journey.finders import CHECKOUT, OPEN_CART, Scored, plain_address, rank
from spiders.journey.layers import clear, press
from spiders.journey.sight import Look, Sight
from spiders.journey.signs import (
    LINE,
    is_cart,
    mentions,
    names_shipping_cost,
    price_in_line,
    refused_by,
    shows_line,
    signs_of_adding,
    took_in,
)
from spiders.journey.steps.product import Product
from spiders.journey.trail import Trail
from spiders.journey.walls import WALLS, check_for_silence, check_for_wall

ENOUGH_SIGNS = 2
SIGNS_WITHIN_S = 10.0
QUIET_AFTER_S = 1.5
CARTS_TRIED = 2


class InCart(Struct, frozen=True):
    """What the cart shows: by which signs adding was known, the price in it, its address (None for a drawer), shipping."""

    signs: tuple[str, ...]
    price: str | None
    url: str | None
    shipping_told: bool


async def add(trail: Trail, product: Product, *, again: bool = False) -> tuple[str, ...]:
    """Puts the product into the cart; the signs by which that was seen. A Detour says why it did not work.

    `again`: on a side trip, which leaves the pictures of the way as they are.
    """
    chosen = await choose(trail, await trail.see(), product.name)
    trail.told["chosen"] = chosen.told
    ways = ways_to_buy(chosen.seen.sight)
    await _press_button(trail, chosen.seen, ways, None if again else product)
    return await _watch(trail, chosen.seen.sight, product, ways[0].candidate.name)


async def _press_button(trail: Trail, seen: Look, ways: list[Scored], product: Product | None) -> None:
    """Presses it; from then on the product has to be taken out, whatever comes of it."""
    if product is None:
        await press(trail, seen, ways[0].candidate)
        return
    trail.to_take_out.append(product)
    try:
        await press(trail, seen, ways[0].candidate, onward=tuple(ways))
    except (Detour, Ended):
        if not took_in(trail.answers):
            trail.to_take_out.remove(product)
        raise


async def _watch(trail: Trail, before: Sight, product: Product, button: str) -> tuple[str, ...]:
    began, signs, asked = time.monotonic(), [], True
    while time.monotonic() - began < SIGNS_WITHIN_S:
        seen = await trail.see()
        after = seen.sight
        check_for_wall(trail, after)
        signs = signs_of_adding(before, after, trail.answers, product.name)
        if asked and len(signs) < ENOUGH_SIGNS and (chosen := await answer(trail, before, seen)):
            asked, before = False, chosen.seen.sight
            trail.told["chosen"] += chosen.told
            continue
        _raise_if_refused(trail, button)
        moved_on = plain_address(after.url) != plain_address(before.url) or any(each.kind == "document" for each in trail.answers)
        if len(signs) >= ENOUGH_SIGNS or (moved_on and signs) or (signs and time.monotonic() - began > QUIET_AFTER_S):
            break
        await asyncio.sleep(0.2)
    if not signs:
        _tell_silence(trail, before, after, button)
    if trail.took_ms is None:
        trail.took_ms = (time.monotonic() - began) * 1000
    if after.url != before.url and _asks_to_log_in(after):
        raise Ended(Stop.SHOP, f"{button} leads to a log-in: without an account nothing goes into the cart.")
    return tuple(signs)


def _tell_silence(trail: Trail, before: Sight, after: Sight, button: str) -> None:
    check_for_silence(trail)
    if said := says_choose(before, after, trail.spoken):
        raise Detour(f"after {button} was pressed the shop said “{said}”, and the walk found nothing more to choose")


def _raise_if_refused(trail: Trail, button: str) -> None:
    refused = refused_by(trail.answers)
    if refused is None:
        return
    if refused.status in WALLS:
        raise Ended(Stop.WALL, f"After {button} was pressed, {refused.url} {WALLS[refused.status]} (status {refused.status}).")
    raise Detour(f"after {button} was pressed the shop answered {refused.status}", Stop.SHOP)


def _asks_to_log_in(sight: Sight) -> bool:
    return any(field.kind == "password" and field.shown for field in sight.fields) and not is_cart(sight)


async def open_cart(trail: Trail, product: Product, signs: tuple[str, ...]) -> InCart:
    """Opens the cart, where it did not open by itself, and sees that the product is in it."""
    return _arrived(trail, await to_the_line(trail, product, signs), product, signs)


async def to_the_line(trail: Trail, product: Product, signs: tuple[str, ...]) -> Look:
    """The cart with the product's line in it."""
    seen = await clear(trail)
    for _ in range(CARTS_TRIED + 1):
        if shows_line(seen.sight, product.name) and rank(seen.sight, CHECKOUT):
            return seen
        if is_cart(seen.sight) and not _came_late(seen.sight, product):
            break
        ways = rank(seen.sight, OPEN_CART)
        if not ways:
            raise Ended(Stop.OURS, f"No way to the cart was found after {trail.pressed[-1]} was pressed.")
        seen = await _press_first(trail, seen, ways, product)
        check_for_wall(trail, seen.sight)
    if shows_line(seen.sight, product.name):
        return seen
    raise Detour(_not_in_it(seen.sight, product, signs), Stop.SHOP)


def _came_late(sight: Sight, product: Product) -> bool:
    return not says("empty_cart", sight.main_text) and mentions(sight.main_text, product.name)


async def _press_first(trail: Trail, seen: Look, ways: list[Scored], product: Product) -> Look:
    for way in ways[:CARTS_TRIED]:
        try:
            await press(trail, seen, way.candidate)
            return await trail.see_when(lambda sight: is_told(sight, product), await trail.see())
        except Detour as detour:
            trail.detours.append(str(detour))
    raise Ended(Stop.OURS, f"The way to the cart could not be pressed: {trail.detours[-1]}.")


def is_told(sight: Sight, product: Product) -> bool:
    """Whether the page says by now what is in the cart."""
    return shows_line(sight, product.name) or bool(says("empty_cart", sight.main_text))


def _arrived(trail: Trail, seen: Look, product: Product, signs: tuple[str, ...]) -> InCart:
    page = is_cart(seen.sight) and plain_address(seen.sight.url) != plain_address(product.url)
    trail.arrive(Reach.CART, f"Pressed {', then '.join(trail.pressed)}", seen)
    text = seen.sight.main_text if page else "\n".join(layer.text for layer in seen.sight.layers)
    url = seen.sight.url if page else None
    return InCart((*signs, LINE), price_in_line(seen.sight, product.name), url, names_shipping_cost(text))


def _not_in_it(sight: Sight, product: Product, signs: tuple[str, ...]) -> str:
    if says("empty_cart", sight.main_text):
        return f"the cart says that it is empty after {product.name} was put into it"
    told = f"although {signs[0]}" if signs else "and nothing said that it was put there"
    return f"the cart does not list {product.name}, {told}"
