"""From a list of products to one that can be bought."""

import re

from msgspec import Struct

from auditor.core.records.journey import Reach, Stop
from auditor.facts.lexicon import says
from spiders.journey.choosing import ways_to_buy
from spiders.journey.ends import Detour, Ended
from spiders.journey.finders import PRODUCT, Scored, asks_for_price, plain_address, rank
from spiders.journey.layers import clear, press
from spiders.journey.options import questions
from spiders.journey.sight import PRICE, Candidate, Look, Price, Sight
from spiders.journey.signs import names_shipping_cost
from spiders.journey.trail import Trail
from spiders.journey.walls import check_for_wall, error_answered
from spiders.journey.wording import small_words

NEAR_PX = 900
SHORTEST_NAME = 6
NUMBER = re.compile(r"(?=.*\d)[A-Z0-9][A-Za-z0-9._/-]{2,23}")
NUMBER_AFTER = re.compile(r"(\D{2,20}?)[\s#]+([A-Z0-9][A-Za-z0-9._/-]{2,23})$")


class Product(Struct, frozen=True):
    """The product that is being bought. `price` is as written, `listed_price` that of its card in the list.

    `shipping_told`: its page says what shipping costs; `number`: the number by which it says it can be ordered or found.
    """

    name: str
    url: str
    price: str | None
    shipping_told: bool
    listed_price: str | None = None
    number: str | None = None


async def open_product(trail: Trail, products: frozenset[str], tried: set[str]) -> Product:
    """Opens the best product that has not been tried; a Detour says where its page does not answer as one."""
    seen = await clear(trail)
    ranked = _untried(trail, seen, products, tried)
    if not ranked:
        raise Ended(Stop.OURS, _nothing_left(trail, bool(tried)))
    best = ranked[0].candidate
    tried.add(plain_address(best.way))
    listed = listed_price(seen.sight, best)
    await press(trail, seen, best, onward=tuple(ranked))
    took_ms = trail.took_ms
    seen = await trail.see_when(_is_told, await clear(trail))
    check_for_wall(trail, seen.sight)
    name = _name(seen.sight.heading, best)
    if error := error_answered(trail):
        raise Detour(f"{name} answered {error}", Stop.SHOP)
    trail.took_ms = took_ms
    trail.arrive(Reach.PRODUCT, f"Opened the product {name}", seen)
    own = _own_text(seen.sight)
    return Product(name, seen.sight.url, price_of(seen.sight), names_shipping_cost(own), listed, number_in(own))


async def check_sold(trail: Trail, product: Product) -> None:
    """Raises a Detour where the product's page does not sell it."""
    if why_not := _not_buyable((await trail.see()).sight):
        words, stop = why_not
        raise Detour(f"{product.name} {words}", stop)


def listed_price(sight: Sight, link: Candidate) -> str | None:
    """The price in the card of a link; None where the card shows several that could be it."""
    inside = [price for price in sight.prices if price.card == link.card and not price.struck] if link.card is not None else []
    largest = max((price.size for price in inside), default=0)
    texts = {price.text for price in inside if price.size == largest}
    return texts.pop() if len(texts) == 1 else None


def number_in(text: str) -> str | None:
    """The product's number as its page shows it: "SKU: AB-1234"."""
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    for line, following in zip(lines, [*lines[1:], ""], strict=False):
        label, _, rest = line.replace("：", ":").partition(":")
        if "number" in small_words(label) and (found := NUMBER.fullmatch((rest or following).strip())):
            return found[0]
        spoken = NUMBER_AFTER.match(line)
        if spoken and "number" in small_words(spoken[1]):
            return spoken[2]
    return None


def _name(heading: str, link: Candidate) -> str:
    """The product's name: its page's heading, without the number or the words that follow the name of the list there."""
    listed = PRICE.sub("", link.name).strip()
    return listed if len(listed) >= SHORTEST_NAME and heading.startswith(f"{listed} ") else heading or listed or link.href


def _is_told(sight: Sight) -> bool:
    """Whether the page says by now whether it sells."""
    return bool(ways_to_buy(sight) or says("sold_out", sight.main_text) or on_request(sight))


def on_request(sight: Sight) -> str | None:
    """The words by which a page without a price and a button says that one has to ask for the price of its own product."""
    return None if ways_to_buy(sight) or price_of(sight) else asks_for_price(_own_text(sight))


def price_of(sight: Sight) -> str | None:
    """The price at which the page's own product is offered: the largest one near its button, not struck out."""
    own = [price for price in sight.prices if price.card is None and not price.struck and price.region in ("main", "dialog")]
    ways = ways_to_buy(sight)
    if ways:
        button = ways[0].candidate.box
        own = [price for price in own if abs(price.box.y - button.y) < NEAR_PX] or own
    return max(own, key=_prominence).text if own else None


def _prominence(price: Price) -> tuple[float, float]:
    return (price.size, -price.box.y)


def _not_buyable(sight: Sight) -> tuple[str, Stop] | None:
    ways, own = ways_to_buy(sight), _own_text(sight)
    if ways and not ways[0].candidate.disabled:
        return None
    if request := on_request(sight):
        return f"is sold on request only (“{request}”)", Stop.OURS
    if questions(sight, ways[0].candidate if ways else None):
        return None
    if says("sold_out", own):
        return "is sold out", Stop.SHOP
    if ways:
        return None
    if says("buy_now", sight.main_text):
        return "can only be bought at once, by a button that the walk never presses", Stop.OURS
    return "offers no button that puts it into the cart", Stop.OURS


def _own_text(sight: Sight) -> str:
    """The page's words without those of the cards on it."""
    text = sight.main_text
    for card in sight.cards:
        text = text.replace(card.lines, " ")
    return text


def _untried(trail: Trail, seen: Look, products: frozenset[str], tried: set[str]) -> list[Scored]:
    once: dict[str, Scored] = {}
    for each in rank(seen.sight, PRODUCT, products):
        address = plain_address(each.candidate.way)
        if address not in tried and (each.candidate.tile or trail.may_ask(each.candidate.href)):
            once.setdefault(address, each)
    return list(once.values())


def _nothing_left(trail: Trail, tried: bool) -> str:
    if tried:
        return f"The category lists no further product: {'; '.join(trail.detours)}."
    return "The category lists no product that the walk could recognise."
