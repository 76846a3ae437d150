"""What a product asks for is chosen in whatever shape shops offer it, and what cannot be had is told precisely."""

import pytest

from auditor.core.records.journey import Stop
from spiders.journey.choosing import choose
from spiders.journey.ends import Detour
from spiders.journey.options import questions
from spiders.journey.steps import cart
from spiders.journey.steps.product import Product
from spiders.journey.trail import Trail
from tests.journey.pages import Pages, on

pytestmark = pytest.mark.slow

LANTERN = Product("Storm Lantern", "", "£12.50", False)
STYLE = """<style>.hidden { position: absolute; opacity: 0; width: 1px; height: 1px } .box { width: 40px; height: 40px }
li { cursor: pointer; display: inline-block; padding: 8px } .gone { text-decoration: line-through } .no { cursor: not-allowed }
.sheet { position: fixed; inset: 50% 0 0 0; background: #fff }</style>"""
# What `data-of` names is asked for; the button opens when one of each is picked.
PICKING = """<script>
document.addEventListener("click", ({target}) => {
  const one = target.closest("[data-of]"), add = document.querySelector("#add");
  if (!one || one.disabled) return;
  for (const each of document.querySelectorAll(`[data-of=${one.dataset.of}]`)) {
    each.classList.toggle("selected", each === one);
    for (const name of ["aria-checked", "aria-pressed"]) if (each.hasAttribute(name)) each.setAttribute(name, each === one);
  }
  const asked = new Set([...document.querySelectorAll("[data-of]")].map((each) => each.dataset.of));
  add.disabled = document.querySelectorAll("[data-of].selected").length < asked.size;
});
</script>"""
OPEN, SHUT = '<button id="add">Add to cart</button>', '<button id="add" disabled>Add to cart</button>'
ONLY = """<p><input type="radio" name="size" id="s" {s}><label for="s">S</label>
<input type="radio" name="size" id="m"><label for="m">M</label></p>"""


def page(options: str, button: str) -> Pages:
    html = f'{STYLE}<main><h1>Storm Lantern</h1><p>£12.50</p>{options}<p>{button}</p></main>{PICKING}'
    return Pages({"/": html})


async def chosen(trail: Trail) -> tuple[str, ...]:
    return (await choose(trail, await trail.see(), LANTERN.name)).told


SHAPES = {
    "a select whose first entries cannot be had": (
        '<label>Size <select name="size"><option value="">Please choose</option><option disabled>S</option>'
        "<option>M (sold out)</option><option>L</option></select></label>", OPEN, ("L",)),
    "a select that asks by an entry with a value": (
        '<label>Size <select name="size"><option value="0">Choose a size</option><option value="1">S</option></select></label>',
        OPEN, ("S",)),
    "radio buttons hidden behind labels": (
        '<fieldset><legend>Size</legend><input class="hidden disabled" type="radio" name="size" id="s"><label for="s">S</label> '
        '<input class="hidden" type="radio" name="size" id="m"><label for="m" data-of="size">M</label></fieldset>', SHUT, ("M",)),
    "swatches without words": (
        '<div class="swatch-attribute"><span>Colour</span><div role="listbox">'
        '<div class="box swatch-option disabled" role="option" aria-label="Blue" style="background:blue" data-of="colour"></div>'
        '<div class="box swatch-option" role="option" aria-label="Green" style="background:green" data-of="colour"></div>'
        "</div></div>", SHUT, ("Green",)),
    "swatches with a title": (
        '<p>Farbe</p><div><button class="box" style="background:blue" title="Blau – ausverkauft" data-of="colour"></button>'
        '<button class="box" style="background:green" title="Grün" data-of="colour"></button></div>', SHUT, ("Grün",)),
    "pills of which some are disabled or struck out": (
        '<p>Size: </p><div><button disabled data-of="size">S</button> <button class="gone" data-of="size">M</button> '
        '<button data-of="size">L</button></div>', SHUT, ("L",)),
    "a grid of list items": (
        '<dl><dt>尺码</dt><dd><ul><li class="no" data-of="size">37</li><li data-of="size">38</li><li data-of="size">39</li></ul></dd></dl>',
        SHUT, ("38",)),
    "roles of radio buttons in two groups": (
        '<div role="radiogroup" aria-label="Hue"><span role="radio" aria-checked="false" tabindex="0" data-of="hue">Red</span>'
        '<span role="radio" aria-checked="false" tabindex="0" data-of="hue">Teal</span></div>'
        '<div role="radiogroup" aria-label="Wick"><span role="radio" aria-checked="false" tabindex="0" data-of="wick">Flat</span>'
        '<span role="radio" aria-checked="false" tabindex="0" data-of="wick">Round</span></div>', SHUT, ("Red", "Flat")),
    "buttons of which nothing says that they are options, while the button stays disabled": (
        '<p>Wick</p><div><button aria-pressed="false" data-of="wick">Flat</button>'
        '<button aria-pressed="false" data-of="wick">Round</button></div>', SHUT, ("Flat",)),
    "what is chosen already": (
        '<p>Size</p><div><button class="selected" aria-pressed="true">S</button><button aria-pressed="false">M</button></div>',
        OPEN, ()),
    "no option at all, but a wish list, pictures and a quantity": (
        '<button aria-pressed="false">Add to wish list</button><div class="thumbs"><button>1 of 2</button><button>2 of 2</button></div>'
        '<label>Quantity <select name="qty"><option>1</option><option>2</option></select></label>', OPEN, ()),
}


