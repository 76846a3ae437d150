"""A side trip through the shop's own search box: does it find the product that the walk found?

It is made on the desktop alone, in a page of its own, after the walk: its clicks are none of the way to the checkout.
"""

import asyncio
from contextlib import suppress

from msgspec import Struct
from msgspec.structs import replace
from playwright.async_api import Error

from auditor.core.records.journey import Query, Search
from spiders.journey.boxes import (
    asked_address,
    links_of,
    offered_while_typing,
    read_results,
    says_none,
    search_box,
    submits,
)
from spiders.journey.ends import Detour, Ended
from spiders.journey.finders import OPEN_SEARCH, rank
from spiders.journey.guard import ordering
from spiders.journey.hands import enter, type_words
from spiders.journey.layers import clear
from spiders.journey.screens import picture
from spiders.journey.seeking import queries
from spiders.journey.sight import Field, Look, Sight
from spiders.journey.steps.product import Product
from spiders.journey.trail import Trail
from spiders.journey.walls import check_for_wall

DEVICE = "desktop"
LONGEST_S = 20
OPENERS_TRIED = 2
MOST_OFFERED = 8


async def search(trail: Trail, home: str, product: Product) -> Search | None:
    """What came of looking for the product; None where no search box may be used, or none of its answers was understood."""
    answers: list[Answered] = []
    clicks = 0
    with suppress(TimeoutError, Ended, Detour, Error):
        async with asyncio.timeout(LONGEST_S):
            trail.home = home
            await trail.go(home)
            await clear(trail)
            trail.start_over()
            for kind, words in queries(product.name, product.number):
                found = await _box(trail)
                if found is None:
                    break
                clicks = clicks if answers else trail.clicks
                answers.append(await _ask(trail, found, (kind, words), product))
    if not any(each.query.results or says_none(each.sight) for each in answers):
        return None
    return Search(clicks, tuple(_told(each, answers) for each in answers))


class Answered(Struct, frozen=True):
    """A query with the page that came of it. `lists`: it shows products, be they results or not."""

    query: Query
    sight: Sight
    lists: bool


def _told(answered: Answered, answers: list[Answered]) -> Query:
    """The query, and whether its page without results leads on: by products, or by links that those with results do not have."""
    if answered.query.results:
        return answered.query
    with_results = next((each.sight for each in answers if each.query.results), None)
    if answered.lists or with_results is None:
        return replace(answered.query, helped=answered.lists or None)
    return replace(answered.query, helped=bool(links_of(answered.sight) - links_of(with_results)))


async def _box(trail: Trail) -> tuple[Look, Field] | None:
    """The search box, here or at home, after opening what hides it; None where there is none or robots.txt forbids to use it."""
    found = await _box_here(trail)
    if found is None and trail.page.url != trail.home:
        await trail.go(trail.home)
        found = await _box_here(trail)
    if found is None or ordering("POST", found[1].action):
        return None
    return found if trail.may_ask(asked_address(found[1], trail.home)) else None


async def _box_here(trail: Trail) -> tuple[Look, Field] | None:
    for tried in range(OPENERS_TRIED + 1):
        seen = await trail.see()
        if box := search_box(seen.sight):
            return seen, box
        openers = rank(seen.sight, OPEN_SEARCH)
        if tried >= len(openers):
            return None
        await trail.press(seen, openers[tried].candidate)
        check_for_wall(trail, (await trail.see()).sight)
    return None


async def _ask(trail: Trail, found: tuple[Look, Field], asked: tuple[str, str], product: Product) -> Answered:
    before, box = found
    kind, words = asked
    await type_words(trail, before, box.place, words)
    typed = (await trail.see()).sight
    await enter(trail)
    seen = await trail.see()
    if _unmoved(typed, seen.sight) and (button := submits(box, rank(seen.sight, OPEN_SEARCH))):
        await trail.press(seen, button.candidate)
    took_ms = trail.took_ms
    seen = await trail.see_when(lambda sight: _is_told(sight, product), await trail.see())
    check_for_wall(trail, seen.sight)
    results = read_results(seen.sight, product.name, product.url)
    shot = await picture(trail.page, trail.place.folder, f"search-{trail.place.device}-{kind}")
    offered = offered_while_typing(before.sight, typed)[:MOST_OFFERED]
    query = Query(kind, words, results.at, results.results, offered, took_ms, screenshot=shot)
    return Answered(query, seen.sight, results.lists)


def _unmoved(one: Sight, other: Sight) -> bool:
    return (one.url, one.main_text) == (other.url, other.main_text)


def _is_told(sight: Sight, product: Product) -> bool:
    """Whether the page says by now what it found."""
    found = read_results(sight, product.name, product.url)
    return found.results > 0 or says_none(sight)
