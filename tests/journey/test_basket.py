"""The side trip in the cart, on carts of every make and with every flaw."""

import pytest
from msgspec import Struct

from auditor.core.judge import Outcome, judge
from auditor.core.records.journey import InCart, Journey, Reach
from checks.short_path.rigid_cart import rigid_cart
from spiders.journey.steps import cart, tidy
from spiders.journey.steps.basket import Basket
from spiders.journey.steps.product import Product
from spiders.journey.trail import Trail
from spiders.journey.walk import _tidied as tidied
from tests.journey.pages import on_the_trail
from tests.shops.serving import Answer, Asked, serving, told, went_to

pytestmark = pytest.mark.slow

HEAD = (
    '<!doctype html><html lang="en"><title>{title}</title><link rel="icon" href="data:,">'
    '<body><header><a href="/">Shop</a> <a href="/basket">Basket ({count})</a></header><main><h1>{title}</h1>'
)
SEND = "<script>async function set(n){{await fetch('/set?n='+n,{{method:'POST'}});location.reload()}}</script>"
CONTROLS = {
    "field and button": '<form method="post" action="/set"><input name="qty" value="{count}" aria-label="Quantity">'
                        '<button>Update</button></form>',
    "field that sends itself": '<form method="post" action="/set"><input type="number" name="n" value="{count}" onchange="form.submit()"></form>',
    "field and the cart's button": '<input name="qty" value="{count}" form="whole">',
    "list": '<form method="post" action="/set"><select name="n" aria-label="Quantity" onchange="form.submit()">{choices}</select></form>',
    "spinner": '<button onclick="set({less})">−</button><span>{count}</span><button onclick="set({more})">+</button>' + SEND,
    "spinner of icons": '<button class="qty-minus" onclick="set({less})"><i class="icon"></i></button><span>{count}</span>'
                        '<button class="qty-plus" onclick="set({more})"><i class="icon">&nbsp;</i></button>' + SEND,
    "none": "<span>{count}</span>",
}
REMOVERS = {
    "button": '<form method="post" action="/set?n=0"><button>Remove</button></form>',
    "cross": '<button aria-label="Remove Storm Lantern" onclick="fetch(\'/set?n=0\',{{method:\'POST\'}}).then(()=>location.reload())">×</button>',
    "question": "<button onclick=\"document.querySelector('dialog').showModal()\">Remove</button><dialog><p>Remove this item from your basket?</p>"
                '<button>Cancel</button><form method="post" action="/set?n=0"><button>Yes, remove</button></form></dialog>',
    "native question": "<form method=\"post\" action=\"/set?n=0\" onsubmit=\"return confirm('Sure?')\"><button>Delete</button></form>",
    "none": "",
}


class Make(Struct, frozen=True):
    """How the cart is made, and what is wrong with it."""

    control: str = "field and button"
    remover: str = "button"
    ignores: bool = False
    excuses: bool = False
    forgets_change: bool = False
    keeps_line: bool = False
    adds_once: bool = False
    gift: bool = False
    coupon: str = ""
    broken: bool = False