@pytest.mark.parametrize("shape", SHAPES)
def test_chooses_the_first_that_can_be_had(shape, tmp_path):
    options, button, expected = SHAPES[shape]
    assert on(page(options, button), tmp_path, chosen) == expected


def test_tries_another_value_where_the_first_is_sold_out(tmp_path):
    script = """<script>document.querySelectorAll("input").forEach((each) => each.addEventListener("change", () => {
        const add = document.querySelector("#add"); add.disabled = each.id === "s"; add.textContent = add.disabled ? "Sold out" : "Add to cart";
    }))</script>"""
    sold_out = '<button id="add" disabled>Sold out</button>'
    assert on(page(ONLY.format(s="checked") + script, sold_out), tmp_path, chosen) == ("M",)


def test_tries_another_colour_where_the_first_has_no_size_left(tmp_path):
    script = """<script>document.addEventListener("click", ({target}) => {
        if (target.dataset.of !== "colour") return;
        for (const size of document.querySelectorAll("[data-of=size]")) size.disabled = target.textContent !== "Green" || size.textContent === "S";
    })</script>"""
    options = (
        '<p>Colour</p><div><button data-of="colour">Red</button> <button data-of="colour">Green</button></div>'
        '<p>Size</p><div><button data-of="size" disabled>S</button> <button data-of="size" disabled>M</button></div>')
    assert on(page(options + script, SHUT), tmp_path, chosen) == ("Green", "M")


NONE_LEFT = [
    ('<p>Size</p><div><button disabled data-of="size">S</button><button disabled data-of="size">M</button></div>', SHUT, Stop.SHOP,
     "Add to cart stays disabled until a size is chosen, and no size is in stock"),
    ('<label>Colour <select name="c"><option value="">Choose</option><option disabled>Red</option></select></label>', OPEN, Stop.SHOP,
     "Add to cart asks for a colour, and no colour is in stock"),
    ("", SHUT, Stop.OURS, "Add to cart stays disabled for Storm Lantern"),
]


@pytest.mark.parametrize(("options", "button", "stop", "because"), NONE_LEFT)
def test_what_cannot_be_had_is_told_precisely(options, button, stop, because, tmp_path):
    with pytest.raises(Detour) as told:
        on(page(options, button), tmp_path, chosen)
    assert (str(told.value), told.value.stop) == (because, stop)


ADDING = """<a href="/cart">Cart <b id="count">(0)</b></a><p role="status" id="said"></p><script>
const put = () => fetch("/cart/add", {method: "POST"}).then(() => {
  document.querySelector("#count").textContent = "(1)";
  document.querySelector("#said").textContent = "Storm Lantern was added to your cart";
});
</script>"""
SHEET = """<button id="add" onclick="document.querySelector('template').parentNode.append(
  document.querySelector('template').content.cloneNode(true))">Add to cart</button><template><div class="sheet"><p>Size</p><div>
<button data-of="size">S</button><button data-of="size">M</button></div><button onclick="put(); this.closest('.sheet').remove()">
Confirm</button></div></template>"""
ASKING = """<p>Wick</p><div><button data-of="wick">Flat</button><button data-of="wick">Round</button></div>
<button id="add" onclick="document.querySelector('.selected') ? put() : {how}('Please choose a wick')">Add to cart</button>
<script>const say = (words) => document.querySelector("#said").textContent = words</script>"""

ASKED_AFTERWARDS = [(SHEET, ("S",), 3), (ASKING.replace("{how}", "say"), ("Flat",), 3), (ASKING.replace("{how}", "alert"), ("Flat",), 3)]


@pytest.mark.parametrize(("product", "expected", "clicks"), ASKED_AFTERWARDS)
def test_answers_what_is_asked_after_the_button_was_pressed(product, expected, clicks, tmp_path):
    async def add(trail: Trail) -> tuple:
        trail.clicks = 0
        signs = await cart.add(trail, LANTERN)
        return signs, trail.told["chosen"], trail.clicks, trail.changed_ms

    pages = Pages({"/": f"{STYLE}<main><h1>Storm Lantern</h1><p>£12.50</p>{product}</main>{ADDING}{PICKING}", "/cart/add": "ok"})
    signs, told, pressed, changed_ms = on(pages, tmp_path, add)
    assert (told, pressed) == (expected, clicks)
    assert len(signs) >= 2
    assert ("POST", "/cart/add") in pages.asked
    assert changed_ms is None or changed_ms < 5000


def test_options_of_other_products_are_left_alone(tmp_path):
    async def asked(trail: Trail) -> list:
        return questions((await trail.see()).sight)

    card = ('<li><a href="/p/{0}">Pot {0}</a> £3.00 <div role="radiogroup" aria-label="Size"><span role="radio">S</span></div></li>')
    assert on(page(f"<ul>{card.format(1)}{card.format(2)}</ul>", OPEN), tmp_path, asked) == []
