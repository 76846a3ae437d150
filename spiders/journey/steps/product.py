"""From a list of products to one that can be bought."""

from msgspec import Struct

from auditor.core.records.journey import Reach, Stop
from auditor.facts.lexicon import says
from spiders.journey.ends import Detour, Ended
from spiders.journey.finders import ADD, PRODUCT, Scored, plain_address, rank
from spiders.journey.layers import clear, press
from spiders.journey.sight import PRICE, Candidate, Look, Price, Sight
from spiders.journey.signs import names_shipping_cost
from spiders.journey.trail import Trail
from spiders.journey.walls import check_for_wall, error_answered
from spiders.journey.wording import tells

NEAR_PX = 900
SHORTEST_NAME = 6


class Product(Struct, frozen=True):
    """The product that is being bought. `price` is as written, `shipping_told`: its page says what shipping costs."""

    name: str
    url: str
    price: str | None
    shipping_told: bool


async def open_product(trail: Trail, products: frozenset[str], tried: set[str]) -> Product:
    """Opens the best product that has not been tried, or says in a Detour why it cannot be bought."""
    seen = await clear(trail)
    ranked = _untried(trail, seen, products, tried)
    if not ranked:
        raise Ended(Stop.OURS, _nothing_left(trail, bool(tried)))
    best = ranked[0].candidate
    tried.add(plain_address(best.way))
    await press(trail, seen, best, onward=tuple(ranked))
    took_ms = trail.took_ms
    seen = await trail.see_when(_is_told, await clear(trail))
    check_for_wall(trail, seen.sight)
    name = _name(seen.sight.heading, best)
    why_not = _not_buyable(trail, seen.sight)
    if why_not is None or is_on_request(seen.sight):
        trail.took_ms = took_ms
        trail.arrive(Reach.PRODUCT, f"Opened the product {name}", seen)
    if why_not:
        words, stop = why_not
        raise Detour(f"{name} {words}", stop)
    return Product(name, seen.sight.url, price_of(seen.sight), names_shipping_cost(_own_text(seen.sight)))


def _name(heading: str, link: Candidate) -> str:
    """The product's name: its page's heading, without the number or the words that follow the name of the list there."""
    listed = PRICE.sub("", link.name).strip()
    return listed if len(listed) >= SHORTEST_NAME and heading.startswith(f"{listed} ") else heading or listed or link.href


def ways_to_buy(sight: Sight) -> list[Scored]:
    """The buttons that put this page's own product into the cart, the best first."""
    return [each for each in rank(sight, ADD) if each.candidate.card is None]


def _is_told(sight: Sight) -> bool:
    """Whether the page says by now whether it sells."""
    return bool(ways_to_buy(sight) or says("sold_out", sight.main_text)) or is_on_request(sight)


def is_on_request(sight: Sight) -> bool:
    """Whether the page's own product has neither a price nor a button, and one has to ask for the price."""
    return not ways_to_buy(sight) and price_of(sight) is None and tells("on_request", _own_text(sight))


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


def _not_buyable(trail: Trail, sight: Sight) -> tuple[str, Stop] | None:
    if error := error_answered(trail):
        return f"answered {error}", Stop.SHOP
    ways = ways_to_buy(sight)
    if ways and not ways[0].candidate.disabled:
        return None
    if says("sold_out", _own_text(sight)):
        return "is sold out", Stop.SHOP
    if ways:
        return None
    if is_on_request(sight):
        return "is sold on request, without a price and without a cart", Stop.OURS
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
