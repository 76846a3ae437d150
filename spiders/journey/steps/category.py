"""From the home page to a page that lists products, through the menus."""

import asyncio
from contextlib import suppress

from msgspec import Struct
from playwright.async_api import Error

from auditor.core.records.journey import Reach, Stop
from spiders.journey.ends import Detour, Ended
from spiders.journey.finders import (
    ADD,
    CATEGORY,
    DEPARTMENT,
    MENU,
    SUBCATEGORY,
    Intent,
    Scored,
    is_advert,
    is_offer,
    leads_home,
    plain_address,
    rank,
    same_shop,
)
from spiders.journey.layers import clear, go_back, press
from spiders.journey.sight import Candidate, Look, Sight
from spiders.journey.trail import PRESS_MS, Trail
from spiders.journey.walls import check_for_wall, error_answered

MOST_TRIED = 4
DEEPEST = 3
MENUS_TRIED = 3
LISTED = 2
POINTED_S = 0.5
HAS_MOUSE = "() => matchMedia('(hover: hover)').matches"


def lists_products(sight: Sight, products: frozenset[str]) -> bool:
    """Whether a page offers several products to choose from and is not one product's own."""
    targets = product_links(sight, products)
    known = any(address in products for address in targets)
    own_button = any(each.candidate.card is None for each in rank(sight, ADD))
    return (len(targets) >= LISTED or known) and not own_button


def product_links(sight: Sight, products: frozenset[str]) -> set[str]:
    """The plain addresses of what looks like products: known by the crawl, or standing in a card that offers something."""
    shown = (each for each in sight.shown if each.tile or (each.href.startswith("http") and same_shop(each.href, sight.url)))
    here = plain_address(sight.url)
    return {
        plain_address(each.way) for each in shown
        if plain_address(each.way) != here and each.region not in ("footer", "header", "breadcrumb")
        and (_is_offered(each, sight) or plain_address(each.way) in products)
    }


def _is_offered(candidate: Candidate, sight: Sight) -> bool:
    card = None if candidate.card is None else sight.cards[candidate.card]
    return card is not None and is_offer(card) and not is_advert(card)


class Quest(Struct, frozen=True):
    """What the crawl knows, as plain addresses, and the addresses that were tried already."""

    categories: frozenset[str]
    products: frozenset[str]
    tried: set[str]


async def open_category(trail: Trail, categories: frozenset[str], products: frozenset[str]) -> None:
    """Opens the category that looks best; where it lists only further categories, goes on into one of them."""
    quest = Quest(categories, products, set())
    start = trail.page.url
    for _ in range(MOST_TRIED):
        name = await _into_a_list(trail, quest)
        if name:
            trail.arrive(Reach.CATEGORY, f"Opened the category {name}", await trail.see())
            return
        if name is None:
            break
        await go_back(trail, start)
    await _stay_at_home(trail, quest)


async def _into_a_list(trail: Trail, quest: Quest) -> str | None:
    """The name of the category that lists products; "" where this way did not lead to one, None where there is no way."""
    name, above = "", frozenset()
    for depth in range(DEEPEST):
        ranked = await _choices(trail, quest, above)
        if not ranked:
            return None if depth == 0 else _turn_back(trail, f"{name} lists neither products nor further categories")
        seen, best = ranked
        above |= {plain_address(each.way) for each in seen.sight.candidates if each.way}
        quest.tried.add(plain_address(best[0].candidate.way))
        name = best[0].candidate.name or best[0].candidate.href
        try:
            await press(trail, seen, best[0].candidate, onward=tuple(best) if depth == 0 else None)
        except Detour as detour:
            return _turn_back(trail, str(detour))
        if why_not := await _refused(trail):
            return _turn_back(trail, f"{name}: {why_not}")
        if await _lists_in_time(trail, quest.products):
            return name
    return _turn_back(trail, f"{name} still lists no products after {DEEPEST} categories")


async def _lists_in_time(trail: Trail, products: frozenset[str]) -> bool:
    seen = await trail.see_when(lambda sight: lists_products(sight, products), await trail.see())
    return lists_products(seen.sight, products)


