"""Walks a shop as a first-time customer does, on each device, and tells how far the shop answered.

`walk(shop, hints, folder, options)` opens one Chromium, and in it one fresh context a device. It goes by what the pages offer
(links, buttons, forms), stops at the door of the checkout, orders nothing, and takes out of the cart what it put in. It types
nothing but words to look for into the shop's search box, and quantities; with `fill_checkout` also the data of a customer who
does not exist.
"""

import asyncio
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from urllib.parse import urldefrag

from msgspec import Struct
from playwright.async_api import Browser, Error, async_playwright

from auditor.core.records.journey import Journey, Search, Stop
from spiders.browser.chromium import launch, user_agent
from spiders.browser.profiles import PROFILES, context_options
from spiders.browser.proxy import proxy_for
from spiders.browser.visit import keep_few
from spiders.credentials import NONE, Credentials
from spiders.journey.ends import Detour, Ended, first_line
from spiders.journey.finders import plain_address
from spiders.journey.guard import Guard
from spiders.journey.layers import go_back
from spiders.journey.steps import cart, category, checkout, home, product, search, tidy
from spiders.journey.steps.basket import Basket
from spiders.journey.steps.fill import fill_checkout
from spiders.journey.steps.product import Product
from spiders.journey.trail import Place, Trail
from spiders.pace import Pauses
from spiders.reach import ANYWHERE, Reach

QUIET = (Path(__file__).parent / "quiet.js").read_text()
PRODUCTS_TRIED = 3
LONGEST_S = 120
MOST_TABS = 12
MOST_PAGES = 40


def nobody_knows(_url: str) -> None:
    """How deep an address lies, where nothing was crawled."""


class Hints(Struct, frozen=True):
    """What the crawl knows: addresses of categories, and of products that can be bought. The walk prefers links to them.

    `depth_of` tells the fewest clicks from home to an address, by the crawl's graph of links; None where it does not know.
    """

    categories: tuple[str, ...] = ()
    products: tuple[str, ...] = ()
    depth_of: Callable[[str], int | None] = nobody_knows


def everything(_url: str) -> bool:
    """A robots.txt that allows all."""
    return True


class WalkOptions(Struct, frozen=True):
    """`allowed` says what robots.txt lets us ask for; `own_shop`: the owner lets us walk all of it.

    `fill_checkout`: in an own shop, go on with test data to the last page before the order.
    `pause_s` are left between two pages, as robots.txt asks. `contact` goes into the user agent, `credentials` to the
    shop alone. `sandbox` None leaves Chromium's on unless running as root. `reach` says where pages may lead the browser.
    """

    devices: tuple[str, ...] = tuple(PROFILES)
    allowed: Callable[[str], bool] = everything
    own_shop: bool = False
    fill_checkout: bool = False
    pause_s: float = 0.0
    locale: str | None = None
    contact: str = ""
    sandbox: bool | None = None
    loopback_only: bool = False
    credentials: Credentials = NONE
    reach: Reach = ANYWHERE


class Errand(Struct, frozen=True):
    """What one call of `walk` is about."""

    shop: str
    hints: Hints
    folder: Path
    options: WalkOptions


async def walk(shop: str, hints: Hints, folder: Path, options: WalkOptions | None = None) -> list[Journey]:
    """One journey a device, in the order of `options.devices`; pictures go into `folder`/screens.

    Whatever the shop does is told in the journeys; an AuditorError is raised only where no Chromium can be started.
    """
    options = options or WalkOptions()
    async with async_playwright() as playwright, proxy_for(options.reach, options.loopback_only) as proxy:
        browser = await launch(
            playwright, sandbox=options.sandbox, loopback_only=options.loopback_only, proxy_port=proxy and proxy.port)
        try:
            may_ask = everything if options.own_shop else options.allowed
            guard = Guard(may_ask, options.credentials)
            await guard.stand(browser)
            errand = Errand(shop, hints, folder, options)
            return [await walk_in(browser, guard, device, errand) for device in options.devices]
        finally:
            with suppress(Error):
                await browser.close()


async def walk_in(browser: Browser, guard: Guard, device: str, errand: Errand) -> Journey:
    """The journey on one device, in a browser over which the guard stands."""
    agent = user_agent(browser.version, mobile=device == "mobile", contact=errand.options.contact)
    options = context_options(PROFILES[device], agent, errand.options.locale) | errand.options.credentials.storage_state()
    context = await browser.new_context(**options)
    try:
        await guard.watch(context)
        keep_few(context, MOST_TABS)
        await context.add_init_script(QUIET)
        trail = Trail(context, await context.new_page(), guard, Place(device, errand.folder))
        trail.pauses = Pauses(errand.options.pause_s)
        return await _journey(trail, errand)
    finally:
        with suppress(Error):
            await context.close()


async def _journey(trail: Trail, errand: Errand) -> Journey:
    """The walk with all that can end it, and the tidying up after it."""
    stop, because = None, ""
    try:
        async with asyncio.timeout(LONGEST_S + MOST_PAGES * errand.options.pause_s):
            await _stations(trail, errand)
    except Ended as ended:
        stop, because = ended.stop, ended.because
    except TimeoutError:
        stop, because = Stop.OURS, f"The walk was given up after {LONGEST_S} seconds."
    except Error as error:
        stop, because = Stop.OURS, f"The browser could not go on: {first_line(error)}."
    with suppress(Error):
        await trail.show_last()
    trail.told["errors"] = trail.troubles.told
    if url := trail.told.get("product_url"):
        trail.told["shortest_clicks"] = errand.hints.depth_of(urldefrag(url).url)
    trail.told["cart_emptied"] = await _tidied(trail)
    trail.told["search"] = await _searched(trail)
    reached = trail.steps[-1].reach if trail.steps else None
    return Journey(
        device=trail.place.device, reached=reached, stop=stop, stopped_because=because, steps=tuple(trail.steps),
        detours=tuple(trail.detours), **trail.told,
    )


