"""The product's line in a cart: what it shows, and its own controls."""

import re
from collections.abc import Iterable
from pathlib import Path
from typing import TypeVar
from urllib.parse import urlsplit

import msgspec
from msgspec import Struct

from auditor.core.records.browser import Box
from auditor.facts.lexicon import says, slug_concepts
from spiders.journey.bill import total_of
from spiders.journey.finders import OPEN_CART, REMOVE, Intent, Scored, rank, same_shop
from spiders.journey.sight import PRICE, Candidate, Field, Look, Sight
from spiders.journey.signs import mentions
from spiders.journey.wording import small_words, tells

ROW = (Path(__file__).parent / "row.js").read_text()
SLACK_PX = 3
TYPED = frozenset({"number", "text", "tel"})
QUANTITY = re.compile(r"qty|quantity|quantit|menge|anzahl|cantidad|num|count|数量|數量|件数|個数", re.I)
TIMES = re.compile(
    r"[×x✕]\s*(\d+)\b|\b(\d+)\s*[×x✕]|(?:qty|quantity|menge|anzahl|quantité|cantidad|数量|數量|個数)\W{0,3}(\d+)", re.I
)
BARE = re.compile(r"^\d{1,3}$", re.M)
MORE_MARKS = re.compile(r"(?:^|[\s_-])(?:plus|increase|increment|inc|up|add-one)(?:$|[\s_-])", re.I)
OPENER_REGIONS = frozenset({"header", "nav", "footer", "breadcrumb"})

Standing = TypeVar("Standing", Candidate, Field)


class Line(Struct, frozen=True):
    """Where the line stands (`heart` is the product's name in it), its words, and those of the lines beside it.

    `layer` is the place of the layer over the page that it stands in.
    """

    box: Box
    heart: Box
    text: str
    others: tuple[str, ...]
    layer: int | None = None


class Reading(Struct, frozen=True):
    """What tells that a quantity took: how many the line says, and the amounts in it with the cart's total."""

    quantity: str | None
    figures: tuple[str, ...]


def cart_layer(sight: Sight, product: str) -> int | None:
    """The layer over the page that shows the product as a cart does."""
    return next((place for place, each in enumerate(sight.layers) if mentions(each.text, product) and PRICE.search(each.text)
                 and (says("cart", each.text) or says("checkout", each.text))), None)


def cart_text(sight: Sight, product: str) -> str:
    """The words of the cart: of its layer where it is one, else of the page."""
    layer = cart_layer(sight, product)
    return sight.main_text if layer is None else sight.layers[layer].lines


async def find_line(seen: Look, product: str) -> Line | None:
    """The line of the product in the cart that stands there, in the page or in one of its frames."""
    layer = cart_layer(seen.sight, product)
    for hold in (seen.hold, *seen.inner):
        root = seen.sight.layers[layer].place if layer is not None and hold is seen.hold else None
        if found := await hold.evaluate(ROW, {"root": root, "name": product}):
            return msgspec.convert(found | {"layer": layer}, Line)
    return None


def inside(line: Line, things: Iterable[Standing]) -> list[Standing]:
    """Those that stand in the line, the nearest to the product's name first."""
    box, heart = line.box, line.heart.y + line.heart.height / 2
    over = [each for each in things if line.layer is None or each.layer == line.layer]  # what lies under a layer is not in it
    found = [each for each in over if each.shown and _stands_in(each.box, box)]
    return sorted(found, key=lambda each: abs(each.box.y + each.box.height / 2 - heart))


def _stands_in(box: Box, around: Box) -> bool:
    x, y = box.x + box.width / 2, box.y + box.height / 2
    return (around.x - SLACK_PX <= x <= around.x + around.width + SLACK_PX
            and around.y - SLACK_PX <= y <= around.y + around.height + SLACK_PX)


def ways_inside(sight: Sight, intent: Intent, line: Line) -> list[Scored]:
    """The candidates for an intent that stand in the line, the best first."""
    own = {candidate.place for candidate in inside(line, sight.shown)}
    return [each for each in rank(sight, intent) if each.candidate.place in own]


def links_to_cart(sight: Sight, line: Line | None) -> list[Candidate]:
    """The links to a page of the cart, whatever they are called; those beside the line first."""
    links = [each for each in sight.shown if each.href.startswith("http") and same_shop(each.href, sight.url)
             and not each.covered and not {"add_to_cart", "delete"} & set(slug_concepts(urlsplit(each.href).path))]
    found = [each for each in links if OPEN_CART.place.search(urlsplit(each.href).path)]
    return sorted(found, key=lambda each: line is None or each.layer != line.layer)


def removers(sight: Sight, line: Line) -> list[Scored]:
    """What takes this line out, the nearest to the product's name first."""
    order = [candidate.place for candidate in inside(line, sight.shown)]
    return sorted(ways_inside(sight, REMOVE, line), key=lambda each: order.index(each.candidate.place))


def quantity_field(sight: Sight, line: Line) -> Field | None:
    """The field or list in which the line's quantity is changed."""
    open_ones = [field for field in inside(line, sight.fields) if not field.disabled and not field.fixed]
    lists = [field for field in open_ones if field.kind == "select-one" and _offers(field, "2")]
    typed = [field for field in open_ones if field.kind in TYPED and field.value.isdigit()
             and (field.kind == "number" or QUANTITY.search(f"{field.name} {field.label}"))]
    return next(iter([*typed, *lists]), None)


def _offers(field: Field, value: str) -> bool:
    return any(choice.value == value and not choice.disabled for choice in field.options)


def one_more(sight: Sight, line: Line) -> Candidate | None:
    """The control that makes it one more."""
    own = [each for each in inside(line, sight.shown) if not each.disabled]
    named = (each for each in own if "more" in small_words(each.name) or "more" in small_words(each.title))
    marked = (each for each in own if len(each.name) <= 2 and MORE_MARKS.search(each.marks))
    return next(named, None) or next(marked, None)


def read_line(sight: Sight, line: Line, product: str) -> Reading:
    """The line as it stands."""
    held = [field.value for field in inside(line, sight.fields) if field.value.isdigit()]
    text = line.text.replace(product, " ")
    written = TIMES.search(text)
    said = next(filter(None, written.groups())) if written else next(iter(BARE.findall(text.replace("\t", "\n"))), None)
    figures = [figure.strip() for part in re.split(r"[\n\t]", text) for figure in PRICE.findall(part)]
    return Reading(next(iter(held), said), (*figures, total_of(cart_text(sight, product)) or ""))


def uninvited(line: Line) -> tuple[str, ...]:
    """The names of the lines that nobody put there: those beside it that are no sums, taxes or shipping."""
    names = (other.splitlines()[0].split("\t")[0].strip() for other in line.others if other)
    return tuple(name for name in names if name and not _is_bill(name))


def _is_bill(text: str) -> bool:
    sums = any(tells(concept, text) for concept in ("total", "subtotal", "tax", "saving"))
    return sums or any(says(concept, text) for concept in ("shipping", "coupon", "free_shipping"))
