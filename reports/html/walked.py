"""What the walk saw beside its steps: prices, search, cart, the checkout's door, errors; a row each, a column a device."""

from collections.abc import Callable, Sequence
from functools import reduce
from typing import Any

from markupsafe import Markup
from msgspec import Struct

from auditor.core.records import DoorField, Journey, Query, Reach
from auditor.facts.payments import payment_name
from reports.html.devices import device_kind
from reports.html.words import clean, cut, listing, say

TEXT_LENGTH = 120
LISTED = 12
ERRORS = 3
OFFERED = 3
TRUST = 2


class Cell(Struct, frozen=True):
    """What one device showed. `band` is good or poor where that is plain, `quoted` says that it is all the shop's own words.

    `empty`: the device looked and there was nothing of the kind.
    """

    text: Markup | str
    band: str = ""
    quoted: bool = False
    empty: bool = False


class Row(Struct, frozen=True):
    """One thing that was seen. A cell is None where a device did not show it; `alike`: all devices showed the same."""

    name: Markup
    cells: tuple[Cell | None, ...]
    alike: bool


class Group(Struct, frozen=True):
    title: Markup
    rows: tuple[Row, ...]


class Walked(Struct, frozen=True):
    """`devices` name the columns."""

    devices: tuple[Markup, ...]
    groups: tuple[Group, ...]


Tell = Callable[[Journey], Cell | None]


def walked(journeys: Sequence[Journey]) -> Walked:
    """Only what was seen: rows and groups of which no device showed anything are left out."""
    groups = (Group(say(f"walked.{id}.title"), rows(id, tells, journeys)) for id, tells in GROUPS.items())
    return Walked(
        tuple(say(f"device.name.{device_kind(one.device)}") for one in journeys), tuple(group for group in groups if group.rows))


def rows(group: str, tells: dict[str, Tell], journeys: Sequence[Journey]) -> tuple[Row, ...]:
    told = {name: tuple(map(tell, journeys)) for name, tell in tells.items()}
    return tuple(
        Row(say(f"walked.{group}.{name}"), cells, len(cells) > 1 and len(set(cells)) == 1)
        for name, cells in told.items() if any(cell and not cell.empty for cell in cells))


# ---- how a row is told


def part(path: str) -> Callable[[Journey], Any]:
    """Reads a field of the journey through its dots; None where one on the way is None."""
    return lambda journey: reduce(lambda owner, name: getattr(owner, name, None), path.split("."), journey)


def text(path: str) -> Tell:
    """The shop's own words."""
    read = part(path)
    return lambda journey: Cell(cut(clean(read(journey)), TEXT_LENGTH), quoted=True) if read(journey) else None


def texts(path: str, band: str = "", most: int = LISTED) -> Tell:
    """Several of the shop's words."""
    read = part(path)
    return lambda journey: list_cell(read(journey), band, most)


def payments(path: str) -> Tell:
    """Ways to pay, by their names."""
    read = part(path)
    return lambda journey: None if read(journey) is None else list_cell([payment_name(way) for way in read(journey)])


def answer(path: str, key: str = "walked.answer", *, good: bool = False) -> Tell:
    """Yes or no, in the words of `key`; rated where yes is `good` and no is poor."""
    def tell(journey: Journey) -> Cell | None:
        value = read(journey)
        if value is None:
            return None
        return Cell(say(f"{key}.{'yes' if value else 'no'}"), ("good" if value else "poor") if good else "")

    read = part(path)
    return tell


def list_cell(words: Sequence[str] | None, band: str = "", most: int = LISTED) -> Cell | None:
    """A list in one cell; None where it was not looked for."""
    if not words:
        return None if words is None else Cell(say("walked.none"), empty=True)
    shown = [cut(clean(word), TEXT_LENGTH) for word in words[:most]]
    more = len(words) - most
    return Cell(listing([*shown, say("walked.more", more)] if more > 0 else shown), band, quoted=more <= 0)


