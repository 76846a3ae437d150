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
    `changed_ms` is the time from pressing what led on from the last station (on a product's page: what puts it into the cart)
    until anything that can be seen changed, in ms.
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
    changed_ms: float | None = None


class Query(Struct, frozen=True):
    """One thing that was looked for with the shop's own search box.

    `kind` is name, number, typo or nonsense; `found_at` the place of the wanted product among the results, from 1 (None where
    it is not among them). `results` counts the products that the page shows; `offered` what showed while typing; `helped`
    says whether a page without results leads on (categories, products, another spelling).
    """

    kind: str
    words: str
    found_at: int | None = None
    results: int = 0
    offered: tuple[str, ...] = ()
    took_ms: float | None = None
    helped: bool | None = None
    screenshot: str | None = None


class Search(Struct, frozen=True):
    """What came of looking for the walk's product by its name. `clicks` open the search box before one can type."""

    clicks: int = 0
    queries: tuple[Query, ...] = ()


class InCart(Struct, frozen=True):
    """What the cart shows and lets a customer do; None is what was not seen or not tried.

    `total` is the sum as written; `taxed`: it says whether tax is in it. `changed`: the quantity could be changed, `kept`: it was
    still so after loading the page again, `removed` and `restored`: the line could be taken out, and put in again.
    `uninvited` are lines that nobody put there; `coupon_open`: a field for a code lies open.
    """

    total: str | None = None
    taxed: bool | None = None
    changed: bool | None = None
    kept: bool | None = None
    removed: bool | None = None
    restored: bool | None = None
    uninvited: tuple[str, ...] = ()
    coupon_open: bool | None = None


class DoorField(Struct, frozen=True):
    """A field that a customer sees at the checkout's door. `named`: it has a label of its own, not a placeholder alone."""

    label: str
    kind: str
    name: str = ""
    autocomplete: str = ""
    required: bool = False
    named: bool = True


class Door(Struct, frozen=True):
    """What the first page of the checkout shows beside its fields.

    `ticked` are the boxes that were ticked beforehand, `payments` and `wallets` the names of ways to pay, `trust` what it says of
    safety. `total` is the sum as written. `card_here`: card numbers are typed into the shop's own page. `order_button` is the
    name of the button that would order, where it is seen. `filled` counts the pages passed with `--fill-checkout`.
    """

    fields: tuple[DoorField, ...] = ()
    ticked: tuple[str, ...] = ()
    payments: tuple[str, ...] = ()
    wallets: tuple[str, ...] = ()
    trust: tuple[str, ...] = ()
    total: str | None = None
    taxed: bool | None = None
    way_back: bool | None = None
    help_near: bool | None = None
    card_here: bool | None = None
    order_button: str | None = None
    filled: int = 0


class Journey(Struct, frozen=True, dict=True):
    """One walk on one device. `reached` is the last station that answered as itself.

    `stop` and `stopped_because` say why it ended before the checkout (None and "" when it arrived). `cart_signs` are the signs by
    which adding to the cart was known. `detours` tell what was tried in vain; their clicks are not counted. `cart_emptied`:
    what the walk put into the cart was taken out again (None where nothing was put there, or where robots.txt kept the walk from
    taking it out). What was not seen is None.
    `listed_price` is the price beside the product's link in the list, `shortest_clicks` the fewest clicks from the home page to
    the product that the link graph allows, `chosen` the options that were picked, `errors` what the shop's own scripts and
    addresses failed with on the way.
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
    listed_price: str | None = None
    shortest_clicks: int | None = None
    chosen: tuple[str, ...] = ()
    errors: tuple[str, ...] = ()
    search: Search | None = None
    cart: InCart | None = None
    door: Door | None = None
