"""What a customer does beside pressing: picks an entry or a radio button, types, and presses the enter key."""

import asyncio
import time

from playwright.async_api import Error

from spiders.journey.ends import Detour, first_line
from spiders.journey.sight import Look
from spiders.journey.trail import PRESS_MS, Trail

KEY_MS = 15
OFFERS_S = 0.3
BEGIN = "() => { window[Symbol.for('storefront-auditor.began')] = Date.now(); }"
LABEL = """field => [field, ...field.labels].find(each => each.checkVisibility({opacityProperty: true, visibilityProperty: true})
    && each.getBoundingClientRect().width > 2) || field"""


async def pick(trail: Trail, seen: Look, place: int, value: str | None = None) -> None:
    """Picks an entry of a select, or a radio button by its label where the button itself is hidden; a click."""
    element = await seen.element(place)
    trail.begin()
    began = time.time()
    try:
        if value is not None:
            await element.select_option(value=value, timeout=PRESS_MS, force=True)
        else:
            handle = await element.evaluate_handle(LABEL)
            await handle.as_element().click(timeout=PRESS_MS, no_wait_after=True)
    except Error as error:
        raise Detour(f"an option could not be picked ({first_line(error)})") from error
    trail.clicks += 1
    await trail.settle(began)


async def type_words(trail: Trail, seen: Look, place: int, words: str) -> None:
    """Types into a field, key by key, in place of what stands there, and waits for what the page makes of it."""
    element = await seen.element(place)
    trail.begin()
    began = time.time()
    await element.click(timeout=PRESS_MS)
    keyboard = trail.page.keyboard  # and not the element: some boxes open a larger one over the page, and the cursor is there
    await keyboard.press("ControlOrMeta+A")
    await keyboard.type(words, delay=KEY_MS)
    await asyncio.sleep(OFFERS_S)
    await trail.settle(began)


async def enter(trail: Trail) -> None:
    """Presses the enter key where the cursor stands. Only for a form that asks for nothing but words to look for."""
    trail.begin()
    began = time.time()
    await trail.page.evaluate(BEGIN)
    await trail.page.keyboard.press("Enter")
    await trail.settle(began)