# ---- what needs more than a field


def clicks_to_product(journey: Journey) -> Cell | None:
    """The clicks from home to the product, beside the fewest that links allow."""
    reached = [step.reach for step in journey.steps]
    if Reach.PRODUCT not in reached:
        return None
    clicks = sum(step.clicks for step in journey.steps[:reached.index(Reach.PRODUCT) + 1])
    fewest = journey.shortest_clicks
    if fewest is None:
        return Cell(say("fact.number", clicks))
    return Cell(say("walked.way.longer" if fewest < clicks else "walked.way.fewest", clicks=clicks, fewest=fewest))


def query(kind: str) -> Tell:
    """What was typed, and where the product stood among the results."""
    def tell(journey: Journey) -> Cell | None:
        asked = next((one for one in queries(journey) if one.kind == kind), None)
        if asked is None:
            return None
        key, band = nonsense(asked) if kind == "nonsense" else place(asked)
        return Cell(say(f"walked.search.{key}", asked.results, words=cut(asked.words, TEXT_LENGTH), place=asked.found_at), band)

    return tell


def queries(journey: Journey) -> tuple[Query, ...]:
    return journey.search.queries if journey.search else ()


def place(asked: Query) -> tuple[str, str]:
    if asked.found_at is None:
        return "missed" if asked.results else "empty", "poor"
    return "found", "good"


def nonsense(asked: Query) -> tuple[str, str]:
    if asked.helped is None:
        return ("shown", "") if asked.results else ("empty", "")
    return ("helped", "good") if asked.helped else ("alone", "poor")


def offered(journey: Journey) -> Cell | None:
    """What showed while typing."""
    if not queries(journey):
        return None
    words = list(dict.fromkeys(word for asked in queries(journey) for word in asked.offered))
    return list_cell(words, most=OFFERED) if words else Cell(say("walked.none"))


def fields(required: bool) -> Tell:
    """The fields at the door that must be filled in, or need not be."""
    def tell(journey: Journey) -> Cell | None:
        asked = read(journey)
        return None if asked is None else list_cell([called(field) for field in asked if field.required is required])

    read = part("door.fields")
    return tell


def called(field: DoorField) -> str:
    return field.label or field.name or field.kind


def stages(journey: Journey) -> Cell | None:
    return None if journey.checkout_steps is None else Cell(say("fact.number", journey.checkout_steps))


def errors(journey: Journey) -> Cell | None:
    return list_cell(tuple(dict.fromkeys(journey.errors)), "poor", ERRORS)


GROUPS: dict[str, dict[str, Tell]] = {
    "way": {"clicks": clicks_to_product, "chosen": texts("chosen"), "errors": errors},
    "prices": {
        "listed": text("listed_price"), "product": text("product_price"), "cart": text("cart_price"), "total": text("cart.total"),
        "door": text("door.total"), "uninvited": texts("cart.uninvited", "poor"),
    },
    "search": {
        "name": query("name"), "number": query("number"), "typo": query("typo"), "nonsense": query("nonsense"),
        "offered": offered,
    },
    "cart": {
        "changed": answer("cart.changed", good=True), "kept": answer("cart.kept", good=True),
        "removed": answer("cart.removed", good=True), "restored": answer("cart.restored", good=True),
        "coupon": answer("cart.coupon_open", "walked.coupon"), "taxed": answer("cart.taxed"),
    },
    "door": {
        "stages": stages, "required": fields(True), "optional": fields(False), "ticked": texts("door.ticked"),
        "payments": payments("door.payments"), "wallets": payments("door.wallets"),
        "card": answer("door.card_here", "walked.card"), "trust": texts("door.trust", most=TRUST),
        "help": answer("door.help_near", "walked.found"),
        "back": answer("door.way_back", "walked.found"), "taxed": answer("door.taxed"), "button": text("door.order_button"),
    },
}
