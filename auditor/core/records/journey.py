"""What happened when the auditor walked the shop as a customer does."""

from enum import StrEnum

from msgspec import Struct

from auditor.core.records.browser import Box


class Reach(StrEnum):
    """The stations of the walk, in order."""

    HOME = "home"
    CATEGORY = "category"
    PRODUCT = "product"
    CART = "cart"
    CHECKOUT = "checkout"


REACHES = tuple(Reach)


class Stop(StrEnum):
    """Whose reason it was that a walk ended early."""

    SHOP = "shop"
    WALL = "wall"
    ROBOTS = "robots"
    OURS = "ours"


class Step(Struct, frozen=True):
    """One station of the walk.

    `action` says in a customer's words what was done to get here, `clicks` how many clicks that took, `took_ms` the time from
    the (last) click until the station showed, in ms. `pressed` and `box` are the thing pressed on the way onward: its name, and
    where it stands in this step's screenshot, in CSS pixels of it; `runners_up` are the next best that could have been pressed.
    `screenshot` is a path relative to the audit's folder. `in_the_way` names the layers that had to be dealt with to get here.
    """

    reach: Reach
    action: str
    url: str
    took_ms: float | None = None
    clicks: int = 0
    screenshot: str | None = None
    pressed: str = ""
    box: Box | None = None
    title: str = ""
    in_the_way: tuple[str, ...] = ()
    runners_up: tuple[str, ...] = ()


class Journey(Struct, frozen=True, dict=True):
    """One walk on one device. `reached` is the last station that answered as itself.

    `stop` and `stopped_because` say why it ended before the checkout (None and "" when it arrived). `cart_signs` are the signs by
    which adding to the cart was known. `detours` tell what was tried in vain; their clicks are not counted. `cart_emptied`:
    what the walk put into the cart was taken out again (None where nothing was put there). What was not seen is None.
    """

    device: str
    reached: Reach | None
    clicks_to_checkout: int | None = None
    fields_visible: int | None = None
    guest_checkout: bool | None = None
    checkout_steps: int | None = None
    stop: Stop | None = None
    stopped_because: str = ""
    steps: tuple[Step, ...] = ()
    cart_signs: tuple[str, ...] = ()
    product_price: str | None = None
    cart_price: str | None = None
    shipping_cost_told: bool | None = None
    product_url: str | None = None
    fields: tuple[str, ...] = ()
    detours: tuple[str, ...] = ()
    cart_emptied: bool | None = None