class Till:
    """A shop of one product, whose cart holds one of it when the walk comes to it."""

    def __init__(self, make: Make) -> None:
        self.url, self.make, self.count, self.log = "", make, 1, []
        self.shown: int | None = None
        self.said = ""

    def answer(self, asked: Asked) -> Answer:
        self.log.append((asked.method, asked.path))
        if asked.path == "/set":
            return self.set(int((asked.form | asked.query).get("n") or asked.form.get("qty") or 0))
        if asked.path == "/add":
            if self.make.adds_once:
                return Answer(b"<h1>Sorry</h1>", 500)
            self.count += 1
            return went_to("/basket")
        if asked.path == "/p":
            return self.page("Storm Lantern", '<p>€12.50</p><form method="post" action="/add"><button>Add to basket</button></form>')
        if asked.path == "/basket" and self.make.broken:
            return Answer(b"<h1>Basket</h1>", 500)
        if asked.path == "/basket":
            return self.page("Basket", self.basket())
        return told({}, 404)

    def set(self, count: int) -> Answer:
        if count == 0 and not self.make.keeps_line:
            self.count = 0
        elif count and self.make.forgets_change:
            self.shown = count
        elif count and not self.make.ignores:
            self.count = count
        self.said = '<p role="alert">Only 1 left.</p>' if self.make.excuses and count else ""
        return went_to("/basket", 303)

    def basket(self) -> str:
        count, self.shown = self.shown or self.count, None
        if not count:
            return "<p>Your basket is empty.</p>"
        choices = "".join(f"<option{' selected' if n == count else ''}>{n}</option>" for n in range(1, 6))
        control = CONTROLS[self.make.control].format(count=count, less=count - 1, more=count + 1, choices=choices)
        remover = REMOVERS[self.make.remover].format()
        gift = '<tr><td><a href="/g">Gift Wrapping</a></td><td>1</td><td>€2.00</td><td></td></tr>' if self.make.gift else ""
        said, self.said = self.said, ""
        whole = '<form id="whole" method="post" action="/set"><button>Update basket</button></form>' if "cart's" in self.make.control else ""
        return (
            f'{said}<table><tr><th>Product</th><th>Quantity</th><th>Total</th><th></th></tr><tr><td><a href="/p">Storm Lantern</a></td>'
            f"<td>{control}</td><td>€{12.5 * count:.2f}</td><td>{remover}</td></tr>{gift}"
            f"<tr><td>Subtotal</td><td></td><td>€{12.5 * count:.2f}</td><td></td></tr></table>{whole}{self.make.coupon}"
            f'<p>Delivery: €4.90</p><p>Total €{12.5 * count + 4.9:.2f} including VAT</p><a href="/checkout">Proceed to checkout</a>'
        )

    def page(self, title: str, body: str) -> Answer:
        return Answer((HEAD.format(title=title, count=self.count) + body).encode())


def tried(make: Make, folder) -> tuple[InCart, Till, Trail]:
    """What the side trip told, with the shop and the trail as it left them."""
    async def side_trip(trail: Trail) -> tuple[InCart, Trail]:
        basket = Basket(trail, Product("Storm Lantern", f"{shop.url}/p", "€12.50", False), f"{shop.url}/basket")
        return await basket.try_out(), trail
    with serving(shop := Till(make), shop.answer):
        found, trail = on_the_trail(f"{shop.url}/basket", folder, side_trip)
    assert (trail.clicks, trail.pressed, trail.in_the_way) == (0, [], [])
    assert trail.emptying is False
    return found, shop, trail


@pytest.mark.parametrize("control", [control for control in CONTROLS if control != "none"])
def test_a_quantity_is_changed_kept_and_taken_back(control, tmp_path):
    found, shop, _ = tried(Make(control=control), tmp_path)
    assert found == InCart(total="€17.40", taxed=True, changed=True, kept=True, removed=True, restored=True, coupon_open=False)
    assert shop.count == 1


@pytest.mark.parametrize("remover", [remover for remover in REMOVERS if remover != "none"])
def test_the_line_goes_and_comes_back(remover, tmp_path):
    found, shop, _ = tried(Make(remover=remover), tmp_path)
    assert (found.removed, found.restored, shop.count) == (True, True, 1)


def test_without_a_remover_the_quantity_0_takes_it_out(tmp_path):
    found, shop, _ = tried(Make(remover="none"), tmp_path)
    assert (found.removed, found.restored, shop.count) == (True, True, 1)


def test_a_cart_without_controls_is_not_judged(tmp_path):
    found, shop, _ = tried(Make(control="none", remover="none"), tmp_path)
    assert (found.changed, found.kept, found.removed, found.restored, shop.count) == (None, None, None, None, 1)


@pytest.mark.parametrize(("make", "changed", "kept"), [
    (Make(ignores=True), False, None), (Make(ignores=True, excuses=True), None, None), (Make(forgets_change=True), True, False),
], ids=["ignored", "with an excuse", "forgotten"])
def test_a_change_that_does_not_take_or_last(make, changed, kept, tmp_path):
    found, *_ = tried(make, tmp_path)
    assert (found.changed, found.kept, found.restored) == (changed, kept, True)


def test_a_line_that_does_not_go(tmp_path):
    found, _, trail = tried(Make(keeps_line=True), tmp_path)
    assert (found.removed, found.restored) == (False, None)
    assert trail.detours == []


def test_a_product_that_does_not_come_back_is_told(tmp_path):
    found, _, trail = tried(Make(adds_once=True), tmp_path)
    assert (found.removed, found.restored) == (True, False)
    assert "could not be put into the cart again" in trail.detours[-1]
    assert "500" in trail.detours[-1]


