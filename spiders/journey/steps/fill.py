"""Goes on through the checkout with plain test data, to the last page before the order. Only for shops that one owns.

It stops where an ordering button, a payment field or a payment house's frame shows, before any of them is touched.
"""

import re

from msgspec import Struct
from msgspec.structs import replace
from playwright.async_api import Error

from auditor.core.records.journey import Door
from spiders.journey.customer import Customer, choice_for, customer_for, text_for
from spiders.journey.ends import Detour, Ended, first_line
from spiders.journey.finders import ONWARD, rank
from spiders.journey.layers import clear, press
from spiders.journey.sight import Field, Look, Sight
from spiders.journey.steps.checkout import door_fields
from spiders.journey.steps.door import is_payment_frame, order_button, read_door
from spiders.journey.trail import Trail
from spiders.journey.walls import check_answer
from spiders.journey.wording import small_words, tells

MOST_PAGES = 8
TYPED = frozenset({"text", "email", "tel", "number", "textarea"})
PAYS_BY = re.compile(r"(?:^|[^a-z])pay(?:$|[^a-z]|ment|method)|payment|zahlung|zahlart|paiement|\bpago|支付|付款|支払", re.I)


class Filled(Struct, frozen=True):
    """How many pages were passed, and the page on which it stopped; `stuck` says why, where that is not the last page."""

    pages: int
    last: Sight
    stuck: str = ""

    def added_to(self, door: Door) -> Door:
        """The door with what the last page tells beside it."""
        end = read_door(self.last, [])
        return replace(
            door, filled=self.pages, payments=_both(door.payments, end.payments), wallets=_both(door.wallets, end.wallets),
            trust=_both(door.trust, end.trust), total=end.total or door.total, taxed=door.taxed or end.taxed,
            card_here=end.card_here if door.card_here is None else door.card_here,
            order_button=door.order_button or end.order_button)


def _both(one: tuple[str, ...], other: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(dict.fromkeys((*one, *other)))


async def fill_checkout(trail: Trail) -> Filled:
    """Page by page to the last before the order."""
    seen = await trail.see()
    customer = customer_for(seen.sight.lang)
    for page in range(MOST_PAGES):
        try:
            if not pays(seen.sight):
                await trail.during(_fill(seen, customer))
                seen = await trail.see()
            if is_last(seen.sight):
                return Filled(page, seen.sight)
            seen = await _go_on(trail, seen)
        except (Detour, Ended) as end:
            return Filled(page, seen.sight, str(end))
        except Error as error:
            return Filled(page, seen.sight, f"the browser could not go on: {first_line(error)}")
    return Filled(MOST_PAGES, seen.sight, f"{MOST_PAGES} pages were passed")


def is_last(sight: Sight) -> bool:
    """Whether nothing may be pressed here any more: an order, payment data or the choice of a way to pay comes next."""
    chooses = any(map(_chooses_payment, sight.fields)) and not _review_follows(sight)
    return pays(sight) or chooses or order_button(sight) is not None


def pays(sight: Sight) -> bool:
    """Whether payment data is asked for, by the shop or in a payment house's frame."""
    return any(field.pays and field.shown for field in sight.fields) or any(map(is_payment_frame, sight.frames))


def _chooses_payment(field: Field) -> bool:
    return field.kind in ("radio", "select-one") and field.shown and bool(PAYS_BY.search(field.name))


def _review_follows(sight: Sight) -> bool:
    """Whether the shop says that the next page only shows the order once more."""
    ways = rank(sight, ONWARD)
    return bool(ways) and "review" in small_words(ways[0].candidate.name)


async def _go_on(trail: Trail, seen: Look) -> Look:
    """The next page; a Detour says why there is none."""
    ways = [each.candidate for each in rank(seen.sight, ONWARD) if not each.candidate.disabled]
    if not ways:
        raise Detour("no button leads on")
    before = seen.sight
    await press(trail, seen, ways[0])
    seen = await trail.see_when(lambda sight: _moved_on(before, sight), await clear(trail))
    check_answer(trail, seen.sight)
    if not _moved_on(before, seen.sight):
        said = next((text for text in seen.sight.alerts if text not in before.alerts), "")
        raise Detour(f"after {ways[0].name} the shop stayed there" + (f" and said: {said}" if said else ""))
    return seen


async def _fill(seen: Look, customer: Customer) -> None:
    for field in door_fields(seen.sight):
        await _answer(seen, field, customer)


async def _answer(seen: Look, field: Field, customer: Customer) -> None:
    """Fills one field. A choice that is made already stays, and a box is ticked only where the shop asks for agreement."""
    element = await seen.element(field.place)
    if field.kind == "select-one":
        if choice := choice_for(field, customer):
            await element.select_option(value=choice.value)
    elif field.kind == "radio":
        if not _is_settled(field, seen.sight) and (_review_follows(seen.sight) or not _chooses_payment(field)):
            await element.check(force=True)
    elif field.kind == "checkbox":
        if not field.filled and (field.required or tells("required", field.label)) and tells("agree", field.label):
            await element.check(force=True)
    elif field.kind in TYPED and not (field.filled or field.pays or field.fixed):
        await element.fill(text_for(field, customer))


def _is_settled(field: Field, sight: Sight) -> bool:
    group = (each for each in sight.fields if each.kind == "radio" and (each.form, each.name) == (field.form, field.name))
    return any(each.filled for each in group)


def _moved_on(before: Sight, after: Sight) -> bool:
    """Whether this is another page, or another set of fields on it."""
    def asked(sight: Sight) -> set[tuple[str, str]]:
        return {(field.name, field.kind) for field in door_fields(sight)}
    return after.url.partition("#")[0] != before.url.partition("#")[0] or asked(after) != asked(before) or is_last(after)
