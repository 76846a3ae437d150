"""What browser and walk saw of the shop of the golden audits."""

from collections.abc import Iterator

from auditor.core.audit import BrowserResult
from auditor.core.records import Box, Element, Journey, Profile, Reach, Spread, Step, Stop

HOST = "https://lanternbooks.example"
CHROMIUM = "156.0.8078.79"
PHONE = Profile("mobile", 412, 823, 1.75, 562.5, 1474.56, 675, 4)
DESK = Profile("desktop", 1350, 940, 1, 150, 9216, 9216, 1)
PRESSED = {"phone": Box(24, 560, 364, 46), "desk": Box(900, 500, 200, 46)}
IN_CART = "Pressed “Add to basket”, then the basket"

# kind of page: largest paint on a phone and at a desk, in ms; None where the page was not reached
WAITS = {"home": (3400, 1500), "category": (3900, 1700), "product": (6100, 2600), "cart": (2900, 1200), "checkout": (None, 1900),
         "article": (2200, 900)}
# what was done, clicks, ms
PHONE_STEPS = (
    ("Opened the address", 0, 3400), ("Opened the menu, chose “Fiction”", 2, 3900), ("Chose the first book in stock", 1, 6100),
    (IN_CART, 2, 2900))
DESK_STEPS = (
    ("Opened the address", 0, 1500), ("Chose “Fiction”", 1, 1700), ("Chose the first book in stock", 1, 2600), (IN_CART, 2, 1200),
    ("Pressed “Proceed to checkout”", 1, 1900))


def browsers() -> Iterator[BrowserResult]:
    """Each kind of page on both devices."""
    for kind, (phone, desk) in WAITS.items():
        yield measured(kind, PHONE, phone)
        yield measured(kind, DESK, desk)


def measured(kind: str, profile: Profile, lcp: float | None) -> BrowserResult:
    url = f"{HOST}/" if kind == "home" else f"{HOST}/{kind}/1/"
    known = {
        "url": url, "page_kind": kind, "device": profile.device, "runs": 3, "profile": profile,
        "chromium": CHROMIUM, "cpu_index": 1200}
    if lcp is None:
        return BrowserResult(**known, failure="the page was not reached")
    return BrowserResult(
        **known, final_url=url, status=200, ttfb_ms=420, fcp_ms=lcp * 0.45, lcp_ms=lcp,
        lcp_element=Element(".gallery img:first-child"), cls=0.04, tbt_ms=lcp / 9, load_ms=lcp * 1.2, bytes=int(lcp * 420),
        requests=48, spread={"lcp_ms": Spread(lcp * 0.96, lcp * 1.05)}, score=max(0.0, 100 - lcp / 80))


def phone_walk() -> Journey:
    """A walk that the shop stopped at the cart."""
    because = "The press on “Proceed to checkout” landed on the cookie bar; so did two more"
    return Journey(
        "mobile", Reach.CART, stop=Stop.SHOP, stopped_because=because, shipping_cost_told=False,
        steps=steps("phone", PHONE_STEPS))


def desk_walk() -> Journey:
    """A walk that arrived."""
    return Journey(
        "desktop", Reach.CHECKOUT, clicks_to_checkout=5, fields_visible=11, guest_checkout=False, checkout_steps=3,
        steps=steps("desk", DESK_STEPS), shipping_cost_told=False)


def steps(device: str, done: tuple) -> tuple[Step, ...]:
    return tuple(
        Step(reach, action, f"{HOST}/{reach}/", took, clicks, f"screens/{device}-{reach}.png", "Proceed", PRESSED[device])
        for reach, (action, clicks, took) in zip(Reach, done, strict=False))