def test_lines_that_nobody_put_there_are_named_and_left_alone(tmp_path):
    found, *_ = tried(Make(gift=True), tmp_path)
    assert found.uninvited == ("Gift Wrapping",)


@pytest.mark.parametrize(("coupon", "lies_open"), [
    ('<label>Promo code <input name="code"></label>', True), ("<details><summary>Have a code?</summary><input name=coupon></details>", False),
])
def test_an_open_field_for_codes_is_seen(coupon, lies_open, tmp_path):
    found, *_ = tried(Make(coupon=coupon), tmp_path)
    assert found.coupon_open is lies_open


LANTERN = "Storm Lantern"


def barred(trail: Trail, part: str) -> None:
    """From now on robots.txt forbids addresses with this part."""
    trail.guard.allowed = trail.may_ask = lambda url: part not in url


@pytest.mark.parametrize("make", [Make(), Make(control="spinner", remover="cross")], ids=["by forms", "by scripts"])
def test_what_robots_txt_keeps_back_is_not_held_against_the_cart(make, tmp_path, monkeypatch):
    monkeypatch.setattr("spiders.journey.trail.READY_WITHOUT_DOCUMENT_S", 0.3)
    monkeypatch.setattr("spiders.journey.steps.basket.TAKES_S", 0.3)

    async def side_trip(trail: Trail) -> tuple[InCart, bool | None]:
        barred(trail, "/set")
        trail.to_take_out.append(product := Product(LANTERN, f"{shop.url}/p", "€12.50", False))
        trail.cart_url = f"{shop.url}/basket"
        return await Basket(trail, product, trail.cart_url).try_out(), await tidied(trail)
    with serving(shop := Till(make), shop.answer):
        found, told = on_the_trail(f"{shop.url}/basket", tmp_path, side_trip)
    assert (found.changed, found.kept, found.removed, found.restored, told) == (None, None, None, None, None)
    assert judge(rigid_cart.check, Journey(device="desktop", reached=Reach.CART, cart=found)).outcome is Outcome.UNKNOWN
    assert shop.count >= 1
    assert not [path for _, path in shop.log if path.startswith("/set")]


def test_what_robots_txt_keeps_from_being_put_in_again_is_told(tmp_path):
    async def side_trip(trail: Trail) -> tuple[InCart, bool | None]:
        barred(trail, "/add")
        product = Product(LANTERN, f"{shop.url}/p", "€12.50", False)
        return await Basket(trail, product, f"{shop.url}/basket").try_out(), trail.detours
    with serving(shop := Till(Make()), shop.answer):
        found, detours = on_the_trail(f"{shop.url}/basket", tmp_path, side_trip)
    assert (found.removed, found.restored, shop.count) == (True, None, 0)
    assert "robots.txt does not allow" in detours[-1]


# ---- taking out what was put in, at the end


def emptied(make: Make, folder) -> tuple[bool, Till]:
    async def empty(trail: Trail) -> bool:
        return await tidy.empty_cart(trail, Product(LANTERN, f"{shop.url}/p", None, False), f"{shop.url}/basket")
    with serving(shop := Till(make), shop.answer):
        return on_the_trail(f"{shop.url}/p", folder, empty), shop


@pytest.mark.parametrize("make", [Make(), Make(remover="question"), Make(remover="none"), Make(remover="cross", control="none")])
def test_the_cart_is_emptied_and_seen_to_be(make, tmp_path):
    told, shop = emptied(make, tmp_path)
    assert (told, shop.count) == (True, 0)


@pytest.mark.parametrize("make", [Make(keeps_line=True), Make(broken=True), Make(control="none", remover="none")],
                         ids=["keeps its line", "answers 500", "without controls"])
def test_a_cart_that_was_not_seen_empty_is_not_told_so(make, tmp_path):
    told, shop = emptied(make, tmp_path)
    assert (told, shop.count) == (False, 1)


def test_the_cart_is_emptied_after_its_page_was_closed(tmp_path):
    async def put_and_close(trail: Trail) -> bool | None:
        trail.arrive(Reach.PRODUCT, "Came", await trail.see())
        trail.cart_url = f"{shop.url}/basket"
        await cart.add(trail, Product(LANTERN, f"{shop.url}/p", None, False))
        await trail.page.close()
        return await tidied(trail)
    with serving(shop := Till(Make()), shop.answer):
        assert on_the_trail(f"{shop.url}/p", tmp_path, put_and_close) is True
    assert shop.count == 0
