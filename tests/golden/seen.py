"""What browser and walk saw of the shop of the golden audits."""

from collections.abc import Iterator

from auditor.core.audit import BrowserResult
from auditor.core.records import (
    Box,
    Door,
    DoorField,
    Element,
    InCart,
    Journey,
    Profile,
    Query,
    Reach,
    Search,
    Spread,
    Step,
    Stop,
)

HOST = "https://lanternbooks.example"
CHROMIUM = "156.0.8078.79"
PHONE = Profile("mobile", 412, 823, 1.75, 562.5, 1474.56, 675, 4)
DESK = Profile("desktop", 1350, 940, 1, 150, 9216, 9216, 1)
PRESSED = {"phone": Box(24, 560, 364, 46), "desk": Box(900, 500, 200, 46)}
IN_CART = "Pressed “Add to basket”, then the basket"

# kind of page: largest paint on a phone and at a desk, in ms; None where the page was not reached
WAITS = {"home": (3400, 1500), "category": (3900, 1700), "product": (6100, 2600), "cart": (2900, 1200), "checkout": (None, 1900),
         "article": (2200, 900)}
BOOK = "The Anubis Gates"
# what was done, clicks, ms, what was pressed next
PHONE_STEPS = (
    ("Opened the address", 0, 3400, "Fiction"), ("Opened the menu, chose “Fiction”", 2, 3900, BOOK),
    ("Chose the first book in stock", 1, 6100, "Add to basket"), (IN_CART, 2, 2900, "Proceed to checkout"))
DESK_STEPS = (
    ("Opened the address", 0, 1500, "Fiction"), ("Chose “Fiction”", 1, 1700, BOOK),
    ("Chose the first book in stock", 1, 2600, "Add to basket"), (IN_CART, 2, 1200, "Proceed to checkout"),
    ("Pressed “Proceed to checkout”", 1, 1900, ""))
IN_THE_WAY = {Reach.HOME: ("a consent layer", "a newsletter layer")}
CHANGED_MS = {Reach.CART: 310.0}
PHONE_SEARCH = Search(1, (
    Query("name", BOOK, 1, 3, (BOOK, "The Drawing of the Dark")), Query("number", "9780441004010"), Query("typo", "Anubsi"),
    Query("nonsense", "qzxwvkj", helped=False)))
DESK_SEARCH = Search(0, (
    Query("name", BOOK, 1, 3, (BOOK, "The Drawing of the Dark", "Declare", "Last Call")), Query("number", "9780441004010", 1, 1),
    Query("typo", "Anubsi", 4, 12), Query("nonsense", "qzxwvkj", helped=False)))
FIELDS = (
    DoorField("E-mail address", "email", "email", "email", required=True), DoorField("First name", "text", "first_name", required=True),
    DoorField("Last name", "text", "last_name", required=True), DoorField("Address", "text", "line1", required=True),
    DoorField("Postcode", "text", "postcode", "postal-code", required=True), DoorField("Company", "text", "company"),
    DoorField("Telephone", "text", "phone", named=False))
DOOR = Door(
    FIELDS, ("Wrap it as a gift for £2.50",), ("visa", "mastercard"), ("paypal", "apple_pay"), ("Your payment is encrypted",),
    "£21.94", True, True, False, False, "Place order")


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
        steps=steps("phone", PHONE_STEPS), product_price="£17.99", cart_price="£17.99", listed_price="£15.99", shortest_clicks=2,
        detours=("The Colour of Magic is sold out", "Proceed to checkout could not be pressed (something lies over it)"),
        errors=("GET /basket/offers answered 500", "A script failed: cart is null"), search=PHONE_SEARCH,
        cart=InCart("£17.99", False, True, False, True, True, ("Bookmark of brass, £4.00",), True))


def desk_walk() -> Journey:
    """A walk that arrived."""
    return Journey(
        "desktop", Reach.CHECKOUT, clicks_to_checkout=5, fields_visible=11, guest_checkout=False, checkout_steps=3,
        steps=steps("desk", DESK_STEPS), shipping_cost_told=False, product_price="£17.99", cart_price="£17.99", listed_price="£17.99",
        shortest_clicks=2, chosen=("Paperback",), search=DESK_SEARCH,
        cart=InCart("£17.99", False, True, True, True, True, (), True), door=DOOR)


def steps(device: str, done: tuple) -> tuple[Step, ...]:
    return tuple(
        Step(
            reach, action, f"{HOST}/{reach}/", took, clicks, f"screens/{device}-{reach}.png", pressed,
            PRESSED[device] if pressed else None, in_the_way=IN_THE_WAY.get(reach, ()), changed_ms=CHANGED_MS.get(reach))
        for reach, (action, clicks, took, pressed) in zip(Reach, done, strict=False))
