"""A side trip in the cart: what it shows, and whether a quantity can be changed, kept, taken out and put in again.

None of its presses counts as a click on the way to the checkout, and nothing that fails here ends the walk.
"""

import asyncio
import time

from playwright.async_api import Error

from auditor.core.records.journey import InCart, Stop
from spiders.journey.bill import coupon_lies_open, tells_tax, total_of
from spiders.journey.ends import Detour, Ended
from spiders.journey.finders import CHECKOUT, OPEN_CART, UPDATE, rank
from spiders.journey.layers import clear
from spiders.journey.line import (
    OPENER_REGIONS,
    Line,
    Reading,
    cart_text,
    find_line,
    links_to_cart,
    one_more,
    quantity_field,
    read_line,
    uninvited,
    ways_inside,
)
from spiders.journey.sight import Field, Look
from spiders.journey.signs import is_cart, shows_line
from spiders.journey.steps import cart, tidy
from spiders.journey.steps.product import Product
from spiders.journey.trail import Trail

MOST_S = 45.0
TAKES_S = 3.0
ABILITIES = ("changed", "kept", "removed", "restored")
WANTED = "2"


class Basket:
    """The side trip of one walk. `told` grows as things are seen; `lost` says why the product is not in the cart any more."""

    def __init__(self, trail: Trail, product: Product, url: str | None):
        self.trail, self.product, self.url = trail, product, url
        self.told: dict = {}
        self.lost = ""
        self._left_drawer = False

    async def try_out(self) -> InCart:
        """Reads the cart and tries its controls; the cart holds the product again at the end, or `lost` says why not.

        What failed while robots.txt or the guard kept a request back is not known.
        """
        before = self.trail.guard.times
        try:
            async with asyncio.timeout(MOST_S):
                await self._read()
                if await self._has_controls():
                    await self._change()
                    await self._take_out()
        except (Ended, Detour, Error, TimeoutError):
            pass  # what was not seen stays None
        await self._bring_back()
        if self.trail.guard.times > before:
            self.told |= {ability: None for ability in ABILITIES if self.told.get(ability) is False}
        self.trail.start_over()
        return InCart(**self.told)

    # ---- reading

    async def _read(self) -> None:
        seen = await self.trail.see()
        text = cart_text(seen.sight, self.product.name)
        line = await find_line(seen, self.product.name)
        self.told |= {
            "total": total_of(text), "taxed": tells_tax(text), "coupon_open": coupon_lies_open(seen.sight),
            "uninvited": uninvited(line) if line else (),
        }

    async def _look(self) -> tuple[Look, Line | None]:
        seen = await self.trail.see()
        return seen, await find_line(seen, self.product.name)

    async def _has_controls(self) -> bool:
        """Whether there is something to try; a drawer without controls is left for the cart's page where a link leads there."""
        seen, line = await self._look()
        if line and (quantity_field(seen.sight, line) or one_more(seen.sight, line)):
            return True
        pages = links_to_cart(seen.sight, line)
        if pages and self.url is None:
            self._left_drawer = True
            await self.trail.press(seen, pages[0])
            seen = await self._open()
            self.url = self.url or (seen.sight.url if is_cart(seen.sight) else None)
            line = await find_line(seen, self.product.name)
        return line is not None

    # ---- changing the quantity

    async def _change(self) -> None:
        """The quantity 2, seen at once and after loading the page again."""
        seen, line = await self._look()
        before = read_line(seen.sight, line, self.product.name)
        alerts = seen.sight.alerts
        if before.quantity == WANTED or not await self._ask_for_two(seen, line):
            return
        after, at_once = await self._taken(before)
        excused = set((await self.trail.see()).sight.alerts) - set(alerts)
        again = await self._load_again()
        if at_once:
            self.told |= {"changed": True, "kept": _is_kept(before, after, again)}
        elif again and again.quantity == WANTED and before.quantity is not None:
            self.told |= {"changed": True, "kept": True}
        elif again and again.quantity == before.quantity is not None and not excused:
            self.told["changed"] = False

    async def _ask_for_two(self, seen: Look, line: Line) -> bool:
        """Whether there was a way to ask for it."""
        if more := one_more(seen.sight, line):
            await self.trail.press(seen, more)
            return True
        field = quantity_field(seen.sight, line)
        if field is None:
            return False
        before = read_line(seen.sight, line, self.product.name)
        await self._write(seen, field)
        await self._press_update(before)
        return True

    async def _write(self, seen: Look, field: Field) -> None:
        element = await seen.element(field.place)
        if field.kind == "select-one":
            await self.trail.during(element.select_option(value=WANTED))
        else:
            await element.fill(WANTED)
            await self.trail.leave(element)

    async def _press_update(self, before: Reading) -> None:
        """The button that updates the cart, where the shop did not do so by itself."""
        seen, line = await self._look()
        if line is None or read_line(seen.sight, line, self.product.name).figures != before.figures:
            return
        ways = ways_inside(seen.sight, UPDATE, line) or rank(seen.sight, UPDATE)
        if ways and not ways[0].candidate.disabled:
            await self.trail.press(seen, ways[0].candidate)

    async def _taken(self, before: Reading) -> tuple[Reading, bool]:
        """The line once its amounts changed or time is up, and whether they did."""
        until = time.monotonic() + TAKES_S
        while True:
            seen, line = await self._look()
            now = read_line(seen.sight, line, self.product.name) if line else before
            if now.figures != before.figures or time.monotonic() > until:
                return now, now.figures != before.figures
            await asyncio.sleep(0.2)

    async def _load_again(self) -> Reading | None:
        """The line after loading the page again, without amounts where the cart is empty then; None where it is not seen."""
        await self.trail.go(self.url or self.trail.page.url)
        seen = await self._open()
        if line := await find_line(seen, self.product.name):
            return read_line(seen.sight, line, self.product.name)
        return Reading(None, ()) if tidy.says_empty(seen.sight) else None

    # ---- taking out and putting in again

    async def _take_out(self) -> None:
        """The line goes, by its own control alone."""
        seen, line = await self._look()
        if line is None:
            return
        self.trail.emptying = True
        try:
            alerts = set(seen.sight.alerts)
            if not await tidy.take_out(self.trail, seen, line):
                return
            seen = await self.trail.see_when(lambda sight: tidy.is_gone(sight, self.product), await self.trail.see())
            if not tidy.is_gone(seen.sight, self.product):
                await self._load_again()
                seen = await self.trail.see()
            if tidy.is_gone(seen.sight, self.product):
                self.told["removed"] = True
            elif shows_line(seen.sight, self.product.name) and not set(seen.sight.alerts) - alerts:
                self.told["removed"] = False
        finally:
            self.trail.emptying = False

    async def _bring_back(self) -> None:
        """The cart as the walk found it: opened, with the product in it."""
        try:
            async with asyncio.timeout(MOST_S):
                untouched = not self.told.get("removed") and not self._left_drawer
                if untouched and await self._stands_there():
                    return
                await self._put_in_again()
                self.told["restored"] = True if self.told.get("removed") else None
        except (Ended, Detour, Error, TimeoutError) as error:
            stop = getattr(error, "stop", None)
            by_the_shop = stop is Stop.SHOP and self.told.get("removed")
            self.told["restored"] = False if by_the_shop else None
            self.lost = f"{self.product.name} could not be put into the cart again after it was taken out"
            self.trail.detours.append(f"{self.lost}: {error}" if by_the_shop or stop is Stop.ROBOTS else self.lost)

    async def _stands_there(self) -> bool:
        try:
            seen = await self._open()
        except (Ended, Detour, Error):
            return False
        return shows_line(seen.sight, self.product.name) and bool(rank(seen.sight, CHECKOUT))

    async def _put_in_again(self) -> None:
        chosen = self.trail.told.get("chosen", ())
        await self.trail.go(self.product.url)
        await clear(self.trail)
        try:
            signs = await cart.add(self.trail, self.product, again=True)
        finally:
            self.trail.told["chosen"] = chosen
        await cart.to_the_line(self.trail, self.product, signs)

    async def _open(self) -> Look:
        """The cart with the line in it, opened where it does not stand there."""
        seen = await self.trail.see_when(lambda sight: cart.is_told(sight, self.product), await self.trail.see())
        if cart.is_told(seen.sight, self.product) or is_cart(seen.sight):
            return seen
        if self.url:
            await self.trail.go(self.url)
        else:
            ways = [each for each in rank(seen.sight, OPEN_CART) if each.candidate.region in OPENER_REGIONS]
            ways = ways or rank(seen.sight, OPEN_CART)
            if ways:
                await self.trail.press(seen, ways[0].candidate)
        return await self.trail.see_when(lambda sight: cart.is_told(sight, self.product), await self.trail.see())


def _is_kept(before: Reading, after: Reading, again: Reading | None) -> bool | None:
    if again is None:
        return None
    return again.figures == after.figures or (again.quantity == WANTED and again.figures != before.figures)