async def _stations(trail: Trail, errand: Errand) -> None:
    """Home, category, product, cart, checkout, in this order."""
    hints = errand.hints
    categories, products = (frozenset(map(plain_address, known)) for known in (hints.categories, hints.products))
    await home.arrive(trail, errand.shop)
    await category.open_category(trail, categories, products)
    chosen, in_cart = await _something_in_the_cart(trail, products)
    basket = Basket(trail, chosen, in_cart.url)
    trail.told["cart"] = await basket.try_out()
    door = await _open_checkout(trail, basket, in_cart.url)
    trail.told |= {
        "clicks_to_checkout": sum(step.clicks for step in trail.steps),
        "fields_visible": len(door.fields), "fields": door.fields,
        "guest_checkout": door.guest, "checkout_steps": door.stages, "door": door.told,
        "shipping_cost_told": trail.told["shipping_cost_told"] or door.shipping_told,
    }
    if errand.options.fill_checkout and errand.options.own_shop:
        await _fill(trail)


async def _fill(trail: Trail) -> None:
    """Goes on to the last page before the order, and adds what is told there to the door."""
    await trail.show_last()
    filled = await fill_checkout(trail)
    trail.start_over()
    trail.told["door"] = filled.added_to(trail.told["door"])
    trail.told["checkout_steps"] = trail.told["checkout_steps"] or filled.pages + 1
    if filled.stuck:
        trail.detours.append(f"the test data led no further than page {filled.pages + 1} of the checkout: {filled.stuck}")


async def _open_checkout(trail: Trail, basket: Basket, cart_url: str | None) -> checkout.Entrance:
    try:
        return await checkout.open_checkout(trail, cart_url)
    except Ended as ended:
        if basket.lost:
            raise Ended(Stop.OURS, f"{basket.lost}, so that its way to the checkout was not seen.") from ended
        raise


async def _something_in_the_cart(trail: Trail, products: frozenset[str]) -> tuple[Product, cart.InCart]:
    """The first product, of a few, that gets into the cart."""
    listing, so_far, best = trail.page.url, len(trail.steps), (list(trail.steps), dict(trail.told))
    tried: set[str] = set()
    failed: list[Detour] = []
    for _ in range(PRODUCTS_TRIED):
        try:
            return await _buy(trail, products, tried)
        except Detour as detour:
            failed.append(detour)
            best = max(best, (list(trail.steps), dict(trail.told)), key=lambda attempt: len(attempt[0]))
            trail.go_round(str(detour))
        await go_back(trail, listing)
        trail.rewind(so_far)
    trail.steps, trail.told = best
    by_the_shop = all(detour.stop is Stop.SHOP for detour in failed)
    raise Ended(Stop.SHOP if by_the_shop else Stop.OURS, f"{_count(failed)} went into the cart: {_reasons(failed)}.")


def _reasons(failed: list[Detour]) -> str:
    return "; ".join(dict.fromkeys(map(str, failed)))


def _count(failed: list[Detour]) -> str:
    return "The product did not" if len(failed) == 1 else f"None of the {len(failed)} products that were tried"


async def _buy(trail: Trail, products: frozenset[str], tried: set[str]) -> tuple[Product, cart.InCart]:
    chosen = await product.open_product(trail, products, tried)
    trail.product = chosen
    trail.told |= {"product_url": chosen.url, "product_price": chosen.price, "listed_price": chosen.listed_price}
    await product.check_sold(trail, chosen)
    signs = await cart.add(trail, chosen)
    trail.told["cart_signs"] = signs
    in_cart = await cart.open_cart(trail, chosen, signs)
    trail.cart_url = in_cart.url
    trail.told |= {
        "cart_signs": in_cart.signs, "cart_price": in_cart.price,
        "shipping_cost_told": chosen.shipping_told or in_cart.shipping_told,
    }
    return chosen, in_cart


async def _searched(trail: Trail) -> Search | None:
    """The side trip to the search box, where there is a product to look for."""
    if trail.place.device != search.DEVICE or trail.product is None:
        return None
    try:
        trail.page, trail.emptying = await trail.page.context.new_page(), False
        return await search.search(trail, trail.home, trail.product)
    except Error:
        return None


async def _tidied(trail: Trail) -> bool | None:
    """Whether nothing is left in the cart; None where nothing was put there, or where the walk itself was kept from trying."""
    told = [await _emptied(trail, each) for each in trail.to_take_out]
    return None if not told else False if False in told else None if None in told else True


async def _emptied(trail: Trail, put_in: Product) -> bool | None:
    """Whether the cart was seen to be empty; None where robots.txt or the guard may be why it was not."""
    before, barred = trail.guard.times, False
    try:
        async with asyncio.timeout((LONGEST_S + MOST_PAGES * trail.pauses.pause_s) / 3):
            if await tidy.empty_cart(trail, put_in, trail.cart_url):
                return True
    except Ended as ended:
        barred = ended.stop is Stop.ROBOTS
    except (Detour, TimeoutError, Error):
        pass
    return None if barred or trail.guard.times > before else False
