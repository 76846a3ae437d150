"""The guard of words alone, on pages in Chromium: whatever holds the ordering words, the button is known and stays unpressed."""

import pytest

from spiders.journey.ends import Ended
from spiders.journey.finders import ADD, CHECKOUT, GUEST, ONWARD, OPEN_CART, rank
from spiders.journey.guard import PAYMENT_STANDS, refusal
from spiders.journey.trail import Trail
from tests.journey.pages import on_the_trail
from tests.shops.serving import Answer, Asked, serving

pytestmark = pytest.mark.slow

BUTTONS = {
    "a button": "<button>Place order</button>",
    "the value of an input": '<input type="submit" value="Place order">',
    "the value of a plain input": '<input type="button" value="Zahlungspflichtig bestellen">',
    "the alt of an image input": '<input type="image" alt="Pay now" src="/x.png" width=90 height=30>',
    "the alt of an image": '<button><img alt="Pay now" src="/x.png" width=90 height=30></button>',
    "the alt of an image in a link": '<a href="/next"><img alt="提交订单" src="/x.png" width=90 height=30></a>',
    "spans in spans": "<button><span><span>Place</span> <b>order</b></span></button>",
    "an aria-label": '<button aria-label="Place order">➜</button>',
    "a label elsewhere": '<b id=l>注文を確定する</b><button aria-labelledby=l>OK</button>',
    "a title": '<button title="Pay now"><i>➜</i></button>',
    "a picture's title": "<button><svg width=30 height=30><title>Pay now</title></svg></button>",
    "a role": '<div role="button" tabindex=0>Pay now</div>',
    "a div that can be clicked": '<div onclick="fetch(\'/orders\')">Valider la commande</div>',
    "a shadow": '<pay-button></pay-button><script>customElements.define("pay-button", class extends HTMLElement {connectedCallback() {'
                'this.attachShadow({mode: "open"}).innerHTML = "<button>Place order</button>"}})</script>',
    "a slot": '<pay-button>Place order</pay-button><script>customElements.define("pay-button", class extends HTMLElement {connectedCallback() {'
              'this.attachShadow({mode: "open"}).innerHTML = "<button><slot></slot></button>"}})</script>',
    "capitals by style": '<button style="text-transform: uppercase">Place order</button>',
    "a drawn word": '<style>.go::before{content:"Place order"}</style><button class="go place-order"></button>',
}


class Page:
    def __init__(self, body: str) -> None:
        self.url, self.body, self.asked = "", body, []

    def answer(self, asked: Asked) -> Answer:
        self.asked.append((asked.method, asked.path))
        return Answer(f'<!doctype html><title>Checkout</title><link rel=icon href="data:,"><body><main><h1>Checkout</h1>{self.body}'.encode())


def tried(body: str, folder, do) -> tuple[object, Page]:
    with serving(page := Page(body), page.answer):
        return on_the_trail(f"{page.url}/", folder, do), page


@pytest.mark.parametrize("button", BUTTONS)
def test_ordering_words_are_seen_in(button, tmp_path):
    async def press_all(trail: Trail) -> list[str]:
        seen = await trail.see()
        assert seen.sight.shown
        for each in seen.sight.shown:
            with pytest.raises(Ended):
                await trail.press(seen, each)
        return [refusal(each, seen.sight) for each in seen.sight.shown]
    refusals, page = tried(f'<form method="post" action="/next">{BUTTONS[button]}</form>', tmp_path, press_all)
    assert all(refusals)
    assert [path for method, path in page.asked if method == "POST" or path in ("/next", "/orders")] == []


@pytest.mark.parametrize("button", BUTTONS)
def test_nothing_that_orders_is_ever_looked_for(button, tmp_path):
    async def ranked(trail: Trail) -> list[str]:
        sight = (await trail.see()).sight
        return [each.candidate.name for intent in (ADD, CHECKOUT, GUEST, ONWARD, OPEN_CART) for each in rank(sight, intent)]
    found, _ = tried(f'<form method="post" action="/next">{BUTTONS[button]}</form>', tmp_path, ranked)
    assert found == []


@pytest.mark.parametrize("field", [
    '<input autocomplete="cc-number" value="4111">', '<input name="cardNumber" value="4111">', '<label>Kartennummer <input value="4111"></label>',
    '<label>カード番号 <input value="4111"></label>', '<input name="cvc" value="123">', '<label>IBAN <input value="DE00"></label>',
])
def test_nothing_at_all_is_pressed_beside_filled_payment_fields(field, tmp_path):
    async def press(trail: Trail) -> str:
        seen = await trail.see()
        with pytest.raises(Ended) as ended:
            await trail.press(seen, seen.sight.shown[0])
        return str(ended.value)
    said, page = tried(f'<form method="post" action="/next">{field}<button>Continue</button></form>', tmp_path, press)
    assert said == PAYMENT_STANDS
    assert ("POST", "/next") not in page.asked