def _turn_back(trail: Trail, because: str) -> str:
    trail.go_round(because)
    return ""


async def _refused(trail: Trail) -> str | None:
    took_ms = trail.took_ms
    seen = await clear(trail)
    trail.took_ms = took_ms
    check_for_wall(trail, seen.sight)
    error = error_answered(trail)
    return f"the shop answered {error}" if error else None


async def _choices(trail: Trail, quest: Quest, above: frozenset[str]) -> tuple[Look, list[Scored]] | None:
    """The categories that can be seen, after opening a menu where none can be seen at first.

    Inside of a category (`above`: the addresses on the pages before it) these are the ones that only it shows.
    """
    seen = await clear(trail)
    best = _untried(trail, seen, quest)
    if above:
        inside = [each for each in _untried(trail, seen, quest, SUBCATEGORY)
                  if plain_address(each.candidate.way) not in above]
        return (seen, inside) if inside else None
    opened, known = set(), set()
    for _ in range(MENUS_TRIED):
        if best:
            return seen, best
        menus = [each for each in _menus(seen.sight, known) if _likeness(each) not in opened]
        if not menus:
            return None
        opened.add(_likeness(menus[0]))
        known |= set(map(_likeness, menus))
        before = seen.sight
        seen = await _open_menu(trail, seen, menus[0])
        best = _untried(trail, seen, quest) or _come_to_light(before, _untried(trail, seen, quest, SUBCATEGORY))
    return (seen, best) if best else None


def _come_to_light(before: Sight, ranked: list[Scored]) -> list[Scored]:
    """What a menu showed when it was opened is a category wherever it stands on the page."""
    known = {each.way for each in before.shown}
    return [each for each in ranked if each.candidate.way not in known]


def _menus(sight: Sight, known: set[str]) -> list[Scored]:
    """What can be opened, the menu before its departments; but first what has only just come to light."""
    closed = (each for each in (*rank(sight, MENU), *rank(sight, DEPARTMENT)) if each.candidate.expanded != "true")
    return sorted(closed, key=lambda each: _likeness(each) in known)


async def _open_menu(trail: Trail, seen: Look, menu: Scored) -> Look:
    """Pointed at first, where there is a mouse to point with: many menus open by that, and some close when pressed."""
    pointed = await _point_at(trail, seen, menu)
    if _come_to_light(seen.sight, rank(pointed.sight, SUBCATEGORY)):
        return pointed
    try:
        await press(trail, seen, menu.candidate)
    except Detour as detour:
        trail.detours.append(str(detour))
    return await trail.see()


async def _point_at(trail: Trail, seen: Look, menu: Scored) -> Look:
    """The page with the mouse on it, which costs the customer no click; as it was, where there is no mouse."""
    if not await trail.page.evaluate(HAS_MOUSE):
        return seen
    with suppress(Error):
        await (await seen.element(menu.candidate.place)).hover(timeout=PRESS_MS)
        await asyncio.sleep(POINTED_S)
    return await trail.see()


def _likeness(menu: Scored) -> str:
    return f"{menu.candidate.name}|{menu.candidate.marks}|{menu.candidate.box.y:.0f}"


def _untried(trail: Trail, seen: Look, quest: Quest, intent: Intent = CATEGORY) -> list[Scored]:
    left_out = quest.tried | {plain_address(trail.home)}
    return [
        each for each in rank(seen.sight, intent, quest.categories)
        if plain_address(each.candidate.way) not in left_out and (each.candidate.tile or trail.may_ask(each.candidate.href))
        and not leads_home(each.candidate.href)
    ]


async def _stay_at_home(trail: Trail, quest: Quest) -> None:
    """A shop without categories may list its products on the home page."""
    await go_back(trail, trail.home)
    seen = await trail.see()
    if lists_products(seen.sight, quest.products):
        trail.arrive(Reach.CATEGORY, "Found products on the home page itself", seen)
        return
    if quest.tried:
        raise Ended(Stop.OURS, f"None of the categories that were tried lists products: {'; '.join(trail.detours)}.")
    raise Ended(Stop.OURS, "The home page offers no category that the walk could recognise, with or without its menus.")
